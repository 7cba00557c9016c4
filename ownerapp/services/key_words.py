"""Fingerprints of keys as words: twelve words that can be read out on the telephone.

The words are those of BIP-0039 for 16 bytes: 128 bits of the fingerprint and the first four
bits of its SHA-256, eleven bits to a word. The same words stand for a key in every language.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256

from ownerapp.domain.keys import bare_fingerprint
from ownerapp.resources import resource_path

_BITS = 11
_MASK = 2**_BITS - 1
_CHECK_BITS = 4
_BYTES = 16
_WORDS = (8 * _BYTES + _CHECK_BITS) // _BITS
_FINGERPRINT = re.compile("[0-9a-f]{32}")
_PREFIX = 4
"""Letters by which each word of the list is known."""


@cache
def word_list() -> tuple[str, ...]:
    """Return the 2,048 words in their order."""
    text = resource_path("words", "bip39-english.txt").read_text(encoding="ascii")
    return tuple(text.split())


def words_of(fingerprint: str) -> tuple[str, ...]:
    """Return the twelve words of a fingerprint.

    Raises:
        ValueError: It is not a fingerprint.
    """
    digits = bare_fingerprint(fingerprint)
    if not _FINGERPRINT.fullmatch(digits):
        raise ValueError(fingerprint)
    data = bytes.fromhex(digits)
    number = int.from_bytes(data, "big") << _CHECK_BITS | _check(data)
    return tuple(word_list()[number >> _BITS * place & _MASK] for place in reversed(range(_WORDS)))


def fingerprint_of(words: str) -> str | None:
    """Return the bare fingerprint of twelve words, or None where they are none.

    Capital letters do not matter, and the first four letters of a word are enough.
    """
    places = {word[:_PREFIX]: place for place, word in enumerate(word_list())}
    known = frozenset(word_list())
    typed = words.casefold().replace("-", " ").split()
    if len(typed) != _WORDS:
        return None
    number = 0
    for word in typed:
        if word not in known and len(word) != _PREFIX:
            return None
        place = places.get(word[:_PREFIX])
        if place is None:
            return None
        number = number << _BITS | place
    data = (number >> _CHECK_BITS).to_bytes(_BYTES, "big")
    return data.hex() if number & 2**_CHECK_BITS - 1 == _check(data) else None


def typed_fingerprint(text: str) -> str:
    """Return what a person typed as a fingerprint: digits as they are, words as digits."""
    return fingerprint_of(text) or text


def _check(data: bytes) -> int:
    return sha256(data).digest()[0] >> 8 - _CHECK_BITS
