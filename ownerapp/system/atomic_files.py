"""Whole files: bounded reading and writing in which no half file is ever seen.

1. A file is read only if it is a regular file within the bound; nothing else is opened to wait.
2. A file is written beside its place, brought to the disk, and then put into its place.
   What a process left that was killed before that is swept up a day later.
3. A folder that is made is brought to the disk as well: a file in one that a power cut takes
   away is gone with it.
4. What goes wrong is one of our errors, never an ``OSError``.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

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

if TYPE_CHECKING:
    from datetime import datetime

STAGED_PREFIX: Final = ".ownerapp-"
STAGED_SUFFIX: Final = ".tmp"
_TOGETHER_PREFIX: Final = ".ownerapp-together-"
_LEFT_SECONDS: Final = 24 * 60 * 60
"""After that long, no process is still writing; a disk may count in another zone's time."""
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_MISSING: Final = frozenset({errno.ENOENT, errno.ENOTDIR})
_REFUSED: Final = frozenset(
    {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENOTDIR, errno.EEXIST}
)
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF})
# Without O_NONBLOCK, opening a pipe would wait for somebody to write into it.
_READ_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class SystemFiles:
    """The ``Files`` port over the computer's own file system."""

    def read(self, path: str, *, limit_bytes: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileMissingError: There is none.
            FileTooLargeError: It is larger than the bound.
            FileKindError: It is a folder, a pipe or a device.
            FileUnreadableError: It cannot be read.
        """
        return read_bounded(Path(path), limit_bytes=limit_bytes)

    def write(self, path: str, data: bytes) -> None:
        """Write a whole file, durably; the folder is made when missing.

        Raises:
            DiskFullError: There is no room; no half file is left.
            FolderReadOnlyError: The folder cannot be made or written.
        """
        target = Path(path)
        with writing(target.parent):
            make_folder(target.parent)
        write_whole(target, data)

    def write_together(
        self, files: Mapping[str, bytes], commit: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Write several files that are seen all or not at all, around a commit.

        Raises:
            DiskFullError: There is no room; nothing was committed and no file is left.
            FolderReadOnlyError: A folder cannot be made or written; the same.
            DiskFailedError: The disk failed; whether it was committed shows at the next start.
        """
        staged: dict[str, str] = {}
        try:
            for name, data in files.items():
                target = Path(name).absolute()
                with writing(target.parent):
                    make_folder(target.parent)
                fresh = _staged(target, _writer(data), prefix=_TOGETHER_PREFIX)
                staged[fresh] = str(target)
                _sweep(target.parent, fresh)
            for folder in {Path(name).parent for name in staged}:
                with writing(folder):
                    # After a power cut, too, what is committed has its bytes under some name.
                    _sync_folder(folder)
            commit(staged)
        except DiskFailedError:
            # Nobody knows whether a commit holds whose sync failed. Where it does, the next
            # start gives the files their names; where it does not, they are swept away later.
            raise
        except BaseException:
            for name in staged:
                with suppress(OSError):
                    os.unlink(name)  # noqa: PTH108 - the name came from mkstemp as text
            raise
        for name, given in staged.items():
            target = Path(given)
            with writing(target.parent):
                os.replace(name, target)  # noqa: PTH105 - as above
                _sync_folder(target.parent)

    def finish(self, staged: Mapping[str, str]) -> Mapping[str, str]:
        """Give the files of a process that was killed their names; return those out of reach.

        Raises:
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        waiting: dict[str, str] = {}
        for name, given in staged.items():
            target = Path(given)
            with writing(target.parent):
                if not target.parent.is_dir():
                    waiting[name] = given
                    continue
                if os.path.lexists(name):
                    if os.path.lexists(target):
                        # Somebody else's, made since then: never written over.
                        stem = self.free_name(str(target.parent), target.stem, (target.suffix,))
                        target = target.with_name(stem + target.suffix)
                    os.replace(name, target)  # noqa: PTH105 - the name came from mkstemp as text
                # Also where it has its name already: the sync after that may have failed.
                _sync_folder(target.parent)
        return waiting

    def free_name(self, folder: str, name: str, endings: Sequence[str]) -> str:
        """Return a name, numbered when needed, under which no such file exists yet."""
        for number in count(1):
            candidate = name if number == 1 else f"{name}-{number}"
            if not any(os.path.lexists(Path(folder) / (candidate + end)) for end in endings):
                return candidate
        raise AssertionError  # count() does not end

    def names(self, folder: str, ending: str, *, limit: int) -> Sequence[str]:
        """Return the names of the files of a folder with an ending, sorted, at most so many.

        Raises:
            FileMissingError: There is no such folder.
            FileUnreadableError: It cannot be read.
        """
        path = Path(folder)
        with reading(path):
            found = (item.name for item in path.iterdir() if item.name.endswith(ending))
            return sorted(islice(found, limit))


def read_bounded(path: Path, *, limit_bytes: int) -> bytes:
    """Return the bytes of a regular file of at most ``limit_bytes`` (rule 1).

    Raises:
        FileMissingError: There is none.
        FileTooLargeError: It is larger than the bound.
        FileKindError: It is a folder, a pipe or a device.
        FileUnreadableError: It cannot be read.
    """
    with opened_to_read(path) as file, reading(path):
        if os.fstat(file.fileno()).st_size > limit_bytes:
            raise FileTooLargeError(path=str(path), limit_bytes=limit_bytes)
        # It may grow while it is read, and some systems' files have no size at all.
        data = file.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        raise FileTooLargeError(path=str(path), limit_bytes=limit_bytes)
    return data


def opened_to_read(path: Path) -> BinaryIO:
    """Open a regular file and nothing else (rule 1).

    Raises:
        FileMissingError: There is none.
        FileKindError: It is a folder, a pipe or a device.
        FileUnreadableError: It cannot be opened.
    """
    with reading(path):
        if path.is_dir():  # on Windows opening one is a refusal like any other
            raise FileKindError(path=str(path))
        file = os.fdopen(os.open(path, _READ_FLAGS), "rb")
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file
        file.close()
    raise FileKindError(path=str(path))


def write_whole(path: Path, data: bytes) -> None:
    """Put a file into its place with all its bytes, readable by its owner alone (rule 2).

    Raises:
        DiskFullError: There is no room; what was there before stays.
        FolderReadOnlyError: The folder is missing or cannot be written.
        FileKindError: A folder stands in its place.
        DiskFailedError: The disk failed.
    """
    write_filled(path, _writer(data))


def write_filled(
    path: Path, fill: Callable[[BinaryIO], object], *, prefix: str = STAGED_PREFIX
) -> None:
    """Put a file into its place with what ``fill`` writes; else as :func:`write_whole`.

    Args:
        path: The place.
        fill: Writes the bytes.
        prefix: How the name begins that the file has until it is whole.
    """
    with writing(path.parent):
        _publish(_staged(path, fill, prefix=prefix), path)


def _writer(data: bytes) -> Callable[[BinaryIO], object]:
    return lambda file: file.write(data)


def _staged(path: Path, fill: Callable[[BinaryIO], object], *, prefix: str = STAGED_PREFIX) -> str:
    """Write a file durably beside its place and return the temporary name."""
    with writing(path.parent):
        if path.is_dir():
            raise FileKindError(path=str(path))
        # A short name of its own: the target's name may be as long as names can be.
        descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=STAGED_SUFFIX, dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                fill(file)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108 - the name came from mkstemp as text
            raise
    return name


def _sweep(folder: Path, fresh: str) -> None:
    """Remove what processes left that were killed while they wrote files together.

    Their age is told by the disk's own clock: against a file that was written just now.
    """
    with suppress(OSError):
        now = Path(fresh).stat().st_mtime
        for left in folder.glob(f"{_TOGETHER_PREFIX}*{STAGED_SUFFIX}"):
            with suppress(OSError):
                if now - left.stat().st_mtime > _LEFT_SECONDS:
                    left.unlink()


def _publish(name: str, path: Path) -> None:
    """Put a staged file into its place, durably."""
    try:
        os.replace(name, path)  # noqa: PTH105 - the name came from mkstemp as text
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108 - the same
        raise
    _sync_folder(path.parent)


def set_aside(path: Path, *, at: datetime, word: str = "damaged") -> Path:
    """Rename a file to a dated name beside it and return where it is now.

    Raises:
        FolderReadOnlyError: The folder cannot be written.
    """
    dated = f"{path.stem}.{word}-{at:%Y%m%dT%H%M%SZ}"
    name = SystemFiles().free_name(str(path.parent), dated, (path.suffix,))
    target = path.with_name(name + path.suffix)
    with writing(path.parent):
        path.rename(target)
    return target


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the system refuses while something is written in a folder into our errors."""
    try:
        yield
    except OSError as error:
        raise _write_error(error, folder) from error
    except ValueError as error:  # a null character, or a name that the system cannot spell
        raise FolderReadOnlyError(path=str(folder)) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system refuses while a file is read into our errors."""
    try:
        yield
    except OSError as error:
        missing = error.errno in _MISSING
        kind = FileMissingError if missing else FileUnreadableError
        raise kind(path=str(path)) from error
    except ValueError as error:
        raise FileMissingError(path=str(path)) from error


def _write_error(error: OSError, folder: Path) -> OwnerAppError:
    if error.errno in _FULL:
        return DiskFullError(path=str(folder))
    if error.errno in _REFUSED:
        return FolderReadOnlyError(path=str(folder))
    kind = DiskFailedError if error.errno == errno.EIO else FileUnreadableError
    return kind(path=str(folder))


def make_folder(folder: Path, *, mode: int = 0o777) -> None:
    """Make a folder and those above it that are missing, durably (rule 3).

    Args:
        folder: The folder; one that is there stays as it is.
        mode: Who may enter it; those above it get what is usual.

    Raises:
        OSError: The system refuses it.
    """
    missing = [item for item in (folder, *folder.parents) if not item.exists()]
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    for made in missing:
        # Others' folder, in which one may be made but which may not be read, is not ours to sync.
        with suppress(PermissionError):
            _sync_folder(made.parent)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:  # some network folders keep no order of their own
            raise
    finally:
        os.close(descriptor)
