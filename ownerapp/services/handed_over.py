"""What kind of file somebody hands over: a notice, or a record.

The kind only decides who looks at the file; whether it is a good one is for them to find.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

LIMIT_BYTES: Final = 32 * 1024 * 1024
"""As for a record, which is the larger of the two."""
_NOTICE: Final = re.compile(rb'(?<!\\)"notice_pack"\s*:')
"""The member that every notice pack has and no record; in a text its marks are escaped."""


class HandedOver(StrEnum):
    """The kind of a file."""

    NOTICE = "notice"
    RECORD = "record"
    """Or anything else: whoever checks records says what is wrong with it."""


def kind_of(data: bytes) -> HandedOver:
    """Return what kind of file these bytes are meant to be."""
    is_json = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    return HandedOver.NOTICE if is_json and _NOTICE.search(data) else HandedOver.RECORD
