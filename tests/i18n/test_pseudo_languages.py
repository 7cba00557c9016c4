"""Promises of ownerapp.i18n.pseudo."""

from __future__ import annotations

import gettext
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.i18n.drawable import first_undrawable
from ownerapp.i18n.filling import places
from ownerapp.i18n.pseudo import PSEUDO_LANGUAGES, mirrored, stretched
from ownerapp.i18n.translator import Translator


@pytest.mark.parametrize(
    ("length", "least_extra"),
    [(1, 1), (10, 10), (11, 7), (30, 18), (31, 10), (100, 30), (1000, 300)],
)
def test_stretched_text_is_longer_by_the_stated_share(length: int, least_extra: int) -> None:
    assert len(stretched("x" * length)) == length + least_extra + len("[]")


def test_stretched_text_is_accented_and_bracketed() -> None:
    assert stretched("Yes") == "[Ýéš öñ]"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("On until {end_date}", "{end_date}"),
        ("Set {{x}}", "{{"),
        ("<b>Bold</b> word", "<b>"),
        ("<b>Bold</b> word", "</b>"),
        ('<a href="page">Go</a>', '<a href="page">'),
        ("&Save file", "&S"),
        ("Salt && pepper", "&&"),
        ("A &amp; B", "&amp;"),
        ("One\nTwo", "\n"),
    ],
)
@pytest.mark.parametrize("change", PSEUDO_LANGUAGES.values(), ids=PSEUDO_LANGUAGES)
def test_what_is_no_word_is_left_alone(change: object, text: str, kept: str) -> None:
    assert callable(change)
    assert change(text).count(kept) == text.count(kept) == 1


def test_mirrored_words_stand_each_in_a_closed_override() -> None:
    changed = mirrored("Keep {name} off")

    assert changed == "\u200f\u202eKeep\u202c\u200f {name} \u200f\u202eoff\u202c\u200f"


@given(st.text(alphabet=string.printable + "{}&<>é中"))
def test_mirrored_text_opens_and_closes_every_override_in_its_line(text: str) -> None:
    for line in mirrored(text).splitlines():
        assert re.fullmatch(
            r"[^\u202e\u202c]*(\u202e[^\u202e\u202c]*\u202c[^\u202e\u202c]*)*", line
        )
    assert re.sub("[\u200f\u202e\u202c]", "", mirrored(text)) == text


@pytest.mark.parametrize("change", PSEUDO_LANGUAGES.values(), ids=PSEUDO_LANGUAGES)
@given(text=st.text(alphabet="ab {}&;<>/\n_x1"))
def test_places_are_the_same_after_the_change(change: object, text: str) -> None:
    assert callable(change)
    before = places(text)
    if before is not None:
        assert places(change(text)) == before


@pytest.mark.parametrize("change", PSEUDO_LANGUAGES.values(), ids=PSEUDO_LANGUAGES)
def test_pseudo_languages_are_drawable(change: object) -> None:
    assert callable(change)
    changed = change(string.printable.replace("\x0b", "").replace("\x0c", "") * 3)

    assert first_undrawable(changed) is None


def test_values_keep_their_form_and_are_isolated_in_the_mirrored_language() -> None:
    catalog = gettext.NullTranslations()
    mirroring = Translator("ar-XB", catalog, mirrored)
    stretching = Translator("en-XA", catalog, stretched)

    assert mirroring.direction == "rtl"
    assert "\u2068KA-12\u2069" in mirroring.gettext("Plate {plate}", plate="KA-12")
    assert stretching.direction == "ltr"
    assert "KA-12" in stretching.gettext("Plate {plate}", plate="KA-12")
