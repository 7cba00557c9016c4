"""Time stamps of the golden files, of an authority that is new each time.

A stamp is another one each time, so the files keep what they got once; only where it no longer
belongs to what it is over is another one asked for.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec

from ownerapp.domain.verdict import Outcome
from ownerapp.services.bundling import TIME_STAMP
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from tests.support.time_stamps import new_authority

SERVER = "http://stamps.example"


@contextmanager
def asked_stamps() -> Iterator[Rfc3161TimeStamps]:
    """Return what asks a new authority; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        authority = new_authority(Path(folder), key=ec.generate_private_key(ec.SECP256R1()))
        yield Rfc3161TimeStamps(lambda _server, query: authority.answer(query))


def answer_over(head: bytes, bundle: Path) -> bytes:
    """Return the answer that a bundle keeps, or another one where it is not over this head."""
    if bundle.exists():
        with zipfile.ZipFile(io.BytesIO(bundle.read_bytes())) as packed:
            kept = packed.read(TIME_STAMP)
        result = Rfc3161TimeStamps(lambda *_: b"").check_answer(kept, head)
        if result.outcome is Outcome.OK:
            return kept
    with asked_stamps() as stamps:
        return stamps.ask(SERVER, head).answer


def with_other_time(answer: bytes) -> bytes:
    """Return an answer in which one digit of the stated time is another one."""
    at = answer.index(b"\x18\x0f2") + 4
    return answer[:at] + bytes((answer[at] ^ 1,)) + answer[at + 1 :]


def refused() -> bytes:
    """Return the answer of a server that gives no stamp (RFC 3161, 2.4.2: rejection)."""
    return bytes.fromhex("30053003020102")
