"""The plain file beside the store: strict, and free of anything secret."""

from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ownerapp.domain.errors import NewerFileError, StoreDamagedError
from ownerapp.services.ports.store import StoreInfo
from ownerapp.services.ports.vault import VaultKind
from ownerapp.system.store_info import JsonStoreInfoFile

INFO = StoreInfo(
    store_id="5b0f7f5e-0a39-4f0c-8f6a-2f8d8a4f7a11",
    vault=VaultKind.KEYRING,
    created_at=datetime(2026, 11, 20, 10, 30, 0, 123000, tzinfo=UTC),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.json"


@pytest.mark.parametrize("kind", VaultKind)
def test_what_was_saved_is_loaded(path: Path, kind: VaultKind) -> None:
    info = StoreInfo(store_id=INFO.store_id, vault=kind, created_at=INFO.created_at)
    JsonStoreInfoFile(path).save(info)
    assert JsonStoreInfoFile(path).load() == info
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_file_means_no_store(path: Path) -> None:
    assert JsonStoreInfoFile(path).load() is None


@pytest.mark.parametrize(
    "values",
    [
        {"format": "1"},
        {"format": 0},
        {"format": True},
        {"format": 1.0},
        {"id": "../../etc"},
        {"id": None},
        {"id": 7},
        {"vault": "plain"},
        {"vault": ["keyring"]},
        {"created": "yesterday"},
        {"created": "2026-11-20T10:30:00"},
        {"created": 1},
        {"extra": 1},
    ],
)
def test_a_wrong_value_is_a_damaged_store(path: Path, values: dict[str, object]) -> None:
    JsonStoreInfoFile(path).save(INFO)
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))
    with pytest.raises(StoreDamagedError):
        JsonStoreInfoFile(path).load()


@pytest.mark.parametrize("name", ["format", "id", "vault", "created"])
def test_a_missing_value_is_a_damaged_store(path: Path, name: str) -> None:
    JsonStoreInfoFile(path).save(INFO)
    found = json.loads(path.read_text())
    del found[name]
    path.write_text(json.dumps(found))
    with pytest.raises(StoreDamagedError):
        JsonStoreInfoFile(path).load()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"[" * 4000, b" " * 5000])
def test_what_is_not_json_is_a_damaged_store(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreDamagedError):
        JsonStoreInfoFile(path).load()


def test_a_folder_in_its_place_is_a_damaged_store(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreDamagedError):
        JsonStoreInfoFile(path).load()


def test_a_newer_file_is_named_even_with_other_keys(path: Path) -> None:
    path.write_text('{"format": 2, "keys": []}')
    with pytest.raises(NewerFileError) as caught:
        JsonStoreInfoFile(path).load()
    assert caught.value.found == "2"
