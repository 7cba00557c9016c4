"""The timeline for thousands of entries: the words of a row are made when it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from ownerapp.domain.event import Event
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.presentation.history_page import timeline_row
from ownerapp.presentation.joining import phrases
from ownerapp.presentation.states import TimelineRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvents:
    """Entries, newest first, and one example of each kind of sentence among them."""

    events: tuple[Event, ...]
    examples: tuple[Event, ...]
    zone: tzinfo
    notices: tuple[Notice, ...] = ()
    """The notices that the entries are about, oldest first, for the titles."""

    @classmethod
    def of(
        cls, events: Sequence[Event], zone: tzinfo, notices: tuple[Notice, ...] = ()
    ) -> TimelineEvents:
        """Return the entries of a history that is given oldest first."""
        newest_first = tuple(reversed(events))
        examples = {
            (item.kind, item.practice, item.ends_at is None, item.method, item.evidence): item
            for item in newest_first
        }
        return cls(
            events=newest_first, examples=tuple(examples.values()), zone=zone, notices=notices
        )


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

    def examples(self) -> tuple[TimelineRow, ...]:
        """Return one row of each kind, so that a list can tell how high rows get."""
        return tuple(self._row(event) for event in self._history.examples)

    def _row(self, event: Event) -> TimelineRow:
        return timeline_row(event, self._titles, self._history.zone)


def spoken(row: TimelineRow) -> str:
    """Return a row as a screen reader says it."""
    return phrases(row.when, row.text, row.detail, row.entry)
