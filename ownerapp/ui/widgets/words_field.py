"""A field for several lines of a person's own words, painted like the other fields."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_BUTTON, TextRole
from ownerapp.ui.widgets.drawing import leading_side, painting, rounded
from ownerapp.ui.widgets.focus import KeyboardFocus

_LINES: Final = 4
_MARGIN: Final = 8


class FramedWords(KeyboardFocus, QPlainTextEdit):
    """Plain text in the frame of a field; Tab leaves it, as it leaves every other field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self.viewport().setAutoFillBackground(False)
        self._take_side()

    def _take_side(self) -> None:
        """Begin each line at the window's leading edge, in the order of its own letters."""
        option = self.document().defaultTextOption()
        option.setAlignment(leading_side(self))
        self.document().setDefaultTextOption(option)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._take_side()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border below Qt's text."""
        tokens = theme.current().tokens
        with painting(self.viewport()) as painter:
            rounded(
                painter,
                QRectF(self.viewport().rect()),
                radius=RADIUS_BUTTON,
                fill=theme.colour(tokens.surface),
                border=theme.colour(tokens.muted),
                width=tokens.border,
            )
        super().paintEvent(event)


class WordsField(FramedWords):
    """A person's own words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.restyle()

    def words(self) -> str:
        """Return what was typed, without blanks around it."""
        return self.toPlainText().strip()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.BODY))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return a field of a few lines."""
        height = self.fontMetrics().lineSpacing() * _LINES + 2 * _MARGIN + 4
        return QSize(theme.current().half_px(280), height)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least field that can be read."""
        return QSize(120, self.sizeHint().height())
