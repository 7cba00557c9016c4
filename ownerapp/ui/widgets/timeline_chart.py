"""Strips of time: when each practice was on, with a date line that one moves.

Rules:

1. The picture is one stop of the Tab key: arrow keys move the date line by a day, Page keys
   by a month, Home and End to its ends, plus and minus change the zoom.
2. What is outside the shown time is not drawn. Bars too narrow to tell apart are one low
   bar, so that a picture costs no more than it has points, and never says *on all the time*.
3. The axis runs in the reading direction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.domain.span import Span, spans_within
from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import RADIUS_CARD, TextRole
from ownerapp.ui.widgets.drawing import (
    circle,
    hatch,
    is_right_to_left,
    painting,
    rounded,
    stroke,
)
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.timeline_axis import Edge, with_room
from ownerapp.ui.widgets.timeline_pieces import TimeScale, pieces
from ownerapp.ui.widgets.wrapping import draw_wrapped, wrapped_height

_LABEL: Final = 216
_SIDE: Final = 16
_ROW: Final = 28
_BAR: Final = 14
_HEAD: Final = 34
_FLAGS: Final = 28
_MARK: Final = 14
_FOOT: Final = 16
_BARS_AT_ONCE: Final = 120
"""How many bars are drawn before others have their turn: a few milliseconds."""
_FOUND_AT_ONCE: Final = 16
"""So many spans are looked at in the time in which one bar is drawn."""
_ROUND: Final = 9.0
"""Wide enough for round corners."""
_STRIPED: Final = 4.0
"""Wide enough for a stripe."""
_STRIPES: Final = 6.5
ZOOMS: Final = (31, 92, 366, 1096, 3653)
"""The days that are shown at once: from a month to ten years."""
YEAR: Final = 2
"""The zoom at first, unless all that happened fits into a nearer one."""
_FIRST: Final = date(1990, 1, 1)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRow:
    """One practice."""

    icon: str
    title: str
    bars: Sequence[Span]
    """When it was on, one after the other; drawn full where the car confirmed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartContent:
    """Everything that is drawn."""

    rows: tuple[ChartRow, ...] = ()
    always_on: str = ""
    flags: tuple[tuple[datetime, str], ...] = ()
    flags_label: str = ""
    doubts: tuple[tuple[datetime | None, datetime], ...] = ()
    today: str = ""
    first: date = _FIRST
    last: date = _FIRST
    """The present day."""
    zone: tzinfo = UTC


