"""Joining the history of another computer to this one, from an encrypted backup of it.

Rules:

1. The other log is checked in full before anything of it is taken: every entry, every signed
   tree head, and the logs that it merged itself. One that does not hold is refused.
2. It is kept whole under its own name: bytes, hashes, tree heads and the public parts of its
   keys. One own entry, ``store.merged``, binds its name, size and root to this history.
3. A log that is here already may only have grown. Where two logs have entries in common,
   because one store was restored from a backup of the other, each entry counts once.
4. Cars and people are joined by their random ids. What is written here of one stays; somebody
   who was erased here or there does not come back.
5. Notices, and texts that were shown, come along. Keys of authors that were accepted there are
   kept beside them, and are not accepted here by that.
6. Own rules of people come along, also where no entry is new: :mod:`joined_rules`.
7. All of it is one transaction. Which choices hold then: :mod:`joined_choices`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import datetime

from ownerapp.domain.choice import Choice, Joined
from ownerapp.domain.errors import (
    BackupDamagedError,
    CheckFailedError,
    MergeBrokenError,
    MergeForkedError,
    NoticeFileError,
    NoticeVersionError,
)
from ownerapp.domain.event import Event, EventKind, rfc3339
from ownerapp.domain.ids import NoticeHash, Sha256Hex
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.domain.log import Checkpoint, LogState, StoredEvent, TreeEdge
from ownerapp.domain.trust import AcceptedKey, SignatureState
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.backup import BackupContents, contents_of, go_on_while
from ownerapp.services.joined_choices import merged_log
from ownerapp.services.joined_rules import JoinedRules, RulesThere, join_rules, rules_in
from ownerapp.services.ledger import Entries, Ledger
from ownerapp.services.log_check import full_check
from ownerapp.services.notice_library import imports
from ownerapp.services.opening import ORIGIN, OpenedStore
from ownerapp.services.other_logs import KeptLogs, parsed_entry
from ownerapp.services.ports.kept import MergedKey
from ownerapp.services.ports.notices import Arrival, LoadedNotice, arrival_of
from ownerapp.services.ports.store import Store, UnitOfWork
from ownerapp.services.ports.vault import VaultKind
from ownerapp.services.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What was joined."""

    origin: str
    """The name of the other log."""
    size: int
    """How many entries it has."""
    new: int
    """How many of them were not here before; 0 where there was nothing new."""
    created: datetime
    """When the backup was made; what was done there after it is not in it."""
    cars: tuple[Vehicle, ...]
    """Those that came along."""
    elsewhere: int
    """How many choices were decided on the other computer and hold here now."""
    careful: int
    """How many hold because they are the more restrictive of two answers."""
    now_on: tuple[Choice, ...]
    """Those that are on now and were not on here before; each was turned on there."""
    rules: JoinedRules
    """What became of the own rules that are kept there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _OtherLog:
    """One log with everything that belongs to it."""

    origin: str
    entries: tuple[StoredEvent, ...]
    checkpoints: tuple[Checkpoint, ...]
    keys: tuple[MergedKey, ...]
    accepted: tuple[AcceptedKey, ...]

    def leaves(self) -> list[bytes]:
        return [entry.leaf_hash for entry in self.entries]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """What a backup of another computer holds."""

    log: _OtherLog
    nested: tuple[_OtherLog, ...]
    """The logs that it merged itself."""
    events: tuple[Event, ...]
    """Of its own log and of those."""
    people: tuple[Person, ...]
    vehicles: tuple[Vehicle, ...]
    notices: dict[NoticeHash, LoadedNotice]
    imported: frozenset[NoticeHash]
    """Those that were imported from files there."""
    texts: dict[Sha256Hex, bytes] = field(repr=False)
    rules: RulesThere

    def own_events(self) -> tuple[Event, ...]:
        """Return the entries of its own log."""
        return self.events[: len(self.log.entries)]


class MergeService:
    """Use cases around joining the history of another computer."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def kit_of(self, path: str) -> str:
        """Return the short name of the kit that opens a backup.

        Raises:
            FileMissingError: There is no such file.
            BackupDamagedError: It is not a backup.
            NewerFileError: A newer program made it.
        """
        around = self._opened.around
        return around.recovery.kit_of(around.backup_files.read_head(path), path=path)

    def merge(
        self, path: str, code: str, *, is_wanted: Callable[[], bool] = lambda: True
    ) -> Merged:
        """Join the history in a backup of another computer to this one.

        Args:
            path: The file of the backup.
            code: The code of its recovery kit, as it was typed.
            is_wanted: Asked between the steps; False stops it before anything is taken.

        Raises:
            BackupStoppedError: It was stopped; nothing was taken.
            FileMissingError: There is no such file.
            BackupDamagedError: It is not a backup, or not a whole one.
            RecoveryCodeMistypedError: The code has a mistake.
            RecoveryCodeWrongError: The code is of another kit.
            IncompatibleError: A newer program made the backup.
            MergeBrokenError: The history in it does not hold.
            MergeForkedError: It does not go on from the entries that are here.
            HistoryBrokenError: The history here is known to be broken.
            UnavailableError: Lock, disk or store fail; nothing was taken.
        """
        around = self._opened.around
        head = around.backup_files.read_head(path)
        contents = contents_of(around.recovery.unseal(head, code, path=path), path=path)
        key = bytes.fromhex(around.ids.nonce() + around.ids.nonce())
        go_on_while(is_wanted)
        with around.lock.hold():
            try:
                with around.store_file.receive(
                    lambda copy: around.backup_files.extract(path, copy, store=contents.copy),
                    key=contents.key,
                    new_key=key,
                ) as store:
                    other = _checked(around, store, contents, path=path)
            finally:
                # Nobody keeps its key: what a process that dies here leaves is noise.
                around.store_file.discard()
            go_on_while(is_wanted)
            with self._opened.ledger.entries() as entries:
                merged = self._take(entries, other, contents)
                # The last moment: after this it is committed.
                go_on_while(is_wanted)
                return merged

    def _take(self, entries: Entries, other: _Other, contents: BackupContents) -> Merged:
        around, work = self._opened.around, entries.work
        own = KeptLogs(work, around.sealer)
        _check_fits(around, other, own, self._opened.ledger.origin)
        known = {entry.leaf for entry in own.own()}
        for origin in work.merged.origins():
            known.update(item.leaf_hash for item in work.merged.read(origin))
        new = sum(leaf not in known for leaf in other.log.leaves())
        done = Merged(
            origin=other.log.origin,
            size=len(other.log.entries),
            new=new,
            created=contents.created,
            cars=(),
            elsewhere=0,
            careful=0,
            now_on=(),
            rules=JoinedRules(),
        )
        if not new:
            return replace(done, rules=join_rules(work, other.rules))
        for log in (*other.nested, other.log):
            if log.origin != self._opened.ledger.origin:
                _keep(work, log)
        cars = _keep_what_is_named(entries, other, around)
        entries.note(
            EventKind.STORE_MERGED,
            detail={
                "origin": other.log.origin,
                "size": len(other.log.entries),
                "root": contents.head.root.hex(),
                "backup": rfc3339(contents.created),
            },
        )
        for car in cars:
            notice = other.notices[car.notice].notice
            entries.note(
                EventKind.NOTICE_INSTALLED,
                person=car.person,
                vehicle=car.id,
                notice=car.notice,
                detail={"pack": notice.pack_id, "version": notice.version},
            )
        changed = _let_hold(entries, around)
        return replace(
            done,
            cars=cars,
            rules=join_rules(work, other.rules),
            elsewhere=sum(after.joined is Joined.ELSEWHERE for _before, after in changed),
            careful=sum(after.joined is Joined.CAREFUL for _before, after in changed),
            now_on=tuple(
                after
                for before, after in changed
                if after.is_on(entries.now) and not (before and before.is_on(entries.now))
            ),
        )


