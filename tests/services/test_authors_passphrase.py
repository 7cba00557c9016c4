"""The passphrase of the keys that sign notices is changed in one write, as that of the data is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ownerapp.domain.errors import (
    DiskFullError,
    FileMissingError,
    OwnerAppError,
    PassphraseTooShortError,
    WrongPassphraseError,
)
from ownerapp.domain.trust import AuthorKey
from ownerapp.services.author_keys import AuthorKeys
from ownerapp.system import passphrase_vault
from ownerapp.system.vaults import SystemVaults
from tests.support.desks import Place, SettableClock, command

OLD, NEW = "the old passphrase", "quite another one"


class TestARealFile:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "author-keys.json"

    @pytest.fixture
    def keys(self, place: Place, path: Path) -> AuthorKeys:
        vaults = SystemVaults(path.parent / "vault.json", path, clock=SettableClock())
        return AuthorKeys(place.around(vaults=vaults))

    def test_the_new_one_opens_the_same_keys_and_the_old_one_none(self, keys: AuthorKeys) -> None:
        made = keys.make("my-company", OLD)
        keys.change_passphrase(NEW, present=OLD)

        assert keys.all(NEW) == (made,)
        with pytest.raises(WrongPassphraseError):
            keys.all(OLD)

    @pytest.mark.parametrize(
        ("new", "present", "error"),
        [(NEW, "not the old one", WrongPassphraseError), ("short", OLD, PassphraseTooShortError)],
    )
    def test_a_wrong_or_short_one_changes_no_byte(
        self, keys: AuthorKeys, path: Path, new: str, present: str, error: type[OwnerAppError]
    ) -> None:
        keys.make("my-company", OLD)
        before = path.read_bytes()
        with pytest.raises(error):
            keys.change_passphrase(new, present=present)
        assert path.read_bytes() == before

    def test_where_it_cannot_be_written_the_old_one_stays(
        self, keys: AuthorKeys, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_path: Path, _data: bytes) -> None:
            raise DiskFullError(path=str(path))

        made = keys.make("my-company", OLD)
        with monkeypatch.context() as patched:
            patched.setattr(passphrase_vault, "write_whole", full)
            with pytest.raises(DiskFullError):
                keys.change_passphrase(NEW, present=OLD)
        assert keys.all(OLD) == (made,)

    def test_where_there_is_no_file_none_is_made(self, keys: AuthorKeys, path: Path) -> None:
        with pytest.raises(FileMissingError):
            keys.change_passphrase(NEW, present=OLD)
        assert not path.exists()


class TestTheCommand:
    @staticmethod
    def run(place: Place, *words: str, says: list[str]) -> tuple[int, str, str]:
        return command(place, "notice", "passphrase", *words, says=says)

    @staticmethod
    def kept(place: Place, passphrase: str) -> list[str]:
        keys: tuple[AuthorKey, ...] = AuthorKeys(place.around()).all(passphrase)
        return [key.name for key in keys]

    @pytest.fixture(autouse=True)
    def made(self, place: Place) -> None:
        AuthorKeys(place.around()).make("my-company", OLD)

    def test_it_is_changed_at_the_terminal_and_the_store_is_not_touched(self, place: Place) -> None:
        code, out, _err = self.run(place, says=[OLD, NEW, "a typo here", NEW, NEW])

        assert (code, "only the new passphrase" in out, "backup program" in out) == (0, True, True)
        assert self.kept(place, NEW) == ["my-company"]
        assert not place.store_path.exists()

    def test_the_new_one_may_come_out_of_a_file(self, place: Place, tmp_path: Path) -> None:
        new = tmp_path / "new.txt"
        new.write_text(f"{NEW}\n", encoding="utf-8")
        code, out, _err = self.run(place, "--new-file", str(new), "--json", says=[OLD])

        assert (code, '"changed": true' in out) == (0, True)
        assert self.kept(place, NEW) == ["my-company"]

    def test_a_wrong_old_one_changes_nothing(self, place: Place) -> None:
        code, _out, err = self.run(place, says=["something else", NEW, NEW])

        assert (code, "passphrase" in err) == (2, True)
        assert self.kept(place, OLD) == ["my-company"]


def test_keys_in_the_keyring_have_no_passphrase_to_change(place: Place) -> None:
    AuthorKeys(place.around()).make("my-company")
    code, out, _err = TestTheCommand.run(place, says=[])

    assert (code, "have no passphrase" in out) == (2, True)
    assert place.vaults.author_file is None
