"""The EU's adequacy decisions, GDPR Art 45, as a dated list that the program carries.

The list changes: it is data (``resources/law/adequacy.json``), and what it cannot tell is
said about the list and never about a notice.
"""

from __future__ import annotations

import datetime as dt

from ownerapp.compliance.deadlines.counting import add_months
from ownerapp.compliance.deadlines.parameters import GradeMark
from ownerapp.domain.values import dataclass

OLD_AFTER_MONTHS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class AdequacyDecision:
    """One decision of the Commission about one country or territory."""

    country: str
    """ISO 3166-1 alpha-2."""
    decision: str
    """The number of the act."""
    is_partial: bool = False
    """It covers some recipients only, for example those in a framework or of commerce."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdequacyList:
    """All decisions in force on a day, with the source that says so."""

    checked_on: dt.date
    source: str
    grade: GradeMark
    decisions: tuple[AdequacyDecision, ...]

    def is_old(self, today: dt.date) -> bool:
        """Tell whether the list is too old to decide anything."""
        return today > add_months(self.checked_on, OLD_AFTER_MONTHS)

    def of(self, country: str) -> AdequacyDecision | None:
        """Return the decision about a country, or None."""
        return next((item for item in self.decisions if item.country == country), None)
