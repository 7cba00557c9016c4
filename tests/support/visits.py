"""Many scenes in one window: a window and a change of its look cost more than most scenes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ownerapp.ui.pages.names import nav_texts
from tests.support.scenes import Scene
from tests.support.windows import Shown


def in_parts(scenes: Sequence[Scene], count: int) -> tuple[tuple[Scene, ...], ...]:
    """Cut scenes into parts of about the same length, in their order.

    What a scene leaves in the store is there for those after it; their order says what none may
    find.
    """
    edges = [len(scenes) * number // count for number in range(count + 1)]
    return tuple(tuple(scenes[begin:end]) for begin, end in pairwise(edges))


def make_all_pages(shown: Shown) -> None:
    """Open each page once, so that a change of the look finds it made in another."""
    for key, _words, _icon in nav_texts():
        shown.go(key)
