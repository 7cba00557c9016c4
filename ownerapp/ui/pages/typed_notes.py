"""Private notes that a person is typing and has not saved yet, by the car that they are about.

Rules:

1. Looking at another car, or adding one, loses no words: they stand there again when their car is
   looked at, and are no note before the person saves them.
2. Locking and closing save them in the encrypted store, as nothing that was typed may stay in
   memory then. A field that was only emptied takes no note away by that.
3. Words about a car that is gone are gone with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from ownerapp.domain.ids import PracticeId, VehicleId

if TYPE_CHECKING:
    from ownerapp.presentation.desk import Desk


class TypedNotes:
    """Remembers what was typed about the choices of each car."""

    def __init__(self) -> None:
        self._of_cars: dict[VehicleId, dict[PracticeId, str]] = {}

    def keep(self, car: VehicleId, notes: Mapping[PracticeId, str]) -> None:
        """Remember what is typed about a car now, in place of what was."""
        self._of_cars.pop(car, None)
        if notes:
            self._of_cars[car] = dict(notes)

    def of(self, car: VehicleId) -> Mapping[PracticeId, str]:
        """Return what is typed about a car, by practice."""
        return self._of_cars.get(car, {})

    def keep_only(self, cars: Iterable[VehicleId]) -> None:
        """Forget what is about any other car (rule 3)."""
        present = set(cars)
        self._of_cars = {car: notes for car, notes in self._of_cars.items() if car in present}

    def hand_over(self) -> Callable[[Desk], None] | None:
        """Forget everything, and return what saves it with a desk; None for nothing (rule 2)."""
        given, self._of_cars = self._of_cars, {}
        if not given:
            return None

        def save(desk: Desk) -> None:
            for car in desk.cars():
                for practice, text in given.get(car.id, {}).items():
                    if text.strip():
                        desk.keep_note(car, practice, text)

        return save
