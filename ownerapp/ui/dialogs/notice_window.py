"""A window of its own with a notice, to be read beside a question; it answers nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.notice import Notice
from ownerapp.domain.trust import NoticeTrust
from ownerapp.i18n import pgettext
from ownerapp.ui import theme
from ownerapp.ui.pages.notice import NoticePage
from ownerapp.ui.pages.session import Session
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.reading_order import move_focus

_WIDTH: Final = 880
_HEIGHT: Final = 700


class NoticeWindow(QDialog):
    """The page about a notice over the window that asked for it."""

    def __init__(
        self, window: QWidget, session: Session, notice: Notice, trust: NoticeTrust | None
    ) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        look, room = theme.current(), window.size()
        self.resize(
            min(look.half_px(_WIDTH), room.width()), min(look.half_px(_HEIGHT), room.height())
        )
        self.page = NoticePage(session, has_back=False)
        self.close_button = ActionButton()
        self.close_button.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setContentsMargins(32, 12, 32, 16)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        self.page.show_notice(notice, trust)
        self._name()

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through the window as it is read."""
        return move_focus(self, forward=forward) is not None

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language, after the page did."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._name)

    @Slot()
    def _name(self) -> None:
        self.setWindowTitle(self.page.head.heading.text())
        self.close_button.setText(pgettext("button", "Close"))
