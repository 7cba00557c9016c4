"""The list of shipped notices: what is in it is shipped, and nothing else."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from ownerapp.domain.ids import NoticeHash, PackId
from ownerapp.domain.trust import TrustLevel
from ownerapp.packs.reader import PackReader
from ownerapp.packs.shipped_list import LIST_NAME, list_text, listed_notices, main, notices_folder

PACK = "eu-reference-ev.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with one shipped pack and its list."""
    shutil.copyfile(notices_folder() / PACK, tmp_path / PACK)
    assert main(["--write"], tmp_path) == 0
    return tmp_path


def test_the_list_names_exactly_the_packs_that_are_shipped() -> None:
    assert (notices_folder() / LIST_NAME).read_text(encoding="utf-8") == list_text(
        notices_folder()
    ), "A shipped pack was changed. Run: python -m ownerapp.packs.shipped_list --write"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_the_common_tool_can_check_the_list(folder: Path) -> None:
    subprocess.run(["sha256sum", "--check", "--strict", LIST_NAME], cwd=folder, check=True)


def test_a_listed_pack_is_shipped(folder: Path) -> None:
    loaded = PackReader(folder).by_id(PackId("eu-reference-ev"))

    assert loaded is not None
    assert loaded.shipped
    assert loaded.trust.level is TrustLevel.SHIPPED
    assert loaded.trust.takes_yes


def test_a_pack_that_was_changed_in_the_shipped_folder_is_not_shipped(folder: Path) -> None:
    path = folder / PACK
    path.write_bytes(path.read_bytes() + b"\n")
    (loaded,) = PackReader(folder).shipped()

    assert not loaded.shipped
    assert loaded.trust.level is TrustLevel.UNSIGNED
    assert not loaded.trust.takes_yes
    assert main(["--check"], folder) == 1


def test_a_copy_of_a_listed_pack_is_shipped_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy of it.json"
    shutil.copyfile(folder / PACK, copy)

    assert PackReader(folder).load(str(copy)).shipped


@pytest.mark.parametrize(
    "text",
    [
        None,
        b"",
        b"\xff\xfe",
        b"0000  eu-reference-ev.json\n",
        "{digest} eu-reference-ev.json\n",
        "{DIGEST}  eu-reference-ev.json\n",
        "{digest}  ../eu-reference-ev.json\n",
        "# {digest}  eu-reference-ev.json\n",
    ],
)
def test_a_list_that_cannot_be_read_ships_nothing(folder: Path, text: str | bytes | None) -> None:
    digest = hashlib.sha256((folder / PACK).read_bytes()).hexdigest()
    path = folder / LIST_NAME
    path.unlink()
    if isinstance(text, str):
        text = text.replace("{digest}", digest).replace("{DIGEST}", digest.upper()).encode()
    if text is not None:
        path.write_bytes(text)

    assert listed_notices(folder) == frozenset()
    assert [loaded.shipped for loaded in PackReader(folder).shipped()] == [False]


def test_an_id_is_shipped_without_reading_its_pack(folder: Path) -> None:
    (folder / "unreadable.json").write_bytes(b"{")
    reader = PackReader(folder)

    assert reader.is_shipped_id(PackId("eu-reference-ev"))
    assert reader.is_shipped_id(PackId("unreadable"))
    assert not reader.is_shipped_id(PackId("../notices/eu-reference-ev"))
    assert not reader.is_shipped_id(PackId("nothing"))
    assert not reader.is_shipped(NoticeHash("0" * 64))
