"""Painted texts that wrap: as high as their words need at the width they were given.

A layout asks the same widget for the height at the same width again and again, and a table for
that of all its cells; so what was measured is kept, by words, font and width, until fonts come.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_HIGH: Final = 100_000
_WIDE: Final = 100_000
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


class _Kept:
    """What was measured, and what was laid out; emptied when it has grown large.

    Equal fonts have equal hashes; a font in a key is a copy that nobody changes.
    """

    boxes: Final[dict[tuple[str, QFont, int, int], QSize]] = {}
    layouts: Final[dict[tuple[str, QFont, float, bool], QTextLayout]] = {}
    heights: Final[dict[tuple[str, QFont, float], int]] = {}


_MOST_BOXES: Final = 8_000
_MOST_LAYOUTS: Final = 600


def forget_measures() -> None:
    """Measure all again: fonts came that may draw what was drawn with another."""
    for kept in (_Kept.boxes, _Kept.layouts, _Kept.heights):
        kept.clear()


def text_box(text: str, font: QFont, width: int, flags: int = _WRAP) -> QSize:
    """Return the size of a text that wraps at a width, as ``drawText`` draws it."""
    box = _Kept.boxes.get((text, font, width, flags))
    if box is None:
        if len(_Kept.boxes) >= _MOST_BOXES:
            _Kept.boxes.clear()
        room = QRect(0, 0, width, _HIGH)
        box = QFontMetrics(font).boundingRect(room, flags, text).size()
        _Kept.boxes[text, QFont(font), width, flags] = box
    return box


def first_line_middle(widget: QWidget, text: str, width: int) -> float:
    """Return where the middle of the first line is of words in the middle of a widget."""
    words = text_box(text, widget.font(), width).height()
    return (widget.height() - words + widget.fontMetrics().height()) / 2


def words_width(font: QFont, text: str) -> int:
    """Return the width at which a text keeps to one line.

    The sum of advances is not enough: the line breaker measures in fractions of a pixel.
    """
    return text_box(text, font, _WIDE).width()


def words_height(font: QFont, text: str) -> int:
    """Return the height of a text none of whose lines is broken."""
    return text_box(text, font, _WIDE).height()


def longest_word(font: QFont, text: str) -> int:
    """Return the width below which a word would be cut; Chinese breaks between signs."""
    return text_box(text, font, 1).width()


def air_of_lines(font: QFont, *, right_to_left: bool) -> int:
    """Return the room that wrapped words need at their far edge.

    From right to left, Qt takes the space at which a line was broken for its first part and
    moves the words by it, also where they are Latin and it stands at their other end: what
    fills a line would be cut.
    """
    return ceil(QFontMetricsF(font).horizontalAdvance(" ")) if right_to_left else 0


def laid_out(text: str, font: QFont, width: float, *, right_to_left: bool = False) -> QTextLayout:
    """Return a text broken into lines; a word that is wider than a line is broken, never cut.

    The layout is kept for the next who asks: it is to be drawn and read, and never changed.
    """
    layout = _Kept.layouts.get((text, font, width, right_to_left))
    if layout is None:
        if len(_Kept.layouts) >= _MOST_LAYOUTS:
            _Kept.layouts.clear()
        layout = _broken(text, font, width, right_to_left=right_to_left)
        _Kept.layouts[text, QFont(font), width, right_to_left] = layout
    return layout


def _broken(text: str, font: QFont, width: float, *, right_to_left: bool) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setTextOption(_FROM_RIGHT if right_to_left else _FROM_LEFT)
    layout.beginLayout()
    height = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        if height:
            line.setPosition(QPointF(0, height))
        height += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


def _option(edge: Qt.AlignmentFlag) -> QTextOption:
    option = QTextOption(edge | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    return option


_FROM_LEFT: Final = _option(Qt.AlignmentFlag.AlignLeft)
_FROM_RIGHT: Final = _option(Qt.AlignmentFlag.AlignRight)


def wrapped_height(text: str, font: QFont, width: float) -> int:
    """Return the height of a text at a width."""
    height = _Kept.heights.get((text, font, width))
    if height is None:
        if len(_Kept.heights) >= _MOST_BOXES:
            _Kept.heights.clear()
        broken = _broken(text, font, width, right_to_left=False)
        height = round(broken.boundingRect().height())
        _Kept.heights[text, QFont(font), width] = height
    return height


def unbroken(text: str, font: QFont, width: float) -> str:
    """Return a text to be painted whose lines do not end at a hyphen, where it fits so.

    The number of an approval stays whole; where it would not fit, a hyphen is the best end.
    """
    whole = text.replace("-", "-\u2060")
    return whole if longest_word(font, whole) <= width else text


def draw_wrapped(
    painter: QPainter, at: QPointF, text: str, width: float, *, right_to_left: bool = False
) -> None:
    """Draw a text with the painter's font and pen, from the left edge of its room."""
    laid_out(text, painter.font(), width, right_to_left=right_to_left).draw(painter, at)


class KeepsHeights(_Mixed):
    """Mix into a widget whose words wrap: ``words_height`` is asked once for each width.

    Whoever changes words, font or what stands beside the words calls ``updateGeometry``.
    """

    _known_heights: dict[int, int] | None = None

    def words_height(self, width: int) -> int:
        """Return the height that the words need at a width."""
        raise NotImplementedError

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height at a width; layouts ask for the same ones many times."""
        heights = self._known_heights
        if heights is None:
            heights = self._known_heights = {}
        height = heights.get(width)
        if height is None:
            height = heights[width] = self.words_height(width)
        return height

    @override
    def updateGeometry(self) -> None:
        """Measure again, and let the layout do so."""
        self._known_heights = None
        super().updateGeometry()


class WrapsWords(_Mixed):
    """Mix into a widget with ``heightForWidth`` that must not grow beyond its words.

    Qt takes the height of ``sizeHint`` as the most that a fixed widget may have, which is
    one line; the least height is therefore set from the real width.
    """

    _owes_height = True

    def fit_height(self) -> None:
        """Take the height that the words need; call it when they or the font change."""
        # While hidden, the width is not known yet; showing comes back to this.
        self._owes_height = not self.isVisible()
        if self._owes_height:
            return
        wanted, needed = self.sizeHint(), 0
        if self.width() < wanted.width():
            needed = self.heightForWidth(self.width())
            if needed <= wanted.height():
                needed = 0  # one line; asking for it again would lay the whole page out again
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        if self._owes_height:
            self.fit_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_height()
