"""The coded answers of a notice, and the answer that something is not stated.

Codes follow the field model of the rules (``compliance``). Three cases stay apart for
every fact of a notice: a value; :data:`NOT_STATED`, the pack's own statement that the
issuer does not say it; and None, the fact does not apply or the pack is silent.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Literal, TypeAlias, TypeVar

_Value = TypeVar("_Value")


class NotStated(Enum):
    """The issuer does not state this fact; it counts as false wherever a fact is asked for."""

    NOT_STATED = "not-stated"

    def __bool__(self) -> Literal[False]:
        """Return false: a fact that is not stated is no fact."""
        return False


NOT_STATED = NotStated.NOT_STATED


def stated(value: _Value | NotStated | None) -> _Value | None:
    """Return a value that was stated, otherwise None."""
    return None if isinstance(value, NotStated) else value


class Origin(StrEnum):
    """Who stands behind the words of a notice."""

    ISSUER = "issuer"
    REFERENCE = "reference"
    """Written by this project as an example; not any maker's notice."""
    COMPILED = "compiled-from-public-statements"


class Regime(StrEnum):
    """The law that a notice is written for."""

    CHINA = "cn"
    EU = "eu"
    CALIFORNIA = "us-ca"


class FurtherRegime(StrEnum):
    """Law that applies to a notice besides its own regime."""

    BEIJING = "cn-bj"
    UK = "uk"
    KOREA = "kr"
    JAPAN = "jp"
    BRAZIL = "br"


class Scope(StrEnum):
    """What a statement is about, from narrow to wide."""

    CAR = "car"
    MODEL = "model"
    BRAND = "brand"


class Reading(StrEnum):
    """How a source was read: its own text, or a summary, press item or comment on it."""

    TEXT = "text"
    SUMMARY = "summary"


class Reach(StrEnum):
    """How far data travels, from near to far; the second stop is named by the regime."""

    CAR = "car"
    COUNTRY = "country"
    ABROAD = "abroad"


class Place(StrEnum):
    """Where data is processed."""

    IN_VEHICLE = "in_vehicle"
    CLOUD = "cloud"
    BOTH = "both"


