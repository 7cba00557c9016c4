"""Page and program judge sealed pages without a record alike, and say what a seal shows."""

from __future__ import annotations

import random

from ownerapp.services.verification import VerificationService
from tests.support import golden
from tests.support.checker_page import CheckerPage, answer_of_program, answers
from tests.support.record_changes import HISTORY, KEY, flipped

PAGE = (golden.FOLDER / "page.pdf").read_bytes()


def test_random_changes_of_a_page_are_never_valid(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    places = chance.sample(range(len(PAGE)), 20) + [
        PAGE.rindex(mark) + chance.randrange(60)
        for mark in (b"/ByteRange", b"/M (", b"xref", b"startxref", b"/Contents <")
        for _ in range(2)
    ]
    items = [(flipped(PAGE, min(at, len(PAGE) - 1), chance.randrange(8)), KEY) for at in places]
    items += [(PAGE[: chance.randrange(len(PAGE))], KEY) for _ in range(6)]
    items += [(b"\n" + PAGE, KEY), (PAGE + PAGE, KEY), (PAGE[:-1], KEY), (PAGE + b"\n", KEY)]

    assert {answer.verdict for answer in answers(service, items)} == {"not valid"}
    assert {answer.verdict for answer in page.answers(items, history=HISTORY)} == {"not valid"}


def test_the_page_says_that_only_the_seal_was_checked(
    page: CheckerPage, service: VerificationService
) -> None:
    (found,) = page.answers([(PAGE, KEY)], history=HISTORY)
    notes = page.text("notes")

    assert found == answer_of_program(service.verify_bytes(PAGE, accepted=[KEY], history=HISTORY))
    assert page.text("verdict") == "The seal is valid"
    assert "It carries no consent record, so there is nothing else to check." in notes
    assert "not that what the page says is true" in notes
    assert "sealed with the key that the history of keys names" in page.text("checks")
    assert "on this computer" not in page.text("checks")


def test_the_page_asks_for_the_history_of_keys_where_it_cannot_tell(page: CheckerPage) -> None:
    (found,) = page.answers([(PAGE, KEY)])

    assert found.verdict == "cannot tell"
    assert page.text("verdict") == "Cannot tell"
    assert "Ask the one who sealed it for the file keys.json" in page.text("notes")
