"""Strokes and shapes that several widgets share."""

from __future__ import annotations

import itertools
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPaintDevice, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QWidget

# Looked up once: a page is drawn by a few hundred calls, and each name of Qt's takes its time.
_SMOOTH: Final = QPainter.RenderHint.Antialiasing
_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush
_ROUND_JOIN: Final = Qt.PenJoinStyle.RoundJoin
_ROUND_CAP, _FLAT_CAP = Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.FlatCap


class _Painting:
    """A smooth painter for as long as a ``with`` block lasts."""

    __slots__ = ("_painter",)

    def __init__(self, device: QPaintDevice) -> None:
        self._painter = QPainter(device)
        self._painter.setRenderHint(_SMOOTH)

    def __enter__(self) -> QPainter:
        return self._painter

    def __exit__(self, *_raised: object) -> None:
        self._painter.end()


def painting(widget: QPaintDevice) -> _Painting:
    """Open a smooth painter on a widget and close it whatever happens."""
    return _Painting(widget)


def is_right_to_left(widget: QWidget) -> bool:
    """Say whether the widget is laid out from right to left."""
    return widget.isRightToLeft()


def leading_side(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the side of the window's first letters, whatever letters the widget holds.

    Without ``AlignAbsolute`` Qt turns the side around by the text's own direction: a Latin name
    and an empty field would stand at the far edge of an Arabic window.
    """
    side = Qt.AlignmentFlag.AlignRight if is_right_to_left(widget) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def show_when(widget: QWidget, wanted: bool) -> None:  # noqa: FBT001 -- reads as a setter
    """Show or hide a widget that may have no parent yet; Qt would open a window for it."""
    has_parent = widget.parentWidget() is not None
    if wanted and has_parent and not widget.isHidden():
        # It is shown, or will be with its parent. Said again, it would be laid out at once.
        return
    if has_parent or not wanted:
        widget.setVisible(wanted)
    else:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)


def mirror(painter: QPainter, width: float) -> None:
    """Draw everything that follows as in a mirror of this width."""
    painter.translate(width, 0)
    painter.scale(-1, 1)


def rounded(
    painter: QPainter,
    rect: QRectF,
    *,
    radius: float,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Draw a rounded rectangle whose border lies wholly inside the rectangle."""
    inset = width / 2 if border is not None else 0.0
    inner = rect.adjusted(inset, inset, -inset, -inset)
    if border is None:
        painter.setPen(_NO_PEN)
    else:
        painter.setPen(stroke(border, width, dashed=dashed))
    if fill is None:
        painter.setBrush(_NO_BRUSH)
    else:
        painter.setBrush(fill)
    painter.drawRoundedRect(inner, radius - inset, radius - inset)


def dashed_outline(
    painter: QPainter, rect: QRectF, *, radius: float, colour: QColor, width: float
) -> None:
    """Draw the dashed border of a large rounded rectangle as ``rounded`` does.

    Side by side and corner by corner: Qt draws a straight dashed line at once, and takes ten
    times as long for a path that goes all round.
    """
    inset = width / 2
    inner = rect.adjusted(inset, inset, -inset, -inset)
    bend = radius - inset
    left, top, right, bottom = inner.left(), inner.top(), inner.right(), inner.bottom()
    side = QSizeF(2 * bend, 2 * bend)
    sides = (
        (QPointF(left + bend, top), QPointF(right - bend, top), QPointF(right - side.width(), top)),
        (
            QPointF(right, top + bend),
            QPointF(right, bottom - bend),
            QPointF(right - side.width(), bottom - side.height()),
        ),
        (
            QPointF(right - bend, bottom),
            QPointF(left + bend, bottom),
            QPointF(left, bottom - side.height()),
        ),
        (QPointF(left, bottom - bend), QPointF(left, top + bend), QPointF(left, top)),
    )
    pen = stroke(colour, width, dashed=True)
    painter.setBrush(_NO_BRUSH)
    done, bend_length = 0.0, 0.0
    for number, (start, end, corner) in enumerate(sides):
        pen.setDashOffset(done / width)
        painter.setPen(pen)
        painter.drawLine(start, end)
        done += QLineF(start, end).length()
        arc = QPainterPath(end)
        arc.arcTo(QRectF(corner, side), 90 - 90 * number, -90)
        pen.setDashOffset(done / width)
        painter.setPen(pen)
        painter.drawPath(arc)
        bend_length = bend_length or _drawn_length(painter, arc)
        done += bend_length


def _drawn_length(painter: QPainter, path: QPainterPath) -> float:
    """Return the length of a path as it is drawn: of straight pieces, the finer the denser."""
    ratio = painter.device().devicePixelRatio()
    points = path.toSubpathPolygons(QTransform.fromScale(ratio, ratio))[0].toList()
    return sum(QLineF(one, next_).length() for one, next_ in itertools.pairwise(points)) / ratio


def stroke(
    colour: QColor, width: float, *, dashed: bool = False, dash: float = 4.0, gap: float = 3.0
) -> QPen:
    """Return a round-ended pen; dashes are measured in logical pixels."""
    pen = QPen(colour, width)
    pen.setJoinStyle(_ROUND_JOIN)
    if dashed:
        pen.setCapStyle(_FLAT_CAP)
        pen.setDashPattern([dash / width, gap / width])
    else:
        pen.setCapStyle(_ROUND_CAP)
    return pen


def dotted(colour: QColor, width: float) -> QPen:
    """Return a dotted pen."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.0, 1.7])
    return pen


def circle(painter: QPainter, x: float, y: float, radius: float) -> None:
    """Draw a circle around a point with the painter's pen and brush."""
    painter.drawEllipse(QPointF(x, y), radius, radius)


def tick(painter: QPainter, middle: QPointF, size: float, colour: QColor, width: float) -> None:
    """Draw a tick around a point; it is never mirrored."""
    x, y = middle.x(), middle.y()
    painter.setPen(stroke(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = size / 2
    painter.drawPolyline(
        [
            QPointF(x - half, y + half * 0.05),
            QPointF(x - half * 0.25, y + half * 0.72),
            QPointF(x + half, y - half * 0.65),
        ]
    )


def hatch(painter: QPainter, rect: QRectF, colour: QColor, *, step: float = 4.0) -> None:
    """Fill a rectangle with the stripes of *recorded only*."""
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    painter.setPen(stroke(colour, 1.5))
    x = rect.left() - rect.height()
    while x < rect.right():
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()))
        x += step
    painter.restore()
