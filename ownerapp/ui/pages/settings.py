"""The settings page: what is set is in force and saved at once; nothing is built anew.

The window follows ``Session.settings_changed`` for language and look.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import BackupStoppedError, OwnerAppError
from ownerapp.domain.log import LogReport
from ownerapp.domain.settings import Settings, Theme
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.desk import DeskFacts
from ownerapp.presentation.explain import explain
from ownerapp.ui.dialogs.confirm_sheet import ConfirmSheet
from ownerapp.ui.dialogs.files import choose_new_file
from ownerapp.ui.pages.known_notices import KnownNotices
from ownerapp.ui.pages.notices_section import NoticesSection
from ownerapp.ui.pages.own_rules_section import OwnRulesPart, OwnRulesSection
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.reminders_section import RemindersPart, RemindersSection
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.settings_backup import PROGRESS_AFTER_MS, BackupPart, BackupSection
from ownerapp.ui.pages.settings_erase import ErasePart, EraseSection
from ownerapp.ui.pages.settings_help import HelpSection
from ownerapp.ui.pages.settings_index import SettingsIndex, show_section
from ownerapp.ui.pages.settings_keys import KeysPart, KeysSection
from ownerapp.ui.pages.settings_lock import LockPart, LockSection
from ownerapp.ui.pages.settings_sections import (
    AboutSection,
    DataSection,
    HistorySection,
    LanguageSection,
    LookSection,
    Section,
)
from ownerapp.ui.pages.settings_where import WhereSection
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.pages.time_stamp_section import TimeStampSection
from ownerapp.ui.pages.waited_for import WaitedFor
from ownerapp.ui.widgets.banner import BannerKind

if TYPE_CHECKING:
    from ownerapp.ui.pages.home import Home

_SHOWN_MS: Final = 120
"""So long what was shown before stays in sight at most, when the page is opened first."""
_LAID_OUT_MS: Final = 200
"""So long the page waits at most until all of it is laid out again."""


class SettingsPage(Page):
    """Language, look, data, keys, backup, history, erasing and version."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home
        self._sheet: ConfirmSheet | None = None
        self._waited_for = WaitedFor(self, most_ms=_SHOWN_MS)
        self._is_new, self._is_asked = True, False
        self.language = LanguageSection()
        self.look = LookSection()
        self.data = DataSection(session.data_dir)
        self.keys = KeysSection()
        self.keys_part = KeysPart(session, self.keys)
        self.backup = BackupSection()
        self.backup_part = BackupPart(session, self.backup)
        self.lock = LockSection()
        self.lock_part = LockPart(session, self.lock)
        self.history = HistorySection()
        self.notices = NoticesSection()
        self.known = KnownNotices(session, self.notices)
        self.reminders = RemindersSection()
        self.reminders_part = RemindersPart(session, self.reminders)
        self.rules, self.rules_part = self._make_rules()
        self.stamps = TimeStampSection()
        self.erase = EraseSection()
        self.erase_part = ErasePart(session, self.erase)
        self._parts = (
            self.keys_part,
            self.lock_part,
            self.backup_part,
            self.erase_part,
            self.known,
            self.reminders_part,
            self.rules_part,
        )
        self.where, self.help = self._make_help()
        self.about = AboutSection()
        self._make_readings()
        self._ask()  # the store answers while the rest is made
        self._sections = (
            self.language,
            self.look,
            self.rules,
            self.reminders,
            self.notices,
            self.data,
            self.lock,
            self.backup,
            self.keys,
            self.history,
            self.stamps,
            self.erase,
            self.where,
            self.help,
            self.about,
        )
        self.index = self._lay_out()
        self.language.picked.connect(self._on_language_picked)
        self.look.theme_picked.connect(self._on_theme_picked)
        self.look.size_picked.connect(self._on_size_picked)
        self.look.motion_reduced.connect(self._on_motion_reduced)
        self.data.folder_pressed.connect(self._on_folder_pressed)
        self._follow_history()
        self.stamps.named.connect(self._on_stamp_server_named)
        self._follow_reminders()
        self.notices.open_pressed.connect(home.choose_notice_file)
        self.notices.compare_pressed.connect(home.ways.to_comparison)
        self.keys_part.changed.connect(home.refresh)
        self.keys_part.changed.connect(self._on_check_pressed)
        self.backup_part.joined.connect(home.reopen_wanted)
        self.erase_part.erased.connect(self._on_erased)
        self._follow_known(home)
        session.settings_changed.connect(self._show_settings)
        session.settings_failed.connect(self._on_settings_failed)
        self.retranslate()

    def _lay_out(self) -> SettingsIndex:
        index = SettingsIndex(self._sections)
        index.picked.connect(self._on_section_picked)
        # Its end is where the last words are: many of them need less room than they ask for.
        self.scroll_area.fit_lines()
        self.column.addWidget(index)
        for section in self._sections:
            self.column.addWidget(section)
        self.column.addStretch(1)
        return index

    def _make_readings(self) -> None:
        """Make what reads the rest; the last of them answers after all others."""
        session = self._session
        self._facts = StoreReading(session, self._on_facts, self._on_failed, self)
        self._about = StoreReading(session, self.about.show_facts, self._on_about_failed, self)
        self._all = StoreReading(session, self._on_all_read, self._on_all_read, self)

    def _make_rules(self) -> tuple[OwnRulesSection, OwnRulesPart]:
        section = OwnRulesSection()
        part = OwnRulesPart(self._session, section, self._home)
        part.changed.connect(self._home.look_again)
        return section, part

    def _make_help(self) -> tuple[WhereSection, HelpSection]:
        where, keys = WhereSection(), HelpSection()
        where.pressed.connect(self._home.ways.to_places)
        keys.pressed.connect(self._home.help_wanted)
        return where, keys

    def _follow_known(self, home: Home) -> None:
        self.known.read_wanted.connect(home.read_notice)
        self.known.trust_changed.connect(home.look_again)
        self.known.failed.connect(self._on_failed)

    def _follow_reminders(self) -> None:
        self.reminders.window_ticked.connect(self._on_reminders_ticked)
        self.reminders.desktop_ticked.connect(self._on_desktop_ticked)
        self.reminders.file_pressed.connect(self._on_calendar_pressed)

    def _follow_history(self) -> None:
        self._stopped = threading.Event()
        self.history.check_pressed.connect(self._on_check_pressed)
        self.history.stop_pressed.connect(self._on_stop_pressed)
        self.history.go_on_pressed.connect(self._on_go_on_pressed)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.head.heading.setText(_("Settings"))
        for section in self._sections:
            section.retranslate()
        self.index.retranslate()
        for part in self._parts:
            part.retranslate()
        self._show_settings(self._session.settings)

    @override
    def prepare(self) -> None:
        """Ask what the store says; the first time, nothing is laid out before it is known.

        Each answer shows or hides something, and all of the page would be laid out for it.
        """
        self.history.show_report(self._home.report())
        if self._is_new:
            self._is_new = False
            self._waited_for.begin()
        if not self._is_asked:
            self._ask()
        self._is_asked = False
        self._all.ask(lambda _desk: None)

    def _ask(self) -> None:
        """Ask all that the page shows of the store."""
        self._is_asked = True
        self._facts.ask(lambda desk: desk.facts())
        self._about.ask(lambda desk: desk.about())
        for part in self._parts:
            part.load()

    @override
    def visit(self) -> None:
        """Lay out once what the answers change."""
        if not self._waited_for.is_waiting():
            self.column.setEnabled(False)
            QTimer.singleShot(_LAID_OUT_MS, self, self._lay_out_again)

    @Slot(object)
    def _on_all_read(self, _nothing: object) -> None:
        """Lay out what all answers changed; they came in the order of the questions."""
        self._waited_for.end()
        self._lay_out_again()

    @Slot()
    def _lay_out_again(self) -> None:
        """Lay the column out again after it was left as it is."""
        if not self.column.isEnabled():
            self.column.setEnabled(True)
            self.column.invalidate()
            # What it was asked to do meanwhile it has forgotten, and it waits to be told to begin.
            request = QEvent(QEvent.Type.LayoutRequest)
            QCoreApplication.postEvent(self.scroll_area.content(), request)

    @override
    def store_changed(self) -> None:
        """Show what is kept by now, or ask again before the page is looked at."""
        if self.isVisible():
            for part in self._parts:
                part.load()
        else:
            self._is_asked = False

    def confirm_sheet(self) -> ConfirmSheet | None:
        """Return the open question, if any."""
        return self._sheet

    @Slot(object)
    def _on_section_picked(self, section: Section) -> None:
        """Go to a section."""
        show_section(section, self.scroll_area)

    def show_lock(self) -> None:
        """Go to what is said about the lock."""
        self._waited_for.end()
        self.lock.set_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.scroll_area.ensureWidgetVisible(self.lock)

    def erase_car(self, car: str) -> None:
        """Ask whether a car is to be erased."""
        self.erase_part.erase_car(car)

    @Slot()
    def _on_erased(self) -> None:
        """Forget the folder to which records went: it may say who somebody was."""
        self._session.change(last_export_dir=None)
        self._home.reopen_wanted.emit()

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self.language.show_settings(settings)
        self.look.show_settings(settings)
        self.reminders.show_settings(settings)
        self.notices.show_settings(settings)
        self.stamps.show_settings(settings)
        self.lock.show_settings(settings)

    @Slot(object)
    def _on_settings_failed(self, error: OwnerAppError) -> None:
        """Say that what was set holds only until the program ends."""
        self.banner.say(BannerKind.WARN, explain(error).text())

    @Slot(object)
    def _on_facts(self, facts: DeskFacts) -> None:
        """Show where the keys are."""
        self.data.show_facts(facts)

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self.history.set_checking(checking=False)
        self.banner.say(BannerKind.STOP, explain(error).text())

    @Slot(object)
    def _on_about_failed(self, error: OwnerAppError) -> None:
        """Say what did not work, and about the program what is known without the store."""
        self.about.show_facts(None)
        self._on_failed(error)

    # ------------------------------------------------------------------- setting

    @Slot(object)
    def _on_language_picked(self, tag: str | None) -> None:
        """Switch the language."""
        self._session.change(language=tag)

    @Slot(str)
    def _on_theme_picked(self, key: str) -> None:
        """Switch the theme."""
        self._session.change(theme=Theme(key))

    @Slot(int)
    def _on_size_picked(self, percent: int) -> None:
        """Switch the text size; what was pressed stays in view."""
        self._session.change(text_scale_percent=percent)
        self.look.sizes.scroll_into_view()

    @Slot(bool)
    def _on_motion_reduced(self, reduced: bool) -> None:  # noqa: FBT001 -- a signal's value
        """Switch motion off or on."""
        self._session.change(reduced_motion=reduced)

    @Slot(bool)
    def _on_reminders_ticked(self, wanted: bool) -> None:  # noqa: FBT001 -- a signal's value
        """Let the window say what ends soon, or not."""
        self._session.change(reminders=wanted)
        self._home.retranslate()

    @Slot(bool)
    def _on_desktop_ticked(self, wanted: bool) -> None:  # noqa: FBT001 -- a signal's value
        """Let the desktop say it, or not."""
        self._session.change(desktop_reminders=wanted)
        self._home.remind()

    @Slot()
    def _on_calendar_pressed(self) -> None:
        """Ask where the calendar file is to go."""
        choose_new_file(
            self,
            _("Save a calendar file"),
            folder=self._session.documents_dir(),
            name="ownerapp.ics",
            on_chosen=self.write_calendar,
        )

    def write_calendar(self, path: str) -> None:
        """Write the calendar file and say what is in it."""
        from ownerapp.presentation.reminder_calendar import (  # noqa: PLC0415 - seldom needed
            calendar_sentence,
        )

        self.banner.clear()
        language = current_language()
        self._session.call(
            lambda desk: desk.write_calendar(path, interface_language=language),
            lambda count: self.banner.say(BannerKind.OK, calendar_sentence(count), icon="calendar"),
            self._on_failed,
        )

    @Slot(str)
    def _on_stamp_server_named(self, address: str) -> None:
        """Keep the server that may be asked for time stamps; nobody is asked now."""
        self._session.change(time_stamp_server=address)

    @Slot()
    def _on_folder_pressed(self) -> None:
        """Open the data folder in the desktop's own program."""
        path = self._session.data_dir
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.banner.say(
                BannerKind.WARN,
                # Translators: {path} is the path of a folder.
                _("No program on this computer opens folders. It is here: {path}", path=path),
            )

    # ------------------------------------------------------------------- history

    @Slot()
    def _on_check_pressed(self) -> None:
        """Check the whole history."""
        self.banner.clear()
        self.history.set_checking(checking=True)
        stopped = self._stopped = threading.Event()
        QTimer.singleShot(PROGRESS_AFTER_MS, self.history, self.history.say_slow)
        self._session.call(
            lambda desk: desk.check_history(is_wanted=lambda: not stopped.is_set()),
            self._on_report,
            self._on_check_failed,
        )

    @Slot()
    def _on_stop_pressed(self) -> None:
        """Stop the check; how the history stood before is still what is shown."""
        self._stopped.set()

    @Slot(object)
    def _on_check_failed(self, error: OwnerAppError) -> None:
        """Say why there is no result; a stop that was asked for needs no words."""
        if isinstance(error, BackupStoppedError):
            self.history.set_checking(checking=False)
        else:
            self._on_failed(error)

    @Slot(object)
    def _on_report(self, report: LogReport) -> None:
        """Show how the history stands, here and in the sidebar."""
        self.history.set_checking(checking=False)
        self.history.show_report(report)
        self._home.take_report(report)

    @Slot()
    def _on_go_on_pressed(self) -> None:
        """Ask before a break is accepted."""
        if self._sheet is not None:
            return
        self._sheet = ConfirmSheet(
            self,
            question=_("Go on from a broken history?"),
            text=_(
                "New entries will follow the break, and the break stays on record for everybody "
                "to see. What is missing does not come back. If you have a backup, put it in its "
                "place instead."
            ),
            deed=pgettext("button", "Go on from here"),
        )
        self._sheet.accepted.connect(self._on_go_on)
        self._sheet.finished.connect(self._on_sheet_finished)
        self._sheet.open_over()

    @Slot()
    def _on_go_on(self) -> None:
        """Accept the break as it was shown."""
        report = self._home.report()
        self.history.set_checking(checking=True)
        self._session.call(
            lambda desk: desk.accept_break(report), self._on_gone_on, self._on_failed
        )

    @Slot(object)
    def _on_gone_on(self, report: LogReport) -> None:
        """Show the history after the break, and let other pages know of the new entry."""
        self._on_report(report)
        self._home.refresh()

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._sheet = None
