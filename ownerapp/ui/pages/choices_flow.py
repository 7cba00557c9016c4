"""What happens between a press on the choices page and a saved answer.

Rules:

1. Off acts at once. A yes comes only from a question that showed its whole text.
2. *Turn all on* asks what is off, one sheet after the other, and each answer is saved by
   itself; Escape skips to the end like *Stop here*, without an answer.
3. While answers are saved, further ones wait for their turn; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import _
from ownerapp.presentation.states import AskState, ChoicesState
from ownerapp.services.choices import Answer, CarChoices
from ownerapp.ui.dialogs.ask_sheet import AskSheet
from ownerapp.ui.pages.choices import ChoicesPage, all_off_answers, all_on_order

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk

PENDING_AFTER_MS: Final = 150

Save = Callable[[tuple[Answer, ...]], None]
Deed = Callable[["Desk", Vehicle, Language], CarChoices]
"""Something that is done to the choices of a car and is no answer, for example a pause."""
Do = Callable[[Deed], None]


class ChoicesFlow(QObject):
    """Asks, and hands answers to whoever saves them.

    Args:
        page: The page whose presses are followed.
        save: Takes answers; calls :meth:`saved` or :meth:`failed` afterwards.
        do: Takes what is no answer, in the same way; a draft has nothing of that kind.

    Signals:
        notice_wanted: The full notice is to be shown.
        card_wanted: The card of a practice is to be shown; its id.
    """

    notice_wanted = Signal()
    card_wanted = Signal(object)

    def __init__(self, page: ChoicesPage, save: Save, do: Do | None = None) -> None:
        super().__init__(page)
        self._page = page
        self._save = save
        self._do = do
        self._state: ChoicesState | None = None
        self._sheet: AskSheet | None = None
        self._queue: list[PracticeId] = []
        self._asked = 0
        self._total = 0
        self._saving: set[PracticeId] = set()
        self._turns_all_off = False
        self._pending = QTimer(self)
        self._pending.setSingleShot(True)
        self._pending.setInterval(PENDING_AFTER_MS)
        self._pending.timeout.connect(self._on_pending)
        page.answered.connect(self._on_answered)
        page.sheet_wanted.connect(self.ask)
        page.hold_wanted.connect(self._on_hold_wanted)
        page.set_in_car_wanted.connect(self._on_set_in_car)
        page.note_wanted.connect(self._on_note)
        page.card_wanted.connect(self.card_wanted)
        page.keep_wanted.connect(self._on_keep)
        page.all_off_pressed.connect(self.turn_all_off)
        page.all_on_pressed.connect(self._on_all_on)
        page.notice_wanted.connect(self.notice_wanted)

    def sheet(self) -> AskSheet | None:
        """Return the open sheet, if any."""
        return self._sheet

    def show_choices(self, state: ChoicesState) -> None:
        """Show a state; an open sheet goes on asking in the language in force."""
        self._state = state
        self._page.show_choices(state)
        if self._sheet is not None:
            ask = self._ask_of(self._sheet.ask().practice)
            if ask is None:
                self._sheet.reject()
            else:
                self._sheet.show_ask(self._numbered(ask))

    def saved(self, state: ChoicesState) -> None:
        """Show what was saved and ask the next, where several are asked in a row."""
        self._pending.stop()
        self._saving.clear()
        self.show_choices(state)
        if self._turns_all_off:
            self._turns_all_off = False
            self._page.say_all_off()
        if self._queue and self._sheet is None:
            self._ask_next()

    def failed(self) -> None:
        """Show that nothing changed, and ask no more."""
        self._turns_all_off = False
        self._pending.stop()
        self._saving.clear()
        self._queue = []
        self._page.show_settled()

    @Slot(object)
    def ask(self, practice: PracticeId) -> None:
        """Ask one practice on a sheet."""
        self._queue = []
        self._total = 0
        self._open(practice)

    def ask_each(self, practices: Sequence[PracticeId]) -> None:
        """Ask several, one sheet after the other; after what is being saved, if anything is."""
        if self._sheet is not None:
            return
        self._queue = list(practices)
        self._asked, self._total = 0, len(self._queue)
        if self._queue and not self._saving:
            self._ask_next()

    def answer_no(self, practices: Sequence[PracticeId]) -> None:
        """Answer no to several at once, each with what its closed card shows."""
        cards = [self._state.card(name) for name in practices] if self._state is not None else []
        self._hand_over(
            [
                Answer(practice=card.practice, on=False, shown=card.shown)
                for card in cards
                if card is not None and card.has_switch
            ]
        )

    def do(self, deed: Deed, *, about: Sequence[PracticeId] = ()) -> None:
        """Do something to the choices that is no answer, and wait for it before asking more."""
        if self._do is None:
            return
        if about:
            self._saving |= set(about)
            self._pending.start()
        self._do(deed)

    def _open(self, practice: PracticeId) -> None:
        ask = self._ask_of(practice)
        if ask is None or self._sheet is not None:
            return
        sheet = AskSheet(self._page.window(), self._numbered(ask))
        self._sheet = sheet
        sheet.answered.connect(self._on_answered)
        sheet.stopped.connect(self._on_stopped)
        sheet.rejected.connect(self._on_stopped)
        sheet.finished.connect(self._on_sheet_finished)
        sheet.notice_wanted.connect(self.notice_wanted)
        sheet.open_over()

    def _ask_of(self, practice: PracticeId) -> AskState | None:
        card = self._state.card(practice) if self._state is not None else None
        ask = card.sheet_ask if card is not None else None
        return replace(ask, rule=card.rule) if ask is not None and card is not None else None

    def _numbered(self, ask: AskState) -> AskState:
        """Add the way out and the count, where several are asked in a row."""
        if not self._total:
            return ask
        # Translators: {number} of {count} questions that are asked one after the other.
        progress = _("{number} of {count}", number=self._asked, count=self._total)
        return replace(ask, stop_here=_("Stop here"), progress=progress)

    def _ask_next(self) -> None:
        """Ask the next practice of the row."""
        practice = self._queue.pop(0)
        self._asked += 1
        self._open(practice)

    def _hand_over(self, answers: Sequence[Answer]) -> None:
        """Give answers to whoever saves them."""
        if not answers:
            return
        self._saving |= {answer.practice for answer in answers}
        self._pending.start()
        self._save(tuple(answers))

    @Slot(object)
    def _on_answered(self, answer: Answer) -> None:
        """Save one answer."""
        self._hand_over((answer,))

    @Slot(object, bool)
    def _on_hold_wanted(self, practice: PracticeId, pauses: bool) -> None:  # noqa: FBT001 -- Qt's
        """Pause or resume one practice."""

        def hold(desk: Desk, vehicle: Vehicle, language: Language) -> CarChoices:
            act = desk.pause if pauses else desk.resume
            return act(vehicle, practice, language=language)

        self._hand_over_deed(practice, hold)

    @Slot(object)
    def _on_set_in_car(self, practice: PracticeId) -> None:
        """Write down the person's own word about the car."""
        self._hand_over_deed(
            practice,
            lambda desk, vehicle, language: desk.set_in_car(vehicle, practice, language=language),
        )

    @Slot(object, str)
    def _on_note(self, practice: PracticeId, text: str) -> None:
        """Keep a private note."""
        self._hand_over_deed(
            practice, lambda desk, vehicle, _language: desk.keep_note(vehicle, practice, text)
        )

    @Slot()
    def _on_keep(self) -> None:
        """Let everything stay on."""
        self.do(lambda desk, vehicle, _language: desk.keep_on(vehicle))

    def _hand_over_deed(self, practice: PracticeId, deed: Deed) -> None:
        """Give a deed to whoever does it."""
        self.do(deed, about=(practice,))

    @Slot()
    def turn_all_off(self) -> None:
        """Turn everything optional off, at once."""
        if self._state is not None:
            self._turns_all_off = True
            self._hand_over(all_off_answers(self._state))

    @Slot()
    def _on_all_on(self) -> None:
        """Ask everything that is off, one after the other."""
        if self._state is not None:
            self.ask_each(all_on_order(self._state))

    @Slot()
    def _on_stopped(self) -> None:
        """Ask no more."""
        self._queue = []

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._sheet = None

    @Slot()
    def _on_pending(self) -> None:
        """Say on the cards that saving takes a moment."""
        self._page.show_waiting(self._saving)
