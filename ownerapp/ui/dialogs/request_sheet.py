"""A new letter: what is asked for, about what, and what of the person stands in it.

Rules:

1. Nothing is chosen beforehand: not what is asked for, and not one tick.
2. Closing keeps nothing. *Write the letter* keeps a draft and sends nothing.
3. Words are not lost by one key or one press beside the sheet: whoever opened it can have them put
   into the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.ids import PracticeId, RequestId
from ownerapp.domain.record import Disclosure
from ownerapp.domain.rights import RightAsked
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.requests_page import offer_state
from ownerapp.presentation.voice import interface_language
from ownerapp.services.rights import Offer, Wish
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.described_list import DescribedList
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.fields import ChoiceField
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading, label, title
from ownerapp.ui.widgets.words_field import WordsField

if TYPE_CHECKING:
    from ownerapp.ui.pages.session import Session

WIDTH = 680


class RequestSheet(Sheet):
    """Asks what a letter is to say, and keeps it as a draft.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        offer: What can be asked for about the car.
        practice: What it is about to begin with; None for everything.

    Signals:
        drafted: The letter is kept; its request.
    """

    drafted = Signal(object)

    def __init__(
        self,
        window: QWidget,
        session: Session,
        offer: Offer,
        *,
        practice: PracticeId | None = None,
        about: RequestId | None = None,
    ) -> None:
        super().__init__(window.window(), width=WIDTH)
        self.setObjectName("request-sheet")
        self._session = session
        self._offer = offer
        self._error: OwnerAppError | None = None
        self._asks_choice = False
        self._heading = heading()
        self._notice = body(tone=Tone.MUTED)
        self._what = title()
        self.rights = DescribedList()
        self._about_title = title()
        self.practices = ChoiceField()
        self._earlier_title = title()
        self.earlier = ChoiceField()
        self._words_title = title()
        self._words_note = label()
        self.words = WordsField()
        self._ticks_title = title()
        self._ticks_note = label()
        self.name = CheckRow()
        self.plate = CheckRow()
        self.vin = CheckRow()
        self._trouble = IconText("oct", tone=Tone.STOP)
        self.cancel_button = ActionButton()
        self.write_button = PrimaryButton()
        self._build()
        self.rights.picked.connect(self._on_right_picked)
        self.cancel_button.clicked.connect(self._on_cancel_clicked)
        self.write_button.clicked.connect(self._on_write_clicked)
        self.retranslate()
        self.practices.pick(practice or "")
        if about is not None:
            self.rights.pick(RightAsked.COMPLAIN.value)
            self.earlier.pick(about)
        self._show_parts()

    def trouble(self) -> str:
        """Return what is said to be wrong, or nothing."""
        return self._trouble.text() if self._trouble.isVisibleTo(self) else ""

    def wish(self) -> Wish | None:
        """Return what was chosen, or None while nothing is."""
        right = self.rights.key()
        if not right:
            return None
        practice, about = self.practices.key(), self.earlier.key()
        complains = right == RightAsked.COMPLAIN.value
        return Wish(
            right=RightAsked(right),
            practice=PracticeId(practice) if practice else None,
            words=self.words.words(),
            disclosure=Disclosure(
                name=self.name.isChecked(),
                plate=self.plate.isChecked(),
                vin=self.vin.isChecked(),
            ),
            about=RequestId(about) if about and complains else None,
        )

    def offer(self) -> Offer:
        """Return what can be asked for, and about which car."""
        return self._offer

    def left(self) -> Callable[[RequestSheet], None] | None:
        """Return what puts this content into another sheet, or None where no words are in it."""
        words = self.words.toPlainText()
        if not words.strip():
            return None
        right, practice, earlier = self.rights.key(), self.practices.key(), self.earlier.key()
        ticks = tuple(row.isChecked() for row in self._rows())

        def fill(sheet: RequestSheet) -> None:
            if right:
                sheet.rights.pick(right)
            sheet.practices.pick(practice)
            sheet.earlier.pick(earlier)
            for row, tick in zip(sheet._rows(), ticks, strict=True):
                row.setChecked(tick)
            sheet.words.setPlainText(words)
            sheet._show_parts()

        return fill

    def _rows(self) -> tuple[CheckRow, ...]:
        return (self.name, self.plate, self.vin)

    def retranslate(self) -> None:
        """Write all words; what was chosen and typed stays."""
        state = offer_state(self._offer, current_language())
        # Translators: {car} is what the person calls the car.
        heading_text = _("A letter about {car}", car=state.car)
        self._heading.setText(heading_text)
        self.setAccessibleName(heading_text)
        # Translators: {title} is the title of a notice.
        self._notice.setText(_("It rests on this notice: {title}", title=state.notice))
        self._what.setText(_("What do you want?"))
        self.rights.set_described(
            [(item.right.value, item.title, item.hint) for item in state.rights]
        )
        self._about_title.setText(_("What is it about?"))
        self.practices.set_choices([(key or "", words) for key, words in state.practices])
        self.practices.setAccessibleName(self._about_title.text())
        self._earlier_title.setText(_("Which request is the complaint about?"))
        self.earlier.set_choices([(key or "", words) for key, words in state.earlier])
        self.earlier.setAccessibleName(self._earlier_title.text())
        self._words_title.setText(_("In your own words"))
        self._words_note.setText(
            _("They stand in the letter as you type them. You can leave this empty.")
        )
        self.words.setAccessibleName(self._words_title.text())
        self.words.setAccessibleDescription(self._words_note.text())
        self._ticks_title.setText(_("What identifies you"))
        self._ticks_note.setText(
            _("Only what you tick stands in the letter. The company may ask for more later.")
        )
        self.name.setText(_("My name"))
        self.plate.setText(_("Licence plate"))
        self.vin.setText(_("Vehicle identification number (VIN)"))
        self.cancel_button.setText(pgettext("button", "Cancel"))
        self.write_button.setText(pgettext("button", "Write the letter"))
        self._show_trouble()

    def _build(self) -> None:
        state = offer_state(self._offer, current_language())
        parts: tuple[QWidget, ...] = (
            self._heading, self._notice, self._what, self.rights, self._about_title, self.practices,
            self._earlier_title, self.earlier, self._words_title, self._words_note, self.words,
            self._ticks_title, self._ticks_note, self.name, self.plate, self.vin,
        )  # fmt: skip
        for part in parts:
            if isinstance(part, ChoiceField):
                self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignLeading)
            else:
                self.body.addWidget(part)
        self.body.addStretch(1)
        self.name.setVisible(state.has_name)
        self.plate.setVisible(state.has_plate)
        self.vin.setVisible(state.has_vin)
        has_any = state.has_name or state.has_plate or state.has_vin
        self._ticks_title.setVisible(has_any)
        self._ticks_note.setVisible(has_any)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.write_button)
        self.foot.addWidget(self._trouble)
        self.foot.addLayout(buttons)
        self._trouble.hide()

    def _show_parts(self) -> None:
        complains = self.rights.key() == RightAsked.COMPLAIN.value
        has_earlier = bool(self._offer.earlier)
        show_when(self._earlier_title, complains and has_earlier)
        show_when(self.earlier, complains and has_earlier)

    def _show_trouble(self) -> None:
        text = ""
        if self._error is not None:
            text = explain(self._error).text()
        elif self._asks_choice:
            text = _("Choose what you want.")
        self._trouble.show_line("oct", text, Tone.STOP)
        show_when(self._trouble, bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._trouble, text))

    @Slot(str)
    def _on_right_picked(self, _key: str) -> None:
        """Take a complaint back, and show what belongs to the choice."""
        self._asks_choice, self._error = False, None
        self._show_trouble()
        self._show_parts()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        """Keep nothing."""
        self.reject()

    @Slot()
    def _on_write_clicked(self) -> None:
        """Keep the letter as a draft (rule 2)."""
        wish = self.wish()
        self._error, self._asks_choice = None, wish is None
        self._show_trouble()
        if wish is None:
            rows = self.rights.rows()
            if rows:
                rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.write_button.setEnabled(False)
        vehicle, language = self._offer.vehicle, interface_language()
        self._session.call(
            lambda desk: desk.rights.draft(vehicle, wish, language=language).request.id,
            self._on_drafted,
            self._on_failed,
        )

    @Slot(object)
    def _on_drafted(self, request: RequestId) -> None:
        """Close; the page shows the letter."""
        self.drafted.emit(request)
        self.accept()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work; everything typed stays."""
        self.write_button.setEnabled(True)
        self._error = error
        self._show_trouble()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
