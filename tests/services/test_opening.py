"""Opening the store of a data folder, and making one where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from ownerapp.domain.errors import (
    KeyringLockedError,
    KeyringMissingError,
    OwnerAppError,
    PassphraseNeededError,
    PassphraseTooShortError,
    StoreDamagedError,
    StoreKeyMissingError,
    WrongPassphraseError,
)
from ownerapp.domain.log import LogState
from ownerapp.services.opening import STORE_KEY_SECRET, Need, Opening
from ownerapp.services.ports.vault import VaultKind
from ownerapp.services.vehicles import Vehicles
from tests.support.desks import NOON, Place, add_car, events_of, kinds_of

PASSPHRASE = "a good passphrase"  # noqa: S105 - of these tests


class TestANewStore:
    def test_its_key_and_its_head_are_in_the_keyring_and_nothing_else(self, place: Place) -> None:
        add_car(place.open())
        assert set(place.vault.secrets) == {STORE_KEY_SECRET, "log-head"}
        assert len(bytes.fromhex(place.vault.secrets[STORE_KEY_SECRET])) == 32

    def test_it_has_no_entry_of_its_own(self, place: Place) -> None:
        opened = place.open()
        assert events_of(opened) == []
        assert (opened.is_new, opened.log_report.state) == (True, LogState.INTACT)

    def test_it_has_one_key_for_records_and_one_for_documents(self, place: Place) -> None:
        opened = place.open()
        (known,) = opened.known_keys()
        assert known.did.startswith("did:key:z6Mk")
        assert known.valid_from == NOON
        assert len(known.certificate_sha256) == 64

    def test_a_given_passphrase_makes_a_vault_file_even_where_there_is_a_keyring(
        self, place: Place
    ) -> None:
        opened = place.open(PASSPHRASE)
        assert opened.info.vault is VaultKind.FILE
        assert place.vaults.keyrings == {}

    def test_without_keyring_and_passphrase_there_is_none_and_nothing_is_left(
        self, place: Place
    ) -> None:
        place.vaults.keyring_trouble = KeyringMissingError()
        opening = Opening(place.around())
        assert opening.need() is Need.NEW_PASSPHRASE
        with pytest.raises(PassphraseNeededError):
            place.open()
        assert not opening.has_store()
        assert not place.store_path.exists()

    def test_a_short_passphrase_makes_none(self, place: Place) -> None:
        place.vaults.keyring_trouble = KeyringMissingError()
        with pytest.raises(PassphraseTooShortError):
            place.open("1234567")
        assert not place.store_path.exists()

    def test_a_locked_keyring_is_no_reason_to_take_a_file(self, place: Place) -> None:
        place.vaults.keyring_trouble = KeyringLockedError()
        with pytest.raises(KeyringLockedError):
            Opening(place.around()).need()
        with pytest.raises(KeyringLockedError):
            place.open()
        assert not place.store_path.exists()

    def test_a_store_file_without_its_info_is_never_written_over(self, place: Place) -> None:
        add_car(place.open())
        place.close()
        (place.data_dir / "store.json").unlink()
        before = place.store_path.read_bytes()
        with pytest.raises(StoreDamagedError):
            place.open()
        assert place.store_path.read_bytes() == before

    def test_two_first_starts_at_one_moment_make_one_store(self, place: Place) -> None:
        class FirstLetsTheOtherOne:
            def __init__(self) -> None:
                self.lock = place.around().lock
                self.others = 0

            @contextmanager
            def hold(self) -> Iterator[None]:
                if not self.others:
                    self.others = 1
                    add_car(place.open())
                with self.lock.hold():
                    yield

        opened = place.open(lock=FirstLetsTheOtherOne())
        assert not opened.is_new
        assert len(Vehicles(opened).all()) == 1
        assert len([name for name in place.vaults.keyrings if name != "probe"]) == 1

    @pytest.mark.parametrize("stop_at", ["store_info", "store_file"])
    def test_a_stop_while_it_is_made_is_finished_by_the_next_start(
        self, place: Place, stop_at: str
    ) -> None:
        real = getattr(place.around(), stop_at)

        class Stops:
            def __getattr__(self, name: str) -> object:
                if name in {"save", "create"}:
                    raise MemoryError
                return getattr(real, name)

        with pytest.raises(MemoryError):
            place.open(None, **{stop_at: Stops()})
        opened = place.open()
        add_car(opened)
        assert kinds_of(opened) == ["notice.installed"]


class TestAStoreThatIsThere:
    def test_it_remembers_that_its_key_is_in_the_file(self, place: Place) -> None:
        add_car(place.open(PASSPHRASE))
        place.close()
        assert Opening(place.around()).need() is Need.PASSPHRASE
        with pytest.raises(PassphraseNeededError):
            place.open()
        with pytest.raises(WrongPassphraseError):
            place.open("another passphrase")
        assert len(Vehicles(place.open(PASSPHRASE)).all()) == 1

    def test_it_remembers_that_its_key_is_in_the_keyring(self, place: Place) -> None:
        add_car(place.open())
        place.close()
        assert Opening(place.around()).need() is Need.NOTHING
        opened = place.open(PASSPHRASE)
        assert opened.info.vault is VaultKind.KEYRING
        assert len(Vehicles(opened).all()) == 1

    @pytest.mark.parametrize("left", [None, "", "no hex", "ab" * 31, "ab" * 33])
    def test_without_its_key_it_is_named_and_never_made_anew(
        self, place: Place, left: str | None
    ) -> None:
        add_car(place.open())
        place.close()
        before = place.store_path.read_bytes()
        if left is None:
            place.vault.secrets.clear()
        else:
            place.vault.secrets[STORE_KEY_SECRET] = left
        with pytest.raises(StoreKeyMissingError):
            place.open()
        assert place.store_path.read_bytes() == before

    def test_with_another_key_it_is_damaged_and_not_touched(self, place: Place) -> None:
        add_car(place.open())
        place.close()
        before = place.store_path.read_bytes()
        place.vault.secrets[STORE_KEY_SECRET] = "ab" * 32
        with pytest.raises(StoreDamagedError):
            place.open()
        assert place.store_path.read_bytes() == before

    @pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["keyring", "file"])
    def test_a_store_that_is_gone_is_missed_and_no_empty_one_takes_its_place(
        self, place: Place, passphrase: str | None
    ) -> None:
        add_car(place.open(passphrase))
        place.close()
        place.store_path.unlink()
        with pytest.raises(StoreDamagedError):
            place.open(passphrase)
        assert not place.store_path.exists()

    @pytest.mark.parametrize("trouble", [KeyringLockedError(), KeyringMissingError()])
    def test_trouble_of_the_keyring_is_named_and_gone_when_it_is_gone(
        self, place: Place, trouble: OwnerAppError
    ) -> None:
        add_car(place.open())
        place.close()
        place.vaults.keyring_trouble = trouble
        with pytest.raises(type(trouble)):
            place.open()
        place.vaults.keyring_trouble = None
        assert len(Vehicles(place.open()).all()) == 1

    def test_its_origin_and_its_keys_never_change(self, place: Place) -> None:
        opened = place.open()
        before = opened.ledger.origin, opened.known_keys()
        place.close()
        place.clock.move(days=timedelta(days=400).days)
        opened = place.open()
        assert (opened.ledger.origin, opened.known_keys()) == before
