"""The recovery kit: what seals a backup, and the code that opens it.

1. The code is 140 random bits. Argon2id makes a key of it, and the store keeps that key and
   its salt, never the code: so a backup can be made without the code, and the code can be
   shown only once.
2. The short name of a kit is the start of the salt's SHA-256. It tells two kits apart and
   opens nothing.
3. A sealed head is one line of JSON, ``{"header", "nonce", "sealed"}``, as in a passphrase
   vault (``argon2_seal``). What it seals is an object of texts.
"""

from __future__ import annotations

import json
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ownerapp.domain.errors import (
    BackupDamagedError,
    NewerFileError,
    RecoveryCodeWrongError,
)
from ownerapp.domain.recovery_code import SECRET_BITS, code_of, secret_of
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.system.argon2_seal import (
    FORMAT,
    KEY_BYTES,
    NONCE_BYTES,
    Argon2Cost,
    SealHeader,
    from_base64,
    read_header,
    to_base64,
)
from ownerapp.system.json_object import NotAnObjectError, parse_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ownerapp.domain.json_value import JsonValue

HEAD_LIMIT_BYTES: Final = 8 * 1024
_NAME_DIGITS: Final = 4


class CodeRecovery:
    """The ``Recovery`` port.

    Args:
        cost: What one derivation costs; another one in tests.
    """

    def __init__(self, cost: Argon2Cost | None = None) -> None:
        self._cost = cost

    def new_kit(self) -> RecoveryKit:
        """Return a new kit with its code."""
        code = code_of(secrets.randbits(SECRET_BITS))
        header = SealHeader.new(self._cost)
        key = header.derive(secret_of(code).encode("ascii"))
        kept = json.dumps({**header.to_json(), "key": to_base64(key)}, sort_keys=True)
        return RecoveryKit(name=_name(header), code=code, kept=kept)

    def kit_name(self, kept: str) -> str:
        """Return the short name of a kit that a store keeps.

        Raises:
            ValueError: It is none.
        """
        return _name(_kept(kept)[0])

    def kit_of(self, head: bytes, *, path: str) -> str:
        """Return the short name of the kit that opens a head.

        Raises:
            BackupDamagedError: The head is not one.
            NewerFileError: A newer program wrote it.
        """
        return _name(_read(head, path=path)[0])

    def seal(self, kept: str, contents: Mapping[str, str]) -> bytes:
        """Return the sealed head of a backup, one line.

        Raises:
            ValueError: The store keeps no kit in this text.
        """
        header, key = _kept(kept)
        nonce = secrets.token_bytes(NONCE_BYTES)
        plain = json.dumps(dict(contents), sort_keys=True).encode("ascii")
        value = {
            "header": header.to_json(),
            "nonce": to_base64(nonce),
            "sealed": to_base64(AESGCM(key).encrypt(nonce, plain, header.to_bytes())),
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")

    def unseal(self, head: bytes, code: str, *, path: str) -> dict[str, str]:
        """Return what a head seals.

        Args:
            head: The head of a backup.
            code: The code as it was typed.
            path: The backup's file, for the errors.

        Raises:
            BackupDamagedError: The head is not one.
            NewerFileError: A newer program wrote it.
            RecoveryCodeMistypedError: The code has a mistake.
            RecoveryCodeWrongError: The code is of another kit.
        """
        secret = secret_of(code)
        header, nonce, sealed = _read(head, path=path)
        cipher = AESGCM(header.derive(secret.encode("ascii")))
        try:
            plain = cipher.decrypt(nonce, sealed, header.to_bytes())
        except InvalidTag:
            # A wrong code and a changed byte cannot be told apart, by design.
            raise RecoveryCodeWrongError(kit=_name(header)) from None
        try:
            return _texts(parse_object(plain))
        except NotAnObjectError:
            raise BackupDamagedError(path=path, reason="changed") from None


def _name(header: SealHeader) -> str:
    return sha256(header.salt).hexdigest()[:_NAME_DIGITS].upper()


def _kept(kept: str) -> tuple[SealHeader, bytes]:
    found = parse_object(kept.encode("utf-8"))
    key = from_base64(found.pop("key", None), length=KEY_BYTES)
    return read_header(found), key


def _read(head: bytes, *, path: str) -> tuple[SealHeader, bytes, bytes]:
    """Return header, nonce and sealed bytes of a head."""
    try:
        found = parse_object(head)
        header = found.get("header")
        if isinstance(header, dict):
            version = header.get("v")
            if type(version) is int and version > FORMAT:  # a newer format may have other keys
                raise NewerFileError(path=path, found=str(version))
            if found.keys() == {"header", "nonce", "sealed"}:
                return (
                    read_header(header),
                    from_base64(found["nonce"], length=NONCE_BYTES),
                    from_base64(found["sealed"]),
                )
    except NotAnObjectError:
        raise BackupDamagedError(path=path, reason="changed") from None
    raise BackupDamagedError(path=path, reason="changed")


def _texts(found: dict[str, JsonValue]) -> dict[str, str]:
    texts = {name: value for name, value in found.items() if isinstance(value, str)}
    if len(texts) != len(found):
        raise NotAnObjectError
    return texts
