"""The rules of the European Union: GDPR, ePrivacy, EDPB guidelines, Data Act, type approval."""

from __future__ import annotations

from ownerapp.compliance.rule import Register
from ownerapp.domain.finding import RuleRegime

RULES = Register(RuleRegime.EU)
