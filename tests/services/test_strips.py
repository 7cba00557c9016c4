"""The strips of the timeline: when each practice was on, how it ended, and what is in doubt."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.notice import Notice
from ownerapp.domain.span import DayWord, GapReason, Span, SpanEnd, day_word
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.gaps import gap_of
from ownerapp.services.history import HistoryService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.strips import Strips, StripService
from tests.support.desks import CABIN, DRIVING, NOON, Place, add_car, commit, no, shipped, yes
from tests.support.reading_count import Reading

ZONE = ZoneInfo("Asia/Shanghai")


def strips_of(opened: OpenedStore, car: Vehicle) -> Strips:
    return StripService(opened, car).strips()


def spans(opened: OpenedStore, car: Vehicle, practice: str = CABIN) -> tuple[Span, ...]:
    found = strips_of(opened, car).strips
    assert len(found) == len(shipped().notice.optional())
    return next(item.spans for item in found if item.practice.id == practice)


def brief(found: tuple[Span, ...]) -> list[tuple[int, int | None, str]]:
    """Return days since noon of the first day, and how each span ended."""
    day = timedelta(days=1)
    return [
        (
            round((span.since - NOON) / day),
            None if span.until is None else round((span.until - NOON) / day),
            span.end.value,
        )
        for span in found
    ]


@pytest.fixture
def car(opened: OpenedStore) -> Vehicle:
    return add_car(opened)


def test_a_yes_runs_until_its_end_and_then_has_ended(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    assert brief(spans(opened, car)) == [(0, 7, "runs")]
    place.clock.move(days=30)
    assert brief(spans(opened, car)) == [(0, 7, "time")]


def test_a_yes_that_was_withdrawn_ended_then_also_when_its_own_end_is_past(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=2)
    commit(opened, car, no(CABIN))
    assert brief(spans(opened, car)) == [(0, 2, "turned-off")]
    place.clock.move(days=60)
    assert brief(spans(opened, car)) == [(0, 2, "turned-off")]


def test_a_new_yes_on_a_running_one_goes_on_with_it(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=3)
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=30)
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    assert brief(spans(opened, car)) == [(0, 10, "time"), (33, 40, "runs")]


def test_what_has_no_end_runs_on_and_a_no_is_no_span(
    opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, DRIVING, Term.OPEN), no(CABIN))
    [span] = spans(opened, car, DRIVING)
    assert (span.until, span.end, span.evidence) == (None, SpanEnd.RUNS, EvidenceLevel.RECORDED)
    assert spans(opened, car) == ()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["yes", "no", "wait", "back"]), st.integers(min_value=1, max_value=9 * 24)
    ),
    max_size=12,
)


@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_a_day_is_told_as_the_day_view_tells_it(steps: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        place = Place(data_dir=Path(folder) / "data")
        opened = place.open()
        car, notice = add_car(opened), shipped().notice
        for step, hours in steps:
            if step == "back":
                place.clock.move(hours=-hours / 4)
            else:
                place.clock.move(hours=hours)
            if step == "yes":
                commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
            elif step == "no":
                commit(opened, car, no(CABIN))
        found = strips_of(opened, car)
        strip = next(item for item in found.strips if item.practice.id == CABIN)
        first = NOON.astimezone(ZONE).date()
        for number in range(-3, 40):
            day = first + timedelta(days=number)
            start = datetime.combine(day, time(), tzinfo=ZONE).astimezone(UTC)
            end = min(start + timedelta(days=1), place.clock.now() + timedelta(milliseconds=1))
            if start >= place.clock.now():
                break
            said = day_word(strip.spans, start, end)
            doubts = [gap for gap in found.gaps if gap.overlaps(start, end)]
            if any(gap.matters(strip.turns) for gap in doubts):
                said = DayWord.NOT_SURE
            told = next(
                item
                for item in HistoryService(opened).on_day(car, day)
                if item.practice.id == CABIN
            )
            assert said is told.answer, (day, steps)
        for before, after in zip(strip.spans, strip.spans[1:], strict=False):
            assert before.until is not None
            assert before.until <= after.since
        place.close()


def test_a_clock_set_back_leaves_its_time_in_doubt(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    place.clock.move(days=-2)
    commit(opened, car, no(CABIN))
    [gap] = strips_of(opened, car).gaps

    assert gap.reason is GapReason.CLOCK
    assert (gap.since, gap.until) == (NOON - timedelta(days=2), NOON)
    assert gap.overlaps(NOON - timedelta(days=1), NOON)
    assert not gap.overlaps(NOON, NOON + timedelta(days=1))


def test_what_a_backup_did_not_hold_is_in_doubt_up_to_its_return() -> None:
    event = Event(
        seq=3, at=NOON, monotonic_ms=0, nonce="", kind=EventKind.STORE_RESTORED,
        detail={"backup": "2026-11-01T08:00:00.000Z", "origin": "o", "size": 3, "root": ""},
    )  # fmt: skip
    gap = gap_of(event)
    assert gap is not None
    assert gap.reason is GapReason.RESTORED
    assert gap.since == datetime(2026, 11, 1, 8, tzinfo=UTC)
    assert gap.until == NOON


@pytest.mark.parametrize(
    ("kind", "reason", "expected"),
    [
        (EventKind.LOG_REANCHORED, "rewritten", GapReason.BROKEN),
        (EventKind.LOG_REANCHORED, "rolled-back", GapReason.BROKEN),
        (EventKind.LOG_REANCHORED, "cut", GapReason.BROKEN),
        (EventKind.LOG_REANCHORED, "stopped-before-anchor", None),
        (EventKind.LOG_REANCHORED, "anchor-lost", None),
        (EventKind.LOG_PREDECESSOR, "", GapReason.KEY_LOST),
        (EventKind.NOTICE_SHOWN, "", None),
    ],
)
def test_only_what_puts_entries_in_doubt_is_a_gap(
    kind: EventKind, reason: str, expected: GapReason | None
) -> None:
    event = Event(seq=3, at=NOON, monotonic_ms=0, nonce="", kind=kind, detail={"reason": reason})
    gap = gap_of(event)
    assert (gap.reason if gap else None) is expected
    if gap is not None:
        assert gap.overlaps(NOON - timedelta(days=900), NOON)


def test_the_car_begins_with_its_notice(opened: OpenedStore, car: Vehicle) -> None:
    found = strips_of(opened, car)
    assert found.begins is not None
    assert [item.since for item in found.followed] == [found.begins]


def test_a_long_history_is_read_slice_by_slice_and_goes_on_where_it_stopped(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    for _round in range(6):
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
        place.clock.move(days=1)
        commit(opened, car, no(CABIN))
        place.clock.move(days=1)
    service = StripService(opened, car)
    so_far = service.read_on(4)
    slices = 1
    while so_far.strips is None:
        assert so_far.read == 4 * slices < so_far.of
        so_far = service.read_on(4)
        slices += 1
    assert slices == -(-so_far.of // 4)
    assert so_far.strips == strips_of(opened, car)


def test_after_the_first_time_only_what_was_added_is_read(
    opened: OpenedStore, car: Vehicle, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _round in range(5):
        commit(opened, car, yes(notice, CABIN, Term.DAYS_7), no(DRIVING))
    service = StripService(opened, car)
    service.strips()
    before = service.read_on().read
    commit(opened, car, no(CABIN))
    reading = Reading(monkeypatch)
    after = service.read_on()
    # The entry itself, and those that tell which notices the car has followed.
    assert reading.count <= 1 + len(after.strips.followed if after.strips else ())
    assert after.read > before
    assert after.strips == strips_of(opened, car)


ANSWERS = st.lists(
    st.tuples(
        st.sampled_from([CABIN, DRIVING]),
        st.sampled_from([None, Term.DRIVE, Term.DAYS_7, Term.MONTHS_3]),
        st.integers(-3 * 24 * 60, 8 * 24 * 60),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=15, deadline=None)
@given(steps=ANSWERS)
def test_whenever_it_was_read_the_strips_are_those_of_the_whole_history(
    steps: list[tuple[str, Term | None, int, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        place = Place(data_dir=Path(folder) / "data")
        opened = place.open()
        notice, car = shipped().notice, add_car(opened)
        service = StripService(opened, car)
        for practice, term, minutes, reads in steps:
            place.clock.move(minutes=minutes)
            item = next(item for item in notice.optional() if item.id == practice)
            commit(opened, car, yes(notice, item.id, term) if term else no(item.id))
            if reads:
                service.read_on(3)
        kept, whole = service.strips(), strips_of(opened, car)
        assert [
            one.practice.id
            for one, other in zip(kept.strips, whole.strips, strict=True)
            if one != other
        ] == []
        assert (kept.gaps, kept.kinds, kept.begins) == (whole.gaps, whole.kinds, whole.begins)
        place.close()
