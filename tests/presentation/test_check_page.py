"""The check of a notice on screen: plain words first, the law below, and no word too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum

import pytest

from ownerapp.compliance.check import check_notice
from ownerapp.domain.finding import (
    Covered,
    Finding,
    Gap,
    Grade,
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
from ownerapp.domain.notice_codes import (
    CheckResult,
    DefaultState,
    Purpose,
    Reading,
    Scope,
    TransferMechanism,
)
from ownerapp.domain.notice_facts import (
    Defaults,
    PublishedCheck,
    RequirementResult,
    Source,
)
from ownerapp.domain.term import Term
from ownerapp.domain.text import NO_TEXT, Text
from ownerapp.presentation.check_page import check_page_state, profile_states
from ownerapp.presentation.check_states import CheckPageState, FindingState, RequirementState
from ownerapp.presentation.check_words import grade_sentence, law_line, regime_word, weight_word
from ownerapp.presentation.purpose_words import purpose_word
from ownerapp.presentation.states import Tone
from tests.compliance import good_california, good_china, good_elsewhere, good_europe
from tests.compliance.good_california import data, purposes, with_practice, words
from tests.compliance.good_europe import ADEQUACY, ADEQUATE, EDR, STREET, TODAY, TRACK

ENGLISH = Language("en")
TOO_MUCH = re.compile(
    r"\b(compl(y|ies|iant|iance)|passes|lawful|verified by us|certified"
    r"|guarantee\w*|violat\w*|illegal|unlawful)\b",
    re.IGNORECASE,
)
TOO_MUCH_IN_CHINESE = re.compile("合规|合法|违法|违规|达标|保证")
PROFILES = {
    Profile.CHINA: good_china.good_notice,
    Profile.EU: good_europe.good_notice,
    Profile.CALIFORNIA: good_california.good_notice,
    Profile.UK: good_elsewhere.good_notice,
    Profile.KOREA: good_elsewhere.good_notice,
    Profile.JAPAN: good_elsewhere.good_notice,
    Profile.BRAZIL: good_elsewhere.good_notice,
}
CAAM = PublishedCheck(
    id="batch-1",
    title=words("Four requirements"),
    by=words("CAAM and CNCERT"),
    published=date(2024, 4, 28),
    models=words("Model 3, Model Y"),
    results=tuple(
        RequirementResult(requirement=f"t{number}", result=result)
        for number, result in enumerate(CheckResult, start=1)
    ),
    scope=Scope.MODEL,
    sources=("notice", "gone"),
)
SOURCE = Source(
    id="notice", title=words("Notice of CAAM"), url="https://caam.example", reading=Reading.SUMMARY
)


def report_of(notice: Notice, profile: Profile, *, today: date = TODAY) -> NoticeReport:
    return check_notice(notice, today=today, profile=profile, adequacy=ADEQUACY)


def page(
    notice: Notice, profile: Profile = Profile.LAW_AND_CAAM, *, today: date = TODAY
) -> CheckPageState:
    return check_page_state(notice, report_of(notice, profile, today=today), ENGLISH)


def spoilt_europe() -> Notice:
    """Return a European notice with two faults of law, one of a guideline, one contradiction."""
    notice = replace(good_europe.good_notice(), complaint=None)
    notice = with_practice(notice, EDR, product_data=None)
    notice = with_practice(notice, TRACK, purposes=purposes(Purpose.NAVIGATION, Purpose.RESEARCH))
    return with_practice(notice, TRACK, storage_countries=("DE", "CN"))


def texts_in(value: object) -> Iterator[str]:
    """Yield every text of a state that a person reads."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in {"rule", "id", "practice", "article", "fields", "icon"}:
                yield from texts_in(getattr(value, field.name))


def findings_in(state: CheckPageState) -> list[FindingState]:
    return [item for group in state.groups for part in group.parts for item in part.findings]


def below(finding: FindingState) -> dict[str, str]:
    return {row.label: row.text for row in finding.below}


def requirement(state: CheckPageState, name: str) -> RequirementState:
    return next(item for item in state.card.requirements if item.id == name)


# ------------------------------------------------------------------------- headline and counts


def test_the_headline_counts_what_is_not_declared() -> None:
    assert page(spoilt_europe()).headline == (
        "The notice does not declare 3 things that the law asks for. "
        "It does not declare 1 thing that standards and guidelines ask for. "
        "It contradicts itself in 1 place."
    )


