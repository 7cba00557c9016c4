"""The card of one request: where it stands, and below that everything about it.

What is below is built when the card is opened; the letter and the count of days can be selected
and copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ownerapp.domain.ids import ReplyId, RequestId
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.requests_page import ClockText, RequestDetail, RequestRow
from ownerapp.ui.pages.pane import follow_width
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.reading_text import Piece, ReadingText, TextLine, TextRow
from ownerapp.ui.widgets.text import detail, title

_PADDING: Final = 16
_PARAGRAPH: Final = 8


class Act(StrEnum):
    """What can be done with a request."""

    SENT = "sent"
    CORRECT = "correct"
    MAIL = "mail"
    SAVE = "save"
    PRINT = "print"
    COPY = "copy"
    DROP = "drop"
    REPLY = "reply"
    ARRIVED = "arrived"
    GAVE = "gave"
    COMPLAIN = "complain"
    BUNDLE = "bundle"
    CLOSE = "close"


class RequestCard(Card):
    """One request of the list.

    Signals:
        wanted: The card was opened and wants its content; the request.
        acted: Something is to be done; the request and the act.
        reply_wanted: A reply is to be saved as a file; its id and its name.
        opened: The content is there and wants to be seen.
    """

    wanted = Signal(object)
    acted = Signal(object, object)
    reply_wanted = Signal(object, str)
    opened = Signal(QWidget)

    def __init__(self, row: RequestRow, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        follow_width(self)
        self.setObjectName(f"request-{row.id}")
        self._row = row
        self._content: QWidget | None = None
        self._is_open = False
        self.buttons: dict[Act, ActionButton] = {}
        self.reply_links: list[LinkButton] = []
        self.text: ReadingText | None = None
        self._title = title()
        self._about = detail(tone=Tone.MUTED)
        self._state = IconText("clock", tone=Tone.MUTED)
        self._due = detail()
        self.details_button = LinkButton(chevron="down")
        self._build()
        self.details_button.clicked.connect(self._on_details_clicked)
        self.show_row(row)

    def request(self) -> RequestId:
        """Return the request that the card is about."""
        return self._row.id

    def is_open(self) -> bool:
        """Say whether the content is shown, or on its way."""
        return self._is_open

    def show_row(self, row: RequestRow) -> None:
        """Show where the request stands."""
        self._row = row
        self._title.setText(row.title)
        self._about.setText(row.about)
        self._state.show_line(row.state.icon, row.state.text, tone_of(row.state.tone))
        self._due.setText(row.due)
        self._due.setVisible(bool(row.due))
        self.setAccessibleName(row.title)
        self.details_button.setAccessibleDescription(row.title)
        self._name_button()

    def show_detail(self, state: RequestDetail) -> None:
        """Show everything about the request, where the card is open."""
        if not self._is_open:
            return
        self._clear()
        self._content = self._made(state)
        self._column.addWidget(self._content)
        self.opened.emit(self)

    def fold(self) -> None:
        """Hide the content."""
        self._is_open = False
        self._clear()
        self._name_button()

    def open_content(self) -> None:
        """Ask for the content."""
        self._is_open = True
        self._name_button()
        self.wanted.emit(self._row.id)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._title)
        left.addWidget(self._about)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self._state)
        right.addWidget(self._due)
        right.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignLeading)
        right.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addLayout(left, 3)
        head.addLayout(right, 2)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PADDING, 12, _PADDING, 12)
        self._column.setSpacing(12)
        self._column.addLayout(head)

    def _name_button(self) -> None:
        self.details_button.set_chevron("up" if self._is_open else "down")
        self.details_button.setText(
            pgettext("button", "Hide details") if self._is_open else pgettext("button", "Details")
        )

    def _clear(self) -> None:
        self.buttons.clear()
        self.reply_links.clear()
        content, self._content, self.text = self._content, None, None
        if content is not None:
            self._column.removeWidget(content)
            content.hide()
            content.deleteLater()

    def _made(self, state: RequestDetail) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        acts = FlowLayout(gap=8)
        for act, words in _acts(state):
            button = ActionButton(words)
            button.setAccessibleDescription(state.title)
            button.setProperty("act", act.value)
            button.clicked.connect(self._on_act_clicked)
            self.buttons[act] = button
            acts.addWidget(button)
        column.addLayout(acts)
        if state.replies:
            links = FlowLayout(gap=8)
            for reply in state.replies:
                if reply.has_content:
                    # Translators: {name} is the name of a file.
                    link = LinkButton(_("Save the reply: {name}", name=reply.name))
                    link.setProperty("reply", reply.id)
                    link.setProperty("name", reply.name)
                    link.clicked.connect(self._on_reply_clicked)
                    self.reply_links.append(link)
                    links.addWidget(link)
            column.addLayout(links)
        self.text = ReadingText()
        self.text.setAccessibleName(state.title)
        self.text.show_pieces(tuple(pieces(state)))
        column.addWidget(self.text)
        return content

    @Slot()
    def _on_details_clicked(self) -> None:
        """Open or fold."""
        if self._is_open:
            self.fold()
        else:
            self.open_content()

    @Slot()
    def _on_act_clicked(self) -> None:
        """Pass the press on."""
        sender = self.sender()
        if sender is not None:
            self.acted.emit(self._row.id, Act(str(sender.property("act"))))

    @Slot()
    def _on_reply_clicked(self) -> None:
        """Pass the press on."""
        sender = self.sender()
        if sender is not None:
            name = str(sender.property("name"))
            self.reply_wanted.emit(ReplyId(str(sender.property("reply"))), name)


def pieces(state: RequestDetail) -> Iterator[Piece]:
    """Yield everything about a request, to be read and copied."""
    for sentence in state.said:
        yield TextLine(text=sentence)
    if state.findings:
        yield _head(_("What the check of the law's rules finds"))
        for sentence in state.findings:
            yield TextLine(text=sentence, tone=Tone.WARN)
    if state.clocks:
        yield _head(_("How the time is counted"))
        for clock in state.clocks:
            yield from _clock(clock)
    if state.replies:
        yield _head(_("What came back"))
        yield tuple(TextRow(label=reply.title, text=reply.detail) for reply in state.replies)
    yield _head(_("Who gets the letter"))
    yield TextLine(text=state.to_heading, tone=Tone.MUTED)
    yield tuple(TextRow(label=row.label, text=_apart(row.text)) for row in state.to)
    yield _head(_("The letter"))
    yield TextLine(text=state.letter_note, tone=Tone.MUTED)
    yield from _letter(state.letter)


def _letter(text: str) -> Iterator[TextLine]:
    """Yield the lines of a letter, with room where it has an empty line."""
    above = _PARAGRAPH
    for line in text.split("\n"):
        if line.strip():
            yield TextLine(text=_apart(line), above=above)
            above = 0
        else:
            above = _PARAGRAPH


def _apart(text: str) -> str:
    """Return a text of another language so that its own direction holds from right to left."""
    if QGuiApplication.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return text
    return f"\u2068{text}\u2069"


def _clock(clock: ClockText) -> Iterator[Piece]:
    yield TextLine(text=clock.title, role=TextRole.STRONG, above=8)
    for sentence in (clock.due, *clock.more):
        yield TextLine(text=sentence)
    for step in clock.counting:
        yield TextLine(text=step, role=TextRole.DETAIL, tone=Tone.MUTED)


def _head(text: str) -> TextLine:
    return TextLine(text=text, role=TextRole.TITLE, level=2, above=16)


def _acts(state: RequestDetail) -> Iterator[tuple[Act, str]]:
    """Yield what can be done, in the order of the steps."""
    if state.is_draft:
        if state.mail:
            yield Act.MAIL, pgettext("button", "Open in my mail program")
        yield Act.SENT, pgettext("button", "I sent it")
    if state.is_open:
        if state.awaits_person:
            yield Act.GAVE, pgettext("button", "I gave what they asked for")
        yield Act.REPLY, pgettext("button", "Keep a reply")
        if not state.knows_arrival:
            yield Act.ARRIVED, pgettext("button", "I know when it arrived")
        # Translators: the person said a wrong day on which they sent a letter.
        yield Act.CORRECT, pgettext("button", "Correct when I sent it")
    yield Act.SAVE, pgettext("button", "Save the letter")
    yield Act.PRINT, pgettext("button", "Print the letter")
    yield Act.COPY, pgettext("button", "Copy the letter")
    if state.can_complain:
        yield Act.COMPLAIN, pgettext("button", "Complain to the authority")
    if not state.is_draft:
        yield Act.BUNDLE, pgettext("button", "Save everything in one file")
    if state.is_draft:
        yield Act.DROP, pgettext("button", "Throw the draft away")
    elif state.is_open:
        yield Act.CLOSE, pgettext("button", "Close the request")
