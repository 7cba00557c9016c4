"""The history as people read it: entries, and what held on one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from ownerapp.domain.choice import Choice, ChoiceKey, Status, choice_key, fold
from ownerapp.domain.continuing import continuing_choice, ids_of
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.event import (
    CONSENT_KINDS,
    PAUSE_KINDS,
    Event,
    EventKind,
    event_from_payload,
)
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.log import StoredEvent
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.span import DayWord, Gap
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check
from ownerapp.services.followed import BEGINNINGS, Followed, followed_notices
from ownerapp.services.gaps import GAP_KINDS, gap_of
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.other_logs import day_steps, has_merged, with_merged
from ownerapp.services.ports.log import EventQuery
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.turns import Step, practice_of, turns_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOnDay:
    """One practice on one day, with the choice that held at its end."""

    practice: Practice
    notice: Notice
    """The notice that states it: the one that the car followed on that day."""
    answer: DayWord
    choice: Choice | None
    doubts: tuple[Gap, ...] = ()
    """Why nobody can be sure about that day; then the answer is *not sure*."""


class HistoryService:
    """Use cases that only read the log."""

    def __init__(self, opened: OpenedStore, shelf: NoticeShelf | None = None) -> None:
        self._opened = opened
        self._shelf = shelf or NoticeShelf(opened.around.packs)

    def entries(
        self,
        vehicle: Vehicle | None = None,
        *,
        newest: int | None = None,
        since: int = 0,
        before: int | None = None,
    ) -> list[Event]:
        """Return entries, oldest first: of one car or of all.

        Args:
            vehicle: The car; entries that are about no car belong to each of them.
            newest: At most the newest so many.
            since: Only entries from this number on: what came after a list was read.
            before: Only entries with a smaller number: the next page of a long list.
        """
        query = replace(_entries_of(vehicle), start=since, stop=before)
        with self._opened.store.read() as work:
            own = parsed(self._opened, work.events.find(query, newest=newest))
            return self._told(work, own, vehicle)

    def count(self, vehicle: Vehicle | None = None, *, start: int = 0) -> int:
        """Return how many entries there are from a number on: of one car or of all."""
        with self._opened.store.read() as work:
            return work.events.count(replace(_entries_of(vehicle), start=start))

    def told(
        self,
        vehicle: Vehicle,
        *,
        newest: int | None = None,
        since: int = 0,
        before: int | None = None,
    ) -> tuple[list[Event], tuple[Followed, ...]]:
        """Return entries of a car with the notices that it followed, read at once.

        See :meth:`entries`.
        """
        query = replace(_entries_of(vehicle), start=since, stop=before)
        with self._opened.store.read() as work:
            found = work.events.find(query, newest=newest)
            followed = followed_by(self._opened, work, self._shelf, vehicle)
            return self._told(work, parsed(self._opened, found), vehicle), followed

    def followed(self, vehicle: Vehicle) -> tuple[Followed, ...]:
        """Return the notices that a car has followed, oldest first."""
        with self._opened.store.read() as work:
            return followed_by(self._opened, work, self._shelf, vehicle)

    def _told(self, work: UnitOfWork, own: list[Event], vehicle: Vehicle | None) -> list[Event]:
        """Return entries with those of other computers after the entry that joined them."""
        return with_merged(
            work, self._opened.around.sealer, own, vehicle.id if vehicle is not None else None
        )

    def on_day(self, vehicle: Vehicle, day: date) -> tuple[PracticeOnDay, ...]:
        """Return what held for each optional practice of a car on one local day.

        The practices are those of the notice that the car followed at the end of that day,
        then those that vanished from it on that day. A day is *changed* when the practice
        was on for a part of it only, and *not sure* where the history itself is in doubt.
        """
        zone = self._opened.around.clock.zone()
        start = datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
        end = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
        end = min(end, self._opened.around.clock.now() + timedelta(milliseconds=1))
        with self._opened.store.read() as work:
            followed = followed_by(self._opened, work, self._shelf, vehicle)
            practices = _practices_of(followed, start, end)
            ids = {name for notice, item in practices for name in ids_of(notice, item.id)}
            query = EventQuery(kinds=GAP_KINDS, without_vehicle=True, without_practice=True)
            found = parsed(self._opened, work.events.find(query))
            gaps = [gap for event in found if (gap := gap_of(event)) is not None]
            gaps = [gap for gap in gaps if gap.overlaps(start, end)]
            reach = _reach((start, end), gaps)
            own: Sequence[Step] = _events_of_day(self._opened, work, vehicle, ids, reach)
            if has_merged(work):
                own = day_steps(work, self._opened.around.sealer, vehicle)
        return tuple(
            _on_day(practice, notice, own, gaps, (start, end)) for notice, practice in practices
        )


def _entries_of(vehicle: Vehicle | None) -> EventQuery:
    if vehicle is None:
        return EventQuery()
    return EventQuery(vehicle=vehicle.id, or_without_vehicle=True)


def _reach(day: tuple[datetime, datetime], gaps: Sequence[Gap]) -> tuple[datetime, datetime]:
    """Return the time in which something may have turned that puts a day in doubt.

    A time that went by twice is in doubt as a whole where a practice turned anywhere in it.
    """
    start, end = day
    since = [gap.since for gap in gaps if gap.since is not None]
    until = [gap.until + timedelta(milliseconds=1) for gap in gaps]
    return min([start, *since]), max([end, *until])


def _events_of_day(
    opened: OpenedStore,
    work: UnitOfWork,
    vehicle: Vehicle,
    practices: Iterable[PracticeId],
    day: tuple[datetime, datetime],
) -> list[Event]:
    """Return the entries that decide how practices stood between two instants, in order.

    What is older than the last yes before that time decides nothing, so a long history costs
    no more than a short one. After a clock was set back times run backwards: from the first
    entry on that is later than the start, all are looked at, and each yes also where its own
    time is later than the end, because what follows it may have ended it within the time.
    """
    start, end = day
    first = work.events.first_after(start)
    found: list[Event] = []
    for practice in sorted(practices):
        key = ChoiceKey(person=vehicle.person, vehicle=vehicle.id, practice=practice)
        found += deciding_events(opened, work, key, stop=first)
    if first is not None:
        inside = parsed(opened, work.events.from_until(first, end))
        found += inside
        if inside and inside[-1].seq - first >= len(inside):
            # Some of the numbers lie later by their time: a clock was set back after them.
            found += _later_yes(opened, work, vehicle, (first, inside[-1].seq), end)
    own = [
        event
        for event in found
        if event.vehicle == vehicle.id
        and event.person == vehicle.person
        and event.kind in DECIDING_KINDS
    ]
    return sorted(own, key=lambda event: event.seq)


def _later_yes(
    opened: OpenedStore,
    work: UnitOfWork,
    vehicle: Vehicle,
    numbers: tuple[int, int],
    end: datetime,
) -> list[Event]:
    """Return each yes among the entries of these numbers whose time is not before an instant."""
    start, stop = numbers
    query = EventQuery(
        vehicle=vehicle.id, person=vehicle.person, kinds=_YES, start=start, stop=stop
    )
    return [event for event in parsed(opened, work.events.find(query)) if event.at >= end]


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
    practice: Practice,
    notice: Notice,
    steps: Sequence[Step],
    gaps: Sequence[Gap],
    day: tuple[datetime, datetime],
) -> PracticeOnDay:
    """Return how a practice stood between two instants, the second one excluded."""
    start, end = day
    ids = ids_of(notice, practice.id)
    kept: dict[PracticeId, Choice] = {}
    choice: Choice | None = None
    seen: set[bool] = set()
    since = start
    for step in steps:
        at, name = (step.at, step.practice) if isinstance(step, Event) else step.place
        if name not in ids or at >= end:
            # Not the end of the list: after a clock was set back, earlier times may follow.
            continue
        seen |= _states(choice, since, at)
        since = max(since, at)
        after = fold(kept.get(name), step) if isinstance(step, Event) else step.choice
        if after is not None:
            kept[name] = after
        choice = continuing_choice(kept, notice, practice.id)
    seen |= _states(choice, since, end)
    is_on = DayWord.ON if True in seen else DayWord.OFF
    answer = DayWord.CHANGED if len(seen) > 1 else is_on
    turns = turns_of(step for step in steps if practice_of(step) in ids)
    doubts = tuple(gap for gap in gaps if gap.matters(turns))
    return PracticeOnDay(
        practice=practice,
        notice=notice,
        answer=DayWord.NOT_SURE if doubts else answer,
        choice=choice,
        doubts=doubts,
    )


def _states(choice: Choice | None, since: datetime, until: datetime) -> set[bool]:
    """Return how a choice stood in a span in which no event is: on, off, or both."""
    if since >= until:
        return set()
    if choice is None or choice.status is not Status.GIVEN:
        return {False}
    if choice.ends_at is None or choice.ends_at >= until:
        return {True}
    return {False} if choice.ends_at <= since else {True, False}


DECIDING_KINDS = CONSENT_KINDS | PAUSE_KINDS | {EventKind.EVIDENCE_ADDED}
"""The entries from which a choice is folded."""
_YES = frozenset({EventKind.CONSENT_GIVEN})
_PAGE = 200


def deciding_events(
    opened: OpenedStore, work: UnitOfWork, key: ChoiceKey, *, stop: int | None = None
) -> list[Event]:
    """Return the entries from which a choice is folded, from its last yes on.

    A yes replaces everything before it, see ``domain.choice.fold``; so of a practice that was
    answered a thousand times only the end has to be read.

    Args:
        opened: The store.
        work: Its present transaction.
        key: Whose choice on what.
        stop: The first entry that does not count any more; None counts all.

    Raises:
        CheckFailedError: An entry is not one: the store was changed by hand.
    """
    query = EventQuery(
        vehicle=key.vehicle, person=key.person, practice=key.practice, kinds=_YES, stop=stop
    )
    last_yes = work.events.last_of(query)
    found = work.events.find(replace(query, kinds=DECIDING_KINDS, start=last_yes or 0))
    return [event for event in parsed(opened, found) if choice_key(event) == key]


def followed_by(
    opened: OpenedStore, work: UnitOfWork, shelf: NoticeShelf, vehicle: Vehicle
) -> tuple[Followed, ...]:
    """Return the notices that a car has followed, oldest first, without reading its answers."""
    query = EventQuery(vehicle=vehicle.id, without_practice=True, kinds=BEGINNINGS)
    return followed_notices(work, shelf, vehicle, parsed(opened, work.events.find(query)))


def events_of(
    opened: OpenedStore,
    work: UnitOfWork,
    vehicle: Vehicle,
    practices: Iterable[PracticeId],
) -> list[Event]:
    """Return everything about some practices that a car's person did, in order.

    Only these entries are read, however long the history is; for an export of one car or of
    one practice.
    """
    found: list[Event] = []
    for practice in sorted(set(practices)):
        query = EventQuery(vehicle=vehicle.id, person=vehicle.person, practice=practice)
        found += parsed(opened, work.events.find(query))
    return sorted(found, key=lambda event: event.seq)


def newest_first(opened: OpenedStore, work: UnitOfWork, vehicle: Vehicle) -> Iterator[Event]:
    """Yield what a car's person decided on it, newest first, read page by page."""
    stop: int | None = None
    while True:
        query = replace(_entries_of(vehicle), person=vehicle.person, kinds=CONSENT_KINDS, stop=stop)
        page = work.events.find(query, newest=_PAGE)
        yield from reversed(parsed(opened, page))
        if len(page) < _PAGE:
            return
        stop = page[0].seq


def read_events(
    opened: OpenedStore, work: UnitOfWork, *, start: int = 0, stop: int | None = None
) -> list[Event]:
    """Return parsed entries in order; all of them, so only where all are needed.

    Raises:
        CheckFailedError: An entry is not one: the store was changed by hand.
    """
    return parsed(opened, work.events.read(start, stop))


def parsed(opened: OpenedStore, entries: Iterable[StoredEvent]) -> list[Event]:
    """Return what entries say.

    Raises:
        CheckFailedError: An entry is not one: the store was changed by hand.
    """
    events = []
    for stored in entries:
        value = opened.around.sealer.parse(stored.body)
        if not isinstance(value, dict):
            raise CheckFailedError(check=Check.LOG.value, reason="not-an-entry")
        try:
            events.append(event_from_payload(value))
        except ValueError:
            raise CheckFailedError(check=Check.LOG.value, reason="not-an-entry") from None
    return events
