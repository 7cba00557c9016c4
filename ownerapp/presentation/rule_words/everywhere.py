"""The words of ``compliance/everywhere.py``."""

from __future__ import annotations

from ownerapp.presentation.rule_words.values import WordsOfRules

WORDS: WordsOfRules = {}
