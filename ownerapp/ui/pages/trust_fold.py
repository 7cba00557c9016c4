"""The folded part of the records page: a fingerprint or a keys file to check against."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.i18n import _, pgettext
from ownerapp.presentation.given_trust import (
    GivenTrust,
    fingerprint_help,
    fingerprint_label,
    keys_help,
    keys_label,
)
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.fold_card import FoldCard
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton, LinkButton
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.text import Text


class TrustFold(FoldCard):
    """A field, a file, and a button that checks again with them.

    Args:
        folder: Where files of keys are looked for first.

    Signals:
        given: What was given changed or is to be used now.
    """

    given = Signal()

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(_name(), "", parent=parent)
        self._folder = folder
        self._form: TrustForm | None = None

    def trust(self) -> GivenTrust:
        """Return what stands there now; nothing while it was never opened."""
        return self._form.trust() if self._form is not None else GivenTrust()

    def form(self) -> TrustForm | None:
        """Return what is inside, once it was opened."""
        return self._form

    @override
    def content(self) -> QWidget:
        """Make the form."""
        self._form = TrustForm(self._folder)
        self._form.given.connect(self.given)
        return self._form

    def retranslate(self) -> None:
        """Write all words."""
        self.rename(_name())
        if self._form is not None:
            self._form.retranslate()


class TrustForm(QWidget):
    """The field for a fingerprint, the choice of a file, and the button."""

    given = Signal()

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.field = TextField()
        self._row = FieldRow(self.field)
        self._keys_label = Text(role=TextRole.STRONG)
        self._path = PathLabel()
        self._keys_help = Text(role=TextRole.LABEL, tone=Tone.MUTED)
        self.choose_button = ActionButton(icon="folder")
        self.remove_link = LinkButton()
        self.check_button = ActionButton()
        buttons = FlowLayout(gap=16, row_gap=4)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.remove_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 6)
        column.setSpacing(4)
        column.addWidget(self._row)
        column.addSpacing(12)
        column.addWidget(self._keys_label)
        column.addLayout(buttons)
        column.addWidget(self._path)
        column.addWidget(self._keys_help)
        column.addSpacing(12)
        column.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.choose_button.clicked.connect(self._on_choose)
        self.remove_link.clicked.connect(self._on_remove)
        self.check_button.clicked.connect(self._on_check)
        self.field.returnPressed.connect(self._on_check)
        self._show_file("")
        self.retranslate()

    def trust(self) -> GivenTrust:
        """Return what stands there now."""
        return GivenTrust(fingerprint=self.field.text(), keys=self._path.path())

    def retranslate(self) -> None:
        """Write all words."""
        self._row.set_texts(fingerprint_label(), fingerprint_help())
        self._keys_label.setText(keys_label())
        self._keys_help.setText(keys_help())
        self.choose_button.setText(pgettext("button", "Choose a keys file"))
        self.choose_button.setAccessibleDescription(keys_help())
        self.remove_link.setText(pgettext("button", "Without the keys file"))
        self.check_button.setText(pgettext("button", "Check with this"))

    @Slot(str)
    def take_file(self, path: str) -> None:
        """Use a file of keys, and check with it at once."""
        self._show_file(path)
        self.given.emit()

    def _show_file(self, path: str) -> None:
        self._path.set_path(path)
        self._path.setVisible(bool(path))
        self.remove_link.setVisible(bool(path))
        self.remove_link.setAccessibleDescription(PurePath(path).name)

    @Slot()
    def _on_choose(self) -> None:
        """Let the person choose a file of keys."""
        dialog = QFileDialog(self, _("Choose a keys file"), self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        # Translators: keep what stands in the brackets as it is.
        dialog.setNameFilter(_("Files of keys (*.json)"))
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    @Slot()
    def _on_remove(self) -> None:
        """Check without a file of keys; the focus goes to where one is chosen."""
        self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.take_file("")

    @Slot()
    def _on_check(self) -> None:
        """Use what stands there."""
        self.given.emit()


def _name() -> str:
    return _("Check against a fingerprint or a keys file you trust")
