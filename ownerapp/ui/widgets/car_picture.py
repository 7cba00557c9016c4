"""The car from above with its sensors: a drawing below, real buttons above it.

The drawing is never mirrored: the driver sits where the driver sits.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.resources import resource_path
from ownerapp.ui import theme
from ownerapp.ui.theme import DARK, LIGHT, Tokens
from ownerapp.ui.widgets.drawing import circle, stroke
from ownerapp.ui.widgets.kept_picture import KeptPicture
from ownerapp.ui.widgets.sensor_dot import DOT, DotShape, SensorDot
from ownerapp.ui.widgets.spreading import spread

_BOX: Final = QRectF(0, 24, 400, 852)
"""What is shown of the drawing, in its own units."""
_LEFT, _RIGHT, _FRONT, _REAR = 46.0, 354.0, 40.0, 860.0
"""The sides and the bumpers of the body, in the units of the drawing."""
_INK, _MUTED, _SURFACE, _GLASS = b"#1B2322", b"#55605D", b"#FFFFFF", b"#EEF2F1"
"""The four colours of the drawings, replaced by those of the theme."""
_DARK_GLASS: Final = "#273031"
_APART: Final = DOT + 4
_FIELD_PERCENT: Final = 13
_NO_GROUND: Final = QColor(0, 0, 0, 0)
"""The border of the card is seen at its edge."""
_MOVED: Final = 5.0
_SEAT_X, _WHEEL_Y = 0.3, 0.41
_WHEEL = QSize(50, 15)
SHAPES: Final = ("sedan", "suv", "hatchback", "estate", "coupe", "van")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A sensor on the picture, in the frame of the body (see the domain's ``Sensor``)."""

    key: str
    number: str
    shape: DotShape
    name: str
    x: float
    y: float
    aim: float | None = None
    field_of_view: float | None = None
    reach: float = 0.2
    """How far its field of view is drawn, as a part of the length of the car."""


