"""Where two computers meet, a person finds the own rules of both, as they were last decided."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
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
from tests.support.desks import (
    DRIVING,
    OWNER,
    Place,
    SettableClock,
    add_car,
    commit,
    kinds_of,
    no,
)

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


DAY = datetime(2026, 11, 25, 8, tzinfo=UTC)
"""Later than when the two computers of these tests were set up."""
TIMES = "own-rules-decided"


def on(opened: OpenedStore, day: int) -> OpenedStore:
    """Return a computer on a day of November 2026."""
    clock = opened.around.clock
    assert isinstance(clock, SettableClock)
    clock.set(DAY.replace(day=day))
    return opened


def remove(opened: OpenedStore, car: Vehicle, about: RuleAbout) -> None:
    OwnRuleService(opened).remove(car, about)


def without_times(opened: OpenedStore) -> OpenedStore:
    """Return a store as an earlier program left it."""
    with opened.store.write() as work:
        work.set_meta(TIMES, "{}")
        work.commit()
    return opened


class TestWhatWasDecidedLaterHolds:
    @pytest.fixture(autouse=True)
    def both_have_one(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        keep(on(first, 25), car, RuleAbout.SOUND)
        joined(on(second, 25), first, tmp_path)

    def test_a_rule_that_was_removed_here_stays_removed_and_that_is_said(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        remove(on(first, 26), car, RuleAbout.SOUND)
        merged = joined(first, second, tmp_path)

        assert rules(first, car) == []
        sentence = "1 own rule there was removed here later. It stays removed here."
        assert sentence in said(merged, first)
        assert said(joined(first, second, tmp_path), first) == [
            "There is nothing new in this backup. Nothing was changed.",
            sentence,
        ]
        assert rules(first, car) == []

    def test_a_removal_reaches_the_other_computer(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        remove(on(first, 26), car, RuleAbout.SOUND)
        merged = joined(second, first, tmp_path)

        assert rules(second, car) == []
        assert said(merged, second) == [
            "There is no new entry in this backup.",
            "1 own rule was removed there later. It is removed here, too.",
        ]

    def test_a_removal_is_known_also_where_the_rule_never_was(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, start: Start, tmp_path: Path
    ) -> None:
        keep(on(first, 26), car, RuleAbout.CONTACTS)
        (tmp_path / "before").mkdir()
        backup = backed_up(first, tmp_path / "before")
        remove(on(first, 27), car, RuleAbout.CONTACTS)
        joined(second, first, tmp_path)
        merged = MergeService(second).merge(*backup)

        assert [rule.about for rule in merged.rules.stayed_away] == [RuleAbout.CONTACTS]
        assert rules(second, car) == [(RuleAbout.SOUND, None)]

    def test_a_rule_that_was_written_down_again_after_its_removal_comes(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        remove(on(first, 26), car, RuleAbout.SOUND)
        keep(on(second, 27), car, RuleAbout.SOUND, Term.DRIVE)
        merged = joined(first, second, tmp_path)

        assert [rule.at_most for rule in merged.rules.came] == [Term.DRIVE]
        assert rules(first, car) == [(RuleAbout.SOUND, Term.DRIVE)]

    @pytest.mark.parametrize("later", ["first", "second"])
    def test_of_two_rules_on_one_subject_the_later_one_stands_on_both(
        self,
        first: OpenedStore,
        second: OpenedStore,
        car: Vehicle,
        tmp_path: Path,
        later: str,
    ) -> None:
        keep(on(first, 27 if later == "first" else 26), car, RuleAbout.SOUND, Term.DRIVE)
        keep(on(second, 27 if later == "second" else 26), car, RuleAbout.SOUND, Term.YEAR_1)
        merged = joined(first, second, tmp_path)
        joined(second, first, tmp_path)

        most = Term.DRIVE if later == "first" else Term.YEAR_1
        assert rules(first, car) == rules(second, car) == [(RuleAbout.SOUND, most)]
        assert (
            "On 1 subject the own rule there says something else. The one here stays."
            if later == "first"
            else "1 own rule was decided later there. It took the place of the one here."
        ) in said(merged, first)

    def test_a_decision_made_knowing_of_another_is_later_whatever_the_clocks_say(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        keep(on(second, 30), car, RuleAbout.SOUND, Term.DRIVE)
        joined(first, second, tmp_path)
        remove(on(first, 24), car, RuleAbout.SOUND)
        joined(first, second, tmp_path)
        joined(second, first, tmp_path)

        assert rules(first, car) == rules(second, car) == []

    def test_a_removal_holds_against_a_program_that_kept_no_times(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        remove(on(first, 26), car, RuleAbout.SOUND)
        joined(first, without_times(second), tmp_path)
        assert rules(first, car) == []
        joined(second, first, tmp_path)
        assert rules(second, car) == []

    def test_where_neither_kept_times_the_one_here_stays_and_a_missing_one_comes(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        keep(on(second, 27), car, RuleAbout.SOUND, Term.DRIVE)
        keep(second, car, RuleAbout.CONTACTS)
        merged = joined(without_times(first), without_times(second), tmp_path)

        assert [rule.about for rule in merged.rules.came] == [RuleAbout.CONTACTS]
        assert rules(first, car) == [(RuleAbout.SOUND, None), (RuleAbout.CONTACTS, None)]

    @pytest.mark.parametrize(
        "times",
        [
            "",
            "{",
            "[]",
            "[" * 5000,
            '{"PERSON": 1}',
            '{"PERSON": {"sound": 7, "contacts": "yesterday", "weather": "2026-11-26T08:00:00Z"}}',
            '{"PERSON": {"sound": "9999-12-31T23:59:59.999Z"}}',
            '{"PERSON": {"sound": "2026-11-26T08:00:00"}}',
        ],
    )
    def test_what_is_no_time_is_as_if_it_were_not_there(
        self,
        first: OpenedStore,
        second: OpenedStore,
        car: Vehicle,
        tmp_path: Path,
        times: str,
    ) -> None:
        keep(second, car, RuleAbout.SOUND, Term.DRIVE)
        with second.store.write() as work:
            work.set_meta(TIMES, times.replace("PERSON", car.person))
            work.commit()
        joined(first, second, tmp_path)
        assert rules(first, car) == [(RuleAbout.SOUND, None)]

        remove(on(second, 26), car, RuleAbout.SOUND)
        joined(first, second, tmp_path)
        assert rules(first, car) == []

    def test_nothing_is_kept_of_somebody_who_was_erased(
        self, first: OpenedStore, second: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        with first.store.read() as work:
            assert list(json.loads(work.meta(TIMES) or "")) == [car.person]
        service = ErasureService(first)
        service.erase(service.plan_person(OWNER))
        joined(first, second, tmp_path)
        with first.store.read() as work:
            assert work.meta(TIMES) == "{}"


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
