"""The cards of the settings page; each draws words and passes on what is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QStandardItemModel
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.log import LogReport
from ownerapp.domain.settings import Settings
from ownerapp.i18n import _, pgettext
from ownerapp.presentation.about_page import AboutFacts, about_rows
from ownerapp.presentation.desk import DeskFacts
from ownerapp.presentation.history_page import log_explanation
from ownerapp.presentation.settings_page import (
    FOLLOW_SYSTEM,
    history_line,
    keys_sentence,
    language_choices,
    testing_choices,
    text_size_choices,
    theme_choices,
)
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.pages.pieces import tone_of
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card, SectionHeader
from ownerapp.ui.widgets.fields import ChoiceField, RadioList
from ownerapp.ui.widgets.flow_layout import FlowLayout
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.path_label import PathLabel
from ownerapp.ui.widgets.reading_text import Piece, ReadingText, TextLine
from ownerapp.ui.widgets.text import Text, body

_PADDING = 16


class Section(QWidget):
    """A heading and a card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = SectionHeader()
        self._card = Card()
        self.inside = QVBoxLayout(self._card)
        self.inside.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        self.inside.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(8)
        column.addWidget(self._header)
        column.addWidget(self._card)

    def retranslate(self) -> None:
        """Write all words; overridden by each."""

    def set_title(self, text: str) -> None:
        """Name the section."""
        self._header.set_texts(text)
        self._card.setAccessibleName(text)

    def title(self) -> str:
        """Return the section's name."""
        return self._card.accessibleName()

    def add_group(self, *parts: QWidget | QLayout, spacing: int = 4) -> None:
        """Add parts that belong closely together."""
        group = QVBoxLayout()
        group.setSpacing(spacing)
        for part in parts:
            if isinstance(part, QWidget):
                group.addWidget(part)
            else:
                group.addLayout(part)
        self.inside.addLayout(group)


def _flow(*buttons: QWidget) -> FlowLayout:
    """Return buttons side by side, wrapping."""
    flow = FlowLayout(gap=8)
    for button in buttons:
        flow.addWidget(button)
    return flow


class LanguageField(ChoiceField):
    """The languages by their own names; those for testing stand below a heading."""

    def offer(
        self,
        languages: Sequence[tuple[str, str]],
        heading: str,
        for_testing: Sequence[tuple[str, str]],
    ) -> None:
        """Offer languages, and below a heading that cannot be chosen the others."""
        present = self.key()
        self.set_choices((*languages, *for_testing))
        model = self.model()
        if isinstance(model, QStandardItemModel):
            self.insertItem(len(languages), heading)
            item = model.item(len(languages))
            item.setEnabled(False)
            item.setSelectable(False)
        self.pick(present)


