"""Sealing under a passphrase or a code: Argon2id makes the key, AES-256-GCM seals with it.

1. The header ``{v, kdf, salt, m, t, p}`` is the associated data, so nothing of it can change.
2. A reader bounds m, t, p and the work of them together before any work, and takes no other
   key, type or kdf.
3. Each sealing has a new random nonce.
"""

from __future__ import annotations

import binascii
import json
import secrets
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Final

from ownerapp.domain.values import dataclass
from ownerapp.system.json_object import NotAnObjectError

if TYPE_CHECKING:
    from ownerapp.domain.json_value import JsonObject, JsonValue

FORMAT: Final = 1
NONCE_BYTES: Final = 12
KEY_BYTES: Final = 32
_KDF: Final = "argon2id"
_SALT_BYTES: Final = 16
_MEMORY_KIB: Final = range(19 * 1024, 256 * 1024 + 1)
_PASSES: Final = range(1, 11)
_LANES: Final = range(1, 17)
_MOST_WORK: Final = 4 * 3 * 64 * 1024
"""Of m times t: four times what is written here, half a second instead of some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What one derivation costs: RFC 9106's second recommendation, unless told otherwise."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SealHeader:
    """How a key is made; holds nothing secret."""

    salt: bytes
    cost: Argon2Cost

    @classmethod
    def new(cls, cost: Argon2Cost | None = None) -> SealHeader:
        """Return a header with a new salt."""
        return cls(salt=secrets.token_bytes(_SALT_BYTES), cost=cost or Argon2Cost())

    def to_json(self) -> dict[str, JsonValue]:
        """Return the object that is written."""
        return {
            "v": FORMAT,
            "kdf": _KDF,
            "salt": to_base64(self.salt),
            "m": self.cost.memory_kib,
            "t": self.cost.passes,
            "p": self.cost.lanes,
        }

    def to_bytes(self) -> bytes:
        """Return the associated data: sorted keys, nothing between them."""
        return json.dumps(self.to_json(), sort_keys=True, separators=(",", ":")).encode("ascii")

    def derive(self, secret: bytes) -> bytes:
        """Return the 32-byte key of a passphrase or a code."""
        # Imported here: a program that uses the keyring never needs it.
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415

        return Argon2id(
            salt=self.salt,
            length=KEY_BYTES,
            iterations=self.cost.passes,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory_kib,
        ).derive(secret)


def read_header(found: JsonObject) -> SealHeader:
    """Return the header of a JSON object of this version (rule 2).

    Raises:
        NotAnObjectError: It is none.
    """
    if found.keys() != {"v", "kdf", "salt", "m", "t", "p"}:
        raise NotAnObjectError
    if type(found["v"]) is not int or found["v"] != FORMAT or found["kdf"] != _KDF:
        raise NotAnObjectError
    cost = Argon2Cost(
        memory_kib=_to_int(found["m"], _MEMORY_KIB),
        passes=_to_int(found["t"], _PASSES),
        lanes=_to_int(found["p"], _LANES),
    )
    if cost.memory_kib * cost.passes > _MOST_WORK:
        raise NotAnObjectError
    return SealHeader(salt=from_base64(found["salt"], length=_SALT_BYTES), cost=cost)


def to_base64(data: bytes) -> str:
    """Return bytes as base64 text."""
    return b64encode(data).decode("ascii")


def from_base64(value: JsonValue, *, length: int | None = None) -> bytes:
    """Return the bytes of base64 text.

    Raises:
        NotAnObjectError: It is none, or of another length.
    """
    if not isinstance(value, str):
        raise NotAnObjectError
    try:
        data = b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise NotAnObjectError from None
    if length is not None and len(data) != length:
        raise NotAnObjectError
    return data


def _to_int(value: JsonValue, bounds: range) -> int:
    if type(value) is not int or value not in bounds:
        raise NotAnObjectError
    return value
