"""View states of the notice check: the card of requirements, findings, and what is declared."""

from __future__ import annotations

from ownerapp.domain.finding import Outcome, Profile, Severity
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.values import dataclass
from ownerapp.presentation.states import LineState, RowState, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileState:
    """One choice of rules to check against."""

    profile: Profile
    title: str
    sentence: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementState:
    """One requirement on the card: what it asks, and how it stands in the notice."""

    id: str
    """``t1`` to ``t5`` for the published Chinese requirements, otherwise a short name."""
    title: str
    outcome: Outcome | None
    """None when the chosen rules leave it out."""
    word: str
    icon: str
    tone: Tone
    missing: tuple[str, ...] = ()
    """The first sentences about what is not declared, then how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCheckState:
    """A test by somebody else, as published; nothing of it is this program's finding."""

    title: str
    sentence: str
    """Who published it when, and that it was not verified."""
    rows: tuple[RowState, ...]
    """Each requirement with its published result, then models and sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementCard:
    """The main duties of the regime at a glance."""

    heading: str
    intro: str
    requirements: tuple[RequirementState, ...]
    published: tuple[PublishedCheckState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingState:
    """One finding: the sentence, and the law one step below."""

    sentence: str
    below: tuple[RowState, ...]
    """What helps, what is asked, law and article, how it was read, fields, rule."""
    rule: str
    article: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFindings:
    """The findings about one practice, or about the notice as a whole."""

    practice: PracticeId | None
    title: str
    count: str
    findings: tuple[FindingState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """All findings of one weight; contradictions inside the notice are a group of their own."""

    severity: Severity
    title: str
    count: str
    icon: str
    tone: Tone
    parts: tuple[PracticeFindings, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule without a finding: what it asks, and which it is."""

    text: str
    detail: str
    """Law, article and rule; for a covered rule also what covers it, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleList:
    """Rules that ended alike, for a part of the page that is closed at first."""

    outcome: Outcome
    heading: str
    count: str
    sentence: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPageState:
    """The check of one notice against one choice of rules."""

    heading: str
    headline: str
    intro: str
    """What a check shows, and what it does not."""
    counts: tuple[LineState, ...]
    profiles_heading: str
    profiles: tuple[ProfileState, ...]
    card: RequirementCard
    groups: tuple[FindingGroup, ...]
    """Empty when nothing was found."""
    below_show: str
    """The words that open what stands below a finding."""
    below_hide: str
    caveats_heading: str
    caveats: tuple[str, ...]
    """What this program's own lists could not tell; not about the notice."""
    lists_heading: str
    lists: tuple[RuleList, ...]
    """Rules that are declared, covered by another law, or about nothing in the notice."""
