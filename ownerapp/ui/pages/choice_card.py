"""A card of the choices page: a practice, and inside it the question before a yes.

What need not be asked singly is asked here: its whole text, the terms and the equal pair.
The question is built when it is opened, so that a page of fifty cards stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.i18n import _, pgettext
from ownerapp.presentation.states import AskState, CardState
from ownerapp.services.choices import Answer
from ownerapp.ui import theme
from ownerapp.ui.dialogs.ask_controls import AskControls
from ownerapp.ui.pages.pieces import chip_specs, pairs, tone_of
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.details import DetailsGrid, Pair
from ownerapp.ui.widgets.practice_card import PracticeCard
from ownerapp.ui.widgets.text import label
from ownerapp.ui.widgets.toggle import Mark

if TYPE_CHECKING:
    from ownerapp.ui.pages.card_more import CardMore

_INSET = 10


class AskPanel(QWidget):
    """The question inside a card.

    Signals:
        answered: The answer.
        notice_wanted: The full notice is to be shown.
    """

    answered = Signal(object)
    notice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = DetailsGrid()
        self.controls = AskControls(pair_height=36, parent=self)
        self._footnote = label()
        self._link = LinkButton()
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self._footnote, 1)
        below.addWidget(self._link)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        # The card gives its trailing edge to the switch's press area; see ``PracticeCard``.
        inset = QHBoxLayout(self)
        inset.setContentsMargins(0, 0, 0, 0)
        inset.setSpacing(0)
        inset.addLayout(column, 1)
        inset.addSpacing(_INSET)
        column.addWidget(self._rows)
        column.addWidget(self.controls.tiles)
        column.addWidget(self.controls.locked)
        column.addWidget(self.controls.pair)
        column.addLayout(below)
        self.controls.answered.connect(self.answered)
        self._link.clicked.connect(self._on_link_clicked)

    def show_ask(self, ask: AskState) -> None:
        """Ask this."""
        self._rows.set_pairs(pairs(ask.rows))
        self.controls.show_ask(ask)
        self._footnote.setText(ask.footnote)
        self._link.setText(ask.notice_link)

    @Slot()
    def _on_link_clicked(self) -> None:
        """Pass the press on."""
        self.notice_wanted.emit()


class ChoiceCard(PracticeCard):
    """A practice's card that asks before a yes.

    Signals:
        sheet_wanted: The switch was pressed towards on, and this is asked on a sheet.
        answered: An answer was given on the card.
        notice_wanted: The full notice is to be shown.
        opened: A part of the card was opened and wants to be seen.
        entry_wanted: An entry of the history is to be shown; its number, from 0.
        hold_wanted: The practice is to be paused, or resumed; its id, and whether to pause it.
        rights_wanted: A letter about the practice is to be written; its id.
        set_in_car_wanted: The person says that they set their answer in the car; its id.
        note_wanted: A private note is to be kept; the practice's id, and the text.
    """

    sheet_wanted = Signal(object)
    answered = Signal(object)
    notice_wanted = Signal()
    opened = Signal(QWidget)
    entry_wanted = Signal(int)
    hold_wanted = Signal(object, bool)
    rights_wanted = Signal(object)
    set_in_car_wanted = Signal(object)
    note_wanted = Signal(object, str)

    def __init__(self, state: CardState, parent: QWidget | None = None) -> None:
        super().__init__(
            required=not state.has_switch,
            mark="info" if state.undetermined else "lock",
            parent=parent,
        )
        self.setObjectName(f"card-{state.practice}")
        self._state = state
        self._panel: AskPanel | None = None
        self._more: CardMore | None = None
        self._typed: str | None = None
        """A note that is to be shown once the details are opened."""
        self._waiting = False
        self.requested.connect(self._on_requested)
        self.hold_pressed.connect(self._on_hold_pressed)
        self._show()

    def state_shown(self) -> CardState:
        """Return what the card shows."""
        return self._state

    def is_asking(self) -> bool:
        """Say whether the question is open on the card."""
        return self._panel is not None and self._panel.isVisibleTo(self)

    def panel(self) -> AskPanel | None:
        """Return the question on the card, if it was ever opened."""
        return self._panel

    def show_card(self, state: CardState) -> None:
        """Show a state; what did not change is left alone."""
        waited, self._waiting = self._waiting, False
        if state == self._state and not waited:
            return
        answered = (state.on, state.word) != (self._state.on, self._state.word)
        self._state = state
        self._show()
        if self.is_asking() and (answered or state.ask is None):
            self.close_question()
        elif self._panel is not None and state.ask is not None:
            self._panel.show_ask(state.ask)

    def _rights_pair(self) -> Pair:
        return Pair(
            label=_("Your rights"),
            # Translators: on a link; it opens a letter to the maker about this kind of data.
            text=_("Ask about this"),
            on_press=self._on_rights_pressed,
        )

    @Slot()
    def _on_rights_pressed(self) -> None:
        """Ask for a letter."""
        self.rights_wanted.emit(self._state.practice)

    def show_waiting(self) -> None:
        """Show that the answer is being saved."""
        if self.toggle is None or self._waiting:
            return
        self._waiting = True
        word = pgettext("state", "Saving")
        self.set_state(on=self._state.on, word=word, mark=Mark.WAITING)
        self.hold_link.setEnabled(False)

    def show_settled(self) -> None:
        """Show the state again after saving failed."""
        if self._more is not None:
            self._more.show_unsaved()
        if self._waiting:
            self._waiting = False
            self._show_state()

    def open_question(self) -> None:
        """Show the whole text, the terms and the equal pair inside the card."""
        if self._state.ask is None:
            return
        if self._panel is None:
            self._panel = AskPanel(self)
            self._panel.controls.watch(self)
            self._panel.answered.connect(self.answered)
            self._panel.notice_wanted.connect(self.notice_wanted)
            self._grid.addWidget(self._panel, 3, 1, 1, 2)
        self._panel.show_ask(self._state.ask)
        super().open_details(False)  # noqa: FBT003 -- the parent's signature
        self._panel.show()
        self.opened.emit(self._panel)
        self.details_button.set_chevron("up")
        self.details_button.setText(self._state.details_hide)

    def close_question(self) -> None:
        """Fold the question; nothing was answered."""
        if self._panel is not None:
            # Hiding the focused button would pass the focus on, to *Turn all off* at worst.
            focused: QWidget | None = QApplication.focusWidget()
            if self.toggle and focused and self._panel.isAncestorOf(focused):
                self.toggle.setFocus(Qt.FocusReason.OtherFocusReason)
            self._grid.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
        self.open_details(False)  # noqa: FBT003 -- the parent's signature

    @override
    def open_details(self, open_: bool) -> None:
        """Show or fold the details; a question that is open is folded instead."""
        if self.is_asking():
            self.close_question()
            return
        if open_:
            self._build_more()
        super().open_details(open_)

    def more(self) -> CardMore | None:
        """Return what stands below the details, once they were opened."""
        return self._more

    def forget_undo(self) -> None:
        """Offer no more to take back what was done here last."""
        if self._more is not None:
            self._more.forget_undo()

    def typed_note(self) -> str | None:
        """Return a private note that was typed and is not saved; None for nothing."""
        return self._more.typed() if self._more is not None else self._typed

    def type_note(self, text: str | None) -> None:
        """Show a private note that was typed earlier, opened; None for what is saved."""
        self._typed = text
        if self._more is not None:
            self._more.type_note(text)
        if text is not None and not self.is_asking():
            self.open_details(True)  # noqa: FBT003 -- a setter

    def _build_more(self) -> None:
        """Make what stands below the details; few cards are ever opened."""
        state = self._state.more if self._more is None else None
        if state is None:
            return
        # Few cards are ever opened, so a start does not load this.
        from ownerapp.ui.pages.card_more import CardMore  # noqa: PLC0415 - see above

        self._more = CardMore()
        self._more.set_pressed.connect(self._on_set_in_car)
        self._more.note_saved.connect(self._on_note_saved)
        self._more.show_more(state)
        self._more.type_note(self._typed)
        self.add_below_details(self._more)

    def _show(self) -> None:
        """Show everything."""
        state = self._state
        self.set_texts(state.title, state.sentence, state.icon)
        self.set_chips(chip_specs(state.chips))
        self.set_rule(state.rule)
        self.set_details(
            state.details_show,
            state.details_hide,
            (*pairs(state.details, self._on_entry_pressed), self._rights_pair()),
        )
        if self.is_asking():
            self.details_button.setText(state.details_hide)
        more = state.more if self._more is not None else None
        if self._more is not None and more is not None:
            had_focus = self._more.set_button.hasFocus()
            self._more.show_more(more)
            if had_focus and not more.set_action:
                self.details_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _show_state(self) -> None:
        """Show the switch and the words beside it."""
        state = self._state
        self.hold_link.setEnabled(True)
        line = state.line
        self.set_state(
            on=state.on,
            word=state.word,
            icon=line.icon if line else "",
            second=line.text if line else "",
            tone=tone_of(line.tone) if line else theme.Tone.MUTED,
        )
        self._show_hold(state.hold)

    def _show_hold(self, words: str) -> None:
        """Offer *Pause* or *Resume*; where the link goes, the focus stays on the card."""
        had_focus = self.hold_link.hasFocus()
        self.set_hold(words)
        if had_focus and not words and self.toggle is not None:
            self.toggle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entry_pressed(self, number: int) -> None:
        """Pass the press on."""
        self.entry_wanted.emit(number)

    @Slot()
    def _on_set_in_car(self) -> None:
        """Pass the person's word on."""
        if not self._waiting:
            self.set_in_car_wanted.emit(self._state.practice)

    @Slot(str)
    def _on_note_saved(self, text: str) -> None:
        """Pass the note on."""
        self.note_wanted.emit(self._state.practice, text)

    @Slot()
    def _on_hold_pressed(self) -> None:
        """Pause at once, or resume."""
        if not self._waiting:
            self.hold_wanted.emit(self._state.practice, not self._state.paused)

    @Slot(bool)
    def _on_requested(self, wished: bool) -> None:  # noqa: FBT001 -- Qt's signature
        """Turn off at once; ask before turning on."""
        state = self._state
        if self._waiting:
            return
        if not wished:
            self.answered.emit(Answer(practice=state.practice, on=False, shown=state.shown))
        elif state.asked_singly:
            self.sheet_wanted.emit(state.practice)
        elif self.is_asking():
            self.close_question()
        else:
            self.open_question()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape fold the question without an answer."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self.close_question()
            if self.toggle is not None:
                self.toggle.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)
