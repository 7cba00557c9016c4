"""The result panel of a verified file, with the technical part behind a link."""

from __future__ import annotations

from operator import itemgetter
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.domain.verdict import Verdict
from ownerapp.i18n import _
from ownerapp.presentation.states import Tone, VerdictState
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.details import DetailsGrid, Pair
from ownerapp.ui.widgets.result_panel import LineMark, ResultKind, ResultLine, ResultPanel

_KINDS: Final = {
    Verdict.VALID: ResultKind.VALID,
    Verdict.NOT_VALID: ResultKind.NOT_VALID,
    Verdict.CANNOT_TELL: ResultKind.CANNOT_TELL,
}
_MARKS: Final = {
    Tone.CONFIRMED: LineMark.PASSED,
    Tone.STOP: LineMark.FAILED,
    Tone.ATTENTION: LineMark.UNKNOWN,
    Tone.NEUTRAL: LineMark.NOTE,
}
_BREAK_EVERY: Final = 8
_LONG: Final = 24


class VerdictPanel(ResultPanel):
    """Shows a :class:`VerdictState`.

    Signals:
        open_pressed: The checked file is to be opened.
        keep_pressed: It was made elsewhere and is to be kept in the history.
        details_folded: The technical part was opened or closed.
    """

    open_pressed = Signal()
    keep_pressed = Signal()
    details_folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: VerdictState | None = None
        self._verdict = Verdict.CANNOT_TELL
        self._is_open = False
        self._is_file = True
        self._can_keep = False
        self._grid = DetailsGrid(label_width=120, columns=1)
        self._holder = QWidget()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(20, 0, 20, 16)
        inside.addWidget(self._grid)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, self._holder)
        self._holder.hide()

    def show_verdict(
        self,
        verdict: Verdict,
        state: VerdictState,
        *,
        is_file: bool = True,
        can_keep: bool = False,
    ) -> None:
        """Show what a check found; what is no file cannot be opened."""
        self._can_keep = can_keep
        self._state = state
        self._is_file = is_file
        self._verdict = verdict
        self.set_close_name(_("Put the result away"))
        self._grid.set_pairs(
            [Pair(label=row.label, text=breakable(row.text)) for row in state.technical]
        )
        self._show_lines()

    def details_shown(self) -> bool:
        """Say whether the technical part is open."""
        return self._is_open

    def links(self) -> list[LinkButton]:
        """Return the links below the lines."""
        # Not through itemAt: see ui/widgets/reading_order.py.
        placed = [(self._links.indexOf(link), link) for link in self.findChildren(LinkButton)]
        return [link for at, link in sorted(placed, key=itemgetter(0)) if at >= 0]

    def fold(self) -> None:
        """Close the technical part, for another file."""
        self._is_open = False

    def _show_lines(self) -> None:
        """Show the telling checks, or all of them with the technical part."""
        state = self._state
        if state is None:
            return
        lines = [
            ResultLine(mark=_MARKS[line.tone], text=line.text)
            for line in state.lines
            if self._is_open or not line.routine
        ]
        self.show_result(
            _KINDS[self._verdict], state.word, state.file_name, lines, meaning=state.meaning
        )
        self._show_links()

    def _show_links(self) -> None:
        """Offer to open the file, and the technical part."""
        is_record = self._state is None or self._state.is_record
        words = _("Open record") if is_record else _("Open page")
        links = [(words, self._on_open)] if self._is_file else []
        if self._can_keep:
            links.append((_("Keep it in my history"), self._on_keep))
        has_details = self._state is not None and (
            bool(self._state.technical) or any(line.routine for line in self._state.lines)
        )
        if has_details:
            words = _("Hide technical details") if self._is_open else _("Show technical details")
            links.append((words, self._on_details))
        self.set_links(links)
        self._holder.setVisible(has_details and self._is_open)
        self.details_folded.emit()

    @Slot()
    def _on_open(self) -> None:
        """Pass the press on."""
        self.open_pressed.emit()

    @Slot()
    def _on_keep(self) -> None:
        """Pass the press on."""
        self.keep_pressed.emit()

    @Slot()
    def _on_details(self) -> None:
        """Open or close the technical part; the focus stays on the link that did it."""
        self._is_open = not self._is_open
        self._show_lines()
        link = self.links()[-1]
        link.show()
        link.setFocus(Qt.FocusReason.OtherFocusReason)


def breakable(text: str) -> str:
    """Return a long technical word with places where a line may break."""
    return " ".join(
        word
        if len(word) <= _LONG
        else "\u200b".join(word[at : at + _BREAK_EVERY] for at in range(0, len(word), _BREAK_EVERY))
        for word in text.split(" ")
    )
