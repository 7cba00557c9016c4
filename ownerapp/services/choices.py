"""Choices: reading them, and committing answers that a person deliberately gave.

Rules:

1. Only a deliberate act is saved; each call of :meth:`ChoiceService.commit` is one.
2. A yes needs a term that the notice offers, and the exact text, necessity and effect of
   the practice in one language among what was shown; otherwise nothing is saved.
3. A no needs nothing but the practice. On a given consent it is a withdrawal, otherwise a
   refusal; on a practice that is already off in that way it changes nothing.
4. ``notice.shown`` is written once per person, version and language, before the answers.
5. A yes needs somebody known behind the notice's bytes (:mod:`ownerapp.domain.trust`); a no
   never does.
6. What holds for a practice that was renamed, split or merged is worked out in one place
   (:mod:`ownerapp.domain.continuing`); an answer is always written on the practice itself.
7. A yes is to the text of the notice that the car follows at that moment. It may keep the
   end of a yes that a change of the notice ended, and never a later one.
8. A pause stops what is on, and resuming lets it go on; neither is an answer. On anything else
   they change nothing, so a yes that ended meanwhile stays ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ownerapp.domain.choice import (
    GIVEN_AT,
    SET_IN_CAR,
    SET_OFF,
    SET_ON,
    Choice,
    ChoiceKey,
    Status,
)
from ownerapp.domain.continuing import FormerYes, continuing_choice, former_yes, ids_of
from ownerapp.domain.errors import (
    CarMissingError,
    NoticeChangedError,
    PracticeMissingError,
    PracticeRequiredError,
    PracticeUndeterminedError,
    TermNeededError,
    TermNotOfferedError,
    TextIncompleteError,
)
from ownerapp.domain.event import EventKind, Method, rfc3339
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.private_note import LONGEST_NOTE, PrivateNote
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.text import ShownText, shown_line
from ownerapp.domain.trust import NoticeTrust
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.dormancy import asked_until, keep_on
from ownerapp.services.ledger import Entries
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.notice_trust import TrustReader, check_takes_yes
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.notices import LoadedNotice
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.vehicles import CarDetails, add_vehicle

if TYPE_CHECKING:
    from ownerapp.domain.own_rule import OwnRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: the practice, yes with a term or no, and exactly what was on screen."""

    practice: PracticeId
    on: bool
    term: Term | None = None
    shown: ShownText = ()
    keep_end: bool = False
    """Keep the end of the former yes, which had this term (rule 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeChoice:
    """One practice with the present choice on it; None means undecided."""

    practice: Practice
    choice: Choice | None
    status: Status
    note: str = ""
    """What the person wrote for themselves; nobody else reads it."""
    former: FormerYes | None = None
    """The yes that a change of the notice ended, where its end may be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CarChoices:
    """Everything that the choices page of one car is computed from."""

    vehicle: Vehicle
    notice: Notice
    trust: NoticeTrust
    """Whose word the notice is; without a known one no yes can be given."""
    choices: tuple[PracticeChoice, ...]
    """Optional practices, in the notice's order."""
    now: datetime
    entries: int
    """How many entries the history has."""
    asked_until: datetime | None = None
    """Then everything turns off, because the program was not opened for a year; see
    :mod:`ownerapp.services.dormancy`."""
    rules: tuple[OwnRule, ...] = ()
    """The person's own rules; they suggest, and answer nothing."""
    set_aside: frozenset[PracticeId] = frozenset()
    """For which practices suggestions are not to be offered again with this notice."""
    saved: bool = True
    """False for a draft: answers that no history holds yet."""

    def of(self, practice: PracticeId) -> PracticeChoice | None:
        """Return the choice on one optional practice, or None when there is none such."""
        return next((item for item in self.choices if item.practice.id == practice), None)


