"""Promises of ownerapp.i18n.formatting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from ownerapp.i18n import set_language, translate_in
from ownerapp.i18n.formatting import (
    format_amount,
    format_date,
    format_datetime,
    format_duration,
    format_list,
    format_number,
    format_percent,
    format_size,
    format_time,
    language_name,
    sort_key,
)

_SHANGHAI = timezone(timedelta(hours=8))
_MOMENT = datetime(2027, 2, 19, 22, 5, 9, tzinfo=UTC)
_EVERY_LANGUAGE = [
    "en",
    "zh_Hans",
    "zh_Hant",
    "de",
    "fr",
    "es",
    "pt_BR",
    "pt_PT",
    "it",
    "nl",
    "pl",
    "ja",
    "ko",
    "ar",
    "he",
    "th",
    "en-XA",
    "ar-XB",
    "xx",
]


@pytest.mark.parametrize(
    ("language", "medium", "long"),
    [
        ("en", "20 Feb 2027", "20 February 2027"),
        ("zh_Hans", "2027年2月20日", "2027年2月20日"),
        ("de", "20. Feb. 2027", "20. Februar 2027"),
        ("ar", "20 فبراير 2027", "20 فبراير 2027"),
        ("en-XA", "20 Feb 2027", "20 February 2027"),
        ("ar-XB", "20 فبراير 2027", "20 فبراير 2027"),
    ],
)
def test_dates_have_the_month_in_letters(language: str, medium: str, long: str) -> None:
    day = date(2027, 2, 20)

    assert format_date(day, language=language) == medium
    assert format_date(day, length="long", language=language) == long


def test_moments_are_shown_in_the_zone_that_is_named() -> None:
    assert format_date(_MOMENT, UTC, language="en") == "19 Feb 2027"
    assert format_date(_MOMENT, _SHANGHAI, language="en") == "20 Feb 2027"
    assert format_time(_MOMENT, _SHANGHAI, language="en") == "06:05"
    assert format_time(_MOMENT, _SHANGHAI, seconds=True, language="zh_Hans") == "06:05:09"
    assert format_datetime(_MOMENT, _SHANGHAI, language="en") == "20 Feb 2027, 06:05"
    assert format_datetime(_MOMENT, _SHANGHAI, language="zh_Hans") == "2027年2月20日 06:05"


def test_moment_without_zone_is_refused() -> None:
    naive = _MOMENT.replace(tzinfo=None)

    calls: list[Callable[[], str]] = [
        lambda: format_date(naive, UTC),
        lambda: format_date(_MOMENT),
        lambda: format_time(naive, UTC),
        lambda: format_datetime(naive, UTC),
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"^$"):
            call()


@pytest.mark.parametrize("language", _EVERY_LANGUAGE)
def test_no_language_shows_an_id_of_the_locale_data(language: str) -> None:
    texts = [
        *(
            format_amount(count, unit, language=language)
            for unit in ("second", "minute", "hour", "day", "week", "month", "year")
            for count in (0, 1, 2, 5)
        ),
        *(format_duration(timedelta(seconds=n), language=language) for n in (0, 59, 3661, 90061)),
        *(format_size(10**n, language=language) for n in range(16)),
        format_list(["a", "b", "c"], language=language),
        format_list(["a", "b", "c"], kind="or", language=language),
        format_datetime(_MOMENT, UTC, language=language),
        language_name(language),
    ]

    assert not [text for text in texts if not text or any(bad in text for bad in "{}_'")]
    assert not [text for text in texts if "duration-" in text or "digital-" in text]


def test_terms_and_durations_read_naturally() -> None:
    assert format_amount(1, "month", language="en") == "1 month"
    assert format_amount(3, "month", language="zh_Hans") == "3个月"
    assert format_duration(timedelta(minutes=90), language="en") == "1 hour, 30 minutes"
    assert format_duration(timedelta(minutes=90), language="zh_Hans") == "1小时30分钟"
    assert format_duration(timedelta(days=2, minutes=5), language="en") == "2 days"
    assert format_duration(timedelta(seconds=-30), language="en") == "30 seconds"
    assert format_duration(timedelta(minutes=90), language="ar").count("30") == 1


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1_234_567, "1.2 MB"),
        (999_960, "1 MB"),
        (10**15, "1,000 TB"),
    ],
)
def test_sizes_use_the_largest_fitting_unit(size: int, expected: str) -> None:
    assert format_size(size, language="en") == expected


def test_numbers_and_lists_follow_the_current_language() -> None:
    set_language("en")
    assert format_number(1234567.5) == "1,234,567.5"
    assert format_percent(0.256) == "26%"
    assert format_list(["a", "b"]) == "a and b"
    mirrored = format_list(["简体中文", "English"], language="ar-XB")
    assert mirrored.startswith("\u200f\u2068简体中文\u2069")
    assert mirrored.endswith("\u2068English\u2069")
    with translate_in("zh_Hans"):
        assert format_list(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert format_number(1234567.5, language="de") == "1.234.567,5"
    assert format_list(["{0}", "{x}", "{"], language="en") == "{0}, {x} and {"


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("zh_Hans", "简体中文"),
        ("zh-Hant", "繁體中文"),
        ("fr", "Français"),
        ("ar", "العربية"),
        ("pt_BR", "Português (Brasil)"),
        ("en-XA", "English (stretched)"),
        ("xx", "xx"),
    ],
)
def test_languages_are_named_in_their_own_words(tag: str, name: str) -> None:
    assert language_name(tag) == name


def test_names_are_sorted_as_a_reader_expects() -> None:
    latin = ["Zoë", "émile", "Emil", "adam", "Öz"]
    chinese = ["赵", "李", "Bob", "王", "安", "䶮"]  # by sound: an, li, wang, zhao

    assert sorted(latin, key=lambda name: sort_key(name, language="en")) == [
        "adam",
        "Emil",
        "émile",
        "Öz",
        "Zoë",
    ]
    assert sorted(chinese, key=lambda name: sort_key(name, language="zh_Hans")) == [
        "Bob",
        "安",
        "李",
        "王",
        "赵",
        "䶮",
    ]


def test_start_of_the_program_does_not_load_babel() -> None:
    code = (
        "import sys, ownerapp.i18n.formatting, ownerapp.i18n as i\n"
        "i.set_language('en-XA'); i.ngettext('One', '{n} items', 999)\n"
        "print('babel' in sys.modules)"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "False"
