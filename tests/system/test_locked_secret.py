"""A secret under a passphrase: what opens it, what does not, and that it fits a keyring."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.errors import (
    PassphraseTooShortError,
    VaultDamagedError,
    WrongPassphraseError,
)
from ownerapp.system.argon2_seal import Argon2Cost, to_base64
from ownerapp.system.locked_secret import lock_secret, unlock_secret
from ownerapp.system.secret_limits import check_secret

KEY = bytes(range(32))
WORDS = "several words are good"
QUICK = Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1)


def test_the_passphrase_opens_it_however_its_characters_are_composed() -> None:
    locked = lock_secret(KEY, "schön genug", cost=QUICK)
    assert unlock_secret(locked, "scho\u0308n genug") == KEY


def test_another_passphrase_does_not_open_it() -> None:
    with pytest.raises(WrongPassphraseError):
        unlock_secret(lock_secret(KEY, WORDS, cost=QUICK), WORDS + " ")


def test_a_short_passphrase_locks_nothing() -> None:
    with pytest.raises(PassphraseTooShortError):
        lock_secret(KEY, "1234567", cost=QUICK)


def test_it_fits_every_keyring_and_shows_nothing_of_the_secret() -> None:
    locked = lock_secret(KEY, WORDS)
    check_secret("db-key", f"locked:{locked}")
    assert KEY.hex() not in locked


def test_the_same_twice_does_not_look_the_same() -> None:
    assert lock_secret(KEY, WORDS, cost=QUICK) != lock_secret(KEY, WORDS, cost=QUICK)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=60), st.binary(max_size=120).map(to_base64)))
def test_anything_else_is_called_damaged_and_costs_no_work(found: str) -> None:
    with pytest.raises(VaultDamagedError):
        unlock_secret(found, WORDS)


def test_a_header_that_asks_for_endless_work_is_refused() -> None:
    greedy = b'{"header":{"kdf":"argon2id","m":262144,"p":4,"salt":"%s","t":10,"v":1},' % (
        b"A" * 24
    )
    with pytest.raises(VaultDamagedError):
        unlock_secret(to_base64(greedy + b'"nonce":"","sealed":""}'), WORDS)
