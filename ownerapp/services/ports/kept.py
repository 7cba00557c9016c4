"""The ports of what the store keeps beside the log."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from ownerapp.domain.ids import (
        NoticeHash,
        PersonId,
        PracticeId,
        RecordId,
        ReplyId,
        RequestId,
        Sha256Hex,
        VehicleId,
    )
    from ownerapp.domain.log import Checkpoint, StoredEvent
    from ownerapp.domain.own_rule import OwnRule, RuleAbout
    from ownerapp.domain.private_note import PrivateNote
    from ownerapp.domain.rights import KeptReply, KeptRequest
    from ownerapp.domain.trust import AcceptedKey
    from ownerapp.domain.vehicle import Vehicle


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportEntry:
    """One exported record, as the list on the Records page shows it."""

    record: RecordId
    at: datetime
    vehicle: VehicleId
    seq: int
    """The log entry that binds it."""
    sha256: Sha256Hex
    """Of the canonical bytes of the signed record."""
    formats: tuple[str, ...]
    folder: str
    name: str
    """The file name without its ending."""
    practices: tuple[PracticeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedKey:
    """The public part of a record key of another computer."""

    public: bytes
    valid_from: datetime
    statement: bytes = b""
    """What the key before it signed to name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRecord:
    """A record that was made elsewhere and was joined to the history here."""

    sha256: Sha256Hex
    """Of the canonical bytes of the signed record."""
    record: RecordId
    at: datetime
    """When it was imported."""
    seq: int
    """The log entry that says so."""
    person: PersonId
    vehicle: VehicleId
    """The person and the car here that it was joined to."""
    of_person: str
    of_vehicle: str
    """The random ids that stand in the record."""
    issuer: str
    """The did:key of the one who made it."""
    fingerprint: str
    origin: str
    """The log in which it was made."""
    log_index: int
    receipt: bytes = field(repr=False)
    """The signed record, byte for byte; empty once its person or car was erased."""
    file: bytes = field(default=b"", repr=False)
    """The file around it, a PDF or a bundle; empty where the record was the file."""


class MergedLogs(Protocol):
    """The logs of other computers, each whole under its own name; append-only."""

    def origins(self) -> Sequence[str]:
        """Return the names of the logs that are kept, in order of their names."""
        ...

    def size(self, origin: str) -> int:
        """Return how many entries of a log are kept."""
        ...

    def read(self, origin: str, stop: int | None = None) -> Iterator[StoredEvent]:
        """Yield the entries of a log in order, up to, not including, ``stop``."""
        ...

    def append(self, origin: str, event: StoredEvent) -> None:
        """Add the next entry of a log.

        Raises:
            ValueError: It is not the next one.
        """
        ...

    def add_checkpoint(self, origin: str, checkpoint: Checkpoint) -> None:
        """Keep a signed tree head of a log; keeping it twice is no error."""
        ...

    def checkpoints(self, origin: str) -> Sequence[Checkpoint]:
        """Return the signed tree heads of a log, oldest first."""
        ...

    def add_key(self, origin: str, key: MergedKey) -> None:
        """Keep the public part of a record key; keeping it twice is no error."""
        ...

    def keys(self, origin: str) -> Sequence[MergedKey]:
        """Return the public parts of a log's record keys, oldest first."""
        ...

    def add_accepted_key(self, origin: str, key: AcceptedKey) -> None:
        """Keep that an author's key was accepted there; it is not accepted here by that."""
        ...

    def accepted_keys(self, origin: str) -> Sequence[AcceptedKey]:
        """Return which authors' keys were accepted there, oldest first."""
        ...


class ImportedRecords(Protocol):
    """Records that were made elsewhere."""

    def add(self, entry: ImportedRecord) -> None:
        """Keep one.

        Raises:
            ValueError: It is kept already.
        """
        ...

    def get(self, sha256: Sha256Hex) -> ImportedRecord | None:
        """Return the one with this hash, or None."""
        ...

    def all(self) -> Sequence[ImportedRecord]:
        """Return all, newest first."""
        ...


class PrivateNotes(Protocol):
    """What people wrote for themselves about a choice."""

    def put(self, note: PrivateNote) -> None:
        """Keep a note in place of an earlier one; an empty one is forgotten."""
        ...

    def of_vehicle(self, vehicle: VehicleId) -> Sequence[PrivateNote]:
        """Return the notes about a car, by person and practice."""
        ...


class OwnRules(Protocol):
    """People's own rules, and the suggestions that they set aside."""

    def put(self, rule: OwnRule) -> None:
        """Keep a rule in place of an earlier one of the person about the same."""
        ...

    def remove(self, person: PersonId, about: RuleAbout) -> None:
        """Forget a rule; a missing one is no error."""
        ...

    def of_person(self, person: PersonId) -> Sequence[OwnRule]:
        """Return the rules of a person, oldest first."""
        ...

    def set_aside(
        self, vehicle: Vehicle, notice: NoticeHash, practices: Iterable[PracticeId]
    ) -> None:
        """Keep that suggestions for a version of a notice are not to come back."""
        ...

    def set_aside_of(self, vehicle: Vehicle, notice: NoticeHash) -> frozenset[PracticeId]:
        """Return for which practices of a version suggestions were set aside."""
        ...


class Requests(Protocol):
    """Requests of people, with the replies to them."""

    def put(self, request: KeptRequest) -> None:
        """Keep a request, in place of an earlier state of it."""
        ...

    def get(self, request: RequestId) -> KeptRequest | None:
        """Return a request, or None."""
        ...

    def all(self) -> Sequence[KeptRequest]:
        """Return all requests, newest first."""
        ...

    def remove(self, request: RequestId) -> None:
        """Forget a request with its replies; a missing one is no error."""
        ...

    def add_reply(self, reply: KeptReply, content: bytes) -> None:
        """Keep a reply; the commit fails where its request is not kept.

        Raises:
            ValueError: It is kept already.
        """
        ...

    def replies(self, request: RequestId) -> Sequence[KeptReply]:
        """Return the replies to a request, oldest first, without their content."""
        ...

    def content(self, reply: ReplyId) -> bytes | None:
        """Return the content of a reply, or None."""
        ...
