"""What a check of a notice against the law finds.

A check proves that a fact is present and consistent, never that it is true: every word
about it says *declared*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.values import dataclass


class RuleRegime(StrEnum):
    """The set of rules that a rule belongs to."""

    CHINA = "cn"
    CHINA_CAAM = "cn-caam"
    BEIJING = "cn-bj"
    EU = "eu"
    CALIFORNIA = "us-ca"
    UNITED_STATES = "us"
    UK = "uk"
    KOREA = "kr"
    JAPAN = "jp"
    BRAZIL = "br"
    ALL = "all"


class Severity(StrEnum):
    """``must`` is binding text; ``should`` a standard, guideline, principle or promise."""

    MUST = "must"
    SHOULD = "should"


class Grade(StrEnum):
    """How the law behind a rule was read."""

    TEXT = "text"
    SUMMARY = "summary"
    """A summary, news item or commentary; not checked against the legal text."""
    KNOWLEDGE = "general-knowledge"
    """General knowledge; not checked against the legal text."""


class Standing(StrEnum):
    """Where a rule is accounted for."""

    CHECKED = "checked"
    """On the notice, by a pure function."""
    PROMISE = "promise"
    """A promise of this program, kept by a test that carries the rule's id."""
    UNDECIDABLE = "undecidable"
    """It cannot be decided here; the reason is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the register (``docs/rules.md``)."""

    id: str
    regime: RuleRegime
    article: str
    severity: Severity
    grade: Grade
    standing: Standing
    asks: str
    """In English, what the notice or the program must contain or do; for the register."""
    note: str = ""
    """For a promise, how it is kept; for an undecidable rule, why."""


class Gap(StrEnum):
    """What is wrong, in general."""

    MISSING = "missing"
    """The pack is silent."""
    NOT_STATED = "not-stated"
    """The pack says that the issuer does not state it."""
    CONTRARY = "contrary"
    """It is stated, and otherwise than the rule asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a notice does not declare as a rule asks.

    ``code`` names the variant of the rule's sentence, empty for its only one. ``facts``
    are the placeholders of that sentence: plain data from the notice or numbers.
    """

    rule: str
    gap: Gap
    practice: PracticeId | None = None
    """None for a finding about the notice as a whole."""
    fields: tuple[str, ...] = ()
    """The fields of the pack that it is about, for example ``retention.period``."""
    code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A rule that does not apply to a practice because another rule covers it.

    Automobile Data Provisions Art 9 gives way to laws and mandatory standards; such a
    practice is reported as covered, never as passed.
    """

    rule: str
    practice: PracticeId
    by: str
    """The law that covers it, as the notice names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What the check could not tell, because of what this program knows.

    It says nothing against the notice and is no finding: for example that the program's
    list of adequacy decisions is too old to decide.
    """

    rule: str
    code: str
    """Names the rule's sentence for it."""
    practice: PracticeId | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


class Outcome(StrEnum):
    """How a rule ended for a notice."""

    DECLARED = "declared"
    """The notice declares what the rule asks; not that it is true."""
    FOUND = "found"
    COVERED = "covered"
    NOT_APPLICABLE = "not-applicable"
    """Nothing in the notice is of the kind that the rule is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One checked rule with all that it found."""

    rule: Rule
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    covered: tuple[Covered, ...] = ()
    caveats: tuple[Caveat, ...] = ()


class Profile(StrEnum):
    """Which rules a check applies."""

    LAW = "law"
    """Binding text alone, of every regime of the notice."""
    LAW_AND_CAAM = "law+caam"
    """Also standards, guidelines and the published Chinese requirements."""
    CHINA = "cn"
    EU = "eu"
    CALIFORNIA = "us-ca"
    UK = "uk"
    KOREA = "kr"
    JAPAN = "jp"
    BRAZIL = "br"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeReport:
    """A whole check of one notice, in the order of the register."""

    profile: Profile
    results: tuple[RuleResult, ...]

    @property
    def findings(self) -> tuple[tuple[Rule, Finding], ...]:
        """Return every finding with its rule, those of binding text first."""
        pairs = [(result.rule, finding) for result in self.results for finding in result.findings]
        return tuple(sorted(pairs, key=lambda pair: pair[0].severity is not Severity.MUST))

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Return what the check could not tell, in the order of the register."""
        return tuple(caveat for result in self.results for caveat in result.caveats)

    @property
    def has_must_finding(self) -> bool:
        """Tell whether a binding rule found something."""
        return any(
            result.findings and result.rule.severity is Severity.MUST for result in self.results
        )