class ChoiceService:
    """Use cases around the choices of one car."""

    def __init__(
        self,
        opened: OpenedStore,
        trust: TrustReader | None = None,
        shelf: NoticeShelf | None = None,
    ) -> None:
        self._opened = opened
        self._trust = trust or TrustReader(opened.around)
        self._shelf = shelf or NoticeShelf(opened.around.packs)

    def view(self, vehicle: Vehicle) -> CarChoices:
        """Return the present choices of a car."""
        with self._opened.store.read() as work:
            return self._view(work, vehicle)

    def commit(
        self,
        vehicle: Vehicle,
        answers: Sequence[Answer],
        *,
        method: Method,
        language: Language,
    ) -> CarChoices:
        """Save answers, all or none, and return the choices after them.

        Raises:
            PracticeMissingError: The notice has no such practice.
            PracticeRequiredError: The practice has no switch.
            PracticeUndeterminedError: The notice does not say whether it has one.
            TermNeededError: A yes without a term, or one that keeps an end that is not there.
            TermNotOfferedError: A yes with a term that the notice does not offer.
            TextIncompleteError: What was shown is not the practice's whole text.
            NoticeNotTrustedError: A yes, and nobody known stands behind the notice.
            NoticeChangedError: A yes, and the car follows another notice by now.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        with self._opened.ledger.entries() as entries:
            present = _present(entries.work, vehicle)
            if present.notice != vehicle.notice and any(answer.on for answer in answers):
                raise NoticeChangedError
            vehicle, notice = present, self._shelf.take(entries.work, present.notice)
            for answer in answers:
                check_answer(notice, answer, language)
            if any(answer.on for answer in answers):
                check_takes_yes(self._trust.of_kept(notice, entries.work))
            write_answers(entries, vehicle, notice, answers, method=method, language=language)
        return self.view(vehicle)

    def pause(
        self, vehicle: Vehicle, practice: PracticeId, *, method: Method, language: Language
    ) -> CarChoices:
        """Turn a practice that is on off until it is resumed; the term runs on (rule 8).

        Raises:
            PracticeMissingError: The notice has no such practice.
            PracticeRequiredError: The practice has no switch.
            PracticeUndeterminedError: The notice does not say whether it has one.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        return self._hold(vehicle, practice, Status.GIVEN, method=method, language=language)

    def resume(
        self, vehicle: Vehicle, practice: PracticeId, *, method: Method, language: Language
    ) -> CarChoices:
        """Let a paused yes go on until its own end; no new yes (rule 8).

        Raises:
            OwnerAppError: As :meth:`pause`; nothing was saved.
        """
        return self._hold(vehicle, practice, Status.PAUSED, method=method, language=language)

    def set_in_car(
        self, vehicle: Vehicle, practice: PracticeId, *, method: Method, language: Language
    ) -> CarChoices:
        """Write down that the person says they set an answer in the car themselves.

        It is their word and no confirmation. Where nothing was answered, or better evidence is
        there, nothing is written.

        Raises:
            OwnerAppError: As :meth:`pause`; nothing was saved.
        """
        with self._opened.ledger.entries() as entries:
            vehicle = _present(entries.work, vehicle)
            notice = self._shelf.take(entries.work, vehicle.notice)
            check_answer(notice, Answer(practice=practice, on=False), language)
            choice = continuing_choice(
                _kept_for(entries, vehicle, notice, practice), notice, practice
            )
            if choice is not None and can_say_set(choice, entries.now):
                is_on = choice.status is Status.GIVEN
                entries.note(
                    EventKind.EVIDENCE_ADDED,
                    person=vehicle.person,
                    vehicle=vehicle.id,
                    practice=choice.key.practice,
                    notice=choice.notice,
                    method=method,
                    language=language,
                    evidence=EvidenceLevel.SELF_REPORTED,
                    detail={SET_IN_CAR: SET_ON if is_on else SET_OFF},
                )
        return self.view(vehicle)

    def keep_note(self, vehicle: Vehicle, practice: PracticeId, text: str) -> CarChoices:
        """Keep what a person writes for themselves about a practice; nothing forgets it.

        It is beside the history, in the encrypted store, and in no record. Of a text that is
        too long the beginning is kept.

        Raises:
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        said = " ".join(text.split())[:LONGEST_NOTE]
        with self._opened.around.lock.hold(), self._opened.store.write() as work:
            present = _present(work, vehicle)
            key = ChoiceKey(person=present.person, vehicle=present.id, practice=practice)
            work.notes.put(PrivateNote(key=key, text=said))
            work.commit()
        return self.view(vehicle)

    def _hold(
        self,
        vehicle: Vehicle,
        practice: PracticeId,
        wanted: Status,
        *,
        method: Method,
        language: Language,
    ) -> CarChoices:
        """Pause or resume where a practice stands as wanted."""
        with self._opened.ledger.entries() as entries:
            vehicle = _present(entries.work, vehicle)
            notice = self._shelf.take(entries.work, vehicle.notice)
            check_answer(notice, Answer(practice=practice, on=False), language)
            kept = _kept_for(entries, vehicle, notice, practice)
            choice = continuing_choice(kept, notice, practice)
            if choice is not None and choice.status_at(entries.now) is wanted:
                _write_pause(entries, vehicle, practice, choice, method=method, language=language)
        return self.view(vehicle)

    def make_my_record(
        self,
        details: CarDetails,
        loaded: LoadedNotice,
        answers: Sequence[Answer],
        *,
        method: Method,
        language: Language,
    ) -> Vehicle:
        """Save the whole draft of a first run at once: car, notice and answers.

        Raises:
            OwnerAppError: As :meth:`commit`; nothing was saved.
        """
        for answer in answers:
            check_answer(loaded.notice, answer, language)
        with self._opened.ledger.entries() as entries:
            if any(answer.on for answer in answers):
                trust = self._trust.of(loaded.notice, lambda: loaded.pack, entries.work)
                check_takes_yes(trust)
            vehicle = add_vehicle(entries, details, loaded, self._opened.around)
            write_answers(
                entries, vehicle, loaded.notice, answers, method=method, language=language
            )
        return vehicle

    def keep_on(self, vehicle: Vehicle) -> CarChoices:
        """Let everything stay on after a long time without opening; no new yes.

        Raises:
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        keep_on(self._opened.around, self._opened.store)
        return self.view(vehicle)

    def notice_of(self, vehicle: Vehicle) -> Notice:
        """Return the notice that a car follows."""
        with self._opened.store.read() as work:
            return self._shelf.take(work, _present(work, vehicle).notice)

    def _view(self, work: UnitOfWork, vehicle: Vehicle) -> CarChoices:
        vehicle = _present(work, vehicle)
        notice = self._shelf.take(work, vehicle.notice)
        now = self._opened.around.clock.now()
        kept = kept_choices(work, vehicle)
        notes = {
            note.key.practice: note.text
            for note in work.notes.of_vehicle(vehicle.id)
            if note.key.person == vehicle.person
        }
        rules = tuple(work.rules.of_person(vehicle.person))
        choices = []
        for practice in notice.optional():
            choice = continuing_choice(kept, notice, practice.id)
            choices.append(
                PracticeChoice(
                    practice=practice,
                    choice=choice,
                    status=choice.status_at(now) if choice is not None else Status.UNDECIDED,
                    former=former_that_may_stay(kept, notice, practice, now),
                    note=next((notes[id_] for id_ in _names(notice, practice) if id_ in notes), ""),
                )
            )
        return CarChoices(
            vehicle=vehicle,
            notice=notice,
            trust=self._trust.of_kept(notice, work),
            choices=tuple(choices),
            now=now,
            entries=work.events.edge().size,
            asked_until=asked_until(work),
            rules=rules,
            set_aside=work.rules.set_aside_of(vehicle, notice.hash) if rules else frozenset(),
        )


