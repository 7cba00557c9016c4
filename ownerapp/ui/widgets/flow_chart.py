"""Three lanes and two gates: a picture of where each collection goes.

The table beside it says the same in words, for the keyboard and for screen readers.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import RADIUS_BUTTON, RADIUS_CARD, TextRole
from ownerapp.ui.widgets.drawing import (
    circle,
    dotted,
    is_right_to_left,
    rounded,
    stroke,
    tick,
)
from ownerapp.ui.widgets.kept_picture import KeptPicture
from ownerapp.ui.widgets.reach import GLYPH, Reach, paint_reach
from ownerapp.ui.widgets.wrapping import draw_wrapped, longest_word, unbroken, wrapped_height

_WIDE: Final = 884.0
"""The width in which the places below are given; they stretch with the widget."""
_CAR, _COUNTRY, _OUTSIDE = (0.0, 292.0), (344.0, 528.0), (708.0, 884.0)
_FIRST_GATE, _SECOND_GATE = 318.0, 554.0
_TITLE: Final = (40.0, 222.0)
_START, _BAR = 236.0, 263.0
_BOX: Final = (352.0, 520.0)
_BORDER_WORDS: Final = (574.0, 697.0)
_PAST_WORDS: Final = 705.0
"""Where the line goes on after the words of the second gate, clear of the longest of them."""
_BORDER_HEAD: Final = (_SECOND_GATE - 10, 702.0)
_FAR_BOX: Final = (716.0, 876.0)
_ICON_AT: Final = 14.0
_ROW: Final = 34
_AIR: Final = 6
_HEAD_AIR: Final = 14
_GATE_AIR: Final = 6
"""Between the words above the first gate and the lanes on both sides, where a word allows it."""
_FOOT: Final = 14
LEAST: Final = 720
"""Below this width, before text scaling, the words of the picture have no room."""
_MOST_WIDTHS: Final = 8
"""So many widths are asked for while a window gets another size once."""


class Flow(StrEnum):
    """The kind of a row's line."""

    ON = "on"
    OFF = "off"
    ALWAYS = "always"
    UNSTATED = "unstated"


class GateMark(StrEnum):
    """The shape of a gate."""

    OPEN = "open"
    SHUT = "shut"
    LOCKED = "locked"
    UNSTATED = "unstated"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLine:
    """One row in words and shapes."""

    key: str
    icon: str
    title: str
    flow: Flow
    reach: int | None
    choice: GateMark
    kept: str
    kept_icon: str
    border: GateMark
    border_words: str
    outside: tuple[str, ...]
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowHeads:
    """The words above the lanes and gates, and in the empty part of the last lane."""

    lanes: tuple[str, str, str] = ("", "", "")
    gates: tuple[str, str] = ("", "")
    nothing_outside: str = ""


@dataclasses.dataclass(slots=True)
class _Laid:
    """Where the rows lie at one width."""

    head: int = 0
    tops: list[int] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)

    @property
    def bottom(self) -> int:
        return self.tops[-1] + self.heights[-1] if self.tops else self.head


