"""Promises of ownerapp.i18n.folding; the numbers are the rules of its docstring."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from ownerapp.i18n.folding import fold, folded_text
from tests.support.texts import texts


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Café ÉTÉ", "cafe ete"),
        ("Straße", "STRASSE"),
        ("Łódź, Ærø", "lodz aero"),
        ("İstanbul", "istanbul"),
        ("Ilg\u0131n", "ilgin"),
        ("e-mail", "E MAIL"),
        ("owner\u2019s", "owner's"),
        ("\uff23\uff21\uff2e \uff11\uff12", "can 12"),
        ("٣٠ يومًا", "30 يوما"),
        ("إِلى أَحْمَد", "الي احمد"),
        ("הַרֶכֶב", "הרכב"),
        ("ﬁnger\u00adprint", "fingerprint"),
    ],
)
def test_what_means_the_same_becomes_the_same(written: str, typed: str) -> None:
    assert fold(written).split() == fold(typed).split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("กิน", "กัน"),  # vowels of Thai
        ("มา", "ม้า"),  # a tone of Thai
        ("かき", "がき"),
        ("한", "하나"),
        ("मन", "मीन"),
        ("30", "3"),
    ],
)
def test_signs_that_are_letters_to_their_readers_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fold(one) in fold(f"x {one} y")


@given(texts())
def test_any_text_can_be_folded_and_folded_again_says_the_same(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == fold(text.swapcase()) or not text.isascii()


@given(texts())
def test_a_folded_text_knows_where_each_of_its_words_stands(text: str) -> None:
    folded = folded_text(text)
    assert folded.folded == fold(text)
    for word in folded.folded.split():
        places = folded.places(word)
        assert places
        for begin, end in places:
            assert 0 <= begin < end <= len(folded.text)
            assert word in fold(folded.text[begin:end])


def test_an_accent_is_marked_with_its_letter() -> None:
    text = "x\u0323\u0304y caf\u00e9"
    folded = folded_text(text)
    assert folded.places("x") == ((0, text.index("y")),)
    at = folded.text.index("c")
    assert folded.places("cafe") == ((at, at + 4),)
    assert folded.places("") == ()


def test_text_comes_back_composed() -> None:
    assert folded_text("cafe\u0301").text == unicodedata.normalize("NFC", "cafe\u0301")
