"""Sets, changes or removes the passphrase that locks the data."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError, PassphraseTooShortError, WrongPassphraseError
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.lock_words import (
    copies_words,
    forgetting_words,
    no_backup_words,
    no_kit_words,
    strength,
)
from ownerapp.services.ports.vault import VaultKind
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.pages.session import Session
from ownerapp.ui.passphrase_fields import PassphraseFields
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading

WIDTH = 600


class LockDeed(Enum):
    """What the sheet does."""

    SET = auto()
    CHANGE = auto()
    REMOVE = auto()


class LockSheet(Sheet):
    """``accepted`` means that it is done; everything else leaves the lock as it is.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        deed: What is to be done.
        has_kit: There is a recovery kit.
        has_backup: There is a backup that it opens.
        vault: Where the key of the data is.

    Signals:
        done: It is done, and the sheet is closed.
    """

    done_with = Signal(object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        deed: LockDeed,
        *,
        has_kit: bool,
        has_backup: bool,
        vault: VaultKind,
    ) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("lock-sheet")
        self._session = session
        self._deed = deed
        self._has_kit = has_kit
        self._has_backup = has_backup
        self._vault = vault
        self._is_busy = False
        self._heading = heading()
        self._what = body()
        self.banner = LiveBanner()
        self.warning = IconText("wait", tone=Tone.WARN)
        self.present = TextField(secret=True)
        self.present_row = FieldRow(self.present)
        self.passphrase = PassphraseFields()
        self.strength = IconText("wait", tone=Tone.MUTED)
        self._progress = IconText("wait", tone=Tone.MUTED)
        self.cancel_button = ActionButton()
        self.deed_button = ActionButton()
        for part in (
            self._heading,
            self.banner,
            self._what,
            self.warning,
            self.present_row,
            self.passphrase,
            self.strength,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.deed_button):
            buttons.add_button(button)
        self.foot.addLayout(buttons)
        sets = deed is not LockDeed.REMOVE
        self.present_row.setVisible(deed is not LockDeed.SET)
        self.passphrase.setVisible(sets)
        self.warning.setVisible(sets and not (has_kit and has_backup))
        for hidden in (self.strength, self._progress):
            hidden.hide()
        self.passphrase.first.textChanged.connect(self._on_typed)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.deed_button.clicked.connect(self._on_deed_clicked)
        for field in (self.present, self.passphrase.second):
            field.returnPressed.connect(self._on_deed_clicked)
        self.finished.connect(self._on_closed)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words; what was typed stays."""
        title, deed = self._titles()
        self._heading.setText(title)
        self.setAccessibleName(title)
        what = (
            _("After that this computer's keyring opens your data again, without asking.")
            if self._deed is LockDeed.REMOVE
            else forgetting_words()
        )
        if self._deed is LockDeed.CHANGE and self._vault is VaultKind.FILE:
            what = sentences(what, copies_words())
        self._what.setText(what)
        self.setAccessibleDescription(what)
        self.warning.show_line(
            "wait", no_backup_words() if self._has_kit else no_kit_words(), Tone.WARN
        )
        self.present_row.set_texts(_("Your present passphrase"))
        self.passphrase.retranslate()
        self._progress.show_line("wait", _("A moment …"), Tone.MUTED)
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.deed_button.setText(deed)
        self._on_typed()

    def _titles(self) -> tuple[str, str]:
        match self._deed:
            case LockDeed.SET:
                return _("Lock your data with a passphrase"), pgettext("button", "Set the lock")
            case LockDeed.CHANGE:
                return _("Change the passphrase"), pgettext("button", "Change the passphrase")
            case LockDeed.REMOVE:
                return _("Remove the lock?"), pgettext("button", "Remove the lock")

    @override
    def open_over(self) -> None:
        """Show the sheet; the person can type at once."""
        super().open_over()
        first = self.passphrase.first if self._deed is LockDeed.SET else self.present
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_typed(self) -> None:
        """Say how strong the new passphrase is."""
        line = strength(self.passphrase.first.text()) if self._deed is not LockDeed.REMOVE else None
        if line is not None:
            self.strength.show_line(line.icon, line.text, tone_of(line.tone))
        show_when(self.strength, line is not None)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Leave the lock as it is."""
        self.reject()

    @Slot()
    def _on_deed_clicked(self) -> None:
        """Do it, when nothing is missing."""
        if self._is_busy:
            return
        self.present_row.set_error("")
        present = self.present.text()
        if self._deed is not LockDeed.SET and not present:
            self.present_row.set_error(_("Type your present passphrase first."))
            return
        if self._deed is LockDeed.REMOVE:
            self._set_busy(busy=True)
            self._session.call(
                lambda desk: desk.remove_lock(present), self._on_done, self._on_failed
            )
            return
        chosen = self.passphrase.agreed()
        if chosen is None:
            return
        self._set_busy(busy=True)
        if self._deed is LockDeed.CHANGE:
            self._session.call(
                lambda desk: desk.change_passphrase(chosen, present=present),
                self._on_done,
                self._on_failed,
            )
        else:
            self._session.call(lambda desk: desk.set_lock(chosen), self._on_done, self._on_failed)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.banner.clear()
        for part in (self.present_row, self.passphrase, self.cancel_button, self.deed_button):
            part.setEnabled(not busy)
        show_when(self._progress, busy)

    @Slot(object)
    def _on_done(self, _nothing: object) -> None:
        """Close the sheet."""
        self._set_busy(busy=False)
        self.done_with.emit(self._deed)
        self.accept()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what is wrong, beside the field that it is about."""
        self._set_busy(busy=False)
        if isinstance(error, WrongPassphraseError):
            self.present_row.set_error(explain(error).text())
        elif isinstance(error, PassphraseTooShortError):
            self.passphrase.show_error(error)
        else:
            self.banner.tell(BannerKind.STOP, lambda: explain(error).text())

    @override
    def reject(self) -> None:
        """Close, unless the lock is being changed at this moment."""
        if not self._is_busy:
            super().reject()

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        """Forget what was typed."""
        self.passphrase.forget()
        self.present.setEchoMode(QLineEdit.EchoMode.Password)
        self.present.clear()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
