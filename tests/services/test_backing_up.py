"""Backups and what comes back: everything, on any computer, with the code and never without."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.errors import (
    BackupDamagedError,
    BackupStoppedError,
    DiskFullError,
    HistoryBrokenError,
    KeyNotLostError,
    KeyringLockedError,
    KeyringMissingError,
    NewerStoreError,
    OwnerAppError,
    PassphraseNeededError,
    RecoveryCodeMistypedError,
    RecoveryCodeWrongError,
    StorePresentError,
)
from ownerapp.domain.event import Method
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.log import LogState
from ownerapp.domain.notice import Notice
from ownerapp.domain.rights import ReplyKind, RightAsked, Way
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check, Verdict
from ownerapp.presentation.desk import Desk
from ownerapp.services import restoring
from ownerapp.services.backup import BackupFacts, BackupMade, BackupService
from ownerapp.services.choices import ChoiceService
from ownerapp.services.keys import KeyService
from ownerapp.services.log_check import full_check
from ownerapp.services.opening import STORE_KEY_SECRET, OpenedStore
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.ports.vault import VaultKind
from ownerapp.services.request_steps import ReplyGiven
from ownerapp.services.rights import RightsService, Wish
from ownerapp.services.vehicles import Vehicles
from ownerapp.services.verification import VerificationService
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.recovery import CodeRecovery
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
    yes,
)

RECOVERY = CodeRecovery(Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1))
PASSPHRASE = "a good passphrase"  # noqa: S105 - of these tests


@pytest.fixture
def opened(place: Place) -> OpenedStore:
    """Return a store whose kits cost little."""
    return place.open(None, recovery=RECOVERY)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Place]:
    """Return another computer with an empty data folder and a keyring of its own."""
    made = Place(data_dir=tmp_path / "other")
    yield made
    made.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the backup goes."""
    return tmp_path / "stick" / "backup"


def back_up(opened: OpenedStore, path: Path, *, new_kit: bool = False) -> tuple[str, BackupMade]:
    """Make a backup and return the code, if one was shown, and what was made."""
    shown: list[RecoveryKit] = []
    made = BackupService(opened).back_up(str(path), show=shown.append, new_kit=new_kit)
    return (shown[0].code if shown else ""), made


def bring_back(other: Place, path: Path, code: str, *, passphrase: str | None = None) -> Any:
    around = other.around(recovery=RECOVERY)
    return restoring.restore(around, str(path), code, passphrase=passphrase)


def check(opened: OpenedStore) -> LogState:
    return full_check(opened.store, opened.ledger, opened.around).state


