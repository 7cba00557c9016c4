"""Counting days, working days and months (rules of ``counting``)."""

from __future__ import annotations

import calendar as months_of_years
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ownerapp.compliance.deadlines.calendars import work_calendar
from ownerapp.compliance.deadlines.counting import (
    Count,
    Pause,
    Reason,
    add_months,
    add_pauses,
    count_days,
    count_months,
    count_working_days,
    move_to_working_day,
    working_days_between,
)
from ownerapp.compliance.deadlines.days import DayKind, WorkCalendar
from ownerapp.domain.errors import DateInvalidError, HolidaysUnknownError

CODES = st.sampled_from(["CN", "US-CA", "DE", "DE-BY", "FR", "GB", "GB-SCT", "IE"])
# Far enough from the first unknown day for the longest period.
STARTS = st.dates(date(2020, 1, 1), date(2026, 8, 31))
ANY_DAYS = st.dates(date(1900, 1, 1), date(9000, 12, 31))
ONE_DAY = timedelta(days=1)


def weekday_by_weekday(start: date, days: int, calendar: WorkCalendar) -> date:
    """Count in another way: list the working days of two years and take the n-th."""
    later = (start + timedelta(days=n) for n in range(1, 120))
    return [on for on in later if calendar.day(on).is_working][days - 1]


# ------------------------------------------------------------------------- working days


@pytest.mark.parametrize(
    ("start", "days", "code", "end"),
    [
        # Spring Festival 2026: 15 to 23 February off, 14 and 28 February worked.
        (date(2026, 2, 13), 1, "CN", date(2026, 2, 14)),
        (date(2026, 2, 14), 1, "CN", date(2026, 2, 24)),
        (date(2026, 2, 6), 10, "CN", date(2026, 2, 27)),
        (date(2026, 2, 7), 10, "CN", date(2026, 2, 27)),
        (date(2026, 2, 16), 5, "CN", date(2026, 2, 28)),  # ends on a worked Saturday
        (date(2026, 2, 16), 10, "CN", date(2026, 3, 6)),
        # Golden Week 2026: 1 to 7 October off, 20 September and 10 October worked.
        (date(2026, 9, 18), 10, "CN", date(2026, 10, 9)),
        (date(2026, 9, 30), 10, "CN", date(2026, 10, 20)),
        (date(2026, 9, 30), 3, "CN", date(2026, 10, 10)),
        (date(2026, 9, 30), 15, "CN", date(2026, 10, 27)),
        # Thanksgiving and the day after; Veterans Day before them.
        (date(2026, 11, 10), 10, "US-CA", date(2026, 11, 25)),
        (date(2026, 11, 20), 10, "US-CA", date(2026, 12, 8)),
        (date(2026, 11, 25), 2, "US-CA", date(2026, 12, 1)),
        (date(2026, 12, 24), 2, "US-CA", date(2026, 12, 29)),
        (date(2026, 7, 1), 2, "US-CA", date(2026, 7, 3)),  # a Friday before a Saturday holiday
    ],
)
def test_working_days_are_counted_over_real_holidays(
    start: date, days: int, code: str, end: date
) -> None:
    assert count_working_days(start, days, work_calendar(code)).on == end


def test_the_steps_of_a_count_tell_every_day() -> None:
    count = count_working_days(date(2026, 2, 12), 3, work_calendar("CN"))

    assert [(step.on.day, step.reason, step.number, step.name) for step in count.steps] == [
        (12, Reason.STARTED, 0, ""),
        (13, Reason.COUNTED, 1, ""),
        (14, Reason.MAKE_UP_COUNTED, 2, "Spring Festival"),
        *((day, Reason.HOLIDAY, 0, "Spring Festival") for day in range(15, 24)),
        (24, Reason.COUNTED, 3, ""),
    ]


def test_a_doubtful_day_does_not_count_and_is_marked() -> None:
    count = count_working_days(date(2026, 11, 25), 1, work_calendar("US-CA"))
    (doubtful,) = (step for step in count.steps if step.is_doubtful)

    assert (doubtful.on, doubtful.name) == (date(2026, 11, 27), "Day after Thanksgiving")
    assert count.on == date(2026, 11, 30)


@given(STARTS, st.integers(1, 60), CODES)
@example(date(2026, 2, 13), 10, "CN")
def test_n_working_days_hold_exactly_n_working_days(start: date, days: int, code: str) -> None:
    calendar = work_calendar(code)
    count = count_working_days(start, days, calendar)

    assert working_days_between(start, count.on, calendar) == days
    assert calendar.day(count.on).is_working
    assert count.on == weekday_by_weekday(start, days, calendar)
    numbers = [step.number for step in count.steps if step.number]
    counted = [step for step in count.steps if "counted" in step.reason]
    assert numbers == list(range(1, days + 1))
    assert len(counted) == days
    # Every day from the start to the end is told once, in order.
    assert [step.on for step in count.steps] == [
        start + timedelta(days=n) for n in range((count.on - start).days + 1)
    ]


