"""One immutable entry of the log, and its exact JSON form.

The stored bytes are the RFC 8785 form of :meth:`Event.payload`; they are the truth and
columns beside them are an index. Names, plates and VINs never stand in an event: people
and vehicles are meant by random ids, so they can be erased without breaking the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import (
    Language,
    NoticeHash,
    PersonId,
    PracticeId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.domain.term import Term
from ownerapp.domain.values import dataclass

EVENT_VERSION = 1


class EventKind(StrEnum):
    """Everything that is written down."""

    NOTICE_SHOWN = "notice.shown"
    NOTICE_ACCEPTED_UPDATE = "notice.accepted-update"
    CONSENT_GIVEN = "consent.given"
    CONSENT_REFUSED = "consent.refused"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    CONSENT_EXPIRED = "consent.expired"
    CONSENT_SUPERSEDED = "consent.superseded"
    CONSENT_DORMANT = "consent.dormant"
    PAUSE_STARTED = "pause.started"
    PAUSE_ENDED = "pause.ended"
    EVIDENCE_ADDED = "evidence.added"
    RECORD_EXPORTED = "record.exported"
    RECORD_IMPORTED = "record.imported"
    REQUEST_MADE = "request.made"
    REQUEST_ANSWERED = "request.answered"
    HANDOVER_DONE = "handover.done"
    DRIFTCHECK_DONE = "driftcheck.done"
    NOTICE_INSTALLED = "notice.installed"
    KEY_ROTATED = "key.rotated"
    PERSON_ERASED = "person.erased"
    CLOCK_STEPPED_BACK = "clock.stepped-back"
    LOG_REANCHORED = "log.reanchored"
    LOG_PREDECESSOR = "log.predecessor"
    STORE_RESTORED = "store.restored"
    STORE_MERGED = "store.merged"


CONSENT_KINDS = frozenset(
    {
        EventKind.CONSENT_GIVEN,
        EventKind.CONSENT_REFUSED,
        EventKind.CONSENT_WITHDRAWN,
        EventKind.CONSENT_EXPIRED,
        EventKind.CONSENT_SUPERSEDED,
        EventKind.CONSENT_DORMANT,
    }
)
PAUSE_KINDS = frozenset({EventKind.PAUSE_STARTED, EventKind.PAUSE_ENDED})


class Method(StrEnum):
    """How a person acted."""

    DESKTOP = "desktop"
    KIOSK = "kiosk"
    CLI = "cli"
    IMPORT = "import"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry. Fields that a kind does not use are None or empty and are not written.

    ``ends_at`` is a UTC instant, ``zone`` the IANA name in which days were counted.
    ``text_sha256`` is the hash of exactly the text that was on screen. ``detail`` holds
    what only this kind needs, by stable names.
    """

    seq: int
    at: datetime
    monotonic_ms: int
    kind: EventKind
    nonce: str
    person: PersonId | None = None
    vehicle: VehicleId | None = None
    notice: NoticeHash | None = None
    practice: PracticeId | None = None
    term: Term | None = None
    ends_at: datetime | None = None
    zone: str = ""
    method: Method | None = None
    language: Language | None = None
    text_sha256: Sha256Hex | None = None
    evidence: EvidenceLevel | None = None
    detail: JsonObject = field(default_factory=dict)
    origin: str = ""
    """The other computer's log in which it stands; empty in this one. Not in the bytes."""

    def payload(self) -> dict[str, JsonValue]:
        """Return the JSON object whose canonical bytes are the stored entry."""
        value: dict[str, JsonValue] = {
            "v": EVENT_VERSION,
            "seq": self.seq,
            "at": rfc3339(self.at),
            "mono": self.monotonic_ms,
            "kind": self.kind.value,
            "nonce": self.nonce,
        }
        optional: Mapping[str, JsonValue] = {
            "person": self.person,
            "vehicle": self.vehicle,
            "notice": self.notice,
            "practice": self.practice,
            "term": self.term.value if self.term else None,
            "endsAt": rfc3339(self.ends_at) if self.ends_at else None,
            "zone": self.zone or None,
            "method": self.method.value if self.method else None,
            "lang": self.language,
            "textSha256": self.text_sha256,
            "evidence": self.evidence.value if self.evidence else None,
            "detail": dict(self.detail) or None,
        }
        value.update({name: item for name, item in optional.items() if item is not None})
        return value


def event_from_payload(value: JsonObject) -> Event:
    """Return the event of a stored JSON object.

    Raises:
        ValueError: The object is not an event of this version.
    """
    if value.get("v") != EVENT_VERSION:
        raise ValueError
    detail = value.get("detail", {})
    if not isinstance(detail, Mapping):
        raise ValueError  # noqa: TRY004 - one error for one malformed value
    ends_at = _text(value, "endsAt")
    term, method, evidence = (_text(value, name) for name in ("term", "method", "evidence"))
    return Event(
        seq=_number(value, "seq"),
        at=parse_rfc3339(_required(value, "at")),
        monotonic_ms=_number(value, "mono"),
        kind=EventKind(_required(value, "kind")),
        nonce=_required(value, "nonce"),
        person=_id(value, "person", PersonId),
        vehicle=_id(value, "vehicle", VehicleId),
        notice=_id(value, "notice", NoticeHash),
        practice=_id(value, "practice", PracticeId),
        term=Term(term) if term else None,
        ends_at=parse_rfc3339(ends_at) if ends_at else None,
        zone=_text(value, "zone") or "",
        method=Method(method) if method else None,
        language=_id(value, "lang", Language),
        text_sha256=_id(value, "textSha256", Sha256Hex),
        evidence=EvidenceLevel(evidence) if evidence else None,
        detail=detail,
    )


def rfc3339(moment: datetime) -> str:
    """Return an instant as RFC 3339 in UTC with milliseconds, for example for events."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"


def parse_rfc3339(text: str) -> datetime:
    """Return the aware UTC instant of an RFC 3339 text.

    Raises:
        ValueError: It is not one, or has no zone.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:  # the first or last day of all, in another zone
        raise ValueError from error


def _text(value: JsonObject, name: str) -> str | None:
    item = value.get(name)
    if item is None or isinstance(item, str):
        return item
    raise ValueError


def _required(value: JsonObject, name: str) -> str:
    item = _text(value, name)
    if item is None:
        raise ValueError
    return item


_T = TypeVar("_T")


def _id(value: JsonObject, name: str, make: Callable[[str], _T]) -> _T | None:
    item = _text(value, name)
    return None if item is None else make(item)


def _number(value: JsonObject, name: str) -> int:
    item = value.get(name)
    if isinstance(item, int) and not isinstance(item, bool):
        return item
    raise ValueError