class PartyRole(StrEnum):
    """What a party does with data."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"
    JOINT = "joint"
    THIRD_PARTY = "third-party"


class PartyKind(StrEnum):
    """What a party is, where a rule asks for it."""

    COMPANY = "company"
    INSURER = "insurer"
    AUTHORITY = "authority"
    FOREIGN_AUTHORITY = "foreign_authority"
    CONSUMER_REPORTING_AGENCY = "consumer_reporting_agency"
    EMERGENCY_SERVICE = "emergency_service"
    PERSON = "person"


class DataCategory(StrEnum):
    """The legal kind of data; dotted, a name matches itself and its children."""

    LOCATION = "location"
    LOCATION_TRACK = "location.track"
    LOCATION_PRECISE = "location.precise"
    AUDIO = "audio"
    VIDEO = "video"
    IMAGE = "image"
    BIOMETRIC = "biometric"
    FACE = "biometric.face"
    FINGERPRINT = "biometric.fingerprint"
    VOICEPRINT = "biometric.voiceprint"
    VITAL_SIGNS = "biometric.vital"
    HEALTH = "health"
    FINANCE = "finance"
    RELIGION = "religion"
    IDENTITY = "identity"
    CONTACTS = "contacts"
    DRIVER_BEHAVIOUR = "driver_behaviour"
    VEHICLE_STATE = "vehicle_state"
    USAGE = "usage"
    """Use of the screen, of apps and of media."""
    OTHER = "other"

    def is_a(self, kind: DataCategory) -> bool:
        """Tell whether this kind is that one or one of its children."""
        return self == kind or self.startswith(f"{kind}.")


class Subject(StrEnum):
    """Whose data it is."""

    OWNER = "owner"
    DRIVER = "driver"
    PASSENGER = "passenger"
    OUTSIDE_PERSON = "outside_person"
    MINOR = "minor_u14"


class Purpose(StrEnum):
    """What data is used for."""

    DRIVING_SAFETY = "driving_safety"
    ASSISTED_DRIVING = "assisted_driving"
    NAVIGATION = "navigation"
    REQUESTED_SERVICE = "requested_service"
    VOICE_RECOGNITION = "voice_recognition"
    REMOTE_CABIN_VIEW = "remote_cabin_view"
    CLOUD_STORAGE = "cloud_storage"
    AUTHENTICATION = "authentication"
    DROWSINESS = "drowsiness"
    DISTRACTION = "distraction"
    LEGAL_DUTY = "legal_duty"
    SERVICE_IMPROVEMENT = "service_improvement"
    USER_EXPERIENCE = "ux"
    RESEARCH = "r_and_d"
    PUSH = "push"
    MARKETING = "marketing"
    THIRD_PARTY = "third_party"


class LegalGround(StrEnum):
    """The ground of processing: PIPL Art 13, or GDPR Art 6(1) with its letter."""

    CONSENT = "consent"
    CONTRACT = "contract"
    STATUTORY_DUTY = "statutory_duty"
    EMERGENCY = "emergency"
    NEWS_PUBLIC = "news_public"
    PUBLIC_INFO = "public_info"
    OTHER_LAW = "other_law"
    LEGITIMATE_INTEREST = "legitimate_interest"
    GDPR_CONSENT = "6a"
    GDPR_CONTRACT = "6b"
    GDPR_LEGAL_DUTY = "6c"
    GDPR_VITAL_INTEREST = "6d"
    GDPR_PUBLIC_TASK = "6e"
    GDPR_LEGITIMATE_INTEREST = "6f"
    BUSINESS_PURPOSE = "business_purpose"
    """California names purposes, not grounds."""


class ConsentKind(StrEnum):
    """How a yes has to be asked."""

    NONE = "none"
    GENERAL = "general"
    SEPARATE = "separate"
    EXPLICIT = "explicit"
    GUARDIAN = "guardian"


class TransferMechanism(StrEnum):
    """The route by which personal data may leave the country."""

    CAC_ASSESSMENT = "cac_assessment"
    CERTIFICATION = "certification"
    STANDARD_CONTRACT = "standard_contract"
    EXEMPT = "exempt"
    TREATY = "treaty"
    ADEQUACY = "adequacy"
    SCC = "scc"
    BCR = "bcr"
    CODE = "code"
    CERT = "cert"
    AD_HOC = "adhoc"
    ARTICLE_49 = "art49"
    ARTICLE_49_CONSENT = "art49.a"
    NOT_REQUIRED = "not_required"
    """The regime asks for no mechanism, as California does."""
    NONE = "none"


class AnonymisationMethod(StrEnum):
    """What is done to data so that people cannot be recognised."""

    NONE = "none"
    FRAME_DELETION = "frame_deletion"
    CONTOUR = "contour"
    PSEUDONYMISED = "pseudonymised"
    AGGREGATED = "aggregated"
    ANONYMISED = "anonymised"
    """Said to be anonymous, without saying how."""


class Importance(StrEnum):
    """The class of important data, Automobile Data Provisions Art 3(6)."""

    SENSITIVE_AREAS = "i"
    ECONOMIC_FLOWS = "ii"
    CHARGING_NETWORK = "iii"
    OUTSIDE_PICTURES = "iv"
    MANY_PEOPLE = "v"
    DESIGNATED = "vi"


class Tag(StrEnum):
    """What data can show besides its kind."""

    SENSITIVE_AREA_GEO = "sensitive_area_geo"
    TRAFFIC_OR_LOGISTICS_FLOW = "traffic_or_logistics_flow"
    CHARGING_NETWORK_OPS = "charging_network_ops"
    INCIDENTAL = "incidental"
    OFFENCE = "offence"


class System(StrEnum):
    """A system that the law prescribes."""

    EDR = "edr"
    ECALL = "ecall"


class Indicator(StrEnum):
    """How the car shows that it is collecting."""

    ICON = "icon"
    LIGHT = "light"
    TEXT = "text"
    SOUND = "sound"
    SIGN = "sign"


class Trigger(StrEnum):
    """When collection begins."""

    FUNCTION_START = "function_start"
    DRIVE_START = "drive_start"
    EVENT = "event"
    PARKED = "parked"
    ALWAYS = "always"


class Channel(StrEnum):
    """Where people are told, Automobile Data Provisions Art 7."""

    MANUAL = "manual"
    DISPLAY = "display"
    VOICE = "voice"
    APP = "app"
    WEB = "web"
    CONTRACT = "contract"


class NoticeLevel(StrEnum):
    """How strongly people are told, GB/T 42574."""

    GENERAL = "general"
    ENHANCED = "enhanced"
    INSTANT = "instant"


class DefaultState(StrEnum):
    """How collection stands before the person decides."""

    ON = "on"
    OFF = "off"


class DefaultReset(StrEnum):
    """Whether the default comes back at every drive."""

    PER_DRIVE = "per_drive"
    PERSISTENT = "persistent"


class StopMode(StrEnum):
    """For how long collection can be stopped."""

    TEMPORARY = "temporary"
    PERMANENT = "permanent"


class EndAction(StrEnum):
    """What happens to data when its time is over."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    KEEP = "keep"


