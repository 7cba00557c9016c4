"""When a practice was on: spans of time, with how each ended and what supports it.

Rules:

1. A span begins with a yes and ends with the first thing that ends it: its own end, a no,
   a change of the notice, a pause. A new yes on a running one goes on with it; a pause is a
   hole, after which another span begins.
2. Times may run backwards after a clock was set back; a span never begins before the one
   before it ended. What that makes doubtful is a :class:`Gap`.
3. A gap says where the history cannot tell, and why; it never changes a span.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.values import dataclass


class SpanEnd(StrEnum):
    """What ended a span."""

    RUNS = "runs"
    """Nothing yet; ``until`` is its own end, which may lie in the future, or None."""
    TIME = "time"
    """Its own end came."""
    TURNED_OFF = "turned-off"
    NOTICE = "notice"
    """The notice changed in meaning."""
    PAUSED = "paused"
    """It was paused; where it was resumed, another span begins then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in which a practice was on, from ``since`` up to ``until``, the latter excluded."""

    since: datetime
    until: datetime | None
    """None: until it is turned off."""
    end: SpanEnd
    evidence: EvidenceLevel
    origin: str = ""
    """The other computer's log in which the yes was given; empty for this one."""

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Tell whether a part of the span lies between two instants."""
        return self.since < end and (self.until is None or self.until > start)


class GapReason(StrEnum):
    """Why the history cannot tell about a time."""

    CLOCK = "clock"
    """The computer's clock was set back: this time went by twice."""
    RESTORED = "restored"
    """What was done between a backup and its return is not in the history."""
    BROKEN = "broken"
    """The history was found broken and went on; what stood before may be wrong."""
    KEY_LOST = "key-lost"
    """The history was begun anew after the key to it was lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time about which the history is in doubt; None at the start means from its beginning."""

    since: datetime | None
    until: datetime
    reason: GapReason

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Tell whether a part of the gap lies between two instants."""
        return self.until > start and (self.since is None or self.since < end)

    def matters(self, turns: Sequence[datetime]) -> bool:
        """Tell whether the gap makes a practice doubtful that turned at these instants.

        A time that went by twice is told alike both times where nothing turned in it; what
        may be missing from the history could have been anything.
        """
        if self.reason is not GapReason.CLOCK or self.since is None:
            return True
        return any(self.since <= turn <= self.until for turn in turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time in which nothing was decided, with the choice that held in it."""

    since: datetime
    until: datetime | None
    choice: Choice | None


def spans_of(stretches: Iterable[Stretch], now: datetime) -> tuple[Span, ...]:
    """Return the spans in which a practice was on.

    Args:
        stretches: One after the other, the last without an end.
        now: The present moment: an end that has not come is still open.
    """
    writer = SpanWriter()
    for stretch in stretches:
        writer.add(stretch)
    return writer.spans(now)


class SpanWriter:
    """Makes spans from stretches that come one after the other.

    Args:
        spans: What an earlier writer made.
        is_open: Whether the last of them may still go on.
    """

    def __init__(self, spans: Iterable[Span] = (), *, is_open: bool = False) -> None:
        self._spans = list(spans)
        self._is_open = is_open

    def add(self, stretch: Stretch) -> None:
        """Take the next stretch."""
        choice = stretch.choice
        if self._is_open:
            self._spans[-1] = _ended(self._spans[-1], stretch.since, choice)
        self._is_open = False
        if choice is None or choice.status is not Status.GIVEN:
            return
        ends_at = choice.ends_at
        if ends_at is not None and ends_at <= stretch.since:
            return
        span = Span(
            since=stretch.since,
            until=ends_at,
            end=SpanEnd.RUNS,
            evidence=choice.evidence or EvidenceLevel.RECORDED,
            origin=choice.origin,
        )
        if self._spans and _goes_on(self._spans[-1], span):
            span = replace(span, since=self._spans.pop().since)
        self._spans.append(span)
        self._is_open = True

    def followed_by(self, last: Stretch) -> SpanWriter:
        """Return another writer that has taken one stretch more; this one stays as it is."""
        writer = SpanWriter(self._spans, is_open=self._is_open)
        writer.add(last)
        return writer

    def spans(self, now: datetime) -> tuple[Span, ...]:
        """Return the spans, the last of which may go on or has run out by now."""
        if not self._is_open:
            return tuple(self._spans)
        *before, last = self._spans
        runs = last.until is None or last.until > now
        return (*before, last if runs else replace(last, end=SpanEnd.TIME))


def _ended(span: Span, at: datetime, choice: Choice | None) -> Span:
    """Return a running span after the next thing was decided."""
    if span.until is not None and span.until <= at:
        return replace(span, end=SpanEnd.TIME)
    status = choice.status if choice is not None else None
    if status is Status.GIVEN:
        return replace(span, until=at, end=SpanEnd.RUNS)
    if status is Status.EXPIRED:
        return replace(span, until=min(at, span.until or at), end=SpanEnd.TIME)
    end = _ENDS.get(status, SpanEnd.TURNED_OFF)
    return replace(span, until=at, end=end)


_ENDS: dict[Status | None, SpanEnd] = {
    Status.SUPERSEDED: SpanEnd.NOTICE,
    Status.PAUSED: SpanEnd.PAUSED,
}


def _goes_on(before: Span, span: Span) -> bool:
    """Tell whether a span only goes on with the one before it (rule 1)."""
    return (
        before.until == span.since
        and before.end is SpanEnd.RUNS
        and (before.evidence, before.origin) == (span.evidence, span.origin)
    )


class DayWord(StrEnum):
    """What the history says of a practice on one local day."""

    ON = "on"
    OFF = "off"
    CHANGED = "changed"
    NOT_SURE = "not-sure"


def spans_within(spans: Sequence[Span], start: datetime, end: datetime) -> Sequence[Span]:
    """Return the spans of one practice of which a part lies between two instants.

    Args:
        spans: As :func:`spans_of` returns them: one after the other.
        start: The first instant.
        end: The first instant that does not count any more.
    """
    stop = bisect_left(spans, end, key=_since)
    first = max(bisect_left(spans, start, key=_since, hi=stop) - 1, 0)
    return [span for span in spans[first:stop] if span.overlaps(start, end)]


def _since(span: Span) -> datetime:
    return span.since


def day_word(spans: Sequence[Span], start: datetime, end: datetime) -> DayWord:
    """Return what held between two instants, where no gap matters."""
    covered = spans_within(spans, start, end)
    if not covered:
        return DayWord.OFF
    at = start
    for span in covered:
        if span.since > at:
            return DayWord.CHANGED
        if span.until is None or span.until >= end:
            return DayWord.ON
        at = max(at, span.until)
    return DayWord.CHANGED
