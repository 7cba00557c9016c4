"""Layouts that break into rows: chips one after another, tiles of equal width, pairs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QWidget
from typing_extensions import override


class RowsLayout(QLayout):
    """A layout whose height depends on its width; subclasses place the items.

    Items are placed from the leading edge; ``_place`` mirrors them in right-to-left.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, row_gap: int = 8) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._row_gap = row_gap
        self._heights: dict[int, int] = {}
        self._placed: QRect | None = None
        self._least: QSize | None = None
        self._wanted: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Place the items in a rectangle and return the height they need."""
        # Abstract: Qt's metaclass leaves no room for that of abc.
        raise NotImplementedError

    @override
    def addItem(self, item: QLayoutItem) -> None:
        """Take an item."""
        self._items.append(item)

    @override
    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item or nothing."""
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than needed."""
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        kept = self._heights.get(width)
        if kept is None:
            margins = self.contentsMargins()
            sides, ends = margins.left() + margins.right(), margins.top() + margins.bottom()
            kept = self.arrange(QRect(0, 0, width - sides, 0), dry=True) + ends
            self._heights[width] = kept
        return kept

    @override
    def setGeometry(self, rect: QRect) -> None:
        """Place the items, unless they lie there already."""
        if rect == self._placed:
            return
        super().setGeometry(rect)
        self._placed = QRect(rect)
        self.arrange(rect.marginsRemoved(self.contentsMargins()), dry=False)

    @override
    def invalidate(self) -> None:
        """Forget what was measured: an item changed, came, went or was hidden."""
        self._heights.clear()
        self._placed = self._least = self._wanted = None
        super().invalidate()

    @override
    def minimumSize(self) -> QSize:
        """Return the widest single item."""
        if self._least is None:
            size = QSize(0, 0)
            for item in self._shown():
                size = size.expandedTo(item.minimumSize())
            self._least = size.grownBy(self.contentsMargins())
        return self._least

    @override
    def sizeHint(self) -> QSize:
        """Return what one row would need."""
        if self._wanted is None:
            wanted = [item.sizeHint() for item in self._shown()]
            width = sum(size.width() for size in wanted) + self._gap * max(len(wanted) - 1, 0)
            self._wanted = QSize(width, max((size.height() for size in wanted), default=0))
        return self._wanted

    def _shown(self) -> list[QLayoutItem]:
        """Return the items that take room."""
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, item: QLayoutItem, cell: QRect, within: QRect) -> None:
        """Give an item its place, mirrored in right-to-left."""
        parent = self.parentWidget()
        if parent is not None and parent.isRightToLeft():
            cell = QRect(
                QPoint(within.right() - (cell.right() - within.left()), cell.top()), cell.size()
            )
        item.setGeometry(cell)


class FlowLayout(RowsLayout):
    """Items side by side at their own width, as many to a row as fit."""

    @override
    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Fill row after row; lower items stand in the middle of their row."""
        y = rect.top()
        for row in self._rows(rect.width()):
            height = max(size.height() for _, size in row)
            x = rect.left()
            for item, size in row:
                if not dry:
                    top = y + (height - size.height()) // 2
                    self._place(item, QRect(QPoint(x, top), size), rect)
                x += size.width() + self._gap
            y += height + self._row_gap
        return max(y - self._row_gap - rect.top(), 0)

    def _rows(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the items with their sizes, broken into rows."""
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            wanted = item.sizeHint()
            width = min(wanted.width(), max(room, item.minimumSize().width()))
            size = QSize(width, _height(item, width))
            if not rows or used + self._gap + width > room:
                rows.append([])
                used = -self._gap
            rows[-1].append((item, size))
            used += self._gap + width
        return rows


class TileLayout(RowsLayout):
    """Items of equal width and height, as many columns as the widest item allows."""

    @override
    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Fill row after row with equal cells."""
        shown = self._shown()
        if not shown:
            return 0
        columns = self._columns(rect.width(), shown)
        width, over = divmod(rect.width() - self._gap * (columns - 1), columns)
        heights = [
            item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            for item in shown
        ]
        height = max(heights)
        for number, item in enumerate(shown):
            line, column = divmod(number, columns)
            if not dry:
                # What cannot be shared out goes to the gaps: a row ends where others end.
                shift = over * column // max(columns - 1, 1)
                x = rect.left() + column * (width + self._gap) + shift
                y = rect.top() + line * (height + self._row_gap)
                self._place(item, QRect(x, y, width, height), rect)
        lines = -(-len(shown) // columns)
        return lines * height + (lines - 1) * self._row_gap

    def _columns(self, width: int, shown: list[QLayoutItem]) -> int:
        """Return how many equal columns fit."""
        widest = max(item.sizeHint().width() for item in shown)
        fitting = (width + self._gap) // max(widest + self._gap, 1)
        columns = min(max(fitting, 1), len(shown))
        rows = -(-len(shown) // columns)
        return -(-len(shown) // rows)


class EqualLayout(TileLayout):
    """Answers of equal size side by side; below one another only where words would be cut.

    Args:
        whole_lines: They also go below one another where side by side the words of one would
            take several lines, and so none of them would.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, whole_lines: bool = False
    ) -> None:
        super().__init__(parent, gap=gap)
        self._whole_lines = whole_lines

    @override
    def sizeHint(self) -> QSize:
        """Return all items at the width of the widest."""
        shown = self._shown()
        widest = max((item.sizeHint().width() for item in shown), default=0)
        width = widest * len(shown) + self._gap * max(len(shown) - 1, 0)
        return QSize(width, self.heightForWidth(width))

    @override
    def _columns(self, width: int, shown: list[QLayoutItem]) -> int:
        """Return one row of all, or one column of all."""
        room = (width + self._gap) // len(shown) - self._gap
        if self._whole_lines and room < max(item.sizeHint().width() for item in shown) <= width:
            return 1
        least = max(item.minimumSize().width() for item in shown)
        return len(shown) if least <= room else 1


class PairsLayout(RowsLayout):
    """Label and answer pairs in one or two columns; label and answer alternate.

    Args:
        label_width: What labels get; a narrow place puts them above their answers.
        two_from: From which width on there are two columns; 0 for never.
    """

    def __init__(self, *, label_width: int, two_from: int, gap: int = 12, row_gap: int = 8) -> None:
        super().__init__(gap=gap, row_gap=row_gap)
        self._label_width = label_width
        self._two_from = two_from

    def set_widths(self, *, label_width: int, two_from: int) -> None:
        """Change the measures after the text size changed."""
        self._label_width = label_width
        self._two_from = two_from
        self.invalidate()

    @override
    def sizeHint(self) -> QSize:
        """Ask for the width of one label and one answer."""
        answers = [item.sizeHint().width() for item in self._items[1::2]]
        width = self._label_width + self._gap + max(answers, default=0)
        return QSize(width, self.heightForWidth(width))

    @override
    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Fill the first column from top to bottom, then the second."""
        pairs = list(zip(self._items[::2], self._items[1::2], strict=False))
        if not pairs:
            return 0
        two = bool(self._two_from) and rect.width() >= self._two_from and len(pairs) > 1
        per_column = -(-len(pairs) // 2) if two else len(pairs)
        between = 32
        width = (rect.width() - between) // 2 if two else rect.width()
        y = rect.top()
        for row in range(per_column):
            height = 0
            for column, number in enumerate(range(row, len(pairs), per_column)):
                label, answer = pairs[number]
                x = rect.left() + column * (width + between)
                height = max(
                    height, self._pair(label, answer, QRect(x, y, width, 0), rect, dry=dry)
                )
            y += height + self._row_gap
        return y - self._row_gap - rect.top()

    def _pair(
        self, label: QLayoutItem, answer: QLayoutItem, cell: QRect, within: QRect, *, dry: bool
    ) -> int:
        """Place one pair and return its height."""
        stacked = cell.width() < 2.2 * self._label_width
        label_width = cell.width() if stacked else self._label_width
        label_height = _height(label, label_width)
        answer_x = cell.left() if stacked else cell.left() + label_width + self._gap
        answer_width = cell.width() if stacked else cell.width() - label_width - self._gap
        answer_height = _height(answer, answer_width)
        answer_y = cell.top() + (label_height + 2 if stacked else 0)
        if not dry:
            # A link is higher than its words, so that it can be pressed: the label follows.
            is_link = isinstance(answer.widget(), QAbstractButton) and not stacked
            label_y = cell.top() + (max(answer_height - label_height, 0) // 2 if is_link else 0)
            self._place(label, QRect(cell.left(), label_y, label_width, label_height), within)
            self._place(answer, QRect(answer_x, answer_y, answer_width, answer_height), within)
        return max(label_height, answer_y - cell.top() + answer_height)


def _height(item: QLayoutItem, width: int) -> int:
    """Return the height that an item needs at a width."""
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
