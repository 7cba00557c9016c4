"""How hard a text is to read, and which of its words hide, push or need a lawyer.

The lists and limits are in ``resources/wording/vague_words.json``: product choices, not law.

* Vague words say that something is done without saying what: "other purposes", "improve
  your experience", "as needed", an open "etc." The Article 29 Working Party gives such
  examples in WP 203 (III.1.1) and WP 260 rev.01 (points 12 and 13). A lone "may" or "some"
  is not listed: honest sentences need them.
* Emotive words press for a yes or regret a no (EDPB Guidelines 03/2022, "stirring").
* Jargon is the language of the law in a text for owners: "data subject", "pursuant to".

What is found is a reason to look, not a proof: no list knows what a sentence means. For a
language without a list nothing can be found; ``is_listed`` tells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from ownerapp.domain.ids import Language
from ownerapp.domain.values import dataclass
from ownerapp.i18n.languages import parse
from ownerapp.i18n.phrases import PhraseList
from ownerapp.i18n.segments import sentences
from ownerapp.resources import resource_path

# Thai ends a clause with a space and a sentence with nothing. A space beside a figure or a
# foreign word, or before the mark of repetition (U+0E46), is only typography.
_THAI_CLAUSE = re.compile("(?<=[\u0e01-\u0e45\u0e47-\u0e4e])\\s+(?=[\u0e01-\u0e45])")

# A run of ASCII that begins with a letter or a figure, or any other letter or figure.
_CHARACTER = re.compile(r"[0-9A-Za-z][!-~]*+|[^\W_0-9A-Za-z]")


class LengthUnit(StrEnum):
    """What the length of a sentence is counted in."""

    WORDS = "words"
    """What stands between white space and holds a letter or a figure."""
    CHARACTERS = "characters"
    """Letters, in languages written without spaces; a figure or a Latin word counts as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLevel:
    """How long the sentences of a text are; in Thai, its clauses.

    The measure is simple on purpose: everybody can count it again, and it needs no
    vocabulary list. It knows nothing of hard words; ``jargon_words`` finds some.
    """

    unit: LengthUnit
    sentences: int
    mean: float
    """Length of a sentence on average; 0 for a text without words."""
    longest: int
    is_hard: bool
    """The mean or the longest sentence is above the limit of the language."""


class _Kind(StrEnum):
    """The lists of a language, by their names in the file."""

    VAGUE = "vague"
    EMOTIVE = "emotive"
    JARGON = "jargon"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """How long sentences may be before a text is called hard."""

    unit: LengthUnit
    mean: float
    longest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """What the file holds for one language."""

    limits: _Limits
    lists: Mapping[_Kind, PhraseList]


def vague_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words that hide what is done, as they stand in the text."""
    return _found(text, language, _Kind.VAGUE)


def emotive_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words that press for one answer, as they stand in the text."""
    return _found(text, language, _Kind.EMOTIVE)


def jargon_words(text: str, language: Language) -> tuple[str, ...]:
    """Return the words of lawyers, as they stand in the text."""
    return _found(text, language, _Kind.JARGON)


def reading_level(text: str, language: Language) -> ReadingLevel | None:
    """Return how long the sentences are; None for a language without limits."""
    wording = _wording(_listed_tag(language))
    if wording is None:
        return None
    limits = wording.limits
    lengths = [length for length in _lengths(text, language, limits.unit) if length]
    mean = sum(lengths) / len(lengths) if lengths else 0.0
    longest = max(lengths, default=0)
    return ReadingLevel(
        unit=limits.unit,
        sentences=len(lengths),
        mean=mean,
        longest=longest,
        is_hard=mean > limits.mean or longest > limits.longest,
    )


def is_listed(language: Language) -> bool:
    """Tell whether there are lists and limits for a language."""
    return _wording(_listed_tag(language)) is not None


def _found(text: str, language: Language, kind: _Kind) -> tuple[str, ...]:
    """Return what a list finds in a text; nothing where there is no list."""
    wording = _wording(_listed_tag(language))
    return wording.lists[kind].found_in(text) if wording else ()


def _lengths(text: str, language: Language, unit: LengthUnit) -> list[int]:
    """Return the length of each sentence; 0 where one has no words."""
    parts = [
        part for sentence in sentences(text, language) for part in _THAI_CLAUSE.split(sentence)
    ]
    if unit is LengthUnit.CHARACTERS:
        return [len(_CHARACTER.findall(part)) for part in parts]
    return [sum(any(map(str.isalnum, word)) for word in part.split()) for part in parts]


def _listed_tag(language: Language) -> str:
    """Return the name of a language in the file: its region never matters."""
    tag = parse(language)
    if tag is None:
        return ""
    return f"zh_{tag.full_script}" if tag.language == "zh" else tag.language


@cache
def _wording(tag: str) -> _Wording | None:
    """Return the lists and limits of one language, or None."""
    languages = _languages()
    if tag not in languages:
        return None
    entry = languages[tag]
    limits = entry["reading"]
    return _Wording(
        limits=_Limits(
            unit=LengthUnit(limits["unit"]), mean=limits["mean"], longest=limits["longest"]
        ),
        lists={kind: PhraseList(entry[kind], Language(tag)) for kind in _Kind},
    )


@cache
def _languages() -> dict[str, Any]:
    """Read the shipped file, once."""
    path = resource_path("wording", "vague_words.json")
    languages: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["languages"]
    return languages
