"""Presents the drawn timeline: a strip for each practice, and what held on one day.

Rules:

1. A day is answered *on*, *off*, *changed that day* or *not sure*; where a gap of the history
   touches it, it is *not sure* with the reason, whatever the strip shows.
2. Before the car was added, and after today, nothing is answered.
3. Evidence is told by shape and word: full for what the car confirmed, striped for what is
   recorded only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.span import DayWord, Gap, Span, SpanEnd, day_word, spans_within
from ownerapp.domain.values import dataclass
from ownerapp.i18n import _, current_language, ngettext, pgettext
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.presentation import words
from ownerapp.presentation.day_words import day_phrase, doubt_sentence
from ownerapp.presentation.joining import phrases, sentences
from ownerapp.presentation.voice import Voice, notice_language
from ownerapp.services.strips import Strip, Strips

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """One practice with its bars."""

    practice: PracticeId
    icon: str
    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """From here on another version of the notice applied."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtSpan:
    """A time that the history cannot tell, and why."""

    since: datetime | None
    until: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StripsState:
    """The drawn timeline of one car."""

    rows: tuple[StripRow, ...]
    always_on: str
    """The label of the last row; empty where nothing is always on."""
    flags: tuple[Flag, ...]
    flags_label: str
    doubts: tuple[DoubtSpan, ...]
    begins: datetime
    now: datetime
    today: str
    """The words at the line of the present day."""
    name: str
    """What a screen reader calls the picture."""
    legend: tuple[str, ...]
    """Confirmed, recorded only, turned off, time ran out, the notice changed, paused, in doubt,
    and too often on and off to be told apart."""
    kinds: frozenset[tuple[bool, SpanEnd]]
    """Whether the car confirmed a span, and how it ended, for every span there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayItem:
    """One practice on the day."""

    practice: PracticeId
    title: str
    word: DayWord
    said: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """What held on one day."""

    day: date
    short: str
    """The day, for the handle of the cursor."""
    heading: str
    summary: str
    doubts: tuple[str, ...]
    """Why nobody can be sure; mostly empty."""
    items: tuple[DayItem, ...]
    """What was on, changed, or is in doubt, on that day; not what was off."""
    export: str
    """The words of the button; empty where there is nothing to export of that day."""
    spoken: str


class StripsPresenter:
    """Makes the pictures's state, and the answer for any day of it."""

    def __init__(self, strips: Strips, zone: tzinfo) -> None:
        self._strips = strips
        self._zone = zone

    @property
    def first_day(self) -> date:
        """Return the day on which the car was added."""
        return (self._strips.begins or self._strips.now).astimezone(self._zone).date()

    @property
    def today(self) -> date:
        """Return the present day."""
        return self._strips.now.astimezone(self._zone).date()

    def state(self) -> StripsState:
        """Return the picture."""
        strips = self._strips
        required = len(strips.followed[-1].notice.required()) if strips.followed else 0
        always_on = ""
        if required:
            # Translators: {count} is a number of collections that are always on.
            always_on = _("Always on ({count})", count=required)
        return StripsState(
            rows=tuple(self._row(strip) for strip in strips.strips),
            always_on=always_on,
            flags=tuple(Flag(at=item.since, text=item.notice.version) for item in strips.followed),
            flags_label=_("Notice versions"),
            doubts=tuple(
                DoubtSpan(since=gap.since, until=gap.until, text=doubt_sentence(gap, self._zone))
                for gap in strips.gaps
            ),
            begins=strips.begins or strips.now,
            now=strips.now,
            kinds=strips.kinds,
            # Translators: the line of the present day on a drawn timeline.
            today=pgettext("timeline", "Today"),
            name=_("When each collection was on; arrow keys move the date line"),
            legend=(
                pgettext("timeline", "On, confirmed by the car"),
                pgettext("timeline", "On, recorded only"),
                pgettext("timeline", "You turned it off"),
                pgettext("timeline", "Time ran out"),
                pgettext("timeline", "The notice changed"),
                pgettext("timeline", "You paused it"),
                # Translators: a time about which the history cannot be trusted.
                pgettext("timeline", "Not sure"),
                # Translators: so many times on and off that a drawn timeline cannot tell them
                # apart; a shorter time (zoom) shows each.
                pgettext("timeline", "On and off often: a shorter time shows each"),
            ),
        )

    def short(self, day: date) -> str:
        """Return a day as it is named in the state of it."""
        return format_date(self._bounds(day)[0], self._zone)

    def day(self, day: date) -> DayState:
        """Return what held on one local day (rules 1 and 2)."""
        start, end = self._bounds(day)
        said = format_date(start, self._zone)
        # Translators: {date} is a date such as 3 May 2026.
        heading = _("On {date}", date=said)
        if day > self.today:
            return self._empty(day, said, heading, _("This day has not come yet."))
        if day < self.first_day:
            return self._empty(
                day, said, heading, _("Not sure: the car was not in this program yet on this day.")
            )
        touching = [gap for gap in self._strips.gaps if gap.overlaps(start, end)]
        gaps = [
            gap
            for gap in touching
            if any(gap.matters(strip.turns) for strip in self._strips.strips)
        ]
        items = self._items(gaps, start, end)
        summary = self._summary(day, items, end, is_sure=not gaps)
        return DayState(
            day=day,
            short=said,
            heading=heading,
            summary=summary,
            doubts=tuple(doubt_sentence(gap, self._zone) for gap in gaps),
            items=items,
            export=_("Export this day"),
            spoken=phrases(said, summary),
        )

    def _empty(self, day: date, said: str, heading: str, summary: str) -> DayState:
        return DayState(
            day=day,
            short=said,
            heading=heading,
            summary=summary,
            doubts=(),
            items=(),
            export="",
            spoken=phrases(said, summary),
        )

    def _bounds(self, day: date) -> tuple[datetime, datetime]:
        """Return a local day as instants; of today only what has passed."""
        start = datetime.combine(day, time(), tzinfo=self._zone).astimezone(UTC)
        end = datetime.combine(day + _DAY, time(), tzinfo=self._zone).astimezone(UTC)
        now = self._strips.now + timedelta(milliseconds=1)
        return start, min(end, now) if start < now else end

    def _summary(self, day: date, items: Sequence[DayItem], end: datetime, *, is_sure: bool) -> str:
        strips, followed = self._strips.strips, self._strips.followed
        count, changed = len(strips), sum(item.word is DayWord.CHANGED for item in items)
        version = next((one.notice.version for one in reversed(followed) if one.since < end), "")
        if not is_sure:
            said = _("Nobody can be sure how it stood on this day.")
        elif day == self.today:
            last = end - timedelta(milliseconds=1)
            on = sum(any(span.overlaps(last, end) for span in strip.spans) for strip in strips)
            said = _on_now(on, count)
        else:
            on = sum(item.word is DayWord.ON for item in items)
            said = _on_all_day(on, count)
        if changed and is_sure:
            more = ngettext(
                # Translators: {count} is a number of collections.
                "{count} changed on that day.",
                "{count} changed on that day.",
                changed,
                count=changed,
            )
            said = sentences(said, more)
        if not version:
            return said
        # Translators: {version} is the version of a notice, for example 2.1.
        return sentences(said, _("Notice {version} applied.", version=version))

    def _items(self, gaps: Sequence[Gap], start: datetime, end: datetime) -> tuple[DayItem, ...]:
        found = []
        for strip in self._strips.strips:
            word = day_word(strip.spans, start, end)
            if any(gap.matters(strip.turns) for gap in gaps):
                word = DayWord.NOT_SURE
            if word is DayWord.OFF:
                continue
            span = next(iter(spans_within(strip.spans, start, end)), None)
            found.append(
                DayItem(
                    practice=strip.practice.id,
                    title=self._title(strip),
                    word=word,
                    said=self._item_words(word, span, end),
                    is_confirmed=span is not None and span.evidence.is_confirmed,
                )
            )
        return tuple(found)

    def _item_words(self, word: DayWord, span: Span | None, end: datetime) -> str:
        """Return what supports the answer: until when, and on a line of its own, whose word."""
        said = day_phrase(word)
        if span is None:
            return said
        until = ""
        if span.until is not None and span.until >= end:
            # Translators: {date} is a date such as 3 May 2026.
            until = _("until {date}", date=format_date(span.until, self._zone))
        elif word is DayWord.CHANGED and span.until is not None:
            # Translators: {time} is a date with a time: until then it was on.
            until = _("until {time}", time=format_datetime(span.until, self._zone))
        elif span.until is None:
            # Translators: {date} is a date such as 3 May 2026.
            until = _("since {date}", date=format_date(span.since, self._zone))
        evidence = words.evidence_word(span.evidence)
        if span.origin:
            evidence = _("Decided on another computer")
        return f"{phrases(said, until)}\n{evidence}"

    def _row(self, strip: Strip) -> StripRow:
        return StripRow(
            practice=strip.practice.id,
            icon=strip.practice.icon,
            title=self._title(strip),
            spans=strip.spans,
        )

    def _title(self, strip: Strip) -> str:
        language = notice_language(strip.notice, current_language())
        return Voice(strip.notice, language).words(strip.practice.title)


def _on_now(on: int, count: int) -> str:
    """Return the sentence of ``words.collections_on``."""
    if count == 1:
        # Translators: for a notice with one collection; {on} is 0 or 1, {count} is 1.
        return _("{on} of {count} optional collection is on.", on=on, count=count)
    return ngettext(
        # Translators: {on} of {count} collections; the forms go with {on}.
        "{on} of {count} optional collections is on.",
        "{on} of {count} optional collections are on.",
        on,
        on=on,
        count=count,
    )


def _on_all_day(on: int, count: int) -> str:
    """Return the same of a day in the past."""
    if count == 1:
        # Translators: for a notice with one collection; {on} is 0 or 1, {count} is 1.
        return _("{on} of {count} optional collection was on all day.", on=on, count=count)
    return ngettext(
        # Translators: {on} of {count} collections, on a day in the past; the forms go with {on}.
        "{on} of {count} optional collections was on all day.",
        "{on} of {count} optional collections were on all day.",
        on,
        on=on,
        count=count,
    )
