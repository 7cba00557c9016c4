"""One short secret under a passphrase: what a keyring holds of a store that is locked.

1. ``{"header": {v, kdf, salt, m, t, p}, "nonce", "sealed"}``, as in the passphrase vault, in
   one line of base64: a keyring takes one line of plain characters.
2. The header is the associated data, so nothing of it can change; a reader bounds the work
   before it does any (``argon2_seal``).
3. Each locking has a new salt and a new nonce.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ownerapp.domain.errors import VaultDamagedError, WrongPassphraseError
from ownerapp.system.argon2_seal import (
    NONCE_BYTES,
    Argon2Cost,
    SealHeader,
    from_base64,
    read_header,
    to_base64,
)
from ownerapp.system.json_object import NotAnObjectError, parse_object
from ownerapp.system.passphrase_vault import check_passphrase, passphrase_bytes

if TYPE_CHECKING:
    from ownerapp.domain.json_value import JsonValue

_WHERE = "keyring"


def lock_secret(secret: bytes, passphrase: str, *, cost: Argon2Cost | None = None) -> str:
    """Return a secret sealed under a passphrase.

    Raises:
        PassphraseTooShortError: Fewer than 8 characters.
    """
    check_passphrase(passphrase)
    header, nonce = SealHeader.new(cost), secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(header.derive(passphrase_bytes(passphrase)))
    value: dict[str, JsonValue] = {
        "header": header.to_json(),
        "nonce": to_base64(nonce),
        "sealed": to_base64(cipher.encrypt(nonce, secret, header.to_bytes())),
    }
    return to_base64(json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii"))


def unlock_secret(locked: str, passphrase: str) -> bytes:
    """Return the secret under a passphrase.

    Raises:
        WrongPassphraseError: The passphrase does not open it, or somebody changed it.
        VaultDamagedError: It is no locked secret.
    """
    try:
        header, nonce, sealed = _read(locked)
    except NotAnObjectError:
        raise VaultDamagedError(path=_WHERE) from None
    cipher = AESGCM(header.derive(passphrase_bytes(passphrase)))
    try:
        return cipher.decrypt(nonce, sealed, header.to_bytes())
    except InvalidTag:
        # A wrong passphrase and a changed byte cannot be told apart, by design.
        raise WrongPassphraseError from None


def _read(locked: str) -> tuple[SealHeader, bytes, bytes]:
    """Return header, nonce and what is sealed.

    Raises:
        NotAnObjectError: It is no locked secret.
    """
    value = parse_object(from_base64(locked))
    header = value.get("header")
    if value.keys() != {"header", "nonce", "sealed"} or not isinstance(header, dict):
        raise NotAnObjectError
    nonce = from_base64(value["nonce"], length=NONCE_BYTES)
    return read_header(header), nonce, from_base64(value["sealed"])