def _let_hold(entries: Entries, around: Surroundings) -> list[tuple[Choice | None, Choice]]:
    """Bring the projection up to the logs and return what changed, before and after."""
    changed = []
    for key, said in KeptLogs(entries.work, around.sealer).fold().said.items():
        before = entries.choice(key)
        if before != said.choice:
            entries.hold(said.choice)
            changed.append((before, said.choice))
    return changed


# ------------------------------------------------------------------------- checking


class _NoAnchor:
    """A vault that knows nothing: the head in the backup stands in its place."""

    kind = VaultKind.FILE

    def get(self, name: str) -> str | None:  # noqa: ARG002 - the port's signature
        """Return nothing."""
        return None

    def set(self, name: str, value: str) -> None:
        """Keep nothing."""

    def delete(self, name: str) -> None:
        """Forget nothing."""


def _checked(around: Surroundings, store: Store, contents: BackupContents, *, path: str) -> _Other:
    """Return what a backup holds, after checking it in full (rule 1).

    Raises:
        BackupDamagedError: It does not hold the history that its head seals.
        MergeBrokenError: The history in it does not hold.
    """
    with store.read() as work:
        keys = work.keys(KeyKind.RECORD)
        edge = work.events.edge()
        if work.meta(ORIGIN) != contents.origin or not keys:
            raise BackupDamagedError(path=path, reason="changed")
    if edge.size != contents.head.size or around.sealer.root(edge) != contents.head.root:
        raise BackupDamagedError(path=path, reason="changed")
    ledger = Ledger(
        store=store,
        vault=_NoAnchor(),
        lock=around.lock,
        clock=around.clock,
        ids=around.ids,
        sealer=around.sealer,
        origin=contents.origin,
        key=keys[-1],
    )
    report = full_check(store, ledger, around)
    if not report.is_good:
        raise MergeBrokenError(reason=report.state.value)
    with store.read() as work:
        try:
            return _read(around, work, contents.origin)
        except (CheckFailedError, ValueError):
            raise MergeBrokenError(reason="entry") from None


