"""Text in which words are marked as removed or added; painted from pieces, never markup.

Rules:

1. What a piece says is data: it is laid out as plain characters, whatever it holds.
2. Each piece is isolated, so that Arabic or Hebrew in one never moves its neighbours; the
   paragraph runs as its own first letter does, not as the window does.
3. Colour never stands alone: removed words are struck through, added ones bold and
   underlined, and a screen reader hears what the accessible name says.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.i18n.word_diff import Part, Piece
from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_CHIP, TextRole, Tone
from ownerapp.ui.widgets.drawing import is_right_to_left, painting, rounded
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.wrapping import longest_word, words_width

_LINE: Final = 24
_LABEL_LINE: Final = 20
_UNDERLINE: Final = 2
PAD: Final = 2
"""How far a mark reaches beyond its words; the widget is so much wider at both ends."""
_BREAK: Final = "\u2028"
_ISOLATES: Final = {False: "\u2066", True: "\u2067"}
_END: Final = "\u2069"
_OWN_ISOLATES: Final = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""Left out of pieces: one of them could close ours."""
_SILENT: Final = " \u2028\u2066\u2067\u2069"
_LETTERS: Final = {"L": False, "R": True, "AL": True}


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a marked piece lies in the text that is laid out, without spaces at its ends."""

    part: Part
    start: int
    end: int


class MarkedText(Text):
    """A label whose removed and added words look so.

    Args:
        role: The place in the type scale.
        widest: How many logical pixels one line wants at most, before text scaling.
    """

    def __init__(
        self, *, role: TextRole = TextRole.BODY, widest: int = 400, parent: QWidget | None = None
    ) -> None:
        self._laid_out = ""
        self._spans: tuple[_Span, ...] = ()
        self._runs_left = False
        self._kept: tuple[int, QTextLayout, int] | None = None
        super().__init__(role=role, widest=widest, parent=parent)
        theme.follow_colours(self)

    def show_lines(self, lines: Sequence[Sequence[Piece]], *, muted: str = "") -> None:
        """Show lines of pieces, or muted words of ours where there are none."""
        plain = "\n".join("".join(piece.text for piece in line) for line in lines)
        self._runs_left = _runs_left(plain)
        self._laid_out, self._spans = _joined(lines, _ISOLATES[self._runs_left])
        self._kept = None
        # Words of ours stand on the line on which marked words would stand.
        side = 0 if plain else PAD
        self.setContentsMargins(side, side, side, side)
        self.set_tone(Tone.INK if plain else Tone.MUTED)
        self.setText(plain or muted)

    def marked_rects(self) -> list[tuple[Part, QRectF]]:
        """Return where marked words are, line by line."""
        if not self._laid_out:
            return []
        layout, _height = self._layout(self.width())
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            spaces = self._spaces_at_end(line)
            for span in self._spans:
                rect = _rect_on(line, span, spaces)
                if rect is not None:
                    found.append((span.part, rect))
        return found

    @override
    def restyle(self) -> None:
        """Measure again in the look in force."""
        self._kept = None
        super().restyle()

    @override
    def recolour(self) -> None:
        """Mark the words again in the colours in force."""
        self._kept = None
        super().recolour()

    @override
    def sizeHint(self) -> QSize:
        """Ask for one line, up to the widest."""
        if not self._laid_out:
            return super().sizeHint()
        natural = max(words_width(self._strongest(), line) for line in self.text().split("\n"))
        width = min(natural + 2 * PAD, theme.current().px(self._widest))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the longest word: none is ever cut."""
        if not self._laid_out:
            return super().minimumSizeHint()
        width = longest_word(self._strongest(), self.text()) + 2 * PAD
        return QSize(width, self._line_height())

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height that the lines need at a width."""
        return self._layout(width)[1] if self._laid_out else super().heightForWidth(width)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the marks, and the words over them."""
        if not self._laid_out:
            super().paintEvent(event)
            return
        layout, _height = self._layout(self.width())
        with painting(self) as painter:
            for part, rect in self.marked_rects():
                _paint_mark(painter, part, rect)
            painter.setPen(theme.colour(theme.current().tokens.ink))
            layout.draw(painter, QPointF(0, 0))

    def _spaces_at_end(self, line: QTextLine) -> int:
        """Return how many places a line ends with that say nothing: no mark is drawn there."""
        start = 2 * line.textStart()
        said = self._laid_out.encode("utf-16-le", "surrogatepass")
        text = said[start : start + 2 * line.textLength()].decode("utf-16-le", "replace")
        return len(text) - len(text.rstrip(_SILENT))

    def _strongest(self) -> QFont:
        """Return the font of the widest words in use."""
        font = self.font()
        font.setBold(True)
        return font

    def _line_height(self) -> int:
        """Return how far apart lines are, so that marks on two of them do not touch."""
        line = _LABEL_LINE if self._role is TextRole.LABEL else _LINE
        return theme.current().px(line)

    def _layout(self, width: int) -> tuple[QTextLayout, int]:
        """Return the words laid out at a width, and how high that is."""
        if self._kept is not None and self._kept[0] == width:
            return self._kept[1], self._kept[2]
        layout = QTextLayout(self._laid_out, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if self._runs_left else Qt.LayoutDirection.LeftToRight
        )
        # By the window, like every other text on the page; see ``Text``.
        edge = Qt.AlignmentFlag.AlignRight if is_right_to_left(self) else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setFormats([self._format(span) for span in self._spans])
        least, y = self._line_height(), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width - 2 * PAD, 1))
            height = max(least, round(line.height()) + 2)
            line.setPosition(QPointF(PAD, y + (height - line.height()) / 2))
            y += height
        layout.endLayout()
        self._kept = (width, layout, round(y))
        return layout, round(y)

    def _format(self, span: _Span) -> QTextLayout.FormatRange:
        """Return how marked words are written."""
        style = QTextCharFormat()
        font = self.font()
        if span.part is Part.REMOVED:
            font.setStrikeOut(True)
            style.setForeground(theme.colour(theme.current().tokens.muted))
        else:
            font.setBold(True)
        style.setFont(font)
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = span.start, span.end - span.start, style
        return found


