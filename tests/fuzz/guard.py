"""Watches what a fuzz target does to the outside: files, processes, the network, and time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_WATCHED = frozenset({"open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate"})
_NEVER = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "socket.", "ctypes.dlopen")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class TouchedOutsideError(AssertionError):
    """A target reached for something that it may not touch."""


class _Guard:
    """Refuses what leaves the one folder, while it is active.

    Attributes:
        active: Whether anything is refused now.
        folder: Where a target may write.
    """

    def __init__(self) -> None:
        self.active = False
        self.folder = ""
        sys.addaudithook(self._see)

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.active:
            return
        if event.startswith(_NEVER):
            raise TouchedOutsideError(event)
        if event in _WATCHED and not self._is_allowed(event, arguments):
            raise TouchedOutsideError(f"{event} {arguments[0]!r}")

    def _is_allowed(self, event: str, arguments: tuple[Any, ...]) -> bool:
        path = arguments[0]
        if isinstance(path, int):
            return True
        if event == "open" and not _writes(arguments):
            # The program's own code and data may be read while a target runs.
            return True
        return os.path.realpath(os.fsdecode(path)).startswith(self.folder)


@cache
def _only_guard() -> _Guard:
    """Return the one guard of this process: a hook stays for the life of it."""
    return _Guard()


@contextmanager
def guarded(folder: Path) -> Iterator[_Guard]:
    """Return the guard for a folder; ``active`` turns it on and off."""
    guard = _only_guard()
    guard.folder = str(folder.resolve())
    try:
        yield guard
    finally:
        guard.active = False


def _writes(arguments: tuple[Any, ...]) -> bool:
    _path, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(flags & _WRITING)
