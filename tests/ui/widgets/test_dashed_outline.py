"""The dashed border of a large area looks as Qt draws it all round, and is drawn far sooner."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication

from ownerapp.ui.widgets.drawing import dashed_outline, painting, rounded

_GROUND, _INK = QColor("white"), QColor("black")
_FEW = 0.01
"""The share of bytes that may differ: the ends of dashes where a side meets a corner."""


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize(("width", "height"), [(884, 265), (540, 301), (301, 333)])
def test_it_looks_as_one_path_that_goes_all_round(
    qapp: QApplication, ratio: int, width: int, height: int
) -> None:
    drawn = []
    for at_once in (False, True):
        picture = QPixmap(width * ratio, height * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(_GROUND)
        room = QRectF(0, 0, width, height)
        with painting(picture) as painter:
            if at_once:
                rounded(painter, room, radius=10, border=_INK, width=2, dashed=True)
            else:
                dashed_outline(painter, room, radius=10, colour=_INK, width=2)
        drawn.append(bytes(picture.toImage().constBits()))
    other, whole = drawn
    differing = sum(abs(one - two) > 2 for one, two in zip(other, whole, strict=True))
    assert differing <= _FEW * sum(value < 255 for value in whole)
