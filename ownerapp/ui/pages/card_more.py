"""Below the details of a card: the steps in the car, the person's own word, a private note.

Rules:

1. A note that was just changed or removed can be put back, until anything else about the practice
   changes or another car is looked at.
2. What is being typed stays, whatever else changes; only saving it puts another text in its place.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.i18n import _
from ownerapp.presentation.states import MoreState
from ownerapp.ui.dialogs.guide_block import GuideBlock
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.text import Text, label


class CardMore(QWidget):
    """What a person can do beside answering.

    Signals:
        set_pressed: The person says that they set their answer in the car.
        note_saved: The note is to be kept; its text.
    """

    set_pressed = Signal()
    note_saved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: MoreState | None = None
        self._guides = QVBoxLayout()
        self._guides.setSpacing(8)
        self._hint = label()
        self.set_button = ActionButton()
        said = QWidget()
        flow = FlowLayout(said, gap=16, row_gap=8)
        flow.addWidget(self.set_button)
        flow.addWidget(self._hint)
        self._said = said
        self._note_label = Text(role=TextRole.LABEL_STRONG)
        self._note_hint = label()
        self.note = TextField()
        self.save_link = LinkButton()
        self.undo_link = LinkButton()
        self._earlier: str | None = None
        """What the note said before it was saved just now."""
        self._coming: str | None = None
        """What is being saved."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 4)
        column.setSpacing(6)
        column.addLayout(self._guides)
        column.addWidget(said)
        column.addSpacing(6)
        column.addWidget(self._note_label)
        column.addWidget(self.note)
        below = QWidget()
        row = FlowLayout(below, gap=16, row_gap=0)
        row.addWidget(self._note_hint)
        row.addWidget(self.save_link)
        row.addWidget(self.undo_link)
        self.undo_link.hide()
        column.addWidget(below)
        self.set_button.clicked.connect(self._on_set_clicked)
        self.save_link.clicked.connect(self._on_save_clicked)
        self.undo_link.clicked.connect(self._on_undo_clicked)
        self.note.returnPressed.connect(self._on_save_clicked)

    def show_more(self, state: MoreState) -> None:
        """Show a state; what is being typed stays (rule 2)."""
        typed = self.typed()
        before, self._state = self._state, state
        if before is None or before.guides != state.guides:
            self._show_guides(state)
        self.set_button.setText(state.set_action)
        self._hint.setText(state.set_hint)
        self._said.setVisible(bool(state.set_action))
        self._note_label.setText(state.note_label)
        self._note_hint.setText(state.note_hint)
        self.save_link.setText(state.note_save)
        self.note.setAccessibleName(state.note_label)
        self.note.setAccessibleDescription(state.note_hint)
        self.note.setMaxLength(state.note_most)
        is_changed = before is None or before.note != state.note
        if is_changed and (typed is None or state.note == self._coming):
            self.note.setText(state.note)
        self._offer_undo(state.note)

    def typed(self) -> str | None:
        """Return what was typed and is not saved, nor on its way to be; None for nothing."""
        if self._state is None:
            return None
        kept = _as_kept(self.note.text())
        return None if kept in {self._state.note, self._coming} else self.note.text()

    def type_note(self, text: str | None) -> None:
        """Show what was typed earlier, or for None what is saved."""
        if self._state is not None:
            self.note.setText(self._state.note if text is None else text)

    def show_unsaved(self) -> None:
        """Take notice that a note could not be saved."""
        self._coming = None

    def forget_undo(self) -> None:
        """Offer the earlier note no more: what is shown may be another car's now."""
        self._earlier = self._coming = None
        self._offer_undo("")

    def _offer_undo(self, note: str) -> None:
        """Offer the earlier note once, where this state is the one with the note just saved."""
        is_saved = self._coming is not None and self._earlier is not None and note == self._coming
        self._coming = None
        if is_saved and not self.undo_link.isVisibleTo(self):
            self.undo_link.setText(
                _("Put the earlier note back") if self._earlier else _("Take the note away again")
            )
        had_focus = self.undo_link.hasFocus()
        self.undo_link.setVisible(is_saved)
        if had_focus and not is_saved:
            self.note.setFocus()

    def _show_guides(self, state: MoreState) -> None:
        while (item := self._guides.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for guide in state.guides:
            self._guides.addWidget(GuideBlock(guide))

    @Slot()
    def _on_set_clicked(self) -> None:
        """Pass the press on."""
        self.set_pressed.emit()

    @Slot()
    def _on_save_clicked(self) -> None:
        """Keep what was typed, where it is another text."""
        if self._state is not None and self.note.text() != self._state.note:
            self._save(self.note.text())

    @Slot()
    def _on_undo_clicked(self) -> None:
        """Keep the earlier note again."""
        if self._earlier is not None:
            self._save(self._earlier)

    def _save(self, text: str) -> None:
        if self._state is not None:
            self._earlier = self._state.note
            self._coming = _as_kept(text)
            self.note_saved.emit(text)


def _as_kept(text: str) -> str:
    """Return a note as it is kept: in one line."""
    return " ".join(text.split())
