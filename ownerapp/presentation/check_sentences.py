"""Says what rules found: the rule's sentence with the facts of the finding in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ownerapp.domain.finding import Caveat, Finding, Rule
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice_codes import Purpose
from ownerapp.i18n import current_translator
from ownerapp.i18n.formatting import format_date, format_list, format_territory
from ownerapp.presentation.purpose_words import purpose_word
from ownerapp.presentation.rule_words import say, words_of


class Sayer:
    """Says findings in the present language; ``titles`` are the practices' names in it."""

    def __init__(self, titles: Mapping[PracticeId, str]) -> None:
        self._titles = titles

    @staticmethod
    def message(message: str) -> str:
        """Return a message that was marked with ``N_``."""
        return current_translator().gettext(message)

    def title(self, practice: PracticeId | None) -> str:
        """Return the name of a practice, or its id where it has none."""
        return "" if practice is None else self._titles.get(practice) or practice

    def asks(self, rule: Rule) -> str:
        """Return what a rule asks."""
        return say(words_of(rule.id).asks)

    def advice(self, rule: Rule) -> str:
        """Return what the issuer can do."""
        return say(words_of(rule.id).advice)

    def finding(self, rule: Rule, finding: Finding) -> str:
        """Return a finding as a sentence."""
        return self._said(words_of(rule.id).found(finding), finding.practice, finding.facts)

    def caveat(self, caveat: Caveat) -> str:
        """Return a caveat as a sentence."""
        message = words_of(caveat.rule).caveats[caveat.code]
        return self._said(message, caveat.practice, caveat.facts)

    def _said(self, message: str, practice: PracticeId | None, facts: Mapping[str, str]) -> str:
        said = {name: _fact(name, fact) for name, fact in facts.items()}
        if practice is not None:
            said["practice"] = self.title(practice)
        return say(message, **said)


def _fact(name: str, fact: str) -> str:
    """Return a fact in words: codes are named, all else is plain data."""
    match name:
        case "country":
            return format_territory(fact) or fact
        case "date":
            return format_date(date.fromisoformat(fact))
        case "purposes":
            return format_list([purpose_word(Purpose(code)) for code in fact.split(", ")])
        case _:
            return fact