def _read(around: Surroundings, work: UnitOfWork, origin: str) -> _Other:
    log = _OtherLog(
        origin=origin,
        entries=tuple(work.events.read()),
        checkpoints=tuple(work.events.checkpoints()),
        keys=tuple(
            MergedKey(public=key.public, valid_from=key.valid_from, statement=key.statement)
            for key in work.keys(KeyKind.RECORD)
        ),
        accepted=tuple(work.accepted_keys()),
    )
    nested = tuple(
        _OtherLog(
            origin=name,
            entries=tuple(work.merged.read(name)),
            checkpoints=tuple(work.merged.checkpoints(name)),
            keys=tuple(work.merged.keys(name)),
            accepted=tuple(work.merged.accepted_keys(name)),
        )
        for name in work.merged.origins()
    )
    events: list[Event] = []
    for item in (log, *nested):
        found = [parsed_entry(stored, around.sealer).event for stored in item.entries]
        if any(event.seq != number for number, event in enumerate(found)):
            raise MergeBrokenError(reason="entry")
        _check_heads(around, item, found)
        events += found
    notices = {event.notice for event in events if event.notice}
    notices.update(vehicle.notice for vehicle in work.vehicles())
    texts = {event.text_sha256 for event in events if event.text_sha256}
    return _Other(
        log=log,
        nested=nested,
        events=tuple(events),
        people=tuple(work.people()),
        vehicles=tuple(work.vehicles()),
        notices={
            name: loaded
            for name in sorted(notices)
            if (loaded := _notice(around, work, name)) is not None
        },
        imported=frozenset(item.hash for item in imports(work)),
        texts={
            name: body for name in sorted(texts) if (body := _text(around, work, name)) is not None
        },
        rules=rules_in(work),
    )


def _notice(around: Surroundings, work: UnitOfWork, name: NoticeHash) -> LoadedNotice | None:
    pack = work.notice_pack(name)
    if pack is None:
        return None
    try:
        loaded = around.packs.load_bytes(pack)
    except (NoticeFileError, NoticeVersionError):
        raise MergeBrokenError(reason="notice") from None
    if loaded.notice.hash != name:
        raise MergeBrokenError(reason="notice")
    return loaded


def _text(around: Surroundings, work: UnitOfWork, name: Sha256Hex) -> bytes | None:
    body = work.shown_text(name)
    if body is not None and around.sealer.sha256(body) != name:
        raise MergeBrokenError(reason="text")
    return body


def _former(events: Iterable[Event]) -> dict[str, int]:
    """Return the names that a log had before restores, each with its number of entries then."""
    found = {}
    for event in events:
        origin, size = event.detail.get("origin"), event.detail.get("size")
        if event.kind is EventKind.STORE_RESTORED and isinstance(origin, str):
            found[origin] = size if isinstance(size, int) else 0
    return found


def _check_heads(around: Surroundings, log: _OtherLog, events: Sequence[Event]) -> None:
    """Check every signed tree head of a log against its entries and its keys.

    Heads of before a break that the person accepted fit nothing any more; the break itself
    stands in the log.
    """
    accepted = max(
        (
            event.seq
            for event in events
            if event.kind is EventKind.LOG_REANCHORED and "root" in event.detail
        ),
        default=0,
    )
    names = (log.origin, *_former(events))
    faces = [
        around.signer.known_key(
            SigningKey(
                kind=KeyKind.RECORD, private=b"", public=key.public, valid_from=key.valid_from
            )
        )
        for key in log.keys
    ]
    edge, leaves, last = TreeEdge(), log.leaves(), 0
    for head in sorted(log.checkpoints, key=lambda item: item.size):
        if head.size <= accepted:
            continue
        if head.size > len(leaves):
            raise MergeBrokenError(reason=LogState.CUT.value)
        edge = around.sealer.extend(edge, leaves[edge.size : head.size])
        last = head.size
        is_signed = any(
            around.sealer.is_checkpoint_good(head, origin=name, keys=faces) for name in names
        )
        if around.sealer.root(edge) != head.root or not is_signed:
            raise MergeBrokenError(reason="checkpoint")
    if last != len(leaves):
        raise MergeBrokenError(reason="checkpoint")


