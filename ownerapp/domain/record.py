"""The record: a DPV 2.3 consent receipt for one car's choices, not yet signed.

Builds the credential of ``records.md`` sections 1.5 and 1.6 from values alone. Rules:

1. Every optional practice asked for is in it, refusals and undecided ones included.
2. Nothing is filled in that nobody stated: a missing fact is left out and named in
   ``car:notStated``, or stands as the term ``car:NotStated``.
3. ``dpv:ConsentRequested`` is indicated by this program's key, never by the maker; an
   undecided practice has that status alone.
4. ``eu-gdpr:`` terms and the EU profiles only for notices of the EU regime.
5. Every list stays a list, also with one member or none.
6. Name, plate and VIN stand in it only when the person ticks them.
7. It says whose word the notice is. A practice of which the notice does not state whether it
   has a switch is listed as such, and neither as a choice nor as always on.
8. A record about a day that is over says so in ``car:asOf``: every status in it is the one at
   the end of that day, and nothing that happened later is in it.
9. DPV has no status for a pause, and the consent is given all the while: so a paused practice
   keeps ``dpv:ConsentGiven`` as its last status, while ``car:status`` says ``paused``, which is
   off, and ``car:paused`` since when. A pause that is over is not in a record.
10. A person's private note on a choice stands in it only when they tick it, as
   ``car:privateNote`` and in their words of now; so never in a record about a day that is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.event import Event, EventKind, Method
from ownerapp.domain.ids import Language, RecordId
from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.domain.notice import (
    Notice,
    NotStated,
    Origin,
    Place,
    Practice,
    Reach,
    Regime,
    Transfer,
)
from ownerapp.domain.record_parties import entities, location_iri
from ownerapp.domain.term import Term
from ownerapp.domain.text import ShownText, Text, bcp47, shown_text_value
from ownerapp.domain.trust import NoticeTrust, TrustLevel
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle

CREDENTIALS_CONTEXT = "https://www.w3.org/ns/credentials/v2"
VEHICLE_CONTEXT = "https://consent.example/ns/vehicle-consent/v1"
CONTEXTS = (CREDENTIALS_CONTEXT, VEHICLE_CONTEXT)
"""The two context addresses of version 1: identifiers, never fetched."""

TERM_DURATIONS = {
    Term.DRIVE: "PT24H",
    Term.DAYS_7: "P7D",
    Term.MONTHS_3: "P3M",
    Term.YEAR_1: "P1Y",
}
"""ISO 8601 durations of the terms that end; ``drive`` ends at latest then."""

_STATUS_TYPES = {
    EventKind.CONSENT_GIVEN: "dpv:ConsentGiven",
    EventKind.CONSENT_REFUSED: "dpv:ConsentRefused",
    EventKind.CONSENT_WITHDRAWN: "dpv:ConsentWithdrawn",
    EventKind.CONSENT_EXPIRED: "dpv:ConsentExpired",
    EventKind.CONSENT_SUPERSEDED: "dpv:ConsentInvalidated",
    EventKind.CONSENT_DORMANT: "dpv:ConsentWithdrawn",
}
_INDICATION = {
    Method.DESKTOP: "Desktop app: the control that names the answer",
    Method.KIOSK: "Kiosk: the control that names the answer",
    Method.CLI: "Command line: a command for this one practice",
    Method.IMPORT: "Imported from another record",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """What identifies person and car, and whether the person ticked it (default no)."""

    name: bool = False
    plate: bool = False
    vin: bool = False
    notes: bool = False
    """The private notes on the choices; only a record can hold them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedChoice:
    """One optional practice with all that happened to it.

    ``events`` are its consent events under this notice, oldest first. ``shown`` is the
    text that was on screen at the decision that holds, ``native`` the same fields in the
    notice's own language where that is another one; both empty while undecided.
    """

    practice: Practice
    status: Status
    choice: Choice | None
    events: tuple[Event, ...]
    shown: ShownText = ()
    native: ShownText = ()
    evidence_at: datetime | None = None
    """When what supports it came, where that was after the decision."""
    asked_at: datetime | None = None
    """When the notice of its first answer was shown, which may be an earlier one than the
    record's; None where nothing was answered: then it is the record's own notice that asks."""
    note: str = ""
    """The person's private note, where they ticked that it goes along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The day that a record is about, where that is not the present.

    ``at`` is the last whole second of that day in its zone, an instant in UTC.
    """

    day: date
    zone: str
    """The IANA name of the zone in which the day was counted; ``UTC`` where it was not known."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContent:
    """Everything that a record is built from."""

    receipt_id: RecordId
    record_id: str
    created: datetime
    issuer: str
    """The did:key of this program's record key."""
    origin: str
    """The log's origin line."""
    index: int
    """The place in the log that is kept for this record."""
    language: Language
    notice: Notice
    trust: NoticeTrust
    notice_shown_at: datetime
    person: Person
    vehicle: Vehicle
    disclosure: Disclosure
    choices: tuple[RecordedChoice, ...]
    as_of: AsOf | None = None
    """None for a record about the moment at which it is made."""


