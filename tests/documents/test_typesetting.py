"""What the typeset page says, for people, screen readers and other programs."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typst

from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.typesetting import Typesetter
from ownerapp.domain.errors import TypesetFailedError
from ownerapp.domain.paper import PaperRow, RecordPaper
from ownerapp.resources import resource_path
from tests.support import papers

SAMPLES = {
    "english": papers.english(),
    "chinese": papers.chinese(),
    "arabic": papers.arabic(),
}
SAMPLE = pytest.mark.parametrize("paper", SAMPLES.values(), ids=SAMPLES.keys())

MARKUP = (
    '#read("x")',
    "*bold* _emphasis_ `raw`",
    "$x^2$",
    "@ref <label>",
    "#panic()",
    "#import sys: inputs",
    '#eval("1 + 1")',
    "= heading",
    "// comment /* comment */",
    "\\u{41} \\ ~ -- ---",
    "<script>alert(1)</script>",
    "&lt;b&gt; %PDF-1.7 endobj",
    "[x](http://consent.example/)",
)

_LINE = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')
_BIDI_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def typeset(typesetter: Typesetter, paper: RecordPaper, folder: Path) -> Path:
    path = folder / "record.pdf"
    path.write_bytes(typesetter.typeset(paper_json(paper), papers.RECEIPT))
    return path


def text_of(path: Path) -> str:
    """Return the text as poppler reads it, on one line, without marks of direction."""
    run = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True)
    return " ".join(_BIDI_MARKS.sub("", run.stdout.decode()).split())


def with_value(text: str) -> RecordPaper:
    base = papers.english()
    return replace(base, summary=(*base.summary, PaperRow(label="Note", value=text)))


def _titles(outlines: list[dict[str, Any]]) -> Iterator[str]:
    for outline in outlines:
        yield outline["title"]
        yield from _titles(outline["kids"])


@SAMPLE
def test_equal_papers_give_equal_bytes_from_another_compiler(
    typesetter: Typesetter, paper: RecordPaper
) -> None:
    first = typesetter.typeset(paper_json(paper), papers.RECEIPT)
    assert typesetter.typeset(paper_json(paper), papers.RECEIPT) == first
    assert Typesetter().typeset(paper_json(paper), papers.RECEIPT) == first


def test_another_receipt_gives_another_file(typesetter: Typesetter) -> None:
    paper = paper_json(papers.english())
    assert typesetter.typeset(paper, b"{}") != typesetter.typeset(paper, b"[]")


@SAMPLE
def test_the_words_come_back_from_the_page(
    typesetter: Typesetter, paper: RecordPaper, tmp_path: Path
) -> None:
    text = text_of(typeset(typesetter, paper, tmp_path))
    # Poppler gives the ligature of lam and alef and vowel marks back in its own order.
    odd = re.compile("\u0644[\u0622\u0623\u0625\u0627]|[\u064b-\u0652]")
    wanted = [paper.title, paper.choices_heading, paper.sections_heading]
    wanted += [choice.title for choice in paper.choices]
    words = [word for line in wanted for word in line.split() if not odd.search(word)]
    assert len(words) > 8
    assert [word for word in words if word not in text] == []


@SAMPLE
def test_the_file_is_tagged_titled_dated_and_in_its_language(
    typesetter: Typesetter, paper: RecordPaper, tmp_path: Path
) -> None:
    path = typeset(typesetter, paper, tmp_path)
    run = subprocess.run(["pdfinfo", "-isodates", str(path)], check=True, capture_output=True)
    info = dict(
        re.split(r":\s+", line, maxsplit=1) for line in run.stdout.decode().splitlines() if line
    )
    assert info["Title"] == paper.title
    assert info["Tagged"] == "yes"
    assert info["CreationDate"] == papers.CREATED
    assert info["Page size"].endswith("(A4)")
    data = path.read_bytes()
    assert f"/Lang({paper.language.lang}".encode() in data.replace(b"/Lang (", b"/Lang(")
    assert b"<pdfaid:part>3</pdfaid:part>" in data


@SAMPLE
def test_the_page_also_passes_the_accessibility_profile_of_the_typesetter(
    paper: RecordPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    compile_pdf: Callable[..., object] = typst.Compiler.compile

    class Stricter:
        def __init__(self, compiler: typst.Compiler) -> None:
            self.compiler = compiler

        def compile(self, **options: object) -> object:
            asked.append(options["pdf_standards"])
            return compile_pdf(self.compiler, **{**options, "pdf_standards": ["a-3a", "ua-1"]})

    strict = Typesetter()
    monkeypatch.setattr(strict, "_compiler", Stricter(strict._compiler))
    assert strict.typeset(paper_json(paper), papers.RECEIPT).startswith(b"%PDF-1.7")
    assert asked == [["a-3a"]]


def test_headings_are_bookmarks_in_order(typesetter: Typesetter, tmp_path: Path) -> None:
    paper = papers.chinese()
    path = typeset(typesetter, paper, tmp_path)
    run = subprocess.run(
        ["qpdf", "--json=2", "--json-key=outlines", str(path)], check=True, capture_output=True
    )
    titles = list(_titles(json.loads(run.stdout)["outlines"]))
    expected = [paper.title, paper.choices_heading, paper.sections_heading]
    expected += [section.title for section in paper.sections]
    expected += [paper.shows.heading, paper.shows_not.heading]
    expected += [paper.fields.heading, paper.technical.heading, paper.checking.heading]
    assert paper.code is not None
    expected += [paper.code.about.heading]
    assert titles == expected


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_letter_by_letter(
    typesetter: Typesetter, tmp_path: Path, text: str
) -> None:
    base = with_value(text)
    paper = replace(base, title=text, sections=(replace(base.sections[0], title=text),))
    assert text_of(typeset(typesetter, paper, tmp_path)).count(" ".join(text.split())) >= 3


@pytest.mark.parametrize(
    ("text", "codepoint"),
    [
        ("clips \U0001f1e6", "U+1F1E6"),
        ("\x1b[31mred", "U+001B"),
        ("cut\x00short", "U+0000"),
        ("\ue000", "U+E000"),
        ("bell\x07", "U+0007"),
        ("\x9b31m", "U+009B"),
        ("half a letter: \ud83d", "U+D83D"),
    ],
)
def test_a_character_that_cannot_be_drawn_is_refused_by_name(
    typesetter: Typesetter, text: str, codepoint: str
) -> None:
    with pytest.raises(TypesetFailedError) as caught:
        typesetter.typeset(paper_json(with_value(text)), papers.RECEIPT)
    assert caught.value.reason == "undrawable"
    assert caught.value.codepoint == codepoint


def test_the_typesetters_own_refusal_names_the_character_too(
    typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ownerapp.documents.typesetting.first_undrawable", lambda _text: None)
    for text, codepoint in (("\U0001f1e6", "U+1F1E6"), ("\ue000", "U+E000"), ("\x00", "U+0000")):
        with pytest.raises(TypesetFailedError) as caught:
            typesetter.typeset(paper_json(with_value(text)), papers.RECEIPT)
        assert (caught.value.reason, caught.value.codepoint) == ("undrawable", codepoint)


def test_an_impossible_language_is_a_template_failure(typesetter: Typesetter) -> None:
    base = papers.english()
    paper = replace(base, language=replace(base.language, lang="zh-Hans"))
    with pytest.raises(TypesetFailedError) as caught:
        typesetter.typeset(paper_json(paper), papers.RECEIPT)
    assert caught.value.reason == "template"


def test_a_text_that_reverses_direction_stays_in_its_own_cell(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    paper = with_value("abc \u202edef \u2067ghi")
    text = text_of(typeset(typesetter, paper, tmp_path))
    assert paper.summary[0].value in text
    assert paper.choices_heading in text


@pytest.mark.parametrize("name", ["english", "chinese", "arabic", "unbroken"])
def test_nothing_leaves_the_page_when_texts_are_three_times_as_long(
    typesetter: Typesetter, tmp_path: Path, name: str
) -> None:
    if name == "unbroken":
        long = "W" * 90
        base = papers.english()
        paper = replace(
            base,
            title=long,
            choices=tuple(
                replace(choice, title=long, state=long, until=long, evidence=f"https://{long}/7")
                for choice in base.choices
            ),
            sections=(replace(base.sections[0], title=long, state_line=long),),
            summary=(PaperRow(label=long, value=long * 3),),
        )
    else:
        paper = papers.long_texts(SAMPLES[name])
    path = typeset(typesetter, paper, tmp_path)
    run = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True)
    boxes = [tuple(map(float, found)) for found in _LINE.findall(run.stdout.decode())]
    side, width, height = 56.0, 595.3, 841.9
    assert len(boxes) > 100
    for left, top, right, bottom in boxes:
        assert side <= left
        assert right <= width - side
        assert top >= 0
        assert bottom <= height


def test_thirty_choices_fit_on_the_first_page(typesetter: Typesetter, tmp_path: Path) -> None:
    base = papers.english()
    paper = replace(base, choices=base.choices * 5)
    path = typeset(typesetter, paper, tmp_path)
    run = subprocess.run(
        ["pdftotext", "-f", "1", "-l", "1", str(path), "-"], check=True, capture_output=True
    )
    assert run.stdout.decode().count(base.choices[-1].title) == 5


def test_a_long_hash_can_be_copied_in_one_piece(typesetter: Typesetter, tmp_path: Path) -> None:
    value = "did:key:" + "z6Mk" * 40
    base = papers.english()
    paper = replace(
        base, technical=replace(base.technical, rows=(PaperRow(label="Key", value=value),))
    )
    path = typeset(typesetter, paper, tmp_path)
    assert value in text_of(path).replace(" ", "")


def test_a_text_in_another_language_keeps_its_own_direction(
    typesetter: Typesetter, tmp_path: Path
) -> None:
    base = papers.english()
    arabic = papers.IN_ARABIC.rows[1][1]
    row = PaperRow(label="Why", value=arabic, language=papers.ARABIC)
    paper = replace(base, sections=(replace(base.sections[0], rows=(row,)),))
    path = typeset(typesetter, paper, tmp_path)
    assert "لتعليم مساعدة القيادة" in text_of(path)
    assert b"/Lang(ar)" in path.read_bytes().replace(b"/Lang (", b"/Lang(")


def test_the_template_reads_no_file_and_no_package() -> None:
    source = resource_path("templates", "record.typ").read_text(encoding="utf-8")
    code = re.sub(r"//[^\n]*", "", source)
    # The one picture is the drawn code, which arrives as data.
    code = re.sub(r"image\(\s*bytes\(sys\.inputs\.code\)", "", code)
    for word in ("read(", "eval(", "import", "include", "plugin(", "image(", "@preview"):
        assert word not in code
