"""One transaction on the store: what is not committed never happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, bindparam, delete, insert, select, update

from ownerapp.domain.ids import NoticeHash, PersonId, Sha256Hex, VehicleId
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.domain.notice import Notice
from ownerapp.domain.trust import AcceptedKey
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.ports.kept import ExportEntry
from ownerapp.services.ports.notices import NoticeArrival
from ownerapp.storage.engine import insert_once, upsert
from ownerapp.storage.merged import SqlImportedRecords, SqlMergedLogs
from ownerapp.storage.notes import SqlPrivateNotes
from ownerapp.storage.own_rules import SqlOwnRules
from ownerapp.storage.repositories import SqlChoices, SqlEventLog
from ownerapp.storage.requests import SqlRequests
from ownerapp.storage.rows import (
    ACCEPTED_KEYS,
    EXPORTS,
    KEYS,
    META,
    NOTICE_ARRIVALS,
    NOTICES,
    PEOPLE,
    SHOWN_TEXTS,
    VEHICLES,
)
from ownerapp.storage.translation import (
    accepted_key_from,
    accepted_key_values,
    arrival_from,
    arrival_values,
    export_from,
    export_values,
    key_from,
    key_values,
    person_from,
    person_values,
    vehicle_from,
    vehicle_values,
)
from ownerapp.storage.work import Work

_PUT_PERSON = upsert(PEOPLE, keys=("id",))
_PUT_VEHICLE = upsert(VEHICLES, keys=("id",))
_ERASE_PERSON = delete(PEOPLE).where(PEOPLE.c.id == bindparam("of_person"))
_ERASE_VEHICLE = delete(VEHICLES).where(VEHICLES.c.id == bindparam("of_vehicle"))
_FORGET_FOLDERS = (
    update(EXPORTS).where(EXPORTS.c.vehicle == bindparam("of_vehicle")).values(folder="", name="")
)
_ADD_NOTICE = insert_once(NOTICES, keys=("hash",))
_ADD_ARRIVAL = insert_once(NOTICE_ARRIVALS, keys=("hash", "came"))
_ADD_ACCEPTED_KEY = insert_once(ACCEPTED_KEYS, keys=("did", "pack_id"))
_FORGET_ACCEPTED_KEY = delete(ACCEPTED_KEYS).where(ACCEPTED_KEYS.c.did == bindparam("of_did"))
_ADD_SHOWN_TEXT = insert_once(SHOWN_TEXTS, keys=("sha256",))
_ADD_EXPORT = insert(EXPORTS)
_ADD_KEY = insert(KEYS)
_RETIRE_KEY = (
    update(KEYS)
    .where(KEYS.c.public == bindparam("of_public"))
    .values(valid_until=bindparam("until"), private=b"")
)
_SET_META = upsert(META, keys=("name",))

_PEOPLE = select(PEOPLE).order_by(PEOPLE.c.position)
_VEHICLES = select(VEHICLES).order_by(VEHICLES.c.position)
_EXPORTS = select(EXPORTS).order_by(EXPORTS.c.position.desc())
_KEYS = select(KEYS).where(KEYS.c.kind == bindparam("of_kind")).order_by(KEYS.c.position)
_NOTICE_PACK = select(NOTICES.c.pack).where(NOTICES.c.hash == bindparam("of_hash"))
_ARRIVALS = select(NOTICE_ARRIVALS).order_by(NOTICE_ARRIVALS.c.position)
_ACCEPTED_KEYS = select(ACCEPTED_KEYS).order_by(ACCEPTED_KEYS.c.position)
_SHOWN_TEXT = select(SHOWN_TEXTS.c.body).where(SHOWN_TEXTS.c.sha256 == bindparam("of_hash"))
_META = select(META.c.value).where(META.c.name == bindparam("of_name"))


class SqlUnitOfWork:
    """A transaction with its repositories, for use in one ``with`` block."""

    def __init__(self, engine: Engine, *, is_writer: bool) -> None:
        self._engine = engine
        self._is_writer = is_writer

    def __enter__(self) -> Self:
        """Begin."""
        connection = self._engine.connect()
        try:
            self._transaction = connection.begin()
        except BaseException:
            connection.close()
            raise
        self._work = Work(connection, is_writer=self._is_writer)
        self._events = SqlEventLog(self._work)
        self._choices = SqlChoices(self._work)
        self._imported = SqlImportedRecords(self._work)
        self._requests = SqlRequests(self._work)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Roll back unless committed, and give the connection back."""
        self._work.connection.close()

    @property
    def events(self) -> SqlEventLog:
        """The log."""
        return self._events

    @property
    def choices(self) -> SqlChoices:
        """The projection."""
        return self._choices

    @property
    def merged(self) -> SqlMergedLogs:
        """The logs of other computers."""
        return SqlMergedLogs(self._work)

    @property
    def imported(self) -> SqlImportedRecords:
        """Records that were made elsewhere."""
        return self._imported

    @property
    def requests(self) -> SqlRequests:
        """Requests of people, with the replies to them."""
        return self._requests

    @property
    def notes(self) -> SqlPrivateNotes:
        """What people wrote for themselves about a choice."""
        return SqlPrivateNotes(self._work)

    @property
    def rules(self) -> SqlOwnRules:
        """People's own rules, and the suggestions that they set aside."""
        return SqlOwnRules(self._work)

    def commit(self) -> None:
        """Make everything durable; when this returns, it is acknowledged.

        Raises:
            DiskFullError: There is no room; nothing was kept.
            StoreBusyError: Another process holds the file.
            ValueError: A row points at another that is not there.
        """
        try:
            self._transaction.commit()
        except BaseException:
            # A commit that fails leaves the engine's transaction open, and SQLAlchemy takes
            # it for ended: the connection must not go back into the pool.
            self._work.connection.invalidate()
            raise

    def add_person(self, person: Person) -> None:
        """Keep a person, in place of an earlier one with the same id."""
        self._work.write(_PUT_PERSON, person_values(person))

    def people(self) -> Sequence[Person]:
        """Return all people, oldest first."""
        return tuple(person_from(row) for row in self._work.rows(_PEOPLE))

    def add_vehicle(self, vehicle: Vehicle) -> None:
        """Keep a vehicle, in place of an earlier one with the same id."""
        self._work.write(_PUT_VEHICLE, vehicle_values(vehicle))

    def vehicles(self) -> Sequence[Vehicle]:
        """Return all vehicles, oldest first."""
        return tuple(vehicle_from(row) for row in self._work.rows(_VEHICLES))

    def erase_vehicle(self, vehicle: VehicleId) -> None:
        """Forget a vehicle, where its records went, and what is kept about it beside the log."""
        self._imported.empty_of_vehicle(vehicle)
        self._requests.remove_of_vehicle(vehicle)
        self.notes.remove_of_vehicle(vehicle)
        self.rules.remove_of_vehicle(vehicle)
        self._work.write(_FORGET_FOLDERS, {"of_vehicle": vehicle})
        self._work.write(_ERASE_VEHICLE, {"of_vehicle": vehicle})

    def erase_person(self, person: PersonId) -> None:
        """Forget a person; the commit fails while a vehicle of theirs is kept."""
        self._imported.empty_of_person(person)
        self._requests.remove_of_person(person)
        self.notes.remove_of_person(person)
        self.rules.remove_of_person(person)
        self._work.write(_ERASE_PERSON, {"of_person": person})

    def add_notice(self, notice: Notice, pack: bytes) -> None:
        """Keep the exact bytes of a pack by their hash; keeping it twice is no error."""
        self._work.write(
            _ADD_NOTICE,
            {
                "hash": notice.hash,
                "pack_id": notice.pack_id,
                "version": notice.version,
                "pack": pack,
            },
        )

    def notice_pack(self, notice_hash: NoticeHash) -> bytes | None:
        """Return the exact bytes of a kept pack, or None."""
        return self._work.value(_NOTICE_PACK, {"of_hash": notice_hash})

    def add_arrival(self, arrival: NoticeArrival) -> None:
        """Keep how a kept notice came; the first time of each way stays."""
        self._work.write(_ADD_ARRIVAL, arrival_values(arrival))

    def arrivals(self) -> Sequence[NoticeArrival]:
        """Return how the kept notices came, oldest first."""
        return tuple(arrival_from(row) for row in self._work.rows(_ARRIVALS))

    def add_accepted_key(self, key: AcceptedKey) -> None:
        """Keep that a key was accepted for a notice; the first time stays."""
        self._work.write(_ADD_ACCEPTED_KEY, accepted_key_values(key))

    def accepted_keys(self) -> Sequence[AcceptedKey]:
        """Return what was accepted, oldest first; one key may stand there for several notices."""
        return tuple(accepted_key_from(row) for row in self._work.rows(_ACCEPTED_KEYS))

    def forget_accepted_key(self, did: str) -> None:
        """Forget a key for every notice; forgetting an unknown one is no error."""
        self._work.write(_FORGET_ACCEPTED_KEY, {"of_did": did})

    def add_shown_text(self, sha256: Sha256Hex, body: bytes) -> None:
        """Keep the canonical bytes of a shown text by their hash; twice is no error."""
        self._work.write(_ADD_SHOWN_TEXT, {"sha256": sha256, "body": body})

    def shown_text(self, sha256: Sha256Hex) -> bytes | None:
        """Return the canonical bytes of a shown text, or None."""
        return self._work.value(_SHOWN_TEXT, {"of_hash": sha256})

    def add_export(self, entry: ExportEntry) -> None:
        """Keep that a record was exported."""
        self._work.write(_ADD_EXPORT, export_values(entry))

    def exports(self) -> Sequence[ExportEntry]:
        """Return all exports, newest first."""
        return tuple(export_from(row) for row in self._work.rows(_EXPORTS))

    def add_key(self, key: SigningKey) -> None:
        """Keep a signing key."""
        self._work.write(_ADD_KEY, key_values(key))

    def retire_key(self, public: bytes, *, until: datetime) -> None:
        """End a key: its private part is overwritten, its public one stays."""
        self._work.write(_RETIRE_KEY, {"of_public": public, "until": until})

    def keys(self, kind: KeyKind) -> Sequence[SigningKey]:
        """Return all keys of a kind, oldest first; the last one is in use."""
        return tuple(key_from(row) for row in self._work.rows(_KEYS, {"of_kind": kind.value}))

    def meta(self, name: str) -> str | None:
        """Return a named fact of the store, for example ``origin``."""
        return self._work.value(_META, {"of_name": name})

    def set_meta(self, name: str, value: str) -> None:
        """Keep a named fact of the store, in place of an earlier one."""
        self._work.write(_SET_META, {"name": name, "value": value})
