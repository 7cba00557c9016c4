"""Two computers merge: nothing is lost or invented, and no merge turns anything on by itself."""

# ruff: noqa: PLR0917 - fixtures come by their names

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.choice import Choice, Joined, Status
from ownerapp.domain.errors import MergeBrokenError, MergeForkedError, RecoveryCodeWrongError
from ownerapp.domain.ids import VehicleId
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import LogState
from ownerapp.domain.notice import Notice
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Verdict
from ownerapp.services import restoring
from ownerapp.services.backup import BackupService
from ownerapp.services.choices import ChoiceService
from ownerapp.services.correcting import Correcting
from ownerapp.services.erasure import ErasureService
from ownerapp.services.history import HistoryService
from ownerapp.services.keys import KeyService
from ownerapp.services.log_check import full_check
from ownerapp.services.merging import Merged, MergeService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.projection import kept, rebuild, rebuilt
from ownerapp.services.vehicles import Vehicles, checked_details
from ownerapp.services.verification import VerificationService
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.recovery import CodeRecovery
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    OWNER,
    Place,
    add_car,
    commit,
    events_of,
    kinds_of,
    no,
    yes,
)

CORRECTED = checked_details(
    name="Little Red", owner="Chen Mei", plate="B-AB 12", vin="LSVAA2181E2100001"
)
RECOVERY = CodeRecovery(Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1))


class Computer(Place):
    """A computer whose recovery kits cost little, with a store that is open."""

    def start(self) -> OpenedStore:
        return self.open(None, recovery=RECOVERY)


MakeComputer = Callable[[str], Computer]


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[MakeComputer]:
    """Return what makes computers by name."""
    made: list[Computer] = []

    def make(name: str) -> Computer:
        made.append(Computer(data_dir=tmp_path / name))
        return made[-1]

    yield make
    for item in made:
        item.close()


def back_up(opened: OpenedStore, folder: Path) -> tuple[str, str]:
    """Make a backup with a kit of its own and return its path and code."""
    shown: list[RecoveryKit] = []
    path = str(folder / f"backup-{opened.info.store_id}")
    BackupService(opened).back_up(path, show=shown.append, new_kit=True)
    return path, shown[0].code


def merge(into: OpenedStore, other: OpenedStore, folder: Path) -> Merged:
    return MergeService(into).merge(*back_up(other, folder))


def twin(computer: MakeComputer, name: str, opened: OpenedStore, folder: Path) -> OpenedStore:
    """Return another computer on which a backup of this one was restored."""
    place = computer(name)
    path, code = back_up(opened, folder)
    restoring.restore(place.around(recovery=RECOVERY), path, code)
    return place.start()


def export(place: Place, car: Vehicle, folder: Path) -> bytes:
    """Export a record as JSON and return its bytes."""
    desk = place.desk()
    try:
        result = desk.records.export(
            car, folder=str(folder), language=ENGLISH, interface_language="en", formats=("json",)
        )
    finally:
        desk.close()
    return Path(result.paths[0]).read_bytes()


def choice(opened: OpenedStore, car: Vehicle, practice: Any) -> Choice:
    found = ChoiceService(opened).view(car).of(practice)
    assert found is not None
    assert found.choice is not None
    return found.choice


def is_whole(opened: OpenedStore) -> None:
    """Check that the own log is intact and that the projection follows from the logs."""
    assert full_check(opened.store, opened.ledger, opened.around).state is LogState.INTACT
    before = kept(opened)
    assert rebuilt(opened) == before
    rebuild(opened)
    assert kept(opened) == before


@pytest.fixture
def first(computer: MakeComputer) -> OpenedStore:
    return computer("first").start()


@pytest.fixture
def car(first: OpenedStore) -> Vehicle:
    return add_car(first)


