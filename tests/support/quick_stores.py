"""Stores as the program's, sooner: a test run opens thousands, the program opens one.

The first store is made by all revisions, as the program does it. The others get the tables,
indexes, triggers and rows that this one has; that both are the same is tested in
``tests/storage/test_store_migrations.py``. A statement is compiled for the first store that runs
it, and not once more for each.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, create_engine

from ownerapp.storage.engine import StoreKey, for_writing, open_engine
from ownerapp.storage.files import make_private_file
from ownerapp.storage.schema import Revisions, make_tables
from tests.support.bare_store import bare_connection

_statements: list[str] = []
_first: list[Engine] = []


def statements_of(path: Path, key: bytes) -> list[str]:
    """Return what makes the tables of a store without entries, in the order they were made."""
    with bare_connection(path, key) as connection:
        made = connection.execute(
            "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        statements = [sql for _kind, _name, sql in made]
        for table in (name for kind, name, _sql in made if kind == "table"):
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - our tables
                values = ", ".join(_quoted(connection, value) for value in row)
                statements.append(f'INSERT INTO "{table}" VALUES ({values})')  # noqa: S608 - our rows
    return statements


def _quoted(connection: Any, value: object) -> str:
    """Return a value as SQL writes it."""
    (text,) = connection.execute("SELECT quote(?)", (value,)).fetchone()
    return str(text)


def quick_tables(path: Path, key: StoreKey, *, revisions: Revisions) -> None:
    """Stand in for ``make_tables``; other revisions than the program's are run as they are."""
    if revisions != Revisions():
        make_tables(path, key, revisions=revisions)
        return
    if not _statements:
        _statements.extend(_learned(revisions))
    engine = open_engine(path, key, is_migrating=True, has_side_files=False)
    try:
        with for_writing(engine).begin() as connection:
            for statement in _statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def _learned(revisions: Revisions) -> list[str]:
    with TemporaryDirectory() as folder:
        path, key = Path(folder) / "first.db", secrets.token_bytes(32)
        make_private_file(path)
        make_tables(path, StoreKey(key), revisions=revisions)
        return statements_of(path, key)


def quick_engine(*arguments: Any, **options: Any) -> Engine:
    """Stand in for ``create_engine``: all engines share what the first one compiled and asked.

    What was compiled is kept under its dialect, so they share that too. It knows its database
    from the first connection of the first engine.
    """
    engine = create_engine(*arguments, **options)
    if not _first:
        _first.append(engine)
    elif _first[0].dialect.server_version_info is not None:
        shared: Any = _first[0]
        engine.dialect = engine.pool._dialect = shared.dialect
        engine._compiled_cache = shared._compiled_cache
    return engine
