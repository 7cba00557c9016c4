"""What goes into a record and where to: used by the export sheet and by the first run.

Rules:

1. What identifies the person, and what they wrote for themselves, is not ticked beforehand, and
   is asked only where it is known.
2. The folder is chosen in a dialog; its path is shown, never cut without a way to read it.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ownerapp.domain.record import Disclosure
from ownerapp.i18n import _, pgettext
from ownerapp.ui.dialogs.stamp_offer import StampOffer
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.text import Text, label, title

SIGNED = ("pdf", "json")
"""A record, without the history table."""
FORMATS = (*SIGNED, "bundle", "csv")


class ExportForm(QWidget):
    """Formats, what identifies the person, and the folder.

    Args:
        folder: The folder to begin with.
        has_name: The owner's name is known.
        has_plate: The plate is known.
        has_vin: The VIN is known.
        has_notes: There are private notes on the choices.
        asks_formats: False leaves out the formats: PDF and JSON are made.
        stamp_server: The server that the settings name; without one, no time stamp is offered.

    Signals:
        changed: Something was ticked or chosen.
    """

    changed = Signal()

    def __init__(
        self,
        folder: str,
        *,
        has_name: bool,
        has_plate: bool,
        has_vin: bool,
        has_notes: bool = False,
        asks_formats: bool = True,
        stamp_server: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._formats_title = title()
        self.formats = {name: CheckRow() for name in FORMATS}
        self.formats["pdf"].setChecked(True)
        self.formats["json"].setChecked(True)
        self.stamp = StampOffer(stamp_server)
        self._identity_title = title()
        self._identity_note = label()
        self.name_row, self.plate_row, self.vin_row = CheckRow(), CheckRow(), CheckRow()
        self.notes_row = CheckRow()
        self._asks_notes = True
        self._folder_title = title()
        self._path = Text(folder, role=TextRole.BODY, widest=560)
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder_button = ActionButton(icon="folder")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if asks_formats:
            column.addWidget(self._formats_title)
            column.addSpacing(4)
            for row in self.formats.values():
                column.addWidget(row)
            column.addSpacing(16)
        column.addWidget(self.stamp)
        has_any = has_name or has_plate or has_vin or has_notes
        if has_any:
            column.addWidget(self._identity_title)
            column.addWidget(self._identity_note)
            column.addSpacing(4)
        for row, known in (
            (self.name_row, has_name),
            (self.plate_row, has_plate),
            (self.vin_row, has_vin),
            (self.notes_row, has_notes),
        ):
            if known:
                column.addWidget(row)
            else:
                row.setParent(self)
                row.hide()
        if has_any:
            column.addSpacing(16)
        column.addWidget(self._folder_title)
        column.addSpacing(4)
        where = QHBoxLayout()
        where.setSpacing(16)
        where.addWidget(self._path, 1)
        where.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(where)
        for row in (
            *self.formats.values(),
            self.stamp.row,
            self.name_row,
            self.plate_row,
            self.vin_row,
            self.notes_row,
        ):
            row.toggled.connect(self._on_toggled)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words."""
        self._formats_title.setText(_("Which files"))
        self.formats["pdf"].setText(_("PDF, to read and to print, sealed"))
        self.formats["json"].setText(_("JSON, for other programs, signed"))
        self.formats["bundle"].setText(
            # Translators: ZIP is a kind of file. It holds the PDF and the JSON file, the history of
            # the keys, the notice and what proves the record's place in the history.
            _("ZIP, both with all that proves them, to hand on")
        )
        self.formats["csv"].setText(_("CSV, the whole history as a table, not signed"))
        self.stamp.retranslate()
        self._identity_title.setText(_("About you"))
        self._identity_note.setText(_("Left out unless you tick it."))
        self.name_row.setText(_("Your name"))
        self.plate_row.setText(_("The licence plate"))
        self.vin_row.setText(_("The VIN"))
        self.notes_row.setText(
            _("Your private notes on these choices")
            if self._asks_notes
            else _("Your private notes: not in a record about a day, they are of today")
        )
        self._folder_title.setText(_("Where to save it"))
        self.folder_button.setText(pgettext("button", "Choose a folder"))
        self._path.setText(self._folder)
        # Translators: {path} is the path of a folder.
        self._path.setAccessibleName(_("Folder: {path}", path=self._folder))

    def folder(self) -> str:
        """Return the chosen folder."""
        return self._folder

    @Slot(str)
    def set_folder(self, folder: str) -> None:
        """Take another folder."""
        self._folder = folder
        self.retranslate()
        self.changed.emit()

    def chosen_formats(self) -> tuple[str, ...]:
        """Return the ticked formats in their fixed order."""
        return tuple(name for name in FORMATS if self.formats[name].isChecked())

    def disclosure(self) -> Disclosure:
        """Return what the person ticked to be named."""
        return Disclosure(
            name=self.name_row.isChecked(),
            plate=self.plate_row.isChecked(),
            vin=self.vin_row.isChecked(),
            notes=self.notes_row.isChecked() and self._asks_notes,
        )

    def ask_notes(self, *, asks: bool) -> None:
        """Offer the notes or not: a record about a day that is over holds none."""
        if asks != self._asks_notes:
            self._asks_notes = asks
            self.notes_row.setEnabled(asks)
            self.retranslate()

    @Slot()
    def _on_toggled(self) -> None:
        """Pass the change on."""
        self.changed.emit()

    @Slot()
    def _on_folder_clicked(self) -> None:
        """Choose a folder in the desktop's dialog, while the window goes on answering."""
        dialog = QFileDialog(self, _("Choose a folder for your record"), self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()
