"""A private note that is being typed is not lost by looking at another car, locking or closing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.ids import PracticeId, VehicleId
from ownerapp.presentation.desk import Desk
from ownerapp.services import locking
from ownerapp.ui.pages.car_button import CarButton
from ownerapp.ui.pages.card_more import CardMore
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.gate import PassphrasePage
from ownerapp.ui.pages.typed_notes import TypedNotes
from ownerapp.ui.widgets.buttons import PrimaryButton
from ownerapp.ui.widgets.fields import TextField
from tests.support.desks import CABIN, Place, add_car
from tests.support.windows import Shown, shown_window

WORDS = "four words are enough"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(data_dir=tmp_path / "data")
    opened = made.open()
    add_car(opened, name="Little Blue")
    add_car(opened, name="Big Red")
    add_car(opened, name="Far Away", pack="us-ca-reference-ev")
    made.close()
    return made


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    with shown_window(qapp, qtbot, place) as made:
        yield made


def page_of(shown: Shown) -> ChoicesPage:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    shown.qtbot.waitUntil(page.is_built)
    return page


def more_of(shown: Shown) -> CardMore:
    """Return what is below the details of the card, which are opened for it."""
    card = page_of(shown).card(CABIN)
    assert card is not None
    if not card.are_details_open():
        card.open_details(True)
    more = card.more()
    assert more is not None
    return more


def look_at(shown: Shown, name: str) -> None:
    found: list[VehicleId] = []
    shown.session.call(
        lambda desk: [car.id for car in desk.cars() if car.name == name], found.extend
    )
    shown.wait_idle()
    button = shown.window.findChild(CarButton)
    assert isinstance(button, CarButton)
    button.car_picked.emit(found[0])
    shown.wait_idle()
    shown.settle()
    car = shown.home.car()
    assert car is not None
    assert car.id == found[0]


def notes_of(place: Place) -> dict[str, str]:
    """Return what is saved, by the name of the car."""
    desk = place.desk()
    desk.open()
    found = {
        car.name: next(
            (item.note for item in desk.choices(car).choices if item.practice.id == CABIN), ""
        )
        for car in desk.cars()
    }
    desk.close()
    place.close()
    return found


def test_words_wait_for_their_car_and_closing_saves_them(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    with shown_window(qapp, qtbot, place) as shown:
        look_at(shown, "Little Blue")
        more_of(shown).note.setText("the children sit there")
        look_at(shown, "Big Red")
        assert more_of(shown).note.text() == ""
        more_of(shown).note.setText("asked by the workshop")
        # The cards of this one are others, so they are built anew.
        look_at(shown, "Far Away")
        assert page_of(shown).typed_notes() == {}
        look_at(shown, "Little Blue")
        card = page_of(shown).card(CABIN)
        assert card is not None
        assert card.are_details_open()
        more = card.more()
        assert more is not None
        assert more.note.text() == "the children sit there"
        # It is no note yet.
        state = card.state_shown().more
        assert state is not None
        assert state.note == ""
        assert shown.home.view() is not None
    saved = notes_of(place)
    assert saved["Little Blue"] == "the children sit there"
    assert saved["Big Red"] == "asked by the workshop"


def test_a_lock_saves_what_was_typed_and_an_emptied_field_takes_nothing_away(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    locking.set_lock(place.around(), place.vault, WORDS)
    with shown_window(qapp, qtbot, place) as shown:
        unlock(shown)
        look_at(shown, "Little Blue")
        more_of(shown).note.setText("kept before")
        more_of(shown).save_link.click()
        shown.wait_idle()
        more_of(shown).note.setText("")
        look_at(shown, "Big Red")
        more_of(shown).note.setText("half a sente")
        shown.window.locking.lock()
        shown.wait_idle()
        assert shown.session.notes.hand_over() is None
        unlock(shown)
        assert more_of(shown).note.text() == "half a sente"
        assert page_of(shown).typed_notes() == {}
        look_at(shown, "Little Blue")
        assert more_of(shown).note.text() == "kept before"


def unlock(shown: Shown) -> None:
    page = shown.window.stack.currentWidget()
    assert isinstance(page, PassphrasePage)
    field, button = page.findChild(TextField), page.findChild(PrimaryButton)
    assert isinstance(field, TextField)
    assert isinstance(button, PrimaryButton)
    field.setText(WORDS)
    button.click()
    shown.wait_idle()
    shown.settle()


def test_another_note_that_comes_meanwhile_does_not_overwrite_what_is_typed(shown: Shown) -> None:
    more = more_of(shown)
    more.note.setText("being typed")

    def keep(desk: Desk) -> None:
        car = shown.home.car()
        assert car is not None
        desk.keep_note(car, PracticeId(CABIN), "from elsewhere")

    shown.session.call(keep)
    shown.refresh()
    shown.wait_idle()
    assert more.note.text() == "being typed"
    assert page_of(shown).typed_notes() == {CABIN: "being typed"}
    more.save_link.click()
    shown.wait_idle()
    assert page_of(shown).typed_notes() == {}


def test_what_could_not_be_saved_counts_as_typed_still(shown: Shown) -> None:
    more = more_of(shown)
    more.note.setText("the disk is full")
    more.save_link.click()
    assert more.typed() is None
    shown.home.flow().failed()
    assert more.typed() == "the disk is full"


def test_words_about_a_car_that_is_gone_are_gone() -> None:
    notes = TypedNotes()
    here, gone = VehicleId("here"), VehicleId("gone")
    for car in (here, gone):
        notes.keep(car, {PracticeId(CABIN): "why"})
    notes.keep_only((here,))
    assert notes.of(gone) == {}
    assert notes.of(here) == {CABIN: "why"}
    notes.keep(here, {})
    assert notes.hand_over() is None
