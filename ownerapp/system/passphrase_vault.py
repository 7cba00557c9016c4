"""The passphrase vault: short secrets in one encrypted file, for machines without a keyring.

1. ``{"header": {v, kdf, salt, m, t, p}, "nonce", "sealed"}``: the header is the associated
   data of AES-256-GCM over a JSON object of secrets; the key comes from Argon2id.
2. A reader bounds m, t and p before any work, and takes no other key, type or kdf.
3. The passphrase is used once per process. A later write needs no second derivation.
4. Each read and write looks at the file again, because a second process may have written.
   Writers hold the write lock.
5. The file is written whole, with a new nonce, readable by its owner alone.
"""

from __future__ import annotations

import binascii
import json
import secrets
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ownerapp.domain.errors import (
    FileKindError,
    FileTooLargeError,
    NewerFileError,
    PassphraseTooShortError,
    VaultDamagedError,
    WrongPassphraseError,
)
from ownerapp.services.ports import VaultKind
from ownerapp.system.atomic_files import read_bounded, write_whole
from ownerapp.system.json_object import NotAnObjectError, format_object, parse_object
from ownerapp.system.secret_limits import check_secret

if TYPE_CHECKING:
    from pathlib import Path

    from ownerapp.domain.json_value import JsonValue

PASSPHRASE_MIN: Final = 8
FORMAT: Final = 1
_KDF: Final = "argon2id"
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_LIMIT_BYTES: Final = 64 * 1024
_MEMORY_KIB: Final = range(19 * 1024, 256 * 1024 + 1)
_PASSES: Final = range(1, 11)
_LANES: Final = range(1, 17)


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What one derivation costs: RFC 9106's second recommendation, unless told otherwise."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    salt: bytes
    cost: Argon2Cost

    def to_json(self) -> dict[str, JsonValue]:
        return {
            "v": FORMAT,
            "kdf": _KDF,
            "salt": b64encode(self.salt).decode("ascii"),
            "m": self.cost.memory_kib,
            "t": self.cost.passes,
            "p": self.cost.lanes,
        }

    def to_bytes(self) -> bytes:
        """Return the associated data: sorted keys, nothing between them."""
        return json.dumps(self.to_json(), sort_keys=True, separators=(",", ":")).encode("ascii")

    def derive(self, passphrase: str) -> bytes:
        # Imported here: a program that uses the keyring never needs it.
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415

        return Argon2id(
            salt=self.salt,
            length=_KEY_BYTES,
            iterations=self.cost.passes,
            lanes=self.cost.lanes,
            memory_cost=self.cost.memory_kib,
        ).derive(_passphrase_bytes(passphrase))


@dataclass(frozen=True, slots=True, kw_only=True)
class _VaultFile:
    header: _Header
    nonce: bytes
    sealed: bytes


