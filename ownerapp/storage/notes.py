"""Private notes on choices, in their table."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from ownerapp.domain.choice import ChoiceKey
from ownerapp.domain.ids import PersonId, PracticeId, VehicleId
from ownerapp.domain.private_note import PrivateNote
from ownerapp.storage.engine import upsert
from ownerapp.storage.rows import PRIVATE_NOTES
from ownerapp.storage.work import Work

_PUT = upsert(PRIVATE_NOTES, keys=("person", "vehicle", "practice"))
_FORGET = delete(PRIVATE_NOTES).where(
    PRIVATE_NOTES.c.person == bindparam("of_person"),
    PRIVATE_NOTES.c.vehicle == bindparam("of_vehicle"),
    PRIVATE_NOTES.c.practice == bindparam("of_practice"),
)
_OF_VEHICLE = (
    select(PRIVATE_NOTES)
    .where(PRIVATE_NOTES.c.vehicle == bindparam("of_vehicle"))
    .order_by(PRIVATE_NOTES.c.person, PRIVATE_NOTES.c.practice)
)


class SqlPrivateNotes:
    """Private notes."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, note: PrivateNote) -> None:
        """Keep a note in place of an earlier one; an empty one is forgotten."""
        key = note.key
        if not note.text:
            of = {"of_person": key.person, "of_vehicle": key.vehicle, "of_practice": key.practice}
            self._work.write(_FORGET, of)
            return
        self._work.write(
            _PUT,
            {
                "person": key.person,
                "vehicle": key.vehicle,
                "practice": key.practice,
                "text": note.text,
            },
        )

    def of_vehicle(self, vehicle: VehicleId) -> Sequence[PrivateNote]:
        """Return the notes about a car, by person and practice."""
        return tuple(
            PrivateNote(
                key=ChoiceKey(
                    person=PersonId(row.person),
                    vehicle=VehicleId(row.vehicle),
                    practice=PracticeId(row.practice),
                ),
                text=row.text,
            )
            for row in self._work.rows(_OF_VEHICLE, {"of_vehicle": vehicle})
        )

    def remove_of_vehicle(self, vehicle: VehicleId) -> None:
        """Forget every note about a car."""
        self._work.write(delete(PRIVATE_NOTES).where(PRIVATE_NOTES.c.vehicle == vehicle))

    def remove_of_person(self, person: PersonId) -> None:
        """Forget every note of a person."""
        self._work.write(delete(PRIVATE_NOTES).where(PRIVATE_NOTES.c.person == person))
