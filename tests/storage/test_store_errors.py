"""Trouble with the file, the disk and other processes comes out as our own errors."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from ownerapp.domain.errors import (
    DiskFailedError,
    DiskFullError,
    FileUnreadableError,
    FolderReadOnlyError,
    StoreBusyError,
    StoreDamagedError,
)
from ownerapp.storage.errors import translated, translated_os_error
from ownerapp.storage.store_file import SqlStore, SqlStoreFile
from tests.support.bare_store import bare_connection
from tests.support.store_values import KEY, OTHER_KEY, add_events, digest, event

pytestmark = pytest.mark.usefixtures("by_all_revisions")

NOBODY = 65534


def fill(store: SqlStore, count: int = 200) -> None:
    """Put enough entries into a store to give it many pages."""
    with store.write() as work:
        add_events(work, count)
        work.commit()


def test_a_wrong_key_changes_nothing(file: SqlStoreFile, store: SqlStore, path: Path) -> None:
    store.close()
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError) as caught:
        file.open(OTHER_KEY)
    assert caught.value.path == str(path)
    assert [found.name for found in path.parent.iterdir()] == ["store.db"]
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"", b"x", b"not a store " * 1000, b"SQLite format 3\x00" + bytes(8176), bytes(65536)],
    ids=["empty", "one byte", "text", "plain database header", "zeros"],
)
def test_a_file_that_is_no_store_is_left_as_it_is(
    file: SqlStoreFile, path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreDamagedError):
        file.open(KEY)
    assert path.read_bytes() == content
    assert [found.name for found in path.parent.iterdir()] == ["store.db"]


def test_a_folder_in_place_of_the_store_is_no_store(file: SqlStoreFile, path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreDamagedError):
        file.open(KEY)


def test_an_encrypted_database_of_another_program_is_no_store(
    file: SqlStoreFile, path: Path
) -> None:
    path.parent.mkdir()
    with bare_connection(path) as connection:
        connection.execute("CREATE TABLE other (a)")
    with pytest.raises(StoreDamagedError):
        file.open(KEY)


@pytest.mark.parametrize("kept", [1, 100, 4096, 8192, 40_000])
def test_a_truncated_store_is_damaged(
    file: SqlStoreFile, store: SqlStore, path: Path, kept: int
) -> None:
    fill(store)
    store.close()
    assert path.stat().st_size > kept
    os.truncate(path, kept)
    before = path.read_bytes()
    with pytest.raises(StoreDamagedError):
        file.open(KEY)
    assert path.read_bytes() == before


def test_a_store_changed_anywhere_is_damaged_or_whole_but_never_wrong(
    file: SqlStoreFile, store: SqlStore, path: Path
) -> None:
    fill(store)
    store.close()
    whole = path.read_bytes()
    expected = [event(seq) for seq in range(200)]
    damaged = 0
    for at in range(17, len(whole), 4096 - 61):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            opened = file.open(KEY)
        except StoreDamagedError:
            damaged += 1
            continue
        try:
            with opened.read() as work:
                assert list(work.events.read()) == expected
        except StoreDamagedError:
            damaged += 1
        finally:
            opened.close()
    assert damaged >= 5


def test_a_full_disk_keeps_nothing_of_the_unit_and_everything_before(store: SqlStore) -> None:
    fill(store, 3)
    with store._writing.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        # The limit is the connection's, and the pool has this one connection.
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with store.write() as work:
        work.set_meta("origin", "lost")
        with pytest.raises(DiskFullError):
            work.add_shown_text(digest("long"), bytes(50_000))
    with store.read() as work:
        assert work.meta("origin") is None
        assert work.shown_text(digest("long")) is None
        assert list(work.events.read()) == [event(0), event(1), event(2)]
    with store._writing.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with store.write() as work:
        work.add_shown_text(digest("long"), bytes(50_000))
        work.commit()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk, on Linux only")
def test_a_store_on_a_really_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    code = ["-m", "tests.support.full_disk_run", str(tmp_path)]
    mount = f'mount -t tmpfs -o size=700k tmpfs "{tmp_path}"'
    if subprocess.run(["unshare", "-m", "sh", "-c", mount], check=False).returncode:
        pytest.skip("this session may not mount a disk")
    run = subprocess.run(
        ["unshare", "-m", "sh", "-c", f'{mount} && exec "$@"', "-", sys.executable, *code],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert run.stderr == ""
    assert run.stdout.splitlines()[-1] == "whole"
    assert run.stdout.count("DiskFullError") > 10
    assert "left behind" not in run.stdout


def test_a_store_held_by_another_connection_is_busy_and_unchanged(
    store: SqlStore, path: Path
) -> None:
    with bare_connection(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError), store.write():
            pass
        connection.execute("ROLLBACK")
    fill(store, 1)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """Return a folder that may be read only, also when the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    is_root = os.geteuid() == 0
    yield folder
    if is_root:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def forbid_writing(folder: Path) -> None:
    """Make a folder read-only for this process, who owns the files in it."""
    if os.geteuid() == 0:
        for found in folder.iterdir():
            os.chown(found, NOBODY, NOBODY)
        folder.chmod(0o555)
        os.seteuid(NOBODY)
    else:
        folder.chmod(0o555)


