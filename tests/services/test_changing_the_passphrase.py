"""The passphrase of a vault file is changed: the old one or the new one opens it, always."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.bootstrap import make_surroundings
from ownerapp.domain.errors import (
    DiskFullError,
    OwnerAppError,
    PassphraseTooShortError,
    WrongPassphraseError,
)
from ownerapp.domain.event import Method
from ownerapp.presentation.desk import Desk
from ownerapp.system import atomic_files, passphrase_vault
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.passphrase_vault import PassphraseVault
from tests.support.desks import Place, add_car, command

OLD, NEW = "the old passphrase", "quite another one"
QUICK = Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    PassphraseVault.create(tmp_path / "vault.json", OLD, cost=QUICK).set("db-key", "ab" * 32)
    return tmp_path / "vault.json"


class TestTheFile:
    def test_the_new_passphrase_opens_it_and_the_old_one_no_longer(self, path: Path) -> None:
        vault = PassphraseVault.open(path, OLD)
        vault.change_passphrase(OLD, NEW, cost=QUICK)
        assert PassphraseVault.open(path, NEW).get("db-key") == "ab" * 32
        with pytest.raises(WrongPassphraseError):
            PassphraseVault.open(path, OLD)

    def test_the_open_vault_goes_on_working(self, path: Path) -> None:
        vault = PassphraseVault.open(path, OLD)
        vault.change_passphrase(OLD, NEW, cost=QUICK)
        vault.set("log-head", "1:" + "cd" * 32)
        assert PassphraseVault.open(path, NEW).get("log-head") == "1:" + "cd" * 32

    @pytest.mark.parametrize(
        ("present", "new", "error"),
        [("not the old one", NEW, WrongPassphraseError), (OLD, "short", PassphraseTooShortError)],
    )
    def test_a_wrong_or_short_passphrase_changes_no_byte(
        self, path: Path, present: str, new: str, error: type[OwnerAppError]
    ) -> None:
        before = path.read_bytes()
        vault = PassphraseVault.open(path, OLD)
        with pytest.raises(error):
            vault.change_passphrase(present, new, cost=QUICK)
        assert path.read_bytes() == before

    def test_where_it_cannot_be_written_the_old_passphrase_stays_also_of_the_open_vault(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_path: Path, _data: bytes) -> None:
            raise DiskFullError(path=str(path))

        vault = PassphraseVault.open(path, OLD)
        monkeypatch.setattr(passphrase_vault, "write_whole", full)
        with pytest.raises(DiskFullError):
            vault.change_passphrase(OLD, NEW, cost=QUICK)
        monkeypatch.setattr(passphrase_vault, "write_whole", atomic_files.write_whole)
        vault.set("log-head", "kept")
        assert PassphraseVault.open(path, OLD).get("log-head") == "kept"

    def test_another_program_that_has_it_open_writes_nothing_under_the_old_passphrase(
        self, path: Path
    ) -> None:
        other = PassphraseVault.open(path, OLD)
        PassphraseVault.open(path, OLD).change_passphrase(OLD, NEW, cost=QUICK)
        with pytest.raises(WrongPassphraseError):
            other.set("log-head", "lost")
        assert PassphraseVault.open(path, NEW).get("log-head") is None


class TestTheCommand:
    @pytest.fixture
    def place(self, tmp_path: Path) -> Iterator[Place]:
        made = Place(data_dir=tmp_path / "data")
        yield made
        made.close()

    @staticmethod
    def run(place: Place, *words: str, says: list[str] | None = None) -> tuple[int, str, str]:
        return command(place, "keys", "passphrase", *words, says=says)

    def test_of_a_vault_file_it_is_changed_at_the_terminal(self, place: Place) -> None:
        place.vaults.keyring_trouble = None
        opened = place.open(OLD)
        add_car(opened)
        place.close()
        code, out, _err = self.run(place, says=[OLD, NEW, "a typo here", NEW, NEW])
        assert (code, "only the new passphrase" in out, "backup program" in out) == (0, True, True)
        with pytest.raises(WrongPassphraseError):
            place.open(OLD)
        place.open(NEW)

    def test_a_wrong_old_passphrase_is_told_and_changes_nothing(self, place: Place) -> None:
        place.open(OLD)
        place.close()
        code, _out, err = self.run(place, says=["something else"])
        assert (code, "passphrase" in err) == (2, True)
        place.open(OLD)

    def test_of_a_locked_keyring_it_is_changed_as_well_from_a_file(
        self, place: Place, tmp_path: Path
    ) -> None:
        desk = place.desk()
        desk.open()
        desk.set_lock(OLD)
        desk.close()
        new = tmp_path / "new.txt"
        new.write_text(f"{NEW}\n", encoding="utf-8")
        code, _out, _err = self.run(place, "--new-file", str(new), says=[OLD])
        assert code == 0
        place.open(NEW)

    def test_where_there_is_no_passphrase_there_is_none_to_change(self, place: Place) -> None:
        place.open()
        place.close()
        code, out, _err = self.run(place, says=[])
        assert (code, "no passphrase" in out) == (2, True)

    def test_without_a_store_none_is_made(self, place: Place, tmp_path: Path) -> None:
        assert self.run(place, says=[])[0] == 2
        assert not (tmp_path / "data" / "store.json").exists()


def test_a_real_store_opens_with_the_new_passphrase_after_it_was_used_on(tmp_path: Path) -> None:
    def desk() -> Desk:
        around = make_surroundings(tmp_path / "data")
        return Desk(lambda: around, data_dir=str(tmp_path / "data"), method=Method.CLI)

    first = desk()
    first.open(OLD)
    first.change_passphrase(NEW, present=OLD)
    first.check_history()
    first.close()
    again = desk()
    with pytest.raises(WrongPassphraseError):
        again.open(OLD)
    assert again.open(NEW).is_good
    again.close()
