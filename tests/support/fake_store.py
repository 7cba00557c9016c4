"""A store in memory that keeps the promises of the real one.

It copies the whole state at the start of a unit of work and puts it back at the commit:
slow, obvious, and with true snapshots and true rollback.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import TracebackType
from typing import Self

from ownerapp.domain.choice import Choice, ChoiceKey
from ownerapp.domain.errors import StoreBusyError, StoreDamagedError
from ownerapp.domain.ids import (
    NoticeHash,
    PackId,
    PersonId,
    PracticeId,
    RecordId,
    ReplyId,
    RequestId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.domain.log import Checkpoint, StoredEvent, TreeEdge
from ownerapp.domain.notice import Notice
from ownerapp.domain.own_rule import OwnRule, RuleAbout
from ownerapp.domain.private_note import PrivateNote
from ownerapp.domain.rights import KeptReply, KeptRequest
from ownerapp.domain.trust import AcceptedKey
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.ports.kept import ExportEntry, ImportedRecord, MergedKey
from ownerapp.services.ports.log import EventIndex, EventQuery
from ownerapp.services.ports.notices import Arrival, NoticeArrival
from ownerapp.services.ports.store import Store, UnitOfWork


@dataclass(kw_only=True)
class _State:
    edge: TreeEdge = field(default_factory=TreeEdge)
    entries: list[tuple[StoredEvent, EventIndex]] = field(default_factory=list)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    choices: dict[ChoiceKey, Choice] = field(default_factory=dict)
    people: dict[PersonId, Person] = field(default_factory=dict)
    vehicles: dict[VehicleId, Vehicle] = field(default_factory=dict)
    notices: dict[NoticeHash, bytes] = field(default_factory=dict)
    arrivals: dict[tuple[NoticeHash, Arrival], NoticeArrival] = field(default_factory=dict)
    accepted_keys: dict[tuple[str, PackId], AcceptedKey] = field(default_factory=dict)
    shown_texts: dict[Sha256Hex, bytes] = field(default_factory=dict)
    exports: dict[RecordId, ExportEntry] = field(default_factory=dict)
    keys: list[SigningKey] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    merged: dict[str, list[StoredEvent]] = field(default_factory=dict)
    merged_checkpoints: dict[tuple[str, str], Checkpoint] = field(default_factory=dict)
    merged_keys: dict[tuple[str, bytes], MergedKey] = field(default_factory=dict)
    merged_accepted: dict[tuple[str, str, str], AcceptedKey] = field(default_factory=dict)
    imported: dict[Sha256Hex, ImportedRecord] = field(default_factory=dict)
    requests: dict[RequestId, KeptRequest] = field(default_factory=dict)
    replies: dict[ReplyId, tuple[KeptReply, bytes]] = field(default_factory=dict)
    notes: dict[ChoiceKey, PrivateNote] = field(default_factory=dict)
    rules: dict[tuple[PersonId, RuleAbout], OwnRule] = field(default_factory=dict)
    set_aside: set[tuple[PersonId, VehicleId, NoticeHash, PracticeId]] = field(default_factory=set)

    def copy(self) -> _State:
        """Return a state that no longer changes with this one."""
        return replace(
            self,
            entries=list(self.entries),
            checkpoints=list(self.checkpoints),
            choices=dict(self.choices),
            people=dict(self.people),
            vehicles=dict(self.vehicles),
            notices=dict(self.notices),
            arrivals=dict(self.arrivals),
            accepted_keys=dict(self.accepted_keys),
            shown_texts=dict(self.shown_texts),
            exports=dict(self.exports),
            keys=list(self.keys),
            meta=dict(self.meta),
            merged={origin: list(events) for origin, events in self.merged.items()},
            merged_checkpoints=dict(self.merged_checkpoints),
            merged_keys=dict(self.merged_keys),
            merged_accepted=dict(self.merged_accepted),
            imported=dict(self.imported),
            requests=dict(self.requests),
            replies=dict(self.replies),
            notes=dict(self.notes),
            rules=dict(self.rules),
            set_aside=set(self.set_aside),
        )

    def check_references(self) -> None:
        """Refuse rows that point at others that are not there, as the tables do."""
        for vehicle in self.vehicles.values():
            if vehicle.person not in self.people or vehicle.notice not in self.notices:
                raise ValueError
        if any(arrival.hash not in self.notices for arrival in self.arrivals.values()):
            raise ValueError
        if any(entry.seq >= len(self.entries) for entry in self.exports.values()):
            raise ValueError
        if any(entry.seq >= len(self.entries) for entry in self.imported.values()):
            raise ValueError
        if any(reply.request not in self.requests for reply, _content in self.replies.values()):
            raise ValueError


@dataclass(kw_only=True)
class _File:
    """What outlives an opened store."""

    key: bytes
    state: _State = field(default_factory=_State)
    is_held: bool = False


_COPIES: list[_File] = []


class FakeStoreFile:
    """The place of a store in memory; opening it again finds what was committed."""

    def __init__(self) -> None:
        self._file: _File | None = None
        self._received: _File | None = None

    def exists(self) -> bool:
        """Tell whether a store is there."""
        return self._file is not None

    def create(self, key: bytes) -> FakeStore:
        """Make an empty store; an existing one is never written over."""
        if self._file is not None:
            raise StoreBusyError(holder="")
        self._file = _File(key=key)
        return FakeStore(self._file)

    def open(self, key: bytes) -> FakeStore:
        """Open the store with the key that it was made with."""
        if self._file is None or self._file.key != key:
            raise StoreDamagedError(path="memory")
        return FakeStore(self._file)

    @contextmanager
    def copy_of(self, store: Store, key: bytes) -> Iterator[str]:
        """Make a copy under another key; its file holds only the number of the copy."""
        assert isinstance(store, FakeStore)
        _COPIES.append(_File(key=key, state=store.state()))
        with NamedTemporaryFile() as file:
            file.write(str(len(_COPIES)).encode())
            file.flush()
            yield file.name

    @contextmanager
    def receive(
        self, fill: Callable[[str], None], *, key: bytes, new_key: bytes
    ) -> Iterator[FakeStore]:
        """Take the copy in whose number a file holds."""
        with NamedTemporaryFile() as file:
            fill(file.name)
            number = Path(file.name).read_bytes()
        if not number.isdigit() or _COPIES[int(number) - 1].key != key:
            raise StoreDamagedError(path="memory")
        received = _File(key=new_key, state=_COPIES[int(number) - 1].state.copy())
        yield FakeStore(received)
        self._received = received

    @contextmanager
    def prepare(self, key: bytes) -> Iterator[FakeStore]:
        """Make an empty store, to be put in place later."""
        prepared = _File(key=key)
        yield FakeStore(prepared)
        self._received = prepared

    def set_aside(self, at: datetime) -> str:
        """Let go of the store."""
        was_there, self._file = self._file is not None, None
        return f"aside-{at:%Y}" if was_there else ""

    def adopt(self) -> bool:
        """Put the copy that was taken in in the empty place of the store."""
        if self._received is None:
            return False
        if self._file is not None:
            raise StoreBusyError(holder="")
        self._file, self._received = self._received, None
        return True

    def discard(self) -> None:
        """Forget a copy that was taken in and not put in place."""
        self._received = None

    def erase_copies(self) -> None:
        """No copies are made."""


class FakeStore:
    """An opened store in memory."""

    def __init__(self, file: _File) -> None:
        self._file = file

    def read(self) -> UnitOfWork:
        """Return a unit of work for reading."""
        return FakeUnitOfWork(self._file, is_writer=False)

    def write(self) -> UnitOfWork:
        """Return a unit of work that holds the write lock from its start."""
        return FakeUnitOfWork(self._file, is_writer=True)

    def scrub(self) -> bool:
        """Nothing that was deleted is kept."""
        return True

    def close(self) -> None:
        """Nothing is open."""

    def state(self) -> _State:
        """Return a copy of what was committed."""
        return self._file.state.copy()


class FakeUnitOfWork:
    """One transaction on a copy of the state."""

    def __init__(self, file: _File, *, is_writer: bool) -> None:
        self._file = file
        self._is_writer = is_writer

    def __enter__(self) -> Self:
        """Begin."""
        if self._is_writer:
            if self._file.is_held:
                raise StoreBusyError(holder="")
            self._file.is_held = True
        self._state = self._file.state.copy()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Forget the copy unless it was committed."""
        if self._is_writer:
            self._file.is_held = False
        del self._state

    @property
    def events(self) -> FakeEventLog:
        """The log."""
        return FakeEventLog(self)

    @property
    def choices(self) -> FakeChoices:
        """The projection."""
        return FakeChoices(self)

    @property
    def merged(self) -> FakeMergedLogs:
        """The logs of other computers."""
        return FakeMergedLogs(self)

    @property
    def imported(self) -> FakeImportedRecords:
        """Records that were made elsewhere."""
        return FakeImportedRecords(self)

    @property
    def requests(self) -> FakeRequests:
        """Requests of people, with the replies to them."""
        return FakeRequests(self)

    @property
    def notes(self) -> FakePrivateNotes:
        """What people wrote for themselves about a choice."""
        return FakePrivateNotes(self)

    @property
    def rules(self) -> FakeOwnRules:
        """People's own rules."""
        return FakeOwnRules(self)

    def commit(self) -> None:
        """Put the copy in the place of the state."""
        if self._is_writer:
            self._state.check_references()
            self._file.state = self._state.copy()

    def add_person(self, person: Person) -> None:
        """Keep a person, in place of an earlier one with the same id."""
        self.changing().people[person.id] = person

    def people(self) -> Sequence[Person]:
        """Return all people, oldest first."""
        return tuple(self.state.people.values())

    def add_vehicle(self, vehicle: Vehicle) -> None:
        """Keep a vehicle, in place of an earlier one with the same id."""
        self.changing().vehicles[vehicle.id] = vehicle

    def vehicles(self) -> Sequence[Vehicle]:
        """Return all vehicles, oldest first."""
        return tuple(self.state.vehicles.values())

    def erase_vehicle(self, vehicle: VehicleId) -> None:
        """Forget a vehicle, and where its records were exported to."""
        self.changing().vehicles.pop(vehicle, None)
        for record, entry in self._state.exports.items():
            if entry.vehicle == vehicle:
                self._state.exports[record] = replace(entry, folder="", name="")
        self._empty(lambda entry: vehicle in {entry.vehicle, entry.of_vehicle})
        for request in [item for item in self.requests.all() if item.vehicle == vehicle]:
            self.requests.remove(request.id)
        self.notes.forget(lambda key: key.vehicle == vehicle)
        self.rules.forget_vehicle(vehicle)

    def erase_person(self, person: PersonId) -> None:
        """Forget a person."""
        self.changing().people.pop(person, None)
        self._empty(lambda entry: person in {entry.person, entry.of_person})
        for request in [item for item in self.requests.all() if item.person == person]:
            self.requests.remove(request.id)
        self.notes.forget(lambda key: key.person == person)
        self.rules.forget_person(person)

    def _empty(self, is_meant: Callable[[ImportedRecord], bool]) -> None:
        kept = self._state.imported
        for sha256, entry in kept.items():
            if is_meant(entry):
                kept[sha256] = replace(entry, receipt=b"", file=b"")

    def add_notice(self, notice: Notice, pack: bytes) -> None:
        """Keep the exact bytes of a pack by their hash."""
        self.changing().notices.setdefault(notice.hash, pack)

    def notice_pack(self, notice_hash: NoticeHash) -> bytes | None:
        """Return the exact bytes of a kept pack, or None."""
        return self.state.notices.get(notice_hash)

    def add_arrival(self, arrival: NoticeArrival) -> None:
        """Keep how a kept notice came; the first time of each way stays."""
        self.changing().arrivals.setdefault((arrival.hash, arrival.came), arrival)

    def arrivals(self) -> Sequence[NoticeArrival]:
        """Return how the kept notices came, oldest first."""
        return tuple(self.state.arrivals.values())

    def add_accepted_key(self, key: AcceptedKey) -> None:
        """Keep that a key was accepted for a notice; the first time stays."""
        self.changing().accepted_keys.setdefault((key.did, key.pack_id), key)

    def accepted_keys(self) -> Sequence[AcceptedKey]:
        """Return what was accepted, oldest first."""
        return tuple(self.state.accepted_keys.values())

    def forget_accepted_key(self, did: str) -> None:
        """Forget a key for every notice."""
        kept = self.changing().accepted_keys
        for name in [name for name in kept if name[0] == did]:
            del kept[name]

    def add_shown_text(self, sha256: Sha256Hex, body: bytes) -> None:
        """Keep the canonical bytes of a shown text by their hash."""
        self.changing().shown_texts.setdefault(sha256, body)

    def shown_text(self, sha256: Sha256Hex) -> bytes | None:
        """Return the canonical bytes of a shown text, or None."""
        return self.state.shown_texts.get(sha256)

    def add_export(self, entry: ExportEntry) -> None:
        """Keep that a record was exported."""
        if entry.record in self.state.exports:
            raise ValueError
        self.changing().exports[entry.record] = entry

    def exports(self) -> Sequence[ExportEntry]:
        """Return all exports, newest first."""
        return tuple(reversed(self.state.exports.values()))

    def add_key(self, key: SigningKey) -> None:
        """Keep a signing key."""
        self.changing().keys.append(key)

    def retire_key(self, public: bytes, *, until: datetime) -> None:
        """End a key: its private part is gone."""
        kept = self.changing().keys
        kept[:] = [
            replace(key, private=b"", valid_until=until) if key.public == public else key
            for key in kept
        ]

    def keys(self, kind: KeyKind) -> Sequence[SigningKey]:
        """Return all keys of a kind, oldest first."""
        return tuple(key for key in self.state.keys if key.kind is kind)

    def meta(self, name: str) -> str | None:
        """Return a named fact of the store."""
        return self.state.meta.get(name)

    def set_meta(self, name: str, value: str) -> None:
        """Keep a named fact of the store, in place of an earlier one."""
        self.changing().meta[name] = value

    @property
    def state(self) -> _State:
        """What this transaction sees."""
        return self._state

    def changing(self) -> _State:
        """Return the state to change; a unit of work for reading has none."""
        if not self._is_writer:
            raise RuntimeError
        return self._state


