"""What the engine says, in our words: the one place where library errors are translated.

Rules:

1. The engine's result code decides, never the wording of its message.
2. A value that a constraint or a column refuses is a caller's mistake and becomes
   :class:`ValueError`: no person can correct it, and no person should read about it.
3. What is not in the table is a mistake of this package and stays what it is.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from ownerapp.domain.errors import (
    DiskFailedError,
    DiskFullError,
    FileUnreadableError,
    FolderReadOnlyError,
    StoreBusyError,
    StoreDamagedError,
)

_NO_ROOM_BYTES = 128 * 1024
"""Where less is free, a failing write means a full disk: the engine names a write-ahead
log that cannot grow only as an input or output error."""

_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
_READ_ONLY_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def failed_input_or_output(path: Path, *, needed: int = 0) -> Exception:
    """Return our error for a disk that failed, which may be because it is full.

    Args:
        path: The file that was written.
        needed: How many bytes it was to have, where that is known.
    """
    try:
        free = shutil.disk_usage(path.parent).free
        written = path.stat().st_size if needed else 0
    except OSError:
        return DiskFailedError(path=str(path))
    if free + written < needed + _NO_ROOM_BYTES:
        return DiskFullError(path=str(path))
    return DiskFailedError(path=str(path))


_BY_CODE: Mapping[int, Callable[[Path], Exception]] = {
    5: lambda _path: StoreBusyError(holder=""),  # SQLITE_BUSY
    6: lambda _path: StoreBusyError(holder=""),  # SQLITE_LOCKED
    8: lambda path: FolderReadOnlyError(path=str(path.parent)),  # SQLITE_READONLY
    10: failed_input_or_output,  # SQLITE_IOERR
    11: lambda path: StoreDamagedError(path=str(path)),  # SQLITE_CORRUPT
    13: lambda path: DiskFullError(path=str(path)),  # SQLITE_FULL
    14: lambda path: FolderReadOnlyError(path=str(path.parent)),  # SQLITE_CANTOPEN
    19: lambda _path: ValueError("SQLITE_CONSTRAINT"),
    26: lambda path: StoreDamagedError(path=str(path)),  # SQLITE_NOTADB
}
"""By the primary result codes of https://www.sqlite.org/rescode.html."""


class ReadOnlyUnitError(RuntimeError):
    """A unit of work for reading was asked to write: a caller's mistake."""


def translated(error: BaseException, *, path: Path) -> Exception | None:
    """Return our error for what went wrong in a statement, or None (rule 3).

    Args:
        error: The driver's or a column's exception, not SQLAlchemy's wrapper around it.
        path: The file of the store.
    """
    if isinstance(error, TypeError | ValueError):
        return ValueError("column")
    code = getattr(error, "sqlite_errorcode", None)
    make = _BY_CODE.get(code & 0xFF) if isinstance(code, int) else None
    return None if make is None else make(path)


def translated_os_error(error: OSError, *, path: Path) -> Exception:
    """Return our error for a failing call of the operating system on a file."""
    if error.errno in _FULL_ERRNOS:
        return DiskFullError(path=str(path))
    if error.errno in _READ_ONLY_ERRNOS:
        return FolderReadOnlyError(path=str(path.parent))
    if error.errno == errno.EIO:
        return DiskFailedError(path=str(path))
    return FileUnreadableError(path=str(path))
