"""What every store promises: the fake in memory and the real encrypted one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ownerapp.domain.errors import StoreBusyError, StoreDamagedError
from ownerapp.domain.event import EventKind
from ownerapp.domain.ids import NoticeHash, PersonId, PracticeId, Sha256Hex, VehicleId
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import TreeEdge
from ownerapp.services.ports.kept import MergedKey
from ownerapp.services.ports.log import EventQuery
from ownerapp.services.ports.notices import Arrival
from ownerapp.services.ports.store import Store, StoreFile
from ownerapp.storage.store_file import SqlStoreFile
from tests.support.fake_store import FakeStoreFile
from tests.support.store_values import (
    KEY,
    NOTICE_HASH,
    OTHER_KEY,
    PACK,
    PERSON,
    START,
    VEHICLE,
    accepted_key,
    add_events,
    arrival,
    checkpoint,
    choice_key,
    digest,
    edge,
    event,
    export,
    given,
    imported,
    index,
    notice,
    refused,
    signing_key,
)


@pytest.fixture(params=["fake", "real"])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> StoreFile:
    """Return a place for a store."""
    if request.param == "fake":
        return FakeStoreFile()
    return SqlStoreFile(tmp_path / "profile" / "store.db", busy_timeout_ms=20)


@pytest.fixture
def store(file: StoreFile) -> Iterator[Store]:
    """Return an empty opened store."""
    opened = file.create(KEY)
    yield opened
    opened.close()


def test_a_store_is_there_once_it_was_made(file: StoreFile) -> None:
    assert not file.exists()
    file.create(KEY).close()
    assert file.exists()


def test_a_store_is_never_made_over_another(file: StoreFile) -> None:
    made = file.create(KEY)
    with made.write() as work:
        work.set_meta("origin", "local/ownerapp/5f0e0d3c")
        work.commit()
    made.close()
    with pytest.raises(StoreBusyError):
        file.create(OTHER_KEY)
    opened = file.open(KEY)
    with opened.read() as work:
        assert work.meta("origin") == "local/ownerapp/5f0e0d3c"
    opened.close()


def test_another_key_does_not_open_a_store(file: StoreFile) -> None:
    file.create(KEY).close()
    with pytest.raises(StoreDamagedError):
        file.open(OTHER_KEY)


def test_a_missing_store_is_not_opened_and_not_made(file: StoreFile) -> None:
    with pytest.raises(StoreDamagedError):
        file.open(KEY)
    assert not file.exists()


def test_a_new_store_is_empty(store: Store) -> None:
    with store.read() as work:
        assert work.events.edge() == TreeEdge()
        assert list(work.events.read()) == []
        assert list(work.events.leaf_hashes()) == []
        assert work.events.latest_at() is None
        assert work.events.latest_checkpoint() is None
        assert list(work.choices.all()) == []
        assert work.choices.get(choice_key("location")) is None
        assert list(work.people()) == []
        assert list(work.vehicles()) == []
        assert list(work.exports()) == []
        assert list(work.keys(KeyKind.RECORD)) == []
        assert work.meta("origin") is None
        assert work.notice_pack(NOTICE_HASH) is None
        assert work.shown_text(digest("nothing")) is None
        assert list(work.arrivals()) == []
        assert list(work.accepted_keys()) == []


def test_everything_committed_is_there_after_opening_again(file: StoreFile) -> None:
    made = file.create(KEY)
    with made.write() as work:
        work.add_person(PERSON)
        work.add_notice(notice(), PACK)
        work.add_vehicle(VEHICLE)
        add_events(work, 3)
        work.events.set_edge(edge(3))
        work.events.add_checkpoint(checkpoint(3))
        work.choices.put(given("location", seq=2))
        work.add_shown_text(digest("shown"), b"shown")
        work.add_export(export("record-1", seq=2))
        work.add_key(signing_key(KeyKind.RECORD))
        work.add_key(signing_key(KeyKind.DOCUMENT))
        work.set_meta("origin", "local/ownerapp/5f0e0d3c")
        work.commit()
    made.close()
    opened = file.open(KEY)
    with opened.read() as work:
        assert list(work.people()) == [PERSON]
        assert list(work.vehicles()) == [VEHICLE]
        assert work.notice_pack(NOTICE_HASH) == PACK
        assert list(work.events.read()) == [event(0), event(1), event(2)]
        assert work.events.edge() == edge(3)
        assert work.events.latest_checkpoint() == checkpoint(3)
        assert work.choices.get(choice_key("location")) == given("location", seq=2)
        assert work.shown_text(digest("shown")) == b"shown"
        assert list(work.exports()) == [export("record-1", seq=2)]
        assert list(work.keys(KeyKind.RECORD)) == [signing_key(KeyKind.RECORD)]
        assert list(work.keys(KeyKind.DOCUMENT)) == [signing_key(KeyKind.DOCUMENT)]
        assert work.meta("origin") == "local/ownerapp/5f0e0d3c"
    opened.close()


def test_what_is_not_committed_never_happened(store: Store) -> None:
    with store.write() as work:
        add_events(work, 1)
        work.choices.put(given("location"))
        work.set_meta("origin", "lost")
    with store.read() as work:
        assert list(work.events.read()) == []
        assert list(work.choices.all()) == []
        assert work.meta("origin") is None


def test_an_exception_undoes_the_whole_unit(store: Store) -> None:
    def fail_half_way() -> None:
        with store.write() as work:
            work.add_person(PERSON)
            raise LookupError

    with pytest.raises(LookupError):
        fail_half_way()
    with store.read() as work:
        assert list(work.people()) == []
    with store.write() as work:
        work.add_person(PERSON)
        work.commit()
    with store.read() as work:
        assert list(work.people()) == [PERSON]


def test_a_unit_of_work_reads_its_own_writes(store: Store) -> None:
    with store.write() as work:
        work.choices.put(refused("location"))
        assert work.choices.get(choice_key("location")) == refused("location")
        work.choices.put(given("location"))
        assert work.choices.get(choice_key("location")) == given("location")
        assert list(work.choices.all()) == [given("location")]
        work.set_meta("origin", "a")
        work.set_meta("origin", "b")
        assert work.meta("origin") == "b"


def test_a_reader_keeps_its_snapshot_while_a_writer_commits(store: Store) -> None:
    with store.read() as reader:
        with store.write() as writer:
            writer.set_meta("origin", "new")
            writer.commit()
        assert reader.meta("origin") is None
    with store.read() as reader:
        assert reader.meta("origin") == "new"


def test_a_second_writer_is_told_that_the_store_is_busy(store: Store) -> None:
    with store.write(), pytest.raises(StoreBusyError), store.write():
        pass
    with store.write() as work:
        work.set_meta("origin", "free again")
        work.commit()


def test_a_unit_for_reading_cannot_write(store: Store) -> None:
    with store.read() as work:
        with pytest.raises(RuntimeError):
            work.set_meta("origin", "x")
        with pytest.raises(RuntimeError):
            work.choices.clear()
        with pytest.raises(RuntimeError):
            work.events.append(event(0), index(0))


@pytest.mark.parametrize("seq", [0, 1, 3, 7, -1])
def test_the_log_has_no_gaps_and_nothing_is_written_twice(store: Store, seq: int) -> None:
    with store.write() as work:
        add_events(work, 2)
        with pytest.raises(ValueError, match=r"^"):
            work.events.append(event(seq), index(seq))
        add_events(work, 1, start=2)
        assert list(work.events.read()) == [event(0), event(1), event(2)]


def test_the_log_is_read_in_part_and_in_order(store: Store) -> None:
    with store.write() as work:
        add_events(work, 6)
        work.commit()
    with store.read() as work:
        assert [entry.seq for entry in work.events.read(2, 5)] == [2, 3, 4]
        assert [entry.seq for entry in work.events.read(4)] == [4, 5]
        assert [entry.seq for entry in work.events.read(0, 0)] == []
        assert [entry.seq for entry in work.events.read(6)] == []
        assert list(work.events.leaf_hashes()) == [event(seq).leaf_hash for seq in range(6)]
        assert work.events.latest_at() == index(5).at


@pytest.mark.parametrize("size", [0, 1, 2, 7, 8, 200])
def test_an_edge_comes_back_as_it_was(store: Store, size: int) -> None:
    with store.write() as work:
        work.events.set_edge(edge(3))
        work.events.set_edge(edge(size))
        work.commit()
    with store.read() as work:
        assert work.events.edge() == edge(size)


def test_the_latest_checkpoint_is_the_one_added_last(store: Store) -> None:
    with store.write() as work:
        work.events.add_checkpoint(checkpoint(3, "first"))
        work.events.add_checkpoint(checkpoint(3, "by the new key"))
        assert work.events.latest_checkpoint() == checkpoint(3, "by the new key")


def test_a_retired_key_keeps_its_public_part_and_its_time_and_no_private_part(
    store: Store,
) -> None:
    old, document = signing_key(KeyKind.RECORD), signing_key(KeyKind.DOCUMENT, 5)
    new = replace(signing_key(KeyKind.RECORD, 3), statement=b"the old one signs the new one")
    with store.write() as work:
        work.add_key(old)
        work.add_key(document)
        work.retire_key(old.public, until=START)
        work.add_key(new)
        work.commit()
    with store.read() as work:
        retired, present = work.keys(KeyKind.RECORD)
        assert retired == replace(old, private=b"", valid_until=START)
        assert present == new
        assert list(work.keys(KeyKind.DOCUMENT)) == [document]


def test_an_erased_vehicle_is_gone_and_where_its_records_went_is_forgotten(store: Store) -> None:
    with store.write() as work:
        work.add_person(PERSON)
        work.add_notice(notice(), PACK)
        work.add_vehicle(VEHICLE)
        work.add_vehicle(replace(VEHICLE, id=VehicleId("vehicle-2")))
        add_events(work, 2)
        work.add_export(export("record-1", seq=0))
        other = replace(export("record-2", seq=1), vehicle=VehicleId("vehicle-2"))
        work.add_export(other)
        work.commit()
    with store.write() as work:
        work.erase_vehicle(VEHICLE.id)
        work.erase_vehicle(VehicleId("never-there"))
        work.commit()
    with store.read() as work:
        assert [vehicle.id for vehicle in work.vehicles()] == ["vehicle-2"]
        assert list(work.exports()) == [
            other,
            replace(export("record-1", seq=0), folder="", name=""),
        ]
        assert list(work.people()) == [PERSON]
    assert store.scrub()


def test_logs_of_other_computers_are_kept_apart_and_without_gaps(store: Store) -> None:
    key = MergedKey(public=b"p" * 32, valid_from=START, statement=b"signed")
    with store.write() as work:
        for seq in range(3):
            work.merged.append("b", event(seq))
        work.merged.append("a", event(0))
        for _time in range(2):
            work.merged.add_checkpoint("b", checkpoint(3))
            work.merged.add_key("b", key)
            work.merged.add_accepted_key("b", accepted_key())
        work.commit()
    with store.read() as work:
        assert list(work.merged.origins()) == ["a", "b"]
        assert [work.merged.size(name) for name in ("a", "b", "c")] == [1, 3, 0]
        assert list(work.merged.read("b", 2)) == [event(0), event(1)]
        assert list(work.merged.checkpoints("b")) == [checkpoint(3)]
        assert list(work.merged.keys("b")) == [key]
        assert list(work.merged.accepted_keys("b")) == [accepted_key()]
        assert list(work.merged.keys("a")) == []
        assert list(work.merged.accepted_keys("a")) == []
        assert list(work.events.read()) == []
        assert list(work.accepted_keys()) == []


def test_nothing_of_another_log_or_imported_is_written_twice(store: Store) -> None:
    with store.write() as work:
        add_events(work, 1)
        work.merged.append("there", event(0))
        work.imported.add(imported())
        work.commit()
    for seq in (0, 2):
        with store.write() as work, pytest.raises(ValueError, match=r"^"):
            work.merged.append("there", event(seq))
    with store.write() as work, pytest.raises(ValueError, match=r"^"):
        work.imported.add(imported())


@pytest.mark.parametrize("gone", ["vehicle", "person", "of_vehicle", "of_person"])
def test_erasing_empties_an_imported_record_of_the_person_or_the_car(
    store: Store, gone: str
) -> None:
    entry, other = imported(seq=0), replace(imported(seq=1, mark="other"), file=b"")
    other = replace(
        other,
        person=PersonId("p2"),
        vehicle=VehicleId("v2"),
        of_person="p3",
        of_vehicle="v3",
    )
    with store.write() as work:
        add_events(work, 2)
        work.imported.add(entry)
        work.imported.add(other)
        work.commit()
    with store.write() as work:
        if gone.endswith("vehicle"):
            work.erase_vehicle(VehicleId(getattr(entry, gone)))
        else:
            work.erase_person(PersonId(getattr(entry, gone)))
        work.commit()
    with store.read() as work:
        assert list(work.imported.all()) == [other, replace(entry, receipt=b"", file=b"")]
        assert work.imported.get(other.sha256) == other
        assert work.imported.get(digest("nothing")) is None


def test_a_person_is_erased_only_after_their_vehicles(store: Store) -> None:
    with store.write() as work:
        work.add_person(PERSON)
        work.add_notice(notice(), PACK)
        work.add_vehicle(VEHICLE)
        work.commit()
    with pytest.raises(ValueError, match=r".*"), store.write() as work:  # noqa: PT012 - one act
        work.erase_person(PERSON.id)
        work.commit()
    with store.write() as work:
        work.erase_vehicle(VEHICLE.id)
        work.erase_person(PERSON.id)
        work.commit()
    with store.read() as work:
        assert (list(work.people()), list(work.vehicles())) == ([], [])


def test_choices_come_in_the_order_of_their_keys(store: Store) -> None:
    practices = ["zoo", "Aa", "ä", "a", "b-2", "b-10"]
    with store.write() as work:
        for practice in practices:
            work.choices.put(given(practice))
        work.choices.put(given("a", vehicle="another"))
        found = [(choice.key.vehicle, choice.key.practice) for choice in work.choices.all()]
    assert found == [("another", "a"), *((VEHICLE.id, practice) for practice in sorted(practices))]


def test_choices_of_one_car_leave_out_those_of_another(store: Store) -> None:
    with store.write() as work:
        work.choices.put(given("location"))
        work.choices.put(given("location", vehicle="another"))
        assert list(work.choices.all(VehicleId("another"))) == [
            given("location", vehicle="another")
        ]
        assert list(work.choices.all(VehicleId("none"))) == []


def test_a_cleared_projection_is_empty_and_can_be_filled_again(store: Store) -> None:
    with store.write() as work:
        work.choices.put(given("location"))
        work.choices.put(refused("cabin-camera"))
        work.choices.clear()
        assert list(work.choices.all()) == []
        work.choices.put(refused("location"))
        work.commit()
    with store.read() as work:
        assert list(work.choices.all()) == [refused("location")]


def test_people_and_cars_stay_in_their_order_when_one_is_changed(store: Store) -> None:
    second = replace(PERSON, id=PersonId("person-0"), name="Second")
    renamed = replace(PERSON, name="Renamed")
    other_car = replace(VEHICLE, id=VehicleId("vehicle-0"), vin="", plate="")
    repainted = replace(VEHICLE, name="The red one")
    with store.write() as work:
        work.add_notice(notice(), PACK)
        for person in (PERSON, second, renamed):
            work.add_person(person)
        for vehicle in (VEHICLE, other_car, repainted):
            work.add_vehicle(vehicle)
        work.commit()
    with store.read() as work:
        assert list(work.people()) == [renamed, second]
        assert list(work.vehicles()) == [repainted, other_car]


def test_a_car_may_be_kept_before_its_owner_in_one_unit(store: Store) -> None:
    with store.write() as work:
        work.add_vehicle(VEHICLE)
        work.add_person(PERSON)
        work.add_notice(notice(), PACK)
        work.commit()
    with store.read() as work:
        assert list(work.vehicles()) == [VEHICLE]


def test_a_car_without_its_notice_is_not_committed(store: Store) -> None:
    with store.write() as work:
        work.add_person(PERSON)
        work.add_vehicle(replace(VEHICLE, notice=NoticeHash("unknown")))
        with pytest.raises(ValueError, match=r"^"):
            work.commit()
    with store.read() as work:
        assert list(work.people()) == []


def test_an_export_without_its_entry_is_not_committed(store: Store) -> None:
    with store.write() as work:
        add_events(work, 1)
        work.add_export(export("record-1", seq=1))
        with pytest.raises(ValueError, match=r"^"):
            work.commit()
    with store.read() as work:
        assert list(work.exports()) == []


def test_keeping_a_notice_or_a_shown_text_twice_is_no_error(store: Store) -> None:
    for _time in range(2):
        with store.write() as work:
            work.add_notice(notice(), PACK)
            work.add_shown_text(digest("shown"), b"shown")
            work.commit()
    with store.read() as work:
        assert work.notice_pack(NOTICE_HASH) == PACK
        assert work.shown_text(digest("shown")) == b"shown"
        assert work.shown_text(Sha256Hex("unknown")) is None


def test_arrivals_come_oldest_first_and_the_first_of_each_way_stays(store: Store) -> None:
    with store.write() as work:
        work.add_notice(notice(), PACK)
        work.add_arrival(arrival(Arrival.IMPORTED))
        work.add_arrival(arrival(Arrival.SHIPPED, days=1))
        work.add_arrival(arrival(Arrival.IMPORTED, days=2))
        work.commit()
    with store.read() as work:
        assert list(work.arrivals()) == [
            arrival(Arrival.IMPORTED),
            arrival(Arrival.SHIPPED, days=1),
        ]


def test_an_arrival_without_its_notice_is_not_committed(store: Store) -> None:
    with store.write() as work:
        work.add_arrival(arrival())
        with pytest.raises(ValueError, match=r"^"):
            work.commit()
    with store.read() as work:
        assert list(work.arrivals()) == []


def test_a_key_is_accepted_once_for_each_notice_and_the_first_time_stays(store: Store) -> None:
    kept = [accepted_key(), accepted_key(pack="another"), accepted_key("did:key:z6MkOther")]
    with store.write() as work:
        for key in kept:
            work.add_accepted_key(key)
        work.add_accepted_key(accepted_key(issuer="Somebody else"))
        work.commit()
    with store.read() as work:
        assert list(work.accepted_keys()) == kept


def test_a_forgotten_key_is_gone_for_every_notice_and_the_others_stay(store: Store) -> None:
    other = accepted_key("did:key:z6MkOther")
    with store.write() as work:
        for key in (accepted_key(), other, accepted_key(pack="another")):
            work.add_accepted_key(key)
        work.commit()
    with store.write() as work:
        work.forget_accepted_key(accepted_key().did)
        work.forget_accepted_key("did:key:z6MkUnknown")
        work.commit()
    with store.read() as work:
        assert list(work.accepted_keys()) == [other]


def test_exports_come_newest_first_and_once_each(store: Store) -> None:
    with store.write() as work:
        add_events(work, 3)
        for seq, record in enumerate(["b", "c", "a"]):
            work.add_export(export(record, seq=seq))
        with pytest.raises(ValueError, match=r"^"):
            work.add_export(export("b", seq=2))
        work.commit()
    with store.read() as work:
        assert [entry.record for entry in work.exports()] == ["a", "c", "b"]


def test_an_export_without_formats_or_practices_comes_back_so(store: Store) -> None:
    bare = replace(export("record-1"), formats=(), practices=())
    with store.write() as work:
        add_events(work, 1)
        work.add_export(bare)
        assert list(work.exports()) == [bare]


def test_the_key_in_use_is_the_last_of_its_kind(store: Store) -> None:
    with store.write() as work:
        for mark in (5, 3):
            work.add_key(signing_key(KeyKind.RECORD, mark))
        work.add_key(signing_key(KeyKind.DOCUMENT, 9))
        work.commit()
    with store.read() as work:
        assert list(work.keys(KeyKind.RECORD)) == [
            signing_key(KeyKind.RECORD, 5),
            signing_key(KeyKind.RECORD, 3),
        ]


def test_texts_of_all_scripts_and_quotes_come_back_as_they_were(store: Store) -> None:
    names = ["", "O'Brien; DROP TABLE events; --", "王小明", "عائشة", "\N{GRINNING FACE}", '"%s"']
    people = [
        replace(PERSON, id=PersonId(f"person-{number}"), name=name)
        for number, name in enumerate(names)
    ]
    with store.write() as work:
        for person in people:
            work.add_person(person)
        work.commit()
    with store.read() as work:
        assert list(work.people()) == people


def _various(store: Store) -> None:
    """Leave six entries: of two cars, of none, of two kinds, and one of an earlier time."""
    other, kinds = VehicleId("another-car"), (EventKind.CONSENT_GIVEN, EventKind.CONSENT_REFUSED)
    columns = [
        index(0),
        replace(index(1), practice=None, kind=EventKind.NOTICE_INSTALLED),
        replace(index(2), vehicle=other),
        replace(index(3), person=None, vehicle=None, practice=None, kind=EventKind.KEY_ROTATED),
        replace(index(4, "location"), kind=kinds[1], at=START - timedelta(days=1)),
        replace(index(5), person=PersonId("somebody-else"), kind=kinds[1]),
    ]
    with store.write() as work:
        for seq, item in enumerate(columns):
            work.events.append(event(seq), item)
        work.commit()


CAR = VEHICLE.id
FOUND: tuple[tuple[EventQuery, list[int]], ...] = (
    (EventQuery(), [0, 1, 2, 3, 4, 5]),
    (EventQuery(start=2, stop=4), [2, 3]),
    (EventQuery(stop=0), []),
    (EventQuery(vehicle=CAR), [0, 1, 4, 5]),
    (EventQuery(vehicle=CAR, or_without_vehicle=True), [0, 1, 3, 4, 5]),
    (EventQuery(vehicle=CAR, without_practice=True), [1]),
    (EventQuery(without_vehicle=True), [3]),
    (
        EventQuery(
            without_vehicle=True, without_practice=True, kinds=frozenset({EventKind.KEY_ROTATED})
        ),
        [3],
    ),
    (EventQuery(vehicle=CAR, practice=PracticeId("location")), [4]),
    (EventQuery(vehicle=CAR, person=PERSON.id), [0, 1, 4]),
    (EventQuery(kinds=frozenset({EventKind.CONSENT_REFUSED})), [4, 5]),
    (EventQuery(kinds=frozenset()), []),
    (EventQuery(vehicle=CAR, kinds=frozenset({EventKind.CONSENT_GIVEN}), stop=5), [0]),
)


@pytest.mark.parametrize(("query", "numbers"), FOUND)
def test_entries_are_found_by_their_columns(
    store: Store, query: EventQuery, numbers: list[int]
) -> None:
    _various(store)
    with store.read() as work:
        found = work.events.find(query)
        assert list(found) == [event(seq) for seq in numbers]
        assert work.events.count(query) == len(numbers)
        assert work.events.last_of(query) == (numbers[-1] if numbers else None)
        for newest in (1, 2, 9):
            assert list(work.events.find(query, newest=newest)) == list(found)[-newest:]


def test_the_log_names_whose_choices_on_what_it_speaks_of(store: Store) -> None:
    _various(store)
    with store.read() as work:
        keys = {(key.person, key.vehicle, key.practice) for key in work.events.choice_keys()}
    assert keys == {
        (PERSON.id, VEHICLE.id, "cabin-camera"),
        (PERSON.id, "another-car", "cabin-camera"),
        (PERSON.id, VEHICLE.id, "location"),
        ("somebody-else", VEHICLE.id, "cabin-camera"),
    }


@pytest.mark.parametrize(
    ("start", "practices"),
    [(1, ["cabin-camera", "cabin-camera", "location"]), (4, ["cabin-camera", "location"]), (6, [])],
)
def test_the_log_names_what_its_newer_entries_speak_of(
    store: Store, start: int, practices: list[str]
) -> None:
    _various(store)
    with store.read() as work:
        assert sorted(key.practice for key in work.events.choice_keys(start)) == practices


def test_entries_are_found_by_their_time_also_where_it_runs_backwards(store: Store) -> None:
    _various(store)
    with store.read() as work:
        log = work.events
        assert log.first_after(START - timedelta(days=2)) == 0
        assert log.first_after(START) == 1
        assert log.first_after(START + timedelta(seconds=4)) == 5
        assert log.first_after(START + timedelta(seconds=5)) is None
        end = START + timedelta(seconds=3)
        assert [stored.seq for stored in log.from_until(1, end)] == [1, 2, 4]
        assert [stored.seq for stored in log.from_until(3, end)] == [4]
        assert list(log.from_until(5, end)) == []
