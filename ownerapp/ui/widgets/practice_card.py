"""The card of one practice: what it is, how far it goes, how it stands, and the switch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.chip import ChipRow, ChipSpec
from ownerapp.ui.widgets.details import DetailsGrid, Pair
from ownerapp.ui.widgets.icon_text import Icon, IconText, IconTile
from ownerapp.ui.widgets.state_line import StateLine
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.toggle import Mark, Toggle

_NARROW = 480
_INSET = 10


class PracticeCard(Card):
    """A card with a switch, or with a lock where the practice is required.

    Args:
        required: There is no switch.
        mark: The icon in the switch's place.

    Signals:
        requested: The switch was pressed; the wished state. Nothing has changed yet.
        retry_pressed: *Try again* was pressed.
        details_toggled: The details were opened or folded.
        hold_pressed: *Pause* or *Resume* was pressed.
    """

    requested = Signal(bool)
    retry_pressed = Signal()
    details_toggled = Signal(bool)
    hold_pressed = Signal()

    def __init__(
        self, *, required: bool = False, mark: str = "lock", parent: QWidget | None = None
    ) -> None:
        super().__init__(hovers=not required, parent=parent)
        self.toggle: Toggle | None = None if required else Toggle()
        self.state = StateLine(self.toggle or Icon(mark, size=20))
        self.hold_link = LinkButton()
        self.hold_link.hide()
        self.details_button = LinkButton(chevron="down")
        self.retry_link = LinkButton()
        self.retry_link.hide()
        self._show_words, self._hide_words = "", ""
        self._below = False
        self._pairs: tuple[Pair, ...] = ()
        self._pairs_shown = False
        self._tile = IconTile("box")
        self._title = Text(role=TextRole.TITLE)
        self._sentence = Text(role=TextRole.BODY, widest=620)
        self._chips = ChipRow()
        self._rule: IconText | None = None
        self._details = DetailsGrid()
        self._details_box = QWidget()
        self._details_column = QVBoxLayout()
        self._details_column.setContentsMargins(0, 0, 0, 0)
        self._details_column.setSpacing(0)
        self._details_column.addWidget(self._details)
        inset = QHBoxLayout(self._details_box)
        inset.setContentsMargins(0, 0, 0, 0)
        inset.setSpacing(0)
        inset.addLayout(self._details_column, 1)
        inset.addSpacing(_INSET)
        self._details_box.hide()
        self.details_button.hide()
        self._build()
        self.details_button.clicked.connect(self._on_details_clicked)
        self.retry_link.clicked.connect(self._on_retry_clicked)
        self.hold_link.clicked.connect(self._on_hold_clicked)
        if self.toggle is not None:
            self.toggle.requested.connect(self._on_toggle_requested)

    def set_texts(self, title: str, sentence: str, icon: str) -> None:
        """Say what the practice is."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._tile.show_icon(icon)
        self.setAccessibleName(title)
        if self.toggle is not None:
            self.toggle.setAccessibleName(title)

    def set_chips(self, chips: Sequence[ChipSpec]) -> None:
        """Show the facts in small, in the order sensitive, place, other, time kept."""
        self._chips.set_chips(chips)

    def set_rule(self, text: str) -> None:
        """Show what the person's own rule says; with no words, nothing."""
        if self._rule is None and text:
            # Most people have no rules, and a page of 50 cards is built in a moment.
            self._rule = IconText("user", role=TextRole.LABEL, size=14, tone=Tone.MUTED)
            self._words.insertSpacing(self._words.count() - 1, 4)
            self._words.insertWidget(self._words.count() - 1, self._rule)
        if self._rule is not None:
            self._rule.show_line("user", text, Tone.MUTED)
            self._rule.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def rule(self) -> str:
        """Return what is shown of the person's own rule."""
        return self._rule.text() if self._rule is not None else ""

    def set_details(self, show: str, hide: str, pairs: Sequence[Pair]) -> None:
        """Offer the details under a link; the words change with the link's state."""
        self._show_words, self._hide_words = show, hide
        self._pairs = tuple(pairs)
        self.details_button.setVisible(bool(pairs))
        self._pairs_shown = self.are_details_open()
        if self._pairs_shown:
            self._details.set_pairs(self._pairs)
        self._name_details_button()

    def set_state(
        self,
        *,
        on: bool,
        word: str,
        icon: str = "",
        second: str = "",
        tone: Tone = Tone.MUTED,
        mark: Mark = Mark.NONE,
        retry: str = "",
    ) -> None:
        """Show how the practice stands; the switch and the words always change together."""
        waiting = mark is Mark.WAITING
        strong = on or waiting or self.toggle is None
        self.state.show_state(word, strong=strong, icon=icon, second=second, tone=tone)
        self.retry_link.setText(retry)
        self.retry_link.setVisible(bool(retry))
        if self.toggle is not None:
            self.toggle.set_mark(mark)
            self.toggle.set_on(on)
            self.toggle.setAccessibleDescription(" ".join(filter(None, (word, second))))

    def set_hold(self, words: str) -> None:
        """Offer to pause or to resume; with no words, neither."""
        self.hold_link.setText(words)
        self.hold_link.setAccessibleDescription(self._title.text())
        self.hold_link.setVisible(bool(words))

    @override
    def set_absent(self, absent: bool) -> None:
        """Show that this car does not have the practice."""
        super().set_absent(absent)
        if self.toggle is not None:
            self.toggle.setEnabled(not absent)
        self.state.set_word_tone(Tone.MUTED if absent else Tone.INK)
        self._tile.show_icon(self._tile.icon_name(), Tone.MUTED if absent else Tone.INK)

    def are_details_open(self) -> bool:
        """Say whether the details are shown."""
        return self._details_box.isVisibleTo(self)

    def open_details(self, open_: bool) -> None:  # noqa: FBT001 -- a setter
        """Show or fold the details; they are built when first opened."""
        if open_ and not self._pairs_shown:
            self._details.set_pairs(self._pairs)
            self._pairs_shown = True
        self._details_box.setVisible(open_)
        self.details_button.set_chevron("up" if open_ else "down")
        self._name_details_button()

    def add_below_details(self, part: QWidget) -> None:
        """Show something below the label and answer pairs."""
        self._details_column.addWidget(part)

    def _build(self) -> None:
        """Lay the parts out; the switch's press area takes part of the padding."""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(6, 4, 6, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        # Margins are the same at both ends, because layouts do not mirror them.
        tile = QHBoxLayout()
        tile.setContentsMargins(0, 10, 0, 0)
        tile.setSpacing(0)
        tile.addSpacing(_INSET)
        tile.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        self._words = words = QVBoxLayout()
        words.setContentsMargins(0, 10, 0, 0)
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        words.addWidget(self.retry_link, 0, Qt.AlignmentFlag.AlignLeading)
        words.addSpacing(8)
        words.addWidget(self._chips)
        words.addStretch(1)
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._right.addWidget(self.state)
        self._right.addStretch(1)
        link = QHBoxLayout()
        link.setSpacing(16)
        link.addStretch(1)
        link.addWidget(self.hold_link)
        link.addWidget(self.details_button)
        # The last gap is the inset: layouts do not mirror margins.
        link.addSpacing(_INSET)
        self._right.addLayout(link)
        self._grid.addLayout(tile, 0, 0)
        self._grid.addLayout(words, 0, 1)
        self._grid.setColumnStretch(1, 1)
        self._place_right(below=False)

    def _place_right(self, *, below: bool) -> None:
        """Put the state beside the words, or below them where there is little room."""
        self._below = below
        self._grid.removeItem(self._right)
        self._grid.removeWidget(self._details_box)
        self._grid.addLayout(self._right, 1 if below else 0, 1 if below else 2)
        self._grid.addWidget(self._details_box, 2, 1, 1, 1 if below else 2)

    def _name_details_button(self) -> None:
        """Label the link; screen readers hear whose details they are."""
        self.details_button.setText(
            self._hide_words if self.are_details_open() else self._show_words
        )
        self.details_button.setAccessibleDescription(self._title.text())

    @Slot()
    def _on_details_clicked(self) -> None:
        """Open or fold the details."""
        self.open_details(not self.are_details_open())
        self.details_toggled.emit(self.are_details_open())

    @Slot()
    def _on_retry_clicked(self) -> None:
        """Pass the press on."""
        self.retry_pressed.emit()

    @Slot()
    def _on_hold_clicked(self) -> None:
        """Pass the press on."""
        self.hold_pressed.emit()

    @Slot(bool)
    def _on_toggle_requested(self, wished: bool) -> None:  # noqa: FBT001 -- Qt's signature
        """Pass the wish on."""
        self.requested.emit(wished)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the state below the words when the card is narrow for its text size."""
        super().resizeEvent(event)
        below = self.width() < theme.current().px(_NARROW)
        if below != self._below:
            self._place_right(below=below)
