"""One writer at a time, also over processes, and a holder that can be named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from ownerapp.domain.errors import FolderReadOnlyError, OwnerAppError, StoreBusyError
from ownerapp.system.write_lock import FileWriteLock

HOLDER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from ownerapp.system.write_lock import FileWriteLock\n"
    "with FileWriteLock(Path(sys.argv[1])).hold():\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.read()\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "write.lock"


@contextmanager
def other_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def impatient(path: Path) -> FileWriteLock:
    return FileWriteLock(path, wait_seconds=0.05)


def test_another_process_is_waited_for_and_then_named(path: Path) -> None:
    with other_process(path) as process:
        with pytest.raises(StoreBusyError) as caught, impatient(path).hold():
            pytest.fail("two processes hold the lock")
        assert caught.value.holder == f"pid {process.pid}"
    with impatient(path).hold():
        pass


def test_a_killed_holder_leaves_no_lock(path: Path) -> None:
    with other_process(path) as process:
        process.send_signal(signal.SIGKILL)
    with impatient(path).hold():
        assert path.with_name("write.lock.pid").read_text() == str(os.getpid())


@pytest.mark.parametrize("hint", ["", "rubbish", "-1", "9" * 31, "x" * 100, "killed"])
def test_a_stale_or_damaged_hint_is_not_passed_on(path: Path, hint: str) -> None:
    if hint == "killed":
        with other_process(path) as gone:
            gone.kill()
        hint = str(gone.pid)
    with other_process(path):
        path.with_name("write.lock.pid").write_text(hint)
        with pytest.raises(StoreBusyError) as caught, impatient(path).hold():
            pytest.fail("two processes hold the lock")
        assert caught.value.holder == ""


def test_the_holder_may_hold_it_again(path: Path) -> None:
    lock = impatient(path)
    with lock.hold():
        with lock.hold():
            pass
        assert path.with_name("write.lock.pid").exists()
        assert try_in_another_process(path) == "store-busy"
    assert try_in_another_process(path) == ""


def test_another_thread_waits_as_another_process_does(path: Path) -> None:
    lock = impatient(path)
    found: list[OwnerAppError] = []

    def work() -> None:
        try:
            with lock.hold():
                pass
        except OwnerAppError as error:
            found.append(error)

    with lock.hold():
        thread = Thread(target=work)
        thread.start()
        thread.join()
    assert [error.code for error in found] == ["store-busy"]


def test_an_error_inside_gives_the_lock_back(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), impatient(path).hold():
        raise ZeroDivisionError
    with impatient(path).hold():
        pass


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderReadOnlyError), impatient(tmp_path / "file" / "write.lock").hold():
        pytest.fail("there is no such folder")


@pytest.mark.usefixtures("usual_umask")
def test_the_lock_files_are_the_owners_alone(path: Path) -> None:
    with impatient(path).hold():
        for found in path.parent.iterdir():
            assert found.stat().st_mode & 0o077 == 0, found.name


def try_in_another_process(path: Path) -> str:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from ownerapp.domain.errors import StoreBusyError\n"
        "from ownerapp.system.write_lock import FileWriteLock\n"
        "try:\n"
        "    with FileWriteLock(Path(sys.argv[1]), wait_seconds=0.05).hold(): pass\n"
        "except StoreBusyError as error: print(error.code, end='')\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
