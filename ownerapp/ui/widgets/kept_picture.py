"""What a large widget painted of itself, kept until it changes: shown again, it is only copied.

Rules:

1. Only what was seen is painted; what comes into sight is painted then.
2. Where there are letters, the picture is opaque, on the ground that the widget stands on:
   they are as smooth in it as they are on the widget.
3. Where a logical pixel is no whole number of device pixels, or the picture would be very
   large, nothing is kept, and the widget paints itself as if this were not here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from ownerapp.ui import theme
from ownerapp.ui.widgets.drawing import painting

_REPLACES: Final = QPainter.CompositionMode.CompositionMode_Source
_ADDS: Final = QPainter.CompositionMode.CompositionMode_SourceOver
_MOST_PIXELS: Final = 8_000_000
"""Of a picture that is kept; four bytes each."""


class KeptPicture:
    """Keeps the picture of one widget.

    ``keeps`` is False while each stroke is to reach the widget itself, as where texts are measured.
    """

    keeps: ClassVar = True

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._drawn = QRegion()
        self._look: theme.Look | None = None

    def forget(self, part: QRect | None = None) -> None:
        """Have a part, or all of it, painted again when it is next seen."""
        self._drawn = QRegion() if part is None else self._drawn.subtracted(QRegion(part))

    def show(
        self,
        widget: QWidget,
        seen: QRect,
        ground: QColor,
        paint: Callable[[QPainter, QRect], None],
    ) -> None:
        """Show a part of the widget, from its paint event.

        Args:
            widget: Whose picture it is.
            seen: What is to be shown.
            ground: What the widget stands on; a transparent colour leaves it to be seen.
            paint: Paints everything that touches a part; what lies beyond the part is cut off.
        """
        ratio = widget.devicePixelRatioF()
        size = widget.size() * ratio
        if not self.keeps or ratio != int(ratio) or size.width() * size.height() > _MOST_PIXELS:
            self._picture = QPixmap()
            with painting(widget) as painter:
                paint(painter, seen)
            return
        if self._picture.size() != size or self._picture.devicePixelRatio() != ratio:
            self._picture, self._look = QPixmap(size), None
            self._picture.fill(ground)
            self._picture.setDevicePixelRatio(ratio)
        if self._look is not theme.current():
            self._look, self._drawn = theme.current(), QRegion()
        missing = QRegion(seen).subtracted(self._drawn)
        if not missing.isEmpty():
            part = missing.boundingRect()
            with painting(self._picture) as painter:
                painter.setFont(widget.font())
                painter.setClipRect(part)
                painter.setCompositionMode(_REPLACES)
                painter.fillRect(part, ground)
                painter.setCompositionMode(_ADDS)
                paint(painter, part)
            self._drawn = self._drawn.united(QRegion(part))
        whole = int(ratio)
        source = QRect(seen.topLeft() * whole, seen.size() * whole)
        with painting(widget) as painter:
            painter.drawPixmap(QPoint(seen.left(), seen.top()), self._picture, source)
