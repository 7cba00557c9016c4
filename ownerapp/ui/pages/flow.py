"""Where data goes: lanes and gates as a picture, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, QTimer, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.ids import PracticeId
from ownerapp.i18n import current_language
from ownerapp.presentation.flow_page import FlowPresenter, FlowRow, FlowState, Gate
from ownerapp.presentation.voice import notice_language
from ownerapp.ui import theme
from ownerapp.ui.pages.flow_table import FlowTable
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.turns import InTurns
from ownerapp.ui.theme import PAGE_MARGIN
from ownerapp.ui.widgets.card import Card, EmptyState
from ownerapp.ui.widgets.drawing import dotted, painting, show_when, stroke
from ownerapp.ui.widgets.flow_chart import (
    LEAST,
    Flow,
    FlowChart,
    FlowHeads,
    FlowLine,
    GateMark,
    paint_gate,
)
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.tabs import TabStrip
from ownerapp.ui.widgets.text import Text, detail

if TYPE_CHECKING:
    from ownerapp.ui.pages.home import Home

_PICTURE, _TABLE = "picture", "table"
_MEASURE_AFTER_MS: Final = 400
"""The picture is drawn, and its page laid out, before the table is measured."""
_TURN_MS: Final = 4
_GATES: Final = {
    Gate.OPEN: GateMark.OPEN,
    Gate.SHUT: GateMark.SHUT,
    Gate.LOCKED_OPEN: GateMark.LOCKED,
    Gate.UNSTATED: GateMark.UNSTATED,
    Gate.NONE: GateMark.NONE,
}
_FLOWS: Final = {
    Gate.OPEN: Flow.ON,
    Gate.SHUT: Flow.OFF,
    Gate.LOCKED_OPEN: Flow.ALWAYS,
    Gate.UNSTATED: Flow.UNSTATED,
    Gate.NONE: Flow.UNSTATED,
}
_SIGNS: Final = (
    Flow.ON,
    Flow.OFF,
    Flow.ALWAYS,
    None,
    *(GateMark.OPEN, GateMark.SHUT, GateMark.UNSTATED),
)


class FlowPage(Page):
    """The way of each collection of the car that is looked at."""

    def __init__(self, session: Session, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._home = home
        self._state: FlowState | None = None
        self._is_stale = True
        self._intro = intro_text()
        self.head.leading.setSpacing(4)
        self.head.leading.addWidget(self._intro)
        self.tabs = TabStrip()
        self.column.addWidget(self.tabs)
        self.chart = FlowChart()
        self.column.addWidget(self.chart)
        self._card = Card()
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(6, 4, 6, 4)
        self.table = FlowTable()
        inside.addWidget(self.table)
        self.column.addWidget(self._card)
        self._legend = QWidget()
        self._legend_row = FlowLayout(self._legend, gap=20, row_gap=6)
        self._legend_texts: list[Text] = []
        self.column.addWidget(self._legend)
        self.empty = EmptyState("flow")
        self._empty_card = Card()
        around = QVBoxLayout(self._empty_card)
        around.addWidget(self.empty)
        self.column.addWidget(self._empty_card)
        self._empty_card.hide()
        self.column.addStretch(1)
        self.tabs.picked.connect(self._on_view_picked)
        self.chart.pressed_row.connect(self._on_row_pressed)
        self.table.pressed_row.connect(self._on_row_pressed)
        self._turns = InTurns(self, turn_ms=_TURN_MS)
        self._measuring = QTimer(self)
        self._measuring.setSingleShot(True)
        self._measuring.setInterval(_MEASURE_AFTER_MS)
        self._measuring.timeout.connect(self._on_measuring)

    # ------------------------------------------------------------------- what pages do

    @override
    def prepare(self) -> None:
        """Show the present state when something may have changed."""
        if self._is_stale:
            self._show()

    @override
    def choices_changed(self) -> None:
        """Show the present state now, or while nobody looks: then the page comes at once."""
        self._is_stale = True
        self.do_when_seen("state", self.prepare)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self._show()

    @override
    def restyle(self) -> None:
        """Measure again in the look in force."""
        super().restyle()
        self._show_view()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the table where the picture has no room."""
        super().resizeEvent(event)
        self._show_view()

    def shows_table(self) -> bool:
        """Tell whether the table is shown, by choice or because there is little room."""
        return self.tabs.key() == _TABLE or not self._has_room()

    # ------------------------------------------------------------------- inside

    def _has_room(self) -> bool:
        return self.width() - 2 * PAGE_MARGIN >= theme.current().px(LEAST)

    def _show(self) -> None:
        """Make the state again and show it."""
        view = self._home.view()
        if view is None:
            return
        self._is_stale = False
        language = notice_language(view.notice, current_language())
        state = FlowPresenter(view, language=language, zone=self._home.zone).state()
        self._state = state
        self.head.heading.setText(state.heading)
        self._intro.setText(state.intro)
        self.tabs.set_tabs([(_PICTURE, state.picture_tab), (_TABLE, state.table_tab)])
        self.tabs.setAccessibleName(state.heading)
        self.chart.setAccessibleName(state.picture_name)
        self.chart.setAccessibleDescription(state.intro)
        self.table.setAccessibleName(state.heading)
        self.table.setAccessibleDescription(state.intro)
        heads = FlowHeads(
            lanes=state.lanes, gates=state.gates, nothing_outside=state.nothing_outside
        )
        self.chart.show_rows(heads, [_line(row) for row in state.rows])
        rows = [(row.title, *told) for row, told in zip(state.rows, state.table, strict=True)]
        self.table.show_rows(state.columns, rows, [row.practice for row in state.rows])
        self._show_legend(state)
        self.empty.set_texts(state.empty_title, state.empty)
        self._show_view()

    def _show_view(self) -> None:
        """Show the picture or the table."""
        if self._state is None:
            return
        has_rows, is_table = bool(self._state.rows), self.shows_table()
        self._turns.stop()
        if is_table:
            self._measuring.stop()
            if self._card.isHidden() and self.chart.isVisible():
                self.table.fit_to(self._table_room())
        elif has_rows:
            self._measuring.start()
        show_when(self.tabs, has_rows and self._has_room())
        show_when(self.chart, has_rows and not is_table)
        show_when(self._legend, has_rows and not is_table)
        show_when(self._card, has_rows and is_table)
        self._empty_card.setVisible(not has_rows)

    def _table_room(self) -> int:
        """Return the width that the table gets in the place of the picture."""
        sides = self._card.contentsMargins()
        inside = self._card.layout()
        if inside is not None:
            sides += inside.contentsMargins()
        return self.chart.width() - sides.left() - sides.right()

    @Slot()
    def _on_measuring(self) -> None:
        """Measure the table while the picture is looked at."""
        if self.chart.isVisible():
            self._turns.start(self.table.measuring(self._table_room()), after_ms=0)

    def _show_legend(self, state: FlowState) -> None:
        if not self._legend_texts:
            for sign in _SIGNS:
                holder = QWidget()
                row = QHBoxLayout(holder)
                row.setContentsMargins(0, 0, 0, 0)
                row.setSpacing(8)
                row.addWidget(_Sign(sign))
                text = detail()
                row.addWidget(text)
                self._legend_texts.append(text)
                self._legend_row.addWidget(holder)
        for text, words in zip(self._legend_texts, state.legend, strict=True):
            text.setText(words)

    @Slot(str)
    def _on_view_picked(self, _key: str) -> None:
        """Show the other view."""
        self._show_view()

    @Slot(str)
    def _on_row_pressed(self, practice: str) -> None:
        """Go to the card of a practice."""
        self._home.show_choice(PracticeId(practice))


