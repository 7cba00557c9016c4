"""Evidence that something is so in the car (``vehicle.md`` section 3.4).

Never a higher word than the evidence: green and a filled meter cell need level 4 or 5.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from ownerapp.domain.values import dataclass


class EvidenceLevel(StrEnum):
    """The ladder, by the codes that records and ``--json`` output carry."""

    RECORDED = "0"
    WAITING = "1"
    HANDED_OVER = "2"
    RECEIVED = "3"
    IN_FORCE = "4"
    CHECKED = "5"
    SELF_REPORTED = "M"
    REFUSED = "X"

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the car or its maker vouches for it."""
        return self in {EvidenceLevel.IN_FORCE, EvidenceLevel.CHECKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What supports a choice, since when, and who says so."""

    level: EvidenceLevel
    at: datetime
    source: str = ""
    """The named counterparty, or empty for this computer."""
