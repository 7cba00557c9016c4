"""The passphrase vault: short secrets in one encrypted file, for machines without a keyring.

1. ``{"header": {v, kdf, salt, m, t, p}, "nonce", "sealed"}``: the header is the associated
   data of AES-256-GCM over a JSON object of secrets; the key comes from Argon2id.
2. A reader bounds m, t and p before any work (``argon2_seal``).
3. The passphrase is used once per process. A later write needs no second derivation.
4. Each read and write looks at the file again, because a second process may have written.
   Writers hold the write lock.
5. The file is written whole, with a new nonce, readable by its owner alone.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from typing import TYPE_CHECKING, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ownerapp.domain.errors import (
    FileKindError,
    FileTooLargeError,
    NewerFileError,
    OwnerAppError,
    PassphraseTooShortError,
    VaultDamagedError,
    WrongPassphraseError,
)
from ownerapp.domain.values import dataclass
from ownerapp.services.ports.vault import VaultKind
from ownerapp.system.argon2_seal import (
    FORMAT,
    NONCE_BYTES,
    Argon2Cost,
    SealHeader,
    from_base64,
    read_header,
    to_base64,
)
from ownerapp.system.atomic_files import read_bounded, write_whole
from ownerapp.system.json_object import NotAnObjectError, format_object, parse_object
from ownerapp.system.secret_limits import check_secret

if TYPE_CHECKING:
    from pathlib import Path

    from ownerapp.domain.json_value import JsonValue

PASSPHRASE_MIN: Final = 8
_LIMIT_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class _VaultFile:
    header: SealHeader
    nonce: bytes
    sealed: bytes


class PassphraseVault:
    """An opened vault file; made by ``create`` or ``open``."""

    kind: Final = VaultKind.FILE

    def __init__(self, path: Path, *, header: SealHeader, key: bytes) -> None:
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
        header = SealHeader.new(cost)
        vault = cls(path, header=header, key=header.derive(passphrase_bytes(passphrase)))
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
        vault = cls(path, header=header, key=header.derive(passphrase_bytes(passphrase)))
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

    def change_passphrase(
        self, present: str, passphrase: str, *, cost: Argon2Cost | None = None
    ) -> None:
        """Seal the same secrets under another passphrase; this vault goes on working.

        The file is written whole: at every moment the old passphrase opens it or the new one
        does. Another program that has it open has to open it anew.

        Raises:
            PassphraseTooShortError: Fewer than 8 characters; nothing changed.
            WrongPassphraseError: ``present`` does not open it; nothing changed.
            DiskFullError: There is no room; the old passphrase stays.
            FolderReadOnlyError: The folder cannot be written; the old passphrase stays.
            VaultDamagedError: The file is not a vault any more.
            FileMissingError: The file is gone.
        """
        check_passphrase(passphrase)
        file = _read_file(self._path)
        # That the vault is open proves nothing about who is here now.
        typed = AESGCM(self._header.derive(passphrase_bytes(present)))
        kept = self._opened(file, typed)
        header = SealHeader.new(cost)
        before = self._header, self._cipher
        self._header, self._cipher = header, AESGCM(header.derive(passphrase_bytes(passphrase)))
        try:
            self._write(kept)
        except OwnerAppError:
            self._header, self._cipher = before
            raise

    def _read(self) -> dict[str, str]:
        return self._opened(_read_file(self._path), self._cipher)

    def _opened(self, file: _VaultFile, cipher: AESGCM) -> dict[str, str]:
        if file.header != self._header:
            raise WrongPassphraseError
        try:
            plain = cipher.decrypt(file.nonce, file.sealed, file.header.to_bytes())
        except InvalidTag:
            # A wrong passphrase and a changed byte cannot be told apart, by design.
            raise WrongPassphraseError from None
        try:
            return _to_secrets(parse_object(plain))
        except NotAnObjectError:
            raise VaultDamagedError(path=str(self._path)) from None

    def _write(self, kept: dict[str, str]) -> None:
        nonce = secrets.token_bytes(NONCE_BYTES)
        plain = json.dumps(kept, sort_keys=True).encode("ascii")
        sealed = self._cipher.encrypt(nonce, plain, self._header.to_bytes())
        value: dict[str, JsonValue] = {
            "header": self._header.to_json(),
            "nonce": to_base64(nonce),
            "sealed": to_base64(sealed),
        }
        write_whole(self._path, format_object(value))


def check_passphrase(passphrase: str) -> None:
    """Refuse a new passphrase that is too short.

    Raises:
        PassphraseTooShortError: Fewer than 8 characters.
    """
    if len(unicodedata.normalize("NFC", passphrase)) < PASSPHRASE_MIN:
        raise PassphraseTooShortError(minimum=PASSPHRASE_MIN)


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the bytes from which a key is derived."""
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
        header=read_header(header),
        nonce=from_base64(found["nonce"], length=NONCE_BYTES),
        sealed=from_base64(found["sealed"]),
    )


def _to_secrets(found: dict[str, JsonValue]) -> dict[str, str]:
    kept = {name: value for name, value in found.items() if isinstance(value, str)}
    if len(kept) != len(found):
        raise NotAnObjectError
    return kept
