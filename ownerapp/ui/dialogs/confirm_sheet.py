"""Asks before something that cannot be taken back: *Cancel* first, and the deed by its name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.i18n import pgettext
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading

WIDTH = 560


class ConfirmSheet(Sheet):
    """``accepted`` means that the deed was pressed; everything else is *Cancel*.

    Args:
        window: The window, or a widget in it.
        question: What is asked.
        text: What will happen, and what will not.
        deed: The words of the button that does it.
    """

    def __init__(self, window: QWidget, *, question: str, text: str, deed: str) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("confirm-sheet")
        self.setAccessibleName(question)
        self.setAccessibleDescription(text)
        self.cancel_button = ActionButton(pgettext("button", "Cancel"))
        self.deed_button = ActionButton(deed)
        self.cancel_button.setDefault(True)
        self.body.addWidget(heading(question))
        self.body.addWidget(body(text))
        self.body.addSpacing(8)
        buttons = ButtonRow()
        buttons.addStretch(1)
        for button in (self.cancel_button, self.deed_button):
            buttons.add_button(button)
        self.foot.addLayout(buttons)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.deed_button.clicked.connect(self._on_deed_clicked)

    @override
    def open_over(self) -> None:
        """Show the sheet with the focus on *Cancel*."""
        super().open_over()
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Leave everything as it is."""
        self.reject()

    @Slot()
    def _on_deed_clicked(self) -> None:
        """Do it."""
        self.accept()
