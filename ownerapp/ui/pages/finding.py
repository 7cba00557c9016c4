"""Goes from a search result to its place: the car, the page, the card, opened and in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QWidget

from ownerapp.ui.pages.choices import ChoicesPage

if TYPE_CHECKING:
    from ownerapp.domain.ids import PracticeId, VehicleId
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.presentation.search import Hit

_ABOVE = 16


class Finding(QObject):
    """Remembers what is to be shown until the cards of its car are there.

    Signals:
        car_wanted: Another car is to be looked at; its id.
        choices_wanted: The page with the cards is to be shown.
        notice_wanted: What was found stands on the page of the notice; the place there.
    """

    car_wanted = Signal(str)
    choices_wanted = Signal()
    notice_wanted = Signal(str)

    def __init__(self, page: ChoicesPage) -> None:
        super().__init__(page)
        self._page = page
        self._wanted: tuple[VehicleId, PracticeId | None, str] | None = None
        page.built.connect(self._on_built)
        self._present: VehicleId | None = None

    def begin(self, car: VehicleId, hit: Hit) -> None:
        """Go to a result of a car."""
        from ownerapp.presentation.search_page import notice_place  # noqa: PLC0415 - off the start

        self._wanted = (car, hit.practice, notice_place(hit))
        if car != self._present:
            self.car_wanted.emit(car)
        else:
            self._go_on()

    def begin_practice(self, practice: PracticeId) -> None:
        """Go to the card of a practice of the present car."""
        if self._present is not None:
            self._wanted = (self._present, practice, "")
            self._go_on()

    def car_shown(self, car: Vehicle) -> None:
        """Go on once the cards show a car."""
        self._present = car.id
        self._go_on()

    @Slot()
    def _on_built(self) -> None:
        """Go on once every card is there."""
        self._go_on()

    def _go_on(self) -> None:
        """Show what is wanted, if its car is there and its cards are."""
        if self._wanted is None or self._wanted[0] != self._present or not self._page.is_built():
            return
        _car, practice, place = self._wanted
        self._wanted = None
        card = self._page.card(practice) if practice is not None and not place else None
        if card is None:
            self.notice_wanted.emit(place or practice or "")
            return
        self.choices_wanted.emit()
        if not card.is_asking():
            card.open_details(True)  # noqa: FBT003 -- a setter
        if not card.details_button.isHidden():
            card.details_button.setFocus(Qt.FocusReason.OtherFocusReason)
        area = self._page.scroll_area
        # Once the card has its new height.
        QTimer.singleShot(0, card, lambda: bring_to_top(area, card))


def bring_to_top(area: QScrollArea, part: QWidget) -> None:
    """Scroll until a part stands at the top of what is seen, or as near as it goes."""
    content = area.widget()
    if content is not None:
        top = part.mapTo(content, part.rect().topLeft()).y()
        area.verticalScrollBar().setValue(top - _ABOVE)
