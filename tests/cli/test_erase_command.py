"""Erasing on the command line: asked at a terminal, refused without one, final with a yes."""

from __future__ import annotations

import pytest

from tests.support.plain_pages import found_in
from tests.support.programs import NAME, OWNER, PLATE, VIN, Program, add_car, store_key

TEXTS = [NAME, OWNER, PLATE, VIN]


def left(program: Program) -> set[tuple[str, str]]:
    return found_in(program.data_dir, store_key(program), TEXTS)


def test_at_a_terminal_it_says_what_goes_and_what_stays_and_asks(filled: Program) -> None:
    done = filled.at_terminal("erase", "--person", OWNER, answers=[("[y/N]", "n\n")])
    assert done.code == 0
    for word in (OWNER, NAME, "The history stays whole", "turned off in the car", ".pdf", "y/N"):
        assert word in done.out
    assert "Nothing was erased" in done.out
    assert {text for _name, text in left(filled)} == set(TEXTS)

    done = filled.at_terminal("erase", "--person", OWNER, answers=[("[y/N]", "y\n")])
    assert done.code == 0
    assert "It is erased" in done.out
    assert left(filled) == set()
    assert filled.run("log", "check").code == 0
    assert "A person's details were erased" in filled.run("history").out


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_without_a_terminal_nothing_is_erased_unless_yes_is_said(
    filled: Program, words: tuple[str, ...]
) -> None:
    filled.run("erase", "--person", OWNER, *words, expect=2)
    assert {text for _name, text in left(filled)} == set(TEXTS)
    filled.run("erase", "--person", OWNER, "--yes", *words)
    assert left(filled) == set()


def test_a_car_goes_alone_and_its_owner_stays(filled: Program) -> None:
    first = filled.run("car", "list", "--json").value()[0]["id"]
    second = add_car(filled, name="Grey Heron")
    value = filled.run("erase", "--car", first, "--yes", "--json").value()
    assert (value["person"], value["cars"], value["clean"]) == (None, [first], True)
    assert [path.rpartition(".")[2] for path in value["exported"]] == ["pdf", "json"]
    (car,) = filled.run("car", "list", "--json").value()
    assert (car["id"], car["owner"]) == (second, OWNER)
    assert {text for _name, text in left(filled)} == {OWNER, PLATE, VIN}
    filled.run("erase", "--car", second, "--yes")
    assert filled.run("history").out.count("A car's details were erased") == 2
    assert {text for _name, text in left(filled)} == {OWNER}


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--person", "Nobody"), "person-missing"),
        (("--car", "no-such-car"), "car-missing"),
    ],
)
def test_who_is_not_there_is_named_as_missing(
    done_once: Program, words: tuple[str, ...], error: str
) -> None:
    done = done_once.run("erase", *words, "--yes", "--json", expect=2)
    assert done.error()["error"] == error


@pytest.mark.parametrize("words", [(), ("--person", "a", "--car", "b"), ("--all",)])
def test_exactly_one_of_both_is_named(done_once: Program, words: tuple[str, ...]) -> None:
    done_once.run("erase", *words, expect=2)
