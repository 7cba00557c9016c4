"""What a check found, in plain sentences: what failed comes first."""

from __future__ import annotations

from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.verdict import Check, CheckResult, Outcome, Report, Verdict, verdict_of
from ownerapp.presentation.states import Tone
from ownerapp.presentation.verdict_page import check_sentence, verdict_state, verdict_word

ZONE = ZoneInfo("Europe/Berlin")
EVERY = [CheckResult(check=check, outcome=outcome) for check, outcome in product(Check, Outcome)]


@pytest.mark.parametrize("result", EVERY, ids=lambda item: f"{item.check}-{item.outcome}")
def test_every_check_has_a_sentence_for_every_outcome(result: CheckResult, language: str) -> None:
    assert check_sentence(result)


def test_good_and_bad_are_never_the_same_sentence(language: str) -> None:
    for check in Check:
        good, bad, unknown = (
            check_sentence(CheckResult(check=check, outcome=outcome))
            for outcome in (Outcome.OK, Outcome.FAILED, Outcome.UNKNOWN)
        )
        assert len({good, bad, unknown}) == 3, check


@pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.FAILED])
def test_checks_are_told_apart_by_their_sentences(outcome: Outcome, language: str) -> None:
    sentences = [check_sentence(CheckResult(check=check, outcome=outcome)) for check in Check]

    assert len(set(sentences)) == len(sentences)


def test_a_clock_that_was_set_back_is_named_as_the_reason() -> None:
    sentences = {
        reason: check_sentence(
            CheckResult(check=Check.STATES, outcome=Outcome.UNKNOWN, reason=reason)
        )
        for reason in ("times-out-of-order", "made-in-the-future", "")
    }

    assert sentences["times-out-of-order"] == (
        "The clock was set back between two answers, so their order in time cannot be told"
    )
    assert sentences["made-in-the-future"] == (
        "It was made at a time that has not come yet on this computer"
    )
    assert len(set(sentences.values())) == 3


def test_a_file_that_says_a_thing_twice_is_named_so() -> None:
    twice = CheckResult(check=Check.READABLE, outcome=Outcome.FAILED, reason="duplicate-key")
    other = CheckResult(check=Check.READABLE, outcome=Outcome.FAILED, reason="not-json")

    assert "twice" in check_sentence(twice)
    assert check_sentence(twice) != check_sentence(other)


@pytest.mark.parametrize(("entry", "shown"), [("41", "42"), ("", ""), ("x", "x")])
def test_the_place_in_the_history_is_counted_from_one(entry: str, shown: str) -> None:
    result = CheckResult(check=Check.LOG, outcome=Outcome.OK, params={"entry": entry})

    assert check_sentence(result) == f"It is entry {shown} of the history on this computer"


@settings(max_examples=20)
@given(st.permutations(EVERY))
def test_what_failed_stands_first_and_what_does_not_apply_is_left_out(
    checks: list[CheckResult],
) -> None:
    report = Report(verdict=verdict_of(checks), checks=checks)
    state = verdict_state(report, file_name="record.json", zone=ZONE)
    order = [Tone.STOP, Tone.ATTENTION, Tone.CONFIRMED]

    tones = [line.tone for line in state.lines]
    assert tones == sorted(tones, key=order.index)
    assert len(tones) == 3 * len(Check)
    assert (state.word, state.tone, state.file_name) == ("Not valid", Tone.STOP, "record.json")


def test_a_check_that_did_not_pass_is_never_routine() -> None:
    report = Report(verdict=Verdict.NOT_VALID, checks=EVERY)
    state = verdict_state(report, file_name="record.json", zone=ZONE)

    assert {line.tone for line in state.lines if line.routine} == {Tone.CONFIRMED}
    assert all(not line.routine for line in state.lines if line.tone is not Tone.CONFIRMED)


@pytest.mark.parametrize(
    ("outcome", "word", "tone"),
    [
        (Outcome.OK, "Valid", Tone.CONFIRMED),
        (Outcome.FAILED, "Not valid", Tone.STOP),
        (Outcome.UNKNOWN, "Cannot tell", Tone.ATTENTION),
    ],
)
def test_the_word_and_its_tone_follow_the_verdict(outcome: Outcome, word: str, tone: Tone) -> None:
    checks = [CheckResult(check=Check.SIGNATURE, outcome=outcome)]
    report = Report(verdict=verdict_of(checks), checks=checks)
    state = verdict_state(report, file_name="record.json", zone=ZONE)

    assert (state.word, state.tone) == (word, tone)


