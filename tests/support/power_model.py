"""A disk as a power cut leaves it: what was synced is there, the rest may or may not be.

1. The bytes of a file are safe once the file is synced, its name once its folder is.
2. Of bytes that were not synced each write may be there, be missing, or be there in part, cut
   at any sector, whatever came before or after it.
3. Names that were not synced are there up to some moment: a file system keeps their order.
4. What a sync that failed was to save is lost, also where the next one succeeds: Linux does
   not write such pages again.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.disk_shim import Change

SECTOR = 512


@dataclass(slots=True)
class Piece:
    """A write, or a cut where there are no bytes."""

    offset: int
    data: bytes | None

    def put(self, content: bytearray) -> None:
        """Do it."""
        if self.data is None:
            if len(content) > self.offset:
                del content[self.offset :]
            content.extend(bytes(self.offset - len(content)))
            return
        if len(content) < self.offset:
            content.extend(bytes(self.offset - len(content)))
        content[self.offset : self.offset + len(self.data)] = self.data


@dataclass(eq=False, slots=True)
class File:
    """A file's bytes, whatever it is called."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[Piece] = field(default_factory=list)
    seen: bytearray = field(default_factory=bytearray)
    """What a program reads that goes on without a cut."""

    def change(self, piece: Piece) -> None:
        """Write or cut."""
        self.pending.append(piece)
        piece.put(self.seen)

    def sync(self) -> None:
        """Make all of it safe."""
        for piece in self.pending:
            piece.put(self.safe)
        self.pending.clear()

    def left(self, chance: random.Random) -> bytes:
        """Return what a cut may leave."""
        content = bytearray(self.safe)
        for piece in self.pending:
            fate = chance.randrange(3)
            if fate == 1:
                piece.put(content)
            elif fate == 2 and piece.data is not None:
                sectors = chance.randrange(len(piece.data) // SECTOR + 1)
                Piece(piece.offset, piece.data[: sectors * SECTOR]).put(content)
        return bytes(content)


Names = dict[str, File | None]
"""By path; None is a folder."""


class Disk:
    """The changes of a program in a folder, one after the other, from what is there now."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._files: dict[int, File] = {}
        self._names: Names = {}
        for path in sorted(folder.rglob("*")):
            self._names[str(path)] = None
            if path.is_file():
                file = File(safe=bytearray(path.read_bytes()), seen=bytearray(path.read_bytes()))
                self._names[str(path)] = self._files[path.stat().st_ino] = file
        self._safe: Names = dict(self._names)
        self._pending: list[dict[str, File | bool | None]] = []
        self.acknowledged: list[int] = []

    def do(self, change: Change) -> None:  # noqa: C901 - one short case for each kind
        """Take one change in."""
        match change.kind:
            case "C":
                self._files[change.inode] = File()
                self._rename({change.name: self._files[change.inode]})
            case "M":
                self._rename({change.name: None})
            case "W":
                self._files[change.inode].change(Piece(change.offset, change.data))
            case "T":
                self._files[change.inode].change(Piece(change.size, None))
            case "S":
                self._sync(change)
            case "X":
                if (file := self._names.get(change.name)) is not None:
                    file.pending.clear()
            case "R":
                self._rename({change.name: False, change.other: self._names[change.name]})
            case "L":
                self._rename({change.other: self._names[change.name]})
            case "U":
                self._rename({change.name: False})
            case "A":
                self.acknowledged.append(change.inode)
            case kind:
                raise ValueError(kind)

    def _rename(self, names: dict[str, File | bool | None]) -> None:
        self._pending.append(names)
        _put(names, self._names)

    def _sync(self, change: Change) -> None:
        if (file := self._names.get(change.name)) is not None:
            file.sync()
            return
        kept = []
        for names in self._pending:
            if any(path.rpartition("/")[0] == change.name for path in names):
                _put(names, self._safe)
            else:
                kept.append(names)
        self._pending = kept

    def dropped(self) -> None:
        """Lay out in the folder what is left where nothing is that was not synced."""
        self._lay_out(self._safe, lambda file: bytes(file.safe))

    def seen(self) -> None:
        """Lay out what is left where everything happened, as after a kill."""
        self._lay_out(self._names, lambda file: bytes(file.seen))

    def torn(self, chance: random.Random) -> None:
        """Lay out what is left where some of it happened."""
        names = dict(self._safe)
        for change in self._pending[: chance.randrange(len(self._pending) + 1)]:
            _put(change, names)
        left: dict[File, bytes] = {}
        self._lay_out(names, lambda file: left.setdefault(file, file.left(chance)))

    def _lay_out(self, names: Names, bytes_of: Callable[[File], bytes]) -> None:
        root = Path(self._folder)
        shutil.rmtree(root)
        root.mkdir()
        laid: dict[File, Path] = {}
        for path in sorted(names):
            target, file = Path(path), names[path]
            # What lies in memory dies with the power; and no file is where its folder is not.
            if not target.parent.is_dir() or path.endswith("-shm"):
                continue
            if file is None:
                target.mkdir()
            elif file in laid:
                target.hardlink_to(laid[file])
            else:
                target.write_bytes(bytes_of(file))
                laid[file] = target


def _put(change: dict[str, File | bool | None], names: Names) -> None:
    for path, what in change.items():
        if isinstance(what, bool):
            names.pop(path, None)
        else:
            names[path] = what
