"""A vault that forgets everything at the end of the test."""

from __future__ import annotations

from ownerapp.domain.errors import PassphraseTooShortError, WrongPassphraseError
from ownerapp.services.ports.vault import Vault, VaultKind
from ownerapp.system import locked_secret
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.secret_limits import check_secret

QUICK = Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1)
"""Real sealing that costs little."""


class FakeVault:
    """The ``Vault`` port in memory; can be emptied, or told to raise."""

    def __init__(self, kind: VaultKind = VaultKind.KEYRING) -> None:
        self._kind = kind
        self.secrets: dict[str, str] = {}
        self.trouble: Exception | None = None
        """Raised by every call, until it is taken away."""

    @property
    def kind(self) -> VaultKind:
        return self._kind

    def get(self, name: str) -> str | None:
        self._raise_trouble()
        return self.secrets.get(name)

    def set(self, name: str, value: str) -> None:
        check_secret(name, value)
        self._raise_trouble()
        self.secrets[name] = value

    def delete(self, name: str) -> None:
        self._raise_trouble()
        self.secrets.pop(name, None)

    def _raise_trouble(self) -> None:
        if self.trouble is not None:
            raise self.trouble


AUTHORS = "author-keys"
"""Where the keyring keeps the keys of authors."""


class FakeVaults:
    """The ``Vaults`` port in memory: one keyring for all stores, one file, one for authors."""

    def __init__(self) -> None:
        self.keyrings: dict[str, FakeVault] = {}
        self.keyring_trouble: Exception | None = None
        self.file: FakeVault | None = None
        self.author_file: FakeVault | None = None
        self._passphrase = ""
        self._author_passphrase = ""

    def keyring(self, store_id: str) -> FakeVault:
        if self.keyring_trouble is not None:
            raise self.keyring_trouble
        return self.keyrings.setdefault(store_id, FakeVault())

    def create_file(self, passphrase: str) -> FakeVault:
        if len(passphrase) < 8:
            raise PassphraseTooShortError(minimum=8)
        self._passphrase = passphrase
        self.file = FakeVault(VaultKind.FILE)
        return self.file

    def open_file(self, passphrase: str) -> FakeVault:
        if self.file is None or passphrase != self._passphrase:
            raise WrongPassphraseError
        return self.file

    def change_passphrase(self, vault: Vault, present: str, passphrase: str) -> None:
        if len(passphrase) < 8:
            raise PassphraseTooShortError(minimum=8)
        of_authors = vault is self.author_file
        now = self._author_passphrase if of_authors else self._passphrase
        if vault not in {self.file, self.author_file} or present != now:
            raise WrongPassphraseError
        vault.get("any")
        if of_authors:
            self._author_passphrase = passphrase
        else:
            self._passphrase = passphrase

    def lock_secret(self, secret: bytes, passphrase: str) -> str:
        return locked_secret.lock_secret(secret, passphrase, cost=QUICK)

    def unlock_secret(self, locked: str, passphrase: str) -> bytes:
        return locked_secret.unlock_secret(locked, passphrase)

    def author_keyring(self) -> FakeVault:
        return self.keyring(AUTHORS)

    def has_author_file(self) -> bool:
        return self.author_file is not None

    def create_author_file(self, passphrase: str) -> FakeVault:
        if len(passphrase) < 8:
            raise PassphraseTooShortError(minimum=8)
        assert self.author_file is None
        self._author_passphrase = passphrase
        self.author_file = FakeVault(VaultKind.FILE)
        return self.author_file

    def open_author_file(self, passphrase: str) -> FakeVault:
        if self.author_file is None or passphrase != self._author_passphrase:
            raise WrongPassphraseError
        return self.author_file
