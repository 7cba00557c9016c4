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
from ownerapp.domain.ids import NoticeHash, PackId
from ownerapp.domain.notice import Notice, Origin
from ownerapp.domain.trust import shipped_trust
from ownerapp.packs import limits
from ownerapp.packs.recent import recent_notice
from ownerapp.packs.shipped_list import listed_notices, notices_folder
from ownerapp.services.ports.notices import LoadedNotice, NoticePacks

_ID = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_ABSENT = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.ENXIO, errno.EISDIR}
)


class PackReader(NoticePacks):
    """Notice packs from the shipped folder and from files that the person names."""

    def __init__(
        self, folder: Path | None = None, *, listed: frozenset[NoticeHash] | None = None
    ) -> None:
        """Read shipped packs from this folder, by default from the program's own.

        Args:
            folder: Where the packs are.
            listed: The shipped list; by default the one in the folder, read on first use.
        """
        self._folder = folder or notices_folder()
        self._listed = listed
        self._kept: dict[str, LoadedNotice] = {}

    @override
    def is_shipped(self, notice_hash: NoticeHash) -> bool:
        """Tell whether the shipped list names these bytes."""
        if self._listed is None:
            self._listed = listed_notices(self._folder)
        return notice_hash in self._listed

    @override
    def is_shipped_id(self, pack_id: PackId) -> bool:
        """Tell whether a notice of this id is shipped, without reading it."""
        return self._path_of(pack_id) is not None

    @override
    def shipped(self) -> Sequence[LoadedNotice]:
        """Return the shipped packs in the order in which they are offered.

        Those compiled from public statements stand last: whoever begins with the first
        one begins with no maker's name.
        """
        names = sorted(path.stem for path in self._folder.glob("*.json"))
        packs = [pack for pack in (self.by_id(PackId(name)) for name in names) if pack]
        return sorted(packs, key=lambda pack: pack.notice.origin is Origin.COMPILED)

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
        return self.load_file(id_or_path)

    @override
    def load_file(self, path: str) -> LoadedNotice:
        """Return the pack in a file; raises as :meth:`load` does."""
        return self.load_bytes(_read_file(path))

    @override
    def load_bytes(self, pack: bytes) -> LoadedNotice:
        """Return the pack that bytes hold; those of a shipped one are a shipped one.

        Raises:
            NoticeFileError: They are not a pack.
            NoticeVersionError: They are of an unknown format version.
        """
        notice = recent_notice(pack)
        if not self.is_shipped(notice.hash):
            return LoadedNotice(notice=notice, pack=pack, shipped=False)
        return LoadedNotice(notice=notice, pack=pack, shipped=True, trust=shipped_trust(notice))

    @override
    def parse(self, pack: bytes) -> Notice:
        """Return the notice of bytes that this store kept."""
        return recent_notice(pack)

    @override
    def by_id(self, pack_id: PackId) -> LoadedNotice | None:
        """Return the shipped pack of this id, or None."""
        kept = self._kept.get(pack_id)
        if kept is not None:
            return kept
        path = self._path_of(pack_id)
        if path is None:
            return None
        loaded = self._kept[pack_id] = self.load_file(str(path))
        return loaded

    def _path_of(self, pack_id: str) -> Path | None:
        """Return the file of a shipped pack, or None where there is none of this id."""
        # The pattern keeps separators and dots out of the path.
        if len(pack_id) > 64 or not _ID.fullmatch(pack_id):  # noqa: PLR2004 - as in the format
            return None
        path = self._folder / f"{pack_id}.json"
        return path if path.is_file() else None


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
