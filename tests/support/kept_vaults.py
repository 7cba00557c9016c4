"""A keyring that outlives a process: one file for each secret, put in place whole."""

from __future__ import annotations

from pathlib import Path

from typing_extensions import override

from ownerapp.services.ports.vault import VaultKind
from ownerapp.system.atomic_files import make_folder, write_whole, writing
from ownerapp.system.secret_limits import check_secret
from tests.support.fake_vault import FakeVault, FakeVaults


class KeptVault(FakeVault):
    """The ``Vault`` port in a folder; what was set is there after a kill."""

    def __init__(self, folder: Path) -> None:
        super().__init__(VaultKind.KEYRING)
        self._folder = folder

    @override
    def get(self, name: str) -> str | None:
        path = self._folder / name
        return path.read_text(encoding="ascii") if path.exists() else None

    @override
    def set(self, name: str, value: str) -> None:
        check_secret(name, value)
        with writing(self._folder.parent):
            make_folder(self._folder)
        write_whole(self._folder / name, value.encode("ascii"))

    @override
    def delete(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)


class KeptVaults(FakeVaults):
    """The ``Vaults`` port with a keyring in a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    @override
    def keyring(self, store_id: str) -> FakeVault:
        return KeptVault(self._folder / store_id)