class PassphraseVault:
    """An opened vault file; made by ``create`` or ``open``."""

    kind: Final = VaultKind.FILE

    def __init__(self, path: Path, *, header: _Header, key: bytes) -> None:
        self._path = path
        self._header = header
        self._cipher = AESGCM(key)

    @classmethod
    def create(cls, path: Path, passphrase: str, *, cost: Argon2Cost | None = None) -> Self:
        """Make an empty vault, in place of whatever is there.

        Raises:
            PassphraseTooShortError: Fewer than 8 characters.
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        check_passphrase(passphrase)
        header = _Header(salt=secrets.token_bytes(_SALT_BYTES), cost=cost or Argon2Cost())
        vault = cls(path, header=header, key=header.derive(passphrase))
        vault._write({})
        return vault

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Self:
        """Open a vault.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
            VaultDamagedError: The file is not a vault.
            NewerFileError: A newer program wrote it.
            FileMissingError: There is no such file.
        """
        header = _read_file(path).header
        vault = cls(path, header=header, key=header.derive(passphrase))
        vault._read()
        return vault

    def get(self, name: str) -> str | None:
        """Return a secret, or None when there is none of this name.

        Raises:
            VaultDamagedError: The file is not a vault any more.
            FileMissingError: The file is gone.
            WrongPassphraseError: It was put in place with another passphrase.
        """
        return self._read().get(name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret of at most 1,000 characters.

        Raises:
            DiskFullError: There is no room; the former secrets stay.
            FolderReadOnlyError: The folder cannot be written.
            VaultDamagedError: The file is not a vault any more.
            FileMissingError: The file is gone.
            WrongPassphraseError: It was put in place with another passphrase.
        """
        check_secret(name, value)
        self._write({**self._read(), name: value})

    def delete(self, name: str) -> None:
        """Forget a secret; forgetting a missing one is no error.

        Raises:
            DiskFullError: There is no room; the former secrets stay.
            FolderReadOnlyError: The folder cannot be written.
            VaultDamagedError: The file is not a vault any more.
            FileMissingError: The file is gone.
            WrongPassphraseError: It was put in place with another passphrase.
        """
        kept = self._read()
        if name in kept:
            del kept[name]
            self._write(kept)

    def _read(self) -> dict[str, str]:
        file = _read_file(self._path)
        if file.header != self._header:
            raise WrongPassphraseError
        try:
            plain = self._cipher.decrypt(file.nonce, file.sealed, file.header.to_bytes())
        except InvalidTag:
            # A wrong passphrase and a changed byte cannot be told apart, by design.
            raise WrongPassphraseError from None
        try:
            return _to_secrets(parse_object(plain))
        except NotAnObjectError:
            raise VaultDamagedError(path=str(self._path)) from None

    def _write(self, kept: dict[str, str]) -> None:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        plain = json.dumps(kept, sort_keys=True).encode("ascii")
        sealed = self._cipher.encrypt(nonce, plain, self._header.to_bytes())
        value: dict[str, JsonValue] = {
            "header": self._header.to_json(),
            "nonce": b64encode(nonce).decode("ascii"),
            "sealed": b64encode(sealed).decode("ascii"),
        }
        write_whole(self._path, format_object(value))


def check_passphrase(passphrase: str) -> None:
    """Refuse a new passphrase that is too short.

    Raises:
        PassphraseTooShortError: Fewer than 8 characters.
    """
    if len(unicodedata.normalize("NFC", passphrase)) < PASSPHRASE_MIN:
        raise PassphraseTooShortError(minimum=PASSPHRASE_MIN)


def _passphrase_bytes(passphrase: str) -> bytes:
    # The same keys give composed characters on one system and separate ones on another.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _read_file(path: Path) -> _VaultFile:
    try:
        return _to_file(parse_object(read_bounded(path, limit_bytes=_LIMIT_BYTES)), path=path)
    except (NotAnObjectError, FileTooLargeError, FileKindError):
        raise VaultDamagedError(path=str(path)) from None


def _to_file(found: dict[str, JsonValue], *, path: Path) -> _VaultFile:
    header = found.get("header")
    if not isinstance(header, dict):
        raise NotAnObjectError
    version = header.get("v")
    if type(version) is int and version > FORMAT:  # a newer format may have other keys
        raise NewerFileError(path=str(path), found=str(version))
    if found.keys() != {"header", "nonce", "sealed"}:
        raise NotAnObjectError
    return _VaultFile(
        header=_to_header(header),
        nonce=_to_bytes(found["nonce"], length=_NONCE_BYTES),
        sealed=_to_bytes(found["sealed"]),
    )


def _to_header(found: dict[str, JsonValue]) -> _Header:
    if found.keys() != {"v", "kdf", "salt", "m", "t", "p"}:
        raise NotAnObjectError
    if type(found["v"]) is not int or found["v"] != FORMAT or found["kdf"] != _KDF:
        raise NotAnObjectError
    return _Header(
        salt=_to_bytes(found["salt"], length=_SALT_BYTES),
        cost=Argon2Cost(
            memory_kib=_to_int(found["m"], _MEMORY_KIB),
            passes=_to_int(found["t"], _PASSES),
            lanes=_to_int(found["p"], _LANES),
        ),
    )


def _to_int(value: JsonValue, bounds: range) -> int:
    if type(value) is not int or value not in bounds:
        raise NotAnObjectError
    return value


def _to_bytes(value: JsonValue, *, length: int | None = None) -> bytes:
    if not isinstance(value, str):
        raise NotAnObjectError
    try:
        data = b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise NotAnObjectError from None
    if length is not None and len(data) != length:
        raise NotAnObjectError
    return data


def _to_secrets(found: dict[str, JsonValue]) -> dict[str, str]:
    kept = {name: value for name, value in found.items() if isinstance(value, str)}
    if len(kept) != len(found):
        raise NotAnObjectError
    return kept
