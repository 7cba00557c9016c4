"""A code group by group, each under its number: read from left to right in every language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_TILE, TextRole, Tone
from ownerapp.ui.widgets.drawing import painting, rounded
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.text import Text


class CodeGroups(QFrame):
    """Shows groups of letters; they can be read and not marked, so nothing copies them unasked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._flow = FlowLayout(gap=24, row_gap=12)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_groups(self, groups: Sequence[str], names: Sequence[str]) -> None:
        """Show other groups, or none.

        Args:
            groups: The letters of each group.
            names: What a screen reader says for each.
        """
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (letters, name) in enumerate(zip(groups, names, strict=True), start=1):
            self._flow.addWidget(_Group(number, letters, name))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame around all of them."""
        tokens = theme.current().tokens
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_TILE,
                fill=theme.colour(tokens.window),
                border=theme.colour(tokens.muted),
                width=tokens.border,
            )


class _Group(QWidget):
    """One group under its number."""

    def __init__(self, number: int, letters: str, name: str) -> None:
        super().__init__()
        under = Text(str(number), role=TextRole.LABEL, tone=Tone.MUTED, wraps=False)
        shown = Text(letters, role=TextRole.PANEL, wraps=False)
        shown.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for text in (under, shown):
            text.set_side(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
