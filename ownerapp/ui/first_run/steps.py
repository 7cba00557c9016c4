"""The pages of the first run, except the choices, which are the usual ones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.i18n import _, available_languages, current_language, pgettext
from ownerapp.i18n.formatting import language_name
from ownerapp.presentation.car_details import field_helps
from ownerapp.presentation.first_run import (
    ReviewState,
    Step,
    choose_notice_words,
    further_owner_words,
    none_fits_words,
    step_name,
)
from ownerapp.presentation.known_notices import notice_choices
from ownerapp.services.ports.notices import LoadedNotice
from ownerapp.ui import fonts
from ownerapp.ui.car_form import CarForm
from ownerapp.ui.pages.page import Page, intro_text
from ownerapp.ui.passphrase_fields import PassphraseFields, passphrase_reason
from ownerapp.ui.theme import TextRole, Tone
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.card import Card
from ownerapp.ui.widgets.described_list import DescribedList
from ownerapp.ui.widgets.fields import RadioList
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.rows_list import Column, RowsList
from ownerapp.ui.widgets.text import Text, body, label, title


def _card(*widgets: QWidget, spacing: int = 16) -> Card:
    """Return a card with widgets below one another."""
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    return card


class LanguageStep(Page):
    """The languages by their own names; choosing one switches at once.

    Below them stands the way for who has data already.

    Signals:
        picked: A language was chosen; its tag.
        restore_pressed: There is a backup that is to be brought back.
    """

    picked = Signal(str)
    restore_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intro = intro_text()
        self.head.leading.addWidget(self._intro)
        self._list = RadioList()
        for tag in available_languages():
            fonts.load_for(tag)  # its name is read before the other fonts come
        self._list.set_choices([(tag, language_name(tag)) for tag in available_languages()])
        self._list.picked.connect(self.picked)
        self.column.addWidget(_card(self._list))
        self._again = title()
        self._again_note = body()
        self.restore_button = ActionButton()
        again = Card()
        below = QVBoxLayout(again)
        below.setContentsMargins(16, 16, 16, 16)
        below.setSpacing(8)
        below.addWidget(self._again)
        below.addWidget(self._again_note)
        below.addWidget(self.restore_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(again)
        self.column.addStretch(1)
        self.restore_button.clicked.connect(self.restore_pressed)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        """Write all words, and mark the language in force."""
        self.head.heading.setText(step_name(Step.LANGUAGE))
        self._intro.setText(_("You can change it at any time in Settings."))
        self._list.setAccessibleName(step_name(Step.LANGUAGE))
        self._list.pick(current_language())
        self._again.setText(_("Did you use ownerapp before?"))
        self._again_note.setText(
            _("With a backup and the code of its recovery kit, everything comes back.")
        )
        self.restore_button.setText(pgettext("button", "I have a backup"))

    def take_focus(self) -> None:
        """Let the arrow keys choose at once."""
        for row in self._list.rows():
            if row.isChecked():
                row.setFocus(Qt.FocusReason.OtherFocusReason)


class CarStep(Page):
    """Which notice the car follows, and what the person wants to call it.

    No notice is chosen beforehand: whose words count is the person's decision. Nor is the name of
    whoever has a car here already: it may be somebody else who adds this one.

    Args:
        notices: The notices to choose from.
        is_further_car: There is a car here already.
    """

    def __init__(
        self,
        notices: Sequence[LoadedNotice],
        *,
        is_further_car: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._notices = tuple(notices)
        self._is_further_car = is_further_car
        self._intro = intro_text()
        self.head.leading.addWidget(self._intro)
        self._notice_title = title()
        self.notices = DescribedList()
        self._missing = IconText("oct", tone=Tone.STOP)
        self._missing.hide()
        self.form = CarForm()
        self.fields, self.rows = self.form.fields, self.form.rows
        self.none_fits = label()
        self.column.addWidget(
            _card(self._notice_title, self.notices, self.none_fits, self._missing, spacing=8)
        )
        self.column.addWidget(_card(self.form))
        self.column.addStretch(1)
        self.notices.picked.connect(self._on_picked)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        """Write all words; what was typed stays."""
        self.head.heading.setText(step_name(Step.CAR))
        self._intro.setText(_("What you type here stays on this computer, encrypted."))
        self._notice_title.setText(_("What does your car collect? Choose its notice"))
        self.notices.set_described(notice_choices(self._notices))
        self.notices.setAccessibleName(self._notice_title.text())
        self.none_fits.setText(none_fits_words())
        self._missing.show_line("oct", choose_notice_words(), Tone.STOP)
        owner = further_owner_words() if self._is_further_car else ""
        self.form.set_helps(field_helps(owner))

    def take_focus(self) -> None:
        """Let the person choose, or type once a notice is chosen."""
        rows = self.notices.rows()
        if rows and not self.notices.key():
            rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fields["name"].setFocus()

    def notice(self) -> LoadedNotice | None:
        """Return the chosen notice."""
        key = self.notices.key()
        return next((item for item in self._notices if item.notice.hash == key), None)

    def pick_notice(self, pack: str) -> None:
        """Choose the first notice of an id."""
        found = next((item for item in self._notices if item.notice.pack_id == pack), None)
        if found is not None:
            self.notices.pick(found.notice.hash)

    def ask_for_notice(self) -> None:
        """Say that a notice has to be chosen, and move the focus there."""
        self._missing.show()
        rows = self.notices.rows()
        if rows:
            rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        said = self._missing.text()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._missing, said))

    def typed(self) -> dict[str, str]:
        """Return what was typed, by field."""
        return self.form.typed()

    def show_error(self, error: OwnerAppError) -> None:
        """Say what is wrong beside its field and move the focus there."""
        self._missing.hide()
        self.scroll_area.ensureWidgetVisible(self.form.show_error(error))

    def clear_errors(self) -> None:
        """Take all errors back."""
        self._missing.hide()
        self.form.clear_errors()

    @Slot(str)
    def _on_picked(self, _key: str) -> None:
        """Take back that one has to be chosen."""
        self._missing.hide()


class ReviewStep(Page):
    """What is on until when, and what is off, before anything is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intro = intro_text()
        self.head.leading.addWidget(self._intro)
        self._state: ReviewState | None = None
        self._on_title, self._off_title = title(), title()
        self._none = Text(role=TextRole.BODY, tone=Tone.MUTED)
        columns = (Column(stretch=3, widest=420), Column(stretch=2, widest=300))
        self._on, self._off = RowsList(columns), RowsList(columns)
        for widget in (self._on_title, self._none, self._on, self._off_title, self._off):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_review(self, state: ReviewState) -> None:
        """Show the draft."""
        self._state = state
        self.head.heading.setText(state.heading)
        self._intro.setText(state.intro)
        self._on_title.setText(state.on_title)
        self._off_title.setText(state.off_title)
        self._none.setText(state.none_on)
        self._on_title.setVisible(bool(state.on))
        self._none.setVisible(not state.on)
        self._off_title.setVisible(bool(state.off))
        for rows, table in ((state.on, self._on), (state.off, self._off)):
            table.clear()
            table.set_headers((_("Collection"), _("Your choice")))
            for number, row in enumerate(rows):
                table.add_row(str(number), (row.title, row.word))
            table.setVisible(bool(rows))


class PassphraseStep(Page):
    """A passphrase for a new store, where no keyring can keep its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._intro = intro_text()
        self.head.leading.addWidget(self._intro)
        self._fields = PassphraseFields()
        self.first, self.second = self._fields.first, self._fields.second
        self.first_row, self.second_row = self._fields.first_row, self._fields.second_row
        self.column.addWidget(_card(self._fields))
        self.column.addStretch(1)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        """Write all words."""
        self.head.heading.setText(step_name(Step.PASSPHRASE))
        self._intro.setText(passphrase_reason())
        self._fields.retranslate()

    def agreed(self) -> str | None:
        """Return the passphrase when both fields hold the same one; say so when not."""
        return self._fields.agreed()

    def show_error(self, error: OwnerAppError) -> None:
        """Say what is wrong with the passphrase."""
        self._fields.show_error(error)

    def forget(self) -> None:
        """Empty both fields."""
        self._fields.forget()

    def take_focus(self) -> None:
        """Let the person type at once."""
        self._fields.take_focus()
