"""Views of a car's choices, made of shipped practices: any number, any status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ownerapp.domain.choice import Choice, ChoiceKey, Status
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import Language, PersonId, PracticeId, VehicleId
from ownerapp.domain.notice import Notice, Practice
from ownerapp.domain.term import Term
from ownerapp.domain.trust import shipped_trust
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import CarChoices, PracticeChoice
from tests.support import records

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ENGLISH, CHINESE = Language("en"), Language("zh_Hans")
PERSON, CAR = PersonId("person"), VehicleId("car")


def notice_of(count: int, pack: str = "cn-reference-ev") -> Notice:
    """Return a shipped notice with so many optional practices, repeated under new ids."""
    notice = records.shipped_notice(pack)
    optional = notice.optional()
    repeated = tuple(
        replace(
            optional[at % len(optional)],
            id=PracticeId(f"{optional[at % len(optional)].id}-{at // len(optional)}"),
        )
        for at in range(count)
    )
    return replace(notice, practices=(*repeated, *notice.required()))


def choice_on(
    practice: Practice,
    status: Status,
    notice: Notice,
    *,
    level: EvidenceLevel = EvidenceLevel.RECORDED,
    is_open: bool = False,
) -> PracticeChoice:
    """Return a practice with a choice of a status."""
    if status is Status.UNDECIDED:
        return PracticeChoice(practice=practice, choice=None, status=status)
    has_end = status in {Status.GIVEN, Status.EXPIRED} and not is_open
    end = NOW + timedelta(days=92) if status is Status.GIVEN else NOW - timedelta(days=17)
    choice = Choice(
        key=ChoiceKey(person=PERSON, vehicle=CAR, practice=practice.id),
        status=Status.GIVEN if status is Status.EXPIRED else status,
        decided_at=NOW - timedelta(days=20),
        event_seq=11,
        notice=notice.hash,
        term=(Term.OPEN if is_open else Term.MONTHS_3) if status is Status.GIVEN else None,
        ends_at=end if has_end else None,
        zone="Asia/Shanghai",
        evidence=level if status is Status.GIVEN else None,
    )
    return PracticeChoice(practice=practice, choice=choice, status=choice.status_at(NOW))


def view(notice: Notice, choices: Sequence[PracticeChoice] | None = None) -> CarChoices:
    """Return the choices of a car; nothing is answered unless it is given."""
    untouched = tuple(
        choice_on(practice, Status.UNDECIDED, notice) for practice in notice.optional()
    )
    return CarChoices(
        vehicle=Vehicle(id=CAR, person=PERSON, name="Little Blue", notice=notice.hash),
        notice=notice,
        trust=shipped_trust(notice),
        choices=tuple(choices) if choices is not None else untouched,
        now=NOW,
        entries=0,
    )
