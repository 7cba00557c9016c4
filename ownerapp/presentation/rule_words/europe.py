"""The words of ``compliance/europe.py``."""

from __future__ import annotations

from ownerapp.presentation.rule_words.values import WordsOfRules

WORDS: WordsOfRules = {}
