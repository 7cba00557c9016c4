"""Exports: a signed record as JSON and as a sealed PDF, and the history as a table.

Rules:

1. The place in the log is taken, the record signed and the event that binds exactly this
   file written in one transaction; so the proof is of this file and nothing is circular.
2. Files appear only after that commit, all of them or none; where the process dies in
   between, the next start of the program gives them their names (``publishing``).
3. Name, plate and VIN go in only when the person ticked them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from ownerapp.domain.choice import Choice, ChoiceKey, Status, choice_key, fold
from ownerapp.domain.continuing import continuing_choice, ids_of
from ownerapp.domain.errors import ExportStoppedError, NothingToExportError
from ownerapp.domain.event import CONSENT_KINDS, Event, EventKind
from ownerapp.domain.ids import Language, PracticeId, RecordId, Sha256Hex
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.paper import RecordPaper
from ownerapp.domain.record import Disclosure, RecordContent, RecordedChoice, receipt_document
from ownerapp.domain.record_code import record_code
from ownerapp.domain.text import ShownText, shown_line, shown_text_from_value
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.choices import CarChoices, ChoiceService, PracticeChoice
from ownerapp.services.history import read_events
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports import ExportEntry, UnitOfWork
from ownerapp.services.publishing import finish, publish

JSON_ENDING, PDF_ENDING, CSV_ENDING = ".json", ".pdf", ".csv"
FORMATS = ("pdf", "json", "csv")

PaperBuilder = Callable[[RecordContent, JsonObject, Sha256Hex, str], RecordPaper]
"""Makes the words of the PDF from the content, the signed record, its SHA-256 and its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What to export, and where to."""

    vehicle: Vehicle
    folder: str
    formats: tuple[str, ...] = ("pdf", "json")
    language: Language
    disclosure: Disclosure = field(default_factory=Disclosure)
    practices: tuple[PracticeId, ...] | None = None
    """None means all optional practices of the car's notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """What was written."""

    entry: ExportEntry | None
    """None when only the history table was exported."""
    paths: tuple[str, ...]


