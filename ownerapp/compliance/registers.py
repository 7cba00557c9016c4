"""All registers, in the order of ``docs/rules.md``."""

from __future__ import annotations

from ownerapp.compliance import california, china, elsewhere, europe, everywhere

REGISTERS = (
    *china.REGISTERS,
    *europe.REGISTERS,
    california.RULES,
    elsewhere.RULES,
    everywhere.RULES,
)
