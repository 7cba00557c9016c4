"""Months and years stand in an even rhythm, however narrow the picture is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ownerapp.ui.widgets.timeline_axis import with_room


@given(
    first=st.integers(min_value=0, max_value=40),
    apart=st.floats(min_value=4, max_value=200),
    width=st.integers(min_value=1, max_value=40),
    mirrored=st.booleans(),
)
def test_no_two_names_meet_and_all_are_as_far_apart(
    first: int, apart: float, width: int, mirrored: bool
) -> None:
    sign = -1 if mirrored else 1
    edges = [(sign * apart * n, "m" * (width % 3 + 1), first + n) for n in range(36)]
    named = with_room(edges, lambda words: width if words else 0)
    numbers = [round(x / apart / sign) + first for x, _words in named]
    assert len({after - before for before, after in pairwise(numbers)}) == 1
    assert all(abs(b[0] - a[0]) >= min(width, 12 * apart - 1) for a, b in pairwise(named))


def test_the_same_months_keep_their_names_while_the_time_is_moved() -> None:
    def names(first: int) -> set[int]:
        edges = [(30.0 * n, "Sept", first + n) for n in range(24)]
        return {first + round(x / 30) for x, _words in with_room(edges, lambda _words: 40)}

    assert names(0) & set(range(6, 24)) == names(6) & set(range(6, 24))


def test_every_name_stands_where_there_is_room_and_one_alone_always() -> None:
    assert len(with_room([(n * 60.0, "May", n) for n in range(12)], lambda _words: 30)) == 12
    assert with_room([(5.0, "2026", 2026)], lambda _words: 40) == [(5.0, "2026")]
    assert list(with_room([], lambda _words: 40)) == []
