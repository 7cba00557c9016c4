"""The code on the paper: a COSE_Sign1 receipt, zlib, base45 (``records.md``, section 4).

The text is ``VC1:`` + base45(zlib(COSE)). Rules of reading:

1. The text fits a QR code, and what it unpacks to is bounded before it is unpacked.
2. One zlib stream and nothing after it; strict CBOR in the envelope, the protected header
   and the payload.
3. The envelope is tagged 18 and holds exactly its four parts; the payload's members are
   exactly those of version 1, each of its kind and within its bounds.

The signature is checked elsewhere: nothing here says that a code is anyone's.
"""

from __future__ import annotations

import re
import zlib
from datetime import UTC, datetime
from enum import IntEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

import cbor2

from ownerapp.domain.ids import NoticeHash, RecordId, Sha256Hex
from ownerapp.domain.record_code import CODE_VERSION, STATE_BYTES, RecordCode
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check
from ownerapp.signing import ed25519
from ownerapp.signing.base45 import base45_decode, base45_encode
from ownerapp.signing.failure import failed
from ownerapp.signing.strict_cbor import CborValue, strict_cbor

PREFIX: Final = f"VC{CODE_VERSION}:"
MAX_TEXT: Final = 4_296
"""What the largest QR code holds in its alphanumeric mode (version 40-L)."""
MAX_COSE_BYTES: Final = 4_096
"""Bound of the unpacked receipt: one of a hundred choices takes 370 bytes."""

ALGORITHM: Final = 1
KEY_ID: Final = 4
"""The labels of the protected header (RFC 9052, 3.1)."""
EDDSA: Final = -8
"""RFC 9053, 2.2."""
KEY_ID_BYTES: Final = 8

_SIGN1_TAG: Final = 18
_SIGN1_HEAD: Final = b"\xd2"
"""Tag 18 in its shortest form."""
_CONTEXT: Final = "Signature1"
_ID_BYTES, _DIGEST_BYTES = 16, 32
_LONGEST_DID: Final = 56
_LONGEST_VERSION: Final = 500
_MOST_STATES: Final = 1_000
_FIRST_SECOND: Final = 946_684_800
"""2000-01-01: no earlier time stands in a record."""
_LAST_SECOND: Final = 4_102_444_799
"""2099-12-31T23:59:59Z, the last time that a record can state."""
_LARGEST_INDEX: Final = 2**53 - 1
_DAY: Final = re.compile("[0-9]{4}-[01][0-9]-[0-3][0-9]")
_STATUS: Final = {byte: status for status, byte in STATE_BYTES.items()}


class Claim(IntEnum):
    """Labels of the payload: two of RFC 8392, and one of our own in the private range."""

    ISSUER = 1
    ISSUED_AT = 6
    RECEIPT = -70001


class Member(IntEnum):
    """Labels inside the claim of our own."""

    RECEIPT_ID = 1
    RECORD_SHA256 = 2
    NOTICE_SHA256 = 3
    STATES = 4
    INDEX = 5
    NOTICE_VERSION = 6
    DAY = 7
    """Only where the record is about a day that is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A COSE_Sign1 message, read but not believed."""

    protected: bytes
    header: dict[int | str, CborValue]
    """What the protected bytes say."""
    unprotected: dict[int | str, CborValue]
    payload: bytes
    signature: bytes


# ------------------------------------------------------------------------- making


def make_code(code: RecordCode, *, private: bytes) -> str:
    """Return the signed text of a code.

    Args:
        code: What it holds; its issuer must be the did:key of the private key.
        private: The raw Ed25519 key.
    """
    header = {ALGORITHM: EDDSA, KEY_ID: key_id(ed25519.public_of(private))}
    protected, payload = _encoded(header), _encoded(_claims(code))
    signature = ed25519.sign(private, signing_input(protected, payload))
    message = cbor2.CBORTag(_SIGN1_TAG, [protected, {}, payload, signature])
    return PREFIX + base45_encode(zlib.compress(_encoded(message), level=9))


def key_id(public: bytes) -> bytes:
    """Return how the header names a key: the first bytes of its SHA-256."""
    return sha256(public).digest()[:KEY_ID_BYTES]


def signing_input(protected: bytes, payload: bytes) -> bytes:
    """Return the bytes that are signed (RFC 9052, 4.4), without any external data."""
    return _encoded([_CONTEXT, protected, b"", payload])