def can_say_set(choice: Choice, now: datetime) -> bool:
    """Tell whether a person may still say that they set an answer in the car themselves."""
    level = choice.evidence
    is_said = level is EvidenceLevel.SELF_REPORTED or (level is not None and level.is_confirmed)
    # A yes that ran out is no answer to set; the entry of its end comes with the next start.
    return not is_said and choice.status_at(now) is choice.status


def _names(notice: Notice, practice: Practice) -> tuple[PracticeId, ...]:
    """Return the ids of a practice, its own one first."""
    return (practice.id, *sorted(ids_of(notice, practice.id) - {practice.id}))


def kept_choices(work: UnitOfWork, vehicle: Vehicle) -> dict[PracticeId, Choice]:
    """Return the choices of a car's person on it, by the practice that they name."""
    return {
        item.key.practice: item
        for item in work.choices.all(vehicle.id)
        if item.key.person == vehicle.person
    }


def former_that_may_stay(
    kept: Mapping[PracticeId, Choice], notice: Notice, practice: Practice, now: datetime
) -> FormerYes | None:
    """Return the former yes whose end a new one may keep: only with a term still offered."""
    former = former_yes(kept, notice, practice.id, now)
    is_offered = former is not None and former.term in notice.offered_terms(practice)
    return former if is_offered else None


def _present(work: UnitOfWork, vehicle: Vehicle) -> Vehicle:
    """Return a car as it is kept now: its notice or its names may have changed since.

    Whose choices are meant stays as it was asked.
    """
    kept = next((item for item in work.vehicles() if item.id == vehicle.id), None)
    if kept is None:
        # Another process erased it since the car was shown.
        raise CarMissingError(car=vehicle.id)
    return replace(kept, person=vehicle.person)


def check_answer(notice: Notice, answer: Answer, language: Language) -> None:
    """Refuse an answer that may not be saved (rule 2); see :meth:`ChoiceService.commit`."""
    practice = notice.practice(answer.practice)
    if practice is None:
        raise PracticeMissingError(practice=answer.practice)
    if practice.required:
        raise PracticeRequiredError(practice=practice.id)
    if not practice.optional:
        raise PracticeUndeterminedError(practice=practice.id)
    if not answer.on:
        return
    offered = notice.offered_terms(practice)
    codes = tuple(term.value for term in offered)
    if answer.term is None:
        raise TermNeededError(practice=practice.id, offered=codes)
    if answer.term not in offered:
        raise TermNotOfferedError(practice=practice.id, term=answer.term.value, offered=codes)
    shown = {(line.field, line.lang): line.text for line in answer.shown}
    for field, text in practice.yes_texts().items():
        expected = text.get(language)
        if (
            expected is None
            or shown.get((field, language)) != shown_line(field, language, expected).text
        ):
            complete = tuple(item for item in notice.languages if practice.is_complete_in(item))
            raise TextIncompleteError(practice=practice.id, language=language, complete=complete)


