"""The words for the coded facts of a practice, to stand in a list or a table.

One function per code. Each answer names what the notice declares; none says that it is so.
"""

from __future__ import annotations

from ownerapp.domain.notice_codes import (
    Access,
    AnonymisationMethod,
    DataCategory,
    EndAction,
    LegalGround,
    Mode,
    PartyRole,
    Place,
    Subject,
    TransferMechanism,
)
from ownerapp.i18n import pgettext


def mode_word(mode: Mode) -> str:
    """Return whether a practice has a switch."""
    match mode:
        case Mode.OPTIONAL:
            # Translators: a person decides whether this data is collected.
            return pgettext("fact", "You decide")
        case Mode.REQUIRED:
            # Translators: this data is always collected; it has no switch.
            return pgettext("fact", "Always on")


def place_word(place: Place) -> str:
    """Return where data is processed."""
    match place:
        case Place.IN_VEHICLE:
            return pgettext("fact", "In the car")
        case Place.CLOUD:
            return pgettext("fact", "On servers")
        case Place.BOTH:
            return pgettext("fact", "In the car and on servers")


def end_action_word(action: EndAction) -> str:
    """Return what happens to data when its time is over."""
    match action:
        case EndAction.DELETE:
            # Translators: what happens to data when its time is over.
            return pgettext("fact", "Deleted at the end")
        case EndAction.ANONYMISE:
            # Translators: what happens to data when its time is over.
            return pgettext("fact", "Made anonymous at the end")
        case EndAction.KEEP:
            # Translators: what happens to data when its time is over.
            return pgettext("fact", "Kept after the end")


def subject_word(subject: Subject) -> str:
    """Return whose data it is."""
    match subject:
        case Subject.OWNER:
            return pgettext("subject", "The owner")
        case Subject.DRIVER:
            return pgettext("subject", "The driver")
        case Subject.PASSENGER:
            return pgettext("subject", "Passengers")
        case Subject.OUTSIDE_PERSON:
            return pgettext("subject", "People outside the car")
        case Subject.MINOR:
            return pgettext("subject", "Children under 14")


def role_word(role: PartyRole) -> str:
    """Return what a company does with data."""
    match role:
        case PartyRole.CONTROLLER:
            # Translators: a company that decides what data is used for.
            return pgettext("role", "responsible")
        case PartyRole.PROCESSOR:
            # Translators: a company that handles data as another one tells it to.
            return pgettext("role", "works on behalf of another company")
        case PartyRole.JOINT:
            # Translators: a company that decides together with another one.
            return pgettext("role", "responsible together with another company")
        case PartyRole.THIRD_PARTY:
            return pgettext("role", "another company")


def access_word(access: Access) -> str:
    """Return how a recipient reaches data."""
    match access:
        case Access.RECEIVE:
            return pgettext("access", "receives it")
        case Access.QUERY:
            # Translators: a company can look data up, but does not get a copy.
            return pgettext("access", "may look it up")
        case Access.DOWNLOAD:
            return pgettext("access", "may download it")


def anonymisation_word(method: AnonymisationMethod) -> str:
    """Return what is done to data so that people cannot be recognised."""
    match method:
        case AnonymisationMethod.NONE:
            return pgettext("anonymisation", "People stay recognisable")
        case AnonymisationMethod.FRAME_DELETION:
            return pgettext("anonymisation", "Pictures with people are deleted")
        case AnonymisationMethod.CONTOUR:
            # Translators: in pictures only the outline of a person is left.
            return pgettext("anonymisation", "Only outlines of people are left")
        case AnonymisationMethod.PSEUDONYMISED:
            return pgettext("anonymisation", "The name is replaced by a code")
        case AnonymisationMethod.AGGREGATED:
            return pgettext("anonymisation", "Only totals over many people")
        case AnonymisationMethod.ANONYMISED:
            # Translators: the notice says that data is anonymous, and does not say how.
            return pgettext("anonymisation", "Said to be anonymous")


