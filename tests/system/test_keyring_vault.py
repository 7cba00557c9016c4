"""The keyring in trouble: each trouble is one of three named errors."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
import secretstorage
from jeepney.io.blocking import DBusConnection
from keyring.backend import KeyringBackend
from typing_extensions import override

from ownerapp.domain.errors import (
    KeyringFailedError,
    KeyringLockedError,
    KeyringMissingError,
    OwnerAppError,
)
from ownerapp.services.ports.vault import VaultKind
from ownerapp.system.keyring_vault import KeyringVault, _keep_local
from tests.support.keyring_session import KeyringSession, UseSession

STORE_KEY = "ab" * 32


class BrokenKeyring(KeyringBackend):
    """A keyring whose system fails with an error of its own."""

    priority = 0

    def __init__(self, error: Exception) -> None:
        self._error = error

    @override
    def get_password(self, service: str, username: str) -> str | None:
        raise self._error

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        raise self._error


def every_call(vault: KeyringVault) -> list[Callable[[], object]]:
    return [
        vault.check,
        lambda: vault.get("store-key"),
        lambda: vault.set("store-key", STORE_KEY),
        lambda: vault.delete("store-key"),
    ]


def use_backend(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", name)


def test_another_program_finds_the_secrets_under_the_name_of_the_store(
    keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    use_keyring_session(keyring_session)
    store_id = str(uuid4())
    vault = KeyringVault(store_id)
    vault.set("store-key", STORE_KEY)
    vault.set("log-head", "1:00")
    assert keyring_session.secrets(f"ownerapp:{store_id}") == {
        "store-key": STORE_KEY,
        "log-head": "1:00",
    }


def test_one_store_does_not_see_the_secrets_of_another(
    keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    use_keyring_session(keyring_session)
    KeyringVault(str(uuid4())).set("store-key", STORE_KEY)
    assert KeyringVault(str(uuid4())).get("store-key") is None


def test_a_locked_keyring_is_named_and_works_again_when_unlocked(
    own_keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    use_keyring_session(own_keyring_session)
    vault = KeyringVault(str(uuid4()))
    vault.set("store-key", STORE_KEY)
    own_keyring_session.lock()
    for call in every_call(vault):
        with pytest.raises(KeyringLockedError):
            call()
    own_keyring_session.unlock()
    assert vault.get("store-key") == STORE_KEY


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[DBusConnection]:
    """Collect the connections that are opened to a bus."""
    made: list[DBusConnection] = []
    connect = secretstorage.dbus_init

    def counted() -> DBusConnection:
        made.append(connect())
        return made[-1]

    monkeypatch.setattr(secretstorage, "dbus_init", counted)
    return made


def test_all_questions_go_over_one_connection(
    keyring_session: KeyringSession,
    use_keyring_session: UseSession,
    connections: list[DBusConnection],
) -> None:
    use_keyring_session(keyring_session)
    vault = KeyringVault(str(uuid4()))
    vault.check()
    connections.clear()
    for number in range(3):
        vault.set("log-head", str(number))
        assert vault.get("log-head") == str(number)
    vault.delete("log-head")
    assert connections == []


def test_a_connection_that_broke_is_opened_anew(
    keyring_session: KeyringSession,
    use_keyring_session: UseSession,
    connections: list[DBusConnection],
) -> None:
    use_keyring_session(keyring_session)
    vault = KeyringVault(str(uuid4()))
    for call in (
        lambda: vault.set("log-head", "1"),
        lambda: vault.get("log-head"),
        lambda: vault.delete("log-head"),
    ):
        vault.check()
        connections[-1].sock.shutdown(socket.SHUT_RDWR)
        call()  # type: ignore[no-untyped-call] # of the library
    assert vault.get("log-head") is None


def test_a_keyring_that_began_anew_is_asked_again(
    own_keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    use_keyring_session(own_keyring_session)
    vault = KeyringVault(str(uuid4()))
    vault.set("store-key", STORE_KEY)
    with own_keyring_session.begun_anew():
        assert vault.get("store-key") == STORE_KEY
        vault.set("log-head", "1")
        assert vault.get("log-head") == "1"


def test_an_emptied_keyring_answers_with_none(
    own_keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    use_keyring_session(own_keyring_session)
    vault = KeyringVault(str(uuid4()))
    vault.set("store-key", STORE_KEY)
    own_keyring_session.empty()
    assert vault.get("store-key") is None


def test_without_a_session_bus_there_is_no_keyring(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(KeyringMissingError):
        KeyringVault(str(uuid4())).check()


def test_a_keyring_that_appears_later_is_found_by_trying_again(
    monkeypatch: pytest.MonkeyPatch,
    keyring_session: KeyringSession,
    use_keyring_session: UseSession,
) -> None:
    vault = KeyringVault(str(uuid4()))
    with pytest.raises(KeyringMissingError):
        vault.check()
    use_keyring_session(keyring_session)
    vault.set("store-key", STORE_KEY)
    assert vault.get("store-key") == STORE_KEY


def test_a_keyring_that_goes_away_is_missing(
    keyring_session: KeyringSession,
    use_keyring_session: UseSession,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    use_keyring_session(keyring_session)
    vault = KeyringVault(str(uuid4()))
    vault.check()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    with pytest.raises(KeyringMissingError):
        vault.get("store-key")


@pytest.mark.parametrize("name", ["keyring.backends.null.Keyring", "keyring.backends.fail.Keyring"])
def test_a_keyring_that_keeps_nothing_counts_as_none(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    use_backend(monkeypatch, name)
    with pytest.raises(KeyringMissingError):
        KeyringVault(str(uuid4())).set("store-key", STORE_KEY)


def test_a_plain_text_keyring_is_never_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain_path = tmp_path / "plain.txt"
    module = tmp_path / "plain_keyring.py"
    module.write_text(
        "from pathlib import Path\n"
        "from keyring.backend import KeyringBackend\n"
        "class PlaintextKeyring(KeyringBackend):\n"
        "    priority = 9\n"
        "    def get_password(self, service, username):\n"
        "        return None\n"
        "    def set_password(self, service, username, password):\n"
        f"        Path({str(plain_path)!r}).write_text(password)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    use_backend(monkeypatch, "plain_keyring.PlaintextKeyring")
    with pytest.raises(KeyringMissingError):
        KeyringVault(str(uuid4())).set("store-key", STORE_KEY)
    assert not plain_path.exists()


def test_a_configured_keyring_that_cannot_be_loaded_has_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_backend(monkeypatch, "no.such.module.Keyring")
    with pytest.raises(KeyringFailedError):
        KeyringVault(str(uuid4())).get("store-key")


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("CredWrite"),
        OSError(5, "I/O"),
        KeyError("DBUS"),
        UnicodeDecodeError("utf-8", b"", 0, 1, ""),
    ],
)
def test_whatever_a_system_raises_is_a_failed_keyring_without_its_words(error: Exception) -> None:
    vault = KeyringVault(str(uuid4()))
    vault._backend = BrokenKeyring(error)
    for call in every_call(vault):
        with pytest.raises(KeyringFailedError) as caught:
            call()
        assert isinstance(caught.value, OwnerAppError)
        assert str(caught.value) == "keyring-failed"
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_on_windows_each_secret_has_a_service_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    vault = KeyringVault("id")
    assert vault._service("log-head") == "ownerapp:id"
    monkeypatch.setattr(sys, "platform", "win32")
    assert vault._service("log-head") == "ownerapp:id:log-head"


def test_on_windows_a_secret_stays_on_this_computer() -> None:
    backend = type("WinVaultKeyring", (BrokenKeyring,), {"__module__": "keyring.backends.Windows"})
    kept = _keep_local(backend(OSError()))
    assert vars(kept)["persist"] == "local machine"


def test_the_keyring_library_is_not_imported_before_it_is_needed() -> None:
    program = (
        "import sys, ownerapp.system.vaults, ownerapp.system.keyring_vault as k;"
        "k.KeyringVault('id'); sys.exit('keyring' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_it_says_where_the_secrets_are() -> None:
    assert KeyringVault("id").kind is VaultKind.KEYRING


def test_a_test_that_asks_for_nothing_reaches_nobodys_keyring() -> None:
    assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
    with pytest.raises(KeyringMissingError):
        KeyringVault(str(uuid4())).check()
