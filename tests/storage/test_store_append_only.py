"""The tables that hold what happened take no change, whoever asks."""
# ruff: noqa: S608 - the table names in these statements are this file's own

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from ownerapp.services.ports.kept import MergedKey
from ownerapp.storage.store_file import SqlStore
from tests.support.bare_store import bare_connection
from tests.support.store_values import (
    PACK,
    PERSON,
    START,
    VEHICLE,
    accepted_key,
    add_events,
    arrival,
    checkpoint,
    digest,
    event,
    export,
    given,
    imported,
    notice,
)

APPEND_ONLY = {
    "events": "body = x'00'",
    "checkpoints": "note = 'forged'",
    "exports": "folder = ''",  # alone: see below
    "shown_texts": "body = x'00'",
    "notices": "pack = x'00'",
    "notice_arrivals": "came = 'shipped'",
    "merged_events": "body = x'00'",
    "merged_checkpoints": "note = 'forged'",
    "merged_keys": "public = x'00'",
    "merged_accepted_keys": "did = 'forged'",
    "imported_records": "receipt = x''",  # alone: both go together
}


@pytest.fixture
def filled(store: SqlStore, path: Path) -> Path:
    """Return the file of a store with rows in every table that takes no change."""
    with store.write() as work:
        add_events(work, 3)
        work.events.add_checkpoint(checkpoint(3))
        work.choices.put(given("location"))
        work.add_person(PERSON)
        work.add_notice(notice(), PACK)
        work.add_arrival(arrival())
        work.add_vehicle(VEHICLE)
        work.add_shown_text(digest("shown"), b"shown")
        work.add_export(export("record-1", seq=2))
        work.merged.append("there", event(0))
        work.merged.add_checkpoint("there", checkpoint(1))
        work.merged.add_key("there", MergedKey(public=b"p" * 32, valid_from=START))
        work.merged.add_accepted_key("there", accepted_key())
        work.imported.add(imported(seq=2))
        work.commit()
    return path


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_can_be_changed(filled: Path, table: str) -> None:
    with bare_connection(filled) as connection:
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        assert before
        with pytest.raises(driver.IntegrityError, match=f"^{table} is append-only$"):
            connection.execute(f"UPDATE {table} SET {APPEND_ONLY[table]}")
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_can_be_deleted(filled: Path, table: str) -> None:
    with bare_connection(filled) as connection:
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
        with pytest.raises(driver.IntegrityError, match=f"^{table} is append-only$"):
            connection.execute(f"DELETE FROM {table}")
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_can_be_replaced_through_our_own_connections(
    filled: Path, store: SqlStore, table: str
) -> None:
    with bare_connection(filled) as connection:
        before = connection.execute(f"SELECT * FROM {table}").fetchall()
    with store._writing.begin() as ours, pytest.raises(ValueError, match="SQLITE_CONSTRAINT"):
        ours.exec_driver_sql(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
    with bare_connection(filled) as connection:
        assert connection.execute(f"SELECT * FROM {table}").fetchall() == before


def test_of_an_export_only_folder_and_name_can_be_emptied_together(filled: Path) -> None:
    with bare_connection(filled) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(exports)")]
        for column in columns:
            if column in {"folder", "name"}:
                continue
            with pytest.raises(driver.IntegrityError):
                connection.execute(f"UPDATE exports SET folder = '', name = '', {column} = '9'")
        for folder, name in (("", "x"), ("x", ""), ("x", "x")):
            with pytest.raises(driver.IntegrityError):
                connection.execute("UPDATE exports SET folder = ?, name = ?", (folder, name))
        connection.execute("UPDATE exports SET folder = '', name = ''")
        assert connection.execute("SELECT folder, name FROM exports").fetchone() == ("", "")


def test_of_an_imported_record_only_its_bytes_can_be_emptied_together(filled: Path) -> None:
    with bare_connection(filled) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(imported_records)")]
        for column in columns:
            if column in {"receipt", "file"}:
                continue
            with pytest.raises(driver.IntegrityError):
                connection.execute(
                    f"UPDATE imported_records SET receipt = x'', file = x'', {column} = '9'"
                )
        for receipt, file in ((b"", b"x"), (b"x", b""), (b"x", b"x")):
            with pytest.raises(driver.IntegrityError):
                connection.execute(
                    "UPDATE imported_records SET receipt = ?, file = ?", (receipt, file)
                )
        connection.execute("UPDATE imported_records SET receipt = x'', file = x''")


@pytest.mark.parametrize("seq", [0, 2, 5, -1, "NULL"])
def test_no_entry_of_another_log_can_be_slipped_in(filled: Path, seq: int | str) -> None:
    with (
        bare_connection(filled) as connection,
        pytest.raises(driver.IntegrityError, match=r"^merged_events has no gaps$"),
    ):
        connection.execute(f"REPLACE INTO merged_events VALUES ('there', {seq}, x'00', x'00')")


@pytest.mark.parametrize("seq", [0, 2, 4, -1, "NULL"])
def test_no_entry_can_be_slipped_in_or_replaced_by_any_connection(
    filled: Path, seq: int | str
) -> None:
    row = f"({seq}, x'00', x'00', 0, 'consent.given')"
    with bare_connection(filled) as connection:
        with pytest.raises(driver.IntegrityError, match=r"^events has no gaps$"):
            connection.execute(f"REPLACE INTO events (seq, body, leaf_hash, at, kind) VALUES {row}")
        assert connection.execute("SELECT seq FROM events").fetchall() == [(0,), (1,), (2,)]


def test_names_and_the_projection_can_be_erased_without_touching_the_log(filled: Path) -> None:
    with bare_connection(filled) as connection:
        for table in ("vehicles", "people", "choices"):
            connection.execute(f"DELETE FROM {table}")
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (3,)