def _paint_mark(painter: QPainter, part: Part, rect: QRectF) -> None:
    """Draw what lies below marked words, and the line under added ones."""
    tokens = theme.current().tokens
    fill = tokens.accent_soft if part is Part.ADDED else tokens.window
    around = rect.adjusted(-PAD, 0, PAD, _UNDERLINE)
    rounded(painter, around, radius=RADIUS_CHIP, fill=theme.colour(fill))
    if part is Part.ADDED:
        line = QRectF(rect.left(), rect.bottom(), rect.width(), _UNDERLINE)
        painter.fillRect(line, theme.colour(tokens.accent))


def _rect_on(line: QTextLine, span: _Span, spaces: int) -> QRectF | None:
    """Return where a span lies on a line; an isolated piece is in one place there."""
    start = max(span.start, line.textStart())
    end = min(span.end, line.textStart() + line.textLength() - spaces)
    if start >= end:
        return None
    places = [_x(line, place) for place in range(start, end + 1)]
    left, right = min(places), max(places)
    return QRectF(left, line.y(), right - left, line.height())


def _x(line: QTextLine, place: int) -> float:
    # The bindings return the place beside it, as they do for arguments that C++ changes.
    return cast("tuple[float, int]", line.cursorToX(place))[0]


def _joined(lines: Sequence[Sequence[Piece]], isolate: str) -> tuple[str, tuple[_Span, ...]]:
    """Return the text to lay out, each piece isolated, and where the marked ones are."""
    parts: list[str] = []
    spans: list[_Span] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            parts.append(_BREAK)
            at += 1
        for piece in line:
            words = piece.text.translate(_OWN_ISOLATES)
            parts += (isolate, words, _END)
            bare = words.strip()
            if piece.part is not Part.SAME and bare:
                start = at + 1 + _units(words[: words.index(bare)])
                spans.append(_Span(piece.part, start, start + _units(bare)))
            at += 2 + _units(words)
    return "".join(parts), tuple(spans)


def _units(text: str) -> int:
    """Return how many places a text takes for Qt, which counts in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _runs_left(text: str) -> bool:
    """Say whether the first letter of a text belongs to a script that runs to the left."""
    for character in text:
        found = _LETTERS.get(unicodedata.bidirectional(character))
        if found is not None:
            return found
    return False
