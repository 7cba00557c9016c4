"""Opens the store of a data folder, or makes a new one.

Rules:

1. A store remembers its kind of vault. A new one uses the keyring, unless a passphrase
   is given or there is no keyring; there is never a plain-text fallback.
2. A store whose keyring no longer holds its key is named as such, never made anew.
3. After opening: consents that ran out are written down, and a store that is ahead of its
   anchor after a crash is anchored again and that is written down too. Exported files that
   a crash kept from their names get them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.continuing import holders, ids_of
from ownerapp.domain.errors import (
    KeyringMissingError,
    NoticeMissingError,
    PassphraseNeededError,
    StoreDamagedError,
    StoreKeyMissingError,
    UnavailableError,
)
from ownerapp.domain.event import EventKind, rfc3339
from ownerapp.domain.keys import KeyKind, KnownKey
from ownerapp.domain.log import Anchor, LogReport, LogState
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services import locking
from ownerapp.services.dormancy import LAST_OPENED, note_opening
from ownerapp.services.ledger import HEAD_SECRET, Ledger
from ownerapp.services.locking import kept_key, key_of, settle
from ownerapp.services.log_check import quick_check
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.ports.clock import IdSource
from ownerapp.services.ports.store import Store, StoreInfo, UnitOfWork
from ownerapp.services.ports.vault import Vault, VaultKind
from ownerapp.services.publishing import finish
from ownerapp.services.scrubbing import is_pending, scrub
from ownerapp.services.surroundings import Surroundings

STORE_KEY_SECRET = locking.STORE_KEY_SECRET
ORIGIN = "origin"
"""The fact that holds the name of the history's log."""
_FORMER_ORIGINS = "former-origins"
_EARLIER_KEY = "earlier-key"


class Need(StrEnum):
    """What has to be asked before the store can be opened."""

    NOTHING = "nothing"
    PASSPHRASE = "passphrase"  # noqa: S105 - a name, not a secret
    """The passphrase of this store."""
    NEW_PASSPHRASE = "new-passphrase"  # noqa: S105 - a name, not a secret
    """There is no keyring, so the person chooses a passphrase for a new store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStore:
    """An opened store with everything that services need to use it."""

    around: Surroundings
    info: StoreInfo
    store: Store
    ledger: Ledger
    log_report: LogReport
    is_new: bool
    asks_passphrase: bool = False
    """Nobody opens it again without a passphrase."""

    def known_keys(self) -> tuple[KnownKey, ...]:
        """Return the public faces of all record keys of this store, oldest first."""
        with self.store.read() as work:
            # Both are made and changed together.
            pairs = zip(work.keys(KeyKind.RECORD), work.keys(KeyKind.DOCUMENT), strict=True)
            return tuple(
                self.around.signer.known_key(key, document.certificate) for key, document in pairs
            )

    def former_sizes(self) -> dict[str, int]:
        """Return the names that this history's log had before it was restored from a backup.

        Each comes with the number of entries that stood under it in the backup: so many of
        this history are also the first ones of that log.
        """
        with self.store.read() as work:
            return _former_origins(work)

    def earlier_keys(self) -> tuple[str, ...]:
        """Return the fingerprint of a lost key that the person says was theirs, if any."""
        with self.store.read() as work:
            kept = work.meta(_EARLIER_KEY)
        return () if kept is None else (kept,)

    def close(self) -> None:
        """Close the store and end the typesetter's process."""
        self.around.paper.close()
        self.store.close()


