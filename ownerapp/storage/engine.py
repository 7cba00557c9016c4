"""The engine: everything that only SQLite and SQLCipher know stands in this file.

Rules:

1. The key is 32 raw bytes. It goes to the driver in one ``PRAGMA`` and nowhere else: not
   into an address, a representation, a log line or an error.
2. The driver never begins or ends a transaction by itself. A writing unit of work begins
   with ``BEGIN IMMEDIATE`` and so waits for the lock before it reads anything; a reading
   one sees one snapshot from its first moment on.
3. An acknowledged commit survives a power cut: write-ahead log with ``synchronous=FULL``.
4. What is deleted is overwritten (``secure_delete``), and temporary tables stay in memory.
5. ``REPLACE`` fires the triggers that refuse to delete (``recursive_triggers``).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool
from typing_extensions import override

from ownerapp.domain.errors import StoreDamagedError
from ownerapp.services.standing_aside import stand_aside
from ownerapp.storage.errors import failed_input_or_output, translated

KEY_BYTES = 32
BUSY_TIMEOUT_MS = 5000
_WRITES = "ownerapp_writes"
_CACHED_STATEMENTS = 128


class StoreKey:
    """The raw key of a store; shows itself to the database driver only."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_BYTES:
            raise ValueError
        self._raw = raw

    @override
    def __repr__(self) -> str:
        return "StoreKey()"

    def unlock(self, connection: Any) -> None:
        """Give the key to a fresh connection, before its first read."""
        connection.execute(f"PRAGMA key = \"x'{self._raw.hex()}'\"")

    def replace(self, connection: Any) -> None:
        """Encrypt everything of an unlocked connection under this key instead."""
        connection.execute(f"PRAGMA rekey = \"x'{self._raw.hex()}'\"")


def open_engine(
    path: Path,
    key: StoreKey,
    *,
    busy_timeout_ms: int = BUSY_TIMEOUT_MS,
    is_migrating: bool = False,
    has_side_files: bool = True,
) -> Engine:
    """Return an engine on an existing file; nothing is read before its first use.

    Args:
        path: The file, which is never created here.
        key: The key; it stays inside the engine's way of connecting.
        busy_timeout_ms: How long to wait for another process's write lock.
        is_migrating: Rebuilding a table must not fire the foreign keys on it, and their
            switch cannot be turned inside a transaction.
        has_side_files: Keep a write-ahead log beside the file. A file that will be renamed
            must be whole by itself after each commit.
    """

    def connect() -> Any:
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=busy_timeout_ms / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_CACHED_STATEMENTS,
        )
        try:
            _prepare(
                connection,
                key,
                journal="WAL" if has_side_files else "DELETE",
                foreign_keys="OFF" if is_migrating else "ON",
            )
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=driver,
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=2,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _before_statement)

    def translate(context: ExceptionContext) -> Exception | None:
        return translated(context.original_exception, path=path)

    event.listen(engine, "handle_error", translate, retval=True)
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the same engine and pool, whose transactions hold the write lock."""
    return engine.execution_options(**{_WRITES: True})


def upsert(table: Table, *, keys: Sequence[str]) -> Insert:
    """Return an insert that takes the place of the row with the same keys."""
    statement = insert(table)
    changed = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in keys and not column.primary_key
    }
    return statement.on_conflict_do_update(index_elements=list(keys), set_=changed)


def insert_once(table: Table, *, keys: Sequence[str]) -> Insert:
    """Return an insert that leaves an existing row with the same keys alone."""
    return insert(table).on_conflict_do_nothing(index_elements=list(keys))


def copy_store(engine: Engine, target: Path) -> None:
    """Write a consistent copy under the same key into an existing empty file."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        try:
            cursor.execute("VACUUM INTO ?", (str(target),))
        except driver.Error as error:
            # The raw connection is outside the engine's own translation.
            ours = translated(error, path=target)
            raise (ours or error) from error
        finally:
            cursor.close()
    finally:
        connection.close()


def write_anew(engine: Engine) -> bool:
    """Write the whole store anew and empty its write-ahead log; see ``Store.scrub``."""
    with closing(engine.raw_connection()) as source:
        connection: Any = source.driver_connection
        try:
            connection.execute("VACUUM")
            # Busy while anybody reads an older state out of the log.
            is_busy, _pages, _moved = connection.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            ).fetchone()
        except driver.Error as error:
            raise (translated(error, path=_path_of(connection)) or error) from error
    return not is_busy


def _path_of(connection: Any) -> Path:
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def copy_under_key(engine: Engine, target: Path, key: StoreKey) -> None:
    """Write a consistent copy under another key into an existing empty file.

    The copy is whole in its one file: it has no write-ahead log beside it.
    """
    with closing(_keyed(target, key)) as copy, closing(engine.raw_connection()) as source:
        try:
            # Above it is a connection of the pool; the driver's own one knows how to copy.
            source.driver_connection.backup(copy)  # type: ignore[union-attr] # it is open
            copy.execute("PRAGMA journal_mode = DELETE")
        except driver.Error as error:
            # The raw connection is outside the engine's own translation, and copying is the one
            # call of the driver whose errors bear no result code.
            ours = translated(error, path=target)
            raise (ours or failed_input_or_output(target, needed=_size_of(source))) from error


def _size_of(connection: Any) -> int:
    cursor = connection.cursor()
    (pages,), (size,) = (
        cursor.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    return int(pages) * int(size)


def change_key(path: Path, key: StoreKey, new_key: StoreKey) -> None:
    """Encrypt a closed store under another key; each page is written anew.

    Raises:
        StoreDamagedError: The key does not open it, or it is not a whole store.
        DiskFullError: There is no room.
        DiskFailedError: The disk failed.
    """
    with closing(_keyed(path, key)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StoreDamagedError(path=str(path))
            new_key.replace(connection)
        except driver.Error as error:
            raise (translated(error, path=path) or error) from error
    with closing(_keyed(path, new_key)) as connection:
        try:
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
        except driver.Error as error:
            # A change of the key that the disk failed is not told by itself, and the file was
            # whole a moment ago. It needs as much room again beside the file.
            raise failed_input_or_output(path, needed=2 * path.stat().st_size) from error


def _keyed(path: Path, key: StoreKey) -> Any:
    """Return a bare connection with the key alone, for work on a whole file."""
    connection = driver.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    key.unlock(connection)
    return connection


def has_broken_references(connection: Connection) -> bool:
    """Tell whether any row points at a row that is not there."""
    return connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None


def is_sound(connection: Connection) -> bool:
    """Tell whether the structure of the whole file holds."""
    return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"


def _prepare(connection: Any, key: StoreKey, *, journal: str, foreign_keys: str) -> None:
    # The engine would print each refused page to the terminal.
    connection.execute("PRAGMA cipher_log_level = NONE")
    key.unlock(connection)
    # The first statement that reads the file, and so the one that finds a wrong key.
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA foreign_keys = {foreign_keys}")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")


def _before_statement(*_told: object) -> None:
    """Let a window draw first that must not wait for this thread."""
    stand_aside()


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql("BEGIN")
    # A snapshot starts with the first read (rule 2).
    connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1")
