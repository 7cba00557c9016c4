"""Requests on the command line: written, sent by the person, answered, bundled."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.desks import OWNER, PLATE, Place, add_car, command


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return a data folder with a car that follows the Chinese notice."""
    made = Place(data_dir=tmp_path / "data")
    add_car(made.open())
    made.close()
    return made


def run(place: Place, *words: str, expect: int = 0) -> str:
    code, out, err = command(place, "request", *words)
    assert code == expect, err
    return out if expect == 0 else err


def value(place: Place, *words: str) -> Any:
    return json.loads(run(place, *words, "--json"))


def drafted(place: Place, right: str = "delete-outside", *words: str) -> str:
    made = value(place, "new", right, "--collection", "cabin-camera-clips", *words)
    assert made["state"] == "drafted"
    return str(made["request"])


def test_an_empty_list_teaches_what_to_do(place: Place) -> None:
    said = run(place, "list")
    assert "You have not asked for anything yet." in said
    assert value(place, "list") == []


def test_a_letter_is_printed_and_says_how_it_goes_on(place: Place) -> None:
    said = run(place, "new", "access", "--words", "And the trips of May.")
    assert "查阅个人信息的申请" in said
    assert "Request to see my personal information" in said
    assert "And the trips of May." in said
    assert "You send it yourself." in said
    assert OWNER not in said
    assert PLATE not in said


def test_what_identifies_the_person_stands_in_it_only_when_asked_for(place: Place) -> None:
    said = run(place, "new", "access", "--with-name", "--with-plate")
    assert OWNER in said
    assert PLATE in said


def test_a_wrong_day_of_sending_is_corrected(place: Place) -> None:
    request = drafted(place)
    run(place, "sent", request, "--by", "mail")
    assert "was sent already" in run(place, "sent", request, "--by", "mail", expect=2)
    corrected = value(place, "sent", request, "--correct", "--on", "2026-11-18")
    assert (corrected["sent"], corrected["by"]) == ("2026-11-18", "mail")
    assert corrected["due"] == "2026-12-02"
    said = run(place, "sent", request, "--correct", "--by", "post")
    assert "Before, you had said: By e-mail." in said
    assert "Before, you had said: 20 Nov 2026." in said
    # Nothing was said before, so there is nothing to correct.
    assert "--by" in run(place, "sent", drafted(place), "--correct", expect=2)


def test_a_request_goes_from_the_draft_to_its_end(place: Place, tmp_path: Path) -> None:
    request = drafted(place)
    assert "Draft, not sent" in run(place, "list")
    sent = value(place, "sent", request[:8], "--by", "mail")
    assert (sent["state"], sent["due"]) == ("sent", "2026-12-04")
    shown = run(place, "show", request)
    for words in (
        "You said that you sent it by e-mail on 20 Nov 2026.",
        "Automobile Data Provisions Art 9(5)",
        "23 Nov 2026: working day 1.",
        "4 Dec 2026: the last day.",
        "From a summary, not checked against the legal text.",
    ):
        assert words in shown
    answer = tmp_path / "answer.txt"
    answer.write_text("No.")
    place.clock.move(days=20)
    refused = value(place, "reply", request, "--is", "refused", "--file", str(answer))
    assert refused["state"] == "refused"
    codes = {item["code"] for item in refused["findings"]}
    assert codes == {"answered-late", "no-reason"}
    assert refused["replies"][0]["bytes"] == 3
    assert value(place, "close", request)["state"] == "closed"


def test_an_overdue_answer_is_said_at_the_top_of_the_list(place: Place) -> None:
    request = drafted(place)
    run(place, "sent", request, "--by", "post", "--on", "2026-11-20")
    place.clock.set(datetime(2026, 12, 10, 12, tzinfo=UTC))
    said = run(place, "list")
    assert said.startswith("1 answer is overdue.")
    assert "Was due by 4 Dec 2026" in said


def test_the_day_of_arrival_moves_the_last_day(place: Place) -> None:
    request = drafted(place)
    run(place, "sent", request, "--by", "post")
    place.clock.move(days=4)
    assert value(place, "sent", request, "--arrived", "2026-11-23")["due"] == "2026-12-07"


def test_a_draft_that_is_closed_is_thrown_away(place: Place) -> None:
    request = drafted(place)
    assert "thrown away" in run(place, "close", request)
    assert value(place, "list") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("new", "optout"), "right-not-known"),
        (("show", "ffffffff"), "request-missing"),
        (("new", "access", "--collection", "nothing"), "practice-missing"),
        (("new", "complain", "--about", "ffffffff"), "request-missing"),
    ],
)
def test_what_cannot_be_done_is_named_and_leaves_nothing(
    place: Place, words: tuple[str, ...], code: str
) -> None:
    error = json.loads(run(place, *words, "--json", expect=2))
    assert error["error"] == code
    assert value(place, "list") == []


def test_steps_that_do_not_fit_end_with_two(place: Place) -> None:
    request = drafted(place)
    run(place, "sent", request, expect=2)
    run(place, "reply", request, "--text", "Hello", expect=2)
    run(place, "sent", request, "--by", "mail", "--on", "2026-11-99", expect=2)
    run(place, "sent", request, "--by", "mail", "--on", "2026-11-22", expect=2)
    run(place, "sent", request, "--by", "mail")
    run(place, "reply", request, "--gave", expect=2)
    run(place, "reply", request, "--is", "extension", expect=2)
    assert value(place, "show", request)["state"] == "sent"


def test_a_letter_is_saved_as_pdf_and_as_text(place: Place, tmp_path: Path) -> None:
    request = drafted(place)
    pdf, text = tmp_path / "letter.pdf", tmp_path / "letter.txt"
    run(place, "letter", request, "--to", str(pdf))
    run(place, "letter", request, "--to", str(text))
    assert pdf.read_bytes().startswith(b"%PDF")
    assert text.read_text() == value(place, "letter", request)["letter"]


def test_a_bundle_holds_letter_replies_calculation_record_and_notice(
    place: Place, tmp_path: Path
) -> None:
    request = drafted(place)
    run(place, "sent", request, "--by", "mail")
    run(place, "reply", request, "--is", "receipt", "--text", "We have got it.")
    made = value(place, "letter", request, "--bundle", str(tmp_path / "out"))
    bundle, record = (Path(item) for item in made["files"])
    with zipfile.ZipFile(bundle) as opened:
        names = opened.namelist()
        assert names[:6] == [
            "README.txt",
            "letter.txt",
            "letter.pdf",
            "letter.json",
            "deadline.txt",
            "request.json",
        ]
        assert opened.read("replies/01-text.txt") == b"We have got it."
        assert b"4 Dec 2026: the last day." in opened.read("deadline.txt")
        assert json.loads(opened.read("notice.json"))["id"] == "cn-reference-ev"
        inner = opened.read(record.name)
    assert inner == record.read_bytes()
    with zipfile.ZipFile(io.BytesIO(inner)) as opened:
        assert "receipt.json" in opened.namelist()
    assert command(place, "verify", str(record))[0] == 0
