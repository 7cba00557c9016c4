"""Promises of the package's docstring: look-up, hostile translations, plurals, languages."""

from __future__ import annotations

import threading

import pytest

import ownerapp.i18n
from ownerapp.i18n import (
    N_,
    _,
    available_languages,
    current_language,
    ngettext,
    npgettext,
    pgettext,
    set_language,
    translate_in,
)
from tests.support.catalogs import MakeTranslator

_ENGLISH_PLURAL = "nplurals=2; plural=(n != 1);"


def test_empty_message_stays_empty_instead_of_showing_the_header(
    make_translator: MakeTranslator,
) -> None:
    texts = make_translator('msgid "a"\nmsgstr "b"\n')

    assert texts.gettext("") == ""
    assert texts.pgettext("button", "") == ""
    assert texts.gettext("a") == "b"


def test_translation_is_filled_at_its_own_places(make_translator: MakeTranslator) -> None:
    texts = make_translator('msgid "{a} before {b}"\nmsgstr "{b}在{a}之后"\n')

    assert texts.gettext("{a} before {b}", a=1, b=2) == "2在1之后"


@pytest.mark.parametrize(
    "translation",
    [
        "{date.__class__.__init__.__globals__}",
        "{date[0]}",
        "{date!r}",
        "{date:>99999999}",
        "{0}",
        "{}",
        "{",
        "}",
        "{data}",
        "{date} {hidden}",
        "no place at all",
        "{{date}}",
        "%(date)s",
    ],
)
def test_translation_with_other_places_is_refused_and_the_source_shown(
    make_translator: MakeTranslator, translation: str
) -> None:
    texts = make_translator(f'msgid "Until {{date}}"\nmsgstr "{translation}"\n')

    assert texts.gettext("Until {date}", date="today", hidden="s") == "Until today"


def test_fuzzy_and_missing_translations_show_the_source(make_translator: MakeTranslator) -> None:
    texts = make_translator('#, fuzzy\nmsgid "On"\nmsgstr "开"\n\nmsgid "Off"\nmsgstr ""\n')

    assert [texts.gettext(word) for word in ("On", "Off", "Else")] == ["On", "Off", "Else"]


def test_context_tells_equal_words_apart(make_translator: MakeTranslator) -> None:
    texts = make_translator(
        'msgctxt "button"\nmsgid "Open"\nmsgstr "打开"\n\n'
        'msgctxt "state"\nmsgid "Open"\nmsgstr "开着"\n'
    )

    assert texts.pgettext("button", "Open") == "打开"
    assert texts.pgettext("state", "Open") == "开着"
    assert texts.pgettext("other", "Open") == "Open"
    assert texts.gettext("Open") == "Open"


def test_one_form_language_uses_its_form_for_every_number(make_translator: MakeTranslator) -> None:
    texts = make_translator(
        'msgid "One choice"\nmsgid_plural "{n} choices"\nmsgstr[0] "{n} 项选择"\n'
    )

    forms = [texts.ngettext("One choice", "{n} choices", n) for n in (0, 1, 2, 1234567)]

    assert forms == ["0 项选择", "1 项选择", "2 项选择", "1,234,567 项选择"]


def test_six_form_language_uses_each_form(make_translator: MakeTranslator) -> None:
    entries = 'msgid "{n} day"\nmsgid_plural "{n} days"\n' + "".join(
        f'msgstr[{form}] "{{n}} f{form}"\n' for form in range(6)
    )
    rule = (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
        "n%100>=0 && n%100<=2 ? 4 : 5);"
    )
    texts = make_translator(entries, "ar", rule)

    forms = [texts.ngettext("{n} day", "{n} days", n)[-2:] for n in (0, 1, 2, 5, 100, 11)]

    assert forms == ["f0", "f1", "f2", "f3", "f4", "f5"]


def test_form_without_the_number_is_accepted_for_one_only(make_translator: MakeTranslator) -> None:
    # French uses its first form for none as well, where the number must not be lost.
    texts = make_translator(
        'msgid "One day"\nmsgid_plural "{n} days"\nmsgstr[0] "Un jour"\nmsgstr[1] "{n} jours"\n',
        "fr",
        "nplurals=2; plural=(n > 1);",
    )

    forms = [texts.ngettext("One day", "{n} days", n) for n in (0, 1, 2)]

    assert forms == ["0 days", "Un jour", "2 jours"]


