"""What the European rules ask of a practice again and again: grounds, consent, countries.

A ground that is not stated is never taken for another ground than consent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ownerapp.compliance.deadlines.europe import EEA
from ownerapp.compliance.rule import Found, Look, gap_of, is_filled
from ownerapp.domain.finding import Gap
from ownerapp.domain.notice import Party, Practice
from ownerapp.domain.notice_codes import ConsentKind, LegalGround, NotStated, TransferMechanism
from ownerapp.domain.notice_facts import Transfer

GDPR_GROUNDS = frozenset(
    {
        LegalGround.GDPR_CONSENT,
        LegalGround.GDPR_CONTRACT,
        LegalGround.GDPR_LEGAL_DUTY,
        LegalGround.GDPR_VITAL_INTEREST,
        LegalGround.GDPR_PUBLIC_TASK,
        LegalGround.GDPR_LEGITIMATE_INTEREST,
    }
)
"""GDPR Art 6(1)(a) to (f)."""
SAFEGUARDS = frozenset(
    {
        TransferMechanism.SCC,
        TransferMechanism.BCR,
        TransferMechanism.CODE,
        TransferMechanism.CERT,
        TransferMechanism.AD_HOC,
    }
)
"""GDPR Art 46: people can get a copy of them, Art 13(1)(f)."""
GDPR_ROUTES = SAFEGUARDS | {
    TransferMechanism.ADEQUACY,
    TransferMechanism.ARTICLE_49,
    TransferMechanism.ARTICLE_49_CONSENT,
}
"""GDPR Arts 45, 46 and 49."""

_MARKS = re.compile("[^0-9a-z]")


def grounds(practice: Practice) -> tuple[LegalGround | NotStated | None, ...]:
    """Return the ground of each purpose; a purpose's own goes before the practice's."""
    common = practice.basis.ground if practice.basis else None
    if not practice.purposes:
        return (common,)
    return tuple(purpose.ground or common for purpose in practice.purposes)


def rests_on(practice: Practice, *wanted: LegalGround) -> bool:
    """Tell whether any purpose declares one of these grounds."""
    return any(ground in wanted for ground in grounds(practice))


def rests_on_consent(practice: Practice) -> bool:
    """Tell whether consent is a declared ground, GDPR Art 6(1)(a) or 9(2)(a)."""
    return rests_on(practice, LegalGround.GDPR_CONSENT) or is_special_by_consent(practice)


def is_special_by_consent(practice: Practice) -> bool:
    """Tell whether the declared ground of GDPR Art 9(2) is explicit consent.

    ``9.2a``, ``9(2)(a)`` and ``Art. 9(2)(a)`` all name it.
    """
    article = practice.basis.article_9 if practice.basis else ""
    return _MARKS.sub("", article.lower()).endswith("92a")


def explicit_consent(look: Look, practice: Practice, *, missing: str) -> Iterator[Found]:
    """Yield a finding unless explicit consent is declared; contrary has the code ``consent``."""
    look.applies()
    kind = practice.asking.kind if practice.asking else None
    if kind is ConsentKind.EXPLICIT:
        return
    if is_filled(kind):
        yield look.contrary("asking.kind", practice=practice, code="consent")
    else:
        yield look.found(gap_of(kind), "asking.kind", practice=practice, code=missing)


def transfers_abroad(practice: Practice) -> Iterator[Transfer]:
    """Yield the transfers to a country outside the EEA."""
    for transfer in practice.transfers:
        if transfer.country not in EEA:
            yield transfer


def is_reachable(party: Party) -> bool:
    """Tell whether there is any way to reach a party."""
    return bool(party.email or party.phone or party.url or party.address)


def gaps(facts: Mapping[str, object]) -> dict[str, Gap]:
    """Return which of several facts are not filled, and how."""
    return {name: gap_of(value) for name, value in facts.items() if not is_filled(value)}


def worst(found: Mapping[str, Gap]) -> Gap:
    """Return silence where any fact is passed over in silence."""
    return Gap.MISSING if Gap.MISSING in found.values() else Gap.NOT_STATED
