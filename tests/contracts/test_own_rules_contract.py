"""What every store promises of own rules: the fake in memory and the real encrypted one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, VehicleId
from ownerapp.domain.own_rule import OwnRule, RuleAbout
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.ports.store import Store
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.fake_store import FakeStoreFile
from tests.support.store_values import KEY

ONE, OTHER = PersonId("person"), PersonId("other")
OLD, NEW = NoticeHash("a" * 64), NoticeHash("b" * 64)
DASHCAM, CALENDAR = PracticeId("dashcam"), PracticeId("calendar")


@pytest.fixture(params=["fake", "real"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty opened store."""
    file = FakeStoreFile() if request.param == "fake" else SqlStoreFile(tmp_path / "store.db")
    opened = file.create(KEY)
    yield opened
    opened.close()


def rule(
    about: RuleAbout = RuleAbout.SOUND, at_most: Term | None = None, person: PersonId = ONE
) -> OwnRule:
    return OwnRule(person=person, about=about, at_most=at_most)


def car(name: str = "car", person: PersonId = ONE) -> Vehicle:
    return Vehicle(id=VehicleId(name), person=person, name="", notice=OLD)


def rules_of(store: Store, person: PersonId = ONE) -> list[OwnRule]:
    with store.read() as work:
        return list(work.rules.of_person(person))


def test_the_last_rule_about_a_subject_is_kept(store: Store) -> None:
    with store.write() as work:
        work.rules.put(rule())
        work.rules.put(rule(RuleAbout.LOCATION, Term.DAYS_7))
        work.rules.put(rule(RuleAbout.SOUND, Term.DRIVE))
        work.rules.put(rule(person=OTHER))
        work.commit()
    assert rules_of(store) == [
        rule(RuleAbout.SOUND, Term.DRIVE),
        rule(RuleAbout.LOCATION, Term.DAYS_7),
    ]
    assert rules_of(store, OTHER) == [rule(person=OTHER)]


def test_a_rule_is_forgotten_and_so_is_a_missing_one(store: Store) -> None:
    with store.write() as work:
        work.rules.put(rule())
        work.rules.put(rule(person=OTHER))
        work.rules.remove(ONE, RuleAbout.SOUND)
        work.rules.remove(ONE, RuleAbout.LOCATION)
        work.commit()
    assert rules_of(store) == []
    assert rules_of(store, OTHER) == [rule(person=OTHER)]


def test_what_is_not_committed_is_not_kept(store: Store) -> None:
    with store.write() as work:
        work.rules.put(rule())
        work.rules.set_aside(car(), OLD, [DASHCAM])
    assert rules_of(store) == []
    with store.read() as work:
        assert work.rules.set_aside_of(car(), OLD) == frozenset()


def test_what_was_set_aside_holds_for_one_person_car_and_version(store: Store) -> None:
    with store.write() as work:
        work.rules.set_aside(car(), OLD, [DASHCAM, CALENDAR])
        work.rules.set_aside(car(), OLD, [DASHCAM])
        work.commit()
    with store.read() as work:
        assert work.rules.set_aside_of(car(), OLD) == {DASHCAM, CALENDAR}
        assert work.rules.set_aside_of(car(), NEW) == frozenset()
        assert work.rules.set_aside_of(car("second"), OLD) == frozenset()
        assert work.rules.set_aside_of(car(person=OTHER), OLD) == frozenset()


def test_rules_go_with_their_person_and_stay_when_a_car_goes(store: Store) -> None:
    with store.write() as work:
        for person in (ONE, OTHER):
            work.rules.put(rule(person=person))
            work.rules.set_aside(car(person, person), OLD, [DASHCAM])
        work.erase_vehicle(VehicleId(ONE))
        work.commit()
    assert rules_of(store) == [rule()]
    with store.read() as work:
        assert work.rules.set_aside_of(car(ONE, ONE), OLD) == frozenset()
    with store.write() as work:
        work.erase_person(OTHER)
        work.commit()
    assert rules_of(store, OTHER) == []
    with store.read() as work:
        assert work.rules.set_aside_of(car(OTHER, OTHER), OLD) == frozenset()
    assert rules_of(store) == [rule()]
