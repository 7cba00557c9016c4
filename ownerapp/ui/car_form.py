"""The four fields of a car, as they are typed when it is added and when it is corrected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.domain.errors import OwnerAppError
from ownerapp.presentation.car_details import FIELDS
from ownerapp.presentation.explain import explain, field_name
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.widgets.fields import TextField

_GAP = 16


class CarForm(QWidget):
    """Name, owner, plate and VIN; what is wrong stands beside its field.

    Signals:
        edited: The person typed; not sent for what a program puts there.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: Mapping[str, TextField] = {name: TextField() for name in FIELDS}
        self.rows: Mapping[str, FieldRow] = {
            name: FieldRow(field) for name, field in self.fields.items()
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for row in self.rows.values():
            column.addWidget(row)
        for field in self.fields.values():
            field.textEdited.connect(self._on_edited)

    def set_helps(self, helps: Mapping[str, str]) -> None:
        """Name the fields, and say of each what it is for; what was typed stays."""
        for name, row in self.rows.items():
            row.set_texts(field_name(name), helps[name])

    def typed(self) -> dict[str, str]:
        """Return what stands in the fields, by field."""
        return {name: field.text() for name, field in self.fields.items()}

    def fill(self, typed: Mapping[str, str]) -> None:
        """Put something into the fields, each from its beginning."""
        for name, field in self.fields.items():
            field.setText(typed[name])
            field.setCursorPosition(0)

    def show_error(self, error: OwnerAppError) -> TextField:
        """Say what is wrong beside its field, move the focus there, and return the field."""
        named = str(error.details().get("field", "name"))
        field = named if named in self.rows else "name"
        self.clear_errors()
        self.rows[field].set_error(explain(error).text())
        return self.fields[field]

    def clear_errors(self) -> None:
        """Take all errors back."""
        for row in self.rows.values():
            row.set_error("")

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        """Take an error back once the person corrects it."""
        for row in self.rows.values():
            if row.field is self.sender():
                row.set_error("")
        self.edited.emit()
