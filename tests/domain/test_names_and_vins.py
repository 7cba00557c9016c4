"""What may be typed as a name, a plate or a VIN."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.errors import FieldRequiredError, TextNotAllowedError, VinInvalidError
from ownerapp.domain.vehicle import NAME_LIMIT, clean_text, clean_vin


def clean(text: str, *, required: bool = False) -> str:
    return clean_text("name", text, limit=NAME_LIMIT, required=required)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  The   blue one ", "The blue one"),
        ("a\tb\nc\u00a0d\u3000e", "a b c d e"),
        ("", ""),
        ("   ", ""),
        ("e\u0301", "é"),
        ("李雷的车", "李雷的车"),
        ("می\u200cروم", "می\u200cروم"),  # a joiner that Persian needs
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("<b>&amp;#table", "<b>&amp;#table"),  # data, never markup
    ],
)
def test_a_name_is_trimmed_and_normalised_and_otherwise_left_alone(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("character", "reason"),
    [
        *((chr(code), "bidi") for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F))),
        *((chr(code), "bidi") for code in range(0x2066, 0x206A)),
        *((character, "control") for character in "\x00\x07\x1b\x7f\x9b"),
        *((chr(code), "control") for code in (0x200B, 0x2060, 0xFEFF, 0x00AD, 0xE0041)),
        *((chr(code), "control") for code in (0xE000, 0xD800, 0xFFFF, 0x10FFFF)),
    ],
)
def test_a_character_that_cannot_be_seen_is_refused_and_named(character: str, reason: str) -> None:
    with pytest.raises(TextNotAllowedError) as caught:
        clean(f"Blue{character}car")

    assert caught.value.details() == {
        "field": "name",
        "reason": reason,
        "codepoint": f"U+{ord(character):04X}",
        "limit": 0,
    }


def test_the_limit_counts_characters_after_cleaning() -> None:
    assert clean(f"  {'x' * NAME_LIMIT}  ") == "x" * NAME_LIMIT
    assert clean("e\u0301" * NAME_LIMIT) == "é" * NAME_LIMIT
    with pytest.raises(TextNotAllowedError) as caught:
        clean("x" * (NAME_LIMIT + 1))
    assert (caught.value.reason, caught.value.codepoint) == ("too-long", "")
    assert caught.value.limit == NAME_LIMIT


@pytest.mark.parametrize("blank", ["", " \t\n", "\u3000", "\u200d", "\u200c \u200d", "\u3164", "⠀"])
def test_a_required_name_needs_something_that_can_be_seen(blank: str) -> None:
    with pytest.raises(FieldRequiredError) as caught:
        clean(blank, required=True)
    assert caught.value.field == "name"


@given(st.text(max_size=NAME_LIMIT))
def test_cleaning_keeps_or_refuses_and_is_done_once(typed: str) -> None:
    try:
        kept = clean(typed)
    except TextNotAllowedError:
        return
    assert clean(kept) == kept
    assert kept == unicodedata.normalize("NFC", kept)
    assert all(character.isprintable() or character in "\u200c\u200d" for character in kept)


def test_every_format_character_but_the_two_joiners_is_refused() -> None:
    refused = set()
    for code in range(sys.maxunicode + 1):
        if unicodedata.category(chr(code)) == "Cf":
            try:
                clean(f"a{chr(code)}a")
            except TextNotAllowedError:
                refused.add(code)
            else:
                assert chr(code) in "\u200c\u200d"
    assert len(refused) > 100


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("wvwzzz1jzxw000001", "WVWZZZ1JZXW000001"),
        ("WVW ZZZ 1JZ XW 000 001", "WVWZZZ1JZXW000001"),
        ("WVWZZZ1JZXW\u00a0000001", "WVWZZZ1JZXW000001"),
    ],
)
def test_a_vin_is_kept_in_capitals_without_spaces(typed: str, kept: str) -> None:
    assert clean_vin(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "WVWZZZ1JZXW00000",  # 16
        "WVWZZZ1JZXW0000012",  # 18
        "WVWZZZ1JZXW00000I",
        "WVWZZZ1JZXW00000O",
        "WVWZZZ1JZXW00000Q",
        "WVWZZZ1JZXW-00001",
        "WVWZZZ1JZXW00000ſ",  # noqa: RUF001 - a long s, whose capital is S
        "WVWZZZ1JZXW0000ß",  # two letters as capitals
        "WVWZZZ1JZXW00000\uff11",  # a full-width digit
        "\u0410" * 17,  # Cyrillic letters that look Latin
    ],
)
def test_what_is_no_vin_is_refused(typed: str) -> None:
    with pytest.raises(VinInvalidError) as caught:
        clean_vin(typed)
    assert caught.value.field == "vin"
