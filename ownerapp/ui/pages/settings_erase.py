"""The card *Erase* of the settings: people and cars, each with the way to erase it for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ownerapp.domain.errors import OwnerAppError
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _
from ownerapp.presentation.erasing import ErasableRow, erasable_cars, erasable_people
from ownerapp.presentation.explain import explain
from ownerapp.ui.pages.notices_section import Line, Lines
from ownerapp.ui.pages.session import Session
from ownerapp.ui.pages.settings_sections import Section
from ownerapp.ui.pages.store_reading import StoreReading
from ownerapp.ui.theme import Tone
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.live_banner import LiveBanner
from ownerapp.ui.widgets.text import body, detail

if TYPE_CHECKING:
    from ownerapp.domain.vehicle import Person, Vehicle
    from ownerapp.presentation.desk import Desk
    from ownerapp.services.erasure import ErasurePlan
    from ownerapp.ui.dialogs.erase_sheet import EraseSheet


class EraseSection(Section):
    """Who and what can be erased.

    Signals:
        person_pressed: A person is to be erased; the id.
        car_pressed: A car is to be erased; the id.
    """

    person_pressed = Signal(str)
    car_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = LiveBanner()
        self._what = body(tone=Tone.MUTED)
        self.people = Lines()
        self.cars = Lines()
        self.inside.addWidget(self.said)
        self.inside.addWidget(self._what)
        self.inside.addWidget(self.people)
        self.inside.addWidget(self.cars)
        self.people.pressed.connect(self.person_pressed)
        self.cars.pressed.connect(self.car_pressed)

    @override
    def retranslate(self) -> None:
        """Write all words; the lists are shown anew by who knows them."""
        self.set_title(_("Erase a person or a car"))
        self._what.setText(
            _(
                "Name, licence plate and VIN are removed from this program's files for good. "
                "You are told what goes and what stays before anything happens."
            )
        )
        self.people.set_texts(_("People"), _("Nobody."))
        self.cars.set_texts(_("Cars"), _("None."))

    def show_lists(self, people: Sequence[ErasableRow], cars: Sequence[ErasableRow]) -> None:
        """Show who and what is there."""
        self.people.show_lines([_line(row) for row in people])
        self.cars.show_lines([_line(row) for row in cars])


def _line(row: ErasableRow) -> Line:
    parts = [body(row.title)]
    if row.second:
        parts.append(detail(row.second, tone=Tone.MUTED))
    return Line(row.key, row.link, *parts, name=row.described)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Known:
    """What the store knows."""

    people: tuple[Person, ...]
    cars: tuple[Vehicle, ...]


class ErasePart(QObject):
    """Joins the card to the store.

    Signals:
        erased: Somebody or something is gone: everything is to be read anew.
    """

    erased = Signal()

    def __init__(self, session: Session, section: EraseSection) -> None:
        super().__init__(section)
        self._session = session
        self._section = section
        self._known: _Known | None = None
        self._reading = StoreReading(session, self._on_read, self._on_failed, self)
        self._sheet: EraseSheet | None = None
        section.person_pressed.connect(self._on_person_pressed)
        section.car_pressed.connect(self.erase_car)

    def sheet(self) -> EraseSheet | None:
        """Return the open question, if any."""
        return self._sheet

    def load(self) -> None:
        """Read who and what is there."""
        self._reading.ask(_read)

    def retranslate(self) -> None:
        """Make all words again."""
        known = self._known
        if known is not None:
            self._section.show_lists(
                erasable_people(known.people, known.cars),
                erasable_cars(known.cars, known.people),
            )

    @Slot(object)
    def _on_read(self, known: _Known) -> None:
        """Show what was read."""
        self._known = known
        self.retranslate()

    @Slot(object)
    def _on_failed(self, error: OwnerAppError) -> None:
        """Say what did not work."""
        self._section.said.tell(BannerKind.STOP, lambda: explain(error).text())

    @Slot(str)
    def _on_person_pressed(self, person: str) -> None:
        """Look what would go with a person."""
        self._section.said.clear()
        self._session.call(
            lambda desk: desk.plan_erasing_person(person), self._on_planned, self._on_failed
        )

    @Slot(str)
    def erase_car(self, car: str) -> None:
        """Look what would go with a car."""
        self._section.said.clear()
        self._session.call(
            lambda desk: desk.plan_erasing_car(car), self._on_planned, self._on_failed
        )

    @Slot(object)
    def _on_planned(self, plan: ErasurePlan) -> None:
        """Ask, with what goes and what stays."""
        from ownerapp.ui.dialogs.erase_sheet import EraseSheet  # noqa: PLC0415 - seldom needed

        if self._sheet is not None:
            return
        self._sheet = EraseSheet(self._section, self._session, plan)
        self._sheet.erased.connect(self.erased)
        self._sheet.finished.connect(self._on_sheet_finished)
        self._sheet.open_over()

    @Slot()
    def _on_sheet_finished(self) -> None:
        """Forget the sheet; it deletes itself."""
        self._sheet = None


def _read(desk: Desk) -> _Known:
    """Read everything; runs on the store thread."""
    return _Known(people=desk.people(), cars=desk.cars())
