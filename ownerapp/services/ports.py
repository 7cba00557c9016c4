"""The protocols that services need; adapters fulfil them, fakes pass the same contracts.

Everything that crosses these protocols is a frozen domain value or plain bytes. Errors
are the types of ``domain.errors`` and no others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.trust import NoticeTrust, TrustLevel

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime, tzinfo
    from types import TracebackType
    from typing import Self

    from ownerapp.compliance.adequacy import AdequacyList
    from ownerapp.compliance.deadlines.parameters import Parameters
    from ownerapp.compliance.letter_book import LetterBook
    from ownerapp.domain.choice import Choice, ChoiceKey
    from ownerapp.domain.event import EventKind
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
    from ownerapp.domain.json_value import JsonObject, JsonValue
    from ownerapp.domain.keys import KeyHistory, KeyKind, KnownKey, SigningKey
    from ownerapp.domain.kit_paper import KitPaper
    from ownerapp.domain.log import Checkpoint, StoredEvent, TreeEdge
    from ownerapp.domain.notice import Notice
    from ownerapp.domain.paper import RecordPaper
    from ownerapp.domain.private_note import PrivateNote
    from ownerapp.domain.record_code import RecordCode
    from ownerapp.domain.rights import KeptReply, KeptRequest
    from ownerapp.domain.small_paper import SmallPaper
    from ownerapp.domain.time_stamp import TimeStamp
    from ownerapp.domain.trust import AcceptedKey, PackSignature
    from ownerapp.domain.vehicle import Person, Vehicle
    from ownerapp.domain.verdict import CheckResult, Report

# ------------------------------------------------------------------------- surroundings


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC, to the millisecond."""
        ...

    def monotonic_ms(self) -> int:
        """Return a counter that never goes back while the computer runs."""
        ...

    def zone(self) -> tzinfo:
        """Return the local zone, in which days and months of a term count."""
        ...

    def zone_name(self) -> str:
        """Return the IANA name of the local zone, ``UTC`` when it is not known."""
        ...


class IdSource(Protocol):
    """The only source of randomness for ids."""

    def uuid(self) -> str:
        """Return a random UUID (version 4) in its usual text form."""
        ...

    def nonce(self) -> str:
        """Return 16 random bytes as 32 hex digits."""
        ...


class VaultKind(StrEnum):
    """Where a store's key and log head are kept."""

    KEYRING = "keyring"
    FILE = "file"

    @property
    def anchors(self) -> bool:
        """Tell whether a head kept there notices a store that was put back."""
        return self is VaultKind.KEYRING


class Vault(Protocol):
    """Short secrets by name: the store key and the log head."""

    @property
    def kind(self) -> VaultKind:
        """Where the secrets are."""
        ...

    def get(self, name: str) -> str | None:
        """Return a secret, or None when there is none of this name.

        Raises:
            UnavailableError: The vault cannot be read.
        """
        ...

    def set(self, name: str, value: str) -> None:
        """Keep a secret of at most 1,000 characters.

        Raises:
            UnavailableError: The vault cannot be written.
        """
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; forgetting a missing one is no error."""
        ...


class WriteLock(Protocol):
    """One writer at a time over all processes."""

    def hold(self) -> AbstractContextManager[None]:
        """Wait for the lock, at most 5 seconds, and hold it.

        Raises:
            StoreBusyError: Another process kept it; the error names the holder.
        """
        ...


# ------------------------------------------------------------------------- store


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIndex:
    """The columns beside an entry's bytes: an index, never the truth."""

    at: datetime
    kind: EventKind
    person: PersonId | None
    vehicle: VehicleId | None
    practice: PracticeId | None


