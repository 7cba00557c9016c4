"""The place of the encrypted store: made, opened, brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from ownerapp.domain.errors import StoreBusyError
from ownerapp.services.ports import UnitOfWork
from ownerapp.storage.engine import BUSY_TIMEOUT_MS, StoreKey, for_writing, open_engine
from ownerapp.storage.files import (
    check_store_file,
    make_private_file,
    make_private_folder,
    os_errors,
    publish,
    remove_leftovers,
)
from ownerapp.storage.schema import Revisions, found_revision, make_tables, migrate
from ownerapp.storage.unit_of_work import SqlUnitOfWork


class SqlStore:
    """An opened store: one pool of connections for the one thread that uses it."""

    def __init__(self, engine: Engine) -> None:
        self._reading = engine
        self._writing = for_writing(engine)

    def read(self) -> UnitOfWork:
        """Return a unit of work for reading; it never waits for a writer."""
        return SqlUnitOfWork(self._reading, is_writer=False)

    def write(self) -> UnitOfWork:
        """Return a unit of work that holds the database's write lock from its start."""
        return SqlUnitOfWork(self._writing, is_writer=True)

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._reading.dispose()


class SqlStoreFile:
    """A store in a file.

    Args:
        path: The file; its folder is made with the store.
        busy_timeout_ms: How long a write waits for another process.
        revisions: The tables' history, another one in tests.
    """

    def __init__(
        self,
        path: Path,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        revisions: Revisions | None = None,
    ) -> None:
        self._path = path
        self._busy_timeout_ms = busy_timeout_ms
        self._revisions = revisions or Revisions()

    def exists(self) -> bool:
        """Tell whether a store is there."""
        with os_errors(self._path):
            return self._path.exists()

    def create(self, key: bytes) -> SqlStore:
        """Make an empty store under a 32-byte key, with all tables and triggers.

        A store that is not finished never bears the store's name.

        Raises:
            StoreBusyError: There is a store already; it is never written over.
            DiskFullError: There is no room; nothing was kept.
            FolderReadOnlyError: The folder cannot be written.
        """
        if self.exists():
            raise StoreBusyError(holder="")
        part = self._path.with_name(f"{self._path.name}.new")
        with os_errors(self._path):
            make_private_folder(self._path.parent)
            remove_leftovers(part)
            make_private_file(part)
            try:
                make_tables(part, StoreKey(key), revisions=self._revisions)
                publish(part, self._path)
            finally:
                remove_leftovers(part)
        try:
            return self.open(key)
        except BaseException:
            # An empty store that nobody could use yet would only stand in the way.
            remove_leftovers(self._path)
            raise

    def open(self, key: bytes) -> SqlStore:
        """Open the store, after migrating it (backed up first) when it is older.

        Raises:
            StoreDamagedError: The key does not open it, or it is not a store.
            NewerStoreError: A newer program wrote it.
            StoreBusyError: It must be migrated and another process holds it.
            DiskFullError: There is no room for the copy before a migration.
            FolderReadOnlyError: The file or its folder cannot be written.
        """
        check_store_file(self._path)
        store_key = StoreKey(key)
        engine = open_engine(self._path, store_key, busy_timeout_ms=self._busy_timeout_ms)
        try:
            if found_revision(engine, path=self._path) != self._revisions.head:
                migrate(
                    self._path,
                    store_key,
                    revisions=self._revisions,
                    busy_timeout_ms=self._busy_timeout_ms,
                )
        except BaseException:
            engine.dispose()
            raise
        return SqlStore(engine)
