"""The page and the program answer alike, whatever somebody did to a record."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from ownerapp.services.verification import VerificationService
from ownerapp.signing.data_integrity import add_proof
from tests.support import golden, record_variety, records
from tests.support.checker_page import CheckerPage, Item, assert_alike
from tests.support.record_changes import (
    KEY,
    VALID,
    Path,
    another,
    changed,
    encoded,
    flipped,
    paths,
    value_at,
)


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


RECORD: Path = ("credentialSubject", "dpv:hasRecordOfActivity", 0)
OPEN, REFUSED, WITHDRAWN = ((*RECORD, "dpv:hasProcess", number) for number in range(3))
OTHER_ID = "00000000-0000-4000-8000-000000000000"
YES = {
    "@type": ["dpv:ConsentGiven", "dpv:ExpressedConsent"],
    "dpv:isIndicatedBy": f"urn:uuid:{records.PERSON.id}",
    "dpv:isIndicatedAtTime": "2025-11-21T13:00:00Z",
    "dpv:hasDuration": {"@type": "dpv:TemporalDuration", "rdf:value": "P7D"},
}
YEAR = {**YES, "dpv:hasDuration": {"@type": "dpv:TemporalDuration", "rdf:value": "P1Y"}}
ASKED = {
    "@type": ["dpv:ConsentRequested"],
    "dpv:isIndicatedBy": records.known_key().did,
    "dpv:isIndicatedAtTime": "2025-11-21T11:58:30Z",
}


def end(at: str) -> dict[str, str]:
    return {"car:at": at, "car:zone": "Europe/Berlin"}


CONTRADICTIONS: Sequence[tuple[str, Sequence[tuple[Path, object]]]] = [
    ("ids-differ", [(("id",), f"urn:uuid:{OTHER_ID}")]),
    ("ids-differ", [(("credentialSubject", "id"), f"urn:uuid:{OTHER_ID}#receipt")]),
    ("ids-differ", [((*RECORD, "dct:identifier"), OTHER_ID)]),
    ("ids-differ", [((*RECORD, "dpv:hasIdentifier"), OTHER_ID)]),
    ("ids-differ", [((*RECORD, "dpv:hasDataSubject", "dct:identifier"), OTHER_ID)]),
    ("ids-differ", [((*RECORD, "dct:creator"), records.known_key(records.OTHER_SEED).did)]),
    ("ids-differ", [(("validFrom",), "2025-11-22T09:30:01Z")]),
    ("ids-differ", [((*RECORD, "dct:created"), "2025-11-22T09:30:01Z")]),
    ("profiles-differ", [((*RECORD, "dct:conformsTo"), "dpv-27560:record")]),
    ("status-differs", [((*REFUSED, "car:status"), "undecided")]),
    ("status-differs", [((*OPEN, "car:status"), "withdrawn")]),
    ("status-differs", [((*OPEN, "car:status"), "paused")]),
    ("status-differs", [((*OPEN, "car:paused"), {"car:at": "2025-11-22T09:29:00Z"})]),
    (
        "",
        [
            ((*OPEN, "car:status"), "paused"),
            ((*OPEN, "car:paused"), {"car:at": "2025-11-22T09:29:00Z"}),
        ],
    ),
    ("asked-by-another", [((*OPEN, "dpv:hasConsentStatus", 0, "dpv:isIndicatedBy"), "urn:x")]),
    ("hash-missing", [((*OPEN, "car:shownTextSha256"), ...)]),
    ("end-differs", [((*OPEN, "car:endsAt"), end("2026-11-21T12:00:00Z"))]),
    ("end-differs", [((*OPEN, "dpv:hasConsentStatus"), [ASKED, YEAR, YES])]),
    ("end-differs", [((*OPEN, "dpv:hasConsentStatus", 2), YES)]),
    ("end-differs", [((*WITHDRAWN, "car:term"), "1y")]),
    *(
        (reason, [((*WITHDRAWN, "car:term"), "1y"), ((*WITHDRAWN, "car:endsAt"), end(at))])
        for reason, at in (("", "2026-11-21T12:00:00Z"), ("end-differs", "2026-11-22T13:00:00Z"))
    ),
    (
        # The end of an earlier yes stays, but never later than the last yes gives.
        "end-differs",
        [
            ((*OPEN, "dpv:hasConsentStatus"), [ASKED, YEAR, YES]),
            ((*OPEN, "car:term"), "1y"),
            ((*OPEN, "car:endsAt"), end("2026-11-21T13:00:00Z")),
        ],
    ),
    (
        "",
        [
            ((*OPEN, "dpv:hasConsentStatus"), [ASKED, YES, YEAR]),
            ((*OPEN, "car:term"), "7d"),
            ((*OPEN, "car:endsAt"), end("2025-11-28T13:00:00Z")),
        ],
    ),
    *(
        (reason, [((*OPEN, "dpv:hasConsentStatus", 1, "dpv:isIndicatedAtTime"), at)])
        # Against 11:58:30, when it was asked, and 9:30:00 of the next day, when it was made.
        for reason, at in (
            ("", "2025-11-21T11:56:30Z"), ("", "2025-11-21T11:56:29Z"),
            ("", "2025-11-22T09:32:00Z"), ("", "2025-11-22T09:32:01Z"),
            ("bad-time", "2025-02-30T10:00:00Z"), ("bad-time", "2025-11-21T25:00:00Z"),
            ("bad-time", "2025-13-01T10:00:00Z"),
        )
    ),
    ("schema", [((*OPEN, "dct:title"), "\U0001f697" * 20_001)]),
    ("", [((*OPEN, "dct:title"), "\U0001f697" * 20_000)]),
    ("schema", [((*OPEN, "dct:title"), "")]),
    ("schema", [((*RECORD, "dpv:hasNotice"), [])]),
    ("schema", [(("credentialSubject", "car:logPosition", "car:index"), 2**53 - 1 + 0.0)]),
    ("", [(("credentialSubject", "car:logPosition", "car:index"), 2**53 - 1)]),
    ("schema", [(("credentialSubject", "car:logPosition", "car:index"), -1)]),
    ("schema", [(("credentialSubject", "car:logPosition", "car:index"), True)]),
]  # fmt: skip


def test_a_signed_record_that_contradicts_itself(
    page: CheckerPage, service: VerificationService
) -> None:
    items = []
    for _reason, changes in CONTRADICTIONS:
        document = json.loads(VALID)
        for path, value in changes:
            holder = value_at(document, path[:-1])
            if isinstance(holder, list) and path[-1] == len(holder):
                holder.append(value)
            else:
                document = changed(document, path, value)
        items.append((records.sign_again(document), KEY))

    found = assert_alike(page, service, items)

    for (reason, changes), answer in zip(CONTRADICTIONS, found, strict=True):
        # An empty text is allowed by the schema; the rest is as the table says.
        expected = "" if changes[0][1] == "" else reason
        assert next(iter(answer.outcomes("failed").values()), "") == expected, changes
    assert {answer.verdict for answer in found} == {"valid", "not valid", "cannot tell"}


def with_proof(document: dict[str, Any], **changes: object) -> bytes:
    """Sign a document with another proof than the program would make."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    options = {**document["proof"], **changes}
    return encoded(add_proof(bare, options, private_key=records.SEED))