class FakeEventLog:
    """The log of one transaction."""

    def __init__(self, work: FakeUnitOfWork) -> None:
        self._work = work

    def edge(self) -> TreeEdge:
        """Return the right edge of the tree."""
        return self._work.state.edge

    def append(self, event: StoredEvent, index: EventIndex) -> None:
        """Add the next entry; the log has no gaps."""
        entries = self._work.changing().entries
        if event.seq != len(entries):
            raise ValueError
        entries.append((event, index))

    def set_edge(self, edge: TreeEdge) -> None:
        """Keep the right edge."""
        self._work.changing().edge = edge

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[StoredEvent]:
        """Yield entries in order."""
        for event, _index in self._work.state.entries[start:stop]:
            yield event

    def find(self, query: EventQuery, *, newest: int | None = None) -> Sequence[StoredEvent]:
        """Return the entries that are meant, in order, at most the newest so many."""
        found = [event for event, at in self._work.state.entries if _is_meant(query, event.seq, at)]
        return found if newest is None else found[len(found) - min(newest, len(found)) :]

    def count(self, query: EventQuery) -> int:
        """Return how many entries are meant."""
        return len(self.find(query))

    def last_of(self, query: EventQuery) -> int | None:
        """Return the number of the last entry that is meant, or None."""
        found = self.find(query)
        return found[-1].seq if found else None

    def first_after(self, moment: datetime) -> int | None:
        """Return the number of the first entry that is later, or None."""
        entries = self._work.state.entries
        return next((event.seq for event, index in entries if index.at > moment), None)

    def from_until(self, first: int, end: datetime) -> Sequence[StoredEvent]:
        """Return the entries from a number on whose time is before an instant."""
        return [event for event, index in self._work.state.entries[first:] if index.at < end]

    def choice_keys(self, start: int = 0) -> Sequence[ChoiceKey]:
        """Return each person, vehicle and practice that entries from ``start`` on speak of."""
        return list(
            {
                ChoiceKey(person=index.person, vehicle=index.vehicle, practice=index.practice)
                for _event, index in self._work.state.entries[start:]
                if index.person is not None
                and index.vehicle is not None
                and index.practice is not None
            }
        )

    def leaf_hashes(self) -> Sequence[bytes]:
        """Return all leaf hashes in order."""
        return [event.leaf_hash for event, _index in self._work.state.entries]

    def latest_at(self) -> datetime | None:
        """Return the time of the last entry."""
        entries = self._work.state.entries
        return entries[-1][1].at if entries else None

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed tree head."""
        self._work.changing().checkpoints.append(checkpoint)

    def latest_checkpoint(self) -> Checkpoint | None:
        """Return the last signed tree head, or None."""
        checkpoints = self._work.state.checkpoints
        return checkpoints[-1] if checkpoints else None

    def checkpoints(self) -> Sequence[Checkpoint]:
        """Return all signed tree heads, oldest first."""
        return tuple(self._work.state.checkpoints)


def _is_meant(query: EventQuery, seq: int, index: EventIndex) -> bool:
    is_of_car = (
        query.vehicle is None
        or index.vehicle == query.vehicle
        or (query.or_without_vehicle and index.vehicle is None)
    )
    return (
        is_of_car
        and not (query.without_vehicle and index.vehicle is not None)
        and query.person in {None, index.person}
        and query.practice in {None, index.practice}
        and not (query.without_practice and index.practice is not None)
        and (query.kinds is None or index.kind in query.kinds)
        and query.start <= seq
        and (query.stop is None or seq < query.stop)
    )


class FakeMergedLogs:
    """The logs of other computers in one transaction."""

    def __init__(self, work: FakeUnitOfWork) -> None:
        self._work = work

    def origins(self) -> Sequence[str]:
        """Return the names of the logs that are kept."""
        return tuple(sorted(self._work.state.merged))

    def size(self, origin: str) -> int:
        """Return how many entries of a log are kept."""
        return len(self._work.state.merged.get(origin, ()))

    def read(self, origin: str, stop: int | None = None) -> Iterator[StoredEvent]:
        """Yield the entries of a log in order."""
        yield from self._work.state.merged.get(origin, [])[:stop]

    def append(self, origin: str, event: StoredEvent) -> None:
        """Add the next entry of a log."""
        kept = self._work.changing().merged.setdefault(origin, [])
        if event.seq != len(kept):
            raise ValueError
        kept.append(event)

    def add_checkpoint(self, origin: str, checkpoint: Checkpoint) -> None:
        """Keep a signed tree head of a log."""
        kept = self._work.changing().merged_checkpoints
        kept.setdefault((origin, checkpoint.note), checkpoint)

    def checkpoints(self, origin: str) -> Sequence[Checkpoint]:
        """Return the signed tree heads of a log, oldest first."""
        kept = self._work.state.merged_checkpoints.items()
        return tuple(checkpoint for (of, _note), checkpoint in kept if of == origin)

    def add_key(self, origin: str, key: MergedKey) -> None:
        """Keep the public part of a record key."""
        self._work.changing().merged_keys.setdefault((origin, key.public), key)

    def keys(self, origin: str) -> Sequence[MergedKey]:
        """Return the public parts of a log's record keys."""
        kept = self._work.state.merged_keys.items()
        return tuple(key for (of, _public), key in kept if of == origin)

    def add_accepted_key(self, origin: str, key: AcceptedKey) -> None:
        """Keep that an author's key was accepted there."""
        kept = self._work.changing().merged_accepted
        kept.setdefault((origin, key.did, key.pack_id), key)

    def accepted_keys(self, origin: str) -> Sequence[AcceptedKey]:
        """Return which authors' keys were accepted there."""
        kept = self._work.state.merged_accepted.items()
        return tuple(key for (of, _did, _pack), key in kept if of == origin)


