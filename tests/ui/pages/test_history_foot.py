"""The foot of the sidebar: how the history stands, a check now, and the way to the next step."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ownerapp.domain.errors import StoreBusyError
from ownerapp.domain.log import LogReport, LogState
from ownerapp.presentation.desk import Desk
from ownerapp.services.vehicles import Vehicles
from ownerapp.ui.pages.page import Page
from ownerapp.ui.widgets.nav import HistoryFoot
from tests.support.desks import CABIN, Place, commit, no
from tests.support.tampering import pretend_yes
from tests.support.windows import Shown


def foot(shown: Shown) -> HistoryFoot:
    return shown.window.sidebar.foot


def words(shown: Shown) -> str:
    return " ".join((foot(shown)._title.text(), foot(shown)._second.text()))


def test_a_check_is_made_when_asked_for_and_its_time_is_shown(place: Place, shown: Shown) -> None:
    shown.wait_idle()
    before = words(shown)
    assert "History intact" in before
    place.clock.move(hours=2)
    assert foot(shown).button.text() == "Check now"
    foot(shown).button.click()
    assert foot(shown).button.text() == "Checking"
    assert not foot(shown).button.isEnabled()
    shown.wait_idle()
    assert foot(shown).button.isEnabled()
    at = (shown.home.report().checked_at).astimezone(place.clock.zone())
    assert f"checked {at:%H:%M}" in words(shown)
    assert words(shown) != before
    assert place.clock.now() - shown.home.report().checked_at < timedelta(minutes=1)


def test_the_check_after_the_start_sets_back_what_was_changed_by_hand(
    place: Place, shown: Shown
) -> None:
    """Nobody pressed anything; the quick check at the start looks at no choice."""
    shown.wait_idle()
    opened = place.open()
    commit(opened, next(iter(Vehicles(opened).all())), no(CABIN))
    pretend_yes(opened, CABIN)
    shown.home._history._on_time()
    shown.wait_idle()
    assert shown.home.report().repaired


@pytest.mark.parametrize(
    "state", [LogState.ANCHOR_LOST, LogState.ROLLED_BACK, LogState.CUT, LogState.REWRITTEN]
)
def test_where_something_is_wrong_it_leads_to_what_to_do(
    place: Place, shown: Shown, state: LogState
) -> None:
    shown.wait_idle()
    shown.home.take_report(LogReport(state=state, size=3, checked_at=place.clock.now()))
    assert foot(shown).button.text() == "What to do"
    foot(shown).button.click()
    shown.wait_idle()
    page = shown.window.stack.currentWidget()
    assert page is shown.home.page("settings")
    assert shown.window.sidebar.nav.current_key() == "settings"


def test_a_check_that_cannot_run_says_so_and_may_be_asked_for_again(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_desk: Desk) -> LogReport:
        raise StoreBusyError(holder="")

    shown.wait_idle()
    monkeypatch.setattr(Desk, "check_history", busy)
    foot(shown).button.click()
    shown.wait_idle()
    assert foot(shown).button.text() == "Check now"
    assert foot(shown).button.isEnabled()
    page = shown.window.stack.currentWidget()
    assert isinstance(page, Page)
    assert page.banner.isVisible()


def test_in_a_narrow_sidebar_only_the_shape_is_left(shown: Shown) -> None:
    shown.wait_idle()
    shown.window.sidebar.set_compact(True)
    assert not foot(shown).button.isVisible()
    shown.window.sidebar.set_compact(False)
    assert foot(shown).button.isVisible()
