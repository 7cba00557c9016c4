"""The word of the present day keeps as far from the card's edge as everything in the card."""

from __future__ import annotations

from datetime import UTC, date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.timeline_chart import ChartContent, ChartRow, TimelineChart

TODAY = date(2026, 11, 20)
MONTHS = tuple(f"{month}." for month in range(1, 13))
MARGIN = 14
"""The padding of a card less the blank beside a letter."""
EDGE = 3


def chart_of(qtbot: QtBot, today: str) -> TimelineChart:
    chart = TimelineChart()
    qtbot.addWidget(chart)
    chart.resize(884, 220)
    row = ChartRow(icon="camera", title="Cabin camera clips", bars=())
    content = ChartContent(rows=(row,), first=date(2024, 1, 1), last=TODAY, zone=UTC, today=today)
    chart.show_content(content, MONTHS)
    chart.move_to(date(2026, 5, 4))
    return chart


def blank_at_the_far_edge(chart: TimelineChart) -> int:
    """Return how wide the head is blank at its trailing edge."""
    picture: QImage = chart.grab().toImage()
    bottom = theme.current().px(26)
    for away in range(EDGE, picture.width()):
        x = away if chart.isRightToLeft() else picture.width() - 1 - away
        column = {picture.pixel(x, y) for y in range(8, bottom)}
        if len(column) > 1:
            return away
    raise AssertionError


@pytest.mark.parametrize("direction", [
    Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft,
])  # fmt: skip
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("today", ["Today", "[Today one~]", "The day that is today", "今天"])
def test_the_word_of_today_keeps_the_margin_of_the_card(
    qapp: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection, scale: float, today: str
) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=scale)
    qapp.setLayoutDirection(direction)
    assert MARGIN <= blank_at_the_far_edge(chart_of(qtbot, today)) <= 44 * scale
