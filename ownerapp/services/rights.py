"""Requests of a person: letters, what was sent, replies, and the clocks of the law.

Rules:

1. A letter is a draft until the person says on which day they sent it and how. Nothing here
   sends anything.
2. Every step is an entry of the history, by random ids: what the person did is
   ``request.made``, what the company did is ``request.answered``, and ``detail.step`` says
   what. Letters and replies stand there only as hashes over a salt that goes with the request.
3. Replies are kept byte for byte in the encrypted store, within bounds.
4. The last days are worked out by the law's clocks each time they are looked at. Which ones were
   shown is kept, so that a later change of a calendar does not change what was said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, field, replace
from datetime import date, datetime

from ownerapp.compliance.deadlines.clock import Clock, ClockState, Headline, clocks, headline
from ownerapp.compliance.deadlines.parameters import Parameters
from ownerapp.compliance.requests import RequestReport, check_request
from ownerapp.domain.errors import (
    FieldRequiredError,
    FileTooLargeError,
    PracticeMissingError,
    RequestMissingError,
    RequestStepError,
    RightNotKnownError,
    TextNotAllowedError,
)
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import Language, PracticeId, ReplyId, RequestId, Sha256Hex
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.notice_codes import LegalGround
from ownerapp.domain.record import Disclosure
from ownerapp.domain.request import ShownDue
from ownerapp.domain.rights import (
    NEEDS_WORDS,
    REPLIES_LIMIT,
    REPLY_FILE_LIMIT,
    REPLY_TEXT_LIMIT,
    WORDS_LIMIT,
    KeptReply,
    KeptRequest,
    LetterPart,
    ReplyKind,
    RequestState,
    RightAsked,
    Sending,
    Way,
    rights_of,
)
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.ledger import Entries
from ownerapp.services.letter_writing import (
    Address,
    Earlier,
    LetterFacts,
    address_for,
    article_of,
    deadlines_for,
    letter_languages,
    write_letter,
)
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.store import UnitOfWork
from ownerapp.services.request_steps import ReplyGiven, after_reply, ended, state_of

_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person wants to ask for."""

    right: RightAsked
    practice: PracticeId | None = None
    """None for everything in the notice."""
    words: str = ""
    disclosure: Disclosure = field(default_factory=Disclosure)
    about: RequestId | None = None
    """For a complaint, the request that it is about."""
    member_state: str = ""
    """The state from which the company answers, where the notice does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """Everything that a page says about one request."""

    request: KeptRequest
    vehicle: Vehicle
    notice: Notice
    practice: Practice | None
    replies: tuple[KeptReply, ...]
    clocks: tuple[Clock, ...]
    headline: Headline | None
    report: RequestReport | None
    """What the rules of the law find; None before the letter was sent."""
    state: RequestState
    today: date
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be asked for about a car."""

    vehicle: Vehicle
    owner: str
    notice: Notice
    rights: tuple[RightAsked, ...]
    earlier: tuple[RequestView, ...]
    """Requests that were sent, which a complaint can be about."""


