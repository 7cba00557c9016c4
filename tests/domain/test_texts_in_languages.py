"""Texts in several languages, and the form of what was shown that is hashed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.ids import Language
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.text import (
    Text,
    bcp47,
    shown_line,
    shown_text_from_value,
    shown_text_value,
)

EN, ZH, DE = Language("en"), Language("zh_Hans"), Language("de")
BOTH = Text({"en": "Camera", "zh_Hans": "摄像头"})
LINES = st.lists(
    st.builds(shown_line, st.text(max_size=8), st.sampled_from([EN, ZH, DE]), st.text(max_size=20))
)


@pytest.mark.parametrize(
    ("text", "language", "native", "found"),
    [
        (BOTH, EN, ZH, ("en", "Camera")),
        (BOTH, ZH, EN, ("zh_Hans", "摄像头")),
        (BOTH, DE, ZH, ("zh_Hans", "摄像头")),
        (Text({"en": "Camera"}), DE, ZH, ("en", "Camera")),
        (Text(), EN, ZH, ("", "")),
    ],
)
def test_a_text_is_taken_in_the_language_then_the_notices_own_then_any(
    text: Text, language: Language, native: Language, found: tuple[str, str]
) -> None:
    assert text.best(language, native) == found


def test_a_text_is_true_when_any_language_states_it() -> None:
    assert BOTH
    assert not Text()
    assert BOTH.get(DE) is None


def test_a_shown_line_is_normalised() -> None:
    assert shown_line("title", EN, "e\u0301").text == "é"


@given(LINES)
def test_what_was_shown_comes_back_as_it_was_stored(lines: list[object]) -> None:
    shown = tuple(lines)
    value = json.loads(json.dumps(shown_text_value(shown)))  # type: ignore[arg-type]

    assert shown_text_from_value(value) == shown


def test_order_and_language_are_part_of_what_was_shown() -> None:
    one, two = shown_line("title", EN, "A"), shown_line("why", EN, "B")

    assert shown_text_value((one, two)) != shown_text_value((two, one))
    assert shown_text_value((one,)) != shown_text_value((shown_line("title", ZH, "A"),))
    assert shown_text_value((shown_line("title", ZH, "A"),)) == [
        {"field": "title", "lang": "zh-Hans", "text": "A"}
    ]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        "text",
        [None],
        [{"field": "a", "lang": "en"}],
        [{"field": "a", "lang": "en", "text": "b", "more": "c"}],
        [{"field": 1, "lang": "en", "text": "b"}],
        [{"field": "a", "lang": None, "text": "b"}],
        [{"field": "a", "lang": "en", "text": []}],
    ],
)
def test_what_is_no_shown_text_is_refused(value: JsonValue) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the type is the promise
        shown_text_from_value(value)


def test_files_carry_language_tags_with_a_hyphen() -> None:
    assert bcp47(ZH) == "zh-Hans"
    assert bcp47(EN) == "en"
