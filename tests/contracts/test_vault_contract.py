"""What every vault promises: the fake, the passphrase file, and a real keyring."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from ownerapp.services.ports.vault import Vault, VaultKind
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.keyring_vault import KeyringVault
from ownerapp.system.passphrase_vault import PassphraseVault
from ownerapp.system.secret_limits import VALUE_LIMIT
from tests.support.fake_vault import FakeVault
from tests.support.keyring_session import KeyringSession, UseSession

QUICK = Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1)
STORE_KEY = "ab" * 32
LOG_HEAD = "12:" + "cd" * 32


@pytest.fixture(params=["fake", "file", "keyring"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    if request.param == "fake":
        return FakeVault()
    if request.param == "file":
        return PassphraseVault.create(tmp_path / "vault.json", "long enough", cost=QUICK)
    use: UseSession = request.getfixturevalue("use_keyring_session")
    session: KeyringSession = request.getfixturevalue("keyring_session")
    use(session)
    return KeyringVault(str(uuid4()))


def test_a_missing_secret_is_none(vault: Vault) -> None:
    assert vault.get("store-key") is None


def test_a_kept_secret_comes_back(vault: Vault) -> None:
    vault.set("store-key", STORE_KEY)
    assert vault.get("store-key") == STORE_KEY


def test_two_secrets_do_not_disturb_each_other(vault: Vault) -> None:
    vault.set("store-key", STORE_KEY)
    vault.set("log-head", "0:" + "00" * 32)
    vault.set("log-head", LOG_HEAD)
    assert (vault.get("store-key"), vault.get("log-head")) == (STORE_KEY, LOG_HEAD)


def test_a_deleted_secret_is_gone_and_the_other_one_stays(vault: Vault) -> None:
    vault.set("store-key", STORE_KEY)
    vault.set("log-head", LOG_HEAD)
    vault.delete("log-head")
    assert (vault.get("store-key"), vault.get("log-head")) == (STORE_KEY, None)


def test_deleting_a_missing_secret_is_no_error(vault: Vault) -> None:
    vault.delete("store-key")
    assert vault.get("store-key") is None


def test_the_longest_secret_fits(vault: Vault) -> None:
    vault.set("store-key", "x" * VALUE_LIMIT)
    assert vault.get("store-key") == "x" * VALUE_LIMIT


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("store-key", "x" * (VALUE_LIMIT + 1)),
        ("store-key", ""),
        ("store-key", "two\nlines"),
        ("store-key", "\N{SNOWMAN}"),
        ("", "value"),
        ("a/b", "value"),
    ],
)
def test_what_does_not_fit_every_system_is_refused_without_showing_it(
    vault: Vault, name: str, value: str
) -> None:
    with pytest.raises(ValueError, match=f"^{name}$"):
        vault.set(name, value)


def test_only_a_keyring_anchors_the_history(vault: Vault) -> None:
    assert vault.kind.anchors is (vault.kind is VaultKind.KEYRING)
