"""The timeline for thousands of entries: the words of a row are made when it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import tzinfo

from ownerapp.domain.event import Event
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.values import dataclass
from ownerapp.presentation.history_page import timeline_row
from ownerapp.presentation.joining import phrases
from ownerapp.presentation.states import TimelineRow

PAGE = 500
"""How many entries are read at first, and at least each time the end of the list is seen."""
_LARGEST_PAGE = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvents:
    """Entries, newest first, and one example of each kind of sentence among them."""

    events: tuple[Event, ...]
    examples: tuple[Event, ...]
    zone: tzinfo
    notices: tuple[Notice, ...] = ()
    """The notices that the entries are about, oldest first, for the titles."""
    has_older: bool = False
    """There may be more of them, which nobody has looked at yet."""

    @classmethod
    def of(
        cls,
        events: Sequence[Event],
        zone: tzinfo,
        notices: tuple[Notice, ...] = (),
        *,
        has_older: bool = False,
    ) -> TimelineEvents:
        """Return the entries of a history that is given oldest first."""
        newest_first = tuple(reversed(events))
        return cls(
            events=newest_first,
            examples=_examples(newest_first),
            zone=zone,
            notices=notices,
            has_older=has_older,
        )

    def with_older(self, page: TimelineEvents) -> TimelineEvents:
        """Return these entries with the page that comes after them."""
        return replace(
            page,
            events=self.events + page.events,
            examples=_examples(self.examples + page.examples),
        )

    def with_newer(self, page: TimelineEvents) -> TimelineEvents:
        """Return these entries with what was added to the history since they were read."""
        return replace(page.with_older(self), zone=page.zone, notices=page.notices)

    def newest(self) -> int | None:
        """Return the number of the newest entry of this computer's own history, if any."""
        return next((event.seq for event in self.events if not event.origin), None)

    def oldest(self) -> int | None:
        """Return the number of the oldest such entry, if any."""
        return next((event.seq for event in reversed(self.events) if not event.origin), None)

    def next_page(self) -> int:
        """Return how many entries to read next: more each time, up to a bound."""
        return min(max(PAGE, len(self.events)), _LARGEST_PAGE)


def _examples(events: Sequence[Event]) -> tuple[Event, ...]:
    found = {
        (
            item.kind,
            item.practice,
            item.ends_at is None,
            item.method,
            item.evidence,
            item.origin,
        ): item
        for item in events
    }
    return tuple(found.values())


class TimelineRows:
    """The rows of the timeline in the language in force."""

    def __init__(self, history: TimelineEvents, titles: Mapping[PracticeId, str]) -> None:
        self._history = history
        self._titles = titles
        self._made: dict[int, TimelineRow] = {}

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._history.events)

    def row(self, number: int) -> TimelineRow:
        """Return a row, the newest being number 0."""
        made = self._made.get(number)
        if made is None:
            made = self._row(self._history.events[number])
            self._made[number] = made
        return made

    def number_of(self, seq: int) -> int | None:
        """Return which row shows an entry of the history, counted from 0."""
        events = enumerate(self._history.events)
        return next((n for n, item in events if item.seq == seq and not item.origin), None)

    @property
    def has_older(self) -> bool:
        """Tell whether more entries may follow the last row."""
        return self._history.has_older

    def examples(self) -> tuple[TimelineRow, ...]:
        """Return one row of each kind, so that a list can tell how high rows get."""
        return tuple(self._row(event) for event in self._history.examples)

    def _row(self, event: Event) -> TimelineRow:
        return timeline_row(event, self._titles, self._history.zone)


def spoken(row: TimelineRow) -> str:
    """Return a row as a screen reader says it."""
    return phrases(row.when, row.text, row.detail, row.entry)
