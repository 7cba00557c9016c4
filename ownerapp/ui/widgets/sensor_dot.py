"""The dots on the picture of a car: one shape for each thing that may be true of a sensor."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import Look, TextRole
from ownerapp.ui.widgets.drawing import circle, painting, stroke

DOT: Final = 22
"""The drawn size at 100 %."""
TARGET: Final = 24
"""The least size of what is pressed."""
_RING: Final = 4.0
_DIAMOND: Final = 1.22
_SQUARE: Final = 0.92
_DIGITS: Final = 11
_CENTRED: Final = int(Qt.AlignmentFlag.AlignCenter)
# Looked up once: a car has dozens of dots, and each name of Qt's takes its time.
_NO_FOCUS: Final = Qt.FocusPolicy.NoFocus
_HAND: Final = Qt.CursorShape.PointingHandCursor


class DotShape(StrEnum):
    """What a dot looks like; the words stand in the legend."""

    ALWAYS = "always"
    ON = "on"
    UNSTATED = "unstated"
    OFF = "off"
    IN_CAR = "in-car"


def paint_dot(painter: QPainter, middle: QPointF, radius: float, shape: DotShape) -> None:
    """Draw a shape around a point."""
    tokens = theme.current().tokens
    muted, surface = theme.colour(tokens.muted), theme.colour(tokens.surface)
    match shape:
        case DotShape.ALWAYS:
            half = radius * _SQUARE
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tokens.ink))
            square = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
            painter.drawRoundedRect(square, 2, 2)
        case DotShape.ON:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tokens.accent))
            circle(painter, middle.x(), middle.y(), radius)
        case DotShape.OFF | DotShape.UNSTATED:
            dashed = shape is DotShape.UNSTATED
            painter.setPen(stroke(muted, 1.8, dashed=dashed, dash=3.2, gap=2.6))
            painter.setBrush(surface)
            circle(painter, middle.x(), middle.y(), radius - 0.9)
        case DotShape.IN_CAR:
            reach = radius * _DIAMOND
            painter.setPen(stroke(muted, 1.8))
            painter.setBrush(surface)
            corners = ((0.0, -reach), (reach, 0.0), (0.0, reach), (-reach, 0.0))
            painter.drawPolygon(
                QPolygonF([QPointF(middle.x() + x, middle.y() + y) for x, y in corners])
            )


def _ink_on(shape: DotShape) -> QColor:
    """Return the colour of a number on a shape."""
    tokens = theme.current().tokens
    is_filled = shape in {DotShape.ALWAYS, DotShape.ON}
    return theme.colour(tokens.surface if is_filled else tokens.ink)


@lru_cache(maxsize=4)
def _digits(look: Look) -> QFont:
    """Return the font of the numbers, the one exception to the type scale."""
    font = QFont(look.font(TextRole.LABEL_STRONG))
    font.setPixelSize(look.px(_DIGITS))
    return font


class DotMark(QWidget):
    """A shape without a number beside its words, 12 wide; it has no name of its own."""

    def __init__(self, shape: DotShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape = shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_shape(self, shape: DotShape) -> None:
        """Show another shape."""
        self._shape = shape
        self.update()

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of the widest shape."""
        side = theme.current().px(16)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same: a shape is never squeezed."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        with painting(self) as painter:
            middle = QRectF(self.rect()).center()
            paint_dot(painter, middle, theme.current().px(6), self._shape)


class SensorDot(QAbstractButton):
    """A sensor on the picture: a real button, pressed by mouse or finger.

    The list beside the picture is the way of the keyboard, so that fifty dots are not fifty
    stops of the Tab key.
    """

    def __init__(self, key: str, number: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key: Final = key
        self._number = number
        self._shape = DotShape.UNSTATED
        self.setCheckable(True)
        self._is_drawn = False
        self.setFocusPolicy(_NO_FOCUS)
        self.setCursor(_HAND)
        self.setMouseTracking(True)

    def show_sensor(self, shape: DotShape, name: str) -> None:
        """Show a shape under what a screen reader says."""
        self._shape = shape
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    @staticmethod
    def side() -> int:
        """Return the size of the button, with room for the ring of the chosen one."""
        look = theme.current()
        return max(look.px(TARGET), look.px(DOT) + round(2 * _RING) + 2)

    @override
    def sizeHint(self) -> QSize:
        """Return the square of the button."""
        return QSize(self.side(), self.side())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape, and a ring around the chosen one."""
        look, line = theme.current(), ""
        if self.isChecked() or self.underMouse():
            line = look.tokens.accent if self.isChecked() else look.tokens.muted
        percent = round(self.devicePixelRatioF() * 100)
        painter = QPainter(self)
        if self._is_drawn:
            face = (self._shape, self._number, line)
            painter.drawPixmap(0, 0, _drawn(face, self.width(), percent, look))
        else:
            # Most dots are drawn once: a picture of each would be a fourth of the first drawing.
            self._is_drawn = True
            painter.drawPixmap(0, 0, _drawn_shape(self._shape, line, self.width(), percent, look))
            _write_number(painter, self._shape, self._number, self.width(), look)
        painter.end()


@lru_cache(maxsize=512)
def _drawn(face: tuple[DotShape, str, str], side: int, percent: int, look: Look) -> QPixmap:
    """Draw a button; the arguments are the key under which it is kept.

    A car has dozens of dots, and what a chosen one looks at lies below many of them.

    Args:
        face: The shape, its number, and the colour of the ring where there is one.
        side: The size in logical pixels.
        percent: Device pixels per hundred logical pixels.
        look: The look in force.
    """
    shape, number, line = face
    drawn = _drawn_shape(shape, line, side, percent, look).copy()
    with painting(drawn) as painter:
        _write_number(painter, shape, number, side, look)
    return drawn


def _write_number(painter: QPainter, shape: DotShape, number: str, side: int, look: Look) -> None:
    """Write a number in the middle of a button."""
    if number:
        painter.setFont(_digits(look))
        painter.setPen(_ink_on(shape))
        painter.drawText(QRectF(0, 0, side, side), _CENTRED, number)


@lru_cache(maxsize=64)
def _drawn_shape(shape: DotShape, line: str, side: int, percent: int, look: Look) -> QPixmap:
    """Draw a button without its number: there are few, and a number for each sensor."""
    ratio = percent / 100
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    middle = QPointF(side / 2, side / 2)
    with painting(drawn) as painter:
        if line:
            painter.setPen(stroke(theme.colour(line), 2.0))
            painter.setBrush(theme.colour(look.tokens.surface))
            circle(painter, middle.x(), middle.y(), side / 2 - 1.2)
        scale = 0.84 if shape is DotShape.IN_CAR else 1.0
        paint_dot(painter, middle, (look.px(DOT) / 2 - 1) * scale, shape)
    return drawn
