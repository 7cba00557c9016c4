"""The choice of a term: one tile per term that the notice offers, none chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ownerapp.domain.values import dataclass
from ownerapp.ui import theme
from ownerapp.ui.theme import RADIUS_BUTTON, TextRole, Tone
from ownerapp.ui.widgets.drawing import is_right_to_left, painting, rounded
from ownerapp.ui.widgets.flow_layout import TileLayout
from ownerapp.ui.widgets.focus import KeyboardFocus
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.pressing import ShowsHover
from ownerapp.ui.widgets.radio_mark import paint_radio
from ownerapp.ui.widgets.text import title
from ownerapp.ui.widgets.wrapping import longest_word, text_box, words_width

_PADDING: Final = 12
_RADIO: Final = 16
_GAP: Final = 8
_WIDEST: Final = 112
"""Longer lines wrap, so that five terms stay beside one another on the sheet."""
_WRAP: Final = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOption:
    """One term: its key, its words, and when it would end."""

    key: str
    text: str
    second: str


class TermTile(KeyboardFocus, ShowsHover, QRadioButton):
    """A radio button drawn as a tile with two lines."""

    def __init__(self, option: TermOption, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.restyle()
        self.show_option(option)

    def show_option(self, option: TermOption) -> None:
        """Show other words for the same key."""
        self.option = option
        self.setAccessibleName(option.text)
        self.setAccessibleDescription(option.second)
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        """Take font and size from the look in force."""
        self.setFont(theme.current().font(TextRole.STRONG))
        self.updateGeometry()

    def _lines(self, width: int) -> tuple[int, int]:
        """Return the heights of the two lines of text at a width."""
        look = theme.current()
        inner = max(width - 2 * _PADDING, 1)
        first = max(inner - look.px(_RADIO) - _GAP, 1)
        above = text_box(self.option.text, self.font(), first, _WRAP).height()
        below = text_box(self.option.second, look.font(TextRole.LABEL), inner, _WRAP)
        return max(above, look.px(_RADIO)), below.height()

    def _first_middle(self, width: int, above: int) -> float:
        """Return where the middle of the first line of the words is, below their top."""
        words = text_box(self.option.text, self.font(), width, _WRAP).height()
        return (above - words + self.fontMetrics().height()) / 2

    @override
    def sizeHint(self) -> QSize:
        """Return the tile with both texts in one line each, where they are short."""
        first = words_width(self.font(), self.option.text)
        first += theme.current().px(_RADIO) + _GAP
        second = words_width(theme.current().font(TextRole.LABEL), self.option.second)
        lines = min(max(first, second), theme.current().px(_WIDEST))
        width = max(lines + 2 * _PADDING + 2, self.minimumSizeHint().width())
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the tile with its longest word."""
        words = f"{self.option.text} {self.option.second}"
        longest = longest_word(self.font(), words)
        return QSize(longest + theme.current().px(_RADIO) + _GAP + 2 * _PADDING, 40)

    @override
    def hasHeightForWidth(self) -> bool:
        """Say that the texts wrap."""
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        """Return the height that the texts need at a width."""
        above, below = self._lines(width)
        return above + below + 4 + 2 * 8

    @override
    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the tile."""
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile, the radio mark and both texts."""
        look = theme.current()
        tokens = look.tokens
        chosen = self.isChecked()
        accent, muted = theme.colour(tokens.accent), theme.colour(tokens.muted)
        fill = theme.colour(tokens.accent_soft if chosen else tokens.surface)
        if self.underMouse() and not chosen:
            fill = tokens.hover(tokens.surface)
        above, below = self._lines(self.width())
        radio = look.px(_RADIO)
        inner = self.rect().adjusted(_PADDING, 8, -_PADDING, -8)
        first = QRect(inner.left() + radio + _GAP, inner.top(), inner.width() - radio - _GAP, above)
        second = QRect(inner.left(), inner.top() + above + 4, inner.width(), below)
        centre_x = inner.left() + radio / 2
        if is_right_to_left(self):
            first.moveLeft(inner.left())
            centre_x = inner.right() + 1 - radio / 2
        flags = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter) | _WRAP
        with painting(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                radius=RADIUS_BUTTON,
                fill=fill,
                border=accent if chosen else muted,
                width=max(tokens.border, 2 if chosen else 1),
            )
            middle = QPointF(centre_x, first.top() + self._first_middle(first.width(), above))
            paint_radio(painter, middle, radio, accent if chosen else muted, chosen=chosen)
            painter.setFont(look.font(TextRole.STRONG if chosen else TextRole.BODY))
            painter.setPen(theme.colour(tokens.ink))
            painter.drawText(first, flags, self.option.text)
            painter.setFont(look.font(TextRole.LABEL))
            painter.setPen(muted)
            painter.drawText(second, flags, self.option.second)


