"""Where data goes: what the notice declares and the answers let through, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice, NotStated, Practice, Reach, Regime
from ownerapp.domain.notice_codes import ApprovalStatus, Mode, TransferMechanism
from ownerapp.domain.notice_facts import Approval
from ownerapp.presentation.flow_page import FlowPresenter, FlowState, Gate
from tests.support import records
from tests.support.choice_views import ENGLISH, choice_on, view

ZONE = ZoneInfo("Asia/Shanghai")
RESEARCH = PracticeId("battery-health-research")
SHIPPED = (
    "cn-reference-ev", "eu-reference-ev", "us-ca-reference-ev", "tesla-cn-compiled",
    "byd-cn-compiled", "nio-cn-compiled", "lotus-cn-compiled",
)  # fmt: skip


def state_of(notice: Notice, *on: PracticeId, status: Status = Status.GIVEN) -> FlowState:
    choices = [
        choice_on(item, status if item.id in on else Status.UNDECIDED, notice)
        for item in notice.optional()
    ]
    return FlowPresenter(view(notice, choices), language=ENGLISH, zone=ZONE).state()


def with_practices(*practices: Practice, regime: Regime = Regime.CHINA) -> Notice:
    notice = records.shipped_notice("cn-reference-ev")
    return replace(notice, practices=practices, regime=regime)


def pattern() -> Practice:
    return next(
        item for item in records.shipped_notice("cn-reference-ev").practices if item.id == RESEARCH
    )


@pytest.mark.parametrize("pack", SHIPPED)
def test_every_collection_has_one_row_and_the_table_says_the_same(pack: str) -> None:
    notice = records.shipped_notice(pack)
    state = state_of(notice)

    assert sorted(row.practice for row in state.rows) == sorted(p.id for p in notice.practices)
    assert len(state.table) == len(state.rows)
    for row, told in zip(state.rows, state.table, strict=True):
        assert told[0] == row.choice_word
        assert not row.border or row.border in told
        assert all(receiver in told[-1] for receiver in row.outside)
        assert all(told)


def test_the_rows_are_sorted_by_how_far_data_travels() -> None:
    reaches = [row.reach for row in state_of(records.shipped_notice("cn-reference-ev")).rows]

    assert reaches == sorted(reaches, key=lambda reach: -3 if reach is None else -reach)


def test_with_everything_off_nothing_leaves_the_country() -> None:
    state = state_of(records.shipped_notice("cn-reference-ev"))

    assert state.intro == (
        "By the notice and your choices, nothing leaves mainland China now. "
        "1 collection would, if you turned it on."
    )


def test_a_yes_lets_it_leave_and_withdrawing_stops_it() -> None:
    notice = records.shipped_notice("cn-reference-ev")

    assert "1 collection leaves mainland China now" in state_of(notice, RESEARCH).intro
    for status in (Status.WITHDRAWN, Status.REFUSED, Status.EXPIRED, Status.SUPERSEDED):
        assert "nothing leaves" in state_of(notice, RESEARCH, status=status).intro


@pytest.mark.parametrize(
    ("regime", "place"),
    [
        (Regime.CHINA, "mainland China"),
        (Regime.EU, "the EU and EEA"),
        (Regime.CALIFORNIA, "the United States"),
    ],
)
def test_each_regime_names_its_own_lanes(regime: Regime, place: str) -> None:
    state = state_of(with_practices(pattern(), regime=regime))

    assert place in state.intro
    assert state.lanes[1].casefold() in place.casefold()
    assert state.lanes[2].casefold() == f"outside {place}".casefold()


REACHES = st.sampled_from([*Reach, NotStated.NOT_STATED])
MODES = st.sampled_from([*Mode, NotStated.NOT_STATED])


@given(st.lists(st.tuples(REACHES, MODES, st.booleans()), min_size=1, max_size=8))
def test_the_sentence_never_says_nothing_while_something_may_leave(
    kinds: list[tuple[Reach | NotStated, Mode | NotStated, bool]],
) -> None:
    practices = [
        replace(pattern(), id=PracticeId(f"p{number}"), reach=reach, mode=mode)
        for number, (reach, mode, _on) in enumerate(kinds)
    ]
    on = [p.id for p, (_reach, mode, is_on) in zip(practices, kinds, strict=True) if is_on]
    intro = state_of(with_practices(*practices), *on).intro
    leaves = [
        reach is Reach.ABROAD and (mode is not Mode.OPTIONAL or is_on)
        for reach, mode, is_on in kinds
    ]
    is_open = any(reach is NotStated.NOT_STATED for reach, _mode, _on in kinds)

    assert ("nothing leaves" in intro) == (not any(leaves) and not is_open)
    assert ("not stated where" in intro) == is_open
    if any(leaves):
        assert f"{sum(leaves)} collection" in intro


def border_of(**changes: object) -> tuple[Gate, str]:
    [transfer] = pattern().transfers
    made = replace(pattern(), transfers=(replace(transfer, **changes),))  # type: ignore[arg-type]
    [row] = state_of(with_practices(made)).rows
    return row.border_gate, row.border


def test_the_gate_at_the_border_is_open_only_for_what_the_notice_states() -> None:
    given_ = Approval(ref="A-1", status=ApprovalStatus.PASSED, expires=date(2029, 8, 31))

    assert border_of(approved=given_) == (Gate.OPEN, "Approval A-1")
    assert border_of(approved=replace(given_, expires=date(2026, 11, 19)))[0] is Gate.SHUT
    assert border_of(approved=replace(given_, expires=date(2026, 11, 20)))[0] is Gate.OPEN
    assert border_of(approved=replace(given_, status=ApprovalStatus.PENDING))[0] is Gate.SHUT
    assert border_of(approved=replace(given_, status=ApprovalStatus.REFUSED))[0] is Gate.SHUT
    assert border_of(approved=None, approval="", route=None) == (
        Gate.UNSTATED,
        "No approval is stated",
    )
    assert border_of(approved=None, approval="", route=TransferMechanism.NONE)[0] is Gate.UNSTATED
    assert border_of(approved=None, approval="", route=TransferMechanism.SCC)[0] is Gate.OPEN


def test_one_transfer_without_a_route_keeps_the_gate_from_being_open() -> None:
    [transfer] = pattern().transfers
    bare = replace(transfer, approved=None, approval="", route=None)
    [row] = state_of(with_practices(replace(pattern(), transfers=(transfer, bare)))).rows

    assert row.border_gate is Gate.UNSTATED


def test_what_the_notice_leaves_open_is_shown_as_open() -> None:
    state = state_of(records.shipped_notice("byd-cn-compiled"))
    unknown = [row for row in state.rows if row.reach is None]

    assert unknown
    assert all(row.border_gate is Gate.UNSTATED for row in unknown)
    assert "not stated where" in state.intro


def test_the_table_says_that_nothing_is_sent_there_only_where_the_notice_says_so() -> None:
    notice = records.shipped_notice("byd-cn-compiled")
    state = state_of(with_practices(*(replace(pattern(), reach=reach) for reach in Reach)))
    at_home = {
        row.reach: told[-1]
        for row, told in zip(state.rows, state.table, strict=True)
        if row.reach != 2
    }
    assert at_home == {0: "Not sent there", 1: "Not sent there"}
    state = state_of(notice)
    for row, told in zip(state.rows, state.table, strict=True):
        assert row.reach is not None or "Not sent there" not in told
