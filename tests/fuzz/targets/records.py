"""Records: JSON as it is handed over, and the same signed anew by the owner's key."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

from ownerapp.domain.errors import CheckFailedError
from ownerapp.signing.canonical import canonical_bytes, strict_json
from ownerapp.signing.data_integrity import add_proof, proof_options
from ownerapp.signing.did_key import did_key, verification_method
from ownerapp.signing.ed25519 import public_of
from tests.fuzz.mutations import Tree
from tests.fuzz.target import Target
from tests.fuzz.targets.verifying import OWNER, mutated_json, verified

_DID = did_key(public_of(OWNER))
_WORDS = tuple(
    word.encode()
    for word in (
        '"@context"', '"@type"', '"@list"', '"type"', '"id"', '"issuer"', '"validFrom"', '"proof"',
        '"proofValue"', '"verificationMethod"', '"cryptosuite":"eddsa-jcs-2022"', '"created"',
        '"credentialSubject"', '"dct:conformsTo"', '"dpv:hasRecordOfActivity"', '"car:term"',
        '"dpv:hasProcess"', '"dpv:hasConsentStatus"', '"dpv:isIndicatedAtTime"', '"car:endsAt"',
        '"dpv:ConsentGiven"', '"dpv:ConsentWithdrawn"', '"car:status"', '"car:zone"', '"car:at"',
        '"car:shownText"', '"car:shownTextSha256"', '"car:logPosition"', '"car:index"', '{"', '"}',
        '":"', '","', "[[", "]]", "null", "1e308", "-0.0", "9007199254740993", "\\ud800", "\\u0000",
        "2026-02-30T24:00:60Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "Asia/Kolkata",
        "VC1:", "%PDF-", "dpv:ConsentReceipt", "https://", "/v2", "did:key:z6Mk",
    )
)  # fmt: skip


def read(data: bytes, _folder: Path) -> str:
    """Check a record, and what a holder of the key could make of it."""
    end = verified(data)
    again = signed_again(data)
    return end if again is None else f"{end}; signed {verified(again)}"


def signed_again(data: bytes) -> bytes | None:
    """Return the record signed by the owner's key; None for what cannot be signed."""
    try:
        value = strict_json(data)
        if not isinstance(value, dict):
            return None
        plain = {**value, "issuer": _DID}
        given = plain.pop("proof", None)
        options = proof_options(plain, method=verification_method(_DID), created="")
        created = given.get("created") if isinstance(given, dict) else None
        options["created"] = created if created is not None else "2025-11-22T09:30:00Z"
        return canonical_bytes(add_proof(plain, options, private_key=OWNER))
    except CheckFailedError:
        return None


def seeds() -> list[bytes]:
    """Return the golden receipts and a small one, of which more can be tried."""
    from tests.support import golden, records  # noqa: PLC0415 - only who makes seeds needs it

    small = records.content(golden._notice(), answers=records.ANSWERS[:1])
    return [
        records.signed_bytes(small),
        *(item.data for item in golden.golden_json()),
        b"{}",
        b'{"type":["dpv:ConsentReceipt"]}',
    ]


@cache
def _good() -> tuple[Tree, ...]:
    return tuple(json.loads(seed) for seed in seeds())


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a record."""
    return mutated_json(data, chance, _WORDS, _good())


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS)
