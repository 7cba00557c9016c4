"""Small sheets: texts are never markup, and what cannot be drawn is named."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from ownerapp.documents.frames import Frame, FrameError
from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.worker import Worker
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.paper import PaperRow, PaperSentences, PaperTable
from ownerapp.domain.small_paper import CardPaper, CardSide, CertificatePaper
from tests.support.papers import ARABIC, ENGLISH

NASTY = "#panic(1) $x$ *b* _i_ `c` <label> @ref \\u{41} // {page} [x] ~ - + = /"


@pytest.fixture(scope="module")
def printer() -> Iterator[PdfWorker]:
    made = PdfWorker()
    yield made
    made.close()


def certificate(**changes: Any) -> CertificatePaper:
    paper = CertificatePaper(
        language=ENGLISH,
        title="A title",
        created="2026-11-20T12:00:00.000Z",
        made="Today",
        word="A word",
        tables=(PaperTable(heading="Rows", rows=(PaperRow(label="One", value="Two"),)),),
        check=PaperSentences(heading="To check", sentences=("Look.",)),
        exact=(PaperRow(label="Salt", value="ab" * 16),),
        shows=PaperSentences(heading="It shows", sentences=("Nothing.",)),
        page_label="Page {page} of {pages}",
    )
    return replace(paper, **changes)


def card(**changes: Any) -> CardPaper:
    side = CardSide(
        language=ENGLISH, title="A title", day="Today", parts=(), note="A note", code="A text",
        caption="A caption",
    )  # fmt: skip
    return CardPaper(
        language=ENGLISH,
        title="A title",
        created="2026-11-20T12:00:00.000Z",
        sides=(replace(side, **changes),),
    )


def text_of(pdf: bytes, folder: Path) -> str:
    (folder / "sheet.pdf").write_bytes(pdf)
    run = subprocess.run(
        ["pdftotext", "-raw", str(folder / "sheet.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    return " ".join(run.stdout.split())


def test_nasty_texts_are_printed_letter_by_letter(printer: PdfWorker, tmp_path: Path) -> None:
    rows = (PaperRow(label=NASTY, value=NASTY),)
    made = certificate(title=NASTY, word=NASTY, tables=(PaperTable(heading=NASTY, rows=rows),))
    words = text_of(printer.make_small(made), tmp_path)
    # Once each: title, word, heading, label and value; lines may break anywhere.
    assert words.replace(" ", "").count(NASTY.replace(" ", "")) >= 4
    sides = text_of(printer.make_small(card(title=NASTY, note=NASTY)), tmp_path)
    assert NASTY.replace(" ", "") in sides.replace(" ", "")


def test_equal_sheets_are_equal_bytes_and_draw_alike(printer: PdfWorker) -> None:
    assert printer.make_small(card()) == printer.make_small(card())
    (page,) = printer.draw_small(card())
    width, height = int.from_bytes(page[16:20]), int.from_bytes(page[20:24])
    assert (width, height) == (1240, 1748)  # A6 at 300 dpi


def test_a_side_from_right_to_left_is_set_so(printer: PdfWorker) -> None:
    assert printer.make_small(card(language=ARABIC, title="عنوان")).startswith(b"%PDF")


@pytest.mark.parametrize("sheet", [certificate(title="\ue000"), card(note="\ue000")])
def test_a_character_that_no_font_draws_is_named(
    printer: PdfWorker, sheet: CertificatePaper | CardPaper
) -> None:
    with pytest.raises(TypesetFailedError) as raised:
        printer.make_small(sheet)
    assert (raised.value.reason, raised.value.codepoint) == ("undrawable", "U+E000")


def test_a_code_that_holds_too_much_is_refused(printer: PdfWorker) -> None:
    with pytest.raises(TypesetFailedError):
        printer.make_small(card(code="x" * 3000))
    assert printer.make_small(card()).startswith(b"%PDF")  # and the worker goes on


class Elsewhere(CardPaper):
    """A sheet that asks for a template that is none."""

    template: ClassVar[str] = "../../../etc/passwd"


def test_only_the_two_templates_can_be_named(printer: PdfWorker) -> None:
    sheet = card()
    strange = Elsewhere(language=sheet.language, title="", created=sheet.created, sides=sheet.sides)
    with pytest.raises(TypesetFailedError):
        printer.make_small(strange)


@pytest.mark.parametrize("field", ["paper", "created", "template"])
def test_a_request_that_is_none_is_no_reply(field: str) -> None:
    request: Frame = {
        "op": "small",
        "paper": paper_json(card()),
        "created": "2026-11-20T12:00:00.000Z",
        "template": "passenger-card",
        field: None,
    }
    with pytest.raises(FrameError):
        Worker().answer(request)
