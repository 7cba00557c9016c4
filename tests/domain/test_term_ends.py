"""When a term ends: across clock changes, month ends and leap years (rules of ``term``)."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ownerapp.domain.term import Term, offered_terms, term_end

ZONES = (
    "UTC",
    "Europe/Berlin",
    "Asia/Shanghai",
    "America/Los_Angeles",
    "Australia/Lord_Howe",  # half an hour
    "Africa/Casablanca",  # negative
    "Asia/Kathmandu",
)
COUNTED = (Term.DAYS_7, Term.MONTHS_3, Term.YEAR_1)
MOMENTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone is given beside it
    max_value=datetime(2035, 12, 31),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)


def local(text: str, zone: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def wall_end(term: Term, wall: datetime) -> datetime:
    """Return the wall time at which a term should end, counted in another way."""
    if term is Term.DAYS_7:
        return wall + timedelta(days=7)
    year, month = wall.year, wall.month
    for _step in range(3 if term is Term.MONTHS_3 else 12):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = min(wall.day, calendar.monthrange(year, month)[1])
    return wall.replace(year=year, month=month, day=day)


def ends(term: Term, given_at: datetime, zone: str) -> datetime:
    end = term_end(term, given_at, ZoneInfo(zone))
    assert end is not None
    return end


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(COUNTED))
@example(datetime(2026, 3, 22, 1, 30, tzinfo=UTC), "Europe/Berlin", Term.DAYS_7)
@example(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin", Term.DAYS_7)
@example(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", Term.YEAR_1)
def test_a_term_ends_later_at_the_same_wall_time_when_it_exists(
    given_at: datetime, zone: str, term: Term
) -> None:
    end = ends(term, given_at, zone)
    wanted = wall_end(term, given_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None))
    shown = end.astimezone(ZoneInfo(zone)).replace(tzinfo=None)

    assert end > given_at
    assert end.tzinfo is UTC
    exists = wanted.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
    if exists.replace(tzinfo=None) == wanted:
        assert shown.replace(fold=0) == wanted.replace(fold=0)
    else:
        # The clock skips that time: it ends after the gap, not before it.
        assert timedelta(0) < shown - wanted <= timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "given_at", "term", "end"),
    [
        # Spring forward on 29 March 2026: 02:30 does not exist.
        ("Europe/Berlin", "2026-03-22T02:30:00", Term.DAYS_7, "2026-03-29T01:30:00+00:00"),
        # Across the change the wall time stays, the instant moves.
        ("Europe/Berlin", "2026-03-25T12:00:00", Term.DAYS_7, "2026-04-01T10:00:00+00:00"),
        # Autumn: 02:30 on 25 October 2026 comes twice; the first one is meant.
        ("Europe/Berlin", "2026-10-18T02:30:00", Term.DAYS_7, "2026-10-25T00:30:00+00:00"),
        # Last day where the day is missing.
        ("Asia/Shanghai", "2026-11-30T09:00:00", Term.MONTHS_3, "2027-02-28T01:00:00+00:00"),
        ("Asia/Shanghai", "2027-11-30T09:00:00", Term.MONTHS_3, "2028-02-29T01:00:00+00:00"),
        ("UTC", "2028-02-29T09:00:00", Term.YEAR_1, "2029-02-28T09:00:00+00:00"),
        ("UTC", "2027-02-28T09:00:00", Term.YEAR_1, "2028-02-28T09:00:00+00:00"),
        # Across the turn of the year.
        ("UTC", "2026-12-31T23:59:59", Term.MONTHS_3, "2027-03-31T23:59:59+00:00"),
        ("UTC", "2026-10-01T00:00:00", Term.MONTHS_3, "2027-01-01T00:00:00+00:00"),
    ],
)
def test_known_ends(zone: str, given_at: str, term: Term, end: str) -> None:
    assert ends(term, local(given_at, zone), zone) == datetime.fromisoformat(end)


def test_the_second_of_two_equal_wall_times_ends_in_a_year_too() -> None:
    first = local("2026-10-25T02:30:00", "Europe/Berlin")
    second = local("2026-10-25T02:30:00", "Europe/Berlin", fold=1)

    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert ends(Term.YEAR_1, second.astimezone(UTC), "Europe/Berlin") == datetime(
        2027, 10, 25, 0, 30, tzinfo=UTC
    )


@given(MOMENTS, st.sampled_from(ZONES))
def test_a_drive_ends_within_24_real_hours(given_at: datetime, zone: str) -> None:
    assert ends(Term.DRIVE, given_at, zone) - given_at == timedelta(hours=24)


def test_an_open_term_has_no_end() -> None:
    assert term_end(Term.OPEN, datetime(2026, 1, 1, tzinfo=UTC), UTC) is None


SUBSETS = st.lists(st.sampled_from(Term), unique=True).map(tuple)


@pytest.mark.rule("CN-T-02")
@given(SUBSETS)
def test_an_open_end_is_never_offered_for_sensitive_data_under_the_chinese_profile(
    stated: tuple[Term, ...],
) -> None:
    offered = offered_terms(stated, is_sensitive=True, is_chinese_profile=True)

    assert Term.OPEN not in offered
    assert offered == tuple(term for term in stated if term is not Term.OPEN)


@given(SUBSETS, st.sampled_from([(False, False), (False, True), (True, False)]))
def test_elsewhere_exactly_the_stated_terms_are_offered(
    stated: tuple[Term, ...], case: tuple[bool, bool]
) -> None:
    is_sensitive, is_chinese_profile = case

    assert (
        offered_terms(stated, is_sensitive=is_sensitive, is_chinese_profile=is_chinese_profile)
        == stated
    )


@pytest.mark.parametrize(("term", "zone"), list(product(COUNTED, ZONES)))
def test_the_same_moment_seen_from_another_zone_ends_alike(term: Term, zone: str) -> None:
    at = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)

    assert ends(term, at, zone) == ends(term, at.astimezone(ZoneInfo("Asia/Tokyo")), zone)
