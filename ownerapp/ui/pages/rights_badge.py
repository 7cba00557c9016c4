"""Marks the row *My rights* while an answer is overdue, is due soon, or waits for the person.

It is a reminder of the window: who switched those off sees no mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ownerapp.domain.errors import OwnerAppError
from ownerapp.presentation.joining import phrases
from ownerapp.ui.pages.names import RIGHTS, nav_texts

if TYPE_CHECKING:
    from ownerapp.services.rights import RequestView
    from ownerapp.ui.pages.session import Session
    from ownerapp.ui.widgets.nav import NavList


class RightsBadge(QObject):
    """Keeps the mark of one row."""

    def __init__(self, session: Session, nav: NavList, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._nav = nav
        self._views: Sequence[RequestView] = ()

    def look(self) -> None:
        """Read the requests and mark the row."""
        self._session.call(lambda desk: desk.rights.all(), self.take, _ignore)

    @Slot(object)
    def take(self, views: Sequence[RequestView]) -> None:
        """Mark the row by requests that were read just now."""
        self._views = views
        self.retranslate()

    def retranslate(self) -> None:
        """Mark the row in the language in force, or no more."""
        text = ""
        if self._views and self._session.settings.reminders:
            # Most people have no request, so a start does not load this.
            from ownerapp.presentation.requests_page import reminder_of  # noqa: PLC0415 - above

            text = reminder_of(self._views)[0]
        row = next((words for key, words, _icon in nav_texts() if key == RIGHTS), "")
        self._nav.set_badge(RIGHTS, phrases(row, text) if text else "")


def _ignore(_error: OwnerAppError) -> None:
    """Let a look beside the work fail in silence: the page itself says what is wrong."""
