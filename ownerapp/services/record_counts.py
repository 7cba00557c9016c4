"""How many practices were on in each exported record, when it was exported.

Rules:

1. The history is only added to, so what was counted once stays; the next time only newer
   entries are read.
2. Entries of other computers change what came before them; with such, and for a record about
   a day that is over, the history is read from its beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ownerapp.domain.choice import Choice, ChoiceKey, choice_key, fold
from ownerapp.domain.continuing import continuing_choice
from ownerapp.domain.event import Event, parse_rfc3339
from ownerapp.domain.ids import RecordId
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.other_logs import has_merged, record_events
from ownerapp.services.ports.kept import ExportEntry
from ownerapp.services.ports.store import UnitOfWork

AS_OF = "asOf"
"""Where the entry of a record about a day that is over says when that day ended."""


class RecordCounts:
    """Counts, and remembers what was counted.

    Args:
        opened: The store.
        shelf: The notices that were kept.
    """

    def __init__(self, opened: OpenedStore, shelf: NoticeShelf) -> None:
        self._opened = opened
        self._shelf = shelf
        self._begin()

    def of_all(self) -> Mapping[RecordId, int]:
        """Return the count of each record."""
        with self._opened.store.read() as work:
            exports = {entry.seq: entry for entry in work.exports()}
            # Reading a long history takes longer than opening the page that shows the counts.
            if any(entry.record not in self._counts for entry in exports.values()):
                self._read(work, exports)
        return dict(self._counts)

    def _begin(self) -> None:
        self._counts: dict[RecordId, int] = {}
        self._kept: dict[ChoiceKey, Choice] = {}
        self._next = 0

    def _read(self, work: UnitOfWork, exports: Mapping[int, ExportEntry]) -> None:
        """Read what came since the last time (rules 1 and 2)."""
        sealer = self._opened.around.sealer
        if has_merged(work):
            self._begin()
        events = record_events(work, sealer, start=self._next)
        for event in events:
            entry = exports.get(event.seq)
            if entry is not None and event.notice is not None:
                self._count(work, entry, event)
            _fold_into(self._kept, event)
        self._next = max((event.seq + 1 for event in events), default=self._next)

    def _count(self, work: UnitOfWork, entry: ExportEntry, event: Event) -> None:
        """Count for one record, before its own entry is folded."""
        at, held = entry.at, self._kept
        if isinstance(as_of := event.detail.get(AS_OF), str):
            at = parse_rfc3339(as_of)
            earlier = record_events(work, self._opened.around.sealer)
            held = _folded(item for item in earlier if item.seq < event.seq and item.at <= at)
        own = {
            key.practice: choice
            for key, choice in held.items()
            if key.vehicle == entry.vehicle and key.person == event.person
        }
        if event.notice is None:
            return
        notice = self._shelf.take(work, event.notice)
        found = [continuing_choice(own, notice, item) for item in entry.practices]
        on = sum(choice is not None and choice.is_on(at) for choice in found)
        self._counts[entry.record] = on


def _folded(events: Iterable[Event]) -> dict[ChoiceKey, Choice]:
    kept: dict[ChoiceKey, Choice] = {}
    for event in events:
        _fold_into(kept, event)
    return kept


def _fold_into(kept: dict[ChoiceKey, Choice], event: Event) -> None:
    key = choice_key(event)
    after = fold(kept.get(key), event) if key is not None else None
    if key is not None and after is not None:
        kept[key] = after
