"""Correcting what a person typed about a car: its name, plate and VIN, and the owner's name.

Rules:

1. The checks are those of adding a car: only details that passed them are kept.
2. Names are kept apart from the history, so a correction is no entry of it: nothing in the history
   says what a car or a person was called, before or after.
3. The owner's name is that of the person: correcting it renames them for all of their cars.
4. A person is never made another one. Where somebody else here has the name already, nothing is
   changed: choices and records belong to a person, and a typed name moves none of them.
5. What was made before, records, letters and pages, keeps its words.

Where two computers are joined, the names that are written here stay, as :mod:`merging` has it: a
correction is neither undone by joining nor carried to the other computer.
"""

from __future__ import annotations

from dataclasses import replace

from ownerapp.domain.errors import CarMissingError, OwnerNameTakenError
from ownerapp.domain.ids import VehicleId
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.vehicles import CarDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDetails:
    """What is kept about a car now, and what else a correction of it concerns."""

    vehicle: Vehicle
    details: CarDetails
    others: tuple[Vehicle, ...]
    """The other cars of the same person, for which the owner's name counts as well."""


class Correcting:
    """Use cases around a typing mistake in what is kept about a car."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def look(self, car: VehicleId) -> KeptDetails:
        """Return what is kept about a car.

        Raises:
            CarMissingError: There is no such car.
        """
        with self._opened.store.read() as work:
            return _kept(work, car)[0]

    def correct(self, car: VehicleId, details: CarDetails) -> KeptDetails:
        """Keep details in place of those that are kept, and return these.

        Args:
            car: The car.
            details: All of its details, checked as for adding a car.

        Raises:
            CarMissingError: There is no such car.
            OwnerNameTakenError: Somebody else here has the owner's name (rule 4).
            HistoryBrokenError: The history is known to be broken; nothing is written then.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        with self._opened.ledger.entries() as entries:
            work = entries.work
            before, owner = _kept(work, car)
            if details.owner != owner.name:
                if any(item.name == details.owner for item in work.people()):
                    raise OwnerNameTakenError(reason="" if details.owner else "nameless")
                work.add_person(replace(owner, name=details.owner))
            vehicle = replace(
                before.vehicle, name=details.name, plate=details.plate, vin=details.vin
            )
            if vehicle != before.vehicle:
                work.add_vehicle(vehicle)
        return before


def _kept(work: UnitOfWork, car: VehicleId) -> tuple[KeptDetails, Person]:
    """Return what is kept about a car, and its owner."""
    vehicles = work.vehicles()
    vehicle = next((item for item in vehicles if item.id == car), None)
    if vehicle is None:
        raise CarMissingError(car=car)
    owner = next(item for item in work.people() if item.id == vehicle.person)
    kept = KeptDetails(
        vehicle=vehicle,
        details=CarDetails(
            name=vehicle.name, owner=owner.name, plate=vehicle.plate, vin=vehicle.vin
        ),
        others=tuple(item for item in vehicles if item.person == owner.id and item.id != car),
    )
    return kept, owner
