"""A tick with words that wrap; off unless the person ticks it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.drawing import is_right_to_left, painting, rounded, tick
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.wrapping import (
    KeepsHeights,
    WrapsWords,
    air_of_lines,
    first_line_middle,
    text_box,
)

_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_AT_START: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_GAP: Final = 10
_BOX: Final = 18


class CheckRow(KeyboardFocus, KeepsHeights, WrapsWords, QCheckBox):
    """One thing to tick, 32 high or higher."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.restyle()
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.updateGeometry()
        self.fit_height()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.BODY))
        self.updateGeometry()
        self.fit_height()

    def _mark(self) -> int:
        """Return the size of the box."""
        return theme.current().px(_BOX)

    @override
    def sizeHint(self) -> QSize:
        """Return the row in one line."""
        words = self.fontMetrics().horizontalAdvance(self.text())
        width = self._mark() + _GAP + words + 2 + self._air()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the row with its longest word."""
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + self._mark() + _GAP + 2, theme.current().half_px(32))

    @override
    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    def _air(self) -> int:
        return air_of_lines(self.font(), right_to_left=is_right_to_left(self))

    @override
    def words_height(self, width: int) -> int:
        """Return the height that the words need at a width."""
        room = max(width - self._mark() - _GAP - self._air(), 1)
        words = text_box(self.text(), self.font(), room, _WRAP).height()
        return max(theme.current().half_px(32), words + 8)

    @override
    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the tick and the words."""
        tokens = theme.current().tokens
        mark, ticked = self._mark(), self.isChecked()
        box = QRectF(0, 0, mark, mark)
        words = self.rect().adjusted(mark + _GAP, 0, 0, 0)
        if is_right_to_left(self):
            box.moveLeft(self.width() - mark)
            words = self.rect().adjusted(self._air(), 0, -mark - _GAP, 0)
        middle = first_line_middle(self, self.text(), words.width())
        box.moveTop(round(middle - mark / 2))
        line = tokens.ink if self.underMouse() else tokens.muted
        with painting(self) as painter:
            rounded(
                painter,
                box,
                radius=4,
                fill=theme.colour(tokens.accent if ticked else tokens.surface),
                border=theme.colour(tokens.accent if ticked else line),
                width=max(1.6, tokens.border),
            )
            if ticked:
                centre = QPointF(box.center())
                tick(painter, centre, mark * 0.5, theme.colour(tokens.surface), 2.0)
            painter.setFont(self.font())
            painter.setPen(theme.colour(tokens.ink if self.isEnabled() else tokens.muted))
            painter.drawText(words, _AT_START | _WRAP, self.text())


class UnderTick(QWidget):
    """What is said about a tick, below it and in line with its words.

    A margin would not do: layouts do not mirror margins.
    """

    def __init__(self, part: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._gap)
        row.addWidget(part, 1)
        self.restyle()

    def restyle(self) -> None:
        """Begin where the words of a tick begin in the look in force."""
        self._gap.setFixedWidth(theme.current().px(_BOX) + _GAP)
