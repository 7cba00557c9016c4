"""The printed page of a recovery kit: whole, readable by a screen reader, and silent elsewhere."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.domain.kit_paper import KitPaper
from ownerapp.i18n import set_language
from ownerapp.presentation.recovery_sheet import kit_paper
from ownerapp.services.ports.recovery import RecoveryKit

CODE = "G7V2X-91TQ4-ZZZ0Q-8KM3N-PQ5R6-T1V2W-X3Y4Z"
KIT = RecoveryKit(name="3F2A", code=CODE, kept="")


@pytest.fixture(scope="module")
def worker() -> Iterator[PdfWorker]:
    made = PdfWorker()
    yield made
    made.close()


def paper(language: str) -> KitPaper:
    set_language(language)
    try:
        now = datetime(2026, 11, 20, 12, 0, 0, 7, tzinfo=UTC)
        return kit_paper(KIT, now=now, zone=ZoneInfo("Asia/Shanghai"))
    finally:
        set_language("en")


def words_of(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "kit.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("language", ["en", "zh_Hans", "en-XA", "ar-XB"])
def test_it_is_one_page_with_every_group_under_its_number(
    worker: PdfWorker, tmp_path: Path, language: str
) -> None:
    printed = words_of(worker.make_kit(paper(language)), tmp_path)
    assert printed.count("\f") == 1
    places = [printed.index(group) for group in CODE.split("-")]
    assert places == sorted(places)
    assert "3F2A" in printed


def test_the_code_stands_in_no_title_and_no_name(worker: PdfWorker) -> None:
    made = paper("en")
    told = " ".join(
        (made.title, made.made, made.opens, *made.steps.sentences, *made.keep.sentences)
    )
    assert not any(group in told for group in made.groups)
    assert CODE not in repr(made)
    pdf = worker.make_kit(made)
    assert b"G7V2X" not in pdf  # everything but the metadata is compressed


def test_what_is_printed_without_a_file_is_the_same_page(worker: PdfWorker) -> None:
    (page,) = worker.draw_kit(paper("en"))
    assert page.startswith(b"\x89PNG")
    width, height = int.from_bytes(page[16:20]), int.from_bytes(page[20:24])
    assert (width, height) == (2480, 3508)


def test_the_worker_keeps_nothing_of_the_code_for_the_next_page(worker: PdfWorker) -> None:
    first = worker.make_kit(paper("en"))
    assert worker.make_kit(paper("zh_Hans")) != first
    assert worker.make_kit(paper("en")) == first
