"""A choice: the person's present decision on one practice, folded from the log.

Rules:

1. Untouched means *undecided* and is never written as refused.
2. A yes holds until its end; from then on it is *expired* by computation, whether or not
   the event was written down yet.
3. A later event wins; what came before stays in the history.
4. A practice that changed in meaning is *superseded* (off) until answered again. Term and
   end of the yes that this ended stay known, so that a new yes may keep the old end.
5. A pause stops a yes and does not end it: the practice is off until it is resumed, while the
   term runs on. Resuming is no new yes: it changes neither term nor end, and without a pause
   before it, it does nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from ownerapp.domain.event import PAUSE_KINDS, Event, EventKind, parse_rfc3339
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import (
    Language,
    NoticeHash,
    PersonId,
    PracticeId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.term import Term
from ownerapp.domain.values import dataclass


class Joined(StrEnum):
    """Why a choice holds that two computers had a say in."""

    ELSEWHERE = "elsewhere"
    """It was decided on another computer."""
    CAREFUL = "careful"
    """Nobody can tell which of two answers came last, so the more restrictive one holds."""


class Status(StrEnum):
    """The status of a choice, by the words of ``choices list --json``."""

    UNDECIDED = "undecided"
    REFUSED = "refused"
    GIVEN = "given"
    PAUSED = "paused"
    """A yes stands and is not used: the practice is off until the person resumes it."""
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


_STATUS_OF = {
    EventKind.CONSENT_GIVEN: Status.GIVEN,
    EventKind.CONSENT_REFUSED: Status.REFUSED,
    EventKind.CONSENT_WITHDRAWN: Status.WITHDRAWN,
    EventKind.CONSENT_EXPIRED: Status.EXPIRED,
    EventKind.CONSENT_SUPERSEDED: Status.SUPERSEDED,
    EventKind.CONSENT_DORMANT: Status.WITHDRAWN,
}


_OWN_WORD = frozenset({EvidenceLevel.SELF_REPORTED, EvidenceLevel.RECORDED})
SET_IN_CAR, SET_ON, SET_OFF = "set", "on", "off"
"""In the detail of evidence: how the person says that they set it in the car."""
GIVEN_AT = "givenAt"
"""The moment of the yes, in the detail of a pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceKey:
    """Whose choice on what: a choice on car A never touches car B."""

    person: PersonId
    vehicle: VehicleId
    practice: PracticeId


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The present decision, with the event that made it.

    ``decided_at`` is the moment of that event, also of a pause and of its end; ``given_at`` is
    the one of the yes. ``evidence`` is None while nothing is on, unless the person said that
    they turned it off in the car.
    """

    key: ChoiceKey
    status: Status
    decided_at: datetime
    event_seq: int
    notice: NoticeHash
    term: Term | None = None
    ends_at: datetime | None = None
    zone: str = ""
    given_at: datetime | None = None
    """When the latest yes was given, also after it ended."""
    language: Language | None = None
    text_sha256: Sha256Hex | None = None
    evidence: EvidenceLevel | None = None
    origin: str = ""
    """The other computer's log in which it was decided; ``event_seq`` then joined that log."""
    joined: Joined | None = None

    def status_at(self, now: datetime) -> Status:
        """Return the status at a moment: a yes past its end is expired (rule 2)."""
        is_yes = self.status in {Status.GIVEN, Status.PAUSED}
        if is_yes and self.ends_at is not None and self.ends_at <= now:
            return Status.EXPIRED
        return self.status

    def is_on(self, now: datetime) -> bool:
        """Tell whether the practice is allowed at a moment."""
        return self.status_at(now) is Status.GIVEN

    def is_yes(self, now: datetime) -> bool:
        """Tell whether a yes stands at a moment, paused or not (rule 5)."""
        return self.status_at(now) in {Status.GIVEN, Status.PAUSED}


