"""Which choice holds for a practice when practices were renamed, split or merged.

Rules:

1. A practice's own choice holds; else the one of what it came from, as the author of the
   notice declares it (``notice_change.predecessors``), the nearest version first.
2. Both parts of a split practice follow its choice.
3. A merged practice is on only if every part was, and then until the earliest end; one part
   that is off for a changed meaning leaves it so; any no is a no, and any pause a pause.
4. Whether a yes still counts after a change of meaning is written down when the new version
   comes into force (``consent.superseded``), not worked out here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from ownerapp.domain.choice import Choice, Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.notice_change import predecessors
from ownerapp.domain.term import Term
from ownerapp.domain.values import dataclass

_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerYes:
    """The term and the end of a yes that a change of the notice ended."""

    term: Term
    ends_at: datetime | None
    zone: str


def continuing_choice(
    kept: Mapping[PracticeId, Choice], notice: Notice, practice: PracticeId
) -> Choice | None:
    """Return the choice that holds for a practice of the present notice, or None.

    Args:
        kept: The choices of one person on one car, by the practice that they name.
        notice: The notice that the car follows now.
        practice: A practice of that notice.
    """
    found, parts = _found(kept, notice, practice)
    return _together(found, parts=parts) if found else None


def holders(
    kept: Mapping[PracticeId, Choice], notice: Notice, practice: PracticeId
) -> tuple[Choice, ...]:
    """Return the choices from which :func:`continuing_choice` works out its answer."""
    return tuple(_found(kept, notice, practice)[0])


def former_yes(
    kept: Mapping[PracticeId, Choice], notice: Notice, practice: PracticeId, now: datetime
) -> FormerYes | None:
    """Return the yes that a change of the notice ended, where its own end is still to come.

    A merged practice has one only if every part had, and then with the earliest end.
    """
    found, parts = _found(kept, notice, practice)
    if len(found) < parts or any(item.status is not Status.SUPERSEDED for item in found):
        return None
    first = min(found, key=lambda choice: choice.ends_at or _LAST)
    if first.term is None or (first.ends_at or _LAST) <= now:
        return None
    return FormerYes(term=first.term, ends_at=first.ends_at, zone=first.zone)


def ids_of(notice: Notice, practice: PracticeId) -> frozenset[PracticeId]:
    """Return every id under which the history may speak of a practice."""
    return frozenset({practice, *(name for ids in predecessors(notice, practice) for name in ids)})


def _found(
    kept: Mapping[PracticeId, Choice], notice: Notice, practice: PracticeId
) -> tuple[list[Choice], int]:
    """Return the nearest choices (rule 1), and of how many parts they are."""
    for ids in ((practice,), *predecessors(notice, practice)):
        found = [kept[name] for name in ids if name in kept]
        if found:
            return found, len(ids)
    return [], 1


def _together(found: Sequence[Choice], *, parts: int) -> Choice | None:
    """Return what the choices on the parts of one practice say together (rule 3)."""
    if parts == 1:
        return found[0]
    for status in (Status.SUPERSEDED, Status.WITHDRAWN, Status.REFUSED):
        of_status = [choice for choice in found if choice.status is status]
        if of_status:
            return max(of_status, key=lambda choice: choice.event_seq)
    if len(found) < parts:
        return None
    first = min(found, key=lambda choice: choice.ends_at or _LAST)
    paused = [choice for choice in found if choice.status is Status.PAUSED]
    if first.status is not Status.GIVEN or not paused:
        return first
    last = max(paused, key=lambda choice: choice.event_seq)
    return replace(
        first,
        status=Status.PAUSED,
        decided_at=last.decided_at,
        event_seq=last.event_seq,
        evidence=None,
    )
