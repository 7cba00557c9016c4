"""Restoring a backup into an empty data folder, on this computer or on another one.

Rules:

1. Nothing is ever written over: where there is data, a backup is refused. Data whose key is
   lost is set aside under a dated name, once the backup is checked and whole beside it.
2. The copy is taken in beside the place of the store, checked against the sealed head, given
   a new key and a new name for its history, and the entry ``store.restored`` is written, all
   before anything else sees it.
3. Saving the info file is the moment from which the data is there. A process that dies
   before leaves an empty folder; one that dies after leaves a whole store that the next
   start puts in place.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ownerapp.domain.errors import (
    BackupDamagedError,
    RecoveryCodeMistypedError,
    StorePresentError,
    UnavailableError,
)
from ownerapp.domain.event import EventKind, rfc3339
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.values import dataclass
from ownerapp.services.backup import BACKUP_AT, BackupContents, contents_of, go_on_while
from ownerapp.services.key_loss import check_lost
from ownerapp.services.ledger import HEAD_SECRET, Ledger
from ownerapp.services.opening import (
    ORIGIN,
    STORE_KEY_SECRET,
    make_vault,
    new_origin,
    remember_origin,
)
from ownerapp.services.ports.store import Store, StoreInfo
from ownerapp.services.ports.vault import Vault
from ownerapp.services.surroundings import Surroundings

CODE_FILE_LIMIT_BYTES = 4 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back."""

    entries: int
    """Of the history in the backup."""
    created: datetime
    """When the backup was made; what was done after it is not in it."""
    kept: str = ""
    """The name of the file with data whose key is lost; empty where there was none."""


def kit_of(around: Surroundings, path: str, *, over_lost: bool = False) -> str:
    """Return the short name of the kit that opens a backup.

    Raises:
        StorePresentError: There is data in the folder already.
        KeyNotLostError: With ``over_lost``: the data can be opened.
        FileMissingError: There is no such file.
        BackupDamagedError: It is not a backup.
        NewerFileError: A newer program made it.
    """
    _check_place(around, over_lost=over_lost)
    return around.recovery.kit_of(around.backup_files.read_head(path), path=path)


def check_code(around: Surroundings, path: str, code: str) -> None:
    """Check that a code opens a backup; raises as :func:`restore` does."""
    _opened(around, path, code)


def code_in(around: Surroundings, path: str) -> str:
    """Return the code that stands in a file of a person's own.

    Raises:
        FileMissingError: There is no such file.
        FileTooLargeError: It is too large for a code.
        RecoveryCodeMistypedError: It is not a text.
        FileUnreadableError: It cannot be read.
    """
    data = around.files.read(path, limit_bytes=CODE_FILE_LIMIT_BYTES)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # "from error" would carry the bytes of the code along.
        raise RecoveryCodeMistypedError(group=0) from None