class TestWhatComesBack:
    def test_everything_is_there_on_another_computer(
        self, opened: OpenedStore, car: Vehicle, notice: Notice, path: Path, other: Place
    ) -> None:
        commit(opened, car, yes(notice, CABIN, Term.MONTHS_3), no(DRIVING))
        before = events_of(opened)
        code, made = back_up(opened, path)
        back = bring_back(other, path, code)
        assert (back.entries, back.created) == (made.entries, made.created) == (4, made.created)
        there = other.open()
        assert events_of(there)[:-1] == before
        assert Vehicles(there).all() == (car,)
        assert [person.name for person in Vehicles(there).people()] == [OWNER]
        shown = [ChoiceService(each).view(car).choices for each in (opened, there)]
        assert shown[0] == shown[1]
        assert there.known_keys() == opened.known_keys()
        assert KeyService(there).all() == KeyService(opened).all()

    def test_letters_and_replies_come_back(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        rights, today = RightsService(opened), opened.around.clock.now().date()
        wish = Wish(right=RightAsked.ACCESS, words="The trips of May.")
        letter = rights.draft(car, wish, method=Method.CLI, language=ENGLISH).request.id
        rights.sent(letter, on=today, by=Way.POST, method=Method.CLI)
        said = ReplyGiven(kind=ReplyKind.REFUSED, on=today, text="No.", reason="None.")
        before = rights.reply(letter, said, method=Method.CLI)
        code, _made = back_up(opened, path)
        bring_back(other, path, code)
        there = RightsService(other.open())
        assert there.all() == (before,)
        assert there.content(before.replies[0].id) == b"No."

    def test_the_history_is_intact_and_says_from_where_it_goes_on(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        with opened.store.read() as work:
            head = work.events.latest_checkpoint()
        assert head is not None
        code, _made = back_up(opened, path)
        bring_back(other, path, code)
        there = other.open()
        assert there.log_report.state is check(there) is LogState.INTACT
        assert kinds_of(there) == ["notice.installed", "store.restored"]
        assert events_of(there)[-1].detail == {
            "origin": opened.ledger.origin,
            "size": head.size,
            "root": head.root.hex(),
            "backup": "2026-11-20T12:00:00.000Z",
        }

    def test_it_goes_on_under_a_name_of_its_own_because_the_first_computer_may_too(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, made = back_up(opened, path)
        bring_back(other, path, code)
        there = other.open()
        commit(opened, car, no(DRIVING))
        commit(there, car, no(CABIN))
        assert there.ledger.origin != opened.ledger.origin
        assert there.info.store_id != opened.info.store_id
        assert there.former_sizes() == {opened.ledger.origin: made.entries}
        assert opened.former_sizes() == {}
        assert check(there) is check(opened) is LogState.INTACT
        # Both keep both names apart through another move.
        code, again = back_up(there, path)
        third = Place(data_dir=other.data_dir.parent / "third")
        bring_back(third, path, code or back_up(there, path, new_kit=True)[0])
        last = third.open()
        assert last.former_sizes() == {
            opened.ledger.origin: made.entries,
            there.ledger.origin: again.entries,
        }
        assert check(last) is LogState.INTACT
        third.close()

    def test_with_a_passphrase_where_there_is_no_keyring(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        other.vaults.keyring_trouble = KeyringMissingError()
        with pytest.raises(PassphraseNeededError):
            bring_back(other, path, code)
        assert not other.store_path.exists()
        bring_back(other, path, code, passphrase=PASSPHRASE)
        there = other.open(PASSPHRASE)
        assert there.info.vault is VaultKind.FILE
        assert Vehicles(there).all() == (car,)
        assert check(there) is LogState.NOT_ANCHORED

    def test_what_was_done_after_the_backup_is_not_in_it(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        commit(opened, car, no(DRIVING))
        bring_back(other, path, code)
        assert "consent.refused" not in kinds_of(other.open())

    def test_a_clock_that_stands_behind_on_the_new_computer_is_recorded(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        other.clock.move(days=-1)
        bring_back(other, path, code)
        assert kinds_of(other.open())[1:] == ["clock.stepped-back", "store.restored"]

    def test_the_kit_goes_with_the_data(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, made = back_up(opened, path)
        bring_back(other, path, code)
        there = other.open(None, recovery=RECOVERY)
        assert back_up(there, path)[0] == ""
        kit = BackupService(there).kit()
        assert kit is not None
        assert kit.name == made.kit


class TestRecordsAfterAMove:
    """The first computer goes on, although it should not: nobody is called a forger for it."""

    @staticmethod
    def exported(opened: OpenedStore, folder: Path, *formats: str) -> Path:
        desk = Desk(lambda: opened.around, data_dir="", method=Method.CLI)
        try:
            (car,) = desk.cars()
            result = desk.records.export(
                car, folder=str(folder), language=ENGLISH, interface_language="en", formats=formats
            )
        finally:
            desk.close()
        return Path(result.paths[0])

    def test_each_place_of_before_is_checked_and_none_of_the_other_computer(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        before = self.exported(opened, path.parent / "before", "json")
        code, _made = back_up(opened, path)
        after = self.exported(opened, path.parent / "after", "json")
        bring_back(other, path, code)
        there = other.open()
        commit(there, car, no(DRIVING), no(CABIN))
        ours = self.exported(there, path.parent / "there", "json")
        found = {
            name: VerificationService(there.around, there).verify_file(str(record))
            for name, record in {"before": before, "after": after, "ours": ours}.items()
        }
        assert {report.verdict for report in found.values()} == {Verdict.VALID}
        checked = [
            name
            for name, report in found.items()
            if any(item.check is Check.LOG for item in report.checks)
        ]
        assert checked == ["before", "ours"]


class TestTheCode:
    def test_it_is_shown_once_and_opens_every_later_backup(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        assert BackupService(opened).kit() is None
        code, first = back_up(opened, path)
        assert code
        commit(opened, car, no(DRIVING))
        again, second = back_up(opened, path)
        assert again == ""
        assert (first.is_new_kit, second.is_new_kit) == (True, False)
        assert first.kit == second.kit
        assert bring_back(other, path, code).entries == second.entries > first.entries

    def test_a_new_kit_opens_later_backups_and_the_old_code_the_earlier_ones(
        self, opened: OpenedStore, car: Vehicle, tmp_path: Path, other: Place
    ) -> None:
        old, _made = back_up(opened, tmp_path / "old")
        new, made = back_up(opened, tmp_path / "new", new_kit=True)
        with pytest.raises(RecoveryCodeWrongError) as caught:
            bring_back(other, tmp_path / "new", old)
        assert caught.value.kit == made.kit
        with pytest.raises(RecoveryCodeWrongError):
            bring_back(other, tmp_path / "old", new)
        assert bring_back(other, tmp_path / "old", old).entries

    def test_where_it_could_not_be_shown_nothing_is_written_and_no_kit_is_kept(
        self, opened: OpenedStore, car: Vehicle, path: Path
    ) -> None:
        def broken(_kit: RecoveryKit) -> None:
            raise BrokenPipeError

        with pytest.raises(BrokenPipeError):
            BackupService(opened).back_up(str(path), show=broken)
        assert not path.exists()
        assert BackupService(opened).kit() is None

    def test_where_the_backup_could_not_be_written_the_shown_code_still_counts(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        class Full:
            def __getattr__(self, name: str) -> object:
                if name == "write":
                    raise DiskFullError
                return getattr(opened.around.backup_files, name)

        shown: list[RecoveryKit] = []
        full = place.open(None, recovery=RECOVERY, backup_files=Full())
        with pytest.raises(DiskFullError):
            BackupService(full).back_up(str(path), show=shown.append)
        assert back_up(opened, path)[0] == ""
        assert bring_back(other, path, shown[0].code).entries

    @pytest.mark.parametrize("code", ["", "00001", "0" * 35])
    def test_a_mistyped_code_changes_nothing(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place, code: str
    ) -> None:
        back_up(opened, path)
        with pytest.raises(RecoveryCodeMistypedError):
            bring_back(other, path, code)
        assert not other.data_dir.exists() or not any(other.data_dir.iterdir())


class TestTheFile:
    def test_it_holds_no_name_no_key_and_no_code_in_any_form(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path
    ) -> None:
        code, _made = back_up(opened, path)
        with opened.store.read() as work:
            secrets = [key.private for kind in KeyKind for key in work.keys(kind)]
        secrets.append(bytes.fromhex(place.vault.secrets[STORE_KEY_SECRET]))
        texts = (NAME, OWNER, PLATE, VIN, DRIVING, CABIN, code, code.replace("-", ""))
        data = path.read_bytes()
        for secret in (*secrets, *(text.encode() for text in texts)):
            assert secret not in data
            assert secret.hex().encode() not in data
        assert b"SQLite format 3" not in data
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_the_key_of_the_store_does_not_open_it(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path, tmp_path: Path
    ) -> None:
        back_up(opened, path)
        data = path.read_bytes()
        store = tmp_path / "cut-out"
        store.write_bytes(data[data.index(b"}", data.index(b"sealed")) + 2 :])
        key = bytes.fromhex(place.vault.secrets[STORE_KEY_SECRET])
        with (
            bare_connection(store, key) as connection,
            pytest.raises(Exception, match="not a database"),
        ):
            connection.execute("SELECT * FROM people").fetchall()

    def test_nothing_is_left_in_the_data_folder(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path
    ) -> None:
        before = {item.name for item in place.data_dir.iterdir()}
        back_up(opened, path)
        assert {item.name for item in place.data_dir.iterdir()} == before

    def test_what_is_only_in_the_write_ahead_log_is_in_it(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        commit(opened, car, no(DRIVING))
        assert (place.data_dir / "store.db-wal").stat().st_size
        code, _made = back_up(opened, path)
        bring_back(other, path, code)
        assert "consent.refused" in kinds_of(other.open())

    def test_every_cut_of_it_is_found(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        data = path.read_bytes()
        for size in (0, 5, 18, 40, 700, len(data) // 2, len(data) - 4096, len(data) - 1):
            path.write_bytes(data[:size])
            with pytest.raises(BackupDamagedError):
                bring_back(other, path, code)
            assert not other.store_path.exists()

    def test_every_changed_page_of_it_is_found(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        data = path.read_bytes()
        for at in range(30, len(data), len(data) // 12):
            path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
            with pytest.raises(OwnerAppError) as caught:
                bring_back(other, path, code)
            assert isinstance(caught.value, BackupDamagedError | RecoveryCodeWrongError)
            assert not other.store_path.exists()
            assert not any(vault.secrets for vault in other.vaults.keyrings.values())

    def test_a_head_of_one_backup_does_not_open_the_store_of_another(
        self, opened: OpenedStore, car: Vehicle, tmp_path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, tmp_path / "one")
        commit(opened, car, no(DRIVING))
        back_up(opened, tmp_path / "two")
        one, two = ((tmp_path / name).read_bytes() for name in ("one", "two"))
        split = [data.index(b"\n", 20) + 1 for data in (one, two)]
        (tmp_path / "mixed").write_bytes(two[: split[1]] + one[split[0] :])
        with pytest.raises(BackupDamagedError):
            bring_back(other, tmp_path / "mixed", code)


class TestWhereItIsRefused:
    def test_data_is_never_written_over(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        add_car(other.open())
        other.close()
        before = {item.name: item.read_bytes() for item in other.data_dir.iterdir()}
        with pytest.raises(StorePresentError):
            bring_back(other, path, code)
        assert {item.name: item.read_bytes() for item in other.data_dir.iterdir()} == before
        # Also where only a part of it is left.
        for name in ("store.json", "store.db"):
            shutil.copytree(other.data_dir, other.data_dir.with_name(f"without-{name}"))
            part = Place(data_dir=other.data_dir.with_name(f"without-{name}"))
            (part.data_dir / name).unlink()
            with pytest.raises(StorePresentError):
                bring_back(part, path, code)

    def test_a_broken_history_is_not_carried_elsewhere(
        self, opened: OpenedStore, car: Vehicle, path: Path
    ) -> None:
        opened.ledger.broken = LogState.ROLLED_BACK
        with pytest.raises(HistoryBrokenError):
            back_up(opened, path)
        assert not path.exists()

    def test_a_history_that_was_changed_unseen_is_not_believed(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        commit(opened, car, no(DRIVING))
        with place.sql() as connection:
            connection.execute("UPDATE events SET body = replace(body, 'refused', 'removed')")
        code, _made = back_up(opened, path)
        with pytest.raises(BackupDamagedError):
            bring_back(other, path, code)

    def test_a_backup_of_a_newer_program_is_named_and_nothing_is_left(
        self, place: Place, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        with place.sql() as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        code, _made = back_up(opened, path)
        with pytest.raises(NewerStoreError):
            bring_back(other, path, code)
        assert not other.store_path.exists()
        assert other.open().is_new

    def test_a_locked_keyring_leaves_nothing(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        other.vaults.keyring_trouble = KeyringLockedError()
        with pytest.raises(KeyringLockedError):
            bring_back(other, path, code)
        other.vaults.keyring_trouble = None
        assert bring_back(other, path, code).entries == 1


class TestAStopInBetween:
    @pytest.mark.parametrize("port", ["store_info", "store_file"])
    def test_a_restore_that_stops_is_begun_again_or_finished_by_the_next_start(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place, port: str
    ) -> None:
        code, _made = back_up(opened, path)
        real = other.around(recovery=RECOVERY)

        class Stops:
            def __getattr__(self, name: str) -> object:
                if name in {"save", "adopt"}:
                    raise MemoryError
                return getattr(getattr(real, port), name)

        with pytest.raises(MemoryError):
            restoring.restore(other.around(recovery=RECOVERY, **{port: Stops()}), str(path), code)
        if port == "store_info":
            assert not any(vault.secrets for vault in other.vaults.keyrings.values())
            bring_back(other, path, code)
        there = other.open()
        assert kinds_of(there) == ["notice.installed", "store.restored"]
        assert check(there) is LogState.INTACT
        assert {item.name for item in other.data_dir.iterdir()} <= {
            "store.db", "store.db-wal", "store.db-shm", "store.json", "write.lock",
        }  # fmt: skip

    def test_what_an_unfinished_restore_left_is_not_taken_for_a_new_store(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        bring_back(other, path, code)
        os.rename(other.store_path, other.data_dir / "store.db.received")  # noqa: PTH104 - as it is
        (other.data_dir / "store.json").unlink()
        there = other.open()
        assert there.is_new
        assert kinds_of(there) == []
        assert not (other.data_dir / "store.db.received").exists()


class TestWhereTheKeyIsLost:
    @pytest.fixture
    def lost(self, opened: OpenedStore, car: Vehicle, path: Path, other: Place) -> str:
        """Leave another computer's data without its key, and return the code of a backup."""
        code, _made = back_up(opened, path)
        add_car(other.open(), name="Nobody can read this")
        other.close()
        other.vaults.keyrings.clear()
        return code

    def test_the_backup_takes_the_place_and_the_unreadable_file_is_kept(
        self, lost: str, path: Path, other: Place
    ) -> None:
        old = other.store_path.read_bytes()
        around = other.around(recovery=RECOVERY)
        assert restoring.kit_of(around, str(path), over_lost=True)
        back = restoring.restore(around, str(path), lost, over_lost=True)
        assert (other.data_dir / back.kept).read_bytes() == old
        there = other.open()
        assert kinds_of(there) == ["notice.installed", "store.restored"]
        assert [item.name for item in Vehicles(there).all()] == [NAME]

    def test_data_that_can_be_opened_is_never_set_aside(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        other.open()
        other.close()
        around = other.around(recovery=RECOVERY)
        with pytest.raises(KeyNotLostError):
            restoring.kit_of(around, str(path), over_lost=True)
        with pytest.raises(KeyNotLostError):
            restoring.restore(around, str(path), code, over_lost=True)
        assert kinds_of(other.open()) == []

    @pytest.mark.parametrize("port", ["store_info", "store_file"])
    def test_a_stop_in_between_loses_neither_the_old_file_nor_the_way_back(
        self, lost: str, path: Path, other: Place, port: str
    ) -> None:
        old = other.store_path.read_bytes()
        real = other.around(recovery=RECOVERY)

        class Stops:
            def __getattr__(self, name: str) -> object:
                if name in {"save", "adopt"}:
                    raise MemoryError
                return getattr(getattr(real, port), name)

        with pytest.raises(MemoryError):
            restoring.restore(
                other.around(recovery=RECOVERY, **{port: Stops()}), str(path), lost, over_lost=True
            )
        if port == "store_info":
            around = other.around(recovery=RECOVERY)
            restoring.restore(around, str(path), lost, over_lost=True)
        assert kinds_of(other.open()) == ["notice.installed", "store.restored"]
        (kept,) = other.data_dir.glob("store.lost-*.db")
        assert kept.read_bytes() == old

    def test_a_broken_backup_leaves_the_vault_of_a_forgotten_passphrase(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        code, _made = back_up(opened, path)
        other.vaults.keyring_trouble = KeyringMissingError()
        other.open(PASSPHRASE)
        other.close()
        path.write_bytes(path.read_bytes()[:-1])
        with pytest.raises(BackupDamagedError):
            restoring.restore(
                other.around(recovery=RECOVERY), str(path), code,
                passphrase=PASSPHRASE[::-1], over_lost=True,
            )  # fmt: skip
        assert kinds_of(other.open(PASSPHRASE)) == []


class TestTheKitBeforeTheBackup:
    def test_it_opens_the_backups_once_it_is_kept_and_none_before(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place
    ) -> None:
        service = BackupService(opened)
        assert service.facts() == BackupFacts(kit=None, last_at=None)
        service.make_kit()
        assert service.facts().kit is None
        kit = service.make_kit()
        assert service.keep_kit(kit).name == kit.name
        code, made = back_up(opened, path)
        assert code == ""
        assert made.kit == kit.name
        bring_back(other, path, kit.code)
        assert kinds_of(other.open())[-1] == "store.restored"

    def test_when_the_last_backup_was_made_is_known_here_and_where_it_came_back(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place, place: Place
    ) -> None:
        code, made = back_up(opened, path)
        place.clock.move(days=3)
        assert BackupService(opened).facts().last_at == made.created
        bring_back(other, path, code)
        assert BackupService(other.open()).facts().last_at == made.created

    @pytest.mark.parametrize("steps", range(3))
    def test_a_backup_that_is_not_wanted_any_more_leaves_the_earlier_one(
        self, opened: OpenedStore, car: Vehicle, path: Path, place: Place, steps: int
    ) -> None:
        back_up(opened, path)
        before = path.read_bytes()
        asked: list[bool] = []

        def is_wanted() -> bool:
            asked.append(len(asked) < steps)
            return asked[-1]

        with pytest.raises(BackupStoppedError):
            BackupService(opened).back_up(str(path), show=lambda _kit: None, is_wanted=is_wanted)
        assert path.read_bytes() == before
        assert [item.name for item in path.parent.iterdir()] == [path.name]
        assert not list(place.data_dir.glob("*.copy*"))

    @pytest.mark.parametrize("steps", range(2))
    def test_bringing_back_what_is_not_wanted_any_more_leaves_nothing(
        self, opened: OpenedStore, car: Vehicle, path: Path, other: Place, steps: int
    ) -> None:
        code, _made = back_up(opened, path)
        asked: list[bool] = []

        def is_wanted() -> bool:
            asked.append(len(asked) < steps)
            return asked[-1]

        with pytest.raises(BackupStoppedError):
            restoring.restore(other.around(recovery=RECOVERY), str(path), code, is_wanted=is_wanted)
        assert not other.store_path.exists()
        bring_back(other, path, code)
        assert kinds_of(other.open())[-1] == "store.restored"
