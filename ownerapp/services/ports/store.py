"""The ports of the store: its file, its lock, its transactions and its copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from types import TracebackType
    from typing import Self

    from ownerapp.domain.ids import (
        NoticeHash,
        PersonId,
        Sha256Hex,
        VehicleId,
    )
    from ownerapp.domain.keys import KeyKind, SigningKey
    from ownerapp.domain.notice import Notice
    from ownerapp.domain.trust import AcceptedKey
    from ownerapp.domain.vehicle import Person, Vehicle
    from ownerapp.services.ports.kept import (
        ExportEntry,
        ImportedRecords,
        MergedLogs,
        OwnRules,
        PrivateNotes,
        Requests,
    )
    from ownerapp.services.ports.log import Choices, EventLog
    from ownerapp.services.ports.notices import NoticeArrival
    from ownerapp.services.ports.vault import VaultKind


class WriteLock(Protocol):
    """One writer at a time over all processes."""

    def hold(self) -> AbstractContextManager[None]:
        """Wait for the lock, at most 5 seconds, and hold it.

        Raises:
            StoreBusyError: Another process kept it; the error names the holder.
        """
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

    @property
    def rules(self) -> OwnRules:
        """People's own rules, and the suggestions that they set aside."""
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
