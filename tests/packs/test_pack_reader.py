"""Reading packs: shipped by id, others from a file, and nothing that is no file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.errors import FileUnreadableError, NoticeFileError, NoticeMissingError
from ownerapp.domain.ids import Language, PackId
from ownerapp.domain.notice import Origin
from ownerapp.packs import limits
from ownerapp.packs.parse import parse_pack
from ownerapp.packs.reader import PackReader
from ownerapp.resources import resource_path

SHIPPED = resource_path("notices", "cn-reference-ev.json")


def test_shipped_packs_come_by_their_ids_which_are_file_names_and_compiled_ones_last() -> None:
    shipped = PackReader().shipped()
    ids = [pack.notice.pack_id for pack in shipped]
    assert sorted(ids) == sorted(path.stem for path in resource_path("notices").glob("*.json"))
    assert ids[0] == "cn-reference-ev"
    is_compiled = [pack.notice.origin is Origin.COMPILED for pack in shipped]
    assert is_compiled.count(True) == 4
    order = list(zip(is_compiled, ids, strict=True))
    assert order == sorted(order)


def test_a_shipped_pack_is_loaded_by_its_id_with_its_exact_bytes() -> None:
    loaded = PackReader().load("cn-reference-ev")
    assert loaded.shipped
    assert loaded.pack == SHIPPED.read_bytes()
    assert loaded.notice.hash == hashlib.sha256(loaded.pack).hexdigest()
    assert loaded == PackReader().by_id(PackId("cn-reference-ev"))


def test_a_pack_in_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "我的 car.json"
    path.write_bytes(SHIPPED.read_bytes() + b"\n")
    loaded = PackReader().load(str(path))
    assert not loaded.shipped
    assert loaded.notice.practices == PackReader().load("cn-reference-ev").notice.practices


def test_the_exact_bytes_of_a_shipped_pack_are_shipped_wherever_they_lie(tmp_path: Path) -> None:
    path = tmp_path / "copy.json"
    shutil.copy(SHIPPED, path)
    loaded = PackReader().load(str(path))
    assert loaded.shipped
    assert loaded.notice == PackReader().load("cn-reference-ev").notice


def test_kept_bytes_give_the_same_notice_again() -> None:
    reader = PackReader()
    loaded = reader.load("eu-reference-ev")
    assert reader.parse(loaded.pack) == loaded.notice


def test_a_changed_byte_is_another_hash_but_not_another_meaning() -> None:
    data = SHIPPED.read_bytes()
    first, second = parse_pack(data), parse_pack(data + b"\n")
    assert first.hash != second.hash
    assert first.practices == second.practices


def test_language_tags_take_the_programs_form() -> None:
    notice = PackReader().load("cn-reference-ev").notice
    assert notice.native_language == Language("zh_Hans")
    assert set(notice.title.by_language) == {"en", "zh_Hans"}


@pytest.mark.parametrize(
    "name", ["", "no-such-notice", "../notices/cn-reference-ev", "a\0b", "x" * 5000, "a/b/c", "."]
)
def test_what_is_neither_a_shipped_id_nor_a_file_is_missing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NoticeMissingError) as caught:
        PackReader().load(name)
    assert caught.value.notice == name


def test_an_id_never_reads_outside_the_shipped_folder(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    shutil.copy(SHIPPED, tmp_path / "outside.json")
    reader = PackReader(folder)
    for name in ("../outside", "..", "/etc/passwd", "a.b", "A", ""):
        assert reader.by_id(PackId(name)) is None


def test_a_folder_is_no_notice(tmp_path: Path) -> None:
    with pytest.raises(NoticeMissingError):
        PackReader().load(str(tmp_path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
@pytest.mark.timeout(10)
def test_a_pipe_without_a_writer_does_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NoticeMissingError):
        PackReader().load(str(pipe))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
@pytest.mark.timeout(10)
def test_an_endless_device_is_not_read() -> None:
    with pytest.raises(NoticeMissingError):
        PackReader().load("/dev/zero")


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read every file"
)
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "closed.json"
    path.write_bytes(b"{}")
    path.chmod(0)
    with pytest.raises(FileUnreadableError) as caught:
        PackReader().load(str(path))
    assert caught.value.path == str(path)


def test_a_file_over_the_bound_is_refused_without_being_parsed(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES * 200)
    with pytest.raises(NoticeFileError) as caught:
        PackReader().load(str(path))
    assert caught.value.reason == "too-large"


def test_fifty_practices_are_read_quickly() -> None:
    """A coarse guard against a slow walk; the benchmark gives the real number."""
    tree: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    practices = tree["practices"]
    tree["practices"] = [
        {**practices[index % len(practices)], "id": f"practice-{index}"} for index in range(50)
    ]
    data = json.dumps(tree, ensure_ascii=False).encode()
    parse_pack(data)
    best = min(_seconds_to_parse(data) for _ in range(7))
    assert best < 0.1


def _seconds_to_parse(data: bytes) -> float:
    start = time.perf_counter()
    parse_pack(data)
    return time.perf_counter() - start