class Opening:
    """Opens the store once per program run.

    Args:
        around: The surroundings.
        by_itself: The computer started the program, not the person: nothing is written of it,
            because a year in which nobody opens the program must not look like one of use.
    """

    def __init__(self, around: Surroundings, *, by_itself: bool = False) -> None:
        self._around = around
        self._by_itself = by_itself

    def has_store(self) -> bool:
        """Tell whether this data folder has a store."""
        return self._around.store_info.load() is not None

    def need(self) -> Need:
        """Return what has to be asked before :meth:`open`.

        A key in the keyring may be locked under a passphrase as well; that is found by
        opening, which then raises ``StoreLockedError``: the keyring is asked only once.

        Raises:
            UnavailableError: The keyring is locked or fails, or the folder cannot be read.
            IncompatibleError: A newer program wrote the folder.
        """
        info = self._around.store_info.load()
        if info is not None:
            return Need.PASSPHRASE if info.vault is VaultKind.FILE else Need.NOTHING
        return self.need_of_new_store()

    def need_of_new_store(self) -> Need:
        """Return what has to be asked before a store is made, whatever is here now.

        Raises:
            UnavailableError: The keyring is locked or fails.
        """
        try:
            self._around.vaults.keyring("probe")
        except KeyringMissingError:
            return Need.NEW_PASSPHRASE
        return Need.NOTHING

    def open(self, passphrase: str | None = None) -> OpenedStore:
        """Open the store, or make a new one where there is none.

        Raises:
            InputError: The passphrase is wrong or too short.
            PassphraseNeededError: There is a vault file, and no passphrase is given.
            StoreLockedError: The key in the keyring is locked, and no passphrase is given.
            UnavailableError: Keyring, disk or store fail; the error says which.
            IncompatibleError: A newer program wrote it.
        """
        info = self._around.store_info.load()
        if info is not None:
            return self._open(info, passphrase)
        with self._around.lock.hold():
            # Two first starts at one moment make one store, and never two keys for it.
            info = self._around.store_info.load()
            if info is None:
                return self._create(passphrase)
        return self._open(info, passphrase)

    def _create(self, passphrase: str | None) -> OpenedStore:
        around = self._around
        if around.store_file.exists():
            # A store without its info file: never written over.
            raise StoreDamagedError(path="store.json")
        store_id = around.ids.uuid()
        vault = make_vault(around, store_id, passphrase)
        # What an unfinished restore left must not be taken for this store.
        around.store_file.discard()
        key = bytes.fromhex(around.ids.nonce() + around.ids.nonce())
        info = StoreInfo(store_id=store_id, vault=vault.kind, created_at=around.clock.now())
        # In this order a stop at any point leaves a folder that the next start finishes.
        vault.set(STORE_KEY_SECRET, key.hex())
        around.store_info.save(info)
        return self._opened(info, vault, around.store_file.create(key), is_new=True)

    def _open(self, info: StoreInfo, passphrase: str | None) -> OpenedStore:
        around = self._around
        if info.vault is VaultKind.FILE:
            if passphrase is None:
                raise PassphraseNeededError
            vault = around.vaults.open_file(passphrase)
        else:
            vault = around.vaults.keyring(info.store_id)
        kept = kept_key(vault)
        if kept is None:
            raise StoreKeyMissingError(path="store.db")
        key = key_of(around, kept.text, passphrase)
        if not around.store_file.exists():
            with around.lock.hold():
                # Another first start may be making it at this moment.
                if not around.store_file.exists() and not around.store_file.adopt():
                    if _had_entries(vault.get(HEAD_SECRET)):
                        # There was a history: a new store would hide that it is gone.
                        raise StoreDamagedError(path="store.db")
                    return self._opened(info, vault, around.store_file.create(key), is_new=True)
        opened = self._opened(info, vault, around.store_file.open(key), is_new=False)
        if kept.is_locked or kept.is_beside:
            settle(around, vault, kept.text)
        return replace(opened, asks_passphrase=True) if kept.is_locked else opened

    def _opened(self, info: StoreInfo, vault: Vault, store: Store, *, is_new: bool) -> OpenedStore:
        try:
            return self._prepare(info, vault, store, is_new=is_new)
        except BaseException:
            store.close()
            raise

    def _prepare(self, info: StoreInfo, vault: Vault, store: Store, *, is_new: bool) -> OpenedStore:
        around = self._around
        with store.read() as work:
            has_facts = work.meta(ORIGIN) is not None
        if not has_facts:
            first_facts(around, store)
        with store.read() as work:
            has_remains = is_pending(work)
            origin = work.meta(ORIGIN) or ""
            records, documents = work.keys(KeyKind.RECORD), work.keys(KeyKind.DOCUMENT)
        if not records or len(records) != len(documents):
            raise StoreDamagedError(path="store.db")
        ledger = Ledger(
            store=store,
            vault=vault,
            lock=around.lock,
            clock=around.clock,
            ids=around.ids,
            sealer=around.sealer,
            origin=origin,
            key=records[-1],
        )
        if has_remains:
            # Somebody was erased, and the program stopped before nothing was left.
            scrub(around, store)
        finish(around, store)
        _anchor_the_beginning(store, ledger, around)
        report = quick_check(store, ledger, around)
        if report.is_good:
            if not self._by_itself:
                # In this order: an end that is written now is no sign that somebody was here.
                note_opening(around, store, ledger)
                self._write_down_ends(store, ledger)
        elif report.state is not LogState.ANCHOR_LOST:
            # Without its anchor a history is added to by the person only, never by a start.
            ledger.broken = report.state
        return OpenedStore(
            around=around,
            info=info,
            store=store,
            ledger=ledger,
            log_report=report,
            is_new=is_new,
            asks_passphrase=info.vault is VaultKind.FILE,
        )

    def _write_down_ends(self, store: Store, ledger: Ledger) -> None:
        """Write an event for each consent that ended since the last start (C1)."""
        now, shelf = self._around.clock.now(), NoticeShelf(self._around.packs)
        with store.read() as work:
            if not _ended(work, now, shelf):
                return
        try:
            with ledger.entries() as entries:
                # Read again inside the lock: another process may have answered or written.
                for choice in _ended(entries.work, now, shelf):
                    entries.note(
                        EventKind.CONSENT_EXPIRED,
                        person=choice.key.person,
                        vehicle=choice.key.vehicle,
                        practice=choice.key.practice,
                        notice=choice.notice,
                        ends_at=choice.ends_at,
                        zone=choice.zone,
                    )
        except UnavailableError:
            # It is off by computation anyway; the event is written at a later start.
            return


