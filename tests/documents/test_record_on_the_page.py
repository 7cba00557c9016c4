"""A whole record on the page: what fits, what goes on, what a grey print and a stranger see."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.ids import Language
from ownerapp.domain.keys import SigningKey
from ownerapp.domain.notice import Notice
from ownerapp.domain.paper import Mark, PaperChoice, PaperRow, RecordPaper
from ownerapp.domain.record import RecordContent
from ownerapp.domain.text import shown_line
from ownerapp.packs.reader import PackReader
from ownerapp.presentation.record_paper import record_paper
from ownerapp.qa.nasty_packs import nasty_packs
from ownerapp.resources import resource_path
from tests.support import codes, papers, record_variety, records

ZONE = ZoneInfo("Europe/Berlin")
WIDTH, HEIGHT, SIDE, EDGE = 595.3, 841.9, 56.0, 28.0
"""Of the page and its margins, in points."""
NO_WORD = re.compile(r"^[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]*$")
GREY_DPI = 300
_WORD = re.compile(
    r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
)


class Word(NamedTuple):
    """A word on a page with its box in points."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


def nasty(name: str) -> Notice:
    good = json.loads(resource_path("notices", "eu-reference-ev.json").read_text(encoding="utf-8"))
    return PackReader().parse(json.dumps(nasty_packs(good)[name]).encode())


def made_of(notice: Notice, language: str = "en", *, answers: int | None = None) -> RecordContent:
    """Return a record with every kind of answer and everything ticked."""
    return records.content(
        notice,
        language=Language(language),
        answers=record_variety.turned(notice, 0)[:answers],
        disclosure=record_variety.DISCLOSURES[-1],
    )


def paper_of(made: RecordContent, language: str = "en") -> RecordPaper:
    receipt = records.signed_bytes(made)
    return record_paper(
        made,
        json.loads(receipt),
        hashlib.sha256(receipt).hexdigest(),
        code=codes.code_text(made),
        fingerprint=records.known_key().fingerprint,
        language=language,
        zone=ZONE,
    )


def first_pages(paper: RecordPaper) -> RecordPaper:
    """Return a paper with the sections of one practice only, which is quick to typeset."""
    return replace(paper, sections=paper.sections[:1])


def file_of(typesetter: Typesetter, paper: RecordPaper, folder: Path) -> Path:
    path = folder / "record.pdf"
    path.write_bytes(typesetter.typeset(paper_json(paper), papers.RECEIPT))
    return path


def pages_of(path: Path) -> list[list[Word]]:
    run = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True)
    return [
        [
            Word(float(left), float(top), float(right), float(bottom), text)
            for left, top, right, bottom, text in _WORD.findall(page)
            if not NO_WORD.match(text)
        ]
        for page in run.stdout.decode().split("<page ")[1:]
    ]


def texts_of(path: Path) -> list[str]:
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return run.stdout.decode().split("\f")[:-1]


