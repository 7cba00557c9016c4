"""The place of the store while nothing of the store is loaded yet.

The database's libraries take longer to load than everything else of a start. The keyring is
asked first, which may wait for another process or a person; what is loaded for the window
meanwhile costs no time of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from ownerapp.services.ports.store import Store
    from ownerapp.storage.store_file import SqlStoreFile


class LateStoreFile:
    """The ``StoreFile`` port; each call is that of :class:`SqlStoreFile`, loaded by the first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._made: SqlStoreFile | None = None

    def exists(self) -> bool:
        """Tell whether a store is there."""
        return self._file.exists()

    def create(self, key: bytes) -> Store:
        """Make an empty store."""
        return self._file.create(key)

    def open(self, key: bytes) -> Store:
        """Open the store."""
        return self._file.open(key)

    def copy_of(self, store: Store, key: bytes) -> AbstractContextManager[str]:
        """Make a copy of an opened store."""
        return self._file.copy_of(store, key)

    def receive(
        self, fill: Callable[[str], None], *, key: bytes, new_key: bytes
    ) -> AbstractContextManager[Store]:
        """Take a copy of a store in."""
        return self._file.receive(fill, key=key, new_key=new_key)

    def prepare(self, key: bytes) -> AbstractContextManager[Store]:
        """Make an empty store beside the place of the store."""
        return self._file.prepare(key)

    def set_aside(self, at: datetime) -> str:
        """Give the store another name."""
        return self._file.set_aside(at)

    def adopt(self) -> bool:
        """Put what was taken in in the place of the store."""
        return self._file.adopt()

    def discard(self) -> None:
        """Remove what was taken in."""
        self._file.discard()

    def erase_copies(self) -> None:
        """Erase every copy that this program made by itself."""
        self._file.erase_copies()

    @property
    def _file(self) -> SqlStoreFile:
        if self._made is None:
            from ownerapp.storage.store_file import SqlStoreFile  # noqa: PLC0415 - what is late

            self._made = SqlStoreFile(self._path)
        return self._made
