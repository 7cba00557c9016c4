"""A request of a person as this program keeps it, from the letter to the last reply.

Rules:

1. A letter that was written is a draft. It counts as sent only once the person says on which
   day it went and in which way; the program sends nothing.
2. Nothing is filled in that nobody stated: on which day a letter arrived is not known unless
   the person says so, and then the clock runs from the day on which it was sent.
3. What the law's rules look at is :class:`~ownerapp.domain.request.Request`, made from this.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import (
    Language,
    NoticeHash,
    PersonId,
    PracticeId,
    ReplyId,
    RequestId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.notice_codes import LegalGround
from ownerapp.domain.record import Disclosure
from ownerapp.domain.request import Answer, Extension, Outcome, Request, RequestType, ShownDue, Wait
from ownerapp.domain.values import dataclass

WORDS_LIMIT = 2_000
"""Characters of a person's own words in a letter."""
REPLY_TEXT_LIMIT = 20_000
"""Characters of a reply that was typed or pasted."""
REPLY_FILE_LIMIT = 10_000_000
"""Bytes of a file that is kept as a reply."""
REPLIES_LIMIT = 40
"""Replies that are kept with one request."""


class RightAsked(StrEnum):
    """What a person can ask for, as the choice in front of them names it."""

    ACCESS = "access"
    COPY = "copy"
    CORRECT = "correct"
    DELETE_IN_VEHICLE = "delete-in-vehicle"
    DELETE_OUTSIDE = "delete-outside"
    RESTRICT = "restrict"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    PORT = "port"
    EXPLAIN = "explain"
    OPT_OUT = "optout"
    LIMIT = "limit"
    DISCONNECT = "disconnect"
    DATA_ACT = "data-act"
    COMPLAIN = "complain"

    @property
    def type(self) -> RequestType:
        """Return the type by which the law's rules know it."""
        return _TYPES[self]


_TYPES = {
    RightAsked.ACCESS: RequestType.ACCESS,
    RightAsked.COPY: RequestType.COPY,
    RightAsked.CORRECT: RequestType.CORRECT,
    RightAsked.DELETE_IN_VEHICLE: RequestType.DELETE,
    RightAsked.DELETE_OUTSIDE: RequestType.DELETE,
    RightAsked.RESTRICT: RequestType.RESTRICT,
    RightAsked.OBJECT: RequestType.OBJECT,
    RightAsked.WITHDRAW: RequestType.WITHDRAW,
    RightAsked.PORT: RequestType.PORT,
    RightAsked.EXPLAIN: RequestType.EXPLAIN,
    RightAsked.OPT_OUT: RequestType.OPT_OUT,
    RightAsked.LIMIT: RequestType.LIMIT,
    RightAsked.DISCONNECT: RequestType.DISCONNECT,
    RightAsked.DATA_ACT: RequestType.DATA_ACT_ACCESS,
    RightAsked.COMPLAIN: RequestType.COMPLAINT,
}

NEEDS_WORDS = frozenset({RightAsked.CORRECT, RightAsked.DISCONNECT})
"""What says nothing without the person's own words: what is wrong, or whose access it is."""

_EVERYWHERE = (
    RightAsked.ACCESS,
    RightAsked.COPY,
    RightAsked.CORRECT,
    RightAsked.DELETE_IN_VEHICLE,
    RightAsked.DELETE_OUTSIDE,
)
_KNOWN = {
    RuleRegime.CHINA: (
        *_EVERYWHERE,
        RightAsked.RESTRICT,
        RightAsked.WITHDRAW,
        RightAsked.PORT,
        RightAsked.EXPLAIN,
        RightAsked.COMPLAIN,
    ),
    RuleRegime.EU: (
        *_EVERYWHERE,
        RightAsked.RESTRICT,
        RightAsked.OBJECT,
        RightAsked.WITHDRAW,
        RightAsked.PORT,
        RightAsked.EXPLAIN,
        RightAsked.DATA_ACT,
        RightAsked.COMPLAIN,
    ),
    RuleRegime.CALIFORNIA: (
        *_EVERYWHERE,
        RightAsked.PORT,
        RightAsked.OPT_OUT,
        RightAsked.LIMIT,
        RightAsked.DISCONNECT,
        RightAsked.COMPLAIN,
    ),
}


def rights_of(regime: RuleRegime) -> tuple[RightAsked, ...]:
    """Return what the law of a notice lets a person ask for, in the order of the choice."""
    return _KNOWN.get(regime, ())


class Way(StrEnum):
    """How a person sent a letter."""

    MAIL = "mail"
    """Electronic mail."""
    POST = "post"
    CAR = "car"
    """On the car's own screen."""
    FORM = "form"
    """On a page of the company."""


