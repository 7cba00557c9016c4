"""The Secret Service over one connection that stays open.

The library connects anew for each question and agrees on a new key for it: two powers of 1,024
bits, for which no other thread of this program can run. With one connection and one agreed key
a question takes a fraction of that.

Rules:

1. A kept connection that fails is given up and the question asked once more over a new one: the
   bus or the keyring may have begun anew in the meantime.
2. A refusal of the person is an answer and no failure, and is never asked again.
"""

# mypy: disable-error-code="no-untyped-call"
# The library annotates some of its methods only.

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from typing import Any, TypeVar

from jeepney import DBusErrorResponse
from keyring.backends.SecretService import Keyring
from keyring.errors import KeyringError, KeyringLocked
from secretstorage.exceptions import (
    LockedException,
    PromptDismissedException,
    SecretStorageException,
)
from secretstorage.util import open_session
from typing_extensions import override

T = TypeVar("T")

_ANSWERS = (KeyringLocked, LockedException, PromptDismissedException)
_FAILURES = (OSError, EOFError, SecretStorageException, DBusErrorResponse, KeyringError)


class _Lent:
    """A connection that is not closed by those who use it."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def close(self) -> None:
        """Stay open."""


class KeptSecretService(Keyring):
    """The library's backend with a connection that stays open while this lives."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.RLock()
        self._collection: Any = None
        self._address: str | None = None
        self._give_up: Callable[[], object] = _nothing

    @override
    def get_preferred_collection(self) -> Any:
        """Return the collection over the kept connection, unlocked.

        Raises:
            InitError: There is none.
            KeyringLocked: It is locked and was not unlocked.
        """
        address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
        if self._collection is None or self._address != address:
            self.let_go()
            opened = super().get_preferred_collection()
            self._give_up = weakref.finalize(self, opened.connection.close)
            opened.session = open_session(opened.connection)
            opened.connection = _Lent(opened.connection)
            self._collection, self._address = opened, address
        elif self._collection.is_locked():
            self._collection.unlock()
            if self._collection.is_locked():
                raise KeyringLocked
        return self._collection

    def let_go(self) -> None:
        """Close the connection; the next question opens another."""
        self._collection = None
        self._give_up()

    @override
    def get_password(self, service: str, username: str) -> str | None:
        """Return a password, or None where there is none."""

        def ask() -> str | None:
            collection = self.get_preferred_collection()
            for item in collection.search_items(self._query(service, username)):
                self.unlock(item)
                item.session = collection.session
                return str(item.get_secret().decode("utf-8"))
            return None

        return self._asked(ask)

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        keep = super().set_password
        self._asked(lambda: keep(service, username, password))

    @override
    def delete_password(self, service: str, username: str) -> None:
        """Forget a password."""
        forget = super().delete_password
        self._asked(lambda: forget(service, username))

    def _asked(self, ask: Callable[[], T]) -> T:
        """Ask, and once more over a new connection where a kept one failed (rules 1 and 2)."""
        with self._lock:
            is_kept = self._collection is not None
            try:
                return ask()
            except _ANSWERS:
                raise
            except _FAILURES:
                self.let_go()
                if not is_kept:
                    raise
            return ask()


def _nothing() -> None:
    """Stand where no connection is to be closed."""