class TimelineChart(KeyboardFocus, QAbstractSlider):
    """The picture; a slider over days, so that a screen reader knows what it is.

    Signals:
        day_picked: The date line was moved; the day.
        zoomed: Another zoom holds.
        crowded: Whether there now are bars that stand for many.
    """

    day_picked = Signal(object)
    zoomed = Signal()
    crowded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = ChartContent()
        self._day = _FIRST
        self._handle = ""
        self._months: tuple[str, ...] = ()
        self._name_time: Callable[[date, date], str] | None = None
        self._zoom = YEAR
        self._end = _FIRST
        self._heights: list[int] = []
        self._heights_for = -1
        self._layer = QPixmap()
        self._layer_for: tuple[object, ...] = ()
        self._rows_drawn: set[int] = set()
        self._bars_drawn: set[int] = set()
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.setInterval(0)
        self._more.timeout.connect(self._on_more)
        self._bare = QRect()
        self._is_crowded = self._finds_crowd = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_content(
        self,
        content: ChartContent,
        months: Sequence[str],
        name_time: Callable[[date, date], str] | None = None,
    ) -> None:
        """Show other strips.

        Args:
            content: What is drawn.
            months: The short names of the twelve months.
            name_time: Says in words which months lie between two days.
        """
        is_first = self._content.last == _FIRST
        self._content, self._months, self._name_time = content, tuple(months), name_time
        self._heights_for, self._layer_for = -1, ()
        if is_first:
            self._end = content.last
            self._day = content.last
            self._zoom = _zoom_for((content.last - content.first).days)
            self.zoomed.emit()
        self._follow()
        self._tell_place()
        self.updateGeometry()
        self.update()

    def set_handle(self, text: str, spoken: str) -> None:
        """Show the day of the date line in words, and tell them to a screen reader."""
        self._handle = text
        self.setAccessibleDescription(spoken)
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)
        self.update()

    def name_handle(self, text: str) -> None:
        """Show the day of the date line in words; a screen reader hears of it with the answer."""
        self._handle = text
        self.update()

    def is_crowded(self) -> bool:
        """Tell whether some bar stands for many that cannot be told apart."""
        return self._is_crowded

    def day(self) -> date:
        """Return the day of the date line."""
        return self._day

    def zoom(self) -> int:
        """Return the number of the zoom; 0 shows a month."""
        return self._zoom

    def set_zoom(self, zoom: int) -> None:
        """Show more or fewer days; the date line stays where it is seen."""
        zoom = min(max(zoom, 0), len(ZOOMS) - 1)
        if zoom == self._zoom:
            return
        share = (self._end - self._day).days / ZOOMS[self._zoom]
        self._zoom = zoom
        self._end = self._day + timedelta(days=round(ZOOMS[zoom] * share))
        self._follow()
        self.zoomed.emit()
        self.update()

    def move_to(self, day: date) -> None:
        """Move the date line to a day; nothing lies after today."""
        earliest = self._content.first - timedelta(days=ZOOMS[-1])
        day = min(max(day, earliest), self._content.last)
        if day == self._day:
            return
        self._day = day
        self._follow()
        self._tell_place()
        self.update()
        self.day_picked.emit(day)

    def restyle(self) -> None:
        """Measure again in the look in force."""
        self._heights_for, self._layer_for = -1, ()
        self.updateGeometry()
        self.update()

    def shown_days(self) -> tuple[date, date]:
        """Return the first and the last day that are shown."""
        return self._end - timedelta(days=ZOOMS[self._zoom]), self._end

    def x_of(self, day: date) -> float:
        """Return where a day begins, in the layout direction."""
        return self._x(self._instant(day))

    def _tell_place(self) -> None:
        """Keep the slider's own value, in days since the car was added."""
        days = (self._content.last - self._content.first).days
        self.setRange(min((self._day - self._content.first).days, 0), max(days, 1))
        self.setValue((self._day - self._content.first).days)

    # ------------------------------------------------------------------- measures

    def _follow(self) -> None:
        """Keep the date line in sight, and today the last day."""
        self._end = min(self._end, self._content.last)
        if self._day > self._end:
            self._end = min(self._day + timedelta(days=ZOOMS[self._zoom] // 4), self._content.last)
        first = self._end - timedelta(days=ZOOMS[self._zoom])
        if self._day < first:
            self._end = self._day + timedelta(days=ZOOMS[self._zoom] * 3 // 4)

    def _instant(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self._content.zone).astimezone(UTC)

    def _label_width(self) -> int:
        return min(theme.current().half_px(_LABEL), self.width() // 3)

    def _axis(self) -> tuple[float, float]:
        """Return the ends of the axis from the leading edge."""
        today = theme.current().px(44)
        return float(self._label_width()), float(self.width() - _SIDE - today)

    def _x(self, at: datetime) -> float:
        return self._scale().x(at)

    def _scale(self) -> TimeScale:
        """Return where instants lie; made once for each drawing of many."""
        first, last = self.shown_days()
        left, right = self._axis()
        return TimeScale(
            begin=self._instant(first),
            end=self._instant(last + _DAY),
            left=left,
            right=right,
            mirrored_width=self.width() if is_right_to_left(self) else None,
        )

    def _day_at(self, x: float) -> date:
        if is_right_to_left(self):
            x = self.width() - x
        left, right = self._axis()
        first, last = self.shown_days()
        share = min(max((x - left) / max(right - left, 1), 0.0), 1.0)
        return first + timedelta(days=int(share * ((last - first).days + 1) - 1e-9))

    def _row_heights(self) -> list[int]:
        if self._heights_for != self.width():
            look = theme.current()
            font, least = look.font(TextRole.DETAIL), look.px(_ROW)
            room = self._label_width() - _SIDE - look.px(16) - 12
            titles = [row.title for row in self._content.rows]
            if self._content.always_on:
                titles.append(self._content.always_on)
            self._heights = [max(wrapped_height(text, font, room) + 6, least) for text in titles]
            self._heights_for = self.width()
        return self._heights

    def _top(self) -> int:
        look = theme.current()
        return look.px(_HEAD) + look.px(_FLAGS)

    @override
    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        return QSize(theme.current().half_px(640), self.heightForWidth(self.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the least in which strips can be told apart."""
        return QSize(240, 120)

    @override
    def hasHeightForWidth(self) -> bool:
        """Tell that titles wrap."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height of head and rows."""
        return self._top() + sum(self._row_heights()) + _FOOT

    # ------------------------------------------------------------------- painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the months, the flags, the strips and the date line."""
        bottom = self._top() + sum(self._row_heights())
        with painting(self) as painter:
            painter.drawPixmap(0, 0, self._still_layer(event.rect(), bottom))
            if event.rect().top() <= theme.current().px(_HEAD):
                self._paint_axis_words(painter)
            self._paint_date_line(painter, bottom)
            self._paint_flags(painter, bottom)
            self._paint_cursor(painter)

    def _still_layer(self, seen: QRect, bottom: int) -> QPixmap:
        """Return what stays while the date line moves, drawn once where it is seen."""
        look, ratio = theme.current(), self.devicePixelRatioF()
        drawn_for = (look, self.size(), ratio, self._zoom, self._end, is_right_to_left(self))
        if drawn_for != self._layer_for:
            self._layer_for, self._finds_crowd = drawn_for, False
            self._rows_drawn.clear()
            self._bars_drawn.clear()
            # Beneath the words lies the opaque card: they are drawn as smoothly as elsewhere.
            self._layer = QPixmap(self.size() * ratio)
            self._layer.setDevicePixelRatio(ratio)
            self._layer.fill(Qt.GlobalColor.transparent)
            with painting(self._layer) as painter:
                self._paint_still(painter, bottom)
        seen_rows = self._rows_in(seen)
        rows = [row for row in seen_rows if row[0] not in self._rows_drawn]
        bare = [row for row in seen_rows if row[0] not in self._bars_drawn]
        if bare:
            with painting(self._layer) as painter:
                self._paint_rows(painter, rows)
                self._rows_drawn.update(row[0] for row in rows)
                bare = self._paint_some_bars(painter, bare)
        if bare:
            self._bare = QRect(0, bare[0][1], self.width(), self.height() - bare[0][1])
            self._more.start()
        elif self._is_crowded != self._finds_crowd:
            self._is_crowded = self._finds_crowd
            self.crowded.emit(self._is_crowded)
        return self._layer

    @Slot()
    def _on_more(self) -> None:
        """Draw the bars of further rows."""
        self.update(self._bare)

    def _paint_still(self, painter: QPainter, bottom: int) -> None:
        """Draw the card, a thin line at each month or year, and the doubts."""
        look, tokens = theme.current(), theme.current().tokens
        surface, line = theme.colour(tokens.surface), theme.colour(tokens.line)
        place = QRectF(self.rect())
        rounded(painter, place, radius=RADIUS_CARD, fill=surface, border=line, width=tokens.border)
        painter.setPen(stroke(line, 1.0))
        for x, _words, _number in self._edges():
            painter.drawLine(QPointF(x, look.px(_HEAD)), QPointF(x, bottom))
        self._paint_doubts(painter, bottom)

    def _rows_in(self, seen: QRect) -> list[tuple[int, int, int]]:
        """Return number, top and height of each row of which something is seen."""
        found, y = [], self._top()
        for number, height in enumerate(self._row_heights()):
            if y <= seen.bottom() and y + height >= seen.top():
                found.append((number, y, height))
            y += height
        return found

    def _edges(self) -> list[Edge]:
        """Return where a day, month or year begins, what stands there, and its number."""
        first, last = self.shown_days()
        scale = self._scale()
        begins = self._named(_steps(first, last, self._zoom))
        return [(scale.x(self._instant(day)), words, number) for day, words, number in begins]

    def _paint_axis_words(self, painter: QPainter) -> None:
        """Write the days, months or years where the handle leaves room."""
        look = theme.current()
        painter.setFont(look.font(TextRole.LABEL))
        self._paint_time(painter, *self.shown_days())
        painter.setPen(theme.colour(look.tokens.muted))
        handle = self._handle_place().adjusted(-4, 0, 4, 0)
        today, metrics = self._today_place().adjusted(-8, 0, 8, 0), painter.fontMetrics()
        for x, words in with_room(self._edges(), metrics.horizontalAdvance):
            width = metrics.horizontalAdvance(words)
            from_start = self.width() - x if is_right_to_left(self) else x
            if from_start + width + 4 > self._axis()[1]:
                continue
            left = x - width - 4 if is_right_to_left(self) else x + 4
            place = QRectF(left, 8, width + 4, look.px(18))
            if not place.intersects(handle) and not place.intersects(today):
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_time(self, painter: QPainter, first: date, last: date) -> None:
        """Say which months are shown, above the titles, where that fits."""
        if self._name_time is None:
            return
        look, words = theme.current(), self._name_time(first, last)
        width = painter.fontMetrics().horizontalAdvance(words)
        if width > self._label_width() - _SIDE:
            return
        left = self.width() - _SIDE - width if is_right_to_left(self) else _SIDE
        painter.setPen(theme.colour(look.tokens.muted))
        place = QRectF(left, 8, width + 2, look.px(18))
        if not place.intersects(self._handle_place()):
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _named(self, days: Sequence[date]) -> list[tuple[date, str, int]]:
        """Return days with what stands at them, and with the number of the day, month or year."""
        if self._zoom == 0:
            return [(day, str(day.day), number) for number, day in enumerate(days)]
        if self._zoom <= YEAR:
            names = self._months or ("",) * 12
            return [(day, names[day.month - 1], day.month - 1) for day in days]
        return [(day, str(day.year), day.year) for day in days]

    def _paint_rows(self, painter: QPainter, seen: Sequence[tuple[int, int, int]]) -> None:
        look, tokens = theme.current(), theme.current().tokens
        ink, muted, line = map(theme.colour, (tokens.ink, tokens.muted, tokens.line))
        left, right = self._axis()
        rows = [(row.icon, row.title) for row in self._content.rows]
        if self._content.always_on:
            rows.append(("lock", self._content.always_on))
        reversed_ = is_right_to_left(self)
        for number, y, height in seen:
            icon, title = rows[number]
            middle, side = y + height / 2, look.px(16)
            square = QRectF(_SIDE, middle - side / 2, side, side)
            room = self._label_width() - _SIDE - side - 12
            place = QRectF(_SIDE + side + 8, y, room, height)
            if reversed_:
                square.moveRight(self.width() - _SIDE)
                place.moveRight(self.width() - _SIDE - side - 8)
            paint_icon(painter, icon, square, muted, right_to_left=reversed_)
            painter.setFont(look.font(TextRole.DETAIL))
            painter.setPen(ink)
            words = wrapped_height(title, painter.font(), room)
            at = QPointF(place.left(), middle - words / 2)
            draw_wrapped(painter, at, title, room, right_to_left=reversed_)
            ends = (left, right)
            if reversed_:
                ends = (self.width() - right, self.width() - left)
            is_fixed = number >= len(self._content.rows)
            painter.setPen(stroke(ink if is_fixed else line, 4.0 if is_fixed else 1.2))
            painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))

    def _paint_some_bars(
        self, painter: QPainter, bare: list[tuple[int, int, int]]
    ) -> list[tuple[int, int, int]]:
        """Draw the bars of as many rows as take no time to speak of; return the other rows."""
        drawn, scale, rows = 0, self._scale(), self._content.rows
        for place, (number, y, height) in enumerate(bare):
            if drawn >= _BARS_AT_ONCE:
                return bare[place:]
            if number < len(rows):
                bars = rows[number].bars
                drawn += self._paint_bars(painter, bars, y + height / 2, scale)
                drawn += len(bars) // _FOUND_AT_ONCE
            self._bars_drawn.add(number)
        return []

    def _paint_bars(
        self, painter: QPainter, bars: Sequence[Span], middle: float, scale: TimeScale
    ) -> int:
        """Draw the bars of one row that are to be seen, all of one kind at once (rule 2).

        Returns:
            How many they are.
        """
        look = theme.current()
        now = self._instant(self._content.last + _DAY)
        full: list[QRectF] = []
        striped: list[QRectF] = []
        marks: list[tuple[str, float]] = []
        found = list(pieces(bars, scale, now))
        room = look.px(_MARK) + 6
        for number, piece in enumerate(found):
            self._finds_crowd |= piece.is_crowd
            left, right = sorted((scale.x(piece.since), scale.x(piece.until)))
            height = look.px(_BAR) * (0.5 if piece.is_crowd else 1.0)
            place = QRectF(left, middle - height / 2, max(right - left, 2.0), height)
            (full if piece.is_full else striped).append(place)
            # A mark needs its room: where the next bar begins at once, a shorter time shows it.
            following = found[number + 1].since if number + 1 < len(found) else None
            has_room = following is None or abs(scale.x(following) - scale.x(piece.until)) >= room
            if piece.mark and has_room:
                marks.append((piece.mark, left if scale.mirrored_width is not None else right))
        self._fill_bars(painter, full, striped)
        for mark, x in marks:
            self._paint_mark(painter, mark, x, middle)
        return len(found)

    def _fill_bars(
        self, painter: QPainter, full: Sequence[QRectF], striped: Sequence[QRectF]
    ) -> None:
        """Draw bars: those that the car confirmed full, the others striped."""
        tokens = theme.current().tokens
        accent = theme.colour(tokens.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        for place in full:
            painter.drawRoundedRect(place, 3, 3)
        painter.setPen(stroke(accent, 1.4))
        painter.setBrush(theme.colour(tokens.surface))
        stripes, narrow = QPainterPath(), []
        for place in striped:
            inset = min(0.7, place.width() / 4)
            inside = place.adjusted(inset, inset, -inset, -inset)
            if place.width() < _ROUND:
                narrow.append(inside)
            else:
                painter.drawRoundedRect(inside, 2.3, 2.3)
            if place.width() > _STRIPED:
                stripes.addRect(place.adjusted(1.4, 1.4, -1.4, -1.4))
        # Many at once: nobody sees corners of so few points, and each call takes its time.
        painter.drawRects(narrow)
        if not stripes.isEmpty():
            painter.save()
            painter.setClipPath(stripes, Qt.ClipOperation.IntersectClip)
            hatch(painter, stripes.boundingRect(), accent, step=_STRIPES)
            painter.restore()

    def _paint_mark(self, painter: QPainter, mark: str, x: float, middle: float) -> None:
        """Draw what ended a bar just beyond it."""
        look = theme.current()
        muted = theme.colour(look.tokens.muted)
        side = look.px(_MARK)
        away = -side / 2 - 3 if is_right_to_left(self) else side / 2 + 3
        # Lines of the grid and the edge of a doubt would be read as a part of it.
        ground = QRectF(x + away - side / 2 - 2, middle - side / 2 - 2, side + 4, side + 4)
        painter.fillRect(ground, theme.colour(look.tokens.surface))
        if mark == "ring":
            painter.setPen(stroke(muted, 1.6))
            painter.setBrush(theme.colour(look.tokens.surface))
            circle(painter, x + away, middle, side / 2 - 2)
            return
        square = QRectF(x + away - side / 2, middle - side / 2, side, side)
        paint_icon(painter, mark, square, muted)

    def _paint_doubts(self, painter: QPainter, bottom: int) -> None:
        """Mark the times that the history cannot tell."""
        warn = QColor(theme.colour(theme.current().tokens.warn))
        first, last = self.shown_days()
        begin, end = self._instant(first), self._instant(last + _DAY)
        for since, until in self._content.doubts:
            if until <= begin or (since is not None and since >= end):
                continue
            one = self._x(max(since, begin) if since is not None else begin)
            other = self._x(min(until, end))
            place = QRectF(
                min(one, other), self._top(), max(abs(other - one), 2), bottom - self._top()
            )
            fill = QColor(warn)
            fill.setAlphaF(0.12)
            painter.fillRect(place, fill)
            painter.setPen(stroke(warn, 1.0, dashed=True))
            painter.drawLine(place.topLeft(), place.bottomLeft())
            painter.drawLine(place.topRight(), place.bottomRight())

    def _paint_flags(self, painter: QPainter, bottom: int) -> None:
        """Draw from when each version of the notice applied, and today."""
        look, tokens = theme.current(), theme.current().tokens
        ink, muted = theme.colour(tokens.ink), theme.colour(tokens.muted)
        top, height = look.px(_HEAD), look.px(20)
        painter.setFont(look.font(TextRole.LABEL))
        reversed_ = is_right_to_left(self)
        painter.setPen(muted)
        room = self._label_width() - _SIDE
        edge_x = self.width() - _SIDE - room if reversed_ else _SIDE
        draw_wrapped(
            painter,
            QPointF(edge_x, top + 2),
            self._content.flags_label,
            room,
            right_to_left=reversed_,
        )
        first, last = self.shown_days()
        begin, end = self._instant(first), self._instant(last + _DAY)
        painter.setFont(look.font(TextRole.LABEL_STRONG))
        taken = float("-inf")
        for at, text in self._content.flags:
            if not begin <= at < end:
                continue
            x = self._x(at)
            painter.setPen(stroke(ink, 1.2, dashed=True, dash=2.0, gap=2.4))
            painter.drawLine(QPointF(x, top + height), QPointF(x, bottom))
            width = painter.fontMetrics().horizontalAdvance(text) + 14
            place = QRectF(x - width if reversed_ else x, top, width, height)
            edge = self.width() - x if reversed_ else x
            if edge < taken:
                continue
            taken = edge + width + 2
            rounded(
                painter, place, radius=2, fill=theme.colour(tokens.surface), border=ink, width=1.4
            )
            painter.setPen(ink)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), text)
        if self._end == self._content.last:
            x = self._x(end)
            painter.setPen(stroke(muted, 1.4))
            place = self._today_place()
            crosses = place.left() < x < place.right()
            painter.drawLine(QPointF(x, place.bottom() + 4 if crosses else 10), QPointF(x, bottom))
            painter.setFont(look.font(TextRole.LABEL))
            if not place.intersects(self._handle_place().adjusted(-4, 0, 4, 0)):
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._content.today)

    def _today_place(self) -> QRectF:
        """Return where the word of the present day stands; empty where that day is not shown."""
        if self._end != self._content.last:
            return QRectF()
        look = theme.current()
        metrics = QFontMetrics(look.font(TextRole.LABEL))
        width = metrics.horizontalAdvance(self._content.today)
        x = self._x(self._instant(self._end + _DAY))
        left = x - width - 4 if is_right_to_left(self) else x + 4
        left = min(max(left, _SIDE), self.width() - width - _SIDE)
        return QRectF(left, 8, width + 2, look.px(18))

    def _paint_date_line(self, painter: QPainter, bottom: int) -> None:
        """Draw the date line in the middle of its day; a version's number lies above it."""
        look, x = theme.current(), self._cursor_x()
        painter.setPen(stroke(theme.colour(look.tokens.ink), 2.0))
        painter.drawLine(QPointF(x, look.px(_HEAD) - 4), QPointF(x, bottom + 4))

    def _paint_cursor(self, painter: QPainter) -> None:
        """Draw rings on what is on at the date line, and its handle.

        The handle stands at the head, where it is seen however far the page is scrolled.
        """
        look, tokens = theme.current(), theme.current().tokens
        ink, surface = theme.colour(tokens.ink), theme.colour(tokens.surface)
        start, x = self._instant(self._day), self._cursor_x()
        y = float(self._top())
        for row, height in zip(self._content.rows, self._row_heights(), strict=False):
            if spans_within(row.bars, start, self._instant(self._day + _DAY)):
                painter.setPen(stroke(ink, 2.0))
                painter.setBrush(surface)
                circle(painter, x, y + height / 2, look.px(4.5))
            y += height
        painter.setFont(look.font(TextRole.STRONG))
        place = self._handle_place()
        rounded(painter, place, radius=5, fill=ink)
        painter.setPen(surface)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._handle)

    def _cursor_x(self) -> float:
        """Return the middle of the day of the date line."""
        start = self._x(self._instant(self._day))
        return (start + self._x(self._instant(self._day + _DAY))) / 2

    def _handle_place(self) -> QRectF:
        """Return where the handle stands; what is written at the head gives way to it."""
        look = theme.current()
        metrics = QFontMetrics(look.font(TextRole.STRONG))
        width = metrics.horizontalAdvance(self._handle) + 24
        left = min(max(self._cursor_x() - width / 2, 8.0), self.width() - width - 8.0)
        return QRectF(left, 5, width, look.px(25))

    # ------------------------------------------------------------------- keys and pointer

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the date line, or change the zoom (rule 1)."""
        forward = -1 if is_right_to_left(self) else 1
        steps = {Qt.Key.Key_Right: forward, Qt.Key.Key_Left: -forward}
        key = Qt.Key(event.key())
        if key in steps:
            self.move_to(self._day + timedelta(days=steps[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_to(_months_on(self._day, -1 if key is Qt.Key.Key_PageUp else 1))
        elif key is Qt.Key.Key_Home:
            self.move_to(self._content.first)
        elif key is Qt.Key.Key_End:
            self.move_to(self._content.last)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom - 1)
        elif key is Qt.Key.Key_Minus:
            self.set_zoom(self._zoom + 1)
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the date line to the pointer."""
        self._drag(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the date line along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(event)

    def _drag(self, event: QMouseEvent) -> None:
        x = event.position().x()
        from_start = self.width() - x if is_right_to_left(self) else x
        if from_start >= self._axis()[0] - 4:
            self.move_to(self._day_at(x))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held; otherwise the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom + (-1 if event.angleDelta().y() > 0 else 1))
            event.accept()
        else:
            event.ignore()

    @override
    def focus_rect(self) -> QRect:
        """Return the chart without its edge: the ring lies inside, where nothing cuts it."""
        return self.rect().adjusted(5, 5, -5, -5)

    @override
    def focus_radius(self) -> float:
        """Return the radius of the card."""
        return RADIUS_CARD

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _zoom_for(days: int) -> int:
    """Return the zoom in which so many days are seen well: in a year, two weeks are a dot."""
    return next((zoom for zoom in range(YEAR) if days < ZOOMS[zoom]), YEAR)


def _steps(first: date, last: date, zoom: int) -> list[date]:
    """Return the days at which a line stands: weeks, months or years."""
    if zoom == 0:
        return [first + timedelta(days=n) for n in range(0, (last - first).days + 1, 5)]
    day = date(first.year, first.month, 1)
    found = []
    while day <= last:
        if day >= first and (zoom <= YEAR or day.month == 1):
            found.append(day)
        day = _months_on(day, 1)
    return found


def _months_on(day: date, months: int) -> date:
    """Return the same day of another month, or its last day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)  # noqa: PLR2004 - December
    return date(year, month + 1, min(day.day, (following - _DAY).day))
