"""A newer notice comes, a choice is made again, and the record shows both yeses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.event import Method
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.term import Term
from ownerapp.domain.verdict import Verdict
from ownerapp.presentation.desk import Desk
from tests.support.desks import CABIN, DRIVING, ENGLISH, Place, no, yes
from tests.support.notice_versions import (
    PACK,
    added,
    declared,
    first_tree,
    kept_longer,
    mapped,
    next_tree,
    shipping,
)
from tests.support.windows import Shown, shown_window

VOICE, CALENDAR = PracticeId("voice-commands"), PracticeId("calendar")
DUE = datetime(2026, 12, 1, 4, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A car with choices under the first version; the program ships the second one."""
    tree = first_tree()
    for name in ("twin-a", "twin-b"):
        added(name)(tree)
    made = Place(data_dir=tmp_path / "data", packs=shipping(tmp_path / "first", tree))
    desk = made.desk()
    desk.open()
    desk.add_car(desk.check_details(name="Little Blue", owner="Lin Yue"), desk.notices.load(PACK))
    car = desk.find_car(None)
    notice = desk.choices(car).notice
    twins = [PracticeId(name) for name in ("twin-a", "twin-b")]
    for practice, term in (
        (VOICE, Term.MONTHS_3),
        (CALENDAR, Term.YEAR_1),
        (CABIN, Term.DAYS_7),
        (twins[0], Term.MONTHS_3),
        (twins[1], Term.YEAR_1),
    ):
        desk.answer(car, [yes(notice, practice, term)], language=ENGLISH)
        made.clock.move(minutes=5)
    desk.answer(car, [no(DRIVING)], language=ENGLISH)
    desk.close()
    made.packs = shipping(
        tmp_path / "second",
        next_tree(
            kept_longer(VOICE),
            kept_longer(DRIVING, days=800),
            mapped("renamed", (CALENDAR,), ("car-calendar",)),
            mapped("merged", ("twin-a", "twin-b"), ("twins",)),
            declared("twins", "wording"),
            of=tree,
        ),
    )
    made.clock.set(DUE)
    yield made
    made.close()


def turn_on_again(shown: Shown) -> None:
    """Open the page from its banner and give the yes again, with the end it had."""
    changing = shown.home.changing()
    changing.banner.link_pressed.emit()
    shown.wait_idle()
    page = changing.page()
    shown.qtbot.waitUntil(page.table.is_built)
    (card,) = page.cards()
    card.pair.agree_button.click()
    shown.settle()
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    tiles = sheet.controls.tiles.tiles()
    next(tile for tile in tiles if tile.option.key.endswith("-kept")).click()
    for _ in range(10):
        # The first presses scroll on until the whole text was on screen.
        sheet.controls.pair.agree_button.click()
        shown.settle()
        if shown.home.flow().sheet() is None:
            break
    shown.wait_idle()
    assert page.cards() == []


def exported(desk: Desk, folder: Path) -> dict[str, Any]:
    """Export a record, check it, and return its processes by their practice."""
    folder.mkdir()
    car = desk.find_car(None)
    result = desk.records.export(
        car, folder=str(folder), language=ENGLISH, interface_language="en", formats=("json",)
    )
    report = desk.records.verify_file(result.paths[0])
    assert report.verdict is Verdict.VALID
    record = json.loads(Path(result.paths[0]).read_bytes())
    (activity,) = record["credentialSubject"]["dpv:hasRecordOfActivity"]
    return {item["dct:identifier"]: item for item in activity["dpv:hasProcess"]}


def statuses(process: dict[str, Any]) -> list[str]:
    return [status["@type"][0] for status in process["dpv:hasConsentStatus"]]


@pytest.mark.rule("CN-P-02")
def test_a_newer_notice_asks_again_and_the_record_shows_both_yeses(
    qapp: QApplication, qtbot: QtBot, place: Place, tmp_path: Path
) -> None:
    with shown_window(qapp, qtbot, place) as shown:
        turn_on_again(shown)

    desk = place.desk(Method.DESKTOP)
    old, new = desk.followed(desk.find_car(None))
    found = exported(desk, tmp_path / "Documents")
    desk.close()

    voice = found[VOICE]
    assert statuses(voice)[1:] == [
        "dpv:ConsentGiven",
        "dpv:ConsentInvalidated",
        "dpv:ConsentGiven",
    ]
    assert (voice["car:status"], voice["car:term"]) == ("given", "3m")
    assert voice["car:endsAt"]["car:at"] == "2027-02-20T12:00:00Z"
    assert "car:decidedOnPack" not in voice
    assert any("30 days" in line["text"] for line in voice["car:shownText"])
    calendar = found["car-calendar"]
    assert calendar["car:status"] == "given"
    assert calendar["car:decidedOnPack"] == old.hash != new.hash
    assert statuses(found["twins"])[1:] == ["dpv:ConsentGiven", "dpv:ConsentGiven"]
    assert found["twins"]["car:endsAt"]["car:at"] == "2027-02-20T12:15:00Z"
    assert found[DRIVING]["car:status"] == "refused"
    assert statuses(found[DRIVING])[1:] == ["dpv:ConsentRefused"]


def test_a_record_made_before_the_answer_says_that_it_waits(place: Place, tmp_path: Path) -> None:
    desk = place.desk()
    desk.open()
    found = exported(desk, tmp_path / "Documents")
    counts = desk.records.on_counts()
    desk.close()

    voice = found[VOICE]
    assert voice["car:status"] == "superseded"
    assert statuses(voice)[-1] == "dpv:ConsentInvalidated"
    assert not {"car:term", "car:endsAt", "car:evidence"} & set(voice)
    # The calendar and the twins are on, under the ids that they have now.
    assert list(counts.values()) == [2]


def test_a_record_of_a_merged_practice_that_one_part_refused_can_be_checked(
    place: Place, tmp_path: Path
) -> None:
    place.clock.set(DUE - timedelta(days=3))
    packs, place.packs = place.packs, shipping(tmp_path / "again", _with_twins())
    desk = place.desk()
    desk.open()
    car = desk.find_car(None)
    desk.answer(car, [no(PracticeId("twin-b"))], language=ENGLISH)
    place.clock.move(hours=1)
    notice = desk.choices(car).notice
    desk.answer(car, [yes(notice, PracticeId("twin-a"), Term.DAYS_7)], language=ENGLISH)
    desk.close()
    place.packs = packs
    place.clock.set(DUE)
    desk = place.desk()
    desk.open()

    found = exported(desk, tmp_path / "Documents")
    desk.close()

    assert found["twins"]["car:status"] == "withdrawn"
    assert statuses(found["twins"])[-1] == "dpv:ConsentWithdrawn"


def _with_twins() -> dict[str, Any]:
    tree = first_tree()
    for name in ("twin-a", "twin-b"):
        added(name)(tree)
    return tree
