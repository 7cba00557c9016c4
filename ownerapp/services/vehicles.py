"""People and cars: adding one, listing them, finding the one that is meant."""

from __future__ import annotations

from ownerapp.domain.errors import (
    CarMissingError,
    CarNeededError,
    TextNotAllowedError,
)
from ownerapp.domain.event import EventKind
from ownerapp.domain.ids import PersonId, VehicleId
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import (
    NAME_LIMIT,
    PLATE_LIMIT,
    Person,
    Vehicle,
    clean_text,
    clean_vin,
)
from ownerapp.i18n.drawable import first_undrawable
from ownerapp.services.ledger import Entries
from ownerapp.services.notice_trust import keep_followed_notice
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.notices import LoadedNotice
from ownerapp.services.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class CarDetails:
    """What a person typed about a car, cleaned and checked by :func:`checked_details`."""

    name: str
    owner: str = ""
    plate: str = ""
    vin: str = ""


def checked_details(*, name: str, owner: str = "", plate: str = "", vin: str = "") -> CarDetails:
    """Return details ready to keep.

    Raises:
        FieldRequiredError: The name is empty.
        TextNotAllowedError: A text is too long, holds control or bidi characters, or a
            character that the bundled fonts cannot draw.
        VinInvalidError: The VIN is not one.
    """
    details = CarDetails(
        name=clean_text("name", name, limit=NAME_LIMIT, required=True),
        owner=clean_text("owner", owner, limit=NAME_LIMIT),
        plate=clean_text("plate", plate, limit=PLATE_LIMIT),
        vin=clean_vin(vin),
    )
    for field, text in (
        ("name", details.name),
        ("owner", details.owner),
        ("plate", details.plate),
    ):
        codepoint = first_undrawable(text)
        if codepoint is not None:
            raise TextNotAllowedError(field=field, reason="undrawable", codepoint=codepoint)
    return details


class Vehicles:
    """Use cases around people and cars."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def all(self) -> tuple[Vehicle, ...]:
        """Return all cars, oldest first."""
        with self._opened.store.read() as work:
            return tuple(work.vehicles())

    def people(self) -> tuple[Person, ...]:
        """Return all people, oldest first."""
        with self._opened.store.read() as work:
            return tuple(work.people())

    def find(self, car: str | None) -> Vehicle:
        """Return the car that is meant: by id, or the only one.

        Raises:
            CarMissingError: There is no such car, or none at all.
            CarNeededError: There are several and none was named.
        """
        cars = self.all()
        if car is None:
            if not cars:
                raise CarMissingError
            if len(cars) > 1:
                raise CarNeededError(cars=tuple(item.id for item in cars))
            return cars[0]
        for item in cars:
            if item.id == car:
                return item
        raise CarMissingError(car=car)

    def add(self, details: CarDetails, notice: LoadedNotice) -> Vehicle:
        """Keep a car, its owner and the notice that it follows.

        Raises:
            NoticeSignatureError: The notice was changed after it was signed.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        with self._opened.ledger.entries() as entries:
            return add_vehicle(entries, details, notice, self._opened.around)


def add_vehicle(
    entries: Entries, details: CarDetails, loaded: LoadedNotice, around: Surroundings
) -> Vehicle:
    """Keep a car inside a transaction and write down which notice it follows.

    Raises:
        NoticeSignatureError: The notice was changed after it was signed.
    """
    work, ids = entries.work, around.ids
    person = next((item for item in work.people() if item.name == details.owner), None)
    if person is None:
        person = Person(id=PersonId(ids.uuid()), name=details.owner)
        work.add_person(person)
    vehicle = Vehicle(
        id=VehicleId(ids.uuid()),
        person=person.id,
        name=details.name,
        plate=details.plate,
        vin=details.vin,
        notice=loaded.notice.hash,
    )
    keep_followed_notice(work, loaded, around, entries.now)
    work.add_vehicle(vehicle)
    entries.note(
        EventKind.NOTICE_INSTALLED,
        person=person.id,
        vehicle=vehicle.id,
        notice=loaded.notice.hash,
        detail={"pack": loaded.notice.pack_id, "version": loaded.notice.version},
    )
    return vehicle