def lying_on_another(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield words that share more than an edge; marks above a letter have no width."""
    # The middle of each line: fonts reserve room above and below that nothing is drawn in.
    cores = sorted(
        word._replace(
            top=word.top + 0.3 * (word.bottom - word.top),
            bottom=word.bottom - 0.3 * (word.bottom - word.top),
        )
        for word in words
        if word.right - word.left > 0.01
    )
    for at, first in enumerate(cores):
        for second in cores[at + 1 :]:
            if second.left >= first.right - 0.8:
                break
            if min(first.bottom, second.bottom) - max(first.top, second.top) > 0.5:
                yield first, second


@pytest.mark.parametrize(
    ("pack", "spoken", "paper"),
    [
        ("arabic-with-vin", "ar", "en"),
        ("arabic-with-vin", "ar", "ar-XB"),
        ("hebrew-with-vin", "he", "zh_Hans"),
        ("thai", "th", "en"),
        ("long-german", "de", "en"),
        ("no-spaces", "en", "zh_Hans"),
        ("mixed-directions", "en", "en"),
    ],
)
def test_no_word_of_any_notice_leaves_its_page_or_lies_on_another(
    typesetter: Typesetter, tmp_path: Path, pack: str, spoken: str, paper: str
) -> None:
    made = made_of(nasty(pack), spoken, answers=3)
    pages = pages_of(file_of(typesetter, paper_of(made, paper), tmp_path))

    assert sum(map(len, pages)) > 100
    for words in pages:
        for word in words:
            assert word.left >= SIDE, word
            assert word.right <= WIDTH - SIDE, word
            assert word.top >= EDGE, word
            assert word.bottom <= HEIGHT - EDGE, word
        assert list(lying_on_another(words)) == []


def test_dates_and_numbers_of_a_car_keep_their_order_in_a_line_from_right_to_left(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    made = made_of(nasty("arabic-with-vin"), "ar", answers=1)
    second = pages_of(file_of(typesetter, paper_of(made), tmp_path))[1]
    words = [word.text for word in second]

    assert "LSVAA4182E2183467" in words
    # Drawn part by part from the right, it would read 31-12-2026.
    assert "2026-12-31" in words


@pytest.mark.parametrize("count", [1, 7, 25])
@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_so_many_practices_stand_on_the_first_page_alone(
    typesetter: Typesetter, tmp_path: Path, count: int, language: str
) -> None:
    notice = nasty("sixty-practices")
    spoken = "zh-Hans" if language == "zh_Hans" else "en"
    made = made_of(replace(notice, practices=notice.practices[:count]), spoken)
    paper = first_pages(paper_of(made, language))
    first, second, *_ = texts_of(file_of(typesetter, paper, tmp_path))

    assert len(paper.choices) == count
    flat = "".join(first.split())
    wanted = [choice.title for choice in paper.choices] + [row.value for row in paper.summary]
    assert [text for text in wanted if "".join(text.split()) not in flat] == []
    assert paper.continued.partition("{")[0].strip() not in first
    assert "".join(paper.sections_heading.split()) in "".join(second.split())


def test_sixty_practices_go_on_and_the_first_page_says_where(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    paper = first_pages(paper_of(made_of(nasty("sixty-practices"))))
    pages = texts_of(file_of(typesetter, paper, tmp_path))
    first = " ".join(pages[0].split())

    assert len(paper.choices) == 60
    assert "Continued on page 2" in first
    assert not any("Continued on page" in page for page in pages[1:])
    # It stands alone: who, which car, whose notice, how many are on, and the code.
    for text in ("Lin Yue", "WBA00000000000001", paper.origin_sentence, paper.choices_heading):
        assert text in first
    assert "Scan to check this record" in first
    assert re.search(r"Collection +Choice +Until +Evidence", pages[1])
    assert first.count("Recorded here") > 8


def test_a_label_above_several_texts_is_printed_once(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    base = papers.english()
    rows = tuple(PaperRow(label="How long", value=f"length {at}") for at in range(3))
    other = PaperRow(label="Note", value="the end")
    section = replace(base.sections[0], rows=(*rows, other, rows[0]))
    text = texts_of(file_of(typesetter, replace(base, sections=(section,)), tmp_path))[1]

    assert text.count("How long") == 2
    assert all(f"length {at}" in text for at in range(3))


def test_every_page_after_the_first_says_which_record_it_is_of(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    made = made_of(records.shipped_notice(), answers=3)
    pages = texts_of(file_of(typesetter, paper_of(made), tmp_path))

    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert (made.receipt_id in page.splitlines()[0]) == (number > 1)


# ------------------------------------------------------------------------- a grey print


class Grey(NamedTuple):
    """A page as a grey printer draws it."""

    width: int
    pixels: bytes

    def cut(self, left: float, top: float, right: float, bottom: float) -> bytes:
        """Return the pixels of a box in points."""
        scale = GREY_DPI / 72
        across = slice(round(left * scale), round(right * scale))
        return b"".join(
            self.pixels[row * self.width : (row + 1) * self.width][across]
            for row in range(round(top * scale), round(bottom * scale))
        )


def grey(path: Path, page: int = 1) -> Grey:
    run = subprocess.run(
        ["pdftoppm", "-r", str(GREY_DPI), "-gray", "-f", str(page), "-l", str(page), str(path)],
        check=True,
        capture_output=True,
    )
    magic, width, _height, _most, pixels = re.split(rb"\s", run.stdout, maxsplit=4)
    assert magic == b"P5"
    return Grey(int(width), pixels)


def luminance(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@pytest.mark.parametrize("page", [1, 2])
def test_printed_in_grey_every_word_keeps_the_contrast_of_text(
    typesetter: Typesetter, tmp_path: Path, page: int
) -> None:
    made = made_of(records.shipped_notice(), answers=3)
    path = file_of(typesetter, paper_of(made), tmp_path)
    drawn, words = grey(path, page), pages_of(path)[page - 1]

    assert len(words) > 60
    for word in words:
        pixels = drawn.cut(word.left, word.top, word.right, word.bottom)
        ink, ground = luminance(min(pixels)), luminance(max(pixels))
        assert (ground + 0.05) / (ink + 0.05) >= 4.5, word


def test_printed_in_black_alone_each_state_has_a_shape_of_its_own(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    choices = tuple(
        PaperChoice(title=mark.value, mark=mark, state=f"S{mark.value}") for mark in Mark
    )
    path = file_of(typesetter, replace(papers.english(), choices=choices), tmp_path)
    drawn = grey(path)
    words = {word.text: word for word in pages_of(path)[0]}
    shapes = {}
    for mark in Mark:
        word = words[f"S{mark.value}"]
        # From the mark's own edge: all are cut at the same place beside their word.
        cut = drawn.cut(word.left - 14, word.top, word.left - 5.6, word.top + 11)
        shapes[mark] = [pixel < 128 for pixel in cut]

    for (one, first), (two, second) in combinations(shapes.items(), 2):
        differing = sum(a != b for a, b in zip(first, second, strict=False))
        assert differing > 0.02 * len(first), (one, two)


# ------------------------------------------------------------------------- strangers


def test_the_printed_commands_check_the_file_they_are_printed_in(
    worker: PdfWorker, key: SigningKey, tmp_path: Path
) -> None:
    made = made_of(records.shipped_notice(), answers=2)
    paper, receipt = paper_of(made), records.signed_bytes(made)
    path = tmp_path / "my record.pdf"
    path.write_bytes(worker.make(paper, receipt, seal=key))
    subprocess.run(
        ["pdftoppm", "-r", "150", "-singlefile", "-png", path, tmp_path / "page"], check=True
    )
    said = {}
    for row in paper.checking.rows[1:]:
        command = row.value.replace("FILE.pdf", f"'{path}'")
        command = command.replace("PAGE.png", f"'{tmp_path / 'page.png'}'")
        run = subprocess.run(["bash", "-c", command], check=True, capture_output=True, text=True)
        said[row.value.split()[0]] = run.stdout
    rows = {row.label: row.value for row in paper.technical.rows}

    assert paper.checking.rows[0].value == "ownerapp verify FILE.pdf"
    assert "Signature is Valid" in said["pdfsig"]
    assert said["qpdf"].split()[0] == rows["SHA-256 of the signed record"]
    assert paper.code is not None
    assert said["zbarimg"].rstrip("\n") == paper.code.text


def test_a_script_without_a_font_is_named_and_nothing_is_typeset(
    worker: PdfWorker, key: SigningKey
) -> None:
    made = made_of(records.shipped_notice(), answers=1)
    item = made.choices[0]
    tamil = (shown_line("sentence", Language("ta"), "தரவு"),)
    paper = paper_of(replace(made, choices=(replace(item, shown=tamil),)))

    with pytest.raises(TypesetFailedError) as caught:
        worker.make(paper, papers.RECEIPT, seal=key)
    assert (caught.value.reason, caught.value.codepoint) == ("undrawable", "U+0BA4")
