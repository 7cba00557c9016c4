"""The history of one car as strips: when each practice was on, and where it cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from ownerapp.domain.choice import Choice, fold
from ownerapp.domain.continuing import continuing_choice, ids_of
from ownerapp.domain.event import Event
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.span import Gap, Span, SpanEnd, SpanWriter, Stretch
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.followed import Followed
from ownerapp.services.gaps import GAP_KINDS, gap_of
from ownerapp.services.history import DECIDING_KINDS, followed_by, parsed
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.other_logs import day_steps, has_merged
from ownerapp.services.ports.log import EventQuery
from ownerapp.services.turns import Step, Turns, practice_of

SLICE = 5_000
"""Entries that are read at once: a moment, so that nothing else has to wait for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One practice of the present notice and when it was on, also under its earlier names."""

    practice: Practice
    notice: Notice
    spans: tuple[Span, ...]
    turns: tuple[datetime, ...] = ()
    """When something was decided about it, or ran out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strips:
    """Everything that the drawn timeline of one car is made from."""

    strips: tuple[Strip, ...]
    """The optional practices of the present notice, then those that vanished from it."""
    followed: tuple[Followed, ...]
    """The notices, oldest first, each with the moment from which it applied."""
    gaps: tuple[Gap, ...]
    begins: datetime | None
    """When the car was added; before it nothing can be told."""
    now: datetime
    kinds: frozenset[tuple[bool, SpanEnd]] = frozenset()
    """Whether the car confirmed a span, and how it ended, for every span there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripsSoFar:
    """How far a history has been read, and the strips once it is read to its end."""

    read: int
    """Entries read, of all kinds."""
    of: int
    strips: Strips | None


class StripService:
    """Use cases that read the history of one car as spans of time.

    It remembers what it has read: what was added since is all that is read the next time, and
    a long history can be read slice by slice while other work goes on in between.
    """

    def __init__(
        self, opened: OpenedStore, vehicle: Vehicle, shelf: NoticeShelf | None = None
    ) -> None:
        self._opened = opened
        self._vehicle = vehicle
        self._shelf = shelf or NoticeShelf(opened.around.packs)
        self._followed: tuple[Followed, ...] = ()
        self._builders: tuple[_StripBuilder, ...] = ()
        self._read = 0

    def is_of(self, opened: OpenedStore, vehicle: Vehicle) -> bool:
        """Tell whether it reads this car's history from this open store."""
        return self._opened is opened and self._vehicle == vehicle

    def strips(self) -> Strips:
        """Return the strips of the car, however long it takes to read them."""
        while True:
            found = self.read_on(SLICE).strips
            if found is not None:
                return found

    def read_on(self, most: int = SLICE) -> StripsSoFar:
        """Read up to so many entries more.

        Raises:
            CheckFailedError: An entry is not one: the store was changed by hand.
        """
        opened, vehicle = self._opened, self._vehicle
        with opened.store.read() as work:
            followed = followed_by(opened, work, self._shelf, vehicle)
            size = work.events.edge().size
            is_joined = has_merged(work)
            if followed != self._followed or is_joined:
                # Another notice has other practices, and what was joined has other times.
                self._begin(followed)
            if is_joined:
                self._add(day_steps(work, opened.around.sealer, vehicle))
                self._read = size
            else:
                stop = min(self._read + most, size)
                query = EventQuery(
                    vehicle=vehicle.id,
                    person=vehicle.person,
                    kinds=DECIDING_KINDS,
                    start=self._read,
                    stop=stop,
                )
                self._add(parsed(opened, work.events.find(query)))
                self._read = stop
            if self._read < size:
                return StripsSoFar(read=self._read, of=size, strips=None)
            query = EventQuery(kinds=GAP_KINDS, without_vehicle=True, without_practice=True)
            doubts = parsed(opened, work.events.find(query))
        return StripsSoFar(read=size, of=size, strips=self._finished(doubts))

    def _begin(self, followed: tuple[Followed, ...]) -> None:
        self._followed, self._read = followed, 0
        self._builders = tuple(
            _StripBuilder(practice, notice, followed[0].since)
            for notice, practice in _practices(followed)
        )

    def _add(self, steps: Iterable[Step]) -> None:
        by_name: dict[PracticeId | None, list[_StripBuilder]] = {}
        for builder in self._builders:
            for name in builder.ids:
                by_name.setdefault(name, []).append(builder)
        for step in steps:
            for builder in by_name.get(practice_of(step), ()):
                builder.add(step)

    def _finished(self, doubts: Sequence[Event]) -> Strips:
        now = self._opened.around.clock.now()
        strips = tuple(builder.strip(now) for builder in self._builders)
        return Strips(
            strips=strips,
            followed=self._followed,
            gaps=tuple(gap for event in doubts if (gap := gap_of(event)) is not None),
            begins=self._followed[0].since if self._followed else None,
            now=now,
            kinds=frozenset(
                (span.evidence.is_confirmed, span.end) for strip in strips for span in strip.spans
            ),
        )


class _StripBuilder:
    """Makes the strip of one practice step by step; its times never run backwards."""

    def __init__(self, practice: Practice, notice: Notice, begins: datetime) -> None:
        self.ids = frozenset(ids_of(notice, practice.id))
        self._practice = practice
        self._notice = notice
        self._since: datetime | None = None
        self._begins = begins
        self._kept: dict[PracticeId, Choice] = {}
        self._choice: Choice | None = None
        self._writer = SpanWriter()
        self._turns = Turns()

    def add(self, step: Step) -> None:
        """Take the next step about the practice, in the order of the history."""
        at = step.at if isinstance(step, Event) else step.place[0]
        name = PracticeId(practice_of(step) or "")
        since = min(self._begins, at) if self._since is None else self._since
        if at > since:
            self._writer.add(Stretch(since=since, until=at, choice=self._choice))
            since = at
        self._since = since
        after = fold(self._kept.get(name), step) if isinstance(step, Event) else step.choice
        if after is not None:
            self._kept[name] = after
        self._choice = continuing_choice(self._kept, self._notice, self._practice.id)
        self._turns.add(step)

    def strip(self, now: datetime) -> Strip:
        """Return the strip up to now; more steps may follow."""
        last = Stretch(since=self._since or self._begins, until=None, choice=self._choice)
        return Strip(
            practice=self._practice,
            notice=self._notice,
            spans=self._writer.followed_by(last).spans(now),
            turns=self._turns.all(),
        )


def _practices(followed: Sequence[Followed]) -> Iterator[tuple[Notice, Practice]]:
    """Return the practices of the newest notice, then those that vanished from earlier ones."""
    spoken_for: set[PracticeId] = set()
    for item in reversed(followed):
        notice = item.notice
        for practice in notice.optional():
            if practice.id not in spoken_for:
                yield notice, practice
        spoken_for.update(name for one in notice.practices for name in ids_of(notice, one.id))
