"""The system's own keyring: Secret Service, KWallet, macOS Keychain, Windows Credentials.

1. Only keyrings of a system are used. The plain-text, null and terminal ones that the
   library can also be told to use count as no keyring at all.
2. Each call either does it or raises one of three errors: missing, locked, failed.
3. The library is imported by the first call, not by the program's start.
4. Calls may wait for a person at a prompt: never call from the window's thread.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ownerapp.domain.errors import (
    KeyringFailedError,
    KeyringLockedError,
    KeyringMissingError,
    OwnerAppError,
)
from ownerapp.services.ports.vault import VaultKind
from ownerapp.system.secret_limits import check_secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keyring.backend import KeyringBackend

_ASKED_NEXT: Final = "db-key"
_WINDOWS: Final = "keyring.backends.Windows"
_MACOS: Final = "keyring.backends.macOS"
_LINUX_BUS: Final = "keyring.backends.SecretService"
_LINUX: Final = (
    _LINUX_BUS,
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
_REAL: Final = frozenset({_WINDOWS, _MACOS, *_LINUX})
# The exceptions of SecretStorage pass through the keyring library as they are; their
# package is there on Linux only, so they are known by name.
_LOCKED_NAMES: Final = frozenset(
    {"KeyringLocked", "InitError", "LockedException", "PromptDismissedException"}
)
_MISSING_NAMES: Final = frozenset(
    {
        "NoKeyringError",
        "SecretServiceNotAvailableException",
        "FileNotFoundError",  # the bus and its socket are gone
        "ConnectionRefusedError",  # the socket is there, nobody listens
    }
)


class KeyringVault:
    """The keyring's part for one store."""

    kind: Final = VaultKind.KEYRING

    def __init__(self, store_id: str) -> None:
        self._store_id = store_id
        self._backend: KeyringBackend | None = None
        self._read_ahead: dict[str, str | None] = {}

    def check(self) -> None:
        """Make sure that the keyring answers and is unlocked.

        It is asked for the store's key, which is what is wanted next: that answer is kept
        for the one next reading, because each question takes some hundredths of a second.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
            KeyringFailedError: It failed in another way.
        """
        self._read_ahead = {_ASKED_NEXT: self.get(_ASKED_NEXT)}

    def get(self, name: str) -> str | None:
        """Return a secret, or None when there is none of this name.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
            KeyringFailedError: It failed in another way.
        """
        if name in self._read_ahead:
            return self._read_ahead.pop(name)
        with _our_errors():
            return self._keyring().get_password(self._service(name), name)

    def set(self, name: str, value: str) -> None:
        """Keep a secret of at most 1,000 characters.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
            KeyringFailedError: It failed in another way.
        """
        check_secret(name, value)
        self._read_ahead.clear()
        with _our_errors():
            self._keyring().set_password(self._service(name), name, value)

    def delete(self, name: str) -> None:
        """Forget a secret; forgetting a missing one is no error.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
            KeyringFailedError: It failed in another way.
        """
        if self.get(name) is None:
            return
        with _our_errors():
            self._keyring().delete_password(self._service(name), name)

    def _service(self, name: str) -> str:
        service = f"ownerapp:{self._store_id}"
        # Under one service Windows moves the first entry when a second one comes
        # (docs/decisions/2026-11-20-keyring-service-names.md).
        return f"{service}:{name}" if sys.platform == "win32" else service

    def _keyring(self) -> KeyringBackend:
        if self._backend is None:
            self._backend = _find_backend()
        return self._backend


def _find_backend() -> KeyringBackend:
    """Return the keyring that the person chose, or the best one of this system (rule 1)."""
    from keyring import core  # noqa: PLC0415 - rule 3

    chosen = core.load_env() or core.load_config()
    if chosen is not None and type(chosen).__module__ != "keyring.backends.chainer":
        if type(chosen).__module__ not in _REAL:
            raise KeyringMissingError
        return _ours(chosen)
    found = max(_viable_backends(), key=lambda kind: float(kind.priority), default=None)
    if found is None:
        raise KeyringMissingError
    return _ours(found())


def _viable_backends() -> Iterator[type[KeyringBackend]]:
    # Not keyring.get_keyring(): that loads every package that calls itself a keyring, and
    # remembers for ever that there was none at the first call.
    match sys.platform:
        case "win32":
            names: tuple[str, ...] = (_WINDOWS,)
        case "darwin":
            names = (_MACOS,)
        case _:
            names = _LINUX
    for name in names:
        for kind in vars(import_module(name)).values():
            if getattr(kind, "__module__", "") == name and getattr(kind, "viable", False):
                yield kind


def _ours(backend: KeyringBackend) -> KeyringBackend:
    """Return a backend as it is used here."""
    if type(backend).__module__ != _LINUX_BUS:
        return _keep_local(backend)
    from ownerapp.system.secret_service import KeptSecretService  # noqa: PLC0415 - rule 3

    kept = KeptSecretService()
    vars(kept).update(
        {name: value for name, value in vars(backend).items() if not name.startswith("_")}
    )
    return kept


def _keep_local(backend: KeyringBackend) -> KeyringBackend:
    if type(backend).__module__ == _WINDOWS:
        # The default would carry the key to every computer of a company account.
        backend.persist = "local machine"  # type: ignore[attr-defined] # only this one has it
    return backend


@contextmanager
def _our_errors() -> Iterator[None]:
    """Turn any error of a keyring into ours (rule 2).

    No text of the original goes further: some systems put the secret's name, or more,
    into it.
    """
    try:
        yield
    except OwnerAppError:
        raise
    except Exception as error:  # noqa: BLE001 - each backend raises what its system does
        raise _to_ours(error) from None


def _to_ours(error: Exception) -> OwnerAppError:
    names = {type(cause).__name__ for cause in (error, error.__cause__, error.__context__) if cause}
    if names & _MISSING_NAMES:
        return KeyringMissingError()
    if names & _LOCKED_NAMES:
        return KeyringLockedError()
    return KeyringFailedError()