class Arrival(StrEnum):
    """How the bytes of a notice came into the store; both may be true of the same bytes."""

    SHIPPED = "shipped"
    """With the program: its list named these bytes when a car began to follow them."""
    IMPORTED = "imported"
    """From a file that the person imported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeArrival:
    """That the bytes of a notice came, how and when."""

    hash: NoticeHash
    pack_id: PackId
    version: str
    came: Arrival
    at: datetime


def arrival_of(notice: Notice, came: Arrival, at: datetime) -> NoticeArrival:
    """Return that a notice came."""
    return NoticeArrival(
        hash=notice.hash, pack_id=notice.pack_id, version=notice.version, came=came, at=at
    )


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
class EventQuery:
    """Which entries are meant, by the columns beside their bytes; what is None decides nothing.

    The bytes are the truth: whoever finds entries so looks at what they say.
    """

    vehicle: VehicleId | None = None
    person: PersonId | None = None
    practice: PracticeId | None = None
    without_practice: bool = False
    """Only entries that are about no practice, for example which notice a car follows."""
    or_without_vehicle: bool = False
    """Also entries that are about no car, for example a changed key."""
    without_vehicle: bool = False
    """Only those. With ``without_practice`` and ``kinds`` the few there are come at once."""
    kinds: frozenset[EventKind] | None = None
    start: int = 0
    stop: int | None = None
    """The first entry that is not meant any more."""


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


class EventLog(Protocol):
    """The append-only log."""

    def edge(self) -> TreeEdge:
        """Return the right edge of the tree over all entries."""
        ...

    def append(self, event: StoredEvent, index: EventIndex) -> None:
        """Add the next entry; its ``seq`` is the present size."""
        ...

    def set_edge(self, edge: TreeEdge) -> None:
        """Keep the right edge after the entries of this unit of work."""
        ...

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[StoredEvent]:
        """Yield entries from ``start`` up to, not including, ``stop``, in order."""
        ...

    def find(self, query: EventQuery, *, newest: int | None = None) -> Sequence[StoredEvent]:
        """Return the entries that are meant, in order, at most the newest so many."""
        ...

    def count(self, query: EventQuery) -> int:
        """Return how many entries are meant."""
        ...

    def last_of(self, query: EventQuery) -> int | None:
        """Return the number of the last entry that is meant, or None."""
        ...

    def first_after(self, moment: datetime) -> int | None:
        """Return the number of the first entry, in the log's order, that is later; or None."""
        ...

    def from_until(self, first: int, end: datetime) -> Sequence[StoredEvent]:
        """Return the entries from a number on whose time is before an instant, in order."""
        ...

    def choice_keys(self) -> Sequence[ChoiceKey]:
        """Return each person, vehicle and practice that the log speaks of."""
        ...

    def leaf_hashes(self) -> Sequence[bytes]:
        """Return all leaf hashes in order."""
        ...

    def latest_at(self) -> datetime | None:
        """Return the time of the last entry, or None for an empty log."""
        ...

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed tree head."""
        ...

    def latest_checkpoint(self) -> Checkpoint | None:
        """Return the last signed tree head, or None."""
        ...

    def checkpoints(self) -> Sequence[Checkpoint]:
        """Return all signed tree heads, oldest first."""
        ...


class Choices(Protocol):
    """The projection of the log: it can be dropped and rebuilt."""

    def get(self, key: ChoiceKey) -> Choice | None:
        """Return the choice on one practice, or None when undecided."""
        ...

    def all(self, vehicle: VehicleId | None = None) -> Sequence[Choice]:
        """Return all choices, of one vehicle or of all, in order of their keys."""
        ...

    def put(self, choice: Choice) -> None:
        """Keep a choice, in place of an earlier one with the same key."""
        ...

    def clear(self) -> None:
        """Drop the projection before rebuilding it."""
        ...


class UnitOfWork(Protocol):
    """One transaction: what is not committed never happened."""

    @property
    def events(self) -> EventLog:
        """The log."""
        ...

    @property
    def choices(self) -> Choices:
        """The projection."""
        ...

    @property
    def merged(self) -> MergedLogs:
        """The logs of other computers."""
        ...

    @property
    def imported(self) -> ImportedRecords:
        """Records that were made elsewhere."""
        ...

    @property
    def requests(self) -> Requests:
        """Requests of people, with the replies to them."""
        ...

    @property
    def notes(self) -> PrivateNotes:
        """What people wrote for themselves about a choice."""
        ...

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Roll back unless committed, and give the connection back."""
        ...

    def commit(self) -> None:
        """Make everything durable; when this returns, it is acknowledged.

        Raises:
            DiskFullError: There is no room; nothing was kept.
            StoreBusyError: Another process holds the file.
        """
        ...

    def add_person(self, person: Person) -> None:
        """Keep a person."""
        ...

    def people(self) -> Sequence[Person]:
        """Return all people, oldest first."""
        ...

    def add_vehicle(self, vehicle: Vehicle) -> None:
        """Keep a vehicle."""
        ...

    def vehicles(self) -> Sequence[Vehicle]:
        """Return all vehicles, oldest first."""
        ...

    def erase_vehicle(self, vehicle: VehicleId) -> None:
        """Forget a vehicle, where its records were exported to, and requests about it."""
        ...

    def erase_person(self, person: PersonId) -> None:
        """Forget a person; the commit fails while a vehicle of theirs is kept."""
        ...

    def add_notice(self, notice: Notice, pack: bytes) -> None:
        """Keep the exact bytes of a pack by their hash; keeping it twice is no error."""
        ...

    def notice_pack(self, notice_hash: NoticeHash) -> bytes | None:
        """Return the exact bytes of a kept pack, or None."""
        ...

    def add_arrival(self, arrival: NoticeArrival) -> None:
        """Keep how a kept notice came; the first time of each way stays."""
        ...

    def arrivals(self) -> Sequence[NoticeArrival]:
        """Return how the kept notices came, oldest first."""
        ...

    def add_accepted_key(self, key: AcceptedKey) -> None:
        """Keep that a key was accepted for a notice; the first time stays."""
        ...

    def accepted_keys(self) -> Sequence[AcceptedKey]:
        """Return what was accepted, oldest first; one key may stand there for several notices."""
        ...

    def forget_accepted_key(self, did: str) -> None:
        """Forget a key for every notice; forgetting an unknown one is no error."""
        ...

    def add_shown_text(self, sha256: Sha256Hex, body: bytes) -> None:
        """Keep the canonical bytes of a shown text by their hash; twice is no error."""
        ...

    def shown_text(self, sha256: Sha256Hex) -> bytes | None:
        """Return the canonical bytes of a shown text, or None."""
        ...

    def add_export(self, entry: ExportEntry) -> None:
        """Keep that a record was exported."""
        ...

    def exports(self) -> Sequence[ExportEntry]:
        """Return all exports, newest first."""
        ...

    def add_key(self, key: SigningKey) -> None:
        """Keep a signing key."""
        ...

    def retire_key(self, public: bytes, *, until: datetime) -> None:
        """End a key: its private part is overwritten, its public one stays."""
        ...

    def keys(self, kind: KeyKind) -> Sequence[SigningKey]:
        """Return all keys of a kind, oldest first; the last one is in use."""
        ...

    def meta(self, name: str) -> str | None:
        """Return a named fact of the store, for example ``origin``."""
        ...

    def set_meta(self, name: str, value: str) -> None:
        """Keep a named fact of the store."""
        ...


