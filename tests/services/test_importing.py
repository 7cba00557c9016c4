"""A record that was made elsewhere joins as imported, and counts only when the person says so."""

# ruff: noqa: PLR0917 - fixtures come by their names

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import (
    CarNeededError,
    ImportedKeyUnknownError,
    ImportedKindError,
    ImportedNotValidError,
    ImportedOtherCarError,
    ImportedOwnError,
)
from ownerapp.domain.event import Method
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.log import LogState
from ownerapp.domain.notice import Notice
from ownerapp.domain.record import Disclosure
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Verdict
from ownerapp.services.choices import ChoiceService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.importing import Imported, ImportService, Standing
from ownerapp.services.log_check import full_check
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import kept, rebuilt
from ownerapp.services.verification import VerificationService
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    PLATE,
    Place,
    add_car,
    command,
    commit,
    events_of,
    kinds_of,
    no,
    yes,
)


class Elsewhere:
    """Another computer with a car of its own."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(data_dir=folder / "elsewhere")
        self.opened = self.place.open()
        self.car = add_car(self.opened, name="Van", owner="Chen Mei")
        self._folder = folder / "out"

    @property
    def fingerprint(self) -> str:
        return self.opened.known_keys()[-1].fingerprint

    def export(self, kind: str = "json", disclosure: Disclosure | None = None) -> Path:
        desk = self.place.desk()
        try:
            result = desk.records.export(
                self.car,
                folder=str(self._folder),
                language=ENGLISH,
                interface_language="en",
                formats=(kind,),
                disclosure=disclosure,
            )
        finally:
            desk.close()
        return Path(result.paths[0])


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    made = Elsewhere(tmp_path)
    yield made
    made.place.close()


@pytest.fixture
def service(opened: OpenedStore, car: Vehicle) -> ImportService:
    assert car.name
    return ImportService(opened)


Take = Callable[..., Imported]


@pytest.fixture
def take(service: ImportService, elsewhere: Elsewhere) -> Take:
    """Return what imports a file by the fingerprint of the other computer."""

    def do(path: Path, *, adopt: bool = False) -> Imported:
        records = service.read(str(path), accepted=[elsewhere.fingerprint])
        (imported,) = service.keep(records, adopt=adopt)
        return imported

    return do


def status(opened: OpenedStore, car: Vehicle, practice: PracticeId) -> Status:
    found = ChoiceService(opened).view(car).of(practice)
    assert found is not None
    return found.status


class TestJoining:
    @pytest.mark.parametrize("kind", ["json", "pdf", "bundle"])
    def test_a_record_joins_as_imported_with_origin_signer_and_its_exact_bytes(
        self, opened: OpenedStore, car: Vehicle, elsewhere: Elsewhere, take: Take, kind: str
    ) -> None:
        commit(elsewhere.opened, elsewhere.car, no(CABIN))
        path = elsewhere.export(kind)
        imported = take(path)
        event = events_of(opened)[-1]
        assert (event.kind.value, event.method, event.vehicle) == (
            "record.imported",
            Method.IMPORT,
            car.id,
        )
        record = imported.record
        assert event.detail == {
            "record": record.record,
            "sha256": record.sha256,
            "issuer": elsewhere.opened.known_keys()[-1].did,
            "origin": elsewhere.opened.ledger.origin,
            "index": len(kinds_of(elsewhere.opened)) - 1,
            "key": "given",
        }
        (entry,) = ImportService(opened).all(car)
        assert (entry.file or entry.receipt) == path.read_bytes()
        assert json.loads(entry.receipt)["issuer"] == entry.issuer
        assert status(opened, car, CABIN) is Status.UNDECIDED
        assert full_check(opened.store, opened.ledger, opened.around).state is LogState.INTACT

    def test_the_same_record_again_changes_nothing_also_from_another_file(
        self, opened: OpenedStore, take: Take, elsewhere: Elsewhere, tmp_path: Path
    ) -> None:
        path = elsewhere.export()
        take(path)
        before = kinds_of(opened)
        spaced = tmp_path / "spaced.json"
        spaced.write_text(json.dumps(json.loads(path.read_bytes()), indent=1), encoding="utf-8")
        for again in (path, spaced):
            assert not take(again).is_new
        assert kinds_of(opened) == before

    def test_a_key_that_nobody_gave_is_named_and_nothing_is_kept(
        self, opened: OpenedStore, service: ImportService, elsewhere: Elsewhere
    ) -> None:
        before = kinds_of(opened)
        with pytest.raises(ImportedKeyUnknownError) as caught:
            service.read(str(elsewhere.export()))
        assert caught.value.fingerprint == elsewhere.fingerprint
        assert kinds_of(opened) == before

    def test_a_changed_record_is_refused_whatever_key_is_given(
        self, service: ImportService, elsewhere: Elsewhere, tmp_path: Path
    ) -> None:
        path = tmp_path / "changed.json"
        data = elsewhere.export().read_bytes()
        path.write_bytes(data.replace(b"undecided", b"refused", 1))
        with pytest.raises(ImportedNotValidError):
            service.read(str(path), accepted=[elsewhere.fingerprint])

    def test_a_record_that_was_made_here_is_recognised(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        code, out, _err = command(
            place, "export", "--to", str(tmp_path / "own"), "--format", "json", "--json"
        )
        assert code == 0, out
        (path,) = (tmp_path / "own").iterdir()
        with pytest.raises(ImportedOwnError):
            ImportService(opened).read(str(path))

    def test_a_code_alone_is_no_record(
        self, service: ImportService, elsewhere: Elsewhere, tmp_path: Path
    ) -> None:
        path = tmp_path / "code.txt"
        path.write_text("VC1:NCFOXN%TS3DH3ZSUZK", encoding="utf-8")
        with pytest.raises((ImportedKindError, ImportedNotValidError)):
            service.read(str(path))

    def test_with_several_cars_the_person_says_which_one_it_is_about(
        self, opened: OpenedStore, car: Vehicle, service: ImportService, elsewhere: Elsewhere
    ) -> None:
        second = add_car(opened, name="Second")
        path, accepted = str(elsewhere.export()), [elsewhere.fingerprint]
        with pytest.raises(CarNeededError):
            service.read(path, accepted=accepted)
        (record,) = service.read(path, car=second.id, accepted=accepted)
        assert record.vehicle.id == second.id


class TestWhatCountsHere:
    def test_no_choice_counts_before_the_person_says_so(
        self,
        opened: OpenedStore,
        car: Vehicle,
        notice: Notice,
        elsewhere: Elsewhere,
        take: Take,
    ) -> None:
        commit(elsewhere.opened, elsewhere.car, yes(notice, CABIN, Term.MONTHS_3), no(DRIVING))
        imported = take(elsewhere.export())
        assert {item.practice for item in imported.record.offered()} == {CABIN, DRIVING}
        assert status(opened, car, CABIN) is status(opened, car, DRIVING) is Status.UNDECIDED
        again = take(elsewhere.export(), adopt=True)
        assert {item.practice for item in again.adopted} == {CABIN, DRIVING}
        assert status(opened, car, CABIN) is Status.GIVEN
        assert status(opened, car, DRIVING) is Status.REFUSED
        given = next(item for item in events_of(opened) if item.kind.value == "consent.given")
        assert given.method is Method.IMPORT
        assert given.detail["sha256"] == again.record.sha256
        assert kept(opened) == rebuilt(opened)

    def test_a_yes_never_lasts_longer_than_it_was_given_and_its_record_is_valid(
        self,
        place: Place,
        opened: OpenedStore,
        car: Vehicle,
        notice: Notice,
        elsewhere: Elsewhere,
        take: Take,
        tmp_path: Path,
    ) -> None:
        commit(elsewhere.opened, elsewhere.car, yes(notice, CABIN, Term.DAYS_7))
        path = elsewhere.export()
        place.clock.move(days=3)
        (item,) = take(path, adopt=True).adopted
        found = ChoiceService(opened).view(car).of(CABIN)
        assert found is not None
        assert found.choice is not None
        assert found.choice.ends_at == item.ends_at
        out = tmp_path / "mine"
        assert command(place, "export", "--to", str(out), "--format", "json")[0] == 0
        (own,) = out.iterdir()
        report = VerificationService(opened.around, opened).verify_file(str(own))
        assert report.verdict is Verdict.VALID, report.checks

    def test_a_yes_that_ran_out_is_not_offered(
        self, place: Place, notice: Notice, elsewhere: Elsewhere, take: Take
    ) -> None:
        commit(elsewhere.opened, elsewhere.car, yes(notice, CABIN, Term.DAYS_7))
        path = elsewhere.export()
        place.clock.move(days=8)
        imported = take(path, adopt=True)
        assert imported.adopted == ()
        assert [item.standing for item in imported.record.answers] == [Standing.ENDED]

    @pytest.mark.parametrize(
        ("hours", "expected"), [(2, Status.REFUSED), (30, Status.GIVEN), (-30, Status.REFUSED)]
    )
    def test_a_yes_takes_the_place_of_a_no_only_when_it_is_a_day_later(
        self,
        place: Place,
        opened: OpenedStore,
        car: Vehicle,
        notice: Notice,
        elsewhere: Elsewhere,
        take: Take,
        hours: int,
        expected: Status,
    ) -> None:
        commit(opened, car, no(CABIN))
        elsewhere.place.clock.move(hours=hours)
        commit(elsewhere.opened, elsewhere.car, yes(notice, CABIN, Term.MONTHS_3))
        place.clock.move(days=2)
        elsewhere.place.clock.set(place.clock.now())
        take(elsewhere.export(), adopt=True)
        assert status(opened, car, CABIN) is expected

    def test_a_yes_to_another_notice_is_not_offered_and_a_no_is(
        self, opened: OpenedStore, notice: Notice, elsewhere: Elsewhere, service: ImportService
    ) -> None:
        other = add_car(opened, pack="eu-reference-ev", name="Other")
        commit(elsewhere.opened, elsewhere.car, yes(notice, CABIN, Term.MONTHS_3), no(DRIVING))
        (record,) = service.read(
            str(elsewhere.export()), car=other.id, accepted=[elsewhere.fingerprint]
        )
        standing = {item.practice: item.standing for item in record.answers}
        assert standing[CABIN] is Standing.OTHER_NOTICE
        assert standing[DRIVING] in {Standing.OFFERED, Standing.OTHER_NOTICE}


class TestErasing:
    def test_erasing_the_car_empties_what_was_imported_for_it_and_nothing_else(
        self, opened: OpenedStore, car: Vehicle, elsewhere: Elsewhere, take: Take
    ) -> None:
        take(elsewhere.export("pdf", Disclosure(name=True, plate=True)))
        (entry,) = ImportService(opened).all()
        assert PLATE.encode() in entry.receipt
        erasure = ErasureService(opened)
        erasure.erase(erasure.plan_car(car.id))
        with opened.store.read() as work:
            (after,) = work.imported.all()
        assert (after.receipt, after.file, after.sha256) == (b"", b"", entry.sha256)
        assert ImportService(opened).all() == ()


def test_the_command_says_what_it_did_and_asks_for_the_key_first(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, elsewhere: Elsewhere
) -> None:
    commit(elsewhere.opened, elsewhere.car, no(CABIN))
    path = str(elsewhere.export())
    code, _out, err = command(place, "import", path)
    assert code == 2
    assert elsewhere.fingerprint in err
    code, out, _err = command(place, "import", path, "--key", elsewhere.fingerprint)
    assert code == 0
    assert "It is kept with the car Little Blue." in out
    assert "Your choices here are as they were." in out
    code, out, _err = command(place, "import", path, "--key", elsewhere.fingerprint, "--adopt")
    assert (code, "1 choice from it holds here now." in out) == (0, True)
    code, out, _err = command(place, "import", path, "--key", elsewhere.fingerprint)
    assert "This record is here already. Nothing was changed." in out
    value: Any = json.loads(
        command(place, "import", path, "--key", elsewhere.fingerprint, "--json")[1]
    )
    assert value[0]["choices"][0]["standing"] == "same"
    assert ImportedOtherCarError.code == "imported-other-car"
