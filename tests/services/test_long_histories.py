"""A long history costs no more than a short one where only a part of it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ownerapp.domain.choice import choice_key
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services import history
from ownerapp.services.history import HistoryService, deciding_events, events_of, read_events
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.projection import kept, rebuilt
from tests.support.desks import CABIN, DRIVING, Place, add_car, commit, no, shipped, yes
from tests.support.reading_count import Reading

ROUNDS = 30


@pytest.fixture
def long_ago(place: Place, opened: OpenedStore, car: Vehicle, notice: Notice) -> date:
    """Leave a car that was answered for many times, and return a day in the middle."""
    begun = place.clock.now()
    for _round in range(ROUNDS):
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7), no(DRIVING))
        place.clock.move(days=1)
        commit(opened, car, no(CABIN), yes(notice, DRIVING, Term.MONTHS_3))
        place.clock.move(days=1)
    return (begun + timedelta(days=ROUNDS)).astimezone(place.clock.zone()).date()


def test_a_day_reads_the_end_of_what_came_before_it_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, opened: OpenedStore, car: Vehicle, long_ago: date
) -> None:
    size = len(HistoryService(opened).entries())
    reading = Reading(monkeypatch)
    said = {item.practice.id: item.answer for item in HistoryService(opened).on_day(car, long_ago)}
    assert said[PracticeId(CABIN)] == said[PracticeId(DRIVING)] == "changed"
    assert size > 4 * ROUNDS
    assert reading.count < 12


def test_rebuilding_the_choices_reads_the_end_of_each_practice_only(
    monkeypatch: pytest.MonkeyPatch, opened: OpenedStore, long_ago: date
) -> None:
    reading = Reading(monkeypatch)
    assert rebuilt(opened) == kept(opened)
    assert reading.count < 8


def test_a_long_list_comes_page_by_page_and_nothing_is_left_out_or_told_twice(
    monkeypatch: pytest.MonkeyPatch, opened: OpenedStore, car: Vehicle, long_ago: date
) -> None:
    service = HistoryService(opened)
    everything = service.entries(car)
    reading = Reading(monkeypatch)
    assert service.count(car) == len(everything)
    pages: list[list[Event]] = []
    while page := service.entries(car, newest=25, before=pages[0][0].seq if pages else None):
        pages.insert(0, page)
        assert len(page) <= 25
        assert reading.count == sum(map(len, pages))
    assert [event for page in pages for event in page] == everything


def test_an_entry_that_is_about_no_car_stands_in_the_list_of_each(
    opened: OpenedStore, car: Vehicle
) -> None:
    other = add_car(opened, name="The other")
    with opened.ledger.entries() as entries:
        entries.note(EventKind.KEY_ROTATED)
    service = HistoryService(opened)
    for vehicle in (car, other):
        kinds = [event.kind for event in service.entries(vehicle)]
        assert kinds == [EventKind.NOTICE_INSTALLED, EventKind.KEY_ROTATED]
        assert service.count(vehicle) == 2
    assert service.count() == 3
    assert service.count(start=2) == 1


def test_what_a_person_did_about_one_practice_is_found_without_the_rest(
    monkeypatch: pytest.MonkeyPatch, opened: OpenedStore, car: Vehicle, long_ago: date
) -> None:
    with opened.store.read() as work:
        expected = [event for event in read_events(opened, work) if event.practice == CABIN]
        reading = Reading(monkeypatch)
        found = events_of(opened, work, car, [PracticeId(CABIN)])
    assert found == expected
    assert reading.count == len(expected) == 2 * ROUNDS


def test_an_entry_is_found_by_what_its_bytes_say_and_not_by_the_columns_beside_them(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.close()
    with place.sql() as connection:
        connection.execute("UPDATE events SET practice = ? WHERE practice = ?", (DRIVING, CABIN))
    opened = place.open()
    (key,) = [choice.key for choice in kept(opened).values()]
    moved = type(key)(person=key.person, vehicle=key.vehicle, practice=PracticeId(DRIVING))
    with opened.store.read() as work:
        assert deciding_events(opened, work, moved) == []


# ------------------------------------------------------------------------- any sequence

STEPS = st.lists(
    st.tuples(
        st.sampled_from([CABIN, DRIVING]),
        st.sampled_from([None, Term.DRIVE, Term.DAYS_7, Term.MONTHS_3]),
        st.integers(-6 * 24 * 60, 8 * 24 * 60),
    ),
    max_size=14,
)
_DAY = 24 * 60


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
@example(steps=[(CABIN, Term.DAYS_7, 2_043), (CABIN, None, -820), (DRIVING, None, -1_977)])
@example(steps=[(CABIN, Term.MONTHS_3, 6 * _DAY), (CABIN, None, -4 * _DAY), (DRIVING, None, 1)])
def test_whatever_the_clock_did_each_day_is_told_as_if_everything_had_been_read(
    steps: list[tuple[str, Term | None, int]],
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        place = Place(data_dir=Path(folder) / "data")
        opened = place.open()
        notice, car = shipped().notice, add_car(opened)
        turns = [place.clock.now()]
        for practice, term, minutes in steps:
            place.clock.move(minutes=minutes)
            item = next(item for item in notice.optional() if item.id == practice)
            commit(opened, car, yes(notice, item.id, term) if term else no(item.id))
            turns.append(place.clock.now())
        place.clock.set(max(turns) + timedelta(days=2))
        zone = place.clock.zone()
        days = {
            turn.astimezone(zone).date() + timedelta(days=more) for turn in turns for more in (0, 1)
        }
        service = HistoryService(opened)
        told = {day: service.on_day(car, day) for day in days}
        patch.setattr(history, "_events_of_day", _everything)
        # Two whole answers would take hours to print beside each other: the days say enough.
        assert [day for day in sorted(days) if service.on_day(car, day) != told[day]] == []
        place.close()


def _everything(
    opened: OpenedStore,
    work: UnitOfWork,
    vehicle: Vehicle,
    _practices: Iterable[PracticeId],
    _day: tuple[datetime, datetime],
) -> list[Event]:
    """Read the whole log, as slowly as can be."""
    keys = {(vehicle.person, vehicle.id)}
    found = []
    for event in read_events(opened, work):
        key = choice_key(event)
        if key is not None and (key.person, key.vehicle) in keys:
            found.append(event)
    return found
