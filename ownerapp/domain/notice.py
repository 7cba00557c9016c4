"""A notice: what a car collects, as its issuer declares it, itemised into practices.

Everything here is *declared by the issuer, not verified*. What the issuer does not state
is a text that is :attr:`~ownerapp.domain.text.Text.not_stated` or the code
:data:`~ownerapp.domain.notice_codes.NOT_STATED`, and is shown as "not stated", never
filled in.
"""

from __future__ import annotations

from datetime import date

from ownerapp.domain.ids import Language, NoticeHash, PackId, PracticeId
from ownerapp.domain.notice_codes import (
    CcpaCategory,
    Channel,
    DataCategory,
    DeviceAccess,
    Flag,
    FurtherRegime,
    Importance,
    Indicator,
    Mode,
    NoticeLevel,
    NotStated,
    Origin,
    PartyRole,
    Place,
    Reach,
    Regime,
    Scope,
    Subject,
    System,
    Tag,
    Trigger,
)
from ownerapp.domain.notice_facts import (
    Anonymisation,
    Asking,
    AutomatedDecision,
    Basis,
    Body,
    Complaint,
    Contact,
    Defaults,
    Group,
    GuidedSteps,
    Party,
    PersonalData,
    Precision,
    ProductData,
    Provision,
    PublishedCheck,
    RelatedService,
    Retention,
    Right,
    Sensor,
    Source,
    StandardIcon,
    StatedPurpose,
    Statement,
    Stop,
    Transfer,
    VersionNote,
)
from ownerapp.domain.term import Term, offered_terms
from ownerapp.domain.text import NO_TEXT, Text
from ownerapp.domain.values import dataclass

