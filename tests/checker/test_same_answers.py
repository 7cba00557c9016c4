"""The page and the program answer alike, check for check, whatever somebody did to a record."""

from __future__ import annotations

import copy
import json
import math
import random
import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.term import Term, term_end
from ownerapp.services.key_words import words_of
from ownerapp.services.verification import VerificationService
from ownerapp.signing.canonical import canonical_bytes
from ownerapp.system.clock import SystemClock
from tests.support import golden, papers, record_variety, records
from tests.support.checker_page import Answer, CheckerPage, answer_of_program
from tests.support.desks import Place

KEY = records.known_key().fingerprint
VALID = (golden.FOLDER / "valid.json").read_bytes()
PDF = (golden.FOLDER / "valid.pdf").read_bytes()
HISTORY = (golden.FOLDER / golden.HISTORY_NAME).read_bytes()
Path = tuple[str | int, ...]
Item = tuple[bytes, str]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VerificationService]:
    worker = PdfWorker()
    place = Place(data_dir=tmp_path_factory.mktemp("verifier") / "data")
    yield VerificationService(place.around(pdf_reader=worker, clock=SystemClock()))
    worker.close()


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """A generator that makes the same changes on each run, others in each test."""
    return random.Random(request.node.name)  # noqa: S311 - no secret


def answers(service: VerificationService, items: Sequence[Item]) -> list[Answer]:
    return [
        answer_of_program(service.verify_bytes(data, accepted=[key] if key else []))
        for data, key in items
    ]


def assert_alike(
    page: CheckerPage, service: VerificationService, items: Sequence[Item]
) -> list[Answer]:
    ours = answers(service, items)
    for (data, _key), answer, theirs in zip(items, ours, page.answers(items), strict=True):
        assert theirs == answer, data[:2_000]
    return ours


