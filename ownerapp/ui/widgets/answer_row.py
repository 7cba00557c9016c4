"""One thing and a few answers side by side, none chosen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.fields import RadioRow
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.text import Text


class AnswerRow(QWidget):
    """A title, whatever explains it, and radio buttons side by side.

    Args:
        key: What is answered.
        title: Its words.
        answers: Pairs of key and words.
        chosen: The key of the answer that was given before, or nothing.
        about: Widgets between the title and the answers.

    Signals:
        answered: The key of the row and of the answer.
    """

    answered = Signal(str, str)

    def __init__(
        self,
        key: str,
        title: str,
        answers: Sequence[tuple[str, str]],
        *,
        chosen: str = "",
        about: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.key = key
        self._group = QButtonGroup(self)
        self._title = Text(title, role=TextRole.STRONG)
        self._title.setVisible(bool(title))
        choices = FlowLayout(gap=24)
        for answer, words in answers:
            row = RadioRow(answer, words)
            row.setAccessibleDescription(title)
            row.setChecked(answer == chosen)
            self._group.addButton(row)
            choices.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._title)
        for part in about:
            column.addWidget(part)
        column.addLayout(choices)
        self._group.buttonClicked.connect(self._on_clicked)

    def rows(self) -> list[RadioRow]:
        """Return the answers in reading order."""
        return [button for button in self._group.buttons() if isinstance(button, RadioRow)]

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        """Say what was answered."""
        if isinstance(button, RadioRow):
            self.answered.emit(self.key, button.key)
