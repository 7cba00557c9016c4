"""How far data travels: three stops, as a glyph in chips and as a route on the sheet.

The stops are the car, the regime's own territory and everywhere else; the caller names them,
because the territory is the notice's, not always the same country.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.drawing import circle, is_right_to_left, mirror, painting, stroke
from ownerapp.ui.widgets.text import Text

GLYPH: Final = QSize(32, 10)

_GUTTER: Final = 26
_DOT: Final = 7.0


class Reach(IntEnum):
    """The farthest stop that the data reaches."""

    CAR = 1
    TERRITORY = 2
    OUTSIDE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of a route, in words."""

    title: str
    second: str = ""


def paint_reach(
    painter: QPainter, rect: QRectF, reach: Reach, colour: QColor, *, right_to_left: bool
) -> None:
    """Draw the glyph in a rectangle of 32 by 10 or a multiple of it."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GLYPH.width(), rect.height() / GLYPH.height())
    if right_to_left:
        mirror(painter, GLYPH.width())
    for link in (1, 2):
        start = QPointF(4 + 12 * (link - 1) + 3, 5)
        end = QPointF(4 + 12 * link - 3, 5)
        if link < reach:
            painter.setPen(stroke(colour, 1.6))
            painter.drawLine(start, end)
        else:
            painter.setPen(stroke(colour, 1.6))
            middle = (start.x() + end.x()) / 2
            painter.drawLine(QPointF(middle - 0.6, 5), QPointF(middle + 0.6, 5))
    for number in (1, 2, 3):
        painter.setPen(stroke(colour, 1.5))
        painter.setBrush(colour if number <= reach else Qt.BrushStyle.NoBrush)
        circle(painter, 4 + 12 * (number - 1), 5, 3)
    painter.restore()


class ReachGlyph(QWidget):
    """The glyph alone, 32 by 10, in ink; the caller gives its accessible name."""

    def __init__(self, reach: Reach, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reach = reach
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_reach(self, reach: Reach, name: str) -> None:
        """Show another reach under another name."""
        self._reach = reach
        self.setAccessibleName(name)
        self.update()

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return 32 by 10, grown with the text."""
        look = theme.current()
        return QSize(look.px(GLYPH.width()), look.px(GLYPH.height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glyph."""
        with painting(self) as painter:
            paint_reach(
                painter,
                QRectF(self.rect()),
                self._reach,
                theme.colour(theme.current().tokens.ink),
                right_to_left=is_right_to_left(self),
            )


class ReachRoute(QWidget):
    """The vertical route of the sheet: a dot per stop, reached ones filled and bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reach = Reach.CAR
        self._rows: list[tuple[Text, Text]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.restyle()

    def restyle(self) -> None:
        """Take the least width from the look in force."""
        self.setMinimumWidth(theme.current().half_px(140))

    def set_route(self, reach: Reach, stops: tuple[Stop, Stop, Stop]) -> None:
        """Show how far the data travels and what is said at each stop."""
        self._reach = reach
        if not self._rows:
            self._build(len(stops))
        for number, ((title, second), stop) in enumerate(
            zip(self._rows, stops, strict=True), start=1
        ):
            reached = number <= reach
            title.setText(stop.title)
            title.set_role(TextRole.STRONG if reached else TextRole.BODY)
            title.set_tone(Tone.INK if reached else Tone.MUTED)
            second.setText(stop.second)
            second.setVisible(bool(stop.second))
        self.update()

    def _build(self, count: int) -> None:
        """Make the rows once."""
        for number in range(count):
            if number:
                self._column.addStretch(1)
                self._column.addSpacing(20)
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addSpacing(_GUTTER)
            words = QVBoxLayout()
            words.setContentsMargins(0, 0, 0, 0)
            words.setSpacing(0)
            title = Text(role=TextRole.STRONG, widest=170)
            second = Text(role=TextRole.LABEL, tone=Tone.MUTED, widest=170)
            words.addWidget(title)
            words.addWidget(second)
            row.addLayout(words, 1)
            self._column.addLayout(row)
            self._rows.append((title, second))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw dots and links beside the words."""
        tokens = theme.current().tokens
        ink, muted = theme.colour(tokens.ink), theme.colour(tokens.muted)
        x = self.width() - _DOT if is_right_to_left(self) else _DOT
        middles = [self._first_line_middle(title) for title, _ in self._rows]
        with painting(self) as painter:
            for number in range(1, len(middles)):
                reached = number < self._reach
                painter.setPen(
                    stroke(ink, 2.0)
                    if reached
                    else stroke(muted, 2.0, dashed=True, dash=6.0, gap=4.0)
                )
                painter.drawLine(
                    QPointF(x, middles[number - 1] + _DOT), QPointF(x, middles[number] - _DOT)
                )
            for number, y in enumerate(middles, start=1):
                reached = number <= self._reach
                painter.setPen(stroke(ink if reached else muted, 2.0))
                painter.setBrush(ink if reached else theme.colour(tokens.surface))
                circle(painter, x, y, _DOT - 1)

    def _first_line_middle(self, title: Text) -> float:
        """Return the height of the middle of a title's first line."""
        top = title.mapTo(self, QPoint(0, 0)).y()
        return top + title.fontMetrics().height() / 2
