"""A person's own rules: kept beside the history, never in it, and in no record.

They answer nothing. What they suggest is worked out anew each time from the rules and the
notice (:mod:`ownerapp.domain.own_rule`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ownerapp.domain.errors import RuleMissingError
from ownerapp.domain.own_rule import OwnRule, in_order
from ownerapp.services.rule_times import decided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ownerapp.domain.ids import NoticeHash, PracticeId
    from ownerapp.domain.own_rule import RuleAbout
    from ownerapp.domain.term import Term
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.services.opening import OpenedStore


class OwnRuleService:
    """Use cases around the rules of the person whose car it is."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def of(self, vehicle: Vehicle) -> tuple[OwnRule, ...]:
        """Return the rules of a car's person, in the order in which subjects are listed."""
        with self._opened.store.read() as work:
            return in_order(work.rules.of_person(vehicle.person))

    def keep(self, vehicle: Vehicle, about: RuleAbout, at_most: Term | None) -> tuple[OwnRule, ...]:
        """Keep a rule in place of an earlier one about the same; return all.

        Args:
            vehicle: A car of the person.
            about: What the rule is about.
            at_most: The longest time for which turning on is suggested; None means keep off.

        Raises:
            ValueError: The rule has no end.
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        rule = OwnRule(person=vehicle.person, about=about, at_most=at_most)
        around = self._opened.around
        with around.lock.hold(), self._opened.store.write() as work:
            work.rules.put(rule)
            decided(work, (vehicle.person, about), around.clock.now())
            work.commit()
        return self.of(vehicle)

    def remove(self, vehicle: Vehicle, about: RuleAbout) -> OwnRule:
        """Forget a rule and return it, so that this can be undone.

        That it was removed, and when, stays known: another computer does not bring it back.

        Raises:
            RuleMissingError: The person has no rule about this.
            UnavailableError: Lock, disk or store fail; nothing changed.
        """
        around = self._opened.around
        with around.lock.hold(), self._opened.store.write() as work:
            rules = work.rules.of_person(vehicle.person)
            found = next((rule for rule in rules if rule.about is about), None)
            if found is None:
                raise RuleMissingError(about=about.value)
            work.rules.remove(vehicle.person, about)
            decided(work, (vehicle.person, about), around.clock.now())
            work.commit()
        return found

    def set_aside(
        self, vehicle: Vehicle, notice: NoticeHash, practices: Iterable[PracticeId]
    ) -> None:
        """Keep that suggestions for this version of a notice are not to be offered again.

        That is no answer and no entry of the history.

        Raises:
            UnavailableError: Lock, disk or store fail; nothing was saved.
        """
        with self._opened.around.lock.hold(), self._opened.store.write() as work:
            work.rules.set_aside(vehicle, notice, practices)
            work.commit()
