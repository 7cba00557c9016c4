"""The rules of mainland China, in the order of ``docs/rules.md``."""

from __future__ import annotations

from ownerapp.compliance import (
    china_automobile,
    china_export,
    china_important,
    china_network,
    china_other_rules,
    china_pipl,
    china_pipl_special,
    china_sensitive,
    china_standards,
    china_telling,
)

REGISTERS = (
    china_automobile.RULES,
    china_telling.RULES,
    china_sensitive.RULES,
    china_important.RULES,
    china_standards.RULES,
    china_pipl.RULES,
    china_pipl_special.RULES,
    china_network.RULES,
    china_export.RULES,
    china_other_rules.RULES,
)
