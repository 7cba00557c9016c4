"""Every rule of the UK, Korea, Japan and Brazil finds its fault, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.check import check_notice
from ownerapp.domain.finding import Finding, Outcome, Profile, RuleRegime
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_codes import NOT_STATED, Indicator
from ownerapp.domain.notice_facts import Complaint, Contact, Retention
from ownerapp.domain.text import NO_TEXT, TEXT_NOT_STATED, Text
from ownerapp.presentation.rule_words import say, words_of
from tests.compliance.good_california import with_practice, words
from tests.compliance.good_elsewhere import ACCOUNT, CALL, KEPT, STREET, good_notice

TODAY = date(2026, 11, 21)
REGIMES = {
    RuleRegime.UK: Profile.UK,
    RuleRegime.KOREA: Profile.KOREA,
    RuleRegime.JAPAN: Profile.JAPAN,
    RuleRegime.BRAZIL: Profile.BRAZIL,
}
Fault: TypeAlias = Callable[[Notice], Notice]


def found(notice: Notice) -> dict[str, list[Finding]]:
    """Return what the rules of this file find, by rule."""
    result: dict[str, list[Finding]] = {}
    for regime, profile in REGIMES.items():
        for rule, finding in check_notice(notice, today=TODAY, profile=profile).findings:
            if rule.regime is regime:
                result.setdefault(rule.id, []).append(finding)
    return result


def outcomes(notice: Notice) -> dict[str, Outcome]:
    return {
        item.rule.id: item.outcome
        for regime, profile in REGIMES.items()
        for item in check_notice(notice, today=TODAY, profile=profile).results
        if item.rule.regime is regime
    }


def of(practice_id: str, **facts: Any) -> Fault:
    """Return the fault of a practice that states other facts."""
    return lambda notice: with_practice(notice, practice_id, **facts)


def notice_with(**facts: Any) -> Fault:
    return lambda notice: replace(notice, **facts)


def complaint(**facts: Any) -> Fault:
    return lambda notice: replace(
        notice, complaint=replace(notice.complaint or Complaint(), **facts)
    )


def transfer(**facts: Any) -> Fault:
    def spoil(notice: Notice) -> Notice:
        stated = next(item for item in notice.practices if item.id == ACCOUNT).transfers
        return with_practice(notice, ACCOUNT, transfers=(replace(stated[0], **facts),))

    return spoil


REFUSING = {"KR-05", "BR-02"}
"""Two countries ask the same about what refusing costs."""
ALL_FAULTS = [
    ("UK-02", complaint(form_url=""), "", {"UK-02"}),
    ("UK-02", notice_with(complaint=None), "", {"UK-02", "UK-03"}),
    ("UK-03", complaint(authority=NO_TEXT, authority_url=""), "", {"UK-03"}),
    ("UK-03", complaint(authority=TEXT_NOT_STATED, authority_url=""), "", {"UK-03"}),
    ("UK-03", complaint(authority=words("CNIL"), authority_url=""), "", {"UK-03"}),
    ("KR-03", of(STREET, indicators=()), "", {"KR-03"}),
    ("KR-03", of(STREET, indicators=NOT_STATED), "", {"KR-03"}),
    ("KR-03", of(STREET, indicators=(Indicator.ICON, Indicator.TEXT)), "", {"KR-03"}),
    ("KR-04", of(CALL, purposes=()), "", {"KR-04"}),
    ("KR-04", of(CALL, provisions=NOT_STATED), "", {"KR-04"}),
    ("KR-04", of(CALL, retention=replace(KEPT, end_action=None)), "", {"KR-04"}),
    ("KR-04", of(CALL, retention=replace(KEPT, period=None, text=NO_TEXT)), "", {"KR-04"}),
    ("KR-04", notice_with(rights=()), "rights", {"KR-04"}),
    ("KR-04", notice_with(rights_contact=None), "contact", {"KR-04"}),
    ("KR-04", notice_with(rights_contact=Contact(name=words("Desk"))), "contact", {"KR-04"}),
    ("KR-04", notice_with(sensors=()), "automatic", {"KR-04"}),
    ("KR-05", of(ACCOUNT, if_off=NO_TEXT), "", REFUSING),
    ("BR-02", of(ACCOUNT, if_off=TEXT_NOT_STATED), "", REFUSING),
    ("BR-02", of(ACCOUNT, mode=NOT_STATED, if_off=NO_TEXT), "", REFUSING),
    ("JP-02", transfer(country=""), "", {"JP-02"}),
    ("JP-02", transfer(country_system=NO_TEXT), "", {"JP-02"}),
    ("JP-02", transfer(recipient_measures=TEXT_NOT_STATED), "", {"JP-02"}),
]
FAULTS = [
    pytest.param(*fault, id=f"{fault[0]}-{number}", marks=pytest.mark.rule(fault[0]))
    for number, fault in enumerate(ALL_FAULTS)
]


def test_every_rule_finds_what_it_asks_for_in_a_notice_that_declares_all() -> None:
    found_there = outcomes(good_notice())

    assert set(found_there) == {fault[0] for fault in ALL_FAULTS}
    assert set(found_there.values()) == {Outcome.DECLARED}


@pytest.mark.parametrize(("rule_id", "fault", "code", "expected"), FAULTS)
def test_a_fault_is_found_by_its_rule_and_by_those_that_hold_it(
    rule_id: str, fault: Fault, code: str, expected: set[str]
) -> None:
    findings = found(fault(good_notice()))

    assert set(findings) == expected
    assert [item.code for item in findings[rule_id]] == [code]


@pytest.mark.parametrize(("rule_id", "fault", "code", "expected"), FAULTS)
def test_every_finding_has_a_sentence(
    rule_id: str, fault: Fault, code: str, expected: set[str]
) -> None:
    del rule_id, code, expected
    for rule_found, findings in found(fault(good_notice())).items():
        for finding in findings:
            message = words_of(rule_found).found(finding)
            said = say(message, practice="the practice", **finding.facts)
            assert ("the practice" in said) == (finding.practice is not None)


@pytest.mark.rule("KR-04")
@pytest.mark.rule("JP-02")
def test_one_finding_names_all_that_a_practice_leaves_out() -> None:
    bare = Retention(period=None, text=TEXT_NOT_STATED, chip=NO_TEXT, end_action=NOT_STATED)
    notice = of(CALL, purposes=(), provisions=NOT_STATED, retention=bare)(good_notice())
    notice = transfer(country_system=NO_TEXT, recipient_measures=NO_TEXT)(notice)

    findings = found(notice)

    (policy,), (abroad,) = findings["KR-04"], findings["JP-02"]
    assert policy.fields == (
        "purposes",
        "retention.period",
        "recipients",
        "retention.end_action",
    )
    assert abroad.fields == ("transfers.country_system", "transfers.recipient_measures")


@pytest.mark.rule("UK-03")
@pytest.mark.parametrize(
    ("authority", "address"),
    [
        (words("The Information Commission"), ""),
        (words("ICO"), ""),
        (Text({"zh_Hans": "英国信息专员办公室"}), "https://ICO.org.uk/make-a-complaint"),
    ],
)
def test_the_commissioner_is_known_by_name_or_address(authority: Text, address: str) -> None:
    assert found(complaint(authority=authority, authority_url=address)(good_notice())) == {}


@pytest.mark.rule("UK-03")
def test_a_word_that_holds_the_letters_is_not_the_commissioner() -> None:
    notice = complaint(authority=words("Unicorn office"), authority_url="")(good_notice())

    assert set(found(notice)) == {"UK-03"}


@pytest.mark.rule("KR-03")
@pytest.mark.rule("KR-04")
def test_what_is_not_kept_needs_neither_a_sign_nor_an_end() -> None:
    nothing_kept = Retention(period="PT0S", text=NO_TEXT, chip=NO_TEXT)
    notice = of(STREET, retention=nothing_kept, indicators=())(good_notice())

    assert found(notice) == {}
    assert outcomes(notice)["KR-03"] is Outcome.NOT_APPLICABLE


@pytest.mark.rule("KR-05")
@pytest.mark.rule("BR-02")
def test_what_cannot_be_refused_has_no_disadvantage_of_refusing() -> None:
    notice = good_notice()
    only = replace(notice, practices=(notice.practices[2],))

    assert only.practices[0].required
    assert found(only) == {}
    assert {outcomes(only)[rule] for rule in REFUSING} == {Outcome.NOT_APPLICABLE}


@pytest.mark.rule("JP-02")
def test_what_goes_nowhere_needs_no_facts_about_abroad() -> None:
    notice = of(ACCOUNT, transfers=())(good_notice())

    assert outcomes(notice)["JP-02"] is Outcome.NOT_APPLICABLE


EMPTIED: dict[str, Any] = {
    "mode": NOT_STATED,
    "provisions": NOT_STATED,
    "retention": Retention(period=None, text=TEXT_NOT_STATED, chip=TEXT_NOT_STATED),
    "purposes": (),
    "sensors": ("no-such-sensor",),
    "indicators": NOT_STATED,
    "if_off": TEXT_NOT_STATED,
    "transfers": (),
}


@given(
    names=st.sets(st.sampled_from(sorted(EMPTIED))),
    practice_id=st.sampled_from([STREET, ACCOUNT, CALL]),
    is_bare=st.booleans(),
)
def test_no_silence_of_a_notice_stops_the_check(
    *, names: set[str], practice_id: str, is_bare: bool
) -> None:
    notice = of(practice_id, **{name: EMPTIED[name] for name in names})(good_notice())
    if is_bare:
        notice = replace(notice, complaint=None, rights_contact=None, rights=(), sensors=())

    for rule_id, findings in found(notice).items():
        assert all(finding.fields and words_of(rule_id).found(finding) for finding in findings)
