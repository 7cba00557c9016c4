"""The card for passengers: plain facts, two languages, a code that a telephone reads by itself."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ownerapp.documents.code_drawing import draw_code
from ownerapp.documents.paper_json import paper_json
from ownerapp.documents.pdf_worker import PdfWorker
from ownerapp.domain.notice import Notice
from ownerapp.domain.small_paper import CardPaper
from ownerapp.domain.term import Term
from ownerapp.domain.text import Text
from ownerapp.presentation.passenger_card import CODE_LIMIT_BYTES, card_paper, second_language
from ownerapp.services.choices import CarChoices, ChoiceService
from tests.support.desks import (
    CABIN,
    DRIVING,
    NAME,
    OWNER,
    PLATE,
    VIN,
    Place,
    add_car,
    commit,
    shipped,
    yes,
)
from tests.support.printers import kept_printer


@pytest.fixture(scope="module")
def printer() -> PdfWorker:
    return kept_printer()


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CarChoices]:
    """The cabin camera is on for a week, driving behaviour until it is turned off."""
    place = Place(data_dir=tmp_path_factory.mktemp("card") / "data")
    opened = place.open()
    car = add_car(opened)
    notice = shipped().notice
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7), yes(notice, DRIVING, Term.OPEN))
    yield ChoiceService(opened).view(car)
    place.close()


def card(view: CarChoices, *languages: str, with_name: bool = False) -> CardPaper:
    return card_paper(view, languages=languages or ("en",), with_name=with_name, zone=UTC)


def written(printer: PdfWorker, paper: CardPaper, folder: Path) -> Path:
    path = folder / "card.pdf"
    path.write_bytes(printer.make_small(paper))
    return path


def output(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_the_printed_card_is_a6_and_has_a_side_for_each_language(
    printer: PdfWorker, view: CarChoices, tmp_path: Path
) -> None:
    path = written(printer, card(view, "en", "zh_Hans"), tmp_path)
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    information = output("pdfinfo", str(path))
    assert "Pages:           2" in information
    assert "Tagged:          yes" in information
    assert "297.638 x 419.528 pts" in information  # 105 mm x 148 mm
    first, second, _end = output("pdftotext", "-layout", str(path), "-").split("\f")
    for words in ("Cabin camera clips", "until 27 Nov 2026", "no end date", "Whom to ask"):
        assert words in first
    assert "车内摄像头片段" in second


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_an_independent_reader_finds_the_short_text_in_the_code(
    printer: PdfWorker, view: CarChoices, tmp_path: Path, language: str
) -> None:
    paper = card(view, language)
    path = written(printer, paper, tmp_path)
    output("pdftoppm", "-r", "150", "-png", "-singlefile", str(path), str(tmp_path / "card"))
    read = output("zbarimg", "-q", "--raw", str(tmp_path / "card.png"))
    assert read.removesuffix("\n") == paper.sides[0].code


def test_the_code_holds_facts_and_no_address_to_go_to(view: CarChoices) -> None:
    code = card(view).sides[0].code
    assert "Cabin camera clips: until 27 Nov 2026" in code
    assert "Driving behaviour: no end date" in code
    assert "Always on" in code
    assert not code.startswith(("http", "www", "mailto", "tel"))
    assert len(code.encode()) <= CODE_LIMIT_BYTES


@pytest.mark.parametrize("with_name", [True, False])
def test_the_cars_name_stands_on_it_only_where_it_was_ticked(
    view: CarChoices, *, with_name: bool
) -> None:
    text = paper_json(card(view, "en", "zh_Hans", with_name=with_name))
    assert (NAME in text) == with_name
    for private in (OWNER, PLATE, VIN):
        assert private not in text


def test_nothing_on_is_said_and_what_is_paused_or_over_is_not_on(view: CarChoices) -> None:
    off = replace(view, choices=tuple(replace(item, choice=None) for item in view.choices))
    side = card(off).sides[0]
    assert side.parts[0].intro == "Nothing optional is on."
    assert "Nothing optional is on." in side.code


def test_the_other_language_is_the_notices_own_or_english(view: CarChoices) -> None:
    assert second_language(view, "en") == "zh_Hans"
    assert second_language(view, "zh_Hans") == "en"
    assert second_language(view, "ar-XB") == "zh_Hans"


def test_the_same_language_twice_is_one_side(view: CarChoices) -> None:
    assert len(card(view, "en", "en").sides) == 1


def with_titles(notice: Notice, title: str) -> Notice:
    return replace(
        notice,
        practices=tuple(
            replace(item, title=Text(by_language=dict.fromkeys(item.title.by_language, title)))
            for item in notice.practices
        ),
    )


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300
) | st.sampled_from(
    ["\u202eevil", "a\nb\x1b[31m", "#panic()", "\U0001d54f" * 200, "{page}", "\u2066" * 50]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(title=HOSTILE, language=st.sampled_from(["en", "zh_Hans", "ar-XB"]))
def test_whatever_a_notice_says_the_code_can_be_drawn_and_its_size_is_bounded(
    view: CarChoices, title: str, language: str
) -> None:
    changed = replace(
        view,
        notice=with_titles(view.notice, title),
        choices=tuple(
            replace(
                item,
                practice=replace(item.practice, title=Text(by_language={"en": title})),
            )
            for item in view.choices
        ),
    )
    code = card(changed, language).sides[0].code
    assert len(code.encode()) <= CODE_LIMIT_BYTES
    assert not set(code) & set("\x1b\r\t\u2066\u2067\u2068\u2069")
    assert draw_code(code, encoding="utf-8").edge_mm <= 50


def test_what_does_not_fit_into_the_code_is_counted(view: CarChoices) -> None:
    long = with_titles(view.notice, "A long name of something that is collected " * 2)
    code = card(replace(view, notice=long)).sides[0].code
    assert "more on the card" in code
