"""Keys of authors: made once, kept in a vault, and never anywhere else."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from ownerapp.domain.errors import (
    AuthorKeyExistsError,
    AuthorKeyMissingError,
    AuthorKeyNameError,
    FolderReadOnlyError,
    KeyringLockedError,
    KeyringMissingError,
    NoticeFileError,
    NoticeMissingError,
    PassphraseNeededError,
    PassphraseTooShortError,
    VaultDamagedError,
    WrongPassphraseError,
)
from ownerapp.domain.trust import SignatureState
from ownerapp.services.author_keys import NAME_LIMIT, AuthorKeys
from ownerapp.services.opening import Need
from ownerapp.services.ports.vault import Vaults
from ownerapp.signing.pack_proof import check_pack
from ownerapp.system.vaults import SystemVaults
from tests.support.desks import Place, SettableClock
from tests.support.fake_vault import AUTHORS
from tests.support.keyring_session import KeyringSession, UseSession
from tests.support.notice_files import AUTHOR, pack_bytes, pack_file

PASSPHRASE = "correct horse battery"  # noqa: S105 - of these tests


@pytest.fixture
def keys(place: Place) -> AuthorKeys:
    return AuthorKeys(place.around())


class TestInTheKeyring:
    """Where there is a keyring, the keys are in it."""

    def test_a_made_key_is_listed_by_name_with_its_public_face(
        self, place: Place, keys: AuthorKeys
    ) -> None:
        assert keys.need() is Need.NOTHING
        assert keys.all() == ()
        first = keys.make("my-company")
        place.clock.move(days=1)
        second = keys.make("2")

        assert keys.all() == (first, second)
        assert AuthorKeys(place.around()).all() == (first, second)
        assert first.did.startswith("did:key:z6Mk")
        assert first.fingerprint != second.fingerprint
        assert second.created - first.created == timedelta(days=1)

    def test_no_store_is_made_and_no_file_holds_a_key(
        self, place: Place, keys: AuthorKeys, tmp_path: Path
    ) -> None:
        keys.make("my-company")
        path = pack_file(tmp_path, pack_bytes())
        keys.sign_file(path, "my-company")

        assert not place.store_path.exists()
        (secret,) = place.vaults.keyrings[AUTHORS].secrets.values()
        digits = secret.split(" ")[-1]
        assert len(digits) == 64
        for found in tmp_path.rglob("*"):
            if found.is_file():
                assert digits.encode() not in found.read_bytes()
                assert bytes.fromhex(digits) not in found.read_bytes()

    def test_a_name_means_one_key_for_ever(self, place: Place, keys: AuthorKeys) -> None:
        made = keys.make("my-company")
        before = dict(place.vaults.keyrings[AUTHORS].secrets)
        with pytest.raises(AuthorKeyExistsError):
            keys.make("my-company")
        assert keys.all() == (made,)
        assert place.vaults.keyrings[AUTHORS].secrets == before

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "My",
            "a b",
            "a--b",
            "-a",
            "a-",
            "ä",
            "a/b",
            "../a",
            "a\n",
            "a" * (NAME_LIMIT + 1),
        ],
    )
    def test_a_name_that_some_keyring_or_keyboard_lacks_is_refused(
        self, keys: AuthorKeys, name: str
    ) -> None:
        with pytest.raises(AuthorKeyNameError):
            keys.make(name)
        assert keys.all() == ()

    def test_the_longest_name_fits(self, keys: AuthorKeys) -> None:
        assert keys.make("a" * NAME_LIMIT).name == "a" * NAME_LIMIT

    def test_many_keys_fit(self, keys: AuthorKeys) -> None:
        names = [f"key-{number}" for number in range(30)]
        for name in names:
            keys.make(name)
        assert [key.name for key in keys.all()] == names

    def test_a_locked_keyring_is_said(self, place: Place, keys: AuthorKeys) -> None:
        place.vaults.keyring_trouble = KeyringLockedError()
        for call in (keys.need, keys.all, lambda: keys.make("a"), lambda: keys.all(PASSPHRASE)):
            with pytest.raises(KeyringLockedError):
                call()
        assert place.vaults.author_file is None

    @pytest.mark.parametrize(
        "secret", ["nonsense", "a 2026-11-20T12:00:00Z ab", "a noon " + "ab" * 32, "a b c d"]
    )
    def test_an_entry_that_is_not_ours_is_said_and_not_written_over(
        self, place: Place, keys: AuthorKeys, secret: str
    ) -> None:
        place.vaults.author_keyring().set("author-key-1", secret)
        with pytest.raises(VaultDamagedError):
            keys.all()
        with pytest.raises(VaultDamagedError):
            keys.make("a")
        assert place.vaults.keyrings[AUTHORS].secrets == {"author-key-1": secret}


class TestInAFile:
    """Where there is no keyring, or a passphrase was given first, they are in a vault file."""

    def test_without_a_keyring_a_passphrase_is_needed(self, place: Place, keys: AuthorKeys) -> None:
        place.vaults.keyring_trouble = KeyringMissingError()
        assert keys.need() is Need.NEW_PASSPHRASE
        assert keys.all() == ()
        with pytest.raises(PassphraseNeededError):
            keys.make("a")
        with pytest.raises(PassphraseTooShortError):
            keys.make("a", "short")
        made = keys.make("a", PASSPHRASE)

        assert keys.need() is Need.PASSPHRASE
        assert keys.all(PASSPHRASE) == (made,)
        with pytest.raises(WrongPassphraseError):
            keys.all("another passphrase")
        with pytest.raises(PassphraseNeededError):
            keys.all()

    def test_a_passphrase_that_is_given_first_makes_a_file(
        self, place: Place, keys: AuthorKeys
    ) -> None:
        made = keys.make("a", PASSPHRASE)
        assert place.vaults.author_file is not None
        assert AUTHORS not in place.vaults.keyrings or not place.vaults.keyrings[AUTHORS].secrets
        assert keys.all(PASSPHRASE) == (made,)

    def test_a_passphrase_that_comes_later_does_not_hide_the_keys_in_the_keyring(
        self, place: Place, keys: AuthorKeys
    ) -> None:
        first = keys.make("a")
        second = keys.make("b", PASSPHRASE)
        assert place.vaults.author_file is None
        assert keys.all(PASSPHRASE) == keys.all() == (first, second)


class TestSigning:
    """A pack is signed in its file, whole or not at all."""

    def test_a_pack_is_signed_in_its_place(
        self, place: Place, keys: AuthorKeys, tmp_path: Path
    ) -> None:
        made = keys.make("my-company")
        path = pack_file(tmp_path, pack_bytes(x_unknown=[1]))
        loaded = keys.sign_file(path, "my-company")

        data = Path(path).read_bytes()
        assert loaded.pack == data
        found = check_pack(data)
        assert (found.state, found.did) == (SignatureState.GOOD, made.did)
        assert found.created == place.clock.now()
        assert json.loads(data)["x_unknown"] == [1]

    def test_another_place_leaves_the_file_as_it_was(
        self, keys: AuthorKeys, tmp_path: Path
    ) -> None:
        keys.make("a")
        path = pack_file(tmp_path, pack_bytes())
        target = tmp_path / "new folder" / "signed.json"
        loaded = keys.sign_file(path, "a", to=str(target))

        assert Path(path).read_bytes() == pack_bytes()
        assert target.read_bytes() == loaded.pack

    def test_a_proof_of_before_is_replaced(self, keys: AuthorKeys, tmp_path: Path) -> None:
        made = keys.make("a")
        path = pack_file(tmp_path, pack_bytes(signed_by=AUTHOR))
        assert check_pack(keys.sign_file(path, "a").pack).did == made.did

    def test_an_unknown_name_signs_nothing_and_says_which_there_are(
        self, keys: AuthorKeys, tmp_path: Path
    ) -> None:
        path = pack_file(tmp_path, pack_bytes())
        with pytest.raises(AuthorKeyMissingError) as caught:
            keys.sign_file(path, "a")
        assert caught.value.known == ()
        keys.make("b")
        with pytest.raises(AuthorKeyMissingError) as caught:
            keys.sign_file(path, "a")
        assert caught.value.known == ("b",)
        assert Path(path).read_bytes() == pack_bytes()

    def test_what_is_no_pack_is_not_signed(self, keys: AuthorKeys, tmp_path: Path) -> None:
        keys.make("a")
        path = pack_file(tmp_path, b'{"a": 1}')
        with pytest.raises(NoticeFileError):
            keys.sign_file(path, "a")
        with pytest.raises(NoticeMissingError):
            keys.sign_file(str(tmp_path / "nothing.json"), "a")
        number = pack_file(tmp_path, pack_bytes(x_large=2**60), "number.json")
        with pytest.raises(NoticeFileError):
            keys.sign_file(number, "a")
        assert Path(path).read_bytes() == b'{"a": 1}'

    def test_a_folder_that_cannot_be_written_leaves_the_file_as_it_was(
        self, keys: AuthorKeys, tmp_path: Path
    ) -> None:
        keys.make("a")
        path = pack_file(tmp_path, pack_bytes())
        with pytest.raises(FolderReadOnlyError):
            keys.sign_file(path, "a", to=f"{path}/below/a/file.json")
        assert Path(path).read_bytes() == pack_bytes()


class TestRealVaults:
    """The same with the system's keyring and a real vault file."""

    @pytest.fixture
    def vaults(self, tmp_path: Path) -> Vaults:
        return SystemVaults(
            tmp_path / "vault.json", tmp_path / "author-keys.json", clock=SettableClock()
        )

    @pytest.fixture
    def session(
        self, own_keyring_session: KeyringSession, use_keyring_session: UseSession
    ) -> KeyringSession:
        use_keyring_session(own_keyring_session)
        return own_keyring_session

    def test_a_key_is_in_the_keyring_alone(
        self, place: Place, vaults: Vaults, session: KeyringSession, tmp_path: Path
    ) -> None:
        keys = AuthorKeys(place.around(vaults=vaults))
        made = keys.make("my-company")
        kept = session.secrets("ownerapp:author-keys")

        assert list(kept) == ["author-key-1"]
        assert kept["author-key-1"].startswith("my-company 2026-11-20T12:00:00")
        assert not (tmp_path / "author-keys.json").exists()
        assert AuthorKeys(place.around(vaults=vaults)).all() == (made,)
        path = pack_file(tmp_path, pack_bytes())
        assert check_pack(keys.sign_file(path, "my-company").pack).did == made.did

    def test_a_keyring_that_was_locked_meanwhile_is_said(
        self, place: Place, vaults: Vaults, session: KeyringSession, tmp_path: Path
    ) -> None:
        keys = AuthorKeys(place.around(vaults=vaults))
        keys.make("a")
        path = pack_file(tmp_path, pack_bytes())
        session.lock()
        with pytest.raises(KeyringLockedError):
            keys.sign_file(path, "a")
        assert Path(path).read_bytes() == pack_bytes()

    def test_a_key_in_a_file_is_encrypted_and_opens_with_its_passphrase(
        self, place: Place, vaults: Vaults, tmp_path: Path
    ) -> None:
        keys = AuthorKeys(place.around(vaults=vaults))
        assert keys.need() is Need.NEW_PASSPHRASE
        made = keys.make("my-company", PASSPHRASE)
        data = (tmp_path / "author-keys.json").read_bytes()

        assert b"my-company" not in data
        assert AuthorKeys(place.around(vaults=vaults)).all(PASSPHRASE) == (made,)
        with pytest.raises(WrongPassphraseError):
            keys.all("another passphrase")
        with pytest.raises(FolderReadOnlyError):
            vaults.create_author_file(PASSPHRASE)
        assert (tmp_path / "author-keys.json").read_bytes() == data
