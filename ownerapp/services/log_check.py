"""Checks the log: intact, rolled back, cut, rewritten or not anchored.

The quick check at the start compares heads only. The full check recomputes every leaf and
the root and verifies the last checkpoint; it runs in the background after the window is
ready, and for ``ownerapp log check``.

Rules:

1. The anchor is read before the store: another process commits first and anchors second,
   so an anchor that was read first is never ahead of a store that is whole.
2. A break that a person accepted stays in the log as ``log.reanchored`` with the root over
   the bytes as they lay there; what differs later is a new break.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ownerapp.domain.errors import (
    BackupStoppedError,
    CheckFailedError,
    HistoryBrokenError,
    UnavailableError,
)
from ownerapp.domain.event import Event, EventKind, event_from_payload
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import Anchor, LogReport, LogState, TreeEdge
from ownerapp.domain.values import dataclass
from ownerapp.services.ledger import Ledger
from ownerapp.services.ports.store import Store, UnitOfWork
from ownerapp.services.standing_aside import stand_aside
from ownerapp.services.surroundings import Surroundings

_ASKED_EVERY = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What the vault keeps, read before the store (rule 1)."""

    anchor: Anchor | None
    is_told: bool
    """False where no vault keeps an anchor, or it cannot be asked."""


def quick_check(store: Store, ledger: Ledger, around: Surroundings) -> LogReport:
    """Compare the store's head with the anchor; after a crash between the two, anchor again."""
    head = _head(ledger)
    with store.read() as work:
        edge = work.events.edge()
        state, entry = _against_anchor(work, edge, head, around)
        if state not in _BROKEN:
            own = _against_itself(work, edge, around)
            state, entry = (own, None) if own is not None else (state, entry)
        ledger.remember(edge.size, work.keys(KeyKind.RECORD)[-1])
    ledger.is_anchor_lost = state is LogState.ANCHOR_LOST
    anchor = head.anchor
    report = LogReport(
        state=state,
        size=edge.size,
        checked_at=around.clock.now(),
        entry=entry,
        anchored_size=anchor.size if anchor else None,
    )
    if state is LogState.INTACT and anchor is not None and anchor.size < edge.size:
        _anchor_again(ledger, before=anchor.size)
        with store.read() as work:
            size = work.events.edge().size
        report = replace(report, size=size, anchored_size=size)
    return report


def full_check(
    store: Store,
    ledger: Ledger,
    around: Surroundings,
    *,
    is_wanted: Callable[[], bool] = lambda: True,
) -> LogReport:
    """Recompute the whole log from its bytes and compare it with everything signed.

    Args:
        store: The store.
        ledger: What writes its log.
        around: The ports.
        is_wanted: Asked now and then while the entries are read; False stops it.

    Raises:
        BackupStoppedError: It was stopped; nothing is known by that.
    """
    sealer, head = around.sealer, _head(ledger)
    with store.read() as work:
        edge = work.events.edge()
        leaves: list[bytes] = []
        hashes: list[bytes] = []
        broken: list[int] = []
        for stored in work.events.read():
            if not stored.seq % _ASKED_EVERY:
                stand_aside()
                if not is_wanted():
                    raise BackupStoppedError
            leaf = sealer.leaf_hash(stored.body)
            if stored.seq != len(leaves) or leaf != stored.leaf_hash:
                broken.append(stored.seq)
            leaves.append(leaf)
            hashes.append(stored.leaf_hash)
        if broken:
            accepted = _accepted(work, leaves, hashes, around)
            broken = [seq for seq in broken if seq >= accepted]
        checkpoint = work.events.latest_checkpoint()
        # The last head was signed under the key in use; one that was replaced signs no more.
        keys = [around.signer.known_key(key) for key in work.keys(KeyKind.RECORD)[-1:]]
        state, entry = _against_anchor(work, edge, head, around)
    computed = sealer.extend(TreeEdge(), hashes)
    signed = checkpoint.size if checkpoint is not None else 0
    if computed.size < max(signed, edge.size):
        state, entry = LogState.CUT, computed.size
    elif broken or computed != edge:
        state, entry = LogState.REWRITTEN, (broken[0] if broken else None)
    elif signed != computed.size or (
        checkpoint is not None
        and (
            checkpoint.root != sealer.root(computed)
            or not sealer.is_checkpoint_good(checkpoint, origin=ledger.origin, keys=keys)
        )
    ):
        state, entry = LogState.REWRITTEN, None
    if state in _BROKEN:
        ledger.broken = state
    return LogReport(
        state=state,
        size=computed.size,
        checked_at=around.clock.now(),
        entry=entry,
        anchored_size=head.anchor.size if head.anchor else None,
    )


