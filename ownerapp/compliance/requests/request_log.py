"""The rule over the log of requests: US-C-18 (11 CCR 7101)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ownerapp.compliance.deadlines.counting import add_months
from ownerapp.compliance.requests.finding import RequestFinding
from ownerapp.domain.request import Outcome, RequestType
from ownerapp.domain.values import dataclass

MONTHS_KEPT = 24
_RULE = "US-C-18"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLogEntry:
    """What a log keeps of one request; None or empty where it does not."""

    made_on: date | None
    type: RequestType | None
    manner: str
    """How it was made, for example by mail."""
    answered_on: date | None = None
    outcome: Outcome | None = None
    refusal_basis: str = ""
    purged_on: date | None = None


def kept_until(entry: RequestLogEntry) -> date | None:
    """Return the first day on which an entry may go: 24 months after its last date."""
    dates = [on for on in (entry.made_on, entry.answered_on) if on is not None]
    return add_months(max(dates), MONTHS_KEPT) if dates else None


def check_request_log(entries: tuple[RequestLogEntry, ...]) -> tuple[RequestFinding, ...]:
    """Return what the rule finds in a log."""
    return tuple(finding for entry in entries for finding in _check(entry))


def _check(entry: RequestLogEntry) -> Iterator[RequestFinding]:
    for field in _missing(entry):
        yield RequestFinding(rule=_RULE, code="field-missing", facts={"field": field})
    until = kept_until(entry)
    if entry.purged_on is not None and until is not None and entry.purged_on < until:
        yield RequestFinding(
            rule=_RULE,
            code="purged-early",
            facts={"purged": entry.purged_on.isoformat(), "until": until.isoformat()},
        )


def _missing(entry: RequestLogEntry) -> Iterator[str]:
    if entry.made_on is None:
        yield "date"
    if entry.type is None:
        yield "type"
    if not entry.manner.strip():
        yield "manner"
    # What an answer brings is missing only once there was one.
    if entry.outcome is not None and entry.answered_on is None:
        yield "answer date"
    if entry.answered_on is not None and entry.outcome is None:
        yield "nature of the answer"
    refuses = entry.outcome in {Outcome.REFUSED, Outcome.PARTLY}
    if refuses and not entry.refusal_basis.strip():
        yield "basis of the refusal"
