"""The choices of a record on paper: a line of each for the first page, and its section."""

from __future__ import annotations

from datetime import datetime, tzinfo

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.event import Event, EventKind, Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.notice import Practice, Reach
from ownerapp.domain.paper import Mark, PaperChoice, PaperReach, PaperRow, PaperSection
from ownerapp.domain.record import RecordContent, RecordedChoice
from ownerapp.i18n import _
from ownerapp.i18n.formatting import format_date, format_datetime
from ownerapp.presentation import words
from ownerapp.presentation.paper_language import NoticeVoice
from ownerapp.presentation.record_paper_shown import shown_rows

_MARKS = {
    Status.UNDECIDED: Mark.UNANSWERED,
    Status.REFUSED: Mark.OFF,
    Status.GIVEN: Mark.ON,
    Status.PAUSED: Mark.OFF,
    Status.WITHDRAWN: Mark.OFF,
    Status.EXPIRED: Mark.ENDED,
    Status.SUPERSEDED: Mark.UNANSWERED,
}
_WITH_END = frozenset({Status.GIVEN, Status.PAUSED, Status.EXPIRED})
_DECIDED = frozenset({Status.GIVEN, Status.PAUSED, Status.REFUSED, Status.WITHDRAWN})
_REACHED = {Reach.CAR: 1, Reach.COUNTRY: 2, Reach.ABROAD: 3}


class ChoicesOnPaper:
    """Writes the choices of one record; the language is already set.

    Args:
        content: What the record was built from.
        voice: In which language the notice speaks on this paper.
        zone: The zone in which times are written.
    """

    def __init__(self, content: RecordContent, voice: NoticeVoice, zone: tzinfo) -> None:
        self._content = content
        self._voice = voice
        self._zone = zone

    def lines(self) -> tuple[PaperChoice, ...]:
        """Return a line of each choice, then of what is always on and of what is not stated."""
        notice = self._content.notice
        return (
            *(self._line(item) for item in self._content.choices),
            *(
                PaperChoice(
                    title=self._voice.words(item.title),
                    mark=Mark.REQUIRED,
                    state=_("Always on"),
                    language=self._voice.other(item.title),
                )
                for item in notice.required()
            ),
            *(
                PaperChoice(
                    title=self._voice.words(item.title),
                    mark=Mark.NOT_STATED,
                    # Translators: the notice does not say whether a collection has a switch.
                    state=_("Not stated whether it has a switch"),
                    language=self._voice.other(item.title),
                )
                for item in notice.undetermined()
            ),
        )

    def sections(self) -> tuple[PaperSection, ...]:
        """Return the section of each choice: what happened, and the texts that were shown."""
        return tuple(self._section(item) for item in self._content.choices)

    def _line(self, item: RecordedChoice) -> PaperChoice:
        until = ""
        if item.choice is not None and item.status in _WITH_END:
            until = (
                format_date(item.choice.ends_at, self._zone)
                if item.choice.ends_at
                else _("Until turned off")
            )
        evidence = ""
        level = item.choice.evidence if item.choice is not None else None
        if item.status is Status.GIVEN:
            evidence = words.evidence_word(level or EvidenceLevel.RECORDED)
        elif level is not None and item.status in {Status.REFUSED, Status.WITHDRAWN}:
            # Of a yes that is over it would support what does not hold any more.
            evidence = words.evidence_word(level)
        return PaperChoice(
            title=self._voice.words(item.practice.title),
            mark=_MARKS[item.status],
            state=words.status_word(item.status),
            until=until,
            evidence=evidence,
            language=self._voice.other(item.practice.title),
        )

    def _section(self, item: RecordedChoice) -> PaperSection:
        line = words.status_word(item.status)
        if item.choice is not None and _is_decided(item):
            # Translators: {status} is for example Kept off, {date} a date with a time.
            line = _(
                "{status}, decided on {date}",
                status=line,
                date=format_datetime(_decided_at(item.choice), self._zone),
            )
        return PaperSection(
            title=self._voice.words(item.practice.title),
            mark=_MARKS[item.status],
            state_line=line,
            happened=tuple(self._happened(item)),
            rows=tuple(shown_rows(item, self._voice.paper)),
            reach=self._reach(item.practice),
            language=self._voice.other(item.practice.title),
        )

    def _happened(self, item: RecordedChoice) -> list[PaperRow]:
        """Return the end, the evidence and every answer, each with its time."""
        choice = self._line(item)
        rows = []
        if choice.until:
            until = choice.until
            if item.choice is not None and item.choice.ends_at is not None:
                until = format_datetime(item.choice.ends_at, self._zone)
            # Translators: the label of the date on which a choice ends.
            rows.append(PaperRow(label=_("Until"), value=until))
        if item.choice is not None and item.status is Status.PAUSED:
            paused = format_datetime(item.choice.decided_at, self._zone)
            # Translators: the label of a date: since then it is off, until the person resumes it.
            rows.append(PaperRow(label=_("Paused since"), value=paused))
        if choice.evidence:
            rows.append(PaperRow(label=_("Evidence"), value=choice.evidence))
        if len(item.events) > 1 or not _is_decided(item):
            rows += [
                PaperRow(
                    label=format_datetime(event.at, self._zone),
                    value=_event_words(event, self._zone),
                )
                for event in item.events
            ]
        elif any(event.method is Method.IMPORT for event in item.events):
            rows.append(PaperRow(label=_("Note"), value=_imported_words()))
        if item.note and self._content.disclosure.notes and self._content.as_of is None:
            # Translators: the label of what the person wrote for themselves about a choice.
            rows.append(PaperRow(label=_("Own private note"), value=item.note))
        return rows

    def _reach(self, practice: Practice) -> PaperReach | None:
        """Return how far the data travels; nothing where the notice does not state it."""
        if not isinstance(practice.reach, Reach):
            return None
        said = words.reach_chip(practice, self._content.notice.regime).text
        return PaperReach(reached=_REACHED[practice.reach], words=said)


def _is_decided(item: RecordedChoice) -> bool:
    """Tell whether the status is a person's answer, and not what time or a notice made of it."""
    by_person = not item.events or item.events[-1].method is not None
    return by_person and item.status in _DECIDED


def _decided_at(choice: Choice) -> datetime:
    """Return when a choice was made; of a yes that was resumed, when it was given."""
    is_yes = choice.status in {Status.GIVEN, Status.PAUSED}
    return (choice.given_at if is_yes else None) or choice.decided_at


def _event_words(event: Event, zone: tzinfo) -> str:
    """Return what happened to a choice."""
    said = _plain_event_words(event, zone)
    if event.method is not Method.IMPORT:
        return said
    # Translators: {event} is for example: Kept off.
    return _("{event} (imported from another record)", event=said)


def _imported_words() -> str:
    return _("Imported from another record")


def _plain_event_words(event: Event, zone: tzinfo) -> str:
    match event.kind:
        case EventKind.CONSENT_GIVEN if event.ends_at is not None:
            # Translators: {date} is a date with a time.
            return _("Turned on until {date}", date=format_datetime(event.ends_at, zone))
        case EventKind.CONSENT_GIVEN:
            return _("Turned on with no end date")
        case EventKind.CONSENT_REFUSED:
            return words.status_word(Status.REFUSED)
        case EventKind.CONSENT_EXPIRED:
            return words.status_word(Status.EXPIRED)
        case EventKind.CONSENT_SUPERSEDED:
            return words.status_word(Status.SUPERSEDED)
        case EventKind.CONSENT_DORMANT:
            return _("Off, because it was not confirmed for a long time")
        case _:
            return words.status_word(Status.WITHDRAWN)