class Store(Protocol):
    """An opened encrypted store."""

    def read(self) -> UnitOfWork:
        """Return a unit of work for reading; it never waits for a writer."""
        ...

    def write(self) -> UnitOfWork:
        """Return a unit of work that holds the database's write lock from its start."""
        ...

    def scrub(self) -> bool:
        """Write the whole store anew, so that nothing that was deleted is left in its files.

        Returns:
            False where another program has the store open and keeps the old bytes alive.

        Raises:
            DiskFullError: There is no room; the store is as it was.
            StoreBusyError: Another process writes.
        """
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


class StoreFile(Protocol):
    """The place of the encrypted store, and of copies of it that are made or taken."""

    def exists(self) -> bool:
        """Tell whether a store is there."""
        ...

    def create(self, key: bytes) -> Store:
        """Make an empty store under a 32-byte key, with all tables and triggers."""
        ...

    def open(self, key: bytes) -> Store:
        """Open the store, after migrating it (backed up first) when it is older.

        Raises:
            StoreDamagedError: The key does not open it, or it is not a store.
            NewerStoreError: A newer program wrote it.
        """
        ...

    def copy_of(self, store: Store, key: bytes) -> AbstractContextManager[str]:
        """Make a copy of an opened store under another key, and remove it at the end.

        The copy is one whole private file beside the store; its path is given.

        Raises:
            DiskFullError: There is no room; nothing is left.
        """
        ...

    def receive(
        self, fill: Callable[[str], None], *, key: bytes, new_key: bytes
    ) -> AbstractContextManager[Store]:
        """Take a copy of a store in, beside the place of the store, under a new key.

        The copy is opened, and closed at the end of the block. It takes the place of the
        store only by :meth:`adopt`; when the block fails, nothing of it is left.

        Args:
            fill: Writes the bytes of the copy into an empty private file.
            key: The key of the copy.
            new_key: The key that it gets.

        Raises:
            StoreDamagedError: The key does not open it, or it is not a whole store.
            NewerStoreError: A newer program wrote it.
            DiskFullError: There is no room.
        """
        ...

    def prepare(self, key: bytes) -> AbstractContextManager[Store]:
        """Make an empty store beside the place of the store, to be put in place by :meth:`adopt`.

        It is closed at the end of the block; when the block fails, nothing of it is left.
        """
        ...

    def set_aside(self, at: datetime) -> str:
        """Give the store another, dated name and return it; nothing where there is no store.

        Raises:
            UnavailableError: The folder cannot be written.
        """
        ...

    def adopt(self) -> bool:
        """Put a copy that was taken in whole in the empty place of the store.

        Returns:
            False where there is no such copy.

        Raises:
            StoreBusyError: There is a store.
        """
        ...

    def discard(self) -> None:
        """Remove a copy that was taken in and not put in place."""
        ...

    def erase_copies(self) -> None:
        """Overwrite and remove every copy of the store that this program made by itself.

        Raises:
            UnavailableError: One cannot be written or removed.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreInfo:
    """What is known of a store before it is opened; holds no secret."""

    store_id: str
    vault: VaultKind
    created_at: datetime


class StoreInfoFile(Protocol):
    """The small plain file beside the store."""

    def load(self) -> StoreInfo | None:
        """Return it, or None when there is no store here yet.

        Raises:
            StoreDamagedError: The file cannot be read as one.
            NewerFileError: A newer program wrote it.
        """
        ...

    def save(self, info: StoreInfo) -> None:
        """Write it whole."""
        ...


class Vaults(Protocol):
    """Makes the vault of a store."""

    def keyring(self, store_id: str) -> Vault:
        """Return the keyring's part for this store.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
        """
        ...

    def create_file(self, passphrase: str) -> Vault:
        """Make a passphrase vault beside the store.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
        """
        ...

    def open_file(self, passphrase: str) -> Vault:
        """Open the passphrase vault beside the store.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
        """
        ...

    def lock_secret(self, secret: bytes, passphrase: str) -> str:
        """Return a secret sealed under a passphrase, in characters that a vault takes.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
        """
        ...

    def unlock_secret(self, locked: str, passphrase: str) -> bytes:
        """Return the secret under a passphrase.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
            VaultDamagedError: It is no locked secret.
        """
        ...

    def author_keyring(self) -> Vault:
        """Return the keyring's part for the keys of authors; it belongs to no store.

        Raises:
            KeyringMissingError: There is no keyring service.
            KeyringLockedError: It is locked and was not unlocked.
        """
        ...

    def has_author_file(self) -> bool:
        """Tell whether there is a passphrase vault for the keys of authors."""
        ...

    def create_author_file(self, passphrase: str) -> Vault:
        """Make a passphrase vault for the keys of authors, where there is none.

        Raises:
            PassphraseTooShortError: The passphrase is too short.
        """
        ...

    def open_author_file(self, passphrase: str) -> Vault:
        """Open the passphrase vault for the keys of authors.

        Raises:
            WrongPassphraseError: The passphrase does not open it.
        """
        ...


class Preferences(Protocol):
    """What the person set that decides what services do; asked each time it matters."""

    def unsigned_notices(self) -> bool:
        """Tell whether a yes may be recorded from a notice that nobody signed."""
        ...


# ------------------------------------------------------------------------- signing


class LogSealer(Protocol):
    """Canonical bytes, tree hashes and checkpoints."""

    def canonical(self, value: JsonValue) -> bytes:
        """Return the RFC 8785 bytes of a value."""
        ...

    def parse(self, data: bytes) -> JsonValue:
        """Read strict JSON that this program wrote.

        Raises:
            CheckFailedError: It is not strict JSON.
        """
        ...

    def sha256(self, data: bytes) -> Sha256Hex:
        """Return the lower-case hex SHA-256."""
        ...

    def leaf_hash(self, body: bytes) -> bytes:
        """Return the RFC 6962 leaf hash of an entry's bytes."""
        ...

    def extend(self, edge: TreeEdge, leaf_hashes: Sequence[bytes]) -> TreeEdge:
        """Return the edge after appending leaves."""
        ...

    def root(self, edge: TreeEdge) -> bytes:
        """Return the root of the tree with this edge."""
        ...

    def root_of(self, leaf_hashes: Sequence[bytes]) -> bytes:
        """Return the root recomputed from all leaf hashes."""
        ...

    def make_checkpoint(
        self,
        *,
        origin: str,
        size: int,
        root: bytes,
        key: SigningKey,
        before: SigningKey | None = None,
    ) -> Checkpoint:
        """Return the tree head, signed by the key and once also by the one before it."""
        ...

    def proof_of_place(
        self,
        *,
        edge: TreeEdge,
        new_hashes: Sequence[bytes],
        index: int,
        checkpoint: Checkpoint,
        body: bytes,
    ) -> bytes:
        """Return the C2SP proof that an entry just appended stands at its index.

        Args:
            edge: The edge before the new entries.
            new_hashes: The leaf hashes of the new entries.
            index: The place of one of them.
            checkpoint: The tree head after them.
            body: The bytes of that entry.
        """
        ...

    def is_checkpoint_good(
        self, checkpoint: Checkpoint, *, origin: str, keys: Sequence[KnownKey]
    ) -> bool:
        """Tell whether a kept checkpoint says what its columns say, signed by a known key."""
        ...


