"""Promises of ownerapp.i18n.segments; the numbers are the rules of its docstring."""

from __future__ import annotations

import subprocess
import sys
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from ownerapp.domain.ids import Language
from ownerapp.i18n.segments import is_word, sentences, words
from tests.support.texts import LANGUAGES, texts


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It isn't sent.", ["It", " ", "isn't", " ", "sent", "."]),
        ("zh_Hans", "您的位置会保存", ["您", "的", "位置", "会", "保存"]),
        ("zh_Hant", "位置資訊保存30天", ["位置", "資訊", "保存", "30", "天"]),
        ("ja", "位置情報を保存", ["位置", "情報", "を", "保存"]),
        ("ko", "위치 정보를 보관", ["위치", " ", "정보를", " ", "보관"]),
        ("th", "เก็บตำแหน่งของรถ", ["เก็บ", "ตำแหน่ง", "ของ", "รถ"]),
        ("th", "ที่30วัน", ["ที่", "30", "วัน"]),
        ("km", "យើងរក្សាទុក", ["យើង", "រក្សាទុក"]),
        ("he", 'צה"ל שומר', ['צה"ל', " ", "שומר"]),
        ("ar", "موقع السيارة", ["موقع", " ", "السيارة"]),
        ("fr", "l'auto, 10 %", ["l'auto", ",", " ", "10", " ", "%"]),
    ],
)
def test_words_are_found_in_every_kind_of_writing(
    language: str, text: str, expected: list[str]
) -> None:
    assert list(words(text, Language(language))) == expected


@pytest.mark.parametrize(
    "tag", ["", "xx", "zz_Zzzz_ZZ", "../../etc", "e\ud800n", "en\0", "x" * 900]
)
def test_a_tag_that_names_no_known_language_falls_back_to_the_rules_for_all(tag: str) -> None:
    assert words("one 位置 two", Language(tag)) == words("one 位置 two", Language("en"))


@pytest.mark.parametrize(
    "kept",
    [
        "https://cars.example/privacy?lang=zh&v=2.1#keep-30",
        "www.cars.example/a-b",
        "HTTP://cars.example:8443/~a/(b)/c",
        "privacy-team+car@cars.example.co.uk",
        "2027-02-20",
        "20/02/2027",
        "20.02.2027",
        "2027-02-20T10:30:00Z",
        "10:30",
        "1,234.50",
        "1.234,50",
        "1\N{NARROW NO-BREAK SPACE}234,50",
        "1\N{RIGHT SINGLE QUOTATION MARK}234.50",
        "400-910-0707",
        "LRW3E7FS5PC123456",
        "٢٠/٠٢/٢٠٢٧",
        "٢٣٬٤٦٠",
    ],
)
@pytest.mark.parametrize("around", ["{}", "See {}.", "({})", "位置{}。", "ที่{}", "את {}, כן"])
def test_addresses_dates_and_numbers_are_one_word(kept: str, around: str) -> None:
    assert kept in words(around.format(kept), Language("en"))


@pytest.mark.parametrize("text", ["30 days", "30天", "30日間", "30일", "30 วัน", "30km", "EU-D-03"])
def test_a_number_and_its_unit_read_sensibly(text: str) -> None:
    parts = words(text, Language("en"))

    assert parts[0] in {"30", "30km", "EU"}
    assert "".join(parts) == text


@pytest.mark.parametrize(
    "cluster",
    ["e\u0301\u0323", "👩\u200d👩\u200d👧\u200d👦", "🇨🇳", "👍🏽", "1\ufe0f\u20e3", "ก็", "น้ำ", "क्षि",
     "\u1112\u1161\u11ab", "か\u3099", "\r\n", "\ud83d\ude00"],
)  # fmt: skip
@pytest.mark.parametrize("around", ["{}", "a{}b", "天{}天", "{0}{0}", "1{}-2"])
def test_what_reads_as_one_character_is_never_split(cluster: str, around: str) -> None:
    text = around.format(cluster)
    ends = set(accumulate(map(len, words(text, Language("en")))))

    for start in range(len(text)):
        if text.startswith(cluster, start):
            assert not ends & set(range(start + 1, start + len(cluster)))


@given(text=texts(), language=st.sampled_from(LANGUAGES))
def test_joined_words_and_joined_sentences_are_the_text(text: str, language: Language) -> None:
    assert "".join(words(text, language)) == text
    assert "".join(sentences(text, language)) == text
    assert "" not in words(text, language)


@given(text=texts(), language=st.sampled_from(LANGUAGES))
def test_no_word_ends_inside_a_grapheme_cluster(text: str, language: Language) -> None:
    readable = "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)
    between = set(accumulate(map(len, CharacterBreaker(readable, language))))

    assert set(accumulate(map(len, words(text, language)))) <= between


@pytest.mark.parametrize(
    ("segment", "says_something"),
    [("car", True), ("天", True), ("30", True), ("😀", True), ("€", True), ("ก็", True),
     (" ", False), ("\n", False), (".", False), ("\N{IDEOGRAPHIC FULL STOP}", False),
     ("\N{ZERO WIDTH SPACE}", False), ("\N{RIGHT-TO-LEFT ISOLATE}", False)],
)  # fmt: skip
def test_space_and_punctuation_are_no_words(segment: str, says_something: bool) -> None:
    assert is_word(segment) is says_something


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "It stays in the car. It is not sent.", 2),
        ("en", "Kept 1.5 years (Art. 13 of the law).", 1),
        ("zh_Hans", "仅在车内处理。不会发送。", 2),
        ("ja", "車内で処理します。送信しません。", 2),
        ("th", "เก็บในรถ ไม่ส่ง", 1),
    ],
)
def test_sentences_are_found(language: str, text: str, count: int) -> None:
    assert len(sentences(text, Language(language))) == count


def test_loading_the_module_does_not_load_the_word_library() -> None:
    modules = "ownerapp.i18n.word_diff, ownerapp.i18n.segments"
    code = f"import sys, {modules}; print(any(name.startswith('icu4py') for name in sys.modules))"

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "False"
