"""Rules of California over a request."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.requests.finding import RequestFinding, RequestLook, RequestRegister
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.request import RequestType

RULES = RequestRegister(RuleRegime.CALIFORNIA)

DISCONNECT_LINK = "HOW TO DISCONNECT REMOTE VEHICLE ACCESS"
"""The link's words, Cal. Vehicle Code 28220."""
_KNOW_DELETE_CORRECT = frozenset(
    {
        RequestType.ACCESS,
        RequestType.COPY,
        RequestType.CORRECT,
        RequestType.DELETE,
        RequestType.PORT,
    }
)
_OPT_OUT = frozenset({RequestType.OPT_OUT, RequestType.LIMIT})


@RULES.rule("US-C-11")
def receipt_and_answer(look: RequestLook) -> Iterator[RequestFinding]:
    """11 CCR 7021: receipt in 10 business days, the answer in 45 days, 90 at most."""
    if look.request.type not in _KNOW_DELETE_CORRECT:
        return
    answer = look.deadline("US-CA.know_delete_correct")
    yield from look.extension(answer)
    yield from look.lateness(answer)
    # Counted last: its calendar may not know the year, which the 45 days do not ask.
    yield from look.receipt(look.deadline("US-CA.ack"))


@RULES.rule("US-C-12")
def opt_out_in_time(look: RequestLook) -> Iterator[RequestFinding]:
    """11 CCR 7026(f), 7027(g): opt-out and limit in 15 business days."""
    if look.request.type in _OPT_OUT:
        yield from look.lateness(look.deadline("US-CA.optout_limit"))


@RULES.rule("US-C-13")
def no_identity_check(look: RequestLook) -> Iterator[RequestFinding]:
    """11 CCR 7060(b): no identity check for opt-out and limit."""
    if look.request.type in _OPT_OUT and look.request.form.asks_identity_document:
        yield look.found("identity-asked")


@RULES.rule("US-C-17")
def delete_all(look: RequestLook) -> Iterator[RequestFinding]:
    """11 CCR 7022(h): where parts can be deleted, one choice deletes everything."""
    form = look.request.form
    # Only a known "no" is a finding.
    if look.request.type is RequestType.DELETE and form.offers_parts and form.offers_all is False:
        yield look.found("no-delete-all")


@RULES.rule("US-V-02")
def remote_access(look: RequestLook) -> Iterator[RequestFinding]:
    """Vehicle Code 28220: the link by its exact words, done in two business days."""
    request = look.request
    if request.type is not RequestType.DISCONNECT:
        return
    if request.form.link_text is not None and request.form.link_text != DISCONNECT_LINK:
        yield look.found("link-text-differs", text=request.form.link_text)
    deadline = look.deadline("US-CA.sb1394")
    yield from look.shown(deadline)
    yield from look.lateness(deadline)
