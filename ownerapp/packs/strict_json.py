"""Strict and bounded reading of JSON: bytes in, plain values or our own error out.

Rules:

1. The size and the number of objects and lists are checked before anything is parsed.
2. UTF-8 without a byte order mark; no NaN, no Infinity.
3. A key that stands twice in one object is refused, also when it is written differently,
   once plainly and once with an escape: two readers of such a file could see two notices.
4. Control characters, lone surrogates, private-use and non-characters are refused
   everywhere, and so are bidi embeddings and overrides, which make a text read
   differently from what it says. Isolates and marks are allowed in running text: Arabic
   and Hebrew need them. :func:`has_bidi_control` is for names, where none is allowed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any, NoReturn

import msgspec

from ownerapp.domain.errors import NoticeFileError
from ownerapp.packs import limits

JsonTree = Any  # Any: what json.loads returns, until the structs have checked it

_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff"
    "\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def read_json(data: bytes) -> JsonTree:
    """Return the value of a JSON document.

    Raises:
        NoticeFileError: It breaks one of the rules above.
    """
    if len(data) > limits.FILE_BYTES:
        raise NoticeFileError(reason="too-large")
    if data.count(b"{") + data.count(b"[") > limits.CONTAINERS:
        raise NoticeFileError(reason="too-many")
    tree = _read_quickly(data)
    if tree is None:
        tree = _read_exactly(data)
        _check(tree)
    return tree


def has_bidi_control(text: str) -> bool:
    """Tell whether a text holds an invisible character that changes its direction."""
    return not text.isprintable() and _BIDI.search(text) is not None


def _read_quickly(data: bytes) -> JsonTree | None:
    """Return the value of a document in which no key stands twice, or None in any doubt.

    The quick decoder keeps the last of two equal keys and says nothing, so strings are
    counted: in a file without an escaped quote every string has two quotes, and every key
    that was dropped is missing in the tree.
    """
    # A file without any backslash is told apart at once; a search for two bytes is slower.
    if b"\\" in data and b'\\"' in data:
        return None
    try:
        tree = msgspec.json.decode(data)
        strings = _check(tree)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, NoticeFileError):
        return None
    return tree if data.count(b'"') == 2 * strings else None


def _read_exactly(data: bytes) -> JsonTree:
    """Return the value of a document, slowly, with the exact reason for a refusal."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise NoticeFileError(reason="not-utf8") from None
    try:
        tree = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except RecursionError:
        raise NoticeFileError(reason="too-deep") from None
    except ValueError:
        raise NoticeFileError(reason="not-json") from None
    return tree


def _object(pairs: list[tuple[str, JsonTree]]) -> dict[str, JsonTree]:
    """Return an object, unless one of its keys stands twice."""
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise NoticeFileError(reason="duplicate-key", where=f"$..{_shown_key(key)}")
            seen.add(key)
    return result


def _refuse_constant(_name: str) -> NoReturn:
    """Refuse NaN and Infinity, which are not JSON."""
    raise NoticeFileError(reason="not-json")


def _check(tree: JsonTree) -> int:
    """Check depth, lengths and characters of every key and string, and count them.

    Level by level instead of by recursion: the depth is part of what is checked. Each
    different key is checked once; a pack has few.

    Returns:
        How many strings the tree has, keys included.
    """
    keys: set[str] = set()
    count = 0
    level = [[tree]]
    for _ in range(limits.DEPTH + 1):
        level, strings = _check_level(level, keys, tree)
        count += strings
        if not level:
            break
    else:
        raise NoticeFileError(reason="too-deep")
    for key in keys:
        _check_string(key, tree)
    return count


def _check_level(
    level: list[JsonTree], keys: set[str], tree: JsonTree
) -> tuple[list[JsonTree], int]:
    """Check the strings of one level and collect its keys.

    Returns:
        The level below, and how many strings and keys this one has.
    """
    below: list[JsonTree] = []
    count = 0
    for container in level:
        values = container
        if type(container) is dict:
            keys.update(container)
            count += len(container)
            values = container.values()
            if _is_plain_text(values):
                count += len(container)
                continue
        for value in values:
            kind = type(value)
            if kind is str:
                count += 1
                # Printable text holds none of the forbidden characters, and this test is
                # the fast one.
                if not value.isprintable() or len(value) > limits.STRING_LENGTH:
                    _check_string(value, tree)
            elif kind is dict or kind is list:
                below.append(value)
    return below, count


def _is_plain_text(values: Collection[JsonTree]) -> bool:
    """Tell whether values are strings that nothing can be wrong with, looked at all at once.

    Most objects of a pack are texts in many languages; joined they are checked in one go.
    """
    try:
        together = "".join(values)
    except TypeError:
        return False
    if len(together) > limits.STRING_LENGTH and max(map(len, values)) > limits.STRING_LENGTH:
        return False
    return together.isprintable()


def _check_string(value: str, tree: JsonTree) -> None:
    """Check one string; the path is worked out only when something is wrong."""
    if len(value) > limits.STRING_LENGTH:
        raise NoticeFileError(reason="text-too-long", where=_path_of(value, tree))
    if not value.isprintable() and _FORBIDDEN.search(value):
        raise NoticeFileError(reason="bad-value", where=_path_of(value, tree))


def _path_of(wanted: str, tree: JsonTree) -> str:
    """Return the JSON path of a string that the tree holds as a value or as a key."""
    stack: list[tuple[JsonTree, str]] = [(tree, "$")]
    while stack:
        value, path = stack.pop()
        if isinstance(value, str) and value == wanted:
            return path
        if isinstance(value, dict):
            for key, item in value.items():
                if key == wanted:
                    return path
                stack.append((item, f"{path}.{_shown_key(key)}"))
        elif isinstance(value, list):
            stack.extend((item, f"{path}[{index}]") for index, item in enumerate(value))
    return ""


def _shown_key(key: str) -> str:
    """Return a key fit for a message: the file's own words only when they are plain."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key) else "?"
