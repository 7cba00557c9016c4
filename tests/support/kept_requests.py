"""Requests as they are kept, for tests: a plain draft, to be changed in one or two fields."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import Language, ReplyId, RequestId, Sha256Hex
from ownerapp.domain.rights import (
    KeptReply,
    KeptRequest,
    LetterPart,
    RecipientRole,
    ReplyKind,
    RightAsked,
)
from tests.support.store_values import NOTICE_HASH, PERSON, START, VEHICLE

CONTENT = b"We have your letter of last week.\x00\xff"
_LETTER = LetterPart(
    language=Language("en"),
    subject="Access to my data",
    recipient=("Example Motors",),
    paragraphs=("I ask for access to my data.",),
    signature=("Lin Yue",),
)


def kept_request(**changes: Any) -> KeptRequest:
    """Return a draft."""
    draft = KeptRequest(
        id=RequestId("request"),
        person=PERSON.id,
        vehicle=VEHICLE.id,
        notice=NOTICE_HASH,
        regimes=(RuleRegime.CHINA,),
        right=RightAsked.ACCESS,
        role=RecipientRole.RIGHTS_CONTACT,
        made_at=START,
        letters=(_LETTER,),
        salt="00" * 16,
    )
    return replace(draft, **changes)


def kept_reply(**changes: Any) -> KeptReply:
    """Return a reply that confirms receipt."""
    reply = KeptReply(
        id=ReplyId("reply"),
        request=RequestId("request"),
        kind=ReplyKind.RECEIPT,
        on=date(2026, 11, 24),
        kept_at=START,
        name="answer.pdf",
        size=len(CONTENT),
        salt="00" * 16,
        sha256=Sha256Hex("ab" * 32),
    )
    return replace(reply, **changes)
