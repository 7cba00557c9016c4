"""``ownerapp rules``: rules suggest on the command line, too, and answer nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.cli.rules_arguments import ABOUTS, AT_MOST
from ownerapp.domain.own_rule import RULE_TERMS, RuleAbout
from tests.support.desks import CABIN, Place, add_car, command, kinds_of

POSITION = "precise-location"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A data folder with one car and no answer."""
    made = Place(data_dir=tmp_path / "data")
    add_car(made.open())
    made.close()
    yield made
    made.close()


def said(place: Place, *words: str) -> list[dict[str, object]]:
    code, out, err = command(place, "rules", *words, "--json")
    assert (code, err) == (0, "")
    value = json.loads(out)
    assert isinstance(value, list)
    return value


def test_the_codes_that_can_be_typed_are_those_of_the_domain() -> None:
    assert tuple(about.value for about in RuleAbout) == ABOUTS
    assert tuple(term.value for term in RULE_TERMS) == AT_MOST


def test_rules_are_made_changed_listed_and_removed(place: Place) -> None:
    assert command(place, "rules", "list") == (0, "You have no rules of your own.\n", "")
    assert said(place, "list") == []
    code, out, _err = command(place, "rules", "add", "location", "--at-most", "3m")
    assert (code, out) == (0, "Location: At most 3 months\n")
    command(place, "rules", "add", "cabin-pictures", "--keep-off")
    code, out, _err = command(place, "rules", "add", "location", "--at-most", "7d", "--json")
    assert json.loads(out) == {"about": "location", "says": "at-most", "atMost": "7d"}
    assert said(place, "list") == [
        {"about": "cabin-pictures", "says": "keep-off", "atMost": None},
        {"about": "location", "says": "at-most", "atMost": "7d"},
    ]
    code, out, _err = command(place, "rules", "list")
    assert out.splitlines()[1].split("  ")[0] == "cabin-pictures"
    assert out.splitlines()[1].endswith("Keep off")
    code, out, _err = command(place, "rules", "remove", "cabin-pictures")
    assert (code, out) == (0, "The rule was removed. Answers stay as they are.\n")
    assert [rule["about"] for rule in said(place, "list")] == ["location"]


def test_what_rules_suggest_is_read_and_nothing_is_saved(place: Place) -> None:
    before = kinds_of(place.open())
    place.close()
    assert command(place, "rules", "suggest")[1] == "You have no rules of your own.\n"
    command(place, "rules", "add", "location", "--at-most", "7d")
    command(place, "rules", "add", "cabin-pictures", "--keep-off")
    found = {str(item["practice"]): item for item in said(place, "suggest")}

    assert found[CABIN]["suggestion"] == "keep-off"
    assert found[CABIN]["status"] == "undecided"
    assert found[CABIN]["terms"] == []
    assert (found[POSITION]["suggestion"], found[POSITION]["terms"]) == ("turn-on", ["drive", "7d"])
    assert "dashcam" not in found
    code, out, _err = command(place, "rules", "suggest")
    assert code == 0
    assert "Your rule “Location” says: at most 7 days" in out
    assert "Your rule “Pictures from inside the car” says: keep off" in out
    assert out.splitlines()[-1] == "Nothing was saved. You answer each one yourself."
    assert kinds_of(place.open()) == before


def test_a_rule_that_says_nothing_about_a_car_is_told_so(place: Place) -> None:
    command(place, "rules", "add", "biometric", "--keep-off")
    assert command(place, "rules", "suggest")[1] == "No rule of yours speaks about this car.\n"
    assert said(place, "suggest") == []


def test_what_does_not_fit_ends_with_2_and_changes_nothing(place: Place) -> None:
    for words in (
        ("add", "location"),
        ("add", "location", "--keep-off", "--at-most", "7d"),
        ("add", "location", "--at-most", "open"),
        ("add", "location", "--at-most", "30d"),
        ("add", "nonsense", "--keep-off"),
        ("remove",),
    ):
        with pytest.raises(SystemExit) as ended:
            command(place, "rules", *words)
        assert ended.value.code == 2
    code, _out, err = command(place, "rules", "remove", "location")
    assert (code, err.splitlines()[0].split(".")[0]) == (2, "You have no rule about this")
    code, _out, err = command(place, "rules", "remove", "location", "--json")
    assert (code, json.loads(err)["error"]) == (2, "rule-missing")
    assert said(place, "list") == []


def test_rules_hold_for_every_car_of_their_person(place: Place) -> None:
    opened = place.open()
    second = add_car(opened)
    place.close()
    code, _out, err = command(place, "rules", "list", "--json")
    assert (code, json.loads(err)["error"]) == (2, "car-needed")
    command(place, "rules", "add", "sound", "--keep-off", "--car", second.id)
    code, out, _err = command(place, "rules", "suggest", "--car", second.id, "--json")
    assert [item["practice"] for item in json.loads(out)] == ["voice-commands"]
