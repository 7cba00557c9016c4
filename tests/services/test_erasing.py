"""Erasing a person or a car: no byte of the name is left, and the history is whole."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ownerapp.domain.errors import (
    CarMissingError,
    DiskFullError,
    HistoryBrokenError,
    PersonMissingError,
)
from ownerapp.domain.event import Method
from ownerapp.domain.log import LogState
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Verdict
from ownerapp.services.choices import ChoiceService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.log_check import full_check
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.notice_trust import TrustReader
from ownerapp.services.notice_updates import NoticeUpdates
from ownerapp.services.opening import STORE_KEY_SECRET, OpenedStore
from ownerapp.services.projection import kept, rebuilt, repair
from ownerapp.services.record_counts import RecordCounts
from ownerapp.services.records import RecordService
from ownerapp.services.scrubbing import is_pending
from ownerapp.services.vehicles import Vehicles, checked_details
from ownerapp.services.verification import VerificationService
from tests.support.bare_store import bare_connection
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    NAME,
    OWNER,
    PLATE,
    VIN,
    Place,
    add_car,
    commit,
    events_of,
    kinds_of,
    no,
    shipped,
    yes,
)
from tests.support.plain_pages import found_in, plain_pages

OTHER_NAME, OTHER_OWNER = "Grey Heron", "Ana Sousa"
TEXTS = [NAME, OWNER, PLATE, VIN]


def key_of(place: Place) -> bytes:
    return bytes.fromhex(place.vault.secrets[STORE_KEY_SECRET])


def scan(place: Place, *texts: str) -> set[tuple[str, str]]:
    return found_in(place.data_dir, key_of(place), [*(texts or TEXTS)])


def files_with(place: Place, *texts: str) -> set[str]:
    return {name for name, _text in scan(place, *texts)}


def check(opened: OpenedStore) -> LogState:
    return full_check(opened.store, opened.ledger, opened.around).state


def erase_person(opened: OpenedStore, person: str = OWNER) -> bool:
    service = ErasureService(opened)
    return service.erase(service.plan_person(person)).is_clean


def export(place: Place, car: Vehicle, folder: Path) -> Path:
    desk = place.desk()
    try:
        result = desk.records.export(
            car, folder=str(folder), language=ENGLISH, interface_language="en", formats=("json",)
        )
    finally:
        desk.close()
    return Path(result.paths[0])


@pytest.fixture
def lived_in(place: Place, opened: OpenedStore, car: Vehicle, notice: Notice) -> OpenedStore:
    """Return a store that was used for a while: other people, many rows, a copy beside it."""
    details = checked_details(name=OTHER_NAME, owner=OTHER_OWNER, plate="B-XY 99")
    other = Vehicles(opened).add(details, shipped())
    for _round in range(3):
        for each in (car, other):
            commit(opened, each, yes(notice, CABIN, Term.DAYS_7), no(DRIVING))
            commit(opened, each, no(CABIN), yes(notice, DRIVING, Term.MONTHS_3))
    # As a migration leaves it.
    backups = place.data_dir / "backups"
    backups.mkdir(mode=0o700)
    place.close()
    copy = backups / "store-0001-1.db"
    copy.write_bytes(place.store_path.read_bytes())
    opened = place.open()
    # The names are written once more, so that they stand in the log, too.
    person = next(item for item in Vehicles(opened).people() if item.id == car.person)
    for name in ("", NAME):
        with opened.store.write() as work:
            work.add_vehicle(replace(car, name=name or "Other"))
            work.add_person(replace(person, name=name and person.name))
            work.commit()
    return opened


class TestNothingIsLeft:
    def test_the_scan_finds_every_text_in_the_store_its_log_and_the_copy_beside_it(
        self, place: Place, lived_in: OpenedStore
    ) -> None:
        names = {"store.db", "store.db-wal", "store-0001-1.db"}
        assert {text for _name, text in scan(place)} == set(TEXTS)
        assert files_with(place) == names
        assert files_with(place, NAME) == names

    def test_no_text_is_found_anywhere_after_erasing_also_while_the_store_is_open(
        self, place: Place, lived_in: OpenedStore
    ) -> None:
        assert erase_person(lived_in)
        assert scan(place) == set()
        place.close()
        assert scan(place) == set()
        # Somebody else's name is where it was.
        assert scan(place, OTHER_NAME, OTHER_OWNER) == {
            ("store.db", OTHER_NAME),
            ("store.db", OTHER_OWNER),
        }

    def test_deleting_the_rows_alone_would_leave_them(
        self, place: Place, lived_in: OpenedStore, car: Vehicle
    ) -> None:
        with lived_in.store.write() as work:
            work.erase_vehicle(car.id)
            work.commit()
        assert files_with(place, PLATE) == {"store.db", "store.db-wal", "store-0001-1.db"}

    def test_the_copies_are_overwritten_before_they_are_removed(
        self, place: Place, lived_in: OpenedStore
    ) -> None:
        copy = place.data_dir / "backups" / "store-0001-1.db"
        with copy.open("rb") as held:
            before = held.read()
            erase_person(lived_in)
            held.seek(0)
            assert held.read() == bytes(len(before))
        assert not copy.exists()

    def test_a_second_name_of_the_store_itself_is_taken_away_and_never_overwritten(
        self, place: Place, lived_in: OpenedStore
    ) -> None:
        os.link(place.store_path, place.data_dir / "store.db.received")
        erase_person(lived_in)
        assert not (place.data_dir / "store.db.received").exists()
        assert check(lived_in) is LogState.INTACT

    def test_where_records_went_is_forgotten_too(
        self, place: Place, lived_in: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        folder = tmp_path / "Documents of Lin Yue"
        record = export(place, car, folder)
        assert files_with(place, "Documents of Lin Yue")
        plan = ErasureService(lived_in).plan_person(OWNER)
        assert plan.exported == (str(record),)
        erase_person(lived_in)
        assert scan(place, "Documents of Lin Yue") == set()
        # The file is the person's own.
        assert record.exists()
        assert (
            VerificationService(lived_in.around, lived_in).verify_file(str(record)).verdict
            is Verdict.VALID
        )

    def test_what_is_left_is_its_owners_alone(self, place: Place, lived_in: OpenedStore) -> None:
        erase_person(lived_in)
        assert stat.S_IMODE(place.store_path.stat().st_mode) == 0o600


class TestTheHistory:
    def test_it_is_intact_with_every_entry_of_before(
        self, place: Place, lived_in: OpenedStore
    ) -> None:
        before = events_of(lived_in)
        erase_person(lived_in)
        assert events_of(lived_in)[:-1] == before
        assert check(lived_in) is LogState.INTACT
        place.close()
        opened = place.open()
        assert opened.log_report.state is check(opened) is LogState.INTACT

    def test_one_entry_says_that_it_happened_and_names_nobody(
        self, lived_in: OpenedStore, car: Vehicle
    ) -> None:
        erase_person(lived_in)
        entry = events_of(lived_in)[-1]
        assert entry.kind.value == "person.erased"
        assert (entry.person, entry.vehicle) == (car.person, None)
        assert entry.detail == {"vehicles": [car.id]}

    def test_the_list_of_choices_still_fits_the_history(self, lived_in: OpenedStore) -> None:
        erase_person(lived_in)
        assert kept(lived_in) == rebuilt(lived_in)
        assert not repair(lived_in)

    def test_life_goes_on_for_the_others(
        self, place: Place, lived_in: OpenedStore, notice: Notice
    ) -> None:
        erase_person(lived_in)
        (other,) = Vehicles(lived_in).all()
        assert [item.name for item in Vehicles(lived_in).people()] == [OTHER_OWNER]
        commit(lived_in, other, no(DRIVING))
        assert ChoiceService(lived_in).view(other).choices
        # Ends that pass later are written down for ids that name nobody.
        place.close()
        place.clock.move(days=400)
        assert check(place.open()) is LogState.INTACT

    def test_nothing_is_erased_from_a_broken_history(
        self, place: Place, lived_in: OpenedStore
    ) -> None:
        lived_in.ledger.broken = LogState.CUT
        with pytest.raises(HistoryBrokenError):
            erase_person(lived_in)
        assert len(Vehicles(lived_in).all()) == 2


class TestACarAlone:
    def test_its_owner_stays_and_everything_of_the_car_goes(
        self, place: Place, lived_in: OpenedStore, car: Vehicle
    ) -> None:
        service = ErasureService(lived_in)
        plan = service.plan_car(car.id)
        assert (plan.person, plan.vehicles) == (None, (car,))
        assert service.erase(plan).is_clean
        assert scan(place, NAME, OWNER) == {("store.db", OWNER)}
        entry = events_of(lived_in)[-1]
        assert (entry.kind.value, entry.vehicle) == ("person.erased", car.id)
        assert [item.name for item in Vehicles(lived_in).all()] == [OTHER_NAME]

    def test_its_records_are_no_longer_listed(
        self, place: Place, lived_in: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        export(place, car, tmp_path)
        records = RecordService(lived_in, ChoiceService(lived_in))
        assert len(records.exports()) == 1
        service = ErasureService(lived_in)
        service.erase(service.plan_car(car.id))
        assert records.exports() == ()
        assert RecordCounts(lived_in, NoticeShelf(lived_in.around.packs)).of_all()

    def test_a_car_that_was_erased_elsewhere_takes_nothing_any_more(
        self, place: Place, lived_in: OpenedStore, car: Vehicle, notice: Notice
    ) -> None:
        window = place.open()
        service = ErasureService(lived_in)
        service.erase(service.plan_car(car.id))
        with pytest.raises(CarMissingError):
            commit(window, car, no(DRIVING))
        with pytest.raises(CarMissingError):
            NoticeUpdates(window, NoticeShelf(window.around.packs), TrustReader(window.around)).use(
                car, shipped("eu-reference-ev"), Method.CLI
            )
        assert scan(place, PLATE, VIN, NAME) == set()

    def test_erasing_the_same_twice_is_no_error_and_no_second_entry(
        self, lived_in: OpenedStore, car: Vehicle
    ) -> None:
        service = ErasureService(lived_in)
        plan = service.plan_car(car.id)
        service.erase(plan)
        service.erase(plan)
        assert kinds_of(lived_in).count("person.erased") == 1


class TestWhoIsMeant:
    def test_a_person_is_found_by_name_or_id(self, lived_in: OpenedStore, car: Vehicle) -> None:
        service = ErasureService(lived_in)
        assert service.plan_person(OWNER) == service.plan_person(car.person)

    @pytest.mark.parametrize("person", ["", "Nobody", OWNER.lower()])
    def test_nobody_else_is(self, lived_in: OpenedStore, person: str) -> None:
        with pytest.raises(PersonMissingError):
            ErasureService(lived_in).plan_person(person)

    def test_a_car_that_the_person_got_since_the_question_goes_too(
        self, lived_in: OpenedStore
    ) -> None:
        service = ErasureService(lived_in)
        plan = service.plan_person(OWNER)
        add_car(lived_in, name="Brand New")
        service.erase(plan)
        assert [item.name for item in Vehicles(lived_in).all()] == [OTHER_NAME]


class TestAnotherProgramHasItOpen:
    @pytest.fixture
    def reader(self, place: Place, lived_in: OpenedStore) -> Iterator[object]:
        """Hold an older state of the store open, as a program does in the middle of reading."""
        with bare_connection(place.store_path, key_of(place)) as connection:
            connection.execute("BEGIN")
            connection.execute("SELECT * FROM people").fetchall()
            yield connection

    def test_the_names_are_gone_from_view_and_it_says_that_remains_may_be_left(
        self, place: Place, lived_in: OpenedStore, reader: object
    ) -> None:
        assert not erase_person(lived_in)
        assert [item.name for item in Vehicles(lived_in).people()] == [OTHER_OWNER]
        with lived_in.store.read() as work:
            assert is_pending(work)

    def test_the_next_start_removes_them(
        self, place: Place, lived_in: OpenedStore, reader: object
    ) -> None:
        erase_person(lived_in)
        reader.execute("ROLLBACK")  # type: ignore[attr-defined] # the driver has no types
        assert files_with(place, PLATE)
        again = place.open()
        assert scan(place) == set()
        with again.store.read() as work:
            assert not is_pending(work)

    def test_so_it_is_after_a_stop_or_a_full_disk_in_between(
        self, place: Place, lived_in: OpenedStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_engine: object) -> bool:
            raise DiskFullError

        with monkeypatch.context() as patch:
            patch.setattr("ownerapp.storage.store_file.write_anew", full)
            assert not erase_person(lived_in)
        assert files_with(place, PLATE)
        place.close()
        place.open()
        assert scan(place) == set()


def test_another_key_reads_no_page(place: Place, opened: OpenedStore, car: Vehicle) -> None:
    place.close()
    with pytest.raises(AssertionError):
        list(plain_pages(place.store_path, bytes(32)))