def accept_break(ledger: Ledger, report: LogReport) -> None:
    """Go on from a broken history; the break stays visible in the log for ever.

    The person decides this; it is never done silently.

    Raises:
        HistoryBrokenError: Entries are missing in the middle: nothing can follow on that.
    """
    with ledger.entries(mend=True) as entries:
        present = list(entries.work.events.read())
        if any(stored.seq != number for number, stored in enumerate(present)):
            raise HistoryBrokenError(state=report.state.value)
        entries.note(
            EventKind.LOG_REANCHORED,
            detail={
                "reason": report.state.value,
                "anchored": report.anchored_size if report.anchored_size is not None else -1,
                "found": len(present),
                "root": entries.root_of_bodies(present).hex(),
            },
        )
    ledger.broken = None
    ledger.is_anchor_lost = False


_BROKEN = frozenset({LogState.ROLLED_BACK, LogState.CUT, LogState.REWRITTEN})


def _head(ledger: Ledger) -> _Head:
    if not ledger.is_anchored:
        return _Head(anchor=None, is_told=False)
    try:
        return _Head(anchor=ledger.anchored(), is_told=True)
    except UnavailableError:
        return _Head(anchor=None, is_told=False)


def _against_anchor(
    work: UnitOfWork, edge: TreeEdge, head: _Head, around: Surroundings
) -> tuple[LogState, int | None]:
    """Return the state that follows from the anchor, and a first bad entry."""
    anchor = head.anchor
    if not head.is_told:
        return LogState.NOT_ANCHORED, None
    if anchor is None:
        return (LogState.INTACT if edge.size == 0 else LogState.ANCHOR_LOST), None
    if anchor.size > edge.size:
        checkpoint = work.events.latest_checkpoint()
        was_cut = checkpoint is not None and checkpoint.size > edge.size
        return (LogState.CUT if was_cut else LogState.ROLLED_BACK), edge.size
    if anchor.size == edge.size:
        root = around.sealer.root(edge)
    else:
        root = around.sealer.root_of(list(work.events.leaf_hashes())[: anchor.size])
    return (LogState.INTACT if root == anchor.root else LogState.REWRITTEN), None


def _against_itself(work: UnitOfWork, edge: TreeEdge, around: Surroundings) -> LogState | None:
    """Return what is wrong with the end of the log, at the cost of two rows; None if nothing."""
    checkpoint = work.events.latest_checkpoint()
    signed = checkpoint.size if checkpoint is not None else 0
    last = [stored.seq for stored in work.events.read(max(edge.size - 1, 0))]
    if signed > edge.size or (edge.size and not last):
        return LogState.CUT
    if signed != edge.size or last != ([edge.size - 1] if edge.size else []):
        return LogState.REWRITTEN
    if checkpoint is not None and checkpoint.root != around.sealer.root(edge):
        return LogState.REWRITTEN
    return None


def _accepted(
    work: UnitOfWork, leaves: Sequence[bytes], hashes: Sequence[bytes], around: Surroundings
) -> int:
    """Return up to which entry a person accepted the log as it lies here (rule 2)."""
    accepted = 0
    for stored in work.events.read():
        if EventKind.LOG_REANCHORED.value.encode() not in stored.body:
            continue
        event = _parsed(stored.body, around)
        if event is None or event.kind is not EventKind.LOG_REANCHORED:
            continue
        found, root = event.detail.get("found"), event.detail.get("root")
        if (
            isinstance(found, int)
            and 0 < found <= stored.seq < len(leaves)
            and leaves[stored.seq] == hashes[stored.seq]
            and around.sealer.root_of(leaves[:found]).hex() == root
        ):
            accepted = found
    return accepted


def _parsed(body: bytes, around: Surroundings) -> Event | None:
    try:
        value = around.sealer.parse(body)
        return event_from_payload(value) if isinstance(value, dict) else None
    except (CheckFailedError, ValueError):
        return None


def _anchor_again(ledger: Ledger, *, before: int) -> None:
    """Write down that the program stopped between commit and anchor, and anchor."""
    try:
        with ledger.entries() as entries:
            anchor = ledger.anchored()
            if anchor is not None and anchor.size == entries.base_size:
                # Another process was between the two at that moment, and is done now.
                return
            entries.note(
                EventKind.LOG_REANCHORED,
                detail={
                    "reason": "stopped-before-anchor",
                    "anchored": before,
                    "found": entries.base_size,
                },
            )
    except UnavailableError as error:
        ledger.anchor_error = error
