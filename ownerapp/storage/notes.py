"""Private notes on choices, in their table."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, select

from ownerapp.domain.choice import ChoiceKey
from ownerapp.domain.ids import PersonId, PracticeId, VehicleId
from ownerapp.domain.private_note import PrivateNote
from ownerapp.storage.engine import upsert
from ownerapp.storage.rows import PrivateNoteRow, table_of
from ownerapp.storage.work import Work

_NOTES = table_of(PrivateNoteRow)
_PUT = upsert(_NOTES, keys=("person", "vehicle", "practice"))
_FORGET = delete(_NOTES).where(
    _NOTES.c.person == bindparam("of_person"),
    _NOTES.c.vehicle == bindparam("of_vehicle"),
    _NOTES.c.practice == bindparam("of_practice"),
)
_OF_VEHICLE = (
    select(PrivateNoteRow)
    .where(PrivateNoteRow.vehicle == bindparam("of_vehicle"))
    .order_by(PrivateNoteRow.person, PrivateNoteRow.practice)
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
        self._work.write(delete(_NOTES).where(_NOTES.c.vehicle == vehicle))

    def remove_of_person(self, person: PersonId) -> None:
        """Forget every note of a person."""
        self._work.write(delete(_NOTES).where(_NOTES.c.person == person))
