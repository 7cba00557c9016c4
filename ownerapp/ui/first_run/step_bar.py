"""Where one is in a row of steps: words, and a bar with one part per step."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.widgets.drawing import is_right_to_left, mirror, painting, rounded

_HEIGHT = 4
_GAP = 4


class StepBar(QWidget):
    """Parts up to the present step are filled; the words beside it say the same."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 1
        self._count = 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, number: int, count: int, name: str) -> None:
        """Show the step."""
        self._number, self._count = number, count
        self.setAccessibleName(name)
        self.update()

    def step(self) -> tuple[int, int]:
        """Return the present step and how many there are."""
        return self._number, self._count

    @override
    def sizeHint(self) -> QSize:
        """Return a thin bar."""
        return QSize(240, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts in the reading direction."""
        tokens = theme.current().tokens
        part = (self.width() - _GAP * (self._count - 1)) / self._count
        with painting(self) as painter:
            if is_right_to_left(self):
                mirror(painter, self.width())
            for number in range(self._count):
                rect = QRectF(number * (part + _GAP), 0, part, _HEIGHT)
                done = number < self._number
                rounded(
                    painter,
                    rect,
                    radius=2,
                    fill=theme.colour(tokens.accent if done else tokens.line),
                )
