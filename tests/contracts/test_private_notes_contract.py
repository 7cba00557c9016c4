"""What every store promises of private notes: the fake in memory and the real encrypted one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.domain.choice import ChoiceKey
from ownerapp.domain.ids import PersonId, PracticeId, VehicleId
from ownerapp.domain.private_note import PrivateNote
from ownerapp.services.ports.store import Store
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.fake_store import FakeStoreFile
from tests.support.store_values import KEY


@pytest.fixture(params=["fake", "real"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Return an empty opened store."""
    file = FakeStoreFile() if request.param == "fake" else SqlStoreFile(tmp_path / "store.db")
    opened = file.create(KEY)
    yield opened
    opened.close()


def note(practice: str, text: str, *, vehicle: str = "car") -> PrivateNote:
    key = ChoiceKey(
        person=PersonId("person"), vehicle=VehicleId(vehicle), practice=PracticeId(practice)
    )
    return PrivateNote(key=key, text=text)


def test_the_last_text_of_a_note_is_kept_and_an_empty_one_is_forgotten(store: Store) -> None:
    with store.write() as work:
        for said in (note("b", "one"), note("a", "two"), note("b", "three")):
            work.notes.put(said)
        work.notes.put(note("c", "four"))
        work.notes.put(note("c", ""))
        work.notes.put(note("d", ""))
        work.commit()
    with store.read() as work:
        assert list(work.notes.of_vehicle(VehicleId("car"))) == [
            note("a", "two"),
            note("b", "three"),
        ]


def test_notes_on_one_car_are_none_on_another_and_go_with_it(store: Store) -> None:
    with store.write() as work:
        work.notes.put(note("a", "one"))
        work.notes.put(note("a", "two", vehicle="other"))
        work.erase_vehicle(VehicleId("car"))
        work.commit()
    with store.read() as work:
        assert list(work.notes.of_vehicle(VehicleId("car"))) == []
        assert list(work.notes.of_vehicle(VehicleId("other"))) == [
            note("a", "two", vehicle="other")
        ]


def test_notes_go_with_their_person(store: Store) -> None:
    with store.write() as work:
        work.notes.put(note("a", "one"))
        work.erase_person(PersonId("person"))
        work.commit()
    with store.read() as work:
        assert list(work.notes.of_vehicle(VehicleId("car"))) == []
