"""What fuzzing and its targets found once, as the smallest input that showed it."""

from __future__ import annotations

import json
import struct
import zlib
from datetime import UTC, datetime

import pytest

from ownerapp.documents import pdf_reading
from ownerapp.documents.bundle import make_bundle, read_bundle
from ownerapp.documents.pdf_reading import read_pdf
from ownerapp.documents.pictures import MAX_EDGE, MAX_PIXELS, Pictures
from ownerapp.domain.errors import BackupDamagedError
from ownerapp.domain.verdict import Check, Outcome
from ownerapp.signing import time_stamp
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from ownerapp.system.argon2_seal import Argon2Cost, SealHeader
from ownerapp.system.recovery import CodeRecovery
from tests.fuzz.targets import bundle, pdf


def attachment_reason(data: bytes) -> str:
    (reason,) = [
        check.reason for check in read_pdf(data).checks if check.check is Check.PDF_ATTACHMENT
    ]
    return reason


def with_objects(*, first: bytes, instead: bytes, **objects: bytes) -> bytes:
    """Return the plain PDF with one of its parts changed, and more objects."""
    more = b"".join(
        b"%s 0 obj\n%s\nendobj\n" % (name[1:].encode(), body) for name, body in objects.items()
    )
    whole = pdf.seeds()[0].replace(first, instead)
    at = whole.rindex(b"xref\n0 1")
    return pdf.mended(whole[:at] + more + b"trailer\n<</Size 99/Root 1 0 R>>\n")


def test_a_tree_of_names_that_repeats_one_child_is_left_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 7 kB made half a million names: 0.7 s for each of up to three looks.
    looks: list[str] = []
    entry = pdf_reading._entry

    def counted(holder: object, key: str) -> object:
        looks.append(key)
        return entry(holder, key)

    monkeypatch.setattr(pdf_reading, "_entry", counted)
    steps = {
        f"o{number}": b"<</Kids[%s]>>" % (b"%d 0 R " % (number + 1) * 16) for number in range(6, 10)
    }
    data = with_objects(
        first=b"/EmbeddedFiles<</Names[(consent-receipt.json)4 0 R]>>",
        instead=b"/EmbeddedFiles 6 0 R",
        **steps,
        o10=b"<</Names[" + b"(a)4 0 R " * 8 + b"]>>",
    )
    assert attachment_reason(data) == "several"
    assert len(looks) < 100


@pytest.mark.parametrize(
    "filters",
    [
        # 15 kB of one-column rows took 1.9 s to decode.
        b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 1>>",
        b"/Filter[/FlateDecode/FlateDecode]",
        b"/Filter/ASCII85Decode",
    ],
)
def test_an_attachment_is_packed_in_the_one_way_or_not_at_all(filters: bytes) -> None:
    packed = zlib.compress(b"\0" * 100)
    plain = pdf.seeds()[0]
    start = plain.index(b"<</Type/EmbeddedFile")
    end = plain.index(b"\nendstream") + len(b"\nendstream")
    stream = b"<</Type/EmbeddedFile%s/Length %d>>stream\n%s\nendstream"
    data = with_objects(first=plain[start:end], instead=stream % (filters, len(packed), packed))
    assert attachment_reason(data) == "unreadable"
    good = with_objects(
        first=plain[start:end], instead=stream % (b"/Filter/FlateDecode", len(packed), packed)
    )
    assert attachment_reason(good) == ""


@pytest.mark.parametrize("wide", [True, False])
def test_a_picture_as_narrow_as_a_hair_is_not_decoded(wide: bool) -> None:
    # 97 kB that stated 1 x 50,000,000 pixels took 11 s.
    for long in (MAX_EDGE + 1, MAX_PIXELS):
        size = (long, 1) if wide else (1, long)
        head = b"IHDR" + struct.pack(">IIBBBBB", *size, 1, 0, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n\0\0\0\x0d" + head + struct.pack(">I", zlib.crc32(head))
        assert Pictures().codes(data).reason == "too-large"


def test_a_backup_cannot_ask_for_many_times_the_usual_work() -> None:
    # Each of the numbers was within its bounds; together they took 13 times the usual work.
    head = {"nonce": "AAAAAAAAAAAAAAAA", "sealed": ""}
    for memory, passes, is_good in ((256, 10, False), (256, 4, False), (256, 3, True)):
        cost = Argon2Cost(memory_kib=memory * 1024, passes=passes)
        data = json.dumps({**head, "header": SealHeader.new(cost).to_json()}).encode()
        if is_good:
            assert CodeRecovery().kit_of(data, path="b")
        else:
            with pytest.raises(BackupDamagedError):
                CodeRecovery().kit_of(data, path="b")


def test_a_small_bundle_cannot_unpack_to_much_work() -> None:
    # 65 kB unpacked to 64 MB of records and PDFs, which took minutes to read.
    at = datetime(2025, 11, 22, tzinfo=UTC)
    small = {"receipt.json": b"[" + b"[]," * 300_000 + b"1]"}
    large = {f"record-{number:04d}/receipt.json": b" " * 4_000_000 for number in range(4)}
    assert read_bundle(make_bundle(small, at=at)).files == small
    assert read_bundle(make_bundle(large, at=at)).reason == "too-large"


def test_a_long_answer_of_a_time_stamp_server_is_not_read_value_by_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 4 MB of empty values took 7 s and 300 MB; a bundle may hold 16 MB.
    stamps = Rfc3161TimeStamps(lambda *_: b"")
    good = (bundle.FOLDER / "answer.tsr").read_bytes()
    assert stamps.check_answer(good, bundle.STAMPED).outcome is Outcome.OK
    monkeypatch.setattr(time_stamp, "der_item", lambda *_: pytest.fail("it was read"))
    assert stamps.check_answer(good + bytes(64 * 1024), bundle.STAMPED).reason == "form"
