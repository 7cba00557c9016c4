"""The texts of letters: what stands in ``resources/letters/letters.json``.

They are data, each in every language of the file, with the article it rests on, its source and
how that source was read. The places in them are filled by ``services.letter_writing``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ownerapp.compliance.deadlines.parameters import GradeMark, NoNumber, Unit
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import Language
from ownerapp.domain.rights import RightAsked
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLaw:
    """What a letter of one law and one right says of its own."""

    regime: RuleRegime
    right: RightAsked
    article: Mapping[str, str]
    grade: GradeMark
    source: str
    checked_on: str
    subject: Mapping[str, str]
    paragraphs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPieces:
    """What all letters share, in one language; empty texts are left out."""

    greeting: str
    car: str
    person: str
    plate: str
    vin: str
    notice: str
    practice: str
    whole: str
    basis: str
    answer_within: str
    receipt_within: str
    speed: Mapping[NoNumber, str]
    refusal: Mapping[RuleRegime, str]
    identity: str
    reply_to: str
    earlier_sent: str
    earlier_due: str
    earlier_none: str
    earlier_granted: str
    earlier_partly: str
    earlier_refused: str
    enclosed: str
    own_words: str
    closing: str
    between: str
    """What stands between two sentences."""
    grade_note: str
    languages_note: str
    second_note: str
    units: Mapping[Unit, tuple[str, str]]
    """For one, and for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBook:
    """All texts of letters."""

    letters_file: int
    """The version of the file's form."""
    letters: tuple[LetterLaw, ...]
    pieces: Mapping[str, LetterPieces]
    """By language."""
    articles: Mapping[str, Mapping[str, str]]
    """The names of articles in other languages than English, by deadline."""

    def law(self, regime: RuleRegime, right: RightAsked) -> LetterLaw | None:
        """Return the texts for a right under a law, or None."""
        return next(
            (item for item in self.letters if item.regime is regime and item.right is right), None
        )

    def language(self, wished: Language) -> Language | None:
        """Return this language where letters are written in it, or None."""
        return wished if wished in self.pieces else None