class FakeImportedRecords:
    """Records that were made elsewhere, in one transaction."""

    def __init__(self, work: FakeUnitOfWork) -> None:
        self._work = work

    def add(self, entry: ImportedRecord) -> None:
        """Keep one."""
        kept = self._work.changing().imported
        if entry.sha256 in kept:
            raise ValueError
        kept[entry.sha256] = entry

    def get(self, sha256: Sha256Hex) -> ImportedRecord | None:
        """Return the one with this hash, or None."""
        return self._work.state.imported.get(sha256)

    def all(self) -> Sequence[ImportedRecord]:
        """Return all, newest first."""
        return tuple(reversed(self._work.state.imported.values()))


class FakeChoices:
    """The projection of one transaction."""

    def __init__(self, work: FakeUnitOfWork) -> None:
        self._work = work

    def get(self, key: ChoiceKey) -> Choice | None:
        """Return the choice on one practice, or None."""
        return self._work.state.choices.get(key)

    def all(self, vehicle: VehicleId | None = None) -> Sequence[Choice]:
        """Return all choices in order of their keys."""
        kept = self._work.state.choices
        ordered = sorted(kept, key=lambda key: (key.person, key.vehicle, key.practice))
        return tuple(kept[key] for key in ordered if vehicle in {None, key.vehicle})

    def put(self, choice: Choice) -> None:
        """Keep a choice, in place of an earlier one with the same key."""
        self._work.changing().choices[choice.key] = choice

    def clear(self) -> None:
        """Drop the projection."""
        self._work.changing().choices.clear()


