"""The words for the codes that only the whole notice shows: how people are told and asked.

One function per code, as in :mod:`code_words`; each names what the notice declares.
"""

from __future__ import annotations

from ownerapp.domain.notice_codes import (
    ApprovalStatus,
    CcpaCategory,
    Channel,
    ConsentKind,
    DefaultReset,
    DefaultState,
    DeviceAccess,
    Importance,
    Indicator,
    NoticeLevel,
    PartyRole,
    Scope,
    StopMode,
    StorageSite,
    System,
    Tag,
    Trigger,
)
from ownerapp.i18n import _, pgettext


def scope_sentence(scope: Scope) -> str:
    """Return what a statement is about."""
    match scope:
        case Scope.CAR:
            return _("About this car.")
        case Scope.MODEL:
            return _("About this model.")
        case Scope.BRAND:
            return _("About the brand as a whole.")


def trigger_word(trigger: Trigger) -> str:
    """Return when collection begins."""
    match trigger:
        case Trigger.FUNCTION_START:
            return pgettext("trigger", "A function is started")
        case Trigger.DRIVE_START:
            return pgettext("trigger", "A drive begins")
        case Trigger.EVENT:
            return pgettext("trigger", "Something happens, such as a crash")
        case Trigger.PARKED:
            return pgettext("trigger", "The car is parked")
        case Trigger.ALWAYS:
            return pgettext("trigger", "It runs all the time")


def indicator_word(indicator: Indicator) -> str:
    """Return how the car shows that it is collecting."""
    match indicator:
        case Indicator.ICON:
            return pgettext("indicator", "A symbol on the screen")
        case Indicator.LIGHT:
            return pgettext("indicator", "A light")
        case Indicator.TEXT:
            return pgettext("indicator", "Words on the screen")
        case Indicator.SOUND:
            return pgettext("indicator", "A sound")
        case Indicator.SIGN:
            return pgettext("indicator", "A sign on the car")


def level_word(level: NoticeLevel) -> str:
    """Return how strongly people are told."""
    match level:
        case NoticeLevel.GENERAL:
            return pgettext("telling", "In the notice")
        case NoticeLevel.ENHANCED:
            return pgettext("telling", "Once more, on a page of its own")
        case NoticeLevel.INSTANT:
            return pgettext("telling", "At the very moment")


def channel_word(channel: Channel) -> str:
    """Return where people are told."""
    match channel:
        case Channel.MANUAL:
            return pgettext("channel", "In the manual")
        case Channel.DISPLAY:
            return pgettext("channel", "On the car's screen")
        case Channel.VOICE:
            return pgettext("channel", "By voice")
        case Channel.APP:
            return pgettext("channel", "In the app")
        case Channel.WEB:
            return pgettext("channel", "On the web")
        case Channel.CONTRACT:
            return pgettext("channel", "In the contract")


def consent_word(kind: ConsentKind) -> str:
    """Return how consent is asked."""
    match kind:
        case ConsentKind.NONE:
            return pgettext("consent", "No consent is asked")
        case ConsentKind.GENERAL:
            return pgettext("consent", "General consent")
        case ConsentKind.SEPARATE:
            # Translators: consent that the law wants to be asked on its own.
            return pgettext("consent", "Separate consent")
        case ConsentKind.EXPLICIT:
            return pgettext("consent", "Explicit consent")
        case ConsentKind.GUARDIAN:
            return pgettext("consent", "Consent of a parent or guardian")


def default_word(state: DefaultState) -> str:
    """Return how collection stands before anybody decides."""
    match state:
        case DefaultState.ON:
            return pgettext("default", "On to begin with")
        case DefaultState.OFF:
            return pgettext("default", "Off to begin with")


def reset_word(reset: DefaultReset) -> str:
    """Return whether each drive begins as the first one did."""
    match reset:
        case DefaultReset.PER_DRIVE:
            return pgettext("default", "Each drive begins anew")
        case DefaultReset.PERSISTENT:
            return pgettext("default", "It stays as it was set")


def stop_mode_word(mode: StopMode) -> str:
    """Return for how long collection can be stopped."""
    match mode:
        case StopMode.TEMPORARY:
            return pgettext("stopping", "For a time")
        case StopMode.PERMANENT:
            return pgettext("stopping", "For good")


def site_word(site: StorageSite) -> str:
    """Return where data of the product lies."""
    match site:
        case StorageSite.DEVICE:
            return pgettext("place", "In the car")
        case StorageSite.SERVER:
            return pgettext("place", "On servers")


def approval_word(status: ApprovalStatus) -> str:
    """Return how an approval stands, as the notice declares it."""
    match status:
        case ApprovalStatus.PASSED:
            return pgettext("approval", "given")
        case ApprovalStatus.PENDING:
            return pgettext("approval", "asked for")
        case ApprovalStatus.REFUSED:
            return pgettext("approval", "refused")


