"""The rule over the facts for the report of 15 December: CN-AD-36.

Automobile Data Provisions Arts 13 and 14. The report is the company's; this checks that the
facts for it can be laid together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from ownerapp.compliance.deadlines.cool_down import report_reminder
from ownerapp.compliance.deadlines.parameters import Parameters
from ownerapp.compliance.requests.finding import RequestFinding
from ownerapp.domain.values import dataclass

_RULE = "CN-AD-36"


class ReportPart(StrEnum):
    """The parts of the report."""

    CONTACTS = "contacts"
    KINDS = "kinds"
    PLACES = "places"
    SHARING = "sharing"
    COMPLAINTS = "complaints"
    EXPORTS = "exports"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What is known for one year's report.

    A part that is known to be empty -- no complaint, no export -- is there as an empty
    tuple; a part that is not there is not known.
    """

    year: int
    parts: Mapping[ReportPart, tuple[str, ...]] = field(default_factory=dict)
    reminder_on: date | None = None


def check_yearly_report(
    facts: ReportFacts, *, parameters: Parameters
) -> tuple[RequestFinding, ...]:
    """Return what the rule finds in the facts for a report."""
    return tuple(_check(facts, parameters))


def _check(facts: ReportFacts, parameters: Parameters) -> Iterator[RequestFinding]:
    for part in ReportPart:
        if part not in facts.parts:
            yield RequestFinding(rule=_RULE, code="part-missing", facts={"part": part})
    due = report_reminder(facts.year, parameters)
    if facts.reminder_on != due:
        shown = facts.reminder_on.isoformat() if facts.reminder_on else ""
        yield RequestFinding(
            rule=_RULE, code="reminder-differs", facts={"due": due.isoformat(), "shown": shown}
        )
