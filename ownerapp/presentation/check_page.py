"""Presents the check of a notice: the card, the findings, and what they do not show.

1. A check shows what a notice declares, never that it is true and never that a law is
   kept; no word here says more than that.
2. The plain sentence comes first; law, article and how it was read stand one step below.
3. What this program's own lists could not tell stands apart from the findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ownerapp.compliance.check import all_rules
from ownerapp.domain.finding import (
    Covered,
    Finding,
    NoticeReport,
    Outcome,
    Profile,
    Rule,
    RuleRegime,
    RuleResult,
    Severity,
    Standing,
)
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.i18n import _, ngettext
from ownerapp.presentation.check_card import requirement_card
from ownerapp.presentation.check_sentences import Sayer
from ownerapp.presentation.check_states import (
    CheckPageState,
    FindingGroup,
    FindingState,
    PracticeFindings,
    ProfileState,
    RuleLine,
    RuleList,
)
from ownerapp.presentation.check_words import (
    grade_sentence,
    law_line,
    profile_sentence,
    profile_title,
    weight_word,
)
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.states import LineState, RowState, Tone
from ownerapp.presentation.voice import Voice


def check_page_state(notice: Notice, report: NoticeReport, language: Language) -> CheckPageState:
    """Return the check of a notice in words.

    Args:
        notice: The notice that was checked.
        report: What the check found.
        language: The language in which the notice's own texts are shown.
    """
    voice = Voice(notice, language)
    sayer = Sayer({practice.id: voice.words(practice.title) for practice in notice.practices})
    groups = _groups(notice, report, sayer)
    return CheckPageState(
        heading=_("What the notice declares"),
        headline=_headline(report),
        intro=_(
            "This check reads the notice and looks for what the law asks to be told. It cannot "
            "see whether what the notice declares is true, and it is no legal advice."
        ),
        counts=tuple(_counts(report)),
        # Translators: a heading above a choice, for example: Law only.
        profiles_heading=_("Which rules are looked at"),
        profiles=tuple(profile_states(report.profile)),
        card=requirement_card(notice, report, voice, sayer),
        groups=groups,
        # Translators: opens the article of the law that stands below a sentence.
        below_show=_("Show the law"),
        below_hide=_("Hide the law"),
        caveats_heading=_("What could not be told here"),
        caveats=tuple(dict.fromkeys(sayer.caveat(caveat) for caveat in report.caveats)),
        # Translators: a heading above rules that found nothing.
        lists_heading=_("The other rules"),
        lists=tuple(_lists(report, sayer)),
    )


def profile_states(chosen: Profile) -> Iterable[ProfileState]:
    """Return the choices of rules; one of them is chosen."""
    return [
        ProfileState(
            profile=profile,
            title=profile_title(profile),
            sentence=profile_sentence(profile),
            chosen=profile is chosen,
        )
        for profile in Profile
    ]


def _headline(report: NoticeReport) -> str:
    """Return the outcome in plain words; never that the notice keeps a law."""
    law, standards, own = (len(found) for found in _by_weight(report))
    parts = []
    if law:
        parts.append(
            ngettext(
                "The notice does not declare {n} thing that the law asks for.",
                "The notice does not declare {n} things that the law asks for.",
                law,
            )
        )
    else:
        parts.append(_("Of what the law asks for, nothing that was looked for is left out."))
    if standards:
        parts.append(
            ngettext(
                "It does not declare {n} thing that standards and guidelines ask for.",
                "It does not declare {n} things that standards and guidelines ask for.",
                standards,
            )
        )
    if own:
        parts.append(
            ngettext(
                "It contradicts itself in {n} place.",
                "It contradicts itself in {n} places.",
                own,
            )
        )
    return sentences(*parts)


_Found = list[tuple[Rule, Finding]]


def _by_weight(report: NoticeReport) -> tuple[_Found, _Found, _Found]:
    """Return findings of law, of standards, and of the notice with itself."""
    law: _Found = []
    standards: _Found = []
    own: _Found = []
    for rule, finding in report.findings:
        if rule.regime is RuleRegime.ALL:
            own.append((rule, finding))
        elif rule.severity is Severity.MUST:
            law.append((rule, finding))
        else:
            standards.append((rule, finding))
    return law, standards, own


def _counts(report: NoticeReport) -> Iterable[LineState]:
    """Return how many rules ended in which way, and how many cannot be looked for."""
    ended = [result.outcome for result in report.results]
    lines = {
        Outcome.FOUND: ("flag", Tone.ATTENTION),
        Outcome.DECLARED: ("check", Tone.NEUTRAL),
        Outcome.COVERED: ("scales", Tone.NEUTRAL),
        Outcome.NOT_APPLICABLE: ("minus", Tone.NEUTRAL),
    }
    for outcome, (icon, tone) in lines.items():
        count = ended.count(outcome)
        if count:
            yield LineState(text=_count_words(outcome, count), icon=icon, tone=tone)
    regimes = {result.rule.regime for result in report.results}
    closed = sum(
        rule.regime in regimes and rule.standing is Standing.UNDECIDABLE for rule in all_rules()
    )
    if closed:
        text = ngettext(
            "{n} more rule cannot be decided from a notice",
            "{n} more rules cannot be decided from a notice",
            closed,
        )
        yield LineState(text=text, icon="info", tone=Tone.NEUTRAL)


def _count_words(outcome: Outcome, count: int) -> str:
    match outcome:
        case Outcome.FOUND:
            return ngettext(
                "{n} rule asks for something that is not declared",
                "{n} rules ask for something that is not declared",
                count,
            )
        case Outcome.DECLARED:
            return ngettext(
                "{n} rule asks for what is declared",
                "{n} rules ask for what is declared",
                count,
            )
        case Outcome.COVERED:
            return ngettext(
                "{n} rule gives way to another law",
                "{n} rules give way to another law",
                count,
            )
        case Outcome.NOT_APPLICABLE:
            return ngettext(
                "{n} rule is about nothing in this notice",
                "{n} rules are about nothing in this notice",
                count,
            )


def _groups(notice: Notice, report: NoticeReport, sayer: Sayer) -> tuple[FindingGroup, ...]:
    law, standards, own = _by_weight(report)
    groups = []
    if law:
        groups.append(
            FindingGroup(
                severity=Severity.MUST,
                title=_("What the law asks for"),
                count=ngettext("{n} thing", "{n} things", len(law)),
                icon="flag",
                tone=Tone.ATTENTION,
                parts=_parts(notice, law, sayer),
            )
        )
    if standards:
        groups.append(
            FindingGroup(
                severity=Severity.SHOULD,
                title=_("What standards and guidelines ask for"),
                count=ngettext("{n} thing", "{n} things", len(standards)),
                icon="info",
                tone=Tone.NEUTRAL,
                parts=_parts(notice, standards, sayer),
            )
        )
    if own:
        groups.append(
            FindingGroup(
                severity=Severity.MUST,
                title=_("What does not fit together"),
                count=ngettext("{n} thing", "{n} things", len(own)),
                icon="flag",
                tone=Tone.ATTENTION,
                parts=_parts(notice, own, sayer),
            )
        )
    return tuple(groups)


def _parts(notice: Notice, found: _Found, sayer: Sayer) -> tuple[PracticeFindings, ...]:
    """Return findings by practice: the notice as a whole first, then in its order."""
    order: list[PracticeId | None] = [None, *(practice.id for practice in notice.practices)]
    by_practice: dict[PracticeId | None, _Found] = {}
    for rule, finding in found:
        by_practice.setdefault(finding.practice, []).append((rule, finding))
    return tuple(
        PracticeFindings(
            practice=practice,
            title=sayer.title(practice) or _("The notice as a whole"),
            count=ngettext("{n} thing", "{n} things", len(by_practice[practice])),
            findings=tuple(_finding(rule, item, sayer) for rule, item in by_practice[practice]),
        )
        for practice in order
        if practice in by_practice
    )


def _finding(rule: Rule, finding: Finding, sayer: Sayer) -> FindingState:
    return FindingState(
        sentence=sayer.finding(rule, finding),
        below=_below(rule, finding, sayer),
        rule=rule.id,
        article=rule.article,
        fields=finding.fields,
    )


def _below(rule: Rule, finding: Finding, sayer: Sayer) -> tuple[RowState, ...]:
    rows = [
        # Translators: the label of what the issuer of a notice can do.
        RowState(label=_("What helps"), text=sayer.advice(rule)),
        RowState(label=_("What is asked"), text=sayer.asks(rule)),
        # Translators: the label of a law with its article.
        RowState(label=_("Where it stands"), text=law_line(rule)),
    ]
    if rule.regime is not RuleRegime.ALL:
        rows += [
            # Translators: the label of: Law, or: Standard, guideline or promise.
            RowState(label=_("Kind of text"), text=weight_word(rule)),
            # Translators: the label of how the law was read.
            RowState(label=_("How it was read"), text=grade_sentence(rule.grade)),
        ]
    if finding.fields:
        # Translators: the label of names of fields in the notice's file.
        rows.append(RowState(label=_("Fields of the notice"), text=", ".join(finding.fields)))
    # Translators: the label of a rule's short name, for example EU-G-07.
    rows.append(RowState(label=_("Rule"), text=rule.id))
    return tuple(rows)


def _lists(report: NoticeReport, sayer: Sayer) -> Iterable[RuleList]:
    for outcome in (Outcome.COVERED, Outcome.DECLARED, Outcome.NOT_APPLICABLE):
        results = [result for result in report.results if result.outcome is outcome]
        # A rule may be covered for one practice and found for another.
        if outcome is Outcome.COVERED:
            results = [result for result in report.results if result.covered]
        if results:
            yield RuleList(
                outcome=outcome,
                heading=_list_heading(outcome),
                count=ngettext("{n} rule", "{n} rules", len(results)),
                sentence=_list_sentence(outcome),
                lines=_lines(results, outcome, sayer),
            )


def _list_heading(outcome: Outcome) -> str:
    match outcome:
        case Outcome.COVERED:
            return _("Covered by another law")
        case Outcome.DECLARED:
            return _("Declared")
        case _:
            return _("Not about this notice")


def _list_sentence(outcome: Outcome) -> str:
    match outcome:
        case Outcome.COVERED:
            return _(
                "Another law prescribes this, so the rule gives way. That says nothing about "
                "whether it is done."
            )
        case Outcome.DECLARED:
            return _("The notice declares what these rules ask for. Nobody checked it in the car.")
        case _:
            return _("Nothing in the notice is of the kind that these rules are about.")


def _lines(results: Sequence[RuleResult], outcome: Outcome, sayer: Sayer) -> tuple[RuleLine, ...]:
    lines = []
    for result in results:
        law = phrases(law_line(result.rule), result.rule.id)
        covered = result.covered if outcome is Outcome.COVERED else ()
        lines += [
            RuleLine(text=sayer.asks(result.rule), detail=sentences(_covered(item, sayer), law))
            for item in covered
        ] or [RuleLine(text=sayer.asks(result.rule), detail=law)]
    return tuple(lines)


def _covered(covered: Covered, sayer: Sayer) -> str:
    # Translators: {practice} is the title of a practice, {law} the law that prescribes it.
    return _("{practice}: {law} covers it.", practice=sayer.title(covered.practice), law=covered.by)
