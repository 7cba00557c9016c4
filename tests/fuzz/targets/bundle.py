"""Bundles: a zip file as it is, or the files of one, which are then packed.

An input that begins with ``--- `` lists files, each behind a line with its name; what stands in
the place of a proof as an object is an entry of the history, and a key of the history leads to
it. One that begins like DER is the answer of a time stamp server.
"""

from __future__ import annotations

import json
import random
import re
import struct
import tempfile
import zlib
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from unittest import mock

from ownerapp.documents.bundle import make_bundle
from ownerapp.domain.errors import CheckFailedError
from ownerapp.signing import time_stamp_token
from ownerapp.signing.canonical import canonical_bytes, strict_json
from ownerapp.signing.checkpoint import LogProof, make_checkpoint, proof_text
from ownerapp.signing.merkle import inclusion_proof, leaf_hash, root_of
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from tests.fuzz.mutations import Tree, mutated_bytes
from tests.fuzz.target import Target
from tests.fuzz.targets.verifying import OWNER, mutated_json, verified

FOLDER = Path(__file__).resolve().parents[1] / "seeds"
STAMPED = b"a tree head of a log\n"
"""What the time stamp of the seeds is over."""
_AT = datetime(2025, 11, 22, 9, 30, tzinfo=UTC)
_DER, _LIST = b"\x30", b"--- "
_NAME = re.compile(rb"^--- ([^\n]{1,100})\n", re.MULTILINE)
_ORIGIN, _INDEX = "local/ownerapp/5f0e0d3c", 41
_LOCAL, _CENTRAL = b"PK\x03\x04", b"PK\x01\x02"
_WORDS = (
    b"--- receipt.json\n", b"--- receipt.pdf\n", b"--- receipt.tlog-proof\n", b"--- notice.json\n",
    b"--- keys.json\n", b"--- checkpoint.tsr\n", b"--- record-0001/receipt.json\n", b"--- ../x\n",
    b"--- record-0002/notice.json\n", b"--- VERIFY.txt\n", b"--- checker.html\n", b"--- /etc/x\n",
    b"c2sp.org/tlog-proof@v1\n", b"extra ", b"index 41\n", b"\n\n", b"\xe2\x80\x94 ", _LOCAL,
    _CENTRAL, b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08", b"\x08\x00", b"\x01\x00",
    b"\x63\x00", b"\xff\xff\xff\xff", b"\x00\x08", b"\x14\x00", b"\x01\x00\x10\x00",
    b"receipt.json", b"../",
    b'{"v":1,"kind":"record.exported","seq":41', b'"detail":{"record":', b'"endsAt":', b'"term":',
    b"\x30\x82", b"\x30\x80", b"\x02\x01\x00", b"\x18\x0f", b"\x17\x0d", b"\xa0\x82", b"\x31\x82",
    b"\x0c\x01", b"\x06\x03\x55\x04\x03",
)  # fmt: skip


def read(data: bytes, _folder: Path) -> str:
    """Check a bundle in the ways of this module."""
    if data.startswith(_DER):
        return f"stamp {_stamped(data)}"
    if data.startswith(_LIST):
        return f"listed {verified(packed(data))}"
    if not data.startswith(_LOCAL):
        data = _LOCAL + data
    end, better = verified(data), with_sums(data)
    return f"zip {end}" if better == data else f"zip {end}; summed {verified(better)}"


def packed(data: bytes) -> bytes:
    """Return the zip file of listed files; of two with one name the last one counts."""
    _, *parts = _NAME.split(data)
    files = {}
    for name, body in zip(parts[::2], parts[1::2], strict=True):
        text = name.decode("utf-8", "replace")
        body = body.removesuffix(b"\n")  # noqa: PLW2901 - the end of its last line
        is_entry = text.endswith("receipt.tlog-proof") and body.startswith(b"{")
        files[text] = _proof_of(body) if is_entry else body
    return make_bundle(files, at=_AT)


def with_sums(data: bytes) -> bytes:
    """Return a zip file in which the list has the sum of what an entry unpacks to."""
    made, at = bytearray(data), 0
    while (at := data.find(_CENTRAL, at)) >= 0 and at + 46 <= len(data):
        method, size, place = (
            struct.unpack_from("<H", data, at + 10)[0],
            struct.unpack_from("<L", data, at + 20)[0],
            struct.unpack_from("<L", data, at + 42)[0],
        )
        if place + 30 <= len(data):
            lengths = struct.unpack_from("<HH", data, place + 26)
            start = place + 30 + sum(lengths)
            body = data[start : start + size]
            if method:
                try:
                    body = zlib.decompressobj(-15).decompress(body, 1 << 20)
                except zlib.error:
                    body = b""
            struct.pack_into("<L", made, at + 16, zlib.crc32(body))
            struct.pack_into("<L", made, at + 24, len(body))
            struct.pack_into("<L", made, place + 14, zlib.crc32(body))
        at += 4
    return bytes(made)


