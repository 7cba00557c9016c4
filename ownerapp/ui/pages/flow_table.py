"""The table of where data goes: the same as the picture, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.scroll import ThinScrollBar
from ownerapp.ui.widgets.wrapping import draw_wrapped, longest_word, unbroken, wrapped_height

_Index = QModelIndex | QPersistentModelIndex
_SIDE: Final = 10
_TIGHT_SIDE: Final = 4
"""Beside the words of a cell, where the words would be broken otherwise."""
_AIR: Final = 8
_WIDTHS: Final = (24, 15, 18, 14, 15, 14)
"""How the columns share the width, in parts of a hundred."""


class FlowTableModel(QAbstractTableModel):
    """The cells as they are read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns: tuple[str, ...] = ()
        self.rows: list[tuple[str, ...]] = []
        self.keys: list[str] = []

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[tuple[str, ...]], keys: Sequence[str]
    ) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.columns, self.rows, self.keys = tuple(columns), list(rows), list(keys)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """Return how many collections there are."""
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """Return how many things are said of each."""
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell."""
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.rows[index.row()][index.column()]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a column."""
        is_name = role == Qt.ItemDataRole.DisplayRole
        if is_name and orientation is Qt.Orientation.Horizontal:
            return self.columns[section]
        return None


class _Cells(QStyledItemDelegate):
    """Paints cells that wrap, with a thin line below each row."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that the words need in their column."""
        view = self.parent()
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else 100
        side = view.side() if isinstance(view, FlowTable) else _SIDE
        return QSize(width, _cell_height(str(index.data() or ""), index.column(), width, side))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        view, rect, tokens = self.parent(), QRect(option.rect), theme.current().tokens
        if not isinstance(view, FlowTable):
            return
        painter.save()
        if view.currentIndex().row() == index.row() and view.hasFocus():
            painter.fillRect(rect, theme.colour(tokens.accent_soft))
        line = QRect(rect.left(), rect.top(), rect.width(), tokens.border)
        painter.fillRect(line, theme.colour(tokens.line))
        painter.setFont(_font(index.column()))
        painter.setPen(tokens.colour(Tone.INK if index.column() < 2 else Tone.MUTED))  # noqa: PLR2004 -- name and answer
        room = rect.width() - 2 * view.side()
        at = QPointF(rect.left() + view.side(), rect.top() + _AIR)
        reversed_ = option.direction is Qt.LayoutDirection.RightToLeft
        text = unbroken(str(index.data() or ""), painter.font(), room)
        draw_wrapped(painter, at, text, room, right_to_left=reversed_)
        painter.restore()


