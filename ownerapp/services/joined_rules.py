"""A person's own rules where two computers keep some: those of both, each subject once.

Rules:

1. Rules stand in no history, so nobody can tell which of two is the later one. On a subject that
   has a rule here the one here stays: joining rewrites nothing that the person wrote here.
2. A rule that is not here comes along. It suggests, and answers nothing, here as there.
3. Only of people who are here: somebody who was erased does not come back by a rule.
4. What was put away with *Not now* stays on the computer where it was put away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ownerapp.domain.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ownerapp.domain.own_rule import OwnRule
    from ownerapp.services.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedRules:
    """What became of the rules of the other computer."""

    came: tuple[OwnRule, ...] = ()
    """Those that are here now and were not."""
    other: tuple[OwnRule, ...] = ()
    """Those that say something else than the one here on their subject, and were left there."""


def rules_in(work: UnitOfWork) -> tuple[OwnRule, ...]:
    """Return the rules of everybody in a store."""
    return tuple(rule for person in work.people() for rule in work.rules.of_person(person.id))


def join_rules(work: UnitOfWork, rules: Iterable[OwnRule]) -> JoinedRules:
    """Keep the rules of another computer beside those that are here."""
    people = {person.id for person in work.people()}
    here = {(rule.person, rule.about): rule for rule in rules_in(work)}
    came, other = [], []
    for rule in rules:
        mine = here.get((rule.person, rule.about))
        if mine is not None:
            other += [rule] if mine != rule else []
        elif rule.person in people:
            work.rules.put(rule)
            came.append(rule)
    return JoinedRules(came=tuple(came), other=tuple(other))
