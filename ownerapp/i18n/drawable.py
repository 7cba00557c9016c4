"""Whether the bundled fonts can draw a text, asked before anything is signed.

1. A character is drawable when a bundled font has a glyph for it.
2. Line breaks, tabs and the invisible characters that only steer layout need no glyph.
3. The answer names the first offending character as ``U+XXXX``, never the text.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache

from ownerapp.resources import resource_path

# Rule 2: joiners, soft hyphen, direction marks and isolates, variation selectors.
_STEERING = frozenset(
    {0x09, 0x0A, 0x0D, 0xAD, 0x34F, 0x61C}
    | set(range(0x200B, 0x2010))
    | set(range(0x202A, 0x202F))
    | set(range(0x2060, 0x2065))
    | set(range(0x2066, 0x206A))
    | set(range(0xFE00, 0xFE10))
)


@cache
def _boundaries() -> tuple[int, ...]:
    """Read the starts of drawn runs and the first characters after them, alternating."""
    text = resource_path("fonts", "coverage.json").read_text(encoding="ascii")
    return tuple(json.loads(text))


def first_undrawable(text: str) -> str | None:
    """Return the first character that no bundled font draws as ``U+XXXX``, or None."""
    boundaries: tuple[int, ...] | None = None
    for character in text:
        if " " <= character <= "~":
            continue
        boundaries = boundaries or _boundaries()
        codepoint = ord(character)
        if bisect_right(boundaries, codepoint) % 2 == 0 and codepoint not in _STEERING:
            return f"U+{codepoint:04X}"
    return None
