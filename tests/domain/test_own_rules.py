"""A person's own rules suggest, and answer nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PersonId, PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import NOT_STATED, Mode, NotStated, Purpose
from ownerapp.domain.own_rule import (
    RULE_TERMS,
    OwnRule,
    RuleAbout,
    Suggestion,
    SuggestionKind,
    contradicts,
    in_order,
    speaks,
    suggestions,
)
from ownerapp.domain.term import Term
from tests.support import choice_views
from tests.support.records import shipped_notice

REFERENCES = ("cn-reference-ev", "eu-reference-ev", "us-ca-reference-ev")
COMPILED = ("byd-cn-compiled", "nio-cn-compiled", "tesla-cn-compiled")
CABIN, POSITION, BATTERY = (
    PracticeId(name)
    for name in ("cabin-camera-clips", "precise-location", "battery-health-research")
)
LENGTHS = list(Term)


def rule(about: RuleAbout, at_most: Term | None = None) -> OwnRule:
    return OwnRule(person=PersonId("person"), about=about, at_most=at_most)


RULES = st.lists(
    st.builds(rule, st.sampled_from(RuleAbout), st.sampled_from((None, *RULE_TERMS))), max_size=9
)
NOTICES = st.sampled_from((*REFERENCES, *COMPILED)).map(shipped_notice)


def found(notice: Notice, *rules: OwnRule) -> dict[str, Suggestion]:
    return {item.practice: item for item in suggestions(rules, notice)}


def practice_of(notice: Notice, name: str) -> Practice:
    practice = notice.practice(PracticeId(name))
    assert practice is not None
    return practice


def changed(notice: Notice, name: str, **facts: Any) -> Notice:
    """Return a notice that states other facts about one practice."""
    return replace(
        notice,
        practices=tuple(
            replace(item, **facts) if item.id == name else item for item in notice.practices
        ),
    )


def test_a_rule_speaks_about_what_the_notice_states_in_codes() -> None:
    china = shipped_notice("cn-reference-ev")
    told = {
        about: [item.id for item in china.optional() if speaks(about, china, item) is True]
        for about in RuleAbout
    }
    assert told[RuleAbout.CABIN_PICTURES] == [CABIN, "drowsiness-warning", "remote-cabin-view"]
    assert told[RuleAbout.OUTSIDE_PICTURES] == [
        "outside-camera-clips", "parked-car-watch", "camera-driving-help", "dashcam",
    ]  # fmt: skip
    assert told[RuleAbout.SOUND] == ["voice-commands"]
    assert told[RuleAbout.LOCATION] == ["outside-camera-clips", "emergency-call", POSITION]
    assert told[RuleAbout.CONTACTS] == ["phone-contacts"]
    assert told[RuleAbout.LEAVES_COUNTRY] == [BATTERY]
    assert told[RuleAbout.RESEARCH] == [BATTERY, "screen-and-app-use"]
    assert told[RuleAbout.OTHER_COMPANIES] == [
        "emergency-call", POSITION, "voice-commands", BATTERY, "diagnostic-data",
    ]  # fmt: skip
    assert "phone-contacts" not in told[RuleAbout.LEAVES_CAR]
    america = shipped_notice("us-ca-reference-ev")
    assert list(found(america, rule(RuleAbout.ADVERTISING))) == ["charge-offers"]
    assert list(found(america, rule(RuleAbout.BIOMETRIC))) == ["voice-profile"]


@pytest.mark.parametrize("pack", REFERENCES)
def test_of_a_whole_notice_every_rule_can_be_decided(pack: str) -> None:
    notice = shipped_notice(pack)
    undecided = [
        (about, item.id)
        for about in RuleAbout
        for item in notice.optional()
        if isinstance(speaks(about, notice, item), NotStated)
    ]
    assert undecided == []


@pytest.mark.parametrize(
    ("about", "facts"),
    [
        (RuleAbout.LEAVES_COUNTRY, {"reach": NOT_STATED}),
        (RuleAbout.LEAVES_CAR, {"reach": NOT_STATED}),
        (RuleAbout.OTHER_COMPANIES, {"provisions": NOT_STATED}),
        (RuleAbout.ADVERTISING, {"purposes": ()}),
        (RuleAbout.LOCATION, {"personal_data": ()}),
        (RuleAbout.OUTSIDE_PICTURES, {"sensors": ()}),
        (RuleAbout.OUTSIDE_PICTURES, {"sensors": ("tcu",)}),
        (RuleAbout.OUTSIDE_PICTURES, {"personal_data": ()}),
    ],
)
def test_what_is_not_stated_never_counts_as_stated(about: RuleAbout, facts: dict[str, Any]) -> None:
    notice = changed(shipped_notice("cn-reference-ev"), "dashcam", **facts)
    assert speaks(about, notice, practice_of(notice, "dashcam")) is NOT_STATED
    said = found(notice, rule(about))["dashcam"]
    assert said.kind is SuggestionKind.NOT_STATED
    assert not said.wants_answer
    assert said.terms == ()


def test_a_kind_of_data_that_is_not_named_leaves_the_rule_open() -> None:
    notice = shipped_notice("cn-reference-ev")
    data = practice_of(notice, "screen-and-app-use").personal_data
    silent = tuple(replace(item, category=None) for item in data)
    open_ = changed(notice, "screen-and-app-use", personal_data=silent)
    assert found(open_, rule(RuleAbout.SOUND))["screen-and-app-use"].kind is (
        SuggestionKind.NOT_STATED
    )
    # No camera is among what the notice names, so there are no pictures whatever the data is.
    assert "screen-and-app-use" not in found(open_, rule(RuleAbout.CABIN_PICTURES))


def test_what_other_companies_use_data_for_is_not_stated_by_that() -> None:
    notice = shipped_notice("cn-reference-ev")
    purposes = practice_of(notice, "dashcam").purposes
    theirs = tuple(replace(item, code=Purpose.THIRD_PARTY) for item in purposes)
    said = found(changed(notice, "dashcam", purposes=theirs), rule(RuleAbout.ADVERTISING))
    assert said["dashcam"].kind is SuggestionKind.NOT_STATED


def test_the_strictest_rule_counts() -> None:
    notice = shipped_notice("cn-reference-ev")
    said = found(
        notice,
        rule(RuleAbout.LOCATION, Term.YEAR_1),
        rule(RuleAbout.SENSITIVE, Term.DAYS_7),
        rule(RuleAbout.CABIN_PICTURES),
    )
    assert said[POSITION].rule.about is RuleAbout.SENSITIVE
    assert said[POSITION].terms == (Term.DRIVE, Term.DAYS_7)
    assert said[CABIN].kind is SuggestionKind.KEEP_OFF
    assert "calendar" not in said


def test_a_yes_is_not_suggested_while_a_stricter_rule_is_not_decided() -> None:
    notice = changed(shipped_notice("cn-reference-ev"), POSITION, reach=NOT_STATED)
    lenient = rule(RuleAbout.LOCATION, Term.DAYS_7)
    said = found(notice, lenient, rule(RuleAbout.LEAVES_COUNTRY))[POSITION]
    assert (said.kind, said.rule.about) == (SuggestionKind.NOT_STATED, RuleAbout.LEAVES_COUNTRY)
    # One that is no stricter takes nothing away, whichever way it would come out.
    for equal in (Term.DAYS_7, Term.YEAR_1):
        said = found(notice, lenient, rule(RuleAbout.LEAVES_COUNTRY, equal))[POSITION]
        assert (said.kind, said.rule) == (SuggestionKind.TURN_ON, lenient)


def test_a_time_that_the_notice_does_not_offer_is_never_suggested() -> None:
    notice = shipped_notice("cn-reference-ev")
    short = found(notice, rule(RuleAbout.LEAVES_COUNTRY, Term.DAYS_7))[BATTERY]
    assert (short.kind, short.terms) == (SuggestionKind.NO_LENGTH, ())
    compiled = shipped_notice("byd-cn-compiled")
    said = found(compiled, rule(RuleAbout.SENSITIVE, Term.YEAR_1))
    assert {item.kind for item in said.values()} == {SuggestionKind.NO_LENGTH}


def test_a_rule_always_has_an_end() -> None:
    with pytest.raises(ValueError, match="open"):
        rule(RuleAbout.USAGE, Term.OPEN)


def test_rules_are_listed_in_one_order() -> None:
    rules = [rule(about) for about in RuleAbout]
    assert list(in_order(reversed(rules))) == rules


@given(rules=RULES, notice=NOTICES)
def test_no_suggestion_is_longer_than_the_notice_or_the_rule_or_without_a_switch(
    rules: list[OwnRule], notice: Notice
) -> None:
    said = suggestions(rules, notice)
    assert len({item.practice for item in said}) == len(said)
    for item in said:
        practice = practice_of(notice, item.practice)
        assert practice.mode is Mode.OPTIONAL
        assert item.rule in rules
        assert set(item.terms) <= set(notice.offered_terms(practice))
        assert bool(item.terms) is (item.kind is SuggestionKind.TURN_ON)
        for term in item.terms:
            assert item.rule.at_most is not None
            assert LENGTHS.index(term) <= LENGTHS.index(item.rule.at_most) < len(LENGTHS) - 1
        if item.wants_answer:
            assert speaks(item.rule.about, notice, practice) is True


@given(rules=RULES, notice=NOTICES, seed=st.integers(0, 99))
def test_the_order_of_rules_changes_nothing(
    rules: list[OwnRule], notice: Notice, seed: int
) -> None:
    other = list(rules)
    random.Random(seed).shuffle(other)  # noqa: S311 - no secret
    assert suggestions(other, notice) == suggestions(rules, notice)


@given(rules=RULES, notice=NOTICES, more=st.sampled_from(RuleAbout))
def test_one_more_rule_to_keep_off_never_adds_a_yes(
    rules: list[OwnRule], notice: Notice, more: RuleAbout
) -> None:
    def yeses(given_rules: list[OwnRule]) -> set[tuple[str, tuple[Term, ...]]]:
        return {
            (item.practice, item.terms) for item in suggestions(given_rules, notice) if item.terms
        }

    assert yeses([*rules, rule(more)]) <= yeses(rules)


@pytest.mark.parametrize(
    ("at_most", "is_on", "expected"),
    [
        (None, True, True),
        (None, False, False),
        (Term.DAYS_7, True, True),
        (Term.YEAR_1, True, False),
    ],
)
def test_what_is_on_for_longer_than_a_rule_contradicts_it_and_what_is_off_never_does(
    at_most: Term | None, *, is_on: bool, expected: bool
) -> None:
    notice = shipped_notice("eu-reference-ev")
    practice = practice_of(notice, POSITION)
    given_for_3_months = choice_views.choice_on(practice, Status.GIVEN, notice).choice
    said = found(notice, rule(RuleAbout.LOCATION, at_most))[POSITION]
    assert contradicts(said, given_for_3_months, is_on=is_on) is expected


def test_what_is_not_decided_contradicts_nothing() -> None:
    notice = changed(shipped_notice("cn-reference-ev"), POSITION, reach=NOT_STATED)
    said = found(notice, rule(RuleAbout.LEAVES_COUNTRY))[POSITION]
    choice = choice_views.choice_on(practice_of(notice, POSITION), Status.GIVEN, notice).choice
    assert not contradicts(said, choice, is_on=True)
