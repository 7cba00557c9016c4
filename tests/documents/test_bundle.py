"""The zip reader takes nothing but bundles, within bounds, and writes nothing."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.documents import bundle
from ownerapp.documents.bundle import make_bundle, read_bundle

AT = datetime(2026, 11, 21, 9, 30, 1, tzinfo=UTC)
FILES = {"VERIFY.txt": b"words\n" * 50, "receipt.json": b"{}", "record-0042/notice.json": b"n"}
GOOD = make_bundle(FILES, at=AT)


def packed(
    *entries: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_STORED
) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", compression=method) as opened:
        for name, content in entries:
            opened.writestr(name, content)
    return data.getvalue()


def test_what_was_put_in_comes_out_and_the_same_files_give_the_same_bytes() -> None:
    assert read_bundle(GOOD).files == FILES
    assert read_bundle(GOOD).reason == ""
    assert make_bundle(FILES, at=AT) == GOOD


def test_every_entry_has_the_time_of_the_record_and_plain_rights() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as opened:
        assert {item.date_time for item in opened.infolist()} == {(2026, 11, 21, 9, 30, 0)}
        assert {item.external_attr >> 16 for item in opened.infolist()} == {stat.S_IFREG | 0o644}


@pytest.mark.parametrize(
    "name",
    [
        "../receipt.json",
        "/receipt.json",
        "C:/receipt.json",
        "record-0001/../receipt.json",
        "record-1/receipt.json",
        "record-0001\\receipt.json",
        "record-0001/deeper/receipt.json",
        "record-0001/keys.json",
        "history.csv",
        "receipt.json ",
        "RECEIPT.JSON",
        "receipt.json\n",
    ],
)
def test_a_name_that_no_bundle_has_is_refused(name: str) -> None:
    assert read_bundle(packed(("receipt.json", b"{}"), (name, b"x"))).reason in {
        "extra-file",
        "duplicate-name",
    }


def test_a_name_that_ends_for_some_readers_at_a_nul_is_refused() -> None:
    data = packed(("receipt.jsonX.exe", b"{}")).replace(b"receipt.jsonX", b"receipt.json\0")
    assert read_bundle(data).reason in {"extra-file", "not-a-bundle"}


def test_a_link_a_folder_and_a_locked_file_are_refused() -> None:
    link = zipfile.ZipInfo("receipt.json")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    assert read_bundle(packed((link, b"/etc/passwd"))).reason == "not-allowed"
    assert read_bundle(packed(("record-0001/", b""))).reason in {"not-allowed", "extra-file"}
    locked = bytearray(packed(("receipt.json", b"{}")))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert read_bundle(bytes(locked)).reason == "not-allowed"
    other = packed(("receipt.json", b"{}" * 90), method=zipfile.ZIP_BZIP2)
    assert read_bundle(other).reason == "not-allowed"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused() -> None:
    data = packed(("receipt.json", b"{}"), ("receipt.json", b"[]"))
    assert read_bundle(data).reason == "duplicate-name"


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundle, "FILE_LIMIT", 1_000)
    monkeypatch.setattr(bundle, "TOTAL_LIMIT", 1_500)
    one = packed(("receipt.json", b"\0" * 1_001), method=zipfile.ZIP_DEFLATED)
    both = packed(
        ("receipt.json", b"\0" * 800), ("keys.json", b"\0" * 800), method=zipfile.ZIP_DEFLATED
    )
    fits = packed(("receipt.json", b"\0" * 800), ("keys.json", b"\0" * 700))
    assert read_bundle(one).reason == "too-large"
    assert read_bundle(both).reason == "too-large"
    assert len(read_bundle(fits).files) == 2


def test_a_size_that_is_a_lie_never_unpacks_more_than_it_says() -> None:
    data = bytearray(packed(("receipt.json", b"\0" * 100_000), method=zipfile.ZIP_DEFLATED))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + place
        data[at : at + 4] = struct.pack("<L", 10)
    assert read_bundle(bytes(data)).reason == "not-a-bundle"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        GOOD[:-1],
        GOOD + b"\0",
        b"#!/bin/sh\n" + GOOD,
        GOOD[:-2] + struct.pack("<H", 5) + b"hello",
        b"PK\x05\x06" + b"\0" * 18,
    ],
    ids=["empty", "start", "cut", "after", "before", "comment", "no entries"],
)
def test_bytes_that_two_readers_could_take_for_two_files_are_refused(data: bytes) -> None:
    assert read_bundle(data).reason == "not-a-bundle"


def test_a_name_that_ends_before_it_began_is_refused() -> None:
    data = packed(("receipt.json", b"{}")).replace(b"receipt.json", b"\0eceipt.json")
    assert read_bundle(data).reason == "extra-file"


def test_a_list_that_is_too_long_is_not_read() -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 60_000, 60_000, 100_000, 0, 0)
    data = b"PK\x03\x04" + b"\0" * (100_000 - 4) + end
    assert read_bundle(data).reason == "too-large"


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_bytes_change_it_never_raises_and_gives_only_names_of_a_bundle(
    data: st.DataObject,
) -> None:
    changed = bytearray(GOOD)
    for _change in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    read = read_bundle(bytes(changed))
    assert all(bundle._NAMES.fullmatch(name) for name in read.files)
    assert not (read.files and read.reason)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_of_any_kind_never_raise(data: bytes) -> None:
    assert read_bundle(b"PK\x03\x04" + data).files == {} or data


def test_nothing_is_written_to_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read_bundle(GOOD)
    assert [*tmp_path.iterdir()] == []
