"""The numbers of the law as data: ``resources/deadlines/deadlines.json``.

Each stands with its article, its source, how that source was read and when it was checked.
``packs.deadlines`` reads the file; nothing here does.
"""

from __future__ import annotations

from enum import StrEnum

from ownerapp.domain.finding import Grade, RuleRegime
from ownerapp.domain.request import RequestType
from ownerapp.domain.term import Term
from ownerapp.domain.values import dataclass


class GradeMark(StrEnum):
    """How a source was read, as the file writes it."""

    TEXT = "S"
    SUMMARY = "s"
    KNOWLEDGE = "K"

    @property
    def grade(self) -> Grade:
        """Return the grade by its own name."""
        match self:
            case GradeMark.TEXT:
                return Grade.TEXT
            case GradeMark.SUMMARY:
                return Grade.SUMMARY
            case GradeMark.KNOWLEDGE:
                return Grade.KNOWLEDGE


class Unit(StrEnum):
    """What a period is counted in."""

    HOUR = "hour"
    DAY = "day"
    """Consecutive days."""
    WORKING_DAY = "working_day"
    MONTH = "month"


class NoNumber(StrEnum):
    """How a law asks for speed without giving a number."""

    PROMPTLY = "promptly"
    WITHOUT_DELAY = "without delay"
    WITHOUT_UNDUE_DELAY = "without undue delay"
    IMMEDIATELY = "immediately"
    AT_ANY_TIME = "at any time"
    LEFT_TO_AUTHORITY = "left to the authority"


class Aim(StrEnum):
    """What has to be done until the last day."""

    ANSWER = "answer"
    ACKNOWLEDGE = "acknowledge"


class Place(StrEnum):
    """Whose working days count, where the parameter alone does not say it."""

    MEMBER_STATE = "member-state"
    UK_NATION = "uk-nation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A number of units."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule:
    """How far a period may be extended; the person is told within the first period."""

    total: Period
    """From the same start as the first period, both together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One period of one law, or its word for speed without a number."""

    id: str
    regime: RuleRegime
    article: str
    requests: tuple[RequestType, ...]
    source: str
    grade: GradeMark
    checked_on: str
    """Year and month."""
    counting_source: str = ""
    """Where the rule comes from by which its days are counted."""
    counting_grade: GradeMark | None = None
    aim: Aim = Aim.ANSWER
    period: Period | None = None
    no_number: NoNumber | None = None
    target: Period | None = None
    """A number that the law does not give, to plan with."""
    calendar: str = ""
    """A calendar's code, or a :class:`Place`; empty where all days count alike."""
    extension: ExtensionRule | None = None
    is_binding: bool = True
    is_pausable: bool = False
    is_for_sensitive_only: bool = False
    rules: tuple[str, ...] = ()
    note: str = ""

    @property
    def weakest_grade(self) -> Grade:
        """Return how the weaker of its two sources was read, the number's or the counting's."""
        marks = {self.grade, self.counting_grade}
        return next(mark for mark in _WEAKEST_FIRST if mark in marks).grade


_WEAKEST_FIRST = (GradeMark.KNOWLEDGE, GradeMark.SUMMARY, GradeMark.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoolDown:
    """How long a person who said no is left in peace."""

    id: str
    regime: RuleRegime
    article: str
    source: str
    grade: GradeMark
    checked_on: str
    period: Period | None = None
    """None where the law fixes none."""
    is_binding: bool = True
    rules: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportThresholds:
    """The volumes of China's rules on exports, in people, counted since a day of the year."""

    article: str
    source: str
    grade: GradeMark
    checked_on: str
    exempt_below: int
    contract_or_certificate_below: int
    sensitive_assessment_from: int
    count_from_month: int
    count_from_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyReminder:
    """A day of every year."""

    article: str
    source: str
    grade: GradeMark
    checked_on: str
    month: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTerms:
    """The terms that are offered for a sensitive practice."""

    article: str
    source: str
    grade: GradeMark
    checked_on: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Radius:
    """A distance that a law draws around a place."""

    article: str
    source: str
    grade: GradeMark
    checked_on: str
    feet: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Everything in the file."""

    deadlines_file: int
    """The version of the file's form."""
    deadlines: tuple[Parameter, ...]
    cool_downs: tuple[CoolDown, ...]
    export_thresholds_cn: ExportThresholds
    report_reminder_cn: YearlyReminder
    consent_terms_cn: ConsentTerms
    precise_location_us_ca: Radius

    def deadline(self, parameter_id: str) -> Parameter:
        """Return a deadline's parameter by its id; there is always one."""
        return next(item for item in self.deadlines if item.id == parameter_id)

    def cool_down(self, regime: RuleRegime) -> CoolDown | None:
        """Return the cool-down of a regime, if anything is known about it."""
        return next((item for item in self.cool_downs if item.regime is regime), None)