def _check_fits(around: Surroundings, other: _Other, kept: KeptLogs, own_origin: str) -> None:
    """Check that the other logs go on from what is here, and from each other (rules 1 and 3).

    Raises:
        MergeForkedError: One of them does not.
        MergeBrokenError: One names the root of another one wrongly.
    """
    own = [entry.leaf for entry in kept.own()]
    logs = {log.origin: log.leaves() for log in (*other.nested, other.log)}
    for origin, leaves in logs.items():
        here = own if origin == own_origin else kept.leaves(origin)
        is_own_and_longer = origin == own_origin and len(leaves) > len(own)
        if is_own_and_longer or not _is_prefix(leaves, here):
            raise MergeForkedError(origin=origin)
    own_former = _former(entry.event for entry in kept.own())
    for origin, size in own_former.items():
        if origin in logs and not _is_prefix(logs[origin][:size], own):
            raise MergeForkedError(origin=origin)
    other_former = _former(other.own_events())
    size = other_former.get(own_origin, 0)
    if not _is_prefix(logs[other.log.origin][:size], own):
        raise MergeForkedError(origin=other.log.origin)
    for event in other.events:
        named = merged_log(event)
        if named is None:
            continue
        leaves = own if named[0] == own_origin else logs.get(named[0], [])
        root = around.sealer.root_of(leaves[: named[1]]).hex()
        if len(leaves) < named[1] or root != event.detail.get("root"):
            raise MergeBrokenError(reason="merged")


def _is_prefix(some: Sequence[bytes], others: Sequence[bytes]) -> bool:
    """Tell whether of two rows of hashes the shorter one begins the longer one."""
    shorter = min(len(some), len(others))
    return list(some[:shorter]) == list(others[:shorter])


# ------------------------------------------------------------------------- keeping


def _keep(work: UnitOfWork, log: _OtherLog) -> None:
    """Keep a log whole, or what it has grown by."""
    for entry in log.entries[work.merged.size(log.origin) :]:
        work.merged.append(log.origin, entry)
    for head in log.checkpoints:
        work.merged.add_checkpoint(log.origin, head)
    for key in log.keys:
        work.merged.add_key(log.origin, key)
    for accepted in log.accepted:
        work.merged.add_accepted_key(log.origin, accepted)


def _keep_what_is_named(
    entries: Entries, other: _Other, around: Surroundings
) -> tuple[Vehicle, ...]:
    """Keep notices, texts, people and cars, and return the cars that came along."""
    work = entries.work
    for notice, loaded in other.notices.items():
        work.add_notice(loaded.notice, loaded.pack)
        if around.packs.is_shipped(notice):
            work.add_arrival(arrival_of(loaded.notice, Arrival.SHIPPED, entries.now))
        elif notice in other.imported and _may_be_offered(work, loaded, around):
            work.add_arrival(arrival_of(loaded.notice, Arrival.IMPORTED, entries.now))
    for text, body in other.texts.items():
        work.add_shown_text(text, body)
    own = [entry.event for entry in KeptLogs(work, around.sealer).own()]
    gone = set(_erased((*own, *other.events)))
    people = {person.id for person in work.people()}
    cars = {car.id for car in work.vehicles()}
    came = tuple(
        car
        for car in other.vehicles
        if car.id not in cars | gone and car.person not in gone and car.notice in other.notices
    )
    for person in other.people:
        if person.id not in people | gone:
            work.add_person(person)
    for car in came:
        work.add_vehicle(car)
    return came


def _may_be_offered(work: UnitOfWork, loaded: LoadedNotice, around: Surroundings) -> bool:
    """Tell whether a notice that was imported there may stand among those at hand here."""
    notice = loaded.notice
    taken = {
        arrival.hash
        for arrival in imports(work)
        if (arrival.pack_id, arrival.version) == (notice.pack_id, notice.version)
    }
    shipped = around.packs.by_id(notice.pack_id)
    if shipped is not None and shipped.notice.version == notice.version:
        taken.add(shipped.notice.hash)
    is_broken = around.notice_signer.check(loaded.pack).state is SignatureState.BROKEN
    return not is_broken and not taken - {notice.hash}


def _erased(events: Iterable[Event]) -> Iterator[str]:
    """Yield the ids of people and cars that were erased."""
    for event in events:
        if event.kind is not EventKind.PERSON_ERASED:
            continue
        if event.vehicle is not None:
            yield event.vehicle
            continue
        if event.person is not None:
            yield event.person
        vehicles = event.detail.get("vehicles")
        if isinstance(vehicles, list):
            yield from (str(vehicle) for vehicle in vehicles)
