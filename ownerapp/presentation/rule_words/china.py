"""The words of ``compliance/china.py``."""

from __future__ import annotations

from ownerapp.presentation.rule_words.values import WordsOfRules

WORDS: WordsOfRules = {}
