"""The list of sensors beside the picture: groups that open, one row chosen."""

from __future__ import annotations

from functools import lru_cache
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
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.i18n import ngettext
from ownerapp.presentation.car_page import SensorGroup, SensorState
from ownerapp.presentation.joining import phrases
from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import RADIUS_BUTTON, Look, TextRole, Tone
from ownerapp.ui.widgets.drawing import rounded
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.scroll import ThinScrollBar
from ownerapp.ui.widgets.sensor_dot import DotShape, paint_dot
from ownerapp.ui.widgets.wrapping import draw_wrapped, wrapped_height

_Index = QModelIndex | QPersistentModelIndex

_SIDE: Final = 10
_GAP: Final = 10
_AIR: Final = 6
_ICON: Final = 18
_MARK: Final = 16
_CHEVRON: Final = 14
_INDENT: Final = 18
_ONE_LINE: Final = 100_000
"""A width in which every title keeps to one line."""
_A_DIGIT: Final = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: a group, the one sensor of its kind, or a sensor inside an open group."""

    item: SensorState
    opens: int = 0
    """How many sensors it opens into; 0 where it does not."""
    is_open: bool = False
    is_inside: bool = False


class SensorModel(QAbstractListModel):
    """The rows that are to be seen; a screen reader hears of each what its shape means."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show_rows(self, rows: list[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        return None


def _spoken(row: Row) -> str:
    if not row.opens:
        return row.item.spoken
    inside = ngettext(
        # Translators: what a screen reader says of a group that is open: its rows follow.
        "open, {count} sensor below",
        "open, {count} sensors below",
        row.opens,
        count=row.opens,
    )
    if not row.is_open:
        inside = ngettext(
            # Translators: what a screen reader says of a group that is closed.
            "closed, {count} sensor inside",
            "closed, {count} sensors inside",
            row.opens,
            count=row.opens,
        )
    return phrases(row.item.spoken, inside)


class _Places:
    """Where the parts of a row go at one width, from the leading edge."""

    def __init__(self, look: Look, width: int, *, is_inside: bool) -> None:
        self._look = look
        self.icon = look.px(_ICON)
        self.mark = look.px(_MARK)
        self.indent = look.px(_INDENT) if is_inside else 0
        self.words = _SIDE + self.indent + self.icon + _GAP
        taken = self.words + self.mark + _GAP + _SIDE
        self.room = max(width - taken, look.px(60))
        self.number_room = self.room - look.px(_CHEVRON) - 4

    def heights(self, row: Row) -> tuple[int, int]:
        """Return the heights of title and number."""
        # A number is as high as any other, and each sensor has its own.
        number = _A_DIGIT if row.item.number.isdecimal() else row.item.number
        return _height(row.item.title, TextRole.BODY, self.room), _height(
            number, TextRole.LABEL, self.number_room
        )

    def further_lines(self, row: Row) -> int:
        """Return how much higher the title is than its first line."""
        first, _second = self.heights(row)
        if first < 2 * _height(_A_DIGIT, TextRole.BODY, _ONE_LINE):
            return 0  # one line, also where its letters are higher than digits
        return first - _height(row.item.title, TextRole.BODY, _ONE_LINE)

    def role(self, row: Row, *, is_chosen: bool) -> TextRole:
        """Return how the title is written: bold where chosen, unless that takes another line.

        The colour below a chosen row says it too, and no row is higher for what may be chosen.
        """
        if not is_chosen:
            return TextRole.BODY
        plain, bold = (
            _height(row.item.title, role, self.room) for role in (TextRole.BODY, TextRole.STRONG)
        )
        # Another line, not the pixel by which bold letters may be higher.
        return TextRole.STRONG if bold < plain + self._look.px(_AIR) else TextRole.BODY


def _places(row: Row, width: int) -> _Places:
    return _kept_places(theme.current(), width, is_inside=row.is_inside)


@lru_cache(maxsize=16)
def _kept_places(look: Look, width: int, *, is_inside: bool) -> _Places:
    return _Places(look, width, is_inside=is_inside)


def _height(text: str, role: TextRole, width: int) -> int:
    return wrapped_height(text, theme.current().font(role), width)