def fold(choice: Choice | None, event: Event) -> Choice | None:
    """Return the choice after one more event on its practice.

    An event that does not decide anything leaves the choice as it is.
    """
    if event.kind is EventKind.EVIDENCE_ADDED:
        if choice is None or not _supports(event, choice):
            return choice
        # What is off needs no evidence to be recorded here: that level only takes a word back.
        is_taken_back = (
            choice.status is not Status.GIVEN and event.evidence is EvidenceLevel.RECORDED
        )
        return replace(choice, evidence=None if is_taken_back else event.evidence)
    if event.kind in PAUSE_KINDS:
        return _after_pause(choice, event)
    status = _STATUS_OF.get(event.kind)
    key = choice_key(event)
    if status is None or key is None or event.notice is None:
        return choice
    if status is Status.GIVEN:
        return Choice(
            key=key,
            status=status,
            decided_at=event.at,
            event_seq=event.seq,
            notice=event.notice,
            term=event.term,
            ends_at=event.ends_at,
            zone=event.zone,
            given_at=event.at,
            language=event.language,
            text_sha256=event.text_sha256,
            evidence=event.evidence or EvidenceLevel.RECORDED,
            origin=event.origin,
        )
    # An expiry tells nothing new about term and text: it keeps the yes that ended.
    kept = choice if choice is not None and status is Status.EXPIRED else None
    former = event if status is Status.SUPERSEDED else kept
    return Choice(
        key=key,
        status=status,
        decided_at=event.at,
        event_seq=event.seq,
        notice=event.notice,
        term=former.term if former else None,
        ends_at=former.ends_at if former else None,
        zone=former.zone if former else "",
        given_at=choice.given_at if choice else None,
        language=kept.language if kept else event.language,
        text_sha256=kept.text_sha256 if kept else event.text_sha256,
        evidence=None,
        origin=event.origin,
    )


def _supports(event: Event, choice: Choice) -> bool:
    """Tell whether an entry about the car supports a choice as it stands.

    A yes may have any evidence; what is off only the person's own word that it is off there,
    and the entry that takes this word back.
    """
    said = event.detail.get(SET_IN_CAR)
    if choice.status is Status.GIVEN:
        return said != SET_OFF
    is_off = choice.status_at(event.at) is choice.status
    return is_off and said == SET_OFF and event.evidence in _OWN_WORD


def _after_pause(choice: Choice | None, event: Event) -> Choice | None:
    """Return the choice after a pause began or ended (rule 5)."""
    is_start = event.kind is EventKind.PAUSE_STARTED
    if choice is None and is_start:
        choice = _continued(event)
    before, after = (Status.GIVEN, Status.PAUSED) if is_start else (Status.PAUSED, Status.GIVEN)
    if choice is None or choice.status_at(event.at) is not before:
        return choice
    return replace(
        choice,
        status=after,
        decided_at=event.at,
        event_seq=event.seq,
        evidence=None if is_start else EvidenceLevel.RECORDED,
        origin=event.origin,
        joined=None,
    )


def _continued(event: Event) -> Choice | None:
    """Return the yes that a pause is about, where it was given under another practice's id.

    The entry of the pause says all of it, because nothing else names this practice.
    """
    key, given_at = choice_key(event), event.detail.get(GIVEN_AT)
    if key is None or event.notice is None or event.term is None or not isinstance(given_at, str):
        return None
    try:
        given = parse_rfc3339(given_at)
    except ValueError:
        return None
    return Choice(
        key=key,
        status=Status.GIVEN,
        decided_at=given,
        event_seq=event.seq,
        notice=event.notice,
        term=event.term,
        ends_at=event.ends_at,
        zone=event.zone,
        given_at=given,
        language=event.language,
        text_sha256=event.text_sha256,
    )


def choice_key(event: Event) -> ChoiceKey | None:
    """Return whose choice an event is about, or None when it is about none."""
    if event.person is None or event.vehicle is None or event.practice is None:
        return None
    return ChoiceKey(person=event.person, vehicle=event.vehicle, practice=event.practice)
