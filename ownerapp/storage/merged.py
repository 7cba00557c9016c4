"""The logs of other computers, and records that were made elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, func, insert, or_, select, update

from ownerapp.domain.ids import PackId, PersonId, Sha256Hex, VehicleId
from ownerapp.domain.log import Checkpoint, StoredEvent
from ownerapp.domain.trust import AcceptedKey
from ownerapp.services.ports.kept import ImportedRecord, MergedKey
from ownerapp.storage.engine import insert_once
from ownerapp.storage.repositories import exact
from ownerapp.storage.rows import (
    IMPORTED_RECORDS,
    MERGED_ACCEPTED_KEYS,
    MERGED_CHECKPOINTS,
    MERGED_EVENTS,
    MERGED_KEYS,
)
from ownerapp.storage.translation import (
    accepted_key_values,
    checkpoint_values,
    imported_from,
    imported_values,
    merged_key_from,
    merged_key_values,
)
from ownerapp.storage.work import Work

_READ_BATCH = 500

_ADD_EVENT = insert(MERGED_EVENTS)
_ORIGINS = select(MERGED_EVENTS.c.origin).distinct().order_by(MERGED_EVENTS.c.origin)
_SIZE = select(func.count()).where(MERGED_EVENTS.c.origin == bindparam("of_origin"))
_ADD_CHECKPOINT = insert_once(MERGED_CHECKPOINTS, keys=("origin", "note"))
_CHECKPOINTS = (
    select(MERGED_CHECKPOINTS)
    .where(MERGED_CHECKPOINTS.c.origin == bindparam("of_origin"))
    .order_by(MERGED_CHECKPOINTS.c.position)
)
_ADD_KEY = insert_once(MERGED_KEYS, keys=("origin", "public"))
_KEYS = (
    select(MERGED_KEYS)
    .where(MERGED_KEYS.c.origin == bindparam("of_origin"))
    .order_by(MERGED_KEYS.c.position)
)
_ADD_ACCEPTED_KEY = insert_once(MERGED_ACCEPTED_KEYS, keys=("origin", "did", "pack_id"))
_ACCEPTED_KEYS = (
    select(MERGED_ACCEPTED_KEYS)
    .where(MERGED_ACCEPTED_KEYS.c.origin == bindparam("of_origin"))
    .order_by(MERGED_ACCEPTED_KEYS.c.position)
)
_ADD_IMPORTED = insert(IMPORTED_RECORDS)
_ALL_IMPORTED = select(IMPORTED_RECORDS).order_by(IMPORTED_RECORDS.c.position.desc())
_ONE_IMPORTED = select(IMPORTED_RECORDS).where(IMPORTED_RECORDS.c.sha256 == bindparam("of_hash"))
_EMPTY_OF_VEHICLE = (
    update(IMPORTED_RECORDS)
    .where(
        or_(
            IMPORTED_RECORDS.c.vehicle == bindparam("gone"),
            IMPORTED_RECORDS.c.of_vehicle == bindparam("gone"),
        )
    )
    .values(receipt=b"", file=b"")
)
_EMPTY_OF_PERSON = (
    update(IMPORTED_RECORDS)
    .where(
        or_(
            IMPORTED_RECORDS.c.person == bindparam("gone"),
            IMPORTED_RECORDS.c.of_person == bindparam("gone"),
        )
    )
    .values(receipt=b"", file=b"")
)


class SqlMergedLogs:
    """The logs of other computers, each whole under its own name."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def origins(self) -> Sequence[str]:
        """Return the names of the logs that are kept, in order of their names."""
        return tuple(self._work.connection.execute(_ORIGINS).scalars())

    def size(self, origin: str) -> int:
        """Return how many entries of a log are kept."""
        return self._work.value(_SIZE, {"of_origin": origin}) or 0

    def read(self, origin: str, stop: int | None = None) -> Iterator[StoredEvent]:
        """Yield the entries of a log in order, up to, not including, ``stop``."""
        query = (
            select(MERGED_EVENTS.c.seq, MERGED_EVENTS.c.body, MERGED_EVENTS.c.leaf_hash)
            .where(MERGED_EVENTS.c.origin == origin)
            .order_by(MERGED_EVENTS.c.seq)
        )
        if stop is not None:
            query = query.where(MERGED_EVENTS.c.seq < stop)
        rows = self._work.connection.execute(query, execution_options={"yield_per": _READ_BATCH})
        for seq, body, leaf_hash in rows:
            yield StoredEvent(seq=seq, body=exact(body), leaf_hash=leaf_hash)

    def append(self, origin: str, event: StoredEvent) -> None:
        """Add the next entry of a log.

        Raises:
            ValueError: It is not the next one.
        """
        self._work.write(
            _ADD_EVENT,
            {
                "origin": origin,
                "seq": event.seq,
                "body": event.body,
                "leaf_hash": event.leaf_hash,
            },
        )

    def add_checkpoint(self, origin: str, checkpoint: Checkpoint) -> None:
        """Keep a signed tree head of a log; keeping it twice is no error."""
        self._work.write(_ADD_CHECKPOINT, {"origin": origin, **checkpoint_values(checkpoint)})

    def checkpoints(self, origin: str) -> Sequence[Checkpoint]:
        """Return the signed tree heads of a log, oldest first."""
        rows = self._work.rows(_CHECKPOINTS, {"of_origin": origin})
        return tuple(Checkpoint(size=row.size, root=row.root, note=row.note) for row in rows)

    def add_key(self, origin: str, key: MergedKey) -> None:
        """Keep the public part of a record key; keeping it twice is no error."""
        self._work.write(_ADD_KEY, merged_key_values(key, origin))

    def keys(self, origin: str) -> Sequence[MergedKey]:
        """Return the public parts of a log's record keys, oldest first."""
        return tuple(merged_key_from(row) for row in self._work.rows(_KEYS, {"of_origin": origin}))

    def add_accepted_key(self, origin: str, key: AcceptedKey) -> None:
        """Keep that an author's key was accepted there; it is not accepted here by that."""
        self._work.write(_ADD_ACCEPTED_KEY, {"origin": origin, **accepted_key_values(key)})

    def accepted_keys(self, origin: str) -> Sequence[AcceptedKey]:
        """Return which authors' keys were accepted there, oldest first."""
        rows = self._work.rows(_ACCEPTED_KEYS, {"of_origin": origin})
        return tuple(
            AcceptedKey(
                did=row.did,
                fingerprint=row.fingerprint,
                issuer=row.issuer,
                pack_id=PackId(row.pack_id),
                accepted_at=row.accepted_at,
            )
            for row in rows
        )


class SqlImportedRecords:
    """Records that were made elsewhere."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, entry: ImportedRecord) -> None:
        """Keep one.

        Raises:
            ValueError: It is kept already.
        """
        self._work.write(_ADD_IMPORTED, imported_values(entry))

    def get(self, sha256: Sha256Hex) -> ImportedRecord | None:
        """Return the one with this hash, or None."""
        row = self._work.row(_ONE_IMPORTED, {"of_hash": sha256})
        return None if row is None else imported_from(row)

    def all(self) -> Sequence[ImportedRecord]:
        """Return all, newest first."""
        return tuple(imported_from(row) for row in self._work.rows(_ALL_IMPORTED))

    def empty_of_vehicle(self, vehicle: VehicleId) -> None:
        """Forget the bytes of records about a car."""
        self._work.write(_EMPTY_OF_VEHICLE, {"gone": vehicle})

    def empty_of_person(self, person: PersonId) -> None:
        """Forget the bytes of records about a person."""
        self._work.write(_EMPTY_OF_PERSON, {"gone": person})
