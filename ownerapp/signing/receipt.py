"""The closed schema of a signed record, version 1, as msgspec structs.

Rules:

1. Closed: a member that is not named here is refused, at every level.
2. Members are named as ``domain.record`` writes them; a member that may be missing is
   missing, never null.
3. Every text, list and number is bounded, so that nothing large is ever looked at.
4. What the structs cannot say (times in order, equal ids, hashes) is checked after the
   signature, in ``signing.states``.

``signing.receipt_schema`` makes the JSON Schema of these structs.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType, field

from ownerapp.domain.choice import Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.json_value import JsonObject
from ownerapp.domain.notice import Origin
from ownerapp.domain.term import Term
from ownerapp.domain.verdict import Check
from ownerapp.signing.failure import failed
from ownerapp.signing.receipt_types import (
    END,
    FEW,
    MANY,
    Address,
    Codes,
    Contexts,
    Day,
    Did,
    Id,
    Index,
    Instant,
    KeyFingerprint,
    Language,
    LanguageTag,
    MemberNames,
    Method,
    OneOrMoreTermNames,
    PastDay,
    Period,
    Sha256,
    Short,
    Signature,
    StatusType,
    SubjectUrn,
    TermName,
    TermNames,
    Text,
    TrustWord,
    Urn,
    Uuid,
)


class _Closed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A JSON object with no members but the named ones."""


class LogPosition(_Closed, frozen=True, kw_only=True):
    """The place in the log that was kept for this record."""

    origin: Annotated[str, Meta(pattern="^[^ +]+$", max_length=200)] = field(name="car:origin")
    index: Index = field(name="car:index")


class Shown(_Closed, frozen=True, kw_only=True):
    """One piece of text that was on screen."""

    name: Id = field(name="field")
    lang: LanguageTag
    text: Text


ShownList: TypeAlias = Annotated[tuple[Shown, ...], Meta(max_length=FEW)]


class Purpose(_Closed, frozen=True, kw_only=True):
    """Why data is collected."""

    type: tuple[Literal["dpv:Purpose"]] = field(name="@type")
    broader: TermName = field(name="skos:broader")
    label: Text = field(name="skos:prefLabel")


class PersonalData(_Closed, frozen=True, kw_only=True):
    """One kind of data."""

    type: OneOrMoreTermNames = field(name="@type")
    broader: TermName = field(name="skos:broader")
    label: Text = field(name="skos:prefLabel")
    necessity: TermName = field(name="dpv:hasNecessity")


class Duration(_Closed, frozen=True, kw_only=True):
    """How long something lasts."""

    type: Literal["dpv:TemporalDuration", "dpv:IndeterminateDuration"] = field(name="@type")
    value: Period | UnsetType = field(name="rdf:value", default=UNSET)


class Storage(_Closed, frozen=True, kw_only=True):
    """Where or how long data is kept."""

    type: tuple[Literal["dpv:StorageLocation", "dpv:StorageDuration", "dpv:StorageDeletion"]] = (
        field(name="@type")
    )
    location: OneOrMoreTermNames | UnsetType = field(name="dpv:hasLocation", default=UNSET)
    duration: Duration | UnsetType = field(name="dpv:hasDuration", default=UNSET)
    description: Text | UnsetType = field(name="dct:description", default=UNSET)


class ProcessingPlace(_Closed, frozen=True, kw_only=True):
    """Where data is processed."""

    type: tuple[Literal["dpv:ProcessingLocation"]] = field(name="@type")
    location: OneOrMoreTermNames = field(name="dpv:hasLocation")


class Measure(_Closed, frozen=True, kw_only=True):
    """What safeguards a transfer to another country."""

    type: OneOrMoreTermNames = field(name="@type")
    description: Text | UnsetType = field(name="dct:description", default=UNSET)
    approval: Short | UnsetType = field(name="car:approval", default=UNSET)


