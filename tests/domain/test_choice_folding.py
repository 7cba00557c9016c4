"""Choices folded from the log (rules 1 to 4 of ``choice``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.choice import Choice, ChoiceKey, Status, choice_key, fold
from ownerapp.domain.event import CONSENT_KINDS, Event, EventKind, Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import (
    Language,
    NoticeHash,
    PersonId,
    PracticeId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.term import Term

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
STATUS_OF = {
    EventKind.CONSENT_GIVEN: Status.GIVEN,
    EventKind.CONSENT_REFUSED: Status.REFUSED,
    EventKind.CONSENT_WITHDRAWN: Status.WITHDRAWN,
    EventKind.CONSENT_EXPIRED: Status.EXPIRED,
    EventKind.CONSENT_SUPERSEDED: Status.SUPERSEDED,
    EventKind.CONSENT_DORMANT: Status.WITHDRAWN,
}


def event(kind: EventKind, *, seq: int = 0, **changes: Any) -> Event:
    is_yes = kind is EventKind.CONSENT_GIVEN
    at = START + timedelta(minutes=seq)
    return replace(
        Event(
            seq=seq,
            at=at,
            monotonic_ms=seq,
            kind=kind,
            nonce="00" * 16,
            person=PersonId("p"),
            vehicle=VehicleId("v"),
            notice=NoticeHash("n"),
            practice=PracticeId("x"),
            term=Term.DAYS_7 if is_yes else None,
            ends_at=at + timedelta(days=7) if is_yes else None,
            zone="Europe/Berlin" if is_yes else "",
            method=Method.DESKTOP,
            language=Language("en"),
            text_sha256=Sha256Hex(f"text-{seq}"),
        ),
        **changes,
    )


def folded(*events: Event) -> Choice:
    choice: Choice | None = None
    for item in events:
        choice = fold(choice, item)
    assert choice is not None
    return choice


def kinds(*names: EventKind) -> Choice:
    return folded(*(event(kind, seq=seq) for seq, kind in enumerate(names)))


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind not in CONSENT_KINDS])
def test_what_decides_nothing_leaves_a_practice_undecided(kind: EventKind) -> None:
    assert fold(None, event(kind)) is None


@pytest.mark.parametrize("missing", ["person", "vehicle", "practice", "notice"])
def test_an_event_that_does_not_say_whose_choice_it_is_decides_nothing(missing: str) -> None:
    before = kinds(EventKind.CONSENT_GIVEN)
    nameless: dict[str, Any] = {missing: None}

    assert fold(before, event(EventKind.CONSENT_REFUSED, **nameless)) is before


def test_status_words_cover_every_consent_event() -> None:
    assert set(STATUS_OF) == CONSENT_KINDS


@pytest.mark.parametrize("kind", sorted(CONSENT_KINDS))
def test_each_consent_event_gives_its_status(kind: EventKind) -> None:
    choice = kinds(kind)

    assert choice.status is STATUS_OF[kind]
    assert choice.key == ChoiceKey(
        person=PersonId("p"), vehicle=VehicleId("v"), practice=PracticeId("x")
    )
    assert (choice.decided_at, choice.event_seq, choice.notice) == (START, 0, "n")


def test_a_yes_keeps_term_end_zone_language_and_the_hash_of_its_text() -> None:
    choice = kinds(EventKind.CONSENT_GIVEN)

    assert choice.term is Term.DAYS_7
    assert choice.ends_at == START + timedelta(days=7)
    assert choice.zone == "Europe/Berlin"
    assert choice.given_at == START
    assert (choice.language, choice.text_sha256) == ("en", "text-0")
    assert choice.evidence is EvidenceLevel.RECORDED


@pytest.mark.rule("CN-AD-27")
def test_a_yes_is_off_from_the_very_moment_of_its_end() -> None:
    choice = kinds(EventKind.CONSENT_GIVEN)
    end = START + timedelta(days=7)

    assert choice.status_at(end - timedelta(microseconds=1)) is Status.GIVEN
    assert choice.is_on(end - timedelta(microseconds=1))
    assert choice.status_at(end) is Status.EXPIRED
    assert not choice.is_on(end)
    assert not choice.is_on(end + timedelta(days=3650))


def test_an_open_yes_does_not_run_out() -> None:
    choice = folded(event(EventKind.CONSENT_GIVEN, term=Term.OPEN, ends_at=None))

    assert choice.is_on(START + timedelta(days=36_500))


@pytest.mark.parametrize("kind", sorted(CONSENT_KINDS - {EventKind.CONSENT_GIVEN}))
def test_nothing_but_a_yes_is_ever_on(kind: EventKind) -> None:
    choice = kinds(EventKind.CONSENT_GIVEN, kind)

    assert not choice.is_on(START)
    assert choice.status_at(START) is STATUS_OF[kind]
    assert choice.evidence is None


def test_a_written_expiry_keeps_the_yes_that_ended() -> None:
    given_choice = kinds(EventKind.CONSENT_GIVEN)
    choice = fold(given_choice, event(EventKind.CONSENT_EXPIRED, seq=1, language=None))

    assert choice is not None
    assert choice.status is Status.EXPIRED
    assert choice.status is given_choice.status_at(START + timedelta(days=8))
    kept = ("term", "ends_at", "zone", "given_at", "language", "text_sha256")
    assert [getattr(choice, name) for name in kept] == [
        getattr(given_choice, name) for name in kept
    ]


@pytest.mark.parametrize("kind", [EventKind.CONSENT_WITHDRAWN, EventKind.CONSENT_SUPERSEDED])
def test_a_no_has_no_term_but_remembers_when_the_yes_was_given(kind: EventKind) -> None:
    choice = kinds(EventKind.CONSENT_GIVEN, kind)

    assert (choice.term, choice.ends_at, choice.zone) == (None, None, "")
    assert choice.given_at == START
    assert choice.text_sha256 == "text-1"


def test_what_the_notice_change_turned_off_stays_off_until_answered_again() -> None:
    superseded = kinds(EventKind.CONSENT_GIVEN, EventKind.CONSENT_SUPERSEDED)
    again = folded(
        event(EventKind.CONSENT_GIVEN),
        event(EventKind.CONSENT_SUPERSEDED, seq=1),
        event(EventKind.CONSENT_GIVEN, seq=2, notice=NoticeHash("n2")),
    )

    assert superseded.status_at(START + timedelta(minutes=1)) is Status.SUPERSEDED
    assert again.is_on(START + timedelta(minutes=3))
    assert (again.notice, again.given_at) == ("n2", START + timedelta(minutes=2))


@given(st.lists(st.sampled_from(sorted(CONSENT_KINDS)), min_size=1, max_size=6))
def test_the_last_event_wins(names: list[EventKind]) -> None:
    choice = kinds(*names)

    assert choice.status is STATUS_OF[names[-1]]
    assert choice.event_seq == len(names) - 1
    assert (choice.given_at is None) == (EventKind.CONSENT_GIVEN not in names)


@pytest.mark.parametrize("level", EvidenceLevel)
def test_evidence_changes_nothing_but_the_evidence_of_a_yes(level: EvidenceLevel) -> None:
    before = kinds(EventKind.CONSENT_GIVEN)

    after = fold(before, event(EventKind.EVIDENCE_ADDED, seq=1, evidence=level))

    assert after == replace(before, evidence=level)


@pytest.mark.parametrize("kind", sorted(CONSENT_KINDS - {EventKind.CONSENT_GIVEN}))
def test_evidence_that_comes_late_supports_nothing_that_is_off(kind: EventKind) -> None:
    before = kinds(EventKind.CONSENT_GIVEN, kind)
    late = event(EventKind.EVIDENCE_ADDED, seq=2, evidence=EvidenceLevel.CHECKED)

    assert fold(before, late) is before
    assert fold(None, late) is None


def test_a_choice_on_one_car_is_not_one_on_another() -> None:
    one = choice_key(event(EventKind.CONSENT_GIVEN))
    other = choice_key(event(EventKind.CONSENT_GIVEN, vehicle=VehicleId("w")))

    assert one != other
    assert choice_key(event(EventKind.CONSENT_GIVEN, person=None)) is None


GIVEN, PAUSED, RESUMED = (
    EventKind.CONSENT_GIVEN,
    EventKind.PAUSE_STARTED,
    EventKind.PAUSE_ENDED,
)


def test_a_pause_is_off_and_keeps_the_yes_with_its_end() -> None:
    before, paused = kinds(GIVEN), kinds(GIVEN, PAUSED)
    moment = START + timedelta(minutes=2)

    assert (paused.status_at(moment), paused.is_on(moment)) == (Status.PAUSED, False)
    assert (paused.is_yes(moment), paused.evidence) == (True, None)
    kept = ("term", "ends_at", "zone", "given_at", "notice", "language", "text_sha256")
    assert all(getattr(paused, name) == getattr(before, name) for name in kept)


@pytest.mark.rule("CN-AD-27")
def test_a_pause_never_makes_a_yes_longer() -> None:
    end = START + timedelta(days=7)
    paused = kinds(GIVEN, PAUSED)
    late = event(RESUMED, seq=2, at=end + timedelta(minutes=1))

    assert paused.status_at(end) is Status.EXPIRED
    assert not paused.is_yes(end)
    assert fold(paused, late) is paused
    assert kinds(GIVEN, PAUSED, RESUMED).ends_at == end


def test_resuming_is_no_new_yes() -> None:
    resumed = kinds(GIVEN, PAUSED, RESUMED)

    assert resumed.is_on(START + timedelta(minutes=3))
    assert (resumed.given_at, resumed.text_sha256) == (START, "text-0")
    assert resumed.evidence is EvidenceLevel.RECORDED


@pytest.mark.parametrize("kind", sorted(CONSENT_KINDS - {EventKind.CONSENT_GIVEN}))
def test_neither_a_pause_nor_its_end_turns_on_what_is_off(kind: EventKind) -> None:
    before = kinds(GIVEN, kind)
    for step in (PAUSED, RESUMED):
        assert fold(before, event(step, seq=2)) is before
    assert fold(None, event(RESUMED)) is None


def test_a_no_in_a_pause_ends_the_yes() -> None:
    withdrawn = kinds(GIVEN, PAUSED, EventKind.CONSENT_WITHDRAWN)

    assert fold(withdrawn, event(RESUMED, seq=3)) is withdrawn
    assert withdrawn.status is Status.WITHDRAWN
