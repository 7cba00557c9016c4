"""The history as people read it: entries, and what held on one day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from ownerapp.domain.choice import Choice, Status, fold
from ownerapp.domain.continuing import continuing_choice, ids_of
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.event import CONSENT_KINDS, Event, event_from_payload
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check
from ownerapp.services.followed import Followed, followed_notices
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports import UnitOfWork


class DayAnswer(StrEnum):
    """What the history says of a practice on one local day."""

    ON = "on"
    OFF = "off"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOnDay:
    """One practice on one day, with the choice that held at its end."""

    practice: Practice
    notice: Notice
    """The notice that states it: the one that the car followed on that day."""
    answer: DayAnswer
    choice: Choice | None


class HistoryService:
    """Use cases that only read the log."""

    def __init__(self, opened: OpenedStore, shelf: NoticeShelf | None = None) -> None:
        self._opened = opened
        self._shelf = shelf or NoticeShelf(opened.around.packs)

    def entries(self, vehicle: Vehicle | None = None, *, newest: int | None = None) -> list[Event]:
        """Return entries, oldest first: of one car or of all, at most the newest so many."""
        with self._opened.store.read() as work:
            events = read_events(self._opened, work)
        if vehicle is not None:
            events = [event for event in events if event.vehicle in {vehicle.id, None}]
        return events if newest is None else events[-newest:]

    def told(self, vehicle: Vehicle) -> tuple[list[Event], tuple[Followed, ...]]:
        """Return the entries of a car with the notices that they are about, read at once."""
        with self._opened.store.read() as work:
            events = read_events(self._opened, work)
            followed = followed_notices(work, self._shelf, vehicle, events)
        return [event for event in events if event.vehicle in {vehicle.id, None}], followed

    def followed(self, vehicle: Vehicle) -> tuple[Followed, ...]:
        """Return the notices that a car has followed, oldest first."""
        return self.told(vehicle)[1]

    def on_day(self, vehicle: Vehicle, day: date) -> tuple[PracticeOnDay, ...]:
        """Return what held for each optional practice of a car on one local day.

        The practices are those of the notice that the car followed at the end of that day,
        then those that vanished from it on that day. A day is *changed* when the practice
        was on for a part of it only.
        """
        zone = self._opened.around.clock.zone()
        start = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
        end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
        end = min(end, self._opened.around.clock.now() + timedelta(milliseconds=1))
        with self._opened.store.read() as work:
            events = read_events(self._opened, work)
            followed = followed_notices(work, self._shelf, vehicle, events)
        own = [
            event
            for event in events
            if event.vehicle == vehicle.id
            and event.person == vehicle.person
            and event.kind in CONSENT_KINDS
        ]
        return tuple(
            _on_day(practice, notice, own, start, end)
            for notice, practice in _practices_of(followed, start, end)
        )


def _practices_of(
    followed: Sequence[Followed], start: datetime, end: datetime
) -> list[tuple[Notice, Practice]]:
    """Return the optional practices that a car had between two instants, newest notice first."""
    if not followed:
        return []
    # Times may run backwards after a clock was set back; the history's order counts.
    at_end = max((n for n, item in enumerate(followed) if item.since < end), default=0)
    first = max((n for n, item in enumerate(followed) if item.since <= start), default=0)
    found: list[tuple[Notice, Practice]] = []
    spoken_for: set[PracticeId] = set()
    for item in reversed(followed[min(first, at_end) : at_end + 1]):
        notice = item.notice
        found += [(notice, one) for one in notice.optional() if one.id not in spoken_for]
        spoken_for.update(*(ids_of(notice, one.id) for one in notice.practices))
    return found


def _on_day(
    practice: Practice, notice: Notice, events: list[Event], start: datetime, end: datetime
) -> PracticeOnDay:
    """Return how a practice stood between two instants, the second one excluded."""
    ids = ids_of(notice, practice.id)
    kept: dict[PracticeId, Choice] = {}
    choice: Choice | None = None
    seen: set[bool] = set()
    since = start
    for event in events:
        if event.practice not in ids or event.at >= end:
            # Not the end of the list: after a clock was set back, earlier times may follow.
            continue
        seen |= _states(choice, since, event.at)
        since = max(since, event.at)
        after = fold(kept.get(event.practice), event)
        if after is not None:
            kept[event.practice] = after
        choice = continuing_choice(kept, notice, practice.id)
    seen |= _states(choice, since, end)
    is_on = DayAnswer.ON if True in seen else DayAnswer.OFF
    answer = DayAnswer.CHANGED if len(seen) > 1 else is_on
    return PracticeOnDay(practice=practice, notice=notice, answer=answer, choice=choice)


def _states(choice: Choice | None, since: datetime, until: datetime) -> set[bool]:
    """Return how a choice stood in a span in which no event is: on, off, or both."""
    if since >= until:
        return set()
    if choice is None or choice.status is not Status.GIVEN:
        return {False}
    if choice.ends_at is None or choice.ends_at >= until:
        return {True}
    return {False} if choice.ends_at <= since else {True, False}


def read_events(
    opened: OpenedStore, work: UnitOfWork, *, start: int = 0, stop: int | None = None
) -> list[Event]:
    """Return parsed entries in order.

    Raises:
        CheckFailedError: An entry is not one: the store was changed by hand.
    """
    events = []
    for stored in work.events.read(start, stop):
        value = opened.around.sealer.parse(stored.body)
        if not isinstance(value, dict):
            raise CheckFailedError(check=Check.LOG.value, reason="not-an-entry")
        try:
            events.append(event_from_payload(value))
        except ValueError:
            raise CheckFailedError(check=Check.LOG.value, reason="not-an-entry") from None
    return events
