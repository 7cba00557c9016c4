"""A pause: off until it is resumed, while the term runs on; no withdrawal and no new yes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.errors import PracticeMissingError, PracticeRequiredError
from ownerapp.domain.event import Method
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.span import DayWord
from ownerapp.domain.term import Term
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import CarChoices, ChoiceService
from ownerapp.services.history import HistoryService
from ownerapp.services.opening import OpenedStore
from ownerapp.services.projection import kept, rebuilt
from ownerapp.services.strips import StripService
from tests.support.desks import CABIN, DRIVING, Place, add_car, command, commit, kinds_of, no, yes

ENGLISH = Language("en")


def pause(opened: OpenedStore, car: Vehicle, practice: str = CABIN) -> CarChoices:
    service = ChoiceService(opened)
    return service.pause(car, PracticeId(practice), method=Method.CLI, language=ENGLISH)


def resume(opened: OpenedStore, car: Vehicle, practice: str = CABIN) -> CarChoices:
    service = ChoiceService(opened)
    return service.resume(car, PracticeId(practice), method=Method.CLI, language=ENGLISH)


def status(view: CarChoices, practice: str = CABIN) -> Status:
    item = view.of(PracticeId(practice))
    assert item is not None
    return item.status


def end_of(view: CarChoices) -> datetime | None:
    item = view.of(PracticeId(CABIN))
    assert item is not None
    assert item.choice is not None
    return item.choice.ends_at


def test_what_is_paused_is_off_until_it_is_resumed_and_ends_when_it_would_have(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    end = end_of(commit(opened, car, yes(notice, CABIN, Term.DAYS_7)))
    paused = pause(opened, car)
    place.clock.move(days=5)
    resumed = resume(opened, car)

    assert [status(view) for view in (paused, resumed)] == [Status.PAUSED, Status.GIVEN]
    assert end_of(paused) == end_of(resumed) == end
    place.clock.move(days=3)
    assert status(ChoiceService(opened).view(car)) is Status.EXPIRED


def test_a_pause_that_is_not_over_when_the_end_comes_stays_off_for_good(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))
    pause(opened, car)
    place.clock.move(days=8)

    assert status(resume(opened, car)) is Status.EXPIRED
    assert "pause.ended" not in kinds_of(opened)
    place.close()
    again = place.open()
    assert kinds_of(again)[-1] == "consent.expired"
    assert kept(again) == rebuilt(again)


def test_a_no_in_a_pause_withdraws_and_nothing_can_be_resumed(
    opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.YEAR_1))
    pause(opened, car)
    commit(opened, car, no(CABIN))

    assert status(resume(opened, car)) is Status.WITHDRAWN
    assert kinds_of(opened)[-3:] == ["consent.given", "pause.started", "consent.withdrawn"]


def test_pausing_twice_or_what_is_off_writes_nothing(
    opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    before = kinds_of(opened)
    assert status(pause(opened, car)) is Status.UNDECIDED
    assert kinds_of(opened) == before
    commit(opened, car, yes(notice, CABIN, Term.YEAR_1))
    resume(opened, car)
    pause(opened, car)
    pause(opened, car)
    assert kinds_of(opened).count("pause.started") == 1
    assert "pause.ended" not in kinds_of(opened)


def test_only_a_practice_with_a_switch_can_be_paused(
    opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    with pytest.raises(PracticeRequiredError):
        pause(opened, car, notice.required()[0].id)
    with pytest.raises(PracticeMissingError):
        pause(opened, car, "nothing-of-that-name")


def test_a_pause_on_one_car_leaves_the_other_car_on(
    opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    other = add_car(opened)
    for each in (car, other):
        commit(opened, each, yes(notice, CABIN, Term.YEAR_1))
    pause(opened, car)

    assert status(ChoiceService(opened).view(other)) is Status.GIVEN


def test_the_timeline_has_a_hole_and_the_days_are_told_truly(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.MONTHS_3))
    place.clock.move(days=2)
    pause(opened, car)
    place.clock.move(days=3)
    resume(opened, car)
    place.clock.move(days=3)

    found = StripService(opened, car).strips().strips
    (spans,) = (item.spans for item in found if item.practice.id == CABIN)
    assert [span.end.value for span in spans] == ["paused", "runs"]
    assert spans[0].until is not None
    assert spans[1].since - spans[0].until == timedelta(days=3)
    first = spans[0].since.astimezone(UTC).date()
    told = [
        next(
            item.answer
            for item in HistoryService(opened).on_day(car, first + timedelta(days=day))
            if item.practice.id == CABIN
        )
        for day in (1, 2, 3, 5, 6)
    ]
    assert told == [DayWord.ON, DayWord.CHANGED, DayWord.OFF, DayWord.CHANGED, DayWord.ON]
    assert kept(opened) == rebuilt(opened)


def record_of(place: Place, folder: Path, *words: str) -> dict[str, Any]:
    code, out, err = command(
        place, "export", "--format", "json", "--to", str(folder), "--json", *words
    )
    assert (code, err) == (0, "")
    (path,) = json.loads(out)["files"]
    code, said, _err = command(place, "verify", path)
    assert (code, said.splitlines()[-1]) == (0, "valid")
    (record,) = json.loads(Path(path).read_bytes())["credentialSubject"]["dpv:hasRecordOfActivity"]
    (process,) = (item for item in record["dpv:hasProcess"] if item["dct:identifier"] == CABIN)
    assert isinstance(process, dict)
    return process


def test_a_record_says_that_it_is_paused_and_of_an_earlier_day_that_it_was_on(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice, tmp_path: Path
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.MONTHS_3), no(DRIVING))
    place.clock.move(days=2)
    pause(opened, car)
    place.clock.move(days=2)

    now = record_of(place, tmp_path)
    then = record_of(place, tmp_path, "--on", "2026-11-20")
    assert (now["car:status"], now["car:paused"]) == ("paused", {"car:at": "2026-11-22T12:00:00Z"})
    assert now["dpv:hasConsentStatus"][-1]["@type"][0] == "dpv:ConsentGiven"
    assert "car:evidence" not in now
    assert (then["car:status"], "car:paused" in then) == ("given", False)
    resume(opened, car)
    assert record_of(place, tmp_path)["car:status"] == "given"


def test_the_command_line_pauses_and_resumes_and_says_until_when(
    place: Place, opened: OpenedStore, car: Vehicle, notice: Notice
) -> None:
    commit(opened, car, yes(notice, CABIN, Term.DAYS_7))

    code, out, _err = command(place, "choices", "pause", CABIN)
    assert (code, "Paused, off until you resume" in out) == (0, True)
    code, out, _err = command(place, "choices", "resume", CABIN, "--json")
    assert (code, json.loads(out)["status"]) == (0, "given")