def make_vault(around: Surroundings, store_id: str, passphrase: str | None) -> Vault:
    """Return the vault of a new store: a file where a passphrase is given, else the keyring.

    Raises:
        PassphraseNeededError: There is no keyring and no passphrase.
        PassphraseTooShortError: The passphrase is too short.
        UnavailableError: The keyring is locked or fails, or the folder cannot be written.
    """
    if passphrase is not None:
        return around.vaults.create_file(passphrase)
    try:
        return around.vaults.keyring(store_id)
    except KeyringMissingError as error:
        raise PassphraseNeededError from error


def first_facts(around: Surroundings, store: Store) -> None:
    """Give a new store its origin and its keys, all or nothing and only once."""
    now = around.clock.now()
    with around.lock.hold(), store.write() as work:
        if work.meta(ORIGIN) is not None:
            return
        work.set_meta(ORIGIN, new_origin(around.ids))
        work.set_meta(LAST_OPENED, rfc3339(now))
        work.add_key(around.signer.make_record_key(now))
        work.add_key(around.signer.make_document_key(now))
        work.commit()


def _had_entries(head: str | None) -> bool:
    """Tell whether a head from the vault is that of a history with entries."""
    anchor = Anchor.from_text(head or "")
    return head is not None and (anchor is None or anchor.size > 0)


def _anchor_the_beginning(store: Store, ledger: Ledger, around: Surroundings) -> None:
    """Anchor a history without entries, so that a stop right after the first one is told.

    Without it, a store whose first entry committed and whose keyring was not written to any
    more would look like one whose anchor was taken away.
    """
    with store.read() as work:
        if work.events.edge().size:
            return
    try:
        with around.lock.hold(), store.read() as work:
            edge = work.events.edge()
            if ledger.is_anchored and not edge.size and ledger.anchored() is None:
                ledger.anchor(Anchor(size=0, root=around.sealer.root(edge)))
    except UnavailableError:
        # It can be opened without; the first entry tries again.
        return


def accept_earlier_key(work: UnitOfWork, fingerprint: str) -> None:
    """Keep the fingerprint of a lost key that the person says was theirs."""
    work.set_meta(_EARLIER_KEY, fingerprint)


def new_origin(ids: IdSource) -> str:
    """Return a new name for a history's log."""
    return f"local/ownerapp/{ids.nonce()[:8]}"


def remember_origin(work: UnitOfWork, origin: str, *, size: int) -> None:
    """Keep that the first entries of this history stood under another name."""
    kept = work.meta(_FORMER_ORIGINS)
    line = f"{origin} {size}"
    work.set_meta(_FORMER_ORIGINS, line if kept is None else f"{kept}\n{line}")


def _former_origins(work: UnitOfWork) -> dict[str, int]:
    lines = (work.meta(_FORMER_ORIGINS) or "").splitlines()
    return {origin: int(size) for origin, _space, size in (line.partition(" ") for line in lines)}


def _ended(work: UnitOfWork, now: datetime, shelf: NoticeShelf) -> list[Choice]:
    """Return the yeses whose end has passed and is not written down yet."""
    ended = [
        choice
        for choice in work.choices.all()
        if choice.status in {Status.GIVEN, Status.PAUSED}
        and choice.status_at(now) is Status.EXPIRED
    ]
    cars = {vehicle.id: vehicle for vehicle in work.vehicles()} if ended else {}
    return [
        choice
        for choice in ended
        if choice.key.vehicle not in cars
        or not _is_replaced(work, cars[choice.key.vehicle], choice, shelf)
    ]


def _is_replaced(work: UnitOfWork, vehicle: Vehicle, choice: Choice, shelf: NoticeShelf) -> bool:
    """Tell whether a later answer, under another id of the same practice, holds instead."""
    try:
        notice = shelf.take(work, vehicle.notice)
    except NoticeMissingError:
        return False
    if notice.practice(choice.key.practice) is not None:
        return False
    kept = {
        item.key.practice: item
        for item in work.choices.all(vehicle.id)
        if item.key.person == choice.key.person
    }
    heirs = [item.id for item in notice.practices if choice.key.practice in ids_of(notice, item.id)]
    return bool(heirs) and not any(choice in holders(kept, notice, item) for item in heirs)
