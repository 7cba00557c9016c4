"""Nothing that a person typed or decided, and no key, is readable outside the store."""

from __future__ import annotations

import logging
import os
import stat
import traceback
from dataclasses import replace
from pathlib import Path

import pytest

from ownerapp.domain.errors import StoreDamagedError
from ownerapp.domain.ids import NoticeHash
from ownerapp.domain.keys import KeyKind
from ownerapp.storage.engine import StoreKey, copy_store, open_engine
from ownerapp.storage.store_file import SqlStore, SqlStoreFile
from tests.support.store_values import (
    KEY,
    OTHER_KEY,
    PACK,
    PERSON,
    VEHICLE,
    add_events,
    checkpoint,
    digest,
    event,
    export,
    given,
    index,
    notice,
    signing_key,
)

pytestmark = pytest.mark.usefixtures("by_all_revisions")

MARKERS = [
    PERSON.name.encode(),
    VEHICLE.plate.encode(),
    VEHICLE.vin.encode(),
    PACK,
    b"cabin-camera",
    b"made-up note",
    b"marked body",
    b"consent.given",
    b"CREATE TABLE",
    b"SQLite format 3",
    signing_key(KeyKind.RECORD).private,
    KEY,
    KEY.hex().encode(),
]


def fill(store: SqlStore) -> None:
    """Put a marker into every table."""
    with store.write() as work:
        add_events(work, 2)
        work.events.append(event(2, b"marked body"), index(2))
        work.events.add_checkpoint(checkpoint(3))
        work.choices.put(given("cabin-camera"))
        work.add_person(PERSON)
        work.add_notice(notice(), PACK)
        work.add_vehicle(VEHICLE)
        work.add_shown_text(digest("shown"), b"marked body")
        work.add_export(export("record-1", seq=2))
        work.add_key(signing_key(KeyKind.RECORD))
        work.set_meta("origin", "marked body")
        work.commit()


def readable(folder: Path) -> list[tuple[str, bytes]]:
    """Return the markers found in the bytes of all files, with the files' names."""
    return [
        (path.name, marker)
        for path in folder.rglob("*")
        if path.is_file()
        for marker in MARKERS
        if marker in path.read_bytes()
    ]


def test_no_file_of_an_opened_or_closed_store_can_be_read(store: SqlStore, path: Path) -> None:
    fill(store)
    names = {found.name for found in path.parent.iterdir()}
    assert {"store.db", "store.db-wal"} <= names
    assert path.with_name("store.db-wal").stat().st_size > 4096
    assert readable(path.parent) == []
    store.close()
    assert {found.name for found in path.parent.iterdir()} == {"store.db"}
    assert readable(path.parent) == []


def test_a_plain_file_would_be_noticed_by_these_markers(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"x" + b"x".join(MARKERS))
    assert len(readable(tmp_path)) == len(MARKERS)


def test_a_copy_is_as_unreadable_as_the_store(store: SqlStore, tmp_path: Path) -> None:
    fill(store)
    copy = tmp_path / "copies" / "copy.db"
    copy.parent.mkdir()
    copy.touch()
    copy_store(store._reading, copy)
    assert copy.stat().st_size > 4096
    assert readable(copy.parent) == []
    opened = SqlStoreFile(copy).open(KEY)
    with opened.read() as work:
        assert list(work.people()) == [PERSON]
    opened.close()
    with pytest.raises(StoreDamagedError):
        SqlStoreFile(copy).open(OTHER_KEY)


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_only_the_owner_may_read_any_file_or_enter_the_folder(
    usual_umask: None, file: SqlStoreFile, path: Path
) -> None:
    store = file.create(KEY)
    fill(store)
    modes = {found.name: stat.S_IMODE(found.stat().st_mode) for found in path.parent.iterdir()}
    store.close()
    assert modes == {"store.db": 0o600, "store.db-wal": 0o600, "store.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_a_store_that_became_readable_by_others_is_made_private_again(
    file: SqlStoreFile, path: Path
) -> None:
    file.create(KEY).close()
    path.chmod(0o644)
    file.open(KEY).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_neither_engine_nor_key_shows_the_key() -> None:
    key = StoreKey(KEY)
    engine = open_engine(Path("nowhere.db"), key)
    shown = f"{key!r} {key} {engine!r} {engine.url!r} {engine.pool!r}"
    assert "StoreKey()" in shown
    assert KEY.hex() not in shown
    assert repr(KEY) not in shown


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        StoreKey(bytes(length))


def test_neither_log_nor_traceback_shows_keys_or_values(
    file: SqlStoreFile,
    store: SqlStore,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    shown = []
    entry = export("record-1")
    with caplog.at_level(logging.DEBUG):
        fill(store)
        with pytest.raises(StoreDamagedError) as wrong_key:
            file.open(OTHER_KEY)
        shown.extend(traceback.format_exception(wrong_key.value))
        with store.write() as work, pytest.raises(ValueError, match=r"^SQLITE") as refused:
            work.add_export(entry)
        shown.extend(traceback.format_exception(refused.value))
        with store.write() as work:
            work.add_vehicle(replace(VEHICLE, notice=NoticeHash("unknown")))
            with pytest.raises(ValueError, match=r"^SQLITE") as orphan:
                work.commit()
        shown.extend(traceback.format_exception(orphan.value))
    shown.extend(record.getMessage() for record in caplog.records)
    shown.extend(capfd.readouterr())
    text = "\n".join(shown)
    for told in ("file is not a database", "exports.record", "FOREIGN KEY constraint failed"):
        assert told in text
    for secret in (KEY.hex(), OTHER_KEY.hex(), "record-1", VEHICLE.plate, VEHICLE.vin, "Aino"):
        assert secret not in text


def test_the_engine_prints_nothing_about_a_wrong_key(
    file: SqlStoreFile, store: SqlStore, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(StoreDamagedError):
        file.open(OTHER_KEY)
    assert capfd.readouterr() == ("", "")


def test_what_is_deleted_is_overwritten(store: SqlStore) -> None:
    with store._reading.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar() == 2
