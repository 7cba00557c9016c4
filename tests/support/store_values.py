"""Made-up values to put into a store."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

from ownerapp.domain.choice import Choice, ChoiceKey, Status
from ownerapp.domain.event import EventKind
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
from ownerapp.domain.notice import Notice, Origin, Regime
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.domain.trust import AcceptedKey
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.ports.kept import ExportEntry, ImportedRecord
from ownerapp.services.ports.log import EventIndex
from ownerapp.services.ports.notices import Arrival, NoticeArrival
from ownerapp.services.ports.store import UnitOfWork

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
START = datetime(2026, 11, 20, 12, 0, 0, 123000, tzinfo=UTC)
PERSON = Person(id=PersonId("person-1"), name="Aino Example")
PACK = b'{"id": "made-up-pack"}'
NOTICE_HASH = NoticeHash(hashlib.sha256(PACK).hexdigest())
VEHICLE = Vehicle(
    id=VehicleId("vehicle-1"),
    person=PERSON.id,
    name="The blue one",
    plate="AB-123",
    vin="WVWZZZ1JZXW000001",
    notice=NOTICE_HASH,
)


def digest(text: str) -> Sha256Hex:
    """Return a hash for a text."""
    return Sha256Hex(hashlib.sha256(text.encode()).hexdigest())


def event(seq: int, body: bytes | None = None) -> StoredEvent:
    """Return an entry; its body says its number unless one is given."""
    body = body if body is not None else f'{{"seq":{seq}}}'.encode()
    return StoredEvent(seq=seq, body=body, leaf_hash=hashlib.sha256(b"\x00" + body).digest())


def index(seq: int, practice: str = "cabin-camera") -> EventIndex:
    """Return the columns beside an entry; each entry is a second later than the one before."""
    return EventIndex(
        at=START + timedelta(seconds=seq),
        kind=EventKind.CONSENT_GIVEN,
        person=PERSON.id,
        vehicle=VEHICLE.id,
        practice=PracticeId(practice),
    )


def edge(size: int) -> TreeEdge:
    """Return an edge of the right shape for a size; its hashes are made up."""
    count = size.bit_count()
    return TreeEdge(size, tuple(hashlib.sha256(bytes([size, n])).digest() for n in range(count)))


def checkpoint(size: int, note: str = "made-up note") -> Checkpoint:
    """Return a tree head; its signature is made up."""
    return Checkpoint(size=size, root=hashlib.sha256(bytes([size])).digest(), note=note)


def choice_key(practice: str, vehicle: str = VEHICLE.id) -> ChoiceKey:
    """Return whose choice on what."""
    return ChoiceKey(person=PERSON.id, vehicle=VehicleId(vehicle), practice=PracticeId(practice))


def given(practice: str, *, seq: int = 0, vehicle: str = VEHICLE.id) -> Choice:
    """Return a yes with every field filled."""
    return Choice(
        key=choice_key(practice, vehicle),
        status=Status.GIVEN,
        decided_at=START,
        event_seq=seq,
        notice=NOTICE_HASH,
        term=Term.MONTHS_3,
        ends_at=START + timedelta(days=90),
        zone="Europe/Helsinki",
        given_at=START,
        language=Language("zh_Hans"),
        text_sha256=digest("shown"),
        evidence=EvidenceLevel.RECORDED,
    )


def refused(practice: str, *, seq: int = 0) -> Choice:
    """Return a no, which fills only what it must."""
    return Choice(
        key=choice_key(practice),
        status=Status.REFUSED,
        decided_at=START,
        event_seq=seq,
        notice=NOTICE_HASH,
    )


def export(record: str, *, seq: int = 0) -> ExportEntry:
    """Return an exported record."""
    return ExportEntry(
        record=RecordId(record),
        at=START,
        vehicle=VEHICLE.id,
        seq=seq,
        sha256=digest(record),
        formats=("pdf", "json"),
        folder="Documents",
        name=record,
        practices=(PracticeId("cabin-camera"), PracticeId("location")),
    )


def imported(*, seq: int = 0, mark: str = "elsewhere") -> ImportedRecord:
    """Return a record that was made elsewhere, joined to the made-up car."""
    return ImportedRecord(
        sha256=digest(mark),
        record=RecordId(f"record-{mark}"),
        at=START,
        seq=seq,
        person=PERSON.id,
        vehicle=VEHICLE.id,
        of_person="person-there",
        of_vehicle="vehicle-there",
        issuer="did:key:z6MkMadeUp",
        fingerprint="0000 1111",
        origin="local/ownerapp/0a0a0a0a",
        log_index=7,
        receipt=mark.encode(),
        file=b"%PDF-",
    )


def signing_key(kind: KeyKind, mark: int = 1) -> SigningKey:
    """Return a key of a kind; its bytes are made up."""
    return SigningKey(
        kind=kind,
        private=bytes([mark]) * 32,
        public=bytes([mark + 1]) * 32,
        certificate=b"made-up certificate" if kind is KeyKind.DOCUMENT else b"",
        valid_from=START,
        valid_until=START + timedelta(days=3650) if kind is KeyKind.DOCUMENT else None,
    )


def notice() -> Notice:
    """Return the smallest notice."""
    return Notice(
        hash=NOTICE_HASH,
        pack_id=PackId("made-up-pack"),
        version="1",
        effective_from=date(2026, 11, 1),
        origin=Origin.REFERENCE,
        regime=Regime.EU,
        native_language=Language("en"),
        languages=(Language("en"),),
        title=Text(),
        brand=Text(),
        model=Text(),
        jurisdiction="EU",
        applicable_law=(),
        url="",
        controller="maker",
        parties=(),
        rights=(),
        withdraw_at="",
        groups=(),
        practices=(),
    )


def arrival(came: Arrival = Arrival.IMPORTED, *, days: int = 0) -> NoticeArrival:
    """Return that the smallest notice came, some days on."""
    return NoticeArrival(
        hash=NOTICE_HASH,
        pack_id=PackId("made-up-pack"),
        version="1",
        came=came,
        at=START + timedelta(days=days),
    )


def accepted_key(
    did: str = "did:key:z6MkMadeUp", *, pack: str = "made-up-pack", issuer: str = "Example Motors"
) -> AcceptedKey:
    """Return that a key was accepted; the key is made up."""
    return AcceptedKey(
        did=did,
        fingerprint="0123 4567",
        issuer=issuer,
        pack_id=PackId(pack),
        accepted_at=START,
    )


def add_events(work: UnitOfWork, count: int, *, start: int = 0) -> None:
    """Append made-up entries."""
    for seq in range(start, start + count):
        work.events.append(event(seq), index(seq))
