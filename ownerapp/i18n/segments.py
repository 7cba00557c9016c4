"""Cut a text of any language into words and sentences, without losing a character.

1. Words follow Unicode's rules (UAX 29), and dictionaries in Chinese, Japanese, Thai,
   Lao, Khmer and Burmese, which are written without spaces.
2. Joined again, the parts are the text exactly; white space and marks are parts as well.
3. No part ends inside what a reader sees as one character (a grapheme cluster).
4. Web and mail addresses, dates, times and numbers with separators are one part each.
5. Work grows with the length of the text alone, also when the text is hostile.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate

from ownerapp.domain.ids import Language
from ownerapp.i18n.languages import SOURCE, parse

# Rule 4. Each alternative begins where no letter or digit stands before it and takes its
# whole run at once, so that nothing is read twice (rule 5). The last one is for two
# halves of a surrogate pair, which broken input can hold as two characters.
_KEPT_TOGETHER = re.compile(
    r"""
    (?a: (?<![A-Za-z0-9]) (?:[Hh][Tt][Tt][Pp][Ss]?://|www\.)
         [-\w.~:/?#\[\]@!$&'()*+,;=%]* [-\w/#=&%+~] )
    | (?a: (?<![\w.+%-]) [\w.+%-]++ @ [\w-]++ (?:\.[\w-]++)++ )
    | (?<![\dA-Za-z]) \d[\dA-Za-z]*+ (?: [-/:.,'\u2019\u00a0\u202f] \d[\dA-Za-z]*+ )++
    | [\ud800-\udbff][\udc00-\udfff]
    """,
    re.VERBOSE,
)
# ICU's dictionaries do not look at the seam between their own writing and a figure or a
# Latin name that stands directly beside it; Thai, Lao, Burmese and Khmer letters.
_UNSPACED = "[\u0e01-\u0e4f\u0e81-\u0ecf\u1000-\u103f\u1780-\u17df]"
_SEAM = re.compile(rf"(?<={_UNSPACED})(?=[\dA-Za-z])|(?<=[\dA-Za-z])(?={_UNSPACED})")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = frozenset({"P", "Z"})
_INVISIBLE = frozenset({"Cc", "Cf"})


def words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words of a text and everything between them, in order.

    A language without a dictionary falls back to the rules for all languages; a tag that
    names no language does as well.
    """
    if not text:
        return ()
    from icu4py.breakers import WordBreaker  # noqa: PLC0415 - 30 ms that a start need not spend

    readable = _readable(text)
    locale = _locale(language)
    ends = list(accumulate(map(len, WordBreaker(readable, locale))))
    if not text.isascii():
        ends = sorted({*ends, *(seam.start() for seam in _SEAM.finditer(text))})
        ends = _without_split_characters(ends, readable, locale)
    ends = _kept_together(ends, text)
    return tuple(_slices(text, ends))


def sentences(text: str, language: Language) -> tuple[str, ...]:
    """Return the sentences of a text, each with the white space behind it.

    Thai has no mark for the end of a sentence: there a whole paragraph is one.
    """
    if not text:
        return ()
    from icu4py.breakers import SentenceBreaker  # noqa: PLC0415 - as above

    ends = accumulate(map(len, SentenceBreaker(_readable(text), _locale(language))))
    return tuple(_slices(text, ends))


@lru_cache(maxsize=4096)
def is_word(segment: str) -> bool:
    """Tell whether a part of ``words`` says something: more than space and punctuation."""
    categories = {unicodedata.category(character) for character in segment}
    return any(
        category[0] not in _SEPARATORS and category not in _INVISIBLE for category in categories
    )


def _readable(text: str) -> str:
    """Return a text of the same length that has no lone surrogates, which ICU refuses."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _locale(language: Language) -> str:
    """Return the name by which ICU knows the rules; regions and scripts change nothing."""
    tag = parse(language)
    return tag.language if tag else SOURCE


def _without_split_characters(ends: list[int], text: str, locale: str) -> list[int]:
    """Leave out the ends inside a grapheme cluster (rule 3)."""
    from icu4py.breakers import CharacterBreaker  # noqa: PLC0415 - as above

    between_characters = set(accumulate(map(len, CharacterBreaker(text, locale))))
    return [end for end in ends if end in between_characters]


def _kept_together(ends: list[int], text: str) -> list[int]:
    """Leave out the ends inside an address or a number (rule 4)."""
    kept: list[int] = []
    done = 0
    for match in _KEPT_TOGETHER.finditer(text):
        first = bisect_right(ends, match.start(), done)
        kept += ends[done:first]
        done = bisect_left(ends, match.end(), first)
    return kept + ends[done:]


def _slices(text: str, ends: Iterable[int]) -> Iterable[str]:
    """Yield the text between each end and the one before."""
    start = 0
    for end in ends:
        yield text[start:end]
        start = end