class FakePrivateNotes:
    """Private notes, in one transaction."""

    def __init__(self, work: FakeUnitOfWork) -> None:
        self._work = work

    def put(self, note: PrivateNote) -> None:
        """Keep a note in place of an earlier one; an empty one is forgotten."""
        kept = self._work.changing().notes
        kept.pop(note.key, None)
        if note.text:
            kept[note.key] = note

    def of_vehicle(self, vehicle: VehicleId) -> Sequence[PrivateNote]:
        """Return the notes about a car, by person and practice."""
        kept = self._work.state.notes
        keys = sorted(kept, key=lambda key: (key.person, key.practice))
        return tuple(kept[key] for key in keys if key.vehicle == vehicle)

    def forget(self, is_meant: Callable[[ChoiceKey], bool]) -> None:
        """Forget notes."""
        kept = self._work.changing().notes
        for key in [key for key in kept if is_meant(key)]:
            del kept[key]


class FakeOwnRules:
    """Own rules, in one transaction."""

    def __init__(self, work: FakeUnitOfWork) -> None:
        self._work = work

    def put(self, rule: OwnRule) -> None:
        """Keep a rule in place of an earlier one of the person about the same."""
        self._work.changing().rules[rule.person, rule.about] = rule

    def remove(self, person: PersonId, about: RuleAbout) -> None:
        """Forget a rule."""
        self._work.changing().rules.pop((person, about), None)

    def of_person(self, person: PersonId) -> Sequence[OwnRule]:
        """Return the rules of a person, oldest first."""
        return tuple(rule for rule in self._work.state.rules.values() if rule.person == person)

    def set_aside(
        self, vehicle: Vehicle, notice: NoticeHash, practices: Iterable[PracticeId]
    ) -> None:
        """Keep that suggestions are not to come back."""
        kept = self._work.changing().set_aside
        kept.update((vehicle.person, vehicle.id, notice, practice) for practice in practices)

    def set_aside_of(self, vehicle: Vehicle, notice: NoticeHash) -> frozenset[PracticeId]:
        """Return for which practices suggestions were set aside."""
        of = (vehicle.person, vehicle.id, notice)
        return frozenset(key[3] for key in self._work.state.set_aside if key[:3] == of)

    def forget_vehicle(self, vehicle: VehicleId) -> None:
        """Forget what was set aside on a car."""
        state = self._work.changing()
        state.set_aside = {key for key in state.set_aside if key[1] != vehicle}

    def forget_person(self, person: PersonId) -> None:
        """Forget every rule of a person, and what they set aside."""
        state = self._work.changing()
        state.rules = {key: rule for key, rule in state.rules.items() if key[0] != person}
        state.set_aside = {key for key in state.set_aside if key[0] != person}


