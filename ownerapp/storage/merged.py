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
    ImportedRecordRow,
    MergedAcceptedKeyRow,
    MergedCheckpointRow,
    MergedEventRow,
    MergedKeyRow,
    table_of,
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
_IMPORTED = table_of(ImportedRecordRow)

_ADD_EVENT = insert(table_of(MergedEventRow))
_ORIGINS = select(MergedEventRow.origin).distinct().order_by(MergedEventRow.origin)
_SIZE = select(func.count()).where(MergedEventRow.origin == bindparam("of_origin"))
_ADD_CHECKPOINT = insert_once(table_of(MergedCheckpointRow), keys=("origin", "note"))
_CHECKPOINTS = (
    select(MergedCheckpointRow)
    .where(MergedCheckpointRow.origin == bindparam("of_origin"))
    .order_by(MergedCheckpointRow.position)
)
_ADD_KEY = insert_once(table_of(MergedKeyRow), keys=("origin", "public"))
_KEYS = (
    select(MergedKeyRow)
    .where(MergedKeyRow.origin == bindparam("of_origin"))
    .order_by(MergedKeyRow.position)
)
_ADD_ACCEPTED_KEY = insert_once(table_of(MergedAcceptedKeyRow), keys=("origin", "did", "pack_id"))
_ACCEPTED_KEYS = (
    select(MergedAcceptedKeyRow)
    .where(MergedAcceptedKeyRow.origin == bindparam("of_origin"))
    .order_by(MergedAcceptedKeyRow.position)
)
_ADD_IMPORTED = insert(_IMPORTED)
_ALL_IMPORTED = select(ImportedRecordRow).order_by(ImportedRecordRow.position.desc())
_ONE_IMPORTED = select(ImportedRecordRow).where(ImportedRecordRow.sha256 == bindparam("of_hash"))
_EMPTY_OF_VEHICLE = (
    update(_IMPORTED)
    .where(
        or_(
            _IMPORTED.c.vehicle == bindparam("gone"),
            _IMPORTED.c.of_vehicle == bindparam("gone"),
        )
    )
    .values(receipt=b"", file=b"")
)
_EMPTY_OF_PERSON = (
    update(_IMPORTED)
    .where(or_(_IMPORTED.c.person == bindparam("gone"), _IMPORTED.c.of_person == bindparam("gone")))
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
            select(MergedEventRow.seq, MergedEventRow.body, MergedEventRow.leaf_hash)
            .where(MergedEventRow.origin == origin)
            .order_by(MergedEventRow.seq)
        )
        if stop is not None:
            query = query.where(MergedEventRow.seq < stop)
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
