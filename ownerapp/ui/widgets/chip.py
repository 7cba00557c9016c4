"""Chips: small facts about a practice. They are not pressable."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.icons import paint_icon
from ownerapp.ui.theme import RADIUS_CHIP, TextRole
from ownerapp.ui.widgets.drawing import is_right_to_left, painting, rounded, show_when
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.reach import GLYPH, Reach, paint_reach
from ownerapp.ui.widgets.wrapping import KeepsHeights, longest_word, text_box, words_width

_PADDING: Final = 8
_GLYPH_GAP: Final = 6
_FLAGS: Final = int(Qt.TextFlag.TextWordWrap)
_CENTRE: Final = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


class ChipKind(StrEnum):
    """How loud a chip is."""

    NEUTRAL = "neutral"
    ATTENTION = "attention"
    REASON = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipSpec:
    """One chip in words: a text, and an icon's name or a reach in front of it."""

    text: str
    icon: str = ""
    reach: Reach | None = None
    kind: ChipKind = ChipKind.NEUTRAL


class Chip(KeepsHeights, QWidget):
    """One chip, 22 high at 100 %, higher when its text needs more lines."""

    def __init__(self, spec: ChipSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        self.setAccessibleName(spec.text)

    def show_chip(self, spec: ChipSpec) -> None:
        """Show another fact."""
        if spec == self._spec:
            return
        self._spec = spec
        self.setAccessibleName(spec.text)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.LABEL))
        self.updateGeometry()

    def _before(self) -> int:
        """Return how much stands before the text."""
        look = theme.current()
        if self._spec.reach is not None:
            return _PADDING + look.px(GLYPH.width()) + look.px(_GLYPH_GAP)
        return _PADDING + look.px(14) + look.px(_GLYPH_GAP) if self._spec.icon else _PADDING

    def _text_height(self, width: int) -> int:
        """Return the height of the text in the room that is left for it."""
        room = max(width - self._before() - _PADDING, 1)
        return text_box(self._spec.text, self.font(), room, _FLAGS).height()

    @override
    def sizeHint(self) -> QSize:
        """Return the chip with its text in one line."""
        width = self._before() + words_width(self.font(), self._spec.text)
        # Two spare pixels: laid-out text may be a little wider than its advance.
        return QSize(width + _PADDING + 3, self._one_line())

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the chip with its longest word."""
        longest = longest_word(self.font(), self._spec.text)
        return QSize(min(self._before() + longest + _PADDING + 1, self.sizeHint().width()), 22)

    @override
    def words_height(self, width: int) -> int:
        """Return the height that the text needs at a width."""
        return max(self._one_line(), self._text_height(width) + 4)

    def _one_line(self) -> int:
        """Return the height of a chip with one line."""
        return max(theme.current().px(22), self.fontMetrics().height() + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the border, the glyph and the text."""
        look = theme.current()
        tokens = look.tokens
        fill = None
        border, text = theme.colour(tokens.line), theme.colour(tokens.muted)
        match self._spec.kind:
            case ChipKind.NEUTRAL:
                pass
            case ChipKind.REASON:
                text = theme.colour(tokens.ink)
            case ChipKind.ATTENTION:
                fill, border = tokens.tint(tokens.warn), tokens.edge(tokens.warn)
                text = theme.colour(tokens.warn)
        reversed_ = is_right_to_left(self)
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_CHIP,
                fill=fill,
                border=border,
                width=tokens.border,
            )
            painter.setFont(self.font())
            painter.setPen(text)
            before = self._before()
            room = QRect(before, 0, self.width() - before - _PADDING + 1, self.height())
            painter.drawText(self._mirrored(room), _FLAGS | _CENTRE, self._spec.text)
            if self._spec.reach is not None:
                size = QSize(look.px(GLYPH.width()), look.px(GLYPH.height()))
                paint_reach(
                    painter,
                    self._glyph(size),
                    self._spec.reach,
                    text,
                    right_to_left=reversed_,
                )
            elif self._spec.icon:
                size = QSize(look.px(14), look.px(14))
                paint_icon(
                    painter, self._spec.icon, self._glyph(size), text, right_to_left=reversed_
                )

    def _glyph(self, size: QSize) -> QRectF:
        """Return where the glyph stands."""
        top = (self.height() - size.height()) / 2
        return QRectF(self._mirrored(QRect(_PADDING, 0, size.width(), 1))).adjusted(
            0, top, 0, top + size.height() - 1
        )

    def _mirrored(self, rect: QRect) -> QRect:
        """Return a rectangle as it lies in the layout direction."""
        if is_right_to_left(self):
            rect.moveLeft(self.width() - rect.right() - 1)
        return rect


class ChipRow(QWidget):
    """Chips one after another, wrapping into further rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=8, row_gap=6)
        self._chips: list[Chip] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chips(self, specs: Sequence[ChipSpec]) -> None:
        """Show these chips; present ones are used again, and those too many wait hidden."""
        for chip, spec in zip(self._chips, specs, strict=False):
            chip.show_chip(spec)
        for spec in specs[len(self._chips) :]:
            chip = Chip(spec, self)
            self._chips.append(chip)
            self._flow.addWidget(chip)
        for number, chip in enumerate(self._chips):
            if chip.isHidden() is (number < len(specs)):
                chip.setVisible(number < len(specs))
        show_when(self, bool(specs))
