"""The golden receipts: library, command line and page give the verdict that stands beside each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.verdict import Report
from ownerapp.services.verification import VerificationService
from tests.support import golden
from tests.support.checker_page import Answer, CheckerPage, answer_of_program
from tests.support.printers import kept_printer
from tests.support.programs import Program, new_program

EXPECTED: dict[str, Any] = json.loads(
    (golden.FOLDER / golden.EXPECTED_NAME).read_text(encoding="utf-8")
)
FILES = [item["file"] for item in EXPECTED["receipts"]]
CASES = [
    (item["file"], given, expected)
    for item in EXPECTED["receipts"]
    for given, expected in item["results"].items()
]
HISTORY = (golden.FOLDER / EXPECTED["history"]).read_bytes()


def data(name: str) -> bytes:
    return (golden.FOLDER / name).read_bytes()


def fingerprint(given: str) -> str:
    return str(EXPECTED["keys"].get(given.removesuffix(golden.WITH_HISTORY), ""))


def with_history(given: str) -> bool:
    return given.endswith(golden.WITH_HISTORY)


def said(answer: Answer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "failed": answer.outcomes("failed"),
        "unknown": answer.outcomes("unknown"),
    }


def library(service: VerificationService, content: bytes, given: str) -> Report:
    return service.verify_bytes(
        content,
        accepted=[fingerprint(given)] if fingerprint(given) else [],
        history=HISTORY if with_history(given) else None,
    )


def test_every_file_is_expected_with_every_key() -> None:
    files = {path.name for path in golden.FOLDER.iterdir() if path.is_file()}

    assert files == {*FILES, EXPECTED["history"], golden.EXPECTED_NAME}
    assert {given for _file, given, _expected in CASES} == set(golden.INPUTS)
    assert len(CASES) == len(FILES) * len(golden.INPUTS)
    verdicts = {expected["verdict"] for _file, _given, expected in CASES}
    assert verdicts == {"valid", "not valid", "cannot tell"}


def test_the_json_receipts_are_what_the_generator_makes() -> None:
    made = {item.name: item.data for item in golden.golden_json()}

    assert {name: data(name) for name in made} == made
    assert golden.golden_history() == HISTORY


def test_receipts_made_today_are_judged_as_the_kept_ones(service: VerificationService) -> None:
    worker = kept_printer()
    pdfs = [*golden.golden_pdf(worker), *golden.golden_pages(worker)]
    kept = {item.name: worker.read(data(item.name)) for item in pdfs}
    made = {item.name: worker.read(item.data) for item in pdfs}

    assert golden.expected_text([*golden.golden_json(), *pdfs]) == (
        golden.FOLDER / golden.EXPECTED_NAME
    ).read_text(encoding="utf-8")
    assert {name: item.receipt for name, item in kept.items()} == {
        name: item.receipt for name, item in made.items()
    }
    assert made["valid.pdf"].receipt == data("valid.json")
    for item in pdfs:
        report = answer_of_program(library(service, item.data, "owner"))
        assert said(report) == item.expected("owner")


@pytest.mark.parametrize("file", FILES)
def test_the_library_says_what_is_expected(file: str, service: VerificationService) -> None:
    for name, given, expected in CASES:
        if name == file:
            assert said(answer_of_program(library(service, data(name), given))) == expected, given


@pytest.mark.parametrize("given", golden.INPUTS)
def test_the_page_says_the_same_as_the_library_check_for_check(
    given: str, page: CheckerPage, service: VerificationService
) -> None:
    history = HISTORY if with_history(given) else None
    answers = page.answers([(data(name), fingerprint(given)) for name in FILES], history=history)

    for name, answer in zip(FILES, answers, strict=True):
        assert answer == answer_of_program(library(service, data(name), given)), name
    assert {name: said(answer) for name, answer in zip(FILES, answers, strict=True)} == {
        name: expected for name, input_given, expected in CASES if input_given == given
    }


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """A computer on which nothing was ever set up."""
    return new_program(tmp_path_factory.mktemp("stranger") / "home")


@pytest.mark.parametrize("file", FILES)
def test_the_command_line_ends_with_the_verdict_that_is_expected(
    file: str, stranger: Program
) -> None:
    # One input for a PDF: each costs the start of a worker of its own.
    inputs = ("owner",) if file.endswith(".pdf") else ("none", "owner", "owner+history")
    for name, given, expected in CASES:
        if name != file or given not in inputs:
            continue
        words = ["verify", str(golden.FOLDER / name)]
        words += ["--key", fingerprint(given)] if fingerprint(given) else []
        words += ["--keys", str(golden.FOLDER / EXPECTED["history"])] if with_history(given) else []
        done = stranger.run(*words, expect=None)
        assert done.last_line == expected["verdict"], (name, given)
        assert done.code == (0 if expected["verdict"] == "valid" else 1)


def test_the_folder_says_nothing_of_this_computer() -> None:
    for path in golden.FOLDER.glob("*.json"):
        assert str(Path.home()) not in path.read_text(encoding="utf-8")
