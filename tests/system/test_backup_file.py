"""The file of a backup: whole or not there, never over another file, read within bounds."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import (
    BackupDamagedError,
    FileKindError,
    FileMissingError,
    FolderNotEmptyError,
    FolderReadOnlyError,
    NewerFileError,
    OwnerAppError,
)
from ownerapp.services.ports.store import StoreCopy
from ownerapp.system.backup_file import SystemBackupFiles
from ownerapp.system.recovery import HEAD_LIMIT_BYTES

FILES = SystemBackupFiles()
HEAD = b'{"a":"sealed head"}'
STORE = os.urandom(3 * 1024 * 1024 + 17)
COPY = StoreCopy(size=len(STORE), sha256=hashlib.sha256(STORE).hexdigest())


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    path.write_bytes(STORE)
    return path


@pytest.fixture
def backup(store_path: Path, tmp_path: Path) -> Path:
    path = tmp_path / "there" / "backup"
    FILES.write(str(path), head=HEAD, store=str(store_path))
    return path


def empty(tmp_path: Path) -> Path:
    path = tmp_path / "copy"
    path.write_bytes(b"")
    return path


def reason_of(path: Path, to: Path) -> str:
    with pytest.raises(BackupDamagedError) as caught:
        FILES.extract(str(path), str(to), store=COPY)
    assert caught.value.path == str(path)
    return caught.value.reason


def test_what_was_written_comes_back(backup: Path, tmp_path: Path) -> None:
    assert FILES.measure(str(tmp_path / "store")) == COPY
    assert FILES.read_head(str(backup)) == HEAD
    copy = empty(tmp_path)
    FILES.extract(str(backup), str(copy), store=COPY)
    assert copy.read_bytes() == STORE


def test_it_is_its_owners_alone_and_lies_alone(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert list(backup.parent.iterdir()) == [backup]


def test_an_earlier_backup_is_replaced_and_no_other_file(
    backup: Path, store_path: Path, tmp_path: Path
) -> None:
    FILES.write(str(backup), head=b'{"b":""}', store=str(store_path))
    assert FILES.read_head(str(backup)) == b'{"b":""}'
    diary = tmp_path / "diary.txt"
    for text in (b"", b"ownerapp backup of my thoughts\n", b"x" * 100):
        diary.write_bytes(text)
        with pytest.raises(FolderNotEmptyError):
            FILES.write(str(diary), head=HEAD, store=str(store_path))
        assert diary.read_bytes() == text


def test_what_a_killed_backup_left_goes_with_the_next_one(backup: Path, store_path: Path) -> None:
    (backup.parent / ".ownerapp-backup-abc.tmp").write_bytes(b"half")
    (backup.parent / ".ownerapp-abc.tmp").write_bytes(b"of something else")
    FILES.write(str(backup), head=HEAD, store=str(store_path))
    names = {item.name for item in backup.parent.iterdir()}
    assert names == {backup.name, ".ownerapp-abc.tmp"}


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_a_folder_and_a_pipe_are_never_replaced(
    kind: str, store_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / kind
    if kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(FolderNotEmptyError):
        FILES.write(str(path), head=HEAD, store=str(store_path))


def test_a_folder_that_cannot_be_made_is_named(store_path: Path, tmp_path: Path) -> None:
    with pytest.raises(FolderReadOnlyError):
        FILES.write(str(store_path / "below" / "backup"), head=HEAD, store=str(store_path))


def test_a_file_that_is_gone_or_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError):
        FILES.read_head(str(tmp_path / "gone"))
    with pytest.raises(FileKindError):
        FILES.read_head(str(tmp_path))


def test_a_cut_backup_is_named_as_cut(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    for size in (len(data) - 1, len(data) // 2, len(data) - len(STORE)):
        backup.write_bytes(data[:size])
        assert reason_of(backup, empty(tmp_path)) == "cut"
    for size in range(18, 18 + len(HEAD) + 1):
        backup.write_bytes(data[:size])
        with pytest.raises(BackupDamagedError) as caught:
            FILES.read_head(str(backup))
        assert caught.value.reason == "cut"


def test_a_longer_or_changed_backup_is_named_as_changed(backup: Path, tmp_path: Path) -> None:
    data = backup.read_bytes()
    backup.write_bytes(data + b"x")
    assert reason_of(backup, empty(tmp_path)) == "changed"
    backup.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert reason_of(backup, empty(tmp_path)) == "changed"


@pytest.mark.parametrize(
    "data", [b"", b"x", b"{}", b"%PDF-1.7", b"ownerapp backup 0\n", b"ownerapp backup one\n{}\n"]
)
def test_another_file_is_not_a_backup(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    assert reason_of(path, empty(tmp_path)) == "not-a-backup"


def test_a_newer_backup_is_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "newer"
    path.write_bytes(b"ownerapp backup 2\nanything")
    with pytest.raises(NewerFileError) as caught:
        FILES.read_head(str(path))
    assert caught.value.found == "2"


def test_a_line_without_an_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(b"ownerapp backup 1\n" + b"x" * (HEAD_LIMIT_BYTES + 2))
    with pytest.raises(BackupDamagedError) as caught:
        FILES.read_head(str(path))
    assert caught.value.reason == "changed"
    path.write_bytes(b"ownerapp backup " + b"1" * 10_000_000)
    with pytest.raises(BackupDamagedError) as caught:
        FILES.read_head(str(path))
    assert caught.value.reason == "not-a-backup"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300) | st.binary(max_size=60).map(b"ownerapp backup 1\n".__add__))
def test_no_bytes_are_a_mistake_of_ours(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(data)
    try:
        head = FILES.read_head(str(path))
        assert data.startswith(b"ownerapp backup 1\n" + head + b"\n")
        FILES.extract(str(path), str(empty(tmp_path)), store=COPY)
    except OwnerAppError as error:
        assert isinstance(error, BackupDamagedError | NewerFileError)  # noqa: PT017 - as above
