"""Whose word a notice is: shipped with the program, signed by a key, or nobody's.

Trust says where the bytes come from. It never says that what a notice declares is true.

Rules:

1. *Shipped* bytes are in the shipped list, or were when a car began to follow them.
2. A signature that does not hold is *broken*, whatever else is known.
3. A signature that this program cannot check counts as none.
4. A signature that holds is *accepted* when the person accepted its key. Once a key was
   accepted for a notice, or the notice was shipped, another key has to be accepted for
   that very notice: a second maker's key must not quietly take over the first one's name.
5. A yes is taken from shipped and accepted notices; from an unsigned one only where the
   person said so in the settings; from the others never.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ownerapp.domain.text import NO_TEXT, Text
from ownerapp.domain.values import dataclass

if TYPE_CHECKING:
    from ownerapp.domain.ids import PackId
    from ownerapp.domain.notice import Notice


class SignatureState(StrEnum):
    """What a pack's own proof is worth, by its bytes alone."""

    NONE = "none"
    GOOD = "good"
    """Made by the key that it names, over exactly these bytes; whose key is another matter."""
    BROKEN = "broken"
    """The pack or its proof was changed after it was signed."""
    UNSUPPORTED = "unsupported"
    """Of a kind that this program cannot check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSignature:
    """The proof of a notice pack; the key is known only when it is good."""

    state: SignatureState
    fingerprint: str = ""
    """In groups of four hex digits, as people compare it."""
    did: str = ""
    """The did:key of the key."""
    created: datetime | None = None
    """When it was signed, as the signer's own clock said."""


class TrustLevel(StrEnum):
    """How far the origin of a notice's bytes is known."""

    SHIPPED = "shipped"
    SIGNED_ACCEPTED = "signed-accepted"
    SIGNED_NOT_ACCEPTED = "signed-not-accepted"
    UNSIGNED = "unsigned"
    BROKEN = "broken"

    @property
    def is_signed(self) -> bool:
        """Tell whether a signature holds."""
        return self in {TrustLevel.SIGNED_ACCEPTED, TrustLevel.SIGNED_NOT_ACCEPTED}


class Before(StrEnum):
    """What was known before of the notice with this id, where these bytes do not follow it."""

    NOTHING = "nothing"
    SHIPPED = "shipped"
    """The program ships a notice of this id, and this is another one."""
    OTHER_KEY = "other-key"
    """A key was accepted for this id, and these bytes are not signed by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedKey:
    """A key that the person accepted, with the notice for which it was."""

    did: str
    fingerprint: str
    issuer: str
    """The name that stood beside the key when it was accepted."""
    pack_id: PackId
    accepted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorKey:
    """The public face of a key with which somebody on this computer signs notice packs."""

    name: str
    did: str
    fingerprint: str
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTrust:
    """Whose word the bytes of a notice are, and whether a yes is taken from it."""

    level: TrustLevel
    signature: PackSignature = field(
        default_factory=lambda: PackSignature(state=SignatureState.NONE)
    )
    issuer: Text = NO_TEXT
    """Who wrote the notice, as the notice itself says; a claim, also under a good signature."""
    accepted_as: str = ""
    """The name under which the key was accepted."""
    before: Before = Before.NOTHING
    unsigned_allowed: bool = False
    """Whether the person lets a yes through to a notice that nobody signed."""

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the key whose signature holds, or nothing."""
        return self.signature.fingerprint if self.level.is_signed else ""

    @property
    def did(self) -> str:
        """Return the did:key of the key whose signature holds, or nothing."""
        return self.signature.did if self.level.is_signed else ""

    @property
    def takes_yes(self) -> bool:
        """Tell whether a yes may be recorded (rule 5)."""
        match self.level:
            case TrustLevel.SHIPPED | TrustLevel.SIGNED_ACCEPTED:
                return True
            case TrustLevel.UNSIGNED:
                return self.unsigned_allowed
            case TrustLevel.SIGNED_NOT_ACCEPTED | TrustLevel.BROKEN:
                return False


def shipped_trust(notice: Notice) -> NoticeTrust:
    """Return the trust of a notice that was shipped."""
    return NoticeTrust(level=TrustLevel.SHIPPED, issuer=author_of(notice))


def judge(
    notice: Notice,
    signature: PackSignature,
    *,
    is_shipped_id: bool,
    accepted: Sequence[AcceptedKey] = (),
    unsigned_allowed: bool = False,
) -> NoticeTrust:
    """Return the trust of a notice that was not shipped.

    Args:
        notice: The notice.
        signature: What its proof is worth.
        is_shipped_id: The program ships a notice with this id.
        accepted: All keys that the person accepted.
        unsigned_allowed: The person's setting.
    """
    same_notice = [key for key in accepted if key.pack_id == notice.pack_id]
    own = [key for key in accepted if key.did == signature.did]
    before = Before.NOTHING
    if not any(key in own for key in same_notice):
        if same_notice:
            before = Before.OTHER_KEY
        elif is_shipped_id:
            before = Before.SHIPPED
    if signature.state is SignatureState.BROKEN:
        level = TrustLevel.BROKEN
    elif signature.state is not SignatureState.GOOD:
        level = TrustLevel.UNSIGNED
    elif own and before is Before.NOTHING:
        level = TrustLevel.SIGNED_ACCEPTED
    else:
        level = TrustLevel.SIGNED_NOT_ACCEPTED
    return NoticeTrust(
        level=level,
        signature=signature,
        issuer=author_of(notice),
        accepted_as=own[0].issuer if own else "",
        before=before,
        unsigned_allowed=unsigned_allowed,
    )


def author_of(notice: Notice) -> Text:
    """Return who wrote a notice as it says itself: its author, else its issuer."""
    if notice.author:
        return notice.author
    controller = notice.party(notice.controller)
    return controller.name if controller is not None else NO_TEXT
