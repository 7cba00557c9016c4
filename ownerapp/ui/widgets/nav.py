"""The sidebar: the car, the pages, the state of the history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QSpacerItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.icons import CAR_OUTLINE, paint_icon
from ownerapp.ui.theme import RADIUS_BUTTON, TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import Card, PlateLabel, Rule
from ownerapp.ui.widgets.drawing import painting, rounded
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.icon_text import Icon, IconText
from ownerapp.ui.widgets.scroll import ThinScrollBar
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.wrapping import text_box

_AT_START: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_ROW: Final = 40
_ROW_GAP: Final = 2
_INDENT: Final = 12
_AFTER: Final = 8
_BADGE: Final = 8
_FOOT_INDENT: Final = 12
_SIDEBAR_MARGIN: Final = 12

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """One page of the window, as a row of the sidebar."""

    key: str
    text: str
    icon: str
    shortcut: str = ""
    """The keys that lead there, as the desktop names them."""


class _NavModel(QAbstractListModel):
    """The rows; screen readers and tooltips read the same words as the eye."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[NavItem, ...] = ()
        self.compact = False
        self.badges: dict[str, str] = {}
        """What a screen reader says for rows with something new, by their keys."""

    def set_items(self, items: Sequence[NavItem]) -> None:
        """Show other rows."""
        if [i.key for i in items] == [i.key for i in self.items]:
            self.items = tuple(items)
            self.dataChanged.emit(self.index(0), self.index(len(self.items) - 1))
            return
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's signature
        """Return how many pages there are."""
        return 0 if parent.isValid() else len(self.items)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the words of a row."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        badge = self.badges.get(item.key, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return badge or item.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return item.shortcut or None
        if role == Qt.ItemDataRole.ToolTipRole:
            words = badge or (item.text if self.compact else "")
            return "\n".join(part for part in (words, item.shortcut) if part) or None
        return None


class _NavDelegate(QStyledItemDelegate):
    """Paints a row: icon, words, and for the present page a bar, a fill and bold."""

    compact = False

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return a row of 40, higher when its words need two lines."""
        look = theme.current()
        width = option.rect.width()
        height = look.half_px(_ROW)
        model = index.model()
        if not self.compact and isinstance(model, _NavModel):
            view = self.parent()
            width = view.viewport().width() if isinstance(view, QListView) else width
            words = index.data(Qt.ItemDataRole.DisplayRole) or ""
            badge = _BADGE + 8 if model.items[index.row()].key in model.badges else 0
            room = max(width - _text_at() - _AFTER - badge, 1)
            # In bold, as it is when it is picked: no row moves then.
            font = look.font(TextRole.STRONG)
            height = max(height, text_box(words, font, room).height() + 14)
        return QSize(width, height + _ROW_GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        look = theme.current()
        tokens = look.tokens
        model = index.model()
        if not isinstance(model, _NavModel):
            return
        item = model.items[index.row()]
        view = self.parent()
        selected = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        hovered = bool(
            isinstance(view, NavList) and view.hovered_row() == index.row() and not selected
        )
        reversed_ = option.direction is Qt.LayoutDirection.RightToLeft
        row = QRect(option.rect).adjusted(0, 0, 0, -_ROW_GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or hovered:
            fill = theme.colour(tokens.accent_soft) if selected else tokens.hover(tokens.window)
            border = theme.colour(tokens.accent) if tokens.is_high_contrast else None
            rounded(painter, QRectF(row), radius=RADIUS_BUTTON, fill=fill, border=border, width=2)
        if selected:
            bar = QRectF(row.left(), row.center().y() - 10, 3, 20)
            if reversed_:
                bar.moveLeft(row.right() - 2)
            rounded(painter, bar, radius=1.5, fill=theme.colour(tokens.accent))
        side = look.half_px(20)
        left = row.left() + (row.width() - side) / 2 if self.compact else row.left() + _INDENT
        square = QRectF(left, row.center().y() - side / 2 + 0.5, side, side)
        words = row.adjusted(_text_at(), 0, -_AFTER, 0)
        if reversed_ and not self.compact:
            square.moveLeft(row.right() + 1 - _INDENT - side)
            words = row.adjusted(_AFTER, 0, -_text_at(), 0)
        tone = tokens.accent if selected else tokens.muted
        paint_icon(painter, item.icon, square, theme.colour(tone), right_to_left=reversed_)
        if item.key in model.badges:
            self._paint_badge(painter, row, square, reversed_=reversed_)
            words = words.adjusted(_BADGE + 8 if reversed_ else 0, 0, 0, 0)
            words = words.adjusted(0, 0, 0 if reversed_ else -_BADGE - 8, 0)
        if not self.compact:
            painter.setFont(look.font(TextRole.STRONG if selected else TextRole.BODY))
            painter.setPen(theme.colour(tokens.ink))
            flags = _AT_START | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(words, flags, item.text)
        painter.restore()

    def _paint_badge(self, painter: QPainter, row: QRect, icon: QRectF, *, reversed_: bool) -> None:
        """Draw the dot of something new: behind the words, or at the icon's corner."""
        tokens = theme.current().tokens
        dot = QRectF(0, 0, _BADGE, _BADGE)
        if self.compact:
            corner = icon.topLeft() if reversed_ else icon.topRight()
            dot.moveCenter(corner)
        else:
            middle = QRectF(row).center().y()
            x = row.left() + _INDENT if reversed_ else row.right() + 1 - _INDENT - _BADGE
            dot.moveTo(x, middle - _BADGE / 2)
        rounded(painter, dot, radius=_BADGE / 2, fill=theme.colour(tokens.accent))


