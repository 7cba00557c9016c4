"""The records page: export a record, check any record, and see what was exported.

Rules:

1. Files are read on the store thread, never here; a second check replaces the first.
2. A row's status is about the row's own files and holds for this session. What is dropped is
   judged in the panel alone: a changed copy says nothing about the file that was written.
3. What cannot be checked takes the result of anything else away: no verdict stands beside words
   about another file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, tzinfo
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ownerapp.domain.errors import CheckFailedError, OwnerAppError
from ownerapp.domain.ids import RecordId
from ownerapp.domain.notice import Notice
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Verdict
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.explain import explain
from ownerapp.presentation.export_page import Saved, worst_of
from ownerapp.presentation.file_words import shown_name, why_not_checked
from ownerapp.presentation.given_trust import GivenTrust, keys_refused
from ownerapp.presentation.importing_records import imported_rows, may_be_kept
from ownerapp.presentation.records_page import records_state, signed_paths
from ownerapp.presentation.states import RecordsState
from ownerapp.presentation.verdict_page import verdict_state
from ownerapp.presentation.voice import notice_language, practice_titles
from ownerapp.presentation.where_words import offer_words, where_title
from ownerapp.services.ports.kept import ExportEntry, ImportedRecord
from ownerapp.ui.dialogs.export_dialog import ExportDialog
from ownerapp.ui.dialogs.import_sheet import ImportSheet
from ownerapp.ui.pages.imported_records import ImportedSection
from ownerapp.ui.pages.opened import show_opened
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.record_check import Check, CheckArea, Checked, check_files, check_text
from ownerapp.ui.pages.records_table import RecordsTable
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.trust_fold import TrustFold
from ownerapp.ui.pages.waited_for import WaitedFor
from ownerapp.ui.tasks import Task
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card, EmptyState, SectionHeader
from ownerapp.ui.widgets.text import label

if TYPE_CHECKING:
    from ownerapp.ui.pages.home import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """What the page was given by the store."""

    entries: tuple[ExportEntry, ...]
    zone: tzinfo
    has_name: bool
    """The name of the present car's owner is known."""
    has_several: bool
    """There is more than one car."""
    on_counts: Mapping[RecordId, int]
    """How many practices were on in each record."""
    imported: tuple[ImportedRecord, ...]
    """Those of the present car that were made elsewhere."""
    own_origin: str
    notices: tuple[Notice, ...]
    """Those that the present car has followed, for the titles of what is gone."""


