"""The code on the first page: independent programs read it back, and a screen reader names it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ownerapp.documents.code_drawing import MODULE_MM, QUIET_MODULES, draw_code
from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.choice import Status
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.keys import SigningKey
from ownerapp.domain.paper import RecordPaper
from ownerapp.domain.record_code import STATE_BYTES, record_code
from ownerapp.services.ports.checking import PictureCodes
from ownerapp.signing.adapters import C2spLogSealer, DataIntegritySigner
from tests.support import papers, records

DPI = 150


def code_of(count: int) -> str:
    """Return the real code of a record with so many choices, of every status in turn."""
    every: list[Status] = list(STATE_BYTES)
    code = record_code(records.content(records.shipped_notice()), C2spLogSealer().sha256(b"{}"))
    states = tuple(every[at % len(every)] for at in range(count))
    return DataIntegritySigner().code(replace(code, states=states), key=records.record_key())


def first_page(pdf: bytes, folder: Path, *options: str) -> Path:
    """Return a picture of the first page as poppler draws it."""
    (folder / "record.pdf").write_bytes(pdf)
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-l", "1", "-singlefile", "-png", *options,
         str(folder / "record.pdf"), str(folder / "page")],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return folder / "page.png"


def scanned(picture: Path) -> str:
    """Return what an independent reader finds in a picture."""
    run = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], check=True, capture_output=True)
    return run.stdout.decode("ascii").removesuffix("\n")


def with_code(paper: RecordPaper, text: str) -> RecordPaper:
    return replace(paper, code=papers.code(text=text))


@pytest.mark.parametrize("count", [1, 14, 30, 60, 100])
def test_zbar_reads_the_code_back_from_the_page_at_150_dpi(
    typesetter: Typesetter, tmp_path: Path, count: int
) -> None:
    text = code_of(count)
    pdf = typesetter.typeset(paper_json(with_code(papers.english(), text)), papers.RECEIPT)

    assert scanned(first_page(pdf, tmp_path)) == text
    assert scanned(first_page(pdf, tmp_path, "-gray")) == text


@pytest.mark.parametrize("make", [papers.chinese, papers.arabic], ids=["chinese", "arabic"])
def test_the_code_is_never_mirrored_and_stands_beside_every_script(
    typesetter: Typesetter, tmp_path: Path, make: Callable[[], RecordPaper]
) -> None:
    text = code_of(30)
    pdf = typesetter.typeset(paper_json(with_code(make(), text)), papers.RECEIPT)

    assert scanned(first_page(pdf, tmp_path)) == text


def test_it_is_read_back_from_the_sealed_file_and_beside_texts_three_times_as_long(
    worker: PdfWorker, key: SigningKey, tmp_path: Path
) -> None:
    text = code_of(30)
    paper = with_code(papers.long_texts(papers.english()), text)
    pdf = worker.make(paper, papers.RECEIPT, seal=key)

    assert scanned(first_page(pdf, tmp_path)) == text


def test_the_program_itself_reads_the_picture_of_the_page(
    worker: PdfWorker, typesetter: Typesetter, tmp_path: Path
) -> None:
    text = code_of(30)
    pdf = typesetter.typeset(paper_json(with_code(papers.arabic(), text)), papers.RECEIPT)

    for options in ((), ("-gray",), ("-mono",)):
        page = first_page(pdf, tmp_path, *options)
        assert worker.codes(page.read_bytes()) == PictureCodes(texts=(text,))


def test_a_screen_reader_says_what_the_drawing_is(typesetter: Typesetter, tmp_path: Path) -> None:
    paper = papers.english()
    assert paper.code is not None
    path, open_path = tmp_path / "record.pdf", tmp_path / "open.pdf"
    path.write_bytes(typesetter.typeset(paper_json(paper), papers.RECEIPT))
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, open_path], check=True)
    structure = subprocess.run(
        ["pdfinfo", "-struct", str(path)], check=True, capture_output=True, text=True
    ).stdout

    assert structure.count("Figure") == 1
    assert f"/Alt ({paper.code.description})".encode() in open_path.read_bytes()


def test_a_paper_without_a_code_has_no_picture(typesetter: Typesetter, tmp_path: Path) -> None:
    paper = replace(papers.english(), code=None)
    path = tmp_path / "record.pdf"
    path.write_bytes(typesetter.typeset(paper_json(paper), papers.RECEIPT))
    structure = subprocess.run(
        ["pdfinfo", "-struct", str(path)], check=True, capture_output=True, text=True
    ).stdout

    assert "Figure" not in structure


def test_the_drawing_is_black_on_nothing_with_its_quiet_zone_in_it() -> None:
    drawn = draw_code(code_of(30))
    modules = round(drawn.edge_mm / MODULE_MM)
    whole = modules + 2 * QUIET_MODULES

    assert modules in {65, 69}
    assert drawn.quiet_mm == QUIET_MODULES * MODULE_MM
    assert f'width="{whole}" height="{whole}"' in drawn.svg
    assert set(re.findall(r'(?:stroke|fill)="([^"]*)"', drawn.svg)) == {"#000"}
    assert drawn.svg.count("<path") == 1


def test_a_code_is_some_four_centimetres_wide_also_for_a_hundred_choices() -> None:
    edges = [draw_code(code_of(count)).edge_mm for count in (1, 30, 100)]

    assert edges == sorted(edges)
    assert edges[0] > 35
    assert edges[-1] < 45


def test_a_text_that_no_code_can_hold_stops_the_export_by_name() -> None:
    with pytest.raises(TypesetFailedError) as caught:
        draw_code("VC1:" + "0" * 5_000)
    assert caught.value.reason == "template"
