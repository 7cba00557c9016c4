"""The steps of a hand-over: what they say about whom to ask, and never against one another."""

from __future__ import annotations

from dataclasses import replace

from ownerapp.domain.handover import Occasion
from ownerapp.domain.ids import Language
from ownerapp.domain.notice import Notice, Origin
from ownerapp.presentation.handover_page import Step, step_state
from ownerapp.services.handover import HandoverPlan
from tests.support import records
from tests.support.store_values import VEHICLE


def lines_of(notice: Notice) -> tuple[str, ...]:
    plan = HandoverPlan(
        vehicle=VEHICLE, notice=notice, occasion=Occasion.SOLD, tasks=(), closing=()
    )
    return step_state(Step.REQUESTS, plan, Language("en")).lines


def test_a_reference_notice_names_nobody_whom_the_next_line_tells_to_ask() -> None:
    assert lines_of(records.shipped_notice("cn-reference-ev")) == (
        "What left the car is not deleted with it. Who holds it has to be asked.",
        "A reference notice describes no real car, so nobody in it can be asked.",
    )


def test_the_notice_of_a_real_car_says_whom_to_ask_and_how() -> None:
    notice = replace(records.shipped_notice("cn-reference-ev"), origin=Origin.ISSUER)
    _why, whom, how, what = lines_of(notice)
    assert "privacy@example-motors.example" in whom
    assert how.startswith("Ask the user rights contact")
    assert what.startswith("Ask them to delete")
