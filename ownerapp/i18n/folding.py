"""Make texts comparable for a search: without case, accents, marks and punctuation.

1. Letters and digits of any script stay; everything else becomes a space, or nothing where
   it cannot be seen.
2. Accents and the vowel points of Arabic and Hebrew go. Signs that are letters to their
   readers stay: the vowels and tones of Thai and Lao, the voiced kana, the vowels of Indic
   scripts.
3. The same letter written in several ways becomes one: full width and half width, the alefs
   of Arabic, digits of any script, ligatures.
4. Work grows with the length of the text alone, also when the text is hostile.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from ownerapp.domain.values import dataclass

_STRIPPED_CLASSES: Final = frozenset({*range(10, 36), *range(200, 256)})
"""Combining classes that rule 2 takes away: points of Hebrew and Arabic, accents above and
below. Thai and Lao have classes of their own, Indic and Japanese signs others."""
_ALIKE: Final = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "ŧ": "t", "æ": "ae",
        "œ": "oe", "þ": "th",
        "\u0640": "",  # the stretching bar of Arabic
        "\u0649": "\u064a",  # alef maksura, in Egypt the usual end of a word with yeh
        "\u0629": "\u0647",  # teh marbuta
        "\u06a9": "\u0643", "\u06cc": "\u064a",  # Persian kaf and yeh
    }
)  # fmt: skip


class _Folds(dict[int, str]):
    """What each character becomes; found out once for each."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_character(chr(code))
        return folded


_FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """Return a text for comparing; nobody should have to read it."""
    return unicodedata.normalize("NFC", text).translate(_FOLDS)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text beside its comparable form, with where each character of it comes from."""

    text: str
    """In Unicode normalisation form C; places count in it."""
    folded: str
    _origins: tuple[int, ...]

    def places(self, word: str) -> tuple[tuple[int, int], ...]:
        """Return where a folded word stands in the text, as begin and end, in order."""
        found: list[tuple[int, int]] = []
        at = self.folded.find(word) if word else -1
        while at >= 0:
            begin, end = self._origins[at], self._origins[at + len(word) - 1] + 1
            # What follows without a character of its own is an accent of the last letter.
            while end < len(self.text) and not _FOLDS[ord(self.text[end])]:
                end += 1
            found.append((begin, end))
            at = self.folded.find(word, at + len(word))
        return tuple(found)


def folded_text(text: str) -> FoldedText:
    """Return a text with its comparable form, to find out where words stand in it."""
    composed = unicodedata.normalize("NFC", text)
    pieces = [_FOLDS[ord(character)] for character in composed]
    origins = tuple(at for at, piece in enumerate(pieces) for _ in piece)
    return FoldedText(composed, "".join(pieces), origins)


def _folded_character(character: str) -> str:
    """Return what one character of a composed text becomes."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = "".join(map(_kept, apart.translate(_ALIKE)))
    return unicodedata.normalize("NFC", kept)


def _kept(character: str) -> str:
    """Return a character, the digit that it means, a space, or nothing."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category[0] in "LN":
        return character
    if category[0] == "M":
        return "" if unicodedata.combining(character) in _STRIPPED_CLASSES else character
    return "" if category == "Cf" else " "