def device_access_word(access: DeviceAccess) -> str:
    """Return why the car's memory may be read or written to."""
    match access:
        case DeviceAccess.CONSENT:
            return pgettext("ground", "Your consent")
        case DeviceAccess.STRICTLY_NECESSARY:
            return pgettext("ground", "A service that you asked for cannot do without")
        case DeviceAccess.TRANSMISSION:
            return pgettext("ground", "Only to pass a message on")


def importance_word(importance: Importance) -> str:
    """Return the class of important data in Chinese law."""
    match importance:
        case Importance.SENSITIVE_AREAS:
            return pgettext("important data", "Places that are important for the state")
        case Importance.ECONOMIC_FLOWS:
            return pgettext("important data", "Traffic and goods as signs of the economy")
        case Importance.CHARGING_NETWORK:
            return pgettext("important data", "How the charging network runs")
        case Importance.OUTSIDE_PICTURES:
            return pgettext("important data", "Pictures from outside with faces or plates")
        case Importance.MANY_PEOPLE:
            return pgettext("important data", "Personal data of more than 100,000 people")
        case Importance.DESIGNATED:
            return pgettext("important data", "Other data that an authority named")


def system_word(system: System) -> str:
    """Return a system that the law prescribes."""
    match system:
        case System.EDR:
            # Translators: the device that keeps the seconds around a crash.
            return pgettext("system", "Crash recorder (EDR)")
        case System.ECALL:
            return pgettext("system", "Emergency call")


def tag_word(tag: Tag) -> str:
    """Return what data can show besides its kind."""
    match tag:
        case Tag.SENSITIVE_AREA_GEO:
            return pgettext("can show", "Places that are important for the state")
        case Tag.TRAFFIC_OR_LOGISTICS_FLOW:
            return pgettext("can show", "The flow of traffic or goods")
        case Tag.CHARGING_NETWORK_OPS:
            return pgettext("can show", "How the charging network runs")
        case Tag.INCIDENTAL:
            return pgettext("can show", "People who happen to be there")
        case Tag.OFFENCE:
            return pgettext("can show", "An offence, such as speeding")


def ccpa_word(category: CcpaCategory) -> str:
    """Return a category of California's law."""
    match category:
        case CcpaCategory.IDENTIFIERS:
            return pgettext("category", "Identifiers")
        case CcpaCategory.CUSTOMER_RECORDS:
            return pgettext("category", "Customer records")
        case CcpaCategory.PROTECTED_CLASSES:
            return pgettext("category", "Traits that the law protects")
        case CcpaCategory.COMMERCIAL:
            return pgettext("category", "Purchases")
        case CcpaCategory.BIOMETRIC:
            return pgettext("category", "Features of the body")
        case CcpaCategory.NETWORK_ACTIVITY:
            return pgettext("category", "Use of networks and services")
        case CcpaCategory.GEOLOCATION:
            return pgettext("category", "Location")
        case CcpaCategory.AUDIO_VISUAL:
            return pgettext("category", "Sound and pictures")
        case CcpaCategory.EMPLOYMENT:
            return pgettext("category", "Work")
        case CcpaCategory.EDUCATION:
            return pgettext("category", "Education")
        case CcpaCategory.INFERENCES:
            return pgettext("category", "Conclusions about a person")
        case CcpaCategory.SENSITIVE:
            return pgettext("category", "Sensitive personal information")


def company_word(role: PartyRole) -> str:
    """Return what a company does with data, to stand alone."""
    match role:
        case PartyRole.CONTROLLER:
            # Translators: a company that decides what data is used for.
            return pgettext("role of a company", "Responsible")
        case PartyRole.PROCESSOR:
            # Translators: a company that handles data as another one tells it to.
            return pgettext("role of a company", "Works on behalf of another company")
        case PartyRole.JOINT:
            # Translators: a company that decides together with another one.
            return pgettext("role of a company", "Responsible together with another company")
        case PartyRole.THIRD_PARTY:
            return pgettext("role of a company", "Another company")


def sensor_place_word(group: str) -> str:
    """Return where a group of sensors is; groups that are not known stand together."""
    match group:
        case "exterior":
            return pgettext("sensors", "Outside")
        case "cabin":
            return pgettext("sensors", "In the cabin")
        case "driving" | "safety" | "body" | "powertrain":
            return pgettext("sensors", "Driving and safety")
        case "energy":
            return pgettext("sensors", "Battery and charging")
        case "infotainment" | "connectivity":
            return pgettext("sensors", "Screen, phone and network")
        case "diagnostics":
            return pgettext("sensors", "Diagnosis")
        case "off_car":
            # Translators: data that comes from apps or accounts and not from the car.
            return pgettext("sensors", "Not in the car")
        case _:
            return pgettext("sensors", "Elsewhere")


def guide_word(action: str) -> str:
    """Return what steps in the car lead to."""
    match action:
        case "turn-off":
            return pgettext("steps", "To turn it off in the car")
        case "turn-on":
            return pgettext("steps", "To turn it on in the car")
        case "check":
            return pgettext("steps", "To see how it is set in the car")
        case "delete":
            return pgettext("steps", "To delete the data in the car")
        case _:
            return pgettext("steps", "In the car")
