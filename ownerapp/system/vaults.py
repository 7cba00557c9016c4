"""Makes vaults: that of a store and that of authors' keys, in the keyring or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ownerapp.domain.errors import FolderReadOnlyError
from ownerapp.system import locked_secret
from ownerapp.system.atomic_files import set_aside
from ownerapp.system.keyring_vault import KeyringVault
from ownerapp.system.passphrase_vault import PassphraseVault, check_passphrase

if TYPE_CHECKING:
    from pathlib import Path

    from ownerapp.services.ports.clock import Clock
    from ownerapp.services.ports.vault import Vault


_AUTHORS = "author-keys"
"""Stands in the place of a store's id, which is a UUID and so never this."""


class SystemVaults:
    """The ``Vaults`` port."""

    def __init__(self, vault_path: Path, author_keys_path: Path, *, clock: Clock) -> None:
        self._vault_path = vault_path
        self._author_keys_path = author_keys_path
        self._clock = clock

    def keyring(self, store_id: str) -> Vault:
        """Return the keyring's part for this store, after it has answered once.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
            KeyringFailedError: It failed in another way.
        """
        vault = KeyringVault(store_id)
        vault.check()
        return vault

    def create_file(self, passphrase: str) -> Vault:
        """Make a passphrase vault beside the store; an earlier file is set aside, never lost.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        check_passphrase(passphrase)
        if self._vault_path.exists():
            set_aside(self._vault_path, at=self._clock.now(), word="earlier")
        return PassphraseVault.create(self._vault_path, passphrase)

    def open_file(self, passphrase: str) -> Vault:
        """Open the passphrase vault beside the store.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
            VaultDamagedError: The file is damaged.
            FileMissingError: The file is gone.
            NewerFileError: A newer program wrote it.
        """
        return PassphraseVault.open(self._vault_path, passphrase)

    def change_passphrase(self, vault: Vault, present: str, passphrase: str) -> None:
        """Seal an open passphrase vault, of the store or of authors, under another passphrase.

        Raises:
            PassphraseTooShortError: The new passphrase is too short; nothing changed.
            WrongPassphraseError: ``present`` does not open it; nothing changed.
            UnavailableError: Disk or folder fail; the old passphrase stays.
        """
        if not isinstance(vault, PassphraseVault):
            raise TypeError(type(vault).__name__)
        vault.change_passphrase(present, passphrase)

    def lock_secret(self, secret: bytes, passphrase: str) -> str:
        """Return a secret sealed under a passphrase, in characters that a vault takes.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
        """
        return locked_secret.lock_secret(secret, passphrase)

    def unlock_secret(self, locked: str, passphrase: str) -> bytes:
        """Return the secret under a passphrase.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
            VaultDamagedError: It is no locked secret.
        """
        return locked_secret.unlock_secret(locked, passphrase)

    def author_keyring(self) -> Vault:
        """Return the keyring's part for the keys of authors; it belongs to no store.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
            KeyringFailedError: It failed in another way.
        """
        return self.keyring(_AUTHORS)

    def has_author_file(self) -> bool:
        """Tell whether there is a passphrase vault for the keys of authors."""
        return self._author_keys_path.exists()

    def create_author_file(self, passphrase: str) -> Vault:
        """Make a passphrase vault for the keys of authors, where there is none.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written, or there is one already.
        """
        check_passphrase(passphrase)
        if self.has_author_file():
            # It may hold keys: never written over, and never set aside without being asked.
            raise FolderReadOnlyError(path=str(self._author_keys_path))
        return PassphraseVault.create(self._author_keys_path, passphrase)

    def open_author_file(self, passphrase: str) -> Vault:
        """Open the passphrase vault for the keys of authors.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
            VaultDamagedError: The file is damaged.
            FileMissingError: The file is gone.
            NewerFileError: A newer program wrote it.
        """
        return PassphraseVault.open(self._author_keys_path, passphrase)
