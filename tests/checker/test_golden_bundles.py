"""The golden bundles: library and page give the verdict that stands beside each."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from ownerapp.documents.bundle import make_bundle, read_bundle
from ownerapp.services.verification import VerificationService
from tests.support import golden, golden_bundles
from tests.support.checker_page import CheckerPage, answer_of_program

EXPECTED: dict[str, Any] = json.loads(
    (golden_bundles.FOLDER / golden.EXPECTED_NAME).read_text(encoding="utf-8")
)
FILES = [item["file"] for item in EXPECTED["bundles"]]


def data(name: str) -> bytes:
    return (golden_bundles.FOLDER / name).read_bytes()


@pytest.mark.parametrize("given", golden_bundles.INPUTS)
def test_the_page_says_the_same_as_the_library_check_for_check(
    given: str, page: CheckerPage, service: VerificationService
) -> None:
    key = EXPECTED["keys"].get(given, "")
    answers = page.answers([(data(name), key) for name in FILES])

    for item, answer in zip(EXPECTED["bundles"], answers, strict=True):
        report = service.verify_bytes(data(item["file"]), accepted=[key] if key else [])
        assert answer == answer_of_program(report), item["file"]
        assert {
            "verdict": answer.verdict,
            "failed": answer.outcomes("failed"),
            "unknown": answer.outcomes("unknown"),
        } == item["results"][given]


def test_of_several_records_both_tell_the_worst(
    page: CheckerPage, service: VerificationService
) -> None:
    files = read_bundle(data("valid.zip")).files
    other = read_bundle(data("swapped-notice.zip")).files
    both = {"keys.json": files["keys.json"]}
    for folder, held in (("record-0041/", files), ("record-0042/", other)):
        both |= {
            folder + name: content
            for name, content in held.items()
            if name.startswith(("receipt", "notice"))
        }
    bundle = make_bundle(both, at=golden.MADE_AT)
    key = EXPECTED["keys"]["owner"]

    (answer,) = page.answers([(bundle, key)])

    report = service.verify_bytes(bundle, accepted=[key])
    assert answer == answer_of_program(report)
    assert answer.verdict == "not valid"
    assert report.facts["folder"] == "record-0042"
    assert page.text("result")


def test_whatever_bytes_change_both_say_the_same(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    whole = data("swapped-notice.zip")
    items = []
    for _change in range(60):
        changed = bytearray(whole)
        at = chance.choice([chance.randrange(len(whole)), len(whole) - 1 - chance.randrange(400)])
        changed[at] ^= 1 << chance.randrange(8)
        items.append((bytes(changed), EXPECTED["keys"]["owner"]))

    answers = page.answers(items)

    verdicts = {answer.verdict for answer in answers}
    assert "not valid" in verdicts
    for (content, key), answer in zip(items, answers, strict=True):
        report = service.verify_bytes(content, accepted=[key])
        assert answer.verdict == report.verdict.value
