"""Which words of a text are new, gone or the same, for a reader of any language.

1. The old text is exactly the parts that are same or removed, joined; the new text is
   exactly the parts that are same or added. In each change, removed stands before added.
2. Every part begins and ends between two words of ``segments``, in both texts.
3. Words and line breaks are aligned first, spaces and marks only between them: a shared
   space is never a reason to call two sentences alike.
4. A few letters that stay by chance between two replacements belong to one replacement;
   a figure never does, nor does a line break.
5. A removed or added sentence is shown from its beginning to its end.
6. Work grows with the length of the texts; from ``common_words.LONGEST`` words on, what
   lies between the equal beginnings and ends is one change.

Texts are compared as they are. Two that differ only in white space or in the Unicode
normalisation form have parts that look alike; ``same_words`` tells, and such a change is
one of wording at most, never of meaning.

Parts are in logical order, the order in which people read and type. Whoever shows them
isolates each one (U+2068 to U+2069, or ``<bdi>``), or a part in Arabic or Hebrew can move
its neighbours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import accumulate, pairwise

from ownerapp.domain.ids import Language
from ownerapp.domain.values import dataclass
from ownerapp.i18n.common_words import common_words
from ownerapp.i18n.segments import is_word, words

_CHANCE = 3
"""Letters of one word that may stay by chance: "of", "the", one Chinese character."""
_WIDE = 3
"""Letters that one wide character counts for; it says about as much as a short word."""
_SENTENCE_ENDS = tuple(".!?\u2026\u061f\u06d4\u0964\u17d4\u3002\uff01\uff1f\uff0e")
_CLAUSE_ENDS = tuple(",;:\u060c\u061b\u3001\uff0c\uff1b\uff1a")

# Chinese and Japanese characters and their marks: white space beside them is typography.
_UNSPACED = "[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_TYPOGRAPHIC_SPACE = re.compile(rf"(?<={_UNSPACED})\s+|\s+(?={_UNSPACED})")


class Part(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text with one fate; never empty, and never two of one fate in a row."""

    part: Part
    text: str


def word_diff(old: str, new: str, language: Language) -> tuple[Piece, ...]:
    """Return the pieces that turn one text into another; both are in this language."""
    if old == new:
        return (Piece(Part.SAME, old),) if old else ()
    before, after = _Side(words(old, language)), _Side(words(new, language))
    runs = _shared_runs(before.words, after.words)
    runs = _at_sentences(runs, before.words, after.words)
    runs = _without_chance(runs, before, after)
    return tuple(_pieces(runs, before.words, after.words))


def same_words(old: str, new: str) -> bool:
    """Tell whether two texts differ at most in white space and in normalisation form."""
    return old == new or _plain(old) == _plain(new)


def _plain(text: str) -> str:
    """Return a text in form C, one space between words and none beside Chinese."""
    normal = unicodedata.normalize("NFC", text)
    return " ".join(_TYPOGRAPHIC_SPACE.sub("", normal).split())


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that both texts share; the ends are the places behind the last word."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    def moved(self, start: int, end: int) -> _Run:
        """Return the run with both starts and both ends moved by so many words."""
        return _Run(
            self.old_start + start, self.old_end + end, self.new_start + start, self.new_end + end
        )

    @property
    def length(self) -> int:
        """The number of words."""
        return self.old_end - self.old_start


class _Side:
    """The words of one text, with sums that weigh any stretch of them at once."""

    def __init__(self, text_words: Sequence[str]) -> None:
        self.words = text_words
        self._words = _sums(is_word(word) for word in text_words)
        self._letters = _sums(_weight(word) for word in text_words)
        self._fixed = _sums(_is_fixed(word) for word in text_words)

    def count(self, start: int, end: int) -> int:
        """Return how many of the parts say something."""
        return self._words[end] - self._words[start]

    def letters(self, start: int, end: int) -> int:
        """Return how much the parts say."""
        return self._letters[end] - self._letters[start]

    def has_fixed(self, start: int, end: int) -> bool:
        """Tell whether a figure or a line break is among them."""
        return self._fixed[end] > self._fixed[start]


def _sums(values: Iterable[int]) -> list[int]:
    """Return the sums of the first none, one, two and so on."""
    return list(accumulate(values, initial=0))


def _weight(word: str) -> int:
    """Return how much a word says, in letters; space and marks say nothing."""
    if not is_word(word):
        return 0
    if word.isascii():
        return len(word)
    return sum(_WIDE if unicodedata.east_asian_width(one) == "W" else 1 for one in word)


def _is_fixed(word: str) -> bool:
    """Tell whether a word never belongs to a change by chance (rule 4)."""
    return "\n" in word or any(map(str.isdigit, word))


