"""A card of one line whose content is built when it is opened."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ownerapp.i18n import pgettext
from ownerapp.ui.pages.pane import follow_width
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.text import detail, title

_PADDING: Final = 16


class FoldCard(Card):
    """A name, a count, and the link that opens the rest; subclasses say what that is.

    Signals:
        opened: It was opened and wants to be seen.
    """

    opened = Signal(QWidget)

    def __init__(self, name: str, count: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        follow_width(self)
        self._content: QWidget | None = None
        self.button = LinkButton(chevron="down")
        self.button.setAccessibleDescription(name)
        head = QHBoxLayout()
        head.setSpacing(16)
        self._title = title(name)
        head.addWidget(self._title, 1)
        if count:
            head.addWidget(detail(count, tone=Tone.MUTED), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_PADDING, 10, _PADDING, 10)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self.button.clicked.connect(self._on_clicked)
        self._name_button()

    def content(self) -> QWidget:
        """Return what is shown when it is open; made by those who know what that is."""
        # Abstract: Qt's metaclass leaves no room for that of abc.
        raise NotImplementedError

    def rename(self, name: str) -> None:
        """Write the words again, in the language in force."""
        self._title.setText(name)
        self.setAccessibleName(name)
        self.button.setAccessibleDescription(name)
        self._name_button()

    def is_open(self) -> bool:
        """Say whether the content is shown."""
        return self._content is not None and self._content.isVisibleTo(self)

    def open_content(self, *, wanted: bool) -> None:
        """Show or fold the content."""
        if wanted and self._content is None:
            self._content = self.content()
            self._column.addWidget(self._content)
        if self._content is not None:
            self._content.setVisible(wanted)
        self._name_button()

    def _name_button(self) -> None:
        opened = self.is_open()
        self.button.set_chevron("up" if opened else "down")
        self.button.setText(pgettext("button", "Hide") if opened else pgettext("button", "Show"))

    @Slot()
    def _on_clicked(self) -> None:
        """Open or fold."""
        self.open_content(wanted=not self.is_open())
        if self.is_open():
            self.opened.emit(self)
