"""Requests for tests: a plain one, to be changed in one or two fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ownerapp.compliance.requests import RequestReport, check_request
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import PersonId
from ownerapp.domain.request import Answer, Outcome, Request, RequestType, ShownDue
from ownerapp.packs.deadlines import deadline_parameters

MONDAY = date(2026, 3, 2)
"""A Monday with no holiday near it in any law of the tests."""
PLAIN = Request(
    type=RequestType.ACCESS,
    regimes=(RuleRegime.EU,),
    person=PersonId("person"),
    received_on=MONDAY,
    member_state="DE",
)


def made(regime: RuleRegime, type_: RequestType, **changes: Any) -> Request:
    """Return a request under one law."""
    return replace(PLAIN, type=type_, regimes=(regime,), **changes)


def answered(on: date, outcome: Outcome = Outcome.GRANTED, **changes: Any) -> Answer:
    """Return an answer of a day."""
    return replace(Answer(closed_on=on, outcome=outcome), **changes)


def shown(parameter: str, on: date) -> tuple[ShownDue, ...]:
    """Return the last day that was shown for one parameter."""
    return (ShownDue(parameter=parameter, on=on),)


def report(request: Request, today: date = MONDAY) -> RequestReport:
    """Return what the rules find in a request."""
    return check_request(request, today=today, parameters=deadline_parameters())


def codes(request: Request, rule: str, today: date = MONDAY) -> list[str]:
    """Return the codes of what one rule finds."""
    return [found.code for found in report(request, today).findings if found.rule == rule]
