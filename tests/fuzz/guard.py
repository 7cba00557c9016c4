"""Watches what a fuzz target does to the outside: files, processes and the network.

What native code does by itself no audit hook sees; see ``targets`` for what that leaves out.
Only the thread of the target is watched: a server or a browser that another test keeps open goes
on with its own work meanwhile. From Python 3.12 on a target may start no other thread either.
"""

from __future__ import annotations

import os
import sys
import threading
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_CHANGING = {
    "os.remove": 1, "os.rename": 2, "os.mkdir": 1, "os.rmdir": 1, "os.truncate": 1, "os.link": 2,
    "os.symlink": 2, "os.chmod": 1, "os.chown": 1, "os.utime": 1, "os.setxattr": 1,
}  # fmt: skip
"""How many of an event's first arguments are paths."""
_LOOKING = frozenset({"os.listdir", "os.scandir"})
_NEVER = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.", "_thread.")
_LOADING = "ctypes.dlopen"
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class TouchedOutsideError(AssertionError):
    """A target reached for something that it may not touch."""


class _Guard:
    """Refuses what leaves the one folder, while it is active.

    Attributes:
        active: Whether anything is refused now.
        folder: Where a target may write.
        thread: The one thread that is watched.
        touched: What was refused since it was made empty: a target may swallow the error.
    """

    def __init__(self) -> None:
        self.active = False
        self.folder = ""
        self.thread = 0
        self.touched: list[str] = []
        # Its own code and data, the language's, and the time zones of the computer.
        roots = (ROOT, sys.prefix, sys.base_prefix, *zoneinfo.TZPATH)
        self._readable = tuple(os.path.realpath(str(root)) for root in roots)
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active or threading.get_ident() != self.thread:
            return
        if event.startswith(_NEVER) or event == _LOADING:
            self._refuse(event)
        if event == "open" or event in _LOOKING:
            is_writing = event == "open" and _writes(arguments)
            self._check(event, arguments[0], is_writing=is_writing)
        for path in arguments[: _CHANGING.get(event, 0)]:
            self._check(event, path, is_writing=True)

    def _check(self, event: str, path: object, *, is_writing: bool) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return
        real = os.path.realpath(os.fsdecode(path))
        roots = (self.folder,) if is_writing else (self.folder, *self._readable)
        if not any(real == root or real.startswith(root + os.sep) for root in roots):
            self._refuse(f"{event} {path!r}")

    def _refuse(self, what: str) -> None:
        self.touched.append(what)
        raise TouchedOutsideError(what)


@cache
def _only_guard() -> _Guard:
    """Return the one guard of this process: a hook stays for the life of it."""
    return _Guard()


@contextmanager
def guarded(folder: Path) -> Iterator[_Guard]:
    """Return the guard for a folder; ``active`` turns it on and off."""
    guard = _only_guard()
    guard.folder = str(folder.resolve())
    guard.thread = threading.get_ident()
    guard.touched.clear()
    try:
        yield guard
    finally:
        guard.active = False


def _writes(arguments: tuple[Any, ...]) -> bool:
    _path, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(flags & _WRITING)
