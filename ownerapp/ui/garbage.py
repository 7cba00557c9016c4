"""When garbage is collected: while nobody waits for the window.

Rules:

1. What the program loaded stays for good, and is never looked at again.
2. Young garbage is collected between two acts of the person; Python's own measure would be full
   some thirty times while a page opens.
3. What is young is never more than twice ``YOUNG`` objects: work on another thread makes some
   hundred thousand that stay, and looking at all of them at once would be seen.
4. All of it is looked at, which takes a tenth of a second, only where nobody sees the window
   stand still: when it is not in front, or when for a minute nothing of it was drawn.
"""

from __future__ import annotations

import gc
from typing import Final

from ownerapp.ui.right_of_way import RightOfWay

YOUNG: Final = 25_000
"""After so many new objects young garbage is collected even if the window is never at rest."""

_MANY_YOUNG: Final = 2_000
QUIET_RESTS: Final = 12
_EVERY_OTHER_TIME: Final = 0
"""Those that were young twice are old (rule 3); Python itself waits for ten times."""
_NEVER: Final = 1_000_000_000


def begin() -> None:
    """Collect from now on, in a program that has loaded what it starts with."""
    gc.freeze()
    gc.set_threshold(YOUNG, _EVERY_OTHER_TIME, _NEVER)
    gc.enable()


def keep_loaded() -> None:
    """Never look again at what is there now (rule 1).

    A collection that finds nothing to look at begins the count of new objects anew.
    """
    gc.freeze()
    gc.collect(0)


def collect_all() -> None:
    """Collect everything; nobody looks (rule 4)."""
    gc.collect()


class GarbageWatch:
    """Collects at each rest of the window what there is to collect.

    Args:
        way: Tells by its turns whether the window was at work since the last rest.
    """

    def __init__(self, way: RightOfWay) -> None:
        self._way = way
        self._turns = way.turns
        self._quiet = 0

    def rest(self) -> None:
        """Collect a little, or everything where nothing was drawn for long."""
        self._quiet = self._quiet + 1 if self._way.turns == self._turns else 0
        self._turns = self._way.turns
        if self._quiet == QUIET_RESTS:
            collect_all()
        elif gc.get_count()[0] > _MANY_YOUNG:
            # What outlived the last time, too: kept for a tenth, it would be too much at once.
            gc.collect(1)
