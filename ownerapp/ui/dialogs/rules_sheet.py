"""The sheet with everything that the person's own rules suggest to keep off.

One press says no to all that stand in the list, or to one of them. Escape answers nothing, and
nor does *Leave open*, which goes on to what is asked one by one.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.domain.ids import PracticeId
from ownerapp.presentation.own_rules_page import OfferRow, OfferState
from ownerapp.ui.pages.notices_section import Line
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import DecisionPair
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, detail, heading

WIDTH = 680


class RulesSheet(Sheet):
    """Lists the noes.

    Signals:
        refused: Practices are to be kept off; their ids.
        left_open: *Leave open* was pressed; the sheet is closing.
        all_refused: *Keep off these* was pressed; the sheet is closing.
    """

    refused = Signal(object)
    left_open = Signal()
    all_refused = Signal()

    def __init__(self, window: QWidget, offer: OfferState) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("rules-sheet")
        self._offer = offer
        self._heading = heading()
        self._note = body(tone=Tone.MUTED)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._lines: list[Line] = []
        self.pair = DecisionPair(height=44)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._note)
        self.body.addSpacing(4)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.foot.addWidget(self.pair)
        self.pair.refused.connect(self._on_all_refused)
        self.pair.agreed.connect(self._on_left_open)
        self.show_offer(offer)

    def offer(self) -> OfferState:
        """Return what is offered."""
        return self._offer

    def lines(self) -> list[Line]:
        """Return the rows in reading order."""
        return list(self._lines)

    def show_offer(self, offer: OfferState) -> None:
        """Show what is offered by now, or the same in another language."""
        is_same = self._lines and offer.noes == self._offer.noes
        self._offer = offer
        self._heading.setText(offer.heading)
        self._note.setText(offer.note)
        self.pair.set_texts(offer.keep_off_all, offer.skip)
        self.setAccessibleName(offer.heading)
        self.setAccessibleDescription(offer.note)
        if not is_same:
            self._show_rows(offer)

    def _show_rows(self, offer: OfferState) -> None:
        had_focus = any(line.link.hasFocus() for line in self._lines)
        for line in self._lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_line(row) for row in offer.noes]
        for line in self._lines:
            line.pressed.connect(self._on_one_refused)
            self._rows.addWidget(line)
        if had_focus and self._lines:
            self._lines[0].link.setFocus()

    @Slot(str)
    def _on_one_refused(self, practice: str) -> None:
        """Say no to one; the others stay in the list."""
        if len(self._lines) == 1:
            self._on_all_refused()
        else:
            self.refused.emit((PracticeId(practice),))

    @Slot()
    def _on_left_open(self) -> None:
        """Go on without an answer to these."""
        self.accept()
        self.left_open.emit()

    @Slot()
    def _on_all_refused(self) -> None:
        """Say no to all that are in the list."""
        self.accept()
        self.all_refused.emit()


def _line(row: OfferRow) -> Line:
    parts = (body(row.title), detail(row.line, tone=Tone.MUTED))
    return Line(row.practice, row.keep_off, *parts, name=row.title)
