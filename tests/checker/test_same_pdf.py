"""Page and program judge PDFs and their seals alike."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from ownerapp.services.verification import VerificationService
from tests.support import golden, papers
from tests.support.checker_page import CheckerPage, answer_of_program, answers
from tests.support.printers import kept_printer
from tests.support.record_changes import (
    KEY,
    PDF,
    VALID,
    flipped,
)


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


def in_container(change: Callable[[bytearray], None]) -> bytes:
    """Return the PDF with something changed in the container of its seal."""
    start = PDF.index(b"/Contents <") + len(b"/Contents <")
    end_of_it = PDF.index(b">", start)
    container = bytearray.fromhex(PDF[start:end_of_it].decode())
    change(container)
    return PDF[:start] + container.hex().upper().encode() + PDF[end_of_it:]


def xor(at: int, mask: int) -> Callable[[bytearray], None]:
    def change(container: bytearray) -> None:
        used = len(container.rstrip(b"\0"))
        container[at if at >= 0 else used + at] ^= mask

    return change


def test_any_changed_byte_around_the_signature_breaks_the_seal(
    page: CheckerPage, service: VerificationService, chance: random.Random
) -> None:
    size = len(
        bytes.fromhex(re.findall(rb"/Contents <([0-9A-F]+)>", PDF)[0].decode()).rstrip(b"\0")
    )
    places = [-1, -2, -40, -70, size, size + 1]
    places += chance.sample(range(size), 25)
    items = [(in_container(xor(at, 1 << chance.randrange(8))), KEY) for at in places]
    items.append((PDF.replace(b"/Contents <", b"/Contents <00", 1), KEY))
    start = PDF.index(b"/Contents <")
    items.append((PDF[:start] + PDF[start:].replace(b"A", b"a", 1), KEY))

    for answer in (*answers(service, items), *page.answers(items)):
        assert answer.verdict == "not valid"
        assert "pdf-seal" in answer.outcomes("failed")


def test_a_seal_that_belongs_to_a_key_of_the_history_is_named(
    page: CheckerPage, service: VerificationService
) -> None:
    key = papers.document_key()
    pdf = kept_printer().make(papers.english(), VALID, seal=key)
    history = golden.golden_history((key.certificate, b"of the next one"))
    (found,) = page.answers([(pdf, KEY)], history=history)

    assert found == answer_of_program(service.verify_bytes(pdf, accepted=[KEY], history=history))
    assert ("pdf-seal-key", "ok", "in-history") in found.checks
