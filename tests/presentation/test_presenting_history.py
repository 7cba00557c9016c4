"""The history in words: each entry a sentence, and what to do when it does not hold."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.event import Event, EventKind, Method, rfc3339
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import NoticeHash, PracticeId
from ownerapp.domain.log import LogReport, LogState
from ownerapp.domain.term import Term
from ownerapp.packs.catalogue import icon_names
from ownerapp.presentation.history_page import (
    event_detail,
    event_sentence,
    log_explanation,
    log_line,
    timeline_state,
)
from ownerapp.presentation.history_rows import history_rows
from ownerapp.presentation.settings_page import history_line
from ownerapp.presentation.states import Tone
from ownerapp.presentation.timeline_rows import TimelineEvents, TimelineRows, spoken

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
CAMERA = PracticeId("cabin-camera")
TITLES = {CAMERA: "Cabin camera clips"}
UNFILLED = re.compile(r"\{[a-z_]+\}")
BAD = (LogState.ANCHOR_LOST, LogState.ROLLED_BACK, LogState.CUT, LogState.REWRITTEN)


def event(kind: EventKind, **changes: object) -> Event:
    made = Event(
        seq=11,
        at=AT,
        monotonic_ms=1,
        kind=kind,
        nonce="00" * 16,
        practice=CAMERA,
        notice=NoticeHash("ab" * 32),
        evidence=EvidenceLevel.RECEIVED if kind is EventKind.EVIDENCE_ADDED else None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def said(item: Event) -> str:
    return event_sentence(item, TITLES, ZONE)


def report(state: LogState, **changes: int | None) -> LogReport:
    made = LogReport(state=state, size=148, checked_at=AT)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_every_kind_of_entry_has_a_sentence_of_its_own(language: str) -> None:
    sentences = [said(event(kind)) for kind in EventKind]

    assert all(sentences)
    assert len(set(sentences)) == len(EventKind)
    assert not any(UNFILLED.search(sentence) for sentence in sentences)


@pytest.mark.parametrize(
    "kind", [kind for kind in EventKind if kind.value.startswith(("consent.", "pause.", "evid"))]
)
def test_an_entry_about_a_practice_names_it(kind: EventKind) -> None:
    assert TITLES[CAMERA] in said(event(kind))
    assert CAMERA in event_sentence(event(kind), {}, ZONE)


def test_what_is_paused_and_what_goes_on_again_have_icons_of_their_own() -> None:
    kinds = (EventKind.PAUSE_STARTED, EventKind.PAUSE_ENDED, EventKind.CONSENT_GIVEN)
    events = [event(kind, seq=number) for number, kind in enumerate(kinds)]
    rows = timeline_state(events, TITLES, ZONE).rows

    icons = {row.icon for row in rows}
    assert icons == {"pause", "resume", "check"}
    assert icons <= icon_names()


def test_a_yes_says_until_when_in_the_local_zone() -> None:
    late = datetime(2027, 2, 20, 20, tzinfo=UTC)  # the next day in Shanghai

    assert said(event(EventKind.CONSENT_GIVEN, ends_at=late)) == (
        "Cabin camera clips: turned on until 21 Feb 2027"
    )
    assert said(event(EventKind.CONSENT_GIVEN)) == (
        "Cabin camera clips: turned on, until you turn it off"
    )


def test_evidence_is_told_by_its_word() -> None:
    assert said(event(EventKind.EVIDENCE_ADDED)) == "Cabin camera clips: Received"
    assert "None" not in said(event(EventKind.EVIDENCE_ADDED, evidence=None))


def test_an_interrupted_save_is_told_apart_from_a_break() -> None:
    stopped = event(EventKind.LOG_REANCHORED, detail={"reason": "stopped-before-anchor"})

    assert said(stopped) != said(event(EventKind.LOG_REANCHORED))


def test_every_method_has_words(language: str) -> None:
    words = [event_detail(event(EventKind.CONSENT_GIVEN, method=method)) for method in Method]

    assert all(words)
    assert len(set(words)) == len(Method)
    assert event_detail(event(EventKind.CONSENT_EXPIRED)) == ""


def test_the_timeline_is_newest_first() -> None:
    events = [event(kind, seq=seq) for seq, kind in enumerate(EventKind)]
    state = timeline_state(events, TITLES, ZONE)

    assert [row.entry for row in state.rows] == [
        f"Entry {number}" for number in range(len(EventKind), 0, -1)
    ]
    assert state.rows[0].when == "20 Nov 2026, 20:00"
    assert all(row.icon for row in state.rows)
    assert timeline_state([], TITLES, ZONE).empty


def test_rows_made_one_by_one_are_those_of_the_whole_timeline() -> None:
    events = [event(kind, seq=seq, method=Method.CLI) for seq, kind in enumerate(EventKind)]
    rows = TimelineRows(TimelineEvents.of(events, ZONE), TITLES)

    assert len(rows) == len(events)
    assert [rows.row(number) for number in range(len(rows))] == list(
        timeline_state(events, TITLES, ZONE).rows
    )
    assert rows.row(0) is rows.row(0)


def test_examples_hold_one_row_of_each_kind() -> None:
    events = [event(EventKind.CONSENT_GIVEN, seq=seq) for seq in range(40)]
    events += [event(EventKind.CONSENT_REFUSED, seq=40)]
    rows = TimelineRows(TimelineEvents.of(events, ZONE), TITLES)

    assert {row.text for row in rows.examples()} == {
        "Cabin camera clips: turned on, until you turn it off",
        "Cabin camera clips: kept off",
    }
    assert len(rows.examples()) == 2


def test_a_screen_reader_says_every_part_of_a_row_that_is_there() -> None:
    events = [event(EventKind.CONSENT_REFUSED)]
    (row,) = timeline_state(events, TITLES, ZONE).rows

    assert spoken(row) == "20 Nov 2026, 20:00, Cabin camera clips: kept off, Entry 12"


def test_the_table_has_a_heading_and_one_row_per_entry() -> None:
    yes = event(EventKind.CONSENT_GIVEN, term=Term.DAYS_7, ends_at=AT + timedelta(days=7))
    heading, first, second = history_rows([yes, event(EventKind.NOTICE_SHOWN)], TITLES, ZONE)

    assert heading == [
        "Entry", "Time (UTC)", "Kind", "Collection", "What happened", "Length", "Ends (UTC)",
        "Notice",
    ]  # fmt: skip
    assert first == [
        "12", rfc3339(AT), "consent.given", "cabin-camera", said(yes), "7d",
        rfc3339(AT + timedelta(days=7)), "ab" * 32,
    ]  # fmt: skip
    assert len(heading) == len(first) == len(second)
    assert second[5:7] == ["", ""]


# ------------------------------------------------------------------------- the log


def test_every_state_of_the_log_has_words_of_its_own(language: str) -> None:
    titles = [log_line(report(state), ZONE)[0] for state in LogState]
    explanations = [log_explanation(report(state)) for state in LogState]

    assert len(set(titles)) == len(LogState)
    assert len({item.title for item in explanations}) == len(LogState)
    for state, (line, item) in zip(
        LogState,
        ((log_line(report(state), ZONE)[1], log_explanation(report(state))) for state in LogState),
        strict=True,
    ):
        assert line.text, state
        assert item.body, state
        assert not UNFILLED.search(item.text() + line.text), state


@pytest.mark.parametrize("state", BAD)
def test_where_something_is_wrong_there_is_a_next_step(state: LogState, language: str) -> None:
    assert not report(state).is_good
    assert log_explanation(report(state)).next_step
    assert log_line(report(state), ZONE)[1].tone in {Tone.ATTENTION, Tone.STOP}
    assert history_line(report(state), "title").tone in {Tone.ATTENTION, Tone.STOP}


@pytest.mark.parametrize("state", [LogState.INTACT, LogState.NOT_ANCHORED])
def test_a_good_history_alarms_nobody(state: LogState) -> None:
    title, line = log_line(report(state), ZONE)

    assert "intact" in title
    assert (line.tone, line.icon) == (Tone.NEUTRAL, "shieldcheck")
    assert line.text == "148 entries, checked 20:00"
    assert history_line(report(state), title).text == title


def test_only_an_anchored_history_is_called_intact_without_more() -> None:
    assert log_line(report(LogState.INTACT), ZONE)[0] == "History intact"
    assert log_line(report(LogState.NOT_ANCHORED), ZONE)[0] == "History intact, not anchored"


def test_numbers_of_a_broken_history_are_named() -> None:
    put_back = log_explanation(report(LogState.ROLLED_BACK, anchored_size=150))
    unknown = log_explanation(report(LogState.ROLLED_BACK, anchored_size=None))
    changed = log_explanation(report(LogState.REWRITTEN, entry=7))

    assert put_back.body == "The keyring knows 150 entries; 148 are here."
    assert "None" not in unknown.body
    assert changed.body == "The first one that does not hold is entry 8."
    assert log_explanation(report(LogState.REWRITTEN)).body != changed.body
    assert log_explanation(report(LogState.CUT, size=1)).body == "1 entry is left."


def test_entries_after_the_last_check_are_not_called_checked() -> None:
    checked = report(LogState.INTACT)

    _title, line = log_line(checked, ZONE, entries=checked.size + 3)

    assert line.text == f"{checked.size + 3} entries, 3 not checked yet"
