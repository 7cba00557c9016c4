"""Automobile Data Provisions, Arts 11 to 17: important data, its export, complaints."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ownerapp.compliance.rule import (
    KNOWLEDGE,
    MUST,
    SHOULD,
    SUMMARY,
    Found,
    Look,
    Register,
    gap_of,
)
from ownerapp.domain.finding import Gap, RuleRegime
from ownerapp.domain.notice import Practice, Reach
from ownerapp.domain.notice_codes import (
    ApprovalStatus,
    TransferMechanism,
    stated,
)
from ownerapp.domain.notice_facts import Approval, Transfer

RULES = Register(RuleRegime.CHINA)


@RULES.practice("CN-AD-32", "Auto Prov. 11", MUST, SUMMARY, "Important data stored in China")
def stored_in_china(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for China as the place, and as the only one where nothing is exported.

    What stays in the car has no country: the car itself is in China.
    """
    if practice.important is not True:
        return
    look.applies()
    countries = practice.storage_countries
    if not countries:
        if practice.reach is not Reach.CAR:
            yield look.found(gap_of(countries), "storage_countries", practice=practice)
    elif "CN" not in countries:
        yield look.contrary("storage_countries", practice=practice, code="elsewhere")
    elif not practice.transfers and set(countries) != {"CN"}:
        yield look.contrary("storage_countries", practice=practice, code="also-elsewhere")


@RULES.practice(
    "CN-AD-33",
    "Auto Prov. 11",
    MUST,
    SUMMARY,
    "Export of important data only after assessment",
)
def assessed_export(look: Look, practice: Practice) -> Iterator[Found]:
    """Look for a passed assessment and its number on every transfer of important data."""
    if practice.important is not True:
        return
    for transfer in practice.transfers:
        yield from look.needs("transfers.route", transfer.route, practice=practice)
        if stated(transfer.route) not in {None, TransferMechanism.CAC_ASSESSMENT}:
            yield look.contrary("transfers.route", practice=practice, code="route")
        approved = transfer.approved or Approval()
        yield from look.needs(
            "transfers.approved.status", approved.status, practice=practice, code="status"
        )
        if stated(approved.status) not in {None, ApprovalStatus.PASSED}:
            yield look.contrary("transfers.approved.status", practice=practice, code="not-passed")
        yield from look.needs(
            "transfers.approved.ref",
            approved.ref or transfer.approval,
            practice=practice,
            code="number",
        )


@RULES.practice("CN-AD-34", "Auto Prov. 12", MUST, SUMMARY, "Export within approved limits")
def within_limits(look: Look, practice: Practice) -> Iterator[Found]:
    """Compare each transfer with the limits of its assessment, field by field.

    A limit that an assessment does not state is missing, never unlimited. Of another
    approval, which need not set limits, those that are stated are compared.
    """
    for transfer in practice.transfers:
        is_assessed = (
            practice.important is True or transfer.route is TransferMechanism.CAC_ASSESSMENT
        )
        if not is_assessed and transfer.approved is None:
            continue
        look.applies()
        for field_name, check in _LIMITS.items():
            gap = check(transfer, transfer.approved or Approval())
            if gap is Gap.CONTRARY:
                yield look.contrary(field_name, practice=practice, code="beyond")
            elif gap is not None and is_assessed:
                yield look.found(gap, field_name, practice=practice)


_Limit = Callable[[Transfer, Approval], Gap | None]


def _named(moved: Callable[[Transfer], str], allowed: Callable[[Approval], object]) -> _Limit:
    """Return the comparison of a code with a list of codes."""

    def compare(transfer: Transfer, approval: Approval) -> Gap | None:
        code, codes = moved(transfer), allowed(approval)
        if not code or not isinstance(codes, tuple) or not codes:
            return Gap.MISSING
        return None if code in codes else Gap.CONTRARY

    return compare


def _categories(transfer: Transfer, approval: Approval) -> Gap | None:
    if not transfer.categories or not approval.categories:
        return Gap.MISSING
    is_within = all(
        any(category.is_a(allowed) for allowed in approval.categories)
        for category in transfer.categories
    )
    return None if is_within else Gap.CONTRARY


def _scale(transfer: Transfer, approval: Approval) -> Gap | None:
    if transfer.scale is None or approval.scale is None:
        return Gap.MISSING
    return None if transfer.scale <= approval.scale else Gap.CONTRARY


_LIMITS: dict[str, _Limit] = {
    "transfers.approved.purposes": _named(
        lambda transfer: transfer.purpose_code, lambda approval: approval.purposes
    ),
    "transfers.approved.methods": _named(
        lambda transfer: transfer.method_code, lambda approval: approval.methods
    ),
    "transfers.approved.categories": _categories,
    "transfers.approved.scale": _scale,
}


RULES.undecidable(
    "CN-AD-35",
    "Auto Prov. 12",
    SHOULD,
    SUMMARY,
    "Exported data can be shown readably",
    note="the data that a company sends abroad is in its hands, not in a notice or in this "
    "program; what a notice declares about an export is shown and stands in every record",
)
RULES.promise(
    "CN-AD-36",
    "Auto Prov. 13-14",
    SHOULD,
    KNOWLEDGE,
    "Facts for the 15 December report can be produced",
    note="the check of a year's facts names each part of the report that is not known, and the "
    "day of the reminder",
)


@RULES.notice("CN-AD-37", "Auto Prov. 17", MUST, KNOWLEDGE, "Complaint entry in reach")
def complaint_entry(look: Look) -> Iterator[Found]:
    """Look for an address or a number of the company's own way to complain."""
    complaint = look.notice.complaint
    entry = complaint and (complaint.internal_url or complaint.internal_phone)
    yield from look.needs("complaint.internal_url", entry)
