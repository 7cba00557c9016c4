"""The table of what changed: part, before, after; one above the other where it is narrow.

One row at a time takes the keyboard focus; arrows, Home and End move through the rows, and
a screen reader hears each row as one sentence after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLayoutItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.i18n.word_diff import Part, Piece
from ownerapp.presentation.joining import phrases
from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_CARD, TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.drawing import is_right_to_left, painting
from ownerapp.ui.widgets.flow_layout import FlowLayout, RowsLayout
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.marked_text import PAD, MarkedText
from ownerapp.ui.widgets.text import Text, label

Lines = Sequence[Sequence[Piece]]

_FIRST: Final = 189
"""The width of the first column."""
_LEAST_OTHER: Final = 200
_WANTED: Final = 420
"""The width that the other two like to have."""
_SIDE: Final = 16
_AIR: Final = 12
_STACK_GAP: Final = 8
_COLUMNS: Final = 3
_TURN_MS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """What one row shows and says."""

    section: str
    repeats: bool
    """The row above is about the same; beside columns its name need not stand again."""
    name: str
    notes: tuple[str, ...]
    """Small muted lines below: the class of change, the language."""
    old: Lines
    new: Lines
    before: str
    """Muted words where nothing stood before; the same in ``after`` for now."""
    after: str
    spoken: str
    old_spoken: str
    new_spoken: str


class _Columns(RowsLayout):
    """Three cells beside one another, or below one another where there is little room.

    Args:
        parent: The row.
        reach: How far the marks of the second and third cell reach beyond their words.
    """

    def __init__(self, parent: QWidget | None = None, *, reach: int = 0) -> None:
        super().__init__(parent, gap=0, row_gap=0)
        self._reach = reach

    def is_stacked(self, width: int) -> bool:
        """Say whether cells lie below one another at a width."""
        look = theme.current()
        return width < look.px(_FIRST) + 2 * look.px(_LEAST_OTHER)

    def edges(self, width: int) -> tuple[int, ...]:
        """Return where the columns begin, from the leading edge."""
        first = theme.current().px(_FIRST)
        return (0, first, first + (width - first) // 2)

    @override
    def sizeHint(self) -> QSize:
        """Ask for columns; the height of narrow stacked cells would stay as the least height."""
        width = theme.current().px(_FIRST + 2 * _WANTED)
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSize(self) -> QSize:
        """Return the widest cell; below that nothing can be done."""
        return super().minimumSize().expandedTo(QSize(2 * _SIDE, 0))

    @override
    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Place the cells with room around them."""
        shown = self._shown()
        if self.is_stacked(rect.width()):
            y = rect.top() + _AIR
            for number, item in enumerate(shown):
                side = _SIDE - (self._reach if number else 0)
                width = rect.width() - 2 * side
                height = _height(item, width)
                if not dry:
                    self._place(item, QRect(rect.left() + side, y, width, height), rect)
                y += height + _STACK_GAP
            return y - _STACK_GAP + _AIR - rect.top()
        edges = (*self.edges(rect.width()), rect.width())
        highest = 0
        for number, item in enumerate(shown[:_COLUMNS]):
            side = _SIDE - (self._reach if number else 0)
            x, width = edges[number] + side, edges[number + 1] - edges[number] - 2 * side
            height = _height(item, width)
            highest = max(highest, height)
            if not dry:
                cell = QRect(rect.left() + x, rect.top() + _AIR, width, height)
                self._place(item, cell, rect)
        return highest + 2 * _AIR


class _Ends(RowsLayout):
    """Two items at both ends of a line, or one below the other."""

    @override
    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Place the first at the leading edge and the last at the trailing one."""
        shown = self._shown()
        wanted = [min(item.sizeHint().width(), rect.width()) for item in shown]
        fits = sum(wanted) + self._gap <= rect.width()
        heights = [_height(item, width) for item, width in zip(shown, wanted, strict=True)]
        highest, y = max(heights, default=0), rect.top()
        for number, (item, width) in enumerate(zip(shown, wanted, strict=True)):
            is_last = number == len(shown) - 1
            x = rect.right() + 1 - width if fits and is_last else rect.left()
            top = y + (highest - heights[number]) // 2 if fits else y
            if not dry:
                self._place(item, QRect(x, top, width, heights[number]), rect)
            y += 0 if fits else heights[number] + self._row_gap
        return highest if fits else max(y - self._row_gap - rect.top(), 0)


class _Cell(QWidget):
    """One side of a row: the version, where columns have no heading, and the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.version = Text(role=TextRole.LABEL_STRONG, tone=Tone.MUTED)
        self.version.setContentsMargins(PAD, 0, PAD, 0)
        self.words = MarkedText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.version)
        column.addWidget(self.words)
        _grow_with_width(self)


