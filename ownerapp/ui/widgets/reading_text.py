"""A text to read, select and copy: headings, paragraphs, and rows of label and answer.

Rules:

1. Every word is inserted as plain text; nothing in it is ever read as markup.
2. The text is as high as it needs to be and scrolls with its page: the keys that scroll do
   so there. Shift with them selects.
3. Where there is little room the labels stand above their answers; from right to left
   always, because Qt does not mirror the columns of a text, and turning them around by hand
   would let a screen reader say each answer before its label.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, TypeAlias
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextOption,
    QTextTableCellFormat,
    QTextTableFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextEdit, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.focus import KeyboardFocus

_LABELS: Final = 184
_GAP: Final = 12
_ROW_GAP: Final = 6
_STACKED_BELOW: Final = 440
_LINES_PER_PRESS: Final = 3
_FROM_THE_RIGHT: Final = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
"""Kinds of signs: letters from right to left, and the marks that begin a part of such."""
_SELECTS: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """One label and its answer."""

    label: str
    text: str
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A heading, when it has a level, or a paragraph."""

    text: str
    role: TextRole = TextRole.BODY
    tone: Tone = Tone.INK
    level: int = 0
    above: int = 0
    """The room above it, at 100 % text."""


Piece: TypeAlias = TextLine | tuple[TextRow, ...]


