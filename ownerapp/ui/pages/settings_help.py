"""The card *Keyboard and help* of the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.i18n import _, pgettext
from ownerapp.ui.key_table import help_title, named
from ownerapp.ui.pages.names import help_keys
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.text import body


class HelpSection(Section):
    """Leads to the list of keys.

    Signals:
        pressed: The list is to be shown.
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
        self.set_title(help_title())
        self._what.setText(
            # Translators: {key} is a key of the keyboard, for example F1.
            _(
                "What each key of the keyboard does, in one list. {key} opens it from every page.",
                key=named(help_keys()),
            )
        )
        self.button.setText(pgettext("button", "Show the list"))