class FakeRequests:
    """Requests and their replies, in one transaction."""

    def __init__(self, work: FakeUnitOfWork) -> None:
        self._work = work

    def put(self, request: KeptRequest) -> None:
        """Keep a request, in place of an earlier state of it."""
        self._work.changing().requests[request.id] = request

    def get(self, request: RequestId) -> KeptRequest | None:
        """Return a request, or None."""
        return self._work.state.requests.get(request)

    def all(self) -> Sequence[KeptRequest]:
        """Return all requests, newest first."""
        return tuple(reversed(self._work.state.requests.values()))

    def remove(self, request: RequestId) -> None:
        """Forget a request with its replies."""
        state = self._work.changing()
        state.requests.pop(request, None)
        for key in [key for key, (reply, _) in state.replies.items() if reply.request == request]:
            del state.replies[key]

    def add_reply(self, reply: KeptReply, content: bytes) -> None:
        """Keep a reply."""
        kept = self._work.changing().replies
        if reply.id in kept:
            raise ValueError
        kept[reply.id] = (reply, content)

    def replies(self, request: RequestId) -> Sequence[KeptReply]:
        """Return the replies to a request, oldest first."""
        kept = self._work.state.replies.values()
        return tuple(reply for reply, _content in kept if reply.request == request)

    def content(self, reply: ReplyId) -> bytes | None:
        """Return the content of a reply, or None."""
        found = self._work.state.replies.get(reply)
        return None if found is None else found[1]
