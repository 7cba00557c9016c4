"""The drawn timeline with its legend, and below it what held on the day of the date line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, tzinfo
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ownerapp.domain.span import DayWord, SpanEnd
from ownerapp.i18n.formatting import format_months, month_names
from ownerapp.presentation.strips_page import DayItem, StripsPresenter, StripsState
from ownerapp.services.strips import Strips
from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.pages.turns import InTurns
from ownerapp.ui.theme import CARD_GAP, GROUP_GAP, TextRole, Tone
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card, Rule
from ownerapp.ui.widgets.drawing import circle, hatch, painting, rounded, show_when, stroke
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.scroll import ScrollColumn
from ownerapp.ui.widgets.text import Text, body, detail, label, panel_heading
from ownerapp.ui.widgets.timeline_chart import ChartContent, ChartRow, TimelineChart

_SIGNS: Final = ("full", "striped", "ring", "hourglass", "doc", "pause", "doubt", "crowd")
_SIDE_BY_SIDE: Final = 700
_LOW: Final = 420
_MOST_OF_HEIGHT: Final = 46
"""In parts of a hundred: the answer never takes more of the page."""
_TURN_MS: Final = 1
_COLUMNS: Final = 3
_COLUMN: Final = 240
_ANY_HEIGHT: Final = 16_777_215


class TimelinePicture(QWidget):
    """The picture and the answer for a day, which stays in sight while the picture scrolls.

    Signals:
        export_wanted: A record of a day is wanted; the day.
        zoomed: Another zoom holds.
    """

    export_wanted = Signal(object)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter: StripsPresenter | None = None
        self.scroll_area, self.answer_area = ScrollColumn(), ScrollColumn()
        self.chart = TimelineChart()
        self._legend = QWidget()
        self._legend_row = FlowLayout(self._legend, gap=20, row_gap=6)
        self._legend_texts: list[tuple[QWidget, Text]] = []
        self.panel = DayPanel()
        self.scroll_area.column.addWidget(self.chart)
        self.scroll_area.column.addWidget(self._legend)
        self.scroll_area.column.addStretch(1)
        self.answer_area.column.addWidget(self.panel)
        margins = self.answer_area.column.contentsMargins()
        margins.setTop(CARD_GAP)
        margins.setBottom(GROUP_GAP)
        self.answer_area.column.setContentsMargins(margins)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scroll_area, 1)
        column.addWidget(self.answer_area)
        column.addStretch(0)
        self._column = column
        self.chart.day_picked.connect(self._on_day_picked)
        self.chart.zoomed.connect(self.zoomed)
        # Later: it is found while the picture is drawn.
        self.chart.crowded.connect(self._on_crowded, Qt.ConnectionType.QueuedConnection)
        self.panel.export_button.clicked.connect(self._on_export)
        self._telling = InTurns(self, turn_ms=_TURN_MS)
        self._told_day = self.chart.day()

    def show_strips(self, strips: Strips, zone: tzinfo) -> None:
        """Show the strips of a car."""
        self._presenter = StripsPresenter(strips, zone)
        state = self._presenter.state()
        self.chart.setAccessibleName(state.name)
        self.chart.show_content(
            _content(state, self._presenter, zone), month_names(), format_months
        )
        self._show_legend(state)
        self._show_day(self.chart.day())

    def day(self) -> date:
        """Return the day that is told."""
        return self.chart.day()

    def restyle(self) -> None:
        """Share the height in the look in force."""
        self._share_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height between picture and answer."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """Keep the answer below the picture; on a low window it scrolls with it."""
        is_low = self.height() < theme.current().px(_LOW)
        inside = self.panel.parentWidget() is self.answer_area.widget()
        if is_low and inside:
            self.scroll_area.column.insertWidget(2, self.panel)
        elif not is_low and not inside:
            self.answer_area.column.insertWidget(0, self.panel)
        self.panel.show()
        self.answer_area.setVisible(not is_low)
        if not is_low:
            # What is shown again may be fewer: nothing is taken from what was measured before.
            for layout in (self.panel.layout(), self.answer_area.column):
                if layout is not None:
                    layout.invalidate()
                    layout.activate()
            needed = self.answer_area.column.heightForWidth(self.answer_area.viewport().width())
            # What scrolls is never lower than its least, and a bar for a few points helps nobody.
            needed = max(needed, self.answer_area.content().minimumSizeHint().height())
            self.answer_area.setFixedHeight(min(needed, self.height() * _MOST_OF_HEIGHT // 100))
        drawn = self.scroll_area.column.heightForWidth(self.scroll_area.viewport().width())
        if not is_low and drawn + self.answer_area.height() <= self.height():
            self.scroll_area.setFixedHeight(drawn)  # the answer follows at once, not far below
        else:
            self.scroll_area.setMinimumHeight(0)
            self.scroll_area.setMaximumHeight(_ANY_HEIGHT)

    def _show_day(self, day: date) -> None:
        if self._presenter is not None:
            self._telling.start(self._told(self._presenter, day))
            self._telling.finish()

    def _told(self, presenter: StripsPresenter, day: date) -> Iterator[None]:
        """Find what held on a day, and then say it; others come in between."""
        state = presenter.day(day)
        yield
        self._told_day = day
        self.chart.set_handle(state.short, state.spoken)
        self.panel.show_day(state.heading, state.summary, state.doubts, state.items, state.export)
        self._share_height()

    def _show_legend(self, state: StripsState) -> None:
        if not self._legend_texts:
            for sign in _SIGNS:
                holder = QWidget()
                row = QHBoxLayout(holder)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(8)
                row.addWidget(_Sign(sign))
                text = detail()
                row.addWidget(text)
                self._legend_texts.append((holder, text))
                self._legend_row.addWidget(holder)
        ends = {end for _is_confirmed, end in state.kinds}
        confirmed = {is_confirmed for is_confirmed, _end in state.kinds}
        wanted = (
            True in confirmed,
            False in confirmed,
            SpanEnd.TURNED_OFF in ends,
            SpanEnd.TIME in ends,
            SpanEnd.NOTICE in ends,
            SpanEnd.PAUSED in ends,
            bool(state.doubts),
            self.chart.is_crowded(),
        )
        for (holder, text), words, is_wanted in zip(
            self._legend_texts, state.legend, wanted, strict=True
        ):
            text.setText(words)
            show_when(holder, is_wanted)
        self._legend.updateGeometry()

    @Slot(bool)
    def _on_crowded(self, is_crowded: bool) -> None:  # noqa: FBT001 -- Qt's signature
        """Explain the low bars where there are some."""
        if self._legend_texts:
            show_when(self._legend_texts[-1][0], is_crowded)
            self._legend.updateGeometry()

    @Slot(object)
    def _on_day_picked(self, day: date) -> None:
        """Name the day to which the date line was moved, and tell it once the line is drawn.

        Whoever drags the line over many days waits for none of their answers.
        """
        if self._presenter is not None:
            self.chart.name_handle(self._presenter.short(day))
            self._telling.start(self._told(self._presenter, day), after_ms=0)

    @Slot()
    def _on_export(self) -> None:
        """Ask for a record of the day that is told above the button."""
        self.export_wanted.emit(self._told_day)


class DayPanel(Card):
    """What held on one day: the answer in words, what was on, and why nobody can be sure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._heading = panel_heading()
        self._summary = body()
        self._doubt = Banner()
        self.export_button = ActionButton(icon="export")
        self._items = QWidget()
        self._grid = QGridLayout(self._items)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._shown: list[_DayItem] = []
        self._placed = (0, 0)
        self._last: tuple[DayItem, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._doubt)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(16)
        leading = QVBoxLayout()
        leading.setSpacing(6)
        leading.addWidget(self._heading)
        leading.addWidget(self._summary)
        button = QHBoxLayout()
        button.setContentsMargins(0, 6, 0, 0)
        button.addWidget(self.export_button)
        button.addStretch(1)
        leading.addLayout(button)
        leading.addStretch(1)
        self._row.addLayout(leading, 1)
        self._rule = Rule(standing=True)
        self._row.addWidget(self._rule)
        self._row.addWidget(self._items, 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(self._row)

    def show_day(
        self,
        heading: str,
        summary: str,
        doubts: tuple[str, ...],
        items: tuple[DayItem, ...],
        export: str,
    ) -> None:
        """Say what held on a day."""
        self._heading.setText(heading)
        self._summary.setText(summary)
        if doubts:
            self._doubt.say(BannerKind.WARN, "\n".join(doubts))
        else:
            self._doubt.clear()
        self.export_button.setText(export or " ")
        self.export_button.setVisible(bool(export))
        if items != self._last:
            self._last = items
            self._fill()

    def restyle(self) -> None:
        """Place the columns in the look in force."""
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what was on below the answer where there is little room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= theme.current().px(_SIDE_BY_SIDE)
        direction = QBoxLayout.Direction.LeftToRight
        if not beside:
            direction = QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        show_when(self._rule, beside and bool(self._last))
        self._fill()

    def _fill(self) -> None:
        width = self.width() * (2 / 3 if self.width() >= theme.current().px(_SIDE_BY_SIDE) else 1)
        columns = min(max(int(width / theme.current().px(_COLUMN)), 1), _COLUMNS)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))
        # What is there already is used again: the date line may move many times a second.
        while len(self._shown) < len(self._last):
            self._shown.append(_DayItem())
        wanted = (columns, len(self._last))
        for shown, item in zip(self._shown, self._last, strict=False):
            shown.show_item(item)
        if wanted != self._placed:
            self._placed = wanted
            for number, shown in enumerate(self._shown):
                self._grid.removeWidget(shown)
                if number < len(self._last):
                    self._grid.addWidget(shown, number // columns, number % columns)
                shown.setVisible(number < len(self._last))
        # Whoever measures the answer now must not be told what was measured before.
        self._grid.activate()
        self._items.updateGeometry()
        show_when(self._items, bool(self._last))
        show_when(
            self._rule,
            bool(self._last) and self._row.direction() is QBoxLayout.Direction.LeftToRight,
        )


class _DayItem(QWidget):
    """One practice of the day."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._sign = _Sign("full", side=12)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._title = Text("", role=TextRole.STRONG, widest=260)
        self._said = label("", tone=Tone.MUTED)
        column.addWidget(self._title)
        column.addWidget(self._said)
        column.addStretch(1)
        row.addLayout(column, 1)

    def show_item(self, item: DayItem) -> None:
        """Show another practice."""
        sign = "full" if item.is_confirmed else "striped"
        self._sign.set_sign("doubt" if item.word is DayWord.NOT_SURE else sign)
        self._title.setText(item.title)
        self._said.setText(item.said)


class _Sign(QWidget):
    """One sign of the legend."""

    def __init__(self, sign: str, *, side: int = 0) -> None:
        super().__init__()
        self._sign = sign
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_sign(self, sign: str) -> None:
        """Show another sign of the same size."""
        if sign != self._sign:
            self._sign = sign
            self.update()

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of a bar, or of a mark."""
        look = theme.current()
        if self._side:
            return QSize(look.px(self._side), look.px(20))
        wide = 26 if self._sign in {"full", "striped", "doubt", "crowd"} else 16
        return QSize(look.px(wide), look.px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same: a sign is never squeezed."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        look, tokens = theme.current(), theme.current().tokens
        accent, muted = theme.colour(tokens.accent), theme.colour(tokens.muted)
        warn, surface = theme.colour(tokens.warn), theme.colour(tokens.surface)
        middle, height = self.height() / 2, look.px(12)
        bar = QRectF(0, middle - height / 2, self.width(), height)
        with painting(self) as painter:
            match self._sign:
                case "full":
                    rounded(painter, bar, radius=3, fill=accent)
                case "striped":
                    rounded(painter, bar, radius=3, fill=surface, border=accent, width=1.4)
                    hatch(painter, bar.adjusted(1.4, 1.4, -1.4, -1.4), accent, step=6.5)
                case "crowd":
                    low = bar.adjusted(0, height / 4, 0, -height / 4)
                    rounded(painter, low, radius=3, fill=surface, border=accent, width=1.4)
                    hatch(painter, low.adjusted(1.4, 1.4, -1.4, -1.4), accent, step=6.5)
                case "doubt":
                    fill = tokens.tint(tokens.warn)
                    rounded(painter, bar, radius=3, fill=fill, border=warn, dashed=True)
                case "ring":
                    painter.setPen(stroke(muted, 1.6))
                    painter.setBrush(surface)
                    circle(painter, self.width() / 2, middle, look.px(5))
                case name:
                    side = look.px(14)
                    square = QRectF(0, 0, side, side)
                    square.moveCenter(QPointF(self.width() / 2, middle))
                    paint_icon(painter, name, square, muted)


def _content(state: StripsState, presenter: StripsPresenter, zone: tzinfo) -> ChartContent:
    return ChartContent(
        rows=tuple(ChartRow(icon=row.icon, title=row.title, bars=row.spans) for row in state.rows),
        always_on=state.always_on,
        flags=tuple((flag.at, flag.text) for flag in state.flags),
        flags_label=state.flags_label,
        doubts=tuple((doubt.since, doubt.until) for doubt in state.doubts),
        today=state.today,
        first=presenter.first_day,
        last=presenter.today,
        zone=zone,
    )
