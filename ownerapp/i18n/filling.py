"""Put values into a text at its named places, so that no translation can do harm.

1. A place is ``{name}``: lower-case letters, digits and underscores. ``{{`` and ``}}``
   are plain braces. Anything else with a brace makes the text unusable: no attribute,
   index, conversion or format is ever looked up.
2. In a right-to-left language every value stands in an isolate (U+2068 to U+2069), so
   that a plate, a VIN or a telephone number keeps its order. What stands in isolates says
   nothing about the line: a text with no letter of its own, such as two sentences put one
   after the other, begins with a mark (U+200F), or it would run from left to right.
3. A value that the source text names and the caller does not give is a bug and raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import bidirectional

_TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")
_ISOLATE_START, _ISOLATE_END, _FROM_RIGHT = "\u2068", "\u2069", "\u200f"
OWN_MARKS = frozenset(_ISOLATE_START + _ISOLATE_END + _FROM_RIGHT)
"""What filling puts around values and before a text, for windows only."""
_LETTERS = frozenset({"L", "R", "AL"})
"""The strong classes of UAX #9."""

_Piece = tuple[str, str]
"""Literal text, and the name of the place after it or an empty text."""


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[_Piece, ...] | None:
    """Return the text cut at its places, or None when a brace is misused (rule 1)."""
    pieces: list[_Piece] = []
    literal = ""
    end = 0
    for token in _TOKEN.finditer(text):
        literal += text[end : token.start()]
        end = token.end()
        if token[1]:
            pieces.append((literal, token[1]))
            literal = ""
        elif len(token[0]) == 2:  # noqa: PLR2004 - a doubled brace
            literal += token[0][0]
        else:
            return None
    pieces.append((literal + text[end:], ""))
    return tuple(pieces)


@lru_cache(maxsize=4096)
def places(text: str) -> frozenset[str] | None:
    """Return the names of the places in a text, or None when a brace is misused."""
    pieces = _pieces(text)
    return None if pieces is None else frozenset(name for _, name in pieces if name)


def fill(text: str, values: Mapping[str, object], *, isolate: bool) -> str:
    """Return the text with its places filled.

    Raises:
        KeyError: A place has no value.
        ValueError: A brace is misused.
    """
    pieces = _pieces(text)
    if pieces is None:
        raise ValueError(text)
    if not isolate:
        return "".join(f"{literal}{values[name]}" if name else literal for literal, name in pieces)
    filled = "".join(
        f"{literal}{isolated(str(values[name]))}" if name else literal for literal, name in pieces
    )
    return from_right(filled) if _only_joins(text) else filled


def isolated(value: str) -> str:
    """Return a value that moves nothing around it, and is moved by nothing."""
    return f"{_ISOLATE_START}{value}{_ISOLATE_END}"


def from_right(text: str) -> str:
    """Return a text that runs from right to left, whatever stands in it."""
    return _FROM_RIGHT + text


@lru_cache(maxsize=4096)
def _only_joins(text: str) -> bool:
    """Tell whether a text has places, and no letter beside them."""
    pieces = _pieces(text) or ()
    return len(pieces) > 1 and not any(
        bidirectional(sign) in _LETTERS for literal, _name in pieces for sign in literal
    )
