"""A yes ends at its time: computed when it is read, written down at the next start, once."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService
from ownerapp.services.opening import OpenedStore
from tests.support.desks import (
    CABIN,
    DRIVING,
    NOON,
    Place,
    commit,
    events_of,
    kinds_of,
    yes,
)

ZONES = ("Europe/Berlin", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "UTC")
MONTHS = {Term.MONTHS_3: 3, Term.YEAR_1: 12}
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is given beside them


def status_of(opened: OpenedStore, car: Vehicle, practice: str = CABIN) -> Status:
    return next(
        item.status
        for item in ChoiceService(opened).view(car).choices
        if item.practice.id == practice
    )


class TestWhenATermEnds:
    @given(given_at=MOMENTS, zone=st.sampled_from(ZONES))
    def test_a_drive_ends_after_a_day_of_24_hours(self, given_at: datetime, zone: str) -> None:
        assert term_end(Term.DRIVE, given_at, ZoneInfo(zone)) == given_at + timedelta(hours=24)

    @given(given_at=MOMENTS, zone=st.sampled_from(ZONES))
    def test_seven_days_end_at_the_same_clock_time_or_after_the_gap(
        self, given_at: datetime, zone: str
    ) -> None:
        local = given_at.astimezone(ZoneInfo(zone))
        end = term_end(Term.DAYS_7, given_at, ZoneInfo(zone))
        assert end is not None
        shift = end.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - local.replace(tzinfo=None)
        # Only a clock time that the zone skips moves, and then forward.
        assert timedelta(0) <= shift - timedelta(days=7) <= timedelta(hours=1)

    @given(given_at=MOMENTS, zone=st.sampled_from(ZONES), term=st.sampled_from(sorted(MONTHS)))
    def test_months_end_on_the_same_day_or_on_the_last_one_of_a_shorter_month(
        self, given_at: datetime, zone: str, term: Term
    ) -> None:
        local = given_at.astimezone(ZoneInfo(zone))
        end = term_end(term, given_at, ZoneInfo(zone))
        assert end is not None
        ends = end.astimezone(ZoneInfo(zone))
        months = (ends.year - local.year) * 12 + ends.month - local.month
        assert months == MONTHS[term]
        last = calendar.monthrange(ends.year, ends.month)[1]
        assert ends.day == min(local.day, last)

    @pytest.mark.parametrize(
        ("zone", "given_at", "term", "ends_at"),
        [
            # Clocks go forward on 28 March 2027 and back on 25 October 2026.
            ("Europe/Berlin", "2027-03-22T09:00+01:00", Term.DAYS_7, "2027-03-29T09:00+02:00"),
            ("Europe/Berlin", "2026-10-20T09:00+02:00", Term.DAYS_7, "2026-10-27T09:00+01:00"),
            ("Europe/Berlin", "2027-03-21T02:30+01:00", Term.DAYS_7, "2027-03-28T03:30+02:00"),
            ("Europe/Berlin", "2026-11-30T12:00+01:00", Term.MONTHS_3, "2027-02-28T12:00+01:00"),
            ("Europe/Berlin", "2027-11-30T12:00+01:00", Term.MONTHS_3, "2028-02-29T12:00+01:00"),
            ("Europe/Berlin", "2028-02-29T12:00+01:00", Term.YEAR_1, "2029-02-28T12:00+01:00"),
            ("Asia/Shanghai", "2026-11-20T23:59+08:00", Term.MONTHS_3, "2027-02-20T23:59+08:00"),
            ("Asia/Shanghai", "2026-12-01T07:00+08:00", Term.YEAR_1, "2027-12-01T07:00+08:00"),
        ],
    )
    def test_a_saved_yes_ends_when_the_calendar_of_its_place_says_so(  # noqa: PLR0917 - one table
        self,
        place: Place,
        opened: OpenedStore,
        car: Vehicle,
        notice: Notice,
        zone: str,
        given_at: str,
        term: Term,
        ends_at: str,
    ) -> None:
        place.clock.travel(zone)
        place.clock.set(datetime.fromisoformat(given_at))
        commit(opened, car, yes(notice, CABIN, term))
        end = datetime.fromisoformat(ends_at)
        given_event = events_of(opened)[-1]
        assert (given_event.ends_at, given_event.zone) == (end, zone)
        # Where the person is when it ends changes nothing.
        place.clock.travel("Pacific/Kiritimati")
        place.clock.set(end - timedelta(milliseconds=1))
        assert status_of(opened, car) is Status.GIVEN
        place.clock.set(end)
        assert status_of(opened, car) is Status.EXPIRED


@pytest.mark.rule("CN-AD-27")
@pytest.mark.rule("CN-N-04")
class TestAYesThatRanOut:
    def test_it_is_off_at_once_and_no_program_has_to_run_for_that(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE))
        before = kinds_of(opened)
        place.clock.move(hours=24)
        assert status_of(opened, car) is Status.EXPIRED
        assert kinds_of(opened) == before

    def test_it_is_written_down_at_the_next_start_exactly_once(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE), yes(notice, DRIVING, Term.DAYS_7))
        place.close()
        place.clock.move(hours=25)
        for _start in range(3):
            opened = place.open()
            expired = [event for event in events_of(opened) if event.kind == "consent.expired"]
            assert [event.practice for event in expired] == [CABIN]
            assert expired[0].ends_at == NOON + timedelta(hours=24)
            assert status_of(opened, car) is Status.EXPIRED
            assert status_of(opened, car, DRIVING) is Status.GIVEN
            place.close()

    def test_two_programs_that_start_together_write_it_down_once(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE))
        place.clock.move(hours=25)

        # The second start stands just before the lock while the first one writes.
        class FirstLetsTheOtherOne:
            def __init__(self) -> None:
                self.around = place.around()
                self.others = 0

            def hold(self) -> object:
                if not self.others:
                    self.others = 1
                    place.open()
                return self.around.lock.hold()

        opened = place.open(lock=FirstLetsTheOtherOne())
        assert kinds_of(opened).count("consent.expired") == 1

    def test_a_yes_given_again_is_not_ended_by_the_earlier_ones_end(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE))
        place.clock.move(hours=25)
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        place.close()
        opened = place.open()
        assert status_of(opened, car) is Status.GIVEN
        assert "consent.expired" not in kinds_of(opened)

    def test_it_keeps_telling_which_yes_it_was(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        place.close()
        place.clock.move(days=8)
        opened = place.open()
        item = ChoiceService(opened).view(car).of(CABIN)
        assert item is not None
        assert item.choice is not None
        assert (item.choice.term, item.choice.given_at) == (Term.DAYS_7, NOON)
        assert item.choice.evidence is None


class TestAClockThatIsSetBack:
    def test_it_is_recorded_and_refuses_nothing(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        place.clock.move(days=-3)
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        back = next(event for event in events_of(opened) if event.kind == "clock.stepped-back")
        assert back.detail == {"seconds": 3 * 24 * 3600}
        assert status_of(opened, car) is Status.GIVEN
        place.close()
        assert place.open().log_report.is_good

    def test_the_computers_own_corrections_are_not_worth_an_entry(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        place.clock.move(minutes=-2)
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        assert "clock.stepped-back" not in kinds_of(opened)

    def test_a_yes_that_was_written_down_as_ended_stays_ended(
        self, place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.DRIVE))
        place.close()
        place.clock.move(days=2)
        place.open()
        place.close()
        place.clock.set(NOON)
        assert status_of(place.open(), car) is Status.EXPIRED
