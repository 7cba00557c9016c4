"""Reminders before the end, and the calendar file: RFC 5545 to the letter, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.rights import RightAsked, Way
from ownerapp.domain.term import Term
from ownerapp.presentation.calendar_file import CalendarEntry, calendar_file, escaped, folded
from ownerapp.presentation.reminders import reminder
from ownerapp.services.choices import ChoiceService
from ownerapp.services.rights import Wish
from tests.support.desks import CABIN, DRIVING, Place, add_car, command, commit, no, shipped, yes


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    yield made
    made.close()


NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def said(place: Place, answers: tuple[tuple[str, Term], ...], *, days: float) -> str:
    """Return what is said so many days after these yeses."""
    opened = place.open()
    car, notice = add_car(opened), shipped().notice
    commit(opened, car, *(yes(notice, PracticeId(name), term) for name, term in answers))
    place.clock.move(hours=24 * days)
    found = reminder(ChoiceService(opened).view(car))
    place.close()
    return found.text if found else ""


@pytest.mark.parametrize(
    ("term", "days", "text"),
    [
        (Term.MONTHS_3, 60, ""),
        (Term.MONTHS_3, 86, "1 choice ends within a week."),
        (Term.MONTHS_3, 91.5, "1 choice ends within a day."),
        (Term.MONTHS_3, 93, ""),
        (Term.DAYS_7, 1, ""),
        (Term.DAYS_7, 6.5, "1 choice ends within a day."),
        (Term.DRIVE, 0.5, ""),
    ],
)
def test_a_yes_is_announced_a_week_and_a_day_before_its_end_where_it_is_longer_than_that(
    place: Place, term: Term, days: float, text: str
) -> None:
    assert said(place, ((CABIN, term),), days=days) == text


def test_several_are_counted_together_and_the_first_one_is_led_to(place: Place) -> None:
    opened = place.open()
    car, notice = add_car(opened), shipped().notice
    commit(opened, car, yes(notice, DRIVING, Term.MONTHS_3))
    place.clock.move(days=2)
    commit(opened, car, yes(notice, CABIN, Term.MONTHS_3))
    place.clock.move(days=86)
    found = reminder(ChoiceService(opened).view(car))
    assert found is not None
    assert (found.text, found.practice) == ("2 choices end within a week.", DRIVING)


def test_what_is_off_or_paused_needs_no_reminder(place: Place) -> None:
    opened = place.open()
    car, notice = add_car(opened), shipped().notice
    commit(opened, car, yes(notice, DRIVING, Term.MONTHS_3), yes(notice, CABIN, Term.MONTHS_3))
    place.clock.move(days=86)
    service = ChoiceService(opened)
    service.pause(car, PracticeId(CABIN), method=Method.CLI, language=Language("en"))
    commit(opened, car, no(DRIVING))
    assert reminder(service.view(car)) is None


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_a_calendar_file_has_the_end_with_alarms_a_week_and_a_day_before(
    place: Place, tmp_path: Path
) -> None:
    opened = place.open()
    car, notice = add_car(opened), shipped().notice
    commit(opened, car, yes(notice, CABIN, Term.MONTHS_3), yes(notice, DRIVING, Term.OPEN))
    path = tmp_path / "ends.ics"
    code, out, _err = command(place, "choices", "calendar", "--to", str(path))
    assert (code, "1 entry" in out) == (0, True)
    data = path.read_bytes()
    lines = unfolded(data)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert "DTSTART:20270220T120000Z" in lines
    assert "SUMMARY:Cabin camera clips: your yes ends" in lines
    assert [line for line in lines if line.startswith("TRIGGER")] == [
        "TRIGGER:-P7D",
        "TRIGGER:-P1D",
    ]
    for secret in (car.plate, car.vin, car.name, car.id, car.person):
        assert secret.encode() not in data


def test_a_calendar_file_has_the_last_day_of_an_answer_as_a_whole_day_and_names_no_company(
    place: Place, tmp_path: Path
) -> None:
    car = add_car(place.open())
    place.close()
    desk = place.desk()
    draft = desk.rights.draft(car, Wish(right=RightAsked.ACCESS), language=Language("en"))
    path = tmp_path / "ends.ics"
    assert desk.write_calendar(str(path), interface_language="en") == 0
    desk.rights.sent(draft.request.id, on=date(2026, 11, 20), by=Way.MAIL)
    view = desk.rights.arrived(draft.request.id, on=date(2026, 11, 20))
    assert view.headline is not None
    assert desk.write_calendar(str(path), interface_language="en") == 1
    lines = unfolded(path.read_bytes())
    assert f"DTSTART;VALUE=DATE:{view.headline.on:%Y%m%d}" in lines
    (summary,) = [line for line in lines if line.startswith("SUMMARY:")]
    assert summary.startswith("SUMMARY:Answer due: ")
    maker = view.notice.party(view.notice.controller)
    assert maker is not None
    named = maker.name.best(Language("en"), view.notice.native_language)[1]
    secrets = (car.plate, car.vin, car.name, car.person, named)
    assert not [text for text in secrets if text.encode() in path.read_bytes()]
    desk.rights.close(draft.request.id)
    assert desk.write_calendar(str(path), interface_language="en") == 0
    desk.close()


def test_the_same_yes_has_the_same_id_in_every_file(place: Place, tmp_path: Path) -> None:
    opened = place.open()
    commit(opened, add_car(opened), yes(shipped().notice, CABIN, Term.MONTHS_3))
    ids = []
    for name in ("one.ics", "two.ics"):
        place.clock.move(days=1)
        assert command(place, "choices", "calendar", "--to", str(tmp_path / name))[0] == 0
        lines = unfolded((tmp_path / name).read_bytes())
        ids += [line for line in lines if line.startswith("UID:")]
    assert ids[0] == ids[1]


def test_a_text_is_escaped_so_that_it_stays_one_value() -> None:
    assert escaped("a;b,c\\d\r\ne\x00\x1b") == "a\\;b\\,c\\\\d\\ne"


@given(st.text(max_size=400))
def test_no_line_is_longer_than_75_octets_or_cut_inside_a_character(text: str) -> None:
    plain = escaped(text)
    data = folded(f"SUMMARY:{plain}")
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))
    assert data.replace("\r\n ", "") == f"SUMMARY:{plain}"


@given(st.text(max_size=60))
def test_no_text_can_begin_a_line_of_its_own(text: str) -> None:
    entry = CalendarEntry(
        uid=text.encode("utf-8", "replace").decode(),
        at=NOW,
        summary=f"{text}\r\nATTACH:file:///etc/passwd",
        description=text,
        alarms=(timedelta(days=1),),
    )
    names = {line.partition(":")[0] for line in unfolded(calendar_file([entry], now=NOW))}
    assert names == {
        "", "ACTION", "BEGIN", "CLASS", "DESCRIPTION", "DTSTAMP", "DTSTART", "END", "PRODID",
        "SUMMARY", "TRANSP", "TRIGGER", "UID", "VERSION",
    }  # fmt: skip
