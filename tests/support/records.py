"""Made-up records over the shipped notice packs, in every state that a choice can have."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ownerapp.domain.choice import Status, fold
from ownerapp.domain.event import CONSENT_KINDS, Event, EventKind, Method
from ownerapp.domain.ids import (
    Language,
    PackId,
    PersonId,
    RecordId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.keys import KeyKind, KnownKey, SigningKey
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.record import Disclosure, RecordContent, RecordedChoice, receipt_document
from ownerapp.domain.term import Term, term_end
from ownerapp.domain.text import ShownText, shown_line, shown_text_value
from ownerapp.domain.trust import NoticeTrust, shipped_trust
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.packs.reader import PackReader
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner
from ownerapp.signing.ed25519 import public_of

SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))
PERSON = Person(id=PersonId("5f0e0d3c-59c5-4b6c-9f0b-2c8c9d4f7a10"), name="Lin Yue")
ASKED_AT = datetime(2026, 11, 20, 11, 58, 30, 250_000, tzinfo=UTC)
DECIDED_AT = datetime(2026, 11, 20, 12, 0, 0, 700_000, tzinfo=UTC)
MADE_AT = datetime(2026, 11, 21, 9, 30, 0, 900_000, tzinfo=UTC)
ZONE = "Europe/Berlin"
ORIGIN = "local/ownerapp/5f0e0d3c"
ENGLISH = Language("en")
NOTHING_TICKED = Disclosure()

_SEALER = C2spLogSealer()
_SIGNER = DataIntegritySigner()


def record_key(seed: bytes = SEED) -> SigningKey:
    """The public test key: never one of a person."""
    return SigningKey(
        kind=KeyKind.RECORD, private=seed, public=public_of(seed), valid_from=ASKED_AT
    )


def known_key(seed: bytes = SEED) -> KnownKey:
    return _SIGNER.known_key(record_key(seed))


def shipped_notice(pack: str = "eu-reference-ev") -> Notice:
    loaded = PackReader().by_id(PackId(pack))
    assert loaded is not None
    return loaded.notice


@dataclass(frozen=True)
class Answer:
    """What is done to one practice, one step after the other."""

    kinds: tuple[EventKind, ...]
    term: Term | None = None


_GIVEN, _WITHDRAWN = EventKind.CONSENT_GIVEN, EventKind.CONSENT_WITHDRAWN
ANSWERS = (
    Answer((_GIVEN,), Term.MONTHS_3),
    Answer((_GIVEN,), Term.YEAR_1),
    Answer((_GIVEN,), Term.OPEN),
    Answer((EventKind.CONSENT_REFUSED,)),
    Answer((_GIVEN, _WITHDRAWN), Term.DAYS_7),
    Answer((_GIVEN, EventKind.CONSENT_EXPIRED), Term.DRIVE),
    Answer((_GIVEN, EventKind.CONSENT_SUPERSEDED), Term.MONTHS_3),
    Answer(()),
)


def content(
    notice: Notice,
    *,
    language: Language = ENGLISH,
    answers: tuple[Answer, ...] = ANSWERS,
    disclosure: Disclosure = NOTHING_TICKED,
    seed: bytes = SEED,
    trust: NoticeTrust | None = None,
) -> RecordContent:
    """One record with the answers in the order of the notice's optional practices."""
    vehicle = Vehicle(
        id=VehicleId("0f2f6f4e-3c52-4a41-8d0a-0e6b6d5b9f11"),
        person=PERSON.id,
        name="Lin Yue's saloon",
        plate="B-XY 123",
        vin="WBA00000000000001",
        notice=notice.hash,
    )
    practices = notice.optional()
    return RecordContent(
        receipt_id=RecordId("2b1f0f27-7a1e-4fd6-a0ff-8bfb3f0a8b77"),
        record_id="7f7b3a52-7d3b-4a6e-9b39-0b6b5f0c1a01",
        created=MADE_AT,
        issuer=known_key(seed).did,
        origin=ORIGIN,
        index=41,
        language=language,
        notice=notice,
        trust=trust or shipped_trust(notice),
        notice_shown_at=ASKED_AT,
        person=PERSON,
        vehicle=vehicle,
        disclosure=disclosure,
        choices=tuple(
            _recorded(practice, answer, vehicle, language=language, seq=10 * (at + 1))
            for at, (practice, answer) in enumerate(zip(practices, answers, strict=False))
        ),
    )


def signed_document(
    record: RecordContent | None = None, *, seed: bytes = SEED, **changes: Any
) -> dict[str, Any]:
    """The signed receipt as an object; ``changes`` are made to the credential first."""
    document = receipt_document(record or content(shipped_notice(), seed=seed)) | changes
    return _SIGNER.sign(document, key=record_key(seed), created=MADE_AT)


def signed_bytes(record: RecordContent | None = None, *, seed: bytes = SEED) -> bytes:
    return _SEALER.canonical(signed_document(record, seed=seed))


def sign_again(document: dict[str, Any], *, seed: bytes = SEED) -> bytes:
    """Sign a changed document honestly, with its issuer's own key."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    return json.dumps(_SIGNER.sign(bare, key=record_key(seed), created=MADE_AT)).encode()


def _shown(practice: Practice, language: Language) -> ShownText:
    return tuple(
        shown_line(field, language, text.best(language, language)[1])
        for field, text in practice.yes_texts().items()
        if text
    )


def _recorded(
    practice: Practice, answer: Answer, vehicle: Vehicle, *, language: Language, seq: int
) -> RecordedChoice:
    shown = _shown(practice, language) if answer.kinds else ()
    digest = _SEALER.sha256(_SEALER.canonical(shown_text_value(shown)))
    events: list[Event] = []
    choice = None
    for step, kind in enumerate(answer.kinds):
        term = answer.term if kind is _GIVEN else None
        at = DECIDED_AT + timedelta(hours=step)
        event = Event(
            seq=seq + step,
            at=at,
            monotonic_ms=0,
            kind=kind,
            nonce="0" * 32,
            person=PERSON.id,
            vehicle=vehicle.id,
            notice=vehicle.notice,
            practice=practice.id,
            term=term,
            ends_at=term_end(term, at, ZoneInfo(ZONE)) if term else None,
            zone=ZONE,
            method=None if kind is EventKind.CONSENT_EXPIRED else Method.DESKTOP,
            language=language,
            text_sha256=Sha256Hex(digest),
        )
        events.append(event)
        choice = fold(choice, event)
    if choice is not None and choice.status is Status.EXPIRED:
        choice = replace(choice, ends_at=DECIDED_AT + timedelta(hours=24))
    return RecordedChoice(
        practice=practice,
        status=choice.status_at(MADE_AT) if choice else Status.UNDECIDED,
        choice=choice,
        events=tuple(event for event in events if event.kind in CONSENT_KINDS),
        shown=shown,
        native=(),
    )
