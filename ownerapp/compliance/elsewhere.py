"""The rules of the United Kingdom, Korea, Japan and Brazil."""

from __future__ import annotations

from ownerapp.compliance.rule import Register
from ownerapp.domain.finding import RuleRegime

RULES = Register(RuleRegime.UK)