def _shared_runs(old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Return the runs that both texts share, in order (rule 3).

    The first begins both texts and the last ends both; these two may be empty.
    """
    start, end = _equal_ends(old, new)
    old_places = [place for place in range(start, len(old) - end) if _is_anchor(old[place])]
    new_places = [place for place in range(start, len(new) - end) if _is_anchor(new[place])]
    runs = [_Run(0, start, 0, start)]
    for old_index, new_index in common_words(
        [old[place] for place in old_places], [new[place] for place in new_places]
    ):
        old_place, new_place = old_places[old_index], new_places[new_index]
        _append(runs, old, new, _Run(old_place, old_place + 1, new_place, new_place + 1))
    _append(runs, old, new, _Run(len(old) - end, len(old), len(new) - end, len(new)))
    return runs


def _is_anchor(word: str) -> bool:
    """Tell whether a word is aligned by itself, not only beside its neighbours (rule 3)."""
    return is_word(word) or "\n" in word


def _equal_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many words are equal at the start, and at the end of what is left."""
    most = min(len(old), len(new))
    start = 0
    while start < most and old[start] == new[start]:
        start += 1
    most -= start
    end = 0
    while end < most and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _append(runs: list[_Run], old: Sequence[str], new: Sequence[str], run: _Run) -> None:
    """Append a run; the spaces and marks that stay beside it and the last join them."""
    last = runs[-1]
    head, tail = _equal_ends(old[last.old_end : run.old_start], new[last.new_end : run.new_start])
    last, run = last.moved(0, head), run.moved(-tail, 0)
    if last.old_end == run.old_start and last.new_end == run.new_start:
        runs[-1] = last.moved(0, run.length)
    else:
        runs[-1:] = [last, run]


def _at_sentences(runs: Sequence[_Run], old: Sequence[str], new: Sequence[str]) -> list[_Run]:
    """Move each pure removal or addition to where it begins and ends best (rule 5).

    In ``A. B. B. C.`` without one ``B.``, any stretch that begins like its successor could
    be the one that is gone; people see whole sentences.
    """
    placed = list(runs)
    for place, (left, right) in enumerate(pairwise(runs)):
        if left.new_end == right.new_start:
            text, start, end = old, left.old_end, right.old_start
        elif left.old_end == right.old_start:
            text, start, end = new, left.new_end, right.new_start
        else:
            continue
        # A run between two changes keeps a word, or they would become one.
        least = -placed[place].length + (place > 0)
        most = right.length - (place + 2 < len(runs))
        step = _best_step(text, start, end, least, most)
        placed[place] = placed[place].moved(0, step)
        placed[place + 1] = right.moved(step, 0)
    return placed


def _best_step(text: Sequence[str], start: int, end: int, least: int, most: int) -> int:
    """Return by how many words a stretch moves so that it reads best and means the same."""
    first = 0
    while first > least and text[start + first - 1] == text[end + first - 1]:
        first -= 1
    last = 0
    while last < most and text[start + last] == text[end + last]:
        last += 1
    return max(
        range(first, last + 1),
        key=lambda step: (_rest(text, start + step) + _rest(text, end + step), step),
    )


def _rest(text: Sequence[str], place: int) -> int:
    """Return how natural a pause is before a word: 5 at a paragraph, 0 inside a clause."""
    if place in {0, len(text)} or "\n" in text[place - 1]:
        return 5
    if text[place - 1].isspace():
        before = text[place - 2] if place > 1 else ""
        return 4 if before.endswith(_SENTENCE_ENDS) else 2 if before.endswith(_CLAUSE_ENDS) else 1
    if text[place - 1].endswith(_SENTENCE_ENDS):
        return 3 if text[place].isspace() else 4
    return 2 if text[place - 1].endswith(_CLAUSE_ENDS) and not text[place].isspace() else 0


def _without_chance(runs: Sequence[_Run], old: _Side, new: _Side) -> list[_Run]:
    """Leave out the runs that stayed by chance between two changes (rule 4)."""
    kept = [runs[0]]
    for run in runs[1:]:
        # What was kept before can look like chance now that the change after it has grown.
        while len(kept) > 1 and _is_chance(kept[-2], kept[-1], run, old, new):
            kept.pop()
        kept.append(run)
    return kept


def _is_chance(left: _Run, run: _Run, right: _Run, old: _Side, new: _Side) -> bool:
    """Tell whether a run reads better as a part of the changes on both its sides."""
    span = run.old_start, run.old_end
    if old.has_fixed(*span):
        return False
    gone = (left.old_end, run.old_start), (run.old_end, right.old_start)
    come = (left.new_end, run.new_start), (run.new_end, right.new_start)
    if old.count(*span) == 0:
        # Between something gone and something new: one replacement.
        return any(start < end for start, end in gone) and any(start < end for start, end in come)
    if not all(old.count(*stretch) for stretch in gone):
        return False
    if not all(new.count(*stretch) for stretch in come):
        return False
    letters = old.letters(*span)
    if old.count(*span) == 1 and letters <= _CHANCE:
        return True
    around = min(
        max(old.letters(*was), new.letters(*now)) for was, now in zip(gone, come, strict=True)
    )
    return 2 * letters <= around


def _pieces(runs: Sequence[_Run], old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield the runs and what lies between them, leaving out what is empty (rule 1)."""
    old_place = new_place = 0
    for run in runs:
        for part, piece in (
            (Part.REMOVED, old[old_place : run.old_start]),
            (Part.ADDED, new[new_place : run.new_start]),
            (Part.SAME, old[run.old_start : run.old_end]),
        ):
            if piece:
                yield Piece(part, "".join(piece))
        old_place, new_place = run.old_end, run.new_end
