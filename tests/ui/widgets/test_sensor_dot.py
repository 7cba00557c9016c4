"""A dot on the car looks the same however often it was drawn."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ownerapp.ui.widgets.sensor_dot import DotShape, SensorDot


@pytest.mark.parametrize("shape", DotShape)
@pytest.mark.parametrize("number", ["", "7", "23"])
def test_a_dot_that_is_drawn_again_looks_as_it_did(
    qapp: QApplication, shape: DotShape, number: str
) -> None:
    holder = QWidget()
    dot = SensorDot("a", number, holder)
    dot.show_sensor(shape, "A camera")
    dot.resize(dot.sizeHint())
    first = dot.grab().toImage()
    again = dot.grab().toImage()
    assert again == first
    blank = QWidget(holder)
    blank.resize(dot.size())
    assert first != blank.grab().toImage()
