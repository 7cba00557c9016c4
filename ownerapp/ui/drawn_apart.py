"""A window that is drawn in a turn of the event loop of its own.

Qt draws right after what made it necessary, and so a page that is filled, laid out and drawn
keeps the loop for all three together. Here keys and the pointer get their turn before the
drawing, and other threads stand aside for it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtWidgets import QMainWindow
from typing_extensions import override

from ownerapp.ui.right_of_way import RightOfWay


class DrawnApart(QMainWindow):
    """Draws what changed when the loop comes to it.

    Args:
        way: What other threads look at.
    """

    def __init__(self, way: RightOfWay) -> None:
        super().__init__()
        self._way = way
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._draw)

    @override
    def event(self, event: QEvent) -> bool:
        """Put off what draws; Qt asks for it once, and not again before it is done."""
        if event.type() is not QEvent.Type.UpdateRequest:
            return super().event(event)
        self._turn.start()
        return True

    @Slot()
    def _draw(self) -> None:
        """Draw everything that changed."""
        self._way.take()
        super().event(QEvent(QEvent.Type.UpdateRequest))
        self._way.give()
