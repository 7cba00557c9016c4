"""How painted controls answer the pointer and the keyboard alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

    _Mixed = QAbstractButton
else:
    _Mixed = object


class ShowsHover(_Mixed):
    """Mix into a painted control, before its Qt class: it is drawn anew under the pointer."""

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover state."""
        super().enterEvent(event)
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Leave the hover state."""
        super().leaveEvent(event)
        self.update()


class TakesEnter(_Mixed):
    """Mix into a button, before its Qt class: Enter presses it like Space, once per stroke."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)
