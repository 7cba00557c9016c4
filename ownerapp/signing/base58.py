"""base58btc, the text form of keys and signatures in did:key and Data Integrity."""

from __future__ import annotations

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_BASE = len(_ALPHABET)


def base58_encode(data: bytes) -> str:
    """Return the base58btc text; each leading zero byte is a ``1``."""
    stripped = data.lstrip(b"\0")
    number = int.from_bytes(stripped, "big")
    digits = []
    while number:
        number, digit = divmod(number, _BASE)
        digits.append(_ALPHABET[digit])
    return _ALPHABET[0] * (len(data) - len(stripped)) + "".join(reversed(digits))


def base58_decode(text: str, *, length: int) -> bytes:
    """Return exactly ``length`` bytes; the length bounds the work on hostile text.

    Raises:
        ValueError: The text is not base58btc of that many bytes.
    """
    if len(text) > 2 * length:
        raise ValueError
    stripped = text.lstrip(_ALPHABET[0])
    number = 0
    for character in stripped:
        value = _VALUE.get(character)
        if value is None:
            raise ValueError
        number = number * _BASE + value
    zeros = len(text) - len(stripped)
    size = (number.bit_length() + 7) // 8
    if zeros + size != length:
        raise ValueError
    return bytes(zeros) + number.to_bytes(size, "big")
