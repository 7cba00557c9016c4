"""``ownerapp merge`` and what the history says afterwards, on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.domain.term import Term
from ownerapp.services.backup import BackupService
from ownerapp.services.ports.recovery import RecoveryKit
from tests.support.desks import CABIN, DRIVING, Place, add_car, command, commit, no, shipped, yes


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    made.open()
    yield made
    made.close()


@pytest.fixture
def backup(tmp_path: Path) -> tuple[str, str]:
    """Return a backup of another computer, and a file with its code."""
    elsewhere = Place(data_dir=tmp_path / "elsewhere")
    opened = elsewhere.open()
    car = add_car(opened, name="Van")
    commit(opened, car, yes(shipped().notice, CABIN, Term.MONTHS_3), no(DRIVING))
    shown: list[RecoveryKit] = []
    path = tmp_path / "backup"
    BackupService(opened).back_up(str(path), show=shown.append)
    elsewhere.close()
    code = tmp_path / "code"
    code.write_text(shown[0].code, encoding="utf-8")
    return str(path), str(code)


def test_merging_says_what_came_and_again_that_nothing_is_new(
    place: Place, backup: tuple[str, str]
) -> None:
    path, code_file = backup
    code, out, err = command(place, "merge", path, "--code-file", code_file)
    assert (code, err) == (0, "")
    assert "4 entries of the history local/ownerapp/" in out
    assert "The car Van came along." in out
    assert "1 choice is on here now because you turned it on there." in out
    code, out, _err = command(place, "merge", path, "--code-file", code_file)
    assert (code, out) == (0, "There is nothing new in this backup. Nothing was changed.\n")
    value = json.loads(command(place, "merge", path, "--code-file", code_file, "--json")[1])
    assert (value["entries"], value["new"]) == (4, 0)


def test_the_history_names_the_origin_of_each_entry_from_elsewhere(
    place: Place, backup: tuple[str, str]
) -> None:
    path, code_file = backup
    assert command(place, "merge", path, "--code-file", code_file)[0] == 0
    _code, out, _err = command(place, "history")
    lines = [line for line in out.splitlines() if "on another computer" in line]
    assert len(lines) == 4
    assert all(line.startswith("local/ownerapp/") for line in lines)
    entries = json.loads(command(place, "history", "--json")[1])
    own = [item["kind"] for item in entries if "origin" not in item]
    assert own == ["store.merged", "notice.installed"]


def test_a_day_says_that_a_choice_was_decided_elsewhere(
    place: Place, backup: tuple[str, str]
) -> None:
    path, code_file = backup
    assert command(place, "merge", path, "--code-file", code_file)[0] == 0
    day = place.clock.now().date().isoformat()
    _code, out, _err = command(place, "history", "--on", day)
    assert "It was decided on another computer." in out
    items = {
        item["practice"]: item
        for item in json.loads(command(place, "history", "--on", day, "--json")[1])
    }
    assert items[CABIN]["joined"] == "elsewhere"
    assert items[CABIN]["answer"] == "changed"
    assert items["voice-commands"]["joined"] is None


def test_without_a_terminal_and_without_a_code_nothing_is_taken(
    place: Place, backup: tuple[str, str]
) -> None:
    code, _out, err = command(place, "merge", backup[0])
    assert code == 3
    assert "--code-file" in err
    assert command(place, "history", "--json")[1].strip() == "[]"
