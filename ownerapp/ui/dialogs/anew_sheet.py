"""Begins a new history where the key to the data is lost, with the break on record for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import (
    CheckFailedError,
    InputError,
    MissingError,
    OwnerAppError,
    PassphraseTooShortError,
)
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.keys_page import begun_sentences, lost_sentences
from ownerapp.ui.pages.session import Session
from ownerapp.ui.passphrase_fields import PassphraseFields
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text, body, heading, label

if TYPE_CHECKING:
    from ownerapp.services.key_loss import BegunAnew

WIDTH = 600


class AnewSheet(Sheet):
    """Asks before a new history begins.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        asks_passphrase: There is no keyring, so the data needs a new passphrase.
        given: The passphrase that the surroundings give, if any.

    Signals:
        begun: A new history has begun, and the sheet is closed; the new passphrase, or None.
    """

    begun = Signal(object)

    def __init__(
        self, window: QWidget, session: Session, *, asks_passphrase: bool, given: str | None
    ) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("anew-sheet")
        self._session = session
        self._asks_passphrase = asks_passphrase
        self._secret = given
        self._record = ""
        self._begun: BegunAnew | None = None
        self._is_busy = False
        self._heading = heading()
        self._lines = [body() for _line in lost_sentences()]
        self._record_title = Text(role=TextRole.STRONG)
        self._record_note = label()
        self._path = PathLabel()
        self.record_button = ActionButton(icon="folder")
        self._record_error = IconText("oct", tone=Tone.STOP)
        self.passphrase = PassphraseFields(says_why=True)
        self.banner = LiveBanner()
        self._form = QWidget()
        self._progress = IconText("wait", tone=Tone.MUTED)
        self.cancel_button = ActionButton()
        self.begin_button = ActionButton()
        self.done_button = PrimaryButton()
        self._build()
        self.record_button.clicked.connect(self._on_record_clicked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.begin_button.clicked.connect(self._on_begin_clicked)
        self.done_button.clicked.connect(self._on_done_clicked)
        self.finished.connect(self._on_closed)
        self.retranslate()

    def is_done(self) -> bool:
        """Say whether a new history has begun."""
        return self._begun is not None

    def _build(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(4)
        form.addWidget(self._record_title)
        form.addWidget(self._record_note)
        form.addWidget(self._path)
        form.addWidget(self.record_button, 0, Qt.AlignmentFlag.AlignLeading)
        form.addWidget(self._record_error)
        form.addSpacing(12)
        form.addWidget(self.passphrase)
        self.passphrase.setVisible(self._asks_passphrase)
        for part in (self._heading, self.banner, *self._lines, self._form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.begin_button, self.done_button):
            buttons.add_button(button)
        self.foot.addLayout(buttons)
        for hidden in (self._record_error, self._progress, self.done_button):
            hidden.hide()

    def retranslate(self) -> None:
        """Write all words; what was typed stays."""
        begun = self._begun
        self._heading.setText(
            _("Begin a new history?") if begun is None else _("A new history has begun")
        )
        self.setAccessibleName(self._heading.text())
        self.setAccessibleDescription(sentences(*lost_sentences()) if begun is None else "")
        for line, words in zip(self._lines, lost_sentences(), strict=True):
            line.setText(words)
        self._record_title.setText(_("A record of the earlier history, if you have one"))
        self._record_note.setText(
            _("Then the new history names the lost key, and this computer accepts its records.")
        )
        self._path.set_path(self._record)
        self._path.setVisible(bool(self._record))
        self.record_button.setText(
            pgettext("button", "Choose another file")
            if self._record
            else pgettext("button", "Choose a record")
        )
        self.record_button.setAccessibleDescription(self._record or self._record_title.text())
        self.passphrase.retranslate()
        self._progress.show_line("wait", _("A moment …"), Tone.MUTED)
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.begin_button.setText(pgettext("button", "Begin a new history"))
        self.done_button.setText(pgettext("button", "Go on"))
        if begun is not None:
            self.banner.say(BannerKind.OK, sentences(*begun_sentences(begun)))

    @override
    def open_over(self) -> None:
        """Show the sheet with the focus on *Cancel*."""
        super().open_over()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_record_clicked(self) -> None:
        """Ask for the record."""
        from ownerapp.ui.dialogs.files import choose_file  # noqa: PLC0415 - only when pressed

        choose_file(
            self,
            self._record_title.text(),
            folder=self._session.documents_dir(),
            on_chosen=self.take,
        )

    @Slot(str)
    def take(self, path: str) -> None:
        """Take a record of the earlier history; it is checked when the new one begins."""
        self._record = path
        self._say_record_error("")
        self.retranslate()

    def record_error(self) -> str:
        """Return what is said to be wrong with the record, or nothing."""
        return self._record_error.text() if self._record_error.isVisibleTo(self) else ""

    def _say_record_error(self, words: str) -> None:
        self._record_error.show_line("oct", words, Tone.STOP)
        show_when(self._record_error, bool(words))

    @Slot()
    def _on_begin_clicked(self) -> None:
        """Begin, when nothing is missing."""
        if self._is_busy or self._begun is not None:
            return
        if self._asks_passphrase:
            typed = self.passphrase.agreed()
            if typed is None:
                return
            self._secret = typed
        secret, record = self._secret, self._record or None
        self.banner.clear()
        self._set_busy(busy=True)
        self._session.call(
            lambda desk: desk.signing_keys.begin_anew(record=record, passphrase=secret),
            self._on_begun,
            self._on_failed,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        for part in (self._form, self.cancel_button, self.begin_button):
            part.setEnabled(not busy)
        show_when(self._progress, busy)

    @Slot(object)
    def _on_begun(self, begun: BegunAnew) -> None:
        """Say what was done."""
        self._begun = begun
        self._set_busy(busy=False)
        for part in (*self._lines, self._form, self.cancel_button, self.begin_button):
            part.hide()
        self.done_button.show()
        self.retranslate()
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what is wrong where it is wrong; nothing was changed."""
        self._set_busy(busy=False)
        match error:
            case PassphraseTooShortError():
                self.passphrase.show_error(error)
            case InputError() | CheckFailedError() | MissingError() if self._record:
                self._say_record_error(explain(error).text())
                self.record_button.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                self.banner.tell(BannerKind.STOP, lambda: explain(error).text())
                self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def reject(self) -> None:
        """Close, unless it is under way at this moment."""
        if self._begun is not None:
            self.accept()
        elif not self._is_busy:
            super().reject()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Leave everything as it is."""
        self.reject()

    @Slot()
    def _on_done_clicked(self) -> None:
        """Close after it has begun."""
        self.accept()

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        """Forget what was typed, and let the window open what is there by now."""
        self.passphrase.forget()
        secret, self._secret = self._secret, None
        if self._begun is not None:
            self.begun.emit(secret)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
