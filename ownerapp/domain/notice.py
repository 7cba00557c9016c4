"""A notice: what a car collects, as its issuer declares it, itemised into practices.

Everything here is *declared by the issuer, not verified*. What the issuer does not state
is :data:`None` or an empty :class:`Text`, and is shown as "not stated", never filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ownerapp.domain.ids import Language, NoticeHash, PackId, PracticeId
from ownerapp.domain.term import Term, offered_terms
from ownerapp.domain.text import Text


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement comes from: an address and the date on which it was read."""

    url: str
    title: Text
    retrieved: date | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right of the person, how and where it is exercised."""

    id: str
    """``access``, ``copy``, ``correct``, ``delete``, ``withdraw``, ``complain`` and so on."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long data is kept; ``period`` is ISO 8601 such as ``P30D``, None if not a number.

    ``text`` is the issuer's sentence; ``chip`` the same in a few words for the card.
    """

    period: str | None
    text: Text
    chip: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """A transfer out of the country, as declared."""

    country: str
    recipient: str
    """A party id."""
    mechanism: Text
    approval: str = ""
    dpv: tuple[str, ...] = ()


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
    required: bool
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
    reach: Reach
    processing_place: Place
    blurred_in_car: bool
    """Declared: faces and plates are made unrecognisable before data leaves the car."""
    storage_countries: tuple[str, ...]
    """ISO 3166-1 alpha-2; empty when it stays in the car or is not stated."""
    processing_countries: tuple[str, ...]
    personal_data: tuple[PersonalData, ...]
    purpose_dpv: str
    """A ``dpv:`` purpose that this one narrows."""
    processing_dpv: tuple[str, ...]
    recipients: tuple[str, ...]
    """Party ids; empty when nothing is given to anybody."""
    transfers: tuple[Transfer, ...]
    terms: tuple[Term, ...]
    sensors: tuple[str, ...]
    sources: tuple[Source, ...] = ()

    @property
    def leaves_country(self) -> bool:
        """Tell whether the notice declares that data leaves the country."""
        return self.reach is Reach.ABROAD

    @property
    def asked_singly(self) -> bool:
        """Tell whether a yes is asked on a sheet of its own (principle 3)."""
        return not self.required and (self.sensitive or self.leaves_country)

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
    chinese_profile: bool
    """Law and CAAM requirements of China apply: no open end for sensitive practices."""
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

    def practice(self, practice_id: PracticeId) -> Practice | None:
        """Return the practice of this id, or None."""
        return next((item for item in self.practices if item.id == practice_id), None)

    def party(self, party_id: str) -> Party | None:
        """Return the party of this id, or None."""
        return next((item for item in self.parties if item.id == party_id), None)

    def optional(self) -> tuple[Practice, ...]:
        """Return the practices that have a switch, in the notice's order."""
        return tuple(item for item in self.practices if not item.required)

    def required(self) -> tuple[Practice, ...]:
        """Return the practices that are always on, in the notice's order."""
        return tuple(item for item in self.practices if item.required)

    def offered_terms(self, practice: Practice) -> tuple[Term, ...]:
        """Return the terms that may be offered for a practice of this notice."""
        return offered_terms(
            practice.terms,
            is_sensitive=practice.sensitive,
            is_chinese_profile=self.chinese_profile,
        )
