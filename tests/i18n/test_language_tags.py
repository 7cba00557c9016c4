"""Promises of ownerapp.i18n.languages."""

from __future__ import annotations

from pathlib import Path

import PySide6
import pytest
from babel.core import Locale, get_global

from ownerapp.i18n import available_languages, bcp47, canonical, direction, qt_translation_name
from ownerapp.i18n.languages import _SCRIPTS, formatting_locale, parse


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("zh-hans", "zh_Hans"),
        ("zh_Hans_CN", "zh_Hans_CN"),
        ("zh_CN.UTF-8", "zh_CN"),
        ("sr_RS@latin", "sr_Latn_RS"),
        ("de_DE@euro", "de_DE"),
        ("iw", "he"),
        ("no_NO", "nb_NO"),
        ("es_419", "es_419"),
        ("C", "en"),
        ("POSIX", "en"),
        ("en_XA", "en-XA"),
        ("ar-xb", "ar-XB"),
    ],
)
def test_tags_are_written_one_way(tag: str, expected: str) -> None:
    assert canonical(tag) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize("tag", ["", "C", "C.UTF-8", "POSIX", "1", "a", "../x", "é", "中文", "*"])
def test_what_is_no_language_is_told_apart(tag: str) -> None:
    assert parse(tag) is None


def test_documents_get_hyphens() -> None:
    assert bcp47("zh_Hans") == "zh-Hans"
    assert bcp47("en-XA") == "en-XA"


@pytest.mark.parametrize(
    "tag", ["ar", "he", "iw", "fa_IR", "ur", "ar-XB", "az_Arab", "pa_PK", "yi"]
)
def test_right_to_left_languages(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "zh_Hans", "en-XA", "az", "pa", "th", "C", "", "sd_Deva"])
def test_left_to_right_languages(tag: str) -> None:
    assert direction(tag) == "ltr"


@pytest.mark.parametrize("tag", ["ar", "he", "fa", "de", "zh_Hans", "ja", "ur", "th", "ps", "ckb"])
def test_direction_agrees_with_the_locale_data(tag: str) -> None:
    is_rtl = Locale.parse(tag).character_order == "right-to-left"

    assert (direction(tag) == "rtl") == is_rtl


@pytest.mark.parametrize("language", sorted(_SCRIPTS))
def test_meant_scripts_agree_with_the_likely_subtags(language: str) -> None:
    usual, elsewhere = _SCRIPTS[language]

    likely = get_global("likely_subtags")
    for region, script in {"": usual, **elsewhere}.items():
        parsed = parse(f"{language}_{region}" if region else language)
        assert parsed is not None
        assert parsed.full_script == script
        maximised = likely.get(f"{language}_{region}" if region else language)
        assert maximised is None or maximised.split("_")[1] == script


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "qtbase_en"),
        ("zh_Hans", "qtbase_zh_CN"),
        ("zh_CN", "qtbase_zh_CN"),
        ("zh_Hant_HK", "qtbase_zh_TW"),
        ("pt_BR", "qtbase_pt_BR"),
        ("pt_PT", "qtbase_pt_BR"),
        ("es_MX", "qtbase_es"),
        ("kk", "qtbase_kk"),
        ("th", None),
        ("nb", None),
        ("sr_Latn", None),
        ("en-XA", None),
        ("ar-XB", None),
    ],
)
def test_qt_strings_are_found_by_name(tag: str, name: str | None) -> None:
    assert qt_translation_name(tag) == name


def test_qt_ships_every_named_file_of_the_offered_languages() -> None:
    folder = Path(PySide6.__file__).parent / "Qt" / "translations"
    if not folder.is_dir():
        folder = Path(PySide6.__file__).parent / "translations"
    names = {qt_translation_name(tag) for tag in available_languages()}

    assert len(names) == 2
    assert {f"{name}.qm" for name in names} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(("tag", "name"), [("en-XA", "en_GB"), ("ar-XB", "ar"), ("en", "en_GB")])
def test_pseudo_languages_are_formatted_as_real_ones(tag: str, name: str) -> None:
    assert formatting_locale(tag) == name
