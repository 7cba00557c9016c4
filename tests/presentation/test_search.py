"""Searching the notices; the numbers are the rules of the module's docstring."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.ids import Language, NoticeHash
from ownerapp.domain.notice import Notice
from ownerapp.i18n.folding import fold
from ownerapp.i18n.segments import is_word, words
from ownerapp.packs.parse import parse_pack
from ownerapp.packs.shipped_list import notices_folder
from ownerapp.presentation.excerpts import excerpt, mark
from ownerapp.presentation.search import (
    EXAMPLE_LIMIT,
    QUERY_LIMIT,
    SHOWN_AT_FIRST,
    SHOWN_AT_MOST,
    WORDS_LIMIT,
    Found,
    Hit,
    Kind,
    NoticeIndex,
    examples,
    find,
    index_notice,
    words_of,
)
from ownerapp.qa.nasty_packs import nasty_packs
from tests.support.texts import texts

EVERY_PACK = sorted(path.stem for path in notices_folder().glob("*.json"))
FIFTEEN = (
    "en", "zh_Hans", "zh_Hant", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "ko", "ar", "he",
    "th",
)  # fmt: skip


@cache
def notice(name: str = "cn-reference-ev") -> Notice:
    return parse_pack((notices_folder() / f"{name}.json").read_bytes())


@cache
def nasty(name: str) -> Notice:
    good = json.loads((notices_folder() / "eu-reference-ev.json").read_bytes())
    return parse_pack(json.dumps(nasty_packs(good)[name], ensure_ascii=False).encode())


@cache
def index(name: str = "cn-reference-ev", interface: str = "en") -> NoticeIndex:
    return index_notice(notice(name), interface)


def hits(found: Found, kind: Kind) -> list[Hit]:
    return [hit for group in found.groups if group.kind is kind for hit in group.hits]


def all_of(kind: Kind) -> dict[Kind, int]:
    return {kind: SHOWN_AT_MOST}


@pytest.mark.parametrize("interface", ["en", "zh_Hans"])
@pytest.mark.parametrize("name", EVERY_PACK)
def test_every_practice_is_found_by_each_word_of_its_title(name: str, interface: str) -> None:
    made = index(name, interface)
    for practice in notice(name).practices:
        title = practice.title.get(Language(interface))
        assert title
        for word in words(title, Language(interface)):
            if is_word(word):
                found = find(word, [made], all_of(Kind.PRACTICE))
                assert practice.id in {hit.practice for hit in hits(found, Kind.PRACTICE)}, word


@pytest.mark.parametrize("interface", FIFTEEN)
def test_every_practice_is_found_by_each_word_of_its_title_in_every_language(
    interface: str,
) -> None:
    large = nasty("sixty-practices")
    made = index_notice(large, interface)
    assert made.language == interface
    for practice in large.practices[:12]:
        title = practice.title.get(Language(interface))
        assert title
        for word in filter(is_word, words(title, Language(interface))):
            found = find(word, [made], all_of(Kind.PRACTICE))
            assert practice.id in {hit.practice for hit in hits(found, Kind.PRACTICE)}, word


@pytest.mark.parametrize(
    ("query", "kind", "title"),
    [
        ("cabin camera clips", Kind.PRACTICE, "Cabin camera clips"),
        ("CLIPS cabin", Kind.PRACTICE, "Cabin camera clips"),
        ("speed moment", Kind.DATA, "Speed at that moment"),
        ("example maps", Kind.RECIPIENT, "Example Maps"),
        ("mirror", Kind.SENSOR, "Cabin camera above mirror"),
    ],
)
def test_a_thing_is_found_by_words_of_its_name_in_any_order(
    query: str, kind: Kind, title: str
) -> None:
    assert title in hits(find(query, [index()]), kind)[0].title.text


def test_what_is_said_is_found_with_its_place_and_field() -> None:
    (group,) = find("30 days", [index()]).groups
    assert group.kind is Kind.TEXT
    assert {hit.field for hit in group.hits} >= {"retention.text"}
    for hit in group.hits:
        said = hit.second
        assert [fold(said.text[begin:end]) for begin, end in said.places]


def test_nothing_is_found_both_by_its_name_and_by_what_is_said() -> None:
    found = find("camera", [index()], dict.fromkeys(Kind, SHOWN_AT_MOST))
    named = {hit.practice for hit in hits(found, Kind.PRACTICE)}
    said = {
        hit.practice
        for hit in hits(found, Kind.TEXT)
        if hit.title.text in {item.title.text for item in hits(found, Kind.PRACTICE)}
    }
    assert named
    assert not named & said


def test_names_that_begin_with_the_word_come_first() -> None:
    titles = [hit.title.text for hit in hits(find("cabin", [index()]), Kind.PRACTICE)]
    assert titles[0].startswith("Cabin")


def test_the_first_notice_comes_first_among_equally_good_ones() -> None:
    second = replace(index(), notice=NoticeHash("00"))
    for order in ((index(), second), (second, index())):
        best = hits(find("cabin camera", order), Kind.PRACTICE)[0]
        assert best.notice == order[0].notice


def test_more_of_a_kind_is_given_when_asked_for() -> None:
    few = find("a", [index()])
    for group in few.groups:
        assert len(group.hits) <= SHOWN_AT_FIRST + 2
    sensors = next(group for group in few.groups if group.kind is Kind.SENSOR)
    many = hits(find("a", [index()], {Kind.SENSOR: 30}), Kind.SENSOR)
    assert len(many) == 30
    assert sensors.total > 30
    endless = hits(find("a", [index()], {Kind.SENSOR: 10**9}), Kind.SENSOR)
    assert len(endless) <= SHOWN_AT_MOST + 2


@pytest.mark.parametrize("query", ["", "  ", "?", "\u202e\u200b", "-,.;", "\ud800", "\0", "😀"])
def test_a_query_without_words_finds_nothing_and_says_so(query: str) -> None:
    assert find(query, [index()]) == Found(words=())


@given(st.one_of(texts(), st.text(), st.text(alphabet="a\\[(*+?.^$|{", max_size=40)))
def test_anything_may_be_typed(query: str) -> None:
    found = find(query, [index("lotus-cn-compiled"), index("byd-cn-compiled", "zh_Hans")])
    assert len(found.words) <= WORDS_LIMIT
    for group in found.groups:
        assert 0 < len(group.hits) <= group.total
        for hit in group.hits:
            shown = f"{hit.title.text}\n{hit.second.text}"
            assert hit.kind is group.kind
            if group.kind is not Kind.TEXT:
                assert any(word in fold(shown) for word in found.words)


def test_a_long_query_is_cut() -> None:
    assert words_of("a" * (QUERY_LIMIT + 50)) == ("a" * QUERY_LIMIT,)
    assert len(words_of(" ".join(f"w{number}" for number in range(100)))) == WORDS_LIMIT
    assert words_of("One one ONE two") == ("one", "two")


@pytest.mark.parametrize(
    "name", ["almost-nothing", "nothing-stated", "mixed-directions", "longest-texts"]
)
def test_an_awkward_notice_can_be_searched(name: str) -> None:
    made = index_notice(nasty(name), "en")
    for entry in made.entries:
        assert entry.everything.startswith(entry.head)
    assert find("e", [made]).words == ("e",)


def test_every_text_of_a_practice_can_be_found() -> None:
    practice = notice().practices[0]
    entry = next(item for item in index().entries if item.practice == practice.id)
    for text in (practice.what, practice.why, practice.who, practice.how_to_stop):
        assert fold(text.get(Language("en")) or "-") in entry.everything


def test_examples_are_short_names_that_are_found() -> None:
    for name in EVERY_PACK:
        for example in examples(index(name)):
            assert 0 < len(example) <= EXAMPLE_LIMIT
            assert find(example, [index(name)]).total


def test_a_sensor_that_no_practice_names_leads_to_the_notice() -> None:
    plain = replace(
        notice(), practices=tuple(replace(item, sensors=()) for item in notice().practices)
    )
    found = find("mirror", [index_notice(plain, "en")])
    (hit,) = hits(found, Kind.SENSOR)
    assert hit.practice is None


# ------------------------------------------------------------------- excerpts


@given(texts(), texts())
def test_an_excerpt_is_short_and_its_marks_lie_in_it(text: str, query: str) -> None:
    looked_for = words_of(query)
    for marked in (mark(text, looked_for), excerpt(text, looked_for)):
        last = 0
        for begin, end in marked.places:
            assert last <= begin < end <= len(marked.text)
            last = end
    assert len(excerpt(text * 50, looked_for).text) < 400


@pytest.mark.parametrize(
    "text",
    [
        "word " * 100 + "needle" + " word" * 100,
        "词" * 300 + "needle" + "词" * 300,
        "คำ" * 200 + "needle" + "คำ" * 200,
    ],
)
def test_an_excerpt_shows_what_was_looked_for(text: str) -> None:
    cut = excerpt(text, ("needle",))
    ((begin, end),) = cut.places
    assert cut.text[begin:end] == "needle"
    assert cut.text.startswith("\u2026")
    assert cut.text.endswith("\u2026")


def test_places_that_touch_are_one() -> None:
    assert mark("abcabc", ("abc",)).places == ((0, 6),)
    assert mark("abcd", ("abc", "bcd")).places == ((0, 4),)
