"""What a rule over a request finds, and what it looks at."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import TypeAlias

from ownerapp.compliance.deadlines.clock import (
    Deadline,
    answer_by,
    deadline_of,
    extension_limit,
)
from ownerapp.compliance.deadlines.parameters import Parameters
from ownerapp.domain.errors import HolidaysUnknownError, PlaceUnknownError
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.request import Request
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFinding:
    """One thing that is not as a rule asks."""

    rule: str
    code: str
    """Short and stable, for example ``answered-late``."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """Dates as YYYY-MM-DD, numbers, or what the person or the company wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndecidedRule:
    """A rule that could not be decided, and why."""

    rule: str
    reason: HolidaysUnknownError | PlaceUnknownError


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReport:
    """What the rules of a request's laws find."""

    findings: tuple[RequestFinding, ...]
    undecided: tuple[UndecidedRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLook:
    """What a rule looks at.

    Attributes:
        rule: The rule's id.
        today: The day of the check, for what is overdue.
    """

    rule: str
    request: Request
    today: date
    parameters: Parameters

    def found(self, code: str, **facts: object) -> RequestFinding:
        """Return a finding of this rule; dates are written as YYYY-MM-DD."""
        return RequestFinding(
            rule=self.rule, code=code, facts={name: str(fact) for name, fact in facts.items()}
        )

    def deadline(self, parameter_id: str) -> Deadline:
        """Return a law's deadline for the request.

        Raises:
            HolidaysUnknownError: The count touches a day that the calendar does not know.
            PlaceUnknownError: It is not known whose holidays count.
        """
        return deadline_of(self.parameters.deadline(parameter_id), self.request)

    def shown(self, deadline: Deadline) -> Iterator[RequestFinding]:
        """Yield what is wrong with the last day that was shown; the clock has to have one."""
        shown = self.request.shown_due(deadline.parameter.id)
        if shown is None:
            yield self.found("due-missing", due=deadline.due_on)
        elif shown != deadline.due_on:
            yield self.found("due-differs", shown=shown, due=deadline.due_on)

    def lateness(self, deadline: Deadline) -> Iterator[RequestFinding]:
        """Yield that the answer came late, or is overdue; a valid extension counts."""
        by = answer_by(deadline, self.request)
        if by is not None:
            yield from self.later_than(by)

    def later_than(self, by: date) -> Iterator[RequestFinding]:
        """Yield that the answer came after a day, or is still missing after it."""
        answer = self.request.answer
        if answer is None:
            if self.today > by:
                yield self.found("overdue", due=by)
        elif answer.closed_on > by:
            yield self.found("answered-late", due=by, answered=answer.closed_on)

    def receipt(self, deadline: Deadline) -> Iterator[RequestFinding]:
        """Yield that receipt was confirmed late or not at all; an answer in time confirms."""
        by, answer = deadline.due_on, self.request.answer
        acknowledged = self.request.acknowledged_on
        if by is None or (answer is not None and answer.closed_on <= by):
            return
        if acknowledged is not None:
            if acknowledged > by:
                yield self.found("acknowledged-late", due=by, acknowledged=acknowledged)
        elif self.today > by:
            yield self.found("not-acknowledged", due=by)

    def extension(self, deadline: Deadline) -> Iterator[RequestFinding]:
        """Yield what is wrong with an extension.

        Raises:
            HolidaysUnknownError: How far an extension may go cannot be worked out.
        """
        extension, due = self.request.extension, deadline.due_on
        if extension is None or due is None:
            return
        if extension.told_on is None:
            yield self.found("extension-not-told", due=due)
        elif extension.told_on > due:
            yield self.found("extension-told-late", due=due, told=extension.told_on)
        limit = deadline.extendable_to or extension_limit(deadline.parameter, self.request)
        if limit is not None and extension.until > limit:
            yield self.found("extended-too-far", limit=limit, until=extension.until)


RequestRule: TypeAlias = Callable[[RequestLook], Iterator[RequestFinding]]


@dataclasses.dataclass(slots=True)
class RequestRegister:
    """The rules of one law over requests, by their ids."""

    regime: RuleRegime
    rules: dict[str, RequestRule] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Callable[[RequestRule], RequestRule]:
        """Register a rule's function."""

        def register(check: RequestRule) -> RequestRule:
            self.rules[rule_id] = check
            return check

        return register
