"""A page that waits for the store: what was shown before stays in sight for that moment.

Drawn twice, a page would take twice as long, and its parts would move under the pointer.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ownerapp.ui.pages.page import Page

MOST_MS: Final = 60
"""Nobody notices a wait this short; after a longer one, the page is shown as far as it is."""

_ROUNDS: Final = 3
"""A part that wants more room tells what it lies in, and that what it lies in itself."""


class WaitedFor:
    """Lets nothing be drawn in the place of a page until its content is there.

    Args:
        page: The page; it lies in what holds all pages.
        most_ms: So long it waits at most.
    """

    def __init__(self, page: Page, *, most_ms: int = MOST_MS) -> None:
        self._page = page
        self._most_ms = most_ms
        self._held: QWidget | None = None
        self._turn = 0
        # A page that is put among the others has its room painted, though it is hidden: with
        # the ground alone, as those that stand there are held.
        page.resize(0, 0)

    def is_waiting(self) -> bool:
        """Say whether the page is still waited for."""
        return self._held is not None

    def begin(self) -> None:
        """Hold what is in sight, unless that is the page itself."""
        holder = self._page.parentWidget()
        if self._held is None and holder is not None and not self._page.isVisible():
            self._held = holder
            self._turn += 1
            holder.setUpdatesEnabled(False)
            self._page.scroll_area.hold()
            # For the holder, which is drawn again also when the page has gone by then.
            QTimer.singleShot(self._most_ms, holder, partial(self._on_late, self._turn))

    def end(self) -> None:
        """Draw what is there."""
        held, self._held = self._held, None
        if held is None:
            return
        if shiboken6.isValid(self._page):
            self._page.scroll_area.let_go()
            for pending in (*[QEvent.Type.LayoutRequest] * _ROUNDS, QEvent.Type.UpdateLater):
                QCoreApplication.sendPostedEvents(None, pending)
        held.setUpdatesEnabled(True)

    def _on_late(self, turn: int) -> None:
        """Wait no longer, unless that is over and the page waits anew."""
        if turn == self._turn:
            self.end()