class TestTwoStrangers:
    def test_the_other_log_is_kept_whole_and_bound_by_one_own_entry(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = computer("second").start()
        other_car = add_car(second, name="Van", owner="Chen Mei")
        commit(second, other_car, no(CABIN))
        KeyService(second).rotate()
        before = events_of(first)
        with second.store.read() as work:
            bodies = list(work.events.read())
            heads = work.events.checkpoints()
            keys = [key.public for key in work.keys(KeyKind.RECORD)]
        merged = merge(first, second, tmp_path)
        origin = second.ledger.origin
        with first.store.read() as work:
            assert list(work.merged.read(origin)) == bodies
            assert work.merged.checkpoints(origin) == heads
            assert [key.public for key in work.merged.keys(origin)] == keys
            head = work.merged.checkpoints(origin)[-1]
        assert (merged.new, merged.size) == (len(bodies), len(bodies))
        assert merged.cars == (other_car,)
        told = events_of(first)
        own = [event for event in told if not event.origin]
        assert own[: len(before)] == before
        assert [event.kind.value for event in own[len(before) :]] == [
            "store.merged",
            "notice.installed",
        ]
        assert len(told) - len(own) == len(bodies)
        assert own[len(before)].detail == {
            "origin": origin,
            "size": len(bodies),
            "root": head.root.hex(),
            "backup": "2026-11-20T12:00:00.000Z",
        }
        assert {item.name for item in Vehicles(first).all()} == {car.name, "Van"}
        assert choice(first, other_car, CABIN).status is Status.REFUSED
        assert choice(first, other_car, CABIN).joined is Joined.ELSEWHERE
        is_whole(first)
        assert not list(first.around.store_file._path.parent.glob("*.received*"))  # type: ignore[attr-defined]

    def test_merging_the_same_again_says_nothing_new_and_writes_nothing(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = computer("second").start()
        add_car(second)
        path, code = back_up(second, tmp_path)
        MergeService(first).merge(path, code)
        before = kinds_of(first)
        assert MergeService(first).merge(path, code).new == 0
        assert kinds_of(first) == before

    def test_a_log_that_has_grown_is_extended(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = computer("second").start()
        other = add_car(second)
        older = back_up(second, tmp_path / "older")
        merge(first, second, tmp_path)
        commit(second, other, no(DRIVING))
        merged = merge(first, second, tmp_path)
        assert merged.new == 2
        assert choice(first, other, DRIVING).status is Status.REFUSED
        assert MergeService(first).merge(*older).new == 0
        is_whole(first)

    def test_the_code_of_another_kit_takes_nothing(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = computer("second").start()
        path, _code = back_up(second, tmp_path)
        _path, code = back_up(first, tmp_path)
        before = kinds_of(first)
        with pytest.raises(RecoveryCodeWrongError):
            MergeService(first).merge(path, code)
        assert kinds_of(first) == before


class TestOneHistoryOnTwoComputers:
    def test_common_entries_count_once_and_later_ones_join(
        self,
        first: OpenedStore,
        car: Vehicle,
        notice: Notice,
        computer: MakeComputer,
        tmp_path: Path,
    ) -> None:
        commit(first, car, no(DRIVING))
        second = twin(computer, "second", first, tmp_path)
        commit(second, car, yes(notice, CABIN, Term.MONTHS_3))
        common = len(kinds_of(first))
        merged = merge(first, second, tmp_path)
        assert merged.new == len(kinds_of(second)) - common
        assert merged.cars == ()
        held = choice(first, car, CABIN)
        assert (held.status, held.joined, held.origin) == (
            Status.GIVEN,
            Joined.ELSEWHERE,
            second.ledger.origin,
        )
        assert choice(first, car, DRIVING).joined is None
        told = HistoryService(first).entries(car)
        assert [event.kind.value for event in told if event.origin] == [
            "store.restored",
            "consent.given",
        ]
        is_whole(first)

    def test_the_backup_from_which_a_store_came_holds_nothing_new(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = twin(computer, "second", first, tmp_path)
        assert merge(second, first, tmp_path).new == 0

    def test_an_answer_given_in_knowledge_of_the_other_one_holds_however_soon_it_came(
        self,
        first: OpenedStore,
        car: Vehicle,
        notice: Notice,
        computer: MakeComputer,
        tmp_path: Path,
    ) -> None:
        commit(first, car, no(CABIN))
        second = twin(computer, "second", first, tmp_path)
        commit(second, car, yes(notice, CABIN, Term.MONTHS_3))
        merged = merge(first, second, tmp_path)
        assert [item.key.practice for item in merged.now_on] == [CABIN]
        assert choice(first, car, CABIN).status is Status.GIVEN
        commit(first, car, no(CABIN))
        merge(second, first, tmp_path)
        assert choice(second, car, CABIN).status is Status.WITHDRAWN
        is_whole(second)
        # And the whole way round once more changes nothing.
        merge(first, second, tmp_path)
        assert choice(first, car, CABIN).status is Status.WITHDRAWN
        is_whole(first)

    @pytest.mark.parametrize("hours", [0, 5, 24])
    def test_of_two_answers_within_a_day_the_more_careful_one_holds_on_both_sides(
        self,
        first: OpenedStore,
        car: Vehicle,
        notice: Notice,
        computer: MakeComputer,
        tmp_path: Path,
        hours: int,
    ) -> None:
        second = twin(computer, "second", first, tmp_path)
        commit(first, car, no(CABIN))
        clock: Any = second.around.clock
        clock.move(hours=hours)
        commit(second, car, yes(notice, CABIN, Term.MONTHS_3))
        for into, other in ((first, back_up(second, tmp_path)), (second, back_up(first, tmp_path))):
            assert MergeService(into).merge(*other).careful == 1
            held = choice(into, car, CABIN)
            assert (held.status, held.joined) == (Status.REFUSED, Joined.CAREFUL)
            is_whole(into)

    def test_of_two_answers_more_than_a_day_apart_the_later_one_holds_on_both_sides(
        self,
        first: OpenedStore,
        car: Vehicle,
        notice: Notice,
        computer: MakeComputer,
        tmp_path: Path,
    ) -> None:
        second = twin(computer, "second", first, tmp_path)
        commit(first, car, no(CABIN))
        clock: Any = second.around.clock
        clock.move(hours=25)
        commit(second, car, yes(notice, CABIN, Term.MONTHS_3))
        for into, other in ((first, back_up(second, tmp_path)), (second, back_up(first, tmp_path))):
            MergeService(into).merge(*other)
            assert choice(into, car, CABIN).status is Status.GIVEN

    def test_after_a_clock_was_set_back_the_more_careful_answer_holds(
        self,
        first: OpenedStore,
        car: Vehicle,
        notice: Notice,
        computer: MakeComputer,
        tmp_path: Path,
    ) -> None:
        second = twin(computer, "second", first, tmp_path)
        clock: Any = second.around.clock
        clock.move(days=10)
        commit(second, car, no(DRIVING))
        clock.move(days=-8)
        commit(second, car, yes(notice, CABIN, Term.MONTHS_3))
        commit(first, car, no(CABIN))
        assert "clock.stepped-back" in kinds_of(second)
        merge(first, second, tmp_path)
        held = choice(first, car, CABIN)
        assert (held.status, held.joined) == (Status.REFUSED, Joined.CAREFUL)

    def test_a_store_of_the_same_name_that_went_another_way_is_refused(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = computer("second").start()
        add_car(second)
        merge(first, second, tmp_path)
        third = computer("third").start()
        other = add_car(third)
        commit(third, other, no(CABIN))
        with third.store.write() as work:
            work.set_meta("origin", second.ledger.origin)
            work.commit()
        third.ledger.origin = second.ledger.origin
        commit(third, other, no(DRIVING))
        before = kinds_of(first)
        with pytest.raises((MergeForkedError, MergeBrokenError)):
            merge(first, third, tmp_path)
        assert kinds_of(first) == before


class TestWhoIsErased:
    def test_somebody_who_was_erased_here_does_not_come_back(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = twin(computer, "second", first, tmp_path)
        commit(second, car, no(CABIN))
        service = ErasureService(first)
        service.erase(service.plan_person(OWNER))
        merged = merge(first, second, tmp_path)
        assert merged.new == 3
        assert Vehicles(first).all() == ()
        assert Vehicles(first).people() == ()
        is_whole(first)


class TestNames:
    def test_what_is_written_here_stays_and_a_correction_is_not_undone(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = twin(computer, "second", first, tmp_path)
        commit(second, car, no(CABIN))
        Correcting(first).correct(car.id, CORRECTED)
        assert merge(first, second, tmp_path).cars == ()
        assert Correcting(first).look(car.id).details == CORRECTED
        # The other computer keeps what is written there: a correction is made on each.
        before = Correcting(second).look(car.id).details
        merge(second, first, tmp_path)
        assert Correcting(second).look(car.id).details == before
        for opened in (first, second):
            is_whole(opened)

    def test_a_car_that_was_not_here_comes_with_its_corrected_names(
        self, first: OpenedStore, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = computer("second").start()
        far = add_car(second)
        Correcting(second).correct(far.id, CORRECTED)
        merge(first, second, tmp_path)
        assert Correcting(first).look(far.id).details == CORRECTED

    def test_two_people_who_come_to_have_one_name_stay_two(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second = computer("second").start()
        far = add_car(second, owner=CORRECTED.owner)
        Correcting(first).correct(car.id, CORRECTED)
        merge(first, second, tmp_path)
        assert [item.name for item in Vehicles(first).people()] == [CORRECTED.owner] * 2
        assert Correcting(first).look(car.id).others == ()
        told_apart = replace(CORRECTED, owner="Chen Mei the elder")
        Correcting(first).correct(car.id, told_apart)
        assert Correcting(first).look(far.id).details.owner == CORRECTED.owner


class TestThreeComputers:
    def test_what_a_computer_merged_itself_comes_along_with_it(
        self, first: OpenedStore, car: Vehicle, computer: MakeComputer, tmp_path: Path
    ) -> None:
        second, third = computer("second").start(), computer("third").start()
        far = add_car(third, name="Far")
        commit(third, far, no(DRIVING))
        merge(second, third, tmp_path)
        commit(second, far, no(CABIN))
        merge(first, second, tmp_path)
        assert {item.id for item in Vehicles(first).all()} == {car.id, far.id}
        assert choice(first, far, DRIVING).status is Status.REFUSED
        assert choice(first, far, CABIN).origin == second.ledger.origin
        with first.store.read() as work:
            assert set(work.merged.origins()) == {second.ledger.origin, third.ledger.origin}
        assert merge(first, third, tmp_path).new == 0
        # Back to where it came from: what stands there already is not taken for another log.
        merge(third, first, tmp_path)
        with third.store.read() as work:
            assert third.ledger.origin not in work.merged.origins()
        assert VehicleId(car.id) in {item.id for item in Vehicles(third).all()}
        for item in (first, second, third):
            is_whole(item)


class TestRecordsAfterwards:
    def test_a_record_of_what_another_computer_decided_is_valid_and_says_when(
        self, notice: Notice, computer: MakeComputer, tmp_path: Path
    ) -> None:
        first_place = computer("first")
        first = first_place.start()
        car = add_car(first)
        second = twin(computer, "second", first, tmp_path)
        commit(first, car, yes(notice, DRIVING, Term.MONTHS_3))
        clock: Any = second.around.clock
        clock.move(hours=2)
        commit(second, car, no(DRIVING), yes(notice, CABIN, Term.DAYS_7))
        first_clock: Any = first.around.clock
        first_clock.move(days=3)
        merge(first, second, tmp_path)
        data = export(first_place, car, tmp_path / "out")
        report = VerificationService(first.around, first).verify_bytes(data)
        assert report.verdict is Verdict.VALID, report.checks
        record = json.loads(data)["credentialSubject"]["dpv:hasRecordOfActivity"][0]
        said = {item["dct:identifier"]: item for item in record["dpv:hasProcess"]}
        assert said[CABIN]["car:status"] == "given"
        assert said[DRIVING]["car:status"] == "refused"
        times = [item["dpv:isIndicatedAtTime"] for item in said[DRIVING]["dpv:hasConsentStatus"]]
        assert times[-1] == "2026-11-20T14:00:00Z"
        commit(first, car, no(CABIN))
        data = export(first_place, car, tmp_path / "out")
        assert VerificationService(first.around, first).verify_bytes(data).verdict is Verdict.VALID
