"""The code of a record: what stands in it, how large it is, and what of it is unpacked."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import cbor2
import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.record import Disclosure
from ownerapp.domain.record_code import STATE_BYTES, RecordCode, record_code
from ownerapp.domain.verdict import Check
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner
from ownerapp.signing.base45 import base45_encode
from ownerapp.signing.cose_receipt import (
    MAX_COSE_BYTES,
    MAX_TEXT,
    make_code,
    read_envelope,
    read_payload,
    unpack,
)
from tests.support import codes, record_variety, records

CONTENT = records.content(records.shipped_notice())
SIGNED = records.signed_bytes(CONTENT)
TEXT = codes.code_text(CONTENT)
CODE = record_code(CONTENT, C2spLogSealer().sha256(SIGNED))

HEAD = "d2844da20127044856475aa75463474ca0"
"""How every code of the test key begins: the tag, the protected header, no other header."""
GOLDEN = "a6a783184635b0fce8527ce98eeca84e6d48e02c5779c73f270448258c436dbc"
"""SHA-256 of the COSE bytes of one code; Ed25519 leaves no choice."""


def reason(text: str) -> tuple[str, str]:
    with pytest.raises(CheckFailedError) as caught:
        unpack(text)
    return caught.value.check, caught.value.reason


def test_every_status_has_one_byte_for_ever() -> None:
    # Codes on paper cannot be changed: a new status gets a new byte.
    assert STATE_BYTES == {
        Status.GIVEN: 1,
        Status.REFUSED: 2,
        Status.WITHDRAWN: 3,
        Status.EXPIRED: 4,
        Status.SUPERSEDED: 5,
        Status.UNDECIDED: 6,
        Status.PAUSED: 7,
    }
    assert set(STATE_BYTES) == set(Status)


def test_the_layout_is_the_one_of_the_design() -> None:
    protected, unprotected, payload, signature = codes.parts_of(TEXT)
    public = records.record_key().public
    document = json.loads(SIGNED)
    process = document["credentialSubject"]["dpv:hasRecordOfActivity"][0]["dpv:hasProcess"]

    assert cbor2.loads(protected) == {1: -8, 4: hashlib.sha256(public).digest()[:8]}
    assert unprotected == {}
    assert cbor2.loads(payload) == {
        1: document["issuer"],
        6: int(datetime(2026, 11, 21, 9, 30, tzinfo=UTC).timestamp()),
        -70001: {
            1: UUID(CONTENT.receipt_id).bytes,
            2: hashlib.sha256(SIGNED).digest(),
            3: bytes.fromhex(CONTENT.notice.hash),
            4: bytes(STATE_BYTES[Status(item["car:status"])] for item in process),
            5: document["credentialSubject"]["car:logPosition"]["car:index"],
            6: CONTENT.notice.version,
        },
    }
    Ed25519PublicKey.from_public_bytes(public).verify(
        signature, cbor2.dumps(["Signature1", protected, b"", payload])
    )


def test_the_bytes_of_the_first_version_stay_as_they_are() -> None:
    code = RecordCode(
        issuer=CODE.issuer,
        issued_at=datetime(2026, 11, 20, 12, tzinfo=UTC),
        receipt_id=CODE.receipt_id,
        record_sha256=type(CODE.record_sha256)("ab" * 32),
        notice_sha256=type(CODE.notice_sha256)("cd" * 32),
        notice_version="2026-11-01",
        states=tuple(STATE_BYTES)[:6],
        index=41,
    )
    cose = unpack(make_code(code, private=records.SEED))

    assert cose.hex().startswith(HEAD)
    assert hashlib.sha256(cose).hexdigest() == GOLDEN


def test_one_record_has_one_code() -> None:
    assert codes.code_text(CONTENT) == TEXT
    assert TEXT.startswith("VC1:")
    assert set(TEXT) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@pytest.mark.parametrize("count", [1, 14, 30, 60, 100])
def test_a_code_of_up_to_a_hundred_choices_is_small_enough_for_a_page(count: int) -> None:
    states = tuple(list(STATE_BYTES)[at % 2] for at in range(count))
    text = make_code(replace(CODE, states=states), private=records.SEED)

    drawn = segno.make_qr(text, error="m", boost_error=False)
    assert int(drawn.version) <= 14
    assert drawn.mode == "alphanumeric"


@pytest.mark.parametrize("disclosure", [Disclosure(), Disclosure(name=True, plate=True, vin=True)])
def test_whoever_reads_the_code_learns_no_name_plate_or_vin(disclosure: Disclosure) -> None:
    made = records.content(records.shipped_notice(), disclosure=disclosure)
    cose = codes.cose_of(codes.code_text(made))
    vehicle = made.vehicle

    for text in (made.person.name, vehicle.name, vehicle.plate, vehicle.vin, made.person.id):
        assert text.encode() not in cose
    for number in (made.person.id, vehicle.id):
        assert UUID(number).bytes not in cose


def test_every_state_of_every_record_comes_back_in_its_order() -> None:
    for made in record_variety.every_status():
        digest = C2spLogSealer().sha256(b"a record")
        code = record_code(made, digest)
        text = DataIntegritySigner().code(code, key=records.record_key())

        assert read_payload(read_envelope(unpack(text)).payload) == code
        assert [status.value for status in code.states] == [
            item.status.value for item in made.choices
        ]


@given(
    st.lists(st.sampled_from(list(Status)), min_size=1, max_size=1_000),
    st.text(max_size=40),
    st.integers(0, 2**53 - 1),
    st.integers(946_684_800, 4_102_444_799),
    st.just("") | st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat),
)
@settings(deadline=None)
def test_every_code_comes_back(
    states: list[Status], version: str, index: int, seconds: int, day: str
) -> None:
    code = replace(
        CODE,
        states=tuple(states),
        notice_version=version,
        index=index,
        issued_at=datetime.fromtimestamp(seconds, UTC),
        day=day,
    )
    text = make_code(code, private=records.SEED)

    assert read_payload(read_envelope(unpack(text)).payload) == code


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not-a-code"),
        ("VC1", "not-a-code"),
        ("vc1:BB8", "not-a-code"),
        ("HC1:BB8", "not-a-code"),
        (" " + TEXT, "not-a-code"),
        ("VC1:", "cut-short"),
        ("VC1:BB8", "not-zlib"),
        ("VC1:\u00c4", "not-base45"),
        (TEXT + " ", "not-base45"),
        (TEXT[:40], "cut-short"),
        (TEXT + "0" * MAX_TEXT, "too-large"),
        (codes.text_of(b"\0" * (MAX_COSE_BYTES + 1)), "too-large"),
        # A thousand times as large as its text.
        (codes.text_of(b"\0" * 2_500_000), "too-large"),
        ("VC1:" + base45_encode(zlib.compress(b"\0") + b"\0"), "bytes-after"),
        ("VC1:" + base45_encode(zlib.compress(b"\0") * 2), "bytes-after"),
        ("VC1:" + base45_encode(zlib.compress(b"\0")[:-1]), "cut-short"),
        ("VC1:" + base45_encode(zlib.compress(b"\0", wbits=-15)), "not-zlib"),
        ("VC1:" + base45_encode(zlib.compress(b"\0", wbits=31)), "not-zlib"),
    ],
)
def test_what_is_no_code_within_its_bounds_is_refused_by_name(text: str, why: str) -> None:
    assert reason(text) == (Check.READABLE, why)


def test_the_largest_receipt_that_is_unpacked_is_unpacked() -> None:
    assert len(unpack(codes.text_of(b"\0" * MAX_COSE_BYTES))) == MAX_COSE_BYTES


@pytest.mark.parametrize("day", ["yesterday", "2026-11-20T00:00", "2026-1-1", "2026-99-20"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    text = make_code(replace(CODE, day=day), private=records.SEED)

    with pytest.raises(CheckFailedError) as caught:
        read_payload(read_envelope(unpack(text)).payload)
    assert caught.value.reason == "schema"
