"""Leads to the page about the car's notice, and to notices beside a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from ownerapp.domain.notice import Notice
from ownerapp.domain.trust import NoticeTrust
from ownerapp.domain.values import dataclass
from ownerapp.services.choices import CarChoices
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.session import Session

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.ui.pages.notice import NoticePage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Found:
    """A notice with its trust, where that is known."""

    notice: Notice
    trust: NoticeTrust | None


class Noticing(QObject):
    """Knows the notice that the present car follows, and shows it.

    Signals:
        page_wanted: The page of the notice is to be shown.
        left: The page is to be left.
    """

    page_wanted = Signal()
    left = Signal()

    def __init__(self, session: Session, choices: ChoicesPage) -> None:
        super().__init__(choices)
        self._session = session
        self._choices = choices
        self._view: CarChoices | None = None
        self._page: NoticePage | None = None
        choices.notice_page_wanted.connect(self.open)

    def take(self, view: CarChoices) -> None:
        """Show the notice of these choices from now on."""
        self._view = view
        if self._page is not None:
            self._page.show_notice(view.notice, view.trust)

    def page(self) -> NoticePage:
        """Return the page, made with its module on the first visit."""
        if self._page is None:
            from ownerapp.ui.pages.notice import NoticePage  # noqa: PLC0415 - off the start

            self._page = NoticePage(self._session)
            self._page.back_pressed.connect(self.left)
            if self._view is not None:
                self._page.show_notice(self._view.notice, self._view.trust)
        return self._page

    @Slot()
    def open(self) -> None:
        """Go to the page."""
        self.page_wanted.emit()
        self.page().back_link.setFocus(Qt.FocusReason.NoFocusReason)

    @Slot()
    def open_beside(self) -> None:
        """Show the notice in a window of its own, beside a question."""
        if self._view is not None:
            show_beside(self._choices.window(), self._session, self._view.notice, self._view.trust)

    @Slot(object)
    def open_other(self, notice: Notice) -> None:
        """Show a notice that the car does not follow, or not yet."""
        self._session.call(lambda desk: _found(desk, notice), self._on_found)

    @Slot(object)
    def _on_found(self, found: _Found) -> None:
        """Show it, with its trust where that is known."""
        show_beside(self._choices.window(), self._session, found.notice, found.trust)


def show_beside(
    window: QWidget, session: Session, notice: Notice, trust: NoticeTrust | None
) -> None:
    """Open a notice in a window of its own over another one."""
    from ownerapp.ui.dialogs.notice_window import NoticeWindow  # noqa: PLC0415 - off the start

    NoticeWindow(window, session, notice, trust).show()


def _found(desk: Desk, notice: Notice) -> _Found:
    """Look up whose word a notice is that is here."""
    trust = next(
        (loaded.trust for loaded in desk.notices.all() if loaded.notice.hash == notice.hash), None
    )
    return _Found(notice=notice, trust=trust)