@given(STARTS, st.integers(0, 40), st.integers(1, 40), CODES)
def test_a_later_start_or_a_longer_period_never_ends_earlier(
    start: date, later: int, days: int, code: str
) -> None:
    calendar = work_calendar(code)
    end = count_working_days(start, days, calendar).on

    assert count_working_days(start + timedelta(days=later), days, calendar).on >= end
    assert count_working_days(start, days + later, calendar).on >= end
    month = move_to_working_day(count_months(start, 1), calendar).on
    later_month = move_to_working_day(count_months(start + timedelta(days=later), 1), calendar).on
    assert later_month >= month


# ------------------------------------------------------------------------- months


@pytest.mark.parametrize(
    ("start", "months", "code", "end"),
    [
        (date(2026, 1, 15), 1, "DE", date(2026, 2, 16)),  # 15 February is a Sunday
        (date(2025, 1, 31), 1, "DE", date(2025, 2, 28)),
        (date(2026, 1, 31), 1, "DE", date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2024, 1, 31), 1, "DE", date(2024, 2, 29)),
        (date(2026, 3, 5), 1, "DE", date(2026, 4, 7)),  # Easter Sunday and Monday
        (date(2026, 8, 31), 1, "DE", date(2026, 9, 30)),
        (date(2026, 6, 14), 1, "FR", date(2026, 7, 15)),  # 14 July
        (date(2026, 6, 14), 1, "DE", date(2026, 7, 14)),
        (date(2026, 11, 25), 1, "DE", date(2026, 12, 28)),  # Christmas and a weekend
        (date(2026, 11, 25), 1, "GB-ENG", date(2026, 12, 29)),  # Boxing Day moves to Monday
        (date(2026, 11, 26), 1, "IE", date(2026, 12, 28)),
        (date(2026, 1, 31), 3, "DE", date(2026, 4, 30)),
        (date(2026, 5, 4), 1, "DE", date(2026, 6, 5)),  # Corpus Christi in some Länder
        (date(2026, 5, 4), 1, "DE-BE", date(2026, 6, 4)),
    ],
)
def test_a_month_ends_on_its_date_or_last_day_and_moves_to_a_working_day(
    start: date, months: int, code: str, end: date
) -> None:
    assert move_to_working_day(count_months(start, months), work_calendar(code)).on == end


def test_the_steps_of_a_month_tell_the_missing_date_and_the_days_moved_over() -> None:
    count = move_to_working_day(count_months(date(2026, 1, 31), 1), work_calendar("DE"))

    assert [(step.on, step.reason) for step in count.steps] == [
        (date(2026, 1, 31), Reason.STARTED),
        (date(2026, 2, 28), Reason.NO_SUCH_DATE),
        (date(2026, 2, 28), Reason.WEEKEND),
        (date(2026, 3, 1), Reason.WEEKEND),
    ]


@given(ANY_DAYS, st.integers(1, 36))
@example(date(2025, 1, 31), 1)
def test_a_month_is_never_shorter_than_28_days_nor_longer_than_31(start: date, months: int) -> None:
    end = count_months(start, months).on

    assert 28 * months <= (end - start).days <= 31 * months
    assert end.day == min(start.day, months_of_years.monthrange(end.year, end.month)[1])
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


@given(STARTS, CODES)
def test_a_moved_last_day_is_the_first_working_day_from_the_month_on(
    start: date, code: str
) -> None:
    calendar = work_calendar(code)
    plain = count_months(start, 1).on
    moved = move_to_working_day(count_months(start, 1), calendar).on

    assert moved >= plain
    assert (moved - start).days >= 28
    assert calendar.day(moved).is_working
    assert not any(
        calendar.day(plain + timedelta(days=n)).is_working for n in range((moved - plain).days)
    )


@given(ANY_DAYS, st.integers(0, 400))
def test_consecutive_days_are_just_days(start: date, days: int) -> None:
    assert count_days(start, days).on - start == timedelta(days=days)


@pytest.mark.parametrize("on", [date(9001, 1, 1), date.max])
def test_a_date_at_the_end_of_time_is_no_date_of_a_request(on: date) -> None:
    for count in (count_days, count_months):
        with pytest.raises(DateInvalidError):
            count(on, 1)


def test_months_go_across_years_in_both_ways() -> None:
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2027, 2, 28), -12) == date(2026, 2, 28)


# ------------------------------------------------------------------------- unknown years


