"""The keys with which somebody on this computer signs notice packs.

Rules:

1. A private key is in the keyring, or in a passphrase vault where there is no keyring or a
   passphrase was given first; never in a plain file, never in an argument.
2. These keys belong to no store: an author may have none.
3. A name means one key for ever; it is never written over.
4. Names are lower-case letters, digits and single hyphens, so that they can be typed on any
   keyboard and kept by every keyring.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ownerapp.domain.errors import (
    AuthorKeyExistsError,
    AuthorKeyMissingError,
    AuthorKeyNameError,
    KeyringMissingError,
    PassphraseNeededError,
    VaultDamagedError,
)
from ownerapp.domain.event import parse_rfc3339, rfc3339
from ownerapp.domain.trust import AuthorKey
from ownerapp.domain.values import dataclass
from ownerapp.services.locking import change_file_passphrase
from ownerapp.services.opening import Need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ownerapp.services.ports.notices import LoadedNotice
    from ownerapp.services.ports.vault import Vault
    from ownerapp.services.surroundings import Surroundings

NAME_LIMIT = 40
_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A key as a vault keeps it: name, time and the raw private key in hex, in one secret."""

    name: str
    created: str
    private: bytes

    def to_secret(self) -> str:
        return f"{self.name} {self.created} {self.private.hex()}"


class AuthorKeys:
    """Use cases around the keys of authors; none of them needs a store."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def need(self) -> Need:
        """Return what has to be asked before any other call.

        Raises:
            UnavailableError: The keyring is locked or fails.
        """
        if self._around.vaults.has_author_file():
            return Need.PASSPHRASE
        try:
            self._around.vaults.author_keyring()
        except KeyringMissingError:
            return Need.NEW_PASSPHRASE
        return Need.NOTHING

    def all(self, passphrase: str | None = None) -> tuple[AuthorKey, ...]:
        """Return the public faces of all keys, oldest first.

        Raises:
            UnavailableError: The vault cannot be read, or needs a passphrase.
            WrongPassphraseError: The passphrase does not open it.
        """
        vault = self._vault(passphrase)
        return tuple(self._face(kept) for kept in _kept_in(vault)) if vault else ()

    def make(self, name: str, passphrase: str | None = None) -> AuthorKey:
        """Make a key, keep it under a name and return its public face.

        Raises:
            AuthorKeyNameError: The name is not one.
            AuthorKeyExistsError: There is a key of this name.
            UnavailableError: The vault cannot be written, or needs a passphrase.
            InputError: The passphrase is wrong or too short.
        """
        if len(name) > NAME_LIMIT or not _NAME.fullmatch(name):
            raise AuthorKeyNameError(limit=NAME_LIMIT)
        # Two commands at one moment must not take the same place in the vault.
        with self._around.lock.hold():
            vault = self._vault(passphrase) or self._new_vault(passphrase)
            kept = list(_kept_in(vault))
            if any(item.name == name for item in kept):
                raise AuthorKeyExistsError(name=name)
            made = _Kept(
                name=name,
                created=rfc3339(self._around.clock.now()),
                private=self._around.notice_signer.make_private_key(),
            )
            vault.set(_secret_name(len(kept)), made.to_secret())
        return self._face(made)

    def change_passphrase(self, passphrase: str, *, present: str) -> None:
        """Let another passphrase open the vault of these keys, in one write.

        Raises:
            PassphraseTooShortError: The new passphrase is too short; nothing changed.
            WrongPassphraseError: ``present`` does not open it; nothing changed.
            FileMissingError: No passphrase keeps these keys.
            UnavailableError: Disk or folder fail, or another process writes; nothing changed.
        """
        vault = self._around.vaults.open_author_file(present)
        change_file_passphrase(self._around, vault, passphrase, present=present)

    def sign_file(
        self, path: str, name: str, *, to: str | None = None, passphrase: str | None = None
    ) -> LoadedNotice:
        """Sign the pack in a file and return it as it is then.

        Args:
            path: The file.
            name: The key's name.
            to: Where the signed pack goes; None for in place of the file.
            passphrase: Of the vault, where one is needed.

        Raises:
            NoticeMissingError: There is no such file.
            NoticeFileError: The file is not a pack.
            NoticeVersionError: It is of an unknown format version.
            AuthorKeyMissingError: There is no key of this name.
            UnavailableError: Vault, disk or folder fail; the file is as it was.
        """
        around = self._around
        pack = around.packs.load_file(path).pack
        private = self._private(name, passphrase)
        signed = around.notice_signer.sign(pack, private=private, created=around.clock.now())
        loaded = around.packs.load_bytes(signed)
        around.files.write(path if to is None else to, signed)
        return loaded

    def _private(self, name: str, passphrase: str | None) -> bytes:
        vault = self._vault(passphrase)
        kept = list(_kept_in(vault)) if vault else []
        for item in kept:
            if item.name == name:
                return item.private
        raise AuthorKeyMissingError(name=name, known=tuple(item.name for item in kept))

    def _vault(self, passphrase: str | None) -> Vault | None:
        """Return the vault that is in use, or None where no key was ever made."""
        vaults = self._around.vaults
        if vaults.has_author_file():
            if passphrase is None:
                raise PassphraseNeededError
            return vaults.open_author_file(passphrase)
        try:
            vault = vaults.author_keyring()
        except KeyringMissingError:
            return None
        return vault if next(_kept_in(vault), None) else None

    def _new_vault(self, passphrase: str | None) -> Vault:
        vaults = self._around.vaults
        if passphrase is not None:
            return vaults.create_author_file(passphrase)
        try:
            return vaults.author_keyring()
        except KeyringMissingError as error:
            raise PassphraseNeededError from error

    def _face(self, kept: _Kept) -> AuthorKey:
        face = self._around.notice_signer.face(kept.private)
        return AuthorKey(
            name=kept.name,
            did=face.did,
            fingerprint=face.fingerprint,
            created=parse_rfc3339(kept.created),
        )


def _secret_name(number: int) -> str:
    """Return the name under which a vault keeps a key; a keyring cannot list its names."""
    return f"author-key-{number + 1}"


def _kept_in(vault: Vault) -> Iterator[_Kept]:
    """Yield the keys of a vault, oldest first.

    Raises:
        VaultDamagedError: An entry is not one of ours.
    """
    number = 0
    while (secret := vault.get(_secret_name(number))) is not None:
        try:
            name, created, digits = secret.split(" ")
            private = bytes.fromhex(digits)
            parse_rfc3339(created)
        except ValueError:
            raise VaultDamagedError(path=_secret_name(number)) from None
        if len(private) != _KEY_BYTES:
            raise VaultDamagedError(path=_secret_name(number))
        yield _Kept(name=name, created=created, private=private)
        number += 1
