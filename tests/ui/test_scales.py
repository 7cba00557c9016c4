"""Screens with other scales: nothing is cut, overlaps or shrinks where a pixel is not a pixel.

``python3 dev.py scales`` looks at every page and dialog at every scale and in every size. Here
each is looked at once, the scales and the sizes in turn; those that measure and paint by
themselves at every scale.
"""

from __future__ import annotations

import pytest

from tests.support.scale_run import SCALES, at_scale
from tests.support.scenes import SCENES

PAINTED = frozenset({"choices", "car", "flow", "timeline_year", "notice_changed"})


@pytest.mark.parametrize("turn", range(len(SCALES)), ids=SCALES)
def test_what_is_shown_is_whole_at_another_scale(turn: int) -> None:
    names = [
        scene.__name__
        for number, scene in enumerate(SCENES)
        if scene.__name__ in PAINTED or (number // len(SCALES) + number) % len(SCALES) == turn
    ]
    assert not at_scale(SCALES[turn], names, in_turn=True)
