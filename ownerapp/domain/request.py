"""A request of a person to a company about their data, as the person knows it.

Rules:

1. The law counts in days, so moments are dates, in the calendar of the place where the
   request was received; their names end in ``_on``.
2. Nothing is filled in that nobody stated: None means *not known*, an empty text means
   *not given*.
3. A request under several laws is one request: each law has its own clock
   (``compliance.deadlines``).
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.ids import PersonId
from ownerapp.domain.notice_codes import LegalGround
from ownerapp.domain.values import dataclass


class RequestType(StrEnum):
    """What a person asks for."""

    ACCESS = "access"
    COPY = "copy"
    CORRECT = "correct"
    DELETE = "delete"
    RESTRICT = "restrict"
    """Also the suspension of processing, as Korea calls it, and the cease of use of Japan."""
    OBJECT = "object"
    WITHDRAW = "withdraw"
    PORT = "port"
    EXPLAIN = "explain"
    CLOSE_ACCOUNT = "close-account"
    OPT_OUT = "optout"
    """No sale and no sharing, California."""
    LIMIT = "limit"
    """Limit the use of sensitive data, California."""
    COMPLAINT = "complaint"
    DATA_ACT_ACCESS = "da_access"
    DATA_ACT_SHARE = "da_share"
    DISCONNECT = "disconnect"
    """End another person's remote access to the car, Cal. Vehicle Code 28220."""


class Outcome(StrEnum):
    """How a request was answered."""

    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


class OutputFormat(StrEnum):
    """The form in which data was handed out."""

    PDF = "pdf"
    CSV = "csv"
    JSON = "json"
    XML = "xml"
    OTHER_FILE = "other-file"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A time in which the company waits for the person; both days belong to it."""

    asked_on: date
    ended_on: date | None = None
    """The day on which what was asked for arrived; None while it is awaited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDue:
    """A last day as it was shown to the person, for one deadline parameter."""

    parameter: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The company takes longer than the law's first period."""

    until: date
    told_on: date | None = None
    """When the person was told, with the reasons; None if they were not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestForm:
    """How the request could be made."""

    steps: int | None = None
    consent_steps: int | None = None
    """How many steps the yes took that this request is about."""
    is_consent_channel: bool | None = None
    """Whether the request could be made where the yes was given."""
    asks_identity_document: bool | None = None
    offers_parts: bool | None = None
    """Whether parts of the data could be chosen for deletion."""
    offers_all: bool | None = None
    """Whether one choice deletes everything."""
    link_text: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back."""

    closed_on: date
    outcome: Outcome
    document: str = ""
    """The name of the written answer that is kept with the request."""
    reason: str = ""
    authority: str = ""
    """The authority that the answer names for a complaint."""
    court: str = ""
    """What the answer says about going to court."""
    formats: frozenset[OutputFormat] = frozenset()
    is_simple: bool = False
    """The short answer that Brazil asks for at once, in place of the full one."""
    recipients: tuple[str, ...] | None = None
    """Who received the data, as the answer names them; None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request, from the day on which the company received it to its answer."""

    type: RequestType
    regimes: tuple[RuleRegime, ...]
    person: PersonId
    received_on: date
    """For a request to disconnect remote access, the day on which it was complete."""
    is_about_sensitive: bool = False
    is_from_minor: bool = False
    """Made by a minor, or by the guardian of one."""
    is_electronic: bool | None = None
    ground: LegalGround | None = None
    """The legal ground of the practice that it is about."""
    member_state: str = ""
    """The EEA state from which the company answers, ``DE`` or with a region ``DE-BY``."""
    uk_nation: str = ""
    """``ENG``, ``NIR``, ``SCT`` or ``WLS``; empty where it is not known."""
    identity: Wait | None = None
    fee_payment: Wait | None = None
    clarifications: tuple[Wait, ...] = ()
    shown_dues: tuple[ShownDue, ...] = ()
    acknowledged_on: date | None = None
    extension: Extension | None = None
    fee: Decimal | None = None
    """What it cost the person; None where it is not known."""
    fee_reason: str = ""
    form: RequestForm = field(default_factory=RequestForm)
    answer: Answer | None = None

    @property
    def refusal(self) -> Answer | None:
        """Return the answer where it refuses the request, or a part of it."""
        if self.answer is None or self.answer.outcome is Outcome.GRANTED:
            return None
        return self.answer

    @property
    def handed_out(self) -> Answer | None:
        """Return the answer where it grants the request, or a part of it."""
        if self.answer is None or self.answer.outcome is Outcome.REFUSED:
            return None
        return self.answer

    def shown_due(self, parameter: str) -> date | None:
        """Return the last day that was shown for a deadline parameter."""
        return next((due.on for due in self.shown_dues if due.parameter == parameter), None)
