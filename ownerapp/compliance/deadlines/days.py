"""What a day is in a working-day calendar, and the calendar's bounds.

Rules:

1. A calendar answers for the days that its data covers and raises for every other.
2. A day whose standing depends on how the law is read is marked as doubtful and does not
   count as a working day: nobody is called late by a reading.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from ownerapp.domain.errors import HolidaysUnknownError
from ownerapp.domain.values import dataclass

SATURDAY, SUNDAY = 5, 6


class DayKind(StrEnum):
    """What a day is."""

    WORKING = "working"
    MAKE_UP = "make-up-workday"
    """A Saturday or Sunday that is worked because a holiday was made longer."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a calendar."""

    on: date
    kind: DayKind
    name: str = ""
    """The holiday's name in English, also of the holiday that a make-up workday is for."""
    is_doubtful: bool = False

    @property
    def is_working(self) -> bool:
        """Tell whether the day counts as a working day."""
        return self.kind in {DayKind.WORKING, DayKind.MAKE_UP}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day off and what it is called."""

    name: str
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """The working days of one place, from the first to the last day that is known."""

    code: str
    first: date
    last: date
    look_up: Callable[[date], Day]

    def day(self, on: date) -> Day:
        """Return what a day is.

        Raises:
            HolidaysUnknownError: The day is outside the calendar's data.
        """
        if on < self.first:
            raise HolidaysUnknownError(calendar=self.code, year=on.year)
        if on > self.last:
            # The end of the last year can still be changed by the schedule of the next one.
            raise HolidaysUnknownError(calendar=self.code, year=max(on.year, self.last.year + 1))
        return self.look_up(on)


def ordinary_day(on: date, holiday: Holiday | None) -> Day:
    """Return what a day is where Saturdays, Sundays and holidays are off."""
    if on.weekday() in {SATURDAY, SUNDAY}:
        return Day(on=on, kind=DayKind.WEEKEND, name=holiday.name if holiday else "")
    if holiday is None:
        return Day(on=on, kind=DayKind.WORKING)
    return Day(on=on, kind=DayKind.HOLIDAY, name=holiday.name, is_doubtful=holiday.is_doubtful)
