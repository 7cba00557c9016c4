"""Painted texts that wrap: as high as their words need at the width they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_ROOM: Final = QRect(0, 0, 100_000, 100_000)
_NO_ROOM: Final = QRect(0, 0, 1, 100_000)
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)

if TYPE_CHECKING:
    _Mixed = QWidget
else:
    _Mixed = object


def words_width(metrics: QFontMetrics, text: str) -> int:
    """Return the width at which a text keeps to one line.

    The sum of advances is not enough: the line breaker measures in fractions of a pixel.
    """
    return metrics.boundingRect(_ROOM, _WRAP, text).width()


def longest_word(metrics: QFontMetrics, text: str) -> int:
    """Return the width below which a word would be cut; Chinese breaks between signs."""
    return metrics.boundingRect(_NO_ROOM, _WRAP, text).width()


def laid_out(text: str, font: QFont, width: float, *, right_to_left: bool = False) -> QTextLayout:
    """Return a text broken into lines; a word that is wider than a line is broken, never cut."""
    edge = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    option = QTextOption(edge | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


def wrapped_height(text: str, font: QFont, width: float) -> int:
    """Return the height of a text at a width."""
    return round(laid_out(text, font, width).boundingRect().height())


def draw_wrapped(
    painter: QPainter, at: QPointF, text: str, width: float, *, right_to_left: bool = False
) -> None:
    """Draw a text with the painter's font and pen, from the left edge of its room."""
    laid_out(text, painter.font(), width, right_to_left=right_to_left).draw(painter, at)


class WrapsWords(_Mixed):
    """Mix into a widget with ``heightForWidth`` that must not grow beyond its words.

    Qt takes the height of ``sizeHint`` as the most that a fixed widget may have, which is
    one line; the least height is therefore set from the real width.
    """

    def fit_height(self) -> None:
        """Take the height that the words need; call it when they or the font change."""
        if not self.isVisible():
            return  # the width is not known yet; showing comes back to this
        needed = self.heightForWidth(self.width())
        if needed <= self.sizeHint().height():
            needed = 0  # one line; asking for it again would lay the whole page out again
        if needed != self.minimumHeight():
            self.setMinimumHeight(needed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        self.fit_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_height()
