"""The drift check: one practice at a time, then what differs, then one press that saves it."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ownerapp.domain.ids import PracticeId
from ownerapp.i18n import _, current_language, pgettext
from ownerapp.presentation.drift_page import (
    DriftRow,
    intro_lines,
    question,
    result,
    says_word,
)
from ownerapp.presentation.first_run import Step as RunStep
from ownerapp.presentation.first_run import back_words, next_words
from ownerapp.presentation.voice import notice_language
from ownerapp.services.drift import CarSays, DriftDone, DriftList
from ownerapp.ui.dialogs.guide_block import GuideBlock
from ownerapp.ui.dialogs.wizard_sheet import WizardSheet
from ownerapp.ui.pages.session import Session
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.answer_row import AnswerRow
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.text import body, title


class DriftSheet(WizardSheet):
    """Goes through the practices of a car.

    Args:
        window: The window, or a widget in it.
        session: The desk and the settings.
        found: What there is to look at.
        zone: The zone in which dates are shown.

    Signals:
        looked: It is written down.
    """

    looked = Signal()

    def __init__(
        self, window: QWidget, session: Session, found: DriftList, *, zone: tzinfo
    ) -> None:
        super().__init__(window, session, "drift-sheet")
        self._found = found
        self._zone = zone
        self._said: dict[PracticeId, CarSays] = {}
        self._number = -1
        self._row: AnswerRow | None = None
        self._done: DriftDone | None = None
        self.show_step()

    def answers(self) -> AnswerRow | None:
        """Return the answers of the present question, while there is one."""
        return self._row

    def said_so_far(self) -> dict[PracticeId, CarSays]:
        """Return what was seen."""
        return dict(self._said)

    @override
    def is_done(self) -> bool:
        """Say whether it is written down."""
        return self._done is not None

    @override
    def has_answers(self) -> bool:
        """Say whether anything was seen."""
        return bool(self._said)

    @override
    def show_step(self) -> None:
        """Show the introduction, the present question, or what came of it."""
        self._row = None
        found = self._found
        language = notice_language(found.notice, current_language())
        self.back_button.setText(back_words())
        self.next_button.setText(next_words(RunStep.LANGUAGE))
        show_when(self.back_button, self._number >= 0 and self._done is None)
        if self._number < 0:
            lines = intro_lines(found.standing, self._zone)
            self.fill("", _("Look at the car's own settings"), [body(line) for line in lines])
            return
        if self._number < len(found.items):
            asked = question(found, self._number, language)
            said = self._said.get(asked.practice)
            self._row = AnswerRow(
                asked.practice,
                asked.question,
                [(item.value, says_word(item)) for item in CarSays],
                chosen=said.value if said is not None else "",
            )
            self._row.answered.connect(self._on_answered)
            parts = [body(asked.recorded, tone=Tone.MUTED), GuideBlock(asked.guide), self._row]
            self.fill(asked.count, asked.heading, parts)
            return
        seen = result(found, self._said, language)
        if self._done is not None:
            self.fill("", _("The look at the car is written down"), self._rows(seen.rows))
            self.next_button.setText(pgettext("button", "Done"))
            return
        parts = [body(line) for line in seen.lines]
        self.fill("", seen.heading, [*parts, *self._rows(seen.rows)])
        self.next_button.setText(pgettext("button", "Write it down"))

    def _rows(self, rows: tuple[DriftRow, ...]) -> list[QWidget]:
        """Return what differs, each with the steps that set it."""
        if not rows:
            return [body(_("Nothing that you found differs from what you decided."))]
        made = []
        for row in rows:
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(title(row.title))
            column.addWidget(body(row.sentence))
            if row.guide is not None:
                column.addWidget(GuideBlock(row.guide))
            made.append(part)
        return made

    @Slot(str, str)
    def _on_answered(self, practice: str, said: str) -> None:
        """Remember what the car shows."""
        self._said[PracticeId(practice)] = CarSays(said)
        self.complain("")

    @override
    def go_back(self) -> None:
        """Go to the question before; what was said stays."""
        self._number -= 1
        self.turn()

    @override
    def go_on(self) -> None:
        """Go to the next question, or write it down with the last press."""
        if self._done is not None:
            self.accept()
            return
        items = self._found.items
        if 0 <= self._number < len(items) and items[self._number].practice.id not in self._said:
            self.complain(_("Say what the car shows first. Nothing is chosen for you."))
            return
        if self._number == len(items):
            self._finish()
            return
        self._number += 1
        self.turn()

    def _finish(self) -> None:
        found, said = self._found, dict(self._said)
        language = notice_language(found.notice, current_language())
        self.said.clear()
        self.set_busy(busy=True)
        self._session.call(
            lambda desk: desk.this_car.finish_drift(found.vehicle, said, language=language),
            self._on_done,
            self.failed,
        )

    @Slot(object)
    def _on_done(self, done: DriftDone) -> None:
        """Say that it is written down; what differs stays in view."""
        self.set_busy(busy=False)
        self._done = done
        self.looked.emit()
        self.turn()
