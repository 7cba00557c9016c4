"""The card *Reminders* of the settings: whether and where it is said that a choice ends soon."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.settings import Settings
from ownerapp.i18n import _
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.text import body, detail


class RemindersSection(Section):
    """Two ticks and a button.

    Signals:
        window_ticked: Reminders in the window were switched on or off.
        desktop_ticked: Notifications on the desktop were switched on or off.
        file_pressed: A calendar file is to be written.
    """

    window_ticked = Signal(bool)
    desktop_ticked = Signal(bool)
    file_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = body()
        self.window_row = CheckRow()
        self.desktop_row = CheckRow()
        self.button = ActionButton(icon="calendar")
        self._hint = detail(tone=Tone.MUTED)
        flow = FlowLayout(gap=8)
        flow.addWidget(self.button)
        self.inside.addWidget(self._text)
        self.inside.addWidget(self.window_row)
        self.inside.addWidget(self.desktop_row)
        self.add_group(flow, self._hint, spacing=8)
        self.window_row.clicked.connect(self._on_window_clicked)
        self.desktop_row.clicked.connect(self._on_desktop_clicked)
        self.button.clicked.connect(self.file_pressed)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("Reminders"))
        self._text.setText(
            _("A choice that ends soon can be announced, 7 days and 1 day before its end.")
        )
        self.window_row.setText(_("In this window"))
        self.desktop_row.setText(_("As a notification of this computer, while the window is open"))
        self.button.setText(_("Save a calendar file"))
        self._hint.setText(
            _(
                "Your calendar then reminds you. The file names what you turned on, so think of "
                "who can read that calendar."
            )
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self.window_row.setChecked(settings.reminders)
        self.desktop_row.setChecked(settings.desktop_reminders)

    @Slot()
    def _on_window_clicked(self) -> None:
        """Pass the tick on."""
        self.window_ticked.emit(self.window_row.isChecked())

    @Slot()
    def _on_desktop_clicked(self) -> None:
        """Pass the tick on."""
        self.desktop_ticked.emit(self.desktop_row.isChecked())