class RecordsPage(Page):
    """Exports, checks and lists records of the car that is looked at."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home
        self._exports: Exports | None = None
        self._wanted_day: date | None = None
        self._verdicts: dict[str, Verdict] = {}
        self._shown: Checked | None = None
        self._again: Check | None = None
        self._shown_by: Check | None = None
        """What gave the result that is shown."""
        self._check: Task[Any] | None = None
        self._dialog: ExportDialog | None = None
        self._import: ImportSheet | None = None
        self._is_stale = True
        self._waited_for = WaitedFor(self)
        self._intro = intro_text()
        self.head.leading.setSpacing(4)
        self.head.leading.addWidget(self._intro)
        self._origin = label()
        self._origin.hide()
        self.head.leading.addWidget(self._origin)
        self.export_button = ActionButton(icon="export")
        self.head.set_trailing(self.export_button)
        self.check_area = CheckArea()
        self.trust = TrustFold(session.documents_dir())
        self._section = SectionHeader()
        self._section.setContentsMargins(0, 16, 0, 0)
        self.table = RecordsTable()
        self._empty = EmptyState("doc")
        self._empty_card = Card()
        self.imported = ImportedSection()
        QVBoxLayout(self._empty_card).addWidget(self._empty)
        self.offer = self._make_offer()
        self.column.addWidget(self.check_area)
        self.column.addWidget(self.trust)
        self.column.addWidget(self._section)
        self.column.addWidget(self.table)
        self.column.addWidget(self._empty_card)
        self.column.addWidget(self.imported)
        self.column.addStretch(1)
        for widget in (self._section, self.table, self._empty_card, self.imported):
            widget.hide()
        self.export_button.clicked.connect(self.open_export)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.paste)
        self._follow_checking()
        self.imported.import_pressed.connect(self._on_import_pressed)
        self.table.check_pressed.connect(self.check_record)
        self.table.open_pressed.connect(self._on_open_pressed)
        self.retranslate()

    def _follow_checking(self) -> None:
        """Let the drop area, the result and what is checked against do what they offer."""
        self.check_area.drop.file_dropped.connect(self._home.take_file)
        self.check_area.drop.text_dropped.connect(self.check_text)
        self.check_area.drop.choose_pressed.connect(self._on_choose_pressed)
        self.check_area.drop.paste_pressed.connect(self.paste)
        self.check_area.closed.connect(self._on_result_closed)
        self.check_area.open_pressed.connect(self._on_open_shown)
        self.check_area.keep_pressed.connect(self._on_keep_shown)
        self.trust.given.connect(self._on_trust_given)
        self.trust.opened.connect(self._on_trust_opened)

    # ------------------------------------------------------------------- words

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.export_button.setText(pgettext("button", "Export a record"))
        self._show_checking(busy=self._check is not None)
        self.table.forget()
        self.imported.retranslate()
        self.trust.retranslate()
        if self.offer.text():
            self.offer.say(BannerKind.INFO, offer_words(), where_title())
        self._show_records()
        self._show_result()

    def _show_checking(self, *, busy: bool) -> None:
        """Say what can be dropped, or that a file is being checked."""
        self.check_area.drop.set_texts(
            _("Checking the record") if busy else _("Drop a record here to check it"),
            # Translators: the kinds of file that can be checked. The code is a QR code.
            _("PDF, JSON, or a picture of its code"),
            pgettext("button", "Choose a file"),
            # Translators: on a link. The code is a QR code, the text what stands in it.
            pgettext("button", "Paste the text of a code"),
            _("The file stays on this computer."),
        )

    # ------------------------------------------------------------------- the list

    @override
    def prepare(self) -> None:
        """Read the list when something may have been added; the first one is waited for.

        Half of the page comes with it, and moves the other half.
        """
        if self._is_stale:
            self._load()
        if self._exports is None:
            self._waited_for.begin()

    @override
    def visit(self) -> None:
        """Offer what belongs to the present records only."""
        self.offer.clear()

    @override
    def store_changed(self) -> None:
        """Read the list again, now or when the page is next looked at."""
        self._is_stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._is_stale = False
        car = self._home.car()
        self._session.call(
            lambda desk: Exports(
                entries=desk.records.exports(),
                zone=desk.zone(),
                has_name=car is not None and bool(desk.owner_name(car)),
                has_several=len(desk.cars()) > 1,
                on_counts=desk.records.on_counts(),
                imported=desk.records.imported(car) if car is not None else (),
                own_origin=desk.facts().origin,
                notices=desk.followed(car) if car is not None else (),
            ),
            self._on_loaded,
            self._on_load_failed,
        )

    @Slot(object)
    def _on_loaded(self, exports: Exports) -> None:
        """Show what was read."""
        self._exports = exports
        self._show_records()
        self._waited_for.end()
        self._open_wanted()

    @Slot(object)
    def _on_load_failed(self, error: OwnerAppError) -> None:
        """Say why the list cannot be read, and read it again at the next visit."""
        self._is_stale = True
        self._waited_for.end()
        self.banner.say(BannerKind.STOP, explain(error).text())

    def _state(self) -> RecordsState | None:
        """Return the list of the present car in the language in force."""
        car = self._home.car()
        if self._exports is None or car is None:
            return None
        own = [entry for entry in self._exports.entries if entry.vehicle == car.id]
        exports = self._exports
        view = self._home.view()
        return records_state(
            own,
            {**practice_titles(exports.notices, current_language()), **self._home.titles()},
            exports.zone,
            exports.on_counts,
            view.notice if view is not None else None,
        )

    def _show_records(self) -> None:
        """Show heading and list."""
        state = self._state()
        self._section.setVisible(state is not None)
        self.table.setVisible(state is not None and bool(state.rows))
        self._empty_card.setVisible(state is not None and not state.rows)
        words = state if state is not None else _no_records()
        self.head.heading.setText(words.heading)
        self._intro.setText(words.intro)
        self._origin.setText(words.origin_note)
        self._origin.setVisible(bool(words.origin_note))
        self._section.set_texts(_("Exported records"), words.count if words.rows else "")
        self._empty.set_texts(_("No records yet"), words.empty)
        self.imported.setVisible(state is not None)
        if state is not None:
            self.table.show_rows(state.rows, self._verdicts)
        if state is not None and self._exports is not None:
            self.imported.show_rows(imported_rows(self._exports.imported, self._exports.zone))

    def _entry(self, record: str) -> ExportEntry | None:
        """Return an entry of the list."""
        entries = self._exports.entries if self._exports is not None else ()
        return next((entry for entry in entries if entry.record == record), None)

    # ------------------------------------------------------------------- exporting

    @Slot()
    def open_export(self) -> None:
        """Ask what to export."""
        view = self._home.view()
        if view is None or self._exports is None or self._dialog is not None:
            return
        vehicle = view.vehicle
        language = notice_language(view.notice, current_language())
        titles = self._home.titles()
        dialog = ExportDialog(
            self,
            self._session,
            vehicle,
            language=language,
            has_name=self._exports.has_name,
            has_notes=any(item.note for item in view.choices),
            practices=[(item.id, titles.get(item.id, item.id)) for item in view.notice.optional()],
            has_several=self._exports.has_several,
            today=view.now.astimezone(self._exports.zone).date(),
        )
        self._dialog = dialog
        dialog.exported.connect(self._on_exported)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open_over()

    def open_export_of(self, day: date) -> None:
        """Ask what to export of a day, now or once the records were read."""
        self._wanted_day = day
        self._open_wanted()

    def _open_wanted(self) -> None:
        if self._wanted_day is None or self._exports is None:
            return
        day, self._wanted_day = self._wanted_day, None
        self.open_export()
        if self._dialog is not None:
            self._dialog.scope.pick_day(day)

    def export_dialog(self) -> ExportDialog | None:
        """Return the open export sheet, if any."""
        return self._dialog

    @Slot(object)
    def _on_exported(self, saved: Saved) -> None:
        """Show the new record with its check, and let other pages know of the new entry."""
        if saved.reports:
            self._verdicts[saved.record] = worst_of(saved.reports).verdict
        self._offer_places()
        self._load()
        self._home.refresh()

    def _make_offer(self) -> Banner:
        offer = Banner()
        offer.link_pressed.connect(self._on_offer_taken)
        self.column.addWidget(offer)
        return offer

    def _offer_places(self) -> None:
        """Offer once, after the first record, to look at what is where."""
        if self._session.settings.knows_places:
            return
        self._session.change(knows_places=True)
        self.offer.say(BannerKind.INFO, offer_words(), where_title())

    @Slot()
    def _on_offer_taken(self) -> None:
        """Show what is where."""
        self.offer.clear()
        self._home.ways.to_places()

    @Slot()
    def _on_dialog_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._dialog = None

    # ------------------------------------------------------------------- checking

    @Slot(Path)
    def check_file(self, path: Path) -> None:
        """Check a file that was dropped or chosen."""
        self._begin_with_trust(lambda desk, given: check_files(desk, (str(path),), "", given))

    @Slot(str)
    def check_record(self, record: str) -> None:
        """Check the files of a row."""
        entry = self._entry(record)
        if entry is None:
            return
        paths = signed_paths(entry)
        self._again = lambda desk, given: check_files(desk, paths, record, given)
        self._begin(lambda desk: check_files(desk, paths, record, GivenTrust()))

    @Slot(str)
    def check_text(self, text: str) -> None:
        """Check a text that was dropped or pasted: a code, or a whole record."""
        self._begin_with_trust(lambda desk, given: check_text(desk, text, given))

    @Slot()
    def paste(self) -> None:
        """Check the text that the person copied."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.check_text(text)
        else:
            self.banner.say(
                BannerKind.WARN,
                _("There is no text to paste. Copy the text of a code first."),
            )

    @Slot()
    def _on_trust_given(self) -> None:
        """Check again what was checked last, with what the person gave."""
        if self._again is not None:
            self._begin_with_trust(self._again)
        else:
            self.banner.say(
                BannerKind.INFO, _("Choose or drop a record. It is checked with this then.")
            )

    def _begin_with_trust(self, check: Check) -> None:
        """Check something with what the person gave to check against."""
        self._again = check
        given = self.trust.trust()
        self._begin(lambda desk: check(desk, given))

    @Slot(QWidget)
    def _on_trust_opened(self, part: QWidget) -> None:
        """Bring the field and the file of keys into view."""
        show_opened(self.scroll_area, part)

    def _begin(self, check: Callable[[Desk], Checked]) -> None:
        """Check something; an earlier check that still runs is forgotten (rule 1)."""
        if self._check is not None:
            self._check.cancel()
        self.banner.clear()
        self._show_checking(busy=True)
        self._check = self._session.call(check, self._on_checked, self._on_check_failed)

    @Slot(object)
    def _on_checked(self, checked: Checked) -> None:
        """Show the result, the worst file's where there are several."""
        self._check = None
        self._show_checking(busy=False)
        if checked.missing:
            self._say_missing(checked.missing[0])
        if not checked.files:
            # What was said of files that are gone says nothing any more.
            self._verdicts.pop(checked.record, None)
            self.table.show_verdict(checked.record, None)
            self._take_result_away()
            return
        self._shown, self._shown_by = checked, self._again
        self.check_area.panel.fold()
        if checked.record:
            verdict = checked.files[0][1].verdict
            self._verdicts[checked.record] = verdict
            self.table.show_verdict(checked.record, verdict)
        self._show_result()
        self.scroll_area.ensureWidgetVisible(self.check_area.panel)

    @Slot(object)
    def _on_check_failed(self, error: OwnerAppError) -> None:
        """Say why the file could not be checked."""
        self._check = None
        self._show_checking(busy=False)
        # Only a file of keys that was given fails by itself; a record has its verdict.
        is_of_keys = isinstance(error, CheckFailedError)
        if not is_of_keys or self._shown_by is not self._again:
            self._take_result_away()
        self.banner.say(BannerKind.WARN, keys_refused() if is_of_keys else why_not_checked(error))

    def _take_result_away(self) -> None:
        """Show no result: the earlier one is not about what is said now (rule 3)."""
        self._shown = None
        self._show_result()

    def _show_result(self) -> None:
        """Show the last result in the language in force."""
        shown = self._shown
        if shown is None:
            self.check_area.hide_result()
            self.table.select("")
            return
        path, report = shown.files[0]
        # Translators: stands in place of a file's name above the result of a check.
        name = shown_name(path) if path else _("Pasted text")
        state = verdict_state(report, file_name=name, zone=shown.zone)
        state = replace(state, lines=(*shown.given_lines(), *state.lines))
        own = self._exports.own_origin if self._exports is not None else ""
        self.check_area.panel.show_verdict(
            report.verdict,
            state,
            is_file=bool(path),
            can_keep=bool(path) and bool(own) and may_be_kept(report, own),
        )
        self.check_area.panel.show()
        self.table.select(shown.record)

    @Slot()
    def _on_result_closed(self) -> None:
        """Put the result away; the focus goes to where the next check begins."""
        self._shown = self._again = None
        self._show_result()
        self.check_area.drop.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_choose_pressed(self) -> None:
        """Let the person choose a file."""
        dialog = QFileDialog(self, _("Choose a record"), self._session.documents_dir())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        # Translators: keep what stands in the brackets as it is.
        dialog.setNameFilter(_("Records (*.pdf *.json *.zip *.png *.jpg *.jpeg *.txt)"))
        dialog.fileSelected.connect(self._on_file_selected)
        dialog.open()

    @Slot(str)
    def _on_file_selected(self, path: str) -> None:
        """Check the chosen file; a notice is opened instead."""
        self._home.take_file(Path(path))

    # ------------------------------------------------------------------- made elsewhere

    @Slot()
    def _on_import_pressed(self) -> None:
        """Let the person choose a record that was made elsewhere."""
        dialog = QFileDialog(self, _("Choose a record"), self._session.documents_dir())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        # Translators: keep what stands in the brackets as it is.
        dialog.setNameFilter(_("Whole records (*.pdf *.json *.zip)"))
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    @Slot()
    def _on_keep_shown(self) -> None:
        """Keep the record that the panel is about."""
        if self._shown is not None:
            self.import_file(self._shown.files[0][0])

    @Slot(str)
    def import_file(self, path: str) -> None:
        """Ask whether a record that was made elsewhere is to be kept."""
        car = self._home.car()
        if car is None or self._import is not None:
            return
        self._import = ImportSheet(self, self._session, path, car.id)
        self._import.kept.connect(self._on_imported)
        self._import.finished.connect(self._on_import_finished)
        self._import.open_over()

    def import_sheet(self) -> ImportSheet | None:
        """Return the open import sheet, if any."""
        return self._import

    @Slot()
    def _on_imported(self) -> None:
        """Show it, and let other pages know of the new entries."""
        self._load()
        self._home.refresh()

    @Slot()
    def _on_import_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._import = None

    # ------------------------------------------------------------------- opening

    @Slot()
    def _on_open_shown(self) -> None:
        """Open the file that the panel is about."""
        if self._shown is not None:
            self._open((self._shown.files[0][0],))

    @Slot(str)
    def _on_open_pressed(self, record: str) -> None:
        """Open the PDF of a row, or its JSON."""
        entry = self._entry(record)
        if entry is not None:
            self._open(signed_paths(entry))

    def _open(self, paths: Sequence[str]) -> None:
        """Open the first file that is there, in the desktop's own program."""
        self.banner.clear()
        self._session.tasks.run_documents(lambda: _first_there(paths), self._on_found)

    @Slot(object)
    def _on_found(self, found: tuple[str, bool]) -> None:
        """Open the file, or say that it is gone."""
        path, is_there = found
        if not is_there:
            self._say_missing(path)
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            self.banner.say(
                BannerKind.WARN,
                # Translators: {path} is the path of a file.
                _("No program on this computer opens this file. It is here: {path}", path=path),
            )

    def _say_missing(self, path: str) -> None:
        """Say that a file is not where it was written, and what to do."""
        self.banner.say(
            BannerKind.WARN,
            # Translators: {file} is the name of a file, {folder} the path of the folder it was
            # saved in.
            _(
                # Translators: {file} is the name of a record's file, {folder} a path.
                "{file} is no longer in {folder}. If you moved it, drop it below to check it.",
                file=shown_name(path),
                folder=str(PurePath(path).parent),
            ),
        )


def _no_records() -> RecordsState:
    """Return the words of the page before the list was read."""
    return records_state((), {}, UTC)


def _first_there(paths: Sequence[str]) -> tuple[str, bool]:
    """Return the first file that exists, or the first of all and that it does not."""
    for path in paths:
        if Path(path).is_file():
            return path, True
    return paths[0], False
