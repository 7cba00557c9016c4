"""A time stamp (RFC 3161): somebody else's signed word that bytes were there at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from ownerapp.domain.errors import TimeStampAddressError
from ownerapp.domain.values import dataclass

ADDRESS_LIMIT: Final = 500
TOKEN_LIMIT_BYTES: Final = 8 * 1024
"""Of a token with one certificate; usual ones have 2 to 4 kB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStamp:
    """A time stamp that a server gave and that was checked."""

    answer: bytes
    """The whole answer of the server, as ``openssl ts`` reads it."""
    token: bytes
    """The token alone, with the one certificate that signed it, built anew byte for byte."""
    at: datetime
    """The time that it states, UTC."""
    authority: str
    """The name that its certificate states; nobody's list was asked about it."""


def checked_server(address: str) -> str:
    """Return the address of a time stamp server without spaces around it.

    Raises:
        TimeStampAddressError: It is not one that can be asked: ``http`` or ``https``, with a
            host, without name and password, in plain ASCII.
    """
    address = address.strip()
    if len(address) > ADDRESS_LIMIT or not address.isascii() or not address.isprintable():
        raise TimeStampAddressError(address=address[:ADDRESS_LIMIT])
    try:
        parts = urlsplit(address)
        is_good = (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and "@" not in parts.netloc
            and not parts.fragment
            and " " not in address
            and parts.port != 0
        )
    except ValueError:
        is_good = False
    if not is_good:
        raise TimeStampAddressError(address=address)
    return address
