"""The maker of vaults: a keyring that answers, or a file that never replaces another."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from ownerapp.domain.errors import (
    FileMissingError,
    KeyringLockedError,
    KeyringMissingError,
    PassphraseTooShortError,
    WrongPassphraseError,
)
from ownerapp.services.ports.vault import Vaults
from ownerapp.system.clock import SystemClock
from ownerapp.system.passphrase_vault import PassphraseVault
from ownerapp.system.vaults import SystemVaults
from tests.support.keyring_session import KeyringSession, UseSession


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.json"


@pytest.fixture
def vaults(path: Path) -> Vaults:
    return SystemVaults(path, path.with_name("author-keys.json"), clock=SystemClock())


def test_the_keyring_is_made_only_when_it_answers(
    vaults: Vaults, own_keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    with pytest.raises(KeyringMissingError):
        vaults.keyring(str(uuid4()))
    use_keyring_session(own_keyring_session)
    vaults.keyring(str(uuid4()))
    own_keyring_session.lock()
    with pytest.raises(KeyringLockedError):
        vaults.keyring(str(uuid4()))


def test_the_file_opens_with_its_passphrase_only(vaults: Vaults) -> None:
    vaults.create_file("correct horse").set("store-key", "ab")
    assert vaults.open_file("correct horse").get("store-key") == "ab"
    with pytest.raises(WrongPassphraseError):
        vaults.open_file("wrong horse")


def test_a_new_file_sets_an_earlier_one_aside(vaults: Vaults, path: Path) -> None:
    vaults.create_file("correct horse").set("store-key", "ab")
    with pytest.raises(PassphraseTooShortError):
        vaults.create_file("short")
    assert vaults.open_file("correct horse").get("store-key") == "ab"
    assert vaults.create_file("another horse").get("store-key") is None
    (earlier,) = path.parent.glob("vault.earlier-*.json")
    assert PassphraseVault.open(earlier, "correct horse").get("store-key") == "ab"


def test_a_file_that_is_gone_is_missing(vaults: Vaults) -> None:
    with pytest.raises(FileMissingError):
        vaults.open_file("correct horse")