__all__ = [
    "Group",
    "NotStated",
    "Notice",
    "Origin",
    "Party",
    "PartyRole",
    "PersonalData",
    "Place",
    "Practice",
    "Reach",
    "Regime",
    "Retention",
    "Right",
    "Source",
    "Transfer",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One kind of data for one set of compatible purposes; the unit that is switched.

    Texts, in the order in which the sheet shows them: ``question`` heads the sheet,
    ``alone_reason`` says why it is asked on its own, then what, why, where processed,
    where stored, how long, who, how to stop. ``necessity`` and ``effect`` must be shown
    before a yes (Automobile Data Provisions Art 9(2)); ``if_off`` says what stops working;
    ``still_sent`` what is sent even after a no.
    """

    id: PracticeId
    group: str
    mode: Mode | NotStated
    """Required practices have no switch; a practice may leave open whether it has one."""
    sensitive: bool
    icon: str
    """The name of an icon in ``resources/icons``."""
    title: Text
    sentence: Text
    question: Text
    alone_reason: Text
    what: Text
    why: Text
    where_processed: Text
    where_stored: Text
    retention: Retention
    who: Text
    how_to_stop: Text
    necessity: Text
    effect: Text
    if_off: Text
    still_sent: Text
    required_reason: Text
    """For a required practice: the plain reason with the law in brackets."""
    legal_basis: Text
    legal_basis_dpv: tuple[str, ...]
    reach: Reach | NotStated
    processing_place: Place | NotStated
    storage_countries: tuple[str, ...] | NotStated
    """ISO 3166-1 alpha-2; empty when it stays in the car."""
    processing_countries: tuple[str, ...] | NotStated
    personal_data: tuple[PersonalData, ...]
    purpose_dpv: str
    """A ``dpv:`` purpose that this one narrows."""
    processing_dpv: tuple[str, ...]
    provisions: tuple[Provision, ...] | NotStated
    """To whom data is given; empty when to nobody."""
    transfers: tuple[Transfer, ...]
    terms: tuple[Term, ...]
    sensors: tuple[str, ...]
    """Ids of the notice's sensors."""
    scope: Scope = Scope.MODEL
    sources: tuple[str, ...] = ()
    """Ids of the sources of every statement that no entry of ``statements`` names."""
    statements: tuple[Statement, ...] = ()
    guides: tuple[GuidedSteps, ...] = ()
    # The facts that rules ask for. None and empty: does not apply, or the pack is silent.
    purposes: tuple[StatedPurpose, ...] = ()
    basis: Basis | None = None
    asking: Asking | None = None
    defaults: Defaults | None = None
    stop: Stop | None = None
    precision: Precision | None = None
    anonymisation: Anonymisation | None = None
    automated_decision: AutomatedDecision | None = None
    product_data: ProductData | None = None
    standard_icon: StandardIcon | None = None
    subjects: tuple[Subject, ...] | NotStated = ()
    indicators: tuple[Indicator, ...] | NotStated = ()
    tags: tuple[Tag, ...] = ()
    system: System | None = None
    trigger: Trigger | NotStated | None = None
    notice_level: NoticeLevel | NotStated | None = None
    context: Text = NO_TEXT
    """The concrete situation in which it is collected, Automobile Data Provisions Art 7(2)."""
    method: Text = NO_TEXT
    """How it is used and by what means, Art 7(3)."""
    obtained_from: Text = NO_TEXT
    """Where data about others comes from, GDPR Art 14(2)(f)."""
    storage_rule: Text = NO_TEXT
    alternative: Text = NO_TEXT
    opt_out: Text = NO_TEXT
    delete_tags: Text = NO_TEXT
    explanation: Text = NO_TEXT
    disclosure: Text = NO_TEXT
    local_reason: Text = NO_TEXT
    """Why data that can show an offence leaves the car, EDPB 01/2020."""
    child_rules: str = ""
    """An address of the rules for children under 14."""
    important: Flag = None
    importance: Importance | None = None
    subject_count: int | None = None
    made_public: Flag = None
    stored_by_third: Flag = None
    """Somebody other than the maker stores data in the car."""
    eprivacy: DeviceAccess | NotStated | None = None
    sold_or_shared: Flag = None
    ccpa_category: CcpaCategory | NotStated | None = None
    ccpa_sensitive: Flag = None

    @property
    def required(self) -> bool:
        """Tell whether the practice is always on."""
        return self.mode is Mode.REQUIRED

    @property
    def optional(self) -> bool:
        """Tell whether the practice has a switch."""
        return self.mode is Mode.OPTIONAL

    @property
    def recipients(self) -> tuple[str, ...]:
        """Return the party ids of the recipients, none when they are not stated."""
        return tuple(item.party for item in self.provisions or ())

    @property
    def blurred_in_car(self) -> bool:
        """Tell whether people are declared unrecognisable before data leaves the car."""
        return self.anonymisation is not None and self.anonymisation.in_car

    @property
    def leaves_vehicle(self) -> bool:
        """Tell whether the notice declares that data leaves the car."""
        return self.reach in {Reach.COUNTRY, Reach.ABROAD}

    def has_category(self, *kinds: DataCategory) -> bool:
        """Tell whether any data of the practice is of one of these kinds."""
        return any(
            data.category is not None and any(data.category.is_a(kind) for kind in kinds)
            for data in self.personal_data
        )

    def scope_of(self, field: str) -> Scope:
        """Return the scope of the statement in a field."""
        return next((item.scope for item in self.statements if field in item.fields), self.scope)

    def sources_of(self, field: str) -> tuple[str, ...]:
        """Return the source ids of the statement in a field."""
        return next(
            (item.sources for item in self.statements if field in item.fields), self.sources
        )

    @property
    def leaves_country(self) -> bool:
        """Tell whether the notice declares that data leaves the country."""
        return self.reach is Reach.ABROAD

    @property
    def asked_singly(self) -> bool:
        """Tell whether a yes is asked on a sheet of its own (principle 3)."""
        return self.optional and (self.sensitive or self.leaves_country)

    def yes_texts(self) -> dict[str, Text]:
        """Return the texts without which no yes is taken, by field name."""
        texts = {
            "title": self.title,
            "sentence": self.sentence,
            "what": self.what,
            "why": self.why,
            "where_processed": self.where_processed,
            "where_stored": self.where_stored,
            "how_long": self.retention.text,
            "who": self.who,
            "how_to_stop": self.how_to_stop,
            "necessity": self.necessity,
            "effect": self.effect,
        }
        if self.asked_singly:
            texts |= {"question": self.question, "alone_reason": self.alone_reason}
        return texts

    def is_complete_in(self, language: Language) -> bool:
        """Tell whether every text that a yes needs exists in this language."""
        return all(text.get(language) for text in self.yes_texts().values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One version of a notice, with all its languages."""

    hash: NoticeHash
    """SHA-256 of the exact bytes of the pack."""
    pack_id: PackId
    version: str
    effective_from: date
    origin: Origin
    regime: Regime
    native_language: Language
    languages: tuple[Language, ...]
    title: Text
    brand: Text
    model: Text
    jurisdiction: str
    """ISO 3166-1 alpha-2, or ``EU``."""
    applicable_law: tuple[str, ...]
    """Addresses that identify the law."""
    url: str
    """Where the issuer publishes the notice; empty when nowhere."""
    controller: str
    """A party id."""
    parties: tuple[Party, ...]
    rights: tuple[Right, ...]
    withdraw_at: str
    """Where consent is withdrawn, as an address; empty when not stated."""
    groups: tuple[Group, ...]
    practices: tuple[Practice, ...]
    sources: tuple[Source, ...] = ()
    author: Text = NO_TEXT
    """Who wrote the pack, where that is not the issuer."""
    further_regimes: tuple[FurtherRegime, ...] = ()
    scope: Scope = Scope.MODEL
    """Scope and sources of what is stated about the notice as a whole."""
    statement_sources: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    channels: tuple[Channel, ...] | NotStated = ()
    sensors: tuple[Sensor, ...] = ()
    body: Body | None = None
    version_notes: tuple[VersionNote, ...] = ()
    published_checks: tuple[PublishedCheck, ...] = ()
    representative: str = ""
    """A party id, GDPR Art 27."""
    has_data_protection_officer: Flag = None
    data_protection_officer: str = ""
    """A party id."""
    rights_contact: Contact | None = None
    complaint: Complaint | None = None
    policy_url: str = ""
    opt_out_url: str = ""
    disconnect_link: str = ""
    """The words of the link to end remote access, Cal. Veh. Code 28220."""
    disconnect_url: str = ""
    location_switch: Text = NO_TEXT
    """Where the car's own switch for location is, Cal. Veh. Code 28240-44."""
    related_services: tuple[RelatedService, ...] = ()
    autonomous: bool = False
    """The car drives itself on public roads in the sense of the Beijing rules."""

    @property
    def chinese_profile(self) -> bool:
        """Tell whether China's rules apply: no open end for sensitive practices."""
        return self.regime is Regime.CHINA

    def practice(self, practice_id: PracticeId) -> Practice | None:
        """Return the practice of this id, or None."""
        return next((item for item in self.practices if item.id == practice_id), None)

    def party(self, party_id: str) -> Party | None:
        """Return the party of this id, or None."""
        return next((item for item in self.parties if item.id == party_id), None)

    def optional(self) -> tuple[Practice, ...]:
        """Return the practices that have a switch, in the notice's order."""
        return tuple(item for item in self.practices if item.optional)

    def required(self) -> tuple[Practice, ...]:
        """Return the practices that are always on, in the notice's order."""
        return tuple(item for item in self.practices if item.required)

    def undetermined(self) -> tuple[Practice, ...]:
        """Return the practices of which it is not stated whether they have a switch."""
        return tuple(item for item in self.practices if isinstance(item.mode, NotStated))

    def sensor(self, sensor_id: str) -> Sensor | None:
        """Return the sensor of this id, or None."""
        return next((item for item in self.sensors if item.id == sensor_id), None)

    def source(self, source_id: str) -> Source | None:
        """Return the source of this id, or None."""
        return next((item for item in self.sources if item.id == source_id), None)

    def right(self, *right_ids: str) -> Right | None:
        """Return the first right of these ids, or None."""
        return next((item for item in self.rights if item.id in right_ids), None)

    def offered_terms(self, practice: Practice) -> tuple[Term, ...]:
        """Return the terms that may be offered for a practice of this notice."""
        return offered_terms(
            practice.terms,
            is_sensitive=practice.sensitive,
            is_chinese_profile=self.chinese_profile,
        )
