"""Reading the logs of other computers beside this one's, each entry once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from ownerapp.domain.choice import Choice, ChoiceKey, Status
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.event import (
    CONSENT_KINDS,
    PAUSE_KINDS,
    Event,
    EventKind,
    Method,
    event_from_payload,
    parse_rfc3339,
)
from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, VehicleId
from ownerapp.domain.log import StoredEvent
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check
from ownerapp.services.joined_choices import LogEntry, LogFold, fold_with_merged, merged_log
from ownerapp.services.opening import ORIGIN
from ownerapp.services.ports.signing import LogSealer
from ownerapp.services.ports.store import UnitOfWork


def parsed_entry(stored: StoredEvent, sealer: LogSealer, origin: str = "") -> LogEntry:
    """Return an entry with its hash.

    Raises:
        CheckFailedError: It is none.
    """
    value = sealer.parse(stored.body)
    try:
        if not isinstance(value, dict):
            raise CheckFailedError(check=Check.LOG.value, reason="not-an-entry")
        event = event_from_payload(value)
    except ValueError:
        raise CheckFailedError(check=Check.LOG.value, reason="not-an-entry") from None
    return LogEntry(stored.leaf_hash, replace(event, origin=origin))


class KeptLogs:
    """The logs of one transaction, read once each."""

    def __init__(self, work: UnitOfWork, sealer: LogSealer) -> None:
        self._work = work
        self._sealer = sealer
        self._read: dict[str, list[LogEntry]] = {}
        self._own = work.meta(ORIGIN) or ""

    def own(self) -> list[LogEntry]:
        """Return the entries of this computer's log."""
        return self._entries(self._own)

    def first(self, origin: str, size: int) -> list[LogEntry]:
        """Return the first entries of a log, as many as are kept."""
        return self._entries(origin)[:size]

    def leaves(self, origin: str) -> list[bytes]:
        """Return the hashes of a log's entries; none where it is not here."""
        return [entry.leaf for entry in self._entries(origin)]

    def _entries(self, origin: str) -> list[LogEntry]:
        if origin not in self._read:
            is_own = origin == self._own
            kept = self._work.events.read() if is_own else self._work.merged.read(origin)
            name = "" if is_own else origin
            self._read[origin] = [parsed_entry(item, self._sealer, name) for item in kept]
        return self._read[origin]

    def fold(self) -> LogFold:
        """Return what this computer's log says with the ones that it merged."""
        return fold_with_merged(self.own(), self.first)


def has_merged(work: UnitOfWork) -> bool:
    """Tell whether there is a log of another computer."""
    return bool(work.merged.origins())


def joined_choices(work: UnitOfWork, sealer: LogSealer) -> dict[ChoiceKey, Choice]:
    """Return the choices as this log and the ones that it merged give them."""
    said = KeptLogs(work, sealer).fold().said
    return {key: item.choice for key, item in said.items()}


