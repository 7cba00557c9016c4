"""Signed tree heads and proofs of place as text: C2SP signed note, checkpoint, tlog-proof.

Rules (c2sp.org/signed-note, tlog-checkpoint, tlog-proof):

1. A note is text ending in a newline, an empty line, then signature lines; the last empty
   line separates them. No control characters but the newline.
2. Key id = first four bytes of ``SHA-256(name || 0x0A || 0x01 || public key)``.
3. Signatures of unknown keys are ignored; one of a known key that does not hold spoils the
   note; without one that holds nothing of the note is believed.
4. Sizes and indexes are decimal without leading zeroes.
5. The ``extra`` bytes of a proof are not authenticated: the leaf hash must be recomputed
   from what they say.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from hashlib import sha256

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.log import Checkpoint
from ownerapp.domain.values import dataclass
from ownerapp.domain.verdict import Check
from ownerapp.signing import ed25519
from ownerapp.signing.did_key import PUBLIC_KEY_BYTES
from ownerapp.signing.failure import failed
from ownerapp.signing.merkle import HASH_BYTES, is_included

NOTE_LIMIT = 64 * 1024
_SIGNATURE_LINES_LIMIT = 32
_PROOF_LIMIT = 1024 * 1024
_PROOF_HASHES_LIMIT = 64
_PROOF_HEADER = "c2sp.org/tlog-proof@v1"
_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")
_NAME = re.compile(r"[^\s+]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DASH = "\u2014"


def key_id(name: str, public: bytes) -> bytes:
    """Return the four bytes that name an Ed25519 key in signature lines."""
    return sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:_KEY_ID_BYTES]


def make_checkpoint(
    *, origin: str, size: int, root: bytes, private: bytes, others: Sequence[bytes] = ()
) -> Checkpoint:
    """Return the signed tree head of a log.

    Args:
        origin: The name of the log.
        size: How many entries it has.
        root: The root of its tree.
        private: The key that signs.
        others: Keys that sign too; each has a line of its own after the first.

    Raises:
        ValueError: The origin cannot name a log, or the size or root is none.
    """
    if not _NAME.fullmatch(origin) or _CONTROL.search(origin):
        raise ValueError
    if size < 0 or len(root) != HASH_BYTES:
        raise ValueError
    text = f"{origin}\n{size}\n{_base64(root)}\n"
    signatures = (
        key_id(origin, ed25519.public_of(key)) + ed25519.sign(key, text.encode())
        for key in (private, *others)
    )
    lines = "".join(f"{_DASH} {origin} {_base64(signature)}\n" for signature in signatures)
    return Checkpoint(size=size, root=root, note=f"{text}\n{lines}")


def read_checkpoint(note: str, *, origin: str, public_keys: Sequence[bytes]) -> Checkpoint:
    """Return the tree head of a note that a known key signed for this log.

    Raises:
        CheckFailedError: It is no such note, of another log, or not signed by such a key.
    """
    text, lines = _split_note(note)
    body = text.split("\n")
    # Extension lines are allowed by the format; this program writes and expects none.
    if len(body) != 4 or body[3]:  # noqa: PLR2004 - origin, size, root, and the last newline
        raise failed(Check.LOG, "checkpoint-malformed")
    if body[0] != origin:
        raise failed(Check.LOG, "checkpoint-other-log")
    if not _DECIMAL.fullmatch(body[1]):
        raise failed(Check.LOG, "checkpoint-malformed")
    root = _decode(body[2])
    if len(root) != HASH_BYTES:
        raise failed(Check.LOG, "checkpoint-malformed")
    _check_signatures(text, lines, origin, public_keys)
    return Checkpoint(size=int(body[1]), root=root, note=note)


def is_checkpoint_good(
    checkpoint: Checkpoint, *, origin: str, public_keys: Sequence[bytes]
) -> bool:
    """Tell whether a kept checkpoint says what its columns say, signed by a known key."""
    try:
        read = read_checkpoint(checkpoint.note, origin=origin, public_keys=public_keys)
    except CheckFailedError:
        return False
    return read == checkpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProof:
    """The proof that an entry stands at one place of the log, for a bundle."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    """The note, verbatim."""
    extra: bytes = b""
    """For this program: the bytes of the entry; not authenticated by themselves."""


def proof_text(proof: LogProof) -> str:
    """Return the proof in its text form."""
    lines = [_PROOF_HEADER]
    if proof.extra:
        lines.append(f"extra {_base64(proof.extra)}")
    lines.append(f"index {proof.index}")
    lines += [_base64(item) for item in proof.hashes]
    return "\n".join(lines) + "\n\n" + proof.checkpoint


def parse_proof(text: str) -> LogProof:
    """Return the proof of its text form; nothing in it is believed yet.

    Raises:
        CheckFailedError: It is not such a text.
    """
    if len(text) > _PROOF_LIMIT:
        raise failed(Check.LOG, "proof-too-large")
    head, separator, note = text.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines[0] != _PROOF_HEADER:
        raise failed(Check.LOG, "proof-malformed")
    rest = lines[1:]
    extra = b""
    if rest and rest[0].startswith("extra "):
        extra = _decode(rest.pop(0).removeprefix("extra "))
    if not rest or not rest[0].startswith("index ") or len(rest) > _PROOF_HASHES_LIMIT + 1:
        raise failed(Check.LOG, "proof-malformed")
    index = rest[0].removeprefix("index ")
    hashes = tuple(_decode(line) for line in rest[1:])
    if not _DECIMAL.fullmatch(index) or any(len(item) != HASH_BYTES for item in hashes):
        raise failed(Check.LOG, "proof-malformed")
    return LogProof(index=int(index), hashes=hashes, checkpoint=note, extra=extra)


def check_proof(
    proof: LogProof, *, leaf: bytes, origin: str, public_keys: Sequence[bytes]
) -> Checkpoint:
    """Return the checkpoint under which a leaf stands at the proof's index.

    Raises:
        CheckFailedError: The checkpoint is not good, or the proof does not lead to it.
    """
    checkpoint = read_checkpoint(proof.checkpoint, origin=origin, public_keys=public_keys)
    if not is_included(
        leaf=leaf,
        index=proof.index,
        size=checkpoint.size,
        proof=proof.hashes,
        root=checkpoint.root,
    ):
        raise failed(Check.LOG, "not-in-log")
    return checkpoint


def _split_note(note: str) -> tuple[str, list[str]]:
    """Return the signed text, with its final newline, and the signature lines."""
    if len(note) > NOTE_LIMIT:
        raise failed(Check.LOG, "checkpoint-too-large")
    body, separator, tail = note.rpartition("\n\n")
    lines = tail.split("\n")
    if not separator or _CONTROL.search(note) or lines.pop() or not lines:
        raise failed(Check.LOG, "checkpoint-malformed")
    if len(lines) > _SIGNATURE_LINES_LIMIT:
        raise failed(Check.LOG, "checkpoint-too-large")
    return body + "\n", lines


def _check_signatures(
    text: str, lines: Sequence[str], origin: str, public_keys: Sequence[bytes]
) -> None:
    known = {key_id(origin, key): key for key in public_keys if len(key) == PUBLIC_KEY_BYTES}
    # Origin, size and root were read: the text is what this program would write.
    message = text.encode()
    good = 0
    for line in lines:
        dash, _, rest = line.partition(" ")
        name, _, encoded = rest.partition(" ")
        signature = _decode(encoded)
        if dash != _DASH or not _NAME.fullmatch(name) or len(signature) <= _KEY_ID_BYTES:
            raise failed(Check.LOG, "checkpoint-malformed")
        public = known.get(signature[:_KEY_ID_BYTES]) if name == origin else None
        if public is None:
            continue
        if not ed25519.holds(public, message, signature[_KEY_ID_BYTES:]):
            raise failed(Check.LOG, "checkpoint-signature")
        good += 1
    if not good:
        raise failed(Check.LOG, "checkpoint-unknown-key")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decode(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise failed(Check.LOG, "bad-base64") from error
    # One value has one text: stray bits in the last digit are refused.
    if _base64(data) != text:
        raise failed(Check.LOG, "bad-base64")
    return data
