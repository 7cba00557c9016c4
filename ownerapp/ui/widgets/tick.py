"""A tick box with words that wrap: for things that are chosen besides an answer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_CHIP, TextRole
from ownerapp.ui.widgets.drawing import is_right_to_left, painting, rounded, tick
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.wrapping import WrapsWords

_WRAP = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextWordWrap
)
_GAP = 8


class TickRow(KeyboardFocus, WrapsWords, QCheckBox):
    """A box and its words; a press anywhere on the row ticks it."""

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

    def _box(self) -> int:
        """Return the side of the box."""
        return theme.current().px(18)

    @override
    def sizeHint(self) -> QSize:
        """Return the row in one line."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + self._box() + _GAP + 2
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the row with its longest word."""
        words = self.text().split()
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return QSize(longest + self._box() + _GAP + 2, 32)

    @override
    def hasHeightForWidth(self) -> bool:
        """Say that the words wrap."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        room = QRect(0, 0, max(width - self._box() - _GAP, 1), 10_000)
        words = self.fontMetrics().boundingRect(room, _WRAP, self.text()).height()
        return max(theme.current().half_px(32), words + 8)

    @override
    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and the words."""
        tokens = theme.current().tokens
        side = self._box()
        box = QRectF(0, (self.height() - side) / 2, side, side)
        words = self.rect().adjusted(side + _GAP, 0, 0, 0)
        if is_right_to_left(self):
            box.moveLeft(self.width() - side)
            words = self.rect().adjusted(0, 0, -side - _GAP, 0)
        ticked = self.isChecked()
        line = tokens.accent if ticked else tokens.ink if self.underMouse() else tokens.muted
        with painting(self) as painter:
            rounded(
                painter,
                box,
                radius=RADIUS_CHIP,
                fill=theme.colour(tokens.accent if ticked else tokens.surface),
                border=theme.colour(line if self.isEnabled() else tokens.muted),
                width=1.4,
                dashed=not self.isEnabled(),
            )
            if ticked:
                middle = QPointF(box.center())
                tick(painter, middle, side * 0.5, theme.colour(tokens.surface), 1.8)
            painter.setFont(self.font())
            painter.setPen(theme.colour(tokens.ink if self.isEnabled() else tokens.muted))
            painter.drawText(words, _WRAP, self.text())
