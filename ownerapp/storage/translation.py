"""Pure functions between rows and domain values, two for each kind of value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from ownerapp.domain.choice import Choice, ChoiceKey, Joined, Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import (
    Language,
    NoticeHash,
    PackId,
    PersonId,
    PracticeId,
    RecordId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.domain.log import Checkpoint, StoredEvent, TreeEdge
from ownerapp.domain.term import Term
from ownerapp.domain.trust import AcceptedKey
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.ports.kept import ExportEntry, ImportedRecord, MergedKey
from ownerapp.services.ports.log import EventIndex
from ownerapp.services.ports.notices import Arrival, NoticeArrival

if TYPE_CHECKING:
    from sqlalchemy import Row

TableRow: TypeAlias = "Row[Any]"
"""A row of one whole table; its columns are its attributes."""
Values = dict[str, Any]
"""The columns of one row by name, as a statement takes them."""

_HASH_BYTES = 32
EDGE_ID = 1
"""The one row of ``tree_edge``."""


def event_values(event: StoredEvent, index: EventIndex) -> Values:
    """Return the columns of an entry."""
    return {
        "seq": event.seq,
        "body": event.body,
        "leaf_hash": event.leaf_hash,
        "at": index.at,
        "kind": index.kind.value,
        "person": index.person,
        "vehicle": index.vehicle,
        "practice": index.practice,
    }


def event_from(row: TableRow) -> StoredEvent:
    """Return the entry of a row."""
    return StoredEvent(seq=row.seq, body=row.body, leaf_hash=row.leaf_hash)


def edge_values(edge: TreeEdge) -> Values:
    """Return the columns of the tree's right edge."""
    return {"id": EDGE_ID, "size": edge.size, "hashes": b"".join(edge.hashes)}


def edge_from(row: TableRow) -> TreeEdge:
    """Return the tree's right edge of its row."""
    hashes = row.hashes
    return TreeEdge(
        size=row.size,
        hashes=tuple(
            hashes[start : start + _HASH_BYTES] for start in range(0, len(hashes), _HASH_BYTES)
        ),
    )


def checkpoint_values(checkpoint: Checkpoint) -> Values:
    """Return the columns of a signed tree head."""
    return {"size": checkpoint.size, "root": checkpoint.root, "note": checkpoint.note}


def checkpoint_from(row: TableRow) -> Checkpoint:
    """Return the signed tree head of a row."""
    return Checkpoint(size=row.size, root=row.root, note=row.note)


def choice_values(choice: Choice) -> Values:
    """Return the columns of a choice."""
    return {
        "person": choice.key.person,
        "vehicle": choice.key.vehicle,
        "practice": choice.key.practice,
        "status": choice.status.value,
        "decided_at": choice.decided_at,
        "event_seq": choice.event_seq,
        "notice": choice.notice,
        "term": choice.term.value if choice.term else None,
        "ends_at": choice.ends_at,
        "zone": choice.zone,
        "given_at": choice.given_at,
        "language": choice.language,
        "text_sha256": choice.text_sha256,
        "evidence": choice.evidence.value if choice.evidence else None,
        "origin": choice.origin,
        "joined": choice.joined.value if choice.joined else None,
    }


def choice_from(row: TableRow) -> Choice:
    """Return the choice of a row."""
    return Choice(
        key=ChoiceKey(
            person=PersonId(row.person),
            vehicle=VehicleId(row.vehicle),
            practice=PracticeId(row.practice),
        ),
        status=Status(row.status),
        decided_at=row.decided_at,
        event_seq=row.event_seq,
        notice=NoticeHash(row.notice),
        term=None if row.term is None else Term(row.term),
        ends_at=row.ends_at,
        zone=row.zone,
        given_at=row.given_at,
        language=None if row.language is None else Language(row.language),
        text_sha256=None if row.text_sha256 is None else Sha256Hex(row.text_sha256),
        evidence=None if row.evidence is None else EvidenceLevel(row.evidence),
        origin=row.origin,
        joined=None if row.joined is None else Joined(row.joined),
    )


def person_values(person: Person) -> Values:
    """Return the columns of a person."""
    return {"id": person.id, "name": person.name}


def person_from(row: TableRow) -> Person:
    """Return the person of a row."""
    return Person(id=PersonId(row.id), name=row.name)


def vehicle_values(vehicle: Vehicle) -> Values:
    """Return the columns of a vehicle."""
    return {
        "id": vehicle.id,
        "person": vehicle.person,
        "name": vehicle.name,
        "plate": vehicle.plate,
        "vin": vehicle.vin,
        "notice": vehicle.notice,
    }


