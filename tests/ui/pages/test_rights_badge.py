"""The row *My rights* is marked while an answer is due, where the window is to remind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.rights import RightAsked, Way
from ownerapp.services.rights import Wish
from ownerapp.ui.pages.names import RIGHTS
from ownerapp.ui.pages.settings import SettingsPage
from tests.support.desks import ENGLISH, Place
from tests.support.windows import Shown, shown_window


def ask(place: Place) -> None:
    desk = place.desk()
    draft = desk.rights.draft(
        desk.find_car(None), Wish(right=RightAsked.DELETE_OUTSIDE), language=ENGLISH
    )
    desk.rights.sent(draft.request.id, on=date(2026, 11, 20), by=Way.MAIL)
    desk.rights.arrived(draft.request.id, on=date(2026, 11, 20))
    desk.close()


def badge(shown: Shown) -> str:
    return shown.window.sidebar.nav.badge(RIGHTS)


@pytest.fixture
def overdue(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    """The window long after an answer was due."""
    ask(place)
    place.clock.move(days=90)
    with shown_window(qapp, qtbot, place) as window:
        yield window


def test_without_a_request_nothing_is_marked(shown: Shown) -> None:
    shown.qtbot.waitUntil(lambda: shown.home._rights_badge is not None, timeout=20_000)
    shown.wait_idle()
    assert badge(shown) == ""


def test_an_overdue_answer_is_told_by_the_row_before_the_page_is_visited(overdue: Shown) -> None:
    overdue.qtbot.waitUntil(lambda: bool(badge(overdue)), timeout=20_000)
    assert "overdue" in badge(overdue)
    overdue.speak("en-XA")
    assert "overdue" not in badge(overdue)
    overdue.speak("en")


def test_who_switched_reminders_off_sees_no_mark(overdue: Shown) -> None:
    overdue.qtbot.waitUntil(lambda: bool(badge(overdue)), timeout=20_000)
    page = overdue.go("settings")
    assert isinstance(page, SettingsPage)
    page.reminders.window_row.click()
    assert badge(overdue) == ""


def test_a_locked_window_tells_nothing_of_it(overdue: Shown) -> None:
    overdue.qtbot.waitUntil(lambda: bool(badge(overdue)), timeout=20_000)
    overdue.session.call(lambda desk: desk.set_lock("a long passphrase"))
    overdue.wait_idle()
    overdue.session.set_lockable(lockable=True)
    overdue.window.locking.lock()
    overdue.qtbot.waitUntil(overdue.window.locking.is_locked)
    assert badge(overdue) == ""


def test_the_mark_goes_once_the_answer_came(overdue: Shown) -> None:
    overdue.qtbot.waitUntil(lambda: bool(badge(overdue)), timeout=20_000)
    overdue.session.call(lambda desk: desk.rights.close(desk.rights.all()[0].request.id))
    overdue.wait_idle()
    overdue.go("rights")
    assert badge(overdue) == ""
