"""The project's line icons, drawn in a token's colour and kept once drawn."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ownerapp.resources import resource_path

CAR_OUTLINE: Final = "sedan"
"""The side view of the sidebar, 64 by 22; it faces the reading direction."""

_DRAWN_IN: Final = b"#1B2322"
"""The colour that every icon file is drawn in; replaced by the token's."""

MIRRORED: Final = frozenset({"left", "right", "flow", "timeline", CAR_OUTLINE})
"""Icons that point along the reading direction. All others are never mirrored: clocks,
ticks and the top view of a car mean the same from either side."""


def icon_names() -> frozenset[str]:
    """Return the names of all shipped icons."""
    return frozenset(path.stem for path in resource_path("icons").glob("*.svg"))


def pixmap(
    name: str, colour: QColor, size: int, *, ratio: float = 1.0, right_to_left: bool = False
) -> QPixmap:
    """Return an icon of a height in logical pixels, drawn in a colour.

    Args:
        name: The file's name in ``resources/icons`` without its ending.
        colour: The line colour.
        size: The height; the width follows the drawing.
        ratio: Device pixels per logical pixel.
        right_to_left: Whether the icon stands in right-to-left text.
    """
    return _pixmap(
        name, colour.name(), size, round(ratio * 100), right_to_left and name in MIRRORED
    )


def icon(name: str, colour: QColor, size: int = 18) -> QIcon:
    """Return an icon for the few Qt parts that take a ``QIcon``."""
    return QIcon(pixmap(name, colour, size, ratio=2.0))


def paint_icon(
    painter: QPainter, name: str, rect: QRectF, colour: QColor, *, right_to_left: bool = False
) -> None:
    """Draw an icon centred in a rectangle, as high as the rectangle."""
    device = painter.device()
    ratio = device.devicePixelRatio()
    drawn = pixmap(name, colour, round(rect.height()), ratio=ratio, right_to_left=right_to_left)
    size = drawn.deviceIndependentSize()
    painter.drawPixmap(
        round(rect.center().x() - size.width() / 2),
        round(rect.center().y() - size.height() / 2),
        drawn,
    )


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, percent: int, mirrored: bool) -> QPixmap:  # noqa: FBT001 -- a key
    """Draw one icon; the arguments are the key under which it is kept."""
    renderer = QSvgRenderer(QByteArray(source(name).replace(_DRAWN_IN, colour.encode("ascii"))))
    box = renderer.defaultSize()
    width = size * box.width() / max(box.height(), 1)
    ratio = percent / 100
    drawn = QPixmap(round(width * ratio), round(size * ratio))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    if mirrored:
        painter.translate(drawn.width(), 0)
        painter.scale(-1, 1)
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=128)
def source(name: str) -> bytes:
    """Return the drawing's text; any thread may read it ahead."""
    return resource_path("icons", f"{name}.svg").read_bytes()