def test_verdicts_have_three_words_in_every_language(language: str) -> None:
    assert len({verdict_word(verdict) for verdict in Verdict}) == 3


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"notice-trust": "shipped"},
            ["The notice was shipped with the program that made the record"],
        ),
        (
            {"notice-trust": "signed", "notice-key": "1234 5678"},
            ["The notice was signed by the key 1234 5678"],
        ),
        ({"notice-trust": "unsigned"}, ["The notice was not signed by its author"]),
        ({"notice-trust": "broken"}, ["The notice was changed after it was signed"]),
        ({"notice-trust": "of-a-later-program"}, []),
        ({}, []),
    ],
)
def test_a_note_says_whose_word_the_notice_of_a_record_was(
    facts: dict[str, str], said: list[str]
) -> None:
    report = Report(verdict=Verdict.VALID, checks=(), facts=facts)
    state = verdict_state(report, file_name="record.json", zone=ZONE)

    assert [line.text for line in state.lines] == said


def test_facts_become_notes_and_technical_rows() -> None:
    report = Report(
        verdict=Verdict.VALID,
        checks=[CheckResult(check=Check.SIGNATURE, outcome=Outcome.OK)],
        facts={
            "created": "2026-11-21T09:30:00Z",
            "ended-on": "2026-12-01T12:00:00Z",
            "record-id": "2b1f0f27",
            "fingerprint": "",
            "unknown": "not shown",
        },
    )
    state = verdict_state(report, file_name="record.json", zone=ZONE)

    assert [line.text for line in state.lines[1:]] == [
        "Signed on 21 Nov 2026, 10:30",
        "A consent in it ended on 1 Dec 2026, 13:00",
    ]
    assert [(row.label, row.text) for row in state.technical] == [("Record", "2b1f0f27")]


def test_a_fact_that_is_no_time_is_shown_as_it_is() -> None:
    report = Report(verdict=Verdict.CANNOT_TELL, checks=(), facts={"created": "yesterday"})

    (line,) = verdict_state(report, file_name="x", zone=ZONE).lines
    assert line.text == "Signed on yesterday"


PICTURE_REASONS = ("no-code", "several-codes", "too-large", "reader-failed")


def test_what_keeps_a_picture_from_being_read_is_told_apart(language: str) -> None:
    sentences = {
        check_sentence(CheckResult(check=Check.READABLE, outcome=Outcome.UNKNOWN, reason=reason))
        for reason in PICTURE_REASONS
    }

    assert len(sentences) == len(PICTURE_REASONS)


@pytest.mark.parametrize("reason", ["unreadable", "not-a-picture", "reader-failed", ""])
def test_a_picture_that_was_not_read_is_not_called_false(reason: str) -> None:
    result = CheckResult(check=Check.READABLE, outcome=Outcome.UNKNOWN, reason=reason)

    assert check_sentence(result) == "The picture could not be read"


def test_a_code_is_not_spoken_of_as_a_file_nor_as_holding_times(language: str) -> None:
    for check, reason in (
        (Check.READABLE, "code"),
        (Check.FORMAT, "code"),
        (Check.STATES, "only-when-made"),
    ):
        of_code, of_record = (
            check_sentence(CheckResult(check=check, outcome=Outcome.OK, reason=why))
            for why in (reason, "")
        )
        assert of_code != of_record


@pytest.mark.parametrize("reason", ["not-a-code", "not-base45", "not-zlib", "cut-short"])
def test_a_code_that_cannot_be_read_is_named_so(reason: str) -> None:
    result = CheckResult(check=Check.READABLE, outcome=Outcome.FAILED, reason=reason)

    assert check_sentence(result) == "The code cannot be read, or is not the code of a record"


def test_the_notes_on_a_code_say_what_it_shows_and_what_only_the_record_does() -> None:
    checks = [
        CheckResult(check=Check.SIGNATURE, outcome=Outcome.OK),
        CheckResult(check=Check.TEXTS, outcome=Outcome.SKIPPED, reason="not-in-a-code"),
    ]
    facts = {
        "kind": "code",
        "created": "2026-11-21T09:30:00Z",
        "sha256": "ab",
        "notice-sha256": "cd",
        "choices": "8",
        "on-when-made": "3",
    }
    report = Report(verdict=Verdict.VALID, checks=checks, facts=facts)
    state = verdict_state(report, file_name="", zone=ZONE)

    assert check_sentence(checks[1]) == (
        "A code holds neither the texts nor the dates and ends of the choices"
    )
    assert [line.text for line in state.lines[1:]] == [
        "Signed on 21 Nov 2026, 10:30",
        "3 of 8 choices were on when the record was made",
        (
            "The texts, the dates and the ends stand only in the record with the SHA-256 that "
            "the code names"
        ),
    ]
    assert [(row.label, row.text) for row in state.technical] == [
        ("SHA-256 of the signed record", "ab"),
        ("SHA-256 of the notice", "cd"),
    ]


def test_a_code_whose_signature_does_not_hold_says_nothing_of_its_content() -> None:
    checks = [CheckResult(check=Check.SIGNATURE, outcome=Outcome.FAILED)]
    report = Report(
        verdict=Verdict.NOT_VALID, checks=checks, facts={"kind": "code", "issuer": "did:key:z"}
    )

    assert len(verdict_state(report, file_name="", zone=ZONE).lines) == 1
