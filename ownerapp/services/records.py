"""Exports: signed records as JSON, as sealed PDFs and as a bundle, and the history as a table.

Rules:

1. The place in the log is taken, the record signed and the event that binds exactly this
   file written in one transaction; so the proof is of this file and nothing is circular.
   Records of several cars are made in one transaction too, and have one tree head.
2. Files appear only after that commit, all of them or none; where the process dies in
   between, the next start of the program gives them their names (``publishing``).
3. Name, plate and VIN go in only when the person ticked them.
4. A record about a day that is over is worked out from the history up to the end of that day
   (``past_day``) and says that it is one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from ownerapp.domain.choice import Status
from ownerapp.domain.continuing import ids_of
from ownerapp.domain.errors import (
    DateBeforeHistoryError,
    ExportStoppedError,
    NothingToExportError,
    PracticeMissingError,
    PracticeRequiredError,
    PracticeUndeterminedError,
)
from ownerapp.domain.event import CONSENT_KINDS, Event, EventKind, rfc3339
from ownerapp.domain.ids import Language, NoticeHash, PracticeId, RecordId, Sha256Hex
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.record import Disclosure, RecordContent, RecordedChoice, receipt_document
from ownerapp.domain.record_code import record_code
from ownerapp.domain.text import ShownText, shown_line, shown_text_from_value
from ownerapp.domain.trust import NoticeTrust
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.services.bundling import (
    BUNDLE,
    TIME_STAMP,
    BundledRecord,
    GuideBuilder,
    bundle_files,
)
from ownerapp.services.choices import ChoiceService, PracticeChoice
from ownerapp.services.followed import followed_notices
from ownerapp.services.history import read_events
from ownerapp.services.ledger import Entries
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.notice_trust import TrustReader
from ownerapp.services.opening import OpenedStore
from ownerapp.services.other_logs import record_events
from ownerapp.services.past_day import PastDay, choices_then, followed_then, past_day
from ownerapp.services.ports.kept import ExportEntry
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.publishing import finish, publish
from ownerapp.services.record_counts import AS_OF
from ownerapp.services.time_stamping import check_stamp_order, checkpoint_stamp, seal_stamp

if TYPE_CHECKING:
    from ownerapp.domain.paper import RecordPaper

ENDINGS = {"pdf": ".pdf", "json": ".json", "csv": ".csv", BUNDLE: ".zip"}
FORMATS = tuple(ENDINGS)

PaperBuilder = Callable[[RecordContent, JsonObject, Sha256Hex, str], "RecordPaper"]
"""Makes the words of the PDF from the content, the signed record, its SHA-256 and its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCar:
    """One more car of which a record is made, with the language of its texts."""

    vehicle: Vehicle
    language: Language


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
    day: date | None = None
    """How the choices stood when this local day ended; None or today means now."""
    others: tuple[OtherCar, ...] = ()
    """Further cars: each gets a record of its own, where there is something to record."""
    time_stamp: str | None = None
    """The address of the server that is asked for time stamps; None asks nobody."""

    def cars(self) -> tuple[OtherCar, ...]:
        """Return all cars of which a record is asked for."""
        return (OtherCar(vehicle=self.vehicle, language=self.language), *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult:
    """What was written."""

    entries: tuple[ExportEntry, ...]
    """One for each record; none when only the history table was exported."""
    paths: tuple[str, ...]

    @property
    def entry(self) -> ExportEntry | None:
        """The first record."""
        return self.entries[0] if self.entries else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What a record is made of, now or when a day ended."""

    notice: Notice
    trust: NoticeTrust
    choices: tuple[PracticeChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    """One signed record of the transaction under way."""

    content: RecordContent
    document: JsonObject
    receipt: bytes
    digest: Sha256Hex
    event: Event
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """When a record is made, and on which place of the history it comes."""

    work: UnitOfWork
    now: datetime
    index: int


class RecordService:
    """Use cases around exported records."""

    def __init__(
        self,
        opened: OpenedStore,
        choices: ChoiceService,
        shelf: NoticeShelf | None = None,
        trust: TrustReader | None = None,
    ) -> None:
        self._opened = opened
        self._choices = choices
        self._shelf = shelf or NoticeShelf(opened.around.packs)
        self._trust = trust or TrustReader(opened.around)

    def exports(self) -> tuple[ExportEntry, ...]:
        """Return all exported records of the cars that are here, newest first."""
        with self._opened.store.read() as work:
            cars = {vehicle.id for vehicle in work.vehicles()}
            return tuple(entry for entry in work.exports() if entry.vehicle in cars)

    def export(
        self,
        request: ExportRequest,
        *,
        paper: PaperBuilder,
        history_rows: Callable[[Sequence[Event]], Sequence[Sequence[str]]],
        guide: GuideBuilder,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> ExportResult:
        """Write the asked files and return where they are.

        ``is_wanted`` is asked before and after the slow part; a no leaves nothing behind.

        Raises:
            DateBeforeHistoryError: No car was here on that day yet.
            DateInFutureError: That day has not begun.
            ExportStoppedError: It is not wanted any more; nothing was written.
            NothingToExportError: The notice has no optional practice that was asked for.
            PracticeMissingError: The notice has no such practice.
            PracticeRequiredError: The practice that was asked for has no switch.
            PracticeUndeterminedError: The notice does not say whether it has one.
            TimeStampAddressError: The address is not one of a time stamp server.
            TimeStampFailedError: The server gave no stamp that holds; nothing was written.
            TimeStampNowhereError: Neither a PDF nor a bundle was asked for.
            TypesetFailedError: A character cannot be drawn; nothing was written.
            UnavailableError: Disk, lock or folder fail; no half file is left.
        """
        files = self._opened.around.files
        check_stamp_order(request.time_stamp, request.formats)
        day = past_day(request.day, self._opened.around.clock)
        name = self._free_name(request, self._next_index() + 1)
        written: dict[str, bytes] = {}
        if "csv" in request.formats:
            with self._opened.store.read() as work:
                rows = history_rows(read_events(self._opened, work))
            written[_path(request, name, "csv")] = self._opened.around.csv.make(rows)
        if set(request.formats) <= {"csv"}:
            files.write_together(written, lambda _staged: None)
            return ExportResult(entries=(), paths=tuple(written))
        export = _Export(
            self._opened,
            request,
            written=written,
            paper=paper,
            guide=guide,
            is_wanted=is_wanted,
        )
        finish(self._opened.around, self._opened.store)
        with self._opened.ledger.entries() as entries:
            made = self._signed(entries, request, day, name)
            kept = export.prepare(entries, made)
        return ExportResult(entries=kept, paths=tuple(written))

    def preview(
        self, request: ExportRequest, *, paper: Callable[[RecordContent], RecordPaper]
    ) -> tuple[RecordPaper, ...]:
        """Return the words of the PDFs that :meth:`export` would write now; nothing is signed.

        Raises:
            OwnerAppError: As :meth:`export`, of what is asked for.
        """
        opened = self._opened
        day = past_day(request.day, opened.around.clock)
        with opened.store.read() as work:
            moment = _Moment(
                work=work, now=opened.around.clock.now(), index=work.events.edge().size
            )
            return tuple(paper(content) for content in self._contents(moment, request, day))

    def _contents(
        self, moment: _Moment, request: ExportRequest, day: PastDay | None
    ) -> list[RecordContent]:
        history = record_events(moment.work, self._opened.around.sealer)
        found: list[RecordContent] = []
        nothing: NothingToExportError | DateBeforeHistoryError | None = None
        for car in request.cars():
            try:
                found.append(self._content(moment, request, car, day=day, history=history))
            except (NothingToExportError, DateBeforeHistoryError) as error:
                if not request.others:
                    raise
                nothing = nothing or error
        if not found and nothing is not None:
            raise nothing
        return found

    def _signed(
        self, entries: Entries, request: ExportRequest, day: PastDay | None, name: str
    ) -> list[_Signed]:
        """Sign a record of each car and write the event that binds it.

        Raises:
            OwnerAppError: As :meth:`export`.
        """
        opened, around = self._opened, self._opened.around
        made: list[_Signed] = []
        nothing: NothingToExportError | DateBeforeHistoryError | None = None
        history = record_events(entries.work, around.sealer)
        for car in request.cars():
            try:
                moment = _Moment(work=entries.work, now=entries.now, index=entries.next_index)
                content = self._content(moment, request, car, day=day, history=history)
            except (NothingToExportError, DateBeforeHistoryError) as error:
                if not request.others:
                    raise
                nothing = nothing or error
                continue
            document = around.signer.sign(
                receipt_document(content), key=opened.ledger.key, created=entries.now
            )
            receipt = around.sealer.canonical(document)
            digest = around.sealer.sha256(receipt)
            about = {AS_OF: rfc3339(content.as_of.at)} if content.as_of is not None else {}
            event = entries.note(
                EventKind.RECORD_EXPORTED,
                person=car.vehicle.person,
                vehicle=car.vehicle.id,
                notice=content.notice.hash,
                language=car.language,
                detail={
                    "record": content.receipt_id,
                    "sha256": digest,
                    "formats": list(request.formats),
                    **about,
                },
            )
            made.append(
                _Signed(
                    content=content,
                    document=document,
                    receipt=receipt,
                    digest=digest,
                    event=event,
                    name=name if not made else self._free_name(request, event.seq + 1),
                )
            )
        if not made and nothing is not None:
            raise nothing
        return made

    def _free_name(self, request: ExportRequest, number: int) -> str:
        around = self._opened.around
        # The day that the person's calendar shows, as on the record's first page.
        today = around.clock.now().astimezone(around.clock.zone())
        return around.files.free_name(
            request.folder,
            f"consent-record-{today:%Y-%m-%d}-{number:04d}",
            [ENDINGS[item] for item in request.formats],
        )

    def _next_index(self) -> int:
        with self._opened.store.read() as work:
            return work.events.edge().size

    def _content(
        self,
        moment: _Moment,
        request: ExportRequest,
        car: OtherCar,
        *,
        day: PastDay | None,
        history: Sequence[Event],
    ) -> RecordContent:
        opened, work = self._opened, moment.work
        # Its names may have been corrected since whoever asks has read it.
        vehicle = next((item for item in work.vehicles() if item.id == car.vehicle.id), car.vehicle)
        view = self._view(work, vehicle, day, history)
        wanted = _wanted(view, request.practices)
        own = [event for event in history if event.person == vehicle.person]
        shown_at = _shown_at(own, view.notice.hash, day) or moment.now
        events = [event for event in own if event.vehicle == vehicle.id]
        if day is not None:
            events = day.until_then(events)
        people = {person.id: person for person in work.people()}
        key = opened.around.signer.known_key(opened.ledger.key)
        return RecordContent(
            receipt_id=RecordId(opened.around.ids.uuid()),
            record_id=opened.around.ids.uuid(),
            created=moment.now,
            issuer=key.did,
            origin=opened.ledger.origin,
            index=moment.index,
            language=car.language,
            notice=view.notice,
            trust=view.trust,
            notice_shown_at=shown_at,
            person=people.get(vehicle.person, Person(id=vehicle.person, name="")),
            vehicle=vehicle,
            disclosure=request.disclosure,
            choices=tuple(
                _asked(
                    self._recorded(
                        work, view.notice, item, events, with_note=request.disclosure.notes
                    ),
                    own,
                    day,
                )
                for item in wanted
            ),
            as_of=day.as_of if day is not None else None,
        )

    def _view(
        self, work: UnitOfWork, vehicle: Vehicle, day: PastDay | None, history: Sequence[Event]
    ) -> _View:
        if day is None:
            now = self._choices.view(vehicle)
            return _View(notice=now.notice, trust=now.trust, choices=now.choices)
        followed = followed_notices(work, self._shelf, vehicle, history)
        notice = followed_then(followed, day, self._opened.around.clock)
        return _View(
            notice=notice,
            trust=self._trust.of_kept(notice, work),
            choices=choices_then(vehicle, notice, day, history),
        )

    def _recorded(
        self,
        work: UnitOfWork,
        notice: Notice,
        item: PracticeChoice,
        events: Sequence[Event],
        *,
        with_note: bool,
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
            evidence_at=_evidence_at(item, notice, events),
            shown=shown,
            native=native,
            # How the choices stood on a day that is over comes without notes: they have no past.
            note=item.note if with_note else "",
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


class _Export:
    """Makes the files of signed records and lets them appear with the commit."""

    def __init__(
        self,
        opened: OpenedStore,
        request: ExportRequest,
        *,
        written: dict[str, bytes],
        paper: PaperBuilder,
        guide: GuideBuilder,
        is_wanted: Callable[[], bool],
    ) -> None:
        self._opened = opened
        self._request = request
        self._written = written
        self._paper = paper
        self._guide = guide
        self._is_wanted = is_wanted

    def prepare(self, entries: Entries, made: Sequence[_Signed]) -> tuple[ExportEntry, ...]:
        """Make everything but the proofs, which need the tree head, and keep what was exported.

        Raises:
            ExportStoppedError: It is not wanted any more.
            TypesetFailedError: A character cannot be drawn.
        """
        request = self._request
        papers: dict[int, bytes] = {}
        kept = []
        for item in made:
            self._check_wanted()
            if {"pdf", BUNDLE} & set(request.formats):
                papers[item.event.seq] = self._pdf(entries, item)
            self._check_wanted()
            if "json" in request.formats:
                self._written[_path(request, item.name, "json")] = item.receipt
            if "pdf" in request.formats:
                self._written[_path(request, item.name, "pdf")] = papers[item.event.seq]
            name = made[0].name if request.formats == (BUNDLE,) else item.name
            kept.append(_entry(item, request, name))
            entries.work.add_export(kept[-1])

        def publish_with(commit: Callable[[], None]) -> None:
            if BUNDLE in request.formats:
                path = _path(request, made[0].name, BUNDLE)
                self._written[path] = self._bundle(entries, made, papers)
            publish(self._opened.around, self._opened.store, entries.work, self._written, commit)

        if BUNDLE in request.formats:
            # Its name is known now, what is in it only with the tree head of this commit.
            self._written[_path(request, made[0].name, BUNDLE)] = b""
        entries.commit_with(publish_with)
        return tuple(kept)

    def _check_wanted(self) -> None:
        if not self._is_wanted():
            raise ExportStoppedError

    def _pdf(self, entries: Entries, item: _Signed) -> bytes:
        around, key = self._opened.around, self._opened.ledger.key
        code = around.signer.code(record_code(item.content, item.digest), key=key)
        return around.paper.make(
            self._paper(item.content, item.document, item.digest, code),
            item.receipt,
            seal=entries.work.keys(KeyKind.DOCUMENT)[-1],
            stamp=seal_stamp(around, self._request.time_stamp),
        )

    def _bundle(self, entries: Entries, made: Sequence[_Signed], papers: dict[int, bytes]) -> bytes:
        """Return the bundle of all records, under the tree head of this commit."""
        around, work = self._opened.around, entries.work
        records = [
            BundledRecord(
                number=item.event.seq + 1,
                receipt=item.receipt,
                paper=papers[item.event.seq],
                proof=entries.proof_of_place(item.event),
                notice=work.notice_pack(item.content.notice.hash) or b"",
            )
            for item in made
        ]
        keys = around.key_histories.make(
            origin=self._opened.ledger.origin,
            keys=work.keys(KeyKind.RECORD),
            certificates=[key.certificate for key in work.keys(KeyKind.DOCUMENT)],
            created=entries.now,
        )
        stamp = checkpoint_stamp(around, work, self._request.time_stamp)
        files = bundle_files(
            records, keys=keys, checker=around.bundles.checker(), guide=self._guide,
            sha256=around.sealer.sha256,
            more={TIME_STAMP: stamp.answer} if stamp is not None else {},
        )  # fmt: skip
        return around.bundles.make(files, at=entries.now)


def _wanted(view: _View, practices: tuple[PracticeId, ...] | None) -> tuple[PracticeChoice, ...]:
    """Return the choices that were asked for, in the notice's order; all where none was named.

    Raises:
        NothingToExportError: There is none.
        PracticeMissingError: The notice has no such practice.
        PracticeRequiredError: The practice has no switch.
        PracticeUndeterminedError: The notice does not say whether it has one.
    """
    for name in practices or ():
        practice = view.notice.practice(name)
        if practice is None:
            raise PracticeMissingError(practice=name)
        if practice.required:
            raise PracticeRequiredError(practice=name)
        if not practice.optional:
            raise PracticeUndeterminedError(practice=name)
    wanted = tuple(
        item for item in view.choices if practices is None or item.practice.id in practices
    )
    if not wanted:
        raise NothingToExportError
    return wanted


def _asked(item: RecordedChoice, own: Sequence[Event], day: PastDay | None) -> RecordedChoice:
    """Return a choice with the time at which the notice of its first answer was shown."""
    if not item.events or item.events[0].notice is None:
        return item
    return replace(item, asked_at=_shown_at(own, item.events[0].notice, day))


def _shown_at(own: Sequence[Event], notice: NoticeHash, day: PastDay | None) -> datetime | None:
    """Return when a notice was first shown to a person: written once, for whichever car.

    For a day that is over, one of that time comes first; a notice may have been shown later.
    """
    shown = [
        event.at for event in own if event.kind is EventKind.NOTICE_SHOWN and event.notice == notice
    ]
    then = [at for at in shown if day is None or at < day.end]
    return next(iter(then or shown), None)


def _entry(item: _Signed, request: ExportRequest, name: str) -> ExportEntry:
    content = item.content
    return ExportEntry(
        record=content.receipt_id,
        at=content.created,
        vehicle=content.vehicle.id,
        seq=item.event.seq,
        sha256=item.digest,
        formats=request.formats,
        folder=request.folder,
        name=name,
        practices=tuple(choice.practice.id for choice in content.choices),
    )


def _path(request: ExportRequest, name: str, kind: str) -> str:
    base = os.path.join(request.folder, name)  # noqa: PTH118 - a Path would touch the disk
    return base + ENDINGS[kind]


def _events_of(item: PracticeChoice, notice: Notice, events: Sequence[Event]) -> tuple[Event, ...]:
    """Return what happened to a practice, also under the ids that it had before.

    What came after the decision that holds was about another part of a practice that was
    split or merged; but a yes that holds rests on the yes to every part.
    """
    choice = item.choice
    if choice is None:
        return ()
    ids = ids_of(notice, item.practice.id)
    is_on = item.status in {Status.GIVEN, Status.PAUSED}
    found = [
        event
        for event in events
        if event.practice in ids
        and event.kind in CONSENT_KINDS
        and (event.seq <= choice.event_seq or (is_on and event.kind is EventKind.CONSENT_GIVEN))
    ]
    if not any(event.origin for event in found):
        return tuple(found)
    # What another place decided joined the history later than it happened.
    found = [event for event in found if event.at <= choice.decided_at]
    return tuple(sorted(found, key=lambda event: (event.at, event.origin == choice.origin)))


def _evidence_at(item: PracticeChoice, notice: Notice, events: Sequence[Event]) -> datetime | None:
    """Return when what supports a choice came, None where it came with the choice."""
    choice, ids = item.choice, ids_of(notice, item.practice.id)
    if choice is None or choice.evidence is None:
        return None
    found = [
        event.at
        for event in events
        if event.practice in ids
        and event.kind is EventKind.EVIDENCE_ADDED
        and event.evidence is choice.evidence
        and event.seq > choice.event_seq
    ]
    return found[-1] if found else None


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
