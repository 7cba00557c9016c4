"""A verdict that is not *valid* says what is safe to conclude and what to do next."""

from __future__ import annotations

from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, Verdict, verdict_of
from ownerapp.presentation.checker_words import checker_words
from ownerapp.presentation.verdict_meaning import OPEN_REASONS, open_meaning, verdict_meaning
from ownerapp.presentation.verdict_page import verdict_state

EVERY = [CheckResult(check=check, outcome=outcome) for check, outcome in product(Check, Outcome)]


def report_of(*checks: CheckResult) -> Report:
    return Report(verdict=verdict_of(checks), checks=checks, facts={"fingerprint": "1234 5678"})


def unknown(check: Check, reason: str) -> CheckResult:
    return CheckResult(check=check, outcome=Outcome.UNKNOWN, reason=reason)


@given(st.lists(st.sampled_from(EVERY), max_size=6))
def test_only_what_is_valid_has_no_next_step(checks: list[CheckResult]) -> None:
    report = report_of(*checks)

    assert bool(verdict_meaning(report)) == (report.verdict is not Verdict.VALID)
    assert verdict_state(report, file_name="", zone=ZoneInfo("UTC")).meaning == verdict_meaning(
        report
    )


def test_what_is_not_valid_is_asked_for_again_and_no_cause_is_guessed() -> None:
    meaning = verdict_meaning(
        report_of(
            CheckResult(check=Check.SIGNATURE, outcome=Outcome.FAILED),
            unknown(Check.KEY, "not-accepted"),
        )
    )

    assert meaning == (
        "At least one check fails, so rely on nothing in it. This does not say why it fails: a "
        "copy can also be damaged on the way. Ask the one who gave it to you for it again."
    )


@pytest.mark.parametrize(
    ("check", "reason", "said"),
    [
        (Check.KEY, "not-accepted", "compare the fingerprint of the key in another way"),
        (Check.PDF_SEAL_KEY, "not-accepted", "compare the fingerprint of the key in another way"),
        (Check.FORMAT, "version-unknown", "with a newer version"),
        (Check.LOG_PROOF, "part-missing", "for all of it"),
        (Check.READABLE, "part-missing", "for all of it"),
        (Check.STATES, "made-in-the-future", "date and time of this computer"),
        (Check.STATES, "times-out-of-order", "ask the owner which one it was"),
        (Check.READABLE, "no-code", "Take another picture"),
        (Check.PDF_SEAL, "reader-failed", "Do not rely on it before a check can tell"),
    ],
)
def test_where_nobody_can_tell_the_step_is_the_one_for_what_is_missing(
    check: Check, reason: str, said: str
) -> None:
    assert said in verdict_meaning(report_of(unknown(check, reason)))


def test_whose_key_it_is_comes_before_everything_else() -> None:
    missing = unknown(Check.NOTICE, "part-missing")
    key = unknown(Check.KEY, "not-accepted")

    assert verdict_meaning(report_of(missing, key)) == open_meaning("not-accepted")


def test_each_reason_has_a_sentence_of_its_own_in_every_language(language: str) -> None:
    assert len({open_meaning(reason) for reason in (*OPEN_REASONS, "")}) == len(OPEN_REASONS) + 1


def test_the_page_for_browsers_says_the_same(language: str) -> None:
    words = checker_words()
    failed = report_of(CheckResult(check=Check.SIGNATURE, outcome=Outcome.FAILED))

    assert words["meaning.not valid"] == verdict_meaning(failed)
    for reason in OPEN_REASONS:
        assert words[f"meaning.cannot tell.{reason}"] == open_meaning(reason)


def test_of_what_is_not_valid_no_fingerprint_makes_it_the_owners_word() -> None:
    failed = report_of(
        CheckResult(check=Check.PDF_WHOLE_FILE, outcome=Outcome.FAILED),
        unknown(Check.KEY, "not-accepted"),
    )
    state = verdict_state(failed, file_name="", zone=ZoneInfo("UTC"))

    assert not [line for line in state.lines if "made with the owner's key" in line.text]
