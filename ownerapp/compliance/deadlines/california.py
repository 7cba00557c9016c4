"""Business days of California.

The CCPA stands in the Civil Code, whose section 7 takes the holidays from the Government
Code: sections 6700 (the list) and 6701 (a Sunday moves to Monday, a Saturday does not,
except Veterans Day). The days come from that list, not from a library: libraries follow the
days on which state offices close, and move holidays to Friday as federal law does.

A day is doubtful where the list and the state's own office hours (section 19853) disagree:
listed but offices are open, or offices are closed but not listed. Saturdays never count,
although Civil Code 9 read alone would count them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ownerapp.compliance.deadlines.days import (
    SATURDAY,
    SUNDAY,
    Day,
    Holiday,
    WorkCalendar,
    ordinary_day,
)
from ownerapp.compliance.deadlines.horizon import COMPUTED_THROUGH, end_of_computed
from ownerapp.domain.values import dataclass

CODE = "US-CA"
FIRST_YEAR = 2020
"""The CCPA is in force since 2020."""
_MONDAY, _THURSDAY, _FRIDAY = 0, 3, 4


@dataclass(frozen=True, slots=True)
class _Fixed:
    """A holiday on the same date every year."""

    month: int
    day: int
    name: str
    is_doubtful: bool = False
    moves_from_sunday: bool = True
    since: int = FIRST_YEAR
    until: int = COMPUTED_THROUGH


@dataclass(frozen=True, slots=True)
class _Weekday:
    """A holiday on the n-th weekday of a month, the last one for 0."""

    month: int
    weekday: int
    number: int
    name: str
    is_doubtful: bool = False


_FIXED = (
    _Fixed(1, 1, "New Year's Day"),
    _Fixed(2, 12, "Lincoln Day", is_doubtful=True),
    _Fixed(3, 31, "Cesar Chavez Day", until=2025),
    _Fixed(3, 31, "Farmworkers Day", since=2026),
    _Fixed(
        4, 24, "Genocide Remembrance Day", is_doubtful=True, moves_from_sunday=False, since=2023
    ),
    _Fixed(6, 19, "Juneteenth", is_doubtful=True, moves_from_sunday=False, since=2023),
    _Fixed(7, 4, "Independence Day"),
    _Fixed(9, 9, "Admission Day", is_doubtful=True),
    _Fixed(11, 11, "Veterans Day"),
    _Fixed(12, 25, "Christmas Day"),
)
_WEEKDAYS = (
    _Weekday(1, _MONDAY, 3, "Martin Luther King Jr. Day"),
    _Weekday(2, _MONDAY, 3, "Presidents' Day"),
    _Weekday(5, _MONDAY, 0, "Memorial Day"),
    _Weekday(9, _MONDAY, 1, "Labor Day"),
    _Weekday(9, _FRIDAY, 4, "Native American Day", is_doubtful=True),
    _Weekday(10, _MONDAY, 2, "Columbus Day", is_doubtful=True),
    _Weekday(11, _THURSDAY, 4, "Thanksgiving Day"),
)
_VETERANS_DAY = "Veterans Day"
_LUNAR_NEW_YEAR_SINCE = 2023
_DIWALI_SINCE = 2026


@cache
def california() -> WorkCalendar:
    """Return the calendar of California."""

    def look_up(on: date) -> Day:
        return ordinary_day(on, _of_year(on.year).get(on))

    return WorkCalendar(
        code=CODE,
        first=date(FIRST_YEAR, 1, 1),
        last=end_of_computed(),
        look_up=look_up,
    )


@cache
def _of_year(year: int) -> dict[date, Holiday]:
    """Return a year's holidays; where two meet, a certain one stands before a doubtful one."""
    found = [*_fixed(year), *_by_weekday(year), *_by_moon(year)]
    return dict(sorted(found, key=lambda pair: not pair[1].is_doubtful))


def _fixed(year: int) -> Iterator[tuple[date, Holiday]]:
    for rule in _FIXED:
        if not rule.since <= year <= rule.until:
            continue
        on = date(year, rule.month, rule.day)
        holiday = Holiday(name=rule.name, is_doubtful=rule.is_doubtful)
        yield on, holiday
        # Government Code 6701. The first of January never moves into another year.
        if on.weekday() == SUNDAY and rule.moves_from_sunday:
            yield on + timedelta(days=1), holiday
        if on.weekday() == SATURDAY and rule.name == _VETERANS_DAY:
            yield on - timedelta(days=1), holiday


def _by_weekday(year: int) -> Iterator[tuple[date, Holiday]]:
    for rule in _WEEKDAYS:
        on = _nth_weekday(year, rule)
        yield on, Holiday(name=rule.name, is_doubtful=rule.is_doubtful)
        if rule.month == 11:  # noqa: PLR2004 - Thanksgiving is in November
            # Not in the list of section 6700; offices are closed (section 19853).
            yield on + timedelta(days=1), Holiday(name="Day after Thanksgiving", is_doubtful=True)


def _nth_weekday(year: int, rule: _Weekday) -> date:
    if rule.number:
        first = date(year, rule.month, 1)
        offset = (rule.weekday - first.weekday()) % 7 + 7 * (rule.number - 1)
        return first + timedelta(days=offset)
    last = date(year, rule.month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - rule.weekday) % 7)


def _by_moon(year: int) -> Iterator[tuple[date, Holiday]]:
    """Yield the holidays of lunar calendars, whose dates a library knows."""
    import holidays  # noqa: PLC0415 - no start needs it

    if year >= _LUNAR_NEW_YEAR_SINCE:
        # The same new moon is a public holiday in Singapore.
        singapore = holidays.country_holidays("SG", years=year)
        on = min(day for day, name in singapore.items() if "Chinese New Year" in name)
        yield on, Holiday(name="Lunar New Year", is_doubtful=True)
    if year >= _DIWALI_SINCE:
        state = holidays.country_holidays("US", subdiv="CA", years=year)
        on = min(day for day, name in state.items() if "Diwali" in name)
        yield on, Holiday(name="Diwali", is_doubtful=True)
