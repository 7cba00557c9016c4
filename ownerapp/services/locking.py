"""The lock of a store whose key is in the keyring: the key is kept under a passphrase there.

Rules:

1. The keyring holds the store's key either openly or locked, and the words say which. A
   locked key is of no use to anybody without the passphrase; nobody can replace it.
2. Setting, changing and removing the lock take two steps. The new form is written beside the
   old one under another name, and read back; only then does it take the old one's place. A
   stop at any moment leaves at least one form that a secret the person knows opens.
3. What the keyring lost between the two steps is taken from beside it at the next opening.
4. A store with a passphrase vault is locked by its passphrase already; it has no other lock.
   Its passphrase is changed by sealing the vault anew, in one write of the whole file.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ownerapp.domain.errors import (
    FileKindError,
    KeyringFailedError,
    StoreKeyMissingError,
    StoreLockedError,
    UnavailableError,
)
from ownerapp.domain.values import dataclass
from ownerapp.services.ports.vault import VaultKind

if TYPE_CHECKING:
    from ownerapp.services.ports.vault import Vault
    from ownerapp.services.surroundings import Surroundings

STORE_KEY_SECRET = "db-key"  # noqa: S105 - the name of a secret, not a secret
COMING_KEY_SECRET = "db-key-coming"  # noqa: S105 - the name of a secret, not a secret
"""Where the other form of the key stands between the two steps."""
KEY_BYTES = 32
_LOCKED = "locked:"
_PASSPHRASE_FILE_LIMIT = 4 * 1024


def is_locked(text: str) -> bool:
    """Tell whether what a vault holds is a key under a passphrase."""
    return text.startswith(_LOCKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """What a vault holds of the store's key."""

    text: str = field(repr=False)
    is_beside: bool
    """It was found beside its place (rule 3)."""

    @property
    def is_locked(self) -> bool:
        """Tell whether it is under a passphrase."""
        return is_locked(self.text)


def kept_key(vault: Vault) -> KeptKey | None:
    """Return what a vault holds of the store's key, or None.

    Raises:
        UnavailableError: The vault cannot be read.
    """
    text = vault.get(STORE_KEY_SECRET)
    if text is not None:
        return KeptKey(text=text, is_beside=False)
    beside = vault.get(COMING_KEY_SECRET) if vault.kind is VaultKind.KEYRING else None
    return None if beside is None else KeptKey(text=beside, is_beside=True)


def key_of(around: Surroundings, text: str, passphrase: str | None) -> bytes:
    """Return the store's key from what the vault holds.

    Raises:
        StoreLockedError: It is locked, and no passphrase is given.
        WrongPassphraseError: The passphrase does not open it.
        StoreKeyMissingError: It is no key.
        VaultDamagedError: It says that it is locked, and is not.
    """
    if is_locked(text):
        if passphrase is None:
            raise StoreLockedError
        key = around.vaults.unlock_secret(text.removeprefix(_LOCKED), passphrase)
    else:
        try:
            key = bytes.fromhex(text)
        except ValueError:
            key = b""
    if len(key) != KEY_BYTES:
        raise StoreKeyMissingError(path="store.db")
    return key


def settle(around: Surroundings, vault: Vault, text: str) -> None:
    """Tidy up after a change that stopped between its two steps; the store is open by now.

    The form that opened it takes its place, and the other one goes: after a removal that
    stopped early, an open key would lie beside the locked one.
    """
    try:
        with around.lock.hold():
            if vault.get(STORE_KEY_SECRET) is None:
                vault.set(STORE_KEY_SECRET, text)
            if vault.get(STORE_KEY_SECRET) == text:
                vault.delete(COMING_KEY_SECRET)
    except UnavailableError:
        # It is open all the same; the next opening tries again.
        return


def set_lock(
    around: Surroundings, vault: Vault, passphrase: str, *, present: str | None = None
) -> None:
    """Lock the store's key under a passphrase.

    Args:
        around: The ports of the data folder.
        vault: The keyring's part for the store.
        passphrase: The new one.
        present: The one in force, where there is one.

    Raises:
        PassphraseTooShortError: Fewer than 8 characters; nothing changed.
        StoreLockedError: It is locked already, and ``present`` is not given.
        WrongPassphraseError: ``present`` is not the one in force.
        StoreKeyMissingError: The keyring no longer holds the key.
        UnavailableError: The keyring fails, or another process writes.
    """
    with around.lock.hold():
        key = key_of(around, _kept(vault), present)
        _replace(vault, _LOCKED + around.vaults.lock_secret(key, passphrase))


def change_file_passphrase(
    around: Surroundings, vault: Vault, passphrase: str, *, present: str
) -> None:
    """Seal a passphrase vault, of the store or of authors, under another passphrase (rule 4).

    Raises:
        PassphraseTooShortError: Fewer than 8 characters; nothing changed.
        WrongPassphraseError: ``present`` is not the one in force; nothing changed.
        UnavailableError: Disk or folder fail, or another process writes; nothing changed.
    """
    with around.lock.hold():
        around.vaults.change_passphrase(vault, present, passphrase)


def passphrase_in(around: Surroundings, path: str) -> str:
    """Return the passphrase that stands in a file, without the one line end that editors add.

    Raises:
        FileMissingError: There is no such file.
        FileTooLargeError: It is too large for a passphrase.
        FileKindError: It is not a text.
        FileUnreadableError: It cannot be read.
    """
    data = around.files.read(path, limit_bytes=_PASSPHRASE_FILE_LIMIT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        # "from error" would carry the bytes of the passphrase along.
        raise FileKindError(path=path) from None
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text


def remove_lock(around: Surroundings, vault: Vault, passphrase: str) -> None:
    """Let the keyring open the store again, without a passphrase.

    Raises:
        WrongPassphraseError: The passphrase is not the one in force; nothing changed.
        StoreKeyMissingError: The keyring no longer holds the key.
        UnavailableError: The keyring fails, or another process writes.
    """
    with around.lock.hold():
        _replace(vault, key_of(around, _kept(vault), passphrase).hex())


def _kept(vault: Vault) -> str:
    kept = kept_key(vault)
    if kept is None:
        raise StoreKeyMissingError(path="store.db")
    return kept.text


def _replace(vault: Vault, text: str) -> None:
    """Put another form of the key in place (rule 2)."""
    for name in (COMING_KEY_SECRET, STORE_KEY_SECRET):
        vault.set(name, text)
        # A keyring that says yes and keeps something else must not cost the last key.
        if vault.get(name) != text:
            raise KeyringFailedError
    vault.delete(COMING_KEY_SECRET)
