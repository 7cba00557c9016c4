"""The calendar of a place, by its code."""

from __future__ import annotations

from ownerapp.compliance.deadlines import california as _california
from ownerapp.compliance.deadlines import china as _china
from ownerapp.compliance.deadlines.days import WorkCalendar
from ownerapp.compliance.deadlines.europe import europe


def work_calendar(code: str) -> WorkCalendar:
    """Return the working-day calendar of a place.

    Args:
        code: ``CN``, ``US-CA``, or a state of the EEA or ``GB``, with a region or without.

    Raises:
        PlaceUnknownError: There is no calendar for this code.
    """
    match code:
        case _china.CODE:
            return _china.china()
        case _california.CODE:
            return _california.california()
        case _:
            return europe(code)
