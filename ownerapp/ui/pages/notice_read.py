"""The view that shows a whole notice: a card for each practice, and for each other part.

What a person decides by is open; everything else of a practice is one step below. Texts
that are opened are written then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.i18n import pgettext
from ownerapp.presentation.notice_page import NoticePart, NoticeSection, NoticeState
from ownerapp.presentation.notice_rows import NoticeRow
from ownerapp.ui import theme
from ownerapp.ui.pages.fold_card import FoldCard
from ownerapp.ui.pages.pane import Pane, follow_width
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import Card, SectionHeader
from ownerapp.ui.widgets.fields import ChoiceField
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.reading_text import Piece, ReadingText, TextLine, TextRow
from ownerapp.ui.widgets.text import Text, body, title

_PADDING: Final = 16
_LONG: Final = 14
"""More rows than this are shown when they are asked for."""
_NAME: Final = 320
"""A name in the list of places is at most so wide: a field is as wide as its longest name."""


class NoticeCard(Card):
    """A part of the notice as text; its rest opens below.

    Signals:
        opened: The rest was opened and wants to be seen.
    """

    opened = Signal(QWidget)

    def __init__(
        self,
        name: str,
        sentence: str,
        pieces: Sequence[Piece],
        rest: Sequence[Piece] = (),
        *,
        heading: str = "",
        width: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._rest_pieces = tuple(rest)
        self._name = name
        self.setAccessibleName(name)
        follow_width(self)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(_PADDING, 12, _PADDING, 12)
        self.column.setSpacing(8)
        self.text: ReadingText | None = None
        self.rest: ReadingText | None = None
        self.more_button = LinkButton(chevron="down")
        self.more_button.setAccessibleDescription(name)
        words = QVBoxLayout()
        words.setSpacing(2)
        if heading:
            words.addWidget(title(heading))
        if sentence:
            words.addWidget(body(sentence))
        if heading or sentence:
            self.column.addLayout(words)
        if pieces:
            self.text = ReadingText()
            self.text.setAccessibleName(name)
            self.text.show_pieces(pieces, width=width - 2 * _PADDING)
            self.column.addWidget(self.text)
        row = QHBoxLayout()
        row.addWidget(self.more_button)
        row.addStretch(1)
        self.column.addLayout(row)
        if not rest:
            self.more_button.hide()
        self.more_button.clicked.connect(self._on_more_clicked)
        self._name_button()

    def is_open(self) -> bool:
        """Say whether the rest is shown."""
        return self.rest is not None and self.rest.isVisibleTo(self)

    def open_rest(self, *, wanted: bool) -> None:
        """Show or fold the rest; it is written when it is first opened."""
        if wanted and self.rest is None:
            self.rest = ReadingText()
            self.rest.setAccessibleName(self._name)
            self.rest.show_pieces(self._rest_pieces)
            self.column.addWidget(self.rest)
        if self.rest is not None:
            self.rest.setVisible(wanted)
        self._name_button()

    def _name_button(self) -> None:
        opened = self.is_open()
        self.more_button.set_chevron("up" if opened else "down")
        self.more_button.setText(
            pgettext("button", "Show less") if opened else pgettext("button", "Show everything")
        )

    @Slot()
    def _on_more_clicked(self) -> None:
        """Open or fold the rest."""
        self.open_rest(wanted=not self.is_open())
        if self.rest is not None and self.is_open():
            self.opened.emit(self.rest)


class FoldedPart(FoldCard):
    """A long part that is not about practices."""

    def __init__(self, part: NoticePart) -> None:
        self._part = part
        super().__init__(part.title, part.count)

    @override
    def content(self) -> QWidget:
        """Return the text."""
        pieces = _part_pieces(self._part)
        if self._part.intro:
            pieces.insert(0, TextLine(text=self._part.intro, tone=Tone.MUTED))
        text = ReadingText()
        text.setAccessibleName(self._part.title)
        text.show_pieces(pieces)
        return text


class ReadPane(Pane):
    """The whole notice.

    Signals:
        place_wanted: A widget is to be brought to the top of the page.
    """

    place_wanted = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: dict[str, QWidget] = {}
        self._declared = body(tone=Tone.MUTED)
        self._no_switch = IconText("info", role=TextRole.BODY, tone=Tone.INK)
        self._go_label = Text(role=TextRole.DETAIL, tone=Tone.MUTED)
        self.go_to = ChoiceField()
        self._go_label.setBuddy(self.go_to)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 4, 0, 4)
        bar.setSpacing(8)
        bar.addWidget(self._go_label)
        bar.addWidget(self.go_to)
        bar.addStretch(1)
        self.column.addWidget(self._declared)
        self.column.addWidget(self._no_switch)
        self.column.addLayout(bar)
        self.go_to.picked.connect(self._on_picked)

    def show_state(self, state: NoticeState) -> None:
        """Show a notice."""
        self._places = {}
        self._declared.setText(state.declared)
        self._no_switch.show_line("info", state.no_switch, Tone.INK)
        self._no_switch.setVisible(bool(state.no_switch))
        self._go_label.setText(state.go_to)
        self.go_to.setAccessibleName(state.go_to)
        self.go_to.set_choices([(key, self._short(name)) for key, name in _choices(state)])
        self.build(self._steps(state))

    def card(self, key: str) -> NoticeCard | None:
        """Return the card of a practice, or of a part."""
        found = self._places.get(key)
        return found if isinstance(found, NoticeCard) else None

    def go(self, key: str) -> None:
        """Bring a part or a practice to the top of the page."""
        self.finish()
        place = self._places.get(key)
        if place is not None:
            self.go_to.pick(key)
            self.place_wanted.emit(place)

    def _short(self, name: str) -> str:
        """Return a name that fits into the list of places; its card says all of it."""
        room = theme.current().px(_NAME)
        return self.go_to.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)

    def _steps(self, state: NoticeState) -> Iterator[None]:
        for part in state.parts:
            if _is_long(part):
                folded = FoldedPart(part)
                self._places[part.key] = folded
                folded.opened.connect(self.opened)
                self.put(folded)
                yield
                continue
            header = SectionHeader()
            header.set_texts(part.title, part.count)
            header.setContentsMargins(0, theme.GROUP_GAP - theme.CARD_GAP, 0, 0)
            self._places[part.key] = header
            self.put(header)
            if part.intro:
                self.put(body(part.intro, tone=Tone.MUTED))
            if any(section.key for section in part.sections):
                for section in part.sections:
                    self._put_card(section.key, _practice_card(section, self.width()))
                    yield
            else:
                self._put_card(
                    "", NoticeCard(part.title, "", _part_pieces(part), width=self.width())
                )
                yield

    def _put_card(self, key: str, card: NoticeCard) -> None:
        card.opened.connect(self.opened)
        if key:
            self._places[key] = card
        self.put(card)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        """Go to what was chosen."""
        self.go(key)


def _choices(state: NoticeState) -> Iterator[tuple[str, str]]:
    """Yield the parts and, set in below them, their practices."""
    for part in state.parts:
        yield part.key, part.title
        for section in part.sections:
            if section.key:
                yield section.key, f"    {section.title}"


def _practice_card(section: NoticeSection, width: int) -> NoticeCard:
    rest: list[Piece] = []
    if section.details:
        rest.append(_rows(section.details))
    rest += _foot(section)
    return NoticeCard(
        section.title,
        section.sentence,
        [_rows(section.rows)],
        rest,
        heading=section.title,
        width=width,
    )


def _is_long(part: NoticePart) -> bool:
    """Tell whether a part that is not about practices is shown only when it is asked for."""
    if any(section.key for section in part.sections):
        return False
    return sum(len(section.rows) + len(section.foot) for section in part.sections) > _LONG


def _part_pieces(part: NoticePart) -> list[Piece]:
    """Return the text of a part that is not about practices."""
    pieces: list[Piece] = []
    for section in part.sections:
        if section.title:
            pieces.append(TextLine(text=section.title, role=TextRole.TITLE, level=3, above=16))
        if section.sentence:
            pieces.append(TextLine(text=section.sentence))
        rows = (*section.rows, *section.details)
        if rows:
            pieces.append(_rows(rows))
        pieces += _foot(section)
    return pieces


def _rows(rows: Sequence[NoticeRow]) -> tuple[TextRow, ...]:
    return tuple(
        TextRow(label=row.label, text=row.text, tone=Tone.MUTED if row.missing else Tone.INK)
        for row in rows
    )


def _foot(section: NoticeSection) -> list[Piece]:
    return [
        TextLine(text=line, role=TextRole.DETAIL, tone=Tone.MUTED, above=12 if number == 0 else 2)
        for number, line in enumerate(section.foot)
    ]
