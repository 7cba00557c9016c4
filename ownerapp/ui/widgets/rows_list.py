"""A list of rows with columns, links included: real widgets, so the keyboard reaches all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_CARD, TextRole, Tone
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.drawing import painting
from ownerapp.ui.widgets.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: how much of the spare width it takes, and how wide its text wants to be."""

    stretch: int = 0
    widest: int = 160


class RowsList(Card):
    """A card with a header row and rows of 40, divided by thin lines.

    A cell is a text, or a widget the caller made (an ``IconText``, a ``LinkButton``).
    """

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._columns = tuple(columns)
        self._headers: list[Text] = []
        self._rows: list[list[QWidget]] = []
        self._keys: list[str] = []
        self._selected = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 1, 16, 1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        for number, column in enumerate(self._columns):
            self._grid.setColumnStretch(number, column.stretch)
            header = Text(role=TextRole.LABEL, tone=Tone.MUTED, widest=column.widest)
            self._headers.append(header)
            self._grid.addWidget(header, 0, number)
        self.restyle()

    def set_headers(self, texts: Sequence[str]) -> None:
        """Name the columns; an empty name leaves a column without one."""
        for header, text in zip(self._headers, texts, strict=True):
            header.setText(text)

    def add_row(self, key: str, cells: Sequence[str | QWidget], *, first: bool = False) -> None:
        """Add a row at the end, or before all others, which stay the same widgets."""
        row = 1 if first else len(self._rows) + 1
        if first:
            for number in range(len(self._rows), 0, -1):
                self._move(number, number + 1)
        widgets: list[QWidget] = []
        for number, (cell, column) in enumerate(zip(cells, self._columns, strict=True)):
            widget = (
                Text(cell, role=TextRole.DETAIL, widest=column.widest)
                if isinstance(cell, str)
                else cell
            )
            self._grid.addWidget(widget, row, number, Qt.AlignmentFlag.AlignVCenter)
            widgets.append(widget)
        band = QWidget(self)
        band.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        band.lower()
        self._grid.addWidget(band, row, 0, 1, len(self._columns))
        widgets.append(band)
        self._rows.insert(row - 1, widgets)
        self._keys.insert(row - 1, key)
        self._measure(len(self._rows))

    def _move(self, row: int, to: int) -> None:
        """Put the widgets of a row into another."""
        *cells, band = self._rows[row - 1]
        for widget in (*cells, band):
            self._grid.removeWidget(widget)
        for number, cell in enumerate(cells):
            self._grid.addWidget(cell, to, number, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(band, to, 0, 1, len(self._columns))

    def drop_last(self) -> str:
        """Take the last row out; return its key."""
        self._grid.setRowMinimumHeight(len(self._rows), 0)
        for widget in self._rows.pop():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        return self._keys.pop()

    def clear(self) -> None:
        """Take all rows out."""
        while self._rows:
            self.drop_last()
        self._selected = ""

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def select(self, key: str) -> None:
        """Mark the row that something else on the page is about."""
        self._selected = key
        self.update()

    def restyle(self) -> None:
        """Take the height of rows from the look in force."""
        for row in range(len(self._rows) + 1):
            self._measure(row)

    def _measure(self, row: int) -> None:
        """Give a row its least height."""
        self._grid.setRowMinimumHeight(row, theme.current().px(36 if row == 0 else 40))

    @override
    def event(self, event: QEvent) -> bool:
        """Draw the lines again after the rows moved."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.update()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, the marked row and the lines."""
        super().paintEvent(event)
        tokens = theme.current().tokens
        edge = tokens.border
        line = theme.colour(tokens.line)
        with painting(self) as painter:
            shape = QPainterPath()
            inner = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            shape.addRoundedRect(inner, RADIUS_CARD - edge, RADIUS_CARD - edge)
            painter.setClipPath(shape)
            for key, widgets in zip(self._keys, self._rows, strict=True):
                # The band's place is the row's; the grid's own is empty where heights follow
                # from widths.
                cell = widgets[-1].geometry()
                if key == self._selected:
                    marked = QRectF(0, cell.top(), self.width(), cell.height())
                    painter.fillRect(marked, theme.colour(tokens.accent_soft))
                painter.fillRect(QRectF(0, cell.top(), self.width(), edge), line)