def vehicle_from(row: TableRow) -> Vehicle:
    """Return the vehicle of a row."""
    return Vehicle(
        id=VehicleId(row.id),
        person=PersonId(row.person),
        name=row.name,
        plate=row.plate,
        vin=row.vin,
        notice=NoticeHash(row.notice),
    )


def arrival_values(arrival: NoticeArrival) -> Values:
    """Return the columns of how a notice came."""
    return {
        "hash": arrival.hash,
        "pack_id": arrival.pack_id,
        "version": arrival.version,
        "came": arrival.came.value,
        "at": arrival.at,
    }


def arrival_from(row: TableRow) -> NoticeArrival:
    """Return how a notice came, of a row."""
    return NoticeArrival(
        hash=NoticeHash(row.hash),
        pack_id=PackId(row.pack_id),
        version=row.version,
        came=Arrival(row.came),
        at=row.at,
    )


def accepted_key_values(key: AcceptedKey) -> Values:
    """Return the columns of an accepted key."""
    return {
        "did": key.did,
        "fingerprint": key.fingerprint,
        "issuer": key.issuer,
        "pack_id": key.pack_id,
        "accepted_at": key.accepted_at,
    }


def accepted_key_from(row: TableRow) -> AcceptedKey:
    """Return the accepted key of a row."""
    return AcceptedKey(
        did=row.did,
        fingerprint=row.fingerprint,
        issuer=row.issuer,
        pack_id=PackId(row.pack_id),
        accepted_at=row.accepted_at,
    )


def export_values(entry: ExportEntry) -> Values:
    """Return the columns of an exported record."""
    return {
        "record": entry.record,
        "at": entry.at,
        "vehicle": entry.vehicle,
        "seq": entry.seq,
        "sha256": entry.sha256,
        "formats": _join(entry.formats),
        "folder": entry.folder,
        "name": entry.name,
        "practices": _join(entry.practices),
    }


def export_from(row: TableRow) -> ExportEntry:
    """Return the exported record of a row."""
    return ExportEntry(
        record=RecordId(row.record),
        at=row.at,
        vehicle=VehicleId(row.vehicle),
        seq=row.seq,
        sha256=Sha256Hex(row.sha256),
        formats=tuple(_split(row.formats)),
        folder=row.folder,
        name=row.name,
        practices=tuple(PracticeId(practice) for practice in _split(row.practices)),
    )


def imported_values(entry: ImportedRecord) -> Values:
    """Return the columns of a record that was made elsewhere."""
    return {
        "sha256": entry.sha256,
        "record": entry.record,
        "at": entry.at,
        "seq": entry.seq,
        "person": entry.person,
        "vehicle": entry.vehicle,
        "of_person": entry.of_person,
        "of_vehicle": entry.of_vehicle,
        "issuer": entry.issuer,
        "fingerprint": entry.fingerprint,
        "origin": entry.origin,
        "log_index": entry.log_index,
        "receipt": entry.receipt,
        "file": entry.file,
    }


def imported_from(row: TableRow) -> ImportedRecord:
    """Return the record of a row that was made elsewhere."""
    return ImportedRecord(
        sha256=Sha256Hex(row.sha256),
        record=RecordId(row.record),
        at=row.at,
        seq=row.seq,
        person=PersonId(row.person),
        vehicle=VehicleId(row.vehicle),
        of_person=row.of_person,
        of_vehicle=row.of_vehicle,
        issuer=row.issuer,
        fingerprint=row.fingerprint,
        origin=row.origin,
        log_index=row.log_index,
        receipt=row.receipt,
        file=row.file,
    )


def merged_key_values(key: MergedKey, origin: str) -> Values:
    """Return the columns of a key of another computer."""
    return {
        "origin": origin,
        "public": key.public,
        "valid_from": key.valid_from,
        "statement": key.statement or None,
    }


def merged_key_from(row: TableRow) -> MergedKey:
    """Return the key of another computer of a row."""
    return MergedKey(public=row.public, valid_from=row.valid_from, statement=row.statement or b"")


def key_values(key: SigningKey) -> Values:
    """Return the columns of a signing key."""
    return {
        "kind": key.kind.value,
        "private": key.private,
        "public": key.public,
        "certificate": key.certificate,
        "valid_from": key.valid_from,
        "valid_until": key.valid_until,
        "statement": key.statement or None,
    }


def key_from(row: TableRow) -> SigningKey:
    """Return the signing key of a row."""
    return SigningKey(
        kind=KeyKind(row.kind),
        private=row.private,
        public=row.public,
        certificate=row.certificate,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        statement=row.statement or b"",
    )


def _join(words: tuple[str, ...]) -> str:
    """Return words as lines; ids never hold a line feed."""
    if any("\n" in word or not word for word in words):
        raise ValueError
    return "\n".join(words)


def _split(lines: str) -> list[str]:
    return lines.split("\n") if lines else []
