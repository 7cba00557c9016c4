"""The notices at hand: what may be imported, and which one an id means."""

from __future__ import annotations

from pathlib import Path

import pytest

from ownerapp.domain.errors import (
    NoticeFileError,
    NoticeMissingError,
    NoticeSignatureError,
    NoticeVersionError,
    NoticeVersionTakenError,
    StoreBusyError,
)
from ownerapp.domain.ids import PackId
from ownerapp.services.notice_library import NoticeLibrary
from ownerapp.services.opening import OpenedStore
from tests.support.desks import Place, events_of, shipped
from tests.support.notice_files import AUTHOR, PACK_ID, changed, pack_bytes, pack_file


@pytest.fixture
def library(opened: OpenedStore) -> NoticeLibrary:
    return NoticeLibrary(opened.around, opened)


def test_an_imported_notice_stands_beside_the_shipped_ones(
    place: Place, library: NoticeLibrary, tmp_path: Path
) -> None:
    at_first = library.all()
    data = pack_bytes(signed_by=AUTHOR)
    imported = library.import_file(pack_file(tmp_path, data))

    assert imported.pack == data
    assert not imported.shipped
    assert library.all() == (*at_first, imported)
    again = place.open()
    assert NoticeLibrary(again.around, again).imported() == (imported,)
    assert NoticeLibrary(again.around, None).all() == at_first


def test_importing_the_same_bytes_twice_is_one_notice(
    library: NoticeLibrary, tmp_path: Path
) -> None:
    first = library.import_file(pack_file(tmp_path, pack_bytes()))
    assert library.import_file(pack_file(tmp_path, pack_bytes(), "copy.json")) == first
    assert library.imported() == (first,)


def test_a_shipped_notice_is_at_hand_already(library: NoticeLibrary, tmp_path: Path) -> None:
    found = library.import_file(pack_file(tmp_path, shipped().pack))

    assert found.shipped
    assert library.imported() == ()


def test_importing_writes_no_entry(
    opened: OpenedStore, library: NoticeLibrary, tmp_path: Path
) -> None:
    library.import_file(pack_file(tmp_path, pack_bytes()))
    assert events_of(opened) == []


def test_a_notice_without_a_signature_can_be_imported(
    library: NoticeLibrary, tmp_path: Path
) -> None:
    library.import_file(pack_file(tmp_path, pack_bytes()))
    assert len(library.imported()) == 1


def test_a_broken_signature_is_refused(library: NoticeLibrary, tmp_path: Path) -> None:
    path = pack_file(tmp_path, changed(pack_bytes(signed_by=AUTHOR)))
    with pytest.raises(NoticeSignatureError):
        library.import_file(path)
    assert library.imported() == ()


def test_an_unknown_version_of_the_format_is_refused(
    library: NoticeLibrary, tmp_path: Path
) -> None:
    with pytest.raises(NoticeVersionError):
        library.import_file(pack_file(tmp_path, pack_bytes(notice_pack="2.0")))
    assert library.imported() == ()


def test_what_is_no_notice_is_refused(library: NoticeLibrary, tmp_path: Path) -> None:
    with pytest.raises(NoticeFileError):
        library.import_file(pack_file(tmp_path, b"{}"))
    with pytest.raises(NoticeMissingError):
        library.import_file(str(tmp_path / "nothing.json"))
    with pytest.raises(NoticeMissingError):
        library.import_file("cn-reference-ev")
    assert library.imported() == ()


def test_one_id_and_version_means_one_notice(library: NoticeLibrary, tmp_path: Path) -> None:
    kept = library.import_file(pack_file(tmp_path, pack_bytes()))
    with pytest.raises(NoticeVersionTakenError) as caught:
        library.import_file(pack_file(tmp_path, pack_bytes(signed_by=AUTHOR)))
    assert (caught.value.pack, caught.value.version) == (PACK_ID, kept.notice.version)
    assert library.imported() == (kept,)

    library.import_file(pack_file(tmp_path, pack_bytes(version="9.9")))
    assert len(library.imported()) == 2


def test_the_id_and_version_of_a_shipped_notice_are_taken(
    library: NoticeLibrary, tmp_path: Path
) -> None:
    with pytest.raises(NoticeVersionTakenError):
        library.import_file(pack_file(tmp_path, pack_bytes(id="cn-reference-ev")))


def test_an_id_means_the_notice_that_is_in_force_last(
    library: NoticeLibrary, tmp_path: Path
) -> None:
    def keep(version: str, day: str, pack_id: str = PACK_ID) -> None:
        data = pack_bytes(id=pack_id, version=version, effective_from=day)
        library.import_file(pack_file(tmp_path, data))

    def version(pack_id: str) -> str:
        found = library.by_id(PackId(pack_id))
        assert found is not None
        assert library.load(pack_id) == found
        return found.notice.version

    keep("2.0", "2026-12-01")
    assert version(PACK_ID) == "2.0"
    keep("1.0", "2026-11-01")
    assert version(PACK_ID) == "2.0"
    keep("2.1", "2026-12-01")
    assert version(PACK_ID) == "2.1"

    own = shipped().notice
    keep("0.1", own.effective_from.isoformat(), own.pack_id)
    assert version(own.pack_id) == own.version
    keep("9.9", "2027-01-01", own.pack_id)
    assert version(own.pack_id) == "9.9"


def test_an_unknown_id_is_missing(library: NoticeLibrary) -> None:
    assert library.by_id(PackId("nothing")) is None
    with pytest.raises(NoticeMissingError):
        library.load("nothing")


def test_while_another_process_writes_nothing_is_imported(
    opened: OpenedStore, library: NoticeLibrary, place: Place, tmp_path: Path
) -> None:
    path = pack_file(tmp_path, pack_bytes())
    with place.around().lock.hold(), pytest.raises(StoreBusyError):
        library.import_file(path)
    assert library.imported() == ()