class RightsService:
    """Use cases around requests."""

    def __init__(self, opened: OpenedStore, shelf: NoticeShelf | None = None) -> None:
        self._opened = opened
        self._shelf = shelf or NoticeShelf(opened.around.packs)

    # -------------------------------------------------------------- reading

    def all(self) -> tuple[RequestView, ...]:
        """Return all requests, newest first."""
        with self._opened.store.read() as work:
            return tuple(self._view(work, item) for item in work.requests.all())

    def find(self, request: str) -> RequestView:
        """Return a request by its id, or by at least four characters that begin it alone.

        Raises:
            RequestMissingError: There is none, or more than one.
        """
        with self._opened.store.read() as work:
            return self._view(work, _found(work, request))

    def offer(self, vehicle: Vehicle) -> Offer:
        """Return what can be asked for about a car."""
        with self._opened.store.read() as work:
            vehicle = _present(work, vehicle)
            notice = self._shelf.take(work, vehicle.notice)
            people = {person.id: person.name for person in work.people()}
            earlier = tuple(
                self._view(work, item)
                for item in work.requests.all()
                if item.vehicle == vehicle.id
                and item.sent is not None
                and item.right is not RightAsked.COMPLAIN
            )
        return Offer(
            vehicle=vehicle,
            owner=people.get(vehicle.person, ""),
            notice=notice,
            rights=rights_of(RuleRegime(notice.regime.value)),
            earlier=earlier,
        )

    def preview(
        self, vehicle: Vehicle, wish: Wish, *, language: Language
    ) -> tuple[LetterPart, ...]:
        """Return the letter that :meth:`draft` would keep; nothing is kept.

        Raises:
            InputError: As :meth:`draft`.
        """
        with self._opened.store.read() as work:
            return self._drafted(work, vehicle, wish, language)[1]

    def content(self, reply: ReplyId) -> bytes:
        """Return the file or the text of a reply.

        Raises:
            RequestMissingError: There is no such reply.
        """
        with self._opened.store.read() as work:
            found = work.requests.content(reply)
        if found is None:
            raise RequestMissingError(request=reply)
        return found

    def notice_pack(self, view: RequestView) -> bytes:
        """Return the exact bytes of the notice that a request rests on."""
        with self._opened.store.read() as work:
            return work.notice_pack(view.request.notice) or b""

    # -------------------------------------------------------------- steps

    def draft(
        self, vehicle: Vehicle, wish: Wish, *, method: Method, language: Language
    ) -> RequestView:
        """Write a letter and keep it as a draft; it is not sent by that (rule 1).

        Raises:
            RightNotKnownError: The notice's law does not know this right.
            PracticeMissingError: The notice has no such practice.
            FieldRequiredError: This right needs the person's own words.
            TextNotAllowedError: They are too long.
            RequestMissingError: A complaint names a request that is not there.
            RequestStepError: It names one that was not sent, or is about another car.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        with self._opened.ledger.entries() as entries:
            around = self._opened.around
            facts, letters = self._drafted(entries.work, vehicle, wish, language)
            practice = facts.practice
            party = facts.notice.party(facts.notice.controller)
            ground = practice.basis.ground if practice is not None and practice.basis else None
            request = KeptRequest(
                id=RequestId(around.ids.uuid()),
                person=vehicle.person,
                vehicle=vehicle.id,
                notice=facts.notice.hash,
                practice=wish.practice,
                regimes=_regimes(facts.notice),
                right=wish.right,
                about=wish.about,
                role=address_for(facts.notice, wish.right).role,
                is_about_sensitive=_is_sensitive(facts.notice, practice),
                ground=ground if isinstance(ground, LegalGround) else None,
                member_state=wish.member_state or (party.country if party is not None else ""),
                made_at=entries.now,
                letters=letters,
                salt=around.ids.nonce(),
                disclosure=wish.disclosure,
            )
            self._keep(entries, request, "drafted", method=method, language=language)
        return self.find(request.id)

    def drop(self, request: str, *, method: Method) -> None:
        """Throw a draft away; that it was written stays in the history.

        Raises:
            RequestMissingError: There is none.
            RequestStepError: It was sent; then it can be closed.
        """
        with self._opened.ledger.entries() as entries:
            found = _found(entries.work, request)
            if found.sent is not None:
                raise RequestStepError(reason="sent")
            self._note(entries, found, EventKind.REQUEST_MADE, "dropped", method=method)
            entries.work.requests.remove(found.id)

    def bring_back(self, draft: KeptRequest, *, method: Method) -> RequestView:
        """Keep a draft again that was thrown away, as it was.

        Raises:
            RequestMissingError: Its car or its person is gone meanwhile.
            RequestStepError: It is no draft.
        """
        if draft.sent is not None:
            raise RequestStepError(reason="sent")
        with self._opened.ledger.entries() as entries:
            cars = {(car.id, car.person) for car in entries.work.vehicles()}
            if (draft.vehicle, draft.person) not in cars:
                raise RequestMissingError(request=draft.id)
            if entries.work.requests.get(draft.id) is None:
                self._keep(entries, draft, "brought-back", method=method)
        return self.find(draft.id)

    def reopen(self, request: str, *, method: Method) -> RequestView:
        """Go on with a request that was closed; one that is open stays as it is.

        Raises:
            RequestMissingError: There is none.
        """
        with self._opened.ledger.entries() as entries:
            found = _found(entries.work, request)
            if found.closed_on is not None:
                self._keep(entries, replace(found, closed_on=None), "reopened", method=method)
        return self.find(request)

    def sent(self, request: str, *, on: date, by: Way, method: Method) -> RequestView:
        """Keep that the person sent the letter, as they say (rule 1).

        Raises:
            RequestMissingError: There is none.
            RequestStepError: It was sent already, or the day has not come.
        """
        with self._opened.ledger.entries() as entries:
            found = _found(entries.work, request)
            if found.sent is not None:
                raise RequestStepError(reason="sent")
            self._check_day(entries, on)
            self._keep(
                entries,
                replace(found, sent=Sending(on=on, by=by)),
                "sent",
                method=method,
                on=on.isoformat(),
                by=by.value,
            )
        return self.find(request)

    def correct_sent(self, request: str, *, on: date, by: Way, method: Method) -> RequestView:
        """Keep another day or way of sending than the person had said; no entry is changed by it.

        Raises:
            RequestMissingError: There is none.
            RequestStepError: It was not sent, it is closed, the day has not come, or something
                that came after the letter would have come before it.
        """
        with self._opened.ledger.entries() as entries:
            found = _sent_one(entries, request)
            self._check_day(entries, on)
            replies = entries.work.requests.replies(found.id)
            later = [reply.on for reply in replies]
            if found.arrived_on is not None:
                later.append(found.arrived_on)
            if later and min(later) < on:
                raise RequestStepError(reason="after-later")
            former, sending = found.sent, Sending(on=on, by=by)
            if former is not None and former != sending:
                self._keep(
                    entries,
                    replace(found, sent=sending, sent_before=(*found.sent_before, former)),
                    "sent-corrected",
                    method=method,
                    on=on.isoformat(),
                    by=by.value,
                )
        return self.find(request)

    def arrived(self, request: str, *, on: date, method: Method) -> RequestView:
        """Keep on which day the letter arrived, as the person learnt it.

        Raises:
            RequestMissingError: There is none.
            RequestStepError: It was not sent, or the day does not fit.
        """
        with self._opened.ledger.entries() as entries:
            found = self._open_one(entries, request, on)
            changed = replace(found, arrived_on=on)
            self._keep(entries, changed, "arrived", method=method, on=on.isoformat())
        return self.find(request)

    def reply(self, request: str, given: ReplyGiven, *, method: Method) -> RequestView:
        """Keep a reply with its content (rule 3), and what it does.

        Raises:
            RequestMissingError: There is none.
            RequestStepError: It does not fit the point at which the request is.
            FileTooLargeError: The file is larger than what is kept.
            FileMissingError: There is no such file.
            TextNotAllowedError: The text is too long.
        """
        around = self._opened.around
        content, name = self._content(given)
        with self._opened.ledger.entries() as entries:
            found = self._open_one(entries, request, given.on)
            kept = entries.work.requests.replies(found.id)
            if len(kept) >= REPLIES_LIMIT:
                raise RequestStepError(reason="too-many")
            if not content and given.kind is ReplyKind.OTHER:
                raise RequestStepError(reason="empty")
            salt = around.ids.nonce()
            reply = KeptReply(
                id=ReplyId(around.ids.uuid()),
                request=found.id,
                kind=given.kind,
                on=given.on,
                kept_at=entries.now,
                name=name,
                size=len(content),
                salt=salt,
                sha256=around.sealer.sha256(bytes.fromhex(salt) + content),
            )
            changed = after_reply(found, given, has_document=bool(content), name=name)
            self._keep(
                entries,
                changed,
                given.kind.value,
                kind=EventKind.REQUEST_ANSWERED,
                method=method,
                on=given.on.isoformat(),
                reply=reply.sha256,
            )
            entries.work.requests.add_reply(reply, content)
        return self.find(request)

    def gave(self, request: str, *, on: date, method: Method) -> RequestView:
        """Keep that the person gave what the company had asked for.

        Raises:
            RequestMissingError: There is none.
            RequestStepError: The company awaits nothing.
        """
        with self._opened.ledger.entries() as entries:
            found = self._open_one(entries, request, on)
            if not found.awaits_person:
                raise RequestStepError(reason="nothing-awaited")
            changed = replace(
                found,
                identity=ended(found.identity, on) if found.identity else None,
                clarifications=tuple(ended(wait, on) for wait in found.clarifications),
            )
            self._keep(entries, changed, "gave", method=method, on=on.isoformat())
        return self.find(request)

    def close(self, request: str, *, method: Method) -> RequestView:
        """Close a request that was sent; its letters and replies stay.

        Raises:
            RequestMissingError: There is none.
            RequestStepError: It was not sent, or is closed.
        """
        with self._opened.ledger.entries() as entries:
            today = self._today(entries.now)
            found = self._open_one(entries, request, today)
            changed = replace(found, closed_on=today)
            self._keep(entries, changed, "closed", method=method, on=today.isoformat())
        return self.find(request)

    # -------------------------------------------------------------- private

    def _view(self, work: UnitOfWork, request: KeptRequest) -> RequestView:
        today = self._today(self._opened.around.clock.now())
        notice = self._shelf.take(work, request.notice)
        asked = request.as_request()
        found: tuple[Clock, ...] = ()
        report = None
        ahead = None
        if asked is not None:
            parameters = self._parameters()
            found = clocks(asked, parameters)
            ahead = headline(found, asked)
            report = _known(check_request(asked, today=today, parameters=parameters))
        vehicles = {item.id: item for item in work.vehicles()}
        return RequestView(
            request=request,
            vehicle=vehicles[request.vehicle],
            notice=notice,
            practice=notice.practice(request.practice) if request.practice else None,
            replies=tuple(work.requests.replies(request.id)),
            clocks=found,
            headline=ahead,
            report=report,
            state=state_of(request, ahead, today),
            today=today,
            address=address_for(notice, request.right),
        )

    def _drafted(
        self, work: UnitOfWork, vehicle: Vehicle, wish: Wish, language: Language
    ) -> tuple[LetterFacts, tuple[LetterPart, ...]]:
        """Return what a letter rests on, and the letter."""
        vehicle = _present(work, vehicle)
        notice = self._shelf.take(work, vehicle.notice)
        regime = RuleRegime(notice.regime.value)
        known = rights_of(regime)
        book = self._opened.around.law.letters()
        law = book.law(regime, wish.right)
        if wish.right not in known or law is None:
            raise RightNotKnownError(
                right=wish.right.value, known=tuple(item.value for item in known)
            )
        practice = None
        if wish.practice is not None:
            practice = notice.practice(wish.practice)
            if practice is None:
                raise PracticeMissingError(practice=wish.practice)
        words = wish.words.strip()
        if not words and wish.right in NEEDS_WORDS:
            raise FieldRequiredError(field="words")
        if len(words) > WORDS_LIMIT:
            raise TextNotAllowedError(field="words", reason="too-long", limit=WORDS_LIMIT)
        languages = letter_languages(book, notice, language)
        people = {person.id: person.name for person in work.people()}
        facts = LetterFacts(
            notice=notice,
            practice=practice,
            vehicle=vehicle,
            owner=people.get(vehicle.person, ""),
            right=wish.right,
            law=law,
            disclosure=wish.disclosure,
            words=words,
            deadlines=deadlines_for(
                wish.right,
                regime.value,
                self._parameters(),
                is_sensitive=_is_sensitive(notice, practice),
            ),
            earlier=self._earlier(work, vehicle, wish, languages),
        )
        return facts, write_letter(facts, book, languages)

    def _earlier(
        self, work: UnitOfWork, vehicle: Vehicle, wish: Wish, languages: tuple[Language, ...]
    ) -> Earlier | None:
        """Return the request that a complaint is about, if it names one."""
        if wish.about is None:
            return None
        found = _found(work, wish.about)
        start = found.clock_from
        if wish.right is not RightAsked.COMPLAIN or found.vehicle != vehicle.id:
            raise RequestStepError(reason="not-about")
        if found.sent is None or start is None:
            raise RequestStepError(reason="not-sent")
        view = self._view(work, found)
        book = self._opened.around.law.letters()
        law = book.law(found.regime, found.right)
        counted = next(
            (
                clock
                for clock in view.clocks
                if clock.parameter.is_binding and clock.deadline and clock.deadline.due_on
            ),
            None,
        )
        return Earlier(
            subject={item: law.subject[item] if law else "" for item in languages},
            sent_on=found.sent.on,
            started_on=start,
            due_on=counted.deadline.due_on if counted and counted.deadline else None,
            article={
                item: article_of(counted.parameter, book, item) if counted else ""
                for item in languages
            },
            answered_on=found.answer.closed_on if found.answer else None,
            outcome=found.answer.outcome if found.answer else None,
        )

    def _content(self, given: ReplyGiven) -> tuple[bytes, str]:
        """Return what is kept of a reply, and the name of its file."""
        if given.path:
            files = self._opened.around.files
            content = files.read(given.path, limit_bytes=REPLY_FILE_LIMIT)
            if len(content) > REPLY_FILE_LIMIT:  # pragma: no cover - the port refuses it
                raise FileTooLargeError(path=given.path, limit_bytes=REPLY_FILE_LIMIT)
            return content, _base_name(given.path)
        if len(given.text) > REPLY_TEXT_LIMIT:
            raise TextNotAllowedError(field="text", reason="too-long", limit=REPLY_TEXT_LIMIT)
        return given.text.strip().encode(), ""

    def _open_one(self, entries: Entries, request: str, on: date) -> KeptRequest:
        """Return a request that was sent and is not closed, for a step of a day."""
        found = _sent_one(entries, request)
        self._check_day(entries, on)
        if found.sent is not None and on < found.sent.on:
            raise RequestStepError(reason="before-sent")
        return found

    def _check_day(self, entries: Entries, on: date) -> None:
        if on > self._today(entries.now):
            raise RequestStepError(reason="in-future")

    def _keep(
        self,
        entries: Entries,
        request: KeptRequest,
        step: str,
        *,
        method: Method,
        kind: EventKind = EventKind.REQUEST_MADE,
        language: Language | None = None,
        **detail: str,
    ) -> None:
        """Keep a request's new state with the last days that are shown for it, and the entry."""
        request = replace(request, shown_dues=tuple(self._dues(request)))
        entries.work.requests.put(request)
        self._note(entries, request, kind, step, method=method, language=language, **detail)

    def _note(
        self,
        entries: Entries,
        request: KeptRequest,
        kind: EventKind,
        step: str,
        *,
        method: Method,
        language: Language | None = None,
        **detail: str,
    ) -> None:
        more = {"letter": self._letter_hash(request)} if step in {"drafted", "sent"} else {}
        entries.note(
            kind,
            person=request.person,
            vehicle=request.vehicle,
            notice=request.notice,
            practice=request.practice,
            method=method,
            language=language,
            detail={
                "request": request.id,
                "right": request.right.value,
                "step": step,
                **detail,
                **more,
            },
        )

    def _letter_hash(self, request: KeptRequest) -> Sha256Hex:
        """Return the SHA-256 of a letter over its salt (rule 2)."""
        return self._opened.around.sealer.sha256(
            bytes.fromhex(request.salt) + letter_bytes(request.letters)
        )

    def _dues(self, request: KeptRequest) -> Iterator[ShownDue]:
        asked = request.as_request()
        if asked is None:
            return
        for clock in clocks(asked, self._parameters()):
            deadline = clock.deadline
            if deadline is not None and deadline.state is ClockState.COUNTED and deadline.due_on:
                yield ShownDue(parameter=clock.parameter.id, on=deadline.due_on)

    def _parameters(self) -> Parameters:
        return self._opened.around.law.deadlines()

    def _today(self, now: datetime) -> date:
        return now.astimezone(self._opened.around.clock.zone()).date()


