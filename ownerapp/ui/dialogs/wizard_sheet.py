"""A sheet with steps: what it holds is a draft, and only the last press saves something.

Escape and *Stop here* leave nothing behind, and so does a press beside the sheet while nothing
was said. After that the press does nothing: it may have been meant for something else, and several
steps would be gone.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import heading, label

WIDTH = 720


class WizardSheet(Sheet):
    """Heading, content that changes with the step, and the buttons below it.

    A subclass fills :meth:`show_step` and takes *Back* and *Next* in :meth:`go_back` and
    :meth:`go_on`.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        name: The object name.
    """

    def __init__(self, window: QWidget, session: Session, name: str) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName(name)
        self._session = session
        self._is_busy = False
        self._complaint = ""
        self._count = label()
        self._heading = heading()
        self.said = LiveBanner()
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._trouble = IconText("oct", tone=Tone.STOP)
        self._progress = IconText("wait", tone=Tone.MUTED)
        self.stop_button = ActionButton()
        self.back_button = ActionButton()
        self.next_button = PrimaryButton()
        self.more_buttons = FlowLayout(gap=8)
        for part in (self._count, self._heading, self.said, self._content):
            self.body.addWidget(part)
        self.body.addLayout(self.more_buttons)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.add_button(self.stop_button)
        buttons.addStretch(1)
        for button in (self.back_button, self.next_button):
            buttons.add_button(button)
        self.foot.addWidget(self._trouble)
        self.foot.addWidget(self._progress)
        self.foot.addLayout(buttons)
        self._trouble.hide()
        self._progress.hide()
        self.stop_button.clicked.connect(self._on_stop_clicked)
        self.back_button.clicked.connect(self._on_back_clicked)
        self.next_button.clicked.connect(self._on_next_clicked)

    # ------------------------------------------------------------------- for subclasses

    def show_step(self) -> None:
        """Show the present step in the language in force; overridden by each."""

    def go_back(self) -> None:
        """Take *Back*; overridden by each."""

    def go_on(self) -> None:
        """Take *Next*, *Finish* or *Done*; overridden by each."""

    def is_done(self) -> bool:
        """Say whether the last press was made; overridden by each."""
        return False

    def has_answers(self) -> bool:
        """Say whether something was said that closing would lose; overridden by each."""
        return False

    def fill(self, count: str, title: str, parts: Sequence[QWidget]) -> None:
        """Put other content in place of the present one."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._count.setText(count)
        show_when(self._count, bool(count))
        self._heading.setText(title)
        self.setAccessibleName(title)
        for part in parts:
            self._column.addWidget(part)
        self.stop_button.setText(pgettext("button", "Stop here"))
        self._progress.show_line("wait", _("A moment …"), Tone.MUTED)
        show_when(self.stop_button, not self.is_done())

    def turn(self) -> None:
        """Go to another step: show it from its top and tell screen readers."""
        self.said.clear()
        self.complain("")
        self.show_step()
        self._scroll.verticalScrollBar().setValue(0)
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._heading.text()))

    def complain(self, words: str) -> None:
        """Say what is missing; nothing takes it back."""
        self._complaint = words
        self._trouble.show_line("oct", words, Tone.STOP)
        show_when(self._trouble, bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._trouble, words))

    def trouble(self) -> str:
        """Return what is said to be missing, or nothing."""
        return self._complaint

    def is_busy(self) -> bool:
        """Say whether something is read or saved at this moment."""
        return self._is_busy

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be pressed twice."""
        self._is_busy = busy
        for button in (self.back_button, self.next_button):
            button.setEnabled(not busy)
        show_when(self._progress, busy)

    @Slot(object)
    def failed(self, error: OwnerAppError) -> None:
        """Say what did not work; nothing was saved."""
        self.set_busy(busy=False)
        self.said.tell(BannerKind.STOP, lambda: explain(error).text())
        self._scroll.verticalScrollBar().setValue(0)

    # ------------------------------------------------------------------- presses

    @override
    def reject(self) -> None:
        """Leave nothing behind; after the last press there is nothing to leave."""
        if self.is_done():
            self.accept()
        elif not self._is_busy:
            super().reject()

    @override
    def pressed_beside(self) -> None:
        """Leave only while there is nothing to lose."""
        if self.is_done() or not self.has_answers():
            super().pressed_beside()

    @Slot()
    def _on_stop_clicked(self) -> None:
        """Leave nothing behind."""
        self.reject()

    @Slot()
    def _on_back_clicked(self) -> None:
        """Go to the step before."""
        if not self._is_busy:
            self.go_back()

    @Slot()
    def _on_next_clicked(self) -> None:
        """Go on."""
        if not self._is_busy:
            self.go_on()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language; what was said stays."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.show_step()
