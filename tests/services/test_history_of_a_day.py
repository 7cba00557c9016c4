"""What the history says of one local day: on, off, or changed on that day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.notice import Notice
from ownerapp.domain.span import DayWord, GapReason
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService
from ownerapp.services.history import HistoryService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import kept, rebuild, rebuilt
from tests.support.desks import (
    CABIN,
    DRIVING,
    Place,
    add_car,
    commit,
    events_of,
    no,
    shipped,
    yes,
)

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def in_berlin(place: Place, opened: OpenedStore) -> Vehicle:
    place.clock.travel("Europe/Berlin")
    place.clock.set(datetime(2026, 5, 1, 8, 0, tzinfo=BERLIN))
    return add_car(opened)


def day_of(opened: OpenedStore, car: Vehicle, day: date, practice: str = CABIN) -> DayWord:
    items = HistoryService(opened).on_day(car, day)
    assert len(items) == len(shipped().notice.optional())
    return next(item.answer for item in items if item.practice.id == practice)


def week_of(opened: OpenedStore, car: Vehicle) -> dict[int, str]:
    return {number: day_of(opened, car, date(2026, 5, number)).value for number in range(1, 15)}


class TestTheDaysOfAYes:
    def test_the_days_before_between_and_after_it(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        place.clock.set(datetime(2026, 5, 3, 15, 0, tzinfo=BERLIN))
        commit(opened, in_berlin, yes(notice, CABIN, Term.DAYS_7))
        place.clock.set(datetime(2026, 6, 1, 9, 0, tzinfo=BERLIN))
        days = week_of(opened, in_berlin)
        assert [day for day, said in days.items() if said == "on"] == [4, 5, 6, 7, 8, 9]
        assert [day for day, said in days.items() if said == "changed"] == [3, 10]

    def test_writing_the_end_down_later_changes_no_day(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        place.clock.set(datetime(2026, 5, 3, 15, 0, tzinfo=BERLIN))
        commit(opened, in_berlin, yes(notice, CABIN, Term.DAYS_7))
        place.clock.set(datetime(2026, 5, 13, 9, 0, tzinfo=BERLIN))
        before = week_of(opened, in_berlin)
        place.close()
        opened = place.open()
        assert "consent.expired" in {event.kind for event in events_of(opened)}
        assert week_of(opened, in_berlin) == before

    def test_a_withdrawal_changes_its_day(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        commit(opened, in_berlin, yes(notice, DRIVING, Term.OPEN))
        place.clock.set(datetime(2026, 5, 5, 23, 59, tzinfo=BERLIN))
        commit(opened, in_berlin, no(DRIVING))
        place.clock.set(datetime(2026, 5, 8, 9, 0, tzinfo=BERLIN))
        said = [day_of(opened, in_berlin, date(2026, 5, day), DRIVING) for day in range(1, 8)]
        assert said == ["changed", "on", "on", "on", "changed", "off", "off"]

    def test_a_refusal_of_what_was_never_on_is_no_change(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle
    ) -> None:
        commit(opened, in_berlin, no(CABIN))
        place.clock.move(days=1)
        assert day_of(opened, in_berlin, date(2026, 5, 1)) is DayWord.OFF

    def test_on_and_off_again_within_a_minute_is_a_change(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        commit(opened, in_berlin, yes(notice, CABIN, Term.DAYS_7))
        place.clock.move(minutes=1)
        commit(opened, in_berlin, no(CABIN))
        assert day_of(opened, in_berlin, date(2026, 5, 1)) is DayWord.CHANGED

    def test_a_yes_still_on_this_day_makes_today_changed_and_yesterday_off(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        commit(opened, in_berlin, yes(notice, CABIN, Term.DAYS_7))
        place.clock.move(hours=1)
        assert day_of(opened, in_berlin, date(2026, 5, 1)) is DayWord.CHANGED
        assert day_of(opened, in_berlin, date(2026, 4, 30)) is DayWord.OFF


class TestWhereADayBegins:
    @pytest.mark.parametrize(
        ("hour", "minute", "first", "second"),
        [(23, 59, "changed", "on"), (0, 0, "off", "on"), (0, 1, "off", "changed")],
    )
    def test_a_yes_around_midnight(  # noqa: PLR0917 - one table
        self,
        place: Place,
        opened: OpenedStore,
        in_berlin: Vehicle,
        notice: Notice,
        hour: int,
        minute: int,
        first: str,
        second: str,
    ) -> None:
        day = 2 if hour else 3
        place.clock.set(datetime(2026, 5, day, hour, minute, tzinfo=BERLIN))
        commit(opened, in_berlin, yes(notice, CABIN, Term.MONTHS_3))
        place.clock.move(days=5)
        assert day_of(opened, in_berlin, date(2026, 5, 2)) == first
        assert day_of(opened, in_berlin, date(2026, 5, 3)) == second

    def test_a_yes_that_ends_at_midnight_leaves_the_next_day_off(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        place.clock.set(datetime(2026, 5, 2, 0, 0, tzinfo=BERLIN))
        commit(opened, in_berlin, yes(notice, CABIN, Term.DAYS_7))
        place.clock.move(days=20)
        assert day_of(opened, in_berlin, date(2026, 5, 8)) is DayWord.ON
        assert day_of(opened, in_berlin, date(2026, 5, 9)) is DayWord.OFF

    def test_the_same_moment_is_another_day_in_another_zone(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        place.clock.set(datetime(2026, 5, 2, 22, 30, tzinfo=UTC))
        commit(opened, in_berlin, yes(notice, DRIVING, Term.OPEN))
        place.clock.move(days=5)
        days = [date(2026, 5, 2), date(2026, 5, 3)]
        in_zone = {}
        for zone in ("Europe/London", "Europe/Berlin"):
            place.clock.travel(zone)
            in_zone[zone] = [day_of(opened, in_berlin, day, DRIVING).value for day in days]
        assert in_zone == {"Europe/London": ["changed", "on"], "Europe/Berlin": ["off", "changed"]}

    def test_a_day_of_23_hours_is_a_day(
        self, place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
    ) -> None:
        place.clock.set(datetime(2027, 3, 28, 23, 30, tzinfo=BERLIN))
        commit(opened, in_berlin, yes(notice, DRIVING, Term.OPEN))
        place.clock.move(days=2)
        assert day_of(opened, in_berlin, date(2027, 3, 28), DRIVING) is DayWord.CHANGED
        assert day_of(opened, in_berlin, date(2027, 3, 29), DRIVING) is DayWord.ON


def test_after_a_clock_was_set_back_later_entries_still_count(
    place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
) -> None:
    place.clock.set(datetime(2026, 5, 20, 9, 0, tzinfo=BERLIN))
    commit(opened, in_berlin, no(DRIVING))
    place.clock.set(datetime(2026, 5, 4, 9, 0, tzinfo=BERLIN))
    commit(opened, in_berlin, yes(notice, CABIN, Term.DAYS_7))
    place.clock.set(datetime(2026, 5, 30, 9, 0, tzinfo=BERLIN))
    items = HistoryService(opened).on_day(in_berlin, date(2026, 5, 5))
    [found] = [item for item in items if item.practice.id == CABIN]
    assert found.choice is not None
    assert found.choice.status is Status.GIVEN
    # That day went by twice: once before the yes and once after it.
    assert found.answer is DayWord.NOT_SURE
    assert [gap.reason for gap in found.doubts] == [GapReason.CLOCK]
    assert day_of(opened, in_berlin, date(2026, 5, 3)) is DayWord.OFF
    assert day_of(opened, in_berlin, date(2026, 5, 22)) is DayWord.OFF


def test_one_cars_day_is_not_anothers(
    place: Place, opened: OpenedStore, in_berlin: Vehicle, notice: Notice
) -> None:
    other = add_car(opened, name="The other")
    commit(opened, in_berlin, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=2)
    assert day_of(opened, in_berlin, date(2026, 5, 2)) is DayWord.ON
    assert day_of(opened, other, date(2026, 5, 2)) is DayWord.OFF


@pytest.mark.parametrize("body", [b"[]", b"{}", b"not JSON", b'{"v":1}'])
def test_an_entry_that_is_none_is_our_own_error_and_never_left_out_in_silence(
    place: Place, opened: OpenedStore, car: Vehicle, body: bytes
) -> None:
    place.close()
    with place.sql() as connection:
        connection.execute("UPDATE events SET body = ? WHERE seq = 0", (body,))
    opened = place.open()
    with pytest.raises(CheckFailedError):
        HistoryService(opened).entries()


# ------------------------------------------------------------------------- any sequence

STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from([CABIN, DRIVING]),
        st.sampled_from([None, Term.DRIVE, Term.DAYS_7, Term.MONTHS_3]),
        st.integers(-60, 40 * 24 * 60),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None)
@given(steps=STEPS)
def test_after_any_answers_the_rebuilt_choices_equal_the_kept_ones_and_each_day_is_told_right(
    steps: list[tuple[int, str, Term | None, int, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        place = Place(data_dir=Path(folder) / "data")
        opened = place.open()
        notice = shipped().notice
        cars = [add_car(opened), add_car(opened, name="The other")]
        told: list[tuple[datetime, str, str, bool, datetime | None]] = []
        began = place.clock.now()
        for number, practice, term, minutes, restart in steps:
            place.clock.move(minutes=minutes)
            car = cars[number]
            item = next(item for item in notice.optional() if item.id == practice)
            answer = yes(notice, item.id, term) if term else no(item.id)
            commit(opened, car, answer)
            ends = term_end(term, place.clock.now(), place.clock.zone()) if term else None
            told.append((place.clock.now(), car.id, practice, term is not None, ends))
            if restart:
                place.close()
                opened = place.open()
        assert rebuilt(opened) == kept(opened)
        rebuild(opened)
        assert rebuilt(opened) == kept(opened)
        with opened.store.write() as work:
            work.choices.clear()
            work.commit()
        assert kept(opened) == {}
        rebuild(opened)
        assert rebuilt(opened) == kept(opened)
        assert all(ChoiceService(opened).view(car).choices for car in cars)
        moments = [began, *(entry[0] for entry in told)]
        if all(earlier <= later for earlier, later in pairwise(moments)):
            _check_days(place, opened, cars, told)
        place.close()


def _check_days(
    place: Place,
    opened: OpenedStore,
    cars: list[Vehicle],
    told: list[tuple[datetime, str, str, bool, datetime | None]],
) -> None:
    """Compare with a slow model: the state at every instant where anything can change."""
    now, zone = place.clock.now(), place.clock.zone()
    for car in cars:
        for practice in (CABIN, DRIVING):
            mine = [entry for entry in told if entry[1:3] == (car.id, practice)]
            for back in (0, 1, 3, 8, 30):
                day = (now.astimezone(zone) - timedelta(days=back)).date()
                start = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
                end = min(start + timedelta(days=1), now + timedelta(milliseconds=1))
                turns = [start]
                turns += [entry[0] for entry in mine]
                turns += [entry[4] for entry in mine if entry[4] is not None]
                states = {_is_on(mine, at) for at in turns if start <= at < end}
                expected = "changed" if len(states) > 1 else ("on" if True in states else "off")
                assert day_of(opened, car, day, practice) == expected


def _is_on(mine: list[tuple[datetime, str, str, bool, datetime | None]], at: datetime) -> bool:
    last = [entry for entry in mine if entry[0] <= at]
    if not last or not last[-1][3]:
        return False
    ends = last[-1][4]
    return ends is None or at < ends