class SensorDelegate(QStyledItemDelegate):
    """Paints a row: icon, title with the numbers below, and the shape."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height that the words need."""
        view, model = self.parent(), index.model()
        if not isinstance(view, SensorList) or not isinstance(model, SensorModel):
            return QSize(1, 1)
        row = model.rows[index.row()]
        places = _places(row, view.viewport().width())
        return QSize(1, sum(places.heights(row)) + 2 * _AIR)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        view, model = self.parent(), index.model()
        if not isinstance(view, SensorList) or not isinstance(model, SensorModel):
            return
        row, rect, tokens = model.rows[index.row()], QRect(option.rect), theme.current().tokens
        reversed_ = option.direction is Qt.LayoutDirection.RightToLeft
        is_chosen = view.chosen() == row.item.key
        places = _places(row, rect.width())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or view.hovered_row() == index.row():
            fill = theme.colour(tokens.accent_soft) if is_chosen else tokens.hover(tokens.surface)
            border = theme.colour(tokens.accent) if tokens.is_high_contrast else None
            rounded(painter, QRectF(rect), radius=RADIUS_BUTTON, fill=fill, border=border)

        def placed(left: int, width: int, top: float, height: float) -> QRectF:
            x = rect.right() + 1 - left - width if reversed_ else rect.left() + left
            return QRectF(x, top, width, height)

        first, second = places.heights(row)
        top = rect.top() + (rect.height() - first - second) / 2
        line = _height(_A_DIGIT, TextRole.BODY, places.room)
        icon = placed(
            _SIDE + places.indent, places.icon, top + (line - places.icon) / 2, places.icon
        )
        colour = tokens.colour(Tone.ACCENT if is_chosen else Tone.MUTED)
        paint_icon(painter, row.item.icon, icon, colour, right_to_left=reversed_)
        painter.setFont(theme.current().font(places.role(row, is_chosen=is_chosen)))
        painter.setPen(theme.colour(tokens.ink))
        words = placed(places.words, places.room, top, first)
        draw_wrapped(
            painter, words.topLeft(), row.item.title, words.width(), right_to_left=reversed_
        )
        self._paint_number(painter, row, placed(places.words, places.room, top + first, second))
        # Where it would stand beside a title of one line: marks are looked for at the top.
        beside = rect.height() - places.further_lines(row)
        middle = placed(
            rect.width() - _SIDE - places.mark, places.mark, rect.top(), beside
        ).center()
        paint_dot(
            painter,
            QPointF(middle.x(), middle.y()),
            theme.current().px(6),
            DotShape(row.item.mark.value),
        )
        painter.restore()

    def _paint_number(self, painter: QPainter, row: Row, place: QRectF) -> None:
        """Draw the numbers, and after them whether the group is open."""
        look = theme.current()
        font = look.font(TextRole.LABEL)
        painter.setFont(font)
        painter.setPen(look.tokens.colour(Tone.MUTED))
        reversed_ = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        draw_wrapped(
            painter, place.topLeft(), row.item.number, place.width(), right_to_left=reversed_
        )
        if not row.opens:
            return
        after = QFontMetrics(font).horizontalAdvance(row.item.number) + 4
        side = look.px(_CHEVRON)
        top = place.top() + (place.height() - side) / 2
        chevron = QRectF(place.left() + after, top, side, side)
        if reversed_:
            chevron.moveRight(place.right() - after)
        name = "up" if row.is_open else "down"
        paint_icon(painter, name, chevron, look.tokens.colour(Tone.MUTED))