class RecordService:
    """Use cases around exported records."""

    def __init__(
        self, opened: OpenedStore, choices: ChoiceService, shelf: NoticeShelf | None = None
    ) -> None:
        self._opened = opened
        self._choices = choices
        self._shelf = shelf or NoticeShelf(opened.around.packs)

    def exports(self) -> tuple[ExportEntry, ...]:
        """Return all exported records of the cars that are here, newest first."""
        with self._opened.store.read() as work:
            cars = {vehicle.id for vehicle in work.vehicles()}
            return tuple(entry for entry in work.exports() if entry.vehicle in cars)

    def on_counts(self) -> dict[RecordId, int]:
        """Return how many of its practices were on when each record was exported."""
        with self._opened.store.read() as work:
            exports = {entry.seq: entry for entry in work.exports()}
            events = read_events(self._opened, work)
            counts: dict[RecordId, int] = {}
            kept: dict[ChoiceKey, Choice] = {}
            for event in events:
                entry = exports.get(event.seq)
                if entry is not None and event.notice is not None:
                    own = {
                        key.practice: choice
                        for key, choice in kept.items()
                        if key.vehicle == entry.vehicle and key.person == event.person
                    }
                    notice = self._shelf.take(work, event.notice)
                    held = [continuing_choice(own, notice, item) for item in entry.practices]
                    counts[entry.record] = sum(
                        choice is not None and choice.is_on(entry.at) for choice in held
                    )
                key = choice_key(event)
                after = fold(kept.get(key), event) if key is not None else None
                if key is not None and after is not None:
                    kept[key] = after
        return counts

    def export(
        self,
        request: ExportRequest,
        *,
        paper: PaperBuilder,
        history_rows: Callable[[Sequence[Event]], Sequence[Sequence[str]]],
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> ExportResult:
        """Write the asked files and return where they are.

        ``is_wanted`` is asked before and after the slow part; a no leaves nothing behind.

        Raises:
            ExportStoppedError: It is not wanted any more; nothing was written.
            NothingToExportError: The notice has no optional practice that was asked for.
            TypesetFailedError: A character cannot be drawn; nothing was written.
            UnavailableError: Disk, lock or folder fail; no half file is left.
        """
        files = self._opened.around.files
        now = self._opened.around.clock.now()
        endings = [f".{item}" for item in request.formats]
        name = files.free_name(
            request.folder, f"consent-record-{now:%Y-%m-%d}-{self._next_index() + 1:04d}", endings
        )
        base = os.path.join(request.folder, name)  # noqa: PTH118 - a Path would touch the disk
        written: dict[str, bytes] = {}
        if "csv" in request.formats:
            with self._opened.store.read() as work:
                rows = history_rows(read_events(self._opened, work))
            written[base + CSV_ENDING] = self._opened.around.csv.make(rows)
        if not {"pdf", "json"} & set(request.formats):
            files.write_together(written, lambda _staged: None)
            return ExportResult(entry=None, paths=tuple(written))
        entry = self._signed_export(request, name, written, paper, is_wanted)
        return ExportResult(entry=entry, paths=tuple(written))

    def _signed_export(
        self,
        request: ExportRequest,
        name: str,
        written: dict[str, bytes],
        paper: PaperBuilder,
        is_wanted: Callable[[], bool],
    ) -> ExportEntry:
        opened, around = self._opened, self._opened.around
        base = os.path.join(request.folder, name)  # noqa: PTH118 - a Path would touch the disk
        view = self._choices.view(request.vehicle)
        finish(around, opened.store)
        with opened.ledger.entries() as entries:
            content = self._content(
                entries.work, request, view, index=entries.next_index, now=entries.now
            )
            signed = around.signer.sign(
                receipt_document(content), key=opened.ledger.key, created=entries.now
            )
            receipt = around.sealer.canonical(signed)
            digest = around.sealer.sha256(receipt)
            event = entries.note(
                EventKind.RECORD_EXPORTED,
                person=request.vehicle.person,
                vehicle=request.vehicle.id,
                notice=view.notice.hash,
                language=request.language,
                detail={
                    "record": content.receipt_id,
                    "sha256": digest,
                    "formats": list(request.formats),
                },
            )
            entry = ExportEntry(
                record=content.receipt_id,
                at=entries.now,
                vehicle=request.vehicle.id,
                seq=event.seq,
                sha256=digest,
                formats=request.formats,
                folder=request.folder,
                name=name,
                practices=tuple(item.practice.id for item in content.choices),
            )
            entries.work.add_export(entry)
            if "json" in request.formats:
                written[base + JSON_ENDING] = receipt
            if "pdf" in request.formats and is_wanted():
                code = around.signer.code(record_code(content, digest), key=opened.ledger.key)
                written[base + PDF_ENDING] = around.paper.make(
                    paper(content, signed, digest, code),
                    receipt,
                    seal=entries.work.keys(KeyKind.DOCUMENT)[-1],
                )
            if not is_wanted():
                raise ExportStoppedError
            entries.commit_with(
                lambda commit: publish(around, opened.store, entries.work, written, commit)
            )
        return entry

    def _next_index(self) -> int:
        with self._opened.store.read() as work:
            return work.events.edge().size

    def _content(
        self,
        work: UnitOfWork,
        request: ExportRequest,
        view: CarChoices,
        *,
        index: int,
        now: datetime,
    ) -> RecordContent:
        opened = self._opened
        wanted = [
            item
            for item in view.choices
            if request.practices is None or item.practice.id in request.practices
        ]
        if not wanted:
            raise NothingToExportError
        own = [
            event for event in read_events(opened, work) if event.person == request.vehicle.person
        ]
        # Written once for a person and a version, whichever car it was shown for.
        shown_at = next(
            (
                event.at
                for event in own
                if event.kind is EventKind.NOTICE_SHOWN and event.notice == view.notice.hash
            ),
            now,
        )
        events = [event for event in own if event.vehicle == request.vehicle.id]
        people = {person.id: person for person in work.people()}
        key = opened.around.signer.known_key(opened.ledger.key)
        return RecordContent(
            receipt_id=RecordId(opened.around.ids.uuid()),
            record_id=opened.around.ids.uuid(),
            created=now,
            issuer=key.did,
            origin=opened.ledger.origin,
            index=index,
            language=request.language,
            notice=view.notice,
            trust=view.trust,
            notice_shown_at=shown_at,
            person=people.get(request.vehicle.person, Person(id=request.vehicle.person, name="")),
            vehicle=request.vehicle,
            disclosure=request.disclosure,
            choices=tuple(self._recorded(work, view.notice, item, events) for item in wanted),
        )

    def _recorded(
        self, work: UnitOfWork, notice: Notice, item: PracticeChoice, events: Sequence[Event]
    ) -> RecordedChoice:
        shown, native = self._texts(work, notice, item)
        choice = item.choice if item.status is not Status.UNDECIDED else None
        if item.status is Status.SUPERSEDED and choice is not None:
            # Nothing is on, so the record names no length and no end.
            choice = replace(choice, term=None, ends_at=None, zone="")
        return RecordedChoice(
            practice=item.practice,
            status=item.status,
            choice=choice,
            events=_events_of(item, notice, events),
            shown=shown,
            native=native,
        )

    def _texts(
        self, work: UnitOfWork, notice: Notice, item: PracticeChoice
    ) -> tuple[ShownText, ShownText]:
        """Return what was on screen at the decision, and the same in the notice's own language.

        The notice is the one that the decision was about, which may be an earlier one.
        """
        choice = item.choice
        if choice is None or choice.text_sha256 is None:
            return (), ()
        body = work.shown_text(choice.text_sha256)
        if body is None:
            return (), ()
        shown = shown_text_from_value(self._opened.around.sealer.parse(body))
        practice: Practice | None = item.practice
        if choice.notice != notice.hash:
            notice = self._shelf.take(work, choice.notice)
            practice = notice.practice(choice.key.practice)
        return shown, native_text(notice, practice, shown) if practice is not None else ()


def _events_of(item: PracticeChoice, notice: Notice, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return what happened to a practice, also under the ids that it had before.

    What came after the decision that holds was about another part of a practice that was
    split or merged; but a yes that holds rests on the yes to every part.
    """
    choice = item.choice
    if choice is None:
        return ()
    ids, is_on = ids_of(notice, item.practice.id), item.status is Status.GIVEN
    return tuple(
        event
        for event in events
        if event.practice in ids
        and event.kind in CONSENT_KINDS
        and (event.seq <= choice.event_seq or (is_on and event.kind is EventKind.CONSENT_GIVEN))
    )


def native_text(notice: Notice, practice: Practice, shown: ShownText) -> ShownText:
    """Return the shown fields in the notice's own language, where that is another one."""
    native = notice.native_language
    if not shown or all(line.lang == native for line in shown):
        return ()
    texts = practice.yes_texts() | {"if_off": practice.if_off, "still_sent": practice.still_sent}
    lines = []
    for line in shown:
        text = texts.get(line.field)
        said = text.get(native) if text is not None else None
        if said is not None:
            lines.append(shown_line(line.field, native, said))
    return tuple(lines)
