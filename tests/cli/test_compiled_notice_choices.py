"""Choices on a compiled notice, on the command line: nothing that nobody stated is offered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desks import Place, add_car, command, shipped

PACK = "tesla-cn-compiled"
OPTIONAL = shipped(PACK).notice.optional()[0].id
UNDETERMINED = shipped(PACK).notice.undetermined()[0].id


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A data folder with a car that follows a compiled notice."""
    made = Place(data_dir=tmp_path / "data")
    add_car(made.open(), pack=PACK)
    made.close()
    yield made
    made.close()


def test_what_may_have_no_switch_is_listed_without_a_state(place: Place) -> None:
    code, out, _err = command(place, "choices", "list")
    assert code == 0
    assert out.count("Switch not stated") == len(shipped(PACK).notice.undetermined())
    _code, out, _err = command(place, "choices", "list", "--json")
    required = {item["practice"]: item["required"] for item in json.loads(out)}
    assert required[UNDETERMINED] is None
    assert required[OPTIONAL] is False


@pytest.mark.parametrize("answer", [("off",), ("on", "--for", "7d")])
def test_an_answer_to_what_may_have_no_switch_is_refused(
    place: Place, answer: tuple[str, ...]
) -> None:
    code, _out, err = command(place, "choices", "set", UNDETERMINED, *answer)

    assert code == 2
    assert "The notice does not say whether this collection has a switch." in err


def test_without_a_length_a_yes_is_refused_in_whole_sentences_and_a_no_is_kept(
    place: Place,
) -> None:
    for given in (("on",), ("on", "--for", "7d")):
        code, _out, err = command(place, "choices", "set", OPTIONAL, *given)
        assert code == 2
        assert "The notice offers no length for which this could be on." in err
        assert "It offers:" not in err
    code, out, _err = command(place, "choices", "set", OPTIONAL, "off")
    assert code == 0
    assert out.rstrip().endswith("Off")
