"""What is drawn of many bars: all that can be seen, and nothing that was not so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.span import Span, SpanEnd
from ownerapp.ui.widgets.timeline_pieces import Piece, TimeScale, pieces

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
SCALE = TimeScale(
    begin=BEGIN, end=BEGIN + timedelta(days=100), left=0, right=200, mirrored_width=None
)
POINT = timedelta(hours=12)
NOW = SCALE.end - timedelta(days=3)

LENGTHS = st.lists(
    st.tuples(st.integers(1, 9_000), st.integers(1, 9_000), st.booleans()), max_size=60
)


def spans_with(lengths: list[tuple[int, int, bool]]) -> tuple[Span, ...]:
    """Return spans from minutes off and minutes on, from before the beginning on."""
    at, found = BEGIN - timedelta(days=5), []
    for off, on, is_confirmed in lengths:
        since = at + timedelta(minutes=off)
        at = since + timedelta(minutes=on)
        evidence = EvidenceLevel.IN_FORCE if is_confirmed else EvidenceLevel.RECORDED
        found.append(Span(since=since, until=at, end=SpanEnd.TURNED_OFF, evidence=evidence))
    return tuple(found)


def drawn(lengths: list[tuple[int, int, bool]]) -> list[Piece]:
    return list(pieces(spans_with(lengths), SCALE, NOW))


@given(LENGTHS)
def test_all_that_was_on_in_the_shown_time_is_covered(lengths: list[tuple[int, int, bool]]) -> None:
    found = drawn(lengths)
    for span in spans_with(lengths):
        assert span.until is not None
        since, until = max(span.since, SCALE.begin), min(span.until, SCALE.end)
        if since < until:
            assert any(item.since <= since and until <= item.until for item in found)


@given(LENGTHS)
def test_no_time_that_can_be_seen_to_be_off_is_covered(
    lengths: list[tuple[int, int, bool]],
) -> None:
    spans, found = spans_with(lengths), drawn(lengths)
    for one, other in pairwise(spans):
        assert one.until is not None
        if other.since - one.until >= 5 * POINT:
            assert not any(
                item.since < other.since - POINT and one.until + POINT < item.until
                for item in found
            )


@given(LENGTHS)
def test_pieces_follow_each_other_and_only_a_single_bar_is_high_or_full(
    lengths: list[tuple[int, int, bool]],
) -> None:
    spans, found = spans_with(lengths), drawn(lengths)
    for one, other in pairwise(found):
        assert one.until <= other.since
    for item in found:
        inside = [span for span in spans if span.overlaps(item.since, item.until)]
        assert item.is_crowd == (len(inside) > 1)
        assert not item.is_full or (inside[0].evidence.is_confirmed and not item.is_crowd)


def test_as_many_steps_as_points_are_made_and_not_as_there_are_bars() -> None:
    found = drawn([(1, 1, False)] * 50_000)
    assert len(found) == 1
    assert found[0].is_crowd


def test_a_long_bar_that_begins_right_behind_a_short_one_is_drawn_by_itself() -> None:
    short, long = drawn([(5 * 24 * 60, 1, False), (1, 9_000, False)])
    assert not short.is_crowd
    assert not long.is_crowd


def test_the_last_bar_runs_until_now() -> None:
    since = BEGIN + timedelta(days=50)
    running = Span(since=since, until=None, end=SpanEnd.RUNS, evidence=EvidenceLevel.RECORDED)
    (piece,) = pieces((running,), SCALE, NOW)
    assert (piece.since, piece.until, piece.mark) == (since, NOW, "")
