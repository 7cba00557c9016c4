"""Terms and the equal pair: how an answer is given, on a sheet and inside a card alike.

Rules:

1. No term is chosen beforehand. *Turn on* without one says so and moves the focus to the
   terms; the button is never disabled.
2. Where no yes can be given, *Turn on* says why and gives none.
3. Nor is there a yes before the whole text was on screen: *Turn on* then scrolls on to what
   was not, and says so. *Keep off* needs no reading.
4. The answer carries exactly what was on screen.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from ownerapp.presentation.asking import with_term
from ownerapp.presentation.states import AskState
from ownerapp.services.choices import Answer
from ownerapp.ui.pages.pieces import chosen_term, term_options
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import DecisionPair
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.reading import ReadingWatch, words_in
from ownerapp.ui.widgets.term_tiles import TermTiles


class AskControls(QObject):
    """Joins tiles, pair and the line that says why no yes can be given.

    Signals:
        answered: The person answered; the :class:`Answer`.
        term_missing: *Turn on* was pressed without a term.
    """

    answered = Signal(object)
    term_missing = Signal()

    def __init__(self, *, pair_height: int, parent: QObject) -> None:
        super().__init__(parent)
        self.tiles = TermTiles()
        self.pair = DecisionPair(height=pair_height, gap=12)
        self.locked = IconText("info", tone=Tone.WARN)
        self.locked.hide()
        self._ask: AskState | None = None
        self._reading: ReadingWatch | None = None
        self.tiles.chosen.connect(self._on_term_chosen)
        self.pair.refused.connect(self._on_refused)
        self.pair.agreed.connect(self._on_agreed)

    def watch(self, text: QWidget) -> None:
        """Take a yes only after everything on a widget was on screen (rule 3)."""
        self._reading = ReadingWatch(
            text, lambda: words_in(text, self.pair, self.tiles.demand_line()), parent=self
        )

    def show_ask(self, ask: AskState) -> None:
        """Ask this; the same terms keep what was chosen, and the same words stay read."""
        if self._reading is not None and (self._ask is None or self._ask.shown != ask.shown):
            self.tiles.take_hint_back()
            self._reading.begin()
        self._ask = ask
        self.tiles.set_texts(ask.terms_heading, ask.choose_first)
        self.tiles.set_terms(term_options(ask.terms))
        self.locked.show_line("info", ask.locked, Tone.WARN)
        self.locked.setVisible(bool(ask.locked))
        self._name_pair()

    def _name_pair(self) -> None:
        """Label the pair; the second button says for how long once that is chosen."""
        if self._ask is None:
            return
        term = chosen_term(self._ask, self.tiles.chosen_key())
        self.pair.set_texts(self._ask.keep_off, self._ask.turn_on if term is None else term.turn_on)

    @Slot(str)
    def _on_term_chosen(self, _key: str) -> None:
        """Say the term on the button."""
        self._name_pair()

    @Slot()
    def _on_refused(self) -> None:
        """Answer no."""
        if self._ask is not None:
            self.answered.emit(Answer(practice=self._ask.practice, on=False, shown=self._ask.shown))

    @Slot()
    def _on_agreed(self) -> None:
        """Answer yes, if one can be given (rules 1 to 3)."""
        ask = self._ask
        if ask is None:
            return
        if ask.locked:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.pair, ask.locked))
            self.locked.show()
            return
        if self._reading is not None and not self._reading.is_done():
            self.tiles.hint(ask.read_first)
            self._reading.scroll_on()
            return
        self.tiles.take_hint_back()
        term = chosen_term(ask, self.tiles.chosen_key())
        if term is None:
            self.tiles.demand()
            self.term_missing.emit()
            return
        self.answered.emit(
            Answer(
                practice=ask.practice,
                on=True,
                term=term.term,
                shown=with_term(ask, term),
                keep_end=term.keep_end,
            )
        )
