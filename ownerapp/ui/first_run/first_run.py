"""The first run: from a language to a saved record; also the adding of a further car.

Rules:

1. Answers are a draft. Only *Make my record* saves, and then everything at once; going
   back keeps what was typed and answered, leaving saves nothing.
2. A yes is to a text in one language. When the language changes, answers that were given
   in another one are open again, and the page says so.
3. *Next* is never an answer about consent: it is there with everything off.
4. Where a further car is added, Escape goes back as *Back* does. It never throws words away:
   where leaving would, it only leads to *Back*, and pressed once more there it leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.errors import ExportStoppedError, InputError, OwnerAppError
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.vehicle import Vehicle
from ownerapp.i18n import current_language, pgettext
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.draft import draft_choices
from ownerapp.presentation.explain import explain
from ownerapp.presentation.export_page import ExportOrder, Saved
from ownerapp.presentation.first_run import (
    Step,
    back_words,
    dropped_words,
    next_words,
    review_state,
    step_count,
    step_name,
)
from ownerapp.presentation.states import ChoicesState
from ownerapp.presentation.voice import notice_language
from ownerapp.services.choices import Answer, CarChoices
from ownerapp.services.ports.notices import LoadedNotice
from ownerapp.services.vehicles import CarDetails
from ownerapp.ui import theme
from ownerapp.ui.dialogs.export_form import SIGNED
from ownerapp.ui.dialogs.saving import Saving
from ownerapp.ui.first_run.record_step import RecordStep
from ownerapp.ui.first_run.step_bar import StepBar
from ownerapp.ui.first_run.steps import CarStep, LanguageStep, PassphraseStep, ReviewStep
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.choices_flow import ChoicesFlow
from ownerapp.ui.pages.noticing import show_beside
from ownerapp.ui.pages.opening import Beginning
from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import PAGE_MARGIN
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import ActionButton, PrimaryButton
from ownerapp.ui.widgets.text import label


class FirstRun(QWidget):
    """The steps, the bar above them and the two buttons below.

    Args:
        session: The desk and the settings.
        beginning: The notices, the present moment and the zone.
        asks_passphrase: There is no keyring, so a new store needs a passphrase.
        passphrase: Returns the passphrase that the surroundings give, if any.
        is_further_car: A car is added to an open store: no language, and a way back.

    Signals:
        left: The person left; nothing was saved.
        done: Everything is saved; the new car's id.
        restore_wanted: There is a backup that is to be brought back instead.
    """

    left = Signal()
    done = Signal(str)
    restore_wanted = Signal()

    def __init__(
        self,
        session: Session,
        beginning: Beginning,
        *,
        asks_passphrase: bool,
        passphrase: Callable[[], str | None],
        is_further_car: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("first-run")
        self._session = session
        self._zone, self._now = beginning.zone, beginning.now
        self._passphrase = passphrase
        self._is_further_car = is_further_car
        self._answers: dict[PracticeId, Answer] = {}
        self._answer_language: Language | None = None
        self._details: CarDetails | None = None
        self._notice: LoadedNotice | None = None
        self._car: Vehicle | None = None
        self._is_busy = False
        self._steps = [Step.CAR, Step.CHOICES, Step.REVIEW]
        if not is_further_car:
            self._steps.insert(0, Step.LANGUAGE)
        if asks_passphrase:
            self._steps.append(Step.PASSPHRASE)
        self._steps.append(Step.RECORD)
        self._step = self._steps[0]
        self._notices = beginning.notices
        self.record: RecordStep | None = None
        self._saving = Saving(session, self)
        self._bar = StepBar()
        self._count = label()
        self.back_button = ActionButton()
        self.next_button = PrimaryButton()
        self._stack = QStackedWidget()
        self._build()
        self.back_button.clicked.connect(self._on_back)
        self.next_button.clicked.connect(self._on_next)
        self._show(self._step)

    # ------------------------------------------------------------------- steps, made when needed

    @cached_property
    def _language(self) -> LanguageStep:
        made = LanguageStep()
        made.picked.connect(self._on_language_picked)
        made.restore_pressed.connect(self.restore_wanted)
        self._stack.addWidget(made)
        return made

    @cached_property
    def car(self) -> CarStep:
        """The step that asks for the car."""
        made = CarStep(self._notices, is_further_car=self._is_further_car)
        for field in made.fields.values():
            field.returnPressed.connect(self._on_next)
        self._stack.addWidget(made)
        return made

    @cached_property
    def _choices(self) -> ChoicesPage:
        made = ChoicesPage()
        made.notice_page_wanted.connect(self._on_notice_wanted)
        self._stack.addWidget(made)
        return made

    @cached_property
    def flow(self) -> ChoicesFlow:
        """What asks for the choices of the draft."""
        made = ChoicesFlow(self._choices, self._draft)
        made.notice_wanted.connect(self._on_notice_wanted)
        return made

    @cached_property
    def _review(self) -> ReviewStep:
        made = ReviewStep()
        self._stack.addWidget(made)
        return made

    @cached_property
    def secret(self) -> PassphraseStep:
        """The step that asks for a passphrase."""
        made = PassphraseStep()
        self._stack.addWidget(made)
        return made

    # ------------------------------------------------------------------- showing

    def step(self) -> Step:
        """Return the present step."""
        return self._step

    def answers(self) -> dict[PracticeId, Answer]:
        """Return the draft's answers."""
        return dict(self._answers)

    def _build(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(PAGE_MARGIN, 16, PAGE_MARGIN, 0)
        head.setSpacing(8)
        head.addWidget(self._count)
        head.addWidget(self._bar)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAGE_MARGIN, 12, PAGE_MARGIN, 16)
        foot.setSpacing(12)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.next_button)
        inner = QWidget()
        inner.setMaximumWidth(theme.current().half_px(theme.CONTENT_MAX) + 2 * PAGE_MARGIN)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 1000)
        row.addStretch(1)

    def _page(self, step: Step) -> Page:
        match step:
            case Step.LANGUAGE:
                return self._language
            case Step.CAR:
                return self.car
            case Step.CHOICES:
                return self._choices
            case Step.REVIEW:
                return self._review
            case Step.PASSPHRASE:
                return self.secret
            case Step.RECORD:
                return self._record_page()

    def _record_page(self) -> RecordStep:
        if self.record is None:
            details = self._details or CarDetails(name="")
            self.record = RecordStep(self._session.documents_dir(), details)
            self.record.folder_pressed.connect(self._on_folder_pressed)
            self._saving.slow.connect(self._on_slow)
            self._saving.saved.connect(self._on_exported)
            self._saving.failed.connect(self._on_export_failed)
            self._stack.addWidget(self.record)
        return self.record

    def _show(self, step: Step) -> None:
        """Show a step."""
        self._step = step
        page = self._page(step)
        page.banner.clear()
        if step in {Step.CHOICES, Step.REVIEW}:
            self._show_draft()
        self._stack.setCurrentWidget(page)
        self.retranslate()
        self.take_focus()

    def take_focus(self) -> None:
        """Let the person type or choose at once; without effect until this is in its window."""
        if self._step is Step.LANGUAGE:
            self._language.take_focus()
        elif self._step is Step.CAR:
            self.car.take_focus()
        elif self._step is Step.PASSPHRASE:
            self.secret.take_focus()

    def retranslate(self) -> None:
        """Write the words around the steps."""
        number, count = self._steps.index(self._step) + 1, len(self._steps)
        words = step_count(number, count)
        self._bar.show_step(number, count, f"{words}. {step_name(self._step)}")
        self._count.setText(words)
        is_first, is_last = number == 1, self._step is Step.RECORD
        self.back_button.setText(back_words())
        self.back_button.setVisible(not is_first or self._is_further_car)
        comes_secret = self._step is Step.REVIEW and Step.PASSPHRASE in self._steps
        self.next_button.setText(next_words(Step.CHOICES if comes_secret else self._step))
        if is_last:
            saved = self.record is not None and self.record.is_saved()
            go = pgettext("button", "Go to my choices")
            self.back_button.setText(go)
            self.back_button.setVisible(not saved)
            if saved:
                self.next_button.setText(go)
            if self._saving.is_working():
                self.back_button.setText(pgettext("button", "Cancel"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language (rule 2)."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            if self._step in {Step.CHOICES, Step.REVIEW}:
                self._show_draft()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape where there are pages to go back to (rule 4)."""
        if event.key() != Qt.Key.Key_Escape or not self._is_further_car:
            super().keyPressEvent(event)
        elif self._would_lose_words() and not self.back_button.hasFocus():
            self.back_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._step is not Step.RECORD or self._saving.is_working():
            self._on_back()

    def _would_lose_words(self) -> bool:
        """Tell whether leaving from here would throw away what was typed."""
        return self._step is self._steps[0] and any(self.car.typed().values())

    # ------------------------------------------------------------------- the draft

    def _texts_in(self) -> Language:
        """Return the language in which the notice is shown."""
        if self._notice is None:
            return Language("en")
        return notice_language(self._notice.notice, current_language())

    def _view(self) -> CarChoices | None:
        if self._notice is None or self._details is None:
            return None
        return draft_choices(
            self._notice, self._details, self._answers, now=self._now, zone=self._zone
        )

    def _state(self, view: CarChoices) -> ChoicesState:
        return ChoicesPresenter(view, language=self._texts_in(), zone=self._zone).state()

    def _show_draft(self) -> None:
        """Show choices and review; answers in another language are open again (rule 2)."""
        dropped = 0
        if self._answer_language is not None and self._answer_language != self._texts_in():
            dropped = len(self._answers)
            self._answers = {}
            self._answer_language = None
        view = self._view()
        if view is None:
            return
        state = self._state(view)
        self.flow.show_choices(state)
        self._review.show_review(review_state(state, view))
        if dropped:
            self._choices.banner.say(BannerKind.INFO, dropped_words(dropped))

    def _draft(self, answers: tuple[Answer, ...]) -> None:
        """Keep answers in the draft; nothing is saved (rule 1)."""
        self._choices.banner.clear()
        self._answer_language = self._texts_in()
        self._answers |= {answer.practice: answer for answer in answers}
        self._session.call(lambda desk: desk.now(), self._on_now, self._on_failed)

    @Slot(object)
    def _on_now(self, now: datetime) -> None:
        """Show the draft as of this moment: ends are counted from it."""
        self._now = now
        view = self._view()
        if view is not None:
            state = self._state(view)
            self._review.show_review(review_state(state, view))
            self.flow.saved(state)

    # ------------------------------------------------------------------- going on

    @Slot()
    def _on_back(self) -> None:
        """Go back a step, or leave."""
        if self._saving.is_working():
            self._saving.stop()
            self._record_page().show_progress(stopping=True)
            return
        if self._is_busy:
            return
        if self._step is Step.RECORD:
            self._finish()
            return
        number = self._steps.index(self._step)
        if number:
            self._show(self._steps[number - 1])
        else:
            self.left.emit()

    @Slot()
    def _on_next(self) -> None:
        """Go on, when the step has what it needs."""
        if self._is_busy:
            return
        match self._step:
            case Step.CAR:
                self._check_car()
            case Step.REVIEW if Step.PASSPHRASE not in self._steps:
                self._make(None)
            case Step.PASSPHRASE:
                secret = self.secret.agreed()
                if secret is not None:
                    self._make(secret)
            case Step.RECORD:
                self._save_record()
            case _:
                self._show(self._steps[self._steps.index(self._step) + 1])

    def _check_car(self) -> None:
        typed = self.car.typed()
        self.car.clear_errors()
        if self.car.notice() is None:
            self.car.ask_for_notice()
            return
        self._busy(busy=True)
        self._session.call(
            lambda desk: desk.check_details(**typed), self._on_details, self._on_details_failed
        )

    @Slot(object)
    def _on_details(self, details: CarDetails) -> None:
        """Go on with a car; another notice begins with no answers."""
        self._busy(busy=False)
        notice = self.car.notice()
        if notice is None:
            return
        if self._notice is not None and self._notice.notice.hash != notice.notice.hash:
            self._answers = {}
            self._answer_language = None
        self._details, self._notice = details, notice
        self._show(Step.CHOICES)

    @Slot(object)
    def _on_details_failed(self, error: OwnerAppError) -> None:
        """Say what is wrong beside the field."""
        self._busy(busy=False)
        self.car.show_error(error)

    def _make(self, secret: str | None) -> None:
        """Save everything at once (rule 1)."""
        details, notice = self._details, self._notice
        if details is None or notice is None:
            return
        answers, language = tuple(self._answers.values()), self._texts_in()
        given = self._passphrase
        is_further = self._is_further_car

        def make(desk: Desk) -> Vehicle:
            if not is_further and not desk.is_open:
                desk.open(secret if secret is not None else given())
            return desk.make_my_record(details, notice, answers, language=language)

        self._page(self._step).banner.clear()
        self._busy(busy=True)
        self._session.call(make, self._on_made, self._on_failed)

    @Slot(object)
    def _on_made(self, car: Vehicle) -> None:
        """Go to the record; the passphrase is forgotten here."""
        self._busy(busy=False)
        if Step.PASSPHRASE in self._steps:
            self.secret.forget()
        self._car = car
        self._session.change(car=car.id)
        self._show(Step.RECORD)

    def _save_record(self) -> None:
        car, page = self._car, self._record_page()
        if page.is_saved() or car is None:
            self._finish()
            return
        order = ExportOrder(
            vehicle=car,
            folder=page.form.folder(),
            formats=SIGNED,
            disclosure=page.form.disclosure(),
            language=self._texts_in(),
            interface_language=current_language(),
        )
        page.banner.clear()
        self._busy(busy=True)
        self._saving.start(order)
        page.set_working(working=True)
        self.retranslate()

    @Slot()
    def _on_slow(self) -> None:
        """Say that it takes a moment."""
        self._record_page().show_progress(stopping=self._saving.is_stopping())

    @Slot(object)
    def _on_exported(self, saved: Saved) -> None:
        """Say how the record came out of its check, and where it is."""
        self._busy(busy=False)
        page = self._record_page()
        page.set_working(working=False)
        page.show_saved(saved)
        self._session.change(last_export_dir=page.form.folder())
        self.retranslate()

    @Slot(object)
    def _on_export_failed(self, error: OwnerAppError) -> None:
        """Let the person order again; a stop that was asked for is no trouble."""
        self._record_page().set_working(working=False)
        if isinstance(error, ExportStoppedError):
            self._busy(busy=False)
        else:
            self._on_failed(error)
        self.retranslate()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work; the draft stays as it is."""
        self._busy(busy=False)
        self.flow.failed()
        if self._step is Step.PASSPHRASE and isinstance(error, InputError):
            self.secret.show_error(error)
            return
        self._page(self._step).banner.say(BannerKind.STOP, explain(error).text())

    def _finish(self) -> None:
        if self._car is not None:
            self.done.emit(self._car.id)

    def _busy(self, *, busy: bool) -> None:
        """Take no second press while the first is worked on; the focus stays where it is."""
        self._is_busy = busy

    @Slot(str)
    def _on_language_picked(self, tag: str) -> None:
        """Switch the language of the whole window."""
        self._session.change(language=tag)

    @Slot()
    def _on_notice_wanted(self) -> None:
        """Show the whole notice."""
        view = self._view()
        if view is not None:
            show_beside(self.window(), self._session, view.notice, view.trust)

    @Slot()
    def _on_folder_pressed(self) -> None:
        """Open the folder of the record."""
        if self.record is not None:
            folder = Path(self.record.form.folder())
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
