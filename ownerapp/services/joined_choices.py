"""Which choice holds where two computers had a say: a log folded with the ones it merged.

Rules:

1. An entry ``store.merged`` joins the first entries of another log, as many as it names. What
   holds from then on is worked out at that entry, from the logs alone, so that the projection
   can be dropped and rebuilt; later own entries go on from there.
2. For each person, car and practice: an answer that was given in knowledge of the other one
   holds. The same entry in both logs is one answer, however often it is read.
3. Of two answers that knew nothing of each other the later one holds.
4. Where both lie within 24 hours, or the clock of one side was set back around its answer,
   nobody can tell which is the later one: the more restrictive one holds. Off is more
   restrictive than on, and a yes with an earlier end than one with a later end.
5. An end that came is no answer: the yes that ended is. It stays ended on both sides. A pause
   and its end are none either; of two sides of one yes the one that knew of the other's holds,
   and where neither did, it is paused.
6. A yes from a computer whose car follows another version of the notice is none to the version
   that is followed here: it is off until answered again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ownerapp.domain.choice import Choice, ChoiceKey, Joined, Status, choice_key, fold
from ownerapp.domain.event import PAUSE_KINDS, Event, EventKind
from ownerapp.domain.ids import NoticeHash, VehicleId
from ownerapp.domain.values import dataclass
from ownerapp.services.followed import BEGINNINGS

CLOSE = timedelta(hours=24)
_NEVER = datetime.max.replace(tzinfo=UTC)
_RANKS = {
    Status.REFUSED: 0,
    Status.WITHDRAWN: 0,
    Status.SUPERSEDED: 1,
    Status.EXPIRED: 1,
    Status.PAUSED: 2,
    Status.GIVEN: 3,
}

_YES = frozenset({Status.GIVEN, Status.PAUSED})


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of a log with the hash by which it is the same in every log."""

    leaf: bytes
    event: Event


Logs = Callable[[str, int], Sequence[LogEntry]]
"""Gives the first so many entries of the log of a name; fewer where they are not kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """A choice with the entry by which it was decided, and when that was."""

    choice: Choice
    leaf: bytes
    at: datetime
    pause: bytes = b""
    """The last entry that paused or resumed it, if any."""


class LogFold:
    """What one log says, with the logs that it merged."""

    def __init__(self, joins: Callable[[str, int], LogFold | None]) -> None:
        self.said: dict[ChoiceKey, Said] = {}
        self.past: set[bytes] = set()
        """The entries that were known when the last one was written."""
        self.unsure: list[tuple[datetime, datetime]] = []
        """Spans in which the times of answers cannot be relied on."""
        self.followed: dict[VehicleId, NoticeHash] = {}
        self.joined: list[tuple[Event, tuple[Choice, ...]]] = []
        """What each ``store.merged`` changed."""
        self._joins = joins

    def add(self, entry: LogEntry) -> None:
        """Add the next entry."""
        event = entry.event
        self.past.add(entry.leaf)
        if event.kind is EventKind.STORE_MERGED:
            self._join(event)
        elif event.kind is EventKind.CLOCK_STEPPED_BACK:
            self.unsure.append(around(event))
        elif event.kind in BEGINNINGS and event.vehicle and event.notice:
            self.followed[event.vehicle] = event.notice
        key = choice_key(event)
        before = self.said.get(key) if key is not None else None
        after = fold(before.choice if before else None, event)
        if key is None or after is None or (before is not None and after == before.choice):
            return
        is_answer = event.kind not in {EventKind.CONSENT_EXPIRED, EventKind.EVIDENCE_ADDED}
        if before is not None and event.kind in PAUSE_KINDS:
            self.said[key] = replace(before, choice=after, pause=entry.leaf)
        elif is_answer or before is None:
            self.said[key] = Said(after, entry.leaf, event.at)
        else:
            self.said[key] = replace(before, choice=after)

    def is_sure(self, moment: datetime) -> bool:
        """Tell whether the time of an answer can be relied on."""
        return not any(first <= moment <= last for first, last in self.unsure)

    def _join(self, event: Event) -> None:
        named = merged_log(event)
        other = self._joins(*named) if named is not None else None
        if other is None:
            return
        changed = []
        for key in sorted(other.said, key=lambda item: (item.person, item.vehicle, item.practice)):
            before = self.said.get(key)
            after = self._together(before, other.said[key], other, event)
            if after != before:
                self.said[key] = after
                changed.append(after.choice)
        self.joined.append((event, tuple(changed)))
        self.past |= other.past
        self.unsure += other.unsure
        self.followed = {**other.followed, **self.followed}

    def _together(self, mine: Said | None, theirs: Said, other: LogFold, event: Event) -> Said:
        """Return what holds of two answers."""
        if mine is None:
            return self._taken(theirs, other, event, Joined.ELSEWHERE)
        later = self._later(mine, theirs, other)
        if later is None:
            return self._careful(mine, theirs, other, event)
        return mine if later is mine else self._taken(theirs, other, event, Joined.ELSEWHERE)

    def _later(self, mine: Said, theirs: Said, other: LogFold) -> Said | None:
        """Return the answer that is known to be the later one, None where nobody can tell."""
        if mine.leaf == theirs.leaf:
            # One answer; at most its end was written down on one side only (rule 5).
            is_ended = theirs.choice.status is Status.EXPIRED
            if is_ended or mine.choice.status is Status.EXPIRED:
                return theirs if mine.choice.status in _YES else mine
            return theirs if self._is_paused_later(mine, theirs, other) else mine
        if theirs.leaf in self.past or mine.leaf in other.past:
            return mine if theirs.leaf in self.past else theirs
        is_close = abs(mine.at - theirs.at) <= CLOSE
        if is_close or not (self.is_sure(mine.at) and other.is_sure(theirs.at)):
            return None
        return mine if mine.at > theirs.at else theirs

    def _is_paused_later(self, mine: Said, theirs: Said, other: LogFold) -> bool:
        """Tell whether of one yes the other side's pause or resuming holds (rule 5)."""
        if theirs.pause == mine.pause or theirs.pause in {b"", *self.past}:
            return False
        is_known = mine.pause == b"" or mine.pause in other.past
        return is_known or theirs.choice.status is Status.PAUSED

    def _careful(self, mine: Said, theirs: Said, other: LogFold, event: Event) -> Said:
        """Return the more restrictive of two answers (rule 4)."""
        careful = min(mine, theirs, key=_restrictive)
        is_same = _effect(mine.choice) == _effect(theirs.choice)
        if careful is theirs:
            return self._taken(
                theirs, other, event, Joined.ELSEWHERE if is_same else Joined.CAREFUL
            )
        if is_same:
            return mine
        return replace(mine, choice=replace(mine.choice, joined=Joined.CAREFUL))

    def _taken(self, theirs: Said, other: LogFold, event: Event, why: Joined) -> Said:
        """Return an answer of another computer as it holds here."""
        choice = replace(theirs.choice, event_seq=event.seq, joined=why)
        vehicle = choice.key.vehicle
        here = self.followed.get(vehicle)
        if choice.status in _YES and here is not None and here != other.followed.get(vehicle):
            choice = replace(choice, status=Status.SUPERSEDED, evidence=None)
        return replace(theirs, choice=choice)


