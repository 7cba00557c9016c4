"""Time stamps: the answer of a server or its token, as DER of which each value can change.

An input is checked as it is, and as a forger's who can name any certificate and make any
signature: with the digest in its attributes made anew, and without a look at the signature.
As it is, nothing but the token of the seeds may ever hold, in its one form.
``python -m tests.fuzz.targets.bundle`` writes the seeds anew.
"""

from __future__ import annotations

import copy
import hashlib
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from unittest import mock

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.verdict import CheckResult, Outcome
from ownerapp.signing import time_stamp_token
from ownerapp.signing.der import OCTET_STRING, SEQUENCE, SET, DerError, der, der_item, der_items
from ownerapp.signing.time_stamp import Rfc3161TimeStamps
from ownerapp.signing.time_stamp_token import plain_token
from tests.fuzz.mutations import mutated_bytes
from tests.fuzz.target import Target

FOLDER = Path(__file__).resolve().parents[1] / "seeds"
STAMPED = b"a tree head of a log\n"
"""What the time stamp of the seeds is over."""
_NESTED = 0x20
"""The bit of a tag whose content is made of values (X.690, 8.1.2.5)."""
_GRANTED = bytes.fromhex("3003020100")
_DIGEST = bytes.fromhex("06092a864886f70d010904")
_MOST_DEPTH = 20
_EDGES = (
    b"", b"\x05\x00", b"\x30\x00", b"\x31\x00", b"\xa0\x00", b"\xa3\x00", b"\x02\x01\x00",
    b"\x02\x01\x03", b"\x02\x00", b"\x02\x02\x00\x80", b"\x01\x01\xff", b"\x01\x01\x00",
    b"\x04\x00", b"\x04\x20" + bytes(32), b"\x0c\x00", b"\x0c\x04\xf0\x9f\x9a\x97",
    b"\x0c\x03\xe2\x80\xae", b"\x0c\x02\xff\xfe", b"\x13\x01A", b"\x16\x01A", b"\x1e\x02\x00A",
    b"\x18\x0f20261121120000Z", b"\x18\x0f20261332250061Z", b"\x18\x0f00000101000000Z",
    b"\x18\x1120261121120000.5Z", b"\x18\x1399991231235959.999Z", b"\x17\x0d491231235959Z",
    b"\x17\x0d500101000000Z", b"\x17\x0d260230000000Z", b"\x18\x0d202611211200Z", b"\x18\x00",
    bytes.fromhex("0609608648016503040201"), bytes.fromhex("0609608648016503040203"),
    bytes.fromhex("300d06096086480165030402030500"),
    bytes.fromhex("300d06092a864886f70d0101010500"),
    bytes.fromhex("301306072a8648ce3d020106082a8648ce3d030107"),
    bytes.fromhex("301006072a8648ce3d020106052b81040022"), bytes.fromhex("0603550403"),
    bytes.fromhex("060355040a"), bytes.fromhex("0603551d25"), bytes.fromhex("06052b0e03021a"),
    bytes.fromhex("060b2a864886f70d010910020c"), bytes.fromhex("060b2a864886f70d010910022f"),
    bytes.fromhex("300a06082b06010505070308"), _DIGEST, b"\x30\x80", b"\x30\x84\xff\xff\xff\xff",
)  # fmt: skip
_WORDS = tuple(edge for edge in _EDGES if edge)


def read(data: bytes, _folder: Path) -> str:
    """Check an answer and a token in the ways of this module."""
    stamps = Rfc3161TimeStamps(lambda *_: b"")
    whole = stamps.check_answer(data, STAMPED)
    alone = stamps.check(data, STAMPED).result
    if Outcome.OK in {whole.outcome, alone.outcome}:
        _only_good(data, whole)
    ends = [whole, alone]
    with (
        mock.patch.object(time_stamp_token, "_check_signature"),
        mock.patch.object(time_stamp_token, "_is_named", return_value=True),
    ):
        for token in _tokens(data):
            again = digested(token)
            ends.append(stamps.check(token if again is None else again, STAMPED).result)
    return " ".join(f"{end.outcome}-{end.reason}" for end in ends)


