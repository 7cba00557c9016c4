"""The notice pack format, version 1: what stands in the file, as msgspec structs.

Rules:

1. Every text is a language map: ``{"en": "...", "zh-Hans": "..."}``, keys in BCP 47 form.
2. ``"not-stated"`` in place of a text, a code, a list or a yes/no says that the issuer does
   not state this fact. It is a statement of the pack, not a gap: where a field has to be
   there, leaving it out is an error.
3. A field that may be left out does not apply, or the pack is silent, when it is left out.
4. Unknown fields are kept by every tool of ours and ignored by this reader, so that a later
   minor version may add some. The hash of a notice is over the bytes of the file, unknown
   fields included.
5. ``sources`` inside a statement are ids of the pack's own list of sources; ``scope`` says
   whether the statement is about this car, this model or the brand. ``statements`` names
   the fields whose scope or sources differ from the practice's own.

The JSON Schema in ``resources/schema`` is generated from these structs.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from ownerapp.domain import notice_codes as codes
from ownerapp.domain.term import Term
from ownerapp.packs import limits

NOT_STATED: Literal["not-stated"] = "not-stated"
NotStated: TypeAlias = Literal["not-stated"]

_TAG_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
LanguageTag: TypeAlias = Annotated[
    str,
    Meta(
        pattern=_TAG_PATTERN,
        description="language tag (BCP 47), for example en, zh-Hans or pt-BR",
    ),
]
# Keys are checked against the pack's own languages afterwards: a pattern on each key of each
# text would be half of the time that a pack takes to load.
_Tags = {"propertyNames": {"pattern": _TAG_PATTERN}}
NameText: TypeAlias = Annotated[
    dict[str, Annotated[str, Meta(min_length=1, max_length=limits.NAME_LENGTH)]],
    Meta(
        min_length=1,
        max_length=limits.LANGUAGES,
        description="A title, name or chip.",
        extra_json_schema=_Tags,
    ),
]
PlainText: TypeAlias = Annotated[
    dict[str, Annotated[str, Meta(min_length=1, max_length=limits.TEXT_LENGTH)]],
    Meta(
        min_length=1,
        max_length=limits.LANGUAGES,
        description="One or a few sentences.",
        extra_json_schema=_Tags,
    ),
]
NameFact: TypeAlias = NameText | NotStated
Fact: TypeAlias = PlainText | NotStated

Id: TypeAlias = Annotated[
    str,
    Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=64, description="id"),
]
ItemId: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9_]+$", max_length=64, description="name")]
Country: TypeAlias = Annotated[
    str, Meta(pattern="^[A-Z]{2}$", description="country (ISO 3166-1 alpha-2, or EU)")
]
DpvTerm: TypeAlias = Annotated[
    str,
    Meta(
        pattern="^(dpv|pd|eu-gdpr|tech|car):[A-Za-z0-9-]+$",
        max_length=80,
        description="term of DPV 2.3, or a car: term of the catalogue",
    ),
]
GdprTerm: TypeAlias = Annotated[
    str, Meta(pattern="^eu-gdpr:[A-Za-z0-9-]+$", max_length=80, description="eu-gdpr: term of DPV")
]
Address: TypeAlias = Annotated[str, Meta(max_length=500, description="address")]
Contact: TypeAlias = Annotated[str, Meta(max_length=200, description="plain string")]
Version: TypeAlias = Annotated[
    str, Meta(pattern="^[0-9A-Za-z][0-9A-Za-z.-]*$", max_length=40, description="version")
]
FormatVersion: TypeAlias = Annotated[
    str, Meta(pattern=r"^1\.(0|[1-9][0-9]{0,3})$", description="version of the format, 1.x")
]
Period: TypeAlias = Annotated[
    str,
    Meta(
        pattern="^P([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?(T[0-9]{1,6}[HMS])?$",
        min_length=3,
        description="duration (ISO 8601), such as P30D; PT0S for not at all",
    ),
]
_Many = Meta(max_length=limits.LIST)
_Few = Meta(max_length=limits.FEW)


def _coded(values: type[StrEnum]) -> Meta:
    """Return the rule of a code that may also be "not-stated"."""
    names = [*(str(value) for value in values), NOT_STATED]
    alternatives = "|".join(name.replace(".", "[.]") for name in names)
    return Meta(pattern=f"^({alternatives})$", extra_json_schema={"enum": list(names)})


ModeCode: TypeAlias = Annotated[str, _coded(codes.Mode)]
ReachCode: TypeAlias = Annotated[str, _coded(codes.Reach)]
PlaceCode: TypeAlias = Annotated[str, _coded(codes.Place)]
GroundCode: TypeAlias = Annotated[str, _coded(codes.LegalGround)]
ConsentCode: TypeAlias = Annotated[str, _coded(codes.ConsentKind)]
MechanismCode: TypeAlias = Annotated[str, _coded(codes.TransferMechanism)]
AnonymisationCode: TypeAlias = Annotated[str, _coded(codes.AnonymisationMethod)]
TriggerCode: TypeAlias = Annotated[str, _coded(codes.Trigger)]
NoticeLevelCode: TypeAlias = Annotated[str, _coded(codes.NoticeLevel)]
DefaultStateCode: TypeAlias = Annotated[str, _coded(codes.DefaultState)]
DefaultResetCode: TypeAlias = Annotated[str, _coded(codes.DefaultReset)]
EndActionCode: TypeAlias = Annotated[str, _coded(codes.EndAction)]
ApprovalCode: TypeAlias = Annotated[str, _coded(codes.ApprovalStatus)]
EprivacyCode: TypeAlias = Annotated[str, _coded(codes.DeviceAccess)]
CcpaCode: TypeAlias = Annotated[str, _coded(codes.CcpaCategory)]
StorageSiteCode: TypeAlias = Annotated[str, _coded(codes.StorageSite)]
YesNo: TypeAlias = bool | NotStated
Countries: TypeAlias = Annotated[tuple[Country, ...], _Many] | NotStated
SourceIds: TypeAlias = Annotated[tuple[Id, ...], _Many]
Rate: TypeAlias = Annotated[float, Meta(ge=0, le=1)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=10**12)]
Steps: TypeAlias = Annotated[int, Meta(ge=0, le=100)]

PRACTICE_TEXTS = (
    "sentence",
    "alone_reason",
    "what",
    "why",
    "where_processed",
    "where_stored",
    "who",
    "how_to_stop",
    "necessity",
    "effect",
    "if_off",
    "still_sent",
    "required_reason",
    "legal_basis",
    "context",
    "method",
    "obtained_from",
    "storage_rule",
    "alternative",
    "opt_out",
    "delete_tags",
    "explanation",
    "disclosure",
    "local_reason",
)
"""The texts of a practice that are called the same in the file and in the domain."""


class PackSource(Struct, frozen=True, kw_only=True):
    """Where statements come from."""

    id: Id
    title: PlainText
    url: Address = ""
    retrieved: date | None = None
    """The day on which it was read."""
    published: date | None = None
    reading: codes.Reading = codes.Reading.TEXT
    """``summary``: only a summary, press item or comment was read, not the source itself."""


class PackStatement(Struct, frozen=True, kw_only=True):
    """Scope and sources of the named fields."""

    fields: Annotated[tuple[ItemId, ...], Meta(min_length=1, max_length=limits.LIST)]
    scope: codes.Scope
    sources: SourceIds


class PackParty(Struct, frozen=True, kw_only=True):
    """A controller or a recipient."""

    id: Id
    role: codes.PartyRole
    name: NameText
    address: Fact
    country: Country | None = None
    email: Contact = ""
    phone: Contact = ""
    url: Address = ""
    kind: codes.PartyKind = codes.PartyKind.COMPANY


class PackContact(Struct, frozen=True, kw_only=True):
    """The contact for users' rights."""

    name: NameFact
    phone: Contact = ""
    email: Contact = ""
    url: Address = ""
    messenger: Contact = ""
    last_verified: date | None = None


