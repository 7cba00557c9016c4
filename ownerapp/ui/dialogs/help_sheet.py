"""Keyboard and help: each key in one list, and the way to what is where; offline."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.i18n import pgettext
from ownerapp.presentation.where_words import where_title
from ownerapp.ui.key_table import help_title, key_groups
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.reading_text import Piece, ReadingText, TextLine, TextRow
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import heading

WIDTH = 640


class HelpSheet(Sheet):
    """The list, to be read and copied.

    Args:
        window: The window, or a widget in it.
        has_places: Whether there are pages to go to.

    Signals:
        places_wanted: What is where is to be shown.
    """

    places_wanted = Signal()

    def __init__(self, window: QWidget, *, has_places: bool) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("help-sheet")
        self._heading = heading()
        self.text = ReadingText()
        self.places_button = ActionButton()
        self.places_button.setVisible(has_places)
        self.close_button = ActionButton()
        self.body.addWidget(self._heading)
        self.body.addWidget(self.text)
        self.body.addStretch(1)
        buttons = ButtonRow()
        buttons.addStretch(1)
        for button in (self.places_button, self.close_button):
            buttons.add_button(button)
        self.foot.addLayout(buttons)
        self.places_button.clicked.connect(self._on_places_clicked)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words."""
        self._heading.setText(help_title())
        self.setAccessibleName(help_title())
        self.text.setAccessibleName(help_title())
        self.text.show_pieces(tuple(_pieces()))
        self.places_button.setText(where_title())
        self.close_button.setText(pgettext("button", "Close"))

    @Slot()
    def _on_places_clicked(self) -> None:
        """Show what is where instead."""
        self.accept()
        self.places_wanted.emit()

    @Slot()
    def _on_close_clicked(self) -> None:
        """Stay where the person is."""
        self.reject()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


def _pieces() -> Iterator[Piece]:
    above = 0
    for group in key_groups():
        yield TextLine(text=group.title, role=TextRole.TITLE, level=2, above=above)
        yield tuple(TextRow(label=row.keys, text=row.does) for row in group.rows)
        above = 16
