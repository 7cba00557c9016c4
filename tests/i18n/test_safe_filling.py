"""Promises of ownerapp.i18n.filling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.i18n.filling import fill, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no place", set()),
        ("{name} and {other_2}", {"name", "other_2"}),
        ("{name}, {name}", {"name"}),
        ("{{name}}", set()),
        ("{{{name}}}", {"name"}),
        ("", set()),
    ],
)
def test_places_are_named_in_single_braces(text: str, expected: set[str]) -> None:
    assert places(text) == frozenset(expected)


@pytest.mark.parametrize(
    "text",
    [
        "{name.__class__}",
        "{name[0]}",
        "{name!r}",
        "{name:>9999999999}",
        "{}",
        "{0}",
        "{Name}",
        "{na me}",
        "{名}",
        "{name",
        "name}",
        "}{",
        "{{name}",
    ],
)
def test_every_other_use_of_a_brace_makes_a_text_unusable(text: str) -> None:
    assert places(text) is None
    with pytest.raises(ValueError, match=r"[{}]"):
        fill(text, {"name": "x"}, isolate=False)


def test_values_are_put_in_as_they_are() -> None:
    text = fill("{{{a}}} {b}", {"a": "{b}", "b": "{a.__class__} %s {"}, isolate=False)

    assert text == "{{b}} {a.__class__} %s {"


def test_values_are_isolated_on_demand() -> None:
    assert fill("A {a}-{b}", {"a": 1, "b": "x"}, isolate=True) == "A \u20681\u2069-\u2068x\u2069"


@pytest.mark.parametrize("text", ["{a} {b}", "{a}, {b}", "{a}: {b}", "({a})"])
def test_a_text_without_a_letter_of_its_own_says_which_way_it_runs(text: str) -> None:
    values = {"a": "one", "b": "two"}
    assert fill(text, values, isolate=True)[0] == "\u200f"
    assert "\u200f" not in fill(text, values, isolate=False)
    assert "\u200f" not in fill(f"{text} and more", values, isolate=True)
    assert fill("100 %", {}, isolate=True) == "100 %"


def test_forgotten_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="name"):
        fill("{name}", {"other": 1}, isolate=False)


@given(st.text())
def test_any_text_has_known_places_or_is_refused(text: str) -> None:
    named = places(text)
    if named is not None:
        filled = fill(text, dict.fromkeys(named, ""), isolate=False)
        assert len(filled) <= len(text)


@given(st.text())
def test_text_with_doubled_braces_comes_back_whole(text: str) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}")

    assert fill(doubled, {}, isolate=True) == text
