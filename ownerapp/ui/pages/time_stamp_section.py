"""The card *Time stamps* of the settings: the server that may be asked, and what it sees."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import TimeStampAddressError
from ownerapp.domain.settings import Settings
from ownerapp.domain.time_stamp import checked_server
from ownerapp.presentation.explain import explain
from ownerapp.presentation.settings_page import time_stamp_words
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.widgets.fields import TextField


class TimeStampSection(Section):
    """The address of a time stamp server; empty means that nobody is ever asked.

    Signals:
        named: An address was typed, or taken away; the address or nothing.
    """

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField()
        self.row = FieldRow(self.field)
        self._error: TimeStampAddressError | None = None
        self._kept = ""
        self.inside.addWidget(self.row)
        self.field.editingFinished.connect(self._on_finished)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        words = time_stamp_words()
        self.set_title(words.title)
        self.row.set_texts(words.label, words.help)
        self.field.setPlaceholderText(words.off)
        if self._error is not None:
            self.row.set_error(explain(self._error).text())

    def show_settings(self, settings: Settings) -> None:
        """Show what is set; what is being typed stays."""
        if settings.time_stamp_server != self._kept:
            self._kept = settings.time_stamp_server
            self.field.setText(self._kept)

    @Slot()
    def _on_finished(self) -> None:
        """Take the address, or say why not; nobody is asked yet."""
        typed = self.field.text().strip()
        self._error = None
        try:
            self._kept = checked_server(typed) if typed else ""
        except TimeStampAddressError as error:
            self._error = error
            self.row.set_error(explain(error).text())
            return
        self.row.set_error("")
        self.named.emit(self._kept)
