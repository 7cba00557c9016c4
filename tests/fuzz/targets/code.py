"""Codes: the text, and what is packed in it, packed and signed anew by the owner's key.

An input that does not begin like a code is taken as the bytes inside one: the COSE envelope
where it begins with its tag, and else the payload, which the owner's key then signs.
"""

from __future__ import annotations

import random
import zlib
from pathlib import Path

from ownerapp.signing.base45 import base45_encode
from ownerapp.signing.cose_receipt import key_id, signing_input
from ownerapp.signing.ed25519 import public_of, sign
from tests.fuzz.mutations import mutated_bytes
from tests.fuzz.target import Target
from tests.fuzz.targets.verifying import OWNER, verified

_TAG = b"\xd2"
_WORDS = (
    b"VC1:", b"VC2:", b"VC9999:", b"VC10000:", b"\xd2\x84", b"\x43\xa1\x01\x27", b"\xa0", b"\x58",
    b"\x59\xff\xff", b"\x5a\xff\xff\xff\xff", b"\x5b\xff\xff\xff\xff\xff\xff\xff\xff", b"\x9f",
    b"\xbf", b"\x5f", b"\x7f", b"\xff", b"\xf6", b"\xf9\x7e\x00", b"\xfb", b"\xc2", b"\x1b",
    b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff", b"\x18\x17", b"\x3a\x00\x01\x11\x70", b"\xa3", b"\xa6",
    b"\x1a\xf4\x86\x56\xff", b"\x50", b"\x58\x20", b"\x9b", b"\xbb", b"\x81\x81\x81\x81\x81",
    b"did:key:z6Mk", b"\x78\x38",
)  # fmt: skip


def read(data: bytes, _folder: Path) -> str:
    """Check a code, or what is made of its inner parts."""
    if data[:2] == b"VC":
        return verified(data)
    if data.startswith(_TAG):
        return f"cose {verified(packed(data))}"
    return f"payload {verified(packed(signed(data)))}"


def signed(payload: bytes) -> bytes:
    """Return the COSE envelope of a payload, signed by the owner's key."""
    protected = b"\xa2\x01\x27\x04" + _bytes(key_id(public_of(OWNER)))
    signature = sign(OWNER, signing_input(protected, payload))
    return b"\xd2\x84" + _bytes(protected) + b"\xa0" + _bytes(payload) + _bytes(signature)


def packed(cose: bytes) -> bytes:
    """Return the text of a code around COSE bytes."""
    return ("VC1:" + base45_encode(zlib.compress(cose, 9))).encode("ascii")


def _bytes(data: bytes) -> bytes:
    """Return a CBOR byte string."""
    for head, size, most in ((0x40, 0, 23), (0x58, 1, 0xFF), (0x59, 2, 0xFFFF)):
        if len(data) <= most:
            start = bytes([head + len(data)]) if not size else bytes([head])
            return start + (len(data).to_bytes(size, "big") if size else b"") + data
    return b"\x5a" + len(data).to_bytes(4, "big") + data


def seeds() -> list[bytes]:
    """Return codes, and the envelope and the payload in them."""
    from tests.support import codes, golden, records  # noqa: PLC0415 - only who makes seeds

    texts = [codes.code_text(), codes.code_text(records.content(golden._notice()))]
    return [
        *(text.encode() for text in texts),
        *(codes.cose_of(text) for text in texts),
        *(codes.parts_of(text)[2] for text in texts),
        b"VC2:" + texts[0][4:].encode(),
        b"VC1:",
        b"\xa0",
    ]


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a code or a part of it."""
    return mutated_bytes(data, chance, _WORDS)


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS, limit_bytes=5_000)
