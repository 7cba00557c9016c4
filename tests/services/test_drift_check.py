"""The drift check: the person's word beside what is recorded, and no higher word than that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import CarMissingError, PracticeMissingError
from ownerapp.domain.event import EventKind, Method
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import ChoiceService
from ownerapp.services.drift import INTERVAL, CarSays, DriftDone, DriftService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.log_check import full_check
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import repair
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    NAME,
    OWNER,
    PLATE,
    REQUIRED,
    VIN,
    Place,
    add_car,
    commit,
    events_of,
    kinds_of,
    no,
    shipped,
    yes,
)

DASHCAM = PracticeId("dashcam")


def service(opened: OpenedStore) -> DriftService:
    return DriftService(opened, ChoiceService(opened), NoticeShelf(opened.around.packs))


def look(opened: OpenedStore, car: Vehicle, **said: CarSays) -> DriftDone:
    """Write down what was seen, by practice ids with underscores."""
    seen = {PracticeId(name.replace("_", "-")): word for name, word in said.items()}
    return service(opened).finish(car, seen, method=Method.DESKTOP, language=ENGLISH)


def evidence_of(opened: OpenedStore, car: Vehicle, practice: PracticeId) -> EvidenceLevel | None:
    found = ChoiceService(opened).view(car).of(practice)
    return found.choice.evidence if found is not None and found.choice is not None else None


@pytest.fixture
def answered(opened: OpenedStore, car: Vehicle, notice: Notice) -> Vehicle:
    """The cabin camera is on, driving behaviour is off, everything else is not answered."""
    commit(opened, car, yes(notice, CABIN, Term.MONTHS_3), no(DRIVING))
    return car


def test_the_same_is_evidence_and_the_word_is_the_persons(
    opened: OpenedStore, answered: Vehicle
) -> None:
    done = look(opened, answered, cabin_camera_clips=CarSays.ON, driving_behaviour=CarSays.OFF)
    assert done.same == (CABIN, DRIVING)
    assert evidence_of(opened, answered, CABIN) is EvidenceLevel.SELF_REPORTED
    added = [item for item in events_of(opened) if item.kind is EventKind.EVIDENCE_ADDED]
    assert {item.evidence for item in added} == {EvidenceLevel.SELF_REPORTED}
    assert {item.practice for item in added} == {CABIN, DRIVING}


@pytest.mark.parametrize("said", [CarSays.OFF, CarSays.NOT_FOUND])
def test_no_evidence_where_the_car_shows_something_else_or_nothing(
    opened: OpenedStore, answered: Vehicle, said: CarSays
) -> None:
    done = look(opened, answered, cabin_camera_clips=said)
    assert done.same == ()
    assert "evidence.added" not in kinds_of(opened)
    assert evidence_of(opened, answered, CABIN) is EvidenceLevel.RECORDED
    view = ChoiceService(opened).view(answered).of(CABIN)
    assert view is not None
    assert view.status is Status.GIVEN  # a look decides nothing


def test_an_earlier_word_falls_back_where_the_car_now_shows_something_else(
    opened: OpenedStore, answered: Vehicle
) -> None:
    look(opened, answered, cabin_camera_clips=CarSays.ON)
    look(opened, answered, cabin_camera_clips=CarSays.NOT_FOUND)
    assert evidence_of(opened, answered, CABIN) is EvidenceLevel.SELF_REPORTED
    look(opened, answered, cabin_camera_clips=CarSays.OFF)
    assert evidence_of(opened, answered, CABIN) is EvidenceLevel.RECORDED
    assert not repair(opened)


def test_the_same_holds_for_what_is_off(opened: OpenedStore, answered: Vehicle) -> None:
    look(opened, answered, driving_behaviour=CarSays.OFF)
    assert evidence_of(opened, answered, DRIVING) is EvidenceLevel.SELF_REPORTED
    look(opened, answered, driving_behaviour=CarSays.ON)
    assert evidence_of(opened, answered, DRIVING) is None
    found = ChoiceService(opened).view(answered).of(DRIVING)
    assert found is not None
    assert found.status is Status.REFUSED
    assert not repair(opened)


@pytest.mark.parametrize("level", [EvidenceLevel.IN_FORCE, EvidenceLevel.CHECKED])
@pytest.mark.parametrize("said", [CarSays.ON, CarSays.OFF])
def test_what_the_car_vouches_for_is_not_touched(
    opened: OpenedStore, answered: Vehicle, level: EvidenceLevel, said: CarSays
) -> None:
    with opened.ledger.entries() as entries:
        entries.note(
            EventKind.EVIDENCE_ADDED,
            person=answered.person,
            vehicle=answered.id,
            practice=CABIN,
            notice=answered.notice,
            evidence=level,
        )
    look(opened, answered, cabin_camera_clips=said)
    assert evidence_of(opened, answered, CABIN) is level


def test_what_nobody_answered_gets_no_evidence(opened: OpenedStore, car: Vehicle) -> None:
    done = look(opened, car, dashcam=CarSays.OFF)
    assert done.same == (DASHCAM,)
    assert "evidence.added" not in kinds_of(opened)


def test_the_entry_says_what_was_seen_of_each_and_names_nobody(
    opened: OpenedStore, answered: Vehicle
) -> None:
    look(
        opened, answered,
        cabin_camera_clips=CarSays.OFF, driving_behaviour=CarSays.OFF, dashcam=CarSays.NOT_FOUND,
    )  # fmt: skip
    (event,) = (item for item in events_of(opened) if item.kind is EventKind.DRIFTCHECK_DONE)
    assert event.detail["practices"] == [
        {"practice": CABIN, "car": "off", "recorded": "on", "result": "different"},
        {"practice": DRIVING, "car": "off", "recorded": "off", "result": "same"},
        {"practice": DASHCAM, "car": "not-found", "recorded": "off", "result": "not-found"},
    ]
    for private in (NAME, OWNER, PLATE, VIN):
        assert private not in str(event.payload())
    assert full_check(opened.store, opened.ledger, opened.around).is_good


def test_a_yes_whose_time_ran_out_counts_as_off(
    place: Place, opened: OpenedStore, answered: Vehicle
) -> None:
    place.clock.move(days=200)
    (item,) = (x for x in service(opened).look(answered).items if x.practice.id == CABIN)
    assert not item.is_on
    assert look(opened, answered, cabin_camera_clips=CarSays.ON).different == (CABIN,)


@pytest.mark.parametrize("practice", ["nonsense", REQUIRED])
def test_what_has_no_switch_is_refused_and_nothing_is_kept(
    opened: OpenedStore, car: Vehicle, practice: str
) -> None:
    before = kinds_of(opened)
    with pytest.raises(PracticeMissingError):
        look(opened, car, **{practice.replace("-", "_"): CarSays.ON})
    assert kinds_of(opened) == before


def test_an_erased_car_cannot_be_looked_at(opened: OpenedStore, car: Vehicle) -> None:
    erasure = ErasureService(opened)
    erasure.erase(erasure.plan_car(car.id))
    with pytest.raises(CarMissingError):
        look(opened, car, dashcam=CarSays.OFF)


# ----------------------------------------------------------------------- when it is time


def test_it_is_due_ninety_days_after_the_car_was_added_and_after_each_look(
    place: Place, opened: OpenedStore, car: Vehicle
) -> None:
    begun = place.clock.now()
    standing = service(opened).standing(car)
    assert (standing.last_at, standing.due_at) == (None, begun + INTERVAL)
    assert not standing.is_due
    place.clock.set(begun + INTERVAL - timedelta(seconds=1))
    assert not service(opened).standing(car).is_due
    place.clock.set(begun + INTERVAL)
    assert service(opened).standing(car).is_due
    look(opened, car, dashcam=CarSays.OFF)
    standing = service(opened).standing(car)
    assert (standing.last_at, standing.is_due) == (begun + INTERVAL, False)


def test_looking_writes_nothing_and_another_car_is_another_matter(
    opened: OpenedStore, car: Vehicle, place: Place
) -> None:
    other = add_car(opened, name="Other")
    place.clock.move(days=91)
    look(opened, other, dashcam=CarSays.OFF)
    before = kinds_of(opened)
    assert service(opened).look(car).standing.is_due
    assert not service(opened).look(other).standing.is_due
    assert kinds_of(opened) == before


def test_steps_are_the_notices_own(opened: OpenedStore) -> None:
    car = add_car(opened, pack="byd-cn-compiled")
    for item in service(opened).look(car).items:
        assert {guide.action for guide in item.guides} <= {"check", "turn-off", "turn-on"}
        assert all(guide.sources for guide in item.guides)


OPTIONAL = [item.id for item in shipped().notice.optional()]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(said=st.dictionaries(st.sampled_from(OPTIONAL), st.sampled_from(CarSays)))
def test_every_practice_is_in_exactly_one_list_and_evidence_only_follows_the_same(
    opened: OpenedStore, answered: Vehicle, said: dict[PracticeId, CarSays]
) -> None:
    before = len(events_of(opened))
    done = service(opened).finish(answered, said, method=Method.DESKTOP, language=ENGLISH)
    assert sorted((*done.same, *done.different, *done.not_found)) == sorted(said)
    fresh = events_of(opened)[before:]
    reported = {item.practice for item in fresh if item.evidence is EvidenceLevel.SELF_REPORTED}
    assert reported <= set(done.same)
    assert {item.kind for item in fresh} <= {
        EventKind.DRIFTCHECK_DONE,
        EventKind.EVIDENCE_ADDED,
    }
