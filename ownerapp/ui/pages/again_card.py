"""A card for a choice to make again: what is new, the former end, and the equal pair."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.difference_states import AgainState
from ownerapp.services.choices import Answer
from ownerapp.ui import theme
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import DecisionPair
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.icon_text import IconText, IconTile
from ownerapp.ui.widgets.text import body, title

_PAIR = 132
_SIDE_BY_SIDE = 640


class AgainCard(Card):
    """One choice to make again; before the new version applies it has no pair.

    Signals:
        answered: *Keep off* was pressed; the answer.
        ask_wanted: *Turn on again* was pressed: the new text is to be shown; the practice.
    """

    answered = Signal(object)
    ask_wanted = Signal(object)

    def __init__(self, state: AgainState, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(f"again-{state.practice}")
        self._state = state
        self._tile = IconTile(state.icon)
        self._title, self._sentence = title(), body()
        self._line = IconText(role=TextRole.LABEL, size=14)
        self._rule = IconText("user", role=TextRole.LABEL, size=14, tone=Tone.MUTED)
        self.pair = DecisionPair(least_width=_PAIR)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addSpacing(4)
        words.addWidget(self._line)
        words.addWidget(self._rule)
        left = QHBoxLayout()
        left.setSpacing(16)
        left.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        left.addLayout(words, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 12, 16, 12)
        self._row.setSpacing(16)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignVCenter)
        self.pair.refused.connect(self._on_refused)
        self.pair.agreed.connect(self._on_agreed)
        self.show_again(state)

    def state_shown(self) -> AgainState:
        """Return what the card shows."""
        return self._state

    def show_again(self, state: AgainState) -> None:
        """Show a choice to make again."""
        self._state = state
        self._tile.show_icon(state.icon)
        self._title.setText(state.title)
        self._sentence.setText(state.sentence)
        self._line.show_line(state.line.icon, state.line.text, tone_of(state.line.tone))
        self._rule.show_line("user", state.rule, Tone.MUTED)
        self._rule.setVisible(bool(state.rule))
        self.pair.set_texts(state.keep_off, state.turn_on)
        self.pair.setVisible(bool(state.turn_on))
        for button in (self.pair.refuse_button, self.pair.agree_button):
            button.setAccessibleDescription(state.title)
        self.setAccessibleName(state.title)
        self.setAccessibleDescription(state.sentence)

    @Slot()
    def _on_refused(self) -> None:
        """Answer no, at once."""
        state = self._state
        self.answered.emit(Answer(practice=state.practice, on=False, shown=state.shown))

    @Slot()
    def _on_agreed(self) -> None:
        """Ask with the whole new text; a press alone is no yes to it."""
        self.ask_wanted.emit(self._state.practice)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pair below the words where there is little room."""
        super().resizeEvent(event)
        beside = self.width() >= theme.current().px(_SIDE_BY_SIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
            side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
            self._row.setAlignment(self.pair, side)