def fold_with_merged(entries: Iterable[LogEntry], logs: Logs) -> LogFold:
    """Return what a log says, with the logs that it merged (rule 1).

    Args:
        entries: The entries of the log, in order.
        logs: The other logs, and this one where another one merged it.
    """
    made: dict[tuple[str, int], LogFold | None] = {}
    own = list(entries)
    for name in _needed(own):
        _make(name, logs, made)
    found = LogFold(lambda origin, size: made.get((origin, size)))
    for entry in own:
        found.add(entry)
    return found


def merged_log(event: Event) -> tuple[str, int] | None:
    """Return which log an entry ``store.merged`` joins, and how many entries of it."""
    origin, size = event.detail.get("origin"), event.detail.get("size")
    is_named = event.kind is EventKind.STORE_MERGED and isinstance(origin, str)
    if not is_named or not isinstance(size, int) or isinstance(size, bool):
        return None
    return str(origin), size


def _make(name: tuple[str, int], logs: Logs, made: dict[tuple[str, int], LogFold | None]) -> None:
    """Fold a log after those that it needs; by a list, because logs may be long entangled."""
    waiting = [name]
    while waiting:
        name = waiting[-1]
        entries = logs(*name)
        missing = [item for item in _needed(entries) if item not in made]
        if missing and name not in made:
            # A log that needs itself is none: its own place is taken while it is made.
            made[name] = None
            waiting += missing
            continue
        waiting.pop()
        if made.get(name) is None and len(entries) == name[1]:
            found = LogFold(lambda origin, size: made.get((origin, size)))
            for entry in entries:
                found.add(entry)
            made[name] = found
        else:
            made.setdefault(name, None)


def _needed(entries: Iterable[LogEntry]) -> list[tuple[str, int]]:
    named = (merged_log(entry.event) for entry in entries)
    return [item for item in named if item is not None]


def around(event: Event) -> tuple[datetime, datetime]:
    """Return the span in which a clock that was set back leaves the times unsure."""
    seconds = event.detail.get("seconds")
    span = timedelta(seconds=seconds) if isinstance(seconds, int) else timedelta()
    return event.at - CLOSE, event.at + span + CLOSE


def _effect(choice: Choice) -> tuple[bool, datetime]:
    """Return what a choice means for the car: on or off, and until when."""
    is_given = choice.status is Status.GIVEN
    return is_given, (choice.ends_at or _NEVER) if is_given else _NEVER


def _restrictive(said: Said) -> tuple[int, datetime, float, bytes]:
    """Return by what the more restrictive of two answers is the smaller one."""
    choice = said.choice
    end = (choice.ends_at or _NEVER) if choice.status in _YES else _NEVER
    # Of two that mean the same the later one is named; of two at one moment, always the same.
    return _RANKS[choice.status], end, -said.at.timestamp(), said.leaf
