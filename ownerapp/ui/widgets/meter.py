"""The meter of the page header: one cell per optional practice."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import Tokens
from ownerapp.ui.widgets.drawing import hatch, is_right_to_left, mirror, painting, rounded

_CELL: Final = 11
_STEP: Final = 13


class Cell(StrEnum):
    """What one cell says."""

    CONFIRMED = "confirmed"
    RECORDED = "recorded"
    EMPTY = "empty"


class Meter(QWidget):
    """Cells of 11 by 11: filled, striped, empty, in this order from the leading edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: tuple[Cell, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def cells(self) -> tuple[Cell, ...]:
        """Return the cells from the leading edge on."""
        return self._cells

    def set_counts(self, *, confirmed: int, recorded: int, total: int, name: str) -> None:
        """Show how many are on; the name says the same in words."""
        empty = max(total - confirmed - recorded, 0)
        self._cells = (
            (Cell.CONFIRMED,) * confirmed + (Cell.RECORDED,) * recorded + (Cell.EMPTY,) * empty
        )
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take the size from the look in force."""
        self.updateGeometry()

    def _per_row(self, width: int) -> int:
        """Return how many cells fit into a row."""
        return max((width + 2) // theme.current().px(_STEP), 1)

    @override
    def sizeHint(self) -> QSize:
        """Return all cells in one row."""
        step = theme.current().px(_STEP)
        return QSize(max(step * len(self._cells) - 2, 1), self.heightForWidth(10_000))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return six cells at most, in as many rows as that takes."""
        cells = max(min(len(self._cells), 6), 1)
        return QSize(theme.current().px(_STEP) * cells, theme.current().px(_CELL))

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at a width."""
        rows = max(-(-len(self._cells) // self._per_row(width)), 1)
        return rows * theme.current().px(_STEP) - 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells."""
        step = theme.current().px(_STEP)
        per_row = self._per_row(self.width())
        percent, tokens = round(self.devicePixelRatioF() * 100), theme.current().tokens
        with painting(self) as painter:
            if is_right_to_left(self):
                mirror(painter, self.width())
            for number, cell in enumerate(self._cells):
                row, column = divmod(number, per_row)
                drawn = _drawn(cell, step - 2, percent, tokens)
                painter.drawPixmap(column * step, row * step, drawn)


@lru_cache(maxsize=32)
def _drawn(cell: Cell, side: int, percent: int, _tokens: Tokens) -> QPixmap:
    """Draw one of the dozens of cells that look alike; the arguments are the key of it."""
    ratio = percent / 100
    drawn = QPixmap(round(side * ratio), round(side * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    with painting(drawn) as painter:
        _paint_cell(painter, QRectF(0, 0, side, side), cell)
    return drawn


def _paint_cell(painter: QPainter, rect: QRectF, cell: Cell) -> None:
    """Draw one cell."""
    tokens = theme.current().tokens
    accent = theme.colour(tokens.accent)
    match cell:
        case Cell.CONFIRMED:
            rounded(painter, rect, radius=2, fill=accent)
        case Cell.RECORDED:
            rounded(painter, rect, radius=2, fill=theme.colour(tokens.surface))
            hatch(painter, rect.adjusted(1, 1, -1, -1), accent)
            rounded(painter, rect, radius=2, border=accent, width=1.2)
        case Cell.EMPTY:
            rounded(painter, rect, radius=2, border=theme.colour(tokens.muted), width=1.2)
