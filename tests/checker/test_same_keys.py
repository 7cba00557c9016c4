"""Page and program take fingerprints and histories of keys alike."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from ownerapp.domain.errors import CheckFailedError
from ownerapp.services.key_words import word_list, words_of
from ownerapp.services.verification import VerificationService
from ownerapp.signing.data_integrity import add_proof
from tests.support import golden, records
from tests.support.checker_page import CheckerPage, answer_of_program
from tests.support.record_changes import (
    HISTORY,
    KEY,
    VALID,
    Path,
    another,
    changed,
    encoded,
    paths,
)


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
        (
            " ".join((*words_of(KEY)[:11], word_list()[word_list().index(words_of(KEY)[11]) ^ 1])),
            False,
        ),
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


def signed_history(document: dict[str, Any], *, both: bool) -> bytes:
    """Sign a history again with the new key; with ``both`` also the succession in it."""
    new = records.known_key(golden.KEYS["rotated"]).did
    keys = {"owner": records.SEED, "rotated": golden.KEYS["rotated"]}
    document = copy.deepcopy(document)
    proof = document.pop("proof")
    if both:
        statement = document["keys"][1]["succession"]
        proofs = statement.pop("proof")
        statement["proof"] = [
            add_proof(statement, options, private_key=seed)["proof"]
            for options, seed in zip(proofs, keys.values(), strict=True)
        ]
    assert new in proof["verificationMethod"]
    return encoded(add_proof(document, proof, private_key=keys["rotated"]))


def succession_changes() -> Iterator[tuple[str, Any]]:
    document = json.loads(HISTORY)
    at: Path = ("keys", 1, "succession")
    for name, value in {
        "from": records.known_key(records.OTHER_SEED).did, "fromUntil": "2025-11-30T00:00:00.000Z",
        "to": records.known_key(records.OTHER_SEED).did, "toFrom": "2025-11-30T00:00:00.000Z",
        "toCertificateSha256": "0" * 64, "origin": "", "version": 2, "format": "another", "more": 1,
    }.items():  # fmt: skip
        yield name, changed(document, (*at, name), value)
    yield "no-succession", changed(document, at, ...)
    yield "first", changed(document, ("keys", 0, "validUntil"), "2025-11-30T00:00:00.000Z")
    yield "no-end", changed(document, ("keys", 0, "validUntil"), ...)
    yield "seconds", changed(document, ("keys", 0, "validFrom"), "2025-11-21T11:58:30Z")
    yield "twice", changed(document, ("keys", 1, "fingerprint"), KEY)
    yield "none", changed(document, ("keys",), [])
    yield "version", changed(document, ("version",), 1.0)


def test_an_honestly_signed_history_that_is_wrong_is_refused_by_both(
    page: CheckerPage, service: VerificationService
) -> None:
    document = json.loads(HISTORY)
    proofs = document["keys"][1]["succession"]["proof"]
    histories = [signed_history(made, both=False) for _name, made in succession_changes()]
    histories += [
        signed_history(made, both=True)
        for name, made in succession_changes()
        if name not in {"no-succession", "none"}
    ]
    histories += [
        signed_history(changed(document, ("keys", 1, "succession", "proof"), made), both=False)
        for made in (
            proofs[:1],
            proofs[::-1],
            [proofs[1]] * 2,
            [proofs[0]] * 2,
            proofs[0],
            [*proofs, 1],
        )
    ]
    good = signed_history(document, both=True)
    for history in [*histories, good]:
        (report,) = page.hand_over([(VALID, KEY)], history=history)
        try:
            service.verify_bytes(VALID, accepted=[KEY], history=history)
        except CheckFailedError:
            assert report["refusal"] == "keys-refused", history
            assert history != good
        else:
            assert report["refusal"] == "", history
            assert history == good


@pytest.mark.parametrize("days", [-2, 6, 8, 30])
@pytest.mark.parametrize("signer", ["owner", "rotated"])
def test_a_key_of_the_history_counts_in_its_own_time_only(
    page: CheckerPage, service: VerificationService, signer: str, days: int
) -> None:
    at = golden.MADE_AT + timedelta(days=days)
    document = json.loads((golden.FOLDER / "unknown-version.json").read_bytes())
    document["issuer"] = records.known_key(golden.KEYS[signer]).did
    del document["proof"]
    data = golden.signed(document, signer=signer, at=at)
    (found,) = page.answers([(data, KEY)], history=HISTORY)

    assert found == answer_of_program(service.verify_bytes(data, accepted=[KEY], history=HISTORY))
    in_use = (0 <= days <= 7) if signer == "owner" else days >= 7
    assert found.verdict == ("cannot tell" if in_use else "not valid")


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
