"""A store with a long history, made in seconds: rows in bulk, with real hashes and a real head.

The entries are what the program itself would have written: real events with real leaf
hashes, the tree's edge, one signed checkpoint, the projection, and the head in the vault.
Only the way is short: one transaction and one signature instead of one for each entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from typing_extensions import override

from benchmarks.profile import allow_unsigned, opened
from ownerapp.bootstrap import make_surroundings
from ownerapp.domain.event import Event, EventKind, Method
from ownerapp.domain.ids import Language, Sha256Hex
from ownerapp.domain.log import Anchor, StoredEvent
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import term_end
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.desk import Desk
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.log import EventIndex
from ownerapp.services.projection import rebuild
from ownerapp.storage.repositories import SqlEventLog
from ownerapp.storage.rows import EVENTS
from ownerapp.storage.translation import event_values
from ownerapp.system.clock import SystemClock

LONG = 100_000
SHORT = 100
_ENGLISH = Language("en")
_BATCH = 5_000
SPAN = timedelta(days=5 * 365)
"""Five years with the car, so that one day is a small part."""


class _Earlier(SystemClock):
    """A clock that is as far behind as the history is long: the car was added then."""

    @override
    def now(self) -> datetime:
        """Return the instant of the beginning."""
        return super().now() - SPAN


def prepare_long(data_dir: Path, pack: Path, passphrase: str | None, *, entries: int) -> None:
    """Fill a data folder with a car and exactly that many entries, from years ago until now."""
    allow_unsigned(data_dir)
    desk = Desk(
        lambda: replace(make_surroundings(data_dir), clock=_Earlier()),
        data_dir=str(data_dir),
        method=Method.DESKTOP,
    )
    try:
        desk.open(passphrase)
        details = desk.check_details(name="Bench car")
        desk.add_car(details, desk.notices.load(str(pack)))
    finally:
        desk.close()
    with opened(data_dir, passphrase) as later:
        lengthen(later, later.cars()[0], entries=entries)


def lengthen(desk: Desk, vehicle: Vehicle, *, entries: int) -> None:
    """Add answers on one car until the history has exactly that many entries."""
    store = desk._require()  # noqa: SLF001 - the benchmark looks at one layer below
    notice = desk.notice_of(vehicle)
    with store.store.read() as work:
        size = work.events.edge().size
    if size < entries:
        _write(store, vehicle, notice, size=size, entries=entries)
        rebuild(store)


def _write(
    store: OpenedStore, vehicle: Vehicle, notice: Notice, *, size: int, entries: int
) -> None:
    around, sealer = store.around, store.around.sealer
    hashes: list[bytes] = []
    rows: list[dict[str, Any]] = []
    with around.lock.hold(), store.store.write() as work:
        log = work.events
        if not isinstance(log, SqlEventLog):
            raise TypeError
        connection = log._work.connection  # noqa: SLF001 - whole batches, as no use case writes
        edge, latest = log.edge(), around.clock.now()
        for event in _events(store, vehicle, notice, first=size, stop=entries, until=latest):
            body = sealer.canonical(event.payload())
            leaf = sealer.leaf_hash(body)
            hashes.append(leaf)
            index = EventIndex(
                at=event.at,
                kind=event.kind,
                person=event.person,
                vehicle=event.vehicle,
                practice=event.practice,
            )
            stored = StoredEvent(seq=event.seq, body=body, leaf_hash=leaf)
            rows.append(event_values(stored, index))
            if len(rows) == _BATCH:
                connection.execute(EVENTS.insert(), rows)
                rows.clear()
        if rows:
            connection.execute(EVENTS.insert(), rows)
        edge = sealer.extend(edge, hashes)
        root = sealer.root(edge)
        log.set_edge(edge)
        log.add_checkpoint(
            sealer.make_checkpoint(
                origin=store.ledger.origin, size=edge.size, root=root, key=store.ledger.key
            )
        )
        work.commit()
    store.ledger.remember(edge.size, store.ledger.key)
    store.ledger.anchor(Anchor(size=edge.size, root=root))


def _events(
    store: OpenedStore,
    vehicle: Vehicle,
    notice: Notice,
    *,
    first: int,
    stop: int,
    until: datetime,
) -> Iterator[Event]:
    """Yield answers: each practice in turn, on and off again, evenly over the years."""
    practices = notice.optional()
    clock, ids = store.around.clock, store.around.ids
    step = SPAN / max(stop - first, 1)
    shown = Sha256Hex("0" * 64)
    for seq in range(first, stop):
        number = seq - first
        practice = practices[number % len(practices)]
        # Everything is on at the end, so that turning off can be measured.
        left = (stop - 1 - seq) // len(practices)
        is_on = left % 2 == 0
        at = until - step * (stop - seq)
        term = notice.offered_terms(practice)[-1] if is_on else None
        yield Event(
            seq=seq,
            at=at.replace(microsecond=at.microsecond // 1000 * 1000),
            monotonic_ms=number,
            kind=EventKind.CONSENT_GIVEN if is_on else EventKind.CONSENT_WITHDRAWN,
            nonce=ids.nonce(),
            person=vehicle.person,
            vehicle=vehicle.id,
            notice=notice.hash,
            practice=practice.id,
            term=term,
            ends_at=term_end(term, at, clock.zone()) if term else None,
            zone=clock.zone_name() if term else "",
            method=Method.DESKTOP,
            language=_ENGLISH,
            text_sha256=shown if is_on else None,
        )
