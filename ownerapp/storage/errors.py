"""What the engine says, in our words: the one place where library errors are translated.

Rules:

1. The engine's result code decides, never the wording of its message.
2. A constraint that refuses a value is a caller's mistake and becomes :class:`ValueError`:
   no person can correct it, and no person should read about it.
3. What is not in the table is a mistake of this package and stays what it is.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from pathlib import Path

from ownerapp.domain.errors import (
    DiskFullError,
    FileUnreadableError,
    FolderReadOnlyError,
    StoreBusyError,
    StoreDamagedError,
)

_BY_CODE: Mapping[int, Callable[[Path], Exception]] = {
    5: lambda _path: StoreBusyError(holder=""),  # SQLITE_BUSY
    6: lambda _path: StoreBusyError(holder=""),  # SQLITE_LOCKED
    8: lambda path: FolderReadOnlyError(path=str(path.parent)),  # SQLITE_READONLY
    10: lambda path: FileUnreadableError(path=str(path)),  # SQLITE_IOERR
    11: lambda path: StoreDamagedError(path=str(path)),  # SQLITE_CORRUPT
    13: lambda path: DiskFullError(path=str(path)),  # SQLITE_FULL
    14: lambda path: FolderReadOnlyError(path=str(path.parent)),  # SQLITE_CANTOPEN
    19: lambda _path: ValueError("SQLITE_CONSTRAINT"),
    26: lambda path: StoreDamagedError(path=str(path)),  # SQLITE_NOTADB
}
"""By the primary result codes of https://www.sqlite.org/rescode.html."""

_IOERR_SHMSIZE = 4874
"""The index of the write-ahead log cannot grow: no room, under another name."""

_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class ReadOnlyUnitError(RuntimeError):
    """A unit of work for reading was asked to write: a caller's mistake."""


def translated(error: BaseException, *, path: Path) -> Exception | None:
    """Return our error for one that the database driver raised, or None (rule 3).

    Args:
        error: The driver's exception, not SQLAlchemy's wrapper around it.
        path: The file of the store.
    """
    extended = getattr(error, "sqlite_errorcode", None)
    if not isinstance(extended, int):
        return None
    if extended == _IOERR_SHMSIZE:
        return DiskFullError(path=str(path))
    make = _BY_CODE.get(extended & 0xFF)
    return None if make is None else make(path)


def translated_os_error(error: OSError, *, path: Path) -> Exception:
    """Return our error for a failing call of the operating system on a file."""
    if error.errno in _FULL_ERRNOS:
        return DiskFullError(path=str(path))
    if error.errno in _READ_ONLY_ERRNOS:
        return FolderReadOnlyError(path=str(path.parent))
    return FileUnreadableError(path=str(path))
