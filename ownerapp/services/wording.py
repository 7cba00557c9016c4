"""The word lists and reading levels that rules look at, from ``i18n``."""

from __future__ import annotations

from typing_extensions import override

from ownerapp.compliance.rule import Wording
from ownerapp.domain.ids import Language
from ownerapp.i18n import reading


class ListedWording(Wording):
    """What the shipped lists find; nothing in a language without a list."""

    @override
    def vague_words(self, text: str, language: str) -> tuple[str, ...]:
        """Return words that hide what is done."""
        return reading.vague_words(text, Language(language))

    @override
    def emotive_words(self, text: str, language: str) -> tuple[str, ...]:
        """Return words that press."""
        return reading.emotive_words(text, Language(language))

    @override
    def jargon_words(self, text: str, language: str) -> tuple[str, ...]:
        """Return legal jargon."""
        return reading.jargon_words(text, Language(language))

    @override
    def is_hard(self, text: str, language: str) -> bool:
        """Tell whether a text is hard to read."""
        level = reading.reading_level(text, Language(language))
        return level is not None and level.is_hard
