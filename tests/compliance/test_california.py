"""Every rule of California and the United States finds its fault, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.california import PRECISE_RADIUS_METRES
from ownerapp.compliance.check import check_notice
from ownerapp.domain.choice import Status
from ownerapp.domain.finding import Gap, NoticeReport, Outcome, Profile, RuleRegime
from ownerapp.domain.notice import Notice, Reach
from ownerapp.domain.notice_codes import (
    NOT_STATED,
    ConsentKind,
    DataCategory,
    Mode,
    PartyKind,
    Purpose,
    System,
)
from ownerapp.domain.notice_facts import Asking, Precision, Retention
from ownerapp.domain.term import Term
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED
from ownerapp.presentation.rule_words import say, words_of
from ownerapp.presentation.words import status_word, term_title, turn_on_words
from tests.compliance.good_california import (
    CABIN,
    DRIVING,
    EDR,
    TRACK,
    data,
    good_notice,
    purposes,
    with_practice,
    words,
)

TODAY = date(2026, 11, 21)
OURS = (RuleRegime.CALIFORNIA, RuleRegime.UNITED_STATES)
Fault: TypeAlias = Callable[[Notice], Notice]


def report(notice: Notice) -> NoticeReport:
    return check_notice(notice, today=TODAY, profile=Profile.CALIFORNIA)


def found(notice: Notice) -> dict[str, list[tuple[str, str, Gap]]]:
    """Return what the rules of this file find: practice, code and gap by rule."""
    result: dict[str, list[tuple[str, str, Gap]]] = {}
    for rule, finding in report(notice).findings:
        if rule.regime in OURS:
            place = (finding.practice or "", finding.code, finding.gap)
            result.setdefault(rule.id, []).append(place)
    return result


def outcome(notice: Notice, rule_id: str) -> Outcome:
    return next(item.outcome for item in report(notice).results if item.rule.id == rule_id)


def of(practice_id: str, **facts: Any) -> Fault:
    """Return the fault of a practice that states other facts."""
    return lambda notice: with_practice(notice, practice_id, **facts)


def notice_with(**facts: Any) -> Fault:
    return lambda notice: replace(notice, **facts)


def agency(notice: Notice) -> Notice:
    parties = tuple(
        replace(party, kind=PartyKind.CONSUMER_REPORTING_AGENCY) if party.id == "maps" else party
        for party in notice.parties
    )
    return replace(notice, parties=parties)


def asked(kind: Any = ConsentKind.EXPLICIT, *topics: str) -> Asking:
    return Asking(kind=kind, topics=topics)


ENDLESS = Retention(period=None, text=NO_TEXT, chip=NO_TEXT)
ALL_FAULTS = [
    ("US-C-01", of(CABIN, ccpa_category=None), "", {"US-C-01"}),
    ("US-C-01", of(CABIN, ccpa_category=NOT_STATED), "", {"US-C-01"}),
    ("US-C-01", of(CABIN, purposes=()), "purposes", {"US-C-01"}),
    ("US-C-02", of(EDR, sold_or_shared=None), "", {"US-C-02"}),
    ("US-C-02", of(EDR, sold_or_shared=NOT_STATED), "", {"US-C-02"}),
    ("US-C-03", of(EDR, retention=ENDLESS), "", {"US-C-03"}),
    ("US-C-04", notice_with(policy_url=""), "", {"US-C-04"}),
    ("US-C-04", notice_with(policy_url="https://maker.example/p"), "section", {"US-C-04"}),
    ("US-C-04", of(TRACK, sold_or_shared=True), "opt-out", {"US-C-04"}),
    (
        "US-C-09",
        of(TRACK, purposes=purposes(Purpose.NAVIGATION, Purpose.PUSH)),
        "",
        {"US-C-09"},
    ),
    ("US-C-19", of(TRACK, ccpa_sensitive=False), "", {"US-C-19"}),
    ("US-C-19", of(TRACK, ccpa_sensitive=None), "", {"US-C-19"}),
    (
        "US-C-19",
        of(EDR, personal_data=(data(DataCategory.LOCATION_PRECISE),)),
        "",
        {"US-C-19"},
    ),
    ("US-V-01", of(CABIN, disclosure=NO_TEXT), "disclosure", {"US-V-01"}),
    ("US-V-01", of(CABIN, asking=None), "", {"US-V-01"}),
    ("US-V-01", of(CABIN, asking=asked(ConsentKind.GENERAL)), "consent", {"US-V-01"}),
    ("US-V-01", of(CABIN, asking=asked()), "topics", {"US-V-01"}),
    (
        "US-V-01",
        of(CABIN, asking=asked(ConsentKind.EXPLICIT, "practice", "terms")),
        "alone",
        {"US-V-01"},
    ),
    # A sale has to be refusable, and there is no link for that in the good notice.
    ("US-V-01", of(CABIN, sold_or_shared=True), "sale", {"US-V-01", "US-C-04"}),
    (
        "US-V-01",
        of(CABIN, purposes=purposes(Purpose.MARKETING)),
        "advertising",
        {"US-V-01"},
    ),
    ("US-V-02", notice_with(disconnect_link=""), "", {"US-V-02"}),
    ("US-V-02", notice_with(disconnect_url=""), "address", {"US-V-02"}),
    ("US-V-02", notice_with(disconnect_link="Disconnect"), "words", {"US-V-02"}),
    ("US-V-03", notice_with(location_switch=NO_TEXT), "", {"US-V-03"}),
    ("US-V-03", notice_with(location_switch=TEXT_NOT_STATED), "", {"US-V-03"}),
    ("US-F-01", of(EDR, disclosure=NO_TEXT), "", {"US-F-01"}),
    ("US-F-01", of(EDR, mode=Mode.OPTIONAL), "switch", {"US-F-01"}),
    ("US-F-01", of(EDR, mode=NOT_STATED), "switch", {"US-F-01"}),
    ("US-F-04", of(TRACK, asking=None), "", {"US-F-04"}),
    ("US-F-04", of(TRACK, asking=asked(NOT_STATED)), "", {"US-F-04"}),
    ("US-F-04", of(TRACK, asking=asked(ConsentKind.SEPARATE)), "consent", {"US-F-04"}),
    ("US-F-04", of(TRACK, asking=asked()), "topics", {"US-F-04"}),
    (
        "US-F-04",
        of(TRACK, asking=asked(ConsentKind.EXPLICIT, "practice", "terms")),
        "alone",
        {"US-F-04"},
    ),
    ("US-F-04", of(TRACK, how_to_stop=TEXT_NOT_STATED), "off", {"US-F-04"}),
    ("US-F-04", lambda n: replace(n, rights=n.rights[1:]), "copy", {"US-F-04"}),
    ("US-F-04", lambda n: replace(n, rights=n.rights[:1]), "deletion", {"US-F-04"}),
    ("US-F-05", agency, "", {"US-F-05"}),
    # Marketing with driving behaviour is asked for by the benchmark order as well.
    ("US-I-01", of(DRIVING, asking=None), "", {"US-I-01", "US-F-04"}),
    (
        "US-I-01",
        of(DRIVING, asking=asked(ConsentKind.NONE), reach=Reach.CAR),
        "consent",
        {"US-I-01"},
    ),
]
FAULTS = [
    pytest.param(*fault, id=f"{fault[0]}-{number}", marks=pytest.mark.rule(fault[0]))
    for number, fault in enumerate(ALL_FAULTS)
]


def test_nothing_is_found_in_a_notice_that_declares_all() -> None:
    assert found(good_notice()) == {}


@pytest.mark.parametrize("rule_id", dict.fromkeys(fault[0] for fault in ALL_FAULTS))
def test_every_rule_is_about_something_in_that_notice(rule_id: str) -> None:
    assert outcome(good_notice(), rule_id) is Outcome.DECLARED


@pytest.mark.parametrize(("rule_id", "fault", "code", "expected"), FAULTS)
def test_a_fault_is_found_by_its_rule_and_by_those_that_hold_it(
    rule_id: str, fault: Fault, code: str, expected: set[str]
) -> None:
    findings = found(fault(good_notice()))

    assert set(findings) == expected
    assert [item[1] for item in findings[rule_id]] == [code]


@pytest.mark.parametrize(("rule_id", "fault", "code", "expected"), FAULTS)
def test_every_finding_has_a_sentence(
    rule_id: str, fault: Fault, code: str, expected: set[str]
) -> None:
    del rule_id, code, expected
    for rule, finding in report(fault(good_notice())).findings:
        if rule.regime in OURS:
            message = words_of(rule.id).found(finding)
            said = say(message, practice="the practice", **finding.facts)
            assert ("the practice" in said) == (finding.practice is not None)


def test_what_is_not_stated_is_told_apart_from_silence() -> None:
    silent = found(of(CABIN, ccpa_category=None)(good_notice()))
    said = found(of(CABIN, ccpa_category=NOT_STATED)(good_notice()))

    assert silent["US-C-01"] == [(CABIN, "", Gap.MISSING)]
    assert said["US-C-01"] == [(CABIN, "", Gap.NOT_STATED)]


@pytest.mark.rule("US-F-05")
def test_the_agency_is_named() -> None:
    (finding,) = (
        finding for rule, finding in report(agency(good_notice())).findings if rule.id == "US-F-05"
    )

    assert finding.practice == TRACK
    assert finding.facts == {"recipient": "Map Co"}


@pytest.mark.rule("US-C-03")
@pytest.mark.parametrize(
    "retention",
    [
        Retention(period=None, text=words("Until you delete it."), chip=words("Until deleted")),
        Retention(period="PT0S", text=NO_TEXT, chip=NO_TEXT),
    ],
)
def test_a_rule_is_as_good_as_a_period_and_so_is_nothing_kept(retention: Retention) -> None:
    assert found(of(EDR, retention=retention)(good_notice())) == {}


@pytest.mark.rule("US-C-04")
def test_what_is_sold_can_be_refused_at_the_declared_address() -> None:
    notice = replace(good_notice(), opt_out_url="https://maker.example/opt-out")

    assert found(of(TRACK, sold_or_shared=True)(notice)) == {}


@pytest.mark.rule("US-C-09")
@pytest.mark.parametrize(
    ("mode", "codes"),
    [
        (Mode.REQUIRED, (Purpose.NAVIGATION, Purpose.PUSH)),
        (Mode.OPTIONAL, (Purpose.PUSH, Purpose.MARKETING)),
        (Mode.OPTIONAL, (Purpose.NAVIGATION, Purpose.SERVICE_IMPROVEMENT)),
    ],
)
def test_purposes_that_belong_together_may_share_a_switch(
    mode: Mode, codes: tuple[Purpose, ...]
) -> None:
    notice = of(TRACK, mode=mode, purposes=purposes(*codes))(good_notice())

    assert "US-C-09" not in found(notice)


@pytest.mark.rule("US-C-19")
@pytest.mark.parametrize(
    ("radius", "is_precise"),
    [(PRECISE_RADIUS_METRES, True), (PRECISE_RADIUS_METRES + 0.01, False), (None, False)],
)
def test_precise_ends_at_1850_feet(radius: float | None, *, is_precise: bool) -> None:
    assert round(PRECISE_RADIUS_METRES, 2) == 563.88
    precision = Precision(range=NO_TEXT, resolution=NO_TEXT, radius_metres=radius)
    notice = of(TRACK, precision=precision, ccpa_sensitive=False)(good_notice())

    assert ("US-C-19" in found(notice)) == is_precise


@pytest.mark.rule("US-V-01")
def test_a_cabin_camera_that_keeps_and_sends_nothing_needs_no_consent() -> None:
    nothing_kept = Retention(period="PT0S", text=words("Not kept."), chip=words("Not kept"))
    facts = {"reach": Reach.CAR, "retention": nothing_kept, "asking": None}

    assert found(of(CABIN, **facts)(good_notice())) == {}
    assert set(found(of(CABIN, **facts, disclosure=NO_TEXT)(good_notice()))) == {"US-V-01"}


@pytest.mark.rule("US-V-02")
@pytest.mark.rule("US-F-04")
def test_what_stays_in_the_car_needs_no_way_to_disconnect_it() -> None:
    notice = replace(good_notice(), disconnect_link="", disconnect_url="", rights=())
    for practice in notice.practices:
        notice = with_practice(notice, practice.id, reach=Reach.CAR)

    assert found(notice) == {}
    assert outcome(notice, "US-V-02") is Outcome.NOT_APPLICABLE
    assert outcome(notice, "US-F-04") is Outcome.NOT_APPLICABLE


@pytest.mark.rule("US-F-04")
def test_an_emergency_call_asks_nobody() -> None:
    notice = of(TRACK, system=System.ECALL, asking=None)(good_notice())

    assert found(notice) == {}


def test_a_notice_for_another_law_is_not_held_to_these_rules() -> None:
    spoilt = replace(good_notice(), disconnect_link="", further_regimes=())
    other = check_notice(spoilt, today=TODAY, profile=Profile.EU)

    assert not any(result.rule.regime in OURS for result in other.results)


@pytest.mark.rule("US-C-08")
def test_no_answer_and_no_state_denies_twice() -> None:
    said = [
        *(status_word(status) for status in Status),
        *(turn_on_words(term) for term in Term),
        *(term_title(term) for term in Term),
    ]
    denials = re.compile(r"\b(no|not|never|none|without)\b|n't\b", re.IGNORECASE)

    assert all(said)
    assert [text for text in said if len(denials.findall(text)) > 1] == []


EMPTIED: dict[str, Any] = {
    "mode": NOT_STATED,
    "reach": NOT_STATED,
    "provisions": NOT_STATED,
    "retention": Retention(period=None, text=TEXT_NOT_STATED, chip=TEXT_NOT_STATED),
    "purposes": (),
    "personal_data": (),
    "sensors": ("cam_cabin", "no-such-sensor"),
    "asking": Asking(kind=NOT_STATED),
    "precision": Precision(range=TEXT_NOT_STATED, resolution=TEXT_NOT_STATED),
    "disclosure": TEXT_NOT_STATED,
    "how_to_stop": TEXT_NOT_STATED,
    "ccpa_category": None,
    "ccpa_sensitive": NOT_STATED,
    "sold_or_shared": None,
    "system": System.EDR,
    "title": TEXT_NOT_STATED,
}


@given(
    names=st.sets(st.sampled_from(sorted(EMPTIED))),
    practice_id=st.sampled_from([CABIN, TRACK, EDR, DRIVING]),
    is_bare=st.booleans(),
)
def test_no_silence_of_a_notice_stops_the_check(
    *, names: set[str], practice_id: str, is_bare: bool
) -> None:
    notice = of(practice_id, **{name: EMPTIED[name] for name in names})(good_notice())
    if is_bare:
        notice = replace(notice, parties=(), rights=(), sensors=(), location_switch=NO_TEXT)

    for rule, finding in report(notice).findings:
        if rule.regime in OURS:
            assert finding.fields
            assert words_of(rule.id).found(finding)
