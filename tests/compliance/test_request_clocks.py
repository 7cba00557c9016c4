"""The clocks of a request (rules of ``clock``)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.deadlines.clock import (
    Clock,
    ClockState,
    Deadline,
    answer_by,
    clocks,
    deadline_of,
    extension_limit,
    headline,
)
from ownerapp.compliance.deadlines.counting import Reason
from ownerapp.domain.errors import HolidaysUnknownError, PlaceUnknownError
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.request import Extension, Request, RequestType, Wait
from ownerapp.packs.deadlines import deadline_parameters
from tests.support.requests_made import MONDAY, answered, made

PARAMETERS = deadline_parameters()
EVERY_LAW = (
    RuleRegime.CHINA, RuleRegime.EU, RuleRegime.UK, RuleRegime.CALIFORNIA, RuleRegime.KOREA,
    RuleRegime.JAPAN, RuleRegime.BRAZIL,
)  # fmt: skip


def deadline(parameter: str, request: Request) -> Deadline:
    return deadline_of(PARAMETERS.deadline(parameter), request)


def due(parameter: str, request: Request) -> date | None:
    return deadline(parameter, request).due_on


def found(request: Request) -> dict[str, Clock]:
    return {clock.parameter.id: clock for clock in clocks(request, PARAMETERS)}


# ------------------------------------------------------------------------- each law


def test_china_gives_ten_working_days_over_the_spring_festival() -> None:
    request = made(
        RuleRegime.CHINA, RequestType.DELETE, received_on=date(2026, 2, 6), is_about_sensitive=True
    )

    assert due("CN.auto.delete_sensitive", request) == date(2026, 2, 27)
    assert due("CN.app.correct_delete", request) == date(2026, 3, 5)


def test_ten_working_days_hold_for_sensitive_data_only() -> None:
    request = made(RuleRegime.CHINA, RequestType.DELETE)

    assert "CN.auto.delete_sensitive" not in found(request)
    assert {"CN.pipl.any", "CN.app.correct_delete", "CN.35273.any"} == set(found(request))


def test_a_last_day_on_a_holiday_of_china_moves_to_the_day_after_it() -> None:
    # Thirty days from 2 September end on 2 October, in Golden Week.
    request = made(RuleRegime.CHINA, RequestType.ACCESS, received_on=date(2026, 9, 2))

    assert due("CN.35273.any", request) == date(2026, 10, 8)
    assert not PARAMETERS.deadline("CN.35273.any").is_binding


@pytest.mark.parametrize(
    ("received", "month_ends", "longest"),
    [
        (date(2026, 1, 31), date(2026, 3, 2), date(2026, 4, 30)),
        (date(2025, 1, 31), date(2025, 2, 28), date(2025, 4, 30)),
        (date(2026, 3, 5), date(2026, 4, 7), date(2026, 6, 5)),
    ],
)
def test_the_eu_gives_a_month_and_two_more(received: date, month_ends: date, longest: date) -> None:
    request = made(RuleRegime.EU, RequestType.ACCESS, received_on=received, member_state="DE")

    assert due("EU.gdpr.any", request) == month_ends
    assert extension_limit(PARAMETERS.deadline("EU.gdpr.any"), request) == longest


def test_the_holidays_of_the_named_state_decide() -> None:
    request = made(RuleRegime.EU, RequestType.ACCESS, received_on=date(2026, 6, 14))

    assert due("EU.gdpr.any", replace(request, member_state="FR")) == date(2026, 7, 15)
    assert due("EU.gdpr.any", replace(request, member_state="DE")) == date(2026, 7, 14)
    with pytest.raises(PlaceUnknownError):
        deadline("EU.gdpr.any", replace(request, member_state=""))


def test_californias_days_run_from_receipt_whatever_an_identity_check_takes() -> None:
    request = made(
        RuleRegime.CALIFORNIA,
        RequestType.DELETE,
        received_on=date(2026, 11, 10),
        identity=Wait(asked_on=date(2026, 11, 12), ended_on=date(2026, 12, 1)),
    )
    clock = deadline("US-CA.know_delete_correct", request)

    assert clock.due_on == date(2026, 12, 25)  # a holiday moves no calendar day
    assert clock.extendable_to == date(2027, 2, 8)
    # Veterans Day, Thanksgiving and the day after do not count.
    assert due("US-CA.ack", request) == date(2026, 11, 25)


def test_an_opt_out_has_no_receipt_to_confirm_and_fifteen_business_days() -> None:
    request = made(RuleRegime.CALIFORNIA, RequestType.OPT_OUT, received_on=date(2026, 11, 10))

    assert set(found(request)) == {"US-CA.optout_limit"}
    assert due("US-CA.optout_limit", request) == date(2026, 12, 4)


def test_korea_and_brazil_count_every_day() -> None:
    korea = made(RuleRegime.KOREA, RequestType.ACCESS, received_on=date(2026, 2, 12))
    brazil = made(RuleRegime.BRAZIL, RequestType.ACCESS, received_on=date(2026, 2, 12))

    assert due("KR.access_correct_delete_suspend", korea) == date(2026, 2, 22)  # a Sunday
    assert due("BR.access_full", brazil) == date(2026, 2, 27)


def test_japan_has_a_day_to_plan_with_and_no_last_day() -> None:
    clock = deadline("JP.any", made(RuleRegime.JAPAN, RequestType.ACCESS))

    assert clock.state is ClockState.NO_NUMBER
    assert (clock.due_on, clock.target_on) == (None, MONDAY + timedelta(days=14))


@pytest.mark.parametrize(
    "parameter", [item for item in PARAMETERS.deadlines if item.no_number], ids=lambda item: item.id
)
def test_a_word_for_speed_is_never_turned_into_a_last_day(parameter: object) -> None:
    for item in PARAMETERS.deadlines:
        if item is parameter:
            clock = deadline_of(item, made(item.regime, item.requests[0]))

            assert clock.state is ClockState.NO_NUMBER
            assert clock.due_on is None
            assert clock.steps == ()
            assert (clock.target_on is None) is (item.target is None)


# ------------------------------------------------------------------------- the UK's clock


UK = made(RuleRegime.UK, RequestType.ACCESS, uk_nation="ENG")


@pytest.mark.rule("UK-01")
@pytest.mark.parametrize(
    ("changes", "started", "ends"),
    [
        ({}, date(2026, 3, 2), date(2026, 4, 2)),
        # Identity and fee put the start off; the latest of all counts.
        (
            {"identity": Wait(asked_on=date(2026, 3, 3), ended_on=date(2026, 3, 9))},
            date(2026, 3, 9),
            date(2026, 4, 9),
        ),
        (
            {
                "identity": Wait(asked_on=date(2026, 3, 3), ended_on=date(2026, 3, 9)),
                "fee_payment": Wait(asked_on=date(2026, 3, 3), ended_on=date(2026, 3, 11)),
            },
            date(2026, 3, 11),
            date(2026, 4, 13),  # 11 April is a Saturday
        ),
        # A clarification stops the clock on its days, the first and the last with it.
        (
            {"clarifications": (Wait(asked_on=date(2026, 3, 10), ended_on=date(2026, 3, 16)),)},
            date(2026, 3, 2),
            date(2026, 4, 9),
        ),
        # Asked on the Tuesday to which Easter moved the last day: two days are left out.
        (
            {
                "received_on": date(2026, 3, 4),
                "clarifications": (Wait(asked_on=date(2026, 4, 7), ended_on=date(2026, 4, 8)),),
            },
            date(2026, 3, 4),
            date(2026, 4, 9),
        ),
        (
            {
                "received_on": date(2026, 3, 4),
                "clarifications": (Wait(asked_on=date(2026, 4, 8), ended_on=date(2026, 4, 8)),),
            },
            date(2026, 3, 4),
            date(2026, 4, 7),
        ),
        # Easter: Good Friday and Monday move the last day on.
        (
            {"clarifications": (Wait(asked_on=date(2026, 3, 10), ended_on=date(2026, 3, 10)),)},
            date(2026, 3, 2),
            date(2026, 4, 7),
        ),
    ],
)
def test_the_uk_clock_starts_at_the_latest_and_stands_still_in_between(
    changes: dict[str, object], started: date, ends: date
) -> None:
    clock = deadline("UK.gdpr.any", replace(UK, **changes))  # type: ignore[arg-type]

    assert (clock.state, clock.started_on, clock.due_on) == (ClockState.COUNTED, started, ends)


@pytest.mark.rule("UK-01")
@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"identity": Wait(asked_on=date(2026, 3, 3))}, ClockState.NOT_STARTED),
        ({"fee_payment": Wait(asked_on=date(2026, 3, 3))}, ClockState.NOT_STARTED),
        ({"clarifications": (Wait(asked_on=date(2026, 3, 10)),)}, ClockState.PAUSED),
        # On the last day it is still in time.
        ({"clarifications": (Wait(asked_on=date(2026, 4, 2)),)}, ClockState.PAUSED),
        # The month ends on Saturday 4 April and moves past Easter to Tuesday.
        (
            {
                "received_on": date(2026, 3, 4),
                "clarifications": (Wait(asked_on=date(2026, 4, 7)),),
            },
            ClockState.PAUSED,
        ),
        (
            {
                "received_on": date(2026, 3, 4),
                "clarifications": (Wait(asked_on=date(2026, 4, 8)),),
            },
            ClockState.COUNTED,
        ),
        # Asked after the last day: nothing is stopped any more.
        ({"clarifications": (Wait(asked_on=date(2026, 4, 20)),)}, ClockState.COUNTED),
    ],
)
def test_a_clock_that_waits_for_the_person_has_no_last_day(
    changes: dict[str, object], state: ClockState
) -> None:
    clock = deadline("UK.gdpr.any", replace(UK, **changes))  # type: ignore[arg-type]

    assert clock.state is state
    assert (clock.due_on is None) is (state is not ClockState.COUNTED)


def test_a_pause_puts_the_longest_extension_off_as_well() -> None:
    paused = replace(
        UK, clarifications=(Wait(asked_on=date(2026, 3, 10), ended_on=date(2026, 3, 16)),)
    )
    parameter = PARAMETERS.deadline("UK.gdpr.any")

    assert extension_limit(parameter, UK) == date(2026, 6, 2)
    assert extension_limit(parameter, paused) == date(2026, 6, 9)
    assert extension_limit(parameter, replace(UK, identity=Wait(asked_on=MONDAY))) is None
    waiting = replace(UK, clarifications=(Wait(asked_on=date(2026, 3, 10)),))
    assert extension_limit(parameter, waiting) is None


def test_without_a_nation_a_holiday_of_some_nations_is_doubtful() -> None:
    # Easter Monday is no holiday in Scotland.
    received = date(2026, 3, 6)
    anywhere = replace(UK, received_on=received, uk_nation="")

    assert due("UK.gdpr.any", replace(anywhere, uk_nation="SCT")) == date(2026, 4, 6)
    assert not deadline("UK.gdpr.any", replace(anywhere, uk_nation="ENG")).is_doubtful
    assert due("UK.gdpr.any", anywhere) == date(2026, 4, 7)
    assert deadline("UK.gdpr.any", anywhere).is_doubtful


def test_other_laws_do_not_pause() -> None:
    wait = Wait(asked_on=date(2026, 3, 3))
    request = made(RuleRegime.EU, RequestType.ACCESS, identity=wait, clarifications=(wait,))

    assert due("EU.gdpr.any", request) == date(2026, 4, 2)


# ------------------------------------------------------------------------- several laws


def test_every_law_has_its_own_clock_and_the_earliest_is_the_headline() -> None:
    request = replace(
        made(RuleRegime.EU, RequestType.DELETE, received_on=date(2026, 2, 6)),
        regimes=EVERY_LAW,
        is_about_sensitive=True,
    )
    all_clocks = clocks(request, PARAMETERS)
    top = headline(all_clocks, request)

    assert {clock.parameter.regime for clock in all_clocks} == set(EVERY_LAW)
    assert top is not None
    assert (top.clock.parameter.regime, top.on) == (RuleRegime.KOREA, date(2026, 2, 16))
    assert top.is_certain


def test_binding_law_comes_before_an_earlier_recommendation() -> None:
    request = replace(
        made(RuleRegime.EU, RequestType.ACCESS, received_on=date(2026, 3, 30)),
        regimes=(RuleRegime.CHINA, RuleRegime.CALIFORNIA),
        acknowledged_on=date(2026, 3, 31),
    )
    all_clocks = clocks(request, PARAMETERS)
    top = headline(all_clocks, request)

    assert top is not None
    assert top.clock.parameter.id == "US-CA.know_delete_correct"
    loose = headline(tuple(c for c in all_clocks if not c.parameter.is_binding), request)
    assert loose is not None
    assert loose.on < top.on


def test_a_clock_that_cannot_be_counted_leaves_the_others_and_the_headline_uncertain() -> None:
    request = replace(
        made(RuleRegime.CHINA, RequestType.DELETE, received_on=date(2026, 12, 18)),
        regimes=(RuleRegime.CHINA, RuleRegime.KOREA),
        is_about_sensitive=True,
    )
    by_id = found(request)
    top = headline(clocks(request, PARAMETERS), request)

    refusal = by_id["CN.auto.delete_sensitive"].refusal
    assert isinstance(refusal, HolidaysUnknownError)
    assert (refusal.calendar, refusal.year) == ("CN", 2027)
    assert by_id["CN.auto.delete_sensitive"].deadline is None
    assert top is not None
    assert top.on == date(2026, 12, 28)
    assert not top.is_certain


def test_a_missing_member_state_is_a_reason_of_its_own() -> None:
    request = made(RuleRegime.EU, RequestType.ACCESS, member_state="")
    (clock,) = clocks(request, PARAMETERS)

    assert isinstance(clock.refusal, PlaceUnknownError)
    assert headline((clock,), request) is None


def test_a_confirmed_receipt_and_an_answer_end_their_clocks() -> None:
    request = made(RuleRegime.CALIFORNIA, RequestType.ACCESS)
    confirmed = replace(request, acknowledged_on=MONDAY)
    closed = replace(request, answer=answered(MONDAY))

    def top(one: Request) -> str | None:
        shown = headline(clocks(one, PARAMETERS), one)
        return shown.clock.parameter.id if shown else None

    assert top(request) == "US-CA.ack"
    assert top(confirmed) == "US-CA.know_delete_correct"
    assert top(closed) is None


# ------------------------------------------------------------------------- extensions


@pytest.mark.parametrize(
    ("extension", "by"),
    [
        (None, date(2026, 4, 2)),
        (Extension(until=date(2026, 5, 20), told_on=date(2026, 4, 2)), date(2026, 5, 20)),
        (Extension(until=date(2026, 6, 2), told_on=date(2026, 3, 10)), date(2026, 6, 2)),
        (Extension(until=date(2026, 6, 3), told_on=date(2026, 3, 10)), date(2026, 4, 2)),
        (Extension(until=date(2026, 5, 20), told_on=date(2026, 4, 3)), date(2026, 4, 2)),
        (Extension(until=date(2026, 5, 20)), date(2026, 4, 2)),
        # Told to end before the law's own last day: the law's day stays.
        (Extension(until=date(2026, 3, 20), told_on=date(2026, 3, 10)), date(2026, 4, 2)),
    ],
)
def test_only_an_extension_that_was_told_in_time_and_is_not_too_long_counts(
    extension: Extension | None, by: date
) -> None:
    request = made(RuleRegime.EU, RequestType.ACCESS, extension=extension)
    clock = deadline("EU.gdpr.any", request)

    assert answer_by(clock, request) == by
    top = headline(clocks(request, PARAMETERS), request)
    assert top is not None
    assert top.on == by


def test_an_extension_changes_no_law_that_knows_none() -> None:
    request = made(
        RuleRegime.KOREA,
        RequestType.ACCESS,
        extension=Extension(until=date(2026, 5, 1), told_on=MONDAY),
    )

    assert answer_by(deadline("KR.access_correct_delete_suspend", request), request) == date(
        2026, 3, 12
    )


def test_an_extension_into_an_unknown_year_is_neither_accepted_nor_called_late() -> None:
    request = made(
        RuleRegime.EU,
        RequestType.ACCESS,
        received_on=date(2027, 11, 2),
        extension=Extension(until=date(2028, 1, 20), told_on=date(2027, 11, 10)),
    )
    clock = deadline("EU.gdpr.any", request)

    assert (clock.due_on, clock.extendable_to) == (date(2027, 12, 2), None)
    with pytest.raises(HolidaysUnknownError):
        answer_by(clock, request)
    top = headline(clocks(request, PARAMETERS), request)
    assert top is not None
    assert (top.on, top.is_certain) == (date(2027, 12, 2), False)


# ------------------------------------------------------------------------- every request


DATES = st.dates(date(2020, 1, 1), date(2028, 12, 31))


@given(DATES, st.sampled_from(RequestType), st.booleans(), st.sampled_from(["", "DE", "FR", "XX"]))
def test_every_clock_ends_after_its_start_or_says_why_not(
    received_on: date, type_: RequestType, is_sensitive: bool, member_state: str
) -> None:
    request = replace(
        made(RuleRegime.EU, type_, received_on=received_on, member_state=member_state),
        regimes=EVERY_LAW,
        is_about_sensitive=is_sensitive,
    )
    for clock in clocks(request, PARAMETERS):
        assert (clock.deadline is None) is (clock.refusal is not None)
        if clock.deadline is None:
            continue
        assert (clock.deadline.due_on is None) is (clock.deadline.state is not ClockState.COUNTED)
        if clock.deadline.due_on is not None:
            assert clock.deadline.due_on > received_on
            assert clock.deadline.steps[0].reason is Reason.STARTED
            assert clock.deadline.steps[-1].reason is Reason.LAST_DAY
            assert clock.deadline.steps[-1].on == clock.deadline.due_on
        if clock.deadline.extendable_to is not None and clock.deadline.due_on is not None:
            assert clock.deadline.extendable_to > clock.deadline.due_on
    top = headline(clocks(request, PARAMETERS), request)
    if top is not None and top.clock.parameter.is_binding:
        ends = [
            clock.deadline.due_on
            for clock in clocks(request, PARAMETERS)
            if clock.deadline and clock.deadline.due_on and clock.parameter.is_binding
        ]
        assert top.on == min(ends)


@given(DATES, st.integers(0, 60), st.sampled_from(RequestType))
def test_a_request_that_came_later_is_never_due_earlier(
    received_on: date, later: int, type_: RequestType
) -> None:
    def ends(on: date) -> dict[str, date]:
        request = replace(
            made(RuleRegime.EU, type_, received_on=on, is_about_sensitive=True), regimes=EVERY_LAW
        )
        return {
            clock.parameter.id: clock.deadline.due_on
            for clock in clocks(request, PARAMETERS)
            if clock.deadline and clock.deadline.due_on
        }

    first, second = ends(received_on), ends(received_on + timedelta(days=later))
    assert all(second[name] >= first[name] for name in first.keys() & second.keys())
