"""Promises of the words themselves, in English and in every language that is shipped.

1. Yes and no are about equally long, so that neither draws the eye.
2. Nothing is exclaimed, begged, regretted or advised.
3. English is written in sentence case.
4. Evidence is named by the words of its table and by no higher ones.
5. Chinese is set as in the notice packs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

import ownerapp
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.i18n import Translator, translate_in
from ownerapp.i18n.catalogs import catalog_path, locales, read_catalog
from ownerapp.i18n.loading import load
from ownerapp.i18n.messages import extract
from ownerapp.presentation import words
from ownerapp.resources import data_root

_TRANSLATIONS = data_root() / "translations"
_LOCALES = tuple(locales(_TRANSLATIONS))

_LONGEST_TO_SHORTEST = 1.5
_PAIRS = (("Keep off", "Turn on"), ("Turn all off", "Turn all on"))

_EXCLAMATIONS = re.compile("[!\N{FULLWIDTH EXCLAMATION MARK}\N{INVERTED EXCLAMATION MARK}]")

# Begging, regret, advice and promises that push; one entry per shipped language.
_BANNED: Mapping[str, str] = {
    "en": (
        r"\b(please|sorry|oops|unfortunately|recommend\w*|suggest\w*|limited features"
        r"|(improve|enhance|better) (your|the) experience)\b"
    ),
    # "请求" is a request and "申请" an application; every other "请" is a please.
    "zh_Hans": (
        "(?<!申)请(?!求)|抱歉|对不起|遗憾|不好意思|推荐|建议|功能受限|(改善|提升|优化).{0,4}体验"
    ),
}

# Qt's own words are looked up as Qt writes them, with Qt's capitals.
_QT_WORDS = "ownerapp/ui/languages.py"
# What argparse puts into the middle of a line begins small.
_HELP = re.compile(r"ownerapp/cli/((\w+_)?arguments|parser)\.py")
# Words that stand inside a list or a sentence, by their context.
_PIECES = {
    "badge",
    "caption",
    "check",
    "purpose",
    "kind of data",
    "route",
    "role",
    "access",
    "approval",
    "card",
    "fact",
    "keyword",
}
# The program, the names of files, and what follows something else in its line.
_BEGINS_SMALL = re.compile(
    r"ownerapp |[\w\N{HORIZONTAL ELLIPSIS}-]+\.[a-z]+\b|replies: "
    r"|(since|until) \{|(open|closed), \{|on another computer$"
)
# What programs say is quoted as they say it.
_QUOTED = re.compile('"[ -!#-~]+"')
# Names, and labels that are quoted in a sentence.
_CAPITALS = re.compile(
    r"(China|California|European|Union|Ireland|United|States|Kingdom|Information|Commission"
    r"|Commissioner|Office|Simplified|Chinese|Settings|JavaScript|I|My|Backup|What)('s)?"
)

# vehicle.md: the only source of evidence words.
_EVIDENCE = {
    EvidenceLevel.RECORDED: ("Recorded here", "已记录在本机"),
    EvidenceLevel.WAITING: ("Waiting to send", "待发送"),
    EvidenceLevel.HANDED_OVER: ("Handed over", "已送出"),
    EvidenceLevel.RECEIVED: ("Received", "对方已收到"),
    EvidenceLevel.IN_FORCE: ("In force, says the other side", "对方声明已生效"),
    EvidenceLevel.CHECKED: ("Checked", "已核验"),
    EvidenceLevel.SELF_REPORTED: ("You said you set it", "您自述已在车上设置"),
    EvidenceLevel.REFUSED: ("Refused", "被拒"),
}

_HAN = "[\N{CJK UNIFIED IDEOGRAPH-4E00}-\N{CJK UNIFIED IDEOGRAPH-9FFF}]"
_CHINESE_FAULTS = {
    "an ASCII quotation mark": re.compile("[\"']"),
    "ASCII punctuation after Chinese": re.compile(rf"{_HAN}[,;:.?()]"),
    "no space between Chinese and Latin": re.compile(
        rf"{_HAN}[A-Za-z0-9]|[A-Za-z0-9]{_HAN}",
    ),
}
_PLACE = re.compile(r"\{\w+\}")
# Qt's shortcut is written behind the word, and its file filters are data.
_SHORTCUT = re.compile(r"\(&[A-Z]\)|\(\*\)")


@cache
def _template() -> Catalog:
    return extract(Path(ownerapp.__file__).parent)


def _texts(strings: object) -> tuple[str, ...]:
    match strings:
        case str():
            return (strings,)
        case tuple() | list():
            return tuple(str(item) for item in strings)
        case _:
            return ()


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _english() -> list[str]:
    found = [text for message in _messages(_template()) for text in _texts(message.id)]
    assert len(found) > 300
    return found


def _translated(locale: str) -> list[str]:
    catalog = read_catalog(catalog_path(_TRANSLATIONS, locale), locale)
    found = [text for message in _messages(catalog) for text in _texts(message.string) if text]
    assert len(found) > 300
    return found


def _shown(language: str) -> list[str]:
    return _english() if language == "en" else _translated(language)


def _files(message: Message) -> set[str]:
    return {path for path, _line in message.locations}


def _words_after_first(text: str) -> Iterable[str]:
    """Return the words that stand neither first in the text nor first in a sentence."""
    for sentence in re.split(r"(?<=[.?:]) ", _QUOTED.sub("quoted", text)):
        yield from re.findall(r"[A-Za-z][\w'-]*", _PLACE.sub("", sentence))[1:]


def test_both_languages_of_the_first_release_are_shipped() -> None:
    assert "zh_Hans" in _LOCALES


@pytest.mark.parametrize("language", ["en", *_LOCALES])
@pytest.mark.parametrize("pair", _PAIRS, ids=lambda pair: pair[0])
def test_yes_and_no_are_about_equally_long(pair: tuple[str, str], language: str) -> None:
    assert {message.id for message in _messages(_template())} >= set(pair)
    translator = Translator(language, load(_TRANSLATIONS, language))
    lengths = [len(translator.gettext(text)) for text in pair]
    if language != "en":
        assert all(translator.gettext(text) != text for text in pair)
    assert max(lengths) <= _LONGEST_TO_SHORTEST * min(lengths)


@pytest.mark.parametrize("language", ["en", *_LOCALES])
def test_nothing_is_exclaimed(language: str) -> None:
    assert [text for text in _shown(language) if _EXCLAMATIONS.search(text)] == []


@pytest.mark.parametrize("language", ["en", *_LOCALES])
def test_nothing_begs_regrets_or_pushes(language: str) -> None:
    assert language in _BANNED, "a language needs its own list of banned words"
    banned = re.compile(_BANNED[language], re.IGNORECASE)
    assert [text for text in _shown(language) if banned.search(text)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please try again."),
        ("en", "We recommend this setting."),
        ("en", "This helps us improve your experience."),
        ("zh_Hans", "请重试。"),
        ("zh_Hans", "推荐开启。"),
        ("zh_Hans", "用于提升您的使用体验。"),
    ],
)
def test_words_that_push_are_found(language: str, text: str) -> None:
    assert re.search(_BANNED[language], text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["一项请求已得到答复", "已提出申请"])
def test_a_request_is_no_please(text: str) -> None:
    assert re.search(_BANNED["zh_Hans"], text) is None


def test_english_begins_with_a_capital_except_in_the_middle_of_a_line() -> None:
    begins_small = [
        text
        for message in _messages(_template())
        if not all(_HELP.fullmatch(path) for path in _files(message))
        and message.context not in _PIECES
        for text in _texts(message.id)
        if text[0].isalpha() and text[0].islower() and not _BEGINS_SMALL.match(text)
    ]
    assert begins_small == []


def test_english_has_no_other_capitals_than_names() -> None:
    capitals = {
        text: found
        for message in _messages(_template())
        if _files(message) != {_QT_WORDS} and message.context != "holiday"
        for text in _texts(message.id)
        if (
            found := [
                word
                for word in _words_after_first(text)
                if word[0].isupper() and not word.isupper() and not _CAPITALS.fullmatch(word)
            ]
        )
    }
    assert capitals == {}


@pytest.mark.parametrize("level", list(EvidenceLevel), ids=lambda level: level.name.lower())
def test_evidence_is_named_by_the_words_of_its_table(level: EvidenceLevel) -> None:
    english, chinese = _EVIDENCE[level]
    with translate_in("en"):
        assert words.evidence_word(level) == english
    translator = Translator("zh_Hans", load(_TRANSLATIONS, "zh_Hans"))
    assert translator.pgettext("evidence", english) == chinese


@pytest.mark.parametrize("fault", _CHINESE_FAULTS)
def test_chinese_is_set_as_in_the_packs(fault: str) -> None:
    pattern = _CHINESE_FAULTS[fault]
    found = [
        text
        for text in _translated("zh_Hans")
        if pattern.search(_PLACE.sub("", _SHORTCUT.sub("", _QUOTED.sub("", text))))
    ]
    assert found == []
