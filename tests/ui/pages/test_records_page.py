"""The records page: exporting, checking, listing and opening, in the real window."""

from __future__ import annotations

import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.domain.verdict import Verdict
from ownerapp.presentation.file_words import shown_name
from ownerapp.presentation.states import ExportRow
from ownerapp.ui.dialogs.export_dialog import ExportDialog
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.records_table import SHOWN_AT_FIRST, RecordsTable
from ownerapp.ui.pages.verdict_panel import VerdictPanel
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.result_panel import ResultKind
from ownerapp.ui.widgets.text import Text
from tests.support.desks import NAME, OWNER, PLATE, VIN, Place, add_car
from tests.support.windows import OpenedUrls, Shown, shown_window


@pytest.fixture
def page(shown: Shown) -> RecordsPage:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    return page


@pytest.fixture
def folder(place: Place) -> Path:
    return place.data_dir.parent / "Documents"


def open_dialog(page: RecordsPage) -> ExportDialog:
    page.export_button.click()
    dialog = page.export_dialog()
    assert dialog is not None
    return dialog


def export(shown: Shown, page: RecordsPage, *formats: str) -> tuple[Path, ...]:
    """Export through the sheet and close it; return the files."""
    dialog = open_dialog(page)
    for name, row in dialog.form.formats.items():
        row.setChecked(name in (formats or ("pdf", "json")))
    dialog.export_button.click()
    shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=30_000)
    saved = dialog.saved()
    assert saved is not None
    dialog.done_button.click()
    shown.wait_idle()
    return tuple(Path(path) for path in saved.paths)


def check(shown: Shown, page: RecordsPage, path: Path) -> None:
    page.check_file(path)
    shown.wait_idle()


class AtFirstSight(QObject):
    """Writes down whether the list was read each time the page comes into sight."""

    def __init__(self, page: RecordsPage) -> None:
        super().__init__(page)
        self._page = page
        self.knew: list[bool] = []
        page.scroll_area.content().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show:
            self.knew.append(not self._page.imported.isHidden())
        return False


def test_the_page_comes_into_sight_once_with_its_list(shown: Shown) -> None:
    page = shown.home.page("records")
    assert isinstance(page, RecordsPage)
    page._waited_for._most_ms = 600_000
    seen = AtFirstSight(page)
    shown.home.show_page("records")
    assert not seen.knew
    shown.wait_idle()
    assert seen.knew == [True]
    assert page.check_area.isVisible()


def test_a_list_that_takes_long_is_waited_for_a_moment_only(shown: Shown, qtbot: QtBot) -> None:
    page = shown.home.page("records")
    assert isinstance(page, RecordsPage)
    is_free = threading.Event()
    shown.session.call(lambda _desk: is_free.wait(60))
    shown.home.show_page("records")
    qtbot.waitUntil(page.check_area.isVisible)
    assert not page.imported.isVisible()
    is_free.set()
    shown.wait_idle()
    assert page.imported.isVisible()


def test_an_exported_record_is_checked_listed_and_says_nothing_that_was_not_ticked(
    shown: Shown, page: RecordsPage, folder: Path
) -> None:
    assert page.table.list.count() == 0
    assert not page.table.isVisible()
    dialog = open_dialog(page)
    for row in (dialog.form.name_row, dialog.form.plate_row, dialog.form.vin_row):
        assert row.isVisible()
        assert not row.isChecked()
    dialog.export_button.click()
    shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=30_000)
    assert dialog.banner.text() == "Record saved and checked"
    assert dialog.banner.kind() is BannerKind.OK
    dialog.done_button.click()
    shown.wait_idle()

    files = sorted(path.suffix for path in folder.iterdir())
    assert files == [".json", ".pdf"]
    text = next(folder.glob("*.json")).read_text(encoding="utf-8")
    assert not any(said in text for said in (NAME, OWNER, PLATE, VIN))
    (listed,) = page.table._rows
    assert page.table.status_text(listed.record) == "Valid"
    assert page.table.isVisible()


def test_the_ticked_details_are_in_the_record(
    shown: Shown, page: RecordsPage, folder: Path
) -> None:
    dialog = open_dialog(page)
    dialog.form.plate_row.click()
    dialog.form.formats["pdf"].click()
    dialog.export_button.click()
    shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=30_000)
    dialog.done_button.click()
    (file,) = folder.iterdir()
    text = file.read_text(encoding="utf-8")
    assert PLATE in text
    assert VIN not in text


def test_the_sheet_is_gone_after_it_was_closed(page: RecordsPage, qtbot: QtBot) -> None:
    dialog = open_dialog(page)
    with qtbot.waitSignal(dialog.destroyed, timeout=5_000):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert page.export_dialog() is None


