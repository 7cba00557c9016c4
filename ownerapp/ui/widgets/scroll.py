"""Scrolling: a thin bar of our own and a column that pages put their content into."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import CARD_GAP, CONTENT_MAX, PAGE_MARGIN
from ownerapp.ui.widgets.drawing import painting, rounded

_BAR: Final = 14
_HANDLE: Final = 6


class ThinScrollBar(QScrollBar):
    """A scroll bar drawn as a thin handle; it is pressed and dragged like any other."""

    @override
    def sizeHint(self) -> QSize:
        """Return a bar of 14: the handle is thin, the place to press is not."""
        if self.orientation() is Qt.Orientation.Vertical:
            return QSize(_BAR, super().sizeHint().height())
        return QSize(super().sizeHint().width(), _BAR)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the handle."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = QRectF(
            self.style().subControlRect(
                QStyle.ComplexControl.CC_ScrollBar,
                option,
                QStyle.SubControl.SC_ScrollBarSlider,
                self,
            )
        )
        if self.orientation() is Qt.Orientation.Vertical:
            handle = QRectF((_BAR - _HANDLE) / 2, handle.top(), _HANDLE, handle.height())
        else:
            handle = QRectF(handle.left(), (_BAR - _HANDLE) / 2, handle.width(), _HANDLE)
        tokens = theme.current().tokens
        colour = theme.blend(tokens.muted, tokens.window, 100 if self.isSliderDown() else 50)
        with painting(self) as painter:
            rounded(painter, handle, radius=_HANDLE / 2, fill=colour)


class _Content(QWidget):
    """What scrolls. Held, it says that it needs no room, and none of its parts is measured."""

    is_held = False
    is_fitted = False
    """Whether it needs no more height than its words have at its real width.

    Words ask for the height at the width that they like best; in a wider column it is less.
    """

    @override
    def sizeHint(self) -> QSize:
        """Return what the column asks for."""
        return QSize() if self.is_held else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return what the column needs."""
        if self.is_held:
            return QSize()
        least = super().minimumSizeHint()
        layout = self.layout()
        if not self.is_fitted or layout is None or not layout.hasHeightForWidth():
            return least
        return QSize(least.width(), min(least.height(), layout.totalHeightForWidth(self.width())))


class ScrollColumn(QScrollArea):
    """A vertically scrolling column of at most 960, with the page's margins.

    Put widgets into ``column``.

    Args:
        margin: At every side but the upper one.
        widest: How wide the column may get.
        covers: It stands on the plain colour of the window. While it is scrolled it paints that
            colour itself: what covers all below it is moved, and only what comes into sight is
            drawn. While it is not, Qt would draw it twice whenever it is shown.
    """

    # A default on the class: a window that Python is collecting is still hidden by Qt.
    _covers = False

    def __init__(
        self,
        *,
        margin: int = PAGE_MARGIN,
        widest: int = CONTENT_MAX,
        covers: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._margin = margin
        self._widest = widest
        self._covers = covers
        self._content = _Content()
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(margin, 0, margin, margin)
        self.column.setSpacing(CARD_GAP)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._content)
        self.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)

    def content(self) -> QWidget:
        """Return the widget that scrolls."""
        return self._content

    def fit_lines(self) -> None:
        """Be no higher than the words are at the column's real width."""
        self._content.is_fitted = True

    def hold(self) -> None:
        """Measure and lay out nothing of the column until ``let_go``: it is still being filled.

        Room is kept for the bar: a long column would be laid out again when the bar came.
        """
        if self._content.is_held:
            return
        self._content.is_held = True
        self._content.hide()
        self.setWidgetResizable(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def let_go(self) -> None:
        """Lay the whole column out at once, and show it."""
        if not self._content.is_held:
            return
        self._content.is_held = False
        self.setWidgetResizable(True)  # before it is shown: in another size it would be for nothing
        self._content.show()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Cover what lies below for as long as the page is looked at."""
        if self._covers and self.isVisible():
            self._content.setAutoFillBackground(True)
        super().scrollContentsBy(dx, dy)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """Be drawn once when it is shown again."""
        super().hideEvent(event)
        if self._covers:
            self._content.setAutoFillBackground(False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at its widest, and the bar inside the page's margin."""
        # Before the content gets its new width: it is laid out once, for both.
        self._place_column()
        super().resizeEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction: margins are not mirrored with the layout."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._place_column()

    def _place_column(self) -> None:
        # Not the bar's own visibility: it is shown after the viewport has shrunk.
        bar_width = self.width() - self.viewport().width()
        spare = self.width() - 2 * self._margin - theme.current().half_px(self._widest)
        trailing = max(self._margin - bar_width, 4) + max(spare, 0)
        leading, margins = self._margin, self.column.contentsMargins()
        right_to_left = self.isRightToLeft()
        left, right = (trailing, leading) if right_to_left else (leading, trailing)
        if (margins.left(), margins.right()) != (left, right):
            self.column.setContentsMargins(left, margins.top(), right, margins.bottom())
