"""As much of DER as a time stamp needs: values cut out of bytes, and values built.

Every value keeps the exact bytes it was read from, so that what is built anew can be compared
byte for byte. Lengths are definite and below 16 MiB; nothing is read twice or in depth, hence
the work is bounded by the size of the input.
"""

from __future__ import annotations

from ownerapp.domain.values import dataclass

SEQUENCE, SET, OCTET_STRING, INTEGER, BOOLEAN, OBJECT = 0x30, 0x31, 0x04, 0x02, 0x01, 0x06
_LONG_FORM = 0x80
_LENGTH_BYTES = 3


class DerError(ValueError):
    """Bytes are not the DER value that is expected."""


@dataclass(frozen=True, slots=True)
class DerItem:
    """One value: its tag, all its bytes, its content, and where it ended."""

    tag: int
    all: bytes
    content: bytes
    end: int


def der_item(data: bytes, at: int = 0) -> DerItem:
    """Return the value at a place.

    Raises:
        DerError: There is no whole value of definite length.
    """
    head = data[at : at + 2]
    if len(head) < 2:  # noqa: PLR2004 - a tag and a length
        raise DerError
    count = head[1] & ~_LONG_FORM if head[1] & _LONG_FORM else 0
    if count > _LENGTH_BYTES or head[1] == _LONG_FORM:
        raise DerError
    start = at + 2 + count
    length = int.from_bytes(data[at + 2 : start], "big") if count else head[1]
    end = start + length
    if end > len(data):
        raise DerError
    return DerItem(head[0], data[at:end], data[start:end], end)


def der_items(content: bytes) -> list[DerItem]:
    """Return the values that stand one after the other.

    Raises:
        DerError: Something else stands among them.
    """
    items: list[DerItem] = []
    at = 0
    while at < len(content):
        item = der_item(content, at)
        items.append(item)
        at = item.end
    return items


def der(tag: int, *parts: bytes) -> bytes:
    """Return a value with the shortest length.

    Raises:
        DerError: It would have 65,536 bytes or more.
    """
    content = b"".join(parts)
    size = len(content)
    if size < _LONG_FORM:
        return bytes((tag, size)) + content
    if size > 0xFFFF:  # noqa: PLR2004 - two bytes of length
        raise DerError
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _LONG_FORM | len(length))) + length + content