class FlowChart(QWidget):
    """The picture; pressing a row leads to its choice.

    Signals:
        pressed_row: A row was pressed; its key.
    """

    pressed_row = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = FlowHeads()
        self._rows: tuple[FlowLine, ...] = ()
        self._laid: dict[int, _Laid] = {}
        self._hovered = -1
        self._kept = KeptPicture()
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_rows(self, heads: FlowHeads, rows: Sequence[FlowLine]) -> None:
        """Show other rows."""
        self._heads, self._rows = heads, tuple(rows)
        self._hovered = -1
        self._forget()

    def restyle(self) -> None:
        """Measure again in the look in force."""
        self._forget()

    def row_rect(self, number: int) -> QRectF:
        """Return where a row lies."""
        laid = self._lay(self.width())
        return QRectF(0, laid.tops[number], self.width(), laid.heights[number])

    def _forget(self) -> None:
        self._laid.clear()
        self._kept.forget()
        self.updateGeometry()
        self.update()

    # ------------------------------------------------------------------- measures

    @override
    def sizeHint(self) -> QSize:
        """Return the picture at its drawn width; how high it is follows from the real one."""
        return QSize(theme.current().half_px(_WIDE), 100)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least width in which the words have room."""
        return QSize(100, 100)

    @override
    def hasHeightForWidth(self) -> bool:
        """Tell that words wrap."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height of head and rows."""
        return self._lay(width).bottom + _FOOT

    def _lay(self, width: int) -> _Laid:
        """Return where the rows lie, measured once for a width."""
        laid = self._laid.get(width)
        if laid is None:
            if len(self._laid) >= _MOST_WIDTHS:
                self._laid.clear()
            laid = self._laid[width] = self._measured(width)
        return laid

    def _measured(self, width: int) -> _Laid:
        look, scale = theme.current(), width / _WIDE
        strong, detail = look.font(TextRole.STRONG), look.font(TextRole.DETAIL)
        bold, label = look.font(TextRole.DETAIL_STRONG), look.font(TextRole.LABEL)
        glyph = look.px(GLYPH.width()) + 12
        laid = _Laid()
        heads = [
            wrapped_height(text, strong, (end - begin - 28) * scale - glyph)
            for text, (begin, end) in zip(
                self._heads.lanes, (_CAR, _COUNTRY, _OUTSIDE), strict=True
            )
        ]
        heads += [wrapped_height(self._heads.gates[0], label, self._gate_room(width))]
        second = (_BORDER_HEAD[1] - _BORDER_HEAD[0]) * scale
        heads += [wrapped_height(self._heads.gates[1], label, second)]
        laid.head = max(heads) + 2 * _HEAD_AIR
        top, least, icon = laid.head, look.px(_ROW), look.px(14) + 8
        for row in self._rows:
            font = bold if row.flow in {Flow.ON, Flow.ALWAYS} else detail
            room = (_TITLE[1] - _TITLE[0]) * scale
            heights = [wrapped_height(row.title, font, room)]
            if row.kept:
                taken = 18 + (icon if row.kept_icon else 0)
                room = (_BOX[1] - _BOX[0]) * scale - taken
                heights.append(wrapped_height(row.kept, font, room) + 8)
            if row.border_words:
                room = (_BORDER_WORDS[1] - _BORDER_WORDS[0]) * scale
                said = unbroken(row.border_words, label, room)
                heights.append(wrapped_height(said, label, room))
            if row.outside:
                room = (_FAR_BOX[1] - _FAR_BOX[0]) * scale - 18
                heights.append(wrapped_height("\n".join(row.outside), detail, room) + 8)
            laid.tops.append(top)
            laid.heights.append(max(max(heights) + _AIR, least))
            top += laid.heights[-1]
        return laid

    def _gate_room(self, width: int) -> float:
        """Return the width of the words above the first gate, clear of the lanes beside them.

        Their lines are of one length as far as they can be: four signs are two and two.
        """
        text, font = self._heads.gates[0], theme.current().font(TextRole.LABEL)
        gap = (_COUNTRY[0] - _CAR[1]) * width / _WIDE
        word = longest_word(font, text) + 1
        room = max(gap - 2 * _GATE_AIR, min(float(word), gap - 4))
        height = wrapped_height(text, font, room)
        while room - 1 >= word and wrapped_height(text, font, room - 1) == height:
            room -= 1
        return room + 1

    # ------------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw lanes, gates and rows."""
        ground = theme.colour(theme.current().tokens.window)
        self._kept.show(self, event.rect(), ground, self._paint)

    def _paint(self, painter: QPainter, seen: QRect) -> None:
        laid = self._lay(self.width())
        self._paint_lanes(painter, laid)
        self._paint_heads(painter, laid)
        self._paint_gate_lines(painter, laid)
        for number, row in enumerate(self._rows):
            top = laid.tops[number]
            if top <= seen.bottom() and top + laid.heights[number] >= seen.top():
                self._paint_row(painter, number, row, laid)
        self._paint_nothing(painter, laid)

    def _x(self, begin: float, end: float | None = None) -> float:
        """Return a place across, or the left side of a stretch, in the layout direction."""
        scale = self.width() / _WIDE
        if is_right_to_left(self):
            return self.width() - (begin if end is None else end) * scale
        return begin * scale

    def _room(self, begin: float, end: float, top: float, height: float) -> QRectF:
        return QRectF(self._x(begin, end), top, (end - begin) * self.width() / _WIDE, height)

    def _paint_lanes(self, painter: QPainter, laid: _Laid) -> None:
        tokens = theme.current().tokens
        for begin, end in (_CAR, _COUNTRY, _OUTSIDE):
            rounded(
                painter,
                self._room(begin, end, 0, laid.bottom + _FOOT),
                radius=RADIUS_CARD,
                fill=theme.colour(tokens.surface),
                border=theme.colour(tokens.line),
                width=tokens.border,
            )

    def _paint_heads(self, painter: QPainter, laid: _Laid) -> None:
        look, tokens, reversed_ = theme.current(), theme.current().tokens, is_right_to_left(self)
        ink = theme.colour(tokens.ink)
        size = QSize(look.px(GLYPH.width()), look.px(GLYPH.height()))
        for reach, (text, (begin, end)) in enumerate(
            zip(self._heads.lanes, (_CAR, _COUNTRY, _OUTSIDE), strict=True), start=1
        ):
            room = self._room(begin, end, 0, laid.head).adjusted(14, 0, -14, 0)
            glyph = QRectF(
                room.left(), (laid.head - size.height()) / 2, size.width(), size.height()
            )
            words = room.adjusted(size.width() + 12, 0, 0, 0)
            if reversed_:
                glyph.moveRight(room.right())
                words = room.adjusted(0, 0, -size.width() - 12, 0)
            paint_reach(painter, glyph, Reach(reach), ink, right_to_left=reversed_)
            painter.setPen(ink)
            self._words(painter, words, text, TextRole.STRONG)
        painter.setPen(theme.colour(tokens.muted))
        wide = self._gate_room(self.width())
        gate = QRectF(self._x(_FIRST_GATE) - wide / 2, 0, wide, laid.head)
        painter.setFont(look.font(TextRole.LABEL))
        centre = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(gate, centre, self._heads.gates[0])
        gate = self._room(*_BORDER_HEAD, 0, laid.head)
        self._words(painter, gate, self._heads.gates[1], TextRole.LABEL)

    def _paint_gate_lines(self, painter: QPainter, laid: _Laid) -> None:
        """Draw the gate posts down to the last row that comes to them."""
        painter.setPen(stroke(theme.colour(theme.current().tokens.line), 2.0))
        for gate in (_FIRST_GATE, _SECOND_GATE):
            last = [
                laid.tops[number] + laid.heights[number]
                for number, row in enumerate(self._rows)
                if row.reach != 0
            ]
            if last:
                x = self._x(gate)
                painter.drawLine(QPointF(x, laid.head - 6), QPointF(x, last[-1] + 2))

    def _paint_row(self, painter: QPainter, number: int, row: FlowLine, laid: _Laid) -> None:
        look, tokens = theme.current(), theme.current().tokens
        top, height = float(laid.tops[number]), float(laid.heights[number])
        y = top + height / 2
        strong = row.flow in {Flow.ON, Flow.ALWAYS}
        ink, muted = theme.colour(tokens.ink), theme.colour(tokens.muted)
        if number == self._hovered:
            place = self._room(_CAR[0] + 6, _CAR[1] - 6, top + 1, height - 2)
            rounded(painter, place, radius=RADIUS_BUTTON, fill=tokens.hover(tokens.surface))
        side = look.px(16)
        icon = self._room(_ICON_AT, _ICON_AT + side * _WIDE / self.width(), y - side / 2, side)
        colour = ink if strong else muted
        paint_icon(painter, row.icon, icon, colour, right_to_left=is_right_to_left(self))
        painter.setPen(ink)
        words = self._room(*_TITLE, top, height)
        self._words(
            painter, words, row.title, TextRole.DETAIL_STRONG if strong else TextRole.DETAIL
        )
        self._paint_line(painter, row, y)
        if row.reach == 0:
            return
        self._paint_gate(painter, QPointF(self._x(_FIRST_GATE), y), row.choice, row.flow)
        self._paint_box(painter, row, top, height)
        self._paint_gate(painter, QPointF(self._x(_SECOND_GATE), y), row.border, Flow.ALWAYS)
        painter.setPen(ink if row.border is GateMark.OPEN else muted)
        place = self._room(*_BORDER_WORDS, top, height)
        label = theme.current().font(TextRole.LABEL)
        said = unbroken(row.border_words, label, place.width())
        self._words(painter, place, said, TextRole.LABEL)
        if row.outside:
            far = self._boxed(_FAR_BOX, top, height, "\n".join(row.outside), TextRole.DETAIL)
            self._paint_frame(painter, far, row.flow)
            painter.setPen(ink if strong else muted)
            self._words(painter, far.adjusted(9, 0, -9, 0), "\n".join(row.outside), TextRole.DETAIL)

    def _paint_line(self, painter: QPainter, row: FlowLine, y: float) -> None:
        """Draw the way of the data, as far as it goes."""
        tokens = theme.current().tokens
        pen, colour = self._pen(row.flow)
        faint = dotted(theme.colour(tokens.muted), 1.2)
        ends = [(_START, _BAR if row.reach == 0 else _FIRST_GATE, pen)]
        if row.reach != 0:
            sent = pen if row.choice is not GateMark.SHUT else faint
            ends.append((_FIRST_GATE, _BOX[0], sent))
            ends.append((_BOX[1], _SECOND_GATE, sent))
            if row.outside:
                gone = sent if row.border is GateMark.OPEN else faint
                ends.append((_PAST_WORDS, _FAR_BOX[0], gone))
        for begin, end, line in ends:
            painter.setPen(line)
            painter.drawLine(QPointF(self._x(begin), y), QPointF(self._x(end), y))
        if row.reach == 0:
            painter.setPen(stroke(colour, 2.4))
            x = self._x(_BAR)
            painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 6))
        is_filled = row.flow in {Flow.ON, Flow.ALWAYS}
        painter.setPen(stroke(colour, 1.8))
        painter.setBrush(colour if is_filled else theme.colour(tokens.surface))
        circle(painter, self._x(_START), y, 4.6)

    def _pen(self, flow: Flow) -> tuple[QPen, QColor]:
        tokens = theme.current().tokens
        accent, ink = theme.colour(tokens.accent), theme.colour(tokens.ink)
        muted = theme.colour(tokens.muted)
        match flow:
            case Flow.ON:
                return stroke(accent, 2.4), accent
            case Flow.ALWAYS:
                return stroke(ink, 2.4), ink
            case Flow.OFF:
                return dotted(muted, 1.5), muted
            case Flow.UNSTATED:
                return stroke(muted, 1.5, dashed=True), muted

    def _paint_box(self, painter: QPainter, row: FlowLine, top: float, height: float) -> None:
        """Draw how long it is kept in the territory."""
        look, tokens = theme.current(), theme.current().tokens
        strong = row.flow in {Flow.ON, Flow.ALWAYS}
        role = TextRole.DETAIL_STRONG if strong else TextRole.DETAIL
        taken = look.px(14) + 8 if row.kept_icon else 0
        box = self._boxed(_BOX, top, height, row.kept, role, taken=taken)
        self._paint_frame(painter, box, row.flow)
        words = box.adjusted(9, 0, -9, 0)
        colour = theme.colour(tokens.ink if strong else tokens.muted)
        if row.kept_icon:
            side = look.px(14)
            icon = QRectF(words.left(), words.center().y() - side / 2, side, side)
            if is_right_to_left(self):
                icon.moveRight(words.right())
                words.adjust(0, 0, -side - 8, 0)
            else:
                words.adjust(side + 8, 0, 0, 0)
            paint_icon(painter, row.kept_icon, icon, colour)
        painter.setPen(colour)
        self._words(painter, words, row.kept, role)

    def _boxed(
        self,
        across: tuple[float, float],
        top: float,
        height: float,
        text: str,
        role: TextRole,
        *,
        taken: int = 0,
    ) -> QRectF:
        """Return a box as high as its words, in the middle of its row."""
        look = theme.current()
        room = self._room(*across, top, height)
        words = wrapped_height(text, look.font(role), room.width() - 18 - taken)
        needed = min(max(words + 8.0, look.px(_ROW) - 6.0), height - 4)
        return QRectF(room.left(), top + (height - needed) / 2, room.width(), needed)

    def _paint_frame(self, painter: QPainter, place: QRectF, flow: Flow) -> None:
        tokens = theme.current().tokens
        border, fill, dashed = tokens.muted, tokens.surface, flow in {Flow.OFF, Flow.UNSTATED}
        if flow is Flow.ON:
            border, fill = tokens.accent, tokens.accent_soft
        elif flow is Flow.ALWAYS:
            border = tokens.ink
        rounded(
            painter,
            place,
            radius=RADIUS_BUTTON,
            fill=theme.colour(fill),
            border=theme.colour(border),
            width=1.2,
            dashed=dashed,
        )

    def _paint_gate(self, painter: QPainter, middle: QPointF, gate: GateMark, flow: Flow) -> None:
        if gate is not GateMark.NONE:
            paint_gate(painter, middle, theme.current().px(9), gate, is_mine=flow is Flow.ON)

    def _paint_nothing(self, painter: QPainter, laid: _Laid) -> None:
        """Say in the empty part of the last lane that nothing else goes there."""
        free = [laid.tops[number] for number, row in enumerate(self._rows) if not row.outside]
        if not free or not self._heads.nothing_outside:
            return
        place = self._room(_OUTSIDE[0] + 16, _OUTSIDE[1] - 16, free[0], laid.bottom - free[0])
        look = theme.current()
        side = look.px(20)
        muted = theme.colour(look.tokens.muted)
        painter.setFont(look.font(TextRole.DETAIL))
        height = wrapped_height(self._heads.nothing_outside, painter.font(), place.width())
        top = place.top() + look.px(_ROW)
        paint_icon(painter, "ban", QRectF(place.center().x() - side / 2, top, side, side), muted)
        painter.setPen(muted)
        words = QRectF(place.left(), top + side + 8, place.width(), height + 40)
        centre = int(
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        )
        painter.drawText(words, centre, self._heads.nothing_outside)

    def _words(self, painter: QPainter, place: QRectF, text: str, role: TextRole) -> None:
        """Draw words that wrap, in the middle of a height and at the leading edge."""
        painter.setFont(theme.current().font(role))
        height = wrapped_height(text, painter.font(), place.width())
        at = QPointF(place.left(), place.center().y() - height / 2)
        draw_wrapped(painter, at, text, place.width(), right_to_left=is_right_to_left(self))

    # ------------------------------------------------------------------- the pointer

    def _row_at(self, y: float) -> int:
        laid = self._lay(self.width())
        for number, (top, height) in enumerate(zip(laid.tops, laid.heights, strict=True)):
            if top <= y < top + height:
                return number
        return -1

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row below the pointer."""
        number = self._row_at(event.position().y())
        if number != self._hovered:
            self._mark(number)
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.setCursor(hand if number >= 0 else arrow)
            self.setToolTip(self._rows[number].spoken if number >= 0 else "")

    def _mark(self, number: int) -> None:
        """Mark a row, or none, and draw only what that changes."""
        rows, self._hovered = (self._hovered, number), number
        for row in rows:
            if 0 <= row < len(self._rows):
                place = self.row_rect(row).toAlignedRect()
                self._kept.forget(place)
                self.update(place)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Mark no row."""
        super().leaveEvent(event)
        self._mark(-1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lead to the choice of the row that was pressed."""
        number = self._row_at(event.position().y())
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self.pressed_row.emit(self._rows[number].key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def paint_gate(
    painter: QPainter, middle: QPointF, radius: float, gate: GateMark, *, is_mine: bool
) -> None:
    """Draw a gate: a filled tick, a bar, a lock or a question mark in a ring.

    Args:
        painter: Where to.
        middle: Its middle.
        radius: Half its size.
        gate: The shape.
        is_mine: Whether the person opened it, which is drawn in the accent colour.
    """
    tokens = theme.current().tokens
    ink, surface = theme.colour(tokens.ink), theme.colour(tokens.surface)
    muted, mine = theme.colour(tokens.muted), theme.colour(tokens.accent)
    match gate:
        case GateMark.OPEN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mine if is_mine else ink)
            circle(painter, middle.x(), middle.y(), radius)
            tick(painter, middle, radius * 0.9, surface, 1.8)
        case GateMark.SHUT:
            painter.setPen(stroke(muted, 1.6))
            painter.setBrush(surface)
            circle(painter, middle.x(), middle.y(), radius - 0.8)
            half = radius * 0.5
            painter.drawLine(middle - QPointF(half, 0), middle + QPointF(half, 0))
        case GateMark.LOCKED:
            painter.setPen(stroke(ink, 1.6))
            painter.setBrush(surface)
            circle(painter, middle.x(), middle.y(), radius - 0.8)
            side = radius * 1.15
            place = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            paint_icon(painter, "lock", place, ink)
        case GateMark.UNSTATED:
            painter.setPen(stroke(muted, 1.6, dashed=True, dash=3.0, gap=2.4))
            painter.setBrush(surface)
            circle(painter, middle.x(), middle.y(), radius - 0.8)
            painter.setPen(muted)
            painter.setFont(theme.current().font(TextRole.LABEL_STRONG))
            place = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "?")
        case GateMark.NONE:
            pass
