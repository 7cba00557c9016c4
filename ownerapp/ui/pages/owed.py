"""What a page that nobody looks at still has to do: at the latest when somebody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ownerapp.ui.pages.turns import InTurns

AFTER_MS: Final = 1_000
"""What the person waits for comes first: the page that is looked at."""

Work = Callable[[], Iterator[None]]


class Owed:
    """Work of a page, done in short turns after a while, or at once when the page is shown.

    Args:
        page: The page; the work is done only once for a name, in the order it came.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._work: dict[str, Work] = {}
        self._turns = InTurns(page)
        self._timer = QTimer(page)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._begin)

    def add(self, name: str, work: Work) -> bool:
        """Take work, and do it now if the page is looked at; say whether it waits."""
        if self._page.isVisible():
            self._turns.stop()
            self._work.pop(name, None)
            self.settle()
            for _step in work():
                pass
            return False
        self._work[name] = work
        self._turns.stop()
        self._timer.start()
        return True

    def settle(self) -> None:
        """Do all of it now."""
        self._timer.stop()
        self._turns.stop()
        for _step in self._steps():
            pass

    def _begin(self) -> None:
        self._turns.start(self._steps())

    def _steps(self) -> Iterator[None]:
        while self._work:
            name, work = next(iter(self._work.items()))
            yield from work()
            if self._work.get(name) is work:
                del self._work[name]