class RecordSigner(Protocol):
    """Makes keys and signs records."""

    def make_record_key(self, at: datetime) -> SigningKey:
        """Return a new Ed25519 key."""
        ...

    def make_document_key(self, at: datetime) -> SigningKey:
        """Return a new P-256 key with a self-signed certificate for ten years."""
        ...

    def known_key(self, key: SigningKey, certificate: bytes = b"") -> KnownKey:
        """Return the public face of a record key, with its did:key and fingerprint."""
        ...

    def sign(
        self, document: JsonObject, *, key: SigningKey, created: datetime
    ) -> dict[str, JsonValue]:
        """Return the document with its ``eddsa-jcs-2022`` proof."""
        ...

    def code(self, code: RecordCode, *, key: SigningKey) -> str:
        """Return the signed text of the code that goes on the paper of a record."""
        ...


class KeyHistories(Protocol):
    """Signs and reads who followed whom among record keys (``signing.key_history``)."""

    def make_succession(
        self, *, origin: str, old: SigningKey, new: SigningKey, certificate: bytes, until: datetime
    ) -> bytes:
        """Return the statement with which a key names its successor, signed by both.

        Args:
            origin: The log in which this happens.
            old: The key in use.
            new: The one that follows; it is in use from its ``valid_from`` on.
            certificate: The P-256 certificate that goes with the new key, DER.
            until: The last moment in which the old key was in use.
        """
        ...

    def make(
        self,
        *,
        origin: str,
        keys: Sequence[SigningKey],
        certificates: Sequence[bytes],
        created: datetime,
    ) -> bytes:
        """Return the history of all record keys, oldest first, signed by the last one."""
        ...

    def read(self, data: bytes) -> KeyHistory:
        """Return what a history says, after checking every signature in it.

        Raises:
            CheckFailedError: The first rule that does not hold.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfRecord:
    """What a record and its signature say of itself and of its place in a log."""

    record: str
    """The record's id."""
    sha256: str
    """Of the canonical bytes of the signed record."""
    origin: str
    index: int


