"""What a record is about: everything or some collections, this car or all, now or one day.

Rules:

1. Beforehand it is everything optional of this car as it stands now; the choices lie folded
   until the person asks for them.
2. What is ticked beforehand is nothing: of *only what you tick* the person ticks each.
3. A day is typed as it is on the command line; whether there is a record of it the store says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ownerapp.domain.errors import DateInvalidError
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, pgettext
from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.drawing import show_when
from ownerapp.ui.widgets.fields import RadioList, TextField
from ownerapp.ui.widgets.indenting import indented
from ownerapp.ui.widgets.text import Text, label, title

ALL, SOME, EVERY_CAR = "all", "some", "every-car"
NOW, DAY = "now", "day"
_MARK, _GAP = 16, 8
"""The size of a radio button, and the room between it and its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a record is to be about."""

    practices: tuple[PracticeId, ...] | None = None
    day: date | None = None
    every_car: bool = False


class ExportScope(QWidget):
    """Which collections, which cars and which day.

    Args:
        practices: The optional collections of the car with their titles, in their order.
        has_several: There are other cars, too.
        car: What the car is called; said where there are several.
        today: The present local day.

    Signals:
        changed: Something was chosen, ticked or typed.
    """

    changed = Signal()

    def __init__(
        self,
        practices: Sequence[tuple[PracticeId, str]],
        *,
        has_several: bool,
        today: date,
        car: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._has_several = has_several
        self._car = car
        self._today = today
        self._title = title()
        self._line = Text("", role=TextRole.BODY, widest=400)
        self.change_button = ActionButton()
        self._choices = QWidget()
        self.what = RadioList()
        self.rows = {name: CheckRow(words) for name, words in practices}
        self._ticks = QWidget()
        self.when = RadioList()
        self.day_field = TextField()
        self._day_note = label()
        self._typed = QWidget()
        self._build()
        self._offer()
        self.what.pick(ALL)
        self.when.pick(NOW)
        self.change_button.clicked.connect(self._on_change_clicked)
        self.what.picked.connect(self._on_changed)
        self.when.picked.connect(self._on_changed)
        self.day_field.textChanged.connect(self._on_changed)
        for row in self.rows.values():
            row.toggled.connect(self._on_changed)
        self.retranslate()

    def is_about_a_day(self) -> bool:
        """Tell whether the record is to be about a day, also while that is still typed."""
        return self.when.key() == DAY

    def scope(self) -> Scope:
        """Return what was chosen.

        Raises:
            DateInvalidError: What was typed is not a date.
        """
        ticked = tuple(name for name, row in self.rows.items() if row.isChecked())
        return Scope(
            practices=ticked if self.what.key() == SOME else None,
            day=self._day() if self.when.key() == DAY else None,
            every_car=self.what.key() == EVERY_CAR,
        )

    def pick_day(self, day: date) -> None:
        """Begin with a day; the present one stays *now*."""
        if day < self._today:
            self._on_change_clicked()
            self.when.pick(DAY)
            self.day_field.setText(day.isoformat())
            self._on_changed()

    def lacks_ticks(self) -> bool:
        """Tell whether only what is ticked goes in, and nothing is."""
        return self.what.key() == SOME and not any(row.isChecked() for row in self.rows.values())

    def retranslate(self) -> None:
        """Write all words."""
        self._title.setText(_("What it is about"))
        self._offer()
        if self._has_several and self._car:
            # Translators: {car} is what the person calls the car.
            words = _(
                "{car}: every collection with a switch, as your choices stand now", car=self._car
            )
        else:
            words = _("Every collection with a switch, as your choices stand now")
        self._line.setText(words)
        self.change_button.setText(pgettext("button", "Change"))
        self.change_button.setAccessibleName(_("Change what the record is about"))
        self._day_note.setText(_("The day as year, month and day"))
        self.day_field.setPlaceholderText((self._today - timedelta(days=1)).isoformat())
        self.day_field.setAccessibleName(self._day_note.text())
        self._show_parts()

    def _build(self) -> None:
        """Lay the parts out."""
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._line, 1)
        head.addWidget(self.change_button)
        ticks = indented(self._ticks, mark=_MARK, gap=_GAP)
        ticks.setSpacing(0)
        for row in self.rows.values():
            ticks.addWidget(row)
        typed = indented(self._typed, mark=_MARK, gap=_GAP)
        typed.setContentsMargins(0, 4, 0, 0)
        typed.setSpacing(4)
        typed.addWidget(self._day_note)
        typed.addWidget(self.day_field)
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 8, 0, 0)
        choices.setSpacing(0)
        for part in (self.what, self._ticks):
            choices.addWidget(part)
        choices.addSpacing(8)
        for part in (self.when, self._typed):
            choices.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self._choices)
        self._choices.hide()

    def _offer(self) -> None:
        """Offer the choices in the language in force."""
        what = [(ALL, _("Every collection of this car that has a switch"))]
        if self._has_several:
            what.append((EVERY_CAR, _("All your cars, one record each")))
        # What can be ticked follows it.
        what.append((SOME, _("Only what you tick")))
        self.what.set_choices(what)
        self.when.set_choices(
            [
                (NOW, _("As your choices stand now")),
                (DAY, _("As your choices stood when a day ended")),
            ]
        )

    def _show_parts(self) -> None:
        show_when(self._ticks, self.what.key() == SOME)
        show_when(self._typed, self.when.key() == DAY)

    def _day(self) -> date:
        typed = self.day_field.text().strip()
        try:
            return date.fromisoformat(typed)
        except ValueError as error:
            raise DateInvalidError(value=typed) from error

    @Slot()
    def _on_change_clicked(self) -> None:
        """Unfold the choices; they stay."""
        self.change_button.hide()
        self._line.hide()
        self._choices.show()
        self.what.rows()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_changed(self) -> None:
        """Show what belongs to the choice."""
        self._show_parts()
        self.changed.emit()
