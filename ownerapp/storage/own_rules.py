"""People's own rules, and the suggestions that they set aside, in their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, select

from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, VehicleId
from ownerapp.storage.engine import insert_once, upsert
from ownerapp.storage.rows import OWN_RULES, SET_ASIDE

# Only annotations need these; a start is quicker without loading them all.
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ownerapp.domain.own_rule import OwnRule, RuleAbout
    from ownerapp.domain.vehicle import Vehicle
    from ownerapp.storage.work import Work

_PUT = upsert(OWN_RULES, keys=("person", "about"))
_REMOVE = delete(OWN_RULES).where(
    OWN_RULES.c.person == bindparam("of_person"), OWN_RULES.c.about == bindparam("of_about")
)
_OF_PERSON = (
    select(OWN_RULES)
    .where(OWN_RULES.c.person == bindparam("of_person"))
    .order_by(OWN_RULES.c.position)
)
_SET_ASIDE = insert_once(SET_ASIDE, keys=("person", "vehicle", "notice", "practice"))
_SET_ASIDE_OF = select(SET_ASIDE).where(
    SET_ASIDE.c.person == bindparam("of_person"),
    SET_ASIDE.c.vehicle == bindparam("of_vehicle"),
    SET_ASIDE.c.notice == bindparam("of_notice"),
)
_KEEP_OFF: Final = ""
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
        rows = tuple(self._work.rows(_OF_PERSON, {"of_person": person}))
        if not rows:
            return ()
        # Most people have none, so a start does not load this.
        from ownerapp.domain.own_rule import OwnRule, RuleAbout  # noqa: PLC0415 - see above
        from ownerapp.domain.term import Term  # noqa: PLC0415 - see above

        return tuple(
            OwnRule(
                person=PersonId(row.person),
                about=RuleAbout(row.about),
                at_most=None if row.at_most == _KEEP_OFF else Term(row.at_most),
            )
            for row in rows
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
        self._work.write(delete(SET_ASIDE).where(SET_ASIDE.c.vehicle == vehicle))

    def remove_of_person(self, person: PersonId) -> None:
        """Forget every rule of a person, and what they set aside."""
        self._work.write(delete(OWN_RULES).where(OWN_RULES.c.person == person))
        self._work.write(delete(SET_ASIDE).where(SET_ASIDE.c.person == person))
