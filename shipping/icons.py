"""The program's icon in the sizes that desktops ask for, drawn from its one SVG file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from ownerapp.resources import resource_path

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)


def icon_source() -> bytes:
    """Return the drawing."""
    return resource_path("desktop", "ownerapp.svg").read_bytes()


def icon_png(size: int) -> bytes:
    """Return the icon as a PNG picture of this many pixels on each side."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(icon_source())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    # A picture without a compression of its own choice would differ between versions of Qt.
    if not image.save(held, "PNG", 0):  # type: ignore[call-overload] # PySide's stub wants bytes
        raise OSError(size)
    return bytes(held.data().data())
