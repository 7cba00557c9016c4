"""Signing keys as values: what is kept, what may be shown, what is accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyHistory:
    """The record keys that follow each other, the oldest first; the last one is in use."""

    origin: str
    """The log that is written under them."""
    created: datetime
    keys: tuple[KnownKey, ...]


def bare_fingerprint(text: str) -> str:
    """Return a typed or shown fingerprint without its separators, in lower case."""
    return _SEPARATORS.sub("", text).lower()
