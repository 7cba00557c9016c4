"""Loading, checking and proving a large notice: 60 practices in 15 languages.

Baselines of the same run: ``json.loads`` of the same bytes; bare canonical form (RFC 8785)
and Ed25519 verification of the same document; and the load for the check of the law.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from hashlib import sha256

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.promise import Promise, interleaved, timed
from ownerapp.compliance.check import check_notice
from ownerapp.packs.parse import parse_pack
from ownerapp.qa.nasty_packs import Tree, nasty_packs
from ownerapp.resources import resource_path
from ownerapp.services.wording import ListedWording
from ownerapp.signing.pack_proof import check_pack, sign_pack

_ROUNDS = 15
_KEY = bytes(range(32))
_PRIVATE = Ed25519PrivateKey.from_private_bytes(_KEY)
_TODAY = date(2026, 11, 21)


def run() -> list[Promise]:
    """Measure in this process; no store is needed."""
    good = json.loads(resource_path("notices", "eu-reference-ev.json").read_bytes())
    tree = nasty_packs(good)["sixty-practices"]
    pack = (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()
    signed = sign_pack(pack, private_key=_KEY, created=datetime(2026, 11, 21, tzinfo=UTC))
    signature = _PRIVATE.sign(sha256(rfc8785.dumps(tree)).digest())
    notice = parse_pack(pack)
    wording = ListedWording()
    # Each promise beside its own baseline: what comes before the other must not tell on it.
    plain, load = interleaved(
        [lambda: timed(lambda: json.loads(pack)), lambda: timed(lambda: parse_pack(pack))],
        rounds=_ROUNDS,
    )
    bare, proof = interleaved(
        [
            lambda: timed(lambda: _canonical_and_verified(tree, signature)),
            lambda: timed(lambda: check_pack(signed)),
        ],
        rounds=_ROUNDS,
    )
    again, check = interleaved(
        [
            lambda: timed(lambda: parse_pack(pack)),
            lambda: timed(lambda: check_notice(notice, today=_TODAY, wording=wording)),
        ],
        rounds=_ROUNDS,
    )
    size = f"{len(pack) / 1e6:.1f} MB"
    return [
        Promise(
            name="load and validate a notice / json.loads",
            value=load / plain,
            limit=3,
            note=f"{size}, {load * 1000:.0f} ms here",
        ),
        Promise(
            name="signature of a notice / canonical form and verify",
            value=proof / bare,
            limit=1.5,
            note=f"{proof * 1000:.0f} ms here",
        ),
        Promise(
            name="full check of a notice / its load",
            value=check / again,
            limit=20,
            note=f"{check * 1000:.0f} ms here",
        ),
    ]


def _canonical_and_verified(tree: Tree, signature: bytes) -> None:
    """Do what nobody can do without: canonical bytes, their hash, one verification."""
    _PRIVATE.public_key().verify(signature, sha256(rfc8785.dumps(tree)).digest())
