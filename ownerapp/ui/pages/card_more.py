"""Below the details of a card: the steps in the car, the person's own word, a private note."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
        column.addWidget(below)
        self.set_button.clicked.connect(self._on_set_clicked)
        self.save_link.clicked.connect(self._on_save_clicked)
        self.note.returnPressed.connect(self._on_save_clicked)

    def show_more(self, state: MoreState) -> None:
        """Show a state; what is being typed stays."""
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
        if before is None or before.note != state.note:
            self.note.setText(state.note)

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
            self.note_saved.emit(self.note.text())