class PlaceVerifier(Protocol):
    """Checks the proof that a record has its place in the log that it names."""

    def verify_place(
        self, proof: bytes, place: PlaceOfRecord, *, keys: Sequence[KnownKey]
    ) -> CheckResult:
        """Return the check; never raises for what the proof holds.

        Args:
            proof: The bytes of a C2SP proof whose extra line holds the entry.
            place: What it must prove.
            keys: The keys of the log; one of them must have signed the tree head.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFiles:
    """What is in the bytes of a bundle; ``reason`` says why nothing can be used."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes by their names, a record's folder before them."""
    reason: str = ""
    """``not-a-bundle``, ``too-large``, ``not-allowed``, ``duplicate-name``, ``extra-file``;
    empty where all is well."""


class Bundles(Protocol):
    """Packs and unpacks bundles, in memory only."""

    def make(self, files: Mapping[str, bytes], *, at: datetime) -> bytes:
        """Return a zip file; equal files and times give equal bytes."""
        ...

    def read(self, data: bytes) -> BundleFiles:
        """Return what is in a zip file, within bounds; never raises for what it holds."""
        ...

    def checker(self) -> bytes:
        """Return the page that checks records in a browser."""
        ...


class RecordVerifier(Protocol):
    """Checks a signed record, or its code; never raises for what they hold."""

    def verify(
        self,
        data: bytes,
        *,
        known_keys: Sequence[KnownKey],
        accepted: Sequence[str],
        now: datetime,
        extra: Sequence[CheckResult] = (),
        extra_facts: Mapping[str, str] | None = None,
    ) -> Report:
        """Return all checks and the verdict.

        Args:
            data: The bytes of a JSON record.
            known_keys: This store's own keys, its key history included.
            accepted: Fingerprints that the person accepts or gives.
            now: The present, to say whether a consent has ended.
            extra: Checks made elsewhere, for example of the PDF around the record.
            extra_facts: What those checks found.
        """
        ...

    def verify_code(
        self,
        text: str,
        *,
        known_keys: Sequence[KnownKey],
        accepted: Sequence[str],
        now: datetime,
    ) -> Report:
        """Return all checks of the text of a code, and the verdict."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StampCheck:
    """How the check of a time stamp came out, and what a good one states."""

    result: CheckResult
    at: datetime | None = None
    authority: str = ""
    """The name that its certificate states; nobody's list was asked about it."""


