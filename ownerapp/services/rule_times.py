"""When a person last decided on a subject of their own rules: wrote a rule down, or removed it.

Only that, and for nothing but joining: without it nobody could tell a rule that was removed here
from one that was never here (:mod:`ownerapp.services.joined_rules`). One fact of the store holds
the times of everybody, so that nothing is left of somebody who was erased.

Rules:

1. A decision is later than every one on its subject that was known when it was made, also where
   a clock was set back since, or ran ahead on another computer.
2. Stores of earlier programs hold no times. A rule without one is older than any with one.
3. What is no time is as if it were not there.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from ownerapp.domain.event import parse_rfc3339, rfc3339
from ownerapp.domain.ids import PersonId
from ownerapp.domain.own_rule import RuleAbout

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ownerapp.services.ports.store import UnitOfWork

Subject = tuple[PersonId, RuleAbout]
"""A person, and what a rule of theirs is or was about."""

_TIMES: Final = "own-rules-decided"
_STEP: Final = timedelta(milliseconds=1)
_SUBJECTS: Final = frozenset(about.value for about in RuleAbout)
_LAST_YEAR: Final = 9000
"""No clock shows a later one, and after it there would be no room for a later decision."""


def times_in(work: UnitOfWork) -> dict[Subject, datetime]:
    """Return when each subject was last decided on, as far as it is known (rules 2 and 3)."""
    try:
        found = json.loads(work.meta(_TIMES) or "{}")
    except (ValueError, RecursionError):
        return {}
    times: dict[Subject, datetime] = {}
    for person, subjects in found.items() if isinstance(found, dict) else ():
        for about, text in subjects.items() if isinstance(subjects, dict) else ():
            moment = _moment(text)
            if moment is not None and about in _SUBJECTS:
                times[PersonId(person), RuleAbout(about)] = moment
    return times


def keep_times(work: UnitOfWork, times: Mapping[Subject, datetime]) -> None:
    """Keep these times, and no others."""
    kept: dict[str, dict[str, str]] = {}
    for (person, about), moment in sorted(times.items()):
        kept.setdefault(person, {})[about.value] = rfc3339(moment)
    work.set_meta(_TIMES, json.dumps(kept))


def decided(work: UnitOfWork, subject: Subject, now: datetime) -> None:
    """Keep that a subject was decided on just now (rule 1)."""
    times = times_in(work)
    before = times.get(subject)
    times[subject] = now if before is None else max(now, before + _STEP)
    keep_times(work, times)


def forget_times(work: UnitOfWork, person: PersonId) -> None:
    """Forget when a person decided on anything."""
    times = times_in(work)
    left = {subject: moment for subject, moment in times.items() if subject[0] != person}
    if left != times:
        keep_times(work, left)


def _moment(text: object) -> datetime | None:
    try:
        moment = parse_rfc3339(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.year <= _LAST_YEAR else None
