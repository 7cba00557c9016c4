"""A card above the choices: what the person's own rules suggest, to go through or to set aside."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.joining import sentences
from ownerapp.presentation.own_rules_page import OfferState
from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import DecisionPair
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.text import label

_WORDS = 400


class OfferCard(Card):
    """Offers suggestions, with the way to set them aside.

    Signals:
        go_pressed: The suggestions are to be gone through.
        later_pressed: They are to be set aside.
    """

    go_pressed = Signal()
    later_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("rules-offer")
        self._state: OfferState | None = None
        self._text = IconText("user", role=TextRole.BODY, size=18)
        self._hint = label()
        self.pair = DecisionPair(whole_lines=True)
        self.later_button, self.go_button = self.pair.refuse_button, self.pair.agree_button
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._hint)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 10, 16, 10)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        self._row.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignVCenter)
        self.pair.refused.connect(self.later_pressed)
        self.pair.agreed.connect(self.go_pressed)

    def state_shown(self) -> OfferState | None:
        """Return what the card offers."""
        return self._state

    def show_offer(self, state: OfferState) -> None:
        """Show an offer, and tell screen readers of a new one."""
        is_new = self._state is None or self._state.practices != state.practices
        self._state = state
        self._text.show_line("user", state.text, Tone.INK)
        self._hint.setText(state.hint)
        self.pair.set_texts(state.later, state.go)
        self.setAccessibleName(state.text)
        self.setAccessibleDescription(state.hint)
        for button in (self.later_button, self.go_button):
            button.setAccessibleDescription(state.text)
        if is_new and self.window().isVisible():
            said = sentences(state.text, state.hint)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._place_buttons()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pair below the words where there is little room."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        """Put the buttons beside the words where both fit."""
        beside = self.width() >= self.pair.sizeHint().width() + theme.current().px(_WORDS)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() is not wanted:
            self._row.setDirection(wanted)
            self._row.setSpacing(16 if beside else 8)
            side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
            self._row.setAlignment(self.pair, side)
