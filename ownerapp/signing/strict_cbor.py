"""The strict reading of CBOR (RFC 8949) that others wrote: a small part of it, one way only.

Rules:

1. Whole numbers, byte strings, texts, lists and maps; no tag, fraction, NaN, true, false,
   null, and no number beyond 64 bits.
2. Every number and length is in its shortest form, every length is stated beforehand
   (RFC 8949, 4.2.1): the bytes of a value can be written in one way only.
3. The keys of a map are whole numbers or texts in the order of their bytes, so none stands
   there twice: two readers would see two documents under one signature.
4. A length is held against what is there before anything is made of it, the depth is
   bounded, and the bytes end where the value ends. The caller bounds the size.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final, TypeAlias

from ownerapp.domain.verdict import Check
from ownerapp.signing.failure import failed

CborValue: TypeAlias = "int | bytes | str | list[CborValue] | dict[int | str, CborValue]"

MAX_DEPTH: Final = 4

_LENGTH_BYTES: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_LARGEST_INLINE: Final = 23


class _Kind(IntEnum):
    """The major types that are read; 6 is a tag, 7 everything else."""

    UNSIGNED = 0
    NEGATIVE = 1
    BYTES = 2
    TEXT = 3
    LIST = 4
    MAP = 5


def strict_cbor(data: bytes) -> CborValue:
    """Read CBOR under the rules of this module.

    Raises:
        CheckFailedError: The bytes break a rule; the reason names it.
    """
    reader = _Reader(data)
    value = reader.value(MAX_DEPTH)
    if reader.at != len(data):
        raise failed(Check.READABLE, "bytes-after")
    return value


class _Reader:
    """Reads one value after the other; ``at`` is the place of the next byte."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def value(self, depth: int) -> CborValue:
        """Return the next value."""
        kind, number = self._head()
        match kind:
            case _Kind.UNSIGNED:
                return number
            case _Kind.NEGATIVE:
                return -1 - number
            case _Kind.BYTES:
                return self._take(number)
            case _Kind.TEXT:
                return self._text(number)
            case _Kind.LIST:
                return self._list(number, depth)
            case _Kind.MAP:
                return self._map(number, depth)

    def _head(self) -> tuple[_Kind, int]:
        """Return the kind of the next value and its number or length."""
        first = self._take(1)[0]
        major, short = first >> 5, first & 31
        if major > _Kind.MAP:
            raise failed(Check.READABLE, "not-allowed")
        kind = _Kind(major)
        if short <= _LARGEST_INLINE:
            return kind, short
        size = _LENGTH_BYTES.get(short)
        if size is None:
            # Lengths that are not stated beforehand, and what RFC 8949 keeps free.
            raise failed(Check.READABLE, "not-allowed")
        number = int.from_bytes(self._take(size), "big")
        smallest = _LARGEST_INLINE + 1 if size == 1 else 1 << (4 * size)
        if number < smallest:
            raise failed(Check.READABLE, "not-shortest")
        return kind, number

    def _take(self, size: int) -> bytes:
        if size > len(self._data) - self.at:
            raise failed(Check.READABLE, "cut-short")
        self.at += size
        return self._data[self.at - size : self.at]

    def _text(self, size: int) -> str:
        try:
            return self._take(size).decode("utf-8")
        except UnicodeDecodeError as error:
            raise failed(Check.READABLE, "not-utf8") from error

    def _list(self, count: int, depth: int) -> list[CborValue]:
        self._check_room(count, depth)
        return [self.value(depth - 1) for _ in range(count)]

    def _map(self, count: int, depth: int) -> dict[int | str, CborValue]:
        self._check_room(2 * count, depth)
        value: dict[int | str, CborValue] = {}
        before = b""
        for _ in range(count):
            start = self.at
            key = self.value(depth - 1)
            encoded = self._data[start : self.at]
            if not isinstance(key, (int, str)):
                raise failed(Check.READABLE, "not-allowed")
            if encoded == before:
                raise failed(Check.READABLE, "duplicate-key")
            if encoded < before:
                raise failed(Check.READABLE, "not-in-order")
            before = encoded
            value[key] = self.value(depth - 1)
        return value

    def _check_room(self, count: int, depth: int) -> None:
        """Refuse a list of more values than there are bytes, and what is too deep."""
        if depth == 0:
            raise failed(Check.READABLE, "too-deep")
        if count > len(self._data) - self.at:
            raise failed(Check.READABLE, "cut-short")
