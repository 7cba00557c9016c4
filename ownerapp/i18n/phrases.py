"""Find listed words and phrases in a text of any language, as whole words.

How an entry of a list is written, and what it matches:

1. ``other purposes`` matches these words in any case, with any white space between them,
   and only whole: it begins and ends where ``segments`` begins and ends a word.
2. ``*`` stands for the rest of a word: ``purpose*`` matches "purposes", and a ``*`` in
   front is for what Arabic, Hebrew or French write onto a word.
3. ``A … B`` matches A and B in one sentence, a few words apart.
4. ``$`` at the end matches only where a clause ends: "speed and more." but not "more than".

White space, apostrophes, Arabic vowel marks, Hebrew points and the normalisation form make
no difference. Work grows with the length of the text times the length of the list.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from ownerapp.domain.ids import Language
from ownerapp.domain.values import dataclass
from ownerapp.i18n.segments import words

_GAP = "\u2026"
_REST_OF_WORD = r"\w{0,12}"
_BETWEEN = r"[^.!?\u3002\uff01\uff1f\u061f]{0,40}?"
_MARKS = r"[.,;:!?)\u2026\u060c\u061b\u061f\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f]"
_CLAUSE_END = rf"(?=\s*(?:{_MARKS}|$))"
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2019\u02bc\u05f3\uff07", "'"))
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u0640\u064b-\u0652]")


class _Span(NamedTuple):
    """Where a phrase stands in a plain text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a list, ready to look for."""

    literal: str
    """The longest part that stands in every match: looked for first, because it is quick."""
    pattern: str
    has_free_start: bool
    has_free_end: bool


class PhraseList:
    """The entries of one list in one language."""

    def __init__(self, entries: Iterable[str], language: Language) -> None:
        """Take the entries as the module's docstring describes them."""
        self._entries = tuple(map(_entry, entries))
        self._language = language

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return what matches in order, each once, in the text's own words.

        A match inside a longer one is left out.
        """
        plain = _plain(text)
        lower = _lower(plain)
        entries = [entry for entry in self._entries if entry.literal in lower]
        if not entries:
            return ()
        ends = list(accumulate(map(len, words(plain, self._language)), initial=0))
        spans = sorted(
            (span for entry in entries for span in _spans(entry, lower, ends)),
            key=lambda span: (span.start, -span.end),
        )
        return tuple(dict.fromkeys(plain[span.start : span.end] for span in _outermost(spans)))


def _entry(written: str) -> _Entry:
    """Return an entry as it is looked for."""
    plain = _lower(_plain(written))
    parts = [part.strip() for part in plain.removesuffix("$").strip("*").split(_GAP)]
    pattern = _BETWEEN.join(_REST_OF_WORD.join(map(re.escape, part.split("*"))) for part in parts)
    return _Entry(
        literal=max((literal for part in parts for literal in part.split("*")), key=len),
        pattern=pattern + _CLAUSE_END if plain.endswith("$") else pattern,
        has_free_start=plain.startswith("*"),
        has_free_end=plain.endswith("*"),
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of a list; most are never needed, so each waits for its literal."""
    return re.compile(pattern)


def _spans(entry: _Entry, lower: str, ends: list[int]) -> Iterator[_Span]:
    """Yield where an entry stands as whole words, widened to the words it is part of."""
    place = 0
    while match := _compiled(entry.pattern).search(lower, place):
        start = ends[bisect_right(ends, match.start()) - 1]
        end = ends[bisect_left(ends, match.end())]
        if (entry.has_free_start or start == match.start()) and (
            entry.has_free_end or end == match.end()
        ):
            yield _Span(start, end)
            place = match.end()
        else:
            place = match.start() + 1


def _outermost(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Yield the spans, sorted by start and longest first, that no other one contains."""
    done = 0
    for span in spans:
        if span.end > done:
            yield span
            done = span.end


def _plain(text: str) -> str:
    """Return a text without the differences that make no other word."""
    normal = _POINTS.sub("", unicodedata.normalize("NFC", text).translate(_APOSTROPHES))
    return " ".join(normal.split())


def _lower(text: str) -> str:
    """Return a text in small letters, each in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
