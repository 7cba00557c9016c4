"""The ports of secrets: where keys and passphrases lie."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

# Only annotations need these; a start is quicker without loading them all.


class VaultKind(StrEnum):
    """Where a store's key and log head are kept."""

    KEYRING = "keyring"
    FILE = "file"

    @property
    def anchors(self) -> bool:
        """Tell whether a head kept there notices a store that was put back."""
        return self is VaultKind.KEYRING


class Vault(Protocol):
    """Short secrets by name: the store key and the log head."""

    @property
    def kind(self) -> VaultKind:
        """Where the secrets are."""
        ...

    def get(self, name: str) -> str | None:
        """Return a secret, or None when there is none of this name.

        Raises:
            UnavailableError: The vault cannot be read.
        """
        ...

    def set(self, name: str, value: str) -> None:
        """Keep a secret of at most 1,000 characters.

        Raises:
            UnavailableError: The vault cannot be written.
        """
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; forgetting a missing one is no error."""
        ...


class Vaults(Protocol):
    """Makes the vault of a store."""

    def keyring(self, store_id: str) -> Vault:
        """Return the keyring's part for this store.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
        """
        ...

    def create_file(self, passphrase: str) -> Vault:
        """Make a passphrase vault beside the store.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
        """
        ...

    def open_file(self, passphrase: str) -> Vault:
        """Open the passphrase vault beside the store.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
        """
        ...

    def change_passphrase(self, vault: Vault, present: str, passphrase: str) -> None:
        """Seal an open passphrase vault, of the store or of authors, under another passphrase.

        At every moment the old passphrase opens it or the new one does, and ``vault`` itself
        goes on working.

        Raises:
            PassphraseTooShortError: The new passphrase is too short; nothing changed.
            WrongPassphraseError: ``present`` does not open it; nothing changed.
            UnavailableError: Disk or folder fail; the old passphrase stays.
        """
        ...

    def lock_secret(self, secret: bytes, passphrase: str) -> str:
        """Return a secret sealed under a passphrase, in characters that a vault takes.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
        """
        ...

    def unlock_secret(self, locked: str, passphrase: str) -> bytes:
        """Return the secret under a passphrase.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
            VaultDamagedError: It is no locked secret.
        """
        ...

    def author_keyring(self) -> Vault:
        """Return the keyring's part for the keys of authors; it belongs to no store.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
        """
        ...

    def has_author_file(self) -> bool:
        """Tell whether there is a passphrase vault for the keys of authors."""
        ...

    def create_author_file(self, passphrase: str) -> Vault:
        """Make a passphrase vault for the keys of authors, where there is none.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
        """
        ...

    def open_author_file(self, passphrase: str) -> Vault:
        """Open the passphrase vault for the keys of authors.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
        """
        ...
