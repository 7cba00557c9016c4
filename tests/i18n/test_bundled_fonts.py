"""The bundled fonts draw what people type: promises of resources/fonts/README.md."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from ownerapp.i18n import available_languages
from ownerapp.i18n.active import translations_dir
from ownerapp.i18n.build_fonts import boundaries, drawn_characters
from ownerapp.i18n.drawable import first_undrawable
from ownerapp.i18n.formatting import language_name
from ownerapp.resources import resource_path

# The 8,105 characters of the General Standard Chinese Characters table (2013), in code
# point order, from the kTGH property of the Unicode Han database.
_GENERAL_STANDARD = (
    (Path(__file__).parent / "general_standard_characters.txt")
    .read_text(encoding="utf-8")
    .replace("\n", "")
)
_FONTS = sorted(
    path for path in resource_path("fonts").iterdir() if path.suffix in {".otf", ".ttf"}
)


@pytest.fixture(scope="module")
def drawn_by_file() -> dict[str, frozenset[int]]:
    return {path.name: drawn_characters(TTFont(path)) for path in _FONTS}


def _double_byte_characters(codec: str) -> set[str]:
    """Every character that the codec writes as two bytes."""
    pairs = itertools.product(range(0x81, 0xFF), range(0x21, 0xFF))
    decoded = (bytes(pair).decode(codec, errors="ignore") for pair in pairs)
    return {text for text in decoded if len(text) == 1 and text > "\x7f"}


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_chinese_font_draws_the_whole_general_standard_table(
    drawn_by_file: dict[str, frozenset[int]], style: str
) -> None:
    assert len(set(_GENERAL_STANDARD)) == 8105
    assert sum(character > "\uffff" for character in _GENERAL_STANDARD) == 196

    assert set(map(ord, _GENERAL_STANDARD)) <= drawn_by_file[f"NotoSansSC-{style}.otf"]


@pytest.mark.parametrize(("codec", "least"), [("big5", 13_000), ("gbk", 21_000), ("euc_kr", 8_000)])
def test_every_character_of_the_old_east_asian_sets_is_drawable(codec: str, least: int) -> None:
    characters = _double_byte_characters(codec)
    assert len(characters) > least

    assert first_undrawable("".join(sorted(characters))) is None


def test_coverage_file_says_what_the_fonts_draw(
    drawn_by_file: dict[str, frozenset[int]],
) -> None:
    stated = json.loads(resource_path("fonts", "coverage.json").read_text(encoding="ascii"))

    assert stated == boundaries(frozenset().union(*drawn_by_file.values()))


@pytest.mark.parametrize(
    "text",
    [
        "Zoë Ångström, Łódź, Ελένη, Юрий, d’Arc – “x” … №",  # noqa: RUF001 - what people type
        "车主王䶮，渝A·12345（测试）。車主 ㄅㄆ かな カナ 한국어",  # noqa: RUF001 - what people type
        "سارة عبد الله، ۱۲۳",
        "שרה לוי",
        "สมชาย ใจดี",
        "→ ← ✓ ✕ ⚠ ● ○ ☐ ☑ ≤ ± × ⋮",  # noqa: RUF001 - what people type
        "a\u2068b\u2069c\u200e\n\t\u00ad\u202e\u202c",
        "",
    ],
)
def test_names_and_signs_in_the_offered_scripts_are_drawable(text: str) -> None:
    assert first_undrawable(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("नमस्ते", "U+0928"),
        ("Ann \U0001f600", "U+1F600"),
        ("a\x00b", "U+0000"),
        ("a\x1b[31m", "U+001B"),
        ("\x7f", "U+007F"),
        ("\ue000", "U+E000"),
        ("\ud800", "U+D800"),
        ("\uffff", "U+FFFF"),
        ("王\U000323af", "U+323AF"),
    ],
)
def test_first_character_that_cannot_be_drawn_is_named(text: str, expected: str) -> None:
    assert first_undrawable(text) == expected


def test_every_translation_and_language_name_is_drawable() -> None:
    catalogs = sorted(translations_dir().glob("*/LC_MESSAGES/*.po"))
    names = "".join(language_name(tag) for tag in available_languages(include_pseudo=True))
    assert catalogs

    for path in catalogs:
        assert first_undrawable(path.read_text(encoding="utf-8")) is None, path
    assert first_undrawable(names) is None


def test_fonts_stay_small_and_state_their_licence() -> None:
    assert len(_FONTS) == 12
    assert sum(path.stat().st_size for path in _FONTS) < 25_000_000
    for path in _FONTS:
        names = TTFont(path)["name"]
        assert "SIL Open Font License" in (names.getDebugName(13) or ""), path.name
        assert names.getDebugName(1).startswith("Noto Sans"), path.name
    assert "PERMISSION & CONDITIONS" in resource_path("fonts", "OFL.txt").read_text("utf-8")


def test_chinese_family_is_not_mistaken_for_an_installed_collection() -> None:
    names = {
        str(record)
        for record in TTFont(resource_path("fonts", "NotoSansSC-Bold.otf"))["name"].names
        if record.nameID in {1, 4, 6, 16}
    }

    assert names == {"Noto Sans SC", "Noto Sans SC Bold", "NotoSansSC-Bold"}
