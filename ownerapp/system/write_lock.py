"""One writer at a time over all processes.

The operating system ends the lock with the process that holds it, so a crash leaves none.
The holder's process id lies in a file of its own, because Windows lets nobody read a
locked file; it is only a hint, and one of a process that is gone is not passed on.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import TYPE_CHECKING, Final

from ownerapp.domain.errors import OwnerAppError, StoreBusyError
from ownerapp.system.atomic_files import make_folder, read_bounded, writing

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import FileLock

WAIT_SECONDS: Final = 5.0
_HINT_LIMIT_BYTES: Final = 32


class FileWriteLock:
    """The ``WriteLock`` port; may be held again by the thread that holds it."""

    def __init__(self, path: Path, *, wait_seconds: float = WAIT_SECONDS) -> None:
        self._path = path
        self._hint_path = path.with_name(path.name + ".pid")
        self._wait_seconds = wait_seconds
        self._made: FileLock | None = None
        self._making = Lock()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Wait for the lock and hold it.

        Raises:
            StoreBusyError: Another process kept it; the error names the holder.
            FolderReadOnlyError: The lock file cannot be made.
        """
        lock = self._file_lock()
        was_held = lock.is_locked
        self._acquire(lock)
        try:
            if not was_held:
                self._leave_hint()
            yield
        finally:
            if not was_held:
                with suppress(OSError):
                    self._hint_path.unlink(missing_ok=True)
            lock.release()

    def _file_lock(self) -> FileLock:
        # Its library is loaded by the first writing: most starts write nothing.
        from filelock import FileLock  # noqa: PLC0415 - see above

        with self._making:
            if self._made is None:
                self._made = FileLock(self._path, mode=0o600)
            return self._made

    def _acquire(self, lock: FileLock) -> None:
        from filelock import Timeout  # noqa: PLC0415 - as above

        with writing(self._path.parent):
            # The lock would make it by itself, for anybody to enter.
            make_folder(self._path.parent, mode=0o700)
            try:
                lock.acquire(timeout=self._wait_seconds)
            except Timeout:
                raise StoreBusyError(holder=self._read_hint()) from None

    def _leave_hint(self) -> None:
        # Not brought to the disk: it means nothing after a crash. And a full disk must show
        # itself at the commit, where nothing is lost, not here.
        with suppress(OSError):
            descriptor = os.open(self._hint_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(str(os.getpid()).encode("ascii"))

    def _read_hint(self) -> str:
        try:
            text = read_bounded(self._hint_path, limit_bytes=_HINT_LIMIT_BYTES)
        except OwnerAppError:
            return ""
        if not text.isdigit() or not _is_alive(int(text)):
            return ""
        return f"pid {int(text)}"


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":  # signal 0 would interrupt the process there
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # another person's process, and alive
        return True
    return True
