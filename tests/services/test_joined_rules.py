"""Where two computers meet, a person finds the own rules of both, and no rule here is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ownerapp.domain.own_rule import OwnRule, RuleAbout
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.presentation.joining_computers import merged_sentences
from ownerapp.services.backup import BackupService
from ownerapp.services.choices import ChoiceService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.merging import Merged, MergeService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.own_rules import OwnRuleService
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.restoring import restore
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.recovery import CodeRecovery
from tests.support.desks import DRIVING, OWNER, Place, add_car, commit, kinds_of, no

RECOVERY = CodeRecovery(Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1))
Start = Callable[[str], OpenedStore]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    made: list[Place] = []

    def begin(name: str) -> OpenedStore:
        made.append(Place(data_dir=tmp_path / name))
        return made[-1].open(None, recovery=RECOVERY)

    yield begin
    for place in made:
        place.close()


@pytest.fixture
def first(start: Start) -> OpenedStore:
    return start("first")


@pytest.fixture
def car(first: OpenedStore) -> Vehicle:
    return add_car(first)


@pytest.fixture
def second(first: OpenedStore, car: Vehicle, tmp_path: Path) -> Iterator[OpenedStore]:
    """Another computer of the same person, set up from a backup of the first."""
    place = Place(data_dir=tmp_path / "second")
    restore(place.around(recovery=RECOVERY), *backed_up(first, tmp_path))
    yield place.open(None, recovery=RECOVERY)
    place.close()


def backed_up(opened: OpenedStore, folder: Path) -> tuple[str, str]:
    shown: list[RecoveryKit] = []
    path = str(folder / f"backup-{opened.info.store_id}")
    BackupService(opened).back_up(path, show=shown.append, new_kit=True)
    return path, shown[0].code


def joined(into: OpenedStore, other: OpenedStore, folder: Path) -> Merged:
    return MergeService(into).merge(*backed_up(other, folder))


def said(merged: Merged, opened: OpenedStore) -> list[str]:
    return list(merged_sentences(merged, opened.around.clock.zone()))


def rules(opened: OpenedStore, car: Vehicle) -> list[tuple[RuleAbout, Term | None]]:
    return [(rule.about, rule.at_most) for rule in OwnRuleService(opened).of(car)]


def keep(opened: OpenedStore, car: Vehicle, about: RuleAbout, most: Term | None = None) -> None:
    OwnRuleService(opened).keep(car, about, most)


class TestTheSamePerson:
    def test_the_rules_of_both_stand_together_each_once_and_are_counted(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        for opened in (first, second):
            keep(opened, car, RuleAbout.SOUND)
        keep(first, car, RuleAbout.CONTACTS)
        keep(second, car, RuleAbout.LOCATION, Term.DAYS_7)
        commit(second, car, no(DRIVING))
        merged = joined(first, second, tmp_path)

        assert rules(first, car) == [
            (RuleAbout.SOUND, None),
            (RuleAbout.LOCATION, Term.DAYS_7),
            (RuleAbout.CONTACTS, None),
        ]
        assert merged.rules.other == ()
        assert (
            "1 own rule came along. You find it in the settings, and it turns nothing on or off."
        ) in said(merged, first)

    def test_where_both_have_one_on_a_subject_the_one_here_stays_and_that_is_said(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        joined(first, second, tmp_path)
        keep(first, car, RuleAbout.LOCATION, Term.DAYS_7)
        keep(second, car, RuleAbout.LOCATION)
        merged = joined(first, second, tmp_path)

        assert rules(first, car) == [(RuleAbout.LOCATION, Term.DAYS_7)]
        assert merged.rules.came == ()
        assert said(merged, first) == [
            "There is nothing new in this backup. Nothing was changed.",
            "On 1 subject the own rule there says something else. The one here stays.",
        ]

    def test_rules_come_also_where_no_entry_is_new_and_make_none(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        before = kinds_of(second)
        keep(first, car, RuleAbout.SOUND)
        merged = joined(second, first, tmp_path)

        assert (merged.new, kinds_of(second)) == (0, before)
        assert rules(second, car) == [(RuleAbout.SOUND, None)]
        assert said(merged, second)[0] == "There is no new entry in this backup."

    def test_joining_again_brings_nothing_twice(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        keep(second, car, RuleAbout.SOUND)
        joined(first, second, tmp_path)
        merged = joined(first, second, tmp_path)

        assert (merged.rules.came, merged.rules.other) == ((), ())
        assert rules(first, car) == [(RuleAbout.SOUND, None)]

    def test_a_rule_that_came_along_answers_nothing(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        before = ChoiceService(first).view(car).choices
        for about in RuleAbout:
            keep(second, car, about)
        joined(first, second, tmp_path)

        assert len(rules(first, car)) == len(RuleAbout)
        assert ChoiceService(first).view(car).choices == before


def test_a_stranger_brings_their_rules_with_their_car(
    first: OpenedStore, car: Vehicle, start: Start, tmp_path: Path
) -> None:
    stranger = start("stranger")
    theirs = add_car(stranger)
    keep(stranger, theirs, RuleAbout.SOUND)
    merged = joined(first, stranger, tmp_path)

    assert merged.rules.came == (
        OwnRule(person=theirs.person, about=RuleAbout.SOUND, at_most=None),
    )
    assert rules(first, theirs) == [(RuleAbout.SOUND, None)]
    assert (rules(first, car) == []) == (car.person != theirs.person)


def test_somebody_who_was_erased_does_not_come_back_by_a_rule(
    first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
) -> None:
    keep(second, car, RuleAbout.SOUND)
    service = ErasureService(first)
    service.erase(service.plan_person(OWNER))

    assert joined(first, second, tmp_path).rules.came == ()
    assert rules(first, car) == []
