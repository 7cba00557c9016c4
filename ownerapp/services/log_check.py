"""Checks the log: intact, rolled back, cut, rewritten or not anchored.

The quick check at the start compares heads only. The full check recomputes every leaf and
the root and verifies the last checkpoint; it runs in the background after the window is
ready, and for ``ownerapp log check``.
"""

from __future__ import annotations

from ownerapp.domain.errors import UnavailableError
from ownerapp.domain.event import EventKind
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import Anchor, LogReport, LogState, TreeEdge
from ownerapp.services.ledger import Ledger
from ownerapp.services.ports import Store, UnitOfWork
from ownerapp.services.surroundings import Surroundings


def quick_check(store: Store, ledger: Ledger, around: Surroundings) -> LogReport:
    """Compare the store's head with the anchor; after a crash between the two, anchor again."""
    with store.read() as work:
        edge = work.events.edge()
        state, anchor, entry = _against_anchor(work, edge, ledger, around)
    ledger.remember_size(edge.size)
    report = LogReport(
        state=state,
        size=edge.size,
        checked_at=around.clock.now(),
        entry=entry,
        anchored_size=anchor.size if anchor else None,
    )
    if state is LogState.INTACT and anchor is not None and anchor.size < edge.size:
        _anchor_again(ledger, before=anchor.size, after=edge.size)
        report = LogReport(
            state=state, size=edge.size + 1, checked_at=around.clock.now(), anchored_size=edge.size
        )
    return report


def full_check(store: Store, ledger: Ledger, around: Surroundings) -> LogReport:
    """Recompute the whole log from its bytes and compare it with everything signed."""
    sealer = around.sealer
    with store.read() as work:
        edge = work.events.edge()
        computed = TreeEdge()
        broken: int | None = None
        for stored in work.events.read():
            leaf = sealer.leaf_hash(stored.body)
            if broken is None and (stored.seq != computed.size or leaf != stored.leaf_hash):
                broken = stored.seq
            computed = sealer.extend(computed, [leaf])
        checkpoint = work.events.latest_checkpoint()
        keys = [around.signer.known_key(key) for key in work.keys(KeyKind.RECORD)]
        state, anchor, entry = _against_anchor(work, edge, ledger, around)
    signed = checkpoint.size if checkpoint is not None else 0
    if computed.size < signed or computed.size < edge.size:
        state, entry = LogState.CUT, computed.size
    elif broken is not None or computed != edge:
        state, entry = LogState.REWRITTEN, broken
    elif checkpoint is not None and (
        not sealer.is_checkpoint_good(checkpoint, origin=ledger.origin, keys=keys)
        or checkpoint.size != computed.size
        or checkpoint.root != sealer.root(computed)
    ):
        state, entry = LogState.REWRITTEN, None
    if state in {LogState.ROLLED_BACK, LogState.CUT, LogState.REWRITTEN}:
        ledger.broken = state
    return LogReport(
        state=state,
        size=computed.size,
        checked_at=around.clock.now(),
        entry=entry,
        anchored_size=anchor.size if anchor else None,
    )


def accept_break(ledger: Ledger, report: LogReport) -> None:
    """Go on from a broken history; the break stays visible in the log for ever.

    The person decides this; it is never done silently.
    """
    with ledger.entries(mend=True) as entries:
        entries.note(
            EventKind.LOG_REANCHORED,
            detail={
                "reason": report.state.value,
                "anchored": report.anchored_size if report.anchored_size is not None else -1,
                "found": report.size,
            },
        )
    ledger.broken = None


def _against_anchor(
    work: UnitOfWork, edge: TreeEdge, ledger: Ledger, around: Surroundings
) -> tuple[LogState, Anchor | None, int | None]:
    """Return the state that follows from the anchor, the anchor, and a first bad entry."""
    if not ledger.is_anchored:
        return LogState.NOT_ANCHORED, None, None
    try:
        anchor = ledger.anchored()
    except UnavailableError:
        return LogState.NOT_ANCHORED, None, None
    if anchor is None:
        return (LogState.INTACT if edge.size == 0 else LogState.ANCHOR_LOST), None, None
    if anchor.size > edge.size:
        checkpoint = work.events.latest_checkpoint()
        was_cut = checkpoint is not None and checkpoint.size > edge.size
        return (LogState.CUT if was_cut else LogState.ROLLED_BACK), anchor, edge.size
    if anchor.size == edge.size:
        root = around.sealer.root(edge)
    else:
        root = around.sealer.root_of(list(work.events.leaf_hashes())[: anchor.size])
    return (LogState.INTACT if root == anchor.root else LogState.REWRITTEN), anchor, None


def _anchor_again(ledger: Ledger, *, before: int, after: int) -> None:
    """Write down that the program stopped between commit and anchor, and anchor."""
    try:
        with ledger.entries() as entries:
            entries.note(
                EventKind.LOG_REANCHORED,
                detail={"reason": "stopped-before-anchor", "anchored": before, "found": after},
            )
    except UnavailableError as error:
        ledger.anchor_error = error
