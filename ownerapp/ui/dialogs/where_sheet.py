"""What is where: five places with a way to each; opened when it is asked for, never by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.i18n import _, pgettext
from ownerapp.presentation.where_words import later_words, places, where_title
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.icon_text import Icon
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import Text, body, heading, label

WIDTH = 640


class WhereSheet(Sheet):
    """The places; a press on one goes there and closes the sheet.

    Signals:
        picked: A page is to be shown; its key.
    """

    picked = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("where-sheet")
        self._heading = heading()
        self._later = label(tone=Tone.MUTED)
        self.buttons: list[ActionButton] = []
        self._titles: list[Text] = []
        self._texts: list[Text] = []
        self.body.addWidget(self._heading)
        for place in places():
            title, text, button = Text(role=TextRole.STRONG), body(), ActionButton()
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(title)
            words.addWidget(text)
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(Icon(place.icon, size=24), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            self.body.addLayout(row)
            button.setProperty("page", place.page)
            button.clicked.connect(self._on_clicked)
            self.buttons.append(button)
            self._titles.append(title)
            self._texts.append(text)
        self.body.addWidget(self._later)
        self.body.addStretch(1)
        self.close_button = ActionButton()
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        self.foot.addLayout(foot)
        self.close_button.clicked.connect(self._on_close_clicked)
        self.retranslate()

    def retranslate(self) -> None:
        """Write all words."""
        self._heading.setText(where_title())
        self.setAccessibleName(where_title())
        for place, title, text, button in zip(
            places(), self._titles, self._texts, self.buttons, strict=True
        ):
            title.setText(place.title)
            text.setText(place.text)
            button.setText(pgettext("button", "Go there"))
            # Translators: what a screen reader says of a button. {page} is the name of a page.
            button.setAccessibleName(_("Go to {page}", page=place.title))
        self._later.setText(later_words())
        self.close_button.setText(pgettext("button", "Close"))

    @Slot()
    def _on_clicked(self) -> None:
        """Go to the page of the button."""
        button = self.sender()
        if isinstance(button, ActionButton):
            page = str(button.property("page"))
            self.accept()
            self.picked.emit(page)

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
