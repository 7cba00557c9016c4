"""Two fields in which a person chooses a passphrase, where no keyring can keep a key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _
from ownerapp.presentation.explain import explain
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.text import body


def passphrase_reason() -> str:
    """Return why a passphrase is needed."""
    return _(
        "This computer has no keyring, so a passphrase keeps your data encrypted. "
        "You type it each time you open the program."
    )


class PassphraseFields(QWidget):
    """The passphrase, and once more.

    Args:
        says_why: Say above the fields why a passphrase is needed.
        parent: The widget that holds this one.
    """

    def __init__(self, *, says_why: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why = body()
        self._why.setVisible(says_why)
        self.first, self.second = TextField(secret=True), TextField(secret=True)
        self.first_row, self.second_row = FieldRow(self.first), FieldRow(self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._why)
        column.addWidget(self.first_row)
        column.addWidget(self.second_row)

    def retranslate(self) -> None:
        """Write all words."""
        self._why.setText(passphrase_reason())
        self.first_row.set_texts(
            _("Choose a passphrase"),
            _("Several words are good. Nobody can replace it if you forget it."),
        )
        self.second_row.set_texts(_("Type it again"))

    def agreed(self) -> str | None:
        """Return the passphrase when both fields hold the same one; say so when not."""
        self.first_row.set_error("")
        self.second_row.set_error("")
        if not self.first.text():
            self.first_row.set_error(_("Choose a passphrase first."))
            return None
        if self.first.text() != self.second.text():
            self.second_row.set_error(_("The two are not the same."))
            return None
        return self.first.text()

    def show_error(self, error: OwnerAppError) -> None:
        """Say what is wrong with the passphrase."""
        self.first_row.set_error(explain(error).text())

    def forget(self) -> None:
        """Empty both fields."""
        for field in (self.first, self.second):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.clear()

    def take_focus(self) -> None:
        """Let the person type at once."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
