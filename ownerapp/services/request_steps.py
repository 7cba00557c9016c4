"""What a reply changes in a request, and where a request stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ownerapp.compliance.deadlines.clock import Headline
from ownerapp.domain.errors import RequestStepError
from ownerapp.domain.request import Answer, Extension, Outcome, OutputFormat, Wait
from ownerapp.domain.rights import OUTCOMES, KeptRequest, ReplyKind, RequestState
from ownerapp.domain.values import dataclass

_SHOWS_RECEIPT = frozenset(
    {ReplyKind.RECEIPT, ReplyKind.EXTENSION, ReplyKind.IDENTITY, ReplyKind.CLARIFICATION}
)
"""The replies that nobody could write who did not get the letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyGiven:
    """A reply as the person keeps it: a file, a text, or only what it does."""

    kind: ReplyKind
    on: date
    text: str = ""
    path: str = ""
    until: date | None = None
    """For more time, the day that the company names."""
    reason: str = ""
    authority: str = ""
    court: str = ""
    formats: frozenset[OutputFormat] = frozenset()


def state_of(request: KeptRequest, ahead: Headline | None, today: date) -> RequestState:
    """Return where a request stands on a day."""
    answer, binds = request.answer, ahead is not None and ahead.clock.parameter.is_binding
    if answer is not None and request.closed_on is None:
        refused = answer.outcome is Outcome.REFUSED
        return RequestState.REFUSED if refused else RequestState.ANSWERED
    states = (
        (request.sent is None, RequestState.DRAFTED),
        (request.closed_on is not None, RequestState.CLOSED),
        (binds and ahead is not None and ahead.on < today, RequestState.OVERDUE),
        (request.awaits_person, RequestState.WAITING_FOR_YOU),
        (request.extension is not None, RequestState.EXTENDED),
        (request.acknowledged_on is not None, RequestState.ACKNOWLEDGED),
    )
    return next((state for holds, state in states if holds), RequestState.SENT)


def after_reply(
    request: KeptRequest, given: ReplyGiven, *, has_document: bool, name: str
) -> KeptRequest:
    """Return a request after a reply.

    Raises:
        RequestStepError: It was answered already, or the reply lacks its day.
    """
    if given.kind in _SHOWS_RECEIPT:
        request = replace(request, acknowledged_on=request.acknowledged_on or given.on)
    outcome = OUTCOMES.get(given.kind)
    if outcome is not None:
        if request.answer is not None:
            raise RequestStepError(reason="answered")
        answer = Answer(
            closed_on=given.on,
            outcome=outcome,
            document=(name or "text") if has_document else "",
            reason=given.reason,
            authority=given.authority,
            court=given.court,
            formats=given.formats or _formats(name, has_document=has_document),
        )
        return replace(request, answer=answer)
    if given.kind is ReplyKind.EXTENSION:
        if given.until is None or given.until <= given.on:
            raise RequestStepError(reason="until-missing")
        return replace(request, extension=Extension(until=given.until, told_on=given.on))
    if given.kind is ReplyKind.IDENTITY:
        return replace(request, identity=Wait(asked_on=given.on))
    if given.kind is ReplyKind.CLARIFICATION:
        waits = (*request.clarifications, Wait(asked_on=given.on))
        return replace(request, clarifications=waits)
    return request


def ended(wait: Wait, on: date) -> Wait:
    """Return a wait with the day on which it ended, where it has none."""
    return wait if wait.ended_on is not None else replace(wait, ended_on=on)


def _formats(name: str, *, has_document: bool) -> frozenset[OutputFormat]:
    """Return the form of an answer that was kept as a file, by the ending of its name."""
    ending = name.rsplit(".", 1)[-1].casefold() if "." in name else ""
    known = {item.value: item for item in OutputFormat}
    if ending in known:
        return frozenset({known[ending]})
    return frozenset({OutputFormat.OTHER_FILE}) if has_document and name else frozenset()
