"""From the bytes of a notice pack to a :class:`Notice`, or to one of our own errors.

Rules:

1. The format version is looked at first; an unknown major version is refused whole.
2. Structure is checked against the structs, references against the pack and the
   catalogue; nothing is repaired and no missing fact is filled in.
3. The hash is over the exact bytes.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from ownerapp.domain.errors import NoticeFileError, NoticeVersionError
from ownerapp.domain.ids import NoticeHash
from ownerapp.domain.notice import Notice
from ownerapp.packs import limits
from ownerapp.packs.convert import to_notice
from ownerapp.packs.format import NoticePack
from ownerapp.packs.references import check_references
from ownerapp.packs.strict_json import JsonTree, read_json

_VERSION = re.compile(r"(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})")
_WHERE = re.compile(r" - at `(?:key` in `)?(\$[^`]*)`$")
_MISSING = re.compile(r"missing required field `([A-Za-z0-9_]+)`")


def parse_pack(data: bytes) -> Notice:
    """Return the notice that a pack holds.

    Raises:
        NoticeFileError: The bytes are not a pack.
        NoticeVersionError: They are of an unknown format version.
    """
    with _collector_paused():
        tree = read_json(data)
        _check_version(tree)
        try:
            pack = msgspec.convert(tree, NoticePack)
        except msgspec.ValidationError as error:
            raise _translated(str(error)) from None
        check_references(pack)
        return to_notice(pack, NoticeHash(hashlib.sha256(data).hexdigest()))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the collector of cycles while a large tree without any cycle is built.

    It would walk all that was built so far again and again and find nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _check_version(tree: JsonTree) -> None:
    """Refuse what is no pack, and a pack of another major version."""
    if not isinstance(tree, dict):
        raise NoticeFileError(reason="wrong-type", where="$")
    found = tree.get("notice_pack")
    if not isinstance(found, str):
        raise NoticeFileError(reason="wrong-type", where="$.notice_pack")
    match = _VERSION.fullmatch(found)
    if match is None:
        raise NoticeFileError(reason="bad-value", where="$.notice_pack")
    if match[1] != limits.FORMAT_VERSION.partition(".")[0]:
        raise NoticeVersionError(found=found, known=limits.FORMAT_VERSION)


def _translated(message: str) -> NoticeFileError:
    """Return our error for a message of msgspec, which is the only place of its path."""
    where_match = _WHERE.search(message)
    where = where_match[1] if where_match else "$"
    missing = _MISSING.search(message)
    if missing:
        return NoticeFileError(reason="wrong-type", where=f"{where}.{missing[1]}")
    return NoticeFileError(reason=_reason(message), where=where)


def _reason(message: str) -> str:
    """Return the stable word for a message of msgspec."""
    if ", got `" in message:
        return "wrong-type"
    if "of length <=" in message:
        return "text-too-long" if message.startswith("Expected `str`") else "too-many"
    return "bad-value"
