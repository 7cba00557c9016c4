"""The passphrase vault file: its bounds, its damage, its neighbours."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import time
from pathlib import Path

import pytest

from ownerapp.domain.errors import (
    DiskFullError,
    FileMissingError,
    NewerFileError,
    PassphraseTooShortError,
    VaultDamagedError,
    WrongPassphraseError,
)
from ownerapp.services.ports.vault import VaultKind
from ownerapp.system.argon2_seal import Argon2Cost
from ownerapp.system.passphrase_vault import PassphraseVault

QUICK = Argon2Cost(memory_kib=19 * 1024, passes=1, lanes=1)
PASSPHRASE = "correct horse"  # noqa: S105 - it opens nothing but these files
STORE_KEY = "ab" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault.json"


@pytest.fixture
def vault(path: Path) -> PassphraseVault:
    made = PassphraseVault.create(path, PASSPHRASE, cost=QUICK)
    made.set("store-key", STORE_KEY)
    return made


def change_header(path: Path, **values: object) -> None:
    found = json.loads(path.read_text())
    found["header"].update(values)
    path.write_text(json.dumps(found))


def test_the_passphrase_opens_it_again(vault: PassphraseVault, path: Path) -> None:
    assert PassphraseVault.open(path, PASSPHRASE).get("store-key") == STORE_KEY


def test_a_wrong_passphrase_is_named(vault: PassphraseVault, path: Path) -> None:
    with pytest.raises(WrongPassphraseError):
        PassphraseVault.open(path, PASSPHRASE + "x")


def test_the_file_is_the_owners_alone_and_holds_no_secret(
    vault: PassphraseVault, path: Path
) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    for secret in (STORE_KEY, "store-key", PASSPHRASE):
        assert secret.encode() not in content


def test_the_default_cost_is_the_second_recommendation_of_rfc_9106(path: Path) -> None:
    PassphraseVault.create(path, PASSPHRASE)
    header = json.loads(path.read_text())["header"]
    assert (header["v"], header["kdf"]) == (1, "argon2id")
    assert (header["m"], header["t"], header["p"]) == (64 * 1024, 3, 4)


def test_every_file_has_its_own_salt_and_every_write_its_own_nonce(tmp_path: Path) -> None:
    seen = set()
    for path in (tmp_path / "a.json", tmp_path / "b.json"):
        made = PassphraseVault.create(path, PASSPHRASE, cost=QUICK)
        seen.add(json.loads(path.read_text())["header"]["salt"])
        for _ in range(3):
            made.set("log-head", "1:00")
            seen.add(json.loads(path.read_text())["nonce"])
    assert len(seen) == 8


@pytest.mark.parametrize("passphrase", ["", "1234567", "e\N{COMBINING ACUTE ACCENT}" * 7])
def test_a_short_passphrase_makes_no_vault(path: Path, passphrase: str) -> None:
    with pytest.raises(PassphraseTooShortError) as caught:
        PassphraseVault.create(path, passphrase, cost=QUICK)
    assert caught.value.minimum == 8
    assert not path.exists()


def test_one_passphrase_typed_on_two_systems_is_the_same(path: Path) -> None:
    composed = "\N{LATIN SMALL LETTER E WITH ACUTE}t\N{LATIN SMALL LETTER E WITH ACUTE} 2026"
    PassphraseVault.create(path, composed, cost=QUICK).set("store-key", STORE_KEY)
    typed = composed.replace("\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}")
    assert PassphraseVault.open(path, typed).get("store-key") == STORE_KEY


@pytest.mark.parametrize(
    "values",
    [
        {"m": 2**31},
        {"m": 256 * 1024 + 1},
        {"m": 8},
        {"m": True},
        {"m": "65536"},
        {"m": 65536.0},
        {"t": 0},
        {"t": 11},
        {"t": 10**30},
        {"p": 0},
        {"p": 1000},
        {"kdf": "scrypt"},
        {"kdf": None},
        {"v": 0},
        {"v": "1"},
        {"v": True},
        {"salt": ""},
        {"salt": "AAAA"},
        {"salt": "not base64 at all"},
        {"salt": "\N{SNOWMAN}"},
        {"salt": 7},
        {"extra": 1},
    ],
)
def test_a_header_out_of_bounds_is_refused_before_any_work(
    vault: PassphraseVault, path: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, object]
) -> None:
    worked: list[object] = []
    monkeypatch.setattr(
        "cryptography.hazmat.primitives.kdf.argon2.Argon2id",
        lambda **options: worked.append(options),
    )
    change_header(path, **values)
    with pytest.raises(VaultDamagedError):
        PassphraseVault.open(path, PASSPHRASE)
    assert worked == []


@pytest.mark.parametrize(
    "values", [{"t": 2}, {"m": 20 * 1024}, {"p": 2}, {"salt": "AAAAAAAAAAAAAAAAAAAAAA=="}]
)
def test_a_changed_header_within_bounds_opens_nothing(
    vault: PassphraseVault, path: Path, values: dict[str, object]
) -> None:
    change_header(path, **values)
    with pytest.raises(WrongPassphraseError):
        PassphraseVault.open(path, PASSPHRASE)
    with pytest.raises(WrongPassphraseError):
        vault.get("store-key")


def test_a_newer_file_is_named_even_when_its_header_is_unknown(
    vault: PassphraseVault, path: Path
) -> None:
    path.write_text(json.dumps({"header": {"v": 2, "kdf": "new"}, "other": 1}))
    with pytest.raises(NewerFileError) as caught:
        PassphraseVault.open(path, PASSPHRASE)
    assert caught.value.found == "2"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"header": 1}',
        b'{"header": {}, "header": {}}',
        b'{"header": {}, "nonce": NaN, "sealed": ""}',
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b" " * 70_000,
        b'{"header": {}, "nonce": "\\ud800", "sealed": ""}',
    ],
)
def test_a_damaged_file_is_named(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(VaultDamagedError):
        PassphraseVault.open(path, PASSPHRASE)


def test_every_changed_or_missing_byte_is_noticed(vault: PassphraseVault, path: Path) -> None:
    good = path.read_bytes()
    noticed = 0
    for place in range(0, len(good), 7):
        changed = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
        for bad in (changed, good[:place]):
            path.write_bytes(bad)
            with contextlib.suppress(VaultDamagedError, WrongPassphraseError, NewerFileError):
                # Space between the values may change; nothing else may.
                assert vault.get("store-key") == STORE_KEY
                assert json.loads(bad) == json.loads(good)
                continue
            noticed += 1
    assert noticed > len(good) // 7


def test_a_vault_that_is_gone_is_missing(vault: PassphraseVault, path: Path) -> None:
    path.unlink()
    with pytest.raises(FileMissingError):
        vault.get("store-key")
    with pytest.raises(FileMissingError):
        PassphraseVault.open(path, PASSPHRASE)


def test_two_processes_see_what_the_other_one_kept(vault: PassphraseVault, path: Path) -> None:
    other = PassphraseVault.open(path, PASSPHRASE)
    other.set("log-head", "1:00")
    vault.set("store-key", "cd")
    assert (vault.get("log-head"), other.get("store-key")) == ("1:00", "cd")


def test_keeping_a_secret_needs_no_second_derivation(
    vault: PassphraseVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_options: object) -> object:
        raise AssertionError

    monkeypatch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", refuse)
    started = time.perf_counter()
    for size in range(20):
        vault.set("log-head", f"{size}:00")
    assert time.perf_counter() - started < 2
    assert vault.get("log-head") == "19:00"


def test_a_full_disk_keeps_the_former_secrets(
    vault: PassphraseVault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(DiskFullError):
            vault.set("store-key", "cd")
    assert vault.get("store-key") == STORE_KEY
    assert list(path.parent.iterdir()) == [path]


def test_it_says_where_the_secrets_are(vault: PassphraseVault) -> None:
    assert vault.kind is VaultKind.FILE
