"""The zip bundle: everything that is needed to check a record, in one file.

Rules of writing:

1. Entries stand in the order in which they are given, each with the time of the record, so
   equal files give equal bytes. Names are plain: no folder but a record's own.

Rules of reading; the bytes come from somebody else, and nothing of them reaches a disk:

2. How many entries there are and how long their list is, is looked at before the list is read;
   there is one list, at the very end, and no comment behind it.
3. Every entry is a file that is stored or deflated, not encrypted and no link; its name is one
   that a bundle has, so no path leads anywhere; no name stands twice.
4. No entry and not all of them together unpack to more than their bounds, nor to many times
   the file. What an entry says of its size is a bound, never believed.
5. Entries do not overlap, and nothing stands before the first one: no two readers of the same
   file can find different entries in it.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from ownerapp.resources import resource_path
from ownerapp.services.ports.checking import BundleFiles

ENTRIES_LIMIT: Final = 400
FILE_LIMIT: Final = 16 * 1024 * 1024
TOTAL_LIMIT: Final = 64 * 1024 * 1024
RATIO_LIMIT: Final = 50
"""Records and notices pack to a tenth; more would be much work in a small file."""
_UNMEASURED: Final = 1024 * 1024
"""What any file may unpack to, however small it is."""
_NAMES: Final = re.compile(
    r"keys\.json|checker\.html|VERIFY\.txt|checkpoint\.tsr"
    r"|(?:record-[0-9]{4,16}/)?(?:receipt\.json|receipt\.pdf|receipt\.tlog-proof|notice\.json)"
)
_END: Final = struct.Struct("<4s4H2LH")
"""The end of the list of entries (APPNOTE 4.3.16)."""
_END_MARK: Final = b"PK\x05\x06"
_END_64_MARK: Final = b"PK\x06\x07"
_END_64_BYTES: Final = 20
_LIST_LIMIT: Final = ENTRIES_LIMIT * 256
_HEAD_BYTES: Final = 30
"""The fixed part of what stands before an entry's bytes (APPNOTE 4.3.7)."""
_ENCRYPTED: Final = 0x1
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNIX: Final = 3
_PLAIN_FILE: Final = (stat.S_IFREG | 0o644) << 16
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError,
    RuntimeError, OSError,
)  # fmt: skip
"""What the library raises for bytes that are no such file."""


class _RefusedError(Exception):
    """The bytes break a rule; the reason is stable."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ZipBundles:
    """The ``Bundles`` port."""

    def make(self, files: Mapping[str, bytes], *, at: datetime) -> bytes:
        """Return a zip file; equal files and times give equal bytes."""
        return make_bundle(files, at=at)

    def read(self, data: bytes) -> BundleFiles:
        """Return what is in a zip file, within bounds; never raises for what it holds."""
        return read_bundle(data)

    def checker(self) -> bytes:
        """Return the page that checks records in a browser."""
        return resource_path("checker", "checker.html").read_bytes()


def make_bundle(files: Mapping[str, bytes], *, at: datetime) -> bytes:
    """Return a zip file of these files.

    Args:
        files: The bytes by name, in the order in which they are written.
        at: The time that every entry gets, in UTC.
    """
    moment = at.astimezone(UTC)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date_time=stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _PLAIN_FILE
            bundle.writestr(entry, data, compresslevel=9)
    return packed.getvalue()


def read_bundle(data: bytes) -> BundleFiles:
    """Return what is in a zip file (rules 2 to 5); never raises for what it holds."""
    try:
        _check_list(data)
        with zipfile.ZipFile(BytesIO(data)) as bundle:
            entries = bundle.infolist()
            _check_entries(data, entries)
            return BundleFiles(files={item.filename: _bytes(bundle, item) for item in entries})
    except _RefusedError as error:
        return BundleFiles(reason=error.reason)
    except _BROKEN:
        return BundleFiles(reason="not-a-bundle")


def _check_list(data: bytes) -> None:
    """Look at the end of the list of entries alone (rule 2)."""
    if len(data) < _END.size or not data.startswith(b"PK\x03\x04"):
        raise _RefusedError("not-a-bundle")
    mark, disk, list_disk, here, count, size, offset, comment = _END.unpack(data[-_END.size :])
    if mark != _END_MARK or disk or list_disk or comment or here != count:
        raise _RefusedError("not-a-bundle")
    if data[-_END.size - _END_64_BYTES :].startswith(_END_64_MARK):
        raise _RefusedError("too-large")
    if offset + size + _END.size != len(data):
        raise _RefusedError("not-a-bundle")
    if count > ENTRIES_LIMIT or size > _LIST_LIMIT:
        raise _RefusedError("too-large")


def _check_entries(data: bytes, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Check what the list says of all entries (rules 3 to 5)."""
    names = [item.filename for item in entries]
    if len(set(names)) != len(names):
        raise _RefusedError("duplicate-name")
    end = 0
    for item in sorted(entries, key=lambda entry: entry.header_offset):
        if (
            item.flag_bits & _ENCRYPTED
            or item.compress_type not in _METHODS
            or item.filename.endswith("/")  # a folder; is_dir() fails where the name is empty
            or stat.S_ISLNK(item.external_attr >> 16)
        ):
            raise _RefusedError("not-allowed")
        if not _NAMES.fullmatch(item.filename) or item.filename != item.orig_filename:
            raise _RefusedError("extra-file")
        if item.header_offset != end:
            raise _RefusedError("not-allowed")
        head = data[end : end + _HEAD_BYTES]
        name_bytes, extra_bytes = struct.unpack("<2H", head[26:30])
        end += _HEAD_BYTES + name_bytes + extra_bytes + item.compress_size
    if end != _END.unpack(data[-_END.size :])[6]:
        raise _RefusedError("not-allowed")
    if sum(item.file_size for item in entries) > min(
        TOTAL_LIMIT, _UNMEASURED + RATIO_LIMIT * len(data)
    ):
        raise _RefusedError("too-large")


def _bytes(bundle: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    """Return the bytes of one entry; they are as many as the list says (rule 4)."""
    if item.file_size > FILE_LIMIT:
        raise _RefusedError("too-large")
    with bundle.open(item) as source:
        data = source.read(item.file_size + 1)
    if len(data) != item.file_size:
        raise _RefusedError("not-a-bundle")
    return data