class RecipientRole(StrEnum):
    """Who gets a letter, as the notice names them."""

    RIGHTS_CONTACT = "rights-contact"
    REPRESENTATIVE = "representative"
    CONTROLLER = "controller"
    AUTHORITY = "authority"


class ReplyKind(StrEnum):
    """What a reply does."""

    RECEIPT = "receipt"
    """It confirms that the request arrived."""
    EXTENSION = "extension"
    IDENTITY = "identity"
    """It asks who the person is."""
    CLARIFICATION = "clarification"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    OTHER = "other"


OUTCOMES = {
    ReplyKind.GRANTED: Outcome.GRANTED,
    ReplyKind.PARTLY: Outcome.PARTLY,
    ReplyKind.REFUSED: Outcome.REFUSED,
}
"""The replies that answer a request."""


class RequestState(StrEnum):
    """Where a request stands."""

    DRAFTED = "drafted"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    WAITING_FOR_YOU = "waiting-for-you"
    """The company asked for something and has not got it yet."""
    EXTENDED = "extended"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    REFUSED = "refused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """A letter in one language."""

    language: Language
    subject: str
    recipient: tuple[str, ...]
    """Name and address, line by line."""
    paragraphs: tuple[str, ...]
    signature: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """What has to be said about the letter itself, for example how its law was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """That the person says they sent a letter."""

    on: date
    by: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest:
    """One request with its letter and everything that happened to it."""

    id: RequestId
    person: PersonId
    vehicle: VehicleId
    notice: NoticeHash
    practice: PracticeId | None = None
    """None for the whole notice."""
    regimes: tuple[RuleRegime, ...]
    """The notice's own first."""
    right: RightAsked
    about: RequestId | None = None
    """For a complaint, the request that it is about."""
    role: RecipientRole
    is_about_sensitive: bool = False
    ground: LegalGround | None = None
    member_state: str = ""
    made_at: datetime
    letters: tuple[LetterPart, ...] = field(repr=False)
    """The notice's own language first, then the person's where it is another one."""
    salt: str = field(repr=False)
    """Hashed before the letter, so that nobody can guess a name from the hash in the log."""
    disclosure: Disclosure = field(default_factory=Disclosure)
    sent: Sending | None = None
    sent_before: tuple[Sending, ...] = ()
    """What the person had said about the sending before they corrected it, oldest first."""
    arrived_on: date | None = None
    shown_dues: tuple[ShownDue, ...] = ()
    acknowledged_on: date | None = None
    extension: Extension | None = None
    identity: Wait | None = None
    clarifications: tuple[Wait, ...] = ()
    fee: Decimal | None = None
    fee_reason: str = ""
    answer: Answer | None = None
    closed_on: date | None = None

    @property
    def regime(self) -> RuleRegime:
        """Return the law of the notice."""
        return self.regimes[0]

    @property
    def clock_from(self) -> date | None:
        """Return the day from which clocks run: of arrival where it is known (rule 2)."""
        if self.sent is None:
            return None
        return self.arrived_on or self.sent.on

    @property
    def awaits_person(self) -> bool:
        """Tell whether the company asked for something that it has not got."""
        waits = [wait for wait in (self.identity, *self.clarifications) if wait is not None]
        return any(wait.ended_on is None for wait in waits)

    def shown_due(self, parameter: str) -> date | None:
        """Return the last day that was shown for a deadline parameter."""
        return next((due.on for due in self.shown_dues if due.parameter == parameter), None)

    def as_request(self) -> Request | None:
        """Return the request as the law's rules look at it; None before it was sent."""
        start = self.clock_from
        if start is None or self.sent is None:
            return None
        electronic = {Way.MAIL: True, Way.FORM: True, Way.POST: False}
        return Request(
            type=self.right.type,
            regimes=self.regimes,
            person=self.person,
            received_on=start,
            is_about_sensitive=self.is_about_sensitive,
            is_electronic=electronic.get(self.sent.by),
            ground=self.ground,
            member_state=self.member_state,
            identity=self.identity,
            clarifications=self.clarifications,
            shown_dues=self.shown_dues,
            acknowledged_on=self.acknowledged_on,
            extension=self.extension,
            fee=self.fee,
            fee_reason=self.fee_reason,
            answer=self.answer,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A reply that is kept with a request, without its content."""

    id: ReplyId
    request: RequestId
    kind: ReplyKind
    on: date
    """The day on which it came, as the person says."""
    kept_at: datetime
    name: str
    """The name of the file; empty for a text that was typed."""
    size: int
    """Bytes of the content; 0 where nothing but the fact was kept."""
    salt: str = field(repr=False)
    sha256: Sha256Hex
    """Of the salt's bytes and the content, one after the other."""
