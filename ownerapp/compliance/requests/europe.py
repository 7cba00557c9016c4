"""Rules of the European Union over a request: GDPR and Data Act."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.requests.finding import RequestFinding, RequestLook, RequestRegister
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice_codes import LegalGround
from ownerapp.domain.request import OutputFormat, RequestType

RULES = RequestRegister(RuleRegime.EU)

GDPR_REQUESTS = frozenset(
    {
        RequestType.ACCESS,
        RequestType.COPY,
        RequestType.CORRECT,
        RequestType.DELETE,
        RequestType.RESTRICT,
        RequestType.OBJECT,
        RequestType.PORT,
    }
)
"""The requests of GDPR Arts 15 to 22, to which Art 12(3) to (5) applies."""
_CLOCK = "EU.gdpr.any"
_ELECTRONIC = frozenset({OutputFormat.PDF, OutputFormat.CSV, OutputFormat.JSON})
_PORTABLE = frozenset({OutputFormat.JSON, OutputFormat.CSV, OutputFormat.XML})
_PORTABLE_GROUNDS = frozenset(
    # Art 20(1)(a); a ground of Art 9(2)(a) stands beside consent.
    {LegalGround.CONSENT, LegalGround.GDPR_CONSENT, LegalGround.GDPR_CONTRACT}
)


@RULES.rule("EU-G-20")
def one_month(look: RequestLook) -> Iterator[RequestFinding]:
    """GDPR Art 12(3): one month, and two more that are told inside the first."""
    if look.request.type not in GDPR_REQUESTS:
        return
    deadline = look.deadline(_CLOCK)
    yield from look.shown(deadline)
    yield from look.extension(deadline)
    yield from look.lateness(deadline)


@RULES.rule("EU-G-21")
def refusal_with_remedies(look: RequestLook) -> Iterator[RequestFinding]:
    """GDPR Art 12(4): a refusal within the month, with reasons, authority and court."""
    refusal = look.request.refusal
    if refusal is None or look.request.type not in GDPR_REQUESTS:
        return
    named = (("reason", refusal.reason), ("authority", refusal.authority), ("court", refusal.court))
    for part, text in named:
        if not text.strip():
            yield look.found(f"no-{part}")
    # Art 12(4) knows no extension.
    due = look.deadline(_CLOCK).due_on
    if due is not None and refusal.closed_on > due:
        yield look.found("refused-late", due=due, answered=refusal.closed_on)


@RULES.rule("EU-G-22")
def free_of_charge(look: RequestLook) -> Iterator[RequestFinding]:
    """GDPR Art 12(5): free, unless the request is unfounded or excessive."""
    request = look.request
    if request.type in GDPR_REQUESTS and request.fee and not request.fee_reason.strip():
        yield look.found("fee-without-reason", fee=request.fee)


@RULES.rule("EU-G-24")
def electronic_copy(look: RequestLook) -> Iterator[RequestFinding]:
    """GDPR Art 15(3): an electronic request is answered in a common electronic form."""
    request = look.request
    if request.type not in {RequestType.ACCESS, RequestType.COPY} or not request.is_electronic:
        return
    answer = request.handed_out
    if answer and not answer.formats & _ELECTRONIC:
        yield look.found("not-electronic", formats=_names(answer.formats))


@RULES.rule("EU-G-25")
def portable_format(look: RequestLook) -> Iterator[RequestFinding]:
    """GDPR Art 20: a machine-readable format, for data from consent or contract."""
    request = look.request
    if request.type is not RequestType.PORT:
        return
    answer = request.handed_out
    if request.ground is not None and request.ground not in _PORTABLE_GROUNDS:
        yield look.found("ground-without-portability", ground=request.ground)
    elif answer and not answer.formats & _PORTABLE:
        yield look.found("not-portable", formats=_names(answer.formats))


@RULES.rule("EU-A-06")
def product_data_is_free(look: RequestLook) -> Iterator[RequestFinding]:
    """Data Act Arts 4(1), 5: access and sharing cost the user nothing."""
    request = look.request
    if request.type in {RequestType.DATA_ACT_ACCESS, RequestType.DATA_ACT_SHARE} and request.fee:
        yield look.found("fee-charged", fee=request.fee)


def _names(formats: frozenset[OutputFormat]) -> str:
    return ", ".join(sorted(formats))
