"""Tabs: a few views of one thing, side by side, one of them shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.drawing import painting
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.wrapping import words_width

_HEIGHT: Final = 40
_PADDING: Final = 16
_BAR: Final = 3


class TabStrip(KeyboardFocus, QTabBar):
    """The row of tabs above what they show; the arrow keys go along it.

    Signals:
        picked: Another tab is chosen; its key.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._hovered = -1
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._on_current_changed)
        self.restyle()

    def set_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Show tabs, as pairs of key and words; the same keys keep the chosen one."""
        if [key for key, _words in tabs] == self._keys:
            for number, (_key, words) in enumerate(tabs):
                self.setTabText(number, words)
            return
        self.blockSignals(True)  # noqa: FBT003 -- Qt's signature
        while self.count():
            self.removeTab(0)
        self._keys = [key for key, _words in tabs]
        for _key, words in tabs:
            self.addTab(words)
        self.blockSignals(False)  # noqa: FBT003 -- Qt's signature

    def key(self) -> str:
        """Return the key of the chosen tab, or nothing."""
        number = self.currentIndex()
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    def pick(self, key: str) -> None:
        """Choose a tab."""
        if key in self._keys:
            self.setCurrentIndex(self._keys.index(key))

    def restyle(self) -> None:
        """Take fonts and sizes from the look in force."""
        # Another font is what makes Qt measure its tabs again.
        self.setFont(theme.current().font(TextRole.STRONG))
        self.updateGeometry()
        self.update()

    @override
    def tabSizeHint(self, index: int) -> QSize:
        """Return the room of a tab: its words in bold, so that choosing moves nothing."""
        width = words_width(self.font(), self.tabText(index)) + 2 * _PADDING + 2
        height = max(theme.current().half_px(_HEIGHT), self.fontMetrics().height() + 16)
        return QSize(width, height)

    @override
    def minimumTabSizeHint(self, index: int) -> QSize:
        """Return the same: a tab is never cut."""
        return self.tabSizeHint(index)

    @override
    def focus_rect(self) -> QRect:
        """Return the chosen tab without its edge: the ring lies inside, where nothing cuts it."""
        return self.tabRect(self.currentIndex()).adjusted(5, 5, -5, -7)

    @Slot(int)
    def _on_current_changed(self, _index: int) -> None:
        """Say what was chosen."""
        self.move_focus_ring()
        if self.key():
            self.picked.emit(self.key())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which tab would be chosen."""
        super().mouseMoveEvent(event)
        self._hover(self.tabAt(event.position().toPoint()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Leave the hover state."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling must not change the tab."""
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, the line below all and the bar below the chosen one."""
        look = theme.current()
        tokens = look.tokens
        bottom = self.height()
        with painting(self) as painter:
            line = QRectF(0, bottom - tokens.border, self.width(), tokens.border)
            painter.fillRect(line, theme.colour(tokens.line))
            for number in range(self.count()):
                rect = self.tabRect(number)
                chosen = number == self.currentIndex()
                bright = chosen or number == self._hovered
                painter.setFont(look.font(TextRole.STRONG if chosen else TextRole.BODY))
                painter.setPen(theme.colour(tokens.ink if bright else tokens.muted))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.tabText(number))
                if chosen:
                    bar = QRectF(rect.left(), bottom - _BAR, rect.width(), _BAR)
                    painter.fillRect(bar, theme.colour(tokens.accent))
