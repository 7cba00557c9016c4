"""Page and program read the same texts alike, and write them alike in canonical form."""

from __future__ import annotations

import json
import math
import random
import struct
from typing import Any

from ownerapp.services.verification import VerificationService
from ownerapp.signing.canonical import canonical_bytes
from tests.support import golden, records
from tests.support.checker_page import CheckerPage, assert_alike
from tests.support.record_changes import (
    KEY,
)

ODD = [
    "", " ", "null", "true", "[]", "{}", '"text"', "1", "-0", "-", "01", "1.", ".5", "1e", "1e5",
    "1E400", "-1e400", "9007199254740991", "9007199254740992", "-9007199254740992",
    "123456789012345678", "9" * 400, "9007199254740993.", "NaN", "-Infinity", "Infinity", "-NaN",
    "nul", "truefalse", "[1,]", "[,1]", "[1 2]", '{"a":1,}', '{"a" 1}', "{a:1}", "{'a':1}",
    '{"a":1,"a":1}', '{"a":1,"a":1', '{"a":{"b":1,"b":2},"c"}', '{"a":1,"\\u0061":2}',
    '{"a":1,"a":NaN}', '{"a":[{"b":1,"b":1}],"c":1e999}', '"\\ud800"', '"\\udc00\\ud800"',
    '"\\ud83d\\ude00"', '{"\\ud800":1}', '["\\ud800",', '"\\x"', '"\\u12g4"', '"\\u12"', '"\\',
    '"a\nb"', '"a\tb"', '"a\x7fb"', '"\u2028"', "\ufeff{}", "[" * 32 + "]" * 32,
    "[" * 33 + "]" * 33, '"' + "[" * 40 + '"', '"\\"' + "[" * 40 + '"', "]" * 40 + "[" * 40,
    '{"__proto__":1,"__proto__":2}', '{"__proto__":{"type":["dpv:ConsentReceipt"]}}',
    '{"type":["dpv:ConsentReceipt"]}', '{"type":"dpv:ConsentReceipt"}', "{} {}", "{}\x00", "\x0b{}",
    '{"type":["dpv:ConsentReceipt"],"proof":[]}', '{"type":["dpv:ConsentReceipt"],"proof":null}',
    '{"type":["dpv:ConsentReceipt"],"constructor":{"a":[]},"toString":1}',
]  # fmt: skip
NOT_TEXT = [
    b"\xff", b'"\xc3"', b'"\xc0\x80"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"', b"\xef\xbb\xbf{}",
    b"\xfe\xff\x00{\x00}", b"[" * 100_000, b'{"a":' * 50_000,
    b'"' + b"a" * (4 * 1024 * 1024), b"%PDF-", b"%PDF-1.7\n", b"x%PDF-1.7", b'{"a":"%PDF-"}',
]  # fmt: skip


def test_odd_and_hostile_texts(page: CheckerPage, service: VerificationService) -> None:
    # An empty file is no case: both say that there is nothing to check.
    items = [(text.encode(), "") for text in ODD if text] + [(data, "") for data in NOT_TEXT]

    found = assert_alike(page, service, items)

    assert {answer.verdict for answer in found} == {"not valid"}


def test_texts_that_are_cut_and_glued_at_random(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    parts = [
        *'{}[]:,"\\',
        '"a"',
        '"a":',
        "1",
        "-",
        "1.5",
        "e9",
        "true",
        "null",
        "NaN",
        "\\u00",
        " ",
    ]
    texts = ["".join(chance.choices(parts, k=chance.randrange(1, 14))) for _ in range(300)]

    assert_alike(page, service, [(text.encode(), "") for text in texts])


def any_value(chance: random.Random, depth: int = 3) -> Any:
    kind = chance.randrange(7 if depth else 5)
    if kind == 0:
        return chance.choice([None, True, False, 0, -0.0, 2**53 - 1, 1 - 2**53])
    if kind in {1, 2}:
        number = struct.unpack("<d", chance.randbytes(8))[0]
        return number if math.isfinite(number) else chance.random() * 10 ** chance.randrange(-9, 25)
    if kind in {3, 4}:
        points = [
            chance.choice([0x20, 0x7F, 0x80, 0x2028, 0xD7FF, 0xE000, 0x10000, 0x10FFFF, 0x1F])
        ]
        points += [chance.randrange(0x20, 0x3000) for _ in range(chance.randrange(6))]
        return "".join(map(chr, points))
    if kind == 5:
        return [any_value(chance, depth - 1) for _ in range(chance.randrange(4))]
    names = (any_value(chance, 0) for _ in range(chance.randrange(5)))
    return {str(name): any_value(chance, depth - 1) for name in names}


def test_anything_at_all_inside_a_signed_record_of_a_later_version(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    """The signature holds in both only if both have the same canonical bytes (RFC 8785)."""
    document = json.loads((golden.FOLDER / "unknown-version.json").read_bytes())
    document["more"] = {f"{chance.random()}": any_value(chance) for _ in range(600)}
    signed = records.sign_again(document)
    assert len(canonical_bytes(json.loads(signed))) > 20_000

    (found,) = assert_alike(page, service, [(signed, KEY)])

    assert found.verdict == "cannot tell"
    assert found.outcomes("unknown") == {"format": "version-unknown"}
