"""The golden bundles: good and bad zip files with the verdict that every verifier must give.

    python -m tests.support.golden_bundles --write

Rules, beside those of ``tests.support.golden``:

1. They are made of the golden receipts that are there, so the sealed PDF is the kept one. Where
   a case is not about the PDF it is left out, and its check is expected to be undecided.
2. The history of keys in them ties the owner's two keys together; giving one accepts both.
3. A file of a bundle that no verifier reads holds a line that says so.
4. The time stamp is another one each time it is asked for, so the one of the kept ``stamped.zip``
   stays as long as it is over the tree head of its proof.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from ownerapp.documents.bundle import make_bundle
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.json_value import JsonValue
from ownerapp.services.bundling import (
    CHECKER,
    GUIDE,
    KEYS,
    NOTICE,
    PAPER,
    PROOF,
    RECEIPT,
    TIME_STAMP,
)
from ownerapp.signing.adapters import C2spLogSealer
from ownerapp.signing.checkpoint import LogProof, make_checkpoint, proof_text
from ownerapp.signing.key_history import make_history
from ownerapp.signing.merkle import inclusion_proof, leaf_hash, root_of
from tests.support import golden, records
from tests.support.golden_stamps import answer_over, refused, with_other_time

FOLDER = golden.FOLDER / "bundles"
INPUTS = ("none", "owner", "rotated", "other")
_SEALER = C2spLogSealer()
_INDEX, _SIZE = 41, 50
_UNREAD = b"No verifier reads this file.\n"
_NO_PAPER = {"pdf-attachment": "part-missing"}


@dataclass(frozen=True, kw_only=True)
class GoldenBundle:
    """One zip file, and what every verifier must say of it.

    ``failed`` and ``unknown`` are checks with their reasons whatever is given. ``can_ask`` says
    whether the verifier gets as far as the question whose key it is; ``ties`` whether the
    history of keys in it ties the owner's keys together.
    """

    name: str
    what: str
    data: bytes
    failed: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    can_ask: bool = True
    ties: bool = True

    def expected(self, given: str) -> dict[str, Any]:
        """Return the verdict and the checks that do not hold for one of ``INPUTS``."""
        failed, unknown = dict(self.failed), dict(self.unknown)
        trusted = ("owner", "rotated") if self.ties else ("owner",)
        if self.can_ask and given not in trusted:
            unknown["key"] = "not-accepted"
        verdict = "not valid" if failed else "cannot tell" if unknown else "valid"
        return {"verdict": verdict, "failed": failed, "unknown": unknown}


def golden_bundles() -> Iterator[GoldenBundle]:
    """Yield every bundle."""
    receipt, paper = _kept("valid.json"), _kept("valid.pdf")
    keys = history(_certificate(paper))
    whole = parts(receipt, keys=keys, paper=paper)
    bare = parts(receipt, keys=keys)
    yield GoldenBundle(name="valid.zip", what="a bundle with all its parts", data=_zip(whole))
    other = _kept("consent-ended.json")
    yield GoldenBundle(
        name="swapped-pdf.zip",
        what="a bundle with the sealed PDF of another record of the owner's",
        data=_zip(parts(other, keys=keys, paper=paper)),
        failed={"pdf-same-json": "other-record"},
    )
    yield GoldenBundle(
        name="pdf-of-another-seal.zip",
        what="a bundle whose history of keys names another seal than the one of the PDF",
        data=_zip(whole | {KEYS: golden.golden_history()}),
        failed={"pdf-seal-key": "not-in-history"},
    )
    yield GoldenBundle(
        name="page-for-a-pdf.zip",
        what="a bundle with a sealed page of the owner's in place of the PDF with the record",
        data=_zip(parts(receipt, keys=golden.golden_history(), paper=_kept("page.pdf"))),
        failed={"pdf-attachment": "missing"},
    )
    yield GoldenBundle(
        name="swapped-notice.zip",
        what="a bundle with another notice than the record names",
        data=_zip(bare | {NOTICE: bare[NOTICE] + b" "}),
        failed={"notice": "other-notice"},
        unknown=_NO_PAPER,
    )
    yield GoldenBundle(
        name="proof-of-another-record.zip",
        what="a bundle with the proof of another record's place",
        data=_zip(bare | {PROOF: proof(other)}),
        failed={"log-proof": "other-record"},
        unknown=_NO_PAPER,
    )
    yield GoldenBundle(
        name="proof-with-wrong-root.zip",
        what="a bundle whose proof leads to another root than the signed one",
        data=_zip(bare | {PROOF: proof(receipt, changed_leaf=7)}),
        failed={"log-proof": "not-in-log"},
        unknown=_NO_PAPER,
    )
    yield GoldenBundle(
        name="proof-of-another-place.zip",
        what="a bundle whose proof is of another place than the record names",
        data=_zip(bare | {PROOF: proof(receipt, index=_INDEX - 1)}),
        failed={"log-proof": "other-place"},
        unknown=_NO_PAPER,
    )
    yield GoldenBundle(
        name="checkpoint-of-another-key.zip",
        what="a bundle whose tree head was signed by a key that is not in the history of keys",
        data=_zip(bare | {PROOF: proof(receipt, signer="other")}),
        failed={"log-proof": "checkpoint-unknown-key"},
        unknown=_NO_PAPER,
    )
    yield GoldenBundle(
        name="keys-of-another-person.zip",
        what="a bundle with a history in which the record's key is not",
        data=_zip(bare | {KEYS: _history_of_another()}),
        failed={"key-history": "key-not-in-history", "log-proof": "checkpoint-unknown-key"},
        unknown=_NO_PAPER,
        ties=False,
    )
    yield GoldenBundle(
        name="missing-proof.zip",
        what="a bundle without the proof of the record's place",
        data=_zip({name: data for name, data in whole.items() if name != PROOF}),
        unknown={"log-proof": "part-missing"},
    )
    yield GoldenBundle(
        name="changed-record.zip",
        what="a bundle in which one bit of the record was changed",
        data=_zip(bare | {RECEIPT: _kept("changed-bit.json")}),
        failed={"signature": "signature-does-not-hold"},
        unknown=_NO_PAPER,
        can_ask=False,
    )
    yield from _stamped(receipt, other, bare)
    yield from _unreadable(bare)


def _stamped(receipt: bytes, other: bytes, bare: Mapping[str, bytes]) -> Iterator[GoldenBundle]:
    """Yield bundles with a time stamp over the tree head of their proof, and with none that is."""
    paper = _kept("stamped.pdf")
    whole = parts(receipt, keys=history(_certificate(paper)), paper=paper)
    answer = answer_over(head_of(whole[PROOF]), FOLDER / "stamped.zip")
    yield GoldenBundle(
        name="stamped.zip",
        what="a bundle with time stamps over the seal of its PDF and over its tree head",
        data=_zip(whole | {TIME_STAMP: answer}),
    )
    yield GoldenBundle(
        name="missing-stamp.zip",
        what="a bundle with a stamped PDF and without the time stamp over its tree head",
        data=_zip(whole),
        unknown={"checkpoint-time-stamp": "part-missing"},
    )
    for name, what, proven, stamp, reason in (
        ("stamp-of-another-history", "over another tree head", other, answer, "other-bytes"),
        ("changed-stamp", "whose time was changed", receipt, with_other_time(answer), "digest"),
        ("refused-stamp", "that the server refused to give", receipt, refused(), "form"),
    ):
        yield GoldenBundle(
            name=f"{name}.zip",
            what=f"a bundle with a time stamp {what}",
            data=_zip(parts(proven, keys=bare[KEYS]) | {TIME_STAMP: stamp}),
            failed={"checkpoint-time-stamp": reason},
            unknown=_NO_PAPER,
        )


def _unreadable(bare: Mapping[str, bytes]) -> Iterator[GoldenBundle]:
    """Yield what is refused before anything in it is looked at."""
    yield _refused(
        "extra-file.zip", "a bundle with a file too many", "extra-file", bare, ("more.txt", b"x")
    )
    yield _refused(
        "path-outside.zip",
        "a bundle with a file that would be unpacked beside the folder",
        "extra-file",
        bare,
        ("../receipt.json", b"{}"),
    )
    yield _refused(
        "duplicate-name.zip",
        "a bundle with two records of one name",
        "duplicate-name",
        bare,
        (RECEIPT, b"{}"),
    )
    yield _refused(
        "zip-bomb.zip",
        "a bundle in which a small file unpacks to a huge one",
        "too-large",
        {name: data for name, data in bare.items() if name != RECEIPT},
        (RECEIPT, b"\0" * 17 * 1024 * 1024),
    )


def _refused(
    name: str, what: str, reason: str, files: Mapping[str, bytes], one_more: tuple[str, bytes]
) -> GoldenBundle:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as bundle:
        warnings.simplefilter("ignore")  # of the name that stands there twice
        for entry_name, data in (*files.items(), one_more):
            entry = zipfile.ZipInfo(entry_name, date_time=golden.MADE_AT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(entry, data)
    return GoldenBundle(
        name=name,
        what=what,
        data=packed.getvalue(),
        failed={"bundle": reason},
        can_ask=False,
    )


# ------------------------------------------------------------------------------- the parts


def parts(receipt: bytes, *, keys: bytes, paper: bytes | None = None) -> dict[str, bytes]:
    """Return the files of a bundle with a golden receipt."""
    files = {GUIDE: _UNREAD, RECEIPT: receipt}
    if paper is not None:
        files[PAPER] = paper
    return files | {
        PROOF: proof(receipt),
        NOTICE: golden.notice_bytes(),
        KEYS: keys,
        CHECKER: _UNREAD,
    }


def head_of(proven: bytes) -> bytes:
    """Return the text of the tree head with which a proof ends."""
    return proven.partition(b"\n\n")[2]


def proof(
    receipt: bytes,
    *,
    signer: str = "owner",
    index: int = _INDEX,
    changed_leaf: int | None = None,
) -> bytes:
    """Return the proof of a receipt's place in a made-up log of 50 entries."""
    body = _SEALER.canonical(_event(receipt).payload())
    leaves = [leaf_hash(f"entry {number}".encode()) for number in range(_SIZE)]
    leaves[index] = leaf_hash(body)
    hashes = inclusion_proof(leaves, index)
    if changed_leaf is not None:
        leaves[changed_leaf] = leaf_hash(b"changed")
    checkpoint = make_checkpoint(
        origin=records.ORIGIN, size=_SIZE, root=root_of(leaves), private=golden.KEYS[signer]
    )
    made = LogProof(index=index, hashes=hashes, checkpoint=checkpoint.note, extra=body)
    return proof_text(made).encode()


