"""Says one thing over the window, with one button: nothing is asked and nothing was done."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ownerapp.i18n import pgettext
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.states import Explanation
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.icon_text import Icon
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, panel_heading

WIDTH = 560


class SaidSheet(Sheet):
    """An explanation about a file: what happened, what is safe, what to do next.

    Args:
        window: The window, or a widget in it.
        said: The explanation.
        file: The name of the file.
    """

    def __init__(self, window: QWidget, said: Explanation, file: str) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("said-sheet")
        self.setAccessibleName(said.title)
        self.setAccessibleDescription(sentences(said.body, said.next_step))
        self._said = said
        self.close_button = ActionButton(pgettext("button", "Close"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("oct", size=24, tone=Tone.STOP))
        head.addWidget(panel_heading(said.title), 1)
        self.body.addLayout(head)
        self.body.addWidget(PathLabel(file))
        for words in (said.body, said.next_step):
            if words:
                self.body.addWidget(body(words))
        self.body.addSpacing(8)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.foot.addLayout(foot)
        self.close_button.clicked.connect(self._on_close_clicked)

    def said(self) -> Explanation:
        """Return what is said."""
        return self._said

    @override
    def open_over(self) -> None:
        """Show the sheet and tell screen readers what it says."""
        super().open_over()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._said.text()))

    @Slot()
    def _on_close_clicked(self) -> None:
        """Go on."""
        self.reject()