def test_one_thing_is_said_in_the_singular() -> None:
    notice = replace(good_europe.good_notice(), complaint=None)

    assert page(notice).headline == ("The notice does not declare 1 thing that the law asks for.")


def test_nothing_found_is_said_without_praise() -> None:
    state = page(good_europe.good_notice())

    assert state.headline == ("Of what the law asks for, nothing that was looked for is left out.")
    assert state.groups == ()
    assert "cannot see whether what the notice declares is true" in state.intro


def test_every_rule_is_counted_and_what_cannot_be_decided_too() -> None:
    notice = spoilt_europe()
    report = report_of(notice, Profile.EU)
    numbers = [int(line.text.split()[0]) for line in page(notice, Profile.EU).counts]

    assert sum(numbers[:-1]) == len(report.results)
    assert page(notice, Profile.EU).counts[-1].text == (
        "6 more rules cannot be decided from a notice"
    )


def test_law_alone_leaves_out_what_is_only_recommended() -> None:
    state = page(spoilt_europe(), Profile.LAW)

    assert "standards" not in state.headline
    assert {group.severity for group in state.groups} == {Severity.MUST}


# ------------------------------------------------------------------------- findings


def test_findings_stand_by_weight_and_then_by_practice_in_the_notices_order() -> None:
    notice = spoilt_europe()
    state = page(notice)

    assert [group.title for group in state.groups] == [
        "What the law asks for",
        "What standards and guidelines ask for",
        "What does not fit together",
    ]
    assert [group.count for group in state.groups] == ["3 things", "1 thing", "1 thing"]
    assert [part.practice for part in state.groups[0].parts] == [None, EDR]
    assert state.groups[0].parts[0].title == "The notice as a whole"
    order = [practice.id for practice in notice.practices]
    for group in state.groups:
        named = [part.practice for part in group.parts if part.practice is not None]
        assert named == sorted(named, key=order.index)


def test_the_law_stands_below_the_sentence_and_not_in_it() -> None:
    notice = with_practice(good_europe.good_notice(), EDR, if_off=NO_TEXT)
    (finding,) = findings_in(page(notice))

    assert finding.sentence == (
        "The notice does not say what stops working without crash-recorder."
    )
    assert below(finding) == {
        "What helps": "Say what stops working; if nothing does, say that.",
        "What is asked": "Say whether data has to be given, why, and what follows if it is not.",
        "Where it stands": "European Union, GDPR 13(2)(e)",
        "Kind of text": "Law",
        "How it was read": "Read in the text itself.",
        "Fields of the notice": "if_off",
        "Rule": "EU-G-11",
    }
    assert (finding.rule, finding.article) == ("EU-G-11", "GDPR 13(2)(e)")


def test_what_was_not_read_in_the_law_says_so() -> None:
    notice = with_practice(
        good_europe.good_notice(), EDR, basis=None, required_reason=words("Regulation")
    )
    graded = {item.rule: below(item)["How it was read"] for item in findings_in(page(notice))}

    assert graded == {
        "EU-G-03": "Read in the text itself.",
        "EU-V-09": "From general knowledge, not checked against the legal text.",
    }
    assert grade_sentence(Grade.SUMMARY) == ("From a summary, not checked against the legal text.")


def test_a_contradiction_names_no_law() -> None:
    finding = findings_in(page(spoilt_europe()))[-1]

    assert finding.rule == "X-01"
    assert below(finding)["Where it stands"] == "No law: ownerapp looks for it in every notice"
    assert "Kind of text" not in below(finding)
    assert "How it was read" not in below(finding)


def test_codes_in_a_finding_are_said_in_words() -> None:
    said = [item.sentence for item in findings_in(page(spoilt_europe()))]

    assert any(text.endswith("navigation and research and development.") for text in said)
    assert any("is stored abroad (China), and no transfer" in text for text in said)


def test_a_practice_without_a_name_is_called_by_its_id() -> None:
    notice = with_practice(good_europe.good_notice(), EDR, if_off=NO_TEXT, title=NO_TEXT)
    (finding,) = findings_in(page(notice))

    assert "without crash-recorder" in finding.sentence


def test_a_title_with_braces_is_plain_text() -> None:
    notice = with_practice(
        good_europe.good_notice(), EDR, if_off=NO_TEXT, title=Text({"en": "{fields} {}"})
    )
    (finding,) = findings_in(page(notice))

    assert finding.sentence.endswith("without {fields} {}.")