class TermTiles(QWidget):
    """The question, the tiles, and the line that says a term is missing.

    Signals:
        chosen: A term was chosen; its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = title()
        self._demand = IconText("oct", tone=Tone.STOP)
        self._demand.hide()
        self._demand_words = ""
        self._is_hint = False
        self._box = QWidget()
        self._tiles = TileLayout(self._box)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._box.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_tile_clicked)
        self._group.buttonToggled.connect(self._on_tile_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addWidget(self._demand)
        column.addWidget(self._box)

    def tiles(self) -> list[TermTile]:
        """Return the tiles in reading order."""
        return [b for b in self._group.buttons() if isinstance(b, TermTile)]

    def set_texts(self, question: str, demand: str) -> None:
        """Ask for how long; the demand is said when a yes comes without a term."""
        self._question.setText(question)
        self._question.setVisible(bool(question))
        self._box.setAccessibleName(question)
        self._demand_words = demand
        if self.is_demanding():
            self._demand.show_line("oct", demand, Tone.STOP)

    def set_terms(self, options: Sequence[TermOption]) -> None:
        """Show these terms; the same keys in the same order keep what was chosen."""
        present = self.tiles()
        if [t.option.key for t in present] == [o.key for o in options]:
            for tile, option in zip(present, options, strict=True):
                tile.show_option(option)
            return
        self._box.setVisible(bool(options))
        for tile in present:
            self._group.removeButton(tile)
            self._tiles.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        for option in options:
            tile = TermTile(option, self._box)
            self._group.addButton(tile)
            self._tiles.addWidget(tile)

    def chosen_key(self) -> str | None:
        """Return the key of the chosen term, if one was chosen."""
        button = self._group.checkedButton()
        return button.option.key if isinstance(button, TermTile) else None

    def demand(self) -> None:
        """Say that a term is missing and move the focus to the tiles."""
        self._say(self._demand_words, is_hint=False)
        tiles = self.tiles()
        if tiles:
            tiles[0].setFocus(Qt.FocusReason.OtherFocusReason)
            tiles[0].scroll_into_view()

    def is_demanding(self) -> bool:
        """Say whether the missing term is being asked for."""
        return self._demand.isVisibleTo(self) and not self._is_hint

    def hint(self, words: str) -> None:
        """Say in the same place what is to be done before a term matters."""
        self._say(words, is_hint=True)

    def hint_shown(self) -> str:
        """Return what is to be done first, or nothing."""
        return self._demand.text() if self._is_hint and self._demand.isVisibleTo(self) else ""

    def take_hint_back(self) -> None:
        """Say no more what is to be done first: it is done."""
        if self.hint_shown():
            self._demand.hide()

    def demand_line(self) -> QWidget:
        """Return the line above the tiles."""
        return self._demand

    def _say(self, words: str, *, is_hint: bool) -> None:
        """Show a line above the tiles, and let it take its room at once."""
        self._is_hint = is_hint
        self._demand.show_line("oct", words, Tone.STOP)
        self._demand.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @Slot(QAbstractButton)
    def _on_tile_clicked(self, button: QAbstractButton) -> None:
        """Pass the choice on."""
        if isinstance(button, TermTile):
            self.chosen.emit(button.option.key)

    @Slot(QAbstractButton, bool)
    def _on_tile_toggled(self, _button: QAbstractButton, checked: bool) -> None:  # noqa: FBT001 -- Qt's signature
        """Stop asking once there is a term."""
        if checked and not self._is_hint:
            self._demand.hide()
            self.update()
