"""The rules of California and of the United States."""

from __future__ import annotations

from ownerapp.compliance.rule import Register
from ownerapp.domain.finding import RuleRegime

RULES = Register(RuleRegime.CALIFORNIA)
