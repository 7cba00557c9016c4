"""The words of ``compliance/china.py``."""

from __future__ import annotations

from ownerapp.presentation.rule_words import (
    china_automobile,
    china_export,
    china_pipl,
    china_standards,
)
from ownerapp.presentation.rule_words.values import WordsOfRules

WORDS: WordsOfRules = {
    **china_automobile.WORDS,
    **china_standards.WORDS,
    **china_pipl.WORDS,
    **china_export.WORDS,
}
