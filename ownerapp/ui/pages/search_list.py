"""The list of what a search found: headings, hits and *more*, drawn only where they are seen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ownerapp.presentation.excerpts import Marked
from ownerapp.presentation.search_page import RowRole, SearchRow
from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.scroll import ThinScrollBar

_Index = QModelIndex | QPersistentModelIndex
_Line = tuple[Marked, TextRole, Tone]

_SIDE: Final = 16
_GAP: Final = 16
_AIR: Final = 10
_ICON: Final = 18
_LEAST: Final = 40
_COUNT: Final = 64
_WIDEST: Final = "Wm@"
"""The widest signs of ASCII in the fonts of the program."""
_IN_PLANE: Final = 0xFFFF
"""Qt counts places in units of 16 bits, Python in characters."""


class SearchModel(QAbstractListModel):
    """The rows; a screen reader hears of each what it is as well."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[SearchRow, ...] = ()

    def show_rows(self, rows: tuple[SearchRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the arrows pass over headings and notes."""
        if index.isValid() and is_pressed(self.rows[index.row()]):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title.text
        return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None


def is_pressed(row: SearchRow) -> bool:
    """Tell whether a row does something when it is pressed."""
    return row.role in {RowRole.HIT, RowRole.MORE}


class SearchDelegate(QStyledItemDelegate):
    """Paints a row; what was looked for is underlined on a soft ground."""

    def __init__(self, parent: SearchList) -> None:
        super().__init__(parent)
        self._heights: dict[int, int] = {}
        self._laid_out: dict[int, tuple[QTextLayout, ...]] = {}
        self._known: dict[TextRole, tuple[int, int]] = {}
        """The width of the widest sign and the height of a line, by role."""
        self._width = 0

    def forget(self, width: int) -> None:
        """Measure anew, for other rows, another look or another width."""
        self._heights = {}
        self._laid_out = {}
        self._known = {}
        self._width = width

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that the words of a row need."""
        model = index.model()
        if not isinstance(model, SearchModel):
            return QSize(1, _LEAST)
        number = index.row()
        if number not in self._heights:
            self._heights[number] = self._height(number, model.rows[number])
        return QSize(1, self._heights[number])

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        model, view = index.model(), self.parent()
        if not isinstance(model, SearchModel) or not isinstance(view, SearchList):
            return
        row, rect = model.rows[index.row()], QRect(option.rect)
        tokens = theme.current().tokens
        reversed_ = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        if is_pressed(row):
            if view.hasFocus() and view.currentIndex().row() == index.row():
                painter.fillRect(rect, theme.colour(tokens.accent_soft))
            elif view.hovered_row() == index.row():
                painter.fillRect(rect, tokens.hover(tokens.surface))
        if index.row() and row.role is not RowRole.NOTE:
            line = QRect(rect.left(), rect.top(), rect.width(), tokens.border)
            painter.fillRect(line, theme.colour(tokens.line))
        self._paint_words(painter, index.row(), row, rect, reversed_=reversed_)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, number: int, row: SearchRow, rect: QRect, *, reversed_: bool
    ) -> None:
        left, room = self._place(row)
        layouts = self._layouts(number, row)
        heights = [round(layout.boundingRect().height()) for layout in layouts]
        y = rect.bottom() + 1 - _bottom(row) - sum(heights)
        if row.icon:
            side = theme.current().px(_ICON)
            square = QRectF(rect.left() + _SIDE, y + (heights[0] - side) / 2, side, side)
            if reversed_:
                square.moveRight(rect.right() + 1 - _SIDE)
            muted = theme.current().tokens.colour(Tone.MUTED)
            paint_icon(painter, row.icon, square, muted, right_to_left=reversed_)
        if row.count:
            line = QRect(rect.left(), y, rect.width(), heights[0])
            self._paint_count(painter, row.count, line, reversed_=reversed_)
        x = rect.right() + 1 - left - room if reversed_ else rect.left() + left
        for layout, height, (_said, _role, tone) in zip(layouts, heights, _lines(row), strict=True):
            painter.setPen(theme.current().tokens.colour(tone))
            layout.draw(painter, QPointF(x, y))
            y += height

    def _paint_count(self, painter: QPainter, count: str, line: QRect, *, reversed_: bool) -> None:
        """Draw how many there are, at the trailing edge."""
        look = theme.current()
        edge = Qt.AlignmentFlag.AlignLeft if reversed_ else Qt.AlignmentFlag.AlignRight
        flags = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(look.font(TextRole.LABEL))
        painter.setPen(look.tokens.colour(Tone.MUTED))
        painter.drawText(line.adjusted(_SIDE, 0, -_SIDE, 0), int(flags), count)

    def _place(self, row: SearchRow) -> tuple[int, int]:
        """Return where the words of a row begin, and how wide they may be."""
        look = theme.current()
        left = _SIDE
        taken = _SIDE + (look.px(_COUNT) if row.count else 0)
        if row.icon:
            left += look.px(_ICON) + _GAP
        return left, max(self._width - left - taken, look.px(80))

    def _layouts(self, number: int, row: SearchRow) -> tuple[QTextLayout, ...]:
        """Return the words of a row broken into lines, which is done once."""
        if number not in self._laid_out:
            _left, room = self._place(row)
            self._laid_out[number] = tuple(
                _laid_out(said, role, room) for said, role, _tone in _lines(row)
            )
        return self._laid_out[number]

    def _fits(self, text: str, role: TextRole, room: int) -> bool:
        """Tell whether a text surely needs one line only, all in the first font."""
        if role not in self._known:
            metrics = QFontMetrics(theme.current().font(role))
            line = _laid_out(Marked(_WIDEST), role, room).boundingRect()
            self._known[role] = (max(map(metrics.horizontalAdvance, _WIDEST)), round(line.height()))
        return text.isascii() and len(text) * self._known[role][0] <= room

    def _height(self, number: int, row: SearchRow) -> int:
        """Return the height of a row; what surely fits one line is not laid out for it."""
        _left, room = self._place(row)
        lines = _lines(row)
        if all(self._fits(said.text, role, room) for said, role, _tone in lines):
            words = sum(self._known[role][1] for _said, role, _tone in lines)
        else:
            layouts = self._layouts(number, row)
            words = sum(round(layout.boundingRect().height()) for layout in layouts)
        height = words + _top(row, first=not number) + _bottom(row)
        return max(height, theme.current().px(_LEAST)) if is_pressed(row) else height


def _lines(row: SearchRow) -> list[_Line]:
    """Return what stands below one another."""
    match row.role:
        case RowRole.HEADING:
            return [(row.title, TextRole.TITLE, Tone.INK)]
        case RowRole.MORE:
            return [(row.title, TextRole.DETAIL, Tone.ACCENT)]
        case RowRole.NOTE:
            return [(row.title, TextRole.DETAIL, Tone.MUTED)]
        case RowRole.HIT:
            lines: list[_Line] = [(row.title, TextRole.BODY, Tone.INK)]
            if row.second.text:
                lines.append((row.second, TextRole.DETAIL, Tone.MUTED))
            if row.third:
                lines.append((Marked(row.third), TextRole.LABEL, Tone.MUTED))
            return lines


def _top(row: SearchRow, *, first: bool) -> int:
    if row.role is RowRole.HEADING:
        return _AIR if first else 2 * _AIR
    return _AIR


def _bottom(row: SearchRow) -> int:
    return _AIR if row.role is not RowRole.HEADING else _AIR - 2


def _laid_out(said: Marked, role: TextRole, width: int) -> QTextLayout:
    """Return a text broken into lines of a width, with what was looked for marked."""
    look = theme.current()
    layout = QTextLayout(said.text, look.font(role))
    option = QTextOption(_edge())
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats([_format(said.text, begin, end) for begin, end in said.places])
    layout.beginLayout()
    height = 0.0
    broken = layout.createLine()
    while broken.isValid():
        broken.setLineWidth(width)
        broken.setPosition(QPointF(0, height))
        height += broken.height()
        broken = layout.createLine()
    layout.endLayout()
    return layout


def _edge() -> Qt.AlignmentFlag:
    """Return the leading edge of the window, for texts of any direction."""
    reversed_ = QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    edge = Qt.AlignmentFlag.AlignRight if reversed_ else Qt.AlignmentFlag.AlignLeft
    return edge | Qt.AlignmentFlag.AlignAbsolute


def _format(text: str, begin: int, end: int) -> QTextLayout.FormatRange:
    tokens = theme.current().tokens
    marked = QTextLayout.FormatRange()
    marked.start = _units(text[:begin])
    marked.length = _units(text[begin:end])
    style = QTextCharFormat()
    style.setBackground(theme.colour(tokens.accent_soft))
    style.setForeground(theme.colour(tokens.ink))
    style.setFontUnderline(True)
    marked.format = style
    return marked


def _units(text: str) -> int:
    """Return how long Qt takes a text to be."""
    if text.isascii():
        return len(text)
    return len(text) + sum(ord(character) > _IN_PLANE for character in text)


class SearchList(KeyboardFocus, QListView):
    """The results; arrows move, Enter or a press opens, Escape and letters lead back.

    Signals:
        pressed_row: A hit or *more* was pressed; the row.
        left: The person wants back to the field.
        typed: A letter was typed; it belongs into the field.
    """

    pressed_row = Signal(object)
    left = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = SearchModel(self)
        self._delegate = SearchDelegate(self)
        self._hovered = -1
        self.setModel(self.rows_model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_viewport_entered)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        theme.follow_colours(self)

    def show_rows(self, rows: tuple[SearchRow, ...], *, keep: bool = False) -> None:
        """Show what was found, from its top, or at the same place where more came."""
        if keep and rows == self.rows_model.rows:
            return
        at = self.verticalScrollBar().value() if keep else 0
        current = self.currentIndex().row() if keep else -1
        self._hovered = -1
        self._delegate.forget(self.viewport().width())
        self.rows_model.show_rows(rows)
        self._set_steps()
        if 0 <= current < len(rows) and is_pressed(rows[current]):
            self.setCurrentIndex(self.rows_model.index(current))
        elif self.hasFocus():
            self._go_to_first()
        if at:
            self.doItemsLayout()
        self.verticalScrollBar().setValue(at)

    def enter(self) -> None:
        """Take the focus, on the first hit."""
        if not self.currentIndex().isValid():
            self._go_to_first()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def press_first(self) -> None:
        """Press the first hit, as Enter in the field does."""
        for row in self.rows_model.rows:
            if is_pressed(row):
                self.pressed_row.emit(row)
                return

    def hovered_row(self) -> int:
        """Return the row below the pointer, or -1."""
        return self._hovered

    def restyle(self) -> None:
        """Measure again in the look in force."""
        self._measure()

    def recolour(self) -> None:
        """Lay the words out again in the colours in force."""
        self._measure()

    def _measure(self) -> None:
        self._delegate.forget(self.viewport().width())
        self._set_steps()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _set_steps(self) -> None:
        self.verticalScrollBar().setSingleStep(theme.current().px(_LEAST))

    def _go_to_first(self) -> None:
        for number, row in enumerate(self.rows_model.rows):
            if is_pressed(row):
                self.setCurrentIndex(self.rows_model.index(number))
                return

    def _is_at_first(self) -> bool:
        before = self.rows_model.rows[: max(self.currentIndex().row(), 0)]
        return not any(is_pressed(row) for row in before)

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        """Remember what the pointer is over."""
        self._hovered = index.row()
        shows = is_pressed(self.rows_model.rows[index.row()])
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if shows else arrow)
        self.viewport().update()

    @Slot()
    def _on_viewport_entered(self) -> None:
        """Forget what the pointer was over."""
        self._hovered = -1
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        """Move the ring along."""
        self.viewport().update()
        self.move_focus_ring()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space, go back with Escape or past the first row."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            index = self.currentIndex()
            if index.isValid() and not event.isAutoRepeat():
                self.pressed_row.emit(self.rows_model.rows[index.row()])
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and self._is_at_first()):
            self.left.emit()
        elif (
            event.text().isprintable()
            and event.text()
            and not event.modifiers()
            & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        ):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was pressed."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            row = self.rows_model.rows[index.row()]
            if is_pressed(row):
                self.pressed_row.emit(row)

    @override
    def focus_rect(self) -> QRect:
        """Return the present row; the ring lies around it."""
        rect = self.visualRect(self.currentIndex())
        if not rect.isValid():
            return self.rect()
        return rect.translated(self.viewport().pos()).adjusted(4, 4, -4, -4)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first hit."""
        if not self.currentIndex().isValid():
            self._go_to_first()
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

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
