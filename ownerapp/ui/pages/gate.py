"""What stands before the pages: a passphrase to type, or a trouble in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import (
    IncompatibleError,
    InputError,
    OwnerAppError,
    StoreDamagedError,
    StoreKeyMissingError,
)
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.text import Text, body, label

_LOST = (StoreKeyMissingError, StoreDamagedError)
"""After these the data cannot be opened with any key that is here."""


class PassphrasePage(Page):
    """Asks for the passphrase of a store that no keyring opens, or that is locked.

    Args:
        is_lock: It was locked by the person, or has a lock; nothing else is shown beside it.
        parent: The widget that holds this one.

    Signals:
        given: A passphrase was typed.
        restore_pressed: It is forgotten, and a backup is to be brought back.
    """

    given = Signal(str)
    restore_pressed = Signal()

    def __init__(self, parent: QWidget | None = None, *, is_lock: bool = False) -> None:
        super().__init__(parent)
        self._is_lock = is_lock
        self._intro = intro_text()
        self.head.leading.addWidget(self._intro)
        self._field = TextField(secret=True)
        self._row = FieldRow(self._field)
        self._button = PrimaryButton()
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self._row)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(card)
        self._forgotten = body(tone=Tone.MUTED)
        self.restore_button = ActionButton()
        self.column.addSpacing(8)
        self.column.addWidget(self._forgotten)
        self.column.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.restore_button.clicked.connect(self.restore_pressed)
        self._button.clicked.connect(self._on_pressed)
        self._field.returnPressed.connect(self._on_pressed)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.head.heading.setText(_("Your data is locked"))
        self._intro.setText(
            _("Nothing of it is shown until your passphrase opens it.")
            if self._is_lock
            else _(
                "It was set up with a passphrase, because there was no keyring on this computer."
            )
        )
        self._row.set_texts(
            _("Passphrase"), _("It never leaves this computer, and nobody can replace it.")
        )
        self._button.setText(pgettext("button", "Open my data"))
        self._forgotten.setText(
            _("If the passphrase is forgotten, a backup and its recovery code bring it all back.")
        )
        self.restore_button.setText(pgettext("button", "I have a backup"))

    def show_error(self, error: OwnerAppError) -> None:
        """Say what is wrong beside the field."""
        self.set_busy(False)
        if isinstance(error, InputError):
            self._row.set_error(explain(error).text())
        else:
            self._row.set_error("")

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 -- a setter
        """Take no second press while the first is tried."""
        self._button.setEnabled(not busy)
        self._field.setEnabled(not busy)

    def take_focus(self) -> None:
        """Let the person type at once."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_pressed(self) -> None:
        """Try what was typed, and forget it."""
        typed = self._field.text()
        if not typed:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._row.set_error("")
        self._field.clear()
        self.set_busy(True)
        self.given.emit(typed)


class TroublePage(Page):
    """Says why the data cannot be opened, what is safe and what to do.

    Signals:
        retry_pressed: *Try again*.
        folder_pressed: The data folder is to be opened.
        restore_pressed: The key is lost, and a backup is to be brought back.
        anew_pressed: The key is lost, and a new history is to begin.
    """

    retry_pressed = Signal()
    folder_pressed = Signal()
    restore_pressed = Signal()
    anew_pressed = Signal()

    def __init__(self, error: OwnerAppError, data_dir: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = error
        self._intro = intro_text()
        self.head.leading.addWidget(self._intro)
        self._step = body()
        self._where = Text(role=TextRole.LABEL, tone=Tone.MUTED, widest=720)
        self._path = label(data_dir, tone=Tone.INK)
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._retry = ActionButton()
        self._folder = ActionButton(icon="folder")
        self._lost = body()
        self.restore_button = PrimaryButton()
        self.anew_button = ActionButton()
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._step)
        column.addWidget(self._lost)
        column.addWidget(self._where)
        column.addWidget(self._path)
        buttons = FlowLayout(gap=8)
        for button in (self.restore_button, self.anew_button, self._retry, self._folder):
            buttons.addWidget(button)
        column.addLayout(buttons)
        self.column.addWidget(card)
        is_lost = isinstance(error, _LOST)
        for part in (self._lost, self.restore_button, self.anew_button):
            part.setVisible(is_lost)
        self.column.addStretch(1)
        self._retry.setVisible(not isinstance(error, IncompatibleError))
        self._retry.clicked.connect(self.retry_pressed)
        self._folder.clicked.connect(self.folder_pressed)
        self.restore_button.clicked.connect(self.restore_pressed)
        self.anew_button.clicked.connect(self.anew_pressed)
        self.retranslate()

    def error(self) -> OwnerAppError:
        """Return the error that is explained."""
        return self._error

    @override
    def retranslate(self) -> None:
        """Write all words."""
        words = explain(self._error)
        self.head.heading.setText(words.title)
        self._intro.setText(words.body)
        self._intro.setVisible(bool(words.body))
        self._step.setText(words.next_step)
        # What the explanation names as commands is here as buttons.
        self._step.setVisible(bool(words.next_step) and not isinstance(self._error, _LOST))
        self._lost.setText(
            _(
                "If the key cannot be found again, a backup and its recovery code bring "
                "everything back. Without one, a new history can begin; it says for ever that "
                "an earlier one was lost."
            )
        )
        self.restore_button.setText(pgettext("button", "I have a backup"))
        self.anew_button.setText(pgettext("button", "Begin a new history"))
        self._where.setText(_("Your data is in this folder:"))
        self._retry.setText(pgettext("button", "Try again"))
        self._folder.setText(pgettext("button", "Open the folder"))
