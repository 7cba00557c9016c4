"""The card *What is where* of the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.i18n import _, pgettext
from ownerapp.presentation.where_words import where_title
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.text import body


class WhereSection(Section):
    """Leads to the five places.

    Signals:
        pressed: The places are to be shown.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = body(tone=Tone.MUTED)
        self.button = ActionButton()
        self.inside.addWidget(self._what)
        self.inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.button.clicked.connect(self.pressed)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(where_title())
        self._what.setText(_("Five places in a few words, with a way to each."))
        self.button.setText(pgettext("button", "Show the places"))
