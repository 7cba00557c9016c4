"""The words of one rule, and how they are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from ownerapp.domain.finding import Finding, Gap
from ownerapp.domain.values import dataclass
from ownerapp.i18n import current_translator


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """The sentences of one rule, with places for a finding's facts.

    Each is a message marked with ``N_`` and not yet translated, because ``_`` fills places
    at once and the facts come later: :func:`say` translates and fills it. ``{practice}``
    is always at hand for a finding about one practice.
    """

    asks: str
    """What a notice has to say or do, as a plain sentence."""
    missing: str
    """The notice is silent, or says that the fact is not stated."""
    contrary: Mapping[str, str] = field(default_factory=dict)
    """The notice states it otherwise, or one of several facts is missing: by the finding's
    code, which is empty where a rule has only one such sentence."""
    advice: str
    """What the issuer can do about it."""
    caveats: Mapping[str, str] = field(default_factory=dict)
    """What this program could not tell, by the caveat's code; never against the notice."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return every message, for whoever looks at all of them."""
        return (
            self.asks,
            self.missing,
            *self.contrary.values(),
            self.advice,
            *self.caveats.values(),
        )

    def found(self, finding: Finding) -> str:
        """Return the message of a finding.

        Raises:
            KeyError: The rule has no sentence for this code.
        """
        if finding.code or finding.gap is Gap.CONTRARY:
            return self.contrary[finding.code]
        return self.missing


WordsOfRules: TypeAlias = Mapping[str, Callable[[], RuleWords]]


def say(message: str, /, **facts: str) -> str:
    """Return one of a rule's messages in the present language, its places filled.

    Raises:
        KeyError: A place has no fact.
    """
    return current_translator().gettext(message, **facts)
