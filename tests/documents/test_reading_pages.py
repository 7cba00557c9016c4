"""Which PDF counts as a sealed page without a record, and which does not.

Property: a page that differs from a sealed one in any byte is no sealed page, or has more behind
its end.
"""

# pyHanko's own value types carry no annotations.
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import logging
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from ownerapp.documents.pdf_reading import read_pdf
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.sealing import seal
from ownerapp.domain.verdict import Check, Outcome
from ownerapp.services.ports.checking import PdfFacts
from tests.support import golden, golden_pages

PAGE = (golden.FOLDER / "page.pdf").read_bytes()
UNSEALED = (golden.FOLDER / "page-without-seal.pdf").read_bytes()


@pytest.fixture(autouse=True)
def quiet_library(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="pyhanko")


def said(facts: PdfFacts) -> dict[Check, tuple[Outcome, str]]:
    return {check.check: (check.outcome, check.reason) for check in facts.checks}


def sealed(pdf: bytes, at: datetime = golden.MADE_AT) -> bytes:
    key = golden_pages.document_key()
    return seal(pdf, private_pkcs8=key.private, certificate=key.certificate, at=at)


def test_a_sealed_certificate_is_a_page_and_states_its_time() -> None:
    facts = read_pdf(PAGE)

    assert facts.is_page
    assert facts.sealed_at == f"{golden.MADE_AT:%Y-%m-%dT%H:%M:%SZ}"
    assert said(facts)[Check.PDF_SEAL] == (Outcome.OK, "")
    assert said(facts)[Check.PDF_WHOLE_FILE] == (Outcome.OK, "")
    # What that means for the verdict is decided elsewhere: in a bundle it is a missing record.
    assert said(facts)[Check.PDF_ATTACHMENT] == (Outcome.FAILED, "missing")


def test_the_worker_says_the_same_as_the_function(worker: PdfWorker) -> None:
    for data in (PAGE, UNSEALED, PAGE + b"\n", golden_pages.with_a_changed_bit(PAGE)):
        assert worker.read(data) == read_pdf(data)


@pytest.mark.parametrize(
    "data",
    [
        UNSEALED,
        golden_pages.with_a_changed_bit(PAGE),
        (golden.FOLDER / "valid.pdf").read_bytes(),
        (golden.FOLDER / "stamped.pdf").read_bytes(),
        b"%PDF-1.7",
    ],
    ids=["no seal", "broken seal", "a record", "a stamped record", "nothing"],
)
def test_what_has_no_seal_or_carries_something_is_no_page(data: bytes) -> None:
    assert not read_pdf(data).is_page


@pytest.mark.parametrize("where", ["/AF", "/Names"])
def test_a_page_that_half_carries_something_is_no_page(where: str) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(UNSEALED))
    empty = DictionaryObject({pdf_name("/Names"): ArrayObject()})
    files = DictionaryObject({pdf_name("/EmbeddedFiles"): empty})
    writer.root[pdf_name(where)] = ArrayObject() if where == "/AF" else files
    writer.update_root()
    output = BytesIO()
    writer.write(output)

    facts = read_pdf(sealed(output.getvalue()))

    assert said(facts)[Check.PDF_SEAL] == (Outcome.OK, "")
    assert said(facts)[Check.PDF_ATTACHMENT] == (Outcome.FAILED, "missing")
    assert not facts.is_page


@settings(max_examples=60, deadline=None)
@given(choice=st.data())
def test_no_page_with_another_byte_has_a_seal_over_the_whole_of_it(choice: st.DataObject) -> None:
    at = choice.draw(st.integers(0, len(PAGE) - 1))
    byte = choice.draw(st.integers(0, 255).filter(lambda value: value != PAGE[at]))
    facts = read_pdf(PAGE[:at] + bytes([byte]) + PAGE[at + 1 :])

    found = said(facts)
    assert not facts.is_page or found[Check.PDF_WHOLE_FILE][0] is Outcome.FAILED
    assert found[Check.PDF_SEAL][0] is Outcome.FAILED or not facts.is_page
