"""The sentences of the rules: what each asks, what is found, and what helps.

One file per regime; each has ``WORDS``, from the rule's id to a function that makes its
words::

    WORDS: WordsOfRules = {
        "CN-AD-13": lambda: RuleWords(
            asks=N_("Say in which situation each kind of data is collected."),
            missing=N_("The notice does not say when the data of {practice} is collected."),
            advice=N_("..."),
        ),
    }

Messages are marked with ``N_`` and said with :func:`say`, which translates and fills them.
They say *declared* and never claim that a thing is so.
"""

from __future__ import annotations

from ownerapp.presentation.rule_words import (
    california,
    china,
    elsewhere,
    europe,
    everywhere,
)
from ownerapp.presentation.rule_words.values import RuleWords, WordsOfRules, say

__all__ = ["RuleWords", "say", "words_of"]

_WORDS: tuple[WordsOfRules, ...] = (
    china.WORDS,
    europe.WORDS,
    california.WORDS,
    elsewhere.WORDS,
    everywhere.WORDS,
)


def words_of(rule_id: str) -> RuleWords:
    """Return the words of a rule, to be said with :func:`say`.

    Raises:
        KeyError: The rule is not checked, so that it has none.
    """
    for words in _WORDS:
        if rule_id in words:
            return words[rule_id]()
    raise KeyError(rule_id)
