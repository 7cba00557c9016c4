"""An event and its JSON form: nothing is lost, and no name can stand in it."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.event import (
    CONSENT_KINDS,
    Event,
    EventKind,
    Method,
    event_from_payload,
    parse_rfc3339,
    rfc3339,
)
from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import (
    Language,
    NoticeHash,
    PersonId,
    PracticeId,
    Sha256Hex,
    VehicleId,
)
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Person, Vehicle

WORD = st.text(min_size=1, max_size=12)
MOMENT = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone is given beside it
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=3),
    max_leaves=5,
)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


EVENTS = st.builds(
    Event,
    seq=st.integers(0, 10**9),
    at=MOMENT,
    monotonic_ms=st.integers(0, 10**12),
    kind=st.sampled_from(EventKind),
    nonce=st.binary(min_size=16, max_size=16).map(bytes.hex),
    person=_maybe(WORD.map(PersonId)),
    vehicle=_maybe(WORD.map(VehicleId)),
    notice=_maybe(WORD.map(NoticeHash)),
    practice=_maybe(WORD.map(PracticeId)),
    term=_maybe(st.sampled_from(Term)),
    ends_at=_maybe(MOMENT),
    zone=st.sampled_from(["", "UTC", "Asia/Shanghai"]),
    method=_maybe(st.sampled_from(Method)),
    language=_maybe(st.sampled_from([Language("en"), Language("zh_Hans")])),
    text_sha256=_maybe(WORD.map(Sha256Hex)),
    evidence=_maybe(st.sampled_from(EvidenceLevel)),
    detail=st.dictionaries(WORD, JSON, max_size=3),
)

ALLOWED = {
    "v", "seq", "at", "mono", "kind", "nonce", "person", "vehicle", "notice", "practice",
    "term", "endsAt", "zone", "method", "lang", "textSha256", "evidence", "detail",
}  # fmt: skip


def event(**changes: Any) -> Event:
    """Return the shortest event."""
    shortest = Event(
        seq=7,
        at=datetime(2026, 11, 20, 12, 0, 0, 123_000, tzinfo=UTC),
        monotonic_ms=42,
        kind=EventKind.NOTICE_SHOWN,
        nonce="00" * 16,
    )
    return dataclasses.replace(shortest, **changes)


@given(EVENTS)
def test_an_event_comes_back_as_it_was_written(written: Event) -> None:
    stored = json.loads(json.dumps(written.payload()))

    assert event_from_payload(stored) == written
    assert event_from_payload(stored).payload() == written.payload()


@given(EVENTS)
def test_only_known_members_are_written_and_none_is_empty(written: Event) -> None:
    payload = written.payload()

    assert set(payload) <= ALLOWED
    assert None not in payload.values()
    assert "" not in {payload.get("zone"), payload.get("term")}


def test_an_event_has_no_place_for_a_name_a_plate_or_a_vin() -> None:
    person = {field.name for field in dataclasses.fields(Person)} - {"id"}
    vehicle = {field.name for field in dataclasses.fields(Vehicle)} - {"id", "person", "notice"}

    assert person | vehicle == {"name", "plate", "vin"}
    assert {field.name for field in dataclasses.fields(Event)}.isdisjoint(person | vehicle)
    assert ALLOWED.isdisjoint(person | vehicle)


def test_the_shortest_event_has_this_form() -> None:
    assert event().payload() == {
        "v": 1,
        "seq": 7,
        "at": "2026-11-20T12:00:00.123Z",
        "mono": 42,
        "kind": "notice.shown",
        "nonce": "00" * 16,
    }


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"v": None},
        {"seq": "7"},
        {"seq": True},
        {"seq": None},
        {"mono": 1.5},
        {"at": None},
        {"at": 7},
        {"at": "2026-11-20T12:00:00"},
        {"at": "yesterday"},
        {"kind": "consent.forced"},
        {"kind": None},
        {"nonce": None},
        {"person": 7},
        {"term": "forever"},
        {"method": "telepathy"},
        {"evidence": "9"},
        {"endsAt": "never"},
        {"detail": []},
        {"detail": "text"},
    ],
)
def test_what_is_no_event_of_this_version_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the type is the promise
        event_from_payload(event().payload() | change)


def test_consent_kinds_are_the_kinds_of_that_name() -> None:
    assert {kind for kind in EventKind if kind.value.startswith("consent.")} == CONSENT_KINDS


@given(MOMENT, st.integers(-14 * 60, 14 * 60))
def test_a_moment_is_written_in_utc_with_milliseconds_from_any_zone(
    at: datetime, minutes: int
) -> None:
    elsewhere = at.astimezone(timezone(timedelta(minutes=minutes)))

    assert rfc3339(elsewhere) == rfc3339(at)
    assert parse_rfc3339(rfc3339(elsewhere)) == at
    assert parse_rfc3339(elsewhere.isoformat()) == at


@pytest.mark.parametrize(
    "text",
    ["", "2026-11-20", "2026-11-20T12:00:00", "0001-01-01T00:00:00+01:00", "now"],
)
def test_a_text_that_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the type is the promise
        parse_rfc3339(text)
