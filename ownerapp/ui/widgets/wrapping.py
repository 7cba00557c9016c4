"""Painted texts that wrap: as high as their words need at the width they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


class WrapsWords(_Mixed):
    """Mix into a widget with ``heightForWidth`` that must not grow beyond its words.

    Qt takes the height of ``sizeHint`` as the most that a fixed widget may have, which is
    one line; the least height is therefore set from the real width.
    """

    def fit_height(self) -> None:
        """Take the height that the words need; call it when they or the font change."""
        needed = self.heightForWidth(self.width())
        if needed > 0 and needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_height()
