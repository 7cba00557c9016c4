"""A notice in a file, before and after it is kept: what it is, whose word it is, what to do.

Neither answer has the focus at first, and closing gives none.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.presentation.notice_file import KeyQuestion, NoticeFileState
from ownerapp.presentation.states import LineState
from ownerapp.ui.pages.pieces import pairs, tone_of
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.buttons import DecisionPair, LinkButton
from ownerapp.ui.widgets.card import Rule
from ownerapp.ui.widgets.details import DetailsGrid
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text, body, heading, label, title

_WIDTH = 680
_LABELS = 148


class KeyPart(QWidget):
    """The fingerprint and the two answers about the key.

    Signals:
        accepted: The person compared the fingerprint and accepts the key.
        declined: Not now.
    """

    accepted = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = label()
        self.fingerprint = Text(role=TextRole.PANEL, widest=600)
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pair = DecisionPair()
        self._declined = IconText("info", tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        column.addWidget(self.fingerprint)
        column.addSpacing(8)
        column.addWidget(self.pair)
        column.addWidget(self._declined)
        self._declined.hide()
        self.pair.agreed.connect(self.accepted)
        self.pair.refused.connect(self.declined)

    def show_key(self, question: KeyQuestion | None, fingerprint: str, *, declined: bool) -> None:
        """Ask about the key, or show it alone where there is nothing to ask."""
        self.setVisible(bool(fingerprint))
        self.fingerprint.setText(fingerprint)
        self.pair.setVisible(question is not None and not declined)
        self._declined.setVisible(question is not None and declined)
        if question is not None:
            self._label.setText(question.fingerprint_label)
            self.fingerprint.setAccessibleName(f"{question.fingerprint_label} {fingerprint}")
            self.pair.set_texts(question.not_now, question.accept)
            self._declined.show_line("info", question.declined, Tone.MUTED)
        self._label.setVisible(question is not None)


class NoticeFileSheet(Sheet):
    """One notice in a file.

    Signals:
        key_accepted: The key is accepted.
        key_declined: It is not, for now.
        yes_pressed: The second button: keep the notice, or use it for the car.
        read_pressed: The whole notice is to be read.
        language_changed: Other words are wanted.
    """

    key_accepted = Signal()
    key_declined = Signal()
    yes_pressed = Signal()
    read_pressed = Signal()
    language_changed = Signal()

    def __init__(self, window: QWidget, state: NoticeFileState) -> None:
        super().__init__(window.window(), width=_WIDTH)
        self.setObjectName("notice-sheet")
        self._heading = heading()
        self._version = body(tone=Tone.MUTED)
        self._file = PathLabel()
        self._origin = IconText("info", tone=Tone.MUTED)
        self._rows = DetailsGrid(label_width=_LABELS, columns=1, ruled=False)
        self.read_link = LinkButton()
        self._trust_heading = title()
        self.trust_line = IconText("wait", role=TextRole.STRONG, size=20, gap=8)
        self._meaning = body()
        self._next_step = body()
        self.key = KeyPart()
        self.banner = Banner()
        self._note = IconText("info", tone=Tone.MUTED)
        self.pair = DecisionPair()
        self._build()
        self.key.accepted.connect(self.key_accepted)
        self.key.declined.connect(self.key_declined)
        self.pair.refused.connect(self.reject)
        self.pair.agreed.connect(self.yes_pressed)
        self.read_link.clicked.connect(self.read_pressed)
        self.show_file(state)

    def _build(self) -> None:
        head: tuple[QWidget, ...] = (self._heading, self._version, self._file, self._origin)
        trust: tuple[QWidget, ...] = (self.trust_line, self._meaning, self._next_step, self.key)
        foot: tuple[QWidget, ...] = (self.banner, self._note, self.pair)
        # One layout: where heights follow from widths, nested ones share out wrongly.
        self.body.setSpacing(4)
        for parts in (head, (self._rows, self.read_link), (Rule(), self._trust_heading, *trust)):
            for part in parts:
                self.body.addWidget(part)
            self.body.addSpacing(8)
        for part in foot:
            self.foot.addWidget(part)

    def show_file(self, state: NoticeFileState, *, declined: bool = False) -> None:
        """Show the notice as things stand now."""
        self.setAccessibleName(state.heading)
        self.setAccessibleDescription(state.trust.line.text)
        self._heading.setText(state.heading)
        self._version.setText(state.version)
        self._file.set_path(state.file)
        self._origin.show_line("info", state.origin, Tone.MUTED)
        self._origin.setVisible(bool(state.origin))
        self._rows.set_pairs(pairs(state.rows))
        self.read_link.setText(state.read)
        self._trust_heading.setText(state.trust_heading)
        line: LineState = state.trust.line
        self.trust_line.show_line(line.icon, line.text, tone_of(line.tone))
        for part, words in (
            (self._meaning, state.trust.meaning),
            (self._next_step, state.trust.next_step),
        ):
            part.setText(words)
            part.setVisible(bool(words))
        asked = state.trust.fingerprint if state.key is not None else ""
        self.key.show_key(state.key, asked, declined=declined)
        self._note.show_line("info", state.note, Tone.MUTED)
        self.pair.set_texts(state.no, state.yes)
        self.pair.agree_button.setVisible(bool(state.yes))

    def set_busy(self, *, busy: bool) -> None:
        """Take no second answer while one is carried out."""
        for pair in (self.pair, self.key.pair):
            pair.setEnabled(not busy)

    def say(self, kind: BannerKind, words: str) -> None:
        """Say what happened, above the answers."""
        self.banner.say(kind, words)

    @Slot()
    def forget_said(self) -> None:
        """Take back what was said."""
        self.banner.clear()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Ask for other words in another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.language_changed.emit()
