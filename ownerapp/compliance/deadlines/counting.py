"""Counting days, working days and months, with the steps by which a date was reached.

Rules:

1. The day from which a period runs does not count itself (China Civil Code 201, Regulation
   1182/71 Art 3(1), Cal. Civil Code 10).
2. A month ends on the same date of the later month, or on its last day if there is no such
   date (China Civil Code 202, Regulation 1182/71 Art 3(2)(c)).
3. Where the law says so, a last day that is not a working day moves on to the next one
   (China Civil Code 203, Regulation 1182/71 Art 3(4)).
4. Days of a pause do not count; a pause that began after the last day, moved on by rule 3,
   changes nothing.
"""

from __future__ import annotations

import calendar as months_of_years
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum

from ownerapp.compliance.deadlines.days import Day, DayKind, WorkCalendar
from ownerapp.domain.errors import DateInvalidError
from ownerapp.domain.values import dataclass

_ONE_DAY = timedelta(days=1)
_LAST_YEAR = 9000
"""No date of a request is later; it leaves room to count in."""


class Reason(StrEnum):
    """Why a date stands among the steps."""

    STARTED = "started"
    """The period runs from this day, which does not count itself."""
    COUNTED = "counted"
    MAKE_UP_COUNTED = "make-up-counted"
    """A Saturday or Sunday that is worked, so it counts."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    NO_SUCH_DATE = "no-such-date"
    """The month has no such date, so its last day is taken."""
    PERIOD_ENDS = "period-ends"
    """The days or months are over; the last day can still move."""
    PAUSED = "paused"
    LAST_DAY = "last-day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One day, or one pause, and what it did to the count."""

    on: date
    reason: Reason
    number: int = 0
    """Which working day it is, from 1, where it counts as one."""
    name: str = ""
    """The holiday's name in English."""
    until: date | None = None
    """The last day of a pause."""
    is_doubtful: bool = False
    """It counts or not depending on how the law is read; see ``days``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A date and how it was reached."""

    on: date
    steps: tuple[Step, ...]


_SKIPPED = {DayKind.WEEKEND: Reason.WEEKEND, DayKind.HOLIDAY: Reason.HOLIDAY}


def count_days(start: date, days: int) -> Count:
    """Return the day that is some consecutive days after another.

    Raises:
        DateInvalidError: The start is no date of a request.
    """
    on = _usable(start) + timedelta(days=days)
    return Count(on=on, steps=(_started(start), Step(on=on, reason=Reason.PERIOD_ENDS)))


def count_months(start: date, months: int) -> Count:
    """Return the same date some months later, or that month's last day (rule 2).

    Raises:
        DateInvalidError: The start is no date of a request.
    """
    on = add_months(_usable(start), months)
    reason = Reason.PERIOD_ENDS if on.day == start.day else Reason.NO_SUCH_DATE
    return Count(on=on, steps=(_started(start), Step(on=on, reason=reason)))


def count_working_days(start: date, days: int, calendar: WorkCalendar) -> Count:
    """Return the n-th working day after a day.

    Raises:
        HolidaysUnknownError: The count touches a day that the calendar does not know.
    """
    calendar.day(start)
    steps = [_started(start)]
    on, counted = start, 0
    while counted < days:
        on += _ONE_DAY
        day = calendar.day(on)
        counted += day.is_working
        steps.append(_step_of(day, counted))
    return Count(on=on, steps=tuple(steps))


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Return how many working days lie after one day, up to and with another.

    Raises:
        HolidaysUnknownError: The range touches a day that the calendar does not know.
    """
    calendar.day(start)
    return sum(calendar.day(on).is_working for on in _days_after(start, end))


def move_to_working_day(count: Count, calendar: WorkCalendar) -> Count:
    """Return a count whose last day is moved on to a working day (rule 3).

    Raises:
        HolidaysUnknownError: A day that must be looked at is not known.
    """
    on, steps = count.on, list(count.steps)
    while not (day := calendar.day(on)).is_working:
        steps.append(_step_of(day, 0))
        on += _ONE_DAY
    return Count(on=on, steps=tuple(steps))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days that do not count, from the first to the last."""

    first: date
    last: date


def add_pauses(
    count: Count, start: date, pauses: Iterable[Pause], calendar: WorkCalendar | None = None
) -> Count:
    """Return a count that ends later by the days of its pauses (rule 4).

    Args:
        count: The count without pauses, its last day not moved on.
        start: The day from which it runs; what lies before it changes nothing.
        pauses: May overlap, in any order.
        calendar: By which the last day moves on, if it does.

    Raises:
        HolidaysUnknownError: Whether a pause began in time cannot be worked out.
    """
    end, steps = count.on, list(count.steps)
    covered_through = start
    for pause in sorted(pauses, key=lambda item: (item.first, item.last)):
        first = max(pause.first, covered_through + _ONE_DAY)
        if pause.last < first:
            continue
        if pause.first > end and calendar is not None:
            # The last day may have moved past a weekend in which the pause began.
            moved = move_to_working_day(Count(on=end, steps=()), calendar).on
            end = moved if pause.first <= moved else end
        if pause.first > end:
            continue
        end += pause.last - first + _ONE_DAY
        covered_through = pause.last
        steps.append(Step(on=first, until=pause.last, reason=Reason.PAUSED))
    if end != count.on:
        steps.append(Step(on=end, reason=Reason.PERIOD_ENDS))
    return Count(on=end, steps=tuple(steps))


def closed(count: Count) -> Count:
    """Return a count whose last step names the last day."""
    return Count(on=count.on, steps=(*count.steps, Step(on=count.on, reason=Reason.LAST_DAY)))


def add_months(on: date, months: int) -> date:
    """Return the same date some months later, or that month's last day."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    last = months_of_years.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(on.day, last))


def _usable(start: date) -> date:
    if start.year > _LAST_YEAR:
        raise DateInvalidError(value=start.isoformat())
    return start


def _started(start: date) -> Step:
    return Step(on=start, reason=Reason.STARTED)


def _step_of(day: Day, number: int) -> Step:
    match day.kind:
        case DayKind.WORKING:
            return Step(on=day.on, reason=Reason.COUNTED, number=number)
        case DayKind.MAKE_UP:
            return Step(on=day.on, reason=Reason.MAKE_UP_COUNTED, number=number, name=day.name)
        case DayKind.WEEKEND | DayKind.HOLIDAY:
            return Step(
                on=day.on,
                reason=_SKIPPED[day.kind],
                name=day.name,
                is_doubtful=day.is_doubtful,
            )


def _days_after(start: date, end: date) -> Iterator[date]:
    on = start
    while on < end:
        on += _ONE_DAY
        yield on
