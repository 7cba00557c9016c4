"""Watches what a fuzz target does to the outside: files, processes, the network, and time."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_WATCHED = frozenset({"open", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate"})
_NEVER = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "socket.", "ctypes.dlopen")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class TouchedOutsideError(AssertionError):
    """A target reached for something that it may not touch."""


class Guard:
    """Refuses what leaves the one folder; an audit hook stays for the life of the process.

    Attributes:
        active: Whether anything is refused now.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder.resolve())
        self.active = False
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
        return os.path.realpath(os.fsdecode(path)).startswith(self._folder)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _path, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return bool(flags & _WRITING)
