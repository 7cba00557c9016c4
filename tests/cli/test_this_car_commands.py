"""``handover``, ``drift`` and ``card`` on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.domain.term import Term
from tests.support.desks import (
    CABIN,
    NAME,
    Place,
    add_car,
    command,
    commit,
    kinds_of,
    shipped,
    yes,
)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    opened = made.open()
    commit(opened, add_car(opened), yes(shipped().notice, CABIN, Term.DAYS_7))
    made.close()
    yield made
    made.close()


def kinds(place: Place) -> list[str]:
    found = kinds_of(place.open())
    place.close()
    return found


def test_the_list_of_a_hand_over_is_read_and_nothing_is_kept(place: Place) -> None:
    before = kinds(place)
    code, out, _err = command(place, "handover", "sold", "--json")
    said = json.loads(out)
    assert code == 0
    assert said["closing"] == [CABIN]
    tasks = {item["task"]: item for item in said["tasks"]}
    assert tasks["dashcam/delete"]["steps"][0] == "1. Tap Settings."
    assert tasks["factory-reset"]["steps"] == []
    assert tasks["factory-reset"]["source"] == "Steps: Not stated by the maker"
    code, out, _err = command(place, "handover", "bought")
    assert code == 0
    assert "Look for paired phones that are not yours" in out
    assert kinds(place) == before


def test_a_drift_check_is_listed_and_written_down(place: Place) -> None:
    code, out, _err = command(place, "drift", "--json")
    said = json.loads(out)
    assert (code, said["last"], said["isDue"]) == (0, None, False)
    states = {item["id"]: item["recorded"] for item in said["collections"]}
    assert states[CABIN] == "on"
    assert states["dashcam"] == "off"
    before = kinds(place)
    code, out, _err = command(place, "drift", "--saw", f"{CABIN}=on", "dashcam=on", "--json")
    assert code == 0
    found = json.loads(out)
    assert (found["same"], found["different"], found["notFound"]) == ([CABIN], ["dashcam"], [])
    assert kinds(place) == [*before, "driftcheck.done", "evidence.added"]
    code, out, _err = command(place, "drift", "--saw", "dashcam=on")
    assert "The car shows on, and you have not allowed it." in out
    assert "1. Tap Settings." in out


def test_what_does_not_fit_is_named_and_nothing_is_kept(place: Place) -> None:
    before = kinds(place)
    code, _out, err = command(place, "drift", "--saw", "nonsense=on")
    assert code == 2
    assert "nonsense" in err
    for typed in ("dashcam", "dashcam=maybe", "=on"):
        with pytest.raises(SystemExit) as ended:
            command(place, "drift", "--saw", typed)
        assert ended.value.code == 2
    assert kinds(place) == before


def test_the_card_is_written(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "card.pdf"
    code, out, _err = command(place, "card", "--to", str(path), "--json")
    assert code == 0
    assert json.loads(out) == {"file": str(path), "languages": ["en", "zh_Hans"]}
    data = path.read_bytes()
    assert data.startswith(b"%PDF-1.7")
    assert NAME.encode() not in data
