"""The words of ``compliance/europe.py``."""

from __future__ import annotations

from ownerapp.presentation.rule_words import europe_gdpr, europe_vehicle
from ownerapp.presentation.rule_words.values import WordsOfRules

WORDS: WordsOfRules = {**europe_gdpr.WORDS, **europe_vehicle.WORDS}
