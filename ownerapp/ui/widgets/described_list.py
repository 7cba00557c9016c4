"""A few choices below one another, each with a line in small that says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.drawing import is_right_to_left, painting
from ownerapp.ui.widgets.fields import RadioList, RadioRow
from ownerapp.ui.widgets.radio_mark import paint_radio
from ownerapp.ui.widgets.wrapping import longest_word, text_box, words_width

_WRAP: Final = int(Qt.TextFlag.TextWordWrap)
_AT_START: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
_GAP: Final = 8
_AIR: Final = 6


class DescribedRow(RadioRow):
    """One choice: a mark, words, and below them what it is."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        self._described = ""
        super().__init__(key, text, parent)

    def describe(self, text: str) -> None:
        """Say what the choice is."""
        self._described = text
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.fit_height()

    def described(self) -> str:
        """Return what the choice is said to be."""
        return self._described

    @staticmethod
    def _small() -> QFont:
        return theme.current().font(TextRole.LABEL)

    def _heights(self, room: int) -> tuple[int, int]:
        """Return the heights of both texts in a width."""
        place = max(room, 1)
        words = text_box(self.text(), self.font(), place, _WRAP).height()
        if not self._described:
            return words, 0
        below = text_box(self._described, self._small(), place, _WRAP)
        return words, below.height()

    @override
    def sizeHint(self) -> QSize:
        """Return the row in two lines."""
        widest = max(
            words_width(self.font(), self.text()),
            words_width(self._small(), self._described),
        )
        width = widest + self._mark() + _GAP + 2 + self._air()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the row with its longest word."""
        longest = max(
            longest_word(self.font(), self.text()),
            longest_word(self._small(), self._described),
        )
        return QSize(longest + self._mark() + _GAP + 2, 32)

    @override
    def words_height(self, width: int) -> int:
        """Return the height that both texts need at a width."""
        heights = self._heights(width - self._mark() - _GAP - self._air())
        return max(theme.current().half_px(32), sum(heights) + 2 * _AIR)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark beside the first line, and both texts."""
        tokens = theme.current().tokens
        chosen, mark = self.isChecked(), self._mark()
        words = self.rect().adjusted(mark + _GAP, _AIR, 0, 0)
        x = mark / 2
        if is_right_to_left(self):
            x = self.width() - mark / 2
            words = self.rect().adjusted(self._air(), _AIR, -mark - _GAP, 0)
        first, _second = self._heights(words.width())
        y = _AIR + self.fontMetrics().height() / 2
        with painting(self) as painter:
            line = tokens.accent if chosen else tokens.ink if self.underMouse() else tokens.muted
            paint_radio(painter, QPointF(x, y), mark, theme.colour(line), chosen=chosen)
            painter.setFont(self.font())
            painter.setPen(theme.colour(tokens.ink))
            painter.drawText(words, _AT_START | _WRAP, self.text())
            painter.setFont(self._small())
            painter.setPen(theme.colour(tokens.muted))
            painter.drawText(words.adjusted(0, first, 0, 0), _AT_START | _WRAP, self._described)


class DescribedList(RadioList):
    """Choices with what each of them is."""

    def set_described(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Offer these choices, as key, words and what it is; the same keys keep the choice."""
        present = self.key()
        self.set_choices([(key, words) for key, words, _what in choices])
        for row, (_key, _words, what) in zip(self.rows(), choices, strict=True):
            if isinstance(row, DescribedRow):
                row.describe(what)
        self.pick(present)

    @override
    def make_row(self, key: str, words: str) -> RadioRow:
        """Return a row with room for what it is."""
        return DescribedRow(key, words, self)