# ------------------------------------------------------------------------- caveats


def test_what_the_programs_list_cannot_tell_stands_apart_from_the_findings() -> None:
    state = page(good_europe.good_notice(), today=date(2028, 1, 1))

    assert state.groups == ()
    (caveat,) = state.caveats
    assert "that ownerapp carries was checked on 5 Aug 2026" in caveat
    assert state.caveats_heading == "What could not be told here"


def test_a_caveat_about_a_country_names_it_and_the_practice() -> None:
    to_america = replace(ADEQUATE, country="US", route=TransferMechanism.ADEQUACY)
    notice = with_practice(
        good_europe.good_notice(), STREET, transfers=(to_america,), storage_countries=("US",)
    )

    (caveat,) = page(notice).caveats
    assert caveat == (
        "For one country there is an adequacy decision that covers some recipients only (United "
        "States). So it could not be told whether it covers those of street-help."
    )


# ------------------------------------------------------------------------- rules without findings


def test_rules_without_findings_are_listed_by_how_they_ended() -> None:
    lists = {item.outcome: item for item in page(good_china.good_notice()).lists}

    assert next(iter(lists)) is Outcome.COVERED
    assert {Outcome.COVERED, Outcome.DECLARED} <= set(lists)
    assert "whether it is done" in lists[Outcome.COVERED].sentence
    assert any("GB/T 32960 covers it." in line.detail for line in lists[Outcome.COVERED].lines)
    assert "Nobody checked it in the car." in lists[Outcome.DECLARED].sentence


def test_a_rule_that_is_about_nothing_is_not_called_declared() -> None:
    notice = replace(good_europe.good_notice(), related_services=())
    lists = {item.outcome: item for item in page(notice).lists}

    assert [line.detail for line in lists[Outcome.NOT_APPLICABLE].lines] == [
        "European Union, Data Act 3(3)(a)-(d), EU-A-03",
        "European Union, Data Act 3(3)(e)-(i), EU-A-04",
    ]


def test_a_rule_may_be_covered_for_one_practice_and_found_for_another() -> None:
    rule = Rule(
        id="CN-AD-24",
        regime=RuleRegime.CHINA,
        article="9(2)",
        severity=Severity.MUST,
        grade=Grade.SUMMARY,
        standing=Standing.CHECKED,
        asks="Necessity and effect",
    )
    practice = good_china.good_notice().practices[0].id
    result = RuleResult(
        rule=rule,
        outcome=Outcome.FOUND,
        findings=(Finding(rule=rule.id, gap=Gap.MISSING, practice=practice),),
        covered=(Covered(rule=rule.id, practice=PracticeId("gone"), by="GB 1"),),
    )
    report = NoticeReport(profile=Profile.CHINA, results=(result,))
    state = check_page_state(good_china.good_notice(), report, ENGLISH)

    assert len(findings_in(state)) == 1
    (covered,) = state.lists
    assert covered.lines[0].detail.startswith("gone: GB 1 covers it.")


# ------------------------------------------------------------------------- the card


def test_the_card_of_china_has_the_five_published_requirements() -> None:
    card = page(good_china.good_notice()).card

    assert [item.id for item in card.requirements] == ["t1", "t2", "t3", "t4", "t5"]
    assert {item.word for item in card.requirements} == {"Declared"}
    assert card.heading == "The requirements for cars in China"


def test_a_requirement_says_what_is_missing() -> None:
    notice = good_china.with_practice(
        good_china.good_notice(), good_china.CABIN, terms=(Term.DAYS_7, Term.OPEN)
    )
    second = requirement(page(notice), "t2")

    assert (second.word, second.outcome, second.tone) == (
        "Not declared",
        Outcome.FOUND,
        Tone.ATTENTION,
    )
    assert len(second.missing) == 1
    assert requirement(page(notice), "t1").missing == ()


def test_what_no_sensor_is_there_for_is_not_applicable() -> None:
    notice = replace(good_china.good_notice(), sensors=())

    assert requirement(page(notice), "t3").word == "Not applicable"


def test_requirements_that_are_no_law_are_left_open_where_law_alone_is_asked_for() -> None:
    card = page(good_china.good_notice(), Profile.LAW).card

    assert {item.word for item in card.requirements} == {"Not part of this choice of rules"}
    assert {item.outcome for item in card.requirements} == {None}


