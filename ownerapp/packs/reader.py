"""Reads notice packs: the shipped ones by id, others from a file."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path

from typing_extensions import override

from ownerapp.domain.errors import FileUnreadableError, NoticeFileError, NoticeMissingError
from ownerapp.domain.ids import PackId
from ownerapp.domain.notice import Notice
from ownerapp.packs import limits
from ownerapp.packs.parse import parse_pack
from ownerapp.resources import resource_path
from ownerapp.services.ports import LoadedNotice, NoticePacks

_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_ABSENT = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO, errno.EISDIR}
)


class PackReader(NoticePacks):
    """Notice packs from the shipped folder and from files that the person names."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read shipped packs from this folder, by default from the program's own."""
        self._folder = folder or resource_path("notices")
        self._kept: dict[str, LoadedNotice] = {}

    @override
    def shipped(self) -> Sequence[LoadedNotice]:
        """Return the shipped packs in the order in which they are offered."""
        names = sorted(path.stem for path in self._folder.glob("*.json"))
        return [pack for pack in (self.by_id(PackId(name)) for name in names) if pack]

    @override
    def load(self, id_or_path: str) -> LoadedNotice:
        """Return a shipped pack by its id, or the pack in a file.

        Raises:
            NoticeMissingError: There is neither, or the name is of something that is no
                file, such as a folder or a pipe.
            NoticeFileError: The file is not a pack.
            NoticeVersionError: It is of an unknown format version.
            FileUnreadableError: The file is there but may not be read.
        """
        shipped = self.by_id(PackId(id_or_path))
        if shipped is not None:
            return shipped
        data = _read_file(id_or_path)
        return LoadedNotice(notice=parse_pack(data), pack=data, shipped=False)

    @override
    def parse(self, pack: bytes) -> Notice:
        """Return the notice of bytes that this store kept."""
        return parse_pack(pack)

    @override
    def by_id(self, pack_id: PackId) -> LoadedNotice | None:
        """Return the shipped pack of this id, or None."""
        kept = self._kept.get(pack_id)
        if kept is not None:
            return kept
        # The pattern keeps separators and dots out of the path.
        path = self._folder / f"{pack_id}.json"
        if len(pack_id) > 64 or not _ID.fullmatch(pack_id) or not path.is_file():  # noqa: PLR2004 - as in the format
            return None
        data = _read_file(str(path))
        loaded = LoadedNotice(notice=parse_pack(data), pack=data, shipped=True)
        self._kept[pack_id] = loaded
        return loaded


def _read_file(path: str) -> bytes:
    """Return the bytes of an ordinary file, never more than the bound.

    A pipe without a writer would make a plain ``open`` wait for ever: the file is opened
    without waiting, and what is not an ordinary file is not read.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError:  # a NUL in the name
        raise NoticeMissingError(notice=path) from None
    except OSError as error:
        if error.errno in _ABSENT:
            raise NoticeMissingError(notice=path) from None
        raise FileUnreadableError(path=path) from None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NoticeMissingError(notice=path)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(limits.FILE_BYTES + 1)
    except OSError:
        raise FileUnreadableError(path=path) from None
    finally:
        os.close(descriptor)
    if len(data) > limits.FILE_BYTES:
        raise NoticeFileError(reason="too-large")
    return data
