"""The rules of mainland China: automobile data, PIPL, network data, export, standards."""

from __future__ import annotations

from ownerapp.compliance.rule import Register
from ownerapp.domain.finding import RuleRegime

RULES = Register(RuleRegime.CHINA)
