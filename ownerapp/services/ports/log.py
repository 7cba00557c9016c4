"""The ports of the log and of the choices that follow from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ownerapp.domain.values import dataclass

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from ownerapp.domain.choice import Choice, ChoiceKey
    from ownerapp.domain.event import EventKind
    from ownerapp.domain.ids import (
        PersonId,
        PracticeId,
        VehicleId,
    )
    from ownerapp.domain.log import Checkpoint, StoredEvent, TreeEdge


@dataclass(frozen=True, slots=True, kw_only=True)
class EventIndex:
    """The columns beside an entry's bytes: an index, never the truth."""

    at: datetime
    kind: EventKind
    person: PersonId | None
    vehicle: VehicleId | None
    practice: PracticeId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """Which entries are meant, by the columns beside their bytes; what is None decides nothing.

    The bytes are the truth: whoever finds entries so looks at what they say.
    """

    vehicle: VehicleId | None = None
    person: PersonId | None = None
    practice: PracticeId | None = None
    without_practice: bool = False
    """Only entries that are about no practice, for example which notice a car follows."""
    or_without_vehicle: bool = False
    """Also entries that are about no car, for example a changed key."""
    without_vehicle: bool = False
    """Only those. With ``without_practice`` and ``kinds`` the few there are come at once."""
    kinds: frozenset[EventKind] | None = None
    start: int = 0
    stop: int | None = None
    """The first entry that is not meant any more."""


class EventLog(Protocol):
    """The append-only log."""

    def edge(self) -> TreeEdge:
        """Return the right edge of the tree over all entries."""
        ...

    def append(self, event: StoredEvent, index: EventIndex) -> None:
        """Add the next entry; its ``seq`` is the present size."""
        ...

    def set_edge(self, edge: TreeEdge) -> None:
        """Keep the right edge after the entries of this unit of work."""
        ...

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[StoredEvent]:
        """Yield entries from ``start`` up to, not including, ``stop``, in order."""
        ...

    def find(self, query: EventQuery, *, newest: int | None = None) -> Sequence[StoredEvent]:
        """Return the entries that are meant, in order, at most the newest so many."""
        ...

    def count(self, query: EventQuery) -> int:
        """Return how many entries are meant."""
        ...

    def last_of(self, query: EventQuery) -> int | None:
        """Return the number of the last entry that is meant, or None."""
        ...

    def first_after(self, moment: datetime) -> int | None:
        """Return the number of the first entry, in the log's order, that is later; or None."""
        ...

    def from_until(self, first: int, end: datetime) -> Sequence[StoredEvent]:
        """Return the entries from a number on whose time is before an instant, in order."""
        ...

    def choice_keys(self, start: int = 0) -> Sequence[ChoiceKey]:
        """Return each person, vehicle and practice that entries from ``start`` on speak of."""
        ...

    def leaf_hashes(self) -> Sequence[bytes]:
        """Return all leaf hashes in order."""
        ...

    def latest_at(self) -> datetime | None:
        """Return the time of the last entry, or None for an empty log."""
        ...

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed tree head."""
        ...

    def latest_checkpoint(self) -> Checkpoint | None:
        """Return the last signed tree head, or None."""
        ...

    def checkpoints(self) -> Sequence[Checkpoint]:
        """Return all signed tree heads, oldest first."""
        ...


class Choices(Protocol):
    """The projection of the log: it can be dropped and rebuilt."""

    def get(self, key: ChoiceKey) -> Choice | None:
        """Return the choice on one practice, or None when undecided."""
        ...

    def all(self, vehicle: VehicleId | None = None) -> Sequence[Choice]:
        """Return all choices, of one vehicle or of all, in order of their keys."""
        ...

    def put(self, choice: Choice) -> None:
        """Keep a choice, in place of an earlier one with the same key."""
        ...

    def clear(self) -> None:
        """Drop the projection before rebuilding it."""
        ...
