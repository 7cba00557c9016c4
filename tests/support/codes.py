"""Codes of made-up records, honest ones and ones that somebody built otherwise."""

from __future__ import annotations

import zlib
from typing import Any

import cbor2

from ownerapp.domain.ids import Sha256Hex
from ownerapp.domain.record import RecordContent
from ownerapp.domain.record_code import record_code
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner
from ownerapp.signing.base45 import base45_decode, base45_encode
from ownerapp.signing.cose_receipt import key_id, unpack
from ownerapp.signing.ed25519 import public_of, sign
from tests.support import records

RECEIPT = -70001


def code_text(record: RecordContent | None = None, *, seed: bytes = records.SEED) -> str:
    """Return the code of a record that is signed with the same key."""
    made = record or records.content(records.shipped_notice(), seed=seed)
    digest = Sha256Hex(C2spLogSealer().sha256(records.signed_bytes(made, seed=seed)))
    return DataIntegritySigner().code(record_code(made, digest), key=records.record_key(seed))


def cose_of(text: str) -> bytes:
    """Return the COSE bytes in a code."""
    return unpack(text)


def text_of(cose: bytes, *, level: int = 9) -> str:
    """Return a code around any bytes."""
    return "VC1:" + base45_encode(zlib.compress(cose, level))


def packed_of(text: str) -> bytes:
    """Return the compressed bytes of a code."""
    return base45_decode(text.removeprefix("VC1:"))


def parts_of(text: str) -> tuple[bytes, dict[Any, Any], bytes, bytes]:
    """Return the four parts of the envelope, read by another library."""
    tag = cbor2.loads(cose_of(text))
    assert tag.tag == 18
    protected, unprotected, payload, signature = tag.value
    return protected, unprotected, payload, signature


def claims_of(text: str) -> dict[int, Any]:
    """Return the payload of a code, read by another library."""
    claims: dict[int, Any] = cbor2.loads(parts_of(text)[2])
    return claims


def built(
    claims: object,
    *,
    header: object = None,
    unprotected: object = None,
    seed: bytes = records.SEED,
    signature: bytes | None = None,
    protected: bytes | None = None,
    payload: bytes | None = None,
    tag: int | None = 18,
) -> bytes:
    """Return COSE bytes with the parts that are given; the signature is honest unless given."""
    if header is None:
        header = {1: -8, 4: key_id(public_of(seed))}
    protected = cbor2.dumps(header, canonical=True) if protected is None else protected
    payload = cbor2.dumps(claims, canonical=True) if payload is None else payload
    if signature is None:
        signature = sign(seed, cbor2.dumps(["Signature1", protected, b"", payload]))
    message = [protected, {} if unprotected is None else unprotected, payload, signature]
    return cbor2.dumps(message if tag is None else cbor2.CBORTag(tag, message), canonical=True)
