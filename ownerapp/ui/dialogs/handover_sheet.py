"""The hand-over of a car, step by step; see ``wizard_sheet`` for what a draft means."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError, VinInvalidError
from ownerapp.domain.handover import Occasion, Told
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.explain import explain
from ownerapp.presentation.first_run import Step as RunStep
from ownerapp.presentation.first_run import back_words, next_words, step_count
from ownerapp.presentation.handover_certificate import certificate_name
from ownerapp.presentation.handover_page import (
    Step,
    StepState,
    TaskRow,
    done_heading,
    done_lines,
    finish_words,
    occasion_state,
    step_state,
    steps_of,
)
from ownerapp.presentation.handover_words import occasion_line, occasion_title, told_word
from ownerapp.presentation.voice import notice_language
from ownerapp.services.choices import CarChoices
from ownerapp.services.handover import (
    CertificateOrder,
    HandoverDone,
    HandoverOrder,
    HandoverPlan,
)
from ownerapp.ui.dialogs.guide_block import GuideBlock
from ownerapp.ui.dialogs.wizard_sheet import WizardSheet
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.answer_row import AnswerRow
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.term_tiles import TermOption, TermTiles
from ownerapp.ui.widgets.text import body


class HandoverSheet(WizardSheet):
    """Asks on what occasion, goes through the tasks, and writes it down at the end.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        view: The car's present choices.
        zone: The zone in which dates are shown.
        has_rights: Requests can be written in this program.

    Signals:
        handed_over: It is written down.
        card_wanted: A card for passengers is to be made next.
        rights_wanted: Deletion is to be asked for next.
    """

    handed_over = Signal()
    card_wanted = Signal()
    rights_wanted = Signal()

    def __init__(
        self,
        window: QWidget,
        session: Session,
        view: CarChoices,
        *,
        zone: tzinfo,
        has_rights: bool,
    ) -> None:
        super().__init__(window, session, "handover-sheet")
        self._vehicle = view.vehicle
        self._now = view.now.astimezone(zone)
        self._zone = zone
        self._has_rights = has_rights
        self._occasion: Occasion | None = None
        self._plan: HandoverPlan | None = None
        self._done: HandoverDone | None = None
        self._told: dict[str, Told] = {}
        self._step = Step.OCCASION
        self._makes_page = False
        self._with_vin = False
        self._vin = ""
        self._tiles: TermTiles | None = None
        self._vin_row: FieldRow | None = None
        self._page_tick: CheckRow | None = None
        self.card_button = ActionButton()
        self.rights_button = ActionButton()
        for button in (self.card_button, self.rights_button):
            self.more_buttons.addWidget(button)
            button.hide()
        self.card_button.clicked.connect(self._on_card_clicked)
        self.rights_button.clicked.connect(self._on_rights_clicked)
        self.show_step()

    def step(self) -> Step:
        """Return the present step."""
        return self._step

    def told(self) -> dict[str, Told]:
        """Return what was said of the tasks."""
        return dict(self._told)

    def tiles(self) -> TermTiles | None:
        """Return the tiles of the first step, while it is shown."""
        return self._tiles

    def page_tick(self) -> CheckRow | None:
        """Return the tick for a page, while it is shown."""
        return self._page_tick

    def vin_row(self) -> FieldRow | None:
        """Return the field for a VIN, while it is shown."""
        return self._vin_row

    @override
    def is_done(self) -> bool:
        """Say whether it is written down."""
        return self._done is not None

    @override
    def has_answers(self) -> bool:
        """Say whether the first step is behind."""
        return self._plan is not None

    # ------------------------------------------------------------------- what is shown

    @override
    def show_step(self) -> None:
        """Show the present step in the language in force."""
        self._tiles = None
        self._vin_row = None
        self._page_tick = None
        self.card_button.setText(pgettext("button", "Make a passenger card"))
        self.rights_button.setText(pgettext("button", "Ask for deletion"))
        if self._done is not None:
            self._show_done(self._done)
            return
        steps = steps_of(self._occasion)
        count = step_count(steps.index(self._step) + 1, len(steps))
        state = self._state()
        parts = [body(line) for line in state.lines]
        self.fill(count, state.heading, [*parts, *self._parts(state)])
        show_when(self.back_button, self._step is not Step.OCCASION)
        self.back_button.setText(back_words())
        is_last = self._step is steps[-1]
        self.next_button.setText(
            finish_words(self._occasion)
            if is_last and self._occasion is not None
            else next_words(RunStep.LANGUAGE)
        )

    def _state(self) -> StepState:
        plan = self._plan
        if plan is None or self._step is Step.OCCASION:
            return occasion_state()
        return step_state(self._step, plan, notice_language(plan.notice, current_language()))

    def _parts(self, state: StepState) -> list[QWidget]:
        """Return the content of the present step below its lines."""
        if self._step is Step.OCCASION:
            return [self._occasions()]
        if self._step is Step.CERTIFICATE:
            return self._certificate()
        rows: list[QWidget] = [self._row(row) for row in state.rows]
        return [*rows, *(body(note, tone=Tone.MUTED) for note in state.notes)]

    def _occasions(self) -> TermTiles:
        tiles = TermTiles()
        tiles.set_texts("", _("Choose what is happening first. Nothing is chosen for you."))
        tiles.set_terms(
            [
                TermOption(key=item.value, text=occasion_title(item), second=occasion_line(item))
                for item in Occasion
            ]
        )
        for tile in tiles.tiles():
            tile.setChecked(tile.option.key == self._occasion)
        tiles.chosen.connect(self._on_occasion_chosen)
        self._tiles = tiles
        return tiles

    def _row(self, row: TaskRow) -> AnswerRow:
        told = self._told.get(row.key)
        made = AnswerRow(
            row.key,
            row.title,
            [(item.value, told_word(item)) for item in Told],
            chosen=told.value if told is not None else "",
            about=(GuideBlock(row.guide),),
        )
        made.answered.connect(self._on_told)
        return made

    def _certificate(self) -> list[QWidget]:
        page = CheckRow(_("Save this page as a PDF"))
        page.setChecked(self._makes_page)
        page.toggled.connect(self._on_page_toggled)
        self._page_tick = page
        if not self._makes_page:
            return [page]
        vin = CheckRow(_("Put the VIN itself on it, too"))
        vin.setChecked(self._with_vin)
        vin.toggled.connect(self._on_vin_toggled)
        if self._vehicle.vin:
            return [page, vin]
        field = TextField()
        field.setText(self._vin)
        row = FieldRow(field)
        row.set_texts(
            _("VIN, for the hash only"),
            _("It is not kept here. Without it the page has no hash."),
        )
        field.textChanged.connect(self._on_vin_typed)
        self._vin_row = row
        return [page, row, vin]

    def _show_done(self, done: HandoverDone) -> None:
        lines = done_lines(done, self._zone)
        self.fill("", done_heading(done.occasion), [body(line) for line in lines])
        self.back_button.hide()
        self.next_button.setText(pgettext("button", "Done"))
        show_when(self.card_button, done.occasion is Occasion.LENT)
        show_when(self.rights_button, self._has_rights and done.occasion.closes)

    # ------------------------------------------------------------------- answers

    @Slot(str)
    def _on_occasion_chosen(self, key: str) -> None:
        """Remember the occasion; what was said for another one is not taken along."""
        occasion = Occasion(key)
        if occasion is not self._occasion:
            self._told = {}
            self._plan = None
        self._occasion = occasion
        self.complain("")

    @Slot(str, str)
    def _on_told(self, key: str, told: str) -> None:
        """Remember what was said of a task."""
        self._told[key] = Told(told)

    @Slot(bool)
    def _on_page_toggled(self, ticked: bool) -> None:  # noqa: FBT001 -- a signal's value
        """Ask what the page may say, once there is to be one."""
        self._makes_page = ticked
        self.show_step()
        if self._page_tick is not None:
            self._page_tick.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(bool)
    def _on_vin_toggled(self, ticked: bool) -> None:  # noqa: FBT001 -- a signal's value
        """Remember whether the VIN may stand on the page."""
        self._with_vin = ticked

    @Slot(str)
    def _on_vin_typed(self, text: str) -> None:
        """Remember the VIN until the sheet closes."""
        self._vin = text
        if self._vin_row is not None and self._vin_row.error():
            self._vin_row.set_error("")

    # ------------------------------------------------------------------- to and fro

    @override
    def go_back(self) -> None:
        """Go to the step before; what was said stays."""
        steps = steps_of(self._occasion)
        self._step = steps[max(steps.index(self._step) - 1, 0)]
        self.turn()

    @override
    def go_on(self) -> None:
        """Go to the next step, or write it down with the last press."""
        if self._done is not None:
            self.accept()
            return
        if self._occasion is None:
            if self._tiles is not None:
                self._tiles.demand()
            return
        if self._plan is None:
            self._read_plan(self._occasion)
            return
        steps = steps_of(self._occasion)
        if self._step is steps[-1]:
            self._finish()
            return
        self._step = steps[steps.index(self._step) + 1]
        self.turn()

    def _read_plan(self, occasion: Occasion) -> None:
        vehicle = self._vehicle
        self.set_busy(busy=True)
        self._session.call(
            lambda desk: desk.this_car.plan_handover(vehicle, occasion),
            self._on_planned,
            self.failed,
        )

    @Slot(object)
    def _on_planned(self, plan: HandoverPlan) -> None:
        """Go on with what there is to do."""
        self.set_busy(busy=False)
        self._plan = plan
        self.go_on()

    def _finish(self) -> None:
        """Ask where the page goes, or write it down at once."""
        if self._step is not Step.CERTIFICATE or not self._makes_page:
            self.finish_to("")
            return
        from ownerapp.ui.dialogs.files import choose_new_file  # noqa: PLC0415 - seldom needed

        choose_new_file(
            self,
            _("Save the page"),
            folder=self._session.documents_dir(),
            name=certificate_name(f"{self._now:%Y-%m-%d}"),
            on_chosen=self.finish_to,
            # Translators: keep *.pdf as it is.
            names=_("Page to print (*.pdf)"),
        )

    @Slot(str)
    def finish_to(self, path: str) -> None:
        """Write it down, with the page in a file where there is a path."""
        plan = self._plan
        if plan is None or self._is_busy:
            return
        language = current_language()
        order = HandoverOrder(
            vehicle=plan.vehicle,
            occasion=plan.occasion,
            told=dict(self._told),
            certificate=CertificateOrder(path=path, vin=self._vin, with_vin=self._with_vin)
            if path
            else None,
            language=notice_language(plan.notice, language),
        )
        self.said.clear()
        self.set_busy(busy=True)
        self._session.call(
            lambda desk: desk.this_car.hand_over(order, interface_language=language),
            self._on_done,
            self._on_failed,
        )

    @Slot(object)
    def _on_done(self, done: HandoverDone) -> None:
        """Say what was done; what was typed is on the sheet no longer."""
        self.set_busy(busy=False)
        self._done = done
        self._vin = ""
        self.handed_over.emit()
        self.turn()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what is wrong beside the field where it is one."""
        if isinstance(error, VinInvalidError) and self._vin_row is not None:
            self.set_busy(busy=False)
            self._vin_row.set_error(explain(error).text())
            return
        self.failed(error)

    @Slot()
    def _on_card_clicked(self) -> None:
        """Go on to the card."""
        self.accept()
        self.card_wanted.emit()

    @Slot()
    def _on_rights_clicked(self) -> None:
        """Go on to the requests."""
        self.accept()
        self.rights_wanted.emit()