def route_word(route: TransferMechanism) -> str:
    """Return the legal route by which data may leave the country."""
    match route:
        case TransferMechanism.CAC_ASSESSMENT:
            return pgettext("route", "security assessment by the Chinese authority")
        case TransferMechanism.CERTIFICATION | TransferMechanism.CERT:
            return pgettext("route", "certification")
        case TransferMechanism.STANDARD_CONTRACT:
            return pgettext("route", "standard contract")
        case TransferMechanism.EXEMPT:
            return pgettext("route", "exempt")
        case TransferMechanism.TREATY:
            return pgettext("route", "treaty")
        case TransferMechanism.ADEQUACY:
            # Translators: the EU has found that a country protects data well enough.
            return pgettext("route", "adequacy decision of the EU")
        case TransferMechanism.SCC:
            return pgettext("route", "standard contractual clauses of the EU")
        case TransferMechanism.BCR:
            return pgettext("route", "binding corporate rules")
        case TransferMechanism.CODE:
            return pgettext("route", "approved code of conduct")
        case TransferMechanism.AD_HOC:
            return pgettext("route", "contract that an authority approved")
        case TransferMechanism.ARTICLE_49:
            return pgettext("route", "exception for single cases")
        case TransferMechanism.ARTICLE_49_CONSENT:
            return pgettext("route", "explicit consent")
        case TransferMechanism.NOT_REQUIRED:
            return pgettext("route", "the law asks for none")
        case TransferMechanism.NONE:
            return pgettext("route", "none")


def ground_word(ground: LegalGround) -> str:
    """Return the legal ground of a practice."""
    match ground:
        case LegalGround.CONSENT | LegalGround.GDPR_CONSENT:
            return pgettext("ground", "Your consent")
        case LegalGround.CONTRACT | LegalGround.GDPR_CONTRACT:
            return pgettext("ground", "A contract with you")
        case LegalGround.STATUTORY_DUTY | LegalGround.GDPR_LEGAL_DUTY:
            return pgettext("ground", "A legal duty")
        case LegalGround.EMERGENCY:
            return pgettext("ground", "An emergency")
        case LegalGround.GDPR_VITAL_INTEREST:
            return pgettext("ground", "To protect a life")
        case LegalGround.NEWS_PUBLIC:
            return pgettext("ground", "News in the public interest")
        case LegalGround.PUBLIC_INFO:
            return pgettext("ground", "Data that is already public")
        case LegalGround.OTHER_LAW:
            return pgettext("ground", "Another law")
        case LegalGround.LEGITIMATE_INTEREST | LegalGround.GDPR_LEGITIMATE_INTEREST:
            # Translators: a ground of data protection law besides consent.
            return pgettext("ground", "A legitimate interest of the company")
        case LegalGround.GDPR_PUBLIC_TASK:
            return pgettext("ground", "A public task")
        case LegalGround.BUSINESS_PURPOSE:
            return pgettext("ground", "A business purpose")


def category_word(category: DataCategory) -> str:
    """Return the legal kind of data."""
    match category:
        case DataCategory.LOCATION:
            return pgettext("kind of data", "location")
        case DataCategory.LOCATION_TRACK:
            return pgettext("kind of data", "routes driven")
        case DataCategory.LOCATION_PRECISE:
            return pgettext("kind of data", "precise location")
        case DataCategory.AUDIO:
            return pgettext("kind of data", "sound")
        case DataCategory.VIDEO:
            return pgettext("kind of data", "video")
        case DataCategory.IMAGE:
            return pgettext("kind of data", "pictures")
        case DataCategory.BIOMETRIC:
            return pgettext("kind of data", "features of the body")
        case DataCategory.FACE:
            return pgettext("kind of data", "face")
        case DataCategory.FINGERPRINT:
            return pgettext("kind of data", "fingerprint")
        case DataCategory.VOICEPRINT:
            # Translators: features of a voice by which a person can be recognised.
            return pgettext("kind of data", "voiceprint")
        case DataCategory.VITAL_SIGNS:
            return pgettext("kind of data", "heart rate and other vital signs")
        case DataCategory.HEALTH:
            return pgettext("kind of data", "health")
        case DataCategory.FINANCE:
            return pgettext("kind of data", "money and payments")
        case DataCategory.RELIGION:
            return pgettext("kind of data", "religion")
        case DataCategory.IDENTITY:
            return pgettext("kind of data", "identity")
        case DataCategory.CONTACTS:
            return pgettext("kind of data", "contacts")
        case DataCategory.DRIVER_BEHAVIOUR:
            return pgettext("kind of data", "driving behaviour")
        case DataCategory.VEHICLE_STATE:
            return pgettext("kind of data", "state of the car")
        case DataCategory.USAGE:
            return pgettext("kind of data", "use of screen, apps and media")
        case DataCategory.OTHER:
            return pgettext("kind of data", "other data")
