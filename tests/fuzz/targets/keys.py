"""Histories of keys: as they are handed over, and with every proof in them made anew."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.json_value import JsonObject, JsonValue
from ownerapp.signing.canonical import canonical_bytes, strict_json
from ownerapp.signing.data_integrity import add_proof, proof_options
from ownerapp.signing.did_key import did_key, verification_method
from ownerapp.signing.ed25519 import public_of
from ownerapp.signing.key_history import LIMIT_BYTES
from tests.fuzz.mutations import Tree
from tests.fuzz.target import Target
from tests.fuzz.targets.verifying import mutated_json, verified

_KEYS = {
    did_key(public_of(seed)): seed
    for seed in (bytes(range(start, start + 32)) for start in range(4))
}
"""The keys of ``tests.support.golden``."""
_AT = "2025-11-29T09:30:00Z"
_WORDS = tuple(
    word.encode()
    for word in (
        '"format":"ownerapp-key-history"', '"format":"ownerapp-key-succession"', '"version":1',
        '"origin"', '"created"', '"keys"', '"did"', '"fingerprint"', '"certificateSha256"',
        '"validFrom"', '"validUntil"', '"succession"', '"from"', '"fromUntil"', '"to"', '"toFrom"',
        '"toCertificateSha256"', '"proof"', '"proofValue":"z', "2026-02-30T00:00:00Z", "+23:59",
        "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z", *_KEYS,
    )
)  # fmt: skip


def read(data: bytes, _folder: Path) -> str:
    """Check a record with the history, and with one that holders of the keys could make."""
    record = _record()
    end = verified(record, history=data)
    again = signed_again(data)
    return end if again is None else f"{end}; signed {verified(record, history=again)}"


def signed_again(data: bytes) -> bytes | None:
    """Return the history with new proofs by the keys that it names, where they are ours."""
    try:
        value = strict_json(data, limit_bytes=LIMIT_BYTES)
        if not isinstance(value, dict) or not isinstance(value.get("keys"), list):
            return None
        before, entries = None, []
        for entry in value["keys"]:
            if not isinstance(entry, dict):
                return None
            statement, seed = entry.get("succession"), _seed(entry)
            if isinstance(statement, dict) and before and seed:
                proofs: list[JsonValue] = [_proof(statement, key) for key in (before, seed)]
                entry = {**entry, "succession": {**statement, "proof": proofs}}  # noqa: PLW2901
            entries.append(entry)
            before = seed
        if before is None:
            return None
        made = {**value, "keys": entries}
        return canonical_bytes({**made, "proof": _proof(made, before)})
    except CheckFailedError:
        return None


def _seed(entry: JsonObject) -> bytes | None:
    did = entry.get("did")
    return _KEYS.get(did) if isinstance(did, str) else None


def _proof(document: JsonObject, seed: bytes) -> JsonValue:
    plain = {name: value for name, value in document.items() if name not in {"proof", "@context"}}
    method = verification_method(did_key(public_of(seed)))
    options = proof_options(plain, method=method, created=_AT)
    return add_proof(plain, options, private_key=seed)["proof"]


@cache
def _record() -> bytes:
    from ownerapp.resources import resource_path  # noqa: PLC0415 - read before anything is watched

    return resource_path("golden", "key-rotated.json").read_bytes()


def seeds() -> list[bytes]:
    """Return the history of the golden receipts, and one of a single key."""
    from tests.support import golden  # noqa: PLC0415 - only who makes seeds needs it

    both = golden.golden_history()
    tree = json.loads(both)
    alone = {**tree, "keys": [tree["keys"][0]]}
    del alone["keys"][0]["validUntil"]
    single = signed_again(json.dumps(alone).encode())
    assert single is not None
    return [both, single, json.dumps(json.loads(both), indent=1).encode(), b"{}"]


@cache
def _good() -> tuple[Tree, ...]:
    return tuple(json.loads(seed) for seed in seeds())


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a history."""
    return mutated_json(data, chance, _WORDS, _good())


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS)