def _only_good(data: bytes, whole: CheckResult) -> None:
    """Refuse that anything but the token of the seeds holds."""
    token = data
    if whole.outcome is Outcome.OK:
        token = plain_token(der_items(der_item(data).content)[1].all)
    if token != (FOLDER / "token.der").read_bytes():
        raise AssertionError


def _tokens(data: bytes) -> Sequence[bytes]:
    """Return the tokens that stand in an input, in their one form where they have it."""
    found = [data]
    try:
        found += [item.all for item in der_items(der_item(data).content)[1:2]]
    except DerError:
        return ()
    plain = []
    for token in found:
        try:
            plain.append(plain_token(token))
        except CheckFailedError:
            continue
    return plain


def digested(token: bytes) -> bytes | None:
    """Return a token whose attributes name the digest of what it states."""
    try:
        parts = time_stamp_token._parts(token)
        digest = der(OCTET_STRING, hashlib.new(parts.hash_name, parts.info).digest())
        kept = [item.all for item in der_items(parts.attributes) if _DIGEST not in item.all]
        stated = der(SEQUENCE, _DIGEST, der(SET, digest))
        return time_stamp_token._built(
            time_stamp_token._Parts(
                parts.info,
                parts.certificate,
                b"".join((*kept, stated)),
                parts.hash_name,
                parts.signature,
            )
        )
    except (CheckFailedError, DerError, LookupError):
        return None


# ------------------------------------------------------------------------- seeds


@cache
def _kept() -> tuple[bytes, bytes]:
    return (FOLDER / "answer.tsr").read_bytes(), (FOLDER / "token.der").read_bytes()


def seeds() -> list[bytes]:
    """Return an answer, its token in the one form, that token as an answer, and a refusal."""
    answer, token = _kept()
    return [answer, token, der(SEQUENCE, _GRANTED, token), bytes.fromhex("30053003020102")]


_Value = tuple[int, "list[_Value] | bytes"]
"""A value: its tag, and the values in it or its content."""


def _tree(content: bytes, depth: int = 0) -> list[_Value]:
    """Return the values that stand one after the other, with those in them."""
    found: list[_Value] = []
    for item in der_items(content):
        inner: list[_Value] | bytes = item.content
        is_wrapped = item.tag == OCTET_STRING and item.content[:1] == b"\x30"
        if (item.tag & _NESTED or is_wrapped) and depth < _MOST_DEPTH:
            try:
                inner = _tree(item.content, depth + 1)
            except DerError:
                inner = item.content
        found.append((item.tag, inner))
    return found


def _bytes(values: Sequence[_Value]) -> bytes:
    return b"".join(
        der(tag, inner if isinstance(inner, bytes) else _bytes(inner)) for tag, inner in values
    )


def _lists(values: list[_Value]) -> list[list[_Value]]:
    """Return every list of values in a tree."""
    found = [values]
    for _tag, inner in values:
        if isinstance(inner, list):
            found += _lists(inner)
    return found


def _change(values: list[_Value], chance: random.Random) -> None:
    """Change one value of a tree."""
    place = chance.choice([found for found in _lists(values) if found])
    at = chance.randrange(len(place))
    tag, inner = place[at]
    match chance.randrange(8):
        case 0:
            del place[at]
        case 1:
            place.insert(at, copy.deepcopy(chance.choice(place)))
        case 2:
            place[at] = (tag, mutated_bytes(inner if isinstance(inner, bytes) else b"", chance))
        case 3:
            place[at] = (chance.choice((tag ^ 1, tag ^ _NESTED, 0xA0, 0x30, 0x04, 0x80)), inner)
        case 4:
            other = chance.choice([found for found in _lists(values) if found])
            # A copy: a value that holds itself has no end.
            place[at] = copy.deepcopy(chance.choice(other))
        case 5:
            chance.shuffle(place)
        case _:
            edge = chance.choice(_EDGES)
            try:
                place[at : at + chance.randrange(2)] = _tree(edge)
            except DerError:
                place[at] = (tag, edge)


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change values of a token, whose lengths then fit, or any of its bytes."""
    if chance.random() < 0.15:
        return mutated_bytes(data, chance, _WORDS)
    try:
        tree = _tree(data)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            if tree:
                _change(tree, chance)
        return _bytes(tree)
    except DerError:
        return mutated_bytes(data, chance, _WORDS)


TARGET = Target(read=read, seeds=seeds, mutate=mutate, words=_WORDS)