def _event(receipt: bytes) -> Event:
    """Return the entry that binds a golden receipt."""
    document: dict[str, Any] = json.loads(receipt)
    detail: dict[str, JsonValue] = {
        "record": document["credentialSubject"]["dpv:hasIdentifier"],
        "sha256": _SEALER.sha256(receipt),
        "formats": ["bundle"],
    }
    return Event(
        seq=_INDEX,
        at=golden.MADE_AT,
        monotonic_ms=0,
        kind=EventKind.RECORD_EXPORTED,
        nonce="0" * 32,
        person=records.PERSON.id,
        language=records.ENGLISH,
        detail=detail,
    )


def history(certificate: bytes) -> bytes:
    """Return the history of the owner's keys, with the seal of the kept PDF."""
    return golden.golden_history((certificate, b"of the second seal"))


def _history_of_another() -> bytes:
    key = records.record_key(golden.KEYS["other"])
    return make_history(
        origin=records.ORIGIN, keys=(key,), certificates=(b"of their seal",), created=key.valid_from
    )


def _certificate(pdf: bytes) -> bytes:
    (seal,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    der: bytes = seal.signer_cert.dump()
    return der


def _kept(name: str) -> bytes:
    return (golden.FOLDER / name).read_bytes()


def _zip(files: Mapping[str, bytes]) -> bytes:
    return make_bundle(files, at=golden.MADE_AT)


# -------------------------------------------------------------------------------- writing


def expected_text(bundles: Sequence[GoldenBundle]) -> str:
    """Return the file that says what is expected of every bundle."""
    keys = {name: records.known_key(golden.KEYS[name]).fingerprint for name in INPUTS[1:]}
    value = {
        "about": "What every verifier that reads bundles says of each file when nothing is given, "
        "or one of these keys. The keys are public: never accept one.",
        "keys": keys,
        "bundles": [
            {
                "file": item.name,
                "what": item.what,
                "results": {given: item.expected(given) for given in INPUTS},
            }
            for item in bundles
        ],
    }
    return json.dumps(value, indent=1) + "\n"


def write(folder: Path) -> None:
    """Write every file."""
    folder.mkdir(parents=True, exist_ok=True)
    bundles = [*golden_bundles()]
    for item in bundles:
        (folder / item.name).write_bytes(item.data)
    (folder / golden.EXPECTED_NAME).write_text(expected_text(bundles), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.golden_bundles")
    parser.add_argument("--write", action="store_true", required=True)
    parser.parse_args(arguments)
    write(FOLDER)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