def test_a_long_list_on_the_card_is_cut_and_says_by_how_much() -> None:
    notice = good_europe.good_notice()
    for practice in notice.practices:
        notice = with_practice(notice, practice.id, provisions=notice.practices[0].provisions)
        notice = with_practice(
            notice,
            practice.id,
            retention=replace(practice.retention, period=None, text=NO_TEXT),
        )
    missing = requirement(page(notice), "how-long").missing

    assert len(missing) == 4
    assert missing[-1] == f"{len(notice.practices) - 3} more stand below."


@pytest.mark.parametrize("profile", PROFILES)
def test_every_law_has_a_card_and_its_good_notice_declares_all_of_it(profile: Profile) -> None:
    card = page(PROFILES[profile](), profile).card

    assert card.requirements
    assert {item.outcome for item in card.requirements} == {Outcome.DECLARED}
    assert len({item.id for item in card.requirements}) == len(card.requirements)


def test_a_published_result_is_told_as_published_and_never_as_ours() -> None:
    notice = replace(good_china.good_notice(), published_checks=(CAAM,), sources=(SOURCE,))
    (published,) = page(notice).card.published

    assert published.title == "Four requirements"
    assert published.sentence == (
        "As published by CAAM and CNCERT on 28 Apr 2024, not verified by us."
    )
    assert [row.text for row in published.rows] == [
        "Passed, as published",
        "Not passed, as published",
        "Exempt, as published",
        "No result published",
        "Model 3, Model Y",
        "Notice of CAAM, https://caam.example",
    ]
    assert [row.label for row in published.rows[4:]] == ["Models tested", "Source"]
    assert requirement(page(notice), "t2").word == "Declared"


# ------------------------------------------------------------------------- choices of rules


def test_every_choice_of_rules_is_offered_and_one_is_chosen() -> None:
    states = page(good_europe.good_notice(), Profile.LAW).profiles

    assert [item.profile for item in states] == list(Profile)
    assert [item.profile for item in states if item.chosen] == [Profile.LAW]


def test_choices_have_words_of_their_own_in_every_language(language: str) -> None:
    states = list(profile_states(Profile.LAW))

    assert len({item.title for item in states}) == len({item.sentence for item in states}) == 9


def test_codes_have_words_of_their_own_in_every_language(language: str) -> None:
    assert len({regime_word(regime) for regime in RuleRegime}) == len(RuleRegime)
    assert len({grade_sentence(grade) for grade in Grade}) == len(Grade)
    assert len({purpose_word(purpose) for purpose in Purpose}) == len(Purpose)


def test_law_and_standard_are_told_apart() -> None:
    report = report_of(spoilt_europe(), Profile.EU)
    kinds = {rule.severity: weight_word(rule) for rule, _found in report.findings}

    assert kinds == {
        Severity.MUST: "Law",
        Severity.SHOULD: "Standard, guideline or promise of the industry",
    }
    assert all(law_line(rule) for rule, _found in report.findings)


# ------------------------------------------------------------------------- no word too many


@pytest.mark.parametrize(
    "text", ["The notice complies.", "It passes the test.", "This is unlawful.", "Verified by us."]
)
def test_words_that_claim_too_much_would_be_found(text: str) -> None:
    assert TOO_MUCH.search(text)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_word_claims_more_than_that_a_notice_declares_something(
    profile: Profile, language: str
) -> None:
    notice = PROFILES[profile]()
    bare = replace(notice, parties=(), rights=(), sensors=(), complaint=None, rights_contact=None)
    for practice in bare.practices:
        bare = with_practice(
            bare,
            practice.id,
            purposes=(),
            basis=None,
            asking=None,
            defaults=Defaults(state=DefaultState.ON),
            personal_data=(data(None),),
        )
    for checked in (notice, bare):
        state = check_page_state(checked, report_of(checked, profile), ENGLISH)
        # Titles of the notices are ids; our own words are what is looked at.
        claims = [text for text in texts_in(state) if TOO_MUCH.search(text)]

        assert claims == []
        assert not any(TOO_MUCH_IN_CHINESE.search(text) for text in texts_in(state))


def test_every_text_of_the_page_is_filled_in_every_language(language: str) -> None:
    state = check_page_state(
        spoilt_europe(), report_of(spoilt_europe(), Profile.LAW_AND_CAAM), ENGLISH
    )

    assert all(text.strip() for text in texts_in(state))
    assert not any(re.search(r"\{\w*\}", text) for text in texts_in(state))