def write_answers(
    entries: Entries,
    vehicle: Vehicle,
    notice: Notice,
    answers: Sequence[Answer],
    *,
    method: Method,
    language: Language,
) -> None:
    """Write checked answers into a transaction.

    Raises:
        TermNeededError: A yes keeps an end that is not there.
    """
    _write_notice_shown(entries, vehicle, notice, language)
    for answer in answers:
        kept = _kept_for(entries, vehicle, notice, answer.practice)
        present = continuing_choice(kept, notice, answer.practice)
        status = present.status_at(entries.now) if present else Status.UNDECIDED
        if not answer.on and status in {Status.REFUSED, Status.WITHDRAWN}:
            continue
        if answer.on:
            kind = EventKind.CONSENT_GIVEN
        elif status in {Status.GIVEN, Status.PAUSED}:
            kind = EventKind.CONSENT_WITHDRAWN
        else:
            kind = EventKind.CONSENT_REFUSED
        term = answer.term if answer.on else None
        ends_at, zone = _end(entries, answer, kept, notice)
        entries.note(
            kind,
            person=vehicle.person,
            vehicle=vehicle.id,
            practice=answer.practice,
            notice=notice.hash,
            term=term,
            ends_at=ends_at,
            zone=zone,
            method=method,
            language=language,
            text_sha256=entries.keep_shown(answer.shown) if answer.shown else None,
        )


def _write_pause(
    entries: Entries,
    vehicle: Vehicle,
    practice: PracticeId,
    choice: Choice,
    *,
    method: Method,
    language: Language,
) -> None:
    """Pause what is on, or resume what is paused, on the practice itself (rules 6 and 8)."""
    is_paused = choice.status is Status.PAUSED
    is_own = choice.key.practice == practice
    about = {"person": vehicle.person, "vehicle": vehicle.id, "practice": practice}
    if not (is_paused and is_own):
        given_at = choice.given_at or choice.decided_at
        entries.note(
            EventKind.PAUSE_STARTED,
            **about,
            notice=choice.notice,
            term=choice.term,
            ends_at=choice.ends_at,
            zone=choice.zone,
            method=method,
            language=language if is_own else choice.language,
            text_sha256=None if is_own else choice.text_sha256,
            # The yes stands under an id that the practice had before.
            detail={} if is_own else {GIVEN_AT: rfc3339(given_at)},
        )
    if is_paused:
        entries.note(
            EventKind.PAUSE_ENDED, **about, notice=choice.notice, method=method, language=language
        )


def _kept_for(
    entries: Entries, vehicle: Vehicle, notice: Notice, practice: PracticeId
) -> dict[PracticeId, Choice]:
    """Return the choices that decide about one practice, as they are in a transaction."""
    found = {}
    for name in ids_of(notice, practice):
        choice = entries.choice(ChoiceKey(person=vehicle.person, vehicle=vehicle.id, practice=name))
        if choice is not None:
            found[name] = choice
    return found


def _end(
    entries: Entries, answer: Answer, kept: Mapping[PracticeId, Choice], notice: Notice
) -> tuple[datetime | None, str]:
    """Return when an answer ends, and the zone in which that was counted."""
    if not answer.on or answer.term is None:
        return None, ""
    if not answer.keep_end:
        ends_at = term_end(answer.term, entries.now, entries.clock.zone())
        return ends_at, entries.clock.zone_name() if ends_at else ""
    former = former_yes(kept, notice, answer.practice, entries.now)
    if former is None or former.term is not answer.term:
        raise TermNeededError(practice=answer.practice, offered=(answer.term.value,))
    return former.ends_at, former.zone


def _write_notice_shown(
    entries: Entries, vehicle: Vehicle, notice: Notice, language: Language
) -> None:
    """Write once per person, version and language that the notice was shown (rule 4)."""
    name = f"shown:{vehicle.person}:{notice.hash}:{language}"
    if entries.is_fact(name):
        return
    event = entries.note(
        EventKind.NOTICE_SHOWN,
        person=vehicle.person,
        vehicle=vehicle.id,
        notice=notice.hash,
        language=language,
    )
    entries.keep_fact(name, str(event.seq))