class PackComplaint(Struct, frozen=True, kw_only=True):
    """Where people can complain."""

    internal_url: Address = ""
    internal_phone: Contact = ""
    form_url: Address = ""
    authority: NameFact | UnsetType = UNSET
    authority_url: Address = ""
    court: Fact | UnsetType = UNSET


class PackRight(Struct, frozen=True, kw_only=True):
    """A right of the person."""

    id: Id
    title: NameText
    how: Fact
    dpv: Annotated[tuple[GdprTerm, ...], _Many] = ()
    exercised_at: Address = ""


class PackGroup(Struct, frozen=True, kw_only=True):
    """A heading under which practices stand."""

    id: Id
    title: NameText


class PackPersonalData(Struct, frozen=True, kw_only=True):
    """One kind of data in a practice."""

    item: ItemId
    name: NameText
    dpv: DpvTerm
    sensitive: bool
    category: codes.DataCategory | None = None


class PackRetention(Struct, frozen=True, kw_only=True):
    """How long data is kept; without ``period`` the text gives a rule, not a number."""

    text: Fact
    chip: NameFact
    period: Period | None = None
    end_action: EndActionCode | None = None
    unlimited: bool = False


class PackPurpose(Struct, frozen=True, kw_only=True):
    """One purpose, its necessity, and its own ground where that differs."""

    code: codes.Purpose
    text: Fact
    necessity: Fact | UnsetType = UNSET
    ground: codes.LegalGround | None = None