def _claims(code: RecordCode) -> dict[int, object]:
    receipt: dict[int, object] = {
        Member.RECEIPT_ID: UUID(code.receipt_id).bytes,
        Member.RECORD_SHA256: bytes.fromhex(code.record_sha256),
        Member.NOTICE_SHA256: bytes.fromhex(code.notice_sha256),
        Member.STATES: bytes(STATE_BYTES[status] for status in code.states),
        Member.INDEX: code.index,
        Member.NOTICE_VERSION: code.notice_version,
    }
    if code.day:
        receipt[Member.DAY] = code.day
    return {
        Claim.ISSUER: code.issuer,
        Claim.ISSUED_AT: int(code.issued_at.timestamp()),
        Claim.RECEIPT: receipt,
    }


def _encoded(value: object) -> bytes:
    return cbor2.dumps(value, canonical=True)


# ------------------------------------------------------------------------- reading


def unpack(text: str) -> bytes:
    """Return the COSE bytes of a code of version 1.

    Raises:
        CheckFailedError: It breaks rule 1 or 2.
    """
    if len(text) > MAX_TEXT:
        raise failed(Check.READABLE, "too-large")
    if not text.startswith(PREFIX):
        raise failed(Check.READABLE, "not-a-code")
    try:
        packed = base45_decode(text.removeprefix(PREFIX))
    except ValueError as error:
        raise failed(Check.READABLE, "not-base45") from error
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, MAX_COSE_BYTES + 1)
    except zlib.error as error:
        raise failed(Check.READABLE, "not-zlib") from error
    if len(data) > MAX_COSE_BYTES:
        raise failed(Check.READABLE, "too-large")
    if not unpacking.eof:
        raise failed(Check.READABLE, "cut-short")
    if unpacking.unused_data:
        raise failed(Check.READABLE, "bytes-after")
    return data


def read_envelope(data: bytes) -> Envelope:
    """Return the parts of COSE bytes.

    Raises:
        CheckFailedError: It breaks rule 2 or 3.
    """
    if not data.startswith(_SIGN1_HEAD):
        raise failed(Check.FORMAT, "not-a-record")
    match strict_cbor(data.removeprefix(_SIGN1_HEAD)):
        case [
            bytes() as protected,
            dict() as unprotected,
            bytes() as payload,
            bytes() as signature,
        ]:
            header = strict_cbor(protected)
        case _:
            raise failed(Check.FORMAT, "schema")
    if not isinstance(header, dict):
        raise failed(Check.FORMAT, "schema")
    return Envelope(
        protected=protected,
        header=header,
        unprotected=unprotected,
        payload=payload,
        signature=signature,
    )


def read_payload(payload: bytes) -> RecordCode:
    """Return what a payload says.

    Raises:
        CheckFailedError: It breaks rule 2 or 3.
    """
    match strict_cbor(payload):
        case {
            Claim.ISSUER: str() as issuer,
            Claim.ISSUED_AT: int() as issued_at,
            Claim.RECEIPT: {
                Member.RECEIPT_ID: bytes() as receipt_id,
                Member.RECORD_SHA256: bytes() as record,
                Member.NOTICE_SHA256: bytes() as notice,
                Member.STATES: bytes() as states,
                Member.INDEX: int() as index,
                Member.NOTICE_VERSION: str() as version,
                **inner,
            },
            **outer,
        } if not (outer or inner.keys() - {Member.DAY}):
            day = inner.get(Member.DAY, "")
        case _:
            raise failed(Check.FORMAT, "schema")
    bounds = (
        len(issuer) <= _LONGEST_DID,
        _FIRST_SECOND <= issued_at <= _LAST_SECOND,
        len(receipt_id) == _ID_BYTES,
        len(record) == len(notice) == _DIGEST_BYTES,
        0 < len(states) <= _MOST_STATES,
        set(states) <= set(_STATUS),
        0 <= index <= _LARGEST_INDEX,
        len(version) <= _LONGEST_VERSION,
    )
    if not all(bounds) or not isinstance(day, str) or (inner and not _DAY.fullmatch(day)):
        raise failed(Check.FORMAT, "schema")
    return RecordCode(
        issuer=issuer,
        issued_at=datetime.fromtimestamp(issued_at, UTC),
        receipt_id=RecordId(str(UUID(bytes=receipt_id))),
        record_sha256=Sha256Hex(record.hex()),
        notice_sha256=NoticeHash(notice.hex()),
        notice_version=version,
        states=tuple(_STATUS[byte] for byte in states),
        index=index,
        day=day,
    )
