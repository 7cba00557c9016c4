"""The sheet: one question at a time, over a dimmed window.

Rules:

1. One sheet per window. It lies inside the window, so it can be neither lost behind it nor
   placed beside it by the desktop.
2. Escape and a press outside mean *no answer*: the sheet is rejected, nothing else happens.
3. Tab stays inside the sheet; when it closes, the focus goes back to where it was.
"""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_SHEET
from ownerapp.ui.widgets.drawing import painting, rounded
from ownerapp.ui.widgets.focus import GAP, KeyboardFocus, cover
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.reading_order import move_focus
from ownerapp.ui.widgets.scroll import ScrollColumn

WIDTH: Final = 792
_PADDING: Final = 32
_BELOW: Final = 24
_LEAST_BELOW: Final = 12
"""The room below the answers, and what is left of it where the words need the rest."""
_AIR: Final = 16
_RING_AIR: Final = 2
"""Between the edge of the sheet, or its bar, and the ring inside."""


class Sheet(QDialog):
    """A dialog inside its window; put the content into ``body`` and the answers into ``foot``.

    ``accepted`` and ``rejected`` are QDialog's own; a subclass calls ``accept`` only after
    an answer. The sheet deletes itself, dim and all, when it is done.
    """

    def __init__(self, window: QWidget, *, width: int = WIDTH) -> None:
        self._dim = _Dim(window)
        super().__init__(self._dim)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setAttribute(Qt.WidgetAttribute.WA_Moved)
        self._wide = width
        self._came_from: QWidget | None = None
        self._scroll = _SheetScroll(self)
        self.body = self._scroll.column
        self.body.setSpacing(12)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(_PADDING, 12, _PADDING, _BELOW)
        self.foot.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addLayout(self.foot)
        self.finished.connect(self._on_finished)
        self._dim.take(self)
        # What appears in the scrolling part tells the part only, not the sheet around it.
        self._scroll.content().installEventFilter(self)

    def open_over(self) -> None:
        """Show the sheet; the focus goes to its content, to neither answer."""
        self._came_from = self.window().focusWidget()
        self._dim.show()
        self._dim.raise_()
        self.show()
        self._dim.fit()
        self._scroll.setFocus(Qt.FocusReason.PopupFocusReason)

    def pressed_beside(self) -> None:
        """Take a press beside the sheet: no answer (rule 2)."""
        self.reject()

    def scroll_part(self) -> ScrollColumn:
        """Return the part that scrolls."""
        return self._scroll

    def wanted_size(self, room: QSize) -> QSize:
        """Return the sheet's size in a window of a size, and leave room below for that."""
        look = theme.current()
        width = min(look.half_px(self._wide), room.width() - 2 * _AIR)
        content = self._scroll.content()
        layout = content.layout()
        # While there is a bar, the margins are narrower by it; the words are not wider for it.
        margins = self.body.contentsMargins()
        inner = width - 2 * _PADDING + margins.left() + margins.right()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(inner)
        else:
            height = content.minimumSizeHint().height()
        height += self.foot_height(width)
        most = room.height() - 2 * _AIR
        below = _BELOW if height + _BELOW - _LEAST_BELOW <= most else _LEAST_BELOW
        edges = self.foot.contentsMargins()
        if edges.bottom() != below:
            edges.setBottom(below)
            self.foot.setContentsMargins(edges)
        return QSize(width, min(height + below - _LEAST_BELOW, most))

    def foot_height(self, width: int) -> int:
        """Return the height of the answers at a width, with the least room below them."""
        if self.foot.hasHeightForWidth():
            height = self.foot.totalHeightForWidth(width)
        else:
            height = self.foot.totalSizeHint().height()
        return height - self.foot.contentsMargins().bottom() + _LEAST_BELOW

    def demand(self, part: KeyboardFocus, complaint: IconText) -> None:
        """Say that a part wants an answer first: it has the focus, and can be seen."""
        complaint.show()
        # The complaint takes room from what scrolls: only then is it known what can be seen.
        self._dim.fit()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        part.scroll_into_view()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(complaint, complaint.text()))

    @override
    def setAccessibleName(self, name: str) -> None:
        """Name the sheet and the part that has the first focus alike."""
        super().setAccessibleName(name)
        self._scroll.setAccessibleName(name)

    @Slot(int)
    def _on_finished(self, _result: int) -> None:
        """Take the dim away and give the focus back (rule 3)."""
        self._dim.hide()
        back = self._came_from
        if back is not None and shiboken6.isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._dim.deleteLater()

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus within the sheet, around from its last part to its first."""
        reached = move_focus(self, forward=forward)
        # What has a ring scrolled to itself when it got the focus.
        if reached is not None and not isinstance(reached, KeyboardFocus):
            self._scroll.ensureWidgetVisible(reached)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with what appears in the scrolling part."""
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._dim.fit()
        return False

    @override
    def event(self, event: QEvent) -> bool:
        """Grow and shrink with the content."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._dim.fit()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface."""
        tokens = theme.current().tokens
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_SHEET,
                fill=theme.colour(tokens.surface),
                border=theme.colour(tokens.line),
                width=tokens.border,
            )


class _SheetScroll(KeyboardFocus, ScrollColumn):
    """The scrolling part; it takes the first focus so that no answer has it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(margin=_PADDING, widest=10_000, parent=parent)
        self.column.setContentsMargins(_PADDING, 24, _PADDING, 6)
        self.fit_lines()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def focus_rect(self) -> QRect:
        """Return the part without its edges: the ring lies inside the sheet, not around it."""
        inset = self._ring_inset()
        inside = self.rect().adjusted(inset, inset, -inset, -inset)
        bar = self.verticalScrollBar()
        if not bar.isVisible():
            return inside
        if self.isRightToLeft():
            return inside.adjusted(bar.width(), 0, 0, 0)
        return inside.adjusted(0, 0, -bar.width(), 0)

    def _ring_inset(self) -> int:
        """Return how far inside the edge the ring's own inner edge lies."""
        tokens = theme.current().tokens
        return tokens.border + _RING_AIR + tokens.focus_width + GAP

    @override
    def focus_radius(self) -> float:
        """Return what is left of the sheet's own radius."""
        return max(RADIUS_SHEET - self._ring_inset(), 0)


class _Dim(QWidget):
    """The veil over the window; a press on it means no answer."""

    # A default on the class, for the last events of a window that Python is collecting.
    _sheet: Sheet | None = None

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        cover(self)
        self.hide()
        window.installEventFilter(self)

    def take(self, sheet: Sheet) -> None:
        """Hold a sheet in the middle."""
        self._sheet = sheet

    def fit(self) -> None:
        """Cover the window and centre the sheet."""
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())
        if self._sheet is None or not shiboken6.isValid(self._sheet):
            return
        size = self._sheet.wanted_size(self.size())
        self._sheet.setGeometry(
            (self.width() - size.width()) // 2,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if self._sheet is not None and event.type() is QEvent.Type.Resize and self.isVisible():
            self.fit()
        return False

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the sheet without an answer (rule 2)."""
        if self._sheet is not None and not self._sheet.geometry().contains(
            event.position().toPoint()
        ):
            self._sheet.pressed_beside()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the veil."""
        tokens = theme.current().tokens
        veil = QColor(tokens.dim)
        veil.setAlphaF(tokens.dim_percent / 100)
        with painting(self) as painter:
            painter.fillRect(self.rect(), veil)