class PackBasis(Struct, frozen=True, kw_only=True):
    """The legal ground."""

    ground: GroundCode
    ref: Contact = ""
    interest: Fact | UnsetType = UNSET
    article_9: Contact = ""


class PackAsking(Struct, frozen=True, kw_only=True):
    """How the issuer asks for consent."""

    kind: ConsentCode
    chosen_by: Literal["", "individual", "issuer"] = ""
    topics: Annotated[tuple[Contact, ...], _Few] = ()
    steps_grant: Steps | None = None
    steps_withdraw: Steps | None = None


class PackDefaults(Struct, frozen=True, kw_only=True):
    """How collection stands before the person decides."""

    state: DefaultStateCode
    reset: DefaultResetCode | None = None
    driver_set: bool = False


class PackStop(Struct, frozen=True, kw_only=True):
    """The way to stop in the car."""

    path: Fact
    steps: Steps | None = None
    modes: Annotated[tuple[codes.StopMode, ...], _Few] = ()


class PackPrecision(Struct, frozen=True, kw_only=True):
    """Range and resolution of cameras, radar and positioning."""

    range: Fact
    resolution: Fact
    reason: Fact | UnsetType = UNSET
    radius_metres: Annotated[float, Meta(ge=0, le=1e8)] | None = None


class PackAnonymisation(Struct, frozen=True, kw_only=True):
    """What is done before data leaves the car."""

    method: AnonymisationCode
    before_egress: YesNo | None = None
    face_rate: Rate | None = None
    plate_rate: Rate | None = None
    why_not: Fact | UnsetType = UNSET


class PackAutomatedDecision(Struct, frozen=True, kw_only=True):
    """A decision by a machine about the person."""

    significant: bool
    logic: Fact | UnsetType = UNSET
    effect: Fact | UnsetType = UNSET
    human_contact: Fact | UnsetType = UNSET


class PackStandardIcon(Struct, frozen=True, kw_only=True):
    """A standardised icon that the notice shows."""

    id: Id
    alt: NameFact | UnsetType = UNSET


class PackProductData(Struct, frozen=True, kw_only=True):
    """What the Data Act asks to be told about data of the product."""

    type: Fact
    format: Fact
    volume: Fact
    continuous: YesNo
    storage: StorageSiteCode
    retention: Fact
    access: Fact
    erase: Fact
    terms: Fact


class PackRelatedService(Struct, frozen=True, kw_only=True):
    """What the Data Act asks to be told about a related service."""

    id: Id
    name: NameText
    volume: Fact
    frequency: Fact
    own_use: Fact
    third_party_use: Fact
    contact: Fact
    sharing: Fact
    complaint: Fact
    trade_secrets: Fact
    contract_end: Fact
    holder: Id | None = None


class PackProvision(Struct, frozen=True, kw_only=True):
    """Data given to one recipient."""

    party: Id
    purpose: Fact | UnsetType = UNSET
    method: Fact | UnsetType = UNSET
    categories: Annotated[tuple[codes.DataCategory, ...], _Few] = ()
    access: codes.Access = codes.Access.RECEIVE


class PackApproval(Struct, frozen=True, kw_only=True):
    """An approval of an export and its limits."""

    ref: Contact = ""
    status: ApprovalCode | None = None
    issued: date | None = None
    expires: date | None = None
    purposes: Annotated[tuple[Contact, ...], _Few] = ()
    methods: Annotated[tuple[Contact, ...], _Few] = ()
    categories: Annotated[tuple[codes.DataCategory, ...], _Few] = ()
    scale: Count | None = None


class PackTransfer(Struct, frozen=True, kw_only=True):
    """A transfer out of the country."""

    country: Country
    recipient: Id
    mechanism: Fact
    approval: Contact = ""
    dpv: Annotated[tuple[DpvTerm, ...], _Many] = ()
    route: MechanismCode | None = None
    purpose: Fact | UnsetType = UNSET
    purpose_code: Contact = ""
    method: Fact | UnsetType = UNSET
    method_code: Contact = ""
    categories: Annotated[tuple[codes.DataCategory, ...], _Few] = ()
    scale: Count | None = None
    sender: Literal["", "vehicle", "issuer"] = ""
    user_initiated: bool = False
    rights_procedure: Fact | UnsetType = UNSET
    approved: PackApproval | None = None
    exemption: Fact | UnsetType = UNSET
    copy_url: Address = ""
    risk: Fact | UnsetType = UNSET
    country_system: Fact | UnsetType = UNSET
    recipient_measures: Fact | UnsetType = UNSET


