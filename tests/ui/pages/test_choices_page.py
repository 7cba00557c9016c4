"""The choices page: off at once, on only after the whole question, nothing by the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import DiskFullError
from ownerapp.domain.settings import Theme
from ownerapp.domain.term import Term
from ownerapp.presentation.desk import Desk
from ownerapp.services.vehicles import Vehicles
from ownerapp.ui.dialogs.ask_sheet import AskSheet
from ownerapp.ui.dialogs.notice_window import NoticeWindow
from ownerapp.ui.pages.car_button import CarButton
from ownerapp.ui.pages.choice_card import AskPanel, ChoiceCard
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.widgets.buttons import LinkButton
from tests.support.desks import (
    CABIN,
    DRIVING,
    NAME,
    OWNER,
    REQUIRED,
    Place,
    add_car,
    commit,
    no,
    shipped,
    yes,
)
from tests.support.windows import Shown, cut_texts, shown_window


@pytest.fixture
def page(shown: Shown) -> ChoicesPage:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    return page


def card_of(page: ChoicesPage, practice: str) -> ChoiceCard:
    return next(c for c in page.cards() if c.state_shown().practice == practice)


def press(card: ChoiceCard) -> None:
    assert card.toggle is not None
    card.toggle.click()


def status(shown: Shown, practice: str) -> Status:
    view = shown.home.view()
    assert view is not None
    return next(item.status for item in view.choices if item.practice.id == practice)


def entries(shown: Shown) -> int:
    view = shown.home.view()
    assert view is not None
    return view.entries


def sheet(shown: Shown) -> AskSheet:
    found = shown.home.flow().sheet()
    assert found is not None
    return found


def panel(card: ChoiceCard) -> AskPanel:
    found = card.panel()
    assert found is not None
    return found


@pytest.mark.rule("US-C-10")
def test_turning_off_acts_at_once_and_asks_nothing(shown: Shown, page: ChoicesPage) -> None:
    card = card_of(page, CABIN)
    assert card.state_shown().on
    press(card)
    assert shown.home.flow().sheet() is None
    shown.wait_idle()
    assert status(shown, CABIN) is Status.WITHDRAWN
    assert not card.state_shown().on
    assert card.toggle is not None
    assert not card.toggle.is_on()


def test_a_sensitive_yes_is_asked_on_a_sheet_with_nothing_chosen(
    shown: Shown, page: ChoicesPage
) -> None:
    press(card_of(page, CABIN))
    shown.wait_idle()
    before = entries(shown)
    press(card_of(page, CABIN))
    asked = sheet(shown)
    assert asked.controls.tiles.chosen_key() is None
    pair = asked.controls.pair
    assert pair.refuse_button.size() == pair.agree_button.size()
    assert not pair.refuse_button.isDefault()
    assert not pair.agree_button.isDefault()
    assert not pair.refuse_button.hasFocus()
    assert not pair.agree_button.hasFocus()
    pair.agree_button.click()
    assert asked.controls.tiles.is_demanding()
    shown.wait_idle()
    assert entries(shown) == before
    asked.reject()


def test_escape_and_a_press_outside_record_nothing(shown: Shown, page: ChoicesPage) -> None:
    press(card_of(page, CABIN))
    shown.wait_idle()
    before = entries(shown)
    press(card_of(page, CABIN))
    asked = sheet(shown)
    asked.controls.tiles.tiles()[1].click()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert shown.home.flow().sheet() is None
    press(card_of(page, CABIN))
    dim = sheet(shown).parentWidget()
    assert dim is not None
    QTest.mouseClick(dim, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert shown.home.flow().sheet() is None
    shown.refresh()
    shown.wait_idle()
    assert entries(shown) == before
    assert status(shown, CABIN) is Status.WITHDRAWN


def test_a_yes_on_the_sheet_is_saved_for_the_chosen_term(shown: Shown, page: ChoicesPage) -> None:
    press(card_of(page, CABIN))
    shown.wait_idle()
    press(card_of(page, CABIN))
    asked = sheet(shown)
    tile = next(t for t in asked.controls.tiles.tiles() if t.option.key == Term.MONTHS_3)
    tile.click()
    assert "3 months" in asked.controls.pair.agree_button.text()
    asked.controls.pair.agree_button.click()
    shown.wait_idle()
    assert status(shown, CABIN) is Status.GIVEN
    assert "20 Feb 2027" in card_of(page, CABIN).state_shown().word


@pytest.mark.rule("US-C-07")
def test_keep_off_on_the_sheet_is_a_refusal(shown: Shown, page: ChoicesPage) -> None:
    other = next(
        c
        for c in page.cards()
        if c.state_shown().asked_singly and status(shown, c.state_shown().practice) != Status.GIVEN
    )
    press(other)
    sheet(shown).controls.pair.refuse_button.click()
    shown.wait_idle()
    assert status(shown, other.state_shown().practice) is Status.REFUSED


def test_what_is_not_asked_singly_is_asked_inside_its_card(shown: Shown, page: ChoicesPage) -> None:
    card = card_of(page, DRIVING)
    press(card)
    # The card grows and the page scrolls to it; a yes needs the whole question on screen.
    shown.settle()
    assert shown.home.flow().sheet() is None
    assert card.is_asking()
    asked = panel(card)
    asked.controls.pair.agree_button.click()
    assert asked.controls.tiles.is_demanding()
    assert status(shown, DRIVING) is Status.REFUSED
    tile = next(t for t in asked.controls.tiles.tiles() if t.option.key == Term.OPEN)
    tile.click()
    asked.controls.pair.agree_button.click()
    shown.wait_idle()
    assert status(shown, DRIVING) is Status.GIVEN
    assert not card.is_asking()


def test_an_answer_in_a_card_leaves_the_focus_on_its_switch(
    shown: Shown, page: ChoicesPage
) -> None:
    card = card_of(page, DRIVING)
    press(card)
    asked = panel(card)
    asked.controls.tiles.tiles()[1].click()
    asked.controls.pair.agree_button.setFocus()
    asked.controls.pair.agree_button.click()
    shown.wait_idle()

    assert status(shown, DRIVING) is Status.GIVEN
    assert not card.is_asking()
    assert card.toggle is not None
    assert card.toggle.hasFocus()


def test_a_question_that_is_shown_again_still_offers_to_be_hidden(
    shown: Shown, page: ChoicesPage
) -> None:
    card = card_of(page, DRIVING)
    press(card)
    said = card.details_button.text()
    card.show_card(replace(card.state_shown(), asked_on="another day"))

    assert card.is_asking()
    assert card.details_button.text() == said == "Hide details"


def test_escape_folds_the_question_in_a_card_without_an_answer(
    shown: Shown, page: ChoicesPage
) -> None:
    card = card_of(page, DRIVING)
    before = entries(shown)
    press(card)
    QTest.keyClick(panel(card), Qt.Key.Key_Escape)
    assert not card.is_asking()
    shown.wait_idle()
    assert entries(shown) == before


def test_turn_all_off_is_one_act_on_everything_optional(shown: Shown, page: ChoicesPage) -> None:
    page.all_off_pressed.emit()
    shown.wait_idle()
    view = shown.home.view()
    assert view is not None
    found = {item.status for item in view.choices}
    assert found == {Status.WITHDRAWN, Status.REFUSED}
    assert status(shown, CABIN) is Status.WITHDRAWN


def test_turn_all_on_asks_one_by_one_and_stops_when_told(shown: Shown, page: ChoicesPage) -> None:
    off = [c.state_shown() for c in page.cards() if not c.state_shown().on]
    page.all_on_pressed.emit()
    first = sheet(shown)
    assert not next(c for c in off if c.practice == first.ask().practice).asked_singly
    assert first.ask().progress == f"1 of {len(off)}"
    first.controls.pair.refuse_button.click()
    shown.wait_idle()
    second = sheet(shown)
    assert second.ask().progress == f"2 of {len(off)}"
    assert second.ask().practice != first.ask().practice
    before = entries(shown)
    second.stop_button.click()
    shown.wait_idle()
    assert shown.home.flow().sheet() is None
    assert entries(shown) == before


def test_a_required_practice_has_a_lock_and_no_switch(page: ChoicesPage) -> None:
    card = card_of(page, REQUIRED)
    assert card.toggle is None
    assert card.state.word() == "Always on"


def test_an_answer_that_cannot_be_saved_leaves_the_card_as_it_was(
    shown: Shown, page: ChoicesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise DiskFullError(path="store.db")

    monkeypatch.setattr(Desk, "answer", full)
    card = card_of(page, CABIN)
    press(card)
    shown.wait_idle()
    assert "The disk is full." in page.banner.text()
    assert card.state_shown().on
    assert card.toggle is not None
    assert card.toggle.is_on()


def test_what_the_command_line_wrote_appears(shown: Shown, page: ChoicesPage, place: Place) -> None:
    view = shown.home.view()
    assert view is not None
    commit(place.open(), view.vehicle, no(CABIN))
    shown.refresh()
    shown.wait_idle()
    assert status(shown, CABIN) is Status.WITHDRAWN
    assert not card_of(page, CABIN).state_shown().on


def test_a_refresh_keeps_the_cards_and_what_is_open_on_them(
    shown: Shown, page: ChoicesPage
) -> None:
    cards = page.cards()
    card_of(page, REQUIRED).open_details(True)
    press(card_of(page, CABIN))
    shown.wait_idle()
    assert page.cards() == cards
    assert card_of(page, REQUIRED).are_details_open()


def test_the_language_switches_under_an_open_sheet_without_an_answer(
    shown: Shown, page: ChoicesPage
) -> None:
    press(card_of(page, CABIN))
    shown.wait_idle()
    before = entries(shown)
    press(card_of(page, CABIN))
    english = sheet(shown).ask().question
    shown.speak("zh_Hans")
    assert sheet(shown).ask().question != english
    sheet(shown).reject()
    shown.wait_idle()
    assert entries(shown) == before


@pytest.mark.rule("CN-O-01")
def test_the_full_notice_opens_for_reading(shown: Shown, page: ChoicesPage) -> None:
    press(card_of(page, DRIVING))
    link = panel(card_of(page, DRIVING)).findChildren(LinkButton)[-1]
    link.click()
    dialog = shown.window.findChild(NoticeWindow)
    assert isinstance(dialog, NoticeWindow)
    assert dialog.isVisible()
    shown.wait_idle()
    dialog.accept()


@pytest.mark.parametrize("language", ["en", "zh_Hans", "en-XA", "ar-XB"])
@pytest.mark.parametrize(("percent", "size"), [(100, (1180, 760)), (150, (960, 640))])
def test_nothing_on_the_page_is_cut(
    shown: Shown, page: ChoicesPage, language: str, percent: int, size: tuple[int, int]
) -> None:
    shown.window.resize(*size)
    card_of(page, REQUIRED).open_details(True)
    press(card_of(page, DRIVING))
    shown.look(language=language, theme=Theme.LIGHT, percent=percent)
    assert not cut_texts(page)


def test_pausing_and_resuming_take_one_press_each_and_keep_the_end(
    shown: Shown, page: ChoicesPage
) -> None:
    card = card_of(page, CABIN)
    until = card.state_shown().word
    assert card.hold_link.text() == "Pause"
    card.hold_link.click()
    shown.wait_idle()
    assert status(shown, CABIN) is Status.PAUSED
    assert card.state_shown().word == "Paused, off until you resume"
    assert not card.state_shown().on
    assert card.hold_link.text() == "Resume"
    card.hold_link.click()
    shown.wait_idle()
    assert (status(shown, CABIN), card.state_shown().word) == (Status.GIVEN, until)
    assert not card_of(page, DRIVING).hold_link.isVisible()


def test_turning_all_off_is_answered_also_where_all_was_off_before(
    shown: Shown, page: ChoicesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "ownerapp.ui.pages.choices.QAccessibleAnnouncementEvent",
        lambda _where, words: told.append(words),
    )
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda _event: None)
    before = page.pair_note()
    for _press in range(2):
        page.all_off_pressed.emit()
        shown.wait_idle()
        assert page.pair_note().startswith("Everything optional is off here.")
    assert told == [page.pair_note()] * 2
    page.answered.emit(no(DRIVING))
    shown.wait_idle()
    assert page.pair_note() == before


def test_what_could_not_be_turned_off_is_not_called_off(
    shown: Shown, page: ChoicesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise DiskFullError(path="store.db")

    before = page.pair_note()
    with monkeypatch.context() as patch:
        patch.setattr(Desk, "answer", full)
        page.all_off_pressed.emit()
        shown.wait_idle()
    page.answered.emit(no(DRIVING))
    shown.wait_idle()
    assert page.pair_note() == before


def test_turning_all_off_ends_what_is_paused(shown: Shown, page: ChoicesPage) -> None:
    card_of(page, CABIN).hold_link.click()
    shown.wait_idle()
    page.all_off_pressed.emit()
    shown.wait_idle()
    assert status(shown, CABIN) is Status.WITHDRAWN


def test_what_a_refusal_does_stands_beside_the_switch_with_the_steps_in_the_car(
    page: ChoicesPage,
) -> None:
    told: list[str] = []
    for card in page.cards():
        state = card.state_shown()
        if not state.has_switch:
            assert state.more is None
            continue
        labels = [row.label for row in state.details]
        told += labels
        assert "If it is off" in labels
        assert state.more is not None
        assert state.more.guides
    # Stated by the notice for some of them only.
    assert "Still sent if you refuse" in told


def test_the_own_word_is_offered_after_an_answer_and_said_once(
    shown: Shown, page: ChoicesPage
) -> None:
    card = card_of(page, DRIVING)
    card.open_details(True)
    more = card.more()
    assert more is not None
    assert more.set_button.isVisible()
    more.set_button.setFocus()
    more.set_button.click()
    shown.wait_idle()
    line = card.state_shown().line
    assert line is not None
    assert line.text == "You said you set it"
    assert not more.set_button.isVisible()
    assert card.details_button.hasFocus()
    assert card.are_details_open()
    untouched = next(c for c in page.cards() if c.state_shown().line is None and c.toggle)
    state = untouched.state_shown()
    assert state.more is not None
    assert state.more.set_action == ""


def test_a_note_is_kept_when_it_is_saved_and_not_before(shown: Shown, page: ChoicesPage) -> None:
    card = card_of(page, CABIN)
    card.open_details(True)
    more = card.more()
    assert more is not None
    more.note.setText("the children sit there")
    shown.settle()
    before = entries(shown)
    assert shown.home.view() is not None
    shown.refresh()
    shown.wait_idle()
    assert more.note.text() == "the children sit there"
    more.save_link.click()
    shown.wait_idle()
    state = card.state_shown()
    assert state.more is not None
    assert (state.more.note, entries(shown)) == ("the children sit there", before)


@pytest.mark.parametrize("key", ["choices", "car", "flow", "timeline", "records", "settings"])
def test_everything_optional_is_off_two_presses_away_from_every_page(
    shown: Shown, key: str
) -> None:
    shown.go(key)
    buttons = [button for button in shown.window.findChildren(CarButton) if button.isVisible()]
    (button,) = buttons  # the first press opens its menu
    menu = button.menu()
    page = shown.home.page("choices")
    assert isinstance(page, ChoicesPage)
    state = page.state_shown()
    assert state is not None
    (action,) = (item for item in menu.actions() if item.text() == state.all_off)
    action.trigger()
    shown.wait_idle()
    assert status(shown, CABIN) is Status.WITHDRAWN
    view = shown.home.view()
    assert view is not None
    assert not any(item.status is Status.GIVEN for item in view.choices)


def test_another_car_is_two_presses_away_and_its_choices_are_its_own(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    again = place.open()
    first = Vehicles(again).find(None)
    other = add_car(again, name="Second car", owner="Somebody else")
    place.close()
    assert other.person != first.person
    with shown_window(qapp, qtbot, place) as shown:
        for car, is_on in ((other, False), (first, True)):
            (button,) = (b for b in shown.window.findChildren(CarButton) if b.isVisible())
            (action,) = (item for item in button.menu().actions() if item.data() == car.id)
            action.trigger()  # the first press opened the menu
            shown.wait_idle()
            view = shown.home.view()
            assert view is not None
            assert view.vehicle.id == car.id
            assert any(item.status is Status.GIVEN for item in view.choices) is is_on
            if not is_on:
                shown.home.flow().turn_all_off()
                shown.wait_idle()


def test_what_ends_soon_is_said_with_the_way_to_it_until_nobody_wants_to_hear_of_it(
    shown: Shown, page: ChoicesPage, place: Place
) -> None:
    assert not page.ending.isVisible()
    place.clock.move(days=6, hours=12)
    shown.home.look_again()
    shown.wait_idle()
    assert page.ending.text() == "1 choice ends within a day."
    page.ending.link_pressed.emit()
    shown.settle()
    assert card_of(page, CABIN).isAncestorOf(shown.window.focusWidget())
    shown.session.change(reminders=False)
    shown.home.retranslate()
    assert not page.ending.isVisible()


def test_the_settings_write_a_calendar_file(shown: Shown, tmp_path: Path) -> None:
    settings = shown.go("settings")
    assert isinstance(settings, SettingsPage)
    settings.write_calendar(str(tmp_path / "ends.ics"))
    shown.wait_idle()
    assert settings.banner.text() == "The file has 1 entry. Open it with your calendar."
    assert (tmp_path / "ends.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_after_a_year_away_one_press_keeps_everything_on(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    again = place.open()
    car = Vehicles(again).find(None)
    commit(again, car, yes(shipped().notice, DRIVING, Term.OPEN))
    place.close()
    place.clock.move(days=370)
    with shown_window(qapp, qtbot, place) as shown:
        page = shown.go("choices")
        assert isinstance(page, ChoicesPage)
        assert page.ending.text().startswith("You did not open ownerapp for a year.")
        page.ending.link_pressed.emit()
        shown.wait_idle()
        assert not page.ending.isVisible()
        assert status(shown, DRIVING) is Status.GIVEN


def test_where_two_people_keep_the_same_car_the_menu_and_the_sidebar_say_whose(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    add_car(place.open(), owner="Ömer Öztürk")
    place.close()
    with shown_window(qapp, qtbot, place) as shown:
        (button,) = (b for b in shown.window.findChildren(CarButton) if b.isVisible())
        menu = button.menu()
        cars = [action for action in menu.actions() if action.isCheckable()]
        assert [action.text() for action in cars] == [f"{NAME}, {OWNER}", f"{NAME}, Ömer Öztürk"]
        cars[1].trigger()
        shown.wait_idle()
        assert button.accessibleName() == f"{NAME}, Ömer Öztürk"
        menu.deleteLater()


def test_whoever_adds_a_further_car_is_told_to_use_the_same_name_and_given_none(
    shown: Shown, qtbot: QtBot
) -> None:
    shown.home.add_car_wanted.emit()
    qtbot.waitUntil(lambda: shown.window.first_run() is not None, timeout=20_000)
    run = shown.window.first_run()
    assert run is not None
    owner = run.car.fields["owner"]
    assert owner.text() == ""
    assert "your rules hold for all cars under it" in owner.accessibleDescription()
    run.back_button.click()
    shown.wait_idle()