class ConsentStatus(_Closed, frozen=True, kw_only=True):
    """One thing that happened to a choice."""

    type: Annotated[tuple[StatusType, ...], Meta(min_length=1, max_length=2)] = field(name="@type")
    by: Id = field(name="dpv:isIndicatedBy")
    at: Instant = field(name="dpv:isIndicatedAtTime")
    index: Index | UnsetType = field(name="car:eventIndex", default=UNSET)
    how: Short | UnsetType = field(name="dpv:hasIndicationMethod", default=UNSET)
    duration: Duration | UnsetType = field(name="dpv:hasDuration", default=UNSET)


class EndsAt(_Closed, frozen=True, kw_only=True):
    """When a consent ends, and the zone in which its days were counted."""

    at: Instant = field(name="car:at")
    zone: Annotated[str, Meta(pattern=f"^[A-Za-z0-9_+/-]*{END}", max_length=64)] = field(
        name="car:zone"
    )


class AsOf(_Closed, frozen=True, kw_only=True):
    """The day at whose end everything in the record stood as it says, and when that was."""

    day: PastDay = field(name="car:day")
    zone: Annotated[str, Meta(pattern=f"^[A-Za-z0-9_+/-]*{END}", max_length=64)] = field(
        name="car:zone"
    )
    at: Instant = field(name="car:at")


class EvidenceNote(_Closed, frozen=True, kw_only=True):
    """What supports that a choice is in force in the car."""

    level: EvidenceLevel = field(name="car:level")
    at: Instant = field(name="car:at")


class Paused(_Closed, frozen=True, kw_only=True):
    """Since when a yes is paused; it is there exactly where the status is ``paused``."""

    at: Instant = field(name="car:at")


class Process(_Closed, frozen=True, kw_only=True):
    """One practice with its statuses."""

    type: tuple[Literal["dpv:Process"]] = field(name="@type")
    identifier: Id = field(name="dct:identifier")
    title: Text = field(name="dct:title")
    purposes: Annotated[tuple[Purpose, ...], Meta(min_length=1, max_length=FEW)] = field(
        name="dpv:hasPurpose"
    )
    personal_data: Annotated[tuple[PersonalData, ...], Meta(min_length=1, max_length=FEW)] = field(
        name="dpv:hasPersonalData"
    )
    processing: TermNames = field(name="dpv:hasProcessing")
    source: TermName = field(name="dpv:hasDataSource")
    legal_basis: TermNames = field(name="dpv:hasLegalBasis")
    recipients: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=FEW)] = field(
        name="dpv:hasRecipient"
    )
    storage: Annotated[tuple[Storage, ...], Meta(min_length=1, max_length=FEW)] = field(
        name="dpv:hasStorageCondition"
    )
    processing_places: Annotated[tuple[ProcessingPlace, ...], Meta(max_length=FEW)] = field(
        name="dpv:hasProcessingCondition"
    )
    third_countries: TermNames = field(name="dpv:hasThirdCountry")
    measures: Annotated[tuple[Measure, ...], Meta(max_length=FEW)] = field(
        name="dpv:hasOrganisationalMeasure"
    )
    statuses: Annotated[tuple[ConsentStatus, ...], Meta(min_length=1, max_length=MANY)] = field(
        name="dpv:hasConsentStatus"
    )
    status: Status = field(name="car:status")
    index: Index | UnsetType = field(name="car:eventIndex", default=UNSET)
    term: Term | UnsetType = field(name="car:term", default=UNSET)
    ends_at: EndsAt | UnsetType = field(name="car:endsAt", default=UNSET)
    paused: Paused | UnsetType = field(name="car:paused", default=UNSET)
    evidence: EvidenceNote | UnsetType = field(name="car:evidence", default=UNSET)
    decided_on_pack: Sha256 | UnsetType = field(name="car:decidedOnPack", default=UNSET)
    shown_text: ShownList | UnsetType = field(name="car:shownText", default=UNSET)
    shown_text_sha256: Sha256 | UnsetType = field(name="car:shownTextSha256", default=UNSET)
    native_text: ShownList | UnsetType = field(name="car:nativeText", default=UNSET)
    private_note: Short | UnsetType = field(name="car:privateNote", default=UNSET)


