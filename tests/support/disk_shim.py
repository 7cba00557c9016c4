"""A library between a program and its disk: it fails syncs, and writes down what is written.

``disk_shim.c`` says what it does; here it is compiled, given to a process, and talked to.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("disk_shim.c")
COMPILER = shutil.which("cc") or shutil.which("gcc")
IS_POSSIBLE = COMPILER is not None and sys.platform == "linux" and sys.maxsize > 2**32
_LINE = struct.Struct("=6Q")


def compiled(folder: Path) -> Path:
    """Compile the library into a folder."""
    target = folder / "disk_shim.so"
    words = [str(COMPILER), "-shared", "-fPIC", "-O1", "-o", str(target), str(SOURCE)]
    subprocess.run(words, check=True)
    return target


def environment(shim: Path, folder: Path, *, log: Path | None = None) -> dict[str, str]:
    """Return the environment in which a program's changes of a folder pass the library."""
    return {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "OWNERAPP_SHIM_FOLDER": str(folder.resolve()),
        "OWNERAPP_SHIM_LOG": str(log or ""),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


class Shim:
    """The library inside of this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.ownerapp_syncs.restype = ctypes.c_long

    def acknowledge(self, number: int) -> None:
        """Write down that something was acknowledged at this moment."""
        self._library.ownerapp_acknowledge(ctypes.c_uint64(number))

    def fail(self, after: int, *, forever: bool) -> None:
        """Let so many syncs succeed, then one or all fail; none fails with ``after`` -1."""
        self._library.ownerapp_fail(ctypes.c_long(after), ctypes.c_int(forever))

    def syncs(self) -> int:
        """Return how many syncs there were."""
        return int(self._library.ownerapp_syncs())


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the log; the kinds stand in ``disk_shim.c``."""

    kind: str
    inode: int
    """The number, where something was acknowledged."""
    offset: int
    size: int
    data: bytes
    name: str
    other: str


def changes(log: Path) -> Iterator[Change]:
    """Read a log."""
    whole, at = log.read_bytes(), 0
    while at < len(whole):
        kind, inode, offset, size, first, second = _LINE.unpack_from(whole, at)
        at += _LINE.size
        texts = whole[at : at + first], whole[at + first : at + first + second]
        at += first + second
        is_data = chr(kind) == "W"
        yield Change(
            kind=chr(kind),
            inode=inode,
            offset=offset,
            size=size,
            data=texts[0] if is_data else b"",
            name=os.fsdecode(texts[1] if is_data else texts[0]),
            other="" if is_data else os.fsdecode(texts[1]),
        )


def counted(log: Path) -> Mapping[str, int]:
    """Return how often each kind of line stands in a log."""
    kinds = [change.kind for change in changes(log)]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}
