"""The words above the first gate stand clear of the lanes on both sides of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.ui import fonts, theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.flow_chart import FlowChart, FlowHeads

LANES = ("In the car", "Mainland China", "Outside")
WIDTH = 884
GAP = (292, 344)


def words_in_the_gap(chart: FlowChart) -> tuple[list[list[int]], int, int]:
    """Return the columns that are drawn on in each line of words, and the edges of the lanes."""
    picture = chart.grab().toImage()
    scale = chart.width() / WIDTH
    left, right = round(GAP[0] * scale), round(GAP[1] * scale)
    middle = (left + right) // 2
    ground = picture.pixel(middle, 2)
    lines: list[list[int]] = []
    above: list[int] = []
    for y in range(2, chart.height() - 20):
        drawn = [x for x in range(left + 2, right - 1) if picture.pixel(x, y) != ground]
        if drawn and not above:
            lines.append([])
        if drawn:
            lines[-1] += drawn
        above = drawn
    return lines, left, right


@pytest.mark.parametrize(("words", "scale", "width"), [
    ("您的选择", 1.0, 884), ("您的选择", 1.0, 960), ("您的选择", 2.0, 1500),
    ("Your choice", 1.0, 884), ("Your choice", 2.0, 1600),
])  # fmt: skip
def test_the_words_above_the_first_gate_are_clear_of_the_lanes(
    qapp: QApplication, qtbot: QtBot, words: str, scale: float, width: int
) -> None:
    fonts.load_rest(qapp)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=scale)
    chart = FlowChart()
    qtbot.addWidget(chart)
    chart.show_rows(FlowHeads(lanes=LANES, gates=(words, "Approval")), [])
    chart.resize(width, chart.heightForWidth(width))
    chart.show()
    lines, left, right = words_in_the_gap(chart)
    columns = [x for line in lines for x in line]
    assert min(columns) - left >= 6
    assert right - max(columns) >= 6
    if words.isascii():
        return
    ends = [max(line) - min(line) for line in lines]
    assert len(ends) == 2
    assert abs(ends[0] - ends[1]) <= 4 * scale
