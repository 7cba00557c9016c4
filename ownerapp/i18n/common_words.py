"""The longest run of words that two lists have in common, in bounded time.

``difflib`` is not used: on repetitive text its work grows with the cube of the length. Here
one whole row of the classic table is one large integer (Hyyrö 2004, as in Crochemore et al.
2001), so two texts of 2,000 words cost 2,000 additions and 500 kB, whatever stands in them.
"""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 6_000
"""Words in each list; with more, nothing is looked for. The format's texts have 2,000."""


def common_words(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places in both lists of as many equal words as possible, in order.

    Empty when a list is longer than ``LONGEST``: a difference that is shown whole is true
    as well.
    """
    if not old or not new or max(len(old), len(new)) > LONGEST:
        return []
    return _walk_back(_rows(old, new), len(old))


def _rows(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return one row for each new word.

    Bit ``i`` of row ``j`` is 0 where the old words up to ``i`` have one more word in common
    with the new words up to ``j`` than the old words before ``i``.
    """
    places: dict[str, int] = {}
    for place, word in enumerate(old):
        places[word] = places.get(word, 0) | 1 << place
    every = (1 << len(old)) - 1
    row = every
    rows = []
    for word in new:
        matched = row & places.get(word, 0)
        row = ((row + matched) | (row - matched)) & every
        rows.append(row)
    return rows


def _walk_back(rows: Sequence[int], old_count: int) -> list[tuple[int, int]]:
    """Return the pairs that the rows counted, found from the last to the first."""
    pairs: list[tuple[int, int]] = []
    old_place, new_place = old_count - 1, len(rows) - 1
    while old_place >= 0 and new_place >= 0:
        if rows[new_place] >> old_place & 1:
            old_place -= 1
        elif new_place and not rows[new_place - 1] >> old_place & 1:
            new_place -= 1
        else:
            pairs.append((old_place, new_place))
            old_place -= 1
            new_place -= 1
    pairs.reverse()
    return pairs
