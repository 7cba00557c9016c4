"""The place of the encrypted store: made, opened, brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Engine

from ownerapp.domain.errors import StoreBusyError
from ownerapp.services.ports.store import Store, UnitOfWork
from ownerapp.storage.engine import (
    BUSY_TIMEOUT_MS,
    StoreKey,
    change_key,
    copy_under_key,
    for_writing,
    open_engine,
    write_anew,
)
from ownerapp.storage.errors import failed_input_or_output
from ownerapp.storage.files import (
    check_store_file,
    make_private_file,
    make_private_folder,
    os_errors,
    overwrite,
    publish,
    remove_leftovers,
    sync,
    sync_folder,
)
from ownerapp.storage.schema import BACKUPS, Revisions, found_revision, make_tables, migrate
from ownerapp.storage.unit_of_work import SqlUnitOfWork


class SqlStore:
    """An opened store: one pool of connections for the one thread that uses it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._reading = engine
        self._writing = for_writing(engine)

    def read(self) -> UnitOfWork:
        """Return a unit of work for reading; it never waits for a writer."""
        return SqlUnitOfWork(self._reading, is_writer=False)

    def write(self) -> UnitOfWork:
        """Return a unit of work that holds the database's write lock from its start."""
        return SqlUnitOfWork(self._writing, is_writer=True)

    def scrub(self) -> bool:
        """Write the whole store anew, so that nothing that was deleted is left in its files.

        Returns:
            False where another program has the store open and keeps the old bytes alive.

        Raises:
            DiskFullError: There is no room; the store is as it was.
            StoreBusyError: Another process writes.
        """
        return write_anew(self.engine)

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._reading.dispose()


class SqlStoreFile:
    """A store in a file.

    Args:
        path: The file; its folder is made with the store.
        busy_timeout_ms: How long a write waits for another process.
        revisions: The tables' history, another one in tests.
        is_copy: It is a copy of something, so a migration needs no copy of it.
    """

    def __init__(
        self,
        path: Path,
        *,
        busy_timeout_ms: int = BUSY_TIMEOUT_MS,
        revisions: Revisions | None = None,
        is_copy: bool = False,
    ) -> None:
        self._path = path
        self._is_copy = is_copy
        self._received = path.with_name(f"{path.name}.received")
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
                    backs_up=not self._is_copy,
                )
        except BaseException:
            engine.dispose()
            raise
        return SqlStore(engine)

    @contextmanager
    def copy_of(self, store: Store, key: bytes) -> Iterator[str]:
        """Make a copy of an opened store under another key, and remove it at the end.

        Raises:
            DiskFullError: There is no room; nothing is left.
            FolderReadOnlyError: The folder cannot be written.
        """
        if not isinstance(store, SqlStore):
            raise TypeError
        copy = self._path.with_name(f"{self._path.name}.copy")
        with os_errors(copy):
            # A process that was killed may have left one.
            remove_leftovers(copy)
            make_private_file(copy)
            try:
                copy_under_key(store.engine, copy, StoreKey(key))
                yield str(copy)
            finally:
                remove_leftovers(copy)

    @contextmanager
    def receive(
        self, fill: Callable[[str], None], *, key: bytes, new_key: bytes
    ) -> Iterator[SqlStore]:
        """Take a copy of a store in, beside the place of the store, under a new key.

        Raises:
            StoreDamagedError: The key does not open it, or it is not a whole store.
            NewerStoreError: A newer program wrote it.
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        with os_errors(self._received):
            make_private_folder(self._path.parent)
            self.discard()
            make_private_file(self._received)
        try:
            fill(str(self._received))
            check_store_file(self._received)
            change_key(self._received, StoreKey(key), StoreKey(new_key))
            with self._opened_beside(new_key) as store:
                yield store
        except BaseException:
            self.discard()
            raise

    @contextmanager
    def prepare(self, key: bytes) -> Iterator[SqlStore]:
        """Make an empty store beside the place of the store, to be put in place by :meth:`adopt`.

        Raises:
            DiskFullError: There is no room; nothing is left.
            FolderReadOnlyError: The folder cannot be written.
        """
        with os_errors(self._received):
            make_private_folder(self._path.parent)
            self.discard()
            make_private_file(self._received)
        try:
            make_tables(self._received, StoreKey(key), revisions=self._revisions)
            with self._opened_beside(key) as store:
                yield store
        except BaseException:
            self.discard()
            raise

    @contextmanager
    def _opened_beside(self, key: bytes) -> Iterator[SqlStore]:
        """Open what lies beside the place of the store, and leave it whole in its one file."""
        file = SqlStoreFile(
            self._received,
            busy_timeout_ms=self._busy_timeout_ms,
            revisions=self._revisions,
            is_copy=True,
        )
        store = file.open(key)
        try:
            yield store
        finally:
            store.close()
        self._settle()

    def set_aside(self, at: datetime) -> str:
        """Give the store another, dated name and return it; nothing where there is no store.

        Raises:
            FolderReadOnlyError: The folder cannot be written.
        """
        if not self.exists():
            return ""
        stem = f"{self._path.stem}.lost-{at:%Y%m%dT%H%M%SZ}"
        taken = {item.name for item in self._path.parent.iterdir()}
        names = (f"{stem}-{number}{self._path.suffix}" for number in count(1))
        name = next(name for name in names if name not in taken)
        with os_errors(self._path):
            # The log first: a store without its log would be an older one.
            for ending in ("-wal", ""):
                part = self._path.with_name(self._path.name + ending)
                if part.exists():
                    part.rename(self._path.with_name(name + ending))
            self._path.with_name(f"{self._path.name}-shm").unlink(missing_ok=True)
            sync_folder(self._path.parent)
        return name

    def _settle(self) -> None:
        """Make sure that the copy that was taken in is whole in its one file, on the disk."""
        with os_errors(self._received):
            if self._received.with_name(f"{self._received.name}-wal").exists():
                # Closing folds it in, unless the disk fails; the file alone is not whole then.
                raise failed_input_or_output(self._received)
            sync(self._received)
            sync_folder(self._path.parent)

    def adopt(self) -> bool:
        """Put a copy that was taken in whole in the empty place of the store.

        Raises:
            StoreBusyError: There is a store.
            FolderReadOnlyError: The folder cannot be written.
        """
        with os_errors(self._path):
            if not self._received.exists():
                return False
            publish(self._received, self._path)
        return True

    def erase_copies(self) -> None:
        """Overwrite and remove every copy of the store that this program made by itself.

        Raises:
            UnavailableError: One cannot be written or removed.
        """
        folder = self._path.parent
        with os_errors(folder):
            copies = [
                *(folder / BACKUPS).glob("*"),
                # What processes that were killed may have left.
                *folder.glob(f"{self._path.name}.*"),
            ]
            for copy in copies:
                if copy.stat().st_nlink == 1:
                    # A second name of the store itself, left by a kill, is only taken away.
                    overwrite(copy)
                copy.unlink()

    def discard(self) -> None:
        """Remove a copy that was taken in and not put in place."""
        with os_errors(self._received):
            remove_leftovers(self._received)
