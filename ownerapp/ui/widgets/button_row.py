"""The buttons below a sheet: side by side, none of them lower than its neighbours."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ownerapp.ui.widgets.buttons import ActionButton

_GAP: Final = 12


class ButtonRow(QHBoxLayout):
    """Buttons beside one another, all as high as the one whose words take the most lines."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(_GAP)

    def add_button(self, button: ActionButton) -> None:
        """Put a button at the end; it grows as high as the others are."""
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)
        self.addWidget(button)
