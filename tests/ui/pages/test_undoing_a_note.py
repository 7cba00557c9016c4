"""A private note can be put back right after it was changed or removed, and at no other time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.ui.pages.car_button import CarButton
from ownerapp.ui.pages.choices import ChoicesPage
from tests.support.desks import CABIN, Place, add_car
from tests.support.windows import Shown, shown_window


@pytest.fixture
def two_cars(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    place = Place(data_dir=tmp_path / "data")
    opened = place.open()
    add_car(opened, name="Little Blue")
    add_car(opened, name="Big Red")
    place.close()
    with shown_window(qapp, qtbot, place) as shown:
        yield shown


def test_a_note_that_was_changed_or_removed_can_be_put_back_until_another_car_is_looked_at(
    two_cars: Shown,
) -> None:
    shown = two_cars
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    card = page.card(CABIN)
    assert card is not None
    card.open_details(True)
    more = card.more()
    assert more is not None

    def kept() -> str:
        shown.wait_idle()
        state = card.state_shown()
        assert state.more is not None
        return state.more.note

    assert not more.undo_link.isVisibleTo(more)
    more.note.setText("the children sit there")
    more.save_link.click()
    assert kept() == "the children sit there"
    more.note.setText("")
    more.save_link.click()
    assert (kept(), more.undo_link.isVisibleTo(more)) == ("", True)
    more.undo_link.click()
    assert kept() == "the children sit there"
    assert more.note.text() == "the children sit there"
    more.undo_link.click()
    assert (kept(), more.undo_link.isVisibleTo(more)) == ("", True)
    looked_at = shown.home.car()
    assert looked_at is not None
    other = next(car for car in cars(shown) if car != looked_at.id)
    button = shown.window.findChild(CarButton)
    assert isinstance(button, CarButton)
    button.car_picked.emit(other)
    shown.wait_idle()
    shown.settle()
    later = page.card(CABIN)
    assert later is not None
    latest = later.more()
    assert latest is None or not latest.undo_link.isVisibleTo(latest)


def cars(shown: Shown) -> list[str]:
    found: list[str] = []
    shown.session.call(lambda desk: [car.id for car in desk.cars()], found.extend)
    shown.wait_idle()
    return found
