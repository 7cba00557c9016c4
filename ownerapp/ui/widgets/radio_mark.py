"""The round mark of a choice among several, which rows and tiles share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter

from ownerapp.ui import theme
from ownerapp.ui.widgets.drawing import circle, stroke

_LINE = 1.4
_GROUND = 2.5
"""Between the line and the dot of what is chosen."""


def paint_radio(
    painter: QPainter, centre: QPointF, side: float, line: QColor, *, chosen: bool
) -> None:
    """Draw the mark; its line is as wide as every border where they are wider.

    Args:
        painter: Where to draw.
        centre: The middle of the mark.
        side: Its width and height.
        line: The colour of its line.
        chosen: Whether it has the dot.
    """
    tokens = theme.current().tokens
    width = max(_LINE, tokens.border)
    painter.setPen(stroke(line, width))
    painter.setBrush(theme.colour(tokens.surface))
    circle(painter, centre.x(), centre.y(), (side - width) / 2)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(tokens.accent))
        circle(painter, centre.x(), centre.y(), side / 2 - width / 2 - _GROUND)
