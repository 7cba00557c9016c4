"""``car correct``: only what is named changes, with the checks of adding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.services.vehicles import Vehicles, checked_details
from tests.support.desks import NAME, OWNER, PLATE, VIN, Place, add_car, command, kinds_of, shipped

OTHER = "Old Grey"
NEIGHBOUR = "Wu Hao"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A data folder with one car."""
    made = Place(data_dir=tmp_path / "data")
    add_car(made.open())
    made.close()
    yield made
    made.close()


def cars(place: Place) -> list[dict[str, str]]:
    code, out, _err = command(place, "car", "list", "--json")
    assert code == 0
    found: list[dict[str, str]] = json.loads(out)
    return found


def further(place: Place, name: str, owner: str) -> None:
    Vehicles(place.open()).add(checked_details(name=name, owner=owner), shipped())
    place.close()


def test_only_what_is_named_changes_and_the_history_stays(place: Place) -> None:
    before = kinds_of(place.open())
    place.close()
    (car,) = cars(place)
    code, out, err = command(place, "car", "correct", "--name", " Little  Red ", "--vin", "")
    assert (code, out, err) == (0, "The details were corrected.\n", "")
    assert cars(place) == [{**car, "name": "Little Red", "vin": ""}]
    assert kinds_of(place.open()) == before
    place.close()
    code, out, _err = command(place, "car", "correct", "--name", "Little Red")
    assert (code, out) == (0, "The details are as they were before.\n")


def test_programs_get_the_car_as_it_is_now(place: Place) -> None:
    (car,) = cars(place)
    code, out, _err = command(place, "car", "correct", "--owner", "Chen Mei", "--json")
    assert code == 0
    assert json.loads(out) == {**car, "owner": "Chen Mei"}
    assert (car["owner"], car["plate"], car["vin"]) == (OWNER, PLATE, VIN)


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        ("--name", "", "field-required"),
        ("--plate", "x" * 21, "text-not-allowed"),
        ("--vin", "short", "vin-invalid"),
        ("--owner", NEIGHBOUR, "owner-name-taken"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(
    place: Place, option: str, value: str, error: str
) -> None:
    further(place, OTHER, NEIGHBOUR)
    before = cars(place)
    car = before[0]["id"]
    code, out, err = command(place, "car", "correct", "--car", car, option, value, "--json")
    assert (code, out, json.loads(err)["error"]) == (2, "", error)
    assert cars(place) == before


def test_nothing_named_is_said(place: Place) -> None:
    code, _out, err = command(place, "car", "correct")
    assert code == 2
    assert "--plate" in err


def test_with_several_cars_one_is_named_and_the_others_of_the_owner_are_said(
    place: Place,
) -> None:
    further(place, OTHER, OWNER)
    code, _out, err = command(place, "car", "correct", "--name", "Little Red", "--json")
    assert (code, json.loads(err)["error"]) == (2, "car-needed")
    car = cars(place)[0]["id"]
    code, out, _err = command(place, "car", "correct", "--car", car, "--owner", "Chen Mei")
    assert code == 0
    assert out.splitlines()[1:] == [
        f"A new name of the owner counts for this other car, too: {OTHER}."
    ]
    assert [(item["name"], item["owner"]) for item in cars(place)] == [
        (NAME, "Chen Mei"),
        (OTHER, "Chen Mei"),
    ]
