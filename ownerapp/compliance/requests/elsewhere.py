"""Rules of the United Kingdom, Korea, Japan and Brazil over a request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ownerapp.compliance.requests.europe import GDPR_REQUESTS
from ownerapp.compliance.requests.finding import RequestFinding, RequestLook, RequestRegister
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.request import OutputFormat, RequestType

UNITED_KINGDOM = RequestRegister(RuleRegime.UK)
KOREA = RequestRegister(RuleRegime.KOREA)
JAPAN = RequestRegister(RuleRegime.JAPAN)
BRAZIL = RequestRegister(RuleRegime.BRAZIL)
REGISTERS = (UNITED_KINGDOM, KOREA, JAPAN, BRAZIL)

_ACCESS = frozenset({RequestType.ACCESS, RequestType.COPY})
_KOREAN_CLOCK = frozenset(
    {
        RequestType.ACCESS,
        RequestType.COPY,
        RequestType.CORRECT,
        RequestType.DELETE,
        RequestType.RESTRICT,
        RequestType.OBJECT,
    }
)
_ELECTRONIC = frozenset(OutputFormat) - {OutputFormat.PAPER}
_AT_ONCE = timedelta(days=1)
"""How long an answer may take that Brazil's law wants at once (product choice)."""


@UNITED_KINGDOM.rule("UK-01")
def pausable_month(look: RequestLook) -> Iterator[RequestFinding]:
    """UK GDPR Arts 12, 12A: one month whose clock can pause, two more that are told."""
    if look.request.type not in GDPR_REQUESTS:
        return
    for wait in look.request.clarifications:
        if wait.ended_on is not None and wait.ended_on < wait.asked_on:
            yield look.found(
                "pause-ends-before-it-begins", asked=wait.asked_on, ended=wait.ended_on
            )
            return
    deadline = look.deadline("UK.gdpr.any")
    shown = look.request.shown_due("UK.gdpr.any")
    if shown is not None and deadline.due_on is None:
        yield look.found("due-while-waiting", shown=shown)
    elif shown is not None and shown != deadline.due_on:
        yield look.found("due-differs", shown=shown, due=deadline.due_on)
    yield from look.extension(deadline)
    yield from look.lateness(deadline)


@UNITED_KINGDOM.rule("UK-02")
def complaint(look: RequestLook) -> Iterator[RequestFinding]:
    """DPA 2018 s. 164A: an electronic form, receipt confirmed in 30 days."""
    if look.request.type is not RequestType.COMPLAINT:
        return
    url = look.request.form.url
    if url is not None and not url.strip():
        yield look.found("no-form")
    yield from look.receipt(look.deadline("UK.complaint.ack"))


@KOREA.rule("KR-01")
def no_harder_than_consent(look: RequestLook) -> Iterator[RequestFinding]:
    """PIPA Art 38(4): asking is no harder than the collection was."""
    form = look.request.form
    if (
        form.steps is not None
        and form.consent_steps is not None
        and form.steps > form.consent_steps
    ):
        yield look.found("more-steps", steps=form.steps, consent_steps=form.consent_steps)
    if form.is_consent_channel is False:
        yield look.found("other-channel")


@KOREA.rule("KR-02")
def ten_days(look: RequestLook) -> Iterator[RequestFinding]:
    """PIPA Decree Arts 41, 43, 44: ten days."""
    if look.request.type in _KOREAN_CLOCK:
        deadline = look.deadline("KR.access_correct_delete_suspend")
        yield from look.shown(deadline)
        yield from look.lateness(deadline)


@JAPAN.rule("JP-01")
def electronic_disclosure(look: RequestLook) -> Iterator[RequestFinding]:
    """APPI Arts 33 to 35: electronic disclosure, without delay; fourteen days to plan with."""
    request = look.request
    answer = request.handed_out
    if answer and request.type in _ACCESS and not answer.formats & _ELECTRONIC:
        yield look.found("not-electronic", formats=", ".join(sorted(answer.formats)))
    if request.type not in look.parameters.deadline("JP.any").requests:
        return
    target = look.deadline("JP.any").target_on
    ended = request.answer.closed_on if request.answer else look.today
    if target is not None and ended > target:
        # The law gives no number, so nobody is called late.
        yield look.found("target-passed", target=target)


@BRAZIL.rule("BR-01")
def simple_or_full(look: RequestLook) -> Iterator[RequestFinding]:
    """LGPD Art 19: a simple answer at once, or a full one in 15 days."""
    request = look.request
    if request.type not in _ACCESS:
        return
    if request.answer is not None and request.answer.is_simple:
        by = request.received_on + _AT_ONCE
        if request.answer.closed_on > by:
            yield look.found("simple-answer-late", due=by, answered=request.answer.closed_on)
        return
    deadline = look.deadline("BR.access_full")
    yield from look.shown(deadline)
    yield from look.lateness(deadline)


@BRAZIL.rule("BR-03")
def recipients_are_named(look: RequestLook) -> Iterator[RequestFinding]:
    """LGPD Art 18 VII: the answer names the entities that received the data."""
    answer = look.request.handed_out
    if answer is None or look.request.type not in _ACCESS:
        return
    if answer.recipients is not None and any(not name.strip() for name in answer.recipients):
        yield look.found("recipient-without-name")
