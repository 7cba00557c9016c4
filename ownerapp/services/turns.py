"""When something was decided about a practice, or ran out: a doubt about that time matters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ownerapp.domain.choice import Status
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import PracticeId
from ownerapp.services.other_logs import JoinStep

Step = Event | JoinStep
"""What decides about a choice: an answer, or that another computer's log was joined."""
_ENDINGS = frozenset(
    {
        EventKind.CONSENT_REFUSED,
        EventKind.CONSENT_WITHDRAWN,
        EventKind.CONSENT_EXPIRED,
        EventKind.CONSENT_SUPERSEDED,
    }
)


class Turns:
    """Collects the instants at which steps turned something on or off, or it ran out.

    A yes that was replaced or ended before its time was up never ran out.
    """

    def __init__(self) -> None:
        self._found: list[datetime] = []
        self._runs_out: dict[PracticeId | None, datetime | None] = {}

    def add(self, step: Step) -> None:
        """Take the next step."""
        at, source = (step.at, step) if isinstance(step, Event) else (step.place[0], step.choice)
        is_yes = (
            source.kind is EventKind.CONSENT_GIVEN
            if isinstance(source, Event)
            else source.status is Status.GIVEN
        )
        name = practice_of(step)
        if is_yes or name in self._runs_out:
            self._found.append(at)
        if is_yes or _ends(step):
            earlier = self._runs_out.get(name)
            if earlier is not None and earlier <= at:
                self._found.append(earlier)
        if is_yes:
            self._runs_out[name] = source.ends_at
        elif name in self._runs_out and _ends(step):
            self._runs_out[name] = None

    def all(self) -> tuple[datetime, ...]:
        """Return all instants so far, those to come included."""
        return (*self._found, *(end for end in self._runs_out.values() if end is not None))


def turns_of(steps: Iterable[Step]) -> tuple[datetime, ...]:
    """Return the instants at which steps turned something on or off, or it ran out."""
    turns = Turns()
    for step in steps:
        turns.add(step)
    return turns.all()


def practice_of(step: Step) -> PracticeId | None:
    """Return what a step is about."""
    return step.practice if isinstance(step, Event) else step.place[1]


def _ends(step: Step) -> bool:
    """Tell whether a step leaves a practice off, so that it cannot run out any more."""
    if isinstance(step, Event):
        return step.kind in _ENDINGS
    return step.choice.status is not Status.GIVEN