class AlwaysOn(_Closed, frozen=True, kw_only=True):
    """A practice without a switch."""

    identifier: Id = field(name="dct:identifier")
    title: Text = field(name="dct:title")
    description: Text = field(name="dct:description")


class SwitchNotStated(_Closed, frozen=True, kw_only=True):
    """A practice of which the notice does not state whether it has a switch."""

    identifier: Id = field(name="dct:identifier")
    title: Text = field(name="dct:title")


class DataSubject(_Closed, frozen=True, kw_only=True):
    """The person who decides, by a random id; the name only when ticked."""

    id: Urn
    type: Literal["dpv:DataSubject"]
    identifier: Uuid = field(name="dct:identifier")
    name: Short | UnsetType = field(name="dpv:hasName", default=UNSET)


class Vehicle(_Closed, frozen=True, kw_only=True):
    """The car, by a random id; name, plate and VIN only when ticked."""

    identifier: Uuid = field(name="dct:identifier")
    brand: Short = field(name="car:brand")
    model: Short = field(name="car:model")
    name: Short | UnsetType = field(name="car:name", default=UNSET)
    plate: Short | UnsetType = field(name="car:plate", default=UNSET)
    vin: Short | UnsetType = field(name="car:vin", default=UNSET)


class NoticeReference(_Closed, frozen=True, kw_only=True):
    """The notice that was shown, by the hash of its pack."""

    id: Id
    type: Literal["dpv:ConsentNotice"]
    title: Text | UnsetType = field(name="dct:title", default=UNSET)
    language: Language = field(name="dct:language")
    date: Day = field(name="dct:date")
    url: Address | UnsetType = field(name="schema:url", default=UNSET)
    version: Short | UnsetType = field(name="car:version", default=UNSET)
    pack_sha256: Sha256 = field(name="car:packSha256")
    origin: Origin = field(name="car:origin")
    # The first records of version 1 did not have these two.
    trust: TrustWord | UnsetType = field(name="car:noticeTrust", default=UNSET)
    key: KeyFingerprint | UnsetType = field(name="car:noticeKey", default=UNSET)


class Control(_Closed, frozen=True, kw_only=True):
    """Where consent is withdrawn."""

    type: tuple[Literal["dpv:WithdrawConsent"]] = field(name="@type")
    exercised_at: Address | UnsetType = field(name="dpv:isExercisedAt", default=UNSET)
    not_stated: MemberNames | UnsetType = field(name="car:notStated", default=UNSET)


class Right(_Closed, frozen=True, kw_only=True):
    """A right of the person."""

    type: OneOrMoreTermNames = field(name="@type")
    title: Text | UnsetType = field(name="dct:title", default=UNSET)
    description: Text | UnsetType = field(name="dct:description", default=UNSET)
    exercised_at: Address | UnsetType = field(name="dpv:isExercisedAt", default=UNSET)


class PostalAddress(_Closed, frozen=True, kw_only=True):
    """Where a party is."""

    type: Literal["schema:PostalAddress"] = field(name="@type")
    street: Text | UnsetType = field(name="schema:streetAddress", default=UNSET)
    country: Short | UnsetType = field(name="schema:addressCountry", default=UNSET)


class ContactPoint(_Closed, frozen=True, kw_only=True):
    """How a party is reached."""

    type: Literal["schema:ContactPoint"] = field(name="@type")
    email: Short | UnsetType = field(name="schema:email", default=UNSET)
    telephone: Short | UnsetType = field(name="schema:telephone", default=UNSET)
    url: Address | UnsetType = field(name="schema:url", default=UNSET)


class Entity(_Closed, frozen=True, kw_only=True):
    """A party that the notice names."""

    id: Id
    type: OneOrMoreTermNames
    identifier: Id = field(name="dpv:hasIdentifier")
    name: Text = field(name="dpv:hasName")
    address: PostalAddress | UnsetType = field(name="dpv:hasAddress", default=UNSET)
    contact: ContactPoint | UnsetType = field(name="schema:contactPoint", default=UNSET)
    not_stated: MemberNames | UnsetType = field(name="car:notStated", default=UNSET)


