"""The kept choices are what the log says, also after somebody touched them."""

from __future__ import annotations

from ownerapp.domain.choice import ChoiceKey, Status
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import kept, rebuilt, repair
from tests.support.desks import CABIN, DRIVING, commit, no
from tests.support.tampering import pretend_yes


def statuses(opened: OpenedStore) -> dict[str, Status]:
    return {key.practice: choice.status for key, choice in kept(opened).items()}


def size(opened: OpenedStore) -> int:
    with opened.store.read() as work:
        return work.events.edge().size


def test_a_choice_that_was_changed_by_hand_is_set_back(opened: OpenedStore, car: Vehicle) -> None:
    commit(opened, car, no(CABIN), no(DRIVING))
    pretend_yes(opened, CABIN)
    assert repair(opened)
    assert statuses(opened) == {CABIN: Status.REFUSED, DRIVING: Status.REFUSED}
    assert not repair(opened)


def test_what_is_new_is_compared_alone(opened: OpenedStore, car: Vehicle) -> None:
    commit(opened, car, no(DRIVING))
    checked = size(opened)
    commit(opened, car, no(CABIN))
    assert [key.practice for key in rebuilt(opened, since=checked)] == [CABIN]
    assert not repair(opened, since=checked)
    pretend_yes(opened, CABIN)
    assert repair(opened, since=checked)
    assert statuses(opened) == {CABIN: Status.REFUSED, DRIVING: Status.REFUSED}


def test_a_new_choice_that_is_not_kept_is_kept_again(opened: OpenedStore, car: Vehicle) -> None:
    checked = size(opened)
    commit(opened, car, no(CABIN))
    with opened.store.write() as work:
        work.choices.clear()
        work.commit()
    assert repair(opened, since=checked)
    assert {type(key) for key in kept(opened)} == {ChoiceKey}
    assert statuses(opened) == {CABIN: Status.REFUSED}
