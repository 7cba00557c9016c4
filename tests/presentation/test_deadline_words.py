"""The words for deadlines: every code has one, and none says more than the law."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ownerapp.compliance.deadlines.calendars import work_calendar
from ownerapp.compliance.deadlines.clock import ClockState, Deadline, deadline_of
from ownerapp.compliance.deadlines.counting import Reason, Step
from ownerapp.compliance.deadlines.europe import EEA, UK_NATIONS
from ownerapp.compliance.deadlines.parameters import Aim, NoNumber
from ownerapp.domain.errors import HolidaysUnknownError, PlaceUnknownError
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.request import RequestType, Wait
from ownerapp.packs.deadlines import deadline_parameters
from ownerapp.presentation import deadline_words as words
from ownerapp.presentation.explain import explain
from ownerapp.presentation.place_words import place_name
from tests.support.requests_made import made

PARAMETERS = deadline_parameters()
UNFILLED = re.compile(r"\{[a-z_]+\}")
CHINA = deadline_of(
    PARAMETERS.deadline("CN.auto.delete_sensitive"),
    made(
        RuleRegime.CHINA, RequestType.DELETE, received_on=date(2026, 2, 6), is_about_sensitive=True
    ),
)
UK = made(RuleRegime.UK, RequestType.ACCESS)


def uk(**changes: object) -> Deadline:
    return deadline_of(PARAMETERS.deadline("UK.gdpr.any"), replace(UK, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("reason", Reason)
def test_every_step_has_a_sentence_with_its_date(reason: Reason, language: str) -> None:
    step = Step(
        on=date(2026, 2, 14), until=date(2026, 2, 20), reason=reason, number=6, name="Juneteenth"
    )
    said = words.step_words(step)

    assert said != words.step_words(replace(step, on=date(2026, 2, 15)))
    assert not UNFILLED.search(said)


def test_no_two_reasons_share_a_sentence(language: str) -> None:
    steps = [
        Step(on=date(2026, 2, 14), reason=reason, name="Juneteenth", is_doubtful=doubtful)
        for reason in Reason
        for doubtful in ((False, True) if reason is Reason.HOLIDAY else (False,))
    ]

    assert len({words.step_words(step) for step in steps}) == len(steps)


def test_a_count_is_told_day_by_day() -> None:
    assert words.due_words(CHINA) == "The answer is due by 27 Feb 2026."
    said = words.counting_words(CHINA)

    assert said[0] == "6 Feb 2026: the time runs from here; this day itself does not count."
    assert "14 Feb 2026: working day 6; this weekend day is worked because of Spring Festival." in (
        said
    )
    assert "16 Feb 2026: Spring Festival, does not count." in said
    assert said[-1] == "27 Feb 2026: the last day."


def test_an_end_that_is_the_last_day_is_told_once() -> None:
    plain = uk(received_on=date(2026, 3, 2))
    moved = uk(received_on=date(2026, 3, 4))

    assert len(words.counting_words(plain)) == 2
    assert "4 Apr 2026: the time would be over." in words.counting_words(moved)


def test_every_state_of_a_clock_has_a_sentence(language: str) -> None:
    wait = Wait(asked_on=date(2026, 3, 5))
    states = {
        ClockState.COUNTED: uk(),
        ClockState.NOT_STARTED: uk(identity=wait),
        ClockState.PAUSED: uk(clarifications=(wait,)),
        ClockState.NO_NUMBER: replace(CHINA, state=ClockState.NO_NUMBER),
    }
    said = {words.due_words(deadline) for deadline in states.values()}

    assert states.keys() == set(ClockState)
    assert all(deadline.state is state for state, deadline in states.items())
    assert len(said) == len(ClockState)


def test_every_aim_and_every_word_for_speed_has_a_sentence(language: str) -> None:
    aims = {
        words.due_words(replace(CHINA, parameter=replace(CHINA.parameter, aim=aim))) for aim in Aim
    }
    speeds = {words.no_number_words(word) for word in NoNumber}

    assert len(aims) == len(Aim)
    assert len(speeds) == len(NoNumber)
    assert not any(character.isdigit() for said in speeds for character in said)


def test_a_day_to_plan_with_is_never_called_the_laws() -> None:
    japan = deadline_of(PARAMETERS.deadline("JP.any"), made(RuleRegime.JAPAN, RequestType.ACCESS))

    assert words.due_words(japan) == (
        "The law asks for an answer without delay and gives no number of days."
    )
    assert (
        words.target_words(japan) == "16 Mar 2026 is a day to plan with. The law does not give it."
    )
    assert words.target_words(CHINA) == ""


def test_what_weakens_a_deadline_is_said() -> None:
    standard = deadline_of(
        PARAMETERS.deadline("CN.35273.any"), made(RuleRegime.CHINA, RequestType.ACCESS)
    )
    california = deadline_of(
        PARAMETERS.deadline("US-CA.ack"),
        made(RuleRegime.CALIFORNIA, RequestType.ACCESS, received_on=date(2026, 11, 20)),
    )
    promptly = deadline_of(
        PARAMETERS.deadline("CN.pipl.any"), made(RuleRegime.CHINA, RequestType.ACCESS)
    )

    assert words.caution_words(promptly) == ()
    assert words.caution_words(CHINA) == ("From a summary, not checked against the legal text.",)
    assert "This comes from a standard and does not bind." in words.caution_words(standard)
    assert len(words.caution_words(california)) == 2


@pytest.mark.parametrize("code", ["CN", "US-CA"])
def test_every_holiday_of_china_and_california_has_a_name_in_the_language(
    code: str, language: str
) -> None:
    calendar = work_calendar(code)
    names = {
        calendar.day(date(year, month, day)).name
        for year in range(2021, 2027)
        for month in range(1, 13)
        for day in range(1, 25)
    } - {""}

    assert len(names) >= 7
    if language == "zh_Hans":
        assert [name for name in names if words.holiday_name(name) == name] == []


def test_a_holiday_that_has_no_translation_keeps_its_name(language: str) -> None:
    assert words.holiday_name("Corpus Christi") == "Corpus Christi"


def test_every_place_has_a_name_of_its_own(language: str) -> None:
    codes = ("CN", "US-CA", "GB", "DE-BY", *(f"GB-{nation}" for nation in UK_NATIONS), *EEA)

    assert len({place_name(code) for code in codes}) == len(codes)


def test_a_place_is_called_as_people_call_it() -> None:
    assert place_name("DE") == "Germany"
    assert place_name("DE-BY") == "Germany (BY)"
    assert place_name("GB-SCT") == "Scotland"
    assert place_name("") == place_name("nowhere") == place_name("nowhere-BY") == ""


def test_an_unknown_year_is_refused_with_place_year_and_a_way_on() -> None:
    said = explain(HolidaysUnknownError(calendar="CN", year=2028))

    assert said.title == "The holidays of 2028 in Mainland China are not known to this version."
    assert "none is guessed" in said.body
    assert "official calendar" in said.next_step


def test_an_unknown_year_of_an_unknown_place_is_still_told_by_its_year() -> None:
    said = explain(HolidaysUnknownError(calendar="nowhere", year=2028))

    assert said.title == "The holidays of 2028 are not known to this version."


def test_a_missing_state_is_asked_for() -> None:
    assert explain(PlaceUnknownError(place="")).next_step == (
        "Name the state from which the company answers."
    )
