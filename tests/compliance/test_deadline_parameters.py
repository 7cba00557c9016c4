"""The numbers of the law: what the shipped file says, each with its source."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest

from ownerapp.compliance.deadlines.calendars import work_calendar
from ownerapp.compliance.deadlines.parameters import (
    CoolDown,
    GradeMark,
    NoNumber,
    Parameter,
    Parameters,
    Period,
    Place,
    Unit,
)
from ownerapp.domain.finding import Grade, RuleRegime
from ownerapp.domain.request import RequestType
from ownerapp.domain.term import Term
from ownerapp.packs.deadlines import deadline_parameters
from ownerapp.resources import resource_path

PARAMETERS = deadline_parameters()
DAYS, WORKING_DAYS, MONTHS = Unit.DAY, Unit.WORKING_DAY, Unit.MONTH
# Section 6 of the design's legal reference, as it stands there.
DESIGN: dict[str, tuple[int, Unit] | NoNumber] = {
    "CN.auto.delete_sensitive": (10, WORKING_DAYS),
    "CN.pipl.any": NoNumber.PROMPTLY,
    "CN.app.correct_delete": (15, WORKING_DAYS),
    "CN.35273.any": (30, DAYS),
    "EU.gdpr.any": (1, MONTHS),
    "EU.data_act.any": NoNumber.WITHOUT_UNDUE_DELAY,
    "UK.gdpr.any": (1, MONTHS),
    "UK.complaint.ack": (30, DAYS),
    "US-CA.know_delete_correct": (45, DAYS),
    "US-CA.ack": (10, WORKING_DAYS),
    "US-CA.optout_limit": (15, WORKING_DAYS),
    "US-CA.sb1394": (2, WORKING_DAYS),
    "KR.access_correct_delete_suspend": (10, DAYS),
    "JP.any": NoNumber.WITHOUT_DELAY,
    "BR.access_full": (15, DAYS),
}


def said(parameter: Parameter) -> tuple[int, Unit] | NoNumber | None:
    if parameter.period is None:
        return parameter.no_number
    return parameter.period.n, parameter.period.unit


def test_every_number_of_the_design_is_there_as_it_stands_there() -> None:
    assert {name: said(PARAMETERS.deadline(name)) for name in DESIGN} == DESIGN


@pytest.mark.parametrize("parameter", PARAMETERS.deadlines, ids=lambda item: item.id)
def test_every_deadline_says_where_it_comes_from_and_how_that_was_read(
    parameter: Parameter,
) -> None:
    assert parameter.article
    assert parameter.source
    assert re.fullmatch(r"20\d\d-\d\d", parameter.checked_on)
    assert parameter.requests
    # A number or a word, never both and never neither.
    assert (parameter.period is None) is not (parameter.no_number is None)
    assert (parameter.counting_grade is None) is not (
        parameter.period is not None or parameter.target is not None
    )
    if parameter.calendar and parameter.calendar not in set(Place):
        assert work_calendar(parameter.calendar).code == parameter.calendar
    if parameter.period and parameter.period.unit is WORKING_DAYS:
        assert parameter.calendar


def test_ids_are_told_apart() -> None:
    ids = [item.id for item in PARAMETERS.deadlines]
    ids += [item.id for item in PARAMETERS.cool_downs]

    assert len(set(ids)) == len(ids)


def test_only_the_recommended_standard_does_not_bind() -> None:
    assert [item.id for item in PARAMETERS.deadlines if not item.is_binding] == ["CN.35273.any"]


def test_what_law_extends_and_what_law_pauses() -> None:
    extended = {item.id: item.extension.total for item in PARAMETERS.deadlines if item.extension}

    assert extended == {
        "EU.gdpr.any": Period(n=3, unit=MONTHS),
        "UK.gdpr.any": Period(n=3, unit=MONTHS),
        "US-CA.know_delete_correct": Period(n=90, unit=DAYS),
    }
    assert [item.id for item in PARAMETERS.deadlines if item.is_pausable] == ["UK.gdpr.any"]


def test_every_kind_of_request_has_a_clock_in_some_law() -> None:
    covered = {type_ for item in PARAMETERS.deadlines for type_ in item.requests}

    assert covered == set(RequestType)


def test_a_grade_is_never_higher_than_the_weaker_source() -> None:
    grades = {item.id: item.weakest_grade for item in PARAMETERS.deadlines}

    assert grades["CN.auto.delete_sensitive"] is Grade.KNOWLEDGE
    assert grades["EU.gdpr.any"] is Grade.KNOWLEDGE  # the month count
    assert grades["UK.gdpr.any"] is Grade.SUMMARY
    assert grades["CN.pipl.any"] is Grade.TEXT
    assert [mark.grade for mark in GradeMark] == [Grade.TEXT, Grade.SUMMARY, Grade.KNOWLEDGE]


def test_cool_downs_thresholds_terms_and_the_report_day_are_the_designs() -> None:
    cool_downs = {item.regime: (item.period, item.is_binding) for item in PARAMETERS.cool_downs}
    thresholds = PARAMETERS.export_thresholds_cn

    assert cool_downs == {
        RuleRegime.CHINA: (Period(n=48, unit=Unit.HOUR), False),
        RuleRegime.EU: (None, False),
        RuleRegime.CALIFORNIA: (Period(n=12, unit=MONTHS), True),
    }
    assert (
        thresholds.exempt_below,
        thresholds.contract_or_certificate_below,
        thresholds.sensitive_assessment_from,
        (thresholds.count_from_month, thresholds.count_from_day),
    ) == (100_000, 1_000_000, 10_000, (1, 1))
    # No "always" for sensitive items in the Chinese profile.
    assert set(PARAMETERS.consent_terms_cn.terms) == set(Term) - {Term.OPEN}
    assert (PARAMETERS.report_reminder_cn.month, PARAMETERS.report_reminder_cn.day) == (12, 15)
    assert PARAMETERS.precise_location_us_ca.feet == 1850


def keys(value: Any) -> set[str]:
    """Return all keys of nested JSON."""
    if isinstance(value, list):
        return set().union(*(keys(item) for item in value))
    if isinstance(value, dict):
        return set(value) | set().union(*(keys(item) for item in value.values()))
    return set()


def test_the_file_has_no_key_that_nothing_reads() -> None:
    path = resource_path("deadlines", "deadlines.json")
    known = {
        field.name for kind in (Parameters, Parameter, CoolDown, Period) for field in fields(kind)
    } | {"total", "terms", "feet", "month", "day"}
    thresholds = {field.name for field in fields(type(PARAMETERS.export_thresholds_cn))}

    assert keys(json.loads(path.read_text(encoding="utf-8"))) <= known | thresholds