def letter_bytes(letters: tuple[LetterPart, ...]) -> bytes:
    """Return the bytes of a letter that its hash in the history is over, after the salt."""
    return json.dumps(
        [asdict(part) for part in letters], ensure_ascii=False, sort_keys=True, indent=None
    ).encode()


def _found(work: UnitOfWork, request: str) -> KeptRequest:
    exact = work.requests.get(RequestId(request))
    if exact is not None:
        return exact
    begun = [
        item
        for item in (work.requests.all() if len(request) >= _SHORTEST_ID else ())
        if item.id.startswith(request)
    ]
    if len(begun) != 1:
        raise RequestMissingError(request=request)
    return begun[0]


def _sent_one(entries: Entries, request: str) -> KeptRequest:
    """Return a request that was sent and is not closed."""
    found = _found(entries.work, request)
    if found.sent is None:
        raise RequestStepError(reason="not-sent")
    if found.closed_on is not None:
        raise RequestStepError(reason="closed")
    return found


def _present(work: UnitOfWork, vehicle: Vehicle) -> Vehicle:
    return next((item for item in work.vehicles() if item.id == vehicle.id), vehicle)


def _regimes(notice: Notice) -> tuple[RuleRegime, ...]:
    further = tuple(RuleRegime(item.value) for item in notice.further_regimes)
    return (RuleRegime(notice.regime.value), *further)


def _is_sensitive(notice: Notice, practice: Practice | None) -> bool:
    meant = notice.practices if practice is None else (practice,)
    return any(item.sensitive for item in meant)


def _known(report: RequestReport) -> RequestReport:
    """Leave out what is found only because nobody said in which form an answer came."""
    return replace(
        report,
        findings=tuple(
            item
            for item in report.findings
            if item.code not in {"not-electronic", "not-portable"} or item.facts.get("formats")
        ),
    )


def _base_name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]
