"""Put values into a text at its named places, so that no translation can do harm.

1. A place is ``{name}``: lower-case letters, digits and underscores. ``{{`` and ``}}``
   are plain braces. Anything else with a brace makes the text unusable: no attribute,
   index, conversion or format is ever looked up.
2. In a right-to-left language every value stands in an isolate (U+2068 to U+2069), so
   that a plate, a VIN or a telephone number keeps its order.
3. A value that the source text names and the caller does not give is a bug and raises.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_TOKEN = re.compile(r"\{\{|\}\}|\{([a-z][a-z0-9_]*)\}|[{}]")
_ISOLATE_START, _ISOLATE_END = "\u2068", "\u2069"

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
    before, after = (_ISOLATE_START, _ISOLATE_END) if isolate else ("", "")
    return "".join(
        f"{literal}{before}{values[name]}{after}" if name else literal for literal, name in pieces
    )
