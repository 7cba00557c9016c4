"""When a person who said no may be asked again.

NDSMR Art 22(5) forbids frequent asking without a number; 11 CCR 7026(k) and 7027(l) give
twelve months. Where no law gives a number, none is invented.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo

from ownerapp.compliance.deadlines.counting import add_months
from ownerapp.compliance.deadlines.parameters import CoolDown, Parameters, Period, Unit
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The time in which a person is left in peace."""

    cool_down: CoolDown
    until: datetime | None
    """The first moment at which asking again is in order, UTC; None where no law fixes one."""


def quiet_after(
    refused_at: datetime, regime: RuleRegime, zone: tzinfo, parameters: Parameters
) -> Quiet | None:
    """Return how long a person is left in peace after a no; None for an unknown regime.

    Args:
        refused_at: The moment of the no or of the opt-out, aware.
        regime: The law.
        zone: The person's local zone; months count in it.
        parameters: The numbers of the law.
    """
    cool_down = parameters.cool_down(regime)
    if cool_down is None:
        return None
    until = None if cool_down.period is None else _end(refused_at, cool_down.period, zone)
    return Quiet(cool_down=cool_down, until=until)


def report_reminder(year: int, parameters: Parameters) -> date:
    """Return the day of the yearly report on important data (Automobile Provisions Art 13)."""
    reminder = parameters.report_reminder_cn
    return date(year, reminder.month, reminder.day)


def _end(refused_at: datetime, period: Period, zone: tzinfo) -> datetime:
    match period.unit:
        case Unit.HOUR:
            # Hours run on the clock, through any change of it.
            return refused_at.astimezone(UTC) + timedelta(hours=period.n)
        case Unit.DAY | Unit.WORKING_DAY | Unit.MONTH:
            local = refused_at.astimezone(zone).replace(tzinfo=None)
            months = period.n if period.unit is Unit.MONTH else 0
            days = 0 if period.unit is Unit.MONTH else period.n
            on = add_months(local.date(), months) + timedelta(days=days)
            return datetime.combine(on, local.time(), tzinfo=zone).astimezone(UTC)