class PackGuide(Struct, frozen=True, kw_only=True):
    """What to press in the car for one end."""

    id: Id
    action: Literal["turn-off", "turn-on", "check", "delete"]
    steps: Annotated[tuple[PlainText, ...], Meta(min_length=1, max_length=limits.FEW)]
    scope: codes.Scope
    sources: SourceIds = ()


class PackSensor(Struct, frozen=True, kw_only=True):
    """A place on the car, or off it, where data comes from."""

    id: ItemId
    name: NameText
    kind: ItemId
    group: ItemId
    x: Annotated[float, Meta(ge=-0.5, le=1.5)] | None = None
    y: Annotated[float, Meta(ge=-0.5, le=1.5)] | None = None
    aim: Annotated[float, Meta(ge=-360, le=360)] | None = None
    field_of_view: Annotated[float, Meta(ge=0, le=360)] | None = None
    collects: Fact | UnsetType = UNSET
    does_not_collect: Fact | UnsetType = UNSET
    scope: codes.Scope = codes.Scope.MODEL
    sources: SourceIds = ()


class PackBody(Struct, frozen=True, kw_only=True):
    """The outline in which the car is drawn."""

    shape: codes.BodyShape
    steering: codes.Steering


class PackPracticeChange(Struct, frozen=True, kw_only=True):
    """The class of a change to one practice."""

    practice: Id
    change: codes.ChangeClass


class PackMapping(Struct, frozen=True, kw_only=True):
    """Practices of the version before that became others."""

    kind: codes.MappingKind
    old: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=limits.FEW)]
    new: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=limits.FEW)]


class PackVersionNote(Struct, frozen=True, kw_only=True):
    """One entry of the version history."""

    version: Version
    date: date
    text: PlainText
    previous: Version | None = None
    changes: Annotated[tuple[PackPracticeChange, ...], Meta(max_length=limits.PRACTICES)] = ()
    mappings: Annotated[tuple[PackMapping, ...], _Many] = ()


class PackRequirementResult(Struct, frozen=True, kw_only=True):
    """What was published about one requirement."""

    requirement: Literal["t1", "t2", "t3", "t4", "t5"]
    result: codes.CheckResult


class PackPublishedCheck(Struct, frozen=True, kw_only=True):
    """A test of models by somebody else, as published."""

    id: Id
    title: NameText
    by: NameText
    published: date
    models: Fact
    results: Annotated[tuple[PackRequirementResult, ...], Meta(min_length=1, max_length=5)]
    scope: codes.Scope
    sources: SourceIds


