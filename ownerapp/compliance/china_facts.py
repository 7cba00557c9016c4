"""What the Chinese rules ask of a practice again and again: its grounds, its consent.

A ground that is not stated is never taken for another ground than consent.
"""

from __future__ import annotations

from collections.abc import Iterator

from ownerapp.compliance.rule import Found, Look, gap_of, is_filled
from ownerapp.domain.finding import Gap
from ownerapp.domain.notice import Notice, Party, Practice
from ownerapp.domain.notice_codes import (
    NOT_STATED,
    AnonymisationMethod,
    ConsentKind,
    DataCategory,
    LegalGround,
    NotStated,
    PartyRole,
    Purpose,
    Subject,
)
from ownerapp.domain.notice_facts import Provision

CHINESE_GROUNDS = frozenset(
    {
        LegalGround.CONSENT,
        LegalGround.CONTRACT,
        LegalGround.STATUTORY_DUTY,
        LegalGround.EMERGENCY,
        LegalGround.NEWS_PUBLIC,
        LegalGround.PUBLIC_INFO,
        LegalGround.OTHER_LAW,
    }
)
"""PIPL Art 13; it has no ground of legitimate interests."""
SENSITIVE_AUTOMOBILE_DATA = (
    DataCategory.LOCATION_TRACK,
    DataCategory.AUDIO,
    DataCategory.VIDEO,
    DataCategory.IMAGE,
    DataCategory.BIOMETRIC,
)
"""Automobile Data Provisions Art 3(5)."""

_OTHER_GROUND = "PIPL Art 13"


def grounds(practice: Practice) -> tuple[LegalGround | NotStated | None, ...]:
    """Return the ground of each purpose; a purpose's own goes before the practice's."""
    common = practice.basis.ground if practice.basis else None
    if not practice.purposes:
        return (common,)
    return tuple(purpose.ground or common for purpose in practice.purposes)


def rests_on_consent(practice: Practice) -> bool:
    """Tell whether consent is the declared ground of any purpose."""
    return LegalGround.CONSENT in grounds(practice)


def other_ground(practice: Practice) -> str:
    """Return what stands in place of consent, or "" unless every purpose states such a ground.

    PIPL Art 13, last paragraph: then no consent is needed, though the notice still is.
    """
    stated = grounds(practice)
    if all(ground in CHINESE_GROUNDS - {LegalGround.CONSENT} for ground in stated):
        return (practice.basis.ref if practice.basis else "") or _OTHER_GROUND
    return ""


def duty(practice: Practice) -> str:
    """Return the law by which a practice is a duty, or "".

    Automobile Data Provisions Art 9 gives way to laws and mandatory national standards.
    """
    if all(ground is LegalGround.STATUTORY_DUTY for ground in grounds(practice)):
        return practice.basis.ref if practice.basis else ""
    return ""


def has_child(practice: Practice) -> bool:
    """Tell whether data of children under 14 is declared."""
    return Subject.MINOR in (practice.subjects or ())


def is_anonymised(practice: Practice) -> bool:
    """Tell whether any method is declared by which people are made unrecognisable."""
    method = practice.anonymisation.method if practice.anonymisation else None
    return method not in {None, NOT_STATED, AnonymisationMethod.NONE}


def is_asked_separately(practice: Practice) -> bool:
    """Tell whether separate consent is declared; a guardian's for a child is one as well."""
    kind = practice.asking.kind if practice.asking else None
    return kind is ConsentKind.SEPARATE or (kind is ConsentKind.GUARDIAN and has_child(practice))


def separate_consent(look: Look, practice: Practice) -> Iterator[Found]:
    """Yield a finding unless separate consent is declared; its code is ``not-separate``."""
    look.applies()
    kind = practice.asking.kind if practice.asking else None
    if is_asked_separately(practice):
        return
    if is_filled(kind):
        yield look.contrary("asking.kind", practice=practice, code="not-separate")
    else:
        yield look.found(gap_of(kind), "asking.kind", practice=practice)


def other_purposes(practice: Practice, allowed: frozenset[Purpose]) -> tuple[Purpose, ...]:
    """Return the declared purposes that are not among those allowed."""
    return tuple(item.code for item in practice.purposes if item.code not in allowed)


def only_purposes(look: Look, practice: Practice, allowed: frozenset[Purpose]) -> Iterator[Found]:
    """Yield a finding unless every purpose is allowed; its code is ``other-purpose``."""
    yield from look.needs("purposes", practice.purposes, practice=practice)
    others = other_purposes(practice, allowed)
    if others:
        yield look.contrary(
            "purposes.code",
            practice=practice,
            code="other-purpose",
            facts={"purposes": ", ".join(others)},
        )


def is_reachable(party: Party) -> bool:
    """Tell whether a party's name comes with any way to reach it."""
    return bool(party.email or party.phone or party.url or party.address)


def provided_to(notice: Notice, practice: Practice) -> Iterator[tuple[Provision, Party]]:
    """Yield the recipients that decide for themselves, other than the issuer (PIPL Art 23)."""
    for provision in practice.provisions or ():
        party = notice.party(provision.party)
        if (
            party is not None
            and party.id != notice.controller
            and party.role in {PartyRole.CONTROLLER, PartyRole.THIRD_PARTY}
        ):
            yield provision, party


def worst_gap(values: tuple[object, ...]) -> Gap:
    """Return *missing* where any value is left out, otherwise *not stated*."""
    gaps = {gap_of(value) for value in values if not is_filled(value)}
    return Gap.MISSING if Gap.MISSING in gaps else Gap.NOT_STATED
