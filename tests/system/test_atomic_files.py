"""Whole files: nothing waits, nothing is half written, only our errors come out."""

from __future__ import annotations

import errno
import os
import socket
import stat
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ownerapp.domain.errors import (
    DiskFailedError,
    DiskFullError,
    FileKindError,
    FileMissingError,
    FileTooLargeError,
    FileUnreadableError,
    FolderReadOnlyError,
    OwnerAppError,
)
from ownerapp.system.atomic_files import SystemFiles, read_bounded, set_aside, write_whole

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)


@pytest.mark.usefixtures("usual_umask")
def test_what_was_written_is_read_and_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert read_bounded(path, limit_bytes=6) == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_one_byte_over_the_bound_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"1234567")
    with pytest.raises(FileTooLargeError) as caught:
        read_bounded(path, limit_bytes=6)
    assert caught.value.limit_bytes == 6


@pytest.mark.skipif(sys.platform != "linux", reason="a file without a size is Linux's")
def test_a_file_without_a_size_is_bounded_while_it_is_read() -> None:
    with pytest.raises(FileTooLargeError):
        read_bounded(Path("/proc/self/status"), limit_bytes=10)


@pytest.mark.timeout(10)
@pytest.mark.skipif(sys.platform == "win32", reason="pipes in folders are POSIX's")
def test_folders_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/zero")):
        with pytest.raises(FileKindError):
            read_bounded(path, limit_bytes=100)
    with (
        tempfile.TemporaryDirectory() as short_folder,
        socket.socket(socket.AF_UNIX) as listener,
    ):
        listener.bind(f"{short_folder}/socket")
        with pytest.raises(FileUnreadableError):
            read_bounded(Path(short_folder) / "socket", limit_bytes=100)


@pytest.mark.parametrize("name", ["missing", "missing/below", "a\0b", "file/below"])
def test_what_is_not_there_is_missing(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileMissingError):
        read_bounded(tmp_path / name, limit_bytes=100)


def test_a_name_that_is_too_long_and_a_loop_of_links_cannot_be_read(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (loop, tmp_path / ("x" * 300)):
        with pytest.raises(FileUnreadableError):
            read_bounded(path, limit_bytes=100)


@pytest.mark.skipif(sys.platform == "win32", reason="users and modes are POSIX's")
def test_another_users_file_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"secret")
    path.chmod(0)
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from ownerapp.domain.errors import FileUnreadableError, FolderReadOnlyError\n"
        "from ownerapp.system.atomic_files import read_bounded, write_whole\n"
        "folder = os.open(sys.argv[1], os.O_RDONLY)\n"
        "os.fchdir(folder)\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "else: os.chmod('.', 0o500)\n"
        "for call, kind in (\n"
        "    (lambda: read_bounded(Path('a'), limit_bytes=9), FileUnreadableError),\n"
        "    (lambda: write_whole(Path('b'), b''), FolderReadOnlyError),\n"
        "):\n"
        "    try: call()\n"
        "    except kind: continue\n"
        "    raise AssertionError(kind)\n"
    )
    tmp_path.chmod(0o755)
    try:
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFullError),
        (errno.EDQUOT, DiskFullError),
        (errno.EROFS, FolderReadOnlyError),
        (errno.EACCES, FolderReadOnlyError),
        (errno.EPERM, FolderReadOnlyError),
        (errno.EIO, DiskFailedError),
        (errno.EFBIG, FileUnreadableError),
    ],
)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failed_write_is_named_and_leaves_the_former_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: int,
    kind: type[OwnerAppError],
) -> None:
    path = tmp_path / "a"
    write_whole(path, b"former")

    def refuse(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, refuse)
        with pytest.raises(kind):
            write_whole(path, b"new")
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX's")
def test_a_write_cut_by_a_real_limit_leaves_the_former_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"former")
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from ownerapp.domain.errors import FileUnreadableError\n"
        "from ownerapp.system.atomic_files import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_whole(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except FileUnreadableError: sys.exit(0)\n"
        "sys.exit('it was written')\n"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=True)
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]


def test_writing_where_no_file_can_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    files = SystemFiles()
    with pytest.raises(FileKindError):
        files.write(str(tmp_path), b"")
    for name in ("file/below", "file/below/a", "a\0b/c"):
        with pytest.raises(FolderReadOnlyError):
            files.write(str(tmp_path / name), b"")
    with pytest.raises(FolderReadOnlyError):
        write_whole(tmp_path / "missing" / "a", b"")


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.json"
    SystemFiles().write(str(path), b"x")
    assert SystemFiles().read(str(path), limit_bytes=1) == b"x"


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_whole(path, b"x")
    assert path.read_bytes() == b"x"


def test_a_link_is_replaced_and_what_it_names_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"target")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert (target.read_bytes(), link.read_bytes()) == (b"target", b"new")


def test_a_free_name_is_free_for_every_ending(tmp_path: Path) -> None:
    files = SystemFiles()
    endings = (".pdf", ".json")
    assert files.free_name(str(tmp_path), "record", endings) == "record"
    (tmp_path / "record.json").write_bytes(b"")
    (tmp_path / "record-2.pdf").symlink_to(tmp_path / "nowhere")
    assert files.free_name(str(tmp_path), "record", endings) == "record-3"


def test_a_file_set_aside_keeps_its_bytes_under_a_dated_name(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    moved = []
    for content in (b"one", b"two"):
        path.write_bytes(content)
        moved.append(set_aside(path, at=AT))
    assert [found.name for found in moved] == [
        "settings.damaged-20261120T103000Z.json",
        "settings.damaged-20261120T103000Z-2.json",
    ]
    assert [found.read_bytes() for found in moved] == [b"one", b"two"]
    assert not path.exists()
