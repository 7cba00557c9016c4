"""Working days of mainland China, by the yearly notices of the State Council.

The data is that of ``chinesecalendar``, which holds a year only after its notice. A notice
also changes days before its own 1 January: with 2019's, 29 December 2018 was worked and the
31st was off. The last week of the newest year is therefore not known until the next notice.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from ownerapp.compliance.deadlines.days import SATURDAY, SUNDAY, Day, DayKind, WorkCalendar
from ownerapp.compliance.deadlines.horizon import end_of_published

CODE = "CN"


@cache
def china() -> WorkCalendar:
    """Return the calendar of mainland China; the library is loaded on the first call."""
    holidays, workdays = _tables()

    def look_up(on: date) -> Day:
        if on in holidays:
            return Day(on=on, kind=DayKind.HOLIDAY, name=holidays[on])
        is_weekend = on.weekday() in {SATURDAY, SUNDAY}
        if on in workdays:
            kind = DayKind.MAKE_UP if is_weekend else DayKind.WORKING
            return Day(on=on, kind=kind, name=workdays[on])
        return Day(on=on, kind=DayKind.WEEKEND if is_weekend else DayKind.WORKING)

    return WorkCalendar(
        code=CODE,
        first=date(min(holidays).year, 1, 1),
        last=end_of_published(max(holidays).year),
        look_up=look_up,
    )


def _tables() -> tuple[dict[date, str], dict[date, str]]:
    """Return the days off and the make-up workdays with the names of their holidays."""
    import chinese_calendar  # type: ignore[import-untyped]  # noqa: PLC0415 - no hints; no start needs it

    constants = chinese_calendar.constants
    return constants.holidays, constants.workdays
