"""Writes to the log: one lock, one transaction, one signed tree head, then the anchor.

Rules:

1. Events, projection, tree edge and checkpoint commit together or not at all.
2. *Acknowledged* means that the database commit returned. The head goes to the vault after
   that; when the vault fails then, nothing is lost: the next start finds the store ahead of
   its anchor and, if the anchored head is a prefix, anchors again and writes that down.
3. The head is read again inside the lock, because another process may have written.
4. Nothing is added to a history that is known to be broken.
5. Where the vault has forgotten the head, nothing anchors it again without saying so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from ownerapp.domain.choice import Choice, ChoiceKey, choice_key, fold
from ownerapp.domain.errors import HistoryBrokenError, OwnerAppError, UnavailableError
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.ids import Sha256Hex
from ownerapp.domain.keys import KeyKind, SigningKey
from ownerapp.domain.log import Anchor, LogState, StoredEvent, TreeEdge
from ownerapp.domain.text import ShownText, shown_text_value
from ownerapp.services.ports.clock import Clock, IdSource
from ownerapp.services.ports.log import EventIndex
from ownerapp.services.ports.signing import LogSealer
from ownerapp.services.ports.store import Store, UnitOfWork, WriteLock
from ownerapp.services.ports.vault import Vault

HEAD_SECRET = "log-head"  # noqa: S105 - the name of a secret, not a secret
CLOCK_TOLERANCE = timedelta(minutes=2)
"""Smaller steps back are the computer's own clock keeping."""


class Entries:
    """The events of one transaction, and the unit of work they go into."""

    def __init__(
        self,
        work: UnitOfWork,
        *,
        clock: Clock,
        ids: IdSource,
        sealer: LogSealer,
        known_facts: set[str],
        mend: bool = False,
    ) -> None:
        self.work = work
        self.now: datetime = clock.now()
        self.clock = clock
        self._ids = ids
        self._sealer = sealer
        # After a break the kept edge may count entries that are gone.
        self._edge = (
            sealer.extend(TreeEdge(), work.events.leaf_hashes()) if mend else work.events.edge()
        )
        self.base_size = self._edge.size
        self._hashes: list[bytes] = []
        self._choices: dict[ChoiceKey, Choice | None] = {}
        self._known_facts = known_facts
        self._new_facts: set[str] = set()
        self._around_commit: Callable[[Callable[[], None]], None] | None = None
        self.next_key: SigningKey | None = None
        """A new record key that signs from these entries on."""

    def commit_with(self, around: Callable[[Callable[[], None]], None]) -> None:
        """Let something wrap the commit, for example files that appear only after it."""
        self._around_commit = around

    def commit(self) -> None:
        """Commit the unit of work, inside what :meth:`commit_with` was given."""
        if self._around_commit is None:
            self.work.commit()
        else:
            self._around_commit(self.work.commit)

    @property
    def next_index(self) -> int:
        """Return the index that the next event will have."""
        return self.base_size + len(self._hashes)

    @property
    def count(self) -> int:
        """Return how many events were added so far."""
        return len(self._hashes)

    def add(self, event: Event) -> Event:
        """Append an event; its sequence, time, counter and nonce are set here."""
        event = replace(
            event,
            seq=self.next_index,
            at=self.now,
            monotonic_ms=self.clock.monotonic_ms(),
            nonce=self._ids.nonce(),
        )
        body = self._sealer.canonical(event.payload())
        leaf = self._sealer.leaf_hash(body)
        self.work.events.append(
            StoredEvent(seq=event.seq, body=body, leaf_hash=leaf),
            EventIndex(
                at=event.at,
                kind=event.kind,
                person=event.person,
                vehicle=event.vehicle,
                practice=event.practice,
            ),
        )
        self._hashes.append(leaf)
        key = choice_key(event)
        if key is not None:
            before = self.choice(key)
            after = fold(before, event)
            if after is not None and after != before:
                self.work.choices.put(after)
                self._choices[key] = after
        return event

    def hold(self, choice: Choice) -> None:
        """Let a choice hold that follows from these entries and from those they join."""
        self.work.choices.put(choice)
        self._choices[choice.key] = choice

    def choice(self, key: ChoiceKey) -> Choice | None:
        """Return the choice as it is after the events added so far, or None."""
        if key not in self._choices:
            self._choices[key] = self.work.choices.get(key)
        return self._choices[key]

    def is_fact(self, name: str) -> bool:
        """Tell whether the store keeps a fact of this name; facts never go away."""
        if name in self._known_facts or name in self._new_facts:
            return True
        if self.work.meta(name) is None:
            return False
        self._known_facts.add(name)
        return True

    def keep_fact(self, name: str, value: str) -> None:
        """Keep a fact with these entries; it is known only once they are committed."""
        self.work.set_meta(name, value)
        self._new_facts.add(name)

    def note(self, kind: EventKind, **fields: object) -> Event:
        """Append an event of a kind with the given fields."""
        blank = Event(seq=0, at=self.now, monotonic_ms=0, kind=kind, nonce="")
        return self.add(replace(blank, **fields))  # type: ignore[arg-type] # names are Event's

    def root_of_bodies(self, stored: Sequence[StoredEvent]) -> bytes:
        """Return the root of a tree over the bytes as they lie in the store."""
        return self._sealer.root_of([self._sealer.leaf_hash(item.body) for item in stored])

    def keep_shown(self, shown: ShownText) -> Sha256Hex:
        """Keep a shown text by its hash and return the hash."""
        body = self._sealer.canonical(shown_text_value(shown))
        digest = self._sealer.sha256(body)
        self.work.add_shown_text(digest, body)
        return digest

    def proof_of_place(self, event: Event) -> bytes:
        """Return the proof that one of these events has its place, under their own tree head.

        Only once they are sealed: in what wraps the commit (:meth:`commit_with`).
        """
        checkpoint = self.work.events.latest_checkpoint()
        if checkpoint is None:  # pragma: no cover - sealing keeps one before the commit
            raise RuntimeError
        return self._sealer.proof_of_place(
            edge=self._edge,
            new_hashes=self._hashes,
            index=event.seq,
            checkpoint=checkpoint,
            body=self._sealer.canonical(event.payload()),
        )

    def seal(self, *, origin: str, key: SigningKey) -> Anchor:
        """Sign the new tree head and return it for the vault.

        Where the key changes with these entries, the old key and the new one sign it.
        """
        edge = self._sealer.extend(self._edge, self._hashes)
        root = self._sealer.root(edge)
        self.work.events.set_edge(edge)
        self.work.events.add_checkpoint(
            self._sealer.make_checkpoint(
                origin=origin,
                size=edge.size,
                root=root,
                key=self.next_key or key,
                before=key if self.next_key is not None else None,
            )
        )
        return Anchor(size=edge.size, root=root)


