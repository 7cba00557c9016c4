"""Makes the vault of a store: the keyring's part, or the file beside the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ownerapp.system.atomic_files import set_aside
from ownerapp.system.keyring_vault import KeyringVault
from ownerapp.system.passphrase_vault import PassphraseVault, check_passphrase

if TYPE_CHECKING:
    from pathlib import Path

    from ownerapp.services.ports import Clock, Vault


class SystemVaults:
    """The ``Vaults`` port."""

    def __init__(self, vault_path: Path, *, clock: Clock) -> None:
        self._vault_path = vault_path
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
