"""From the structs of a pack to the values of the domain.

What is not stated and what does not apply are both an empty text there: the screen says
"not stated" wherever a fact belongs, and shows nothing where an answer is not needed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import UnsetType

from ownerapp.domain.ids import Language, NoticeHash, PackId, PracticeId
from ownerapp.domain.notice import (
    Group,
    Notice,
    Party,
    PersonalData,
    Practice,
    Retention,
    Right,
    Source,
    Transfer,
)
from ownerapp.domain.text import Text
from ownerapp.packs.format import (
    PRACTICE_TEXTS,
    NoticePack,
    PackParty,
    PackPersonalData,
    PackPractice,
    PackRetention,
    PackRight,
    PackSource,
    PackTransfer,
)

_EMPTY = Text()


def to_notice(pack: NoticePack, notice_hash: NoticeHash) -> Notice:
    """Return the notice of a pack whose references hold."""
    return Notice(
        hash=notice_hash,
        pack_id=PackId(pack.id),
        version=pack.version,
        effective_from=pack.effective_from,
        origin=pack.origin,
        regime=pack.regime,
        chinese_profile=pack.chinese_profile,
        native_language=to_language(pack.native_language),
        languages=tuple(to_language(tag) for tag in pack.languages),
        title=_text(pack.title),
        brand=_text(pack.brand),
        model=_text(pack.model),
        jurisdiction=pack.jurisdiction,
        applicable_law=pack.applicable_law,
        url=pack.url,
        controller=pack.controller,
        parties=tuple(_party(item) for item in pack.parties),
        rights=tuple(_right(item) for item in pack.rights),
        withdraw_at=pack.withdraw_at,
        groups=tuple(Group(id=item.id, title=_text(item.title)) for item in pack.groups),
        practices=tuple(_practice(item) for item in pack.practices),
        sources=_sources(pack.sources),
    )


@lru_cache(maxsize=256)
def to_language(tag: str) -> Language:
    """Return the program's form of a BCP 47 tag: ``zh-Hans`` becomes ``zh_Hans``."""
    return Language(tag.replace("-", "_"))


def _text(text: dict[str, str] | Literal["not-stated"] | UnsetType) -> Text:
    """Return a text in the program's languages, empty when there is none."""
    if isinstance(text, dict):
        return Text({to_language(tag): words for tag, words in text.items()})
    return _EMPTY


def _practice(practice: PackPractice) -> Practice:
    texts = {name: _text(getattr(practice, name)) for name in PRACTICE_TEXTS}
    return Practice(
        id=PracticeId(practice.id),
        group=practice.group,
        required=practice.mode == "required",
        sensitive=practice.sensitive,
        icon=practice.icon,
        title=_text(practice.title),
        question=_text(practice.question),
        retention=_retention(practice.retention),
        legal_basis_dpv=practice.legal_basis_dpv,
        reach=practice.reach,
        processing_place=practice.processing_place,
        blurred_in_car=practice.blurred_in_car,
        storage_countries=practice.storage_countries,
        processing_countries=practice.processing_countries,
        personal_data=tuple(_personal_data(item) for item in practice.personal_data),
        purpose_dpv=practice.purpose_dpv,
        processing_dpv=practice.processing_dpv,
        recipients=practice.recipients,
        transfers=tuple(_transfer(item) for item in practice.transfers),
        terms=practice.terms,
        sensors=practice.sensors,
        sources=_sources(practice.sources),
        **texts,
    )


def _retention(retention: PackRetention) -> Retention:
    return Retention(
        period=retention.period, text=_text(retention.text), chip=_text(retention.chip)
    )


def _personal_data(data: PackPersonalData) -> PersonalData:
    return PersonalData(
        item=data.item, name=_text(data.name), dpv=data.dpv, sensitive=data.sensitive
    )


def _transfer(transfer: PackTransfer) -> Transfer:
    return Transfer(
        country=transfer.country,
        recipient=transfer.recipient,
        mechanism=_text(transfer.mechanism),
        approval=transfer.approval,
        dpv=transfer.dpv,
    )


def _party(party: PackParty) -> Party:
    return Party(
        id=party.id,
        role=party.role,
        name=_text(party.name),
        address=_text(party.address),
        country=party.country or "",
        email=party.email,
        phone=party.phone,
        url=party.url,
    )


def _right(right: PackRight) -> Right:
    return Right(
        id=right.id,
        title=_text(right.title),
        how=_text(right.how),
        dpv=right.dpv,
        exercised_at=right.exercised_at,
    )


def _sources(sources: tuple[PackSource, ...]) -> tuple[Source, ...]:
    return tuple(
        Source(url=item.url, title=_text(item.title), retrieved=item.retrieved) for item in sources
    )
