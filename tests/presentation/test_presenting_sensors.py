"""What a car collects: every sensor of the notice, and never a mark that says too little."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import Language, PracticeId
from ownerapp.domain.notice import Notice, NotStated, Practice, Reach
from ownerapp.domain.notice_codes import Mode
from ownerapp.presentation.car_page import CarPresenter, CarState, Mark, mark_word
from tests.support import records
from tests.support.choice_views import CHINESE, ENGLISH, choice_on, view

ZONE = ZoneInfo("Asia/Shanghai")
PACKS = ("cn-reference-ev", "eu-reference-ev", "us-ca-reference-ev", "tesla-cn-compiled")


def state_of(notice: Notice, *on: Practice, language: Language = ENGLISH) -> CarState:
    choices = [
        choice_on(item, Status.GIVEN if item in on else Status.UNDECIDED, notice)
        for item in notice.optional()
    ]
    return CarPresenter(view(notice, choices), language=language, zone=ZONE).state()


def mark_with(*uses: tuple[Mode | NotStated, Reach | NotStated, bool]) -> Mark:
    """Return the mark of one sensor that is used so: mode, reach, and whether it is on."""
    notice = records.shipped_notice("cn-reference-ev")
    pattern = notice.optional()[0]
    sensor = notice.sensors[0]
    practices = tuple(
        replace(
            pattern, id=PracticeId(f"use-{number}"), mode=mode, reach=reach, sensors=(sensor.id,)
        )
        for number, (mode, reach, _on) in enumerate(uses)
    )
    made = replace(notice, practices=practices, sensors=(sensor,))
    on = [
        practice for practice, (_mode, _reach, is_on) in zip(practices, uses, strict=True) if is_on
    ]
    return state_of(made, *on).sensors()[0].mark


@pytest.mark.parametrize("pack", PACKS)
def test_every_sensor_of_the_notice_is_listed_once_and_numbered_in_a_row(pack: str) -> None:
    notice = records.shipped_notice(pack)
    sensors = state_of(notice).sensors()

    assert {item.key for item in sensors} == {item.id for item in notice.sensors}
    assert [item.number for item in sensors] == [str(n) for n in range(1, len(sensors) + 1)]


def test_a_notice_without_sensors_says_so_and_draws_none() -> None:
    state = state_of(records.shipped_notice("lotus-cn-compiled"))

    assert state.groups == ()
    assert "does not say which sensors" in state.empty


REQUIRED, OPTIONAL, OPEN = Mode.REQUIRED, Mode.OPTIONAL, NotStated.NOT_STATED
CAR, AWAY, UNKNOWN = Reach.CAR, Reach.COUNTRY, NotStated.NOT_STATED


@pytest.mark.parametrize(
    ("uses", "mark"),
    [
        ((), Mark.UNSTATED),
        (((OPTIONAL, AWAY, False),), Mark.OFF),
        (((OPTIONAL, CAR, False),), Mark.OFF),
        (((OPTIONAL, CAR, True),), Mark.ON),
        (((REQUIRED, CAR, False),), Mark.IN_CAR),
        (((REQUIRED, AWAY, False),), Mark.ALWAYS),
        (((REQUIRED, UNKNOWN, False),), Mark.ALWAYS),
        (((OPEN, CAR, False),), Mark.UNSTATED),
        (((REQUIRED, AWAY, False), (OPTIONAL, AWAY, True)), Mark.ALWAYS),
        (((REQUIRED, CAR, False), (OPTIONAL, AWAY, True)), Mark.ON),
        (((REQUIRED, CAR, False), (OPTIONAL, AWAY, False)), Mark.OFF),
        (((OPEN, AWAY, False), (OPTIONAL, AWAY, False)), Mark.UNSTATED),
    ],
)
def test_a_mark_is_the_strongest_thing_that_is_true(
    uses: tuple[tuple[Mode | NotStated, Reach | NotStated, bool], ...], mark: Mark
) -> None:
    assert mark_with(*uses) is mark


def test_the_legend_explains_exactly_the_shapes_that_are_drawn() -> None:
    state = state_of(records.shipped_notice("cn-reference-ev"))

    assert [entry.mark for entry in state.legend] == [
        mark for mark in Mark if mark in {item.mark for item in state.sensors()}
    ]
    assert len({mark_word(mark) for mark in Mark}) == len(Mark)


def test_what_stays_in_the_car_is_the_word_of_the_notice() -> None:
    assert mark_word(Mark.IN_CAR).endswith("says the notice")


def test_what_is_collected_is_never_filled_in() -> None:
    state = state_of(records.shipped_notice("tesla-cn-compiled"))

    assert {item.collects for item in state.sensors()} == {""}
    assert state.not_stated == "Not stated in the sources of this notice"
    assert "does not state the shape of the car" in state.picture_note


def test_a_group_that_does_not_agree_says_so_instead_of_one_answer() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    first, *others = notice.sensors
    other_text = notice.sensors[-1].name
    made = replace(notice, sensors=(replace(first, collects=other_text), *others))
    cameras = state_of(made).of("group:camera")

    assert cameras is not None
    assert "differs" in cameras.collects
    assert cameras.does_not_collect == "No sound. It does not work out who a person is."


def test_each_use_leads_to_its_choice_and_the_rest_does_not() -> None:
    notice = records.shipped_notice("cn-reference-ev")
    uses = [use for item in state_of(notice).sensors() for use in item.uses]

    assert {use.practice for use in uses if use.has_switch} <= {
        item.id for item in notice.optional()
    }
    assert all(use.word == "Always on" for use in uses if not use.has_switch)
    assert all(use.title in use.link_name for use in uses)


def test_the_sensors_are_told_in_the_language_of_the_notice() -> None:
    state = state_of(records.shipped_notice("cn-reference-ev"), language=CHINESE)

    assert state.sensors()[0].title == "前主摄像头"


def test_what_is_off_the_car_has_no_place_on_the_picture() -> None:
    state = state_of(records.shipped_notice("cn-reference-ev"))
    away = state.of("maker_cloud")

    assert away is not None
    assert away.place is None
    assert away.off_car
