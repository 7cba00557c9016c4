"""The drift check: what the car's own screens say, beside what was decided here.

Rules:

1. The person looks and says *on*, *off* or *cannot find it*; nothing is asked of the car.
2. ``driftcheck.done`` holds the person's word and the recorded state for each practice they
   looked at. Only where the two are the same, evidence ``M`` is added to the choice.
3. Where they differ, a choice that rested on the person's word falls back to *recorded here*;
   a level that the car or its maker vouches for is never touched.
4. A check is due 90 days after the last one, or after the car was added. That is computed when
   it is asked, so it needs no program running.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from ownerapp.domain.choice import SET_IN_CAR, SET_OFF, SET_ON, Choice, Status
from ownerapp.domain.continuing import continuing_choice
from ownerapp.domain.errors import PracticeMissingError
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_facts import GuidedSteps
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService, kept_choices
from ownerapp.services.handover import present_car
from ownerapp.services.history import parsed
from ownerapp.services.ledger import Entries
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.log import EventQuery

INTERVAL: Final = timedelta(days=90)
_FALLS_BACK = frozenset({EvidenceLevel.SELF_REPORTED})


class CarSays(StrEnum):
    """What the person sees on the car's screen."""

    ON = "on"
    OFF = "off"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftStanding:
    """When a car was last looked at, and whether it is time again."""

    last_at: datetime | None
    """None before the first check."""
    due_at: datetime
    is_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftItem:
    """One practice to look at in the car."""

    practice: Practice
    is_on: bool
    """The recorded state; without an answer it is off."""
    is_answered: bool
    guides: tuple[GuidedSteps, ...]
    """The notice's steps: how to see it, to turn it off and to turn it on."""

    def agrees(self, said: CarSays) -> bool:
        """Tell whether the car shows what is recorded here."""
        return said is (CarSays.ON if self.is_on else CarSays.OFF)

    def differs(self, said: CarSays) -> bool:
        """Tell whether the car shows the opposite of what is recorded here."""
        return said is not CarSays.NOT_FOUND and not self.agrees(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftList:
    """What there is to look at."""

    vehicle: Vehicle
    notice: Notice
    items: tuple[DriftItem, ...]
    standing: DriftStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftDone:
    """What came of a check."""

    at: datetime
    same: tuple[PracticeId, ...]
    different: tuple[PracticeId, ...]
    not_found: tuple[PracticeId, ...]


class DriftService:
    """Use cases around looking through the car's own settings."""

    def __init__(self, opened: OpenedStore, choices: ChoiceService, shelf: NoticeShelf) -> None:
        self._opened = opened
        self._choices = choices
        self._shelf = shelf

    def standing(self, vehicle: Vehicle) -> DriftStanding:
        """Return whether a check is due (rule 4)."""
        last = self._last(vehicle, EventKind.DRIFTCHECK_DONE, newest=True)
        since = last or self._last(vehicle, EventKind.NOTICE_INSTALLED, newest=False)
        now = self._opened.around.clock.now()
        due = (since or now) + INTERVAL
        return DriftStanding(last_at=last, due_at=due, is_due=now >= due)

    def look(self, vehicle: Vehicle) -> DriftList:
        """Return what there is to look at, in the notice's order."""
        view = self._choices.view(vehicle)
        return DriftList(
            vehicle=view.vehicle,
            notice=view.notice,
            items=tuple(
                DriftItem(
                    practice=item.practice,
                    is_on=item.choice is not None and item.choice.is_on(view.now),
                    is_answered=item.choice is not None,
                    guides=tuple(
                        guide
                        for guide in item.practice.guides
                        if guide.action in {"check", "turn-off", "turn-on"}
                    ),
                )
                for item in view.choices
            ),
            standing=self.standing(vehicle),
        )

    def finish(
        self,
        vehicle: Vehicle,
        said: Mapping[PracticeId, CarSays],
        *,
        method: Method,
        language: Language,
    ) -> DriftDone:
        """Write down what the person saw (rules 2 and 3).

        Raises:
            PracticeMissingError: The car's notice has no such practice with a switch.
            CarMissingError: The car was erased meanwhile.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        with self._opened.ledger.entries() as entries:
            vehicle = present_car(entries.work, vehicle)
            notice = self._shelf.take(entries.work, vehicle.notice)
            kept = kept_choices(entries.work, vehicle)
            optional = [item.id for item in notice.optional()]
            for name in said:
                if name not in optional:
                    raise PracticeMissingError(practice=name)
            found: dict[str, list[PracticeId]] = {"same": [], "different": [], "not-found": []}
            rows = []
            rests_on: dict[PracticeId, Choice | None] = {}
            for name in (item for item in optional if item in said):
                choice = continuing_choice(kept, notice, name)
                is_on = choice is not None and choice.is_on(entries.now)
                # A choice may stand under an id that the practice had before.
                rests_on[name] = kept.get(choice.key.practice) if choice is not None else None
                result = _result(said[name], is_on=is_on)
                found[result].append(name)
                rows.append(
                    {
                        "practice": name,
                        "car": said[name].value,
                        "recorded": "on" if is_on else "off",
                        "result": result,
                    }
                )
            entries.note(
                EventKind.DRIFTCHECK_DONE,
                person=vehicle.person,
                vehicle=vehicle.id,
                notice=notice.hash,
                method=method,
                language=language,
                detail={"practices": rows},
            )
            for name in found["same"]:
                _add(entries, vehicle, rests_on[name], EvidenceLevel.SELF_REPORTED, method)
            for name in found["different"]:
                choice = rests_on[name]
                if choice is not None and choice.evidence in _FALLS_BACK:
                    _add(entries, vehicle, choice, EvidenceLevel.RECORDED, method)
            at = entries.now
        return DriftDone(
            at=at,
            same=tuple(found["same"]),
            different=tuple(found["different"]),
            not_found=tuple(found["not-found"]),
        )

    def _last(self, vehicle: Vehicle, kind: EventKind, *, newest: bool) -> datetime | None:
        """Return the time of the newest or the oldest entry of a kind about a car."""
        query = EventQuery(vehicle=vehicle.id, kinds=frozenset({kind}), without_practice=True)
        with self._opened.store.read() as work:
            stored = work.events.find(query, newest=1 if newest else None)
            events = [item for item in parsed(self._opened, stored) if item.kind is kind]
        if not events:
            return None
        return events[-1 if newest else 0].at


def _result(said: CarSays, *, is_on: bool) -> str:
    if said is CarSays.NOT_FOUND:
        return "not-found"
    return "same" if (said is CarSays.ON) == is_on else "different"


def _add(
    entries: Entries,
    vehicle: Vehicle,
    choice: Choice | None,
    level: EvidenceLevel,
    method: Method,
) -> None:
    """Add evidence to a choice that there is, unless a better word stands already."""
    if choice is None or (choice.evidence is not None and choice.evidence.is_confirmed):
        return
    entries.note(
        EventKind.EVIDENCE_ADDED,
        person=vehicle.person,
        vehicle=vehicle.id,
        practice=choice.key.practice,
        notice=choice.notice,
        method=method,
        evidence=level,
        # The same words as where a person says that they set it in the car themselves.
        detail={SET_IN_CAR: SET_ON if choice.status is Status.GIVEN else SET_OFF},
    )
