"""Identifiers are types of their own, never bare strings."""

from __future__ import annotations

from typing import NewType

NoticeHash = NewType("NoticeHash", str)
"""Lower-case hex SHA-256 of the exact bytes of a notice pack."""

PackId = NewType("PackId", str)
"""The id that a notice pack gives itself, for example ``cn-reference-ev``."""

PracticeId = NewType("PracticeId", str)
PersonId = NewType("PersonId", str)
VehicleId = NewType("VehicleId", str)
RecordId = NewType("RecordId", str)
RequestId = NewType("RequestId", str)
ReplyId = NewType("ReplyId", str)
Sha256Hex = NewType("Sha256Hex", str)
Language = NewType("Language", str)
"""A language of text, for example ``en`` or ``zh_Hans``; never a pseudo-language."""
