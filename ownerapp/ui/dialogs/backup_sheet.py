"""Sheets that open a backup: its file, the code of its kit, and what came of it.

Rules:

1. A mistake in the code is named by its group, beside the field, and nothing typed is lost.
2. *Cancel*, Escape and a press outside stop what is under way, as long as nothing is there
   yet. What came too late to be stopped is told.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import (
    BackupStoppedError,
    InputError,
    OwnerAppError,
    PassphraseTooShortError,
    RecoveryCodeMistypedError,
    RecoveryCodeWrongError,
)
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.session import Session
from ownerapp.ui.passphrase_fields import PassphraseFields
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text, body, heading

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk

WIDTH = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetWords:
    """The words of one such sheet."""

    heading: str
    intro: str
    deed: str
    """The button that does it."""
    working: str
    done_heading: str
    done: str
    """The button that closes it afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the person typed."""

    path: str
    code: str
    passphrase: str | None
    is_wanted: Callable[[], bool]


class BackupSheet(Sheet):
    """Asks for a backup and its code; what is done with them is said by a subclass.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        asks_passphrase: There is no keyring, so a new store needs a passphrase.
    """

    def __init__(self, window: QWidget, session: Session, *, asks_passphrase: bool) -> None:
        super().__init__(window.window(), width=WIDTH)
        self._session = session
        self._path = ""
        self._kit = ""
        self._is_done = False
        self._stopped: threading.Event | None = None
        self._said: Callable[[], tuple[str, ...]] = tuple
        self._heading = heading()
        self._intro = body()
        self._file_title = Text(role=TextRole.STRONG)
        self._file = PathLabel()
        self.file_button = ActionButton(icon="folder")
        self._file_error = IconText("oct", tone=Tone.STOP)
        self.code = TextField()
        self.code_row = FieldRow(self.code)
        self.passphrase = PassphraseFields(says_why=True)
        self._asks_passphrase = asks_passphrase
        self._form = QWidget()
        self.banner = LiveBanner()
        self._lines = QWidget()
        self._lines_column = QVBoxLayout(self._lines)
        self._progress = IconText("wait", tone=Tone.MUTED)
        self.cancel_button = ActionButton()
        self.deed_button = PrimaryButton()
        self.done_button = PrimaryButton()
        self._build()
        self.code.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhPreferUppercase
        )
        self.file_button.clicked.connect(self._on_file_clicked)
        self.code.textEdited.connect(self._on_edited)
        self.code.returnPressed.connect(self._on_deed_clicked)
        self.passphrase.second.returnPressed.connect(self._on_deed_clicked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.deed_button.clicked.connect(self._on_deed_clicked)
        self.done_button.clicked.connect(self._on_done_clicked)
        self.finished.connect(self._on_closed)
        self.retranslate()

    # ------------------------------------------------------------------- for subclasses

    def words(self) -> SheetWords:
        """Return the words of the sheet."""
        raise NotImplementedError

    def look(self, desk: Desk, path: str) -> str:
        """Return the short name of the kit that opens a backup; on the store thread."""
        raise NotImplementedError

    def carry_out(self, desk: Desk, wanted: Wanted) -> Callable[[], tuple[str, ...]]:
        """Do it on the store thread, and return what says what came of it."""
        raise NotImplementedError

    # ------------------------------------------------------------------- showing

    def is_done(self) -> bool:
        """Say whether it is done."""
        return self._is_done

    def is_working(self) -> bool:
        """Say whether it is under way."""
        return self._stopped is not None

    def file_error(self) -> str:
        """Return what is said to be wrong with the file, or nothing."""
        return self._file_error.text() if self._file_error.isVisibleTo(self) else ""

    def said(self) -> tuple[str, ...]:
        """Return what came of it, once it is done."""
        return self._said()

    def _build(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(4)
        form.addWidget(self._file_title)
        form.addWidget(self._file)
        form.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        form.addWidget(self._file_error)
        form.addSpacing(12)
        form.addWidget(self.code_row)
        form.addSpacing(12)
        form.addWidget(self.passphrase)
        self.passphrase.setVisible(self._asks_passphrase)
        self._lines_column.setContentsMargins(0, 0, 0, 0)
        self._lines_column.setSpacing(8)
        for part in (self._heading, self._intro, self.banner, self._form, self._lines):
            self.body.addWidget(part)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.addWidget(self._progress, 1)
        buttons.addStretch(1)
        for button in (self.cancel_button, self.deed_button, self.done_button):
            buttons.add_button(button)
        self.foot.addLayout(buttons)
        for hidden in (self._file_error, self._lines, self._progress, self.done_button):
            hidden.hide()

    def retranslate(self) -> None:
        """Write all words; what was typed stays."""
        words = self.words()
        self._heading.setText(words.done_heading if self._is_done else words.heading)
        self.setAccessibleName(self._heading.text())
        self._intro.setText(words.intro)
        self._file_title.setText(_("The file of the backup"))
        self._file.set_path(self._path)
        self._file.setVisible(bool(self._path))
        self.file_button.setText(
            pgettext("button", "Choose another file")
            if self._path
            else pgettext("button", "Choose the file")
        )
        self.file_button.setAccessibleDescription(self._path or self._file_title.text())
        self.code_row.set_texts(
            # Translators: {kit} is the short name of a recovery kit, such as 3F2A.
            _("Code of recovery kit {kit}", kit=self._kit)
            if self._kit
            else _("Code of the recovery kit"),
            _("7 groups of 5 characters, from your sheet. Spaces and hyphens do not matter."),
        )
        self.passphrase.retranslate()
        stopping = self._stopped is not None and self._stopped.is_set()
        self._progress.show_line(
            "wait", _("It is being stopped.") if stopping else words.working, Tone.MUTED
        )
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.deed_button.setText(words.deed)
        self.done_button.setText(words.done)
        self._show_said()

    def _show_said(self) -> None:
        if not self._is_done:
            return
        first, *rest = self._said()
        self.banner.say(BannerKind.OK, first)
        while (item := self._lines_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in rest:
            self._lines_column.addWidget(body(line))
        show_when(self._lines, bool(rest))

    @override
    def open_over(self) -> None:
        """Show the sheet; the person can choose the file at once."""
        super().open_over()
        self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------- the file

    @Slot()
    def _on_file_clicked(self) -> None:
        """Ask for the file."""
        from ownerapp.ui.dialogs.files import choose_file  # noqa: PLC0415 - only when pressed

        choose_file(
            self,
            self._file_title.text(),
            folder=str(Path(self._path).parent) if self._path else self._session.documents_dir(),
            on_chosen=self.take,
        )

    @Slot(str)
    def take(self, path: str) -> None:
        """Take a file, and look which kit opens it."""
        if self.is_working() or self._is_done:
            return
        self._path, self._kit = path, ""
        self._say_file_error("")
        self.retranslate()
        self._session.call(
            lambda desk: (path, self.look(desk, path)), self._on_looked, self._on_no_backup
        )

    @Slot(object)
    def _on_looked(self, found: tuple[str, str]) -> None:
        """Name the kit and let the person type."""
        path, kit = found
        if path == self._path:
            self._kit = kit
            self.retranslate()
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_no_backup(self, error: OwnerAppError) -> None:
        """Say why the file is no good."""
        self._say_file_error(explain(error).text())

    def _say_file_error(self, words: str) -> None:
        self._file_error.show_line("oct", words, Tone.STOP)
        show_when(self._file_error, bool(words))

    # ------------------------------------------------------------------- doing it

    @Slot()
    def _on_edited(self) -> None:
        """Take a complaint back once the code is corrected."""
        self.code_row.set_error("")

    @Slot()
    def _on_deed_clicked(self) -> None:
        """Do it, when nothing is missing."""
        if self.is_working() or self._is_done:
            return
        self.banner.clear()
        if not self._path or self.file_error():
            self._say_file_error(self.file_error() or _("Choose the file of the backup first."))
            self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.code.text().strip():
            self.code_row.set_error(_("Type the code first."))
            return
        secret: str | None = None
        if self._asks_passphrase:
            secret = self.passphrase.agreed()
            if secret is None:
                return
        stopped = threading.Event()
        self._stopped = stopped
        wanted = Wanted(
            path=self._path,
            code=self.code.text(),
            passphrase=secret,
            is_wanted=lambda: not stopped.is_set(),
        )
        self._set_working(working=True)
        self._session.call(
            lambda desk: self.carry_out(desk, wanted), self._on_done, self._on_failed
        )

    def _set_working(self, *, working: bool) -> None:
        self._form.setEnabled(not working)
        self.deed_button.setEnabled(not working)
        self.cancel_button.setEnabled(True)
        show_when(self._progress, working)
        if not working:
            self._stopped = None
        self.retranslate()

    @Slot(object)
    def _on_done(self, said: Callable[[], tuple[str, ...]]) -> None:
        """Say what came of it, and forget what was typed."""
        self._is_done = True
        self._said = said
        for part in (self._form, self._intro, self.cancel_button, self.deed_button):
            part.hide()
        self.done_button.show()
        self._set_working(working=False)
        self.code.clear()
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what is wrong where it is wrong (rule 1)."""
        self._set_working(working=False)
        match error:
            case BackupStoppedError():
                super().reject()
            case RecoveryCodeMistypedError() | RecoveryCodeWrongError():
                self.code_row.set_error(explain(error).text())
            case PassphraseTooShortError():
                self.passphrase.show_error(error)
            case InputError():
                self._say_file_error(explain(error).text())
                self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)
            case _:
                self.banner.tell(BannerKind.STOP, lambda: explain(error).text())
                self.deed_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------- leaving

    @override
    def reject(self) -> None:
        """Close; what is under way is stopped first (rule 2)."""
        if self._is_done:
            self.accept()
        elif self._stopped is None:
            super().reject()
        else:
            self._stopped.set()
            self.cancel_button.setEnabled(False)
            self.retranslate()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Close without anything done."""
        self.reject()

    @Slot()
    def _on_done_clicked(self) -> None:
        """Close after it was done."""
        self.accept()

    @Slot(int)
    def _on_closed(self, _result: int) -> None:
        """Forget what was typed."""
        self.code.clear()
        self.passphrase.forget()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