class CarPicture(QWidget):
    """The picture; pressing a dot chooses its sensor.

    Signals:
        picked: A dot was pressed; the key of its sensor.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outline = SHAPES[0]
        self._driver_side: str | None = None
        self._spots: tuple[Spot, ...] = ()
        self._dots: dict[str, SensorDot] = {}
        self._shown: frozenset[str] = frozenset()
        self._belongs: dict[str, QPointF] = {}
        self._placed_for: tuple[object, ...] = ()
        self._kept = KeptPicture()
        self._pressed = QButtonGroup(self)
        self._pressed.setExclusive(False)
        self._pressed.buttonClicked.connect(self._on_pressed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_car(self, outline: str | None, driver_side: str | None) -> None:
        """Draw another outline; ``driver_side`` is ``left``, ``right`` or not stated."""
        outline = outline if outline in SHAPES else SHAPES[0]
        if (outline, driver_side) != (self._outline, self._driver_side):
            self._outline, self._driver_side = outline, driver_side
            self._draw_again()

    def set_spots(self, spots: Sequence[Spot]) -> None:
        """Show these sensors; the dots of those that stay are used again."""
        if [_looks_at(spot) for spot in spots] != [_looks_at(spot) for spot in self._spots]:
            self._draw_again()
        self._spots = tuple(spots)
        wanted = {spot.key for spot in spots}
        for key in [key for key in self._dots if key not in wanted]:
            dot = self._dots.pop(key)
            dot.hide()
            dot.deleteLater()
        for spot in spots:
            dot = self._dots.get(spot.key) or self._made(spot)
            dot.show_sensor(spot.shape, spot.name)
        self._place()

    def choose(self, keys: Collection[str]) -> None:
        """Mark these sensors and draw what they look at."""
        before, self._shown = self._shown, frozenset(keys)
        for key, dot in self._dots.items():
            dot.setChecked(key in self._shown)
            if key in self._shown:
                dot.raise_()
        self._draw_fields_again(before ^ self._shown)

    def dots(self) -> tuple[SensorDot, ...]:
        """Return the dots in the order of their numbers."""
        return tuple(self._dots[spot.key] for spot in self._spots)

    def restyle(self) -> None:
        """Take sizes and colours from the look in force."""
        self._kept.forget()
        self.updateGeometry()
        self._place()

    @override
    def sizeHint(self) -> QSize:
        """Return the size in which every dot of a usual car still has its room; it grows."""
        look = theme.current()
        return QSize(look.half_px(300), look.half_px(500))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same height: below it the page scrolls."""
        look = theme.current()
        return QSize(look.half_px(250), look.half_px(500))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Place the dots in the size that the picture was given."""
        super().showEvent(event)
        self._place()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the dots anew; the first time, before they are shown anywhere else."""
        super().resizeEvent(event)
        self._place(has_size=True)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the car, what the chosen sensors look at, and lines to dots that had to move."""
        self._kept.show(self, event.rect(), _NO_GROUND, self._paint)

    def _paint(self, painter: QPainter, _seen: QRect) -> None:
        tokens, place = theme.current().tokens, self._frame()
        self._belongs = self._belongs or self._where(place)
        picture = _drawn(
            self._outline,
            _colours(tokens),
            round(place.width() * self.devicePixelRatioF()),
            round(place.height() * self.devicePixelRatioF()),
        )
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        self._paint_wheel(painter, place)
        for spot in self._spots:
            if spot.key in self._shown:
                self._paint_field(painter, spot, place)
        self._paint_leaders(painter)

    def _made(self, spot: Spot) -> SensorDot:
        dot = SensorDot(spot.key, spot.number, self)
        dot.setChecked(spot.key in self._shown)
        self._pressed.addButton(dot)  # one connection for all of them
        if self.isVisible():
            dot.show()  # otherwise it comes with the picture
        self._dots[spot.key] = dot
        return dot

    @Slot(QAbstractButton)
    def _on_pressed(self, dot: QAbstractButton) -> None:
        """Tell which sensor was pressed; it stays marked until another is chosen."""
        if isinstance(dot, SensorDot):
            dot.setChecked(dot.key in self._shown)
            self.picked.emit(dot.key)

    def _frame(self) -> QRectF:
        """Return where the drawing lies: as large as it fits, in the middle."""
        scale = min(self.width() / _BOX.width(), self.height() / _BOX.height())
        frame = QRectF(0, 0, _BOX.width() * scale, _BOX.height() * scale)
        frame.moveCenter(QRectF(self.rect()).center())
        return frame

    def _at(self, x: float, y: float, place: QRectF) -> QPointF:
        """Return a point of the body on this widget."""
        scale = place.width() / _BOX.width()
        across = _LEFT + x * (_RIGHT - _LEFT) - _BOX.left()
        along = _FRONT + y * (_REAR - _FRONT) - _BOX.top()
        return QPointF(place.left() + across * scale, place.top() + along * scale)

    def _where(self, place: QRectF) -> dict[str, QPointF]:
        """Return where on this widget each sensor is."""
        return {spot.key: self._at(spot.x, spot.y, place) for spot in self._spots}

    def _place(self, *, has_size: bool = False) -> None:
        """Put each dot where its sensor is, or as near as its neighbours let it.

        Before the picture is shown its size is not known yet; showing comes back to this.

        Args:
            has_size: Whether the size is known although the picture is not shown.
        """
        # What may be said of a sensor changes while it stays where it is.
        places = tuple((spot.key, spot.x, spot.y) for spot in self._spots)
        placed_for = (self.size(), places, theme.current().measures())
        if placed_for == self._placed_for:
            return
        if not has_size and not self.isVisible():
            self._placed_for = ()
            self._belongs = {}
            return
        self._placed_for = placed_for
        place, side = self._frame(), SensorDot.side()
        self._belongs = self._where(place)
        points = [(point.x(), point.y()) for point in self._belongs.values()]
        apart = theme.current().px(_APART)
        room = (float(self.width()), float(self.height()))
        found = spread(points, apart=apart, edge=side / 2 + 1, room=room)
        for key, (x, y) in zip(self._belongs, found, strict=True):
            self._dots[key].setGeometry(round(x - side / 2), round(y - side / 2), side, side)
        self._draw_again()

    def _paint_wheel(self, painter: QPainter, place: QRectF) -> None:
        """Draw the steering wheel, where the notice states the side of the driver."""
        if self._driver_side is None:
            return
        x = _SEAT_X if self._driver_side == "left" else 1 - _SEAT_X
        scale = place.width() / _BOX.width()
        middle = self._at(x, _WHEEL_Y, place)
        if self._outline == "van":
            middle -= QPointF(0, 78 * scale)
        painter.setPen(stroke(theme.colour(theme.current().tokens.muted), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, _WHEEL.width() / 2 * scale, _WHEEL.height() / 2 * scale)

    def _draw_fields_again(self, keys: Collection[str]) -> None:
        """Draw anew where these sensors look, and nothing else."""
        if not self._belongs:
            self._draw_again()
            return
        place = self._frame()
        for spot in self._spots:
            if spot.key in keys and spot.aim is not None and spot.field_of_view:
                field = self._field(spot, place).boundingRect()
                part = field.adjusted(-2, -2, 2, 2).toAlignedRect()
                self._kept.forget(part)
                self.update(part)

    def _draw_again(self) -> None:
        """Draw all of it anew."""
        self._kept.forget()
        self.update()

    def _paint_field(self, painter: QPainter, spot: Spot, place: QRectF) -> None:
        """Draw what a sensor looks at, roughly."""
        if spot.aim is None or not spot.field_of_view:
            return
        accent = theme.colour(theme.current().tokens.accent)
        fill = QColor(accent)
        fill.setAlphaF(_FIELD_PERCENT / 100)
        painter.setPen(stroke(accent, 1.2, dashed=True))
        painter.setBrush(fill)
        painter.drawPath(self._field(spot, place))

    def _field(self, spot: Spot, place: QRectF) -> QPainterPath:
        """Return the part of a circle that a sensor looks at."""
        radius = spot.reach * (_REAR - _FRONT) * place.width() / _BOX.width()
        middle = self._belongs[spot.key]
        square = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        wedge = QPainterPath(middle)
        # Qt counts from three o'clock against the clock, the notice from ahead with it.
        aim, angle = spot.aim or 0.0, spot.field_of_view or 0.0
        wedge.arcTo(square, 90 - aim - angle / 2, angle)
        wedge.closeSubpath()
        return wedge

    def _paint_leaders(self, painter: QPainter) -> None:
        """Draw a line from each dot that was moved to where its sensor is."""
        muted = theme.colour(theme.current().tokens.muted)
        for key, belongs in self._belongs.items():
            middle = QRectF(self._dots[key].geometry()).center()
            away = middle - belongs
            if math.hypot(away.x(), away.y()) < _MOVED:
                continue
            painter.setPen(stroke(muted, 1.0))
            painter.setBrush(muted)
            painter.drawLine(belongs, middle)
            circle(painter, belongs.x(), belongs.y(), 1.6)


def _looks_at(spot: Spot) -> tuple[object, ...]:
    """Return all that decides what the picture itself shows of a sensor."""
    return spot.key, spot.aim, spot.field_of_view, spot.reach


def _colours(tokens: Tokens) -> tuple[str, str, str, str]:
    """Return the colours that stand for the four of the drawings."""
    glass = {LIGHT.surface: _GLASS.decode("ascii"), DARK.surface: _DARK_GLASS}
    return tokens.ink, tokens.muted, tokens.surface, glass.get(tokens.surface, tokens.window)


@lru_cache(maxsize=len(SHAPES))
def outline_source(outline: str) -> bytes:
    """Return the drawing of an outline as text; any thread may read it ahead."""
    return resource_path("cars", f"{outline}.svg").read_bytes()


@lru_cache(maxsize=4)
def _drawn(outline: str, colours: tuple[str, str, str, str], width: int, height: int) -> QPixmap:
    """Draw the car; the arguments, sizes in device pixels, are the key under which it is kept."""
    source = outline_source(outline)
    # In one pass, so that no colour is replaced twice.
    for number, name in enumerate((_INK, _MUTED, _SURFACE, _GLASS)):
        source = source.replace(name, b"@%d@" % number)
    for number, colour in enumerate(colours):
        source = source.replace(b"@%d@" % number, colour.encode("ascii"))
    renderer = QSvgRenderer(QByteArray(source))
    renderer.setViewBox(_BOX)
    picture = QPixmap(max(width, 1), max(height, 1))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return picture