def _proof_of(entry: bytes) -> bytes:
    """Return the proof that an entry stands in a log that the owner's key signed."""
    try:
        entry = canonical_bytes(strict_json(entry))
    except CheckFailedError:
        return entry
    leaves = [bytes(32)] * _INDEX + [leaf_hash(entry)]
    head = make_checkpoint(origin=_ORIGIN, size=len(leaves), root=root_of(leaves), private=OWNER)
    hashes = inclusion_proof(leaves, _INDEX)
    proof = LogProof(index=_INDEX, hashes=hashes, checkpoint=head.note, extra=entry)
    return proof_text(proof).encode()


def _stamped(answer: bytes) -> str:
    """Check an answer and its token, also as if the signature held."""
    stamps = Rfc3161TimeStamps(lambda *_: b"")
    ends = [stamps.check_answer(answer, STAMPED), stamps.check(answer, STAMPED).result]
    with (
        mock.patch.object(time_stamp_token, "_check_signature"),
        mock.patch.object(time_stamp_token, "_is_named", return_value=True),
    ):
        ends += [stamps.check_answer(answer, STAMPED), stamps.check(answer, STAMPED).result]
    return " ".join(f"{end.outcome}-{end.reason}" for end in ends)


# ------------------------------------------------------------------------- seeds


def write() -> None:
    """Write the answer of a time stamp server: it is another one each time."""
    from tests.support.time_stamps import new_authority  # noqa: PLC0415 - only who makes seeds

    with tempfile.TemporaryDirectory() as folder:
        authority = new_authority(Path(folder))
        stamps = Rfc3161TimeStamps(lambda _server, query: authority.answer(query))
        stamp = stamps.ask("http://stamps.example", STAMPED)
    (FOLDER / "answer.tsr").write_bytes(stamp.answer)
    (FOLDER / "token.der").write_bytes(stamp.token)


@cache
def _parts() -> dict[bytes, bytes]:
    from tests.fuzz.targets import keys, records  # noqa: PLC0415 - only who makes seeds

    receipt = records.seeds()[0]
    value = json.loads(receipt)
    entry = {
        "v": 1, "kind": "record.exported", "seq": _INDEX, "mono": 5,
        "at": "2025-11-22T09:30:00.000Z",
        "nonce": "ab" * 16, "method": "cli",
        "detail": {
            "record": value["credentialSubject"]["dpv:hasIdentifier"],
            "sha256": sha256(receipt).hexdigest(),
        },
    }  # fmt: skip
    return {
        b"receipt.json": receipt,
        b"receipt.pdf": (FOLDER / "sealed.pdf").read_bytes(),
        b"receipt.tlog-proof": json.dumps(entry).encode(),
        b"notice.json": b"{}",
        b"keys.json": keys.seeds()[1],
        b"VERIFY.txt": b"words",
        b"checker.html": b"<html>",
        b"checkpoint.tsr": (FOLDER / "answer.tsr").read_bytes(),
    }


def _listed(files: dict[bytes, bytes]) -> bytes:
    return b"".join(b"--- " + name + b"\n" + body + b"\n" for name, body in files.items())


def seeds() -> list[bytes]:
    """Return bundles of one and two records, their files, and time stamps."""
    parts = _parts()
    single = _listed(parts)
    inner = {name: parts[name] for name in (b"receipt.json", b"receipt.tlog-proof", b"notice.json")}
    two = _listed(
        {
            b"record-%04d/%s" % (number, name): body
            for number in (41, 42)
            for name, body in inner.items()
        }
        | {b"keys.json": parts[b"keys.json"]}
    )
    small = _listed({**inner, b"keys.json": parts[b"keys.json"]})
    tiny = _listed({b"VERIFY.txt": b"a", b"notice.json": b"{}"})
    return [
        single, small, two, tiny, packed(small), packed(two), packed(tiny),
        (FOLDER / "answer.tsr").read_bytes(), (FOLDER / "token.der").read_bytes(), b"PK\x05\x06",
    ]  # fmt: skip


@cache
def _good() -> tuple[Tree, ...]:
    parts = _parts()
    return tuple(
        json.loads(parts[name]) for name in (b"receipt.json", b"receipt.tlog-proof", b"keys.json")
    )


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a bundle, or one of its files by its own structure."""
    found = list(_NAME.finditer(data)) if data.startswith(_LIST) else []
    if not found or chance.random() < 0.2:
        return mutated_bytes(data, chance, _WORDS)
    number = chance.randrange(len(found))
    start = found[number].end()
    end = found[number + 1].start() if number + 1 < len(found) else len(data)
    return (
        data[:start] + mutated_json(data[start:end], chance, _WORDS, _good()) + b"\n" + data[end:]
    )


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS)

if __name__ == "__main__":
    write()