def _text_at() -> int:
    """Return how far from the leading edge the words begin."""
    return theme.current().half_px(20) + 24


class NavList(KeyboardFocus, QListView):
    """The list of pages.

    Signals:
        picked: Another page was chosen; its key.
    """

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _NavModel(self)
        self._delegate = _NavDelegate(self)
        self._hovered = -1
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBar(ThinScrollBar(Qt.Orientation.Vertical))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.entered.connect(self._on_entered)
        self.viewportEntered.connect(self._on_viewport_entered)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.restyle()

    def set_items(self, items: Sequence[NavItem]) -> None:
        """Show these pages; the same keys keep the present page."""
        self._model.set_items(items)
        if not self.currentIndex().isValid() and items:
            self.setCurrentIndex(self._model.index(0))
        self.updateGeometry()
        self.doItemsLayout()

    def set_badge(self, key: str, spoken: str) -> None:
        """Mark a row that holds something new, or no more when nothing is said.

        Args:
            key: The row.
            spoken: What a screen reader says for it, the row's own name included.
        """
        badges = {name: words for name, words in self._model.badges.items() if name != key}
        self._model.badges = {**badges, key: spoken} if spoken else badges
        self.doItemsLayout()  # the mark takes room from the words
        self.updateGeometry()
        self.viewport().update()

    def badge(self, key: str) -> str:
        """Return what a screen reader says for a row that holds something new."""
        return self._model.badges.get(key, "")

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 -- a setter
        """Show icons only, with tooltips."""
        self._model.compact = compact
        self._delegate.compact = compact
        self.doItemsLayout()
        self.updateGeometry()
        self.viewport().update()

    def current_key(self) -> str:
        """Return the key of the present page, or nothing."""
        index = self.currentIndex()
        return self._model.items[index.row()].key if index.isValid() else ""

    def pick(self, key: str) -> None:
        """Go to a page."""
        for row, item in enumerate(self._model.items):
            if item.key == key:
                self.setCurrentIndex(self._model.index(row))

    def hovered_row(self) -> int:
        """Return the row below the pointer, or -1."""
        return self._hovered

    def restyle(self) -> None:
        """Take the font from the look in force."""
        self.setFont(theme.current().font(TextRole.STRONG))
        self.doItemsLayout()
        self.updateGeometry()

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
    def _on_current_changed(self, index: QModelIndex, _previous: QModelIndex) -> None:
        """Say which page was chosen."""
        self.move_focus_ring()
        self.viewport().update()
        if index.isValid():
            self.picked.emit(self._model.items[index.row()].key)

    @override
    def focus_rect(self) -> QRect:
        """Let the ring follow the present row."""
        rect = self.visualRect(self.currentIndex())
        return rect.adjusted(2, 2, -2, -_ROW_GAP - 2) if rect.isValid() else self.rect()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows again: a scroll bar that came or went changes where words wrap."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.doItemsLayout()
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return all rows, without a scroll bar."""
        height = sum(self.sizeHintForRow(row) for row in range(self._model.rowCount()))
        return QSize(theme.SIDEBAR_WIDTH - 24, height)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return three rows; in a low window with large text the rest scrolls."""
        return QSize(40, 3 * self.sizeHintForRow(0))


