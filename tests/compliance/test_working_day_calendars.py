"""Working-day calendars: real years, and years that nobody knows yet."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest

from ownerapp.compliance.deadlines.calendars import work_calendar
from ownerapp.compliance.deadlines.california import california
from ownerapp.compliance.deadlines.china import china
from ownerapp.compliance.deadlines.days import DayKind
from ownerapp.compliance.deadlines.europe import EEA, MEMBER_STATES, UK_NATIONS, europe
from ownerapp.compliance.deadlines.horizon import COMPUTED_THROUGH
from ownerapp.domain.errors import HolidaysUnknownError, PlaceUnknownError

EVERY_CODE = ("CN", "US-CA", "GB", *(f"GB-{nation}" for nation in UK_NATIONS), *EEA, "DE-BY")


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def off_days(code: str, year: int) -> dict[date, str]:
    """Return the holidays of a calendar that are no weekend days."""
    calendar = work_calendar(code)
    found = (calendar.day(on) for on in days_of(year) if on <= calendar.last)
    return {day.on: day.name for day in found if day.kind is DayKind.HOLIDAY}


# ------------------------------------------------------------------------- China


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        (date(2026, 2, 13), DayKind.WORKING, ""),
        (date(2026, 2, 14), DayKind.MAKE_UP, "Spring Festival"),  # Saturday
        (date(2026, 2, 15), DayKind.HOLIDAY, "Spring Festival"),
        (date(2026, 2, 23), DayKind.HOLIDAY, "Spring Festival"),
        (date(2026, 2, 24), DayKind.WORKING, ""),
        (date(2026, 2, 28), DayKind.MAKE_UP, "Spring Festival"),  # Saturday
        (date(2026, 3, 1), DayKind.WEEKEND, ""),
        (date(2026, 9, 20), DayKind.MAKE_UP, "National Day"),  # Sunday
        (date(2026, 10, 1), DayKind.HOLIDAY, "National Day"),
        (date(2026, 10, 7), DayKind.HOLIDAY, "National Day"),
        (date(2026, 10, 10), DayKind.MAKE_UP, "National Day"),
        (date(2026, 10, 11), DayKind.WEEKEND, ""),
    ],
)
def test_china_knows_holidays_and_the_weekend_days_that_are_worked_for_them(
    on: date, kind: DayKind, name: str
) -> None:
    day = china().day(on)

    assert (day.kind, day.name, day.is_doubtful) == (kind, name, False)
    assert day.is_working is (kind in {DayKind.WORKING, DayKind.MAKE_UP})


@pytest.mark.parametrize("year", range(2021, 2027))
def test_china_agrees_with_a_second_library_on_every_published_day(year: int) -> None:
    second = holidays.country_holidays("CN", years=year)
    calendar = china()
    known = [on for on in days_of(year) if on <= calendar.last]

    assert [on for on in known if calendar.day(on).is_working != second.is_working_day(on)] == []


def test_the_last_week_of_chinas_newest_year_waits_for_the_next_years_schedule() -> None:
    # The schedule of 2019 made 29 December 2018 a workday and the 31st a day off.
    assert china().day(date(2018, 12, 29)).kind is DayKind.MAKE_UP
    assert china().day(date(2018, 12, 31)).kind is DayKind.HOLIDAY

    last = china().last

    assert (last.month, last.day) == (12, 24)
    with pytest.raises(HolidaysUnknownError) as caught:
        china().day(date(last.year, 12, 31))
    assert (caught.value.calendar, caught.value.year) == ("CN", last.year + 1)


# ------------------------------------------------------------------------- California


def test_california_has_the_days_of_its_government_code() -> None:
    assert off_days("US-CA", 2026) == {
        date(2026, 1, 1): "New Year's Day",
        date(2026, 1, 19): "Martin Luther King Jr. Day",
        date(2026, 2, 12): "Lincoln Day",
        date(2026, 2, 16): "Presidents' Day",
        date(2026, 2, 17): "Lunar New Year",
        date(2026, 3, 31): "Farmworkers Day",
        date(2026, 4, 24): "Genocide Remembrance Day",
        date(2026, 5, 25): "Memorial Day",
        date(2026, 6, 19): "Juneteenth",
        date(2026, 9, 7): "Labor Day",
        date(2026, 9, 9): "Admission Day",
        date(2026, 9, 25): "Native American Day",
        date(2026, 10, 12): "Columbus Day",
        date(2026, 11, 11): "Veterans Day",
        date(2026, 11, 26): "Thanksgiving Day",
        date(2026, 11, 27): "Day after Thanksgiving",
        date(2026, 12, 25): "Christmas Day",
    }


@pytest.mark.parametrize(
    ("on", "is_off"),
    [
        (date(2023, 1, 2), True),  # New Year's Day on a Sunday moves to Monday
        (date(2021, 7, 5), True),  # Independence Day on a Sunday moves to Monday
        (date(2024, 4, 1), True),  # 31 March on a Sunday moves to Monday
        (date(2026, 7, 3), False),  # on a Saturday nothing moves to Friday
        (date(2027, 12, 24), False),  # the same
        (date(2023, 11, 10), True),  # except for Veterans Day
        (date(2027, 2, 15), True),  # Presidents' Day, not Susan B. Anthony Day
        (date(2024, 2, 15), False),  # Susan B. Anthony Day alone is no holiday
        (date(2026, 4, 3), False),  # Good Friday is a holiday from noon to three only
        (date(2022, 6, 20), False),  # Juneteenth is in the list since 2023
        (date(2027, 10, 29), True),  # Diwali
    ],
)
def test_california_moves_a_sunday_to_monday_and_no_saturday_but_one(
    on: date, *, is_off: bool
) -> None:
    assert california().day(on).is_working is not is_off


def test_california_marks_the_days_on_which_list_and_office_hours_disagree() -> None:
    calendar = california()
    doubtful = {
        name for on, name in off_days("US-CA", 2027).items() if calendar.day(on).is_doubtful
    }

    assert doubtful == {
        "Lincoln Day", "Admission Day", "Native American Day", "Columbus Day", "Diwali",
        "Day after Thanksgiving",
    }  # fmt: skip
    assert not calendar.day(date(2027, 11, 25)).is_doubtful


def test_the_library_alone_would_be_wrong_for_california() -> None:
    """Holds the reason why the days are not taken from it; if this fails, look again."""
    library = holidays.country_holidays("US", subdiv="CA", years=(2024, 2025, 2026, 2027))
    weekdays = {on for on in library if on.weekday() < 5}
    ours = {on for year in (2024, 2025, 2026, 2027) for on in off_days("US-CA", year)}

    # Susan B. Anthony Day, and Saturdays moved to Friday as federal law does.
    assert weekdays - ours == {
        date(2024, 2, 15), date(2026, 7, 3), date(2027, 6, 18), date(2027, 12, 24),
        date(2027, 12, 31),
    }  # fmt: skip
    # Days of the state's list that it does not have.
    assert {date(2026, 2, 12), date(2026, 9, 9), date(2026, 10, 12)} <= ours - weekdays


# ------------------------------------------------------------------------- Europe


@pytest.mark.parametrize(
    ("code", "on", "kind", "is_doubtful"),
    [
        ("DE", date(2026, 4, 6), DayKind.HOLIDAY, False),  # Easter Monday
        ("DE", date(2026, 6, 4), DayKind.HOLIDAY, True),  # Corpus Christi, in some Länder
        ("DE-BY", date(2026, 6, 4), DayKind.HOLIDAY, False),
        ("DE-BE", date(2026, 6, 4), DayKind.WORKING, False),
        ("FR", date(2026, 7, 14), DayKind.HOLIDAY, False),
        ("NL", date(2026, 5, 5), DayKind.WORKING, False),  # optional that year
        ("BE", date(2026, 5, 15), DayKind.WORKING, False),  # a bank holiday only
        ("SK", date(2026, 5, 8), DayKind.WORKING, False),  # suspended for 2026
        ("HU", date(2026, 1, 2), DayKind.HOLIDAY, True),  # moved by decree
        ("DK", date(2026, 5, 1), DayKind.WORKING, False),  # Great Prayer Day ended in 2023
        ("GB", date(2026, 12, 28), DayKind.HOLIDAY, False),  # Boxing Day, moved
        ("GB", date(2026, 4, 6), DayKind.HOLIDAY, True),  # Easter Monday, not in Scotland
        ("GB-ENG", date(2026, 4, 6), DayKind.HOLIDAY, False),
        ("GB-SCT", date(2026, 4, 6), DayKind.WORKING, False),
        ("GB-SCT", date(2026, 1, 2), DayKind.HOLIDAY, False),
    ],
)
def test_europe_takes_days_off_by_law_and_doubts_those_of_some_regions(
    code: str, on: date, kind: DayKind, *, is_doubtful: bool
) -> None:
    day = europe(code).day(on)

    assert (day.kind, day.is_doubtful) == (kind, is_doubtful)


def test_every_member_state_has_a_calendar_with_names_in_english() -> None:
    assert len(MEMBER_STATES) == 27
    for code in EEA:
        found = off_days(code, 2025)

        assert len(found) >= 6, code
        assert "Christmas" in found[date(2025, 12, 25)], code


@pytest.mark.parametrize("code", ["", "XX", "de", "DE-XX", "US", "GB-XX", "UK", "DE-", "-BY"])
def test_a_place_that_no_calendar_is_for_is_refused(code: str) -> None:
    with pytest.raises(PlaceUnknownError) as caught:
        work_calendar(code)

    assert caught.value.place == code


# ------------------------------------------------------------------------- unknown years


@pytest.mark.parametrize("code", EVERY_CODE)
def test_a_day_outside_the_data_is_refused_with_its_year(code: str) -> None:
    calendar = work_calendar(code)
    before, after = calendar.first - timedelta(days=1), calendar.last + timedelta(days=1)

    assert calendar.day(calendar.first).on == calendar.first
    assert calendar.day(calendar.last).on == calendar.last
    for on, year in (
        (before, before.year),
        (after, calendar.last.year + 1),
        (date.min, 1),
        (date.max, 9999),
    ):
        with pytest.raises(HolidaysUnknownError) as caught:
            calendar.day(on)
        assert (caught.value.calendar, caught.value.year) == (code, year)


def test_no_calendar_claims_a_year_that_its_library_only_works_out_far_ahead() -> None:
    release = 2026
    for code in EVERY_CODE:
        assert work_calendar(code).last.year <= release + 1, code
    assert release + 1 == COMPUTED_THROUGH


@pytest.mark.parametrize("code", ["BG", "ES", "ES-MD", "HU", "LV"])
def test_a_state_that_publishes_its_days_off_every_year_ends_with_the_newest_list(
    code: str,
) -> None:
    assert work_calendar(code).last == date(2026, 12, 24)


def test_no_calendar_library_is_loaded_before_a_date_is_asked_for() -> None:
    program = (
        "import sys; import ownerapp.compliance.deadlines.clock, ownerapp.compliance.requests;"
        "import ownerapp.presentation.explain, ownerapp.presentation.deadline_words;"
        "print([m for m in ('holidays', 'chinese_calendar', 'msgspec', 'babel') "
        "if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "[]"
