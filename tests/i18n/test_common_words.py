"""Promises of ownerapp.i18n.common_words."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ownerapp.i18n import common_words
from ownerapp.i18n.common_words import LONGEST

_LISTS = st.lists(st.sampled_from("abcd"), max_size=20)


def by_the_classic_table(old: list[str], new: list[str]) -> int:
    """Return the length of the longest common subsequence, the plain way."""
    row = [0] * (len(new) + 1)
    for was in old:
        corner = 0
        for place, now in enumerate(new, start=1):
            above = row[place]
            row[place] = corner + 1 if was == now else max(above, row[place - 1])
            corner = above
    return row[-1]


@given(old=_LISTS, new=_LISTS)
def test_as_many_words_are_paired_as_can_be(old: list[str], new: list[str]) -> None:
    pairs = common_words.common_words(old, new)

    assert len(pairs) == by_the_classic_table(old, new)
    assert all(old[was] == new[now] for was, now in pairs)
    for (old_place, new_place), (next_old, next_new) in pairwise(pairs):
        assert old_place < next_old
        assert new_place < next_new


def test_lists_beyond_the_bound_are_not_looked_at() -> None:
    within = ["a"] * LONGEST

    assert len(common_words.common_words(["a"], within)) == 1
    assert common_words.common_words(["a"], [*within, "a"]) == []
    assert common_words.common_words([*within, "a"], ["a"]) == []
