"""Making and checking a record of 30 practices, as JSON and as a sealed PDF.

Baselines of the same run: canonical form (RFC 8785) and Ed25519 signature, or verification,
of the same document with the bare libraries; and Typst and pyHanko, called barely, in a
warm child process of their own on the same page.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from benchmarks.bare_pdf import Page
from benchmarks.profile import large_pack
from benchmarks.promise import Promise, interleaved, processor_timed, timed
from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.json_value import JsonValue
from ownerapp.domain.record import RecordContent, receipt_document
from ownerapp.domain.verdict import Verdict
from ownerapp.packs.parse import parse_pack
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner, ReceiptVerifier
from tests.support import papers, records

_PRACTICES = 30
_ROUNDS = 41
_PDF_ROUNDS = 9


def run(home: Path) -> list[Promise]:
    """Measure; no store is needed."""
    content = _content(home)
    signed = records.signed_document(content)
    data = C2spLogSealer().canonical(signed)
    return [_making(content, signed), _checking(signed, data), _printing(data)]


def _content(home: Path) -> RecordContent:
    """Return a record of so many optional practices, most of them with a history."""
    more = _PRACTICES
    while True:
        path = large_pack(home / "practices.json", practices=more)
        notice = parse_pack(path.read_bytes())
        if len(notice.optional()) >= _PRACTICES:
            break
        more += 1
    answers = tuple(records.ANSWERS[at % len(records.ANSWERS)] for at in range(_PRACTICES))
    return records.content(notice, answers=answers)


def _making(content: RecordContent, signed: dict[str, Any]) -> Promise:
    key, signer, sealer = records.record_key(), DataIntegritySigner(), C2spLogSealer()
    document = _without_proof(signed)
    private = Ed25519PrivateKey.from_private_bytes(records.SEED)

    def bare() -> None:
        private.sign(sha256(rfc8785.dumps(document)).digest())

    def ours() -> None:
        made = signer.sign(receipt_document(content), key=key, created=records.MADE_AT)
        sealer.canonical(made)

    bare_seconds, our_seconds = _in_turns(bare, ours)
    return Promise(
        name=f"JSON record of {_PRACTICES} practices / canonical form and signature",
        value=our_seconds / bare_seconds,
        limit=3,
        note=f"{our_seconds * 1000:.1f} ms of the processor here",
    )


def _checking(signed: dict[str, Any], data: bytes) -> Promise:
    public = Ed25519PublicKey.from_public_bytes(records.record_key().public)
    private = Ed25519PrivateKey.from_private_bytes(records.SEED)
    signature = private.sign(sha256(rfc8785.dumps(_without_proof(signed))).digest())
    verifier, known = ReceiptVerifier(), (records.known_key(),)

    def bare() -> None:
        document = _without_proof(json.loads(data))
        public.verify(signature, sha256(rfc8785.dumps(document)).digest())

    def ours() -> None:
        report = verifier.verify(data, known_keys=known, accepted=(), now=records.MADE_AT)
        if report.verdict is not Verdict.VALID:
            raise ValueError

    bare_seconds, our_seconds = _in_turns(bare, ours)
    return Promise(
        name="checking a JSON record / canonical form and verification",
        value=our_seconds / bare_seconds,
        limit=3,
        note=f"{len(data) / 1000:.0f} kB, {our_seconds * 1000:.1f} ms of the processor here",
    )


def _printing(data: bytes) -> Promise:
    paper, seal = papers.english(), papers.document_key()
    receipt = data
    page = Page.of(Typesetter(), paper_json(paper), receipt)
    request = json.dumps(
        {
            "page": page.to_value(),
            "key": base64.b64encode(seal.private).decode(),
            "certificate": base64.b64encode(seal.certificate).decode(),
        }
    )
    bare = _Bare(request)
    with closing(bare), closing(PdfWorker()) as worker:

        def ours() -> float:
            return timed(lambda: worker.make(paper, receipt, seal=seal))

        for _time in range(2):
            ours()
            bare.seconds()
        bare_seconds, our_seconds = interleaved([bare.seconds, ours], rounds=_PDF_ROUNDS)
    return Promise(
        name="PDF of a record / bare Typst and pyHanko in a warm process",
        value=our_seconds / bare_seconds,
        limit=1.3,
        note=f"{bare_seconds * 1000:.0f} ms and {our_seconds * 1000:.0f} ms here",
    )


def _without_proof(signed: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: value for name, value in signed.items() if name != "proof"}


def _in_turns(bare: Any, ours: Any) -> list[float]:
    for action in (bare, ours):
        action()
    return interleaved(
        [lambda: processor_timed(bare), lambda: processor_timed(ours)], rounds=_ROUNDS
    )


class _Bare:
    """The warm child process with the bare libraries."""

    def __init__(self, request: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.bare_pdf"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._write(request)

    def seconds(self) -> float:
        """Make one PDF and return how long that took, as seen from here."""
        return timed(self._make)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _make(self) -> None:
        self._write("make")
        if self._process.stdout is None or not self._process.stdout.readline():
            raise SystemExit(1)

    def _write(self, line: str) -> None:
        if self._process.stdin is None:
            raise SystemExit(1)
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
