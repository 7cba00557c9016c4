"""The card of requirements: the main duties of a regime, each with its outcome in words.

For China the five published requirements of the test of CAAM and CNCERT; elsewhere the
main duties in the same form. A requirement is declared when a rule of it applies and none
finds anything; nobody looked into the car.
"""

from __future__ import annotations

from collections.abc import Mapping

from ownerapp.domain.finding import NoticeReport, Outcome, Profile, RuleResult
from ownerapp.domain.notice import Notice, Regime
from ownerapp.domain.notice_codes import CheckResult
from ownerapp.domain.notice_facts import PublishedCheck
from ownerapp.domain.values import dataclass
from ownerapp.i18n import N_, _, ngettext, pgettext
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation.check_sentences import Sayer
from ownerapp.presentation.check_states import (
    PublishedCheckState,
    RequirementCard,
    RequirementState,
)
from ownerapp.presentation.joining import phrases
from ownerapp.presentation.states import RowState, Tone
from ownerapp.presentation.voice import Voice

_SENTENCES_ON_THE_CARD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Requirement:
    """One line of a card; without its first rule it is not part of a check."""

    id: str
    title: str
    rules: tuple[str, ...]


_CHINA = (
    _Requirement(
        id="t1",
        title=N_("Faces and number plates outside are made unrecognisable"),
        rules=("CN-T-01", "CN-AD-22"),
    ),
    _Requirement(
        id="t2",
        title=N_("Nothing is collected in the cabin by default"),
        rules=("CN-T-03", "CN-T-02", "CN-AD-25", "CN-AD-29"),
    ),
    _Requirement(id="t3", title=N_("Cabin data is processed in the car"), rules=("CN-T-04",)),
    _Requirement(id="t4", title=N_("People are told prominently"), rules=("CN-T-05",)),
    _Requirement(id="t5", title=N_("Range and precision fit the function"), rules=("CN-T-06",)),
)
_CARDS: Mapping[Profile, tuple[_Requirement, ...]] = {
    Profile.CHINA: _CHINA,
    Profile.EU: (
        _Requirement(id="who", title=N_("Who is responsible"), rules=("EU-G-01", "EU-G-02")),
        _Requirement(
            id="why", title=N_("Why, and on which ground"), rules=("EU-G-03", "EU-G-04", "EU-G-18")
        ),
        _Requirement(id="how-long", title=N_("How long it is kept"), rules=("EU-G-07",)),
        _Requirement(
            id="rights",
            title=N_("Which rights people have"),
            rules=("EU-G-08", "EU-G-09", "EU-G-10", "EU-G-26"),
        ),
        _Requirement(
            id="where",
            title=N_("Who receives it, and where it goes"),
            rules=("EU-G-05", "EU-G-06", "EU-G-28", "EU-G-29"),
        ),
    ),
    Profile.CALIFORNIA: (
        _Requirement(
            id="what", title=N_("What is collected, and what for"), rules=("US-C-01", "US-C-09")
        ),
        _Requirement(
            id="sold", title=N_("Whether it is sold or shared"), rules=("US-C-02", "US-C-04")
        ),
        _Requirement(id="how-long", title=N_("How long it is kept"), rules=("US-C-03",)),
        _Requirement(
            id="sensitive",
            title=N_("Cabin camera and exact position"),
            rules=("US-V-01", "US-C-19"),
        ),
        _Requirement(
            id="off",
            title=N_("Ending remote access, and the switch for location"),
            rules=("US-V-02", "US-V-03"),
        ),
    ),
    Profile.UK: (
        _Requirement(id="form", title=N_("A form for complaints"), rules=("UK-02",)),
        _Requirement(id="authority", title=N_("Where people can complain"), rules=("UK-03",)),
    ),
    Profile.KOREA: (
        _Requirement(id="told", title=N_("What a policy has to hold"), rules=("KR-04",)),
        _Requirement(id="filming", title=N_("Filming is shown outside"), rules=("KR-03",)),
        _Requirement(id="refusing", title=N_("What refusing costs"), rules=("KR-05",)),
    ),
    Profile.JAPAN: (_Requirement(id="abroad", title=N_("What goes abroad"), rules=("JP-02",)),),
    Profile.BRAZIL: (
        _Requirement(id="refusing", title=N_("What refusing costs"), rules=("BR-02",)),
    ),
}
_OF_REGIME = {
    Regime.CHINA: Profile.CHINA,
    Regime.EU: Profile.EU,
    Regime.CALIFORNIA: Profile.CALIFORNIA,
}
_SHAPES = {
    Outcome.DECLARED: ("check", Tone.NEUTRAL),
    Outcome.FOUND: ("flag", Tone.ATTENTION),
    Outcome.COVERED: ("scales", Tone.NEUTRAL),
    Outcome.NOT_APPLICABLE: ("minus", Tone.NEUTRAL),
}
_HEAVIEST = (Outcome.FOUND, Outcome.DECLARED, Outcome.COVERED)


