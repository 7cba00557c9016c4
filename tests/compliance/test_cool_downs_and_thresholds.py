"""Being asked again, the volumes of exports, and the day of the yearly report."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.compliance.deadlines.cool_down import quiet_after, report_reminder
from ownerapp.compliance.deadlines.export_volume import (
    ExportRoute,
    ExportVolume,
    count_from,
    least_mechanism_for_volume,
    mechanism_for_volume,
)
from ownerapp.compliance.deadlines.parameters import CoolDown, GradeMark, Period, Unit
from ownerapp.compliance.requests.asking_again import AskedAgain, check_asking_again
from ownerapp.compliance.requests.yearly_report import (
    ReportFacts,
    ReportPart,
    check_yearly_report,
)
from ownerapp.domain.finding import RuleRegime
from ownerapp.domain.notice_codes import TransferMechanism
from ownerapp.packs.deadlines import deadline_parameters

PARAMETERS = deadline_parameters()
THRESHOLDS = PARAMETERS.export_thresholds_cn
SHANGHAI = ZoneInfo("Asia/Shanghai")
LOS_ANGELES = ZoneInfo("America/Los_Angeles")
BERLIN = ZoneInfo("Europe/Berlin")
NO = datetime(2026, 2, 28, 12, tzinfo=UTC)


def rules(asked_at: datetime, regime: RuleRegime, zone: ZoneInfo) -> list[tuple[str, str]]:
    asked = AskedAgain(refused_at=NO, asked_at=asked_at, zone=zone)
    found = check_asking_again(asked, regimes=(regime,), parameters=PARAMETERS)
    return [(item.rule, item.code) for item in found]


@pytest.mark.rule("CN-N-05")
def test_in_china_nobody_is_asked_again_within_48_hours() -> None:
    too_soon = NO + timedelta(hours=47, minutes=59)

    assert rules(too_soon, RuleRegime.CHINA, SHANGHAI) == [("CN-N-05", "asked-too-soon")]
    assert rules(NO + timedelta(hours=48), RuleRegime.CHINA, SHANGHAI) == []


@pytest.mark.rule("US-C-14")
def test_in_california_nobody_is_asked_again_within_twelve_months() -> None:
    refused = datetime(2026, 2, 28, 4, tzinfo=LOS_ANGELES)
    again = datetime(2027, 2, 28, 4, tzinfo=LOS_ANGELES)

    assert refused == NO
    assert rules(again - timedelta(minutes=1), RuleRegime.CALIFORNIA, LOS_ANGELES) == [
        ("US-C-14", "asked-too-soon")
    ]
    assert rules(again, RuleRegime.CALIFORNIA, LOS_ANGELES) == []


@pytest.mark.parametrize("regime", [RuleRegime.EU, RuleRegime.KOREA])
def test_where_no_law_gives_a_number_none_is_invented(regime: RuleRegime) -> None:
    quiet = quiet_after(NO, regime, BERLIN, PARAMETERS)

    assert quiet is None or quiet.until is None
    assert rules(NO, regime, BERLIN) == []


def test_the_customary_48_hours_are_no_binding_law() -> None:
    quiet = quiet_after(NO, RuleRegime.CHINA, SHANGHAI, PARAMETERS)

    assert quiet is not None
    assert not quiet.cool_down.is_binding
    assert quiet.until == NO + timedelta(hours=48)


def test_hours_run_through_a_change_of_the_clocks_and_days_and_months_over_it() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=BERLIN)  # the night after loses an hour

    def until(n: int, unit: Unit) -> datetime:
        cool_down = CoolDown(
            id="test", regime=RuleRegime.CHINA, article="", source="", grade=GradeMark.TEXT,
            checked_on="2026-08", period=Period(n=n, unit=unit),
        )  # fmt: skip
        changed = type(PARAMETERS)(
            **{name: getattr(PARAMETERS, name) for name in PARAMETERS.__slots__}
            | {"cool_downs": (cool_down,)}
        )
        quiet = quiet_after(before, RuleRegime.CHINA, BERLIN, changed)
        assert quiet is not None
        assert quiet.until is not None
        return quiet.until.astimezone(BERLIN)

    assert until(48, Unit.HOUR).hour == 13
    assert until(2, Unit.DAY) == datetime(2026, 3, 30, 12, tzinfo=BERLIN)
    assert until(12, Unit.MONTH) == datetime(2027, 3, 28, 12, tzinfo=BERLIN)


# ------------------------------------------------------------------------- exports


@pytest.mark.rule("CN-X-01")
@pytest.mark.parametrize(
    ("people", "sensitive", "route"),
    [
        (0, 0, ExportRoute.EXEMPT),
        (99_999, 0, ExportRoute.EXEMPT),
        (100_000, 0, ExportRoute.CONTRACT_OR_CERTIFICATE),
        (999_999, 0, ExportRoute.CONTRACT_OR_CERTIFICATE),
        (1_000_000, 0, ExportRoute.ASSESSMENT),
        (0, 1, ExportRoute.CONTRACT_OR_CERTIFICATE),
        (0, 9_999, ExportRoute.CONTRACT_OR_CERTIFICATE),
        (0, 10_000, ExportRoute.ASSESSMENT),
        (99_999, 1, ExportRoute.CONTRACT_OR_CERTIFICATE),
        (1_000_000, 10_000, ExportRoute.ASSESSMENT),
    ],
)
def test_the_number_of_people_decides_the_route(
    people: int, sensitive: int, route: ExportRoute
) -> None:
    volume = ExportVolume(people=people, sensitive_people=sensitive)

    assert mechanism_for_volume(volume, THRESHOLDS) is route
    assert least_mechanism_for_volume(volume, THRESHOLDS) is route


@pytest.mark.rule("CN-X-01")
def test_important_data_and_critical_operators_need_the_assessment() -> None:
    none = ExportVolume(people=0, sensitive_people=0, has_important_data=True)
    one = ExportVolume(people=1, sensitive_people=0, is_critical_operator=True)
    nobody = ExportVolume(people=0, sensitive_people=0, is_critical_operator=True)

    assert mechanism_for_volume(none, THRESHOLDS) is ExportRoute.ASSESSMENT
    assert mechanism_for_volume(one, THRESHOLDS) is ExportRoute.ASSESSMENT
    assert mechanism_for_volume(nobody, THRESHOLDS) is ExportRoute.EXEMPT


@pytest.mark.rule("CN-X-01")
def test_a_weaker_mechanism_than_the_route_does_not_meet_it() -> None:
    met = {
        route: {mechanism for mechanism in TransferMechanism if route.is_met_by(mechanism)}
        for route in ExportRoute
    }
    assessment = {TransferMechanism.CAC_ASSESSMENT, TransferMechanism.TREATY}
    contract = {TransferMechanism.STANDARD_CONTRACT, TransferMechanism.CERTIFICATION}

    assert met == {
        ExportRoute.ASSESSMENT: assessment,
        ExportRoute.CONTRACT_OR_CERTIFICATE: assessment | contract,
        ExportRoute.EXEMPT: assessment | contract | {TransferMechanism.EXEMPT},
    }


@pytest.mark.parametrize(
    ("volume", "route", "least"),
    [
        (ExportVolume(people=None, sensitive_people=0), None, ExportRoute.EXEMPT),
        (ExportVolume(people=5, sensitive_people=None), None, ExportRoute.EXEMPT),
        (
            ExportVolume(people=None, sensitive_people=5),
            None,
            ExportRoute.CONTRACT_OR_CERTIFICATE,
        ),
        # What is not known cannot change an answer that is already the strongest.
        (
            ExportVolume(people=None, sensitive_people=10_000),
            ExportRoute.ASSESSMENT,
            ExportRoute.ASSESSMENT,
        ),
        (
            ExportVolume(people=5, sensitive_people=0, has_important_data=None),
            None,
            ExportRoute.EXEMPT,
        ),
        (
            ExportVolume(people=5, sensitive_people=0, is_critical_operator=None),
            None,
            ExportRoute.EXEMPT,
        ),
        (
            ExportVolume(people=0, sensitive_people=0, is_critical_operator=None),
            ExportRoute.EXEMPT,
            ExportRoute.EXEMPT,
        ),
    ],
)
def test_a_number_that_is_not_known_is_not_filled_in(
    volume: ExportVolume, route: ExportRoute | None, least: ExportRoute
) -> None:
    assert mechanism_for_volume(volume, THRESHOLDS) is route
    assert least_mechanism_for_volume(volume, THRESHOLDS) is least


@given(st.integers(0, 2_000_000), st.integers(0, 20_000), st.integers(0, 100), st.booleans())
def test_more_people_never_make_a_route_weaker(
    people: int, sensitive: int, more: int, is_critical: bool
) -> None:
    strength = list(ExportRoute).index
    less = ExportVolume(people=people, sensitive_people=sensitive, is_critical_operator=is_critical)
    larger = ExportVolume(
        people=people + more, sensitive_people=sensitive + more, is_critical_operator=is_critical
    )

    assert strength(least_mechanism_for_volume(larger, THRESHOLDS)) >= strength(
        least_mechanism_for_volume(less, THRESHOLDS)
    )


def test_people_are_counted_since_the_first_of_january() -> None:
    assert count_from(date(2026, 11, 21), THRESHOLDS) == date(2026, 1, 1)


# ------------------------------------------------------------------------- the yearly report

ALL_PARTS = dict.fromkeys(ReportPart, ("something",))
REPORT_DAY = date(2026, 12, 15)


@pytest.mark.rule("CN-AD-36")
def test_the_report_needs_every_part_and_its_reminder_on_15_december() -> None:
    complete = ReportFacts(year=2026, parts=ALL_PARTS, reminder_on=REPORT_DAY)

    assert report_reminder(2026, PARAMETERS) == REPORT_DAY
    assert check_yearly_report(complete, parameters=PARAMETERS) == ()


@pytest.mark.rule("CN-AD-36")
@pytest.mark.parametrize("part", ReportPart)
def test_a_part_of_the_report_that_is_not_known_is_found(part: ReportPart) -> None:
    without = {kept: facts for kept, facts in ALL_PARTS.items() if kept is not part}
    facts = ReportFacts(year=2026, parts=without, reminder_on=REPORT_DAY)
    (found,) = check_yearly_report(facts, parameters=PARAMETERS)

    assert (found.rule, found.code, dict(found.facts)) == (
        "CN-AD-36", "part-missing", {"part": part}
    )  # fmt: skip


@pytest.mark.rule("CN-AD-36")
def test_a_part_that_is_known_to_be_empty_is_there() -> None:
    facts = ReportFacts(
        year=2026, parts=ALL_PARTS | {ReportPart.EXPORTS: ()}, reminder_on=REPORT_DAY
    )

    assert check_yearly_report(facts, parameters=PARAMETERS) == ()


@pytest.mark.rule("CN-AD-36")
@pytest.mark.parametrize("on", [None, date(2026, 12, 16)])
def test_a_reminder_on_another_day_is_found(on: date | None) -> None:
    facts = ReportFacts(year=2026, parts=ALL_PARTS, reminder_on=on)
    (found,) = check_yearly_report(facts, parameters=PARAMETERS)

    assert found.code == "reminder-differs"
    assert found.facts["due"] == "2026-12-15"


def test_every_cool_down_names_the_rules_that_look_at_it() -> None:
    named = {item.regime: item.rules for item in PARAMETERS.cool_downs}

    for regime, asked in product(named, [NO]):
        assert [rule for rule, _code in rules(asked, regime, BERLIN)] == list(named[regime])
