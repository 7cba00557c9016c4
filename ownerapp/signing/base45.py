"""base45 (RFC 9285): bytes in the 45 characters that a QR code packs best."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_BASE = len(_ALPHABET)
_ONE_BYTE, _TWO_BYTES = 2, 3
"""How many characters stand for the last byte alone and for a pair of bytes."""


def base45_encode(data: bytes) -> str:
    """Return the base45 text: three characters for two bytes, two for a last single one."""
    text = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, _BASE)
            text.append(_ALPHABET[digit])
    return "".join(text)


def base45_decode(text: str) -> bytes:
    """Return the bytes of a base45 text.

    Raises:
        ValueError: It has another character, a group that stands for no bytes, or a single
            character at its end.
    """
    data = bytearray()
    for at in range(0, len(text), _TWO_BYTES):
        group = text[at : at + _TWO_BYTES]
        if len(group) < _ONE_BYTE or any(character not in _VALUE for character in group):
            raise ValueError
        number = sum(_VALUE[character] * _BASE**place for place, character in enumerate(group))
        size = len(group) - 1
        if number >= 256**size:
            raise ValueError
        data += number.to_bytes(size, "big")
    return bytes(data)
