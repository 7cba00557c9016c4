"""The question before erasing names the car so that it cannot be taken for another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ownerapp.presentation.erasing import erasure_state
from ownerapp.services.erasure import ErasureService
from ownerapp.services.opening import OpenedStore
from tests.support.desks import PLATE, Place, add_car


@pytest.fixture
def opened(tmp_path: Path) -> OpenedStore:
    return Place(data_dir=tmp_path / "data").open()


def test_a_car_of_the_same_name_is_told_apart_by_its_owner(opened: OpenedStore) -> None:
    add_car(opened, name="Family car", owner="Zhang")
    second = add_car(opened, name="Family car", owner="Wang")
    state = erasure_state(ErasureService(opened).plan_car(second.id))
    assert state.question == "Erase the car Family car, Wang?"
    assert "the car Family car, Wang, with" in state.goes[0]


def test_one_owner_needs_no_name_and_two_cars_alike_are_told_apart_by_plate(
    opened: OpenedStore,
) -> None:
    first = add_car(opened, name="Family car", owner="Zhang")
    erasure = ErasureService(opened)
    assert erasure_state(erasure.plan_car(first.id)).question == "Erase the car Family car?"
    add_car(opened, name="Family car", owner="Zhang")
    assert PLATE in erasure_state(erasure.plan_car(first.id)).question


def test_with_a_person_the_cars_need_no_owner(opened: OpenedStore) -> None:
    add_car(opened, name="Family car", owner="Zhang")
    add_car(opened, name="Family car", owner="Wang")
    state = erasure_state(ErasureService(opened).plan_person("Wang"))
    assert state.question == "Erase Wang?"
    assert state.goes[1] == "The car Family car goes too, with licence plate and VIN."
