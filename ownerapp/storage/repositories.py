"""The log and its projection, by statements that are built once.

A statement that is built once is compiled once: committing a choice runs five of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, delete, func, insert, select

from ownerapp.domain.choice import Choice, ChoiceKey
from ownerapp.domain.ids import PersonId, PracticeId, VehicleId
from ownerapp.domain.log import Checkpoint, StoredEvent, TreeEdge
from ownerapp.services.ports.log import EventIndex, EventQuery
from ownerapp.storage.engine import upsert
from ownerapp.storage.rows import CHECKPOINTS, CHOICES, EVENTS, TREE_EDGE
from ownerapp.storage.translation import (
    EDGE_ID,
    Values,
    checkpoint_from,
    checkpoint_values,
    choice_from,
    choice_values,
    edge_from,
    edge_values,
    event_values,
)
from ownerapp.storage.work import Work

_READ_BATCH = 500

_CHOICE_KEYS = ("person", "vehicle", "practice")

_ADD_EVENT = insert(EVENTS)
_READ_EVENT = select(EVENTS.c.seq, EVENTS.c.body, EVENTS.c.leaf_hash)
# The sums keep a search on the index of times. By the number it would go through whole rows.
_NUMBER = EVENTS.c.seq + 0
_FIRST_AFTER = select(func.min(_NUMBER)).where(EVENTS.c.at > bindparam("moment"))
_FROM_UNTIL = _READ_EVENT.where(
    EVENTS.c.seq.in_(
        select(_NUMBER).where(EVENTS.c.at < bindparam("end"), bindparam("first") <= _NUMBER)
    )
).order_by(EVENTS.c.seq)
_CHOICE_KEYS_OF_LOG = (
    select(EVENTS.c.person, EVENTS.c.vehicle, EVENTS.c.practice)
    .where(EVENTS.c.seq >= bindparam("start"))
    .distinct()
)
_LATEST_AT = select(EVENTS.c.at).order_by(EVENTS.c.seq.desc()).limit(1)
_LEAF_HASHES = select(EVENTS.c.leaf_hash).order_by(EVENTS.c.seq)
_READ_EDGE = select(TREE_EDGE).where(TREE_EDGE.c.id == EDGE_ID)
_SET_EDGE = upsert(TREE_EDGE, keys=("id",))
_ADD_CHECKPOINT = insert(CHECKPOINTS)
_CHECKPOINTS = select(CHECKPOINTS).order_by(CHECKPOINTS.c.position)
_LATEST_CHECKPOINT = select(CHECKPOINTS).order_by(CHECKPOINTS.c.position.desc()).limit(1)

_GET_CHOICE = select(CHOICES).where(
    *(CHOICES.c[name] == bindparam(f"key_{name}") for name in _CHOICE_KEYS)
)
_ALL_CHOICES = select(CHOICES).order_by(CHOICES.c.person, CHOICES.c.vehicle, CHOICES.c.practice)
_PUT_CHOICE = upsert(CHOICES, keys=_CHOICE_KEYS)
_CLEAR_CHOICES = delete(CHOICES)


class SqlEventLog:
    """The append-only log in its three tables."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def edge(self) -> TreeEdge:
        """Return the right edge of the tree over all entries."""
        row = self._work.row(_READ_EDGE)
        return TreeEdge() if row is None else edge_from(row)

    def append(self, event: StoredEvent, index: EventIndex) -> None:
        """Add the next entry; its ``seq`` is the present size.

        Raises:
            ValueError: It is not: the log has no gaps and nothing is written twice.
        """
        self._work.write(_ADD_EVENT, event_values(event, index))

    def set_edge(self, edge: TreeEdge) -> None:
        """Keep the right edge after the entries of this unit of work."""
        self._work.write(_SET_EDGE, edge_values(edge))

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[StoredEvent]:
        """Yield entries from ``start`` up to, not including, ``stop``, in order."""
        query = _READ_EVENT.where(EVENTS.c.seq >= start).order_by(EVENTS.c.seq)
        if stop is not None:
            query = query.where(EVENTS.c.seq < stop)
        # In batches, so that a long history is never in memory as a whole.
        rows = self._work.connection.execute(query, execution_options={"yield_per": _READ_BATCH})
        for seq, body, leaf_hash in rows:
            yield StoredEvent(seq=seq, body=exact(body), leaf_hash=leaf_hash)

    def find(self, query: EventQuery, *, newest: int | None = None) -> Sequence[StoredEvent]:
        """Return the entries that are meant, in order, at most the newest so many."""
        statement = _READ_EVENT.where(*_conditions(query))
        if newest is None:
            return self._stored(statement.order_by(EVENTS.c.seq))
        return self._stored(statement.order_by(EVENTS.c.seq.desc()).limit(newest))[::-1]

    def count(self, query: EventQuery) -> int:
        """Return how many entries are meant."""
        return self._work.value(select(func.count(EVENTS.c.seq)).where(*_conditions(query))) or 0

    def last_of(self, query: EventQuery) -> int | None:
        """Return the number of the last entry that is meant, or None."""
        return self._work.value(select(func.max(EVENTS.c.seq)).where(*_conditions(query)))

    def first_after(self, moment: datetime) -> int | None:
        """Return the number of the first entry, in the log's order, that is later; or None."""
        return self._work.value(_FIRST_AFTER, {"moment": moment})

    def from_until(self, first: int, end: datetime) -> Sequence[StoredEvent]:
        """Return the entries from a number on whose time is before an instant, in order."""
        return self._stored(_FROM_UNTIL, {"first": first, "end": end})

    def choice_keys(self, start: int = 0) -> Sequence[ChoiceKey]:
        """Return each person, vehicle and practice that entries from ``start`` on speak of."""
        found = self._work.connection.execute(_CHOICE_KEYS_OF_LOG, {"start": start})
        return [
            ChoiceKey(
                person=PersonId(person),
                vehicle=VehicleId(vehicle),
                practice=PracticeId(practice),
            )
            for person, vehicle, practice in found
            if person is not None and vehicle is not None and practice is not None
        ]

    def _stored(
        self, statement: Select[int, bytes, bytes], values: Values | None = None
    ) -> list[StoredEvent]:
        return [
            StoredEvent(seq=seq, body=exact(body), leaf_hash=leaf_hash)
            for seq, body, leaf_hash in self._work.connection.execute(statement, values)
        ]

    def leaf_hashes(self) -> Sequence[bytes]:
        """Return all leaf hashes in order."""
        return self._work.connection.execute(_LEAF_HASHES).scalars().all()

    def latest_at(self) -> datetime | None:
        """Return the time of the last entry, or None for an empty log."""
        return self._work.value(_LATEST_AT)

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed tree head."""
        self._work.write(_ADD_CHECKPOINT, checkpoint_values(checkpoint))

    def latest_checkpoint(self) -> Checkpoint | None:
        """Return the last signed tree head, or None."""
        row = self._work.row(_LATEST_CHECKPOINT)
        return None if row is None else checkpoint_from(row)

    def checkpoints(self) -> Sequence[Checkpoint]:
        """Return all signed tree heads, oldest first."""
        return tuple(checkpoint_from(row) for row in self._work.rows(_CHECKPOINTS))


def _conditions(query: EventQuery) -> list[ColumnElement[bool]]:
    """Return what a query says, in the order of the index that answers it."""
    found: list[ColumnElement[bool]] = []
    if query.vehicle is not None and query.or_without_vehicle:
        # Said so that no index fits: a page of a long list goes along the log, newest first.
        found.append(func.coalesce(EVENTS.c.vehicle, query.vehicle) == query.vehicle)
    elif query.vehicle is not None:
        found.append(EVENTS.c.vehicle == query.vehicle)
    if query.without_vehicle:
        found.append(EVENTS.c.vehicle.is_(None))
    if query.practice is not None:
        found.append(EVENTS.c.practice == query.practice)
    if query.without_practice:
        found.append(EVENTS.c.practice.is_(None))
    if query.kinds is not None:
        found.append(EVENTS.c.kind.in_(sorted(kind.value for kind in query.kinds)))
    if query.person is not None:
        found.append(EVENTS.c.person == query.person)
    if query.start:
        found.append(EVENTS.c.seq >= query.start)
    if query.stop is not None:
        found.append(EVENTS.c.seq < query.stop)
    return found


def exact(body: object) -> bytes:
    """Return an entry's bytes; a text written by hand is none, but can be checked like one."""
    return body if isinstance(body, bytes) else str(body).encode()


class SqlChoices:
    """The projection of the log."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, key: ChoiceKey) -> Choice | None:
        """Return the choice on one practice, or None when undecided."""
        row = self._work.row(
            _GET_CHOICE,
            {"key_person": key.person, "key_vehicle": key.vehicle, "key_practice": key.practice},
        )
        return None if row is None else choice_from(row)

    def all(self, vehicle: VehicleId | None = None) -> Sequence[Choice]:
        """Return all choices, of one vehicle or of all, in order of their keys."""
        query = _ALL_CHOICES
        if vehicle is not None:
            query = query.where(CHOICES.c.vehicle == vehicle)
        return tuple(choice_from(row) for row in self._work.rows(query))

    def put(self, choice: Choice) -> None:
        """Keep a choice, in place of an earlier one with the same key."""
        self._work.write(_PUT_CHOICE, choice_values(choice))

    def clear(self) -> None:
        """Drop the projection before rebuilding it."""
        self._work.write(_CLEAR_CHOICES)