class PackPractice(Struct, frozen=True, kw_only=True):
    """One kind of data for one set of compatible purposes."""

    id: Id
    group: Id
    mode: ModeCode
    sensitive: bool
    icon: Id
    title: NameText
    sentence: PlainText
    what: PlainText
    why: Fact
    where_processed: Fact
    where_stored: Fact
    retention: PackRetention
    who: Fact
    how_to_stop: Fact
    necessity: Fact
    effect: Fact
    legal_basis: Fact
    legal_basis_dpv: Annotated[tuple[DpvTerm, ...], _Many]
    reach: ReachCode
    processing_place: PlaceCode
    purpose_dpv: DpvTerm
    processing_dpv: Annotated[tuple[DpvTerm, ...], _Many]
    personal_data: Annotated[tuple[PackPersonalData, ...], Meta(min_length=1, max_length=100)]
    storage_countries: Countries
    processing_countries: Countries
    recipients: Annotated[tuple[PackProvision, ...], _Many] | NotStated
    scope: codes.Scope
    sources: SourceIds
    question: NameText | UnsetType = UNSET
    alone_reason: PlainText | UnsetType = UNSET
    if_off: Fact | UnsetType = UNSET
    still_sent: Fact | UnsetType = UNSET
    required_reason: Fact | UnsetType = UNSET
    transfers: Annotated[tuple[PackTransfer, ...], _Many] = ()
    terms: Annotated[tuple[Term, ...], Meta(max_length=5)] = ()
    sensors: Annotated[tuple[ItemId, ...], _Many] = ()
    statements: Annotated[tuple[PackStatement, ...], _Many] = ()
    guides: Annotated[tuple[PackGuide, ...], _Few] = ()
    purposes: Annotated[tuple[PackPurpose, ...], _Few] = ()
    basis: PackBasis | None = None
    asking: PackAsking | None = None
    defaults: PackDefaults | None = None
    stop: PackStop | None = None
    precision: PackPrecision | None = None
    anonymisation: PackAnonymisation | None = None
    automated_decision: PackAutomatedDecision | None = None
    product_data: PackProductData | None = None
    standard_icon: PackStandardIcon | None = None
    subjects: Annotated[tuple[codes.Subject, ...], _Few] | NotStated = ()
    indicators: Annotated[tuple[codes.Indicator, ...], _Few] | NotStated = ()
    tags: Annotated[tuple[codes.Tag, ...], _Few] = ()
    system: codes.System | None = None
    trigger: TriggerCode | None = None
    notice_level: NoticeLevelCode | None = None
    context: Fact | UnsetType = UNSET
    method: Fact | UnsetType = UNSET
    obtained_from: Fact | UnsetType = UNSET
    storage_rule: Fact | UnsetType = UNSET
    alternative: Fact | UnsetType = UNSET
    opt_out: Fact | UnsetType = UNSET
    delete_tags: Fact | UnsetType = UNSET
    explanation: Fact | UnsetType = UNSET
    disclosure: Fact | UnsetType = UNSET
    local_reason: Fact | UnsetType = UNSET
    child_rules: Address = ""
    important: YesNo | None = None
    importance: codes.Importance | None = None
    subject_count: Count | None = None
    made_public: YesNo | None = None
    stored_by_third: YesNo | None = None
    eprivacy: EprivacyCode | None = None
    sold_or_shared: YesNo | None = None
    ccpa_category: CcpaCode | None = None
    ccpa_sensitive: YesNo | None = None


class NoticePack(Struct, frozen=True, kw_only=True):
    """One version of a notice, with all its languages."""

    notice_pack: FormatVersion
    id: Id
    version: Version
    effective_from: date
    origin: codes.Origin
    regime: codes.Regime
    native_language: LanguageTag
    languages: Annotated[tuple[LanguageTag, ...], Meta(min_length=1, max_length=limits.LANGUAGES)]
    title: NameText
    brand: NameText
    model: NameText
    jurisdiction: Country
    applicable_law: Annotated[tuple[Address, ...], _Many]
    controller: Id
    parties: Annotated[tuple[PackParty, ...], Meta(min_length=1, max_length=limits.PARTIES)]
    rights: Annotated[tuple[PackRight, ...], Meta(max_length=limits.RIGHTS)]
    groups: Annotated[tuple[PackGroup, ...], Meta(min_length=1, max_length=limits.GROUPS)]
    practices: Annotated[tuple[PackPractice, ...], Meta(min_length=1, max_length=limits.PRACTICES)]
    scope: codes.Scope
    sources: Annotated[tuple[PackSource, ...], Meta(max_length=limits.SOURCES)]
    author: NameText | UnsetType = UNSET
    """Who wrote the pack, where that is not the issuer."""
    further_regimes: Annotated[tuple[codes.FurtherRegime, ...], _Few] = ()
    statement_sources: SourceIds = ()
    """Ids of the sources of what is stated about the notice as a whole."""
    statements: Annotated[tuple[PackStatement, ...], _Many] = ()
    channels: Annotated[tuple[codes.Channel, ...], _Few] | NotStated = ()
    sensors: Annotated[tuple[PackSensor, ...], Meta(max_length=limits.SENSORS)] = ()
    body: PackBody | None = None
    version_notes: Annotated[tuple[PackVersionNote, ...], _Many] = ()
    published_checks: Annotated[tuple[PackPublishedCheck, ...], _Few] = ()
    url: Address = ""
    withdraw_at: Address = ""
    policy_url: Address = ""
    opt_out_url: Address = ""
    disconnect_link: Contact = ""
    disconnect_url: Address = ""
    location_switch: Fact | UnsetType = UNSET
    representative: Id | None = None
    has_data_protection_officer: YesNo | None = None
    data_protection_officer: Id | None = None
    rights_contact: PackContact | None = None
    complaint: PackComplaint | None = None
    related_services: Annotated[tuple[PackRelatedService, ...], _Few] = ()
    autonomous: bool = False
    proof: dict[str, Any] | None = None
    """A Data Integrity proof over the rest of the file; see ``docs/notice-authors.md``."""
