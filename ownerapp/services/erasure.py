"""Erasing a person or a car: names, plate and VIN go for good, the history stays whole.

Rules:

1. Entries of the history name nobody: people and cars stand in them by random ids. So their
   names can go while every entry, hash and signature stays as it is.
2. The rows go and the entry ``person.erased`` is written in one transaction. The folders
   and names of the exported files go with them, because a path can say who somebody is;
   so do those of files that still wait for their names.
3. What the engine keeps of them elsewhere is removed at once, or by the next start
   (``scrubbing``). Backups and records that lie outside the data folder are the person's
   own files; where records went is told before, and never touched.
"""

from __future__ import annotations

import os

from ownerapp.domain.errors import PersonMissingError
from ownerapp.domain.event import EventKind
from ownerapp.domain.ids import PersonId
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.publishing import finish, forget
from ownerapp.services.rule_times import forget_times
from ownerapp.services.scrubbing import mark_pending, scrub
from ownerapp.services.vehicles import Vehicles


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """Who and what would be erased."""

    person: Person | None
    """None where only a car is erased and its owner stays."""
    vehicles: tuple[Vehicle, ...]
    cars: tuple[Vehicle, ...]
    """All that are kept, so that none of them is taken for one that goes."""
    people: tuple[Person, ...]
    """Everybody who is kept."""
    exported: tuple[str, ...]
    """Paths to which records of these cars were exported; they stay where they are."""
    requests: int = 0
    """Letters about these cars, which go with the replies to them."""
    rules: int = 0
    """The person's own rules, which go with them; they stay where only a car goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was erased."""

    plan: ErasurePlan
    is_clean: bool
    """False where another program has the data open: the remains go with the next start."""


class ErasureService:
    """Use cases around erasing."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def plan_car(self, car: str | None) -> ErasurePlan:
        """Return what erasing a car would erase.

        Raises:
            CarMissingError: There is no such car, or none at all.
            CarNeededError: There are several and none was named.
        """
        vehicle = Vehicles(self._opened).find(car)
        with self._opened.store.read() as work:
            return _plan(work, None, (vehicle,))

    def plan_person(self, person: str) -> ErasurePlan:
        """Return what erasing a person, by id or by name, would erase.

        Raises:
            PersonMissingError: There is no such person.
        """
        with self._opened.store.read() as work:
            people = {item.id: item for item in work.people()}
            found = people.get(PersonId(person)) or next(
                (item for item in people.values() if item.name == person), None
            )
            if found is None:
                raise PersonMissingError
            cars = tuple(item for item in work.vehicles() if item.person == found.id)
            return _plan(work, found, cars)

    def erase(self, plan: ErasurePlan) -> Erased:
        """Erase what a plan names; nothing brings it back.

        What is gone already, because another process erased it, is no error.

        Raises:
            HistoryBrokenError: The history is known to be broken.
            UnavailableError: Lock, disk or store fail; nothing was erased.
        """
        # What can still get its name gets it; what cannot be reached is forgotten below.
        finish(self._opened.around, self._opened.store)
        with self._opened.ledger.entries() as entries:
            work = entries.work
            people = {item.id for item in work.people()}
            present = [item for item in work.vehicles() if _is_meant(item, plan)]
            for vehicle in present:
                work.erase_vehicle(vehicle.id)
            if plan.person is not None and plan.person.id in people:
                work.erase_person(plan.person.id)
                forget_times(work, plan.person.id)
                entries.note(
                    EventKind.PERSON_ERASED,
                    person=plan.person.id,
                    detail={"vehicles": [item.id for item in present]},
                )
            elif plan.person is None:
                for vehicle in present:
                    entries.note(EventKind.PERSON_ERASED, person=vehicle.person, vehicle=vehicle.id)
            forget(work)
            mark_pending(work)
        return Erased(plan=plan, is_clean=scrub(self._opened.around, self._opened.store))


def _is_meant(vehicle: Vehicle, plan: ErasurePlan) -> bool:
    """Tell whether a plan takes a car in, also one that its person got since then."""
    if plan.person is not None and vehicle.person == plan.person.id:
        return True
    return any(vehicle.id == item.id for item in plan.vehicles)


def _plan(work: UnitOfWork, person: Person | None, cars: tuple[Vehicle, ...]) -> ErasurePlan:
    ids = {item.id for item in cars}
    return ErasurePlan(
        person=person,
        vehicles=cars,
        cars=tuple(work.vehicles()),
        people=tuple(work.people()),
        exported=tuple(
            f"{os.path.join(entry.folder, entry.name)}.{kind}"  # noqa: PTH118 - touches no disk
            for entry in reversed(work.exports())
            if entry.vehicle in ids and entry.name
            for kind in entry.formats
        ),
        requests=sum(item.vehicle in ids for item in work.requests.all()),
        rules=len(work.rules.of_person(person.id)) if person is not None else 0,
    )