class _Heads(QHeaderView):
    """The names of the columns, wrapping, in the look of the program."""

    def __init__(self, parent: FlowTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = parent
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    @override
    def sizeHint(self) -> QSize:
        """Return the height that the longest name needs."""
        model, font = self.model(), theme.current().font(TextRole.LABEL)
        heights = [
            wrapped_height(
                str(model.headerData(number, Qt.Orientation.Horizontal) or ""),
                font,
                max(self.sectionSize(number) - 2 * self._table.side(), 1),
            )
            for number in range(self.count())
        ]
        return QSize(super().sizeHint().width(), max(heights, default=0) + 2 * _AIR)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the name of a column."""
        model = self.model()
        tokens = theme.current().tokens
        painter.save()
        painter.fillRect(rect, theme.colour(tokens.surface))
        painter.setFont(theme.current().font(TextRole.LABEL))
        painter.setPen(tokens.colour(Tone.MUTED))
        said = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        side = self._table.side()
        at = QPointF(rect.left() + side, rect.top() + _AIR)
        reversed_ = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        draw_wrapped(painter, at, said, rect.width() - 2 * side, right_to_left=reversed_)
        painter.restore()


class FlowTable(KeyboardFocus, QTableView):
    """The table; Enter or a press leads to the choice of a row. It never scrolls by itself.

    Signals:
        pressed_row: A row was pressed; its key.
    """

    pressed_row = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = FlowTableModel(self)
        self._words: list[int] = []
        """The width of each column's longest word; empty until it was measured."""
        self._side = _SIDE
        self.setModel(self.rows_model)
        self.setItemDelegate(_Cells(self))
        self._heads = _Heads(self)
        self.setHorizontalHeader(self._heads)
        self.verticalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.viewport().setAutoFillBackground(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self.viewport().update)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_fitted = False
        self._fitted_to = -1

    def show_rows(
        self, columns: Sequence[str], rows: Sequence[tuple[str, ...]], keys: Sequence[str]
    ) -> None:
        """Show other rows; the present one stays the present one."""
        before = self.currentIndex()
        place = (before.row(), before.column())
        self.rows_model.show_rows(columns, rows, keys)
        self._words, self._fitted_to = [], -1
        self._fit()
        if before.isValid() or place[0] >= 0:
            self.setCurrentIndex(self.rows_model.index(*place))

    def side(self) -> int:
        """Return the room beside the words of a cell."""
        return self._side

    def restyle(self) -> None:
        """Measure again in the look in force."""
        self._words, self._fitted_to = [], -1
        self._fit()

    def measuring(self, room: int) -> Iterator[None]:
        """Measure all words for a width, in steps: what was measured is kept until it is seen.

        Nobody waits for the table then, as somebody does who asks for it.
        """
        rows = tuple(self.rows_model.rows)
        for row in rows:
            for column, text in enumerate(row):
                longest_word(_font(column), text)
            yield
        widths = self._widths(room)
        for row in rows:
            for column, text in enumerate(row):
                _cell_height(text, column, widths[column], self._side)
            yield

    def _widths(self, room: int) -> list[int]:
        """Share the width out; a column whose words would be cut takes from those with room."""
        model = self.rows_model
        if not model.columnCount():
            return []
        if not self._words:
            label = theme.current().font(TextRole.LABEL)
            for column, name in enumerate(model.columns):
                font = _font(column)
                words = {row[column] for row in model.rows}
                longest = max((longest_word(font, text) for text in words), default=0)
                self._words.append(max(longest, longest_word(label, name)) + 1)
        is_tight = sum(self._words) + 2 * _SIDE * len(self._words) > room
        self._side = _TIGHT_SIDE if is_tight else _SIDE
        least = [word + 2 * self._side for word in self._words]
        shares = [room * share // 100 for share in _WIDTHS]
        lacking = sum(max(need - share, 0) for need, share in zip(least, shares, strict=True))
        spare = sum(max(share - need, 0) for need, share in zip(least, shares, strict=True))
        if lacking > spare:
            # Some words are broken in any case: by as little as can be in each column.
            shares = [room * need // sum(least) for need in least]
        elif lacking:
            shares = [
                max(share, need) if share <= need else share - (share - need) * lacking // spare
                for need, share in zip(least, shares, strict=True)
            ]
        # The last takes what the others leave, so that no edge of the header is bare.
        return [*shares[:-1], room - sum(shares[:-1])]

    def _fit(self) -> None:
        """Share the width among the columns, and take the height of all rows.

        A table that is not looked at is measured when it is: most see the picture only.
        """
        self._is_fitted = self.isVisible()
        if self._is_fitted:
            self.fit_to(self.viewport().width())

    def fit_to(self, room: int) -> None:
        """Share a width among the columns, and take the height of all rows.

        Called before the table is seen, it is laid out once.
        """
        if room == self._fitted_to:
            return
        self._fitted_to = room
        widths = self._widths(room)
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        self._heads.updateGeometry()
        self.updateGeometries()
        needed = self._heads.sizeHint().height() + 2
        for number, row in enumerate(self.rows_model.rows):
            height = max(
                _cell_height(text, *at, self._side)
                for text, at in zip(row, enumerate(widths), strict=True)
            )
            self.verticalHeader().resizeSection(number, height)
            needed += height
        if needed != self.minimumHeight():
            self.setFixedHeight(needed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        if not self._is_fitted:
            self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the choice with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.pressed_row.emit(self.rows_model.keys[self.currentIndex().row()])
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Lead to the choice of the row that was pressed twice."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.pressed_row.emit(self.rows_model.keys[index.row()])


def _cell_height(text: str, column: int, width: int, side: int) -> int:
    """Return the height that a cell needs in a column of a width."""
    font, room = _font(column), width - 2 * side
    return wrapped_height(unbroken(text, font, room), font, room) + 2 * _AIR


def _font(column: int) -> QFont:
    role = TextRole.STRONG if column == 0 else TextRole.DETAIL
    return theme.current().font(role)
