"""The certificate of a hand-over, checked where it was made and elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.domain.errors import ImportedKindError
from ownerapp.domain.event import Method
from ownerapp.domain.handover import Occasion
from ownerapp.domain.keys import KeyKind
from ownerapp.domain.notice import Notice
from ownerapp.domain.vehicle import Vehicle
from ownerapp.domain.verdict import Check, Outcome, Report, Verdict
from ownerapp.presentation.handover_certificate import certificate
from ownerapp.presentation.importing_records import may_be_kept
from ownerapp.services.choices import ChoiceService
from ownerapp.services.handover import CertificateOrder, HandoverOrder, HandoverService
from ownerapp.services.importing import ImportService
from ownerapp.services.keys import KeyService
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.opening import OpenedStore
from ownerapp.services.verification import VerificationService
from tests.support import golden_pages
from tests.support.desks import ENGLISH, Place, add_car
from tests.support.printers import kept_printer


@pytest.fixture(scope="module")
def printer() -> PdfWorker:
    return kept_printer()


def sealed_page(opened: OpenedStore, printer: PdfWorker, notice: Notice) -> bytes:
    with opened.store.read() as work:
        key = work.keys(KeyKind.DOCUMENT)[-1]
    paper = golden_pages.certificate_paper(notice, opened.around.clock.now())
    return printer.make_small(paper, seal=key)


def verify(around_of: OpenedStore, printer: PdfWorker, data: bytes, *, own: bool = True) -> Report:
    around = replace(around_of.around, pdf_reader=printer)
    return VerificationService(around, around_of if own else None).verify_bytes(data)


def seal_key(report: Report) -> tuple[Outcome, str]:
    (found,) = [item for item in report.checks if item.check is Check.PDF_SEAL_KEY]
    return found.outcome, found.reason


def test_it_is_valid_where_it_was_made_and_says_that_it_carries_no_record(
    opened: OpenedStore, car: Vehicle, notice: Notice, printer: PdfWorker
) -> None:
    report = verify(opened, printer, sealed_page(opened, printer, notice))

    assert report.verdict is Verdict.VALID
    assert report.facts["kind"] == "page"
    assert seal_key(report) == (Outcome.OK, "")
    assert {
        item.check: item.reason for item in report.checks if item.outcome is not Outcome.OK
    } == {Check.PDF_ATTACHMENT: "no-record"}


def test_the_certificate_of_a_real_hand_over_is_valid_on_the_computer_of_its_owner(
    place: Place, printer: PdfWorker, tmp_path: Path
) -> None:
    path = tmp_path / "handover.pdf"
    opened = place.open(paper=printer)
    car = add_car(opened)
    handing_over = HandoverService(opened, ChoiceService(opened), NoticeShelf(opened.around.packs))
    handing_over.finish(
        HandoverOrder(
            vehicle=car,
            occasion=Occasion.SOLD,
            certificate=CertificateOrder(path=str(path)),
            language=ENGLISH,
        ),
        method=Method.DESKTOP,
        certificate=lambda facts: certificate(facts, language="en", zone=UTC),
    )

    report = verify(opened, printer, path.read_bytes())
    assert (report.verdict, report.facts["kind"]) == (Verdict.VALID, "page")
    changed = golden_pages.with_a_changed_bit(path.read_bytes())
    assert verify(opened, printer, changed).verdict is Verdict.NOT_VALID


def test_nobody_else_can_tell_whose_seal_it_is(
    opened: OpenedStore, car: Vehicle, notice: Notice, printer: PdfWorker
) -> None:
    report = verify(opened, printer, sealed_page(opened, printer, notice), own=False)

    assert report.verdict is Verdict.CANNOT_TELL
    assert seal_key(report) == (Outcome.UNKNOWN, "not-accepted")


def test_it_stays_valid_after_the_key_was_changed_but_the_old_key_seals_no_more(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, printer: PdfWorker
) -> None:
    before = sealed_page(opened, printer, notice)
    with opened.store.read() as work:
        old = work.keys(KeyKind.DOCUMENT)[-1]
    place.clock.move(days=1)
    KeyService(opened).rotate()
    place.clock.move(days=1)
    paper = golden_pages.certificate_paper(notice, place.clock.now())
    after = printer.make_small(paper, seal=old)

    assert verify(opened, printer, before).verdict is Verdict.VALID
    report = verify(opened, printer, after)
    assert report.verdict is Verdict.NOT_VALID
    assert seal_key(report) == (Outcome.FAILED, "not-in-use-then")


def test_it_is_never_taken_for_a_record(
    opened: OpenedStore, car: Vehicle, notice: Notice, printer: PdfWorker, tmp_path: Path
) -> None:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(sealed_page(opened, printer, notice))

    with pytest.raises(ImportedKindError):
        ImportService(opened).read(str(path))
    report = verify(opened, printer, path.read_bytes(), own=False)
    assert not may_be_kept(report, "local/ownerapp/00000000")
