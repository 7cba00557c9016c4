"""The code of a recovery kit: 140 random bits that a person can write down and type again.

Seven groups of five characters of Crockford's base32 (no I, L, O and U). The first four
characters of a group are the secret, the fifth one checks them and their place, so that a
mistyped, swapped or misplaced character is found and its group named:

    check = a·c1 + a²·c2 + a³·c3 + a⁴·c4 + number of the group, in GF(2⁵) with a⁵ = a² + 1

Reading takes small letters for capital ones, O for 0, I and L for 1, and any spaces and
hyphens.
"""

from __future__ import annotations

import re

from ownerapp.domain.errors import RecoveryCodeMistypedError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 7
SECRET_BITS = 140
_GROUP = 5
_BITS = 5
_POLYNOMIAL = 0b100101
_ALPHA = 0b00010
_VALUE = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015]+")


def code_of(number: int) -> str:
    """Return the code of 140 random bits, its groups joined by hyphens.

    Raises:
        ValueError: The number has more bits.
    """
    if not 0 <= number < 2**SECRET_BITS:
        raise ValueError
    groups = []
    for group in range(GROUPS):
        shift = SECRET_BITS - (group + 1) * (_GROUP - 1) * _BITS
        values = [number >> shift + _BITS * place & 31 for place in reversed(range(_GROUP - 1))]
        values.append(_check(values, group))
        groups.append("".join(ALPHABET[value] for value in values))
    return "-".join(groups)


def secret_of(code: str) -> str:
    """Return the secret characters of a typed code, in one spelling.

    Raises:
        RecoveryCodeMistypedError: It is not a code; the error names the first group that
            does not hold, or 0 where the number of characters is wrong.
    """
    typed = _SEPARATORS.sub("", code.strip()).upper()
    if len(typed) != GROUPS * _GROUP:
        raise RecoveryCodeMistypedError(group=0)
    secret = ""
    for group in range(GROUPS):
        characters = typed[group * _GROUP : (group + 1) * _GROUP]
        values = [_VALUE[item] for item in characters if item in _VALUE]
        if len(values) != _GROUP or values[-1] != _check(values[:-1], group):
            raise RecoveryCodeMistypedError(group=group + 1)
        secret += "".join(ALPHABET[value] for value in values[:-1])
    return secret


def _check(values: list[int], group: int) -> int:
    check, weight = group + 1, _ALPHA
    for value in values:
        check ^= _times(value, weight)
        weight = _times(weight, _ALPHA)
    return check


def _times(left: int, right: int) -> int:
    """Multiply in GF(2⁵)."""
    product = 0
    for place in range(_BITS):
        if right >> place & 1:
            product ^= left << place
    for place in reversed(range(_BITS, 2 * _BITS - 1)):
        if product >> place & 1:
            product ^= _POLYNOMIAL << place - _BITS
    return product
