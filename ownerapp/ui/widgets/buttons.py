"""Buttons: outlined, filled, text links, icon only, and the pair of equal answers."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import RADIUS_BUTTON, TextRole
from ownerapp.ui.widgets.drawing import is_right_to_left, painting, rounded, stroke
from ownerapp.ui.widgets.flow_layout import EqualLayout
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.pressing import ShowsHover, TakesEnter
from ownerapp.ui.widgets.wrapping import (
    KeepsHeights,
    WrapsWords,
    longest_word,
    text_box,
    words_width,
)

_PADDING: Final = 16
_ICON: Final = 18
_GAP: Final = 8
_RING_AIR: Final = 2
"""More than the ring keeps anyway, before the first letter of a link and after its chevron."""
_AT_START: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_WRAP: Final = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


class ActionButton(KeyboardFocus, TakesEnter, ShowsHover, KeepsHeights, WrapsWords, QPushButton):
    """An outlined button, 36 high; its text wraps rather than being cut.

    Args:
        text: The words on it.
        icon: A name from ``resources/icons`` to stand before the words.
        height: The least height at 100 % text.
    """

    def __init__(
        self,
        text: str = "",
        *,
        icon: str = "",
        height: int = 36,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._height = height
        self.setAutoDefault(False)
        self.setDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.updateGeometry()
        self.fit_height()

    def set_icon_name(self, icon: str) -> None:
        """Put another icon before the words."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.STRONG))
        self.updateGeometry()
        self.fit_height()
        self.update()

    def _icon_room(self) -> int:
        """Return how much the icon and its gap take."""
        return theme.current().px(_ICON) + _GAP if self._icon else 0

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Return fill, border and text colour of the present state."""
        tokens = theme.current().tokens
        fill, border = theme.colour(tokens.surface), theme.colour(tokens.muted)
        if not self.isEnabled():
            return fill, theme.colour(tokens.muted), theme.colour(tokens.muted)
        if self.underMouse() or self.isDown():
            fill = tokens.hover(tokens.surface)
            border = theme.colour(tokens.accent if tokens.is_high_contrast else tokens.ink)
        return fill, border, theme.colour(tokens.ink)

    @override
    def sizeHint(self) -> QSize:
        """Return the button with its words in one line."""
        width = words_width(self.font(), self.text()) + self._icon_room() + 2 * _PADDING + 2
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the button with its longest word."""
        longest = longest_word(self.font(), self.text())
        width = longest + self._icon_room() + 2 * _PADDING + 2
        return QSize(width, theme.current().half_px(self._height))

    @override
    def words_height(self, width: int) -> int:
        """Return the height that the words need at a width."""
        room = max(width - self._icon_room() - 2 * _PADDING, 1)
        words = text_box(self.text(), self.font(), room, _WRAP).height()
        return max(theme.current().half_px(self._height), words + 2 * 7)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw border, icon and words."""
        tokens = theme.current().tokens
        fill, border, text = self._colours()
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_BUTTON,
                fill=fill,
                border=border,
                width=tokens.border,
                dashed=not self.isEnabled(),
            )
            self._paint_words(painter, text)

    def _paint_words(self, painter: QPainter, colour: QColor) -> None:
        """Draw the icon and the words together in the middle."""
        painter.setFont(self.font())
        painter.setPen(colour)
        icon_room = self._icon_room()
        room = self.width() - icon_room - 2 * _PADDING
        taken = text_box(self.text(), self.font(), room, _WRAP).width()
        left = (self.width() - icon_room - taken) // 2
        words = QRect(left + icon_room, 0, taken, self.height())
        icon = QRect(left, 0, theme.current().px(_ICON), self.height())
        if is_right_to_left(self):
            words.moveLeft(left)
            icon.moveLeft(self.width() - left - icon.width())
        painter.drawText(words.adjusted(-2, 0, 2, 0), _WRAP, self.text())
        if self._icon:
            side = icon.width()
            square = QRectF(icon.x(), (self.height() - side) / 2, side, side)
            paint_icon(painter, self._icon, square, colour, right_to_left=is_right_to_left(self))


class PrimaryButton(ActionButton):
    """A filled button for going on; never for an answer about consent."""

    @override
    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Return fill, border and text colour of the present state."""
        tokens = theme.current().tokens
        if not self.isEnabled():
            return super()._colours()
        fill = theme.colour(tokens.accent)
        if self.underMouse() or self.isDown():
            fill = tokens.hover(tokens.accent)
        border = theme.colour(tokens.ink if tokens.is_high_contrast else tokens.accent)
        return fill, border if self.underMouse() else fill, theme.colour(tokens.surface)


class IconButton(KeyboardFocus, TakesEnter, ShowsHover, QAbstractButton):
    """A button of one icon in a square; its name is what it does."""

    def __init__(
        self,
        icon: str,
        name: str = "",
        *,
        outlined: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._outlined = outlined
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what the button does, as accessible name and tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the square of 36."""
        side = theme.current().half_px(36)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, and a border where it has one."""
        tokens = theme.current().tokens
        hovered = self.underMouse()
        side = theme.current().half_px(_ICON)
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(self.rect()).center())
        border = theme.colour(tokens.muted) if self._outlined else None
        fill = theme.colour(tokens.surface) if self._outlined else None
        if hovered:
            fill = tokens.hover(tokens.surface)
            if tokens.is_high_contrast:
                border = theme.colour(tokens.accent)
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_BUTTON,
                fill=fill,
                border=border,
                width=tokens.border,
            )
            paint_icon(
                painter,
                self._icon,
                square,
                theme.colour(tokens.ink),
                right_to_left=is_right_to_left(self),
            )


