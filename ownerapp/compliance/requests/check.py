"""Checks a request against the rules of its laws."""

from __future__ import annotations

from datetime import date

from ownerapp.compliance.deadlines.parameters import Parameters
from ownerapp.compliance.requests import california, china, elsewhere, europe
from ownerapp.compliance.requests.finding import (
    RequestFinding,
    RequestLook,
    RequestReport,
    UndecidedRule,
)
from ownerapp.domain.errors import HolidaysUnknownError, PlaceUnknownError
from ownerapp.domain.request import Request

_REGISTERS = (china.RULES, europe.RULES, california.RULES, *elsewhere.REGISTERS)

REQUEST_RULES: tuple[str, ...] = tuple(rule for register in _REGISTERS for rule in register.rules)
"""The ids of all rules over a request."""


def check_request(request: Request, *, today: date, parameters: Parameters) -> RequestReport:
    """Return what the rules of a request's laws find.

    Args:
        request: The request.
        today: The local day, for what is overdue.
        parameters: The numbers of the law.
    """
    findings: list[RequestFinding] = []
    undecided: list[UndecidedRule] = []
    for register in _REGISTERS:
        if register.regime not in request.regimes:
            continue
        for rule, check in register.rules.items():
            look = RequestLook(rule=rule, request=request, today=today, parameters=parameters)
            try:
                findings.extend(check(look))
            except (HolidaysUnknownError, PlaceUnknownError) as error:
                undecided.append(UndecidedRule(rule=rule, reason=error))
    return RequestReport(findings=tuple(findings), undecided=tuple(undecided))