def receipt_document(content: RecordContent) -> dict[str, JsonValue]:
    """Return the credential, ready to be signed."""
    profile = "-eu-gdpr" if content.notice.regime is Regime.EU else ""
    urn = f"urn:uuid:{content.receipt_id}"
    created = _seconds(content.created)
    return {
        "@context": list(CONTEXTS),
        "id": urn,
        "type": ["VerifiableCredential", "dpv:ConsentReceipt"],
        "issuer": content.issuer,
        "validFrom": created,
        "credentialSubject": {
            "id": f"{urn}#receipt",
            "type": "dpv:ConsentReceipt",
            "dpv:hasIdentifier": content.receipt_id,
            "dct:conformsTo": f"dpv-27560:receipt{profile}",
            "dct:created": created,
            "car:logPosition": {"car:origin": content.origin, "car:index": content.index},
            "dpv:hasRecordOfActivity": [_consent_record(content, f"dpv-27560:record{profile}")],
        },
    }


def statement_codes(content: RecordContent) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what the record shows and what it does not, as codes.

    They are computed from what is really in it and stand in ``car:shows`` and
    ``car:doesNotShow``; the words for them are the presentation's.
    """
    shows = ["signed-here"]
    if any(item.choice is not None for item in content.choices):
        shows.append("answers-and-times")
    if any(item.shown for item in content.choices):
        shows.append("texts-as-shown")
    if any(item.status is Status.UNDECIDED for item in content.choices):
        shows.append("undecided-are-off")
    if content.as_of is not None:
        shows.append("as-of-day")
    shows.append("place-in-history")
    does_not = ["who-pressed", "clock-not-witnessed"]
    levels = [item.choice.evidence for item in content.choices if item.choice is not None]
    confirmed = [level for level in levels if level is not None and level.is_confirmed]
    if len(confirmed) < len([level for level in levels if level is not None]) or not confirmed:
        does_not.append("car-not-confirmed")
    does_not += ["maker-not-told", "notice-not-verified"]
    if content.notice.origin is Origin.COMPILED:
        does_not.append("notice-compiled")
    if any(event.method is Method.IMPORT for item in content.choices for event in item.events):
        does_not.append("answers-imported")
    if content.trust.level in {TrustLevel.UNSIGNED, TrustLevel.BROKEN}:
        does_not.append("notice-not-signed")
    return tuple(shows), tuple(does_not)


def trust_word(trust: NoticeTrust) -> str:
    """Return ``car:noticeTrust``: shipped, signed, unsigned or broken.

    Whose key the person accepted is their own matter and not in the record.
    """
    match trust.level:
        case TrustLevel.SIGNED_ACCEPTED | TrustLevel.SIGNED_NOT_ACCEPTED:
            return "signed"
        case TrustLevel.SHIPPED | TrustLevel.UNSIGNED | TrustLevel.BROKEN:
            return trust.level.value


def _consent_record(content: RecordContent, profile: str) -> dict[str, JsonValue]:
    notice = content.notice
    shows, does_not = statement_codes(content)
    subject: dict[str, JsonValue] = {
        "id": f"urn:uuid:{content.person.id}",
        "type": "dpv:DataSubject",
        "dct:identifier": content.person.id,
    }
    if content.disclosure.name and content.person.name:
        subject["dpv:hasName"] = content.person.name
    record: dict[str, JsonValue] = {
        "id": f"urn:uuid:{content.record_id}",
        "type": "dpv:ConsentRecord",
        "dpv:hasIdentifier": content.record_id,
        "dct:identifier": content.record_id,
        "dct:conformsTo": profile,
        "dct:created": _seconds(content.created),
        "dct:creator": content.issuer,
        "dct:language": _two_letters(content.language),
        "dpv:hasDataSubject": subject,
        "car:vehicle": _vehicle(content),
        "dpv:hasNotice": [_notice(notice, content)],
        "dpv:hasJurisdiction": [location_iri(notice.jurisdiction)],
        "dpv:hasApplicableLaw": list(notice.applicable_law),
        "dpv:hasDataController": [_party_urn(notice.controller)],
        "dpv:hasProcess": [_process(content, item) for item in content.choices],
        "car:alwaysOn": [_always_on(item, content) for item in notice.required()],
        "car:switchNotStated": [
            {"dct:identifier": item.id, "dct:title": _words(item.title, content)}
            for item in notice.undetermined()
        ],
        "dpv:hasConsentControl": [_control(notice)],
        "dpv:hasRight": [
            _without_empty(
                {
                    "@type": ["dpv:DataSubjectRight", *right.dpv],
                    "dct:title": _words(right.title, content),
                    "dct:description": _words(right.how, content),
                    "dpv:isExercisedAt": right.exercised_at,
                }
            )
            for right in notice.rights
        ],
        "dpv:hasEntity": entities(notice, content.language),
        "car:shows": list(shows),
        "car:doesNotShow": list(does_not),
    }
    if content.as_of is not None:
        record["car:asOf"] = {
            "car:day": content.as_of.day.isoformat(),
            "car:zone": content.as_of.zone,
            "car:at": _seconds(content.as_of.at),
        }
    return record


def _vehicle(content: RecordContent) -> dict[str, JsonValue]:
    vehicle, notice = content.vehicle, content.notice
    value: dict[str, JsonValue] = {
        "dct:identifier": vehicle.id,
        "car:brand": _words(notice.brand, content),
        "car:model": _words(notice.model, content),
    }
    if content.disclosure.name:
        value["car:name"] = vehicle.name
    if content.disclosure.plate and vehicle.plate:
        value["car:plate"] = vehicle.plate
    if content.disclosure.vin and vehicle.vin:
        value["car:vin"] = vehicle.vin
    return value


def _notice(notice: Notice, content: RecordContent) -> dict[str, JsonValue]:
    language = content.language
    return _without_empty(
        {
            "id": f"urn:notice:{notice.pack_id}:{notice.version}",
            "type": "dpv:ConsentNotice",
            "dct:title": notice.title.best(language, notice.native_language)[1],
            "dct:language": _two_letters(language),
            "dct:date": notice.effective_from.isoformat(),
            "schema:url": notice.url,
            "car:version": notice.version,
            "car:packSha256": notice.hash,
            "car:origin": notice.origin.value,
            "car:noticeTrust": trust_word(content.trust),
            "car:noticeKey": content.trust.fingerprint,
        }
    )


def _process(content: RecordContent, item: RecordedChoice) -> dict[str, JsonValue]:
    practice = item.practice
    value: dict[str, JsonValue] = {
        "@type": ["dpv:Process"],
        "dct:identifier": practice.id,
        "dct:title": _words(practice.title, content),
        "dpv:hasPurpose": [
            {
                "@type": ["dpv:Purpose"],
                "skos:broader": practice.purpose_dpv,
                "skos:prefLabel": _words(practice.why, content),
            }
        ],
        "dpv:hasPersonalData": [
            {
                "@type": ["dpv:PersonalData", "dpv:SensitivePersonalData"]
                if data.sensitive
                else ["dpv:PersonalData"],
                "skos:broader": data.dpv,
                "skos:prefLabel": _words(data.name, content),
                "dpv:hasNecessity": "dpv:Optional",
            }
            for data in practice.personal_data
        ],
        "dpv:hasProcessing": list(practice.processing_dpv),
        "dpv:hasDataSource": "dpv:DataSubjectDataSource",
        "dpv:hasLegalBasis": list(practice.legal_basis_dpv),
        "dpv:hasRecipient": [_party_urn(party) for party in practice.recipients]
        or ["car:NoRecipient" if _is_given_to_nobody(practice) else "car:NotStated"],
        "dpv:hasStorageCondition": _storage(practice, content),
        "dpv:hasProcessingCondition": [
            {"@type": ["dpv:ProcessingLocation"], "dpv:hasLocation": _processing_places(practice)}
        ],
        "dpv:hasThirdCountry": [location_iri(move.country) for move in practice.transfers],
        "dpv:hasOrganisationalMeasure": [_transfer(move, content) for move in practice.transfers],
        "dpv:hasConsentStatus": _statuses(content, item),
        "car:status": item.status.value,
    }
    if item.choice is not None:
        value |= _decision(item, item.choice, content.notice)
    if item.shown:
        value["car:shownText"] = shown_text_value(item.shown)
    if item.choice is not None and item.choice.text_sha256:
        value["car:shownTextSha256"] = item.choice.text_sha256
    if item.native:
        value["car:nativeText"] = shown_text_value(item.native)
    if item.note and content.disclosure.notes and content.as_of is None:
        value["car:privateNote"] = item.note
    return value


def _decision(item: RecordedChoice, choice: Choice, notice: Notice) -> dict[str, JsonValue]:
    """Return term, end and evidence of a decision; a refusal has neither term nor end."""
    value: dict[str, JsonValue] = {"car:eventIndex": choice.event_seq}
    if choice.term is not None:
        value["car:term"] = choice.term.value
    if choice.ends_at is not None:
        value["car:endsAt"] = {"car:at": _seconds(choice.ends_at), "car:zone": choice.zone}
    if choice.status is Status.PAUSED:
        value["car:paused"] = {"car:at": _seconds(choice.decided_at)}
    if choice.evidence is not None:
        value["car:evidence"] = {
            "car:level": choice.evidence.value,
            "car:at": _seconds(item.evidence_at or choice.decided_at),
        }
    if choice.notice != notice.hash:
        value["car:decidedOnPack"] = choice.notice
    return value


def _statuses(content: RecordContent, item: RecordedChoice) -> list[JsonValue]:
    statuses: list[JsonValue] = [
        {
            "@type": ["dpv:ConsentRequested"],
            "dpv:isIndicatedBy": content.issuer,
            "dpv:isIndicatedAtTime": _seconds(item.asked_at or content.notice_shown_at),
        }
    ]
    person = f"urn:uuid:{content.person.id}"
    for event in item.events:
        by_person = event.method is not None
        value: dict[str, JsonValue] = {
            "@type": _status_types(event, item.practice),
            "dpv:isIndicatedBy": person if by_person else content.issuer,
            "dpv:isIndicatedAtTime": _seconds(event.at),
            "car:eventIndex": event.seq,
        }
        if event.method is not None:
            value["dpv:hasIndicationMethod"] = _INDICATION[event.method]
        if event.kind is EventKind.CONSENT_GIVEN:
            value["dpv:hasDuration"] = _duration(event.term)
        statuses.append(value)
    if item.status is Status.EXPIRED and not _ends_with_expiry(item.events):
        # Time alone ended it; the event is written at the next start.
        end = item.choice.ends_at if item.choice and item.choice.ends_at else content.created
        statuses.append(
            {
                "@type": ["dpv:ConsentExpired"],
                "dpv:isIndicatedBy": content.issuer,
                "dpv:isIndicatedAtTime": _seconds(end),
            }
        )
    return statuses


def _status_types(event: Event, practice: Practice) -> list[JsonValue]:
    if event.kind is not EventKind.CONSENT_GIVEN:
        return [_STATUS_TYPES[event.kind]]
    how = "dpv:ExplicitlyExpressedConsent" if practice.asked_singly else "dpv:ExpressedConsent"
    return [_STATUS_TYPES[event.kind], how]


def _ends_with_expiry(events: Sequence[Event]) -> bool:
    return bool(events) and events[-1].kind is EventKind.CONSENT_EXPIRED


def _duration(term: Term | None) -> dict[str, JsonValue]:
    if term is None or term is Term.OPEN:
        return {"@type": "dpv:IndeterminateDuration"}
    return {"@type": "dpv:TemporalDuration", "rdf:value": TERM_DURATIONS[term]}


def _storage(practice: Practice, content: RecordContent) -> list[JsonValue]:
    if practice.storage_countries:
        places: list[JsonValue] = [location_iri(code) for code in practice.storage_countries]
    else:
        places = ["dpv:WithinDevice" if practice.reach is Reach.CAR else "car:NotStated"]
    duration: dict[str, JsonValue] = {"@type": ["dpv:StorageDuration"]}
    if practice.retention.period:
        duration["dpv:hasDuration"] = {
            "@type": "dpv:TemporalDuration",
            "rdf:value": practice.retention.period,
        }
    said = _words(practice.retention.text, content)
    duration["dct:description"] = said or "car:NotStated"
    return [{"@type": ["dpv:StorageLocation"], "dpv:hasLocation": places}, duration]


def _is_given_to_nobody(practice: Practice) -> bool:
    """Tell whether the notice states that nobody receives the data."""
    return practice.reach is Reach.CAR and not isinstance(practice.provisions, NotStated)


def _processing_places(practice: Practice) -> list[JsonValue]:
    places: list[JsonValue] = []
    if practice.processing_place in {Place.IN_VEHICLE, Place.BOTH}:
        places.append("dpv:WithinDevice")
    places += [location_iri(code) for code in practice.processing_countries or ()]
    return places or ["car:NotStated"]


def _transfer(move: Transfer, content: RecordContent) -> dict[str, JsonValue]:
    return _without_empty(
        {
            "@type": list(move.dpv) or ["dpv:SafeguardForDataTransfer"],
            "dct:description": _words(move.mechanism, content),
            "car:approval": move.approval,
        }
    )


def _always_on(practice: Practice, content: RecordContent) -> dict[str, JsonValue]:
    return {
        "dct:identifier": practice.id,
        "dct:title": _words(practice.title, content),
        "dct:description": _words(practice.required_reason, content),
    }


def _control(notice: Notice) -> dict[str, JsonValue]:
    value: dict[str, JsonValue] = {"@type": ["dpv:WithdrawConsent"]}
    if notice.withdraw_at:
        value["dpv:isExercisedAt"] = notice.withdraw_at
    else:
        value["car:notStated"] = ["dpv:isExercisedAt"]
    return value


def _words(text: Text, content: RecordContent) -> str:
    """Return a text in the record's language, else in the notice's own."""
    return text.best(content.language, content.notice.native_language)[1]


def _without_empty(value: JsonObject) -> dict[str, JsonValue]:
    return {name: item for name, item in value.items() if item != ""}


def _party_urn(party_id: str) -> str:
    return f"urn:party:{party_id}"


def _two_letters(language: Language) -> str:
    return bcp47(language).split("-")[0]


def _seconds(moment: datetime) -> str:
    """Return an instant as the record writes it: RFC 3339, UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
