"""The rules that hold under every law."""

from __future__ import annotations

from ownerapp.compliance.rule import Register
from ownerapp.domain.finding import RuleRegime

RULES = Register(RuleRegime.ALL)
