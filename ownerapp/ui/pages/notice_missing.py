"""The view that names what a notice does not state, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.not_stated_page import NotStatedPart, NotStatedState
from ownerapp.ui import theme
from ownerapp.ui.pages.pane import Pane
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.card import Card, SectionHeader
from ownerapp.ui.widgets.flow_layout import RowsLayout
from ownerapp.ui.widgets.text import Text, body, panel_heading

_PADDING = 16
_COLUMN = 240
_COLUMNS = 3


class NamesLayout(RowsLayout):
    """Names in columns of one width, filled from top to bottom, each row as high as it needs.

    Few names leave the last columns empty; the last one that is used reaches over them.
    """

    @override
    def arrange(self, rect: QRect, *, dry: bool) -> int:
        """Fill the first column, then the next."""
        shown = self._shown()
        least = theme.current().px(_COLUMN)
        columns = min(max((rect.width() + self._gap) // (least + self._gap), 1), _COLUMNS)
        width = (rect.width() - self._gap * (columns - 1)) // columns
        rows = -(-len(shown) // columns)
        y = rect.top()
        for row in range(rows):
            line = shown[row::rows]
            used = -(-len(shown) // rows)
            last = rect.width() - (used - 1) * (width + self._gap)
            widths = [width] * (used - 1) + [last]
            height = max(
                item.heightForWidth(room) for item, room in zip(line, widths, strict=False)
            )
            if not dry:
                for column, (item, room) in enumerate(zip(line, widths, strict=False)):
                    x = rect.left() + column * (width + self._gap)
                    self._place(item, QRect(x, y, room, height), rect)
            y += height + self._row_gap
        return max(y - self._row_gap - rect.top(), 0)


class FactNames(QWidget):
    """The names of facts in as many columns as fit."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        cells = NamesLayout(self, gap=24, row_gap=4)
        for name in names:
            cells.addWidget(Text(name, role=TextRole.BODY))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class MissingPane(Pane):
    """What is not stated, a card for the notice as a whole and for each practice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.headline = panel_heading()
        self._intro = body(tone=Tone.MUTED)
        self._next_heading = Text(role=TextRole.STRONG)
        self._next = body()
        self.column.setSpacing(4)
        self.column.addSpacing(4)
        self.column.addWidget(self.headline)
        self.column.addWidget(self._intro)
        self.column.addSpacing(8)
        self.column.addWidget(self._next_heading)
        self.column.addWidget(self._next)

    def show_state(self, state: NotStatedState) -> None:
        """Show what is missing."""
        self.headline.setText(state.headline)
        self._intro.setText(state.intro)
        self._next_heading.setText(state.next_heading)
        self._next.setText(state.next_step)
        for part in (self._next_heading, self._next):
            part.setVisible(bool(state.next_step))
        self.build(self._steps(state))

    def _steps(self, state: NotStatedState) -> Iterator[None]:
        for part in state.parts:
            header = SectionHeader()
            header.set_texts(part.title, part.count)
            header.setContentsMargins(0, 16, 0, 0)
            self.put(header)
            self.put(_card(part))
            yield


def _card(part: NotStatedPart) -> Card:
    card = Card()
    card.setAccessibleName(part.title)
    column = QVBoxLayout(card)
    column.setContentsMargins(_PADDING, 12, _PADDING, 16)
    column.setSpacing(8)
    for heading, names in ((part.said_heading, part.said), (part.silent_heading, part.silent)):
        if names:
            if column.count():
                column.addSpacing(8)
            column.addWidget(Text(heading, role=TextRole.DETAIL, tone=Tone.MUTED))
            column.addWidget(FactNames(names))
    return card
