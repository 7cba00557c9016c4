"""The history of one car as strips: when each practice was on, and where it cannot be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ownerapp.domain.choice import Choice, fold
from ownerapp.domain.continuing import continuing_choice, ids_of
from ownerapp.domain.event import Event
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.span import Gap, Span, SpanEnd, Stretch, spans_of
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.followed import Followed
from ownerapp.services.gaps import GAP_KINDS, gap_of
from ownerapp.services.history import DECIDING_KINDS, Step, followed_by, parsed, turns_of
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.other_logs import day_steps, has_merged
from ownerapp.services.ports.log import EventQuery


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


class StripService:
    """Use cases that read the history as spans of time."""

    def __init__(self, opened: OpenedStore, shelf: NoticeShelf | None = None) -> None:
        self._opened = opened
        self._shelf = shelf or NoticeShelf(opened.around.packs)

    def strips(self, vehicle: Vehicle) -> Strips:
        """Return the strips of a car."""
        opened, now = self._opened, self._opened.around.clock.now()
        with opened.store.read() as work:
            followed = followed_by(opened, work, self._shelf, vehicle)
            query = EventQuery(vehicle=vehicle.id, person=vehicle.person, kinds=DECIDING_KINDS)
            steps: Sequence[Step] = parsed(opened, work.events.find(query))
            if has_merged(work):
                steps = day_steps(work, opened.around.sealer, vehicle)
            query = EventQuery(kinds=GAP_KINDS, without_vehicle=True, without_practice=True)
            doubts = parsed(opened, work.events.find(query))
        by_practice: dict[PracticeId, list[tuple[int, Step]]] = {}
        for number, step in enumerate(steps):
            name = step.practice if isinstance(step, Event) else step.place[1]
            if name is not None:
                by_practice.setdefault(name, []).append((number, step))
        begins = followed[0].since if followed else None
        strips = tuple(
            Strip(
                practice=practice,
                notice=notice,
                spans=spans_of(_stretches(practice, notice, by_practice, begins or now), now),
                turns=turns_of(
                    step
                    for name in ids_of(notice, practice.id)
                    for _number, step in by_practice.get(name, ())
                ),
            )
            for notice, practice in _practices(followed)
        )
        return Strips(
            strips=strips,
            followed=followed,
            gaps=tuple(gap for event in doubts if (gap := gap_of(event)) is not None),
            begins=begins,
            now=now,
            kinds=frozenset(
                (span.evidence.is_confirmed, span.end) for strip in strips for span in strip.spans
            ),
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


def _stretches(
    practice: Practice,
    notice: Notice,
    steps: dict[PracticeId, list[tuple[int, Step]]],
    begins: datetime,
) -> Iterator[Stretch]:
    """Return the choice on a practice stretch by stretch; times never run backwards."""
    own = sorted(
        (item for name in ids_of(notice, practice.id) for item in steps.get(name, ())),
        key=lambda item: item[0],
    )
    kept: dict[PracticeId, Choice] = {}
    choice: Choice | None = None
    since = min([begins, *(_place(step)[0] for _number, step in own)])
    for _number, step in own:
        at, name = _place(step)
        if at > since:
            yield Stretch(since=since, until=at, choice=choice)
            since = at
        after = fold(kept.get(name), step) if isinstance(step, Event) else step.choice
        if after is not None:
            kept[name] = after
        choice = continuing_choice(kept, notice, practice.id)
    yield Stretch(since=since, until=None, choice=choice)


def _place(step: Step) -> tuple[datetime, PracticeId]:
    """Return when something was decided, and on which practice."""
    if isinstance(step, Event):
        return step.at, PracticeId(step.practice or "")
    return step.place
