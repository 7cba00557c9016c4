"""What the code on the paper says of a record: digests and one state for each choice.

Follows ``records.md``, section 4. Rules:

1. Whoever sees the paper can read the code, so it names neither person nor car and holds no
   text; it binds the paper to one record and says what was on.
2. States stand in the order of the record; the byte of a status never changes its meaning.
3. It has no end of its own: a record of choices that have ended stays a record.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import NoticeHash, RecordId, Sha256Hex
from ownerapp.domain.record import RecordContent
from ownerapp.domain.values import dataclass

CODE_START: Final = re.compile("VC([1-9][0-9]{0,3}):")
"""How the text of a code starts, with the number of its version."""

CODE_VERSION: Final = 1

STATE_BYTES: Final = {
    Status.GIVEN: 1,
    Status.REFUSED: 2,
    Status.WITHDRAWN: 3,
    Status.EXPIRED: 4,
    Status.SUPERSEDED: 5,
    Status.UNDECIDED: 6,
    Status.PAUSED: 7,
}
"""The byte of each status; 0 is none of them, so an empty byte says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCode:
    """What one code holds beside its signature."""

    issuer: str
    """The did:key of the program that made the record."""
    issued_at: datetime
    """When the record was made, to the second."""
    receipt_id: RecordId
    record_sha256: Sha256Hex
    """Of the canonical bytes of the signed record."""
    notice_sha256: NoticeHash
    notice_version: str
    states: tuple[Status, ...]
    index: int
    """The place in the log that is kept for the record."""
    day: str = ""
    """The day that the record is about, ``YYYY-MM-DD``; empty where that is the present."""


def record_code(content: RecordContent, record_sha256: Sha256Hex) -> RecordCode:
    """Return what the code of a signed record holds.

    Args:
        content: What the record was built from.
        record_sha256: The SHA-256 of its canonical bytes, with the proof.
    """
    return RecordCode(
        issuer=content.issuer,
        issued_at=content.created.replace(microsecond=0),
        receipt_id=content.receipt_id,
        record_sha256=record_sha256,
        notice_sha256=content.notice.hash,
        notice_version=content.notice.version,
        states=tuple(item.status for item in content.choices),
        index=content.index,
        day=content.as_of.day.isoformat() if content.as_of is not None else "",
    )
