"""Every rule of the European Union finds its fault, and nothing else does."""

from __future__ import annotations

import pytest

from ownerapp.compliance import europe
from ownerapp.domain.finding import Outcome, Standing
from ownerapp.presentation.rule_words import say, words_of
from tests.compliance.europe_faults import (
    ALL_FAULTS,
    Fault,
    caveats,
    found,
    report,
)
from tests.compliance.good_europe import (
    good_notice,
)

FAULTS = [
    pytest.param(*fault, id=f"{fault[0]}-{number}", marks=pytest.mark.rule(fault[0]))
    for number, fault in enumerate(ALL_FAULTS)
]


def test_nothing_is_found_in_a_notice_that_declares_all() -> None:
    assert found(good_notice()) == {}
    assert caveats(good_notice()) == []


def test_every_checked_rule_is_about_something_in_that_notice() -> None:
    checked = {
        rule.id
        for register in europe.REGISTERS
        for rule in register.rules
        if rule.standing is Standing.CHECKED
    } | {"X-01", "X-05"}

    assert {fault[0] for fault in ALL_FAULTS} == checked
    ended = {item.rule.id: item.outcome for item in report(good_notice()).results}
    assert ended == dict.fromkeys(checked, Outcome.DECLARED)


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
        message = words_of(rule.id).found(finding)
        said = say(message, practice="the practice", **finding.facts)
        assert ("the practice" in said) == (finding.practice is not None)


def test_every_sentence_of_these_rules_is_said_by_some_fault() -> None:
    """A sentence that no fault brings is either wrong or not needed."""
    said = {
        words_of(rule.id).found(finding)
        for fault in ALL_FAULTS
        for rule, finding in report(fault[1](good_notice())).findings
    }
    never = {
        rule: [text for text in words_of(rule).contrary.values() if text not in said]
        for rule in {fault[0] for fault in ALL_FAULTS}
    }

    assert {rule: texts for rule, texts in never.items() if texts} == {}
