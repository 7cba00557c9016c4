"""The key to the data is lost: a new history begins, and the break is on record for ever."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ownerapp.domain.errors import (
    CheckFailedError,
    FileMissingError,
    KeyNotLostError,
    StoreKeyMissingError,
    WrongPassphraseError,
)
from ownerapp.domain.log import LogState
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Verdict
from ownerapp.services.key_loss import begin_anew, check_lost
from ownerapp.services.log_check import full_check
from ownerapp.services.opening import STORE_KEY_SECRET, OpenedStore
from ownerapp.services.ports.vault import VaultKind
from ownerapp.services.verification import VerificationService
from tests.support.desks import (
    DRIVING,
    ENGLISH,
    Place,
    add_car,
    command,
    commit,
    events_of,
    kinds_of,
    no,
)

OLD, NEW = "an old passphrase", "a new passphrase"


def lose_the_key(place: Place) -> bytes:
    """Empty the keyring behind a closed store and return the key."""
    place.close()
    key = bytes.fromhex(place.vault.secrets[STORE_KEY_SECRET])
    place.vault.secrets.clear()
    return key


def exported(place: Place, folder: Path) -> Path:
    desk = place.desk()
    try:
        (car,) = desk.cars()
        result = desk.records.export(
            car, folder=str(folder), language=ENGLISH, interface_language="en", formats=("json",)
        )
    finally:
        desk.close()
    return Path(result.paths[0])


def again(place: Place, passphrase: str | None = None) -> OpenedStore:
    """Open what is there now; the keyring has a part for each store."""
    return place.open(passphrase)


class TestBeginningAnew:
    def test_the_first_entry_says_that_there_was_an_earlier_history(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        before = opened.info.store_id, opened.ledger.origin, opened.known_keys()
        lose_the_key(place)
        with pytest.raises(StoreKeyMissingError):
            again(place)
        begin_anew(place.around())
        there = again(place)
        assert kinds_of(there) == ["log.predecessor"]
        assert events_of(there)[0].detail == {"linked": False, "store": before[0]}
        assert there.log_report.state is LogState.INTACT
        assert full_check(there.store, there.ledger, there.around).state is LogState.INTACT
        assert there.ledger.origin != before[1]
        assert there.info.store_id != before[0]
        assert there.known_keys()[0].did != before[2][0].did

    def test_the_unreadable_store_is_kept_and_readable_once_the_key_is_found(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        key = lose_the_key(place)
        data = place.store_path.read_bytes()
        begun = begin_anew(place.around())
        kept = place.data_dir / begun.kept
        assert begun.kept == "store.lost-20261120T120000Z-1.db"
        assert kept.read_bytes() == data
        found = Place(data_dir=place.data_dir.parent / "found")
        found.data_dir.mkdir()
        kept.rename(found.store_path)
        store = found.around().store_file.open(key)
        with store.read() as work:
            assert [vehicle.id for vehicle in work.vehicles()] == [car.id]
        store.close()

    def test_a_forgotten_passphrase_gets_a_new_one(self, place: Place) -> None:
        add_car(place.open(OLD))
        place.close()
        with pytest.raises(WrongPassphraseError):
            place.open(NEW)
        begin_anew(place.around(), passphrase=NEW)
        there = again(place, NEW)
        assert there.info.vault is VaultKind.FILE
        assert kinds_of(there) == ["log.predecessor"]

    def test_it_can_be_lost_twice(self, place: Place, opened: OpenedStore, car: Vehicle) -> None:
        names = set()
        for _round in range(2):
            place.close()
            for vault in place.vaults.keyrings.values():
                vault.secrets.clear()
            names.add(begin_anew(place.around()).kept)
        assert len(names) == 2
        assert kinds_of(again(place)) == ["log.predecessor"]

    def test_life_goes_on(self, place: Place, opened: OpenedStore, car: Vehicle) -> None:
        lose_the_key(place)
        begin_anew(place.around())
        there = again(place)
        commit(there, add_car(there), no(DRIVING))
        assert full_check(there.store, there.ledger, there.around).state is LogState.INTACT


class TestAKeyThatIsThere:
    def test_it_is_never_given_up(self, place: Place, opened: OpenedStore, car: Vehicle) -> None:
        place.close()
        before = place.store_path.read_bytes()
        with pytest.raises(KeyNotLostError):
            begin_anew(place.around())
        assert place.store_path.read_bytes() == before
        assert len(events_of(place.open())) == 1

    def test_a_passphrase_that_opens_it_is_not_lost(self, place: Place) -> None:
        add_car(place.open(OLD))
        place.close()
        with pytest.raises(KeyNotLostError):
            begin_anew(place.around(), passphrase=OLD)

    def test_a_key_that_does_not_open_it_is_as_good_as_lost(
        self, place: Place, opened: OpenedStore, car: Vehicle
    ) -> None:
        place.close()
        place.vault.secrets[STORE_KEY_SECRET] = "ab" * 32
        assert begin_anew(place.around()).kept

    def test_without_any_data_nothing_is_lost(self, place: Place) -> None:
        with pytest.raises(FileMissingError):
            check_lost(place.around())


class TestARecordOfTheEarlierHistory:
    def test_it_names_log_place_and_key_and_is_accepted_from_then_on(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        record = exported(place, tmp_path)
        other = exported(place, tmp_path)
        origin, (known,) = opened.ledger.origin, opened.known_keys()
        lose_the_key(place)
        begun = begin_anew(place.around(), record=str(record))
        assert begun.earlier is not None
        there = again(place)
        detail = events_of(there)[0].detail
        assert (detail["linked"], detail["origin"], detail["index"], detail["key"]) == (
            False,
            origin,
            1,
            known.did,
        )
        assert detail["record"] == there.around.sealer.sha256(record.read_bytes())
        report = VerificationService(there.around, there).verify_file(str(other))
        assert report.verdict is Verdict.VALID
        # To everybody else the two keys are strangers.
        report = VerificationService(there.around).verify_file(str(other))
        assert report.verdict is Verdict.CANNOT_TELL

    def test_without_one_old_records_still_check_by_their_fingerprint(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        record = exported(place, tmp_path)
        (known,) = opened.known_keys()
        lose_the_key(place)
        begin_anew(place.around())
        service = VerificationService(place.around(), again(place))
        assert service.verify_file(str(record)).verdict is Verdict.CANNOT_TELL
        report = service.verify_file(str(record), accepted=[known.fingerprint])
        assert report.verdict is Verdict.VALID

    def test_a_changed_record_names_nothing_and_nothing_is_set_aside(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        record = exported(place, tmp_path)
        lose_the_key(place)
        record.write_bytes(record.read_bytes().replace(b'"car:index":1', b'"car:index":0'))
        for data in (record.read_bytes(), b"{}", b"no record"):
            record.write_bytes(data)
            with pytest.raises(CheckFailedError):
                begin_anew(place.around(), record=str(record))
        assert place.store_path.exists()


class TestAStopInBetween:
    @pytest.mark.parametrize(
        ("port", "name"),
        [("store_file", "set_aside"), ("store_info", "save"), ("store_file", "adopt")],
    )
    def test_it_is_done_again_or_finished_by_the_next_start(
        self, place: Place, opened: OpenedStore, car: Vehicle, port: str, name: str
    ) -> None:
        lose_the_key(place)
        real = getattr(place.around(), port)

        class Stops:
            def __getattr__(self, asked: str) -> object:
                if asked == name:
                    raise MemoryError
                return getattr(real, asked)

        with pytest.raises(MemoryError):
            begin_anew(place.around(**{port: Stops()}))
        if name != "adopt":
            with pytest.raises(StoreKeyMissingError):
                again(place)
            begin_anew(place.around())
        assert kinds_of(again(place)) == ["log.predecessor"]
        (kept,) = place.data_dir.glob("store.lost-*.db")
        assert kept.stat().st_size


class TestTheCommand:
    def test_it_needs_a_yes_and_says_what_it_did(
        self, place: Place, opened: OpenedStore, car: Vehicle, tmp_path: Path
    ) -> None:
        record = exported(place, tmp_path)
        lose_the_key(place)
        code, _out, err = command(place, "keys", "lost", "--json")
        assert (code, json.loads(err)["error"]) == (2, "confirmation-needed")
        code, out, err = command(place, "keys", "lost", "--record", str(record), "--yes")
        assert (code, err) == (0, "")
        assert "store.lost-" in out
        assert "accepted here" in out
        assert "was lost; this one began anew" in command(place, "history")[1]
        code, _out, err = command(place, "keys", "lost", "--yes", "--json")
        assert (code, json.loads(err)["error"]) == (2, "key-not-lost")
