"""People's own rules, and the suggestions that they set aside, in their tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, delete, select

from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, VehicleId
from ownerapp.domain.own_rule import OwnRule, RuleAbout
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.storage.engine import insert_once, upsert
from ownerapp.storage.rows import OwnRuleRow, SetAsideRow, table_of
from ownerapp.storage.work import Work

_RULES, _ASIDE = table_of(OwnRuleRow), table_of(SetAsideRow)
_PUT = upsert(_RULES, keys=("person", "about"))
_REMOVE = delete(_RULES).where(
    _RULES.c.person == bindparam("of_person"), _RULES.c.about == bindparam("of_about")
)
_OF_PERSON = (
    select(OwnRuleRow)
    .where(OwnRuleRow.person == bindparam("of_person"))
    .order_by(OwnRuleRow.position)
)
_SET_ASIDE = insert_once(_ASIDE, keys=("person", "vehicle", "notice", "practice"))
_SET_ASIDE_OF = select(SetAsideRow).where(
    SetAsideRow.person == bindparam("of_person"),
    SetAsideRow.vehicle == bindparam("of_vehicle"),
    SetAsideRow.notice == bindparam("of_notice"),
)
_KEEP_OFF = ""
"""In the column of the longest time."""


class SqlOwnRules:
    """Own rules."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def put(self, rule: OwnRule) -> None:
        """Keep a rule in place of an earlier one of the person about the same."""
        at_most = _KEEP_OFF if rule.at_most is None else rule.at_most.value
        self._work.write(
            _PUT, {"person": rule.person, "about": rule.about.value, "at_most": at_most}
        )

    def remove(self, person: PersonId, about: RuleAbout) -> None:
        """Forget a rule; a missing one is no error."""
        self._work.write(_REMOVE, {"of_person": person, "of_about": about.value})

    def of_person(self, person: PersonId) -> Sequence[OwnRule]:
        """Return the rules of a person, oldest first."""
        return tuple(
            OwnRule(
                person=PersonId(row.person),
                about=RuleAbout(row.about),
                at_most=None if row.at_most == _KEEP_OFF else Term(row.at_most),
            )
            for row in self._work.rows(_OF_PERSON, {"of_person": person})
        )

    def set_aside(
        self, vehicle: Vehicle, notice: NoticeHash, practices: Iterable[PracticeId]
    ) -> None:
        """Keep that suggestions for a version of a notice are not to come back."""
        for practice in practices:
            self._work.write(
                _SET_ASIDE,
                {
                    "person": vehicle.person,
                    "vehicle": vehicle.id,
                    "notice": notice,
                    "practice": practice,
                },
            )

    def set_aside_of(self, vehicle: Vehicle, notice: NoticeHash) -> frozenset[PracticeId]:
        """Return for which practices of a version suggestions were set aside."""
        of = {"of_person": vehicle.person, "of_vehicle": vehicle.id, "of_notice": notice}
        return frozenset(PracticeId(row.practice) for row in self._work.rows(_SET_ASIDE_OF, of))

    def remove_of_vehicle(self, vehicle: VehicleId) -> None:
        """Forget what was set aside on a car; rules are the person's and stay."""
        self._work.write(delete(_ASIDE).where(_ASIDE.c.vehicle == vehicle))

    def remove_of_person(self, person: PersonId) -> None:
        """Forget every rule of a person, and what they set aside."""
        self._work.write(delete(_RULES).where(_RULES.c.person == person))
        self._work.write(delete(_ASIDE).where(_ASIDE.c.person == person))