def restore(
    around: Surroundings,
    path: str,
    code: str,
    *,
    passphrase: str | None = None,
    over_lost: bool = False,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Restored:
    """Put a backup into the empty data folder.

    Args:
        around: The ports of the folder.
        path: The file of the backup.
        code: The code of its recovery kit, as it was typed.
        passphrase: For a passphrase vault; None for the keyring.
        over_lost: There is data whose key is lost; it is set aside.
        is_wanted: Asked between the steps; False stops it before anything is there.

    Raises:
        BackupStoppedError: It was stopped; nothing is left.
        StorePresentError: There is data in the folder already.
        KeyNotLostError: With ``over_lost``: the data can be opened.
        FileMissingError: There is no such file.
        BackupDamagedError: It is not a backup, or not a whole one.
        RecoveryCodeMistypedError: The code has a mistake.
        RecoveryCodeWrongError: The code is of another kit.
        IncompatibleError: A newer program made the backup.
        PassphraseTooShortError: The passphrase is too short.
        UnavailableError: Keyring, disk or folder fail; nothing is left.
    """
    _check_place(around, over_lost=over_lost)
    contents = _opened(around, path, code)
    go_on_while(is_wanted)
    with around.lock.hold():
        _check_place(around, over_lost=over_lost)
        store_id, vault, kept = around.ids.uuid(), None, ""
        key = bytes.fromhex(around.ids.nonce() + around.ids.nonce())
        if not over_lost:
            vault = make_vault(around, store_id, passphrase)
        try:
            with around.store_file.receive(
                lambda copy: around.backup_files.extract(path, copy, store=contents.copy),
                key=contents.key,
                new_key=key,
            ) as store:
                _check(around, store, contents, path=path)
                go_on_while(is_wanted)
                # A vault whose passphrase may be remembered one day stays until here.
                vault = vault or make_vault(around, store_id, passphrase)
                vault.set(STORE_KEY_SECRET, key.hex())
                _go_on(around, store, vault, contents)
            if over_lost:
                kept = around.store_file.set_aside(around.clock.now())
            info = StoreInfo(store_id=store_id, vault=vault.kind, created_at=around.clock.now())
            around.store_info.save(info)
        except BaseException:
            saved = around.store_info.load()
            if saved is None or saved.store_id != store_id:
                if vault is not None:
                    _forget(vault)
                around.store_file.discard()
            raise
        around.store_file.adopt()
    return Restored(entries=contents.head.size, created=contents.created, kept=kept)


def _check_place(around: Surroundings, *, over_lost: bool) -> None:
    if over_lost:
        check_lost(around)
    else:
        check_empty(around)


def check_empty(around: Surroundings) -> None:
    """Refuse a data folder in which there is data.

    Raises:
        StorePresentError: There is.
    """
    if around.store_info.load() is not None or around.store_file.exists():
        raise StorePresentError(path="store.db")


def _opened(around: Surroundings, path: str, code: str) -> BackupContents:
    head = around.backup_files.read_head(path)
    return contents_of(around.recovery.unseal(head, code, path=path), path=path)


def _check(around: Surroundings, store: Store, contents: BackupContents, *, path: str) -> None:
    """Check that the copy holds exactly the history that the head seals."""
    with store.read() as work:
        edge, origin = work.events.edge(), work.meta(ORIGIN)
        leaves = [around.sealer.leaf_hash(stored.body) for stored in work.events.read()]
        keys = work.keys(KeyKind.RECORD)
    is_same = (
        len(leaves) == edge.size == contents.head.size
        and around.sealer.root_of(leaves) == around.sealer.root(edge) == contents.head.root
        and origin == contents.origin
        and bool(keys)
    )
    if not is_same:
        raise BackupDamagedError(path=path, reason="changed")


def _go_on(around: Surroundings, store: Store, vault: Vault, contents: BackupContents) -> None:
    """Write the entry from which this history goes on under a new name."""
    with store.read() as work:
        key = work.keys(KeyKind.RECORD)[-1]
    ledger = Ledger(
        store=store,
        vault=vault,
        lock=around.lock,
        clock=around.clock,
        ids=around.ids,
        sealer=around.sealer,
        origin=new_origin(around.ids),
        key=key,
    )
    with ledger.entries() as entries:
        remember_origin(entries.work, contents.origin, size=contents.head.size)
        entries.work.set_meta(ORIGIN, ledger.origin)
        entries.work.set_meta(BACKUP_AT, rfc3339(contents.created))
        entries.note(
            EventKind.STORE_RESTORED,
            detail={
                "origin": contents.origin,
                "size": contents.head.size,
                "root": contents.head.root.hex(),
                "backup": rfc3339(contents.created),
            },
        )


def _forget(vault: Vault) -> None:
    """Take back what the vault was given; failing at that leaves an entry that opens nothing."""
    for name in (STORE_KEY_SECRET, HEAD_SECRET):
        try:
            vault.delete(name)
        except UnavailableError:
            return
