"""Stores of an earlier version of the tables, with a history that today's program made."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from ownerapp.storage import migrations
from ownerapp.storage.schema import Revisions
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.bare_store import bare_connection


def first_revision(folder: Path) -> Revisions:
    """Return the first revision alone, as the first program had it."""
    shutil.copytree(
        migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__", "__init__.py")
    )
    for path in (folder / "versions").glob("v*.py"):
        if not path.name.startswith("v0001"):
            path.unlink()
    return Revisions(folder=folder, head="0001")


def first_version_of(path: Path, key: bytes) -> None:
    """Put a store of the first version, with the same rows, in the place of a closed one."""
    with TemporaryDirectory(dir=path.parent) as folder:
        old = Path(folder) / "store.db"
        SqlStoreFile(old, revisions=first_revision(Path(folder) / "first")).create(key).close()
        with bare_connection(path, key) as connection:
            connection.execute(f"ATTACH ? AS old KEY \"x'{key.hex()}'\"", (str(old),))
            tables = connection.execute(
                "SELECT name FROM old.sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                "'sqlite_%' AND name != 'alembic_version'"
            ).fetchall()
            connection.execute("BEGIN")
            for (table,) in tables:
                columns = ", ".join(
                    sorted(_columns(connection, "old", table) & _columns(connection, "main", table))
                )
                connection.execute(
                    f"INSERT OR REPLACE INTO old.{table} ({columns}) "  # noqa: S608 - our tables
                    f"SELECT {columns} FROM main.{table}"
                )
            connection.execute("COMMIT")
            connection.execute("DETACH old")
        old.replace(path)


def version_of(path: Path, key: bytes) -> object:
    """Return the version that a whole store says it has."""
    with bare_connection(path, key) as connection:
        assert connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def _columns(connection: object, schema: str, table: str) -> set[str]:
    rows = connection.execute(f"PRAGMA {schema}.table_info({table})")  # type: ignore[attr-defined] # a driver's connection
    return {row[1] for row in rows}