def test_a_stopped_export_leaves_no_file_and_no_entry(
    shown: Shown, page: RecordsPage, folder: Path
) -> None:
    before = shown.home.view()
    assert before is not None
    go_on = threading.Event()
    shown.session.call(lambda _desk: go_on.wait(20))
    dialog = open_dialog(page)
    dialog.export_button.click()
    assert dialog.is_working()
    assert not dialog.export_button.isEnabled()
    dialog.cancel_button.click()
    assert page.export_dialog() is dialog
    go_on.set()
    shown.wait_idle()

    assert page.export_dialog() is None
    assert not folder.exists() or not any(folder.iterdir())
    after: list[int] = []
    shown.session.call(lambda desk: len(desk.history()), after.append)
    shown.wait_idle()
    assert after == [before.entries]


def test_an_export_without_a_kind_of_file_asks_for_one(page: RecordsPage) -> None:
    dialog = open_dialog(page)
    for row in dialog.form.formats.values():
        row.setChecked(False)
    dialog.export_button.click()
    assert not dialog.is_working()
    assert dialog.trouble() == "Tick at least one kind of file."
    dialog.form.formats["csv"].click()
    assert dialog.trouble() == ""


def test_a_folder_that_cannot_be_written_is_said_and_the_order_stays(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    no_folder = place.data_dir.parent / "a file"
    no_folder.write_bytes(b"")
    dialog = open_dialog(page)
    dialog.form.vin_row.click()
    dialog.form.set_folder(str(no_folder / "below"))
    dialog.export_button.click()
    shown.wait_idle()
    assert "Nothing was saved." in dialog.trouble()
    assert dialog.form.isEnabled()
    assert dialog.form.vin_row.isChecked()
    assert dialog.export_button.isEnabled()


def test_a_changed_copy_is_not_valid_and_the_row_keeps_its_own_status(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    (file,) = export(shown, page, "json")
    copy = place.data_dir.parent / "copy.json"
    copy.write_bytes(file.read_bytes().replace(b'"refused"', b'"given"', 1))
    check(shown, page, copy)
    panel = page.check_area.panel
    assert panel.isVisible()
    assert panel.kind() is ResultKind.NOT_VALID
    assert panel.accessibleName() == "Not valid"
    (row,) = page.table._rows
    assert page.table.status_text(row.record) == "Valid"


def test_a_row_whose_file_was_changed_is_not_valid(shown: Shown, page: RecordsPage) -> None:
    files = export(shown, page)
    (row,) = page.table._rows
    page.check_record(row.record)
    shown.wait_idle()
    assert page.check_area.panel.kind() is ResultKind.VALID
    json_file = next(path for path in files if path.suffix == ".json")
    json_file.write_bytes(json_file.read_bytes() + b" ")
    json_file.write_bytes(json_file.read_bytes().replace(b'"refused"', b'"given"', 1))
    page.check_record(row.record)
    shown.wait_idle()
    assert page.table.status_text(row.record) == "Not valid"
    assert page.check_area.panel.accessibleDescription().startswith(shown_name(json_file.name))


def test_a_missing_file_is_said_by_check_and_by_open(
    shown: Shown, page: RecordsPage, opened: OpenedUrls
) -> None:
    (file,) = export(shown, page, "json")
    file.unlink()
    (row,) = page.table._rows
    page.table.check_pressed.emit(row.record)
    shown.wait_idle()
    assert file.name in page.banner.text()
    assert page.table.status_text(row.record) == "Not checked"
    page.banner.clear()
    page.table.open_pressed.emit(row.record)
    shown.wait_idle()
    assert file.name in page.banner.text()
    assert opened.paths == []


def test_an_empty_list_speaks_of_this_car_alone(
    qapp: QApplication, qtbot: QtBot, place: Place, shown: Shown, page: RecordsPage
) -> None:
    export(shown, page, "json")
    other = add_car(place.open(), name="Old Red")
    place.close()
    with shown_window(qapp, qtbot, place) as again:
        again.session.change(car=other.id)
        again.home._on_car_picked(other.id)
        again.wait_idle()
        again.go("records")
        words = [text.text() for text in again.window.findChildren(Text) if text.isVisible()]
        assert any(line.startswith("No record of this car has been exported") for line in words)


def test_a_file_is_named_by_the_day_where_the_person_is(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    place.clock.set(datetime(2026, 11, 21, 18, 0, tzinfo=UTC))  # two at night in Shanghai
    (file,) = export(shown, page, "json")
    assert file.name.startswith("consent-record-2026-11-22-")
    assert page.table._rows[0].when.startswith("22 Nov 2026")


def test_open_hands_the_pdf_to_the_desktop(
    shown: Shown, page: RecordsPage, opened: OpenedUrls
) -> None:
    files = export(shown, page)
    (row,) = page.table._rows
    page.table.open_pressed.emit(row.record)
    shown.wait_idle()
    assert [Path(path) for path in opened.paths] == [
        path for path in files if path.suffix == ".pdf"
    ]


def test_what_is_no_record_is_explained(shown: Shown, page: RecordsPage, place: Place) -> None:
    check(shown, page, place.data_dir)
    assert page.banner.isVisible()
    assert page.banner.text()
    check(shown, page, place.data_dir / "nothing.pdf")
    assert "nothing.pdf" in page.banner.text()
    text = place.data_dir.parent / "letter.txt"
    text.write_text("<b>not a record</b>", encoding="utf-8")
    check(shown, page, text)
    assert page.check_area.panel.kind() is not ResultKind.VALID
    assert not page.banner.isVisible()


def test_a_file_that_cannot_be_checked_is_named_and_no_other_verdict_stands_beside(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    (file,) = export(shown, page, "json")
    check(shown, page, file)
    assert page.check_area.panel.isVisible()
    empty = place.data_dir.parent / "<b>empty\u202efdp.pdf"
    empty.write_bytes(b"")
    check(shown, page, empty)
    assert "<b>emptyfdp.pdf" in page.banner.text()
    assert not page.check_area.panel.isVisible()


def test_a_row_whose_files_are_gone_takes_the_verdict_of_another_file_away(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    (file,) = export(shown, page, "json")
    copy = place.data_dir.parent / "copy.json"
    copy.write_bytes(file.read_bytes())
    check(shown, page, copy)
    assert page.check_area.panel.isVisible()
    file.unlink()
    (row,) = page.table._rows
    page.check_record(row.record)
    shown.wait_idle()
    assert file.name in page.banner.text()
    assert not page.check_area.panel.isVisible()


@pytest.fixture
def scanned(shown: Shown, page: RecordsPage) -> tuple[Path, str]:
    """Return a picture of an exported page, and the text that another program reads there."""
    pdf = next(path for path in export(shown, page, "pdf") if path.suffix == ".pdf")
    picture = pdf.with_suffix(".png")
    subprocess.run(
        ["pdftoppm", "-r", "150", "-l", "1", "-singlefile", "-png", str(pdf),
         str(picture.with_suffix(""))],
        check=True,
    )  # fmt: skip
    run = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], check=True, capture_output=True)
    return picture, run.stdout.decode("ascii")


def texts_of(panel: VerdictPanel) -> list[str]:
    return [text.text() for text in panel.findChildren(Text)]


def test_a_picture_of_the_page_and_the_text_of_its_code_are_checked(
    shown: Shown, page: RecordsPage, scanned: tuple[Path, str]
) -> None:
    picture, text = scanned
    panel = page.check_area.panel
    check(shown, page, picture)
    assert panel.kind() is ResultKind.VALID
    assert shown_name(picture.name) in texts_of(panel)

    QGuiApplication.clipboard().setText(text)
    page.check_area.drop.paste_link.click()
    shown.wait_idle()
    assert panel.kind() is ResultKind.VALID
    assert "Pasted text" in texts_of(panel)
    assert [link.text() for link in panel.links()] == ["Show technical details"]

    page.check_area.drop.text_dropped.emit(text.replace("VC1:", "VC1:0", 1))
    shown.wait_idle()
    assert panel.kind() is ResultKind.NOT_VALID


def test_the_keys_for_pasting_check_what_was_copied(shown: Shown, page: RecordsPage) -> None:
    QGuiApplication.clipboard().setText("VC2:of a later program")
    page.check_area.drop.button.setFocus()
    QTest.keySequence(page.check_area.drop.button, QKeySequence(QKeySequence.StandardKey.Paste))
    shown.wait_idle()

    assert page.check_area.panel.kind() is ResultKind.CANNOT_TELL


def test_a_name_that_turns_its_own_ending_around_is_shown_as_it_is(
    shown: Shown, page: RecordsPage
) -> None:
    files = export(shown, page)
    record = next(path for path in files if path.suffix == ".json")
    turned = record.with_name("record-\u202efdp.json")
    turned.write_bytes(record.read_bytes())
    check(shown, page, turned)
    panel = page.check_area.panel
    assert panel.kind() is ResultKind.VALID
    assert "\u2068record-fdp.json\u2069" in texts_of(panel)
    assert not [text for text in texts_of(panel) if "\u202e" in text]
    label = PathLabel(str(turned))
    assert label.path() == str(turned)
    assert label.accessibleName() == label.toolTip() == str(turned).replace("\u202e", "")


def test_there_may_be_nothing_to_paste(shown: Shown, page: RecordsPage) -> None:
    QGuiApplication.clipboard().setText(" \n")
    page.check_area.drop.paste_link.click()
    shown.wait_idle()

    assert not page.check_area.panel.isVisible()
    assert page.banner.text().startswith("There is no text to paste")


def test_the_technical_part_opens_and_closes_and_keeps_the_focus(
    shown: Shown, page: RecordsPage
) -> None:
    (file,) = export(shown, page, "json")
    check(shown, page, file)
    panel = page.check_area.panel
    for opens in (True, False):
        panel.links()[-1].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(panel.links()[-1], Qt.Key.Key_Return)
        assert panel.details_shown() is opens
        assert QApplication.focusWidget() is panel.links()[-1]
    panel.close_button.click()
    assert not panel.isVisible()
    assert QApplication.focusWidget() is page.check_area.drop.button


def test_a_result_and_its_row_follow_the_language(shown: Shown, page: RecordsPage) -> None:
    export(shown, page, "json")
    (row,) = page.table._rows
    page.check_record(row.record)
    shown.wait_idle()
    panel = page.check_area.panel
    shown.speak("zh_Hans")
    assert page.check_area.panel is panel
    assert panel.accessibleName() == "有效"
    assert page.table.status_text(row.record) == "有效"
    assert page.head.heading.text() == "记录"


def test_an_open_sheet_follows_the_language_and_keeps_its_ticks(
    shown: Shown, page: RecordsPage
) -> None:
    dialog = open_dialog(page)
    dialog.form.vin_row.click()
    shown.speak("zh_Hans")
    assert page.export_dialog() is dialog
    assert dialog.form.vin_row.isChecked()
    assert dialog.accessibleName() != "Export a record"


def test_every_button_of_the_page_has_a_name(shown: Shown, page: RecordsPage) -> None:
    (file,) = export(shown, page, "json")
    check(shown, page, file)
    shown.settle()
    buttons = [item for item in page.findChildren(QAbstractButton) if item.isVisible()]
    assert len(buttons) >= 7
    assert [item for item in buttons if not (item.accessibleName() or item.text())] == []


def test_a_long_list_shows_its_newest_and_more_on_request(qtbot: QtBot) -> None:
    table = RecordsTable()
    qtbot.addWidget(table)
    table.resize(900, 600)
    rows = [
        ExportRow(record=str(number), when="1 May 2026", what="x", files="PDF", entry="1", path="p")
        for number in range(2 * SHOWN_AT_FIRST + 1)
    ]
    table.show_rows(rows, {"0": Verdict.CANNOT_TELL})
    assert table.list.count() == SHOWN_AT_FIRST
    assert table.status_text("0") == "Cannot tell"
    assert table.status_text("1") == "Not checked"
    table.more_button.click()
    assert table.list.count() == 2 * SHOWN_AT_FIRST
    table.more_button.click()
    assert table.list.count() == len(rows)
    assert table.more_button.isHidden()


def test_opening_the_sheet_opens_no_window_beside_it(shown: Shown, page: RecordsPage) -> None:
    open_dialog(page)
    shown.settle()
    assert QApplication.activeWindow() is shown.window


def test_a_new_record_stands_before_the_others_which_stay_as_they_are(qtbot: QtBot) -> None:
    def rows(count: int) -> list[ExportRow]:
        return [
            ExportRow(record=f"urn:{n}", when="", what=f"record {n}", files="", entry="1", path="p")
            for n in range(count, 0, -1)
        ]

    table = RecordsTable()
    qtbot.addWidget(table)
    table.resize(1000, 800)
    table.show()
    table.show_rows(rows(SHOWN_AT_FIRST), {})
    grid = table.list.layout()
    assert isinstance(grid, QGridLayout)
    kept = [text for text in table.list.findChildren(Text) if text.text() == "record 5"]
    table.show_rows(rows(SHOWN_AT_FIRST + 2), {"urn:14": Verdict.VALID})
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    said = {
        grid.getItemPosition(grid.indexOf(text))[0]: text.text()  # type: ignore[index] # a tuple
        for text in table.list.findChildren(Text)
        if text.text().startswith("record ")
    }
    assert [said[place] for place in sorted(said)] == [
        f"record {number}" for number in range(14, 14 - SHOWN_AT_FIRST, -1)
    ]
    assert [t for t in table.list.findChildren(Text) if t.text() == "record 5"] == kept
    assert table.status_text("urn:14") == "Valid"
    assert table.status_text("urn:2") == ""
    assert table.list.count() == SHOWN_AT_FIRST
    assert not table.more_button.isHidden()
