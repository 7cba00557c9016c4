"""Joining a record that was made elsewhere to the history: from a kiosk, or another computer.

Rules:

1. It is verified first. One that is not valid is refused; where nobody can tell, because its
   key is not accepted here, the person gives the fingerprint that they compared.
2. It joins as *imported*, with its origin and its signer, and its exact bytes are kept; it is
   never shown as made here. One that was made here is recognised, and one that is here already
   changes nothing.
3. Its choices are history. None of them counts here by that: a choice is taken over only when
   the person says so, as an answer of its own that names the record.
4. Of a choice here and one in the record the later one holds; within 24 hours of each other, or
   after a clock was set back, the more restrictive one. What would not hold is not offered.
5. A yes is taken over only for the same version of the notice, with the text that was shown,
   and never for longer than it was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.continuing import continuing_choice
from ownerapp.domain.errors import (
    FileKindError,
    ImportedKeyUnknownError,
    ImportedKindError,
    ImportedNotValidError,
    ImportedOtherCarError,
    ImportedOwnError,
    ImportedUnclearError,
    RefusedError,
)
from ownerapp.domain.event import Event, EventKind, Method, parse_rfc3339, rfc3339
from ownerapp.domain.ids import PracticeId, RecordId, Sha256Hex
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.text import ShownText, shown_text_from_value
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check, Outcome, Report, Verdict
from ownerapp.services.bundling import KEYS, RECEIPT, folders_of
from ownerapp.services.choices import Answer, check_answer, kept_choices
from ownerapp.services.history import parsed
from ownerapp.services.joined_choices import CLOSE, around
from ownerapp.services.ledger import Entries
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.notice_trust import TrustReader, check_takes_yes
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.kept import ImportedRecord
from ownerapp.services.ports.log import EventQuery
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.vehicles import Vehicles
from ownerapp.services.verification import FILE_LIMIT_BYTES, VerificationService

_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_PDF_WITHIN = 1024
_ANSWERED = {
    "dpv:ConsentGiven": Status.GIVEN,
    "dpv:ConsentRefused": Status.REFUSED,
    "dpv:ConsentWithdrawn": Status.WITHDRAWN,
}


class Standing(StrEnum):
    """What a choice in an imported record is worth here."""

    OFFERED = "offered"
    """It would hold, once the person says so."""
    SAME = "same"
    """It is so here already."""
    EARLIER = "earlier"
    """What was decided here is later, or more careful."""
    ENDED = "ended"
    """It does not hold any more."""
    OTHER_NOTICE = "other-notice"
    """It is about another version of the notice, or about what this car's has no switch for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAnswer:
    """One choice in a record that was made elsewhere."""

    practice: PracticeId
    title: str
    """As the record writes it."""
    status: Status
    shown_at: datetime
    """When the notice was shown there."""
    decided_at: datetime
    term: Term | None
    ends_at: datetime | None
    zone: str
    shown: ShownText = field(repr=False)
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """A record from elsewhere that holds, ready to be imported."""

    vehicle: Vehicle
    """The car here that it is joined to."""
    record: RecordId
    sha256: Sha256Hex
    issuer: str
    fingerprint: str
    is_key_given: bool
    """The key is accepted because the person gave its fingerprint."""
    origin: str
    index: int
    created: datetime
    is_here: bool
    """It was imported before."""
    answers: tuple[RecordedAnswer, ...]
    receipt: bytes = field(repr=False)
    file: bytes = field(repr=False)

    def offered(self) -> tuple[RecordedAnswer, ...]:
        """Return the choices that would hold here once the person says so."""
        return tuple(item for item in self.answers if item.standing is Standing.OFFERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What was imported."""

    record: ReadRecord
    is_new: bool
    adopted: tuple[RecordedAnswer, ...]
    """The choices that the person took over."""


class ImportService:
    """Use cases around records that were made elsewhere."""

    def __init__(
        self,
        opened: OpenedStore,
        trust: TrustReader | None = None,
        shelf: NoticeShelf | None = None,
    ) -> None:
        self._opened = opened
        self._trust = trust or TrustReader(opened.around)
        self._shelf = shelf or NoticeShelf(opened.around.packs)

    def all(self, vehicle: Vehicle | None = None) -> tuple[ImportedRecord, ...]:
        """Return the imported records of a car, or of all cars that are here, newest first."""
        with self._opened.store.read() as work:
            cars = {car.id for car in work.vehicles()} if vehicle is None else {vehicle.id}
            return tuple(item for item in work.imported.all() if item.vehicle in cars)

    def read(
        self, path: str, *, car: str | None = None, accepted: Sequence[str] = ()
    ) -> tuple[ReadRecord, ...]:
        """Read and verify a file; nothing is kept yet.

        Args:
            path: A record as JSON or PDF, or a bundle, which may hold several.
            car: The id of the car here that it is joined to, where its own is not here.
            accepted: Fingerprints that the person compared and gives.

        Raises:
            FileMissingError: There is no such file.
            FileKindError: It is empty.
            ImportedKindError: It is not a whole record.
            ImportedNotValidError: It is not valid.
            ImportedKeyUnknownError: It was signed with a key that is not accepted.
            ImportedUnclearError: Nobody can tell whether it is good.
            ImportedOwnError: It was made here.
            ImportedOtherCarError: It is about another car of this computer.
            CarMissingError: There is no such car, or none at all.
            CarNeededError: There are several and none was named.
        """
        data = self._opened.around.files.read(path, limit_bytes=FILE_LIMIT_BYTES)
        if not data:
            raise FileKindError(path=path)
        return self.read_bytes(data, car=car, accepted=accepted)

    def read_bytes(
        self, data: bytes, *, car: str | None = None, accepted: Sequence[str] = ()
    ) -> tuple[ReadRecord, ...]:
        """Read and verify the bytes of a file; see :meth:`read`."""
        checker = VerificationService(self._opened.around, self._opened)
        whole = checker.verify_bytes(data, accepted=accepted)
        _refuse_unless_good(whole)
        receipts, keys = self._receipts(data)
        found = []
        for receipt in receipts:
            report = checker.verify_bytes(receipt, accepted=accepted, history=keys)
            _refuse_unless_good(report)
            found.append(self._read(report, receipt, data if receipt != data else b"", car=car))
        if not found:
            raise ImportedKindError
        return tuple(found)

    def keep(self, records: Sequence[ReadRecord], *, adopt: bool = False) -> tuple[Imported, ...]:
        """Join records to the history, all or none.

        Args:
            records: What :meth:`read` gave.
            adopt: The person takes the offered choices over.

        Raises:
            HistoryBrokenError: The history is known to be broken.
            UnavailableError: Lock, disk or store fail; nothing was kept.
        """
        with self._opened.ledger.entries() as entries:
            return tuple(self._keep(entries, record, adopt=adopt) for record in records)

    def _keep(self, entries: Entries, record: ReadRecord, *, adopt: bool) -> Imported:
        work, vehicle = entries.work, record.vehicle
        is_new = work.imported.get(record.sha256) is None
        if is_new:
            event = entries.note(
                EventKind.RECORD_IMPORTED,
                person=vehicle.person,
                vehicle=vehicle.id,
                method=Method.IMPORT,
                detail={
                    "record": record.record,
                    "sha256": record.sha256,
                    "issuer": record.issuer,
                    "origin": record.origin,
                    "index": record.index,
                    "key": "given" if record.is_key_given else "known",
                },
            )
            person, car = _ids_in(self._parsed(record.receipt))
            work.imported.add(
                ImportedRecord(
                    sha256=record.sha256,
                    record=record.record,
                    at=entries.now,
                    seq=event.seq,
                    person=vehicle.person,
                    vehicle=vehicle.id,
                    of_person=person,
                    of_vehicle=car,
                    issuer=record.issuer,
                    fingerprint=record.fingerprint,
                    origin=record.origin,
                    log_index=record.index,
                    receipt=record.receipt,
                    file=record.file,
                )
            )
        adopted: tuple[RecordedAnswer, ...] = ()
        if adopt:
            # Another process may have answered since the person was asked.
            present = self._answers(work, vehicle, self._parsed(record.receipt), entries.now)
            said = {item.practice for item in record.offered()}
            adopted = tuple(
                item
                for item in present
                if item.standing is Standing.OFFERED and item.practice in said
            )
            for item in adopted:
                self._adopt(entries, record, item)
        return Imported(record=record, is_new=is_new, adopted=adopted)

    def _adopt(self, entries: Entries, record: ReadRecord, item: RecordedAnswer) -> None:
        vehicle, work = record.vehicle, entries.work
        notice = self._shelf.take(work, _present(work, vehicle).notice)
        before = continuing_choice(kept_choices(work, vehicle), notice, item.practice)
        is_on = item.status is Status.GIVEN
        was_on = before is not None and before.is_yes(entries.now)
        off = EventKind.CONSENT_WITHDRAWN if was_on else EventKind.CONSENT_REFUSED
        entries.note(
            EventKind.CONSENT_GIVEN if is_on else off,
            person=vehicle.person,
            vehicle=vehicle.id,
            practice=item.practice,
            notice=notice.hash,
            term=item.term if is_on else None,
            ends_at=item.ends_at if is_on else None,
            zone=item.zone if is_on else "",
            method=Method.IMPORT,
            language=item.shown[0].lang if item.shown else None,
            text_sha256=entries.keep_shown(item.shown) if item.shown else None,
            detail={
                "record": record.record,
                "sha256": record.sha256,
                "origin": record.origin,
                "shownAt": rfc3339(item.shown_at),
                "decidedAt": rfc3339(item.decided_at),
            },
        )

    def _receipts(self, data: bytes) -> tuple[list[bytes], bytes | None]:
        """Return the signed records in a file, and the history of keys beside them."""
        around_ = self._opened.around
        if data.startswith(_ZIP):
            files = around_.bundles.read(data).files
            names = [folder + RECEIPT for folder in folders_of(files)]
            return [files[name] for name in names if name in files], files.get(KEYS)
        if _PDF in data[:_PDF_WITHIN]:
            receipt = around_.pdf_reader.read(data).receipt
            return ([receipt] if receipt is not None else []), None
        return [data], None

    def _read(self, report: Report, receipt: bytes, file: bytes, *, car: str | None) -> ReadRecord:
        facts, opened = report.facts, self._opened
        origin, index = facts["log-origin"], int(facts["log-index"])
        if origin == opened.ledger.origin or index < opened.former_sizes().get(origin, 0):
            raise ImportedOwnError
        value = self._parsed(receipt)
        vehicle = self._car(_ids_in(value)[1], car)
        sha256 = Sha256Hex(facts["sha256"])
        own_keys = {key.fingerprint for key in opened.known_keys()} | set(opened.earlier_keys())
        with opened.store.read() as work:
            return ReadRecord(
                vehicle=vehicle,
                record=RecordId(facts["record-id"]),
                sha256=sha256,
                issuer=facts["issuer"],
                fingerprint=facts["fingerprint"],
                is_key_given=facts["fingerprint"] not in own_keys,
                origin=origin,
                index=index,
                created=parse_rfc3339(facts["created"]),
                is_here=work.imported.get(sha256) is not None,
                answers=self._answers(work, vehicle, value, opened.around.clock.now()),
                receipt=receipt,
                file=file,
            )

    def _car(self, named: str, car: str | None) -> Vehicle:
        """Return the car that a record is joined to."""
        cars = Vehicles(self._opened)
        own = next((item for item in cars.all() if item.id == named), None)
        if own is None:
            return cars.find(car)
        if car is not None and car != own.id:
            raise ImportedOtherCarError
        return own

    def _parsed(self, receipt: bytes) -> dict[str, object]:
        value = self._opened.around.sealer.parse(receipt)
        return dict(value) if isinstance(value, dict) else {}

    # -------------------------------------------------------------- what it says

    def _answers(
        self, work: UnitOfWork, vehicle: Vehicle, value: Mapping[str, object], now: datetime
    ) -> tuple[RecordedAnswer, ...]:
        """Return the choices in a record, each with what it is worth here."""
        notice = self._shelf.take(work, _present(work, vehicle).notice)
        kept = kept_choices(work, vehicle)
        query = EventQuery(
            kinds=frozenset({EventKind.CLOCK_STEPPED_BACK}),
            without_vehicle=True,
            without_practice=True,
        )
        steps = parsed(self._opened, work.events.find(query))
        record = _activity(value)
        pack = _dict(_list(record, "dpv:hasNotice")[0]).get("car:packSha256")
        is_past = "car:asOf" in record
        found = []
        for item in _list(record, "dpv:hasProcess"):
            process = _dict(item)
            answer = _answer(process)
            if answer is None:
                continue
            mine = continuing_choice(kept, notice, answer.practice)
            is_same_notice = pack == notice.hash and "car:decidedOnPack" not in process
            standing = _standing(answer, mine, steps, now)
            if is_past and answer.status is Status.GIVEN:
                # How it went on after the day that the record is about, nobody knows here.
                standing = Standing.ENDED
            if standing is Standing.OFFERED and not self._fits(
                work, notice, answer, is_same_notice=is_same_notice
            ):
                standing = Standing.OTHER_NOTICE
            found.append(replace(answer, standing=standing))
        return tuple(found)

    def _fits(
        self, work: UnitOfWork, notice: Notice, answer: RecordedAnswer, *, is_same_notice: bool
    ) -> bool:
        """Tell whether a choice can be one about the notice that the car follows (rule 5)."""
        practice = notice.practice(answer.practice)
        if practice is None or not practice.optional:
            return False
        if answer.status is not Status.GIVEN:
            return True
        if not is_same_notice or not answer.shown:
            return False
        said = Answer(practice=practice.id, on=True, term=answer.term, shown=answer.shown)
        try:
            check_answer(notice, said, answer.shown[0].lang)
            check_takes_yes(self._trust.of_kept(notice, work))
        except (RefusedError, ValueError):
            return False
        return True


def _refuse_unless_good(report: Report) -> None:
    if report.facts.get("kind") in {"code", "picture", "page"}:
        raise ImportedKindError
    for item in report.checks:
        if item.outcome is Outcome.FAILED:
            raise ImportedNotValidError(check=item.check.value, reason=item.reason)
    unknown = [item for item in report.checks if item.outcome is Outcome.UNKNOWN]
    other = [item for item in unknown if item.check is not Check.KEY]
    if other:
        raise ImportedUnclearError(check=other[0].check.value, reason=other[0].reason)
    if unknown:
        raise ImportedKeyUnknownError(fingerprint=report.facts.get("fingerprint", ""))
    if report.verdict is not Verdict.VALID:  # pragma: no cover - it follows from the checks
        raise ImportedUnclearError(check=Check.READABLE.value, reason="")


def _standing(
    answer: RecordedAnswer, mine: Choice | None, steps: Sequence[Event], now: datetime
) -> Standing:
    """Return what an answer is worth beside the one that holds here (rule 4)."""
    is_on = answer.status is Status.GIVEN
    if is_on and answer.ends_at is not None and answer.ends_at <= now:
        return Standing.ENDED
    if mine is None:
        return Standing.OFFERED
    was_on = mine.is_yes(now)
    if is_on == was_on and (not is_on or answer.ends_at == mine.ends_at):
        return Standing.SAME
    spans = [around(step) for step in steps]
    times = (answer.decided_at, mine.decided_at)
    is_unsure = any(first <= moment <= last for moment in times for first, last in spans)
    if is_unsure or abs(answer.decided_at - mine.decided_at) <= CLOSE:
        is_more_careful = not is_on or (was_on and _ends_first(answer, mine))
        return Standing.OFFERED if is_more_careful else Standing.EARLIER
    return Standing.OFFERED if answer.decided_at > mine.decided_at else Standing.EARLIER


def _ends_first(answer: RecordedAnswer, mine: Choice) -> bool:
    if answer.ends_at is None:
        return False
    return mine.ends_at is None or answer.ends_at < mine.ends_at


def _answer(process: Mapping[str, object]) -> RecordedAnswer | None:
    """Return what a person answered to a practice, None where they did not or it ended."""
    told = [
        (str(_list(item, "@type")[0]), str(item.get("dpv:isIndicatedAtTime")))
        for item in map(_dict, _list(process, "dpv:hasConsentStatus"))
    ]
    decided = [(_ANSWERED[kind], at) for kind, at in told if kind in _ANSWERED]
    status = str(process.get("car:status"))
    if not decided or status != decided[-1][0].value:
        return None
    ends = _dict(process.get("car:endsAt"))
    term = process.get("car:term")
    shown = process.get("car:shownText")
    return RecordedAnswer(
        practice=PracticeId(str(process.get("dct:identifier"))),
        title=str(process.get("dct:title")),
        status=decided[-1][0],
        shown_at=parse_rfc3339(told[0][1]),
        decided_at=parse_rfc3339(decided[-1][1]),
        term=Term(term) if isinstance(term, str) else None,
        ends_at=parse_rfc3339(str(ends["car:at"])) if "car:at" in ends else None,
        zone=str(ends.get("car:zone", "")),
        shown=shown_text_from_value(shown) if isinstance(shown, list) else (),
        standing=Standing.OFFERED,
    )


def _activity(value: Mapping[str, object]) -> dict[str, object]:
    subject = _dict(value.get("credentialSubject"))
    return _dict(_list(subject, "dpv:hasRecordOfActivity")[0])


def _ids_in(value: Mapping[str, object]) -> tuple[str, str]:
    """Return the random ids of person and car in a record whose form was checked."""
    record = _activity(value)
    person, car = _dict(record.get("dpv:hasDataSubject")), _dict(record.get("car:vehicle"))
    return str(person.get("dct:identifier")), str(car.get("dct:identifier"))


def _dict(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: Mapping[str, object], name: str) -> list[object]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _present(work: UnitOfWork, vehicle: Vehicle) -> Vehicle:
    return next((item for item in work.vehicles() if item.id == vehicle.id), vehicle)
