"""The export sheet asks what a record is about, and asks nothing beforehand."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from ownerapp.domain.ids import PracticeId
from ownerapp.ui.dialogs.export_dialog import ExportDialog
from ownerapp.ui.dialogs.export_scope import DAY, EVERY_CAR, SOME, Scope
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.widgets.text import Text
from tests.support.desks import CABIN, DRIVING, NAME, Place, add_car
from tests.support.windows import Shown


@pytest.fixture
def page(shown: Shown) -> RecordsPage:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    return page


def opened_dialog(page: RecordsPage) -> ExportDialog:
    page.export_button.click()
    dialog = page.export_dialog()
    assert dialog is not None
    return dialog


def choose(dialog: ExportDialog, key: str) -> None:
    rows = (*dialog.scope.what.rows(), *dialog.scope.when.rows())
    next(row for row in rows if row.key == key).click()


def saved_files(shown: Shown, dialog: ExportDialog) -> list[Path]:
    dialog.export_button.click()
    shown.qtbot.waitUntil(lambda: dialog.saved() is not None, timeout=60_000)
    saved = dialog.saved()
    assert saved is not None
    return [Path(path) for path in saved.paths]


def only_format(dialog: ExportDialog, name: str) -> None:
    for each, row in dialog.form.formats.items():
        row.setChecked(each == name)


def test_beforehand_it_is_everything_of_this_car_as_it_stands_now(page: RecordsPage) -> None:
    dialog = opened_dialog(page)

    assert dialog.scope.scope() == Scope()
    assert not dialog.scope.what.isVisible()
    assert dialog.form.chosen_formats() == ("pdf", "json")
    dialog.scope.change_button.click()
    assert dialog.scope.what.isVisible()
    assert not any(row.isChecked() for row in dialog.scope.rows.values())
    assert EVERY_CAR not in {row.key for row in dialog.scope.what.rows()}


def test_where_there_are_several_cars_the_sheet_says_which_one_it_is_about(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    def about(dialog: ExportDialog) -> list[str]:
        return [text.text() for text in dialog.scope.findChildren(Text) if text.isVisible()]

    dialog = opened_dialog(page)
    assert not any(NAME in line for line in about(dialog))
    dialog.reject()
    add_car(place.open(), name="Old Red")
    place.close()
    page.store_changed()
    shown.wait_idle()
    dialog = opened_dialog(page)
    assert f"{NAME}: every collection with a switch, as your choices stand now" in about(dialog)


def test_only_what_is_ticked_goes_in_and_something_must_be(shown: Shown, page: RecordsPage) -> None:
    dialog = opened_dialog(page)
    only_format(dialog, "json")
    dialog.scope.change_button.click()
    choose(dialog, SOME)
    dialog.export_button.click()
    assert dialog.trouble() == "Tick at least one collection."
    dialog.scope.rows[CABIN].click()
    assert dialog.trouble() == ""

    (path,) = saved_files(shown, dialog)

    (record,) = json.loads(path.read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
    assert [item["dct:identifier"] for item in record["dpv:hasProcess"]] == [CABIN]
    assert DRIVING not in path.read_text(encoding="utf-8")


def test_a_day_is_asked_for_in_figures_and_what_is_none_is_said(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    place.clock.move(days=2)
    shown.refresh()
    shown.wait_idle()
    dialog = opened_dialog(page)
    only_format(dialog, "json")
    dialog.scope.change_button.click()
    choose(dialog, DAY)
    assert dialog.scope.day_field.placeholderText() == "2026-11-21"
    dialog.scope.day_field.setText("soon")
    dialog.export_button.click()
    assert dialog.trouble().startswith("soon is not a date.")
    dialog.scope.day_field.setText("2026-11-20")

    (path,) = saved_files(shown, dialog)

    (record,) = json.loads(path.read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
    assert record["car:asOf"]["car:day"] == "2026-11-20"


def test_all_cars_go_into_one_bundle_that_is_checked_at_once(
    shown: Shown, page: RecordsPage, place: Place
) -> None:
    add_car(place.open(), name="The other")
    page.store_changed()
    shown.wait_idle()
    dialog = opened_dialog(page)
    only_format(dialog, "bundle")
    dialog.scope.change_button.click()
    choose(dialog, EVERY_CAR)

    (path,) = saved_files(shown, dialog)

    assert path.suffix == ".zip"
    assert dialog.banner.text() == "Record saved and checked"
    with zipfile.ZipFile(path) as bundle:
        names = bundle.namelist()
    assert sum(name.endswith("/receipt.json") for name in names) == 2
    dialog.done_button.click()
    shown.wait_idle()
    page.check_file(path)
    shown.wait_idle()
    assert page.check_area.panel.isVisible()


def test_private_notes_are_offered_where_there_are_any_and_never_ticked_beforehand(
    shown: Shown, page: RecordsPage
) -> None:
    dialog = opened_dialog(page)
    assert not dialog.form.notes_row.isVisibleTo(dialog)
    dialog.reject()
    shown.settle()
    shown.session.call(lambda desk: desk.keep_note(desk.cars()[0], PracticeId(CABIN), "For Tom"))
    shown.home.look_again()
    shown.wait_idle()
    dialog = opened_dialog(page)
    assert dialog.form.notes_row.isVisibleTo(dialog)
    assert not dialog.form.disclosure().notes
    dialog.form.notes_row.click()
    assert dialog.form.disclosure().notes
    choose(dialog, DAY)
    assert not dialog.form.disclosure().notes
    assert not dialog.form.notes_row.isEnabled()
    dialog.reject()
