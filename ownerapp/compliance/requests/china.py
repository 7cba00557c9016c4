"""Rules of China over a request."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.requests.finding import RequestFinding, RequestLook, RequestRegister
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.request import RequestType

RULES = RequestRegister(RuleRegime.CHINA)


@RULES.rule("CN-AD-30")
def deletion_of_sensitive_data(look: RequestLook) -> Iterator[RequestFinding]:
    """Automobile Data Provisions Art 9(5): sensitive data is deleted in ten working days."""
    if look.request.type is RequestType.DELETE and look.request.is_about_sensitive:
        deadline = look.deadline("CN.auto.delete_sensitive")
        yield from look.shown(deadline)
        yield from look.lateness(deadline)


@RULES.rule("CN-O-02")
def fifteen_working_days(look: RequestLook) -> Iterator[RequestFinding]:
    """App method 2019: correction, deletion and complaints in fifteen working days."""
    match look.request.type:
        case RequestType.CORRECT | RequestType.DELETE | RequestType.CLOSE_ACCOUNT:
            deadline = look.deadline("CN.app.correct_delete")
        case RequestType.COMPLAINT:
            deadline = look.deadline("CN.app.complaint")
        case _:
            return
    shown = look.request.shown_due(deadline.parameter.id)
    # A promised day may be earlier than the method's, never later.
    if shown is None and deadline.due_on is not None:
        yield look.found("due-missing", due=deadline.due_on)
    elif shown is not None and deadline.due_on is not None and shown > deadline.due_on:
        yield look.found("due-too-late", shown=shown, due=deadline.due_on)
    yield from look.lateness(deadline)


@RULES.rule("CN-O-06")
def refusal_to_a_minor(look: RequestLook) -> Iterator[RequestFinding]:
    """Minors Regulations Art 34: a refusal to a minor or guardian is in writing."""
    refusal = look.request.refusal
    if refusal and look.request.is_from_minor and not refusal.document.strip():
        yield look.found("no-document")


@RULES.rule("CN-P-23")
def reasons_of_a_refusal(look: RequestLook) -> Iterator[RequestFinding]:
    """PIPL Art 50: a refusal has reasons."""
    refusal = look.request.refusal
    if refusal and not refusal.reason.strip():
        yield look.found("no-reason")