class TimeStamps(Protocol):
    """Asks for time stamps (RFC 3161) and checks them."""

    def ask(self, server: str, data: bytes) -> TimeStamp:
        """Return a checked time stamp over bytes; the server sees only their SHA-256.

        Raises:
            TimeStampAddressError: The address is not one of a server.
            TimeStampFailedError: The server gave no stamp that holds.
        """
        ...

    def check(self, token: bytes, data: bytes) -> StampCheck:
        """Return whether a token in a record holds over bytes; never raises."""
        ...

    def check_answer(self, answer: bytes, data: bytes) -> CheckResult:
        """Return whether a server's whole answer beside a record holds over bytes; as above."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFace:
    """The public face of an Ed25519 key."""

    did: str
    fingerprint: str


class NoticeSigner(Protocol):
    """Makes the keys of authors, signs notice packs, and checks their proofs."""

    def make_private_key(self) -> bytes:
        """Return a new Ed25519 private key, 32 raw bytes."""
        ...

    def face(self, private: bytes) -> KeyFace:
        """Return the public face of a private key."""
        ...

    def sign(self, pack: bytes, *, private: bytes, created: datetime) -> bytes:
        """Return a pack with a new proof in place of an old one; its text is written anew.

        Unknown fields and the order of all fields stay.

        Raises:
            NoticeFileError: The bytes have no canonical form.
        """
        ...

    def check(self, pack: bytes) -> PackSignature:
        """Return what the proof of a pack is worth; never raises for what the bytes hold."""
        ...


# ------------------------------------------------------------------------- backups


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKit:
    """A new recovery kit; the code is shown once and kept nowhere."""

    name: str
    """A short name that tells two kits apart; it opens nothing."""
    code: str = field(repr=False)
    kept: str = field(repr=False)
    """What the store keeps, so that later backups are opened by the same code."""


class Recovery(Protocol):
    """Seals the heads of backups under the code of a recovery kit."""

    def new_kit(self) -> RecoveryKit:
        """Return a new kit with its code."""
        ...

    def kit_name(self, kept: str) -> str:
        """Return the short name of a kit that the store keeps."""
        ...

    def kit_of(self, head: bytes, *, path: str) -> str:
        """Return the short name of the kit that opens the head of the file at ``path``.

        Raises:
            BackupDamagedError: The head is not one.
            NewerFileError: A newer program wrote it.
        """
        ...

    def seal(self, kept: str, contents: Mapping[str, str]) -> bytes:
        """Return the sealed head of a backup: one line that shows nothing of its contents."""
        ...

    def unseal(self, head: bytes, code: str, *, path: str) -> dict[str, str]:
        """Return what a head seals.

        Raises:
            BackupDamagedError: The head of the file at ``path`` is not one.
            NewerFileError: A newer program wrote it.
            RecoveryCodeMistypedError: The code has a mistake.
            RecoveryCodeWrongError: The code is of another kit.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCopy:
    """The bytes of a copy of a store."""

    size: int
    sha256: str


class BackupFiles(Protocol):
    """The files of backups: a sealed head and a copy of the store."""

    def check_name(self, path: str) -> None:
        """Check that a backup may have this name.

        Raises:
            FolderNotEmptyError: Another file has it.
        """
        ...

    def measure(self, store: str) -> StoreCopy:
        """Return size and hash of a file."""
        ...

    def write(self, path: str, *, head: bytes, store: str) -> None:
        """Write a backup whole, in the place of an earlier one but of no other file.

        Raises:
            FolderNotEmptyError: Another file has this name.
            DiskFullError: There is no room; what was there before stays.
            FolderReadOnlyError: The folder cannot be written.
        """
        ...

    def read_head(self, path: str) -> bytes:
        """Return the sealed head of a backup.

        Raises:
            FileMissingError: There is no such file.
            BackupDamagedError: It is not a backup, or its start is broken.
            NewerFileError: A newer program wrote it.
        """
        ...

    def extract(self, path: str, to: str, *, store: StoreCopy) -> None:
        """Copy the store of a backup into an empty file, checking size and hash on the way.

        Raises:
            BackupDamagedError: It is cut, or was changed.
            DiskFullError: There is no room.
        """
        ...


