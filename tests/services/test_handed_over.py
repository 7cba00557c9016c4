"""What is handed over is told apart by its kind, and kept as it was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.errors import FileMissingError, NoticeSignatureError
from ownerapp.packs.shipped_list import notices_folder
from ownerapp.services.handed_over import HandedOver, kind_of
from tests.support.desks import Place
from tests.support.notice_files import AUTHOR, changed, pack_bytes, pack_file


def test_every_shipped_notice_is_one() -> None:
    for path in notices_folder().glob("*.json"):
        assert kind_of(path.read_bytes()) is HandedOver.NOTICE


@pytest.mark.parametrize(
    "data",
    [
        b'{"notice_pack": "1.0"}',
        b'\xef\xbb\xbf \n{"id": "a", "notice_pack"\n: "9.0"}',
        b'{"notice_pack": "1.0", broken',
    ],
)
def test_what_is_meant_to_be_a_notice_is_one_also_when_it_is_broken(data: bytes) -> None:
    assert kind_of(data) is HandedOver.NOTICE


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'%PDF-1.7 {"notice_pack": 1}',
        b'["notice_pack"]',
        json.dumps({"text": '{"notice_pack": "1.0"}'}).encode(),
        b'{"type": ["VerifiableCredential"]}',
        b'{"a": "notice_pack"}',
    ],
)
def test_everything_else_is_for_whoever_checks_records(data: bytes) -> None:
    assert kind_of(data) is HandedOver.RECORD


@given(st.text())
def test_a_text_inside_a_record_never_makes_it_a_notice(text: str) -> None:
    record = json.dumps({"shown": text, "more": f'"notice_pack": {text}'}).encode()
    assert kind_of(record) is HandedOver.RECORD


def test_the_content_of_a_file_decides_and_not_its_name(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "notice.json"
    path.write_bytes(b'{"notice_pack": "1.0"}')
    desk = place.desk()
    try:
        assert desk.kind_of_file(str(path)) is HandedOver.NOTICE
        with pytest.raises(FileMissingError):
            desk.kind_of_file(str(tmp_path / "gone.json"))
    finally:
        desk.close()


def test_what_is_kept_is_what_was_shown_whatever_the_file_says_by_now(
    place: Place, tmp_path: Path
) -> None:
    path = pack_file(tmp_path, pack_bytes(id="mine"))
    desk = place.desk()
    try:
        desk.open()
        shown = desk.notices.verify(path)
        pack_file(tmp_path, pack_bytes(id="other"))
        kept = desk.notices.keep(shown)
        assert kept.notice.hash == shown.notice.hash
        assert [item.notice.pack_id for item in desk.notices.imported()] == ["mine"]
    finally:
        desk.close()


def test_a_pack_that_was_changed_after_it_was_signed_is_not_kept(
    place: Place, tmp_path: Path
) -> None:
    path = pack_file(tmp_path, changed(pack_bytes(signed_by=AUTHOR)))
    desk = place.desk()
    try:
        desk.open()
        with pytest.raises(NoticeSignatureError):
            desk.notices.keep(desk.notices.verify(path))
        assert desk.notices.imported() == ()
    finally:
        desk.close()
