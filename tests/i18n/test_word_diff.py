"""Promises of ownerapp.i18n.word_diff; the numbers are the rules of its docstring."""

from __future__ import annotations

import random
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.ids import Language
from ownerapp.i18n.segments import words
from ownerapp.i18n.word_diff import Part, Piece, same_words, word_diff
from tests.support.line_count import lines_run
from tests.support.texts import LANGUAGES, texts

_TEXT_LIMIT = 2_000
"""Characters of one text in a notice pack."""


def marked(old: str, new: str, language: str) -> str:
    """Return a difference as one line: [removed] and {added}."""
    signs = {Part.SAME: "{}", Part.REMOVED: "[{}]", Part.ADDED: "{{{}}}"}
    return "".join(
        signs[piece.part].format(piece.text) for piece in word_diff(old, new, Language(language))
    )


def joined(pieces: tuple[Piece, ...], *parts: Part) -> str:
    """Return the text of the pieces of these parts."""
    return "".join(piece.text for piece in pieces if piece.part in parts)


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("en", "Do not share it.", "Do share it.", "Do [not ]share it."),
        ("en", "Kept 30 days.", "Kept 60 days.", "Kept [30]{60} days."),
        ("en", "Until 2027-02-20.", "Until 2027-03-20.", "Until [2027-02-20]{2027-03-20}."),
        ("en", "Ask a@x.example.", "Ask b@x.example.", "Ask [a@x.example]{b@x.example}."),
        ("en", "At https://x.example/1", "At https://x.example/2",
         "At [https://x.example/1]{https://x.example/2}"),
        ("en", "VIN LRW3E7FS5PC123456", "VIN LRW3E7FS5PC123457",
         "VIN [LRW3E7FS5PC123456]{LRW3E7FS5PC123457}"),
        ("zh_Hans", "位置会保存30天。", "位置会保存60天。", "位置会保存[30]{60}天。"),
        ("zh_Hans", "摄像头会在车内录像。", "摄像头会在云端录像。", "摄像头会在[车内]{云端}录像。"),
        ("zh_Hant", "位置資訊只在車內處理。", "位置資訊只在雲端處理。",
         "位置資訊只在[車內]{雲端}處理。"),
        ("ja", "第三者に提供しません。", "第三者に提供します。",
         "第三者に提供[しません]{します}。"),
        ("ko", "30일 동안 보관합니다.", "60일 동안 보관합니다.", "[30]{60}일 동안 보관합니다."),
        ("th", "เราเก็บตำแหน่งของรถไว้", "เราเก็บความเร็วของรถไว้",
         "เราเก็บ[ตำแหน่ง]{ความเร็ว}ของรถไว้"),
        ("th", "และไม่ส่งให้ผู้อื่น", "และส่งให้ผู้อื่น", "และ[ไม่]ส่งให้ผู้อื่น"),
        ("ar", "نحتفظ بموقع السيارة", "نحتفظ بسرعة السيارة", "نحتفظ [بموقع]{بسرعة} السيارة"),
        ("he", "שומרים את המיקום כאן", "שומרים את המהירות כאן",
         "שומרים את [המיקום]{המהירות} כאן"),
        ("de", "Das Auto sendet nichts.", "Das Auto sendet alles.",
         "Das Auto sendet [nichts]{alles}."),
    ],
)  # fmt: skip
def test_a_change_of_one_word_shows_that_word(
    language: str, old: str, new: str, expected: str
) -> None:
    assert marked(old, new, language) == expected


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        # A space and a particle that stay by chance
        ("en", "warn about danger now", "tell of risks now",
         "[warn about danger]{tell of risks} now"),
        ("en", "the copy of your data", "the logs of her trips",
         "the [copy of your data]{logs of her trips}"),
        ("zh_Hans", "您的位置", "我的车速", "[您的位置]{我的车速}"),
        ("zh_Hans", "复杂路口的提前预警", "事发时车内的视频",
         "[复杂路口的提前预警]{事发时车内的视频}"),
        # What stays for a reason
        ("en", "warn them of danger", "tell them about risks",
         "[warn]{tell} them [of danger]{about risks}"),
        ("en", "for 30 days", "within 30 weeks", "[for]{within} 30 [days]{weeks}"),
        ("en", "Red.\nBlue.", "Green.\nPink.", "[Red]{Green}.\n[Blue]{Pink}."),
        ("en", "big red car", "big car of mine", "big [red ]car{ of mine}"),
    ],
)  # fmt: skip
def test_chance_matches_make_one_readable_change(
    language: str, old: str, new: str, expected: str
) -> None:
    assert marked(old, new, language) == expected


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        ("en", "We keep A. We keep B. We keep C.", "We keep A. We keep C.",
         "We keep A. [We keep B. ]We keep C."),
        ("en", "It stays. Ask us.", "It stays. It is small. Ask us.",
         "It stays. {It is small. }Ask us."),
        ("en", "It stays.", "It stays. It is small.", "It stays.{ It is small.}"),
        ("en", "Speed, place, time.", "Speed, sound, place, time.",
         "Speed, {sound, }place, time."),
        ("en", "One.\nTwo.\nTwo.\nThree.", "One.\nTwo.\nThree.", "One.\nTwo.\n[Two.\n]Three."),
        ("zh_Hans", "位置存储在车内。位置不会发送。速度存储在车内。",
         "位置存储在车内。速度存储在车内。",
         "位置存储在车内。[位置不会发送。]速度存储在车内。"),
    ],
)  # fmt: skip
def test_a_whole_sentence_is_shown_from_its_beginning_to_its_end(
    language: str, old: str, new: str, expected: str
) -> None:
    assert marked(old, new, language) == expected


