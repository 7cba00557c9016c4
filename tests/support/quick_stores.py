"""New stores whose tables come from a list of statements: the same tables, sooner.

The first store of a test run is made by all revisions, as the program does it. The others get
the tables, indexes, triggers and rows that this one has. That both are the same is tested in
``tests/storage/test_store_migrations.py``.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ownerapp.storage.engine import StoreKey, for_writing, open_engine
from ownerapp.storage.files import make_private_file
from ownerapp.storage.schema import Revisions, make_tables
from tests.support.bare_store import bare_connection

_statements: list[str] = []


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
