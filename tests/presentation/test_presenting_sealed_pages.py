"""A page without a record is spoken of as what it is: a seal, and nothing behind it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, Verdict, verdict_of
from ownerapp.presentation.states import Tone
from ownerapp.presentation.verdict_page import check_sentence, verdict_state, verdict_word

ZONE = ZoneInfo("Europe/Berlin")


def report_of(key: CheckResult, whole: Outcome = Outcome.OK) -> Report:
    checks = (
        CheckResult(check=Check.PDF_SEAL, outcome=Outcome.OK),
        CheckResult(check=Check.PDF_WHOLE_FILE, outcome=whole),
        CheckResult(check=Check.PDF_ATTACHMENT, outcome=Outcome.SKIPPED, reason="no-record"),
        key,
    )
    facts = {"kind": "page", "certificate": "ab" * 32, "sealed-at": "2026-11-21T09:30:00Z"}
    return Report(verdict=verdict_of(checks), checks=checks, facts=facts)


def key(outcome: Outcome, reason: str = "") -> CheckResult:
    return CheckResult(check=Check.PDF_SEAL_KEY, outcome=outcome, reason=reason)


def lines(report: Report) -> list[str]:
    state = verdict_state(report, file_name="certificate.pdf", zone=ZONE)
    return [line.text for line in state.lines]


def test_a_good_seal_is_called_a_valid_seal_and_nothing_more() -> None:
    report = report_of(key(Outcome.OK))
    state = verdict_state(report, file_name="certificate.pdf", zone=ZONE)

    assert (state.word, state.tone) == ("The seal is valid", Tone.CONFIRMED)
    assert [line.text for line in state.lines] == [
        "The seal of the PDF holds",
        "The seal covers the whole PDF",
        "The PDF was sealed on this computer",
        "Sealed on 21 Nov 2026, 10:30, by the clock of the one who sealed it",
        (
            "The page was sealed with this key and not changed since. It carries no consent "
            "record, so there is nothing else to check."
        ),
        "A seal shows with which key a page was sealed, not that what the page says is true.",
    ]
    assert not any(line.routine for line in state.lines)
    assert [row.text for row in state.technical] == ["ab" * 32]


def test_an_unknown_key_says_what_to_ask_for() -> None:
    report = report_of(key(Outcome.UNKNOWN, "not-accepted"))

    assert verdict_state(report, file_name="", zone=ZONE).word == "Cannot tell"
    assert lines(report)[0] == "It was sealed with a key that is not known here"
    assert lines(report)[-1].startswith("Ask the one who sealed it for the file keys.json")


@pytest.mark.parametrize(
    "report",
    [
        report_of(key(Outcome.OK), whole=Outcome.FAILED),
        report_of(key(Outcome.FAILED, "not-in-use-then")),
        report_of(key(Outcome.FAILED, "bad-time")),
    ],
    ids=["more behind it", "old key", "no time"],
)
def test_of_a_page_that_is_not_valid_no_good_word_is_said(report: Report) -> None:
    state = verdict_state(report, file_name="", zone=ZONE)

    assert (state.word, state.tone) == ("Not valid", Tone.STOP)
    assert not any("not changed since" in line for line in lines(report))
    assert not any(line.startswith("Ask ") for line in lines(report))


def test_the_reasons_of_a_seals_key_are_told_apart(language: str) -> None:
    results = [
        key(Outcome.OK),
        key(Outcome.OK, "in-history"),
        key(Outcome.FAILED, "not-in-use-then"),
        key(Outcome.FAILED, "bad-time"),
        key(Outcome.FAILED, "not-in-history"),
        key(Outcome.UNKNOWN, "not-accepted"),
        key(Outcome.SKIPPED, "not-ours"),
    ]

    assert len({check_sentence(result) for result in results}) == len(results)


def test_the_word_for_a_seal_is_another_one_than_for_a_record(language: str) -> None:
    words = {verdict_word(verdict) for verdict in Verdict}

    assert verdict_word(Verdict.VALID, of_page=True) not in words
    for verdict in (Verdict.NOT_VALID, Verdict.CANNOT_TELL):
        assert verdict_word(verdict, of_page=True) == verdict_word(verdict)
