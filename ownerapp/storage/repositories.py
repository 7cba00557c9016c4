"""The log and its projection, by statements that are built once.

A statement that is built once is compiled once: committing a choice runs five of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from ownerapp.domain.choice import Choice, ChoiceKey
from ownerapp.domain.ids import VehicleId
from ownerapp.domain.log import Checkpoint, StoredEvent, TreeEdge
from ownerapp.services.ports import EventIndex
from ownerapp.storage.engine import upsert
from ownerapp.storage.rows import CheckpointRow, ChoiceRow, EventRow, TreeEdgeRow, table_of
from ownerapp.storage.translation import (
    EDGE_ID,
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

_EVENTS = table_of(EventRow)
_EDGE = table_of(TreeEdgeRow)
_CHOICES = table_of(ChoiceRow)
_CHOICE_KEYS = ("person", "vehicle", "practice")

_ADD_EVENT = insert(_EVENTS)
_LATEST_AT = select(EventRow.at).order_by(EventRow.seq.desc()).limit(1)
_LEAF_HASHES = select(EventRow.leaf_hash).order_by(EventRow.seq)
_READ_EDGE = select(TreeEdgeRow).where(TreeEdgeRow.id == EDGE_ID)
_SET_EDGE = upsert(_EDGE, keys=("id",))
_ADD_CHECKPOINT = insert(table_of(CheckpointRow))
_LATEST_CHECKPOINT = select(CheckpointRow).order_by(CheckpointRow.position.desc()).limit(1)

_GET_CHOICE = select(ChoiceRow).where(
    *(_CHOICES.c[name] == bindparam(f"key_{name}") for name in _CHOICE_KEYS)
)
_ALL_CHOICES = select(ChoiceRow).order_by(ChoiceRow.person, ChoiceRow.vehicle, ChoiceRow.practice)
_PUT_CHOICE = upsert(_CHOICES, keys=_CHOICE_KEYS)
_CLEAR_CHOICES = delete(_CHOICES)


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
        query = (
            select(EventRow.seq, EventRow.body, EventRow.leaf_hash)
            .where(EventRow.seq >= start)
            .order_by(EventRow.seq)
        )
        if stop is not None:
            query = query.where(EventRow.seq < stop)
        # In batches, so that a long history is never in memory as a whole.
        rows = self._work.connection.execute(query, execution_options={"yield_per": _READ_BATCH})
        for seq, body, leaf_hash in rows:
            yield StoredEvent(seq=seq, body=_exact(body), leaf_hash=leaf_hash)

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


def _exact(body: object) -> bytes:
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
            query = query.where(ChoiceRow.vehicle == vehicle)
        return tuple(choice_from(row) for row in self._work.rows(query))

    def put(self, choice: Choice) -> None:
        """Keep a choice, in place of an earlier one with the same key."""
        self._work.write(_PUT_CHOICE, choice_values(choice))

    def clear(self) -> None:
        """Drop the projection before rebuilding it."""
        self._work.write(_CLEAR_CHOICES)