class ConsentRecord(_Closed, frozen=True, kw_only=True):
    """The choices of one person on one car under one notice."""

    id: Urn
    type: Literal["dpv:ConsentRecord"]
    has_identifier: Uuid = field(name="dpv:hasIdentifier")
    identifier: Uuid = field(name="dct:identifier")
    conforms_to: Literal["dpv-27560:record", "dpv-27560:record-eu-gdpr"] = field(
        name="dct:conformsTo"
    )
    created: Instant = field(name="dct:created")
    creator: Did = field(name="dct:creator")
    language: Language = field(name="dct:language")
    as_of: AsOf | UnsetType = field(name="car:asOf", default=UNSET)
    subject: DataSubject = field(name="dpv:hasDataSubject")
    vehicle: Vehicle = field(name="car:vehicle")
    notices: tuple[NoticeReference] = field(name="dpv:hasNotice")
    jurisdictions: OneOrMoreTermNames = field(name="dpv:hasJurisdiction")
    laws: Annotated[tuple[Address, ...], Meta(max_length=FEW)] = field(name="dpv:hasApplicableLaw")
    controllers: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=FEW)] = field(
        name="dpv:hasDataController"
    )
    processes: Annotated[tuple[Process, ...], Meta(min_length=1, max_length=MANY)] = field(
        name="dpv:hasProcess"
    )
    always_on: Annotated[tuple[AlwaysOn, ...], Meta(max_length=MANY)] = field(name="car:alwaysOn")
    switch_not_stated: Annotated[tuple[SwitchNotStated, ...], Meta(max_length=MANY)] | UnsetType = (
        field(name="car:switchNotStated", default=UNSET)
    )
    controls: Annotated[tuple[Control, ...], Meta(min_length=1, max_length=FEW)] = field(
        name="dpv:hasConsentControl"
    )
    rights: Annotated[tuple[Right, ...], Meta(max_length=FEW)] = field(name="dpv:hasRight")
    entities: Annotated[tuple[Entity, ...], Meta(min_length=1, max_length=MANY)] = field(
        name="dpv:hasEntity"
    )
    shows: Codes = field(name="car:shows")
    does_not_show: Codes = field(name="car:doesNotShow")


class Subject(_Closed, frozen=True, kw_only=True):
    """The receipt inside the credential."""

    id: SubjectUrn
    type: Literal["dpv:ConsentReceipt"]
    identifier: Uuid = field(name="dpv:hasIdentifier")
    conforms_to: Literal["dpv-27560:receipt", "dpv-27560:receipt-eu-gdpr"] = field(
        name="dct:conformsTo"
    )
    created: Instant = field(name="dct:created")
    position: LogPosition = field(name="car:logPosition")
    records: tuple[ConsentRecord] = field(name="dpv:hasRecordOfActivity")


class Proof(_Closed, frozen=True, kw_only=True):
    """The Data Integrity proof."""

    type: Literal["DataIntegrityProof"]
    cryptosuite: Literal["eddsa-jcs-2022"]
    created: Instant
    method: Method = field(name="verificationMethod")
    purpose: Literal["assertionMethod"] = field(name="proofPurpose")
    context: Contexts = field(name="@context")
    value: Signature = field(name="proofValue")


class Receipt(_Closed, frozen=True, kw_only=True):
    """A signed consent receipt: the whole file."""

    context: Contexts = field(name="@context")
    id: Urn
    type: tuple[Literal["VerifiableCredential"], Literal["dpv:ConsentReceipt"]]
    issuer: Did
    valid_from: Instant = field(name="validFrom")
    subject: Subject = field(name="credentialSubject")
    proof: Proof

    @property
    def record(self) -> ConsentRecord:
        """The one record in it."""
        return self.subject.records[0]


def read_receipt(document: JsonObject) -> Receipt:
    """Return the receipt of a strictly read document.

    Raises:
        CheckFailedError: It does not fit the schema.
    """
    try:
        return msgspec.convert(document, Receipt)
    except msgspec.ValidationError as error:
        raise failed(Check.FORMAT, "schema") from error
