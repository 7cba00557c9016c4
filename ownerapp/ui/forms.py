"""Rows of a form: the one place that joins a field with its label, help and error.

A row sets the label's buddy, the field's accessible name and description, and keeps the error
below the field and in its description, so that none of it can be forgotten.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.text import Text


class FieldRow(QWidget):
    """A label, a field, a line of help and, when needed, a line that says what is wrong."""

    def __init__(self, field: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._label = Text(role=TextRole.STRONG)
        self._help = Text(role=TextRole.LABEL, tone=Tone.MUTED)
        self._error = IconText("oct", tone=Tone.STOP)
        QLabel.setBuddy(self._label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        expands = field.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding
        if expands:
            column.addWidget(field)
        else:
            column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._error)
        column.addWidget(self._help)
        self._help.hide()
        self._error.hide()

    def set_texts(self, label: str, help_text: str = "") -> None:
        """Name the field and say what it is for."""
        self._label.setText(label)
        self._help.setText(help_text)
        self._help.setVisible(bool(help_text))
        self.field.setAccessibleName(label)
        self._describe()

    def error(self) -> str:
        """Return what is said to be wrong, or nothing."""
        return self._error.text() if self._error.isVisibleTo(self) else ""

    def set_error(self, text: str) -> None:
        """Say what is wrong and move the focus to the field; empty text takes it back."""
        self._error.show_line("oct", text, Tone.STOP)
        self._error.setVisible(bool(text))
        if isinstance(self.field, TextField):
            self.field.set_refused(bool(text))
        self._describe()
        if text:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _describe(self) -> None:
        """Let screen readers hear the error before the help."""
        parts = (self.error(), self._help.text())
        self.field.setAccessibleDescription(" ".join(part for part in parts if part))
