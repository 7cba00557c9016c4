"""The switch of a practice.

Rules:

1. A press asks; it never answers. ``requested`` carries the wished state, and the picture
   moves only through ``set_on``: a yes needs its text and its term first.
2. Space, Enter, the mouse and a screen reader's *toggle* all take the same road.
3. The state word stands beside the switch; colour and place of the thumb only repeat it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from PySide6.QtCore import (
    Property,
    QEasingCurve,
    QPointF,
    QPropertyAnimation,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.widgets.drawing import (
    circle,
    dotted,
    is_right_to_left,
    painting,
    stroke,
    tick,
)
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.pressing import ShowsHover, TakesEnter

TRACK: Final = QSize(44, 24)
PRESS_AREA: Final = QSize(64, 40)
SLIDE_MS: Final = 120


class Mark(StrEnum):
    """What is special about the present state."""

    NONE = "none"
    WAITING = "waiting"
    FAILED = "failed"


class Toggle(KeyboardFocus, TakesEnter, ShowsHover, QAbstractButton):
    """A switch of 44 by 24 in a press area of 64 by 40.

    Signals:
        requested: The person pressed; the wished state. The switch has not moved.
    """

    requested = Signal(bool)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark.NONE
        self._thumb = 0.0
        self._slide = QPropertyAnimation(self, b"thumb", self)
        self._slide.setDuration(SLIDE_MS)
        self._slide.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self._on = False
        self.toggled.connect(self._on_toggled)

    def is_on(self) -> bool:
        """Say what the switch shows."""
        return self._on

    def set_on(self, on: bool, *, animated: bool = True) -> None:  # noqa: FBT001 -- a setter
        """Show the state; the only way to move the switch."""
        if on == self._on:
            return
        self._on = on
        self.setChecked(on)
        self._slide.stop()
        if animated and self.isVisible() and not theme.current().reduced_motion:
            self._slide.setStartValue(self._thumb)
            self._slide.setEndValue(float(on))
            self._slide.start()
        else:
            self._set_thumb(float(on))

    def mark(self) -> Mark:
        """Return what is special about the present state."""
        return self._mark

    def set_mark(self, mark: Mark) -> None:
        """Show that the car has not answered yet, or has refused."""
        if mark is not self._mark:
            self._mark = mark
            self.update()

    def track_rect(self) -> QRect:
        """Return where the track is drawn, in the middle of the press area."""
        look = theme.current()
        size = QSize(look.half_px(TRACK.width()), look.half_px(TRACK.height()))
        rect = QRect(0, 0, size.width(), size.height())
        rect.moveCenter(self.rect().center())
        return rect

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()
        self.update()

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 -- Qt's signature
        """Take back what was not done by ``set_on``, and ask instead.

        A screen reader's *toggle* changes the checked state past ``nextCheckState``.
        """
        if checked != self._on:
            self.setChecked(self._on)
            self.requested.emit(checked)

    def _get_thumb(self) -> float:
        """Return where the thumb is: 0 at the leading end, 1 at the trailing end."""
        return self._thumb

    def _set_thumb(self, value: float) -> None:
        """Move the thumb."""
        self._thumb = value
        self.update()

    thumb = Property(float, _get_thumb, _set_thumb)

    @override
    def focus_rect(self) -> QRect:
        """Let the ring follow the track, not the press area."""
        return self.track_rect()

    @override
    def focus_radius(self) -> float:
        """Return the radius of the track."""
        return self.track_rect().height() / 2

    @override
    def sizeHint(self) -> QSize:
        """Return the press area."""
        look = theme.current()
        return QSize(look.half_px(PRESS_AREA.width()), look.half_px(PRESS_AREA.height()))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the press area."""
        return self.sizeHint()

    @override
    def nextCheckState(self) -> None:
        """Ask instead of switching (rule 1)."""
        self.requested.emit(not self._on)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and the thumb."""
        track = QRectF(self.track_rect())
        with painting(self) as painter:
            painter.translate(track.topLeft())
            painter.scale(track.width() / TRACK.width(), track.height() / TRACK.height())
            if not self.isEnabled():
                self._paint_absent(painter)
            elif self._mark is Mark.WAITING:
                self._paint_waiting(painter)
            else:
                self._paint_state(painter)

    def _paint_state(self, painter: QPainter) -> None:
        """Draw off, on and everything between, in the reading direction."""
        tokens = theme.current().tokens
        hovered = self.underMouse()
        line = theme.colour(tokens.muted)
        if self._mark is Mark.FAILED:
            line = theme.colour(tokens.stop)
        elif hovered:
            line = theme.colour(tokens.accent if tokens.is_high_contrast else tokens.ink)
        surface = tokens.hover(tokens.surface) if hovered else theme.colour(tokens.surface)
        accent = theme.colour(tokens.accent)
        failed = self._mark is Mark.FAILED
        filled = self._thumb > 0 and not failed
        width = 2.0 if tokens.is_high_contrast or (hovered and not filled) else 1.6
        fill = _between(surface, accent, self._thumb) if filled else surface
        self._track(painter, fill, _between(line, accent, self._thumb) if filled else line, width)
        x = self._thumb_x()
        if filled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(tokens.surface))
            circle(painter, x, 12, 8)
            tick(painter, QPointF(x, 12), 7, accent, 2.0)
            return
        painter.setPen(stroke(line, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        circle(painter, x, 12, 8 if failed else 7)
        if failed:
            painter.setPen(stroke(line, 2.0))
            painter.drawLine(QPointF(x, 8), QPointF(x, 12.6))
            painter.drawPoint(QPointF(x, 15.8))

    def _paint_waiting(self, painter: QPainter) -> None:
        """Draw the dashed track with a clock in the middle; a clock is never mirrored."""
        tokens = theme.current().tokens
        warn = theme.colour(tokens.warn)
        painter.setPen(stroke(warn, 1.7, dashed=True))
        painter.setBrush(theme.colour(tokens.surface))
        painter.drawRoundedRect(QRectF(1, 1, 42, 22), 11, 11)
        painter.setPen(stroke(warn, 1.7))
        circle(painter, 22, 12, 7.6)
        painter.drawPolyline([QPointF(22, 8), QPointF(22, 12), QPointF(24.6, 13.8)])

    def _paint_absent(self, painter: QPainter) -> None:
        """Draw a switch that this car does not have."""
        tokens = theme.current().tokens
        painter.setPen(dotted(theme.colour(tokens.muted), 1.7))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(1, 1, 42, 22), 11, 11)
        circle(painter, self._thumb_x(), 12, 6.5)

    def _track(self, painter: QPainter, fill: QColor, line: QColor, width: float) -> None:
        """Draw the track with its outline inside 44 by 24."""
        painter.setPen(stroke(line, width))
        painter.setBrush(fill)
        half = width / 2
        painter.drawRoundedRect(QRectF(half, half, 44 - width, 24 - width), 12 - half, 12 - half)

    def _thumb_x(self) -> float:
        """Return the middle of the thumb; the way is mirrored, its signs are not."""
        x = 12 + 20 * self._thumb
        return TRACK.width() - x if is_right_to_left(self) else x


def _between(start: QColor, end: QColor, share: float) -> QColor:
    """Return a colour on the way from one to another."""
    return QColor(
        round(start.red() + (end.red() - start.red()) * share),
        round(start.green() + (end.green() - start.green()) * share),
        round(start.blue() + (end.blue() - start.blue()) * share),
    )
