"""Counts how many entries of the history are read."""

from __future__ import annotations

import pytest

from ownerapp.domain.json_value import JsonValue
from ownerapp.signing.adapters import C2spLogSealer


class Reading:
    """Counts the entries whose bytes are read."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        parse = C2spLogSealer.parse

        def counted(sealer: C2spLogSealer, data: bytes) -> JsonValue:
            self.count += 1
            return parse(sealer, data)

        patch.setattr(C2spLogSealer, "parse", counted)
