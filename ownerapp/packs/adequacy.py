"""The EU's adequacy decisions, read from the program's own file once and kept."""

from __future__ import annotations

from functools import cache

import msgspec

from ownerapp.compliance.adequacy import AdequacyList
from ownerapp.resources import resource_path


@cache
def adequacy_list() -> AdequacyList:
    """Return the shipped list of adequacy decisions."""
    data = resource_path("law", "adequacy.json").read_bytes()
    return msgspec.json.decode(data, type=AdequacyList)
