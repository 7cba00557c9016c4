"""The structured facts inside a notice: parties, retention, transfers, sensors and so on.

Everything is *declared by the issuer, not verified*. See ``notice_codes`` for the three
cases value, :data:`~ownerapp.domain.notice_codes.NOT_STATED` and None; a text tells them
apart by :attr:`~ownerapp.domain.text.Text.not_stated`.
"""

from __future__ import annotations

from datetime import date

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice_codes import (
    Access,
    AnonymisationMethod,
    ApprovalStatus,
    BodyShape,
    ChangeClass,
    CheckResult,
    ConsentKind,
    DataCategory,
    DefaultReset,
    DefaultState,
    EndAction,
    Flag,
    LegalGround,
    MappingKind,
    NotStated,
    PartyKind,
    PartyRole,
    Purpose,
    Reading,
    Scope,
    Steering,
    StopMode,
    StorageSite,
    TransferMechanism,
)
from ownerapp.domain.text import NO_TEXT, Text
from ownerapp.domain.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where statements come from: an address, when it was read and how."""

    id: str
    title: Text
    url: str = ""
    retrieved: date | None = None
    """The day on which it was read."""
    published: date | None = None
    reading: Reading = Reading.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Scope and sources of the named fields, where they differ from the practice's own."""

    fields: tuple[str, ...]
    scope: Scope
    sources: tuple[str, ...]
    """Source ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A controller or recipient; empty fields were not stated."""

    id: str
    role: PartyRole
    name: Text
    address: Text
    country: str = ""
    """ISO 3166-1 alpha-2, or empty."""
    email: str = ""
    phone: str = ""
    url: str = ""
    kind: PartyKind = PartyKind.COMPANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The contact for users' rights, Automobile Data Provisions Art 7(6)."""

    name: Text
    phone: str = ""
    email: str = ""
    url: str = ""
    messenger: str = ""
    last_verified: date | None = None

    @property
    def reachable(self) -> bool:
        """Tell whether there is any way to reach it."""
        return bool(self.phone or self.email or self.url or self.messenger)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """Where people can complain."""

    internal_url: str = ""
    internal_phone: str = ""
    form_url: str = ""
    authority: Text = NO_TEXT
    authority_url: str = ""
    court: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right of the person, how and where it is exercised."""

    id: str
    """``access``, ``copy``, ``correct``, ``delete-in-vehicle``, ``withdraw`` and so on."""
    title: Text
    how: Text
    dpv: tuple[str, ...] = ()
    """DPV terms, for example ``eu-gdpr:A7-3``; only where the regime is the EU's."""
    exercised_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading under which practices stand on the page."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """One kind of data in a practice, tied to the catalogue and to DPV."""

    item: str
    """An id of the catalogue (``vehicle_items.csv``)."""
    name: Text
    dpv: str
    """``pd:...`` where DPV 2.3 has a term, otherwise ``car:...``."""
    sensitive: bool
    category: DataCategory | None = None
    """The legal kind; None when the pack is silent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long data is kept; ``period`` is ISO 8601 such as ``P30D``, None if not a number.

    ``text`` is the issuer's sentence, which gives the rule where there is no number;
    ``chip`` the same in a few words for the card. ``PT0S`` means not kept at all.
    """

    period: str | None
    text: Text
    chip: Text
    end_action: EndAction | NotStated | None = None
    unlimited: bool = False
    """The issuer says that it is kept for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPurpose:
    """One purpose with its own necessity and, where it differs, its own ground."""

    code: Purpose
    text: Text
    necessity: Text = NO_TEXT
    ground: LegalGround | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The legal ground of a practice, beside its sentence."""

    ground: LegalGround | NotStated
    ref: str = ""
    """The law and article, where the ground is a duty."""
    interest: Text = NO_TEXT
    """The legitimate interest, GDPR Art 13(1)(d)."""
    article_9: str = ""
    """The ground of GDPR Art 9(2), for example ``9.2a``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How the issuer asks for consent, as declared."""

    kind: ConsentKind | NotStated
    chosen_by: str = ""
    """``individual`` where the person chooses the period."""
    topics: tuple[str, ...] = ()
    """What one yes covers: ``practice``, ``export``, ``recipient:<party>``."""
    steps_grant: int | None = None
    steps_withdraw: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """How collection stands before the person decides."""

    state: DefaultState | NotStated
    reset: DefaultReset | NotStated | None = None
    driver_set: bool = False
    """The driver's own setting stays, Automobile Data Provisions Art 6(2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The way to stop in the car."""

    path: Text
    steps: int | None = None
    modes: tuple[StopMode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """Range and resolution of cameras, radar and positioning, and why they fit."""

    range: Text
    resolution: Text
    reason: Text = NO_TEXT
    radius_metres: float | None = None
    """Of a position: within which radius it places the car."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymisation:
    """What is done before data leaves the car, as declared."""

    method: AnonymisationMethod | NotStated
    before_egress: Flag = None
    face_rate: float | None = None
    """The detection rate in the car, 0 to 1."""
    plate_rate: float | None = None
    why_not: Text = NO_TEXT

    @property
    def in_car(self) -> bool:
        """Tell whether people are made unrecognisable before anything leaves the car."""
        methods = (AnonymisationMethod.FRAME_DELETION, AnonymisationMethod.CONTOUR)
        return self.method in methods and self.before_egress is True


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomatedDecision:
    """A decision by a machine about the person, GDPR Art 22, PIPL Art 24."""

    significant: bool
    logic: Text = NO_TEXT
    effect: Text = NO_TEXT
    human_contact: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardIcon:
    """A standardised icon that the notice shows, GDPR Art 12(7)."""

    id: str
    alt: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductData:
    """What the Data Act asks to be told about data of the product, Art 3(2)."""

    type: Text
    format: Text
    volume: Text
    continuous: Flag
    storage: StorageSite | NotStated | None
    retention: Text
    access: Text
    erase: Text
    terms: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedService:
    """What the Data Act asks to be told about a related service, Art 3(3)."""

    id: str
    name: Text
    volume: Text
    frequency: Text
    own_use: Text
    third_party_use: Text
    holder: str
    """A party id; empty when not stated."""
    contact: Text
    sharing: Text
    """How to start and to end sharing with a third party."""
    complaint: Text
    trade_secrets: Text
    contract_end: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """Data of a practice given to one recipient, PIPL Art 23, GDPR Art 13(1)(e)."""

    party: str
    """A party id."""
    purpose: Text = NO_TEXT
    method: Text = NO_TEXT
    categories: tuple[DataCategory, ...] = ()
    access: Access = Access.RECEIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An approval of an export, as declared, with the limits that it sets."""

    ref: str = ""
    status: ApprovalStatus | NotStated | None = None
    issued: date | None = None
    expires: date | None = None
    purposes: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    categories: tuple[DataCategory, ...] = ()
    scale: int | None = None
    """The number of people up to which it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A transfer out of the country, as declared (PIPL Art 39, GDPR Art 13(1)(f))."""

    country: str
    recipient: str
    """A party id."""
    mechanism: Text
    """The route in a sentence."""
    approval: str = ""
    """The reference of the approval, as a record carries it."""
    dpv: tuple[str, ...] = ()
    route: TransferMechanism | NotStated | None = None
    purpose: Text = NO_TEXT
    purpose_code: str = ""
    method: Text = NO_TEXT
    method_code: str = ""
    categories: tuple[DataCategory, ...] = ()
    scale: int | None = None
    """The number of people whose data goes in a year."""
    sender: str = ""
    """``vehicle`` where the car itself sends abroad, otherwise ``issuer``."""
    user_initiated: bool = False
    rights_procedure: Text = NO_TEXT
    approved: Approval | None = None
    exemption: Text = NO_TEXT
    copy_url: str = ""
    risk: Text = NO_TEXT
    country_system: Text = NO_TEXT
    recipient_measures: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidedSteps:
    """What to press in the car for one end, with its source and date."""

    id: str
    action: str
    """``turn-off``, ``turn-on``, ``check`` or ``delete``."""
    steps: tuple[Text, ...]
    scope: Scope
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor:
    """A place on the car, or off it, where data comes from.

    Positions are in the top view, nose up: x 0 to 1 from the left to the right side of
    the body, y 0 to 1 from front to rear bumper, aim in degrees with 0 ahead and 90 right;
    None where the sensor is off the car or its place is not stated.
    """

    id: str
    name: Text
    kind: str
    """``camera``, ``radar``, ``ultrasonic``, ``microphone``, ``lidar``, ``gnss`` and so on."""
    group: str
    """``exterior``, ``cabin``, ``body``, ``powertrain``, ``connectivity`` or ``off_car``."""
    x: float | None = None
    y: float | None = None
    aim: float | None = None
    field_of_view: float | None = None
    """Degrees."""
    collects: Text = NO_TEXT
    does_not_collect: Text = NO_TEXT
    scope: Scope = Scope.MODEL
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The outline in which the car is drawn."""

    shape: BodyShape
    steering: Steering


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeChange:
    """The class of a change to one practice, as the author declares it."""

    practice: PracticeId
    change: ChangeClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Practices of an older version that became others, as the author declares."""

    kind: MappingKind
    old: tuple[PracticeId, ...]
    new: tuple[PracticeId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionNote:
    """One entry of the version history, newest first in a notice."""

    version: str
    date: date
    text: Text
    changes: tuple[PracticeChange, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    previous: str = ""
    """The version that it follows; empty for the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementResult:
    """What was published about one requirement: ``t1`` to ``t5``."""

    requirement: str
    result: CheckResult


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCheck:
    """A test of models by somebody else, as published."""

    id: str
    title: Text
    by: Text
    published: date
    models: Text
    results: tuple[RequirementResult, ...]
    scope: Scope
    sources: tuple[str, ...]