def test_texts_without_a_common_word_are_one_replacement() -> None:
    assert marked("It stays here.", "Nothing leaves us.", "en") == (
        "[It stays here]{Nothing leaves us}."
    )


def test_empty_and_equal_texts_have_no_change() -> None:
    english = Language("en")

    assert word_diff("", "", english) == ()
    assert word_diff("Same.", "Same.", english) == (Piece(Part.SAME, "Same."),)
    assert word_diff("", "New.", english) == (Piece(Part.ADDED, "New."),)
    assert word_diff("Old.", "", english) == (Piece(Part.REMOVED, "Old."),)


@st.composite
def two_versions(draw: st.DrawFn) -> tuple[str, str]:
    """Return two texts, mostly ones that share much."""
    if draw(st.booleans()):
        return draw(texts()), draw(texts())
    start, middle, end = draw(texts()), draw(texts()), draw(texts())
    return start + middle + end, start + draw(texts()) + end + draw(st.sampled_from(["", middle]))


@given(versions=two_versions(), language=st.sampled_from(LANGUAGES))
def test_the_pieces_are_both_texts_exactly(versions: tuple[str, str], language: Language) -> None:
    old, new = versions

    pieces = word_diff(old, new, language)

    assert joined(pieces, Part.SAME, Part.REMOVED) == old
    assert joined(pieces, Part.SAME, Part.ADDED) == new
    assert all(piece.text for piece in pieces)
    for piece, after in pairwise(pieces):
        assert (piece.part, after.part) not in {
            (Part.SAME, Part.SAME), (Part.ADDED, Part.ADDED), (Part.REMOVED, Part.REMOVED),
            (Part.ADDED, Part.REMOVED),
        }  # fmt: skip


@given(versions=two_versions(), language=st.sampled_from(LANGUAGES))
def test_pieces_begin_and_end_between_words_of_both_texts(
    versions: tuple[str, str], language: Language
) -> None:
    old, new = versions
    pieces = word_diff(old, new, language)

    for text, gone in ((old, Part.ADDED), (new, Part.REMOVED)):
        ends = set(accumulate(map(len, words(text, language))))
        of_pieces = accumulate(len(piece.text) for piece in pieces if piece.part is not gone)
        assert set(of_pieces) <= ends


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("one  two", "one two"),
        ("one\ntwo ", "one two"),
        ("one\N{NO-BREAK SPACE}two", "one two"),
        ("保存 30 天", "保存30天"),
        ("\uac00", "\u1100\u1161"),
    ],
)
def test_normalisation_and_white_space_are_no_other_words(old: str, new: str) -> None:
    pieces = word_diff(old, new, Language("en"))

    assert same_words(old, new)
    assert joined(pieces, Part.SAME, Part.REMOVED) == old
    assert joined(pieces, Part.SAME, Part.ADDED) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("may be", "maybe"),
        ("Us", "us"),
        ("30", "3 0"),
        ("保存", "保 存 吗"),
        ("가 나", "가나"),
        ("", "x"),
    ],
)
def test_other_words_are_told_apart(old: str, new: str) -> None:
    assert not same_words(old, new)


def of_length(characters: str, *, seed: int) -> str:
    """Return a text as long as a pack's text may be, of these characters in no order."""
    chance = random.Random(seed)  # noqa: S311 - no secret, the same text in every run
    return "".join(chance.choices(characters, k=_TEXT_LIMIT))


_HOSTILE = {
    "alternating words": ("a b " * 500, "b a " * 500),
    "two words at random": (of_length("+<", seed=1), of_length("+<", seed=2)),
    "marks at random": (of_length(".,", seed=1), of_length(".,", seed=2)),
    "one word, one changed": ("+" * 2000, "+" * 1000 + "<" + "+" * 999),
    "one word, half gone": ("+" * 2000, "+" * 1000),
    "two characters at random": (of_length("的一", seed=1), of_length("的一", seed=2)),
    "emoji at random": (of_length("😀😁", seed=1), of_length("😀😁", seed=2)),
    "spaces at random": (of_length("a \n", seed=1), of_length("a \n", seed=2)),
    "letters of Thai": (of_length("กขะาเ่", seed=1), of_length("กขะาเ่", seed=2)),
    "address without an end": ("a" * 2000, "a" * 1999 + "@"),
    "addresses without an end": ("a@" * 1000, "1-" * 1000),
    "links without an end": ("http://." * 250, "https://)" * 222),
    "marks on one letter": ("e" + "\u0301" * 1999, "e" + "\u0301" * 1998),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_texts_cost_no_more_than_their_length(name: str) -> None:
    old, new = _HOSTILE[name]

    lines = lines_run(lambda: word_diff(old, new, Language("th")), "ownerapp.i18n")

    assert lines <= 60 * (len(old) + len(new))


def test_work_doubles_when_the_texts_double() -> None:
    def lines(length: int) -> int:
        old, new = of_length("+<", seed=1)[:length], of_length("+<", seed=2)[:length]
        return lines_run(lambda: word_diff(old, new, Language("en")), "ownerapp.i18n")

    assert lines(2_000) <= 2.5 * lines(1_000)


def test_texts_far_beyond_the_limit_are_still_told_apart() -> None:
    old, new = "start " + "+" * 20_000, "start " + "<" * 20_000

    assert [piece.part for piece in word_diff(old, new, Language("en"))] == [
        Part.SAME,
        Part.REMOVED,
        Part.ADDED,
    ]
