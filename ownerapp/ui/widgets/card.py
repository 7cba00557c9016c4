"""Frames and headings that group things: card, section header, rule, empty state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.fonts import LATIN
from ownerapp.ui.theme import RADIUS_CARD, TextRole, Tone
from ownerapp.ui.widgets.drawing import painting, rounded, show_when
from ownerapp.ui.widgets.icon_text import Icon
from ownerapp.ui.widgets.text import Text, body, label, panel_heading, title


class Card(QFrame):
    """A rounded surface with a thin border; put a layout into it.

    Args:
        hovers: Whether the pointer is answered with a darker border.
    """

    def __init__(self, *, hovers: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovers = hovers
        self._absent = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_absent(self, absent: bool) -> None:  # noqa: FBT001 -- a setter
        """Draw the card dashed, for something this car does not have."""
        self._absent = absent
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover state."""
        super().enterEvent(event)
        if self._hovers:
            self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Leave the hover state."""
        super().leaveEvent(event)
        if self._hovers:
            self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface and the border."""
        tokens = theme.current().tokens
        fill, border = theme.colour(tokens.surface), theme.colour(tokens.line)
        if self._absent:
            fill = theme.colour(tokens.window)
        elif self._hovers and self.underMouse():
            border = theme.colour(tokens.accent if tokens.is_high_contrast else tokens.muted)
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_CARD,
                fill=fill,
                border=border,
                width=tokens.border,
                dashed=self._absent,
            )


class Rule(QWidget):
    """A thin line between two things, lying or standing."""

    def __init__(self, *, standing: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if standing else free, free if standing else fixed)

    def restyle(self) -> None:
        """Take the width of the line from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the line's width both ways; the layout stretches it."""
        width = theme.current().tokens.border
        return QSize(width, width)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        with painting(self) as painter:
            painter.fillRect(self.rect(), theme.colour(theme.current().tokens.line))


class SectionHeader(QWidget):
    """The title of a group of cards, with a count at the trailing edge."""

    def __init__(self, *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title()
        self._count: Text | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        if icon:
            self._row.addWidget(Icon(icon, size=16), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._title, 1)

    def set_texts(self, text: str, count: str = "") -> None:
        """Show a title and what stands at the trailing edge."""
        self._title.setText(text)
        if self._count is None:
            if not count:
                return
            self._count = label()
            self._count.set_side(Qt.AlignmentFlag.AlignTrailing)
            self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        self._count.setText(count)
        self._count.setVisible(bool(count))


class EmptyState(QWidget):
    """What a page says when it has nothing to show yet."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = panel_heading()
        self._body = body(tone=Tone.MUTED)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 32, 24, 32)
        self._column.setSpacing(8)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._column.addWidget(Icon(icon, size=40, tone=Tone.MUTED), 0, centre)
        for text in (self._title, self._body):
            text.set_side(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(text)

    def set_texts(self, heading: str, text: str) -> None:
        """Say what is missing and what to do."""
        self._title.setText(heading)
        self._body.setText(text)

    def add_action(self, button: QWidget) -> None:
        """Put a button below the text."""
        self._column.addSpacing(8)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def add_below(self, part: QWidget) -> None:
        """Put a part below the text that takes the whole width."""
        self._column.addSpacing(8)
        self._column.addWidget(part)


class PlateLabel(Text):
    """A number plate: bold label text in a frame, left to right in every language."""

    def __init__(self, plate: str = "", parent: QWidget | None = None) -> None:
        super().__init__(role=TextRole.LABEL_STRONG, wraps=False, parent=parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.set_side(Qt.AlignmentFlag.AlignHCenter)
        self.setContentsMargins(9, 1, 9, 1)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_plate(plate)

    def set_plate(self, plate: str) -> None:
        """Show a plate, or nothing."""
        self.setText(plate)
        show_when(self, bool(plate))

    @override
    def restyle(self) -> None:
        """Take the Latin font first: the dot on a plate is narrow, also in a Chinese window."""
        super().restyle()
        font = self.font()
        font.setFamilies(sorted(font.families(), key=LATIN.__ne__))
        self.setFont(font)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame and the text."""
        tokens = theme.current().tokens
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=4,
                fill=theme.colour(tokens.surface),
                border=theme.colour(tokens.muted),
                width=1.2,
            )
        super().paintEvent(event)