class LanguageSection(Section):
    """The language of the window.

    Signals:
        picked: A language was chosen; its tag, or None to follow the desktop.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = LanguageField()
        self._row = FieldRow(self.field)
        self.inside.addWidget(self._row)
        self.field.picked.connect(self._on_picked)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("Language"))
        self._row.set_texts(
            _("Language of the window"),
            _("The texts of a notice are shown in it where the notice has them."),
        )
        self.field.offer(language_choices(), _("For translation testing"), testing_choices())

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self.field.pick(settings.language or FOLLOW_SYSTEM)

    @Slot(str)
    def _on_picked(self, key: str) -> None:
        """Pass the choice on."""
        self.picked.emit(None if key == FOLLOW_SYSTEM else key)


class LookSection(Section):
    """Theme, text size and motion.

    Signals:
        theme_picked: A theme was chosen; its key.
        size_picked: A text size was chosen; percent.
        motion_reduced: Motion was switched off or on again.
    """

    theme_picked = Signal(str)
    size_picked = Signal(int)
    motion_reduced = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes = RadioList()
        self._themes_row = FieldRow(self.themes)
        self.sizes = ChoiceField()
        self._sizes_row = FieldRow(self.sizes)
        self.motion = CheckRow()
        self._percent = 100
        self.inside.addWidget(self._themes_row)
        self.inside.addWidget(self._sizes_row)
        self.inside.addWidget(self.motion)
        self.themes.picked.connect(self.theme_picked)
        self.sizes.picked.connect(self._on_size_picked)
        self.motion.clicked.connect(self._on_motion_clicked)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("Look"))
        self._themes_row.set_texts(_("Colours"))
        self.themes.set_choices(theme_choices())
        self._sizes_row.set_texts(_("Text size"))
        self.sizes.set_choices(text_size_choices(self._percent))
        self.motion.setText(_("Reduce motion: switches and details change without moving"))

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self._percent = settings.text_scale_percent
        self.themes.pick(settings.theme.value)
        if self.sizes.findData(str(self._percent)) < 0:
            self.sizes.set_choices(text_size_choices(self._percent))
        self.sizes.pick(str(self._percent))
        self.motion.setChecked(settings.reduced_motion)

    @Slot(str)
    def _on_size_picked(self, key: str) -> None:
        """Pass the size on as a number."""
        self.size_picked.emit(int(key))

    @Slot()
    def _on_motion_clicked(self) -> None:
        """Pass the tick on."""
        self.motion_reduced.emit(self.motion.isChecked())


class DataSection(Section):
    """Where the data is, and where its keys are.

    Signals:
        folder_pressed: The data folder is to be opened.
    """

    folder_pressed = Signal()

    def __init__(self, data_dir: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: DeskFacts | None = None
        self._folder_title = Text(role=TextRole.STRONG)
        self.path = PathLabel(data_dir)
        self.open_button = ActionButton(icon="folder")
        self.copy_button = ActionButton()
        self._copied = IconText("check", tone=Tone.OK)
        self._keys_title = Text(role=TextRole.STRONG)
        self._keys = body()
        buttons = _flow(self.open_button, self.copy_button, self._copied)
        self.add_group(self._folder_title, self.path, buttons, spacing=8)
        self.add_group(self._keys_title, self._keys)
        self._copied.hide()
        self._show_facts()
        self.open_button.clicked.connect(self.folder_pressed)
        self.copy_button.clicked.connect(self._on_copy_clicked)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("Your data"))
        self._folder_title.setText(_("Data folder"))
        self.open_button.setText(pgettext("button", "Open folder"))
        self.copy_button.setText(pgettext("button", "Copy path"))
        self._copied.show_line("check", _("Copied"), Tone.OK)
        self._copied.hide()
        self._keys_title.setText(_("Where the keys are"))
        self._show_facts()

    def show_facts(self, facts: DeskFacts) -> None:
        """Show what the store says."""
        self._facts = facts
        self._show_facts()

    def _show_facts(self) -> None:
        facts = self._facts
        for widget in (self._keys_title, self._keys):
            widget.setVisible(facts is not None)
        if facts is not None:
            self._keys.setText(keys_sentence(facts.vault))

    @Slot()
    def _on_copy_clicked(self) -> None:
        """Copy the whole path and say so."""
        QGuiApplication.clipboard().setText(self.path.path())
        self._copied.show()


class HistorySection(Section):
    """How the history stands, and a check of all of it.

    Signals:
        check_pressed: The history is to be checked.
        go_on_pressed: The break is to be accepted.
        stop_pressed: The check is to be stopped.
    """

    check_pressed = Signal()
    go_on_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: LogReport | None = None
        self._is_checking = False
        self._line = IconText("shieldcheck", role=TextRole.STRONG, size=20, gap=8)
        self._text = body()
        self._step = body()
        self.check_button = ActionButton()
        self.go_on_button = ActionButton()
        self.stop_button = ActionButton()
        self.stop_button.hide()
        self.stop_button.clicked.connect(self.stop_pressed)
        self.add_group(self._line, self._text, self._step)
        self.inside.addLayout(_flow(self.check_button, self.stop_button, self.go_on_button))
        self.go_on_button.hide()
        self.check_button.clicked.connect(self.check_pressed)
        self.go_on_button.clicked.connect(self.go_on_pressed)

    def text(self) -> str:
        """Return what is said about the history."""
        return " ".join(part.text() for part in (self._line, self._text, self._step))

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("History"))
        self.go_on_button.setText(pgettext("button", "Go on from here"))
        self.stop_button.setText(pgettext("button", "Cancel"))
        self._show()

    def show_report(self, report: LogReport) -> None:
        """Show how a check came out."""
        self._report = report
        self._show()

    def set_checking(self, *, checking: bool) -> None:
        """Take no second press while the history is checked."""
        self._is_checking = checking
        self.check_button.setEnabled(not checking)
        self.go_on_button.setEnabled(not checking)
        if not checking:
            self.stop_button.hide()
        self._show()

    def say_slow(self) -> None:
        """Offer a way to stop a check that takes its time."""
        if self._is_checking:
            self.stop_button.show()

    def _show(self) -> None:
        self.check_button.setText(
            pgettext("button", "Checking") if self._is_checking else pgettext("button", "Check now")
        )
        report = self._report
        if report is None:
            return
        words = log_explanation(report)
        line = history_line(report, words.title)
        self._line.show_line(line.icon, line.text, tone_of(line.tone))
        for text, said in ((self._text, words.body), (self._step, words.next_step)):
            text.setText(said)
            text.setVisible(bool(said))
        self.go_on_button.setVisible(not report.is_good)


class AboutSection(Section):
    """Version, network use, keys, licences: as one text that can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: AboutFacts | None = None
        self._is_filled = False
        self.text = ReadingText()
        self.inside.addWidget(self.text)

    @Slot(object)
    def show_facts(self, facts: AboutFacts | None) -> None:
        """Say it all, also what takes a moment to find out, or what is known without that."""
        self._facts = facts
        self._is_filled = True
        self._fill()

    def _fill(self) -> None:
        pieces: list[Piece] = []
        for row in about_rows(self._facts):
            pieces.append(TextLine(text=row.label, role=TextRole.LABEL, tone=Tone.MUTED, above=8))
            pieces += [TextLine(text=line) for line in row.text.splitlines()]
        self.text.show_pieces(pieces)

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.set_title(_("About"))
        self.text.setAccessibleName(_("About"))
        if self._is_filled:
            self._fill()
