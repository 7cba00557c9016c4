"""The lock on a store: set, changed and removed in two steps, none of which loses the key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typing_extensions import override

from ownerapp.domain.errors import (
    KeyNotLostError,
    KeyringFailedError,
    PassphraseTooShortError,
    StoreKeyMissingError,
    StoreLockedError,
    WrongPassphraseError,
)
from ownerapp.services import locking
from ownerapp.services.key_loss import check_lost
from ownerapp.services.locking import COMING_KEY_SECRET, STORE_KEY_SECRET
from ownerapp.services.vehicles import Vehicles
from tests.support.desks import NAME, Place, add_car
from tests.support.fake_vault import FakeVault, FakeVaults

WORDS = "several words are good"
OTHER = "other words are good, too"


@pytest.fixture
def key(place: Place) -> str:
    """The key of a store with a car, which is closed."""
    add_car(place.open())
    place.close()
    return place.vault.secrets[STORE_KEY_SECRET]


def lock(place: Place, passphrase: str = WORDS, present: str | None = None) -> None:
    locking.set_lock(place.around(), place.vault, passphrase, present=present)


def names(place: Place, passphrase: str | None) -> list[str]:
    opened = place.open(passphrase)
    found = [car.name for car in Vehicles(opened).all()]
    place.close()
    return found


def test_a_locked_store_opens_with_its_passphrase_only(place: Place, key: str) -> None:
    lock(place)
    assert key not in "".join(place.vault.secrets.values())
    with pytest.raises(StoreLockedError):
        place.open()
    with pytest.raises(WrongPassphraseError):
        place.open(OTHER)
    opened = place.open(WORDS)
    assert opened.asks_passphrase
    assert [car.name for car in Vehicles(opened).all()] == [NAME]


def test_a_removed_lock_leaves_the_key_as_it_was(place: Place, key: str) -> None:
    lock(place)
    with pytest.raises(WrongPassphraseError):
        locking.remove_lock(place.around(), place.vault, OTHER)
    locking.remove_lock(place.around(), place.vault, WORDS)
    assert place.vault.secrets[STORE_KEY_SECRET] == key
    assert not place.open().asks_passphrase


def test_a_lock_is_changed_only_by_who_knows_the_present_one(place: Place, key: str) -> None:
    assert key
    lock(place)
    with pytest.raises(StoreLockedError):
        lock(place, OTHER)
    with pytest.raises(WrongPassphraseError):
        lock(place, OTHER, present=OTHER)
    lock(place, OTHER, present=WORDS)
    assert names(place, OTHER) == [NAME]


def test_a_short_passphrase_changes_nothing(place: Place, key: str) -> None:
    with pytest.raises(PassphraseTooShortError):
        lock(place, "1234567")
    assert place.vault.secrets[STORE_KEY_SECRET] == key


class KilledError(Exception):
    """The process is gone."""


class DyingVault(FakeVault):
    """Dies at the n-th change; half of the way, where the system replaces by removing first."""

    def __init__(self, kept: FakeVault, *, dies_at: int, is_halfway: bool) -> None:
        super().__init__()
        self.secrets = kept.secrets
        self._left = dies_at
        self._is_halfway = is_halfway

    @override
    def set(self, name: str, value: str) -> None:
        self._count(name)
        super().set(name, value)

    @override
    def delete(self, name: str) -> None:
        self._count(name)
        super().delete(name)

    def _count(self, name: str) -> None:
        if self._left == 0:
            if self._is_halfway:
                self.secrets.pop(name, None)
            raise KilledError
        self._left -= 1


def setting(place: Place, vault: FakeVault) -> None:
    locking.set_lock(place.around(), vault, OTHER)


def changing(place: Place, vault: FakeVault) -> None:
    locking.set_lock(place.around(), vault, OTHER, present=WORDS)


def removing(place: Place, vault: FakeVault) -> None:
    locking.remove_lock(place.around(), vault, WORDS)


@pytest.mark.parametrize("is_halfway", [False, True])
@pytest.mark.parametrize("dies_at", [0, 1, 2])
@pytest.mark.parametrize("deed", [setting, changing, removing])
def test_a_kill_at_any_step_leaves_a_secret_that_opens_the_store(
    place: Place,
    key: str,
    deed: Callable[[Place, FakeVault], None],
    dies_at: int,
    is_halfway: bool,
) -> None:
    before = None if deed is setting else WORDS
    after = None if deed is removing else OTHER
    if before is not None:
        lock(place, before)
    with pytest.raises(KilledError):
        deed(place, DyingVault(place.vault, dies_at=dies_at, is_halfway=is_halfway))
    opens = []
    for secret in (before, after):
        try:
            opens.append(names(place, secret))
        except (StoreLockedError, WrongPassphraseError):
            continue
    assert [NAME] in opens
    # What is left lying about never opens more than what stands in its place.
    if locking.is_locked(place.vault.secrets[STORE_KEY_SECRET]):
        assert key not in place.vault.secrets.values()
    # The deed can be done again, and then all is tidy.
    known = before if before is not None and _opens(place, before) else after
    if locking.is_locked(place.vault.secrets[STORE_KEY_SECRET]):
        assert known is not None
        locking.remove_lock(place.around(), place.vault, known)
    assert place.vault.secrets[STORE_KEY_SECRET] == key
    assert names(place, None) == [NAME]


def _opens(place: Place, secret: str) -> bool:
    try:
        return names(place, secret) == [NAME]
    except WrongPassphraseError:
        return False


def test_a_key_that_stands_only_beside_its_place_is_put_back_into_it(
    place: Place, key: str
) -> None:
    lock(place)
    place.vault.secrets[COMING_KEY_SECRET] = place.vault.secrets.pop(STORE_KEY_SECRET)
    assert names(place, WORDS) == [NAME]
    assert COMING_KEY_SECRET not in place.vault.secrets
    assert key not in place.vault.secrets.values()
    assert locking.is_locked(place.vault.secrets[STORE_KEY_SECRET])


def test_a_keyring_that_forgets_what_it_was_told_costs_no_key(place: Place, key: str) -> None:
    class Forgetful(FakeVault):
        @override
        def set(self, name: str, value: str) -> None:
            """Say yes and keep nothing."""

    vault = Forgetful()
    vault.secrets = place.vault.secrets
    with pytest.raises(KeyringFailedError):
        locking.set_lock(place.around(), vault, WORDS)
    assert place.vault.secrets[STORE_KEY_SECRET] == key


def test_an_emptied_keyring_is_named_and_nothing_is_locked(place: Place, key: str) -> None:
    assert key
    place.vault.secrets.clear()
    with pytest.raises(StoreKeyMissingError):
        lock(place)
    assert place.vault.secrets == {}


def test_a_forgotten_passphrase_is_as_a_lost_key_and_a_known_one_is_not(
    place: Place, key: str
) -> None:
    assert key
    lock(place)
    assert check_lost(place.around()) is not None
    assert check_lost(place.around(), passphrase=OTHER) is not None
    with pytest.raises(KeyNotLostError):
        check_lost(place.around(), passphrase=WORDS)


def test_a_second_program_finds_it_locked_while_the_first_one_has_it_open(
    place: Place, key: str
) -> None:
    assert key
    first = place.desk()
    first.open()
    seen = [first.asks_passphrase]
    first.set_lock(WORDS)
    assert [*seen, first.asks_passphrase] == [False, True]
    second = place.desk()
    with pytest.raises(StoreLockedError):
        second.open()
    assert [car.name for car in first.cars()] == [NAME]
    first.close()
    # Nothing that a late timer asks for opens it again.
    with pytest.raises(StoreLockedError):
        first.cars()
    assert not first.is_open


def test_a_vault_file_is_no_keyring_and_gets_no_second_lock(place: Place) -> None:
    place.vaults = FakeVaults()
    desk = place.desk()
    desk.open(WORDS)
    assert desk.asks_passphrase
    with pytest.raises(StoreKeyMissingError):
        desk.set_lock(OTHER)
    desk.close()
