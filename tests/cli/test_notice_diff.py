"""``notice diff``: what changed, on a terminal and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.desks import Place, command
from tests.support.notice_files import pack_file
from tests.support.notice_versions import (
    PACK,
    Tree,
    bytes_of,
    first_tree,
    gone,
    kept_longer,
    next_tree,
    practice_in,
    said,
)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A data folder that nothing has touched."""
    return Place(data_dir=tmp_path / "data")


def written(folder: Path, tree: Tree, name: str = "new.json") -> str:
    return pack_file(folder, bytes_of(tree), name)


def test_words_are_marked_and_a_difference_is_no_failure(place: Place, tmp_path: Path) -> None:
    path = written(tmp_path, next_tree(kept_longer(days=30), gone("dashcam")))

    code, out, err = command(place, "notice", "diff", PACK, path)

    assert (code, err) == (0, "")
    assert "How long it is kept: [-7-]{+30+} days, then deleted." in out
    assert "    The meaning changed." in out
    assert "No longer in the notice: [-" in out
    assert "version 2.0, applies from 1 Dec 2026" in out
    assert "other parts have not changed" in out


def test_it_needs_no_store_and_makes_none(place: Place, tmp_path: Path) -> None:
    command(place, "notice", "diff", PACK, written(tmp_path, next_tree(kept_longer())))

    assert not place.store_path.exists()


def test_the_same_notice_has_no_difference(place: Place) -> None:
    code, out, _err = command(place, "notice", "diff", PACK, PACK)

    assert code == 0
    assert "Nothing that you can read in this language has changed." in out
    assert "[-" not in out


def test_programs_get_every_change_with_its_class_and_pieces(place: Place, tmp_path: Path) -> None:
    path = written(tmp_path, next_tree(kept_longer(days=30), gone("dashcam")))

    code, out, _err = command(place, "notice", "diff", PACK, path, "--json")

    value: dict[str, Any] = json.loads(out)
    by_id = {item["practice"]: item for item in value["practices"]}
    assert code == 0
    assert (value["old"]["version"], value["new"]["version"]) == ("1.0", "2.0")
    assert by_id["voice-commands"]["change"] == "meaning"
    assert by_id["voice-commands"]["ends_consent"] is True
    assert by_id["voice-commands"]["fields"]["retention.period"] == "meaning"
    assert by_id["dashcam"]["move"] == "vanished"
    (row,) = (row for row in value["rows"] if row["practice"] == "voice-commands")
    assert (row["old"], row["new"]) == ("7 days, then deleted.", "30 days, then deleted.")
    assert {"part": "added", "text": "30"} in row["lines"][0]


def test_two_makers_notices_can_be_compared(place: Place) -> None:
    code, out, _err = command(place, "notice", "diff", "tesla-cn-compiled", "byd-cn-compiled")

    assert code == 0
    assert "Only in the first notice" in out
    assert "Only in the second notice" in out


@pytest.mark.parametrize("words", [("nowhere", PACK), (PACK, "nowhere")])
def test_a_notice_that_is_not_there_is_named(place: Place, words: tuple[str, str]) -> None:
    code, out, err = command(place, "notice", "diff", *words)

    assert (code, out) == (2, "")
    assert "nowhere" in err


def test_what_a_notice_says_moves_no_cursor_and_turns_no_line(place: Place, tmp_path: Path) -> None:
    hostile = "\u2067abc\u2069 \u061c[-fake-] {+fake+}"
    path = written(tmp_path, next_tree(said("voice-commands", "why", en=hostile, zh_Hans="x")))

    code, out, _err = command(place, "notice", "diff", PACK, path)

    assert code == 0
    assert not {"\u2067", "\u2069", "\u061c", "\x1b"} & set(out)


def test_a_broken_file_is_an_error_in_words(place: Place, tmp_path: Path) -> None:
    tree = first_tree()
    del practice_in(tree, "dashcam")["title"]
    path = written(tmp_path, tree)

    code, _out, err = command(place, "notice", "diff", PACK, path, "--json")

    assert code == 2
    assert json.loads(err)["error"] == "notice-file"
