"""The line of a row stands clear of the number of the approval that it passes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.ui import fonts, theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.flow_chart import Flow, FlowChart, FlowHeads, FlowLine, GateMark

WIDTH = 884
BEYOND_GATE, LANE = 572, 707
"""Between the gate's badge and the last lane, where words and line stand."""
CLEAR = 6


def row(words: str) -> FlowLine:
    return FlowLine(
        key="battery",
        icon="battery",
        title="Battery health research",
        flow=Flow.ON,
        reach=3,
        choice=GateMark.OPEN,
        kept="Kept 2 years",
        kept_icon="",
        border=GateMark.OPEN,
        border_words=words,
        outside=("Example Motors Research",),
        spoken="",
    )


def chart_of(qtbot: QtBot, words: str, width: int) -> FlowChart:
    chart = FlowChart()
    qtbot.addWidget(chart)
    heads = FlowHeads(lanes=("Car", "China", "Outside"), gates=("Choice", "Approval"))
    chart.show_rows(heads, [row(words)])
    chart.resize(width, chart.heightForWidth(width))
    chart.show()
    return chart


def words_and_line(chart: FlowChart) -> tuple[list[int], list[int]]:
    """Return the columns of words and of line, counted from the leading edge."""
    picture = chart.grab().toImage()
    scale = chart.width() / WIDTH
    mirrored = chart.isRightToLeft()
    place = chart.row_rect(0)
    drawn = []
    for x in range(round(BEYOND_GATE * scale), round(LANE * scale)):
        at = picture.width() - 1 - x if mirrored else x
        column = {picture.pixel(at, y) for y in range(int(place.top()) + 2, int(place.bottom()))}
        if column != {picture.pixel(at, 2)}:
            drawn.append(x)
    line = [drawn.pop()]
    while drawn and drawn[-1] == line[-1] - 1:
        line.append(drawn.pop())
    return drawn, line


@pytest.mark.parametrize("direction", [
    Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft,
])  # fmt: skip
@pytest.mark.parametrize(("scale", "width"), [(1.0, 884), (1.0, 760), (2.0, 1500)])
def test_words_that_fill_their_room_are_clear_of_the_line(
    qapp: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection, scale: float, width: int
) -> None:
    fonts.load_rest(qapp)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=scale)
    qapp.setLayoutDirection(direction)
    filled = []
    for more in range(1, 30):
        chart = chart_of(qtbot, f"Approval EXAMPLE-SC-0001 {'i' * more} {'l' * (30 - more)}", width)
        words, line = words_and_line(chart)
        assert min(line) - max(words) > CLEAR * width / WIDTH
        filled.append(max(words))
        chart.close()
    assert max(filled) > 680 * width / WIDTH, "no line of words was full: nothing was tried"


def test_an_approval_stays_whole_and_the_line_is_seen(qapp: QApplication, qtbot: QtBot) -> None:
    fonts.load_rest(qapp)
    chart = chart_of(qtbot, "Approval EXAMPLE-SC-0001", WIDTH)
    _words, line = words_and_line(chart)
    assert LANE - min(line) < 6
    assert chart.row_rect(0).height() == chart_of(qtbot, "Two\nlines", WIDTH).row_rect(0).height()
