"""The search page in words: rows under headings, counts, cars, and what to try otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ownerapp.domain.ids import Language, NoticeHash, PersonId, VehicleId
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.presentation.notice_page import notice_state
from ownerapp.presentation.search import SHOWN_AT_MOST, Found, Kind, find, index_notice
from ownerapp.presentation.search_page import (
    RowRole,
    Searched,
    SearchRow,
    SearchState,
    keys_words,
    notice_place,
    search_state,
)
from tests.support import records
from tests.support.store_values import VEHICLE

NOTICE = records.shipped_notice("cn-reference-ev")
INDEX = index_notice(NOTICE, "en")


def car(name: str, notice: NoticeHash = NOTICE.hash) -> Vehicle:
    return replace(VEHICLE, id=VehicleId(name), name=name, notice=notice)


ONE = Searched(cars=(car("Blue"),), present=VehicleId("Blue"))


def state_of(query: str, searched: Searched = ONE, most: int = 6) -> SearchState:
    found = find(query, [INDEX], dict.fromkeys(Kind, most))
    return search_state(found, query, searched)


def of_role(state: SearchState, role: RowRole) -> list[SearchRow]:
    return [row for row in state.rows if row.role is role]


def test_each_kind_has_a_heading_with_its_count() -> None:
    state = state_of("camera")
    headings = of_role(state, RowRole.HEADING)
    names = [row.title.text for row in headings]
    assert names == ["Collections", "Sensors", "In the words of notices"]
    total = sum(int(row.count) for row in headings)
    assert state.status == f"{total} results."
    assert not state.empty_title


@pytest.mark.parametrize(
    ("query", "kind", "second"),
    [
        ("speed at that moment", Kind.DATA, "Collected in: Cabin camera clips"),
        ("example maps", Kind.RECIPIENT, "Receives: Precise location and trips"),
        ("mirror", Kind.SENSOR, "Used for: Cabin camera clips"),
    ],
)
def test_a_thing_says_to_which_collection_it_belongs(query: str, kind: Kind, second: str) -> None:
    row = next(row for row in of_role(state_of(query), RowRole.HIT) if row.kind is kind)
    assert row.second.text == second
    assert row.hit is not None
    assert row.hit.practice is not None


def test_what_is_said_stands_behind_the_name_of_its_field() -> None:
    row = of_role(state_of("30 days"), RowRole.HIT)[0]
    assert row.second.text.startswith("How long it is kept: 30 days")
    assert {row.second.text[begin:end] for begin, end in row.second.places} == {"30", "days"}


def test_a_screen_reader_hears_what_kind_of_thing_a_result_is() -> None:
    for row in of_role(state_of("camera"), RowRole.HIT):
        assert row.title.text in row.spoken
        assert row.second.text in row.spoken
    hits = of_role(state_of("mirror"), RowRole.HIT)
    sensor = next(row for row in hits if row.kind is Kind.SENSOR)
    assert "Sensors" in sensor.spoken


def test_more_is_offered_and_beyond_the_bound_another_word_is_asked_for() -> None:
    more = next(row for row in of_role(state_of("a"), RowRole.MORE) if row.kind is Kind.SENSOR)
    assert more.title.text.endswith(" more")
    assert "Sensors" in more.spoken
    many = replace(INDEX, entries=INDEX.entries * 20)
    found = find("camera", [many], dict.fromkeys(Kind, SHOWN_AT_MOST))
    state = search_state(found, "camera", ONE)
    assert [row.kind for row in of_role(state, RowRole.NOTE)] == [Kind.SENSOR]
    assert "another word" in of_role(state, RowRole.NOTE)[0].title.text


def test_cars_are_named_only_where_there_are_several() -> None:
    assert not of_role(state_of("cabin"), RowRole.HIT)[0].third
    two = Searched(cars=(car("Blue"), car("Red")), present=VehicleId("Red"))
    row = of_role(state_of("cabin", two), RowRole.HIT)[0]
    assert row.third == "Red, Blue"
    assert row.car == "Red"
    many = Searched(cars=tuple(car(f"Car {n}") for n in range(5)), present=None)
    assert of_role(state_of("cabin", many), RowRole.HIT)[0].third == "Car 0, Car 1 and 3 more"


def test_where_cars_have_several_owners_a_result_names_them() -> None:
    lin, omer = (Person(id=PersonId(name), name=name) for name in ("Lin Yue", "Ömer Öztürk"))
    cars = (replace(car("Blue"), person=lin.id), replace(car("Red"), person=omer.id))
    several = Searched(cars=cars, present=cars[1].id, people=(lin, omer))
    row = of_role(state_of("cabin", several), RowRole.HIT)[0]
    assert row.third == "Red, Ömer Öztürk; Blue, Lin Yue"
    assert row.spoken.endswith(row.third)


def test_a_result_leads_to_a_car_that_follows_its_notice() -> None:
    other = car("Other", NoticeHash("00"))
    both = Searched(cars=(other, car("Blue")), present=other.id)
    assert of_role(state_of("cabin", both), RowRole.HIT)[0].car == "Blue"


def test_before_anything_is_typed_the_page_teaches() -> None:
    state = search_state(Found(words=()), "", ONE)
    assert not state.rows
    assert state.empty_title
    assert "part of a word" in state.empty_text
    assert not state.status


def test_where_nothing_is_found_the_page_says_what_was_searched() -> None:
    state = state_of("xyzzy")
    assert state.empty_title == "Nothing found for \u201cxyzzy\u201d"
    assert "The notice of 1 car was searched" in state.empty_text
    assert state.status == "No results."


def test_notices_that_are_still_being_read_are_said() -> None:
    for query in ("", "camera", "xyzzy"):
        found = find(query, [INDEX])
        state = search_state(found, query, replace(ONE, unread=3))
        assert state.status.endswith("3 notices are still being read.")


@pytest.mark.parametrize("query", ["x" * 500, "evil\u202e\0\ud800 query", "a\n\n\nb zz"])
def test_what_was_typed_is_shown_short_and_visible(query: str) -> None:
    title = search_state(Found(words=("zz",)), query, ONE).empty_title
    assert len(title) < 80
    assert title.isprintable()


def test_the_keys_are_named() -> None:
    assert keys_words("Ctrl+F", "/").startswith("Ctrl+F or /")


def test_every_language_has_words_for_everything(language: str) -> None:
    del language
    for query in ("camera", "xyzzy", ""):
        state = state_of(query, replace(ONE, unread=1))
        assert all(row.title.text and row.spoken for row in state.rows)
        for row in of_role(state, RowRole.HIT):
            for begin, end in row.second.places:
                assert row.second.text[begin:end].casefold() in {"camera", "cameras"}


@pytest.mark.parametrize(
    ("query", "kind", "place"),
    [
        ("cabin camera clips", Kind.PRACTICE, ""),
        ("30 days", Kind.TEXT, ""),
        ("speed at that moment", Kind.DATA, ""),
        ("settings privacy", Kind.TEXT, ""),
    ],
)
def test_what_a_card_shows_leads_to_the_card(query: str, kind: Kind, place: str) -> None:
    hit = next(row.hit for row in of_role(state_of(query), RowRole.HIT) if row.kind is kind)
    assert hit is not None
    assert hit.practice is not None
    assert notice_place(hit) == place


def test_what_no_card_shows_leads_to_its_place_on_the_page_of_the_notice() -> None:
    rows = of_role(state_of("a", most=SHOWN_AT_MOST), RowRole.HIT)
    parts = {part.key for part in notice_state(NOTICE, Language("en")).parts}
    cards = {
        section.key
        for part in notice_state(NOTICE, Language("en")).parts
        for section in part.sections
    }
    places = {notice_place(row.hit) for row in rows if row.hit is not None} - {""}
    assert places
    assert places <= parts | cards
    whole = find(NOTICE.title.get(Language("en")) or "", [INDEX]).groups[0].hits[0]
    assert whole.practice is None
    assert notice_place(whole) in parts
