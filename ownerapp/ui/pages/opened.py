"""Brings what was opened into view."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_AIR: Final = 16


def show_opened(area: QScrollArea, part: QWidget) -> None:
    """Scroll as little as shows a part that was opened, once it has its size.

    Of a part that is taller than what is seen the beginning is shown: there is what opened it,
    with the focus, and there reading begins.
    """
    QTimer.singleShot(0, part, lambda: _show(area, part))


def _show(area: QScrollArea, part: QWidget) -> None:
    content = area.widget()
    if content is None:
        return
    if part.height() + 2 * _AIR <= area.viewport().height():
        area.ensureWidgetVisible(part, 0, _AIR)
        return
    top = part.mapTo(content, part.rect().topLeft()).y()
    area.verticalScrollBar().setValue(top - _AIR)
