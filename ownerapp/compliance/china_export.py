"""Export of personal data from China: route and volume, approvals, remote access."""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.china_pipl_special import ROUTES, lacking_facts
from ownerapp.compliance.deadlines.export_volume import (
    ExportRoute,
    ExportVolume,
    least_mechanism_for_volume,
)
from ownerapp.compliance.deadlines.parameters import ExportThresholds, GradeMark
from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SHOULD,
    SUMMARY,
    Found,
    Look,
    Register,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import Access, TransferMechanism, stated
from ownerapp.domain.notice_facts import Approval, Transfer

RULES = Register(RuleRegime.CHINA)

THRESHOLDS = ExportThresholds(
    article="Cross-border Data Provisions Arts 5, 7, 8",
    source="https://www.cac.gov.cn/2024-03/22/c_1712776611775634.htm; "
    "https://wilmerhale.com/insights/client-alerts/"
    "20240326-china-finalizes-rules-to-ease-data-export-compliance-burden",
    grade=GradeMark.SUMMARY,
    checked_on="2026-08",
    exempt_below=100_000,
    contract_or_certificate_below=1_000_000,
    sensitive_assessment_from=10_000,
    count_from_month=1,
    count_from_day=1,
)
"""The same numbers as in ``resources/deadlines``, which nothing here may read; a test
compares them."""
DAYS_OF_WARNING = 90
"""So long before its end an approval is spoken of."""

_EXPIRING = frozenset({TransferMechanism.CAC_ASSESSMENT, TransferMechanism.CERTIFICATION})
_REMOTE = frozenset({Access.QUERY, Access.DOWNLOAD})


@RULES.notice("CN-X-01", "CBDF Prov. 5, 7, 8", MUST, SUMMARY, "Mechanism fits volume")
def route_fits_volume(look: Look) -> Iterator[Found]:
    """Look for a declared route that is weaker than the declared numbers of people ask for.

    The largest declared number counts, as several transfers may be of the same people; what
    the notice does not say is taken at its least. An exemption with a reason may rest on
    something else than the number (Art 5), so it is left to the reader.
    """
    counted = [
        (practice, transfer)
        for practice in look.notice.practices
        for transfer in practice.transfers
        if not _is_exempt_for_a_reason(transfer)
    ]
    by_numbers = least_mechanism_for_volume(
        ExportVolume(
            people=max((_people(move) for item, move in counted if not item.sensitive), default=0),
            sensitive_people=max(
                (_people(move) for item, move in counted if item.sensitive), default=0
            ),
        ),
        THRESHOLDS,
    )
    for practice in look.notice.practices:
        is_important = practice.important is True
        needed = ExportRoute.ASSESSMENT if is_important else by_numbers
        for transfer in practice.transfers:
            yield from _route_is_enough(look, practice, transfer, needed)


def _route_is_enough(
    look: Look, practice: Practice, transfer: Transfer, needed: ExportRoute
) -> Iterator[Found]:
    """Yield a finding where a route is surely too weak, or no number tells."""
    route = stated(transfer.route)
    if route not in ROUTES:
        return
    look.applies()
    if _is_exempt_for_a_reason(transfer) and practice.important is not True:
        return
    if not needed.is_met_by(route):
        yield look.contrary("transfers.route", practice=practice, code=needed)
    elif transfer.scale is None and not ExportRoute.ASSESSMENT.is_met_by(route):
        yield look.found(Gap.MISSING, "transfers.scale", practice=practice)


def _is_exempt_for_a_reason(transfer: Transfer) -> bool:
    return transfer.route is TransferMechanism.EXEMPT and bool(transfer.exemption)


def _people(transfer: Transfer) -> int:
    return transfer.scale or 0


@RULES.practice("CN-X-02", "CBDF Prov. 9 / Cert. Measures", MUST, KNOWLEDGE, "Approval not expired")
def not_expired(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the end of each assessment and certificate; what ends soon gets a caveat."""
    for transfer in practice.transfers:
        if transfer.route not in _EXPIRING:
            continue
        expires = (transfer.approved or Approval()).expires
        yield from look.needs("transfers.approved.expires", expires, practice=practice)
        if expires is None:
            continue
        days = (expires - look.today).days
        facts = {"date": expires.isoformat()}
        if days <= 0:
            yield look.contrary(
                "transfers.approved.expires", practice=practice, code="expired", facts=facts
            )
        elif days <= DAYS_OF_WARNING:
            yield look.caveat("soon", practice=practice, facts=facts)


@RULES.practice(
    "CN-X-03", "Auto Export Guide 2026", SHOULD, SUMMARY, "Foreign remote access counts as export"
)
def remote_access(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a recipient abroad that queries or downloads, and is in no transfer."""
    told = {transfer.recipient for transfer in practice.transfers}
    for party_id in _looking_from_abroad(look.notice, practice):
        look.applies()
        if party_id not in told:
            yield look.found(Gap.MISSING, "transfers", practice=practice)


def _looking_from_abroad(notice: Notice, practice: Practice) -> Iterator[str]:
    for provision in practice.provisions or ():
        party = notice.party(provision.party)
        country = party.country if party else ""
        if country not in {"", "CN"} and provision.access in _REMOTE:
            yield provision.party


@RULES.practice("CN-X-04", "CBDF Prov. 10", MUST, KNOWLEDGE, "Exempt export still told")
def exempt_export(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for the reason of an exemption, and for the six facts of PIPL Art 39."""
    for transfer in practice.transfers:
        if transfer.route is TransferMechanism.EXEMPT:
            yield from look.needs("transfers.exemption", transfer.exemption, practice=practice)
            gap, lacking = lacking_facts(look.notice, transfer)
            if lacking:
                yield look.found(gap, *lacking, practice=practice, code="facts")


RULES.promise(
    "CN-X-05",
    "CAC Q&A 2026-07",
    SHOULD,
    SUMMARY,
    "Export consent is its own interaction",
    note="a practice whose data leaves the country is asked on a sheet of its own, never "
    "together with another",
)
