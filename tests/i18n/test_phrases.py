"""Promises of ownerapp.i18n.phrases; the numbers are the rules of its docstring."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.ids import Language
from ownerapp.i18n.phrases import PhraseList
from tests.support.line_count import lines_run
from tests.support.texts import LANGUAGES, texts


@pytest.mark.parametrize(
    ("language", "entry", "text", "found"),
    [
        # Rule 1: whole words, any case, any white space
        ("en", "other purposes", "For Other\n  Purposes.", "Other Purposes"),
        ("en", "etc", "Speed, etc. and so on", "etc"),
        ("en", "etc", "Fetch the ketchup, etcetera", ""),
        ("en", "some data", "Handsome data", ""),
        ("zh_Hans", "其他目的", "用于其他目的。", "其他目的"),
        ("zh_Hans", "不时", "不时更新", "不时"),
        ("zh_Hans", "等", "等级和等待", ""),
        ("th", "ตามความจำเป็น", "ใช้ตามความจำเป็นเท่านั้น", "ตามความจำเป็น"),
        # Rule 2: the rest of a word
        ("en", "improv* your experience", "improving your experience", "improving your experience"),
        ("de", "forschungszweck*", "Zu Forschungszwecken genutzt", "Forschungszwecken"),
        ("fr", "*autres fins", "à d'autres fins", "d'autres fins"),
        ("he", "*מטרות אחרות", "ולמטרות אחרות", "ולמטרות אחרות"),
        ("en", "purpose", "purposes", ""),
        # Rule 3: a gap inside one sentence
        ("zh_Hans", "依据…之规定", "依据第十三条之规定处理", "依据第十三条之规定"),
        ("en", "hereby … agree", "You hereby fully agree.", "hereby fully agree"),
        ("en", "hereby … agree", "Done hereby. You agree.", ""),
        # Rule 4: where a clause ends
        ("zh_Hans", "等$", "速度、位置等。", "等"),
        ("zh_Hans", "等$", "等您回来", ""),
        ("en", "and more$", "Speed and more", "and more"),
        ("en", "and more$", "Speed and more than that", ""),
        # What makes no difference
        ("en", "don't miss", "Don\N{RIGHT SINGLE QUOTATION MARK}t miss it", "Don't miss"),
        ("ar", "أحيانا", "نحفظها أحيانًا", "أحيانا"),
        ("fr", "déçus", "de\u0301c\u0327us", "déçus"),
        ("en", "etc", "\u0130\u0130 etc", "etc"),
    ],
)
def test_an_entry_matches_as_it_is_written(
    language: str, entry: str, text: str, found: str
) -> None:
    assert "".join(PhraseList([entry], Language(language)).found_in(text)) == found


def test_each_match_is_told_once_in_order_and_the_longest_of_those_inside_others() -> None:
    phrases = PhraseList(["data", "some data", "etc", "now"], Language("en"))

    assert phrases.found_in("Now some data etc. and etc. data") == (
        "Now",
        "some data",
        "etc",
        "data",
    )


@given(text=texts(), language=st.sampled_from(LANGUAGES))
def test_any_text_can_be_searched(text: str, language: Language) -> None:
    phrases = PhraseList(["car", "等$", "*הם", "的…天", "ของ*"], language)

    assert len(phrases.found_in(text)) <= len(text)


@pytest.mark.parametrize(
    "text",
    ["some data" * 222, "aetc" * 500, "hereby " * 285, "etc " * 500, "improv" * 333, "等" * 2000],
)
def test_hostile_texts_cost_no_more_than_their_length(text: str) -> None:
    phrases = PhraseList(
        ["some data", "etc", "hereby … agree", "improv* your", "等$"], Language("en")
    )

    assert lines_run(lambda: phrases.found_in(text), "ownerapp.i18n") <= 20 * len(text)
