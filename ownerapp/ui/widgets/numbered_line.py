"""A step of several: its number, and words whose later lines begin below the first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ownerapp.ui.widgets.text import Text, body

_GAP: Final = 6


class NumberedLine(QWidget):
    """A sentence such as *1. Choose what you want.*, with its number at the leading edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = Text(wraps=False)
        self._words = body()
        self._words.set_at_top()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Return number and words."""
        return " ".join(part for part in (self._number.text(), self._words.text()) if part)

    def set_text(self, text: str) -> None:
        """Show a sentence that begins with its number, in whatever way a language writes it."""
        number, _space, words = text.partition(" ")
        if not any(sign.isdigit() for sign in number):
            number, words = "", text
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._words.setText(words)
