"""A record is looked at before it is signed, and printed after it was saved, as it is typeset."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ownerapp.ui.dialogs.export_dialog import ExportDialog
from ownerapp.ui.dialogs.preview_sheet import PreviewSheet
from ownerapp.ui.pages.records import RecordsPage
from tests.support.desks import Place, events_of
from tests.support.windows import Shown


@pytest.fixture
def dialog(shown: Shown, tmp_path: Path) -> ExportDialog:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    page.export_button.click()
    made = page.export_dialog()
    assert made is not None
    made.form.set_folder(str(tmp_path / "out"))
    return made


def wait_for_pages(shown: Shown, dialog: ExportDialog) -> PreviewSheet:
    shown.qtbot.waitUntil(lambda: dialog.preview_sheet() is not None, timeout=60_000)
    sheet = dialog.preview_sheet()
    assert sheet is not None
    shown.qtbot.waitUntil(lambda: bool(sheet.view.pictures()), timeout=20_000)
    return sheet


def test_a_preview_shows_the_pages_and_signs_writes_and_records_nothing(
    shown: Shown, dialog: ExportDialog, place: Place, tmp_path: Path
) -> None:
    dialog.preview_button.click()
    sheet = wait_for_pages(shown, dialog)
    assert len(sheet.view.pictures()) > 2
    assert sheet.accessibleName() == "Preview, not signed"
    assert not sheet.save_button.isVisible()
    sheet.close_button.click()
    shown.settle()
    assert dialog.isVisible()
    assert dialog.saved() is None
    assert dialog.export_button.isEnabled()
    assert not (tmp_path / "out").exists()
    opened = place.open()
    assert "record.exported" not in {event.kind.value for event in events_of(opened)}


def test_escape_stops_the_drawing_and_what_was_chosen_stays(
    shown: Shown, dialog: ExportDialog
) -> None:
    dialog.form.formats["csv"].click()
    dialog.preview_button.click()
    assert dialog.is_working()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.is_working()
    shown.wait_idle()
    shown.settle()
    assert dialog.preview_sheet() is None
    assert dialog.isVisible()
    assert dialog.form.formats["csv"].isChecked()
    assert dialog.preview_button.isEnabled()


def test_a_day_that_is_no_date_is_said_before_anything_is_drawn(
    shown: Shown, dialog: ExportDialog
) -> None:
    dialog.scope.change_button.click()
    next(row for row in dialog.scope.when.rows() if row.key == "day").click()
    dialog.scope.day_field.setText("yesterday")
    dialog.preview_button.click()
    assert not dialog.is_working()
    assert "yesterday" in dialog.trouble()


def test_what_was_saved_as_a_pdf_can_be_printed_from_the_same_drawing(
    shown: Shown, dialog: ExportDialog
) -> None:
    dialog.export_button.click()
    shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=60_000)
    assert not dialog.preview_button.isVisible()
    dialog.print_button.click()
    sheet = wait_for_pages(shown, dialog)
    assert sheet.accessibleName() == "Your record"


def test_where_no_pdf_was_saved_nothing_is_offered_for_printing(
    shown: Shown, dialog: ExportDialog
) -> None:
    dialog.form.formats["pdf"].click()
    dialog.export_button.click()
    shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=60_000)
    assert not dialog.print_button.isVisible()
