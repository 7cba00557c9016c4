"""Bringing tables up to date: tried with an invented revision after the newest one."""
# ruff: noqa: S608 - a text that only looks like a statement: a revision's source

from __future__ import annotations

import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from ownerapp.domain.errors import (
    DiskFullError,
    NewerStoreError,
    StoreBusyError,
    StoreDamagedError,
)
from ownerapp.domain.keys import KeyKind
from ownerapp.storage import migrations, store_file
from ownerapp.storage.engine import StoreKey, open_engine
from ownerapp.storage.rows import METADATA
from ownerapp.storage.schema import BACKUPS, Revisions
from ownerapp.storage.store_file import SqlStore, SqlStoreFile
from tests.support.bare_store import bare_connection
from tests.support.old_stores import first_revision
from tests.support.quick_stores import quick_tables, statements_of
from tests.support.store_values import (
    KEY,
    OTHER_KEY,
    PACK,
    PERSON,
    START,
    VEHICLE,
    accepted_key,
    add_events,
    arrival,
    event,
    notice,
    signing_key,
)

pytestmark = pytest.mark.usefixtures("by_all_revisions")

PRESENT = migrations.HEAD
NEXT = f"{int(PRESENT) + 1:04}"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

SECOND = f'''
"""An invented revision."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{PRESENT}"


def upgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("pronunciation", sa.Text, nullable=True))
        people.alter_column("name", type_=sa.String)
    op.execute("UPDATE people SET pronunciation = 'migrated'")
'''

BROKEN_REFERENCES = SECOND + "    op.execute('DELETE FROM people')\n"
FAILING = SECOND + "    raise LookupError\n"


def revisions(folder: Path, second: str) -> Revisions:
    """Return our revisions with an invented one after them."""
    shutil.copytree(
        migrations.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__", "__init__.py")
    )
    (folder / "versions" / f"v{NEXT}_invented.py").write_text(second, encoding="utf-8")
    return Revisions(folder=folder, head=NEXT)


@pytest.fixture
def older(file: SqlStoreFile, path: Path) -> Path:
    """Return a closed store with the tables of the newest revision, filled."""
    fill(file.create(KEY))
    return path


def fill(store: SqlStore) -> None:
    """Put rows into a store that a migration must keep, and close it."""
    with store.write() as work:
        work.add_person(PERSON)
        work.add_notice(notice(), PACK)
        work.add_vehicle(VEHICLE)
        add_events(work, 5)
        work.commit()
    store.close()


def backups(path: Path) -> list[Path]:
    """Return the backups beside a store."""
    return sorted((path.parent / BACKUPS).glob("*"))


def version(path: Path) -> object:
    """Return the version that a store says it has."""
    with bare_connection(path) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_the_newest_revision_makes_exactly_the_tables_of_the_rows(
    store: SqlStore,
) -> None:
    with store._reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_missing_table_would_be_noticed_by_that_comparison(path: Path, store: SqlStore) -> None:
    with bare_connection(path) as connection:
        connection.execute("DROP TABLE meta")
    with store._reading.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert len(compare_metadata(context, METADATA)) == 1