class Ledger:
    """The one way to write into an opened store."""

    def __init__(
        self,
        *,
        store: Store,
        vault: Vault,
        lock: WriteLock,
        clock: Clock,
        ids: IdSource,
        sealer: LogSealer,
        origin: str,
        key: SigningKey,
    ) -> None:
        self._store = store
        self._vault = vault
        self._lock = lock
        self._clock = clock
        self._ids = ids
        self._sealer = sealer
        self.origin = origin
        self.key = key
        """The record key in use; another process may have changed it until entries begin."""
        self.broken: LogState | None = None
        self.is_anchor_lost = False
        """The vault has forgotten the head; the next entries anchor it again and say so."""
        self.anchor_error: OwnerAppError | None = None
        self._known_size = 0
        self._known_at: datetime | None = None
        self._known_facts: set[str] = set()

    @property
    def vault(self) -> Vault:
        """Return where the head is kept, beside the keys of the store."""
        return self._vault

    @contextmanager
    def entries(self, *, mend: bool = False) -> Iterator[Entries]:
        """Hold the lock and one transaction; commit, seal and anchor at the end.

        Args:
            mend: The entries themselves say what became of a broken history.

        Raises:
            HistoryBrokenError: The history is known to be broken.
            StoreBusyError: Another process kept the lock.
            DiskFullError: There is no room; nothing was kept.
        """
        if self.broken is not None and not mend:
            raise HistoryBrokenError(state=self.broken.value)
        with self._lock.hold():
            with self._store.write() as work:
                entries = Entries(
                    work,
                    clock=self._clock,
                    ids=self._ids,
                    sealer=self._sealer,
                    known_facts=self._known_facts,
                    mend=mend,
                )
                if entries.next_index < self._known_size and not mend:
                    raise HistoryBrokenError(state=LogState.ROLLED_BACK.value)
                if entries.base_size != self._known_size:
                    # Another process wrote, and what it wrote may be a change of the key.
                    self.key = work.keys(KeyKind.RECORD)[-1]
                self._note_clock(entries)
                yield entries
                if entries.count and self.is_anchor_lost and not mend:
                    entries.note(
                        EventKind.LOG_REANCHORED,
                        detail={
                            "reason": LogState.ANCHOR_LOST.value,
                            "anchored": -1,
                            "found": entries.base_size,
                        },
                    )
                anchor = entries.seal(origin=self.origin, key=self.key) if entries.count else None
                entries.commit()
            self.key = entries.next_key or self.key
            if anchor is not None:
                self._known_size, self._known_at = anchor.size, entries.now
                self.is_anchor_lost = False
                self.anchor(anchor)

    def anchor(self, anchor: Anchor) -> None:
        """Keep the head in the vault; a failing vault never undoes what was committed."""
        try:
            self._vault.set(HEAD_SECRET, anchor.to_text())
            self.anchor_error = None
        except UnavailableError as error:
            self.anchor_error = error

    def anchored(self) -> Anchor | None:
        """Return the head that the vault keeps, or None.

        Raises:
            UnavailableError: The vault cannot be read.
        """
        text = self._vault.get(HEAD_SECRET)
        return Anchor.from_text(text) if text else None

    @property
    def is_anchored(self) -> bool:
        """Tell whether a head kept in this store's vault notices a store put back."""
        return self._vault.kind.anchors

    def remember(self, size: int, key: SigningKey) -> None:
        """Remember how many entries a check has seen (rule 3), and the key in use then."""
        self._known_size, self.key = size, key

    def _note_clock(self, entries: Entries) -> None:
        """Write down that the clock was set back; it is recorded, never refused."""
        # Nobody else wrote since the last entries of this process: their time is the latest.
        is_own = self._known_at is not None and entries.base_size == self._known_size
        latest = self._known_at if is_own else entries.work.events.latest_at()
        if latest is not None and entries.now + CLOCK_TOLERANCE < latest:
            entries.note(
                EventKind.CLOCK_STEPPED_BACK,
                detail={"seconds": int((latest - entries.now).total_seconds())},
            )
