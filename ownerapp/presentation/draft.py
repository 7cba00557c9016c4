"""The draft of a first run: answers that nothing has saved yet, seen as choices.

Only *Make my record* saves them; closing, a crash or a change of language saves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from ownerapp.domain.choice import Choice, ChoiceKey, Status
from ownerapp.domain.ids import PersonId, PracticeId, VehicleId
from ownerapp.domain.term import term_end
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import Answer, CarChoices, PracticeChoice
from ownerapp.services.ports.notices import LoadedNotice
from ownerapp.services.vehicles import CarDetails


def draft_choices(
    notice: LoadedNotice,
    details: CarDetails,
    answers: Mapping[PracticeId, Answer],
    *,
    now: datetime,
    zone: tzinfo,
) -> CarChoices:
    """Return the choices of a first run's draft, which nothing has saved yet."""
    person, car = PersonId("draft"), VehicleId("draft")
    choices = []
    for practice in notice.notice.optional():
        answer = answers.get(practice.id)
        if answer is None:
            choices.append(PracticeChoice(practice=practice, choice=None, status=Status.UNDECIDED))
            continue
        status = Status.GIVEN if answer.on else Status.REFUSED
        choice = Choice(
            key=ChoiceKey(person=person, vehicle=car, practice=practice.id),
            status=status,
            decided_at=now,
            event_seq=0,
            notice=notice.notice.hash,
            term=answer.term,
            ends_at=term_end(answer.term, now, zone) if answer.term else None,
        )
        choices.append(PracticeChoice(practice=practice, choice=choice, status=status))
    vehicle = Vehicle(
        id=car,
        person=person,
        name=details.name,
        plate=details.plate,
        vin=details.vin,
        notice=notice.notice.hash,
    )
    return CarChoices(
        vehicle=vehicle,
        notice=notice.notice,
        trust=notice.trust,
        choices=tuple(choices),
        now=now,
        entries=0,
        saved=False,
    )
