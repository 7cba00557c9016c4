"""Shows where searched words stand in a text, and cuts long texts around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

from ownerapp.domain.values import dataclass
from ownerapp.i18n.folding import folded_text

MARKS_LIMIT: Final = 40
"""Places that are marked in one text; more would help nobody."""
_ROOM: Final = 150
"""Characters of an excerpt."""
_BEFORE: Final = 50
"""Characters of it before the first word that was found."""
_NEAR: Final = 20
"""How far an edge moves to fall between two words."""
_GONE: Final = "\u2026"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and the places in it that were looked for, as begin and end."""

    text: str
    places: tuple[tuple[int, int], ...] = ()


NOTHING: Final = Marked("")
"""A line that is not there."""


def mark(text: str, words: Sequence[str]) -> Marked:
    """Return a text with the places where folded words stand in it."""
    folded = folded_text(text)
    places = sorted(place for word in words for place in folded.places(word))
    return Marked(folded.text, _merged(places)[:MARKS_LIMIT])


def excerpt(text: str, words: Sequence[str]) -> Marked:
    """Return the part of a text around the first place where a folded word stands."""
    whole = mark(" ".join(text.split()), words)
    said = whole.text
    if len(said) <= _ROOM:
        return whole
    first = whole.places[0][0] if whole.places else 0
    begin = _edge(said, max(first - _BEFORE, 0), -1)
    end = _edge(said, min(max(begin + _ROOM, first + 1), len(said)), 1)
    before = _GONE if begin else ""
    shift = len(before) - begin
    return Marked(
        before + said[begin:end].strip() + (_GONE if end < len(said) else ""),
        tuple(
            (max(start, begin) + shift, min(stop, end) + shift)
            for start, stop in whole.places
            if start >= begin and stop <= end
        ),
    )


def _edge(text: str, at: int, step: int) -> int:
    """Return a place near another one where a text can be cut: at a space, else at a letter."""
    for place in range(at, at + step * _NEAR, step):
        if not 0 < place < len(text):
            return min(max(place, 0), len(text))
        if text[place - 1].isspace():
            return place
    while 0 < at < len(text) and unicodedata.category(text[at])[0] == "M":
        at += step
    return at


def _merged(places: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return places in order, those that touch each other as one."""
    merged: list[tuple[int, int]] = []
    for begin, end in places:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)
