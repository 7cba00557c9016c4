"""Screens with other scales: nothing is cut, overlaps or shrinks where a pixel is not a pixel.

All pages and dialogs are looked at by ``python3 dev.py scales``; here it is those that measure
and paint by themselves.
"""

from __future__ import annotations

import pytest

from tests.support.scale_run import at_scale

PAINTED = ("choices", "car", "flow", "timeline")


@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_what_is_shown_is_whole_at_another_scale(scale: str) -> None:
    assert not at_scale(scale, PAINTED)
