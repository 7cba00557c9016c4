"""Ed25519 over raw bytes; the library loads on first use, not when the program starts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNATURE_BYTES = 64


def generate() -> tuple[bytes, bytes]:
    """Return a new private key and its public key, raw."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - see above
        Ed25519PrivateKey,
    )

    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw(), key.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the raw public key of a raw private key."""
    return _private_key(private).public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    """Return the 64-byte signature."""
    return _private_key(private).sign(message)


@lru_cache(maxsize=2)
def _private_key(private: bytes) -> Ed25519PrivateKey:
    """Return the key in the library's form; made once, because each answer signs twice."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - see above
        Ed25519PrivateKey,
    )

    return Ed25519PrivateKey.from_private_bytes(private)


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether a signature is this key's over this message; never raises."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - see above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415 - see above
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        # ValueError: the public key has not 32 bytes.
        return False
    return True
