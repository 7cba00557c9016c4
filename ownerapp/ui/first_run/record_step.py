"""The last step: save the first record, and say where it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.i18n import _, ngettext, pgettext
from ownerapp.presentation.export_page import Saved, progress_words, saved_line
from ownerapp.presentation.first_run import Step, step_name
from ownerapp.services.vehicles import CarDetails
from ownerapp.ui.dialogs.export_form import ExportForm
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.pages.pieces import banner_kind
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.text import title


class RecordStep(Page):
    """The form before, the outcome of the check and the paths after.

    Signals:
        folder_pressed: The folder of the record is to be opened.
    """

    folder_pressed = Signal()

    def __init__(self, folder: str, details: CarDetails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved: Saved | None = None
        self._is_stopping = False
        self._intro = intro_text()
        self.head.leading.addWidget(self._intro)
        self.form = ExportForm(
            folder,
            has_name=bool(details.owner),
            has_plate=bool(details.plate),
            has_vin=bool(details.vin),
            asks_formats=False,
        )
        self._form_card = Card()
        inside = QVBoxLayout(self._form_card)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self.form)
        self.progress = IconText("wait", tone=Tone.MUTED)
        self.progress.hide()
        self._result = Card()
        self._result_title = title()
        self._files = QVBoxLayout()
        self._files.setSpacing(4)
        self._folder_button = ActionButton(icon="folder")
        column = QVBoxLayout(self._result)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._result_title)
        column.addLayout(self._files)
        buttons = QHBoxLayout()
        buttons.addWidget(self._folder_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._result.hide()
        self.column.addWidget(self._form_card)
        self.column.addWidget(self.progress)
        self.column.addWidget(self._result)
        self.column.addStretch(1)
        self._folder_button.clicked.connect(self.folder_pressed)
        self.retranslate()

    def is_saved(self) -> bool:
        """Say whether the record was saved."""
        return self._saved is not None

    def set_working(self, *, working: bool) -> None:
        """Take no changes while the record is made."""
        self._is_stopping = False
        self.form.setEnabled(not working)
        if not working:
            self.progress.hide()
        self.retranslate()

    def show_progress(self, *, stopping: bool) -> None:
        """Say that it takes a moment, or that it ends."""
        self._is_stopping = stopping
        self.progress.show()
        self.retranslate()

    def show_saved(self, saved: Saved) -> None:
        """Say how the record came out of its check, and where it is."""
        self._saved = saved
        self._form_card.hide()
        for path in saved.paths:
            self._files.addWidget(PathLabel(path))
        self._result.show()
        self.retranslate()

    @override
    def retranslate(self) -> None:
        """Write all words."""
        paths = self._saved.paths if self._saved is not None else ()
        self.progress.show_line("wait", progress_words(stopping=self._is_stopping), Tone.MUTED)
        if self._saved is not None:
            line = saved_line(self._saved)
            self.banner.say(banner_kind(line.tone), line.text)
            self.head.heading.setText(_("Your record is saved"))
            self._intro.setText(_("Anyone can check it, with no internet."))
        else:
            self.head.heading.setText(step_name(Step.RECORD))
            self._intro.setText(
                _("Your choices are saved in your history. A record is a signed copy to keep.")
            )
        self._result_title.setText(
            # Translators: {count} is the number of files that a record was saved as.
            ngettext(
                "{count} file was written",
                "{count} files were written",
                len(paths),
                count=len(paths),
            )
        )
        self._folder_button.setText(pgettext("button", "Open the folder"))
        self.form.retranslate()
