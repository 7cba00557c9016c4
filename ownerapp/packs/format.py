"""The notice pack format, version 1: what stands in the file, as msgspec structs.

Rules:

1. Every text is a language map: ``{"en": "...", "zh-Hans": "..."}``, keys in BCP 47 form.
2. ``"not-stated"`` in place of a language map says that the issuer does not state this
   fact. It is a statement of the pack, not a gap: leaving such a field out is an error.
3. A field that may be left out does not apply when it is left out.
4. Unknown fields are ignored, so that a later minor version may add some. The hash of a
   notice is over the bytes of the file, unknown fields included.

The JSON Schema in ``resources/schema`` is generated from these structs.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import UNSET, Meta, Struct, UnsetType

from ownerapp.domain.notice import Origin, PartyRole, Place, Reach, Regime
from ownerapp.domain.term import Term
from ownerapp.packs import limits

NOT_STATED: Literal["not-stated"] = "not-stated"
NotStated: TypeAlias = Literal["not-stated"]

LanguageTag: TypeAlias = Annotated[
    str,
    Meta(
        pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$",
        description="A BCP 47 tag, for example en, zh-Hans or pt-BR.",
    ),
]
NameText: TypeAlias = Annotated[
    dict[LanguageTag, Annotated[str, Meta(min_length=1, max_length=limits.NAME_LENGTH)]],
    Meta(min_length=1, max_length=limits.LANGUAGES, description="A title, name or chip."),
]
PlainText: TypeAlias = Annotated[
    dict[LanguageTag, Annotated[str, Meta(min_length=1, max_length=limits.TEXT_LENGTH)]],
    Meta(min_length=1, max_length=limits.LANGUAGES, description="One or a few sentences."),
]
NameFact: TypeAlias = NameText | NotStated
Fact: TypeAlias = PlainText | NotStated

Id: TypeAlias = Annotated[
    str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=64)
]
ItemId: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9_]+$", max_length=64)]
Country: TypeAlias = Annotated[str, Meta(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2.")]
DpvTerm: TypeAlias = Annotated[
    str,
    Meta(
        pattern="^(dpv|pd|eu-gdpr|tech|car):[A-Za-z0-9-]+$",
        max_length=80,
        description="A DPV 2.3 term, or a car: term of the catalogue.",
    ),
]
GdprTerm: TypeAlias = Annotated[str, Meta(pattern="^eu-gdpr:[A-Za-z0-9-]+$", max_length=80)]
Address: TypeAlias = Annotated[str, Meta(max_length=500)]
Contact: TypeAlias = Annotated[str, Meta(max_length=200)]
Version: TypeAlias = Annotated[str, Meta(pattern="^[0-9A-Za-z][0-9A-Za-z.-]*$", max_length=40)]
FormatVersion: TypeAlias = Annotated[str, Meta(pattern=r"^1\.(0|[1-9][0-9]{0,3})$")]
Period: TypeAlias = Annotated[
    str,
    Meta(
        pattern="^P([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,5}D)?(T[0-9]{1,6}[HMS])?$",
        min_length=3,
        description="An ISO 8601 duration such as P30D.",
    ),
]
_Many = Meta(max_length=limits.LIST)

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
)
"""The texts of a practice that are called the same in the file and in the domain."""


class PackSource(Struct, frozen=True, kw_only=True):
    """Where a statement comes from."""

    title: PlainText
    url: Address = ""
    retrieved: date | None = None
    """The day on which it was read."""


class PackParty(Struct, frozen=True, kw_only=True):
    """A controller or a recipient."""

    id: Id
    role: PartyRole
    name: NameText
    address: Fact
    country: Country | None = None
    email: Contact = ""
    phone: Contact = ""
    url: Address = ""


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


class PackRetention(Struct, frozen=True, kw_only=True):
    """How long data is kept; without ``period`` the text gives a rule, not a number."""

    text: Fact
    chip: NameFact
    period: Period | None = None


class PackTransfer(Struct, frozen=True, kw_only=True):
    """A transfer out of the country."""

    country: Country
    recipient: Id
    mechanism: Fact
    approval: Contact = ""
    dpv: Annotated[tuple[DpvTerm, ...], _Many] = ()


class PackPractice(Struct, frozen=True, kw_only=True):
    """One kind of data for one set of compatible purposes."""

    id: Id
    group: Id
    mode: Literal["optional", "required"]
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
    reach: Reach
    processing_place: Place
    purpose_dpv: DpvTerm
    processing_dpv: Annotated[tuple[DpvTerm, ...], _Many]
    personal_data: Annotated[tuple[PackPersonalData, ...], Meta(min_length=1, max_length=100)]
    storage_countries: Annotated[tuple[Country, ...], _Many]
    processing_countries: Annotated[tuple[Country, ...], _Many]
    recipients: Annotated[tuple[Id, ...], _Many]
    question: NameText | UnsetType = UNSET
    alone_reason: PlainText | UnsetType = UNSET
    if_off: Fact | UnsetType = UNSET
    still_sent: Fact | UnsetType = UNSET
    required_reason: PlainText | UnsetType = UNSET
    blurred_in_car: bool = False
    transfers: Annotated[tuple[PackTransfer, ...], _Many] = ()
    terms: Annotated[tuple[Term, ...], Meta(max_length=5)] = ()
    sensors: Annotated[tuple[ItemId, ...], _Many] = ()
    sources: Annotated[tuple[PackSource, ...], _Many] = ()


class NoticePack(Struct, frozen=True, kw_only=True):
    """One version of a notice, with all its languages."""

    notice_pack: FormatVersion
    id: Id
    version: Version
    effective_from: date
    origin: Origin
    regime: Regime
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
    chinese_profile: bool = False
    """Law and CAAM requirements of China: no open end for sensitive practices."""
    url: Address = ""
    withdraw_at: Address = ""
    sources: Annotated[tuple[PackSource, ...], _Many] = ()