class SensorList(KeyboardFocus, QListView):
    """The sensors; arrows choose, Enter, Right and Left open and close a group.

    Signals:
        picked: A row was chosen; its key.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[SensorGroup, ...] = ()
        self._open: set[str] = set()
        self._chosen = ""
        self._hovered = -1
        self._owes_sight = False
        self.rows_model = SensorModel(self)
        self.setModel(self.rows_model)
        self.setItemDelegate(SensorDelegate(self))
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

    def show_groups(self, groups: tuple[SensorGroup, ...]) -> None:
        """Show these sensors; what was chosen and open stays so where it still is there."""
        self._groups = groups
        self._open &= {group.whole.key for group in groups}
        self._fill()

    def choose(self, key: str) -> None:
        """Choose a sensor or a group; the group of a sensor opens."""
        group = next(
            (
                group
                for group in self._groups
                if len(group.sensors) > 1 and key in {item.key for item in group.sensors}
            ),
            None,
        )
        before, self._chosen = self._chosen, key
        if group is not None and group.whole.key not in self._open:
            self._open.add(group.whole.key)
        elif any(row.item.key == key for row in self.rows_model.rows):
            # Nothing opens: no row has to be laid out again, and two drawn at most.
            self._point(self.rows_model.rows, before)
            return
        self._fill()

    def chosen(self) -> str:
        """Return the key of the chosen row."""
        return self._chosen

    def hovered_row(self) -> int:
        """Return the row below the pointer, or -1."""
        return self._hovered

    def restyle(self) -> None:
        """Measure again in the look in force."""
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def sizeHint(self) -> QSize:
        """Ask for a few rows; the list takes what the picture beside it has."""
        return QSize(100, theme.current().half_px(160))

    def _fill(self) -> None:
        """Make the rows again and keep the chosen one in sight."""
        rows: list[Row] = []
        for group in self._groups:
            opens = len(group.sensors) if len(group.sensors) > 1 else 0
            is_open = bool(opens) and group.whole.key in self._open
            rows.append(Row(item=group.whole, opens=opens, is_open=is_open))
            if is_open:
                rows.extend(Row(item=item, is_inside=True) for item in group.sensors)
        at = self.verticalScrollBar().value()
        self.selectionModel().blockSignals(True)  # noqa: FBT003 -- Qt's signature
        self.rows_model.show_rows(rows)
        self.selectionModel().blockSignals(False)  # noqa: FBT003 -- Qt's signature
        self._point(rows)
        if not self.isVisible():
            # Measured now, the rows would have a width that they never get.
            self._owes_sight = True
            self.scheduleDelayedItemsLayout()
            return
        self.doItemsLayout()
        self.verticalScrollBar().setValue(at)
        self._show_current()

    def _point(self, rows: list[Row], before: str | None = None) -> None:
        """Make the chosen row the present one, without telling anybody.

        Args:
            rows: All rows.
            before: The key of what was chosen where the rows lie as they did, so that this one
                and the chosen one are all that looks different.
        """
        self.selectionModel().blockSignals(True)  # noqa: FBT003 -- Qt's signature
        for number, row in enumerate(rows):
            if row.item.key == self._chosen:
                self.setCurrentIndex(self.rows_model.index(number))
        self.selectionModel().blockSignals(False)  # noqa: FBT003 -- Qt's signature
        if before is not None:
            if self.isVisible():
                self._bring_into_sight()
            else:
                self._owes_sight = True
            for number, row in enumerate(rows):
                if row.item.key in (before, self._chosen):
                    self.update(self.rows_model.index(number))

    def _show_current(self) -> None:
        """Keep the chosen row in sight, and draw all."""
        self._bring_into_sight()
        self.viewport().update()

    def _bring_into_sight(self) -> None:
        """Keep the chosen row in sight, and the ring around it."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        self.move_focus_ring()

    def _current(self) -> Row | None:
        index = self.currentIndex()
        return self.rows_model.rows[index.row()] if index.isValid() else None

    def _set_open(self, row: Row, *, is_open: bool) -> None:
        if row.opens and row.is_open is not is_open:
            self._open ^= {row.item.key}
            self._fill()

    @Slot(QModelIndex)
    def _on_entered(self, index: QModelIndex) -> None:
        """Remember what the pointer is over."""
        self._hovered = index.row()
        self.viewport().update()

    @Slot()
    def _on_viewport_entered(self) -> None:
        """Forget what the pointer was over."""
        self._hovered = -1
        self.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Choose the row that the arrows came to."""
        if current.isValid():
            self._chosen = self.rows_model.rows[current.row()].item.key
            self.picked.emit(self._chosen)
        self.viewport().update()
        self.move_focus_ring()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Bring into sight what was chosen while the list was hidden."""
        super().showEvent(event)
        if self._owes_sight:
            self._owes_sight = False
            self._show_current()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open and close groups; everything else is Qt's."""
        row, reversed_ = self._current(), self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        opening, closing = Qt.Key.Key_Right, Qt.Key.Key_Left
        if reversed_:
            opening, closing = closing, opening
        key = event.key()
        if row is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._set_open(row, is_open=not row.is_open)
        elif row is not None and key == opening:
            self._set_open(row, is_open=True)
        elif row is not None and key == closing:
            self._close(row)
        else:
            super().keyPressEvent(event)

    def _close(self, row: Row) -> None:
        """Close a group; from inside, first go to its own row, as trees do."""
        if not row.is_inside:
            self._set_open(row, is_open=False)
            return
        rows = self.rows_model.rows
        number = next(
            place for place in range(self.currentIndex().row(), -1, -1) if rows[place].opens
        )
        self.setCurrentIndex(self.rows_model.index(number))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open or close the group that was pressed."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            row = self.rows_model.rows[index.row()]
            self._set_open(row, is_open=not row.is_open)

    @override
    def focus_rect(self) -> QRect:
        """Return the present row; the ring lies around it."""
        rect = self.visualRect(self.currentIndex())
        if not rect.isValid():
            return self.rect()
        return rect.translated(self.viewport().pos()).adjusted(4, 4, -4, -4)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin with the first row."""
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
            self.scheduleDelayedItemsLayout()