class LinkButton(KeyboardFocus, TakesEnter, ShowsHover, KeepsHeights, WrapsWords, QAbstractButton):
    """A text link of at least 24 in height, underlined or with a chevron.

    Args:
        text: The words.
        chevron: Which chevron stands after them, if any.
        leads: The chevron stands before them instead: a way back.
        underlined: Whether the words are underlined; only without a chevron unless said.
        parent: The parent.
    """

    def __init__(
        self,
        text: str = "",
        *,
        chevron: str = "",
        leads: bool = False,
        underlined: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chevron = chevron
        self._leads = leads
        self._underlined = not chevron if underlined is None else underlined
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        self.setText(text)

    @override
    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.updateGeometry()
        self.fit_height()

    def set_chevron(self, chevron: str) -> None:
        """Show another chevron: ``down``, ``up``, ``left``, ``right`` or none."""
        self._chevron = chevron
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.DETAIL))
        self.updateGeometry()
        self.fit_height()

    def _chevron_room(self) -> int:
        """Return how much the chevron and its gap take."""
        if not self._chevron:
            return 0
        return theme.current().px(16) + 4 - (self._chevron_inset() if self._leads else 0)

    @override
    def focus_rect(self) -> QRect:
        """Return the words and the stroke of the chevron, with as much air on either side."""
        if not self._chevron or self._leads:
            return self.rect()
        blank = self._chevron_inset() - _RING_AIR
        before, after = (-_RING_AIR, -blank) if not is_right_to_left(self) else (blank, _RING_AIR)
        return self.rect().adjusted(before, 0, after, 0)

    def _chevron_inset(self) -> int:
        """Return how far the stroke of the chevron stands inside its square."""
        return theme.current().px(5)

    @override
    def sizeHint(self) -> QSize:
        """Return the link in one line."""
        width = words_width(self.font(), self.text()) + self._chevron_room() + 2
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the link with its longest word."""
        longest = longest_word(self.font(), self.text())
        return QSize(max(longest + self._chevron_room() + 2, 24), 24)

    @override
    def words_height(self, width: int) -> int:
        """Return the height that the words need at a width."""
        room = max(width - self._chevron_room(), 1)
        words = text_box(self.text(), self.font(), room).height()
        return max(theme.current().px(24), words + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words and the chevron."""
        tokens = theme.current().tokens
        colour = theme.colour(tokens.accent if self.isEnabled() else tokens.muted)
        reversed_ = is_right_to_left(self)
        room = QRect(0, 0, self.width() - self._chevron_room(), self.height())
        at_right = reversed_ is self._leads
        if not at_right:
            room.moveLeft(self._chevron_room())
        flags = _AT_START | int(Qt.TextFlag.TextWordWrap)
        font = self.font()
        font.setUnderline(self._underlined or self.underMouse())
        with painting(self) as painter:
            painter.setFont(font)
            painter.setPen(stroke(colour, 1))
            painter.drawText(room, flags, self.text())
            if self._chevron:
                size = theme.current().px(16)
                x = self.width() - size if at_right else 0
                if self._leads:
                    # Its stroke stands at the edge, as the words below it do.
                    x += self._chevron_inset() if at_right else -self._chevron_inset()
                square = QRectF(x, (self.height() - size) / 2, size, size)
                paint_icon(painter, self._chevron, square, colour, right_to_left=reversed_)


class DecisionPair(WrapsWords, QWidget):
    """Two buttons of equal size, font and style: keep off first, turn on second.

    Neither is a default button and neither takes the focus by itself.

    Signals:
        refused: The first button was pressed.
        agreed: The second button was pressed.
    """

    refused = Signal()
    agreed = Signal()

    def __init__(
        self,
        *,
        height: int = 36,
        least_width: int = 128,
        gap: int = 8,
        whole_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least_width = least_width
        self.refuse_button = ActionButton(height=height)
        self.agree_button = ActionButton(height=height)
        self._row = EqualLayout(self, gap=gap, whole_lines=whole_lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grows = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        grows.setHeightForWidth(True)
        for button in (self.refuse_button, self.agree_button):
            button.setObjectName("decision")
            button.setSizePolicy(grows)
            self._row.addWidget(button)
        self.refuse_button.clicked.connect(self._on_refuse_clicked)
        self.agree_button.clicked.connect(self._on_agree_clicked)

    def set_texts(self, refuse: str, agree: str) -> None:
        """Label both answers; both get the width of the longer one."""
        self.refuse_button.setText(refuse)
        self.agree_button.setText(agree)
        self._equalise()

    def restyle(self) -> None:
        """Measure again in the look in force."""
        for button in (self.refuse_button, self.agree_button):
            button.restyle()
        self._equalise()

    def _equalise(self) -> None:
        """Give both buttons one least width: the design's, or the longest word's."""
        buttons = (self.refuse_button, self.agree_button)
        least = max(button.minimumSizeHint().width() for button in buttons)
        least = max(least, theme.current().half_px(self._least_width))
        for button in buttons:
            button.setMinimumWidth(least)
        self.fit_height()

    @Slot()
    def _on_refuse_clicked(self) -> None:
        """Pass the answer on."""
        self.refused.emit()

    @Slot()
    def _on_agree_clicked(self) -> None:
        """Pass the answer on."""
        self.agreed.emit()