def requirement_card(
    notice: Notice, report: NoticeReport, voice: Voice, sayer: Sayer
) -> RequirementCard:
    """Return the card of the regime that a report is about."""
    profile = _CARDS.get(report.profile) and report.profile
    profile = profile or _OF_REGIME[notice.regime]
    results = {result.rule.id: result for result in report.results}
    return RequirementCard(
        heading=_("The requirements for cars in China")
        if profile is Profile.CHINA
        else _("The main duties at a glance"),
        intro=_(
            "Published by the car makers' association CAAM for a test that makers may take. "
            "Here is what this notice declares about each."
        )
        if profile is Profile.CHINA
        else _("What this notice declares about each of them."),
        requirements=tuple(
            _requirement_state(requirement, results, sayer) for requirement in _CARDS[profile]
        ),
        published=published_states(notice, voice),
    )


def published_states(notice: Notice, voice: Voice) -> tuple[PublishedCheckState, ...]:
    """Return the tests by others that a notice names, as they were published."""
    return tuple(_published(notice, check, voice) for check in notice.published_checks)


def outcome_word(outcome: Outcome) -> str:
    """Return how a requirement stands, in words that claim no more than was looked at."""
    match outcome:
        case Outcome.DECLARED:
            # Translators: the notice declares it; nobody checked whether it is true.
            return pgettext("outcome", "Declared")
        case Outcome.FOUND:
            return pgettext("outcome", "Not declared")
        case Outcome.COVERED:
            return pgettext("outcome", "Covered by another law")
        case Outcome.NOT_APPLICABLE:
            return pgettext("outcome", "Not applicable")


def _requirement_state(
    requirement: _Requirement, results: Mapping[str, RuleResult], sayer: Sayer
) -> RequirementState:
    title = sayer.message(requirement.title)
    if requirement.rules[0] not in results:
        return RequirementState(
            id=requirement.id,
            title=title,
            outcome=None,
            word=pgettext("outcome", "Not part of this choice of rules"),
            icon="minus",
            tone=Tone.NEUTRAL,
        )
    applied = [results[rule] for rule in requirement.rules if rule in results]
    outcome = _heaviest(applied)
    icon, tone = _SHAPES[outcome]
    return RequirementState(
        id=requirement.id,
        title=title,
        outcome=outcome,
        word=outcome_word(outcome),
        icon=icon,
        tone=tone,
        missing=_first_sentences(applied, sayer),
    )


def _heaviest(results: list[RuleResult]) -> Outcome:
    outcomes = {result.outcome for result in results}
    return next((item for item in _HEAVIEST if item in outcomes), Outcome.NOT_APPLICABLE)


def _first_sentences(results: list[RuleResult], sayer: Sayer) -> tuple[str, ...]:
    findings = [(result.rule, finding) for result in results for finding in result.findings]
    said = [sayer.finding(rule, finding) for rule, finding in findings]
    unique = list(dict.fromkeys(said))
    more = len(unique) - _SENTENCES_ON_THE_CARD
    if more <= 0:
        return tuple(unique)
    return (
        *unique[:_SENTENCES_ON_THE_CARD],
        ngettext("{n} more stands below.", "{n} more stand below.", more),
    )


def _published(notice: Notice, check: PublishedCheck, voice: Voice) -> PublishedCheckState:
    titles = {item.id: item.title for item in _CHINA}
    sources = [source for source in map(notice.source, check.sources) if source is not None]
    return PublishedCheckState(
        title=voice.words(check.title),
        sentence=_(
            # Translators: {publisher} is an organisation, {date} a date such as 28 Apr 2024.
            "As published by {publisher} on {date}, not verified by us.",
            publisher=voice.words(check.by),
            date=format_date(check.published),
        ),
        rows=(
            *(
                RowState(
                    label=Sayer.message(titles[item.requirement]), text=_result_word(item.result)
                )
                for item in check.results
            ),
            voice.row(_("Models tested"), check.models),
            *(
                RowState(label=_("Source"), text=phrases(voice.words(source.title), source.url))
                for source in sources
            ),
        ),
    )


def _result_word(result: CheckResult) -> str:
    match result:
        case CheckResult.PASSED:
            # Translators: the published result of somebody else's test.
            return pgettext("published result", "Passed, as published")
        case CheckResult.NOT_PASSED:
            return pgettext("published result", "Not passed, as published")
        case CheckResult.EXEMPT:
            return pgettext("published result", "Exempt, as published")
        case CheckResult.NOT_PUBLISHED:
            return pgettext("published result", "No result published")
