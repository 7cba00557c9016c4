"""The sentences of the rules: what each asks, what is found, and what helps.

One file per regime; each has ``WORDS``, from the rule's id to a function that makes its
words in the present language. Sentences say *declared* and never claim that a thing is so.
"""

from __future__ import annotations

from ownerapp.presentation.rule_words import (
    california,
    china,
    elsewhere,
    europe,
    everywhere,
)
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules

_WORDS: tuple[WordsOfRules, ...] = (
    china.WORDS,
    europe.WORDS,
    california.WORDS,
    elsewhere.WORDS,
    everywhere.WORDS,
)


def words_of(rule_id: str) -> RuleWords:
    """Return the words of a rule in the present language.

    Raises:
        KeyError: The rule is not checked, so that it has none.
    """
    for words in _WORDS:
        if rule_id in words:
            return words[rule_id]()
    raise KeyError(rule_id)
