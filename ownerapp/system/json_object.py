"""Small JSON files of our own: strict reading, and writing that reads well."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ownerapp.domain.json_value import JsonObject, JsonValue


class NotAnObjectError(ValueError):
    """The bytes are not one strict JSON object; never leaves this package."""


def parse_object(data: bytes) -> dict[str, JsonValue]:
    """Return the object that the bytes hold.

    Raises:
        NotAnObjectError: Not UTF-8, not JSON, a key twice, a number that JSON has not,
            half a character, nested too deep, or not an object.
    """
    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant
        )
        # A lone surrogate passes the parser and fails later, where text is drawn or saved.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise NotAnObjectError from error
    if not isinstance(value, dict):
        raise NotAnObjectError
    return cast("dict[str, JsonValue]", value)  # json returns Any


def format_object(value: JsonObject) -> bytes:
    """Return the bytes of a file: sorted, indented, with a newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def _no_key_twice(pairs: list[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotAnObjectError
    return found


def _no_constant(_name: str) -> JsonValue:
    raise NotAnObjectError
