"""The file of a backup: a first line that says what it is, a sealed head, an encrypted store.

1. ``ownerapp backup 1``, a line feed, the head as one line, a line feed, then the bytes of
   an encrypted store. Nothing in it can be read without the code.
2. It is written whole: beside its place, to the disk, then under its name.
3. Another file is never written over; an earlier backup is.
4. A reader bounds the lines before it reads them, and copies in pieces.
"""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from ownerapp.domain.errors import (
    BackupDamagedError,
    FileKindError,
    FileMissingError,
    FolderNotEmptyError,
    NewerFileError,
)
from ownerapp.services.ports.store import StoreCopy
from ownerapp.system.atomic_files import (
    STAGED_SUFFIX,
    make_folder,
    opened_to_read,
    reading,
    write_filled,
    writing,
)
from ownerapp.system.recovery import HEAD_LIMIT_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT: Final = 1
_FIRST_LINE: Final = b"ownerapp backup 1\n"
_ANY_VERSION: Final = re.compile(rb"ownerapp backup ([1-9][0-9]{0,8})\n")
_FIRST_LINE_LIMIT: Final = 32
_STAGED_PREFIX: Final = ".ownerapp-backup-"
_PIECE_BYTES: Final = 1024 * 1024


class SystemBackupFiles:
    """The ``BackupFiles`` port."""

    def measure(self, store: str) -> StoreCopy:
        """Return size and hash of a copy of a store.

        Raises:
            UnavailableError: It cannot be read.
        """
        path = Path(store)
        digest, size = sha256(), 0
        with reading(path), path.open("rb") as file:
            for piece in _pieces(file):
                digest.update(piece)
                size += len(piece)
        return StoreCopy(size=size, sha256=digest.hexdigest())

    def write(self, path: str, *, head: bytes, store: str) -> None:
        """Write a backup whole (rules 2 and 3).

        Raises:
            FolderNotEmptyError: Another file has this name.
            DiskFullError: There is no room; what was there before stays.
            FolderReadOnlyError: The folder cannot be written.
        """
        target = Path(path)
        self.check_name(path)

        def fill(file: BinaryIO) -> None:
            file.write(_FIRST_LINE + head + b"\n")
            with Path(store).open("rb") as source:
                shutil.copyfileobj(source, file, _PIECE_BYTES)

        with writing(target.parent):
            make_folder(target.parent)
            for left in target.parent.glob(f"{_STAGED_PREFIX}*{STAGED_SUFFIX}"):
                # Of a backup whose process was killed: as large as a whole one.
                left.unlink(missing_ok=True)
        write_filled(target, fill, prefix=_STAGED_PREFIX)

    def read_head(self, path: str) -> bytes:
        """Return the sealed head of a backup.

        Raises:
            FileMissingError: There is no such file.
            BackupDamagedError: It is not a backup, or its start is broken.
            NewerFileError: A newer program wrote it.
        """
        with opened_to_read(Path(path)) as file, reading(Path(path)):
            return _head(file, path)

    def extract(self, path: str, to: str, *, store: StoreCopy) -> None:
        """Copy the store of a backup into a new file, and check size and hash on the way.

        Raises:
            BackupDamagedError: The file is cut, or was changed.
            DiskFullError: There is no room.
        """
        digest, size = sha256(), 0
        target = Path(to)
        with opened_to_read(Path(path)) as file:
            _head(file, path)
            with writing(target.parent), target.open("r+b") as copy:
                for piece in _pieces(file):
                    size += len(piece)
                    if size > store.size:
                        break
                    digest.update(piece)
                    copy.write(piece)
        if size != store.size:
            reason = "cut" if size < store.size else "changed"
            raise BackupDamagedError(path=path, reason=reason)
        if digest.hexdigest() != store.sha256:
            raise BackupDamagedError(path=path, reason="changed")

    def check_name(self, path: str) -> None:
        """Check that a backup may have this name (rule 3).

        Raises:
            FolderNotEmptyError: Another file has it.
        """
        target = Path(path)
        if target.is_dir():
            raise FolderNotEmptyError(path=str(target))
        with suppress(FileMissingError):
            try:
                with opened_to_read(target) as file:
                    is_backup = _ANY_VERSION.fullmatch(file.readline(_FIRST_LINE_LIMIT))
            except FileKindError:
                is_backup = None
            if not is_backup:
                raise FolderNotEmptyError(path=str(target))


def _head(file: BinaryIO, path: str) -> bytes:
    """Return the head; the file stands at the first byte of the store then."""
    first = file.readline(_FIRST_LINE_LIMIT)
    version = _ANY_VERSION.fullmatch(first)
    if version is None:
        raise BackupDamagedError(path=path, reason="not-a-backup")
    if int(version[1]) > FORMAT:
        raise NewerFileError(path=path, found=version[1].decode("ascii"))
    head = file.readline(HEAD_LIMIT_BYTES + 1)
    if not head.endswith(b"\n"):
        at_end = len(head) <= HEAD_LIMIT_BYTES
        raise BackupDamagedError(path=path, reason="cut" if at_end else "changed")
    return head.removesuffix(b"\n")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE_BYTES):
        yield piece
