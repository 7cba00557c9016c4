"""The rules of the European Union: GDPR, ePrivacy, EDPB guidelines, Data Act, type approval."""

from __future__ import annotations

from ownerapp.compliance import (
    europe_asking,
    europe_data_act,
    europe_guidelines,
    europe_telling,
    europe_vehicle,
)

REGISTERS = (
    europe_telling.RULES,
    europe_asking.RULES,
    europe_vehicle.RULES,
    europe_guidelines.RULES,
    europe_data_act.RULES,
)
"""In the order of the table: what is told, how it is asked, the car, guidelines, the Data Act."""
