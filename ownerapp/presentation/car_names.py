"""What cars are called where several people keep cars in one store.

Rules:

1. A car is called what its owner calls it. Where the cars have several owners, each is named beside
   their car: two people may keep the same car, each with choices of their own.
2. Two that would still be called alike are told apart by plate, then by VIN.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ownerapp.domain.ids import VehicleId
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.presentation.joining import phrases


def have_several_owners(cars: Iterable[Vehicle]) -> bool:
    """Say whether the cars belong to more than one person."""
    return len({car.person for car in cars}) > 1


def car_names(cars: Sequence[Vehicle], people: Iterable[Person]) -> dict[VehicleId, str]:
    """Return what each car is called in a list of all of them.

    Args:
        cars: All cars.
        people: Everybody who may own one; needed where there are several owners only.
    """
    owners = {person.id: person.name for person in people} if have_several_owners(cars) else {}
    names = {car.id: phrases(car.name, owners.get(car.person, "")) for car in cars}
    parts: tuple[Callable[[Vehicle], str], ...] = (lambda car: car.plate, lambda car: car.vin)
    for part in parts:
        alike = Counter(names.values())
        for car in cars:
            if alike[names[car.id]] > 1:
                names[car.id] = phrases(names[car.id], part(car))
    return names
