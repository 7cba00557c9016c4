"""What a person does with the keys that sign their records, and where those are lost.

All methods are synchronous and know no thread, as those of the desk itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ownerapp.services.opening import OpenedStore

if TYPE_CHECKING:
    from ownerapp.domain.keys import KnownKey
    from ownerapp.services.key_loss import BegunAnew
    from ownerapp.services.keys import KeyBreak, KeyService
    from ownerapp.services.surroundings import Surroundings


class KeyDesk:
    """What a person does with the keys that sign their records, and where those are lost.

    Args:
        around: The ports.
        opened: Opens the store where that is needed, and returns it.
    """

    def __init__(self, around: Surroundings, opened: Callable[[], OpenedStore]) -> None:
        self._around = around
        self._opened = opened

    def all(self) -> tuple[KnownKey, ...]:
        """Return the record keys of this store, oldest first; the last one is in use."""
        return self._opened().known_keys()

    def lost(self) -> KeyBreak | None:
        """Return the break with which the history begins, if a key was lost."""
        return self._key_service().lost()

    def rotate(self) -> KnownKey:
        """Change the signing keys; the old one signs the new one. See ``KeyService.rotate``."""
        return self._key_service().rotate()

    def save_history(self, path: str) -> None:
        """Write ``keys.json``, the signed history of the record keys, for other people."""
        self._key_service().save_statement(path)

    def check_lost(self, *, passphrase: str | None = None) -> None:
        """Check that there is data here that cannot be opened; see ``key_loss.check_lost``."""
        from ownerapp.services import key_loss  # noqa: PLC0415 - seldom needed

        key_loss.check_lost(self._around, passphrase=passphrase)

    def begin_anew(self, *, record: str | None = None, passphrase: str | None = None) -> BegunAnew:
        """Begin a new history where the key is lost; see ``key_loss.begin_anew``.

        The store can be opened afterwards.
        """
        from ownerapp.services import key_loss  # noqa: PLC0415 - as above

        return key_loss.begin_anew(self._around, record=record, passphrase=passphrase)

    def _key_service(self) -> KeyService:
        from ownerapp.services.keys import KeyService  # noqa: PLC0415 - as above

        return KeyService(self._opened())
