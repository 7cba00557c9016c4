"""What follows from a verdict is the same sentence on the page and in the program."""

from __future__ import annotations

import pytest

from ownerapp.presentation.verdict_meaning import verdict_meaning
from ownerapp.services.verification import VerificationService
from tests.support import golden
from tests.support.checker_page import CheckerPage
from tests.support.record_changes import KEY

FILES = (
    "unknown-key.json",
    "unknown-version.json",
    "clock-set-back.json",
    "changed-bit.json",
    "appended-bytes.pdf",
    "page-unknown-key.pdf",
)


@pytest.mark.parametrize("name", FILES)
def test_the_page_concludes_what_the_program_concludes(
    name: str, page: CheckerPage, service: VerificationService
) -> None:
    data = (golden.FOLDER / name).read_bytes()
    page.hand_over([(data, "")])

    assert page.text("meaning") == verdict_meaning(service.verify_bytes(data))


def test_with_the_owners_key_other_things_are_left_to_do(
    page: CheckerPage, service: VerificationService
) -> None:
    for name in ("unknown-version.json", "clock-set-back.json"):
        data = (golden.FOLDER / name).read_bytes()
        page.hand_over([(data, KEY)])
        meaning = verdict_meaning(service.verify_bytes(data, accepted=[KEY]))

        assert page.text("meaning") == meaning
        assert "fingerprint" not in meaning
