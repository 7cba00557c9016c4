"""Dates, times, numbers, durations, lists and sizes as a language writes them.

1. Every function uses the current language, or the one it is given.
2. Times are shown in the zone that the caller names; a time without zone is refused.
3. Babel is imported on the first call, not at the start of the program.
4. Digits are Latin in every language, as in plates and VINs; calendars are Gregorian.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from ownerapp.i18n.active import current_language
from ownerapp.i18n.filling import from_right, isolated
from ownerapp.i18n.languages import canonical, direction, formatting_locale, parse
from ownerapp.i18n.pseudo import MIRRORED, STRETCHED

if TYPE_CHECKING:
    from babel import Locale

Unit = Literal["second", "minute", "hour", "day", "week", "month", "year"]

_PSEUDO_NAMES = {STRETCHED: "English (stretched)", MIRRORED: "English (right to left)"}
_KILO = 1000
_SIZE_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")
_ENCODING_IN_READING_ORDER = {"Hans": "gb2312", "Hant": "big5"}


@cache
def _locale_of(tag: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - rule 3

    parsed = parse(tag)
    for name in (formatting_locale(tag), parsed.language if parsed else "en_GB"):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


def _locale(language: str | None) -> Locale:
    return _locale_of(current_language() if language is None else language)


def _local(value: datetime, zone: tzinfo) -> datetime:
    if value.tzinfo is None:
        raise ValueError
    return value.astimezone(zone)


def format_date(
    value: date,
    zone: tzinfo | None = None,
    *,
    length: Literal["medium", "long"] = "medium",
    language: str | None = None,
) -> str:
    """Return a day, the month in letters: 20 Feb 2027, 2027年2月20日.

    Args:
        value: A date, or a moment, which needs a zone.
        zone: Where the moment's day is taken.
        length: Whether the month is written in full.
        language: Another language than the current one.

    Raises:
        ValueError: The moment or the place has no zone.
    """
    day = value
    if isinstance(value, datetime):
        if zone is None:
            raise ValueError
        day = _local(value, zone).date()
    return _day(day, length, current_language() if language is None else language)


@lru_cache(maxsize=512)
def _day(day: date, length: Literal["medium", "long"], language: str) -> str:
    """Write a day; a page says the same few again and again."""
    from babel import dates  # noqa: PLC0415 - rule 3

    locale = _locale_of(language)
    if length == "long":
        return str(dates.format_date(day, "long", locale=locale))
    return str(dates.format_skeleton("yMMMd", day, locale=locale))


def month_names(*, language: str | None = None) -> tuple[str, ...]:
    """Return the short names of the twelve months, January first."""
    # Not "stand-alone": where a language lacks those, Babel gives the ones of another language
    # that was read before.
    names = _locale(language).months["format"]["abbreviated"]
    return tuple(str(names[number]) for number in range(1, 13))


def format_months(first: date, last: date, *, language: str | None = None) -> str:
    """Return from which month to which, or the one month of both: Nov 2026."""
    from babel import dates  # noqa: PLC0415 - rule 3

    return str(dates.format_interval(first, last, "yMMM", locale=_locale(language)))


def format_time(
    value: datetime, zone: tzinfo, *, seconds: bool = False, language: str | None = None
) -> str:
    """Return the time of day of a moment in a zone: 14:05.

    Raises:
        ValueError: The moment has no zone.
    """
    from babel import dates  # noqa: PLC0415 - rule 3

    clock = _local(value, zone).time().replace(tzinfo=None)
    length = "medium" if seconds else "short"
    return str(dates.format_time(clock, length, locale=_locale(language)))


def format_datetime(
    value: datetime, zone: tzinfo, *, seconds: bool = False, language: str | None = None
) -> str:
    """Return day and time of a moment in a zone: 20 Feb 2027, 14:05.

    Raises:
        ValueError: The moment has no zone.
    """
    from babel import dates  # noqa: PLC0415 - rule 3

    pattern = str(dates.get_datetime_format("medium", locale=_locale(language)))
    return (
        pattern.replace("'", "")
        .replace("{0}", format_time(value, zone, seconds=seconds, language=language))
        .replace("{1}", format_date(value, zone, language=language))
    )


def format_number(value: float | Decimal, *, language: str | None = None) -> str:
    """Return a number with the language's separators: 1,234.5."""
    from babel import numbers  # noqa: PLC0415 - rule 3

    return str(numbers.format_decimal(value, locale=_locale(language)))