def with_merged(
    work: UnitOfWork,
    sealer: LogSealer,
    events: Iterable[Event],
    vehicle: VehicleId | None = None,
) -> list[Event]:
    """Return entries, with those of other computers after the entry that joined them.

    An entry that stands in several logs is there once. The first one given stays the first.

    Args:
        work: The store.
        sealer: Reads entries.
        events: Entries of this log, in order.
        vehicle: Only entries about this car, or about none; None for all.
    """
    events = list(events)
    if not any(event.kind is EventKind.STORE_MERGED for event in events):
        return events
    kept = KeptLogs(work, sealer)
    new = _new_entries(kept)
    found: list[Event] = []
    for event in events:
        found.append(event)
        found += (
            item for item in new.get(event.seq, ()) if vehicle is None or _is_of(item, vehicle)
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinStep:
    """From this moment on a choice held that joining another log changed."""

    at: datetime
    choice: Choice

    @property
    def place(self) -> tuple[datetime, PracticeId]:
        """Return when, and on which practice."""
        return self.at, self.choice.key.practice


def day_steps(work: UnitOfWork, sealer: LogSealer, vehicle: Vehicle) -> list[Event | JoinStep]:
    """Return what decided about a car's practices, with what joining other logs changed.

    Before a log was joined, this computer's own answers held here; where it had none on a
    practice, those of the other computer count.
    """
    kept = KeptLogs(work, sealer)
    own = [entry.event for entry in kept.own()]
    events = [event for event in own if _decides(event, vehicle)]
    first = {event.practice: event.seq for event in reversed(events)}
    joins = {event.seq: (event, choices) for event, choices in kept.fold().joined}
    new = _new_entries(kept)
    steps: list[Event | JoinStep] = [
        replace(event, seq=seq)
        for seq in joins
        for event in new.get(seq, ())
        if _decides(event, vehicle) and first.get(event.practice, seq) >= seq
    ]
    for event in own:
        if _decides(event, vehicle):
            steps.append(event)
        elif event.seq in joins:
            steps += (
                JoinStep(at=event.at, choice=choice)
                for choice in joins[event.seq][1]
                if choice.key.vehicle == vehicle.id and choice.key.person == vehicle.person
            )
    return steps


def _decides(event: Event, vehicle: Vehicle) -> bool:
    """Tell whether an entry is about a choice of a car's person on it."""
    is_own = event.vehicle == vehicle.id and event.person == vehicle.person
    return is_own and event.kind in CONSENT_KINDS | PAUSE_KINDS | {EventKind.EVIDENCE_ADDED}


def _new_entries(kept: KeptLogs) -> dict[int, list[Event]]:
    """Return the entries that each own ``store.merged`` brought, by its number."""
    own = kept.own()
    seen = {entry.leaf for entry in own}
    found: dict[int, list[Event]] = {}
    for entry in own:
        named = merged_log(entry.event)
        if named is not None:
            found[entry.event.seq] = [item.event for item in _unseen(kept, named, seen)]
    return found


def _unseen(kept: KeptLogs, named: tuple[str, int], seen: set[bytes]) -> Iterator[LogEntry]:
    """Yield the entries of a log, and of the ones that it merged, that were not seen yet."""
    logs = [iter(kept.first(*named))]
    while logs:
        entry = next(logs[-1], None)
        if entry is None:
            logs.pop()
        elif entry.leaf not in seen:
            seen.add(entry.leaf)
            yield entry
            inner = merged_log(entry.event)
            if inner is not None:
                logs.append(iter(kept.first(*inner)))


def _is_of(event: Event, vehicle: VehicleId) -> bool:
    return event.vehicle in {vehicle, None}


_KIND_OF = {
    Status.GIVEN: EventKind.CONSENT_GIVEN,
    Status.PAUSED: EventKind.CONSENT_GIVEN,
    Status.REFUSED: EventKind.CONSENT_REFUSED,
    Status.WITHDRAWN: EventKind.CONSENT_WITHDRAWN,
    Status.EXPIRED: EventKind.CONSENT_EXPIRED,
    Status.SUPERSEDED: EventKind.CONSENT_SUPERSEDED,
}


def record_events(work: UnitOfWork, sealer: LogSealer, *, start: int = 0) -> list[Event]:
    """Return this log's entries, with the decisions of other places that hold by them.

    For records, which say when something was decided, and not when it was joined. A decision
    of another place has the number of the own entry by which it holds, and its own time; so it
    comes after that entry, and in time maybe long before it.

    Args:
        work: The store.
        sealer: Reads entries.
        start: The first own entry that is asked for. Where a notice was shown is told for the
            whole history only.
    """
    kept = KeptLogs(work, sealer)
    joins: dict[int, tuple[Choice, ...]] = {}
    new: dict[int, list[Event]] = {}
    if not has_merged(work):
        own = [parsed_entry(stored, sealer).event for stored in work.events.read(start)]
    else:
        own = [entry.event for entry in kept.own() if entry.event.seq >= start]
        joins = {event.seq: choices for event, choices in kept.fold().joined}
        new = _new_entries(kept)
    found: list[Event] = []
    shown: list[Event] = []
    for event in own:
        elsewhere = list(_adopted(event))
        found += (item for item in elsewhere if item.kind is not EventKind.NOTICE_SHOWN)
        found.append(event)
        found += (_as_event(choice, event) for choice in joins.get(event.seq, ()) if choice.origin)
        elsewhere += (replace(item, seq=event.seq) for item in new.get(event.seq, ()))
        shown += (item for item in elsewhere if item.kind is EventKind.NOTICE_SHOWN)
    return [*_shown_earlier(shown, own), *found]


def _shown_earlier(shown: Iterable[Event], own: Iterable[Event]) -> Iterator[Event]:
    """Yield where a notice was shown elsewhere before it was shown here."""
    first: dict[tuple[PersonId | None, NoticeHash | None], datetime] = {}
    for event in own:
        if event.kind is EventKind.NOTICE_SHOWN:
            first.setdefault((event.person, event.notice), event.at)
    for event in sorted(shown, key=lambda item: item.at):
        key = event.person, event.notice
        if key not in first or event.at < first[key]:
            first[key] = event.at
            yield event


def _as_event(choice: Choice, join: Event) -> Event:
    """Return the decision behind a choice that another log decided.

    Of one that was paused or resumed that is still the yes.
    """
    key, kind = choice.key, _KIND_OF[choice.status]
    is_yes = kind is EventKind.CONSENT_GIVEN
    return replace(
        join,
        at=(choice.given_at if is_yes else None) or choice.decided_at,
        kind=kind,
        person=key.person,
        vehicle=key.vehicle,
        practice=key.practice,
        notice=choice.notice,
        term=choice.term,
        ends_at=choice.ends_at,
        zone=choice.zone,
        method=Method.IMPORT,
        language=choice.language,
        text_sha256=choice.text_sha256,
        evidence=choice.evidence,
        detail={},
        origin=choice.origin,
    )


def _adopted(event: Event) -> Iterator[Event]:
    """Yield what an imported record says of a decision that the person took over by an entry."""
    detail = event.detail
    origin, decided_at, shown_at = (detail.get(n) for n in ("origin", "decidedAt", "shownAt"))
    if event.kind not in CONSENT_KINDS or event.method is not Method.IMPORT:
        return
    if isinstance(origin, str) and isinstance(shown_at, str):
        yield replace(
            event,
            at=parse_rfc3339(shown_at),
            kind=EventKind.NOTICE_SHOWN,
            practice=None,
            origin=origin,
        )
    if isinstance(origin, str) and isinstance(decided_at, str):
        yield replace(event, at=parse_rfc3339(decided_at), detail={}, origin=origin)