def test_the_stores_of_other_tests_are_as_the_revisions_make_them(
    path: Path, store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = tmp_path / "quick" / "store.db"
    with monkeypatch.context() as patch:
        patch.setattr(store_file, "make_tables", quick_tables)
        SqlStoreFile(quick).create(KEY).close()
    assert statements_of(quick, KEY) == statements_of(path, KEY)


def test_the_head_that_is_written_out_is_alembics() -> None:
    script = ScriptDirectory.from_config(Revisions().config())
    assert script.get_heads() == [migrations.HEAD]


@pytest.mark.parametrize("path", sorted(migrations.FOLDER.rglob("*.py")), ids=lambda p: p.name)
def test_no_revision_imports_anything_of_ours(path: Path) -> None:
    assert "import ownerapp" not in path.read_text(encoding="utf-8")
    assert "from ownerapp" not in path.read_text(encoding="utf-8")


def test_a_new_store_is_of_the_newest_version_and_has_no_backup(
    file: SqlStoreFile, path: Path
) -> None:
    file.create(KEY).close()
    assert version(path) == migrations.HEAD
    assert not (path.parent / BACKUPS).exists()


def test_an_older_store_is_migrated_and_keeps_everything(older: Path, tmp_path: Path) -> None:
    store = SqlStoreFile(older, revisions=revisions(tmp_path / "100% ours", SECOND)).open(KEY)
    with store.read() as work:
        assert list(work.people()) == [PERSON]
        assert list(work.vehicles()) == [VEHICLE]
        assert list(work.events.read()) == [event(seq) for seq in range(5)]
        assert work.notice_pack(notice().hash) == PACK
    with store._reading.connect() as connection:
        column = connection.exec_driver_sql("SELECT pronunciation FROM people").scalar()
        assert column == "migrated"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    store.close()
    assert version(older) == NEXT


def test_a_store_of_the_first_program_learns_to_keep_notices_and_keys(
    path: Path, tmp_path: Path
) -> None:
    old = SqlStoreFile(path, revisions=first_revision(tmp_path / "first"))
    fill(old.create(KEY))
    with bare_connection(path) as connection:
        connection.execute(
            "INSERT INTO keys (kind, private, public, certificate, valid_from) "
            "VALUES ('ed25519', ?, ?, x'', ?)",
            (b"\x01" * 32, b"\x02" * 32, (START - EPOCH) // timedelta(microseconds=1)),
        )
    assert version(path) == "0001"
    store = SqlStoreFile(path).open(KEY)
    with store.write() as work:
        assert list(work.people()) == [PERSON]
        assert list(work.events.read()) == [event(seq) for seq in range(5)]
        assert work.notice_pack(notice().hash) == PACK
        assert list(work.arrivals()) == []
        assert list(work.accepted_keys()) == []
        assert list(work.keys(KeyKind.RECORD)) == [signing_key(KeyKind.RECORD)]
        work.add_arrival(arrival())
        work.add_accepted_key(accepted_key())
        work.commit()
    store.close()
    assert version(path) == PRESENT
    (copy,) = backups(path)
    assert copy.name == "store-0001-1.db"


def test_before_a_migration_a_copy_under_the_same_key_is_made(
    usual_umask: None, older: Path, tmp_path: Path
) -> None:
    newer = SqlStoreFile(older, revisions=revisions(tmp_path / "ours", SECOND))
    newer.open(KEY).close()
    (copy,) = backups(older)
    assert copy.name == f"store-{PRESENT}-1.db"
    assert version(copy) == PRESENT
    opened = SqlStoreFile(copy).open(KEY)
    with opened.read() as work:
        assert list(work.events.read()) == [event(seq) for seq in range(5)]
        assert list(work.people()) == [PERSON]
    opened.close()
    with pytest.raises(StoreDamagedError):
        SqlStoreFile(copy).open(OTHER_KEY)
    assert PERSON.name.encode() not in copy.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    newer.open(KEY).close()
    assert backups(older) == [copy]


def test_the_copy_holds_what_is_only_in_the_write_ahead_log(older: Path, tmp_path: Path) -> None:
    holder = SqlStoreFile(older).open(KEY)
    with holder.write() as work:
        work.set_meta("origin", "in the log")
        work.commit()
    assert older.with_name("store.db-wal").stat().st_size
    SqlStoreFile(older, revisions=revisions(tmp_path / "ours", SECOND)).open(KEY).close()
    holder.close()
    opened = SqlStoreFile(backups(older)[0]).open(KEY)
    with opened.read() as work:
        assert work.meta("origin") == "in the log"
    opened.close()


@pytest.mark.parametrize(
    ("second", "error"),
    [(FAILING, LookupError), (BROKEN_REFERENCES, StoreDamagedError)],
    ids=["failing", "broken references"],
)
def test_a_migration_that_fails_changes_nothing(
    older: Path, tmp_path: Path, second: str, error: type[Exception]
) -> None:
    file = SqlStoreFile(older, revisions=revisions(tmp_path / "ours", second))
    for attempt in (1, 2):
        with pytest.raises(error):
            file.open(KEY)
        assert len(backups(older)) == attempt
    assert version(older) == PRESENT
    opened = SqlStoreFile(older).open(KEY)
    with opened.read() as work:
        assert list(work.people()) == [PERSON]
    opened.close()


def test_a_newer_store_is_refused_before_anything_is_touched(older: Path, tmp_path: Path) -> None:
    SqlStoreFile(older, revisions=revisions(tmp_path / "ours", SECOND)).open(KEY).close()
    shutil.rmtree(older.parent / BACKUPS)
    before = older.read_bytes()
    with pytest.raises(NewerStoreError) as caught:
        SqlStoreFile(older).open(KEY)
    assert (caught.value.found, caught.value.known) == (NEXT, PRESENT)
    assert older.read_bytes() == before
    assert [found.name for found in older.parent.iterdir()] == ["store.db"]


def test_a_store_without_a_version_is_damaged(older: Path) -> None:
    with bare_connection(older) as connection:
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(StoreDamagedError):
        SqlStoreFile(older).open(KEY)


def test_a_store_that_another_process_writes_is_not_migrated(older: Path, tmp_path: Path) -> None:
    file = SqlStoreFile(older, busy_timeout_ms=20, revisions=revisions(tmp_path / "ours", SECOND))
    with bare_connection(older) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError):
            file.open(KEY)
        connection.execute("ROLLBACK")
    assert version(older) == PRESENT
    file.open(KEY).close()
    assert version(older) == NEXT


def test_two_programs_that_migrate_at_once_migrate_once(older: Path, tmp_path: Path) -> None:
    ours = revisions(tmp_path / "ours", SECOND)
    first = SqlStoreFile(older, revisions=ours).open(KEY)
    # The second one compared the version before the first one was done.
    engine = open_engine(older, StoreKey(KEY), is_migrating=True)
    with engine.begin() as connection:
        ours.upgrade(connection)
    engine.dispose()
    with first.read() as work:
        assert list(work.people()) == [PERSON]
    first.close()
    assert version(older) == NEXT


def test_without_room_for_the_copy_nothing_is_migrated(
    older: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_handle: int) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(DiskFullError):
        SqlStoreFile(older, revisions=revisions(tmp_path / "ours", SECOND)).open(KEY)
    assert backups(older) == []
    assert version(older) == PRESENT


def test_every_table_that_takes_no_change_still_has_its_triggers(store: SqlStore) -> None:
    with store._reading.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"
        ).scalars()
        assert list(found) == sorted(
            [
                "events_in_order",
                "merged_events_in_order",
                *(
                    f"{table}_no_{verb}"
                    for table in (
                        "events",
                        "checkpoints",
                        "exports",
                        "shown_texts",
                        "notices",
                        "notice_arrivals",
                        "merged_events",
                        "merged_checkpoints",
                        "merged_keys",
                        "merged_accepted_keys",
                        "imported_records",
                    )
                    for verb in ("update", "delete")
                ),
            ]
        )