# ------------------------------------------------------------------------------- changes


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for name, item in value.items():
            yield from paths(item, (*path, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from paths(item, (*path, at))


def value_at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def changed(document: Any, path: Path, value: object) -> Any:
    """Return a copy with another value at a path; the value ``...`` takes it away."""
    document = copy.deepcopy(document)
    holder = value_at(document, path[:-1])
    if value is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return document


def another(chance: random.Random, document: Any, path: Path) -> object:
    """Return something that could stand at a path, more often near to what stands there."""
    before = value_at(document, path)
    every = [*paths(document)]
    choices = [
        ...,
        None,
        "",
        [],
        {},
        0,
        1.5,
        "dpv:ConsentGiven",
        value_at(document, chance.choice(every)),
    ]
    if isinstance(before, str) and before:
        at = chance.randrange(len(before))
        choices += [before[:at] + before[at + 1 :], before[:at] + "7" + before[at + 1 :]] * 4
    if isinstance(before, list) and before:
        choices += [before[:-1], [*before, before[0]], before[::-1]] * 3
    return chance.choice(choices)


def flipped(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def test_two_hundred_random_changes_of_a_record(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    document = json.loads(VALID)
    every = [*paths(document)]
    signed = [path for path in every if path[0] not in {"proof", "issuer"}]
    items: list[Item] = [
        (flipped(VALID, chance.randrange(len(VALID)), chance.randrange(8)), KEY) for _ in range(70)
    ]
    for _ in range(50):
        path = chance.choice(every)
        items.append((encoded(changed(document, path, another(chance, document, path))), KEY))
    for _ in range(80):
        path = chance.choice(signed)
        made = changed(document, path, another(chance, document, path))
        items.append((records.sign_again(made), KEY))

    found = assert_alike(page, service, items)

    assert len(found) == 200
    reasons = {reason for answer in found for reason in answer.outcomes("failed").values()}
    assert {"schema", "signature-does-not-hold", "not-json"} <= reasons
    assert len(reasons) > 6
    # A change may leave everything as it was.
    assert sum(answer.verdict == "valid" for answer in found) < 20


def encoded(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def test_a_line_break_at_the_end_of_any_text(
    page: CheckerPage, service: VerificationService
) -> None:
    document = json.loads(VALID)
    items = [
        (records.sign_again(changed(document, path, f"{value_at(document, path)}\n")), KEY)
        for path in paths(document)
        if path[0] not in {"proof", "issuer"} and isinstance(value_at(document, path), str)
    ]
    # Each kind of member once is enough.
    some = {json.loads(data)["proof"]["proofValue"]: (data, key) for data, key in items[::5]}

    found = assert_alike(page, service, [*some.values()])

    assert {"schema"} <= {answer.outcomes("failed").get("format", "") for answer in found}


def test_every_record_that_the_program_makes(
    page: CheckerPage, service: VerificationService
) -> None:
    made = [*record_variety.every_status()][::2]
    later = [replace(item, created=item.created + timedelta(days=9_000)) for item in made[:1]]

    found = assert_alike(
        page, service, [(records.signed_bytes(item), KEY) for item in made + later]
    )

    assert {"valid"} <= {answer.verdict for answer in found}


# ---------------------------------------------------------------------------------- ends


def with_end(term: Term, given_at: datetime, end: datetime, zone: str) -> bytes:
    document = json.loads(VALID)
    process = document["credentialSubject"]["dpv:hasRecordOfActivity"][0]["dpv:hasProcess"][0]
    asked, given = process["dpv:hasConsentStatus"]
    asked["dpv:isIndicatedAtTime"] = given["dpv:isIndicatedAtTime"] = written(given_at)
    given["dpv:hasDuration"] = {
        "@type": "dpv:TemporalDuration",
        "rdf:value": {"7d": "P7D", "3m": "P3M", "1y": "P1Y", "drive": "PT24H"}[term.value],
    }
    process["car:term"] = term.value
    process["car:status"] = "given"
    process["car:endsAt"] = {"car:at": written(end), "car:zone": zone}
    return records.sign_again(document)


def written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


ZONES = (
    "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Shanghai", "Asia/Kolkata",
    "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Africa/Cairo",
    "Etc/GMT-14", "Etc/GMT+12", "Asia/Calcutta", "US/Pacific", "Etc/UTC",
)  # fmt: skip
UNKNOWN_ZONES = (
    "", "UTC", "Moon/Tranquility", "../../etc/passwd", "America", "+01", "+0100", "-0800",
    "europe/berlin", "EUROPE/BERLIN", "Europe", "localzone",
)  # fmt: skip


def test_the_ends_of_terms_in_every_kind_of_zone(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    items = []
    for zone in (*ZONES * 2, *UNKNOWN_ZONES):
        term = chance.choice([Term.DAYS_7, Term.MONTHS_3, Term.YEAR_1, Term.DRIVE])
        # Around the days on which clocks are changed, and at the ends of months.
        day = chance.choice(["2025-03-28", "2025-03-30", "2025-10-25", "2024-11-30", "2024-02-29"])
        hour, minute = chance.randrange(24), chance.randrange(60)
        given = datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=UTC)
        counted = term_end(term, given, ZoneInfo(zone) if zone in ZONES else UTC)
        assert counted is not None
        items += [
            (with_end(term, given, counted + timedelta(hours=hours), zone), KEY)
            for hours in (0, 2, -5, 30, -100)
        ]

    found = assert_alike(page, service, items)

    assert {answer.outcomes("failed").get("states", "") for answer in found} >= {"", "end-differs"}


# ------------------------------------------------------------------------------- reading


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


# ---------------------------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("typed", "is_accepted"),
    [
        (KEY.upper(), True),
        (KEY.replace(" ", ":"), True),
        (f"\n{KEY.replace(' ', '-')}\t", True),
        (" ".join(words_of(KEY)), True),
        ("-".join(words_of(KEY)).upper(), True),
        (" ".join(word[:4] for word in words_of(KEY)), True),
        (" ".join((*words_of(KEY)[:11], "zoo")), False),
        (" ".join(words_of(KEY)[:11]), False),
        (" ".join((*words_of(KEY)[:11], words_of(KEY)[11][:3])), False),
        (" ".join((*words_of(KEY)[:11], words_of(KEY)[11] + "x")), False),
        (KEY[:-1], False),
        (f"{KEY}0", False),
        ("__proto__", False),
        (" ", False),
    ],
)
def test_a_fingerprint_is_taken_as_people_type_it(
    page: CheckerPage, service: VerificationService, typed: str, is_accepted: bool
) -> None:
    (found,) = page.answers([(VALID, typed)])

    # A field of one line has no line breaks.
    assert found == answer_of_program(service.verify_bytes(VALID, accepted=[typed]))
    assert found.verdict == ("valid" if is_accepted else "cannot tell")


def test_a_changed_history_of_keys_is_refused_by_both(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    document = json.loads(HISTORY)
    every = [*paths(document)]
    histories = [b"{}", b"[]", HISTORY + b" {}", HISTORY.replace(b'"keys":', b'"keys":[],"keys":')]
    for _ in range(40):
        path = chance.choice(every)
        histories.append(encoded(changed(document, path, another(chance, document, path))))
    refused = 0
    for history in histories:
        (report,) = page.hand_over([(VALID, KEY)], history=history)
        try:
            ours = service.verify_bytes(VALID, accepted=[KEY], history=history)
        except CheckFailedError:
            refused += 1
            assert report["refusal"] == "keys-refused", history
        else:
            assert report["refusal"] == "", history
            assert report["verdict"] == ours.verdict.value

    assert refused > len(histories) // 2


# ----------------------------------------------------------------------------------- PDF


def test_random_changes_of_a_pdf_are_never_valid(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    places = chance.sample(range(len(PDF)), 20) + [
        PDF.rindex(mark) + chance.randrange(60)
        for mark in (
            b"/ByteRange",
            b"/EmbeddedFiles",
            b"/AF",
            b"xref",
            b"startxref",
            b"/Contents <",
        )
        for _ in range(2)
    ]
    items = [(flipped(PDF, min(at, len(PDF) - 1), chance.randrange(8)), KEY) for at in places]
    items += [(PDF[: chance.randrange(len(PDF))], KEY) for _ in range(6)]
    items += [(b"\n" + PDF, KEY), (PDF + PDF, KEY), (PDF[:-1], KEY), (PDF + b"\n", KEY)]
    items.append((golden.with_other_attachment(PDF, VALID), KEY))

    ours, theirs = answers(service, items), page.answers(items)

    assert {answer.verdict for answer in ours} == {"not valid"}
    assert {answer.verdict for answer in theirs} == {"not valid"}
    for one, other in zip(ours, theirs, strict=True):
        assert ("pdf-seal" in one.outcomes("failed")) == ("pdf-seal" in other.outcomes("failed"))
        assert one.outcomes("failed").get("pdf-whole-file") == other.outcomes("failed").get(
            "pdf-whole-file"
        )


def test_a_seal_that_belongs_to_a_key_of_the_history_is_named(
    page: CheckerPage, service: VerificationService
) -> None:
    key = papers.document_key()
    worker = PdfWorker()
    try:
        pdf = worker.make(papers.english(), VALID, seal=key)
    finally:
        worker.close()
    history = golden.golden_history((key.certificate, b"of the next one"))
    (found,) = page.answers([(pdf, KEY)], history=history)

    assert found == answer_of_program(service.verify_bytes(pdf, accepted=[KEY], history=history))
    assert ("pdf-seal-key", "ok", "") in found.checks
