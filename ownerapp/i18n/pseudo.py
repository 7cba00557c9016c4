"""Two languages for testers, made of the English text at the moment of look-up.

``en-XA`` stretches and accents, so that hard-coded, clipped and joined texts show.
``ar-XB`` draws every word from right to left, so that wrong direction shows. No files
exist for them. Both leave alone what is no word: places in braces, tags, entities,
accelerator marks and line breaks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache
from itertools import cycle

STRETCHED = "en-XA"
MIRRORED = "ar-XB"

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçđéƒĝĥîĵķļḿñöṕǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻḾÑÖṔǪŔŠŢÛṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_PADDING = ("öñé", "ţŵö", "ţĥŕéé", "ƒöûŕ", "ƒîṽé", "šîẋ")

# Places, doubled braces, tags, entities, an accelerator with its letter, line breaks.
_PROTECTED = re.compile(
    r"(\{\{|\}\}|\{[a-z][a-z0-9_]*\}|</?[A-Za-z][^<>]*>|&[A-Za-z]+;|&#[0-9]+;|&&|&\w|\n)"
)
_MARKUP = re.compile(
    r"(\{\{|\}\}|\{[a-z][a-z0-9_]*\}|</?[A-Za-z][^<>]*>|&[A-Za-z]+;|&#[0-9]+;|\s+)"
)

_RIGHT_TO_LEFT_MARK, _OVERRIDE, _POP = "\u200f", "\u202e", "\u202c"


def _extra(length: int) -> int:
    """Return how many characters longer a text of this length may get translated."""
    share = 1.0 if length <= 10 else 0.6 if length <= 30 else 0.3  # noqa: PLR2004 - see ux.md
    return math.ceil(length * share)


def _padding(length: int) -> str:
    text = ""
    for word in cycle(_PADDING):
        if len(text) >= length:
            return text[:length].rstrip().ljust(length, "~")
        text += f" {word}"
    raise AssertionError


@lru_cache(maxsize=4096)
def stretched(text: str) -> str:
    """Return the text with accents, longer by a third to double, in brackets."""
    parts = _PROTECTED.split(text)
    words = parts[::2]
    parts[::2] = [word.translate(_ACCENTS) for word in words]
    return f"[{''.join(parts)}{_padding(_extra(sum(map(len, words))))}]"


@lru_cache(maxsize=4096)
def mirrored(text: str) -> str:
    """Return the text with every word marked to be drawn from right to left."""
    parts = _MARKUP.split(text)
    parts[::2] = [
        f"{_RIGHT_TO_LEFT_MARK}{_OVERRIDE}{word}{_POP}{_RIGHT_TO_LEFT_MARK}" if word else ""
        for word in parts[::2]
    ]
    return "".join(parts)


PSEUDO_LANGUAGES: dict[str, Callable[[str], str]] = {STRETCHED: stretched, MIRRORED: mirrored}
