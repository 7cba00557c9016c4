"""A person's own rules where two computers keep some: those of both, each subject once.

Rules:

1. Rules stand in no history; when a subject was last decided on stands beside them
   (:mod:`ownerapp.services.rule_times`). What was decided later holds, a removal like a rule: a
   rule that was removed here comes back only if it was written down there after that.
2. Where nobody can tell which is the later one, what is here stays: joining rewrites nothing
   then. A rule on a subject of which nothing is known here comes along.
3. Only of people who are here: somebody who was erased does not come back by a rule.
4. What was put away with *Not now* stays on the computer where it was put away.
5. A rule suggests, and answers nothing, here as there.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from ownerapp.domain.own_rule import RuleAbout
from ownerapp.domain.values import dataclass
from ownerapp.services.rule_times import keep_times, times_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ownerapp.domain.own_rule import OwnRule
    from ownerapp.services.ports.store import UnitOfWork
    from ownerapp.services.rule_times import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesThere:
    """What another computer keeps."""

    rules: tuple[OwnRule, ...] = ()
    times: Mapping[Subject, datetime] = field(default_factory=dict)
    """When each subject was last decided on there, also where no rule is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedRules:
    """What became of the rules of the other computer."""

    came: tuple[OwnRule, ...] = ()
    """Those that are here now and were not."""
    changed: tuple[OwnRule, ...] = ()
    """Those that are here now in place of an earlier one on their subject."""
    removed: tuple[OwnRule, ...] = ()
    """Those that were here and were removed there later."""
    stayed_away: tuple[OwnRule, ...] = ()
    """Those that were removed here later, and were left there."""
    other: tuple[OwnRule, ...] = ()
    """Those that say something else than the one here on their subject, and were left there."""

    @property
    def changes_any(self) -> bool:
        """Tell whether the rules here are not what they were."""
        return bool(self.came or self.changed or self.removed)


def rules_in(work: UnitOfWork) -> RulesThere:
    """Return the rules of everybody in a store."""
    rules = tuple(rule for person in work.people() for rule in work.rules.of_person(person.id))
    return RulesThere(rules=rules, times=times_in(work))


def join_rules(work: UnitOfWork, there: RulesThere) -> JoinedRules:
    """Keep what another computer decided on rules beside what was decided here."""
    here = rules_in(work)
    mine = {(rule.person, rule.about): rule for rule in here.rules}
    theirs = {(rule.person, rule.about): rule for rule in there.rules}
    times = dict(here.times)
    found: dict[str, list[OwnRule]] = {}
    for person in work.people():
        for subject in ((person.id, about) for about in RuleAbout):
            own, other = mine.get(subject), theirs.get(subject)
            at, at_there = times.get(subject), there.times.get(subject)
            # A rule without a time is older than anything with one (rule 2 of the times).
            is_later = at_there is not None and (at is None or at_there > at)
            if at_there is not None and is_later:
                times[subject] = at_there
            became = _became(own, other, is_later=is_later, is_known=at is not None)
            if became is None:
                continue
            if became == "removed":
                work.rules.remove(*subject)
            elif became in {"came", "changed"} and other is not None:
                work.rules.put(other)
            found.setdefault(became, []).extend(rule for rule in (other or own,) if rule)
    if times != here.times:
        keep_times(work, times)
    return JoinedRules(**{name: tuple(rules) for name, rules in found.items()})


def _became(
    own: OwnRule | None, other: OwnRule | None, *, is_later: bool, is_known: bool
) -> str | None:
    """Return the field of what became of a subject, None where nothing has to be said.

    Args:
        own: The rule here.
        other: The rule there.
        is_later: It was decided there later than here.
        is_known: When it was decided here is known, so without a rule it was removed here.
    """
    if own == other:
        return None
    if own is None:
        return "came" if is_later or not is_known else "stayed_away"
    if other is None:
        return "removed" if is_later else None
    return "changed" if is_later else "other"
