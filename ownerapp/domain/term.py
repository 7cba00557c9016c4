"""Terms: how long a given consent lasts, chosen by the person.

Rules:

1. Days and calendar months count in the local zone of the moment, same clock time, last
   day of the month if the day is missing; a clock time that the zone skips moves forward.
2. ``drive`` ends when the person says so, at latest 24 hours after.
3. ``open`` has no end and is never offered for a sensitive practice under the Chinese
   profile (CAAM requirement T2, GB/T 41871: no "always allow", no "permanent").
"""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum


class Term(StrEnum):
    """The terms that a notice may offer, shortest first."""

    DRIVE = "drive"
    DAYS_7 = "7d"
    MONTHS_3 = "3m"
    YEAR_1 = "1y"
    OPEN = "open"


_DRIVE_LIMIT = timedelta(hours=24)
_MONTHS = {Term.MONTHS_3: 3, Term.YEAR_1: 12}


def term_end(term: Term, given_at: datetime, zone: tzinfo) -> datetime | None:
    """Return the UTC instant at which a term given now ends, or None for ``open``.

    Args:
        term: The chosen term.
        given_at: The moment of the yes, aware.
        zone: The local zone of that moment; days and months count in it.
    """
    if term is Term.OPEN:
        return None
    if term is Term.DRIVE:
        return (given_at + _DRIVE_LIMIT).astimezone(UTC)
    local = given_at.astimezone(zone)
    wall = local.replace(tzinfo=None)
    end = wall + timedelta(days=7) if term is Term.DAYS_7 else _add_months(wall, _MONTHS[term])
    # A wall time that does not exist (spring forward) maps to the instant after the gap.
    return end.replace(tzinfo=zone).astimezone(UTC)


def _add_months(wall: datetime, months: int) -> datetime:
    """Return the same day and clock time some months on, or that month's last day."""
    index = wall.year * 12 + wall.month - 1 + months
    year, month = divmod(index, 12)
    day = min(wall.day, calendar.monthrange(year, month + 1)[1])
    return wall.replace(year=year, month=month + 1, day=day)


def offered_terms(
    stated: tuple[Term, ...], *, is_sensitive: bool, is_chinese_profile: bool
) -> tuple[Term, ...]:
    """Return the terms that may be offered, of those that the notice states."""
    if is_sensitive and is_chinese_profile:
        return tuple(term for term in stated if term is not Term.OPEN)
    return stated
