"""The words of one rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """The sentences of one rule, with placeholders for a finding's facts.

    ``{practice}`` is always at hand for a finding about one practice.
    """

    asks: str
    """What a notice has to say or do, as a plain sentence."""
    missing: str
    """The notice is silent, or says that the fact is not stated."""
    contrary: Mapping[str, str] = field(default_factory=dict)
    """The notice states it otherwise, by the code of the finding."""
    advice: str
    """What the issuer can do about it."""


WordsOfRules: TypeAlias = Mapping[str, Callable[[], RuleWords]]
