"""The records page's list of records that were made elsewhere, and how to import one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation.importing_records import ImportedRow
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import SectionHeader
from ownerapp.ui.widgets.rows_list import Column, RowsList
from ownerapp.ui.widgets.text import Text, label

_COLUMNS: Final = (Column(stretch=20, widest=180), Column(stretch=50, widest=420), Column())


class ImportedSection(QWidget):
    """Imported records, and a link that imports one.

    Signals:
        import_pressed: The person wants to import a record.
    """

    import_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ImportedRow, ...] = ()
        self._header = SectionHeader()
        self._note = label()
        self.list = RowsList(_COLUMNS)
        self.import_link = LinkButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        for part in (self._header, self._note, self.list, self.import_link):
            column.addWidget(part)
        self.list.hide()
        self.import_link.clicked.connect(self.import_pressed)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words."""
        count = len(self._rows)
        self._header.set_texts(
            _("Made elsewhere"),
            # Translators: {count} is the number of signed files.
            ngettext("{count} record", "{count} records", count, count=count) if count else "",
        )
        self._note.setText(
            _("Records from another computer or a kiosk. They stand in your history as imported.")
        )
        self.import_link.setText(pgettext("button", "Import a record"))
        self.list.setAccessibleName(_("Imported records"))
        entry = pgettext("column", "Entry")
        self.list.set_headers((pgettext("column", "Date"), pgettext("column", "Origin"), entry))

    def show_rows(self, rows: Sequence[ImportedRow]) -> None:
        """Show these records."""
        self._rows = tuple(rows)
        self.list.clear()
        for row in self._rows:
            signed = _("Signed with {fingerprint}", fingerprint=row.signer)
            told = QWidget()
            column = QVBoxLayout(told)
            column.setContentsMargins(0, 8, 0, 8)
            column.setSpacing(0)
            column.addWidget(Text(row.what))
            column.addWidget(Text(signed, role=TextRole.DETAIL, tone=Tone.MUTED))
            entry = Text(row.entry, role=TextRole.DETAIL, tone=Tone.MUTED, widest=60)
            self.list.add_row(row.key, (row.when, told, entry))
        self.list.setVisible(bool(self._rows))
        self.retranslate()