# ------------------------------------------------------------------------- files


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfStamp:
    """The time stamp that a seal says it has."""

    token: bytes
    """Empty where it is missing."""
    signature: bytes
    """The signature of the seal, over which the stamp must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfFacts:
    """What a PDF holds: the attached record and the checks of its seal."""

    receipt: bytes | None
    checks: tuple[CheckResult, ...]
    certificate_sha256: str = ""
    stamp: PdfStamp | None = None
    """Not checked yet; None where the seal holds none, or does not hold."""


class PdfReader(Protocol):
    """Reads untrusted PDF bytes."""

    def read(self, data: bytes) -> PdfFacts:
        """Return the attached record and the checks; never raises for what it holds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureCodes:
    """What was found in a picture: the texts of codes of records, each once."""

    texts: tuple[str, ...] = ()
    reason: str = ""
    """Why nothing could be looked for: ``not-a-picture``, ``too-large``, ``unreadable`` or
    ``reader-failed``; empty when it was."""


class PictureReader(Protocol):
    """Looks for codes of records in untrusted pictures, PNG or JPEG."""

    def codes(self, data: bytes) -> PictureCodes:
        """Return what is found; never raises for what the bytes hold."""
        ...


class PaperMaker(Protocol):
    """Makes the sealed PDF of a record, and the page of a recovery kit."""

    def make(
        self,
        paper: RecordPaper,
        receipt: bytes,
        *,
        seal: SigningKey,
        stamp: Callable[[bytes], bytes] | None = None,
    ) -> bytes:
        """Return a tagged PDF with the record attached, sealed with the document key.

        Args:
            paper: The words of the record.
            receipt: The signed record.
            seal: The document key.
            stamp: Returns the time stamp's token over the signature of the seal; what it
                raises goes through. None makes a seal without one.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        ...

    def make_kit(self, paper: KitPaper) -> bytes:
        """Return the page of a recovery kit as a tagged PDF, not sealed.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        ...

    def draw_kit(self, paper: KitPaper) -> tuple[bytes, ...]:
        """Return the pages of a recovery kit as PNG pictures, to be printed.

        Raises:
            TypesetFailedError: A character cannot be drawn, or the typesetter failed.
        """
        ...

    def make_small(self, paper: SmallPaper, *, seal: SigningKey | None = None) -> bytes:
        """Return a small sheet as a tagged PDF, sealed where a document key is given.

        Raises:
            TypesetFailedError: A character cannot be drawn, a code holds too much, or the
                typesetter failed.
        """
        ...

    def draw_small(self, paper: SmallPaper) -> tuple[bytes, ...]:
        """Return the pages of a small sheet as PNG pictures, to be printed.

        Raises:
            TypesetFailedError: As above.
        """
        ...

    def close(self) -> None:
        """End the typesetter's process."""
        ...


class CsvMaker(Protocol):
    """Makes a table that no spreadsheet executes."""

    def make(self, rows: Sequence[Sequence[str]]) -> bytes:
        """Return the CSV bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedNotice:
    """A parsed notice with the exact bytes that it was parsed from."""

    notice: Notice
    pack: bytes
    shipped: bool
    """Its exact bytes are in the shipped list; being in the shipped folder is not enough."""
    trust: NoticeTrust = field(default_factory=lambda: NoticeTrust(level=TrustLevel.UNSIGNED))
    """Whose word it is. The desk fills it in; services that record a yes look themselves."""


class NoticePacks(Protocol):
    """Reads notice packs."""

    def is_shipped(self, notice_hash: NoticeHash) -> bool:
        """Tell whether the shipped list names these bytes."""
        ...

    def is_shipped_id(self, pack_id: PackId) -> bool:
        """Tell whether a notice of this id is shipped, without reading it."""
        ...

    def shipped(self) -> Sequence[LoadedNotice]:
        """Return the shipped packs in the order in which they are offered."""
        ...

    def load(self, id_or_path: str) -> LoadedNotice:
        """Return a shipped pack by its id, or the pack in a file.

        Raises:
            NoticeMissingError: There is neither.
            NoticeFileError: The file is not a pack.
            NoticeVersionError: It is of an unknown format version.
        """
        ...

    def load_file(self, path: str) -> LoadedNotice:
        """Return the pack in a file; raises as :meth:`load` does."""
        ...

    def load_bytes(self, pack: bytes) -> LoadedNotice:
        """Return the pack that bytes hold; those of a shipped one are a shipped one.

        Raises:
            NoticeFileError: They are not a pack.
            NoticeVersionError: They are of an unknown format version.
        """
        ...

    def parse(self, pack: bytes) -> Notice:
        """Return the notice of bytes that this store kept."""
        ...

    def by_id(self, pack_id: PackId) -> LoadedNotice | None:
        """Return the shipped pack of this id, or None."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedLanguage:
    """What came back from translators for one language of a pack."""

    language: str
    """A BCP 47 tag."""
    taken: int
    """Texts that the pack did not have like this before."""
    missing: int
    """Texts of the pack that still have no translation."""
    outdated: int
    """Translations of words that the pack no longer has."""


