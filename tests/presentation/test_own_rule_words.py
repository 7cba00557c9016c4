"""The words of own rules: off weighs what on weighs, and nothing is offered twice."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_codes import NOT_STATED
from ownerapp.domain.own_rule import RULE_TERMS, OwnRule, RuleAbout, suggestions
from ownerapp.domain.term import Term
from ownerapp.i18n import available_languages, translate_in
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.own_rule_words import (
    about_title,
    rule_sentence,
    suggestion_sentence,
    wish_of,
    wish_title,
    wishes,
)
from ownerapp.presentation.own_rules_page import (
    OfferState,
    abouts,
    offer_state,
    reach_sentence,
    rule_rows,
)
from ownerapp.presentation.states import CardState
from ownerapp.presentation.voice import Voice
from ownerapp.services.choices import CarChoices
from tests.support.choice_views import ENGLISH, PERSON, choice_on, view
from tests.support.records import shipped_notice

ZONE = ZoneInfo("Asia/Shanghai")
POSITION, VOICE = PracticeId("precise-location"), PracticeId("voice-commands")


def rule(about: RuleAbout, at_most: Term | None = None) -> OwnRule:
    return OwnRule(person=PERSON, about=about, at_most=at_most)


def car(notice: Notice, *rules: OwnRule, **statuses: Status) -> CarChoices:
    """Return a car whose person has rules; nothing is answered unless it is given."""
    choices = [
        choice_on(item, statuses.get(item.id.replace("-", "_"), Status.UNDECIDED), notice)
        for item in notice.optional()
    ]
    return replace(view(notice, choices), rules=rules)


def offered(choices: CarChoices) -> OfferState | None:
    return offer_state(choices, Voice(choices.notice, ENGLISH))


def card(choices: CarChoices, practice: PracticeId) -> CardState:
    found = ChoicesPresenter(choices, language=ENGLISH, zone=ZONE).state().card(practice)
    assert found is not None
    return found


@pytest.mark.parametrize("language", [*available_languages(), "en-XA"])
def test_keep_off_and_a_time_are_said_alike_and_about_as_long(language: str) -> None:
    with translate_in(language):
        for about in RuleAbout:
            lengths = {len(rule_sentence(rule(about, most))) for most in (None, *RULE_TERMS)}
            assert max(lengths) - min(lengths) <= 12
        titles = [wish_title(most) for most in (None, *RULE_TERMS)]
        assert len(set(titles)) == len(titles)
        assert max(map(len, titles)) - min(map(len, titles)) <= 14
        subjects = [about_title(about) for about in RuleAbout]
        assert len(set(subjects)) == len(subjects)


def test_what_a_rule_can_be_about_and_say_is_offered_whole() -> None:
    assert [code for code, _title in abouts()] == [about.value for about in RuleAbout]
    assert [wish_of(code) for code, _title in wishes()] == [None, *RULE_TERMS]


def test_a_card_without_a_rule_has_no_line() -> None:
    notice = shipped_notice("cn-reference-ev")
    choices = car(notice, rule(RuleAbout.LOCATION, Term.DAYS_7))
    assert card(choices, POSITION).rule == "Your rule “Location” says: at most 7 days"
    assert card(choices, VOICE).rule == ""
    assert card(car(notice), POSITION).rule == ""


def test_a_fact_that_is_not_stated_is_said_to_be_that() -> None:
    notice = shipped_notice("cn-reference-ev")
    silent = replace(
        notice,
        practices=tuple(
            replace(item, reach=NOT_STATED) if item.id == VOICE else item
            for item in notice.practices
        ),
    )
    (said,) = (
        item
        for item in suggestions([rule(RuleAbout.LEAVES_COUNTRY)], silent)
        if item.practice == VOICE
    )
    assert suggestion_sentence(said, silent) == (
        "The notice does not state what your rule “Anything that leaves the country” asks for"
    )
    compiled = shipped_notice("nio-cn-compiled")
    (first, *_others) = suggestions([rule(RuleAbout.LEAVES_COUNTRY)], compiled)
    assert suggestion_sentence(first, compiled).startswith("The sources of the notice do not")


@pytest.mark.parametrize(
    ("at_most", "expected"),
    [
        (None, "On until 20 Feb 2027. Your rule “Location” says: keep off"),
        (Term.DAYS_7, "On until 20 Feb 2027. Your rule “Location” says: at most 7 days"),
        (Term.MONTHS_3, "Your rule “Location” says: at most 3 months"),
    ],
)
def test_an_answer_beyond_a_rule_is_told_without_judging(
    at_most: Term | None, expected: str
) -> None:
    notice = shipped_notice("cn-reference-ev")
    choices = car(notice, rule(RuleAbout.LOCATION, at_most), precise_location=Status.GIVEN)
    assert card(choices, POSITION).rule == expected


@pytest.mark.parametrize(
    ("status", "is_offered"),
    [(item, item in {Status.UNDECIDED, Status.SUPERSEDED}) for item in Status],
)
def test_only_what_was_not_answered_is_offered(status: Status, *, is_offered: bool) -> None:
    notice = shipped_notice("cn-reference-ev")
    choices = car(notice, rule(RuleAbout.SOUND), voice_commands=status)
    offer = offered(choices)
    assert (offer is not None) is is_offered
    if offer is not None:
        assert offer.practices == (VOICE,)
        assert offer.heading == "Keep 1 collection off?"
        assert offer.keep_off_all == "Keep off this one"
        assert offer.go == "Go through 1 collection"


def test_what_cannot_be_followed_or_decided_is_not_offered() -> None:
    china = shipped_notice("cn-reference-ev")
    assert offered(car(china, rule(RuleAbout.LEAVES_COUNTRY, Term.DAYS_7))) is None
    compiled = shipped_notice("tesla-cn-compiled")
    assert offered(car(compiled, rule(RuleAbout.ADVERTISING))) is None
    assert offered(car(compiled, rule(RuleAbout.SENSITIVE, Term.YEAR_1))) is None
    assert offered(car(compiled, rule(RuleAbout.SENSITIVE))) is not None


def test_what_was_set_aside_is_not_offered_and_a_draft_offers_nothing() -> None:
    notice = shipped_notice("cn-reference-ev")
    choices = car(notice, rule(RuleAbout.SOUND), rule(RuleAbout.CONTACTS, Term.YEAR_1))
    offer = offered(choices)
    assert offer is not None
    assert ([row.practice for row in offer.noes], offer.yeses) == ([VOICE], ("phone-contacts",))
    rest = offered(replace(choices, set_aside=frozenset({VOICE})))
    assert rest is not None
    assert (rest.noes, rest.heading) == ((), "")
    assert offered(replace(choices, set_aside=frozenset(offer.practices))) is None
    assert offered(replace(choices, saved=False)) is None


def test_of_a_new_rule_it_is_said_how_much_of_the_car_it_is_about() -> None:
    china, compiled = shipped_notice("cn-reference-ev"), shipped_notice("tesla-cn-compiled")
    assert reach_sentence(rule(RuleAbout.LOCATION), china) == (
        "The rule speaks about 3 collections of this car."
    )
    assert reach_sentence(rule(RuleAbout.BIOMETRIC), china) == (
        "The rule speaks about nothing in this car."
    )
    assert reach_sentence(rule(RuleAbout.ADVERTISING), compiled) == (
        "For 2 collections the notice does not state whether the rule speaks about them."
    )


def test_rules_are_listed_with_what_they_say() -> None:
    rows = rule_rows([rule(RuleAbout.LOCATION, Term.DRIVE), rule(RuleAbout.CABIN_PICTURES)])
    assert [row.described for row in rows] == [
        "Pictures from inside the car: Keep off",
        "Location: At most this drive",
    ]
