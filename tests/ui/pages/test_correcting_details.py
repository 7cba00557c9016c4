"""A typing mistake in a car's details is corrected where one looks for it, and shown everywhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import DiskFullError
from ownerapp.presentation.desk import Desk
from ownerapp.services.vehicles import CarDetails, Vehicles, checked_details
from ownerapp.ui.dialogs.details_sheet import DetailsSheet
from ownerapp.ui.pages.search import SearchPage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.pages.this_car import ThisCarPage
from ownerapp.ui.widgets.text import Text
from tests.support.desks import NAME, OWNER, PLATE, VIN, Place, shipped
from tests.support.windows import Shown, shown_window

OTHER = "Old Grey"
NEIGHBOUR = "Wu Hao"
KEPT = CarDetails(name=NAME, owner=OWNER, plate=PLATE, vin=VIN)


@pytest.fixture
def shared(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    """The window over two cars of one person and one of somebody else."""
    vehicles = Vehicles(place.open())
    vehicles.add(checked_details(name=OTHER, owner=OWNER), shipped())
    vehicles.add(checked_details(name="Hers", owner=NEIGHBOUR), shipped())
    place.close()
    with shown_window(qapp, qtbot, place) as window:
        yield window


def page(shown: Shown) -> ThisCarPage:
    made = shown.go("this-car")
    assert isinstance(made, ThisCarPage)
    return made


def begun(shown: Shown) -> DetailsSheet:
    """Open the sheet by the keyboard alone."""
    button = page(shown).details.button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    shown.wait_idle()
    sheet = page(shown).correcting.sheet()
    assert sheet is not None
    return sheet


def type_into(sheet: DetailsSheet, field: str, text: str) -> None:
    """Put text into a field in place of what stands there, as somebody types it."""
    taken = sheet.form.fields[field]
    taken.setFocus()
    taken.selectAll()
    QTest.keyClick(taken, Qt.Key.Key_Delete)
    QTest.keyClicks(taken, text)


def save(shown: Shown, sheet: DetailsSheet) -> None:
    QTest.keyClick(sheet.form.fields["vin"], Qt.Key.Key_Return)
    shown.wait_idle()
    shown.settle()


def details(shown: Shown) -> CarDetails:
    found: list[CarDetails] = []
    car = shown.home.car()
    assert car is not None
    shown.session.call(lambda desk: desk.kept_details(car).details, found.append)
    shown.wait_idle()
    return found[0]


def said(shown: Shown) -> str:
    banner = page(shown).correcting.said
    return banner.text() if banner.isVisible() else ""


def press_link(shown: Shown) -> None:
    page(shown).correcting.said.link_pressed.emit()
    shown.wait_idle()
    shown.settle()


def all_words(shown: Shown) -> str:
    return "\n".join(text.text() for text in shown.window.findChildren(Text))


def test_the_fields_hold_what_is_kept_and_nothing_can_be_saved_before_it_differs(
    shown: Shown,
) -> None:
    sheet = begun(shown)
    assert sheet.form.typed() == {"name": NAME, "owner": OWNER, "plate": PLATE, "vin": VIN}
    assert sheet.form.fields["name"].hasFocus()
    assert not sheet.save_button.isEnabled()
    type_into(sheet, "name", "Little Red")
    assert sheet.save_button.isEnabled()
    type_into(sheet, "name", f"{NAME} ")
    assert not sheet.save_button.isEnabled()
    sheet.reject()
    shown.settle()
    assert said(shown) == ""
    assert page(shown).details.button.hasFocus()


def test_every_field_has_the_words_of_adding_a_car(shown: Shown) -> None:
    sheet = begun(shown)
    names = [field.accessibleName() for field in sheet.form.fields.values()]
    assert names == ["Name of the car", "Your name", "Licence plate", "VIN"]
    assert "17 letters" in sheet.form.fields["vin"].accessibleDescription()
    words = "\n".join(text.text() for text in sheet.findChildren(Text) if text.isVisible())
    assert "made before keep the old words" in words
    assert "other car" not in words
    sheet.reject()


def test_the_name_is_corrected_everywhere_at_once_and_taken_back(shown: Shown) -> None:
    settings = shown.go("settings")
    assert isinstance(settings, SettingsPage)
    search = shown.go("search")
    assert isinstance(search, SearchPage)
    sheet = begun(shown)
    type_into(sheet, "name", "Little Red")
    type_into(sheet, "owner", "Chen Mei")
    save(shown, sheet)
    assert said(shown) == "The details were corrected."
    assert page(shown).details.button.hasFocus()
    assert details(shown) == CarDetails(name="Little Red", owner="Chen Mei", plate=PLATE, vin=VIN)
    assert shown.home._car_button.accessibleName() == "Little Red"
    assert "Little Red" in [item.text() for item in shown.home._car_button.menu().actions()]
    shown.go("settings")
    shown.settle()
    section = settings.erase_part._section
    erasable = "\n".join(text.text() for text in section.findChildren(Text))
    assert "Little Red" in erasable
    assert "Chen Mei" in erasable
    shown.go("search")
    assert [car.name for car in search.searching.searched().cars] == ["Little Red"]
    shown.go("records")
    shown.settle()
    assert NAME not in all_words(shown)
    press_link(shown)
    assert said(shown) == "The details are as they were before."
    assert details(shown) == KEPT
    assert shown.home._car_button.accessibleName() == NAME
    assert page(shown).details.button.hasFocus()


def test_an_owners_name_alone_is_fresh_too(shown: Shown) -> None:
    settings = shown.go("settings")
    assert isinstance(settings, SettingsPage)
    sheet = begun(shown)
    type_into(sheet, "owner", "Chen Mei")
    save(shown, sheet)
    shown.go("settings")
    section = settings.erase_part._section
    assert "Chen Mei" in "\n".join(text.text() for text in section.findChildren(Text))


@pytest.mark.parametrize(
    ("field", "typed"), [("name", ""), ("owner", "x" * 81), ("plate", "\u202eB"), ("vin", "short")]
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(
    shown: Shown, field: str, typed: str
) -> None:
    sheet = begun(shown)
    taken = sheet.form.fields[field]
    taken.setText(typed)
    taken.textEdited.emit(typed)
    save(shown, sheet)
    assert page(shown).correcting.sheet() is sheet
    assert sheet.form.rows[field].error()
    assert taken.hasFocus()
    assert details(shown) == KEPT
    type_into(sheet, field, "12345678901234567")
    assert not sheet.form.rows[field].error()
    sheet.reject()


def test_typed_words_are_not_lost_by_escape(shown: Shown) -> None:
    sheet = begun(shown)
    type_into(sheet, "plate", "B-AB 12")
    QTest.keyClick(sheet.form.fields["plate"], Qt.Key.Key_Escape)
    shown.settle()
    assert page(shown).correcting.sheet() is None
    assert said(shown) == "What you typed was not kept."
    assert details(shown) == KEPT
    press_link(shown)
    again = page(shown).correcting.sheet()
    assert again is not None
    assert again.form.typed()["plate"] == "B-AB 12"
    assert again.save_button.isEnabled()
    save(shown, again)
    assert details(shown).plate == "B-AB 12"


def test_the_sheet_says_for_which_other_cars_the_owners_name_counts(shared: Shown) -> None:
    sheet = begun(shared)
    assert OTHER in sheet.form.fields["owner"].accessibleDescription()
    assert "Hers" not in sheet.form.fields["owner"].accessibleDescription()
    type_into(sheet, "owner", "Chen Mei")
    save(shared, sheet)
    names = [item.text() for item in shared.home._car_button.menu().actions()][:3]
    assert names == [f"{NAME}, Chen Mei", f"{OTHER}, Chen Mei", f"Hers, {NEIGHBOUR}"]


def test_the_name_of_somebody_else_is_refused_in_words(shared: Shown) -> None:
    sheet = begun(shared)
    type_into(sheet, "owner", NEIGHBOUR)
    save(shared, sheet)
    error = sheet.form.rows["owner"].error()
    assert "Somebody else of this name is here already." in error
    assert "Nothing was changed" in error
    assert details(shared) == KEPT
    sheet.reject()


def test_an_undo_is_not_offered_for_another_car(shared: Shown) -> None:
    sheet = begun(shared)
    type_into(sheet, "name", "Little Red")
    save(shared, sheet)
    assert said(shared)
    other = shared.home._cars[1]
    shared.home._on_car_picked(other.id)
    shared.wait_idle()
    assert said(shared) == ""
    sheet = begun(shared)
    assert sheet.form.typed()["name"] == OTHER
    sheet.reject()


def test_a_failure_is_said_and_what_was_typed_stays(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = begun(shown)
    type_into(sheet, "name", "Little Red")

    def full(*_arguments: object) -> None:
        raise DiskFullError(path="store.db")

    with monkeypatch.context() as context:
        context.setattr(Desk, "correct_car", full)
        save(shown, sheet)
    assert sheet.said.isVisible()
    assert sheet.form.typed()["name"] == "Little Red"
    assert sheet.save_button.isEnabled()
    save(shown, sheet)
    assert details(shown).name == "Little Red"


def test_a_change_of_language_keeps_what_was_typed(shown: Shown) -> None:
    sheet = begun(shown)
    type_into(sheet, "name", "Little Red")
    before = sheet.accessibleName()
    shown.speak("zh_Hans")
    assert sheet.accessibleName() != before
    assert sheet.form.typed()["name"] == "Little Red"
    sheet.reject()
    shown.settle()
    shown.speak("en")
    assert said(shown) == "What you typed was not kept."


def test_what_the_command_line_corrects_is_noticed(shown: Shown, place: Place) -> None:
    car = shown.home.car()
    assert car is not None
    desk = place.desk()
    desk.open()
    desk.correct_car(
        car, desk.check_details(name="Little Red", owner="Chen Mei", plate=PLATE, vin=VIN)
    )
    desk.close()
    shown.refresh()
    shown.wait_idle()
    assert shown.home._car_button.accessibleName() == "Little Red"
    assert [item.name for item in shown.home._people] == ["Chen Mei"]
