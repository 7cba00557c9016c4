"""Public holidays of the states of the EEA and of the United Kingdom, from ``holidays``.

Only days off by law are taken (the library's category *public*), not bank, school, optional
or half days. Regulation 1182/71 Art 2(1) asks for the holidays of the state in which the
company answers; where the region is not named, a holiday of some regions only is doubtful.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ownerapp.compliance.deadlines.days import Day, Holiday, WorkCalendar, ordinary_day
from ownerapp.compliance.deadlines.horizon import (
    PUBLISHED_THROUGH,
    end_of_computed,
    end_of_published,
)
from ownerapp.domain.errors import PlaceUnknownError

if TYPE_CHECKING:
    from holidays import HolidayBase

MEMBER_STATES = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
EEA = (*MEMBER_STATES, "IS", "LI", "NO")
UNITED_KINGDOM = "GB"
UK_NATIONS = ("ENG", "NIR", "SCT", "WLS")
FIRST_YEAR = 2018
"""The GDPR applies since 2018."""
_YEARLY = frozenset({"BG", "ES", "HU", "LV"})
"""States whose government publishes moved or regional days off every year."""
_MOVED = ("Day off (substituted", "Non-working day")
"""Names of days off that a government moves there: not plainly public holidays."""
_ENGLISH = "en_US"


@cache
def europe(code: str) -> WorkCalendar:
    """Return the calendar of a state or of one of its regions: ``DE``, ``DE-BY``, ``GB-SCT``.

    Raises:
        PlaceUnknownError: There is no such state of the EEA, or no such region.
    """
    state, dash, region = code.partition("-")
    if state not in {*EEA, UNITED_KINGDOM} or (dash and region not in _regions(state)):
        raise PlaceUnknownError(place=code)

    def look_up(on: date) -> Day:
        return ordinary_day(on, _of_year(state, region, on.year).get(on))

    return WorkCalendar(
        code=code,
        first=date(FIRST_YEAR, 1, 1),
        last=end_of_published(PUBLISHED_THROUGH) if state in _YEARLY else end_of_computed(),
        look_up=look_up,
    )


@cache
def _regions(state: str) -> frozenset[str]:
    import holidays  # noqa: PLC0415 - no start needs it

    return frozenset(holidays.country_holidays(state).subdivisions)


@cache
def _of_year(state: str, region: str, year: int) -> dict[date, Holiday]:
    certain = {
        on: Holiday(name=name, is_doubtful=name.startswith(_MOVED))
        for on, name in _public(state, region, year).items()
    }
    if region:
        return certain
    regional = {
        on: Holiday(name=name, is_doubtful=True)
        for each in sorted(_regions(state))
        for on, name in _public(state, each, year).items()
    }
    return regional | certain


def _public(state: str, region: str, year: int) -> HolidayBase:
    import holidays  # noqa: PLC0415 - no start needs it

    return holidays.country_holidays(
        state,
        subdiv=region or None,
        years=year,
        # Another year than the asked one is never added behind our back.
        expand=False,
        language=_ENGLISH,
    )