def format_percent(fraction: float, *, language: str | None = None) -> str:
    """Return a share of one as per cent: 0.25 is 25%."""
    from babel import numbers  # noqa: PLC0415 - rule 3

    return str(numbers.format_percent(fraction, locale=_locale(language)))


def format_amount(count: int, unit: Unit, *, language: str | None = None) -> str:
    """Return a length of time in one unit: 3 months, 3个月."""
    return _quantity(count, f"duration-{unit}", _locale(language))


def _quantity(value: float, unit: str, locale: Locale) -> str:
    """Write out a quantity; shortened where Babel has no long form.

    Babel 2.18 prints the unit's id for half of the languages (python-babel issue 1217).
    """
    from babel import units  # noqa: PLC0415 - rule 3

    text = str(units.format_unit(value, unit, length="long", locale=locale))
    if unit in text:
        text = str(units.format_unit(value, unit, length="short", locale=locale))
    return text


def format_duration(duration: timedelta, *, language: str | None = None) -> str:
    """Return a duration in its two largest units: 1 hour, 30 minutes."""
    left = round(abs(duration).total_seconds())
    locale = _locale(language)
    parts = []
    for unit, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        count, left = divmod(left, seconds)
        if count:
            parts.append(_quantity(count, f"duration-{unit}", locale))
        elif parts:
            break
    if not parts:
        return _quantity(0, "duration-second", locale)
    return _pair(parts[:2], locale)


def _pair(parts: list[str], locale: Locale) -> str:
    """Join one or two quantities; Babel's lists fail where the unit patterns have gaps."""
    if len(parts) == 1:
        return parts[0]
    patterns = locale.list_patterns
    styles = [patterns[style] for style in ("unit", "unit-short", "standard") if style in patterns]
    pattern = next((style["2"] for style in styles if "2" in style), "{0} {1}")
    return str(pattern.replace("{0}", parts[0]).replace("{1}", parts[1]))


def format_list(
    items: Sequence[str], *, kind: Literal["and", "or"] = "and", language: str | None = None
) -> str:
    """Return items as a list in a sentence: a, b and c."""
    from babel import lists  # noqa: PLC0415 - rule 3

    style: Literal["standard", "or"] = "standard" if kind == "and" else "or"
    tag = current_language() if language is None else language
    if direction(tag) == "rtl" and len(items) > 1:
        # The first item, such as the name of a language, would decide how the line runs.
        return from_right(lists.format_list(list(map(isolated, items)), style, _locale(tag)))
    return str(lists.format_list(items, style=style, locale=_locale(tag)))


def format_territory(code: str, *, language: str | None = None) -> str:
    """Return the name of a country or region by its two letters; "" for an unknown one."""
    return str(_locale(language).territories.get(code, ""))


def format_size(size_bytes: int, *, language: str | None = None) -> str:
    """Return the size of a file in decimal units: 1.2 MB."""
    from babel import units  # noqa: PLC0415 - rule 3

    locale = _locale(language)
    value, place = float(size_bytes), 0
    while value >= _KILO - 0.05 and place < len(_SIZE_UNITS) - 1:
        value, place = value / _KILO, place + 1
    unit = f"digital-{_SIZE_UNITS[place]}"
    if place == 0:
        return _quantity(size_bytes, unit, locale)
    return str(units.format_unit(round(value, 1), unit, length="short", locale=locale))


def language_name(tag: str) -> str:
    """Return the name of a language in that language: English, 简体中文; else its tag."""
    name = canonical(tag)
    if name in _PSEUDO_NAMES:
        return _PSEUDO_NAMES[name]
    if name == "en":
        return "English"
    locale = _locale_of(name)
    parsed = parse(name)
    if parsed is None or locale.language != parsed.language:
        return name
    own = str(locale.languages.get(name) or locale.get_display_name(locale) or name)
    return own[0].upper() + own[1:]


def sort_key(text: str, *, language: str | None = None) -> tuple[str, bytes, str]:
    """Return a key that sorts names as a reader expects.

    Accents and case count last. Chinese characters follow the order of the national
    character set, which is by sound for the simplified and by strokes for the
    traditional ones.
    """
    tag = current_language() if language is None else language
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", text).casefold()
        if not unicodedata.combining(character)
    )
    parsed = parse(tag)
    encoding = _ENCODING_IN_READING_ORDER.get(parsed.full_script if parsed else "")
    if encoding is None:
        return (bare, b"", text)
    # A character that the set lacks goes behind all that it has.
    codes = b"".join(character.encode(encoding, "ignore") or b"\xff\xff" for character in bare)
    return ("", codes, text)
