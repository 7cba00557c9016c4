"""Rules over asking a person again who said no: CN-N-05 and US-C-14."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from ownerapp.compliance.deadlines.cool_down import quiet_after
from ownerapp.compliance.deadlines.parameters import Parameters
from ownerapp.compliance.requests.finding import RequestFinding
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAgain:
    """One question after a no; both moments are aware."""

    refused_at: datetime
    """The last no; for California, the opt-out."""
    asked_at: datetime
    zone: tzinfo
    """The person's local zone."""


def check_asking_again(
    asked: AskedAgain, *, regimes: tuple[RuleRegime, ...], parameters: Parameters
) -> tuple[RequestFinding, ...]:
    """Return which laws a question came too soon for."""
    return tuple(finding for regime in regimes for finding in _too_soon(asked, regime, parameters))


def _too_soon(
    asked: AskedAgain, regime: RuleRegime, parameters: Parameters
) -> Iterator[RequestFinding]:
    quiet = quiet_after(asked.refused_at, regime, asked.zone, parameters)
    if quiet is None or quiet.until is None or asked.asked_at >= quiet.until:
        return
    for rule in quiet.cool_down.rules:
        yield RequestFinding(
            rule=rule,
            code="asked-too-soon",
            facts={"until": quiet.until.isoformat(), "asked": asked.asked_at.isoformat()},
        )