class _Sign(QWidget):
    """One sign of the legend: a kind of line, or a gate."""

    def __init__(self, sign: Flow | GateMark | None) -> None:
        super().__init__()
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        """Return the room of a line, or of a gate."""
        look = theme.current()
        wide = 20 if isinstance(self._sign, GateMark) else 36
        return QSize(look.px(wide), look.px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the same: a sign is never squeezed."""
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        tokens, y = theme.current().tokens, self.height() / 2
        with painting(self) as painter:
            if isinstance(self._sign, GateMark):
                middle = QPointF(self.width() / 2, y)
                paint_gate(painter, middle, theme.current().px(9), self._sign, is_mine=False)
                return
            muted = theme.colour(tokens.muted)
            pens = {
                Flow.ON: stroke(theme.colour(tokens.accent), 2.4),
                Flow.OFF: dotted(muted, 1.5),
                Flow.ALWAYS: stroke(theme.colour(tokens.ink), 2.4),
            }
            painter.setPen(
                pens.get(self._sign, stroke(muted, 1.8)) if self._sign else stroke(muted, 1.8)
            )
            end = self.width() - 2.0
            painter.drawLine(QPointF(2, y), QPointF(end, y))
            if self._sign is None:
                painter.drawLine(QPointF(end, y - 5), QPointF(end, y + 5))


def _line(row: FlowRow) -> FlowLine:
    return FlowLine(
        key=row.practice,
        icon=row.icon,
        title=row.title,
        flow=_FLOWS[row.choice_gate],
        reach=row.reach,
        choice=_GATES[row.choice_gate],
        kept=row.kept,
        kept_icon=row.kept_icon,
        border=_GATES[row.border_gate],
        border_words=row.border,
        outside=row.outside,
        spoken=row.spoken,
    )