posix = pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")


@posix
def test_a_store_is_not_made_in_a_read_only_folder(read_only_folder: Path) -> None:
    forbid_writing(read_only_folder)
    with pytest.raises(FolderReadOnlyError) as caught:
        SqlStoreFile(read_only_folder / "store.db").create(KEY)
    assert caught.value.path == str(read_only_folder)
    assert list(read_only_folder.iterdir()) == []


@posix
def test_a_store_is_not_opened_in_a_read_only_folder(read_only_folder: Path) -> None:
    file = SqlStoreFile(read_only_folder / "store.db")
    file.create(KEY).close()
    forbid_writing(read_only_folder)
    with pytest.raises(FolderReadOnlyError) as caught:
        file.open(KEY)
    assert caught.value.path == str(read_only_folder)


@posix
def test_a_store_that_is_somebody_elses_cannot_be_read(read_only_folder: Path) -> None:
    file = SqlStoreFile(read_only_folder / "store.db")
    file.create(KEY).close()
    forbid_writing(read_only_folder)
    (read_only_folder / "store.db").chmod(0)
    with pytest.raises(FileUnreadableError):
        file.open(KEY)


def test_what_is_left_of_an_unfinished_store_is_not_in_the_way(
    file: SqlStoreFile, path: Path
) -> None:
    path.parent.mkdir()
    for ending in (".new", ".new-wal", ".new-shm", ".new-journal"):
        path.with_name(path.name + ending).write_bytes(b"left over")
    file.create(KEY).close()
    assert [found.name for found in path.parent.iterdir()] == ["store.db"]


def test_a_mistake_in_our_own_statements_is_not_dressed_up() -> None:
    connection = driver.connect(":memory:")
    with pytest.raises(driver.OperationalError) as caught:
        connection.execute("SELECT nonsense")
    connection.close()
    assert translated(caught.value, path=Path("store.db")) is None
    assert translated(RuntimeError(), path=Path("store.db")) is None


def test_an_io_error_is_a_full_disk_only_where_there_is_no_room(tmp_path: Path) -> None:
    error = driver.OperationalError()
    error.sqlite_errorcode = 10
    assert isinstance(translated(error, path=tmp_path / "store.db"), DiskFailedError)
    gone = tmp_path / "gone" / "store.db"
    assert isinstance(translated(error, path=gone), DiskFailedError)


def test_an_unknown_answer_of_the_system_is_an_unreadable_file() -> None:
    assert isinstance(translated_os_error(OSError(5, ""), path=Path("a")), DiskFailedError)
    assert isinstance(translated_os_error(OSError(28, ""), path=Path("a")), DiskFullError)