class Access(StrEnum):
    """How a recipient reaches data."""

    RECEIVE = "receive"
    QUERY = "query"
    DOWNLOAD = "download"


class ApprovalStatus(StrEnum):
    """How an approval of an export stands, as declared."""

    PASSED = "passed"
    PENDING = "pending"
    REFUSED = "refused"


class DeviceAccess(StrEnum):
    """Why the car may be read or written to, ePrivacy Directive Art 5(3)."""

    CONSENT = "consent"
    STRICTLY_NECESSARY = "strictly_necessary"
    TRANSMISSION = "transmission"


class CcpaCategory(StrEnum):
    """The categories of Cal. Civ. Code 1798.140(v)(1), by their letter's meaning."""

    IDENTIFIERS = "identifiers"
    CUSTOMER_RECORDS = "customer_records"
    PROTECTED_CLASSES = "protected_classes"
    COMMERCIAL = "commercial"
    BIOMETRIC = "biometric"
    NETWORK_ACTIVITY = "network_activity"
    GEOLOCATION = "geolocation"
    AUDIO_VISUAL = "audio_visual"
    EMPLOYMENT = "employment"
    EDUCATION = "education"
    INFERENCES = "inferences"
    SENSITIVE = "sensitive"


class StorageSite(StrEnum):
    """Where product data lies, Data Act Art 3(2)(c)."""

    DEVICE = "device"
    SERVER = "server"


class Mode(StrEnum):
    """Whether a practice has a switch."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class ChangeClass(StrEnum):
    """The class of a change between two versions of a notice, the heaviest first."""

    MEANING = "meaning"
    WORDING = "wording"
    TRANSLATION = "translation"


class MappingKind(StrEnum):
    """What became of practices from one version to the next, as the author declares."""

    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"


class CheckResult(StrEnum):
    """What a published test says about one requirement."""

    PASSED = "passed"
    NOT_PASSED = "not-passed"
    EXEMPT = "exempt"
    NOT_PUBLISHED = "not-published"


class BodyShape(StrEnum):
    """The outline in which the car is drawn."""

    SEDAN = "sedan"
    SUV = "suv"
    HATCHBACK = "hatchback"
    ESTATE = "estate"
    COUPE = "coupe"
    VAN = "van"


class Steering(StrEnum):
    """The side of the driver."""

    LEFT = "left"
    RIGHT = "right"


Flag: TypeAlias = bool | NotStated | None
"""Yes, no, "not stated", or does not apply."""