@pytest.mark.parametrize(
    ("start", "days", "year"),
    [
        (date(2026, 12, 11), 10, 2027),
        (date(2026, 12, 24), 1, 2027),
        (date(2026, 12, 31), 1, 2027),
        (date(2027, 1, 4), 1, 2027),
        (date(2028, 5, 4), 10, 2028),
        (date(2003, 12, 31), 1, 2003),
    ],
)
def test_a_count_that_touches_an_unknown_year_of_china_is_refused(
    start: date, days: int, year: int
) -> None:
    with pytest.raises(HolidaysUnknownError) as caught:
        count_working_days(start, days, work_calendar("CN"))

    assert (caught.value.calendar, caught.value.year) == ("CN", year)


def test_a_count_that_ends_on_the_last_known_day_is_given() -> None:
    assert count_working_days(date(2026, 12, 10), 10, work_calendar("CN")).on == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2026, 12, 1), date(2026, 12, 25)),
        (date(2027, 1, 1), date(2027, 1, 1)),
        (date(2003, 1, 1), date(2004, 2, 1)),
    ],
)
def test_a_range_that_touches_an_unknown_year_is_refused(start: date, end: date) -> None:
    with pytest.raises(HolidaysUnknownError):
        working_days_between(start, end, work_calendar("CN"))


def test_a_month_that_ends_in_an_unknown_year_is_refused() -> None:
    with pytest.raises(HolidaysUnknownError) as caught:
        move_to_working_day(count_months(date(2027, 12, 10), 1), work_calendar("DE"))

    assert caught.value.year == 2028


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(1, 40))
def test_a_count_is_given_over_known_days_only_or_refused(start: date, days: int) -> None:
    calendar = work_calendar("CN")
    try:
        end = count_working_days(start, days, calendar).on
    except HolidaysUnknownError:
        assert working_days_left(start, calendar) < days
    else:
        assert end <= calendar.last


def working_days_left(start: date, calendar: WorkCalendar) -> int:
    if start >= calendar.last:
        return 0
    return working_days_between(start, calendar.last, calendar)


# ------------------------------------------------------------------------- pauses


def paused(start: date, days: int, *pauses: tuple[date, date]) -> Count:
    return add_pauses(
        count_days(start, days), start, [Pause(first=first, last=last) for first, last in pauses]
    )


D = date(2026, 6, 1)


def day(number: int) -> date:
    return D + timedelta(days=number)


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ((), 10),
        (((day(3), day(3)),), 11),  # asked and answered on one day: that day does not count
        (((day(3), day(5)),), 13),
        (((day(3), day(5)), (day(5), day(6))), 14),  # overlapping days are paused once
        (((day(5), day(6)), (day(3), day(5))), 14),  # in any order
        (((day(3), day(8)), (day(4), day(5))), 16),  # one inside the other
        (((day(0), day(2)),), 12),  # the first day does not count anyway
        (((day(-4), day(-2)),), 10),  # before the clock ran
        (((day(-2), day(2)),), 12),
        (((day(10), day(10)),), 11),  # the last day is still in time
        (((day(11), day(20)),), 10),  # too late to stop anything
        (((day(3), day(5)), (day(12), day(12))), 14),  # in time because of the first
        (((day(5), day(3)),), 10),  # ends before it begins
    ],
)
def test_paused_days_do_not_count(pauses: tuple[tuple[date, date], ...], end: int) -> None:
    assert paused(D, 10, *pauses).on == day(end)


def test_a_pause_is_told_among_the_steps() -> None:
    count = paused(D, 10, (day(3), day(5)))

    assert [(step.on, step.until, step.reason) for step in count.steps] == [
        (day(0), None, Reason.STARTED),
        (day(10), None, Reason.PERIOD_ENDS),
        (day(3), day(5), Reason.PAUSED),
        (day(13), None, Reason.PERIOD_ENDS),
    ]


PAUSES = st.lists(
    st.tuples(st.integers(-5, 40), st.integers(0, 10)).map(
        lambda pair: (day(pair[0]), day(pair[0] + pair[1]))
    ),
    max_size=6,
)


@given(st.integers(1, 40), PAUSES)
def test_a_clock_with_pauses_runs_for_as_many_days_as_without(
    days: int, pauses: list[tuple[date, date]]
) -> None:
    end = paused(D, days, *pauses).on
    still = {
        first + timedelta(days=n) for first, last in pauses for n in range((last - first).days + 1)
    }
    ran = [on for n in range(1, (end - D).days + 1) if (on := day(n)) not in still]

    assert len(ran) == days
    assert end not in still


def test_the_kind_of_every_day_decides_its_reason() -> None:
    reasons = {
        step.reason for step in count_working_days(date(2026, 2, 11), 30, work_calendar("CN")).steps
    }

    assert len(DayKind) == len(reasons - {Reason.STARTED})
