"""Backups: everything in one encrypted file, opened by the code of a recovery kit.

Rules:

1. A backup holds a consistent copy of the store under a key of its own, and a head that the
   code of the recovery kit opens: that key, and the head of the history at that moment. The
   signing keys lie in the store, so nothing else is needed.
2. The code is shown before anything is written with it, and never again: the store keeps
   only what is needed to seal later backups for the same code.
3. A history that is known to be broken is not backed up: restored elsewhere, it would look
   as if nothing had happened.
4. When the last backup was made is kept, so that the person can be told; where it lies is not.
5. Every restored store writes its history on under a new name, because the computer of the
   backup may go on writing, too, and two histories under one name would deny each other.
   The entry ``store.restored`` says from where it goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from ownerapp.domain.errors import (
    BackupDamagedError,
    BackupStoppedError,
    HistoryBrokenError,
    UnavailableError,
)
from ownerapp.domain.event import parse_rfc3339, rfc3339
from ownerapp.domain.log import Anchor
from ownerapp.domain.values import dataclass
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.ports.store import StoreCopy

_KIT = "recovery-kit"
_KIT_AT = "recovery-kit-at"
BACKUP_AT = "backup-at"
"""The fact that holds when the last backup was made."""
_KEY_BYTES = 32
_CONTENTS = frozenset({"key", "size", "sha256", "head", "origin", "store", "created"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KitFacts:
    """The recovery kit that opens the backups of this store."""

    name: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFacts:
    """How a store is secured against its loss."""

    kit: KitFacts | None
    """None before the first kit."""
    last_at: datetime | None
    """When the last backup was made; None before the first one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A backup that was written."""

    path: str
    kit: str
    """The short name of the kit that opens it."""
    entries: int
    size_bytes: int
    """Of the data in it."""
    created: datetime
    is_new_kit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupContents:
    """What the head of a backup seals."""

    key: bytes
    """Of the copy of the store."""
    copy: StoreCopy
    head: Anchor
    """Of the history in it."""
    origin: str
    store: str
    """The id of the store that was backed up."""
    created: datetime

    def to_texts(self) -> dict[str, str]:
        """Return the texts that are sealed."""
        return {
            "key": self.key.hex(),
            "size": str(self.copy.size),
            "sha256": self.copy.sha256,
            "head": self.head.to_text(),
            "origin": self.origin,
            "store": self.store,
            "created": rfc3339(self.created),
        }


def contents_of(texts: dict[str, str], *, path: str) -> BackupContents:
    """Return what a head says.

    Raises:
        BackupDamagedError: Something in it is missing or not what it should be.
    """
    damaged = BackupDamagedError(path=path, reason="changed")
    if texts.keys() != _CONTENTS:
        raise damaged
    head = Anchor.from_text(texts["head"])
    try:
        key, size = bytes.fromhex(texts["key"]), int(texts["size"])
        created = parse_rfc3339(texts["created"])
    except ValueError:
        raise damaged from None
    if head is None or len(key) != _KEY_BYTES or size < 0:
        raise damaged
    return BackupContents(
        key=key,
        copy=StoreCopy(size=size, sha256=texts["sha256"]),
        head=head,
        origin=texts["origin"],
        store=texts["store"],
        created=created,
    )


class BackupService:
    """Use cases around backups of an opened store."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def kit(self) -> KitFacts | None:
        """Return the kit that opens the backups of this store, or None before the first one."""
        with self._opened.store.read() as work:
            kept, at = work.meta(_KIT), work.meta(_KIT_AT)
        if kept is None or at is None:
            return None
        return KitFacts(name=self._opened.around.recovery.kit_name(kept), made_at=parse_rfc3339(at))

    def facts(self) -> BackupFacts:
        """Return the kit and when the last backup was made."""
        with self._opened.store.read() as work:
            at = work.meta(BACKUP_AT)
        return BackupFacts(kit=self.kit(), last_at=parse_rfc3339(at) if at is not None else None)

    def make_kit(self) -> RecoveryKit:
        """Return a new kit to be shown; it opens nothing until :meth:`keep_kit`."""
        return self._opened.around.recovery.new_kit()

    def keep_kit(self, kit: RecoveryKit) -> KitFacts:
        """Seal later backups for a kit that the person has seen.

        Raises:
            UnavailableError: Lock, disk or store fail; the kit before it stays.
        """
        around, now = self._opened.around, self._opened.around.clock.now()
        with around.lock.hold():
            self._keep(kit, now)
        return KitFacts(name=kit.name, made_at=now)

    def back_up(
        self,
        path: str,
        *,
        show: Callable[[RecoveryKit], None],
        new_kit: bool = False,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> BackupMade:
        """Write everything into one encrypted file.

        Args:
            path: Where it goes; an earlier backup there is replaced, another file never.
            show: Shows a new code to the person. It is called before anything is written,
                with the first backup and where ``new_kit`` is asked for.
            new_kit: Make a new kit; earlier backups still need their own code.
            is_wanted: Asked between the steps; False stops it before anything is written.

        Raises:
            BackupStoppedError: It was stopped; what was there before stays.
            HistoryBrokenError: The history is known to be broken.
            FolderNotEmptyError: Another file has this name.
            UnavailableError: Lock, disk or folder fail; what was there before stays.
        """
        opened, around = self._opened, self._opened.around
        if opened.ledger.broken is not None:
            raise HistoryBrokenError(state=opened.ledger.broken.value)
        # Before a code is shown that would open nothing.
        around.backup_files.check_name(path)
        with opened.store.read() as work:
            kept = None if new_kit else work.meta(_KIT)
        kit = None
        if kept is None:
            kit = around.recovery.new_kit()
            show(kit)
            kept = kit.kept
        key = bytes.fromhex(around.ids.nonce() + around.ids.nonce())
        now = around.clock.now()
        with around.lock.hold():
            if kit is not None:
                self._keep(kit, now)
            with opened.store.read() as work:
                edge = work.events.edge()
            head = Anchor(size=edge.size, root=around.sealer.root(edge))
            go_on_while(is_wanted)
            with around.store_file.copy_of(opened.store, key) as copy:
                go_on_while(is_wanted)
                contents = BackupContents(
                    key=key,
                    copy=around.backup_files.measure(copy),
                    head=head,
                    origin=opened.ledger.origin,
                    store=opened.info.store_id,
                    created=now,
                )
                sealed = around.recovery.seal(kept, contents.to_texts())
                go_on_while(is_wanted)
                around.backup_files.write(path, head=sealed, store=copy)
            self._remember(now)
        return BackupMade(
            path=path,
            kit=around.recovery.kit_name(kept),
            entries=edge.size,
            size_bytes=contents.copy.size,
            created=now,
            is_new_kit=kit is not None,
        )

    def _keep(self, kit: RecoveryKit, now: datetime) -> None:
        with self._opened.store.write() as work:
            work.set_meta(_KIT, kit.kept)
            work.set_meta(_KIT_AT, rfc3339(now))
            work.commit()

    def _remember(self, now: datetime) -> None:
        """Keep when a backup was made; the backup is there, whether this is kept or not."""
        try:
            with self._opened.store.write() as work:
                work.set_meta(BACKUP_AT, rfc3339(now))
                work.commit()
        except UnavailableError:
            return


def go_on_while(is_wanted: Callable[[], bool]) -> None:
    """Go on, or stop.

    Raises:
        BackupStoppedError: It is not wanted any more.
    """
    if not is_wanted():
        raise BackupStoppedError