def test_a_proof_of_another_form(page: CheckerPage, service: VerificationService) -> None:
    document = json.loads(VALID)
    credentials, vehicle = document["@context"]
    later = json.loads((golden.FOLDER / "unknown-version.json").read_bytes())
    items = [
        (with_proof(document, **changes), KEY)
        for changes in (
            {"nonce": "1"}, {"type": "Ed25519Signature2020"}, {"cryptosuite": "eddsa-rdfc-2022"},
            {"proofPurpose": "authentication"}, {"created": "2025-11-22T09:27:59Z"},
            {"created": "2025-11-22T09:28:00Z"}, {"created": 7}, {"created": "yesterday"},
            {"created": "2099-01-01T00:00:00Z"}, {"@context": [credentials]}, {"@context": vehicle},
            {"@context": [vehicle, credentials]},
        )
    ]  # fmt: skip
    items += [
        (with_proof(later, created=created), KEY)
        for created in (
            "2025-11-22T09:30:00.123Z", "2025-11-22T10:30:00+01:00", "2025-11-22T10:30:00-23:59",
            "2025-11-22T10:30:00", "2025-11-22", "2025-11-22T24:00:01Z", "2025-11-31T10:30:00Z",
            "later", 7, None, "2025-11-22T10:30:00+25:00",
        )
    ]  # fmt: skip
    items += [
        (encoded({**document, "proof": proof}), KEY)
        for proof in (
            None,
            [],
            [document["proof"]],
            {},
            "z",
            {**document["proof"], "proofValue": 1},
        )
    ]
    value = document["proof"]["proofValue"]
    items += [
        (encoded({**document, "proof": {**document["proof"], "proofValue": other}}), KEY)
        for other in (
            value[1:],
            f"{value}1",
            f"z1{value[1:]}",
            "z",
            "z" * 89,
            f"u{value[1:]}",
            value[:-1],
        )
    ]
    items += [
        (encoded({**document, "issuer": issuer}), KEY)
        for issuer in ("", "did:key:z", "did:web:owner.example", 7, None, f"{document['issuer']}1",
                       document["issuer"].replace("z6Mk", "z16Mk"), "did:key:z6LS" + "1" * 44)
    ]  # fmt: skip

    found = assert_alike(page, service, items)

    assert len({tuple(answer.outcomes("failed").items()) for answer in found}) > 10


def test_a_number_with_a_point_is_no_whole_number(
    page: CheckerPage, service: VerificationService
) -> None:
    """The canonical form is the same, so the signature holds all the same."""
    items = [
        (VALID.replace(b'"car:index":41', b'"car:index":' + written), KEY)
        for written in (b"41.0", b"4.1e1", b"410E-1", b"41")
    ]

    found = assert_alike(page, service, items)

    assert [answer.outcomes("failed").get("format") for answer in found] == ["schema"] * 3 + [None]
    assert all(("signature", "ok", "") in answer.checks for answer in found)


def test_a_record_made_in_the_future(page: CheckerPage, service: VerificationService) -> None:
    document = json.loads(VALID.replace(b'"2025-11-2', b'"2095-11-2'))
    at = golden.MADE_AT.replace(year=2095)
    del document["proof"]

    (found,) = assert_alike(page, service, [(golden.signed(document, at=at), KEY)])

    assert found.outcomes("unknown") == {"states": "made-in-the-future"}
