"""The card *Backup* of the settings: the recovery kit, and writing everything into one file."""

from __future__ import annotations

import threading
from datetime import tzinfo
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import BackupStoppedError, OwnerAppError
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.backup_page import FILE_NAME, BackupState, backup_state, made_words
from ownerapp.presentation.explain import explain
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Rule
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.text import Text, body, label

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.backup import BackupFacts, BackupMade
    from ownerapp.services.ports.recovery import RecoveryKit
    from ownerapp.ui.dialogs.join_sheet import JoinSheet
    from ownerapp.ui.dialogs.kit_sheet import KitSheet

PROGRESS_AFTER_MS: Final = 400


class BackupSection(Section):
    """Kit and backups.

    Signals:
        kit_pressed: A kit is to be made.
        backup_pressed: A backup is to be made.
        stop_pressed: The backup under way is to be stopped.
        join_pressed: The history of another computer is to be joined.
    """

    kit_pressed = Signal()
    backup_pressed = Signal()
    stop_pressed = Signal()
    join_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = LiveBanner()
        self._what = body(tone=Tone.MUTED)
        self._kit_title = Text(role=TextRole.STRONG)
        self.kit_line = IconText("wait", role=TextRole.BODY)
        self.kit_button = ActionButton()
        self._last_title = Text(role=TextRole.STRONG)
        self.last_line = IconText("wait", role=TextRole.BODY)
        self._note = label()
        self.backup_button = ActionButton(icon="export")
        self.stop_button = ActionButton()
        self.progress = IconText("wait", tone=Tone.MUTED)
        self._is_stopping = False
        acts = QHBoxLayout()
        acts.setSpacing(12)
        for button in (self.backup_button, self.stop_button):
            acts.addWidget(button)
        acts.addWidget(self.progress, 1)
        acts.addStretch(1)
        self.inside.addWidget(self.said)
        self.inside.addWidget(self._what)
        self.add_group(self._kit_title, self.kit_line, spacing=4)
        self.inside.addWidget(self.kit_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.add_group(self._last_title, self.last_line, self._note, spacing=4)
        self.inside.addLayout(acts)
        self.inside.addWidget(Rule())
        self._join_title = Text(role=TextRole.STRONG)
        self._join = body()
        self.join_button = ActionButton()
        self.add_group(self._join_title, self._join, spacing=4)
        self.inside.addWidget(self.join_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.stop_button.hide()
        self.progress.hide()
        self.kit_button.clicked.connect(self.kit_pressed)
        self.backup_button.clicked.connect(self.backup_pressed)
        self.stop_button.clicked.connect(self.stop_pressed)
        self.join_button.clicked.connect(self.join_pressed)

    @override
    def retranslate(self) -> None:
        """Write all words; what the store says is shown anew by who knows it."""
        self.set_title(_("Backup"))
        self._what.setText(
            _(
                "A backup is one encrypted file with everything: cars, choices, history, keys. "
                "Only the code of your recovery kit opens it, here or on another computer."
            )
        )
        self._kit_title.setText(_("Recovery kit"))
        self._last_title.setText(_("Backups"))
        self._note.setText(_("Keep it on another disk. What you do later is not in it."))
        self.backup_button.setText(pgettext("button", "Back up now"))
        self._join_title.setText(_("Another computer"))
        self._join.setText(
            _(
                "If you also answered on another computer, its history can join this one, out "
                "of a backup that was made there."
            )
        )
        self.join_button.setText(pgettext("button", "Join another history"))
        self.stop_button.setText(pgettext("button", "Cancel"))
        self._show_progress()

    def show_state(self, state: BackupState) -> None:
        """Show kit and last backup."""
        for part, line in ((self.kit_line, state.kit), (self.last_line, state.last)):
            part.show_line(line.icon, line.text, tone_of(line.tone))
        self.kit_button.setText(state.kit_button)

    def set_working(self, *, working: bool, stopping: bool = False) -> None:
        """Take no second order while one is carried out."""
        self._is_stopping = stopping
        for button in (self.kit_button, self.backup_button, self.join_button):
            button.setEnabled(not working)
        self.stop_button.setEnabled(not stopping)
        if not working:
            had_focus = self.stop_button.hasFocus()
            for part in (self.stop_button, self.progress):
                part.hide()
            if had_focus:
                self.backup_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_progress()

    def say_slow(self) -> None:
        """Say that it takes a moment, with a way to stop it."""
        for part in (self.progress, self.stop_button):
            part.show()

    def _show_progress(self) -> None:
        words = _("The backup is being stopped.") if self._is_stopping else _("Backing up.")
        self.progress.show_line("wait", words, Tone.MUTED)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Known:
    """What the store knows."""

    facts: BackupFacts
    zone: tzinfo


class BackupPart(QObject):
    """Joins the card to the store; one backup at a time, which can be stopped.

    Signals:
        joined: The history of another computer came: everything is to be read anew.
    """

    joined = Signal()

    def __init__(self, session: Session, section: BackupSection) -> None:
        super().__init__(section)
        self._session = session
        self._section = section
        self._known: _Known | None = None
        self._reading = StoreReading(session, self._on_read, self._on_failed, self)
        self._sheet: KitSheet | None = None
        self._join_sheet: JoinSheet | None = None
        self._then_backs_up = False
        self._stopped: threading.Event | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PROGRESS_AFTER_MS)
        self._timer.timeout.connect(section.say_slow)
        section.kit_pressed.connect(self._on_kit_pressed)
        section.backup_pressed.connect(self._on_backup_pressed)
        section.stop_pressed.connect(self._on_stop_pressed)
        section.join_pressed.connect(self._on_join_pressed)

    def sheet(self) -> KitSheet | None:
        """Return the sheet with a new kit, while it is open."""
        return self._sheet

    def join_sheet(self) -> JoinSheet | None:
        """Return the sheet that joins another history, while it is open."""
        return self._join_sheet

    def is_working(self) -> bool:
        """Say whether a backup is under way."""
        return self._stopped is not None

    def load(self) -> None:
        """Read the kit and the last backup."""
        self._reading.ask(_read)

    def retranslate(self) -> None:
        """Make all words again."""
        known = self._known
        if known is None:
            return
        self._section.show_state(backup_state(known.facts, known.zone))

    @Slot(object)
    def _on_read(self, known: _Known) -> None:
        """Show what was read."""
        self._known = known
        self.retranslate()

    # ------------------------------------------------------------------- the kit

    @Slot()
    def _on_kit_pressed(self) -> None:
        """Make a kit."""
        self._open_kit(then_backs_up=False)

    def _open_kit(self, *, then_backs_up: bool) -> None:
        from ownerapp.ui.dialogs.kit_sheet import KitSheet  # noqa: PLC0415 - seldom needed

        known = self._known
        if known is None or self._sheet is not None or self.is_working():
            return
        self._section.said.clear()
        self._then_backs_up = then_backs_up
        self._sheet = KitSheet(self._section, self._session, known.facts.kit)
        self._sheet.kept.connect(self._on_kept)
        self._sheet.finished.connect(self._on_sheet_finished)
        self._sheet.open_over()

    @Slot()
    def _on_kept(self) -> None:
        """Say so, and go on to the backup where one was asked for."""
        self.load()
        if self._then_backs_up:
            QTimer.singleShot(0, self, self._choose)
        else:
            self._section.said.tell(
                BannerKind.OK,
                lambda: _("Your recovery kit is made. It opens the backups from now on."),
            )

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._sheet = None

    # ------------------------------------------------------------------- another computer

    @Slot()
    def _on_join_pressed(self) -> None:
        """Ask for a backup of the other computer."""
        from ownerapp.ui.dialogs.join_sheet import JoinSheet  # noqa: PLC0415 - seldom needed

        if self._join_sheet is not None or self.is_working():
            return
        self._join_sheet = JoinSheet(self._section, self._session)
        self._join_sheet.joined.connect(self.joined)
        self._join_sheet.finished.connect(self._on_join_finished)
        self._join_sheet.open_over()

    @Slot()
    def _on_join_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._join_sheet = None

    # ------------------------------------------------------------------- the backup

    @Slot()
    def _on_backup_pressed(self) -> None:
        """Ask where it is to go; the first backup needs a kit before it."""
        known = self._known
        if known is None or self.is_working():
            return
        if known.facts.kit is None:
            self._open_kit(then_backs_up=True)
        else:
            self._choose()

    @Slot()
    def _choose(self) -> None:
        from ownerapp.ui.dialogs.files import choose_new_file  # noqa: PLC0415 - seldom needed

        choose_new_file(
            self._section,
            _("Where is the backup to go?"),
            folder=self._session.documents_dir(),
            name=FILE_NAME,
            on_chosen=self.back_up_to,
        )

    @Slot(str)
    def back_up_to(self, path: str) -> None:
        """Begin, unless one is under way."""
        if self._stopped is not None:
            return
        self._section.said.clear()
        stopped = threading.Event()
        self._stopped = stopped
        self._section.set_working(working=True)
        self._timer.start()
        self._session.call(
            lambda desk: desk.backups.back_up(
                path, show=_never_asked, is_wanted=lambda: not stopped.is_set()
            ),
            self._on_made,
            self._on_failed,
        )

    @Slot()
    def _on_stop_pressed(self) -> None:
        """Ask for an end; what came too late to be stopped is told as made."""
        if self._stopped is not None:
            self._stopped.set()
            self._section.set_working(working=True, stopping=True)

    @Slot(object)
    def _on_made(self, made: BackupMade) -> None:
        """Say what was written."""
        self._end()
        known = self._known
        if known is not None:
            self._section.said.tell(BannerKind.OK, lambda: made_words(made, known.zone))
        self.load()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self._end()
        kind = BannerKind.INFO if isinstance(error, BackupStoppedError) else BannerKind.STOP
        self._section.said.tell(kind, lambda: explain(error).text())

    def _end(self) -> None:
        self._timer.stop()
        self._stopped = None
        self._section.set_working(working=False)


def _read(desk: Desk) -> _Known:
    """Read everything; runs on the store thread."""
    return _Known(facts=desk.backups.backup_facts(), zone=desk.zone())


def _never_asked(_kit: RecoveryKit) -> None:
    """Refuse a code that nobody would see: the kit is made before its first backup."""
    raise BackupStoppedError
