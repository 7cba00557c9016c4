"""The list of the timeline: rows of one height, drawn only where they are seen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ownerapp.presentation.states import TimelineRow
from ownerapp.presentation.timeline_rows import TimelineRows, spoken
from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.scroll import ThinScrollBar

_Index = QModelIndex | QPersistentModelIndex

_SIDE: Final = 16
_GAP: Final = 16
_AIR: Final = 10
_LEAST: Final = 40
_WHEN: Final = 142
_WIDEST_WHEN: Final = 200
_ENTRY: Final = 72
_ICON: Final = 18
_SIDE_BY_SIDE: Final = 600
_SPARE: Final = 24
"""Dates differ in width; examples are measured in a little less room."""
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)


class TimelineModel(QStringListModel):
    """The rows, whose words are made when somebody asks for them.

    How many there are stands in a list of empty texts, so that Qt need not ask Python for it:
    it asks once for each row whenever it lays them out.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: TimelineRows | None = None

    def show_rows(self, rows: TimelineRows) -> None:
        """Show other rows; more of the same keep the place that is looked at."""
        self.rows = rows
        self.setStringList([""] * len(rows))

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Return that a row can be looked at, and not changed."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        if self.rows is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows.row(index.row()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(self.rows.row(index.row()))
        return None


class _Places:
    """Where the parts of a row go, for one width; from the leading edge."""

    def __init__(self, width: int, when: int) -> None:
        look = theme.current()
        self.stacked = width < look.px(_SIDE_BY_SIDE)
        self.icon = look.px(_ICON)
        self.when = when
        self.entry = look.px(_ENTRY)
        self.left = _SIDE if self.stacked else _SIDE + self.when + _GAP
        self.text = self.left + self.icon + _GAP
        taken = self.text + _SIDE + (0 if self.stacked else self.entry + _GAP)
        self.room = max(width - taken, look.px(80))

    def lines(self, row: TimelineRow) -> list[tuple[str, TextRole, Tone]]:
        """Return what stands below one another in the middle."""
        lines = [(row.text, TextRole.BODY, Tone.INK)]
        if self.stacked:
            lines.append((row.when, TextRole.LABEL, Tone.MUTED))
        if row.detail:
            lines.append((row.detail, TextRole.LABEL, Tone.MUTED))
        if self.stacked:
            lines.append((row.entry, TextRole.LABEL, Tone.MUTED))
        return lines


def _height(text: str, role: TextRole, width: int) -> int:
    """Return the height of a text that wraps at a width."""
    metrics = QFontMetrics(theme.current().font(role))
    return metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()


