"""How the rules are written: a register of all, and a pure function for each checked one.

A file per regime declares its rules in the order of the design's table::

    RULES = Register(RuleRegime.CHINA)

    @RULES.practice("CN-AD-13", "Auto Prov. 7(2)", MUST, KNOWLEDGE, "Context of each kind")
    def context(look: Look, practice: Practice) -> Iterator[Found]:
        yield from look.needs(practice, "context", practice.context)

    RULES.promise("CN-AD-27", ..., note="...")
    RULES.undecidable("CN-AD-12", ..., note="...")

A function yields findings, :class:`Covered`, or :class:`Caveat` where the program knows too
little to tell. Where something is of the kind that the
rule is about it says ``look.applies()`` (``needs`` and ``contrary`` do so themselves); then
yielding nothing means that the notice declares what the rule asks, otherwise that the rule
is about nothing in this notice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeAlias

from ownerapp.compliance.adequacy import AdequacyList
from ownerapp.domain.finding import (
    Caveat,
    Covered,
    Finding,
    Gap,
    Grade,
    Outcome,
    Rule,
    RuleRegime,
    RuleResult,
    Severity,
    Standing,
)
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import NotStated
from ownerapp.domain.text import Text

MUST, SHOULD = Severity.MUST, Severity.SHOULD
TEXT, SUMMARY, KNOWLEDGE = Grade.TEXT, Grade.SUMMARY, Grade.KNOWLEDGE

Found: TypeAlias = Finding | Covered | Caveat


@dataclass(slots=True)
class Look:
    """What a rule's function looks at, and the short ways to say what it finds.

    Attributes:
        notice: The notice under check.
        today: The local date of the check, for what expires.
        wording: Word lists and reading levels, see :class:`Wording`.
        adequacy: The adequacy decisions of the EU; None where no list is at hand.
    """

    rule: str
    notice: Notice
    today: dt.date
    wording: Wording
    adequacy: AdequacyList | None = None
    applied: bool = False
    """Set by the functions as soon as something is of the kind that the rule is about."""

    def applies(self) -> None:
        """Say that the rule is about something in this notice."""
        self.applied = True

    def found(
        self,
        gap: Gap,
        *fields: str,
        practice: Practice | None = None,
        code: str = "",
        facts: Mapping[str, str] | None = None,
    ) -> Finding:
        """Return a finding of this rule."""
        self.applied = True
        return Finding(
            rule=self.rule,
            gap=gap,
            practice=practice.id if practice else None,
            fields=fields,
            code=code,
            facts=dict(facts or {}),
        )

    def contrary(
        self,
        *fields: str,
        practice: Practice | None = None,
        code: str = "",
        facts: Mapping[str, str] | None = None,
    ) -> Finding:
        """Return the finding that something is stated otherwise than the rule asks."""
        return self.found(Gap.CONTRARY, *fields, practice=practice, code=code, facts=facts)

    def needs(
        self,
        field_name: str,
        value: object,
        *,
        practice: Practice | None = None,
        code: str = "",
    ) -> Iterator[Finding]:
        """Yield a finding unless a value is filled: stated and not empty."""
        self.applied = True
        if not is_filled(value):
            yield self.found(gap_of(value), field_name, practice=practice, code=code)

    def covered(self, practice: Practice, by: str) -> Covered:
        """Return that another law covers a practice."""
        self.applied = True
        return Covered(rule=self.rule, practice=practice.id, by=by)

    def caveat(
        self,
        code: str,
        *,
        practice: Practice | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> Caveat:
        """Return that the program knows too little to tell."""
        self.applied = True
        return Caveat(
            rule=self.rule,
            code=code,
            practice=practice.id if practice else None,
            facts=dict(facts or {}),
        )


class Wording:
    """Word lists and reading levels, handed in because they come from another layer."""

    def vague_words(self, text: str, language: str) -> tuple[str, ...]:
        """Return words that hide what is done; none where no list is at hand."""
        del text, language
        return ()

    def emotive_words(self, text: str, language: str) -> tuple[str, ...]:
        """Return words that press; none where no list is at hand."""
        del text, language
        return ()

    def jargon_words(self, text: str, language: str) -> tuple[str, ...]:
        """Return legal jargon; none where no list is at hand."""
        del text, language
        return ()

    def is_hard(self, text: str, language: str) -> bool:
        """Tell whether a text is hard to read."""
        del text, language
        return False


def is_filled(value: object) -> bool:
    """Tell whether a value is stated and not empty; zero and false are values."""
    if value is None or isinstance(value, NotStated):
        return False
    if isinstance(value, Text):
        return bool(value)
    if isinstance(value, (str, tuple, Mapping)):
        return len(value) > 0
    return True


def gap_of(value: object) -> Gap:
    """Return whether a value that is not filled is said to be not stated, or missing."""
    if isinstance(value, NotStated) or (isinstance(value, Text) and value.not_stated):
        return Gap.NOT_STATED
    return Gap.MISSING


NoticeCheck: TypeAlias = Callable[[Look], Iterator[Found]]
PracticeCheck: TypeAlias = Callable[[Look, Practice], Iterator[Found]]


@dataclass(slots=True)
class Register:
    """The rules of one regime, in the order of the table."""

    regime: RuleRegime
    rules: list[Rule] = field(default_factory=list)
    checks: dict[str, NoticeCheck] = field(default_factory=dict)

    def _add(
        self,
        rule_id: str,
        article: str,
        severity: Severity,
        grade: Grade,
        asks: str,
        *,
        standing: Standing,
        note: str = "",
        regime: RuleRegime | None = None,
    ) -> None:
        self.rules.append(
            Rule(
                id=rule_id,
                regime=regime or self.regime,
                article=article,
                severity=severity,
                grade=grade,
                standing=standing,
                asks=asks,
                note=note,
            )
        )

    def notice(
        self,
        rule_id: str,
        article: str,
        severity: Severity,
        grade: Grade,
        asks: str,
        *,
        regime: RuleRegime | None = None,
    ) -> Callable[[NoticeCheck], NoticeCheck]:
        """Register a rule that looks at the notice as a whole."""

        def register(check: NoticeCheck) -> NoticeCheck:
            self._add(
                rule_id, article, severity, grade, asks, standing=Standing.CHECKED, regime=regime
            )
            self.checks[rule_id] = check
            return check

        return register

    def practice(
        self,
        rule_id: str,
        article: str,
        severity: Severity,
        grade: Grade,
        asks: str,
        *,
        regime: RuleRegime | None = None,
    ) -> Callable[[PracticeCheck], PracticeCheck]:
        """Register a rule that looks at every practice by itself."""

        def register(check: PracticeCheck) -> PracticeCheck:
            @wraps(check)
            def check_all(look: Look) -> Iterator[Found]:
                for practice in look.notice.practices:
                    yield from check(look, practice)

            self._add(
                rule_id, article, severity, grade, asks, standing=Standing.CHECKED, regime=regime
            )
            self.checks[rule_id] = check_all
            return check

        return register

    def promise(
        self,
        rule_id: str,
        article: str,
        severity: Severity,
        grade: Grade,
        asks: str,
        *,
        note: str,
        regime: RuleRegime | None = None,
    ) -> None:
        """Register a rule that this program keeps itself."""
        self._add(
            rule_id,
            article,
            severity,
            grade,
            asks,
            standing=Standing.PROMISE,
            note=note,
            regime=regime,
        )

    def undecidable(
        self,
        rule_id: str,
        article: str,
        severity: Severity,
        grade: Grade,
        asks: str,
        *,
        note: str,
        regime: RuleRegime | None = None,
    ) -> None:
        """Register a rule that cannot be decided here, with the reason."""
        self._add(
            rule_id,
            article,
            severity,
            grade,
            asks,
            standing=Standing.UNDECIDABLE,
            note=note,
            regime=regime,
        )

    def check(self, rule: Rule, look: Look) -> RuleResult:
        """Return what one checked rule finds."""
        found = tuple(self.checks[rule.id](look))
        findings = tuple(item for item in found if isinstance(item, Finding))
        covered = tuple(item for item in found if isinstance(item, Covered))
        return RuleResult(
            rule=rule,
            outcome=_outcome(look, findings, covered),
            findings=findings,
            covered=covered,
            caveats=tuple(item for item in found if isinstance(item, Caveat)),
        )


def _outcome(look: Look, findings: Sequence[Finding], covered: Sequence[Covered]) -> Outcome:
    if findings:
        return Outcome.FOUND
    if covered:
        return Outcome.COVERED
    return Outcome.DECLARED if look.applied else Outcome.NOT_APPLICABLE
