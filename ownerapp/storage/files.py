"""Private files and folders around the store; the engine itself writes what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ownerapp.domain.errors import FileUnreadableError, StoreBusyError, StoreDamagedError
from ownerapp.storage.errors import translated_os_error

FILE_MODE = 0o600
FOLDER_MODE = 0o700
SMALLEST_STORE_BYTES = 4096
"""One page of the engine."""
_PIECE_BYTES = 1024 * 1024
_LEFTOVERS = ("", "-wal", "-shm", "-journal")


@contextmanager
def os_errors(path: Path) -> Iterator[None]:
    """Translate what the operating system says about a file inside the block."""
    try:
        yield
    except OSError as error:
        raise translated_os_error(error, path=path) from error


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, durably; an existing one stays as it is."""
    missing = [item for item in (folder, *folder.parents) if not item.exists()]
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    for made in missing:
        # Others' folder, in which one may be made but which may not be read, is not ours to sync.
        with suppress(PermissionError):
            sync_folder(made.parent)


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner may read; the engine's own files follow it."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))


def check_store_file(path: Path) -> None:
    """Check that a file can be opened for writing, and make it private if it was not.

    Raises:
        StoreDamagedError: There is no file, it is no file, or it is shorter than any store:
            the engine would take that for a new one and write into it.
        FileUnreadableError: It is somebody else's.
        FolderReadOnlyError: It lies on a disk that cannot be written.
    """
    with os_errors(path):
        if not path.is_file() or path.stat().st_size < SMALLEST_STORE_BYTES:
            raise StoreDamagedError(path=str(path))
        try:
            os.close(os.open(path, os.O_RDWR))
            if path.stat().st_mode & 0o077:
                path.chmod(FILE_MODE)
        except PermissionError as error:
            raise FileUnreadableError(path=str(path)) from error


def publish(temporary: Path, path: Path) -> None:
    """Give a finished file its name, durably, and never in place of another one.

    Raises:
        StoreBusyError: Another process gave that name to a file in the meantime.
    """
    sync(temporary)
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise StoreBusyError(holder="") from None
    except OSError:
        # A file system without hard links has only the check that can be raced.
        if path.exists():
            raise StoreBusyError(holder="") from None
        temporary.rename(path)
    else:
        temporary.unlink()
    sync_folder(path.parent)


def remove_leftovers(path: Path) -> None:
    """Remove a file that was never published, and what the engine kept beside it."""
    for ending in _LEFTOVERS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def overwrite(path: Path) -> None:
    """Put zeros in the place of a file's bytes, on the disk."""
    with path.open("r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, _PIECE_BYTES)))
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Wait until a file's bytes are on the disk."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where a system can do that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
