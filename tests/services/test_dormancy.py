"""After a year without opening the person is asked, and thirty days later everything is off."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import CarChoices, ChoiceService
from ownerapp.services.projection import kept, rebuilt
from ownerapp.services.vehicles import Vehicles
from tests.support.desks import (
    CABIN,
    DRIVING,
    Place,
    add_car,
    command,
    commit,
    kinds_of,
    no,
    shipped,
    yes,
)


@pytest.fixture
def car(place: Place) -> Vehicle:
    """A car with a yes that has no end, in a program that was closed then."""
    opened = place.open()
    made = add_car(opened)
    commit(opened, made, yes(shipped().notice, DRIVING, Term.OPEN))
    place.close()
    return made


def opened_after(place: Place, *, days: int) -> CarChoices:
    """Return what stands when the program is opened once more, so many days later."""
    place.close()
    place.clock.move(days=days)
    opened = place.open()
    return ChoiceService(opened).view(Vehicles(opened).find(None))


def status(view: CarChoices) -> Status:
    item = view.of(PracticeId(DRIVING))
    assert item is not None
    return item.status


@pytest.mark.usefixtures("car")
def test_whoever_opens_it_within_a_year_is_asked_nothing(place: Place) -> None:
    for _ in range(3):
        view = opened_after(place, days=360)
        assert (view.asked_until, status(view)) == (None, Status.GIVEN)


@pytest.mark.usefixtures("car")
def test_after_a_year_it_asks_and_what_is_on_stays_on_meanwhile(place: Place) -> None:
    view = opened_after(place, days=370)

    assert status(view) is Status.GIVEN
    assert view.asked_until == view.now + timedelta(days=25)
    assert command(place, "choices", "list")[1].startswith("You did not open ownerapp for a year.")


@pytest.mark.usefixtures("car")
def test_what_nobody_keeps_is_off_thirty_days_later_also_if_it_is_opened_meanwhile(
    place: Place,
) -> None:
    opened_after(place, days=370)
    assert status(opened_after(place, days=20)) is Status.GIVEN
    view = opened_after(place, days=6)

    assert (status(view), view.asked_until) == (Status.WITHDRAWN, None)
    opened = place.open()
    assert kinds_of(opened)[-1] == "consent.dormant"
    assert kept(opened) == rebuilt(opened)


@pytest.mark.usefixtures("car")
def test_whoever_comes_back_later_than_that_finds_it_off(place: Place) -> None:
    assert status(opened_after(place, days=400)) is Status.WITHDRAWN


@pytest.mark.usefixtures("car")
def test_keeping_changes_no_end_and_writes_no_yes(place: Place) -> None:
    before = opened_after(place, days=370)
    code, out, _err = command(place, "choices", "keep")
    view = opened_after(place, days=40)

    assert (code, out.strip()) == (0, "What is on stays on until its own end.")
    assert (status(view), view.asked_until) == (Status.GIVEN, None)
    assert [item.choice for item in view.choices] == [item.choice for item in before.choices]
    assert kinds_of(place.open()).count("consent.given") == 1


@pytest.mark.usefixtures("car")
def test_a_clock_that_was_set_back_asks_nothing(place: Place) -> None:
    place.clock.move(days=-500)
    view = opened_after(place, days=10)

    assert (view.asked_until, status(view)) == (None, Status.GIVEN)


@pytest.mark.usefixtures("car")
def test_a_window_that_was_used_all_the_year_is_no_time_away(place: Place) -> None:
    opened = place.open()
    for _ in range(10):
        place.clock.move(days=40)
        commit(opened, Vehicles(opened).find(None), no(CABIN))
        commit(opened, Vehicles(opened).find(None), yes(shipped().notice, CABIN, Term.DAYS_7))
    view = opened_after(place, days=40)

    assert (view.asked_until, status(view)) == (None, Status.GIVEN)
