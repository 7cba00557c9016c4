"""did:key of an Ed25519 public key, and the fingerprint that people compare.

A did:key is ``did:key:z`` + base58btc of ``0xed 0x01`` and the 32-byte key, so it always
starts ``did:key:z6Mk``. Its verification method is ``<did>#<the part after did:key:>``.
"""

from __future__ import annotations

from hashlib import sha256

from ownerapp.signing.base58 import base58_decode, base58_encode

PUBLIC_KEY_BYTES = 32
_PREFIX = "did:key:z"
_ED25519_PUBLIC = b"\xed\x01"
_FINGERPRINT_BYTES = 16
_GROUP = 4


def did_key(public: bytes) -> str:
    """Return the did:key of a raw Ed25519 public key.

    Raises:
        ValueError: It is not 32 bytes long.
    """
    if len(public) != PUBLIC_KEY_BYTES:
        raise ValueError
    return _PREFIX + base58_encode(_ED25519_PUBLIC + public)


def public_key_of(did: str) -> bytes:
    """Return the raw public key of an Ed25519 did:key.

    Raises:
        ValueError: It is not a did:key, or of another kind of key.
    """
    if not did.startswith(_PREFIX):
        raise ValueError
    data = base58_decode(did.removeprefix(_PREFIX), length=len(_ED25519_PUBLIC) + PUBLIC_KEY_BYTES)
    if not data.startswith(_ED25519_PUBLIC):
        raise ValueError
    return data.removeprefix(_ED25519_PUBLIC)


def verification_method(did: str) -> str:
    """Return the one verification method that a did:key has."""
    return f"{did}#{did.removeprefix('did:key:')}"


def fingerprint(public: bytes) -> str:
    """Return the first half of the key's SHA-256 in hex, in groups of four digits."""
    digits = sha256(public).digest()[:_FINGERPRINT_BYTES].hex()
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))