class TimelineDelegate(QStyledItemDelegate):
    """Paints an entry: when, a shape, what happened and how, and its number."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.height = _LEAST
        self._when = _WHEN

    def measure(self, rows: TimelineRows | None, width: int) -> None:
        """Find the height in which every kind of entry has room."""
        look = theme.current()
        examples = rows.examples() if rows is not None else ()
        metrics = QFontMetrics(look.font(TextRole.DETAIL))
        widest = max((metrics.horizontalAdvance(row.when) for row in examples), default=0)
        self._when = min(max(look.px(_WHEN), widest + look.px(_GAP)), look.px(_WIDEST_WHEN))
        places = _Places(width, self._when)
        room = places.room - look.px(_SPARE)
        highest = look.px(_LEAST) - 2 * _AIR
        for row in examples:
            middle = sum(_height(text, role, room) for text, role, _ in places.lines(row))
            highest = max(highest, middle)
            if not places.stacked:
                highest = max(highest, _height(row.when, TextRole.DETAIL, places.when))
                highest = max(highest, _height(row.entry, TextRole.LABEL, places.entry))
        self.height = highest + 2 * _AIR

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that all rows have."""
        return QSize(1, self.height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one entry."""
        model = index.model()
        if not isinstance(model, TimelineModel) or model.rows is None:
            return
        row = model.rows.row(index.row())
        tokens = theme.current().tokens
        rect = QRect(option.rect)
        view = self.parent()
        painter.save()
        if (
            isinstance(view, QListView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        ):
            painter.fillRect(rect, theme.colour(tokens.accent_soft))
        if index.row():
            line = QRect(rect.left(), rect.top(), rect.width(), tokens.border)
            painter.fillRect(line, theme.colour(tokens.line))
        self._paint_parts(painter, row, rect, option.direction)
        painter.restore()

    def _paint_parts(
        self, painter: QPainter, row: TimelineRow, rect: QRect, direction: Qt.LayoutDirection
    ) -> None:
        """Draw the parts, mirrored where the window is."""
        reversed_ = direction is Qt.LayoutDirection.RightToLeft
        places = _Places(rect.width(), self._when)
        lines = places.lines(row)
        heights = [_height(text, role, places.room) for text, role, _ in lines]
        top = rect.top() + max((rect.height() - sum(heights)) // 2, _AIR // 2)
        first = heights[0]

        def cell(x: int, y: int, width: int, height: int) -> QRect:
            left = rect.left() + x
            if reversed_:
                left = rect.right() + 1 - x - width
            return QRect(left, y, width, height)

        y = top
        for line, height in zip(lines, heights, strict=True):
            _write(painter, cell(places.text, y, places.room, height), line, at_right=reversed_)
            y += height
        square = QRectF(cell(places.left, top + (first - places.icon) // 2, places.icon, 0))
        square.setHeight(places.icon)
        muted = theme.current().tokens.colour(Tone.MUTED)
        paint_icon(painter, row.icon, square, muted, right_to_left=reversed_)
        if places.stacked:
            return

        def beside(text: str, role: TextRole, x: int, width: int) -> QRect:
            """Return a cell at the height of the first line."""
            height = _height(text, role, width)
            one_line = 2 * QFontMetrics(theme.current().font(TextRole.BODY)).height()
            shift = (first - height) // 2 if max(first, height) < one_line else 0
            return cell(x, top + shift, width, height)

        at = beside(row.when, TextRole.DETAIL, _SIDE, places.when)
        _write(painter, at, (row.when, TextRole.DETAIL, Tone.INK), at_right=reversed_)
        x = rect.width() - _SIDE - places.entry
        at = beside(row.entry, TextRole.LABEL, x, places.entry)
        _write(painter, at, (row.entry, TextRole.LABEL, Tone.MUTED), at_right=not reversed_)


def _write(
    painter: QPainter, rect: QRect, words: tuple[str, TextRole, Tone], *, at_right: bool
) -> None:
    """Write a text that wraps, at one edge of its cell."""
    text, role, tone = words
    look = theme.current()
    painter.setFont(look.font(role))
    painter.setPen(look.tokens.colour(tone))
    edge = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
    side = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(side) | _WRAP, text)


class TimelineList(KeyboardFocus, QListView):
    """The entries; arrows, Page and Home and End move through them.

    Signals:
        older_wanted: The end of the rows is near, and more may follow.
    """

    older_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = TimelineModel(self)
        self._delegate = TimelineDelegate(self)
        self.setModel(self.rows_model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_rows(self, rows: TimelineRows) -> None:
        """Show entries; the place that is looked at stays where it was."""
        at = self.verticalScrollBar().value()
        current = self.currentIndex().row()
        self.rows_model.show_rows(rows)
        self._measure()
        if current >= 0:
            self.setCurrentIndex(self.rows_model.index(min(current, len(rows) - 1)))
        self.verticalScrollBar().setValue(at)

    def show_row(self, number: int) -> None:
        """Bring a row into the middle and move the focus to it."""
        index = self.rows_model.index(number)
        self.setCurrentIndex(index)
        self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self) -> None:
        """Measure again in the look in force."""
        self._measure()

    def row_height(self) -> int:
        """Return the height of every row."""
        return self._delegate.height

    def _measure(self) -> None:
        """Give all rows the height that the highest kind needs."""
        self._delegate.measure(self.rows_model.rows, self.viewport().width())
        self.verticalScrollBar().setSingleStep(self._delegate.height)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _on_scrolled(self) -> None:
        """Ask for more rows a page before the last one is seen."""
        rows, bar = self.rows_model.rows, self.verticalScrollBar()
        is_near = bar.value() >= bar.maximum() - bar.pageStep()
        if rows is not None and rows.has_older and is_near:
            self.older_wanted.emit()

    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        """Move the ring along."""
        self.viewport().update()
        self.move_focus_ring()

    @override
    def focus_rect(self) -> QRect:
        """Return the present row; the ring lies around it."""
        rect = self.visualRect(self.currentIndex())
        if not rect.isValid():
            return self.rect()
        return rect.translated(self.viewport().pos()).adjusted(4, 4, -4, -4)

    @override
    def updateGeometries(self) -> None:
        """Look also after each layout: a short page shows its end at once."""
        super().updateGeometries()
        if self.isVisible():
            self._on_scrolled()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the newest entry."""
        if not self.currentIndex().isValid() and self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(0))
        super().focusInEvent(event)

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the ring follow its row."""
        super().scrollContentsBy(dx, dy)
        self.move_focus_ring()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()
