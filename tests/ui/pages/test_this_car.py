"""The page about one car: hand-over, drift check and card; only the last press keeps anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import DiskFullError
from ownerapp.domain.handover import GeneralTask, Told
from ownerapp.presentation.car_desk import CarDesk
from ownerapp.presentation.handover_page import Step
from ownerapp.services.vehicles import Vehicles, checked_details
from ownerapp.ui.dialogs.card_sheet import CardSheet
from ownerapp.ui.dialogs.drift_sheet import DriftSheet
from ownerapp.ui.dialogs.handover_sheet import HandoverSheet
from ownerapp.ui.pages.this_car import ThisCarPage
from ownerapp.ui.widgets.answer_row import AnswerRow
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.text import Text
from tests.support.desks import VIN, Place, shipped
from tests.support.windows import Shown, shown_window


def kinds(shown: Shown) -> list[str]:
    found: list[str] = []
    shown.session.call(lambda desk: [event.kind.value for event in desk.history()], found.extend)
    shown.wait_idle()
    return found


def page(shown: Shown) -> ThisCarPage:
    made = shown.go("this-car")
    assert isinstance(made, ThisCarPage)
    return made


def begun(shown: Shown, occasion: str) -> HandoverSheet:
    """Begin a hand-over and choose the occasion."""
    page(shown).handover.button.click()
    sheet = shown.home.deeds().sheet()
    assert isinstance(sheet, HandoverSheet)
    tiles = sheet.tiles()
    assert tiles is not None
    (tile,) = (item for item in tiles.tiles() if item.option.key == occasion)
    tile.click()
    press(shown, sheet)
    return sheet


def press(shown: Shown, sheet: HandoverSheet | DriftSheet) -> None:
    sheet.next_button.click()
    shown.wait_idle()
    shown.settle()


def words(sheet: QDialog) -> str:
    return "\n".join(text.text() for text in sheet.findChildren(Text) if text.isVisible())


def rows(sheet: QDialog) -> dict[str, AnswerRow]:
    return {row.key: row for row in sheet.findChildren(AnswerRow) if row.isVisible()}


def test_the_cars_menu_leads_to_the_page_and_its_row_leads_back(shown: Shown) -> None:
    menu = shown.home._car_button.menu()
    (action,) = (item for item in menu.actions() if "hand over" in item.text())
    action.trigger()
    shown.wait_idle()
    assert isinstance(shown.window.stack.currentWidget(), ThisCarPage)
    shown.home._on_row_pressed(None)
    assert shown.window.stack.currentWidget() is shown.home.page("choices")


def test_nothing_is_chosen_and_nothing_goes_on_without_a_choice(shown: Shown) -> None:
    page(shown).handover.button.click()
    sheet = shown.home.deeds().sheet()
    assert isinstance(sheet, HandoverSheet)
    tiles = sheet.tiles()
    assert tiles is not None
    assert tiles.chosen_key() is None
    sheet.next_button.click()
    assert sheet.step() is Step.OCCASION
    assert tiles.is_demanding()
    sheet.reject()


@pytest.mark.parametrize("presses", range(6))
def test_escape_on_any_step_leaves_nothing(shown: Shown, presses: int) -> None:
    before = kinds(shown)
    sheet = begun(shown, "sold")
    for _ in range(presses):
        for row in rows(sheet).values():
            row.rows()[0].click()
        if sheet.step() is not Step.CERTIFICATE:
            press(shown, sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    shown.wait_idle()
    assert shown.home.deeds().sheet() is None
    assert kinds(shown) == before


def test_the_last_press_turns_everything_off_and_writes_it_down(
    shown: Shown, tmp_path: Path
) -> None:
    before = kinds(shown)
    sheet = begun(shown, "sold")
    found = rows(sheet)
    assert "To delete the data in the car" in words(sheet)
    assert "Steps: Not stated by the maker" in words(sheet)
    found[GeneralTask.RESET].rows()[0].click()
    for _ in range(4):
        press(shown, sheet)
        if sheet.step() is Step.CLOSE:
            assert "Cabin camera clips" in words(sheet)
    assert sheet.told() == {GeneralTask.RESET.value: Told.DONE}
    tick = sheet.page_tick()
    assert tick is not None
    assert not tick.isChecked()
    tick.click()
    path = tmp_path / "page.pdf"
    sheet.finish_to(str(path))
    shown.wait_idle()
    assert sheet.is_done()
    assert path.read_bytes().startswith(b"%PDF")
    after = kinds(shown)
    assert after[len(before) :].count("handover.done") == 1
    assert "consent.withdrawn" in after[len(before) :]
    sheet.reject()
    shown.wait_idle()
    view = shown.home.view()
    assert view is not None
    assert not any(item.choice and item.choice.is_on(view.now) for item in view.choices)


def test_back_keeps_what_was_said_and_another_occasion_does_not(shown: Shown) -> None:
    sheet = begun(shown, "sold")
    rows(sheet)[GeneralTask.RESET].rows()[2].click()
    press(shown, sheet)
    sheet.back_button.click()
    shown.settle()
    assert rows(sheet)[GeneralTask.RESET].rows()[2].isChecked()
    sheet.back_button.click()
    shown.settle()
    tiles = sheet.tiles()
    assert tiles is not None
    assert tiles.chosen_key() == "sold"
    tiles.tiles()[3].click()
    assert sheet.told() == {}
    sheet.reject()


def test_a_change_of_language_keeps_the_draft(shown: Shown) -> None:
    sheet = begun(shown, "sold")
    rows(sheet)[GeneralTask.RESET].rows()[1].click()
    shown.speak("zh_Hans")
    shown.settle()
    assert sheet.step() is Step.CAR
    assert rows(sheet)[GeneralTask.RESET].rows()[1].isChecked()
    sheet.reject()
    shown.speak("en")


def test_lending_turns_nothing_off_and_offers_the_card(shown: Shown) -> None:
    before = kinds(shown)
    sheet = begun(shown, "lent")
    press(shown, sheet)
    assert "What is on stays on" in words(sheet)
    press(shown, sheet)
    assert kinds(shown) == [*before, "handover.done"]
    assert sheet.card_button.isVisible()
    sheet.card_button.click()
    shown.wait_idle()
    opened = shown.home.deeds().sheet()
    assert isinstance(opened, CardSheet)
    opened.reject()


def test_after_a_sale_a_button_leads_to_a_letter(shown: Shown) -> None:
    sheet = begun(shown, "scrapped")
    for _ in range(5):
        press(shown, sheet)
    assert sheet.is_done()
    sheet.rights_button.click()
    shown.wait_idle()
    assert shown.window.stack.currentWidget() is shown.home.page("rights")
    for dialog in shown.window.findChildren(QDialog):
        dialog.reject()


def test_a_failure_is_said_and_the_draft_stays(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = begun(shown, "bought")
    for _ in range(2):
        press(shown, sheet)
    before = kinds(shown)
    desk = shown.session.present_desk()
    assert desk is not None

    def full(*_arguments: object, **_named: object) -> None:
        raise DiskFullError(path="store.db")

    monkeypatch.setattr(CarDesk, "hand_over", full)
    press(shown, sheet)
    assert not sheet.is_done()
    assert sheet.said.text()
    assert kinds(shown) == before
    sheet.reject()


@pytest.fixture
def nameless(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    """The window over a car whose VIN is not known here."""
    place = Place(data_dir=tmp_path / "other")
    Vehicles(place.open()).add(checked_details(name="Old Grey"), shipped())
    place.close()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()


def test_a_vin_is_asked_for_the_hash_only_and_a_wrong_one_keeps_nothing(
    nameless: Shown, tmp_path: Path
) -> None:
    before = kinds(nameless)
    sheet = begun(nameless, "sold")
    for _ in range(4):
        press(nameless, sheet)
    tick = sheet.page_tick()
    assert tick is not None
    assert sheet.vin_row() is None
    tick.click()
    nameless.settle()
    row = sheet.vin_row()
    assert row is not None
    assert isinstance(row.field, TextField)
    row.field.setText("too short")
    path = tmp_path / "page.pdf"
    sheet.finish_to(str(path))
    nameless.wait_idle()
    assert row.error()
    assert (kinds(nameless), path.exists()) == (before, False)
    row.field.setText(VIN.lower())
    assert not row.error()
    sheet.finish_to(str(path))
    nameless.wait_idle()
    assert sheet.is_done()
    assert path.exists()
    assert VIN not in words(sheet)
    sheet.reject()


# ----------------------------------------------------------------------- the drift check


def looked_through(shown: Shown, choice: int) -> DriftSheet:
    """Answer every question alike, up to the result."""
    page(shown).drift.button.click()
    shown.wait_idle()
    sheet = shown.home.deeds().sheet()
    assert isinstance(sheet, DriftSheet)
    press(shown, sheet)
    while (row := sheet.answers()) is not None:
        assert not any(button.isChecked() for button in row.rows())
        row.rows()[choice].click()
        press(shown, sheet)
    return sheet


def test_one_practice_at_a_time_and_none_without_an_answer(shown: Shown) -> None:
    page(shown).drift.button.click()
    shown.wait_idle()
    sheet = shown.home.deeds().sheet()
    assert isinstance(sheet, DriftSheet)
    press(shown, sheet)
    assert "1 of 19" in words(sheet)
    press(shown, sheet)
    assert "1 of 19" in words(sheet)
    assert sheet.trouble()
    sheet.reject()


def test_what_differs_is_shown_with_the_steps_and_kept_with_the_last_press(shown: Shown) -> None:
    before = kinds(shown)
    sheet = looked_through(shown, 1)  # everything off; only the cabin camera is on here
    assert "1 setting differs" in words(sheet)
    assert "The car shows off. Here it is on." in words(sheet)
    assert "To turn it on in the car" in words(sheet)
    assert kinds(shown) == before
    press(shown, sheet)
    assert sheet.is_done()
    assert kinds(shown)[len(before)] == "driftcheck.done"
    sheet.reject()
    assert "You last did this on" in page(shown).drift.second()


def press_beside(sheet: QWidget) -> None:
    veil = sheet.parentWidget()
    assert veil is not None
    QTest.mouseClick(veil, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


@pytest.mark.parametrize("way", ["hand-over", "drift"])
def test_a_press_beside_loses_no_answer(shown: Shown, way: str) -> None:
    sheet = begun(shown, "sold") if way == "hand-over" else looked_through(shown, 1)
    press_beside(sheet)
    assert sheet.isVisible()
    sheet.reject()


def test_a_press_beside_a_question_without_an_answer_closes_it(shown: Shown) -> None:
    page(shown).handover.button.click()
    shown.wait_idle()
    sheet = shown.home.deeds().sheet()
    assert sheet is not None
    press_beside(sheet)
    assert shown.home.deeds().sheet() is None


def test_escape_at_the_result_leaves_nothing(shown: Shown) -> None:
    before = kinds(shown)
    sheet = looked_through(shown, 0)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert kinds(shown) == before


@pytest.fixture
def later(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    """The window ninety days after the car was added."""
    place.clock.move(days=90)
    with shown_window(qapp, qtbot, place) as window:
        yield window


def test_after_ninety_days_the_choices_page_says_that_a_look_is_due(later: Shown) -> None:
    banner = later.home.deeds().banner
    later.qtbot.waitUntil(lambda: bool(banner.text()), timeout=5_000)
    assert "90 days" in banner.text()
    banner.link_pressed.emit()
    later.wait_idle()
    sheet = later.home.deeds().sheet()
    assert isinstance(sheet, DriftSheet)
    sheet.reject()


def test_before_that_it_says_nothing(shown: Shown) -> None:
    shown.wait_idle()
    assert not shown.home.deeds().banner.text()


# ----------------------------------------------------------------------- the card


def test_the_card_is_shown_as_it_is_printed_and_saved(shown: Shown, tmp_path: Path) -> None:
    before = kinds(shown)
    page(shown).card.button.click()
    shown.wait_idle()
    sheet = shown.home.deeds().sheet()
    assert isinstance(sheet, CardSheet)
    assert sheet.languages() == ("en", "zh_Hans")
    assert not sheet.name_tick.isChecked()
    assert len(sheet.pages()) == len(sheet.pictures) == 2
    drawn = sheet.pages()
    sheet.name_tick.click()
    shown.wait_idle()
    assert sheet.pages() != drawn
    path = tmp_path / "card.pdf"
    sheet.save_to(str(path))
    shown.wait_idle()
    assert str(path) in sheet.said.text()
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert VIN.encode() not in data
    assert kinds(shown) == before
    sheet.reject()