class ReadingText(KeyboardFocus, QTextEdit):
    """A text that is as high as its words need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._heights: dict[int, int] = {}
        self._is_stacked = False
        self._is_stale = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Qt would break all lines anew whenever the height changes; see ``_take_width``.
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.follow_colours(self)

    def pieces(self) -> tuple[Piece, ...]:
        """Return what is shown."""
        return self._pieces

    def show_pieces(self, pieces: Sequence[Piece], *, width: int = 0) -> None:
        """Show these headings, paragraphs and rows instead of the present ones.

        Args:
            pieces: What to show.
            width: The width that the text will get, where that is known before.
        """
        self._pieces = tuple(pieces)
        if width > 0:
            self._break_at(width)
        self._is_stacked = self._wants_stacked()
        self._fill()
        self.updateGeometry()

    def restyle(self) -> None:
        """Write the text again in the look in force, when it is next measured or drawn.

        Mostly another language has thrown it away by then.
        """
        self._is_stale = True
        self._heights.clear()
        self.updateGeometry()
        self.viewport().update()

    def recolour(self) -> None:
        """Write the text again in the colours in force, when it is next drawn."""
        self._is_stale = True
        self.viewport().update()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Write the text again in the other direction."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.restyle()

    # ------------------------------------------------------------------- writing

    def _refresh(self) -> None:
        """Write the text again if the look or the direction changed since."""
        if self._is_stale:
            self._is_stacked = self._wants_stacked()
            self._fill()

    def _fill(self) -> None:
        """Write all pieces."""
        self._is_stale = False
        self._heights.clear()
        document = self.document()
        document.clear()
        option = document.defaultTextOption()
        option.setTextDirection(self.layoutDirection())
        document.setDefaultTextOption(option)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for number, piece in enumerate(self._pieces):
            if isinstance(piece, TextLine):
                self._write_line(cursor, piece, is_first=number == 0)
            else:
                self._write_rows(cursor, piece, is_first=number == 0)
        cursor.endEditBlock()
        # A selection with the keyboard begins where the reading does.
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_line(self, cursor: QTextCursor, line: TextLine, *, is_first: bool) -> None:
        block = self._block(line.text, above=0 if is_first else line.above, below=2)
        block.setHeadingLevel(line.level)
        self._to_new_block(cursor, block)
        cursor.insertText(line.text, _letters(line.role, line.tone))

    def _write_rows(
        self, cursor: QTextCursor, rows: tuple[TextRow, ...], *, is_first: bool
    ) -> None:
        if not rows:
            return
        label = _letters(TextRole.DETAIL, Tone.MUTED)
        answers = {row.tone: _letters(TextRole.BODY, row.tone) for row in rows}
        if self._is_stacked:
            for number, row in enumerate(rows):
                above = 0 if is_first and number == 0 else 8
                self._to_new_block(cursor, self._block(row.label, above=above, below=0))
                cursor.insertText(row.label, label)
                self._to_new_block(cursor, self._block(row.text, above=0, below=0))
                cursor.insertText(row.text, answers[row.tone])
            return
        cursor.movePosition(QTextCursor.MoveOperation.End)
        table = cursor.insertTable(len(rows), 2, self._table(is_first=is_first))
        rooms = (QTextTableCellFormat(), QTextTableCellFormat())
        for room in rooms:
            room.setBottomPadding(theme.current().half_px(_ROW_GAP))
        # The gap is the label's: a long one wraps before it.
        rooms[0].setRightPadding(_GAP)
        for number, row in enumerate(rows):
            for column, text, letters in ((0, row.label, label), (1, row.text, answers[row.tone])):
                cell = table.cellAt(number, column)
                cell.setFormat(rooms[column])
                place = cell.firstCursorPosition()
                place.setBlockFormat(self._block(text, above=0, below=0))
                place.insertText(text, letters)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _table(self, *, is_first: bool) -> QTextTableFormat:
        look = theme.current()
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setCellPadding(0)
        shape.setCellSpacing(0)
        shape.setTopMargin(0 if is_first else look.half_px(8))
        shape.setLayoutDirection(self.layoutDirection())
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        labels = QTextLength(QTextLength.Type.FixedLength, look.px(_LABELS) + _GAP)
        rest = QTextLength(QTextLength.Type.VariableLength, 0)
        shape.setColumnWidthConstraints([labels, rest])
        return shape

    def _to_new_block(self, cursor: QTextCursor, block: QTextBlockFormat) -> None:
        """Go to the empty last block, or make one."""
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if cursor.block().length() > 1:
            cursor.insertBlock(block, QTextCharFormat())
        else:
            cursor.setBlockFormat(block)

    def _block(self, text: str, *, above: int, below: int) -> QTextBlockFormat:
        look = theme.current()
        block = QTextBlockFormat()
        block.setTopMargin(look.half_px(above))
        block.setBottomMargin(look.half_px(below))
        right_to_left = self.isRightToLeft()
        if right_to_left and _has_signs_from_the_right(text):
            block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        else:
            # A path, a hash, a text of another language: what ends it stays at its end.
            block.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        edge = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        # By the layout's direction: a Latin name in an Arabic window belongs to the right.
        block.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
        return block

    # ------------------------------------------------------------------- size

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need at a width."""
        self._refresh()
        if width not in self._heights:
            self._break_at(width)
            self._heights[width] = math.ceil(self.document().size().height())
        return self._heights[width]

    def _take_width(self) -> None:
        """Break the lines for the width that there is, after another one was asked about.

        Not as soon as it was: mostly that width comes next, and breaking lines takes long.
        """
        self._break_at(self.viewport().width())

    def _break_at(self, width: int) -> None:
        """Break the lines at a width; Qt lays out again by what the editor was told last."""
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the labels above their answers where there is little room (rule 3).

        Not where a height is asked for: layouts ask about widths that they do not give.
        """
        super().resizeEvent(event)
        if self._wants_stacked() != self._is_stacked:
            self._is_stacked = not self._is_stacked
            self._fill()
            self.updateGeometry()
        self._take_width()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text in the width that there is."""
        self._refresh()
        self._take_width()
        super().paintEvent(event)

    def _wants_stacked(self) -> bool:
        is_narrow = self.testAttribute(Qt.WidgetAttribute.WA_Resized) and (
            self.width() < theme.current().px(_STACKED_BELOW)
        )
        return is_narrow or self.isRightToLeft()

    @override
    def sizeHint(self) -> QSize:
        """Ask for the width that there is; the height follows from the width.

        A layout measures every width that is asked for, and breaking lines takes long.
        """
        width = self.lineWrapColumnOrWidth()
        return QSize(width if width > 0 else theme.current().px(560), 1)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return a width that any page has."""
        return QSize(120, 1)

    # ------------------------------------------------------------------- keys and wheel

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the page, or select and copy (rule 2)."""
        area = self._page()
        if area is None or event.modifiers() & _SELECTS:
            super().keyPressEvent(event)
            self._follow_caret()
            return
        bar = area.verticalScrollBar()
        line = _LINES_PER_PRESS * bar.singleStep()
        match event.key():
            case Qt.Key.Key_Up:
                bar.setValue(bar.value() - line)
            case Qt.Key.Key_Down:
                bar.setValue(bar.value() + line)
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - bar.pageStep())
            case Qt.Key.Key_PageDown | Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                event.ignore()

    @override
    def focus_radius(self) -> float:
        """Return the corner of the ring around the text."""
        return theme.RADIUS_CHIP

    def _follow_caret(self) -> None:
        """Let the page show where a selection with the keyboard has come to."""
        area = self._page()
        content = area.widget() if area is not None else None
        if area is None or content is None or not self.textCursor().hasSelection():
            return
        spot = self.viewport().mapTo(content, self.cursorRect().center())
        area.ensureVisible(spot.x(), spot.y(), 0, 2 * self.cursorRect().height())

    def _page(self) -> QScrollArea | None:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return parent


def _letters(role: TextRole, tone: Tone) -> QTextCharFormat:
    """Return font and colour of a role and a tone."""
    look = theme.current()
    letters = QTextCharFormat()
    letters.setFont(look.font(role))
    letters.setForeground(look.tokens.colour(tone))
    return letters


def _has_signs_from_the_right(text: str) -> bool:
    """Say whether anything in a text runs from right to left, or says that it does."""
    return any(bidirectional(sign) in _FROM_THE_RIGHT for sign in text)