class VehicleCard(Card):
    """The car at the top of the sidebar: outline, plate, name, one line of state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._outline = _CarOutline(self)
        self._plate = PlateLabel()
        self._name = Text(role=TextRole.STRONG, widest=180)
        self._state = IconText("check", tone=Tone.MUTED, role=TextRole.LABEL, size=14)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._outline)
        top.addStretch(1)
        top.addWidget(self._plate)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 13, 16, 13)
        self._column.setSpacing(0)
        self._column.addLayout(top)
        self._column.addSpacing(8)
        self._column.addWidget(self._name)
        self._column.addWidget(self._state)

    def show_car(self, *, name: str, plate: str, state: str, icon: str = "") -> None:
        """Show a car; the plate and the state may be empty."""
        self._name.setText(name)
        self._plate.set_plate(plate)
        self._state.show_line(icon, state, Tone.MUTED)
        self._state.setVisible(bool(state))
        self.setAccessibleName(name)
        self.setToolTip(name)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 -- a setter
        """Show the outline alone."""
        self._name.setVisible(not compact)
        self._plate.setVisible(not compact and bool(self._plate.text()))
        self._state.setVisible(not compact and bool(self._state.text()))
        self._outline.set_small(compact)
        side = 4 if compact else 16
        self._column.setContentsMargins(side, 13, side, 13)


class _CarOutline(QWidget):
    """The side view of a car, facing the reading direction."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._height = 24
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_small(self, small: bool) -> None:  # noqa: FBT001 -- a setter
        """Draw it small enough for the narrow sidebar."""
        self._height = 11 if small else 24
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the outline's size."""
        return QSize(round(self._height * 64 / 22), self._height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the outline."""
        with painting(self) as painter:
            paint_icon(
                painter,
                CAR_OUTLINE,
                QRectF(self.rect()),
                theme.colour(theme.current().tokens.ink),
                right_to_left=self.isRightToLeft(),
            )


class HistoryFoot(QWidget):
    """The state of the history at the foot of the sidebar, and what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_compact = False
        self.button = LinkButton()
        self._icon = Icon("shieldcheck", size=18, tone=Tone.MUTED)
        self._title = Text(role=TextRole.LABEL_STRONG, widest=150)
        self._second = Text(role=TextRole.LABEL, tone=Tone.MUTED, widest=150)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._second)
        words.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.button.hide()
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        # Not a margin: layouts do not mirror those.
        self._lead = QSpacerItem(_FOOT_INDENT, 0)
        inset = QHBoxLayout()
        inset.setSpacing(0)
        inset.addItem(self._lead)
        inset.addLayout(row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Rule())
        column.addLayout(inset)

    def show_state(
        self, title: str, second: str, *, icon: str = "shieldcheck", tone: Tone = Tone.MUTED
    ) -> None:
        """Say how the history is."""
        self._icon.show_icon(icon, tone)
        self._title.setText(title)
        self._title.set_tone(Tone.STOP if tone is Tone.STOP else Tone.INK)
        self._second.setText(second)
        self._icon.setToolTip(title)
        self.setAccessibleName(title)

    def show_action(self, text: str, *, enabled: bool = True) -> None:
        """Offer to do something about it; with no words, nothing."""
        self.button.setText(text)
        self.button.setEnabled(enabled)
        self.button.setVisible(bool(text) and not self._is_compact)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 -- a setter
        """Show the icon alone, with a tooltip."""
        self._is_compact = compact
        self._title.setVisible(not compact)
        self._second.setVisible(not compact)
        self.button.setVisible(bool(self.button.text()) and not compact)
        self.restyle()

    def restyle(self) -> None:
        """Put the icon below those of the pages, in the look in force."""
        lead = _FOOT_INDENT
        if self._is_compact:
            room = theme.SIDEBAR_COMPACT_WIDTH - 2 * _SIDEBAR_MARGIN
            lead = max((room - self._icon.sizeHint().width()) // 2, 0)
        self._lead.changeSize(lead, 0)
        column = self.layout()
        if column is not None:
            column.invalidate()


class Sidebar(QWidget):
    """The sidebar as a whole; 232 wide, or icons only in a narrow window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vehicle = VehicleCard()
        self.nav = NavList()
        self.foot = HistoryFoot()
        self._compact = False
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDEBAR_MARGIN, 16, _SIDEBAR_MARGIN, 20)
        column.setSpacing(16)
        column.addWidget(self.vehicle)
        column.addWidget(self.nav)
        column.addStretch(1)
        column.addWidget(self.foot)
        self.restyle()

    def is_compact(self) -> bool:
        """Say whether only icons are shown."""
        return self._compact

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 -- a setter
        """Show icons only, or words as well."""
        if compact == self._compact:
            return
        self._compact = compact
        for part in (self.vehicle, self.nav, self.foot):
            part.set_compact(compact)
        self.restyle()

    def restyle(self) -> None:
        """Take the width from the look in force."""
        wide = theme.current().half_px(theme.SIDEBAR_WIDTH)
        self.setFixedWidth(theme.SIDEBAR_COMPACT_WIDTH if self._compact else wide)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line towards the page."""
        tokens = theme.current().tokens
        reversed_ = self.isRightToLeft()
        x = 0 if reversed_ else self.width() - tokens.border
        with painting(self) as painter:
            painter.fillRect(x, 0, tokens.border, self.height(), theme.colour(tokens.line))
