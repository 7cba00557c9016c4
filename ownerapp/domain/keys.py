"""Signing keys as values: what is kept, what may be shown, what is accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from datetime import datetime, timedelta
from enum import StrEnum

from ownerapp.domain.values import dataclass

_CLOCK_TOLERANCE = timedelta(minutes=2)
"""A clock that keeps time may differ by so much."""
_SEPARATORS = re.compile(r"[\s:-]+")


class KeyKind(StrEnum):
    """What a key signs."""

    RECORD = "ed25519"
    """Records and checkpoints."""
    DOCUMENT = "p256"
    """The seal of a PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key pair of this store; the private part never leaves the encrypted store.

    ``private`` is the raw 32 bytes for Ed25519 and PKCS #8 DER for P-256, and empty once the
    key was replaced; ``public`` the raw 32 bytes and the uncompressed point. ``certificate``
    is DER, for P-256 only. ``statement`` is what the record key before this one signed to
    name it (``signing.key_history``); empty for the first one, and for P-256.
    """

    kind: KeyKind
    private: bytes = field(repr=False)
    public: bytes
    certificate: bytes = b""
    valid_from: datetime
    valid_until: datetime | None = None
    statement: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownKey:
    """A public record key that this store knows, with the time in which it was in use."""

    did: str
    public: bytes
    fingerprint: str
    valid_from: datetime
    valid_until: datetime | None = None
    certificate_sha256: str = ""
    """Hex SHA-256 of the P-256 certificate that goes with it, where known."""

    def was_in_use(self, at: datetime) -> bool:
        """Tell whether something could be signed with it at an instant; records hold seconds."""
        if at < self.valid_from.replace(microsecond=0) - _CLOCK_TOLERANCE:
            return False
        return self.valid_until is None or at <= self.valid_until + _CLOCK_TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHistory:
    """The record keys that follow each other, the oldest first; the last one is in use."""

    origin: str
    """The log that is written under them."""
    created: datetime
    keys: tuple[KnownKey, ...]


def tied_keys(
    keys: Sequence[KnownKey], ours: Sequence[KnownKey], accepted: Sequence[str]
) -> tuple[KnownKey, ...]:
    """Return the keys of somebody's history that count because one of them is accepted.

    A history of our own keys is never believed over what this store knows: whoever took an old
    key could sign another successor with it.
    """
    if {key.public for key in keys} & {key.public for key in ours}:
        return ()
    names = {bare_fingerprint(text) for text in accepted}
    return tuple(keys) if any(bare_fingerprint(key.fingerprint) in names for key in keys) else ()


def bare_fingerprint(text: str) -> str:
    """Return a typed or shown fingerprint without its separators, in lower case."""
    return _SEPARATORS.sub("", text).lower()
