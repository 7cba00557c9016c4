"""A real gnome-keyring-daemon on a private bus, with a private home; never the person's own.

``keyring_session`` starts one. The fixture of the same name shares one over the session;
``own_keyring_session`` starts one for a test that locks or ends it. A sub-process gets
``session.env``; ``use_keyring_session`` points this process at it.
"""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from tests.support.bus_config import BUS_CONFIG

if sys.platform == "linux":  # elsewhere these packages are not installed, and nothing runs
    import secretstorage
    from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
    from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection
    from secretstorage.util import format_secret, open_session

_SECRETS = "org.freedesktop.secrets"
_SECRETS_PATH = "/org/freedesktop/secrets"
_WAIT_SECONDS = 10
_PASSPHRASE = b"a passphrase of the tests"


@dataclass(frozen=True, slots=True)
class KeyringSession:
    """A running keyring and how to reach it."""

    address: str
    env: dict[str, str]
    """The whole environment of a sub-process in this session."""

    def lock(self) -> None:
        """Lock the collection, as a screen lock may."""
        with closing(self._connect()) as connection:
            secretstorage.get_default_collection(connection).lock()

    def unlock(self) -> None:
        """Unlock the collection as a person at the prompt would."""
        with closing(self._connect()) as connection:
            collection = secretstorage.get_default_collection(connection)
            # The only way without a prompter; the daemon's own tests use it too.
            secret = format_secret(open_session(connection), _PASSPHRASE, "text/plain")
            call = new_method_call(
                DBusAddress(
                    _SECRETS_PATH,
                    _SECRETS,
                    "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                ),
                "UnlockWithMasterPassword",
                "o(oayays)",
                (collection.collection_path, secret),
            )
            connection.send_and_get_reply(call, timeout=_WAIT_SECONDS)
            assert not collection.is_locked()

    def empty(self) -> None:
        """Remove every secret, as a person who resets the keyring does."""
        with closing(self._connect()) as connection:
            for item in list(secretstorage.get_default_collection(connection).get_all_items()):
                item.delete()

    def forget(self, service: str, user: str) -> None:
        """Remove one secret of a service."""
        with closing(self._connect()) as connection:
            wanted = {"service": service, "username": user}
            for item in list(secretstorage.search_items(connection, wanted)):
                item.delete()

    def secrets(self, service: str) -> dict[str, str]:
        """Return all secrets of a service by user name, as another program sees them."""
        with closing(self._connect()) as connection:
            items = secretstorage.search_items(connection, {"service": service})
            return {item.get_attributes()["username"]: item.get_secret().decode() for item in items}

    @contextmanager
    def begun_anew(self) -> Iterator[None]:
        """Let another daemon take the place of the one that runs, as after a crash."""
        with _daemon(self.address, self.env, "--replace"):
            yield

    def _connect(self) -> DBusConnection:
        return open_dbus_connection(self.address)


class UseSession(Protocol):
    """Points this process at a session until the test ends."""

    def __call__(self, session: KeyringSession) -> None: ...


@contextmanager
def keyring_session(folder: Path) -> Iterator[KeyringSession]:
    """Start a bus and a keyring in an empty folder of at most some 90 characters."""
    home_dir, run_dir = folder / "home", folder / "run"
    for made in (home_dir, run_dir):
        made.mkdir(mode=0o700)
    config_path = folder / "bus.conf"
    config_path.write_text(BUS_CONFIG.format(socket=run_dir / "bus"))
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home_dir),
        "XDG_RUNTIME_DIR": str(run_dir),
    }
    env.pop("PYTHON_KEYRING_BACKEND", None)
    bus_command = ["dbus-daemon", f"--config-file={config_path}", "--nofork", "--print-address=1"]
    with _running(bus_command, env=env) as bus:
        assert bus.stdout is not None
        address = bus.stdout.readline().decode().strip()
        env["DBUS_SESSION_BUS_ADDRESS"] = address
        with _daemon(address, env):
            yield KeyringSession(address=address, env=env)


@contextmanager
def _daemon(address: str, env: dict[str, str], *more: str) -> Iterator[None]:
    """Run a keyring on a bus; it has its name there."""
    command = [
        "gnome-keyring-daemon",
        "--foreground",
        "--unlock",
        "--components=secrets",
        f"--control-directory={env['XDG_RUNTIME_DIR']}/keyring",
        *more,
    ]
    with closing(open_dbus_connection(address)) as connection:
        rule = MatchRule(
            type="signal",
            interface="org.freedesktop.DBus",
            member="NameOwnerChanged",
        )
        rule.add_arg_condition(0, _SECRETS)
        Proxy(message_bus, connection).AddMatch(rule)
        with connection.filter(rule) as owner_changes, _running(command, env=env) as daemon:
            assert daemon.stdin is not None
            daemon.stdin.write(_PASSPHRASE)  # without a line end: it would belong to it
            daemon.stdin.close()
            while not connection.recv_until_filtered(owner_changes, timeout=_WAIT_SECONDS).body[2]:
                pass  # the one before gave its name back
            yield


@contextmanager
def _running(command: list[str], *, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        command,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()
            process.wait(_WAIT_SECONDS)


@contextmanager
def _short_folder() -> Iterator[Path]:
    # A socket's path has at most 108 bytes; pytest's own folders may be longer.
    with tempfile.TemporaryDirectory(prefix="ownerapp-keyring-") as folder:
        yield Path(folder)


def _need_programs() -> None:
    for program in ("dbus-daemon", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="session", name="keyring_session")
def shared_keyring_session() -> Iterator[KeyringSession]:
    """An unlocked keyring for tests that leave it as it is."""
    _need_programs()
    with _short_folder() as folder, keyring_session(folder) as session:
        yield session


@pytest.fixture
def own_keyring_session() -> Iterator[KeyringSession]:
    """An unlocked keyring that the test may lock, empty or end."""
    _need_programs()
    with warnings.catch_warnings(), _short_folder() as folder:
        # The keyring library does not close its connection when a locked one refuses.
        warnings.filterwarnings("ignore", "unclosed <socket", ResourceWarning)
        with keyring_session(folder) as session:
            yield session
        gc.collect()


@pytest.fixture
def use_keyring_session(monkeypatch: pytest.MonkeyPatch) -> UseSession:
    """Return a function that points this process at a session until the test ends."""

    def use(session: KeyringSession) -> None:
        monkeypatch.delenv("PYTHON_KEYRING_BACKEND")
        for name in ("DBUS_SESSION_BUS_ADDRESS", "HOME", "XDG_RUNTIME_DIR"):
            monkeypatch.setenv(name, session.env[name])

    return use
