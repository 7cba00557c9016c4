"""A data folder with one car in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.domain.notice import Notice
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.opening import OpenedStore
from tests.support.desks import Place, add_car, shipped


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Return an empty data folder; everything opened there is closed."""
    made = Place(data_dir=tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def opened(place: Place) -> OpenedStore:
    """Return an opened new store."""
    return place.open()


@pytest.fixture
def car(opened: OpenedStore) -> Vehicle:
    """Return a car that follows the Chinese pack."""
    return add_car(opened)


@pytest.fixture
def notice() -> Notice:
    """Return the notice of that car."""
    return shipped().notice
