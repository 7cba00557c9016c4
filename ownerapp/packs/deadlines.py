"""The numbers of the law, read from the program's own file once and kept."""

from __future__ import annotations

from functools import cache

import msgspec

from ownerapp.compliance.deadlines.parameters import Parameters
from ownerapp.resources import resource_path


@cache
def deadline_parameters() -> Parameters:
    """Return the shipped deadlines, cool-downs and thresholds."""
    data = resource_path("deadlines", "deadlines.json").read_bytes()
    return msgspec.json.decode(data, type=Parameters)
