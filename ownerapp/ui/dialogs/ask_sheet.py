"""The sheet on which one practice is asked: its whole text, the terms and the equal pair.

Escape and a press outside give no answer. The sheet answers once and closes.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.states import AskState
from ownerapp.services.choices import Answer
from ownerapp.ui import theme
from ownerapp.ui.dialogs.ask_controls import AskControls
from ownerapp.ui.pages.pieces import chip_specs, pairs, show_route
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import Rule
from ownerapp.ui.widgets.chip import ChipRow
from ownerapp.ui.widgets.details import DetailsGrid
from ownerapp.ui.widgets.icon_text import IconText, IconTile
from ownerapp.ui.widgets.reach import ReachRoute
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text, heading, label

_LABELS = 112
_ROUTE = 140
_ROUTE_HEIGHT = 240
_MOST_FOR_FOOT = 0.5
PADDING = 32


class AskSheet(Sheet):
    """Asks one practice.

    Signals:
        answered: The answer; the sheet is closing.
        stopped: *Stop here* was pressed; no answer, and no further question.
        notice_wanted: The full notice is to be shown.
    """

    answered = Signal(object)
    stopped = Signal()
    notice_wanted = Signal()

    def __init__(self, window: QWidget, ask: AskState) -> None:
        super().__init__(window)
        self.setObjectName("ask-sheet")
        self._ask = ask
        self._tile = IconTile(ask.icon, side=52)
        self._question = heading()
        self._reason = Text(role=TextRole.BODY, tone=Tone.MUTED)
        self._origin = IconText("info", tone=Tone.MUTED)
        self._rule = IconText("user", tone=Tone.MUTED)
        self._chips = ChipRow()
        self._rows = DetailsGrid(label_width=_LABELS, columns=1, ruled=False, row_gap=6)
        self._route_heading = Text(role=TextRole.LABEL_STRONG)
        self._route = ReachRoute()
        self.controls = AskControls(pair_height=44, parent=self)
        self._footnote = label()
        self._notice_link = LinkButton()
        self._progress = Text(role=TextRole.LABEL_STRONG, tone=Tone.MUTED)
        self.stop_button = ActionButton(height=32)
        self._build()
        self.controls.watch(self._scroll.content())
        self.controls.answered.connect(self._on_answered)
        self.controls.term_missing.connect(self._on_term_missing)
        self._notice_link.clicked.connect(self._on_notice_clicked)
        self.stop_button.clicked.connect(self._on_stop_clicked)
        self.show_ask(ask)

    def ask(self) -> AskState:
        """Return what is asked."""
        return self._ask

    def show_ask(self, ask: AskState) -> None:
        """Show the question; in another language, the same one."""
        self._ask = ask
        self._tile.show_icon(ask.icon)
        self._question.setText(ask.question)
        self._reason.setText(ask.reason)
        self._origin.show_line("info", ask.origin, Tone.MUTED)
        self._origin.setVisible(bool(ask.origin))
        self._rule.show_line("user", ask.rule, Tone.MUTED)
        self._rule.setVisible(bool(ask.rule))
        self._chips.set_chips(chip_specs(ask.chips))
        self._rows.set_pairs(pairs(ask.rows))
        self._route_heading.setText(ask.route_heading)
        show_route(self._route, ask.route)
        self.controls.show_ask(ask)
        self._footnote.setText(ask.footnote)
        self._notice_link.setText(ask.notice_link)
        self._progress.setText(ask.progress)
        self._progress.setVisible(bool(ask.progress))
        self.stop_button.setText(ask.stop_here)
        self.stop_button.setVisible(bool(ask.stop_here))
        self.setAccessibleName(ask.question)
        self.setAccessibleDescription(ask.reason)

    def restyle(self) -> None:
        """Let the route stretch beside its rows, but not apart."""
        self._route.setMaximumHeight(theme.current().px(_ROUTE_HEIGHT))

    def _build(self) -> None:
        """Lay the parts out as on mock-up 02."""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._question)
        words.addWidget(self._reason)
        words.addWidget(self._origin)
        words.addWidget(self._rule)
        words.addStretch(1)
        queue = QVBoxLayout()
        queue.setSpacing(4)
        queue.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignTrailing)
        queue.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignTrailing)
        queue.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self._chips, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(queue)
        route = QWidget()
        route.setMinimumWidth(_ROUTE)
        side = QVBoxLayout(route)
        side.setContentsMargins(0, 4, 0, 4)
        side.setSpacing(12)
        side.addWidget(self._route_heading)
        side.addWidget(self._route, 1)
        side.addStretch()
        self.restyle()
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._rows, 1, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(Rule(standing=True))
        middle.addWidget(route)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        self.body.addLayout(middle)
        self.body.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._footnote, 1)
        below.addWidget(self._notice_link)
        self._terms = QWidget()
        terms = QVBoxLayout(self._terms)
        terms.setContentsMargins(0, 0, 0, 4)
        terms.setSpacing(8)
        terms.addWidget(self.controls.tiles)
        terms.addWidget(self.controls.locked)
        self.foot.addWidget(self._terms)
        self.foot.addWidget(self.controls.pair)
        self.foot.addLayout(below)

    @override
    def wanted_size(self, room: QSize) -> QSize:
        """Keep the terms beside the answers, unless they would leave no room for the text."""
        width = super().wanted_size(room).width()
        inside = self.foot.indexOf(self._terms) < 0
        foot = self.foot_height(width)
        if inside:
            foot += self._terms.heightForWidth(width - 2 * PADDING)
        to_body = foot > room.height() * _MOST_FOR_FOOT
        if to_body and not inside:
            self.foot.removeWidget(self._terms)
            self.body.insertWidget(self.body.count() - 1, self._terms)
        elif inside and not to_body:
            self.body.removeWidget(self._terms)
            self.foot.insertWidget(0, self._terms)
        return super().wanted_size(room)

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        """Pass the answer on, once."""
        self.accept()
        self.answered.emit(answer)

    @Slot()
    def _on_term_missing(self) -> None:
        """Bring the terms into view."""
        self.bring_into_view(self.controls.tiles)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to a part of the sheet."""
        parent = widget.parentWidget()
        while parent is not None and not hasattr(parent, "ensureWidgetVisible"):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(widget)

    @Slot()
    def _on_notice_clicked(self) -> None:
        """Pass the press on."""
        self.notice_wanted.emit()

    @Slot()
    def _on_stop_clicked(self) -> None:
        """Close without an answer and without a next question."""
        self.reject()
        self.stopped.emit()