class DifferenceRowWidget(KeyboardFocus, QFrame):
    """One change.

    Signals:
        moved: A key asks for another row: so many rows on, or a large number for an end.
    """

    moved = Signal(int)

    def __init__(self, row: TableRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._repeats = False
        self._head = QWidget()
        self._section = Text(role=TextRole.STRONG)
        self._name = label()
        self._notes = label()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 2, 0, 0)
        head.setSpacing(2)
        for part in (self._section, self._name, self._notes):
            head.addWidget(part)
        head.addStretch(1)
        _grow_with_width(self._head)
        self.old, self.new = _Cell(), _Cell()
        self._columns = _Columns(self, reach=PAD)
        for widget in (self._head, self.old, self.new):
            self._columns.addWidget(widget)
        _grow_with_width(self)
        self.show_row(row)

    def show_row(self, row: TableRow) -> None:
        """Show a change."""
        self._section.setText(row.section)
        self._repeats = row.repeats
        self._name.setText(row.name)
        self._notes.setText("\n".join(row.notes))
        self._notes.setVisible(bool(row.notes))
        self.old.words.show_lines(row.old, muted=row.before)
        self.new.words.show_lines(row.new, muted=row.after)
        self.old.words.setAccessibleName(row.old_spoken)
        self.new.words.setAccessibleName(row.new_spoken)
        self.setAccessibleName(row.spoken)
        self._show_versions()

    def show_versions(self, old: str, new: str) -> None:
        """Name both sides, for where they lie below one another."""
        self.old.version.setText(old)
        self.new.version.setText(new)
        self._show_versions()

    def _show_versions(self) -> None:
        stacked = self._columns.is_stacked(self.width())
        self._section.setVisible(stacked or not self._repeats)
        for cell in (self.old, self.new):
            cell.version.setVisible(stacked and bool(cell.version.text()))

    @override
    def focus_rect(self) -> QRect:
        """Return the row without its edges; the ring lies inside the table."""
        return self.rect().adjusted(6, 6, -6, -6)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to another row."""
        far = 1_000_000
        steps = {
            int(Qt.Key.Key_Down): 1,
            int(Qt.Key.Key_Up): -1,
            int(Qt.Key.Key_Home): -far,
            int(Qt.Key.Key_End): far,
        }
        step = steps.get(event.key())
        if step is None:
            super().keyPressEvent(event)
            return
        self.moved.emit(step)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the sides where the columns' headings are gone."""
        super().resizeEvent(event)
        self._show_versions()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above, and those between the columns."""
        # The first row has the edge of the card above it where the headings are gone.
        _paint_lines(self, self._columns, above=self.y() > 1)


class DifferenceTable(Card):
    """The whole table: headings, rows, the fold of what did not change, and the legend.

    Signals:
        built: Every row is there.
    """

    built = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rows: list[DifferenceRowWidget] = []
        self._to_build: list[TableRow] = []
        self._hint = ""
        self._versions = ("", "")
        self._head = _Head()
        self._nothing = Text(role=TextRole.BODY, tone=Tone.MUTED)
        self._foot = _Foot()
        self._holder = QVBoxLayout()
        self._holder.setSpacing(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._nothing)
        self._column.addLayout(self._holder)
        self._column.addWidget(self._foot)
        self._nothing.setContentsMargins(_SIDE, _AIR, _SIDE, _AIR)
        self._builder = QTimer(self)
        self._builder.setInterval(0)
        self._builder.timeout.connect(self._build_some)

    def rows(self) -> list[DifferenceRowWidget]:
        """Return the rows that are built."""
        return list(self._rows)

    def is_built(self) -> bool:
        """Say whether every row is there."""
        return not self._to_build

    def fold_button(self) -> LinkButton:
        """Return what opens the list of parts that did not change."""
        return self._foot.button

    def show_heads(self, old: tuple[str, str], new: tuple[str, str]) -> None:
        """Name both versions, each with its caption."""
        self._head.show_versions(old, new)
        self._versions = (phrases(*old), phrases(*new))

    def show_rows(self, rows: Sequence[TableRow], *, nothing: str, hint: str) -> None:
        """Show changes; rows are kept where there were some before."""
        kept = rows[: len(self._rows)]
        for widget, row in zip(self._rows, kept, strict=False):
            widget.show_row(row)
            widget.show_versions(*self._versions)
        while len(self._rows) > len(rows):
            widget = self._rows.pop()
            self._holder.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for widget in self._rows:
            widget.setAccessibleDescription(hint)
        self._hint = hint
        self._nothing.setText(nothing)
        self._nothing.setVisible(not rows)
        self._to_build = list(rows[len(kept) :])
        self._build_some()
        if self._to_build:
            self._builder.start()

    def show_foot(
        self, unchanged: str, titles: Sequence[str], hidden: str, legend: tuple[str, str]
    ) -> None:
        """Show what did not change, folded, and what the marks mean."""
        self._foot.show_parts(unchanged, titles, hidden)
        self._foot.show_legend(*legend)

    @Slot()
    def _build_some(self) -> None:
        """Build rows for a few milliseconds, so that the window stays alive."""
        clock = QElapsedTimer()
        clock.start()
        while self._to_build and clock.elapsed() < _TURN_MS:
            widget = DifferenceRowWidget(self._to_build.pop(0))
            widget.show_versions(*self._versions)
            widget.setAccessibleDescription(self._hint)
            widget.setFocusPolicy(
                Qt.FocusPolicy.ClickFocus if self._rows else Qt.FocusPolicy.StrongFocus
            )
            widget.moved.connect(self._on_moved)
            self._rows.append(widget)
            self._holder.addWidget(widget)
        if not self._to_build:
            self._builder.stop()
            self.built.emit()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        """Give the focus to another row; only that one is a stop of Tab."""
        present = next((n for n, row in enumerate(self._rows) if row.hasFocus()), 0)
        wanted = min(max(present + step, 0), len(self._rows) - 1)
        for number, row in enumerate(self._rows):
            policy = Qt.FocusPolicy.StrongFocus if number == wanted else Qt.FocusPolicy.ClickFocus
            row.setFocusPolicy(policy)
        self._rows[wanted].setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the headings of the columns out where there are no columns."""
        super().resizeEvent(event)
        self._head.setVisible(not self._head.is_stacked(self.width() - 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, and its heading on the window's own ground."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        if not self._head.isVisibleTo(self):
            return
        edge = tokens.border
        with painting(self) as painter:
            shape = QPainterPath()
            inner = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            shape.addRoundedRect(inner, RADIUS_CARD - edge, RADIUS_CARD - edge)
            painter.setClipPath(shape)
            painter.fillRect(self._head.geometry(), theme.colour(tokens.window))


class _Head(QWidget):
    """The headings of the columns; gone where cells lie below one another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = _Columns(self)
        self._columns.addWidget(QWidget())
        self._texts: list[tuple[Text, Text]] = []
        for _number in range(_COLUMNS - 1):
            holder = QWidget()
            flow = FlowLayout(holder, gap=4, row_gap=0)
            pair = (Text(role=TextRole.STRONG), Text(role=TextRole.BODY, tone=Tone.MUTED))
            for part in pair:
                flow.addWidget(part)
            _grow_with_width(holder)
            self._texts.append(pair)
            self._columns.addWidget(holder)
        _grow_with_width(self)

    def is_stacked(self, width: int) -> bool:
        """Say whether cells lie below one another at a width."""
        return self._columns.is_stacked(width)

    def show_versions(self, *sides: tuple[str, str]) -> None:
        """Name the versions."""
        for texts, side in zip(self._texts, sides, strict=True):
            for text, words in zip(texts, side, strict=True):
                text.setText(words)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines between the columns."""
        _paint_lines(self, self._columns, above=False)


class _Foot(QWidget):
    """What did not change, folded, beside the legend."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = LinkButton(chevron="down", underlined=False)
        self._titles = Text(role=TextRole.DETAIL, tone=Tone.MUTED, widest=720)
        self._hidden = label()
        self._removed, self._added = (
            MarkedText(role=TextRole.LABEL, widest=160) for _number in range(2)
        )
        self._titles.hide()
        samples = QWidget()
        legend = FlowLayout(samples, gap=_SIDE, row_gap=0)
        for sample in (self._removed, self._added):
            legend.addWidget(sample)
        line = QWidget()
        ends = _Ends(line, gap=24, row_gap=4)
        for part in (self.button, samples):
            _grow_with_width(part)
            ends.addWidget(part)
        _grow_with_width(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 6, _SIDE, 6)
        column.setSpacing(4)
        column.addWidget(line)
        column.addWidget(self._titles)
        column.addWidget(self._hidden)
        _grow_with_width(self)
        self.button.clicked.connect(self._on_pressed)

    def show_parts(self, unchanged: str, titles: Sequence[str], hidden: str) -> None:
        """Show how many parts did not change; the list of them opens."""
        self.button.setText(unchanged)
        self.button.setVisible(bool(unchanged))
        self._titles.setText("\n".join(titles))
        self._hidden.setText(hidden)
        self._hidden.setVisible(bool(hidden))

    def show_legend(self, removed: str, added: str) -> None:
        """Show what the marks mean."""
        self._removed.show_lines([[Piece(Part.REMOVED, removed)]])
        self._added.show_lines([[Piece(Part.ADDED, added)]])

    @Slot()
    def _on_pressed(self) -> None:
        """Open or fold the list."""
        opens = not self._titles.isVisibleTo(self)
        self._titles.setVisible(opens)
        self.button.set_chevron("up" if opens else "down")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above."""
        tokens = theme.current().tokens
        with painting(self) as painter:
            painter.fillRect(0, 0, self.width(), tokens.border, theme.colour(tokens.line))


def _height(item: QLayoutItem, width: int) -> int:
    """Return the height that an item needs at a width."""
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


def _grow_with_width(widget: QWidget) -> None:
    """Let a widget be as high as its content needs at its width."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def _paint_lines(widget: QWidget, columns: _Columns, *, above: bool) -> None:
    """Draw the lines of a row."""
    tokens = theme.current().tokens
    line, width = theme.colour(tokens.line), tokens.border
    with painting(widget) as painter:
        if above:
            painter.fillRect(0, 0, widget.width(), width, line)
        if columns.is_stacked(widget.width()):
            return
        for edge in columns.edges(widget.width())[1:]:
            x = widget.width() - edge if is_right_to_left(widget) else edge
            painter.fillRect(QRect(QPoint(x, 0), QSize(width, widget.height())), line)
