"""Canonical JSON (RFC 8785) and the strict reading of JSON that others wrote.

Rules of :func:`strict_json`:

1. The size is checked before anything else, the depth before the parser runs.
2. UTF-8 only, without a byte order mark.
3. A duplicate key is refused: two readers would see two documents under one signature.
4. NaN, Infinity, a number beyond the range of doubles, and a whole number that doubles
   cannot hold exactly (2^53 and more) are refused.
5. A lone surrogate is refused: no canonical form exists for it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

import rfc8785

from ownerapp.domain.ids import Sha256Hex
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.verdict import Check
from ownerapp.signing.failure import failed

LIMIT_BYTES = 4 * 1024 * 1024
"""Bound of a record: 30 purposes with all texts take 60 kB."""
MAX_DEPTH = 32
_SAFE_INTEGER = 2**53
_LONGEST_INTEGER = len("-9007199254740992")

_BRACKETS = b"[]{}"
_NO_BRACKETS = bytes(set(range(256)) - set(_BRACKETS))
_SIMPLE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_MANY_CONTAINERS = 400
_PARTED_DEPTH = 5
"""Down to the single events of a record: a piece takes a fifth of a millisecond."""
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")


def canonical_bytes(value: JsonValue) -> bytes:
    """Return the RFC 8785 bytes of a value.

    Raises:
        CheckFailedError: The value has no canonical form.
    """
    try:
        containers = _simple_containers(value, MAX_DEPTH)
        if containers > _MANY_CONTAINERS:
            return _in_parts(value, _PARTED_DEPTH).encode()
        if containers:
            # Byte for byte the same, and twenty times as fast.
            return _SIMPLE.encode(value).encode()
        return rfc8785.dumps(_plain(value, MAX_DEPTH))
    except rfc8785.IntegerDomainError as error:
        raise failed(Check.FORMAT, "number-too-large") from error
    except rfc8785.FloatDomainError as error:
        raise failed(Check.FORMAT, "number-not-finite") from error
    except ValueError as error:
        # The library's own error, or an encoding error where it sorts a broken key.
        raise failed(Check.FORMAT, "no-canonical-form") from error


def sha256_hex(data: bytes) -> Sha256Hex:
    """Return the lower-case hex SHA-256."""
    return Sha256Hex(sha256(data).hexdigest())


def strict_json(
    data: bytes, *, limit_bytes: int = LIMIT_BYTES, max_depth: int = MAX_DEPTH
) -> JsonValue:
    """Read JSON under the rules of this module.

    Raises:
        CheckFailedError: The bytes break a rule; the reason names it.
    """
    if len(data) > limit_bytes:
        raise failed(Check.READABLE, "too-large")
    _check_depth(data, max_depth)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise failed(Check.READABLE, "not-utf8") from error
    try:
        value: JsonValue = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_no_constant,
            parse_int=_exact_integer,
            parse_float=_finite_number,
        )
    except json.JSONDecodeError as error:
        raise failed(Check.READABLE, "not-json") from error
    # The decoder lets surrogates in only through escapes, and pairs of them are common.
    if _SURROGATE_ESCAPE.search(data):
        _check_surrogates(value)
    return value


def _in_parts(value: Any, depth: int) -> str:
    """Write a large simple value part by part.

    One call over all of a long history lets no other thread run, and the window waits.
    """
    kind = type(value)
    if depth and kind is list:
        return f"[{','.join(_in_parts(item, depth - 1) for item in value)}]"
    if depth and kind is dict and any(type(item) in (dict, list) for item in value.values()):
        parts = (
            f"{_SIMPLE.encode(key)}:{_in_parts(value[key], depth - 1)}" for key in sorted(value)
        )
        return f"{{{','.join(parts)}}}"
    return _SIMPLE.encode(value)


def _simple_containers(value: JsonValue, depth: int) -> int:
    """Count the containers of what the standard library writes in its canonical form already.

    The outermost is one around the value. The count is 0 where the library writes another form.

    It does for texts, safe integers, most fractions, true, false, null and lists and dicts of
    them with ASCII keys: its escapes are those of RFC 8785, and ASCII sorts the same in UTF-16.
    Both write the shortest digits that give a fraction back; only whole numbers and those with
    an exponent look different.
    """
    # Level by level, and keys joined: a recursion over a large notice takes three times as long.
    level: list[Any] = [[value]]
    count = 0
    for _ in range(depth + 1):
        count += len(level)
        below: list[Any] = []
        for container in level:
            is_object = type(container) is dict
            if is_object and not _has_ascii_keys(container):
                return 0
            for item in container.values() if is_object else container:
                kind = type(item)
                if kind is str:
                    continue
                if kind is dict or kind is list:
                    below.append(item)
                elif not _is_simple_scalar(item):
                    return 0
        if not below:
            return count
        level = below
    return 0


def _has_ascii_keys(container: dict[Any, Any]) -> bool:
    try:
        return "".join(container).isascii()
    except TypeError:  # a key that is no text
        return False


def _is_simple_scalar(value: object) -> bool:
    """Tell the same of anything but a text, a list and a dict."""
    kind = type(value)
    if kind is int:
        return -_SAFE_INTEGER < value < _SAFE_INTEGER  # type: ignore[operator] # an int, see above
    if kind is float:
        digits = repr(value)
        # The n is that of inf and nan.
        return not (digits.endswith(".0") or "e" in digits or "n" in digits)
    return kind is bool or value is None


def _plain(value: JsonValue, depth: int) -> JsonValue:
    """Return the value in the plain dicts and lists that the library takes."""
    if isinstance(value, (str, bytes)) or not isinstance(value, (Mapping, Sequence)):
        return value
    if depth == 0:
        raise failed(Check.FORMAT, "too-deep")
    if isinstance(value, Mapping):
        return {key: _plain(item, depth - 1) for key, item in value.items()}
    return [_plain(item, depth - 1) for item in value]


def _check_depth(data: bytes, max_depth: int) -> None:
    """Refuse what is nested too deeply, before a parser that recurses sees it.

    Brackets in texts do not count. Without what is escaped, a quotation mark begins or ends a
    text; where it does not, nothing after it is read, as the parser refuses what stands there.
    """
    texts_apart = data.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
    depth = 0
    for bracket in b"".join(texts_apart[::2]).translate(None, _NO_BRACKETS):
        if bracket in b"[{":
            depth += 1
            if depth > max_depth:
                raise failed(Check.READABLE, "too-deep")
        else:
            depth -= 1


def _without_duplicates(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise failed(Check.READABLE, "duplicate-key")
    return value


def _no_constant(_name: str) -> JsonValue:
    raise failed(Check.READABLE, "number-not-finite")


def _exact_integer(digits: str) -> int:
    # The length first: turning a million digits into a number is slow work.
    if len(digits) <= _LONGEST_INTEGER:
        number = int(digits)
        if abs(number) < _SAFE_INTEGER:
            return number
    raise failed(Check.READABLE, "number-too-large")


def _finite_number(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise failed(Check.READABLE, "number-too-large")
    return number


def _check_surrogates(value: JsonValue) -> None:
    pending: list[JsonValue] = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            try:
                item.encode()
            except UnicodeEncodeError as error:
                raise failed(Check.READABLE, "lone-surrogate") from error
        elif isinstance(item, Mapping):
            pending += item.keys()
            pending += item.values()
        elif isinstance(item, Sequence):
            pending += item