class NoticeWorkshop(Protocol):
    """The tools of those who write and translate notices."""

    def starter(self, pack_id: str, *, effective_from: date) -> bytes:
        """Return a small pack to start from."""
        ...

    def nasty(self) -> Mapping[str, bytes]:
        """Return awkward packs by name, for those who test screens and translations."""
        ...

    def schema(self) -> bytes:
        """Return the JSON Schema of packs, for editors."""
        ...

    def extract(self, pack: bytes) -> Mapping[str, bytes]:
        """Return the gettext catalogues of a pack by file name.

        Raises:
            NoticeFileError: The bytes are not a pack.
            NoticeVersionError: They are of an unknown format version.
        """
        ...

    def merge(
        self, pack: bytes, catalogues: Mapping[str, bytes]
    ) -> tuple[bytes, Sequence[MergedLanguage]]:
        """Return a pack with the translations of catalogues by BCP 47 tag.

        Raises:
            NoticeFileError: The bytes are not a pack, or would not be one afterwards, or a
                catalogue cannot be read.
            NoticeVersionError: They are of an unknown format version.
        """
        ...


class LegalFacts(Protocol):
    """The dated facts of law that the program ships."""

    def adequacy(self) -> AdequacyList:
        """Return the EU's adequacy decisions and the day on which they were looked up."""
        ...

    def deadlines(self) -> Parameters:
        """Return how long each law gives to answer a request."""
        ...

    def letters(self) -> LetterBook:
        """Return the texts of letters."""
        ...


class Files(Protocol):
    """Whole files, written so that no half file is ever seen."""

    def read(self, path: str, *, limit_bytes: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileMissingError: There is none.
            FileTooLargeError: It is larger than the bound.
            FileUnreadableError: It cannot be read.
        """
        ...

    def write(self, path: str, data: bytes) -> None:
        """Write a whole file, durably; the folder is made when missing.

        Raises:
            DiskFullError: There is no room; no half file is left.
            FolderReadOnlyError: The folder cannot be written.
        """
        ...

    def write_together(
        self, files: Mapping[str, bytes], commit: Callable[[Mapping[str, str]], None]
    ) -> None:
        """Write several files that are seen all or not at all, around a commit.

        Every file is first written durably under another name in its folder; then
        ``commit`` is called with those names and the ones that the files are about to get;
        then they get them. When writing or ``commit`` fails, no file is left. Where the
        process dies after the commit, :meth:`finish` does the rest.

        Raises:
            DiskFullError: There is no room; nothing was committed.
            FolderReadOnlyError: The folder cannot be written; nothing was committed.
        """
        ...

    def finish(self, staged: Mapping[str, str]) -> Mapping[str, str]:
        """Give files that :meth:`write_together` left behind their names.

        A file that has its name already is no error, and no other file is written over.

        Returns:
            Those whose folder is not there, for example on a disk that was taken out.

        Raises:
            UnavailableError: Disk or folder fail.
        """
        ...

    def free_name(self, folder: str, name: str, endings: Sequence[str]) -> str:
        """Return a name, numbered when needed, under which no such file exists yet."""
        ...

    def names(self, folder: str, ending: str, *, limit: int) -> Sequence[str]:
        """Return the names of the files of a folder with an ending, sorted, at most so many.

        Raises:
            FileMissingError: There is no such folder.
            FileUnreadableError: It cannot be read.
        """
        ...


class Autostart(Protocol):
    """Whether the desktop starts this program at log-in, for reminders; never unless asked."""

    def is_on(self) -> bool:
        """Tell whether the entry is there and neither hidden nor turned off."""
        ...

    def turn_on(self, *, name: str, comment: str) -> None:
        """Write the entry; what stands in it is shown in the desktop's own list.

        Raises:
            DiskFullError: There is no room.
            FolderReadOnlyError: The folder cannot be written.
        """
        ...

    def turn_off(self) -> None:
        """Take the entry away; no error where there is none.

        Raises:
            FolderReadOnlyError: The folder cannot be written.
        """
        ...
