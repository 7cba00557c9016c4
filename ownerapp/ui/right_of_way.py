"""The window goes first: other threads stand aside while it is laid out and drawn.

Rules:

1. The way is taken for the present turn of the event loop, with the layouts that it asks for;
   it is free again when nothing more is to be done at once.
2. Nobody waits longer than ``MOST_SECONDS`` for one turn, however often it asks: what is being
   saved is not held up by a window that never rests, or that waits for it.
"""

from __future__ import annotations

import threading
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

MOST_SECONDS: Final = 0.05


class RightOfWay(QObject):
    """Says to other threads when the window is at work.

    Attributes:
        turns: How often the way was taken: each time that the window was drawn, at least.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.turns = 0
        self._until = 0.0
        self._free = threading.Event()
        self._free.set()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self.give)

    def take(self) -> None:
        """Go first until this turn of the event loop is over (rule 1)."""
        self.turns += 1
        self._until = monotonic() + MOST_SECONDS
        self._free.clear()
        self._rest.start()

    @Slot()
    def give(self) -> None:
        """Let the others go on."""
        self._free.set()

    def is_taken(self) -> bool:
        """Say whether others should wait."""
        return not self._free.is_set()

    def wait(self) -> None:
        """Wait, in another thread, until the way is free (rule 2)."""
        if not self._free.is_set() and (left := self._until - monotonic()) > 0:
            self._free.wait(left)
