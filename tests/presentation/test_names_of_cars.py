"""What cars are called in a list: with their owners where there are several, and never alike."""

from __future__ import annotations

import pytest

from ownerapp.domain.ids import NoticeHash, PersonId, VehicleId
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.presentation.car_names import car_names, have_several_owners
from ownerapp.presentation.erasing import erasable_cars

LIN = Person(id=PersonId("p1"), name="Lin Yue")
OMER = Person(id=PersonId("p2"), name="Ömer Öztürk")
NOBODY = Person(id=PersonId("p3"), name="")


def car(number: int, name: str, owner: Person = LIN, *, plate: str = "", vin: str = "") -> Vehicle:
    return Vehicle(
        id=VehicleId(f"v{number}"),
        person=owner.id,
        name=name,
        plate=plate,
        vin=vin,
        notice=NoticeHash("0" * 64),
    )


def names(*cars: Vehicle) -> list[str]:
    return list(car_names(cars, (LIN, OMER, NOBODY)).values())


def test_one_owner_is_not_named() -> None:
    cars = (car(1, "Little Blue"), car(2, "Work van"))
    assert not have_several_owners(cars)
    assert names(*cars) == ["Little Blue", "Work van"]


@pytest.mark.parametrize(
    ("owner", "called"), [(OMER, "Little Blue, Ömer Öztürk"), (NOBODY, "Little Blue")]
)
def test_each_of_several_owners_is_named_who_gave_a_name(owner: Person, called: str) -> None:
    cars = (car(1, "Little Blue"), car(2, "Little Blue", owner))
    assert have_several_owners(cars)
    assert names(*cars) == ["Little Blue, Lin Yue", called]


def test_two_of_one_name_and_owner_are_told_apart_by_plate_or_vin() -> None:
    assert names(car(1, "Blue", plate="A 1"), car(2, "Blue", plate="B 2")) == [
        "Blue, A 1",
        "Blue, B 2",
    ]
    first, second = "LSVAA4182E2123456", "LSVAA4182E2123457"
    assert names(car(1, "Blue", vin=first), car(2, "Blue", vin=second), car(3, "Red")) == [
        f"Blue, {first}",
        f"Blue, {second}",
        "Red",
    ]


def test_a_car_that_can_be_erased_is_never_taken_for_another_persons() -> None:
    cars = (car(1, "Blue"), car(2, "Blue", OMER, plate="B 12345"))
    rows = erasable_cars(cars, (LIN, OMER))
    assert [row.title for row in rows] == ["Blue, Lin Yue", "Blue, Ömer Öztürk"]
    assert [row.described for row in rows] == [row.title for row in rows]
    assert [row.title for row in erasable_cars(cars[:1], (LIN, OMER))] == ["Blue"]
