"""A path on one line: cut in the middle where there is no room, and never mirrored.

Nothing in it turns a part of it around, so that a file is seen to be of the kind that it is.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.presentation.unseen import without_unseen
from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.drawing import is_right_to_left, painting

_LEAST = 160


class PathLabel(QWidget):
    """Shows a path; the whole of it is in the tooltip and in the accessible name."""

    def __init__(self, path: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.restyle()
        self.set_path(path)

    def path(self) -> str:
        """Return the whole path."""
        return self._path

    def set_path(self, path: str) -> None:
        """Show another path."""
        self._path = path
        self._shown = without_unseen(path)
        self.setToolTip(self._shown)
        self.setAccessibleName(self._shown)
        self.update()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.DETAIL))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return one line."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._shown) + 2, metrics.height() + 6)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return one short line."""
        return QSize(_LEAST, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the path from left to right, at the leading edge."""
        shown = self.fontMetrics().elidedText(
            self._shown, Qt.TextElideMode.ElideMiddle, self.width()
        )
        side = Qt.AlignmentFlag.AlignRight if is_right_to_left(self) else Qt.AlignmentFlag.AlignLeft
        with painting(self) as painter:
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.setFont(self.font())
            painter.setPen(theme.colour(theme.current().tokens.ink))
            flags = int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
            painter.drawText(self.rect(), flags, shown)