@pytest.mark.parametrize(
    ("plural_form", "expected"),
    [("{n.real} jours", "2 days"), ("jours", "2 days"), ("{n} {x} jours", "2 days")],
)
def test_hostile_plural_form_is_refused(
    make_translator: MakeTranslator, plural_form: str, expected: str
) -> None:
    texts = make_translator(
        f'msgid "One day"\nmsgid_plural "{{n}} days"\nmsgstr[0] "Un"\nmsgstr[1] "{plural_form}"\n',
        "fr",
        _ENGLISH_PLURAL,
    )

    assert texts.ngettext("One day", "{n} days", 2, x=1) == expected


@pytest.mark.parametrize("rule", ["n/0", "n%0", "99", "n/(n-2)"])
def test_hostile_plural_rule_shows_the_source(make_translator: MakeTranslator, rule: str) -> None:
    texts = make_translator(
        'msgid "One day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} jour"\nmsgstr[1] "{n} jours"\n'
        'msgctxt "c"\nmsgid "One day"\nmsgid_plural "{n} days"\n'
        'msgstr[0] "{n} jour"\nmsgstr[1] "{n} jours"\n',
        "fr",
        f"nplurals=2; plural={rule};",
    )

    assert texts.ngettext("One day", "{n} days", 2) == "2 days"
    assert texts.npgettext("c", "One day", "{n} days", 2) == "2 days"


def test_values_are_isolated_in_right_to_left_languages_only(
    make_translator: MakeTranslator,
) -> None:
    entries = 'msgid "Call {phone}"\nmsgstr "اتصل {phone}"\n'

    arabic = make_translator(entries, "ar").gettext("Call {phone}", phone="+49 (0)1-9")
    chinese = make_translator(entries, "zh_Hans").gettext("Call {phone}", phone="+49 (0)1-9")

    assert arabic == "اتصل \u2068+49 (0)1-9\u2069"
    assert "\u2068" not in chinese


def test_functions_of_the_package_follow_the_language_of_the_process() -> None:
    set_language("en")
    assert _("Until {date}", date="x") == "Until x"
    assert pgettext("button", "Keep {what} off", what="it") == "Keep it off"
    assert ngettext("One", "{n} of {total}", 3, total=5) == "3 of 5"
    assert npgettext("list", "One", "{n}", 1000) == "1,000"
    assert N_("Until {date}") == "Until {date}"

    assert set_language("en-XA") == "en-XA"
    assert _("Until {date}", date="x") == "[Ûñţîļ x öñé ţ]"
    assert ngettext("One", "{n} of {total}", 3, total=5).startswith("[3 öƒ 5")


def _fail_after(texts: list[str], seen: list[str]) -> None:
    seen += texts
    raise ZeroDivisionError


def test_other_language_lasts_for_the_block_and_is_left_after_a_failure() -> None:
    seen: list[str] = []
    set_language("en")

    with pytest.raises(ZeroDivisionError), translate_in("en-XA") as texts:
        _fail_after([_("Off"), texts.gettext("Off"), current_language()], seen)

    assert seen == ["[Öƒƒ öñ]", "[Öƒƒ öñ]", "en-XA"]

    assert current_language() == "en"
    assert _("Off") == "Off"


def test_other_language_of_one_thread_does_not_reach_another() -> None:
    seen: list[str] = []

    with translate_in("en-XA"):
        thread = threading.Thread(target=lambda: seen.append(current_language()))
        thread.start()
        thread.join()

    assert seen == ["en"]


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("zh_Hans", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-hans-cn", "zh_Hans"),
        ("zh_TW", "en"),
        ("xx", "en"),
        ("../../etc", "en"),
        ("", "en"),
        ("EN-xa", "en-XA"),
        ("ar_XB", "ar-XB"),
    ],
)
def test_nearest_offered_language_is_used(asked: str, used: str) -> None:
    assert set_language(asked) == current_language() == used


def test_english_and_chinese_are_offered_and_pseudo_languages_on_demand() -> None:
    assert available_languages() == ("en", "zh_Hans")
    assert available_languages(include_pseudo=True) == ("en", "zh_Hans", "en-XA", "ar-XB")


def test_everything_that_the_package_offers_exists() -> None:
    assert all(hasattr(ownerapp.i18n, name) for name in ownerapp.i18n.__all__)
