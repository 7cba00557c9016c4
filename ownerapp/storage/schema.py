"""The version of a store's tables: found, compared, and brought up to date.

Rules:

1. A store of this version is opened without loading Alembic.
2. A version that none of our revisions has is a newer program's: nothing is touched.
3. Before an older store is migrated it is copied, under the same key, into ``backups``
   beside it, through the engine and never as a file.
4. All revisions happen in one transaction, or none does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, Text, column, select, table

from ownerapp.domain.errors import NewerStoreError, StoreDamagedError
from ownerapp.domain.values import dataclass
from ownerapp.storage import migrations
from ownerapp.storage.engine import (
    StoreKey,
    copy_store,
    for_writing,
    has_broken_references,
    is_sound,
    open_engine,
)
from ownerapp.storage.files import (
    make_private_file,
    make_private_folder,
    os_errors,
    publish,
    remove_leftovers,
)

if TYPE_CHECKING:
    from alembic.config import Config

BACKUPS = "backups"
_VERSION_TABLE = "alembic_version"
_VERSION = select(column("version_num", Text)).select_from(table(_VERSION_TABLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """A folder of revisions and the newest of them."""

    folder: Path = migrations.FOLDER
    head: str = migrations.HEAD

    def config(self) -> Config:
        """Return what Alembic needs to know; it reads no file of settings."""
        # Importing Alembic costs more than opening a store (rule 1).
        from alembic.config import Config  # noqa: PLC0415

        config = Config()
        # Alembic's settings treat a percent sign as a reference.
        config.set_main_option("script_location", str(self.folder).replace("%", "%%"))
        return config

    def known(self) -> frozenset[str]:
        """Return all revisions of the folder."""
        from alembic.script import ScriptDirectory  # noqa: PLC0415 - rule 1

        script = ScriptDirectory.from_config(self.config())
        return frozenset(revision.revision for revision in script.walk_revisions())

    def upgrade(self, connection: Connection) -> None:
        """Run what is missing, inside the transaction of this connection."""
        from alembic import command  # noqa: PLC0415 - rule 1

        config = self.config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def found_revision(engine: Engine, *, path: Path) -> str:
    """Return the version of a store.

    Raises:
        StoreDamagedError: The key does not open it, or it is not a store.
    """
    with engine.connect() as connection:
        revision = None
        if engine.dialect.has_table(connection, _VERSION_TABLE):
            revision = connection.execute(_VERSION).scalar()
    if not isinstance(revision, str):
        raise StoreDamagedError(path=str(path))
    return revision


def make_tables(path: Path, key: StoreKey, *, revisions: Revisions) -> None:
    """Make all tables and triggers in a new, empty file that no other process knows.

    Raises:
        DiskFullError: There is no room.
    """
    engine = open_engine(path, key, is_migrating=True, has_side_files=False)
    try:
        with for_writing(engine).begin() as connection:
            revisions.upgrade(connection)
    finally:
        engine.dispose()


def migrate(
    path: Path, key: StoreKey, *, revisions: Revisions, busy_timeout_ms: int, backs_up: bool = True
) -> None:
    """Bring the tables of an older store up to date, after copying it.

    A store that is itself a copy need not be copied once more.

    Raises:
        NewerStoreError: A newer program wrote it; nothing was touched.
        StoreDamagedError: It does not hold together.
        StoreBusyError: Another process holds it.
        DiskFullError: There is no room for the copy or the new tables; nothing changed.
    """
    engine = open_engine(path, key, busy_timeout_ms=busy_timeout_ms, is_migrating=True)
    try:
        found = found_revision(engine, path=path)
        if found not in revisions.known():
            raise NewerStoreError(found=found, known=revisions.head)
        if backs_up:
            _back_up(engine, path, key, found=found)
        with for_writing(engine).begin() as connection:
            revisions.upgrade(connection)
            if has_broken_references(connection):
                raise StoreDamagedError(path=str(path))
    finally:
        engine.dispose()


def _back_up(engine: Engine, path: Path, key: StoreKey, *, found: str) -> None:
    """Copy a store into its backups, and open the copy before trusting it."""
    folder = path.parent / BACKUPS
    with os_errors(folder):
        make_private_folder(folder)
        taken = {existing.name for existing in folder.iterdir()}
        names = (
            f"{path.stem}-{found}-{number}{path.suffix}" for number in range(1, len(taken) + 2)
        )
        target = folder / next(name for name in names if name not in taken)
        part = target.with_name(f"{target.name}.part")
        remove_leftovers(part)
        make_private_file(part)
        try:
            copy_store(engine, part)
            _check_copy(part, key)
            publish(part, target)
        finally:
            remove_leftovers(part)


def _check_copy(path: Path, key: StoreKey) -> None:
    engine = open_engine(path, key, has_side_files=False)
    try:
        with engine.connect() as connection:
            if not is_sound(connection):
                raise StoreDamagedError(path=str(path))
    finally:
        engine.dispose()
