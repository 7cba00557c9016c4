"""What is drawn of the times in which a practice was on: no more than there are points.

Rules:

1. What is outside the shown time is not drawn.
2. Bars too narrow to be told apart are one low bar: it says *on at times*, never *on*. It
   never covers a pause that can be seen.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from ownerapp.domain.span import Span, SpanEnd
from ownerapp.domain.values import dataclass

_NARROW: Final = 4.0
"""Points below which a bar or a gap beside others is told apart no more."""
_MARKS: Final = {
    SpanEnd.RUNS: "",
    SpanEnd.TIME: "hourglass",
    SpanEnd.TURNED_OFF: "ring",
    SpanEnd.NOTICE: "doc",
    SpanEnd.PAUSED: "pause",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeScale:
    """Where instants lie on the axis, for as long as nothing moves."""

    begin: datetime
    end: datetime
    left: float
    right: float
    """The ends of the axis from the leading edge."""
    mirrored_width: int | None
    """The width of the picture where it runs from right to left."""

    def x(self, at: datetime) -> float:
        """Return where an instant lies, from the left."""
        share = (at - self.begin) / (self.end - self.begin)
        x = self.left + share * (self.right - self.left)
        return x if self.mirrored_width is None else self.mirrored_width - x

    def time_of(self, points: float) -> timedelta:
        """Return how much time lies in so many points."""
        return (self.end - self.begin) * (points / max(self.right - self.left, 1.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is drawn of one bar, or of many that lie too close to be told apart."""

    since: datetime
    until: datetime
    is_full: bool
    is_crowd: bool
    mark: str


def pieces(bars: Sequence[Span], scale: TimeScale, now: datetime) -> Iterator[Piece]:
    """Yield what is drawn, with as many steps as there are points, not as there are bars."""
    place = max(bisect_left(bars, scale.begin, key=_since) - 1, 0)
    if place < len(bars) and (bars[place].until or now) <= scale.begin:
        place += 1
    while place < len(bars) and bars[place].since < scale.end:
        first, number = bars[place], _last_of_crowd(bars, place, scale, now)
        last = bars[number]
        until = min(last.until or now, scale.end)
        if until > scale.begin:
            is_over = last.until is not None and last.until < scale.end
            yield Piece(
                since=max(first.since, scale.begin),
                until=until,
                # What a crowd hides may be less sure than what it shows.
                is_full=first.evidence.is_confirmed and number == place,
                is_crowd=number > place,
                mark=_MARKS[last.end] if is_over else "",
            )
        place = number + 1


def _last_of_crowd(bars: Sequence[Span], place: int, scale: TimeScale, now: datetime) -> int:
    """Return the number of the last bar that is drawn together with the one at a place."""
    narrow, point = scale.time_of(_NARROW), scale.time_of(1.0)
    reached = bars[place].until or now
    if reached - bars[place].since >= narrow:
        return place
    while place + 1 < len(bars):
        following = place + 1
        start, end = bars[following].since, bars[following].until or now
        if start >= scale.end or start - reached >= narrow or end - start >= narrow:
            break
        # Nobody's eye tells what begins within the same point; only its last bar may be long.
        reached = max(end, reached + point)
        place = bisect_left(bars, reached, key=_since, lo=following + 1) - 1
        end = bars[place].until or now
        if place > following and end - bars[place].since >= narrow:
            return place - 1
        reached = max(reached, end)
    return place


def _since(bar: Span) -> datetime:
    return bar.since
