"""The names below which the time runs: days, months or years, in an even rhythm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

Edge: TypeAlias = tuple[float, str, int]
"""Where a day, month or year begins, what stands there, and its number."""

_RHYTHMS: Final = (1, 2, 3, 4, 6, 12)
"""Every how many edges a name may stand; each divides a year."""
_BETWEEN: Final = 12
"""The least room between two names."""


def with_room(
    edges: Sequence[Edge], width_of: Callable[[str], float]
) -> Sequence[tuple[float, str]]:
    """Return every edge, or every second, third and so on, so that no names meet.

    Which ones depends on their numbers, not on where the first is: the same months keep their
    names while the time is moved.

    Args:
        edges: All of them, side by side, in either direction.
        width_of: Says how wide a name is.
    """
    needed = max((width_of(words) for _x, words, _number in edges), default=0.0) + _BETWEEN
    apart = min((abs(after[0] - before[0]) for before, after in pairwise(edges)), default=needed)
    step = next((step for step in _RHYTHMS if step * apart >= needed), _RHYTHMS[-1])
    return [(x, words) for x, words, number in edges if number % step == 0]
