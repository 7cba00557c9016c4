"""Which route the volume of an export from China asks for (Cross-border Provisions 5, 7, 8).

Order: important data, or any personal data of an operator of critical infrastructure, asks
for the security assessment; then the numbers of people decide, counted since 1 January.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ownerapp.compliance.deadlines.parameters import ExportThresholds
from ownerapp.domain.notice_codes import TransferMechanism
from ownerapp.domain.values import dataclass


class ExportRoute(StrEnum):
    """What an export needs, from the weakest to the strongest."""

    EXEMPT = "exempt"
    CONTRACT_OR_CERTIFICATE = "contract-or-certificate"
    ASSESSMENT = "assessment"

    def is_met_by(self, mechanism: TransferMechanism) -> bool:
        """Tell whether a declared mechanism is at least as strong as this route.

        A treaty stands beside the routes and takes precedence over them.
        """
        return mechanism is TransferMechanism.TREATY or mechanism in _MET_BY[self]


_ASSESSMENT = frozenset({TransferMechanism.CAC_ASSESSMENT})
_CONTRACT = _ASSESSMENT | {TransferMechanism.STANDARD_CONTRACT, TransferMechanism.CERTIFICATION}
_MET_BY = {
    ExportRoute.ASSESSMENT: _ASSESSMENT,
    ExportRoute.CONTRACT_OR_CERTIFICATE: _CONTRACT,
    ExportRoute.EXEMPT: _CONTRACT | {TransferMechanism.EXEMPT},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportVolume:
    """What is exported since the start of the counting year; None where it is not known."""

    people: int | None
    """Whose data is exported, without sensitive data."""
    sensitive_people: int | None
    """Whose sensitive data is exported."""
    has_important_data: bool | None = False
    is_critical_operator: bool | None = False


def mechanism_for_volume(volume: ExportVolume, thresholds: ExportThresholds) -> ExportRoute | None:
    """Return the route that a volume asks for, for rule CN-X-01.

    None when facts that are not known would change the answer: no number is filled in.
    """
    least = _route(volume, thresholds, is_worst_case=False)
    most = _route(volume, thresholds, is_worst_case=True)
    return least if least is most else None


def least_mechanism_for_volume(volume: ExportVolume, thresholds: ExportThresholds) -> ExportRoute:
    """Return the weakest route that the known facts allow: a weaker one is surely too weak."""
    return _route(volume, thresholds, is_worst_case=False)


def count_from(today: date, thresholds: ExportThresholds) -> date:
    """Return the day since which the people of a year are counted."""
    return date(today.year, thresholds.count_from_month, thresholds.count_from_day)


def _route(
    volume: ExportVolume, thresholds: ExportThresholds, *, is_worst_case: bool
) -> ExportRoute:
    """Return the route when what is not known is taken at its least, or at its most."""
    unknown = thresholds.contract_or_certificate_below if is_worst_case else 0
    people = unknown if volume.people is None else volume.people
    sensitive = unknown if volume.sensitive_people is None else volume.sensitive_people
    important = is_worst_case if volume.has_important_data is None else volume.has_important_data
    critical = is_worst_case if volume.is_critical_operator is None else volume.is_critical_operator
    if (
        important
        or (critical and (people or sensitive))
        or people >= thresholds.contract_or_certificate_below
        or sensitive >= thresholds.sensitive_assessment_from
    ):
        return ExportRoute.ASSESSMENT
    if people >= thresholds.exempt_below or sensitive:
        return ExportRoute.CONTRACT_OR_CERTIFICATE
    return ExportRoute.EXEMPT
