"""The page *notice changed*: the table of changes, and below it what to answer again.

Leaving the page answers nothing. The page is left by any row of the sidebar, by its link
and by Escape.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.ids import PracticeId
from ownerapp.i18n.word_diff import Part
from ownerapp.presentation.difference_page import spoken_row, spoken_side
from ownerapp.presentation.difference_states import ChangePageState, DifferenceTable
from ownerapp.presentation.joining import sentences
from ownerapp.ui.pages.again_card import AgainCard
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.theme import CARD_GAP, GROUP_GAP, TextRole, Tone
from ownerapp.ui.widgets import difference_table as table
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.card import SectionHeader
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.text import Text


class NoticeChangedPage(Page):
    """Draws a :class:`ChangePageState` and passes on what is pressed.

    Signals:
        answered: *Keep off* was pressed; the answer.
        ask_wanted: *Turn on again* was pressed; the practice.
        notice_wanted: The full notice is to be shown.
        left: The page is to be left.
        visited: The page is shown.
        stale: The store's content changed.
    """

    answered = Signal(object)
    ask_wanted = Signal(object)
    notice_wanted = Signal()
    left = Signal()
    visited = Signal()
    stale = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: ChangePageState | None = None
        self._cards: dict[PracticeId, AgainCard] = {}
        self._lead = intro_text()
        self._author = Text(role=TextRole.LABEL, tone=Tone.MUTED, widest=720)
        self.notice_button = ActionButton(icon="doc")
        self.table = table.DifferenceTable()
        self._again = SectionHeader()
        self._note = IconText("info", tone=Tone.MUTED)
        self.back_link = LinkButton()
        self.head.leading.setSpacing(4)
        self.head.leading.addWidget(self._lead)
        self.head.leading.addWidget(self._author)
        self.head.set_trailing(self.notice_button)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._note, 1)
        foot.addWidget(self.back_link)
        self.column.addWidget(self.table)
        self.column.addWidget(self._again)
        self.column.addLayout(foot)
        self.column.addStretch(1)
        self._again.setContentsMargins(0, GROUP_GAP - CARD_GAP, 0, 0)
        for part in (self._author, self.notice_button, self.table, self._again, self._note):
            part.hide()
        self.notice_button.clicked.connect(self.notice_wanted)
        self.back_link.clicked.connect(self.left)

    def state_shown(self) -> ChangePageState | None:
        """Return what the page shows."""
        return self._state

    def cards(self) -> list[AgainCard]:
        """Return the choices to make again, in reading order."""
        return list(self._cards.values())

    def show_change(self, state: ChangePageState) -> None:
        """Show what changed; cards of the same choices are kept."""
        self._state = state
        self.head.heading.setText(state.heading)
        self._lead.setText(state.lead)
        self._author.setText(state.author)
        self._author.setVisible(bool(state.author))
        self.notice_button.setText(state.full_notice)
        self.notice_button.show()
        show_difference(self.table, state.table)
        self.table.show()
        self._again.set_texts(state.again_heading, state.again_note)
        self._again.setVisible(bool(state.again))
        self._show_cards(state)
        self._note.show_line("info", state.note, Tone.MUTED)
        self._note.show()
        self.back_link.setText(state.back)
        self.place_head()

    def _show_cards(self, state: ChangePageState) -> None:
        wanted = [item.practice for item in state.again]
        for practice in [name for name in self._cards if name not in wanted]:
            self._take_away(practice)
        at = self.column.indexOf(self._again) + 1
        for number, item in enumerate(state.again):
            card = self._cards.get(item.practice)
            if card is None:
                card = AgainCard(item)
                card.answered.connect(self.answered)
                card.ask_wanted.connect(self.ask_wanted)
                self._cards[item.practice] = card
                self.column.insertWidget(at + number, card)
            else:
                card.show_again(item)

    def _take_away(self, practice: PracticeId) -> None:
        """Take an answered card away; the focus goes on to the next one, or to the way out."""
        card = self._cards.pop(practice)
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and card.isAncestorOf(focused):
            rest = self.cards()
            heir = rest[0].pair.refuse_button if rest else self.back_link
            heir.setFocus(Qt.FocusReason.OtherFocusReason)
        self.column.removeWidget(card)
        card.hide()
        card.deleteLater()

    @Slot()
    def leave(self) -> None:
        """Go back to the choices; nothing is answered."""
        self.left.emit()

    @override
    def restyle(self) -> None:
        """Place the head again once all its texts have their new size."""
        super().restyle()
        QTimer.singleShot(0, self, self.place_head)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape leave the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def visit(self) -> None:
        """Say that the page is looked at, and tell a screen reader what it is about."""
        self.visited.emit()
        if self._state is not None:
            said = sentences(self._state.heading, self._state.lead)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def take_focus(self) -> None:
        """Let Tab and the arrows begin at the first change, without a ring yet."""
        rows = self.table.rows()
        first = rows[0] if rows else self.back_link
        first.setFocus(Qt.FocusReason.NoFocusReason)

    @override
    def store_changed(self) -> None:
        """Say that what is shown may be old."""
        self.stale.emit()


def show_difference(widget: table.DifferenceTable, state: DifferenceTable) -> None:
    """Show a difference of any two notices in a table."""
    widget.setAccessibleName(state.name)
    widget.show_heads(
        (state.old_version, state.old_caption), (state.new_version, state.new_caption)
    )
    sections = ["", *(row.section for row in state.rows)]
    widget.show_rows(
        [
            table.TableRow(
                section=row.section,
                repeats=row.section == above,
                name=row.name,
                notes=tuple(note for note in (row.change_words, row.language) if note),
                old=row.old,
                new=row.new,
                before=row.before,
                after=row.after,
                spoken=spoken_row(row),
                old_spoken=spoken_side(state.old_version, row, Part.REMOVED),
                new_spoken=spoken_side(state.new_version, row, Part.ADDED),
            )
            for above, row in zip(sections, state.rows, strict=False)
        ],
        nothing=state.nothing,
        hint=state.hint,
    )
    widget.show_foot(
        state.unchanged,
        state.unchanged_titles,
        state.hidden,
        (state.removed_words, state.added_words),
    )
