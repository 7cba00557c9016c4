"""What ended a bar is drawn on a ground of its own: no line of the picture runs through it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from math import floor

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.span import Span, SpanEnd
from ownerapp.ui import theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.timeline_chart import ChartContent, ChartRow, TimelineChart

TODAY = date(2026, 11, 20)
MONTH = date(2026, 6, 1)
"""A line of the grid stands here, and the mark is put there."""
SIZE = 14
"""Of a mark, and so wide is the blank between it and its bar."""
BLANK = 3
ENDS = [end for end in SpanEnd if end is not SpanEnd.RUNS]


@pytest.fixture(params=[
    (ThemeChoice.LIGHT, 1.0), (ThemeChoice.DARK, 1.0), (ThemeChoice.HIGH_CONTRAST, 1.0),
    (ThemeChoice.HIGH_CONTRAST, 2.0),
], ids=lambda look: f"{look[0].value} {look[1]}")  # fmt: skip
def scale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    choice, scale = request.param
    theme.apply_theme(qapp, choice, text_scale=scale)
    yield scale
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def instant(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def shows(chart: TimelineChart, end: SpanEnd, until: date) -> None:
    """Show a bar that ended, and a doubt about the days behind it."""
    bar = Span(
        since=instant(until - timedelta(days=60)),
        until=instant(until),
        end=end,
        evidence=EvidenceLevel.RECORDED,
    )
    doubt = (instant(until + timedelta(days=3)), instant(until + timedelta(days=6)))
    chart.show_content(
        ChartContent(
            rows=(ChartRow(icon="camera", title="Clips", bars=(bar,)),),
            first=date(2025, 1, 1),
            last=TODAY,
            zone=UTC,
            doubts=(doubt,),
        ),
        [""] * 12,
    )


def crossed(qtbot: QtBot, end: SpanEnd, scale: float) -> tuple[QImage, int, int]:
    """Return a picture in which a line of the grid stands where a mark is, and its middle."""
    chart = TimelineChart()
    qtbot.addWidget(chart)
    chart.resize(round(900 * scale), 200)
    shows(chart, end, MONTH)
    day = abs(chart.x_of(MONTH) - chart.x_of(MONTH - timedelta(days=1)))
    away = BLANK + SIZE * scale / 2
    until = MONTH - timedelta(days=round(away / day))
    shows(chart, end, until)
    middle = chart.x_of(until) + (-away if chart.isRightToLeft() else away)
    picture = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return picture, floor(middle), chart._top() + chart._row_heights()[0] // 2


def around(x: int, y: int, away: int) -> list[tuple[int, int]]:
    """Return the points of the sides of a square."""
    steps = range(-away, away + 1)
    return [
        (x + one, y + other) for one in steps for other in steps if away in {abs(one), abs(other)}
    ]


@pytest.mark.parametrize("direction", [
    Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft,
])  # fmt: skip
@pytest.mark.parametrize("end", ENDS)
def test_no_line_runs_into_the_mark_that_ends_a_bar(
    qapp: QApplication, qtbot: QtBot, scale: float, end: SpanEnd, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    picture, x, y = crossed(qtbot, end, scale)
    surface = theme.colour(theme.current().tokens.surface).rgb()
    half = round(SIZE * scale / 2)
    seen = {picture.pixel(*point) for point in around(x, y, half + 1)}
    assert seen == {surface}

    above = {picture.pixel(x + step, y - half - 5) for step in range(-half, half + 1)}
    behind = picture.pixel(
        x + (half + 6) * (-1 if direction is Qt.LayoutDirection.RightToLeft else 1), y
    )
    assert above != {surface}, "no line of the grid comes from above: nothing was tried"
    assert behind != surface, "no line of the row goes on: nothing was tried"
    inside = {
        picture.pixel(x + one, y + other)
        for one in range(-half + 1, half)
        for other in range(-half + 1, half)
    }
    assert len(inside) > 2, "no mark is drawn"
