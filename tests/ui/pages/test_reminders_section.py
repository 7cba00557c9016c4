"""Reminders outside the window: only where they were ticked, and never with what is collected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui.notifying import Notifier
from ownerapp.ui.pages.settings import SettingsPage
from tests.support.desks import Place
from tests.support.windows import Shown, shown_window


@pytest.fixture
def soon(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    """The window half a day before a yes of seven days ends."""
    place.clock.move(days=6, hours=12)
    with shown_window(qapp, qtbot, place) as window:
        yield window


def section_page(shown: Shown) -> SettingsPage:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    shown.settle()
    return page


def press(shown: Shown, row: QWidget) -> None:
    row.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(row, Qt.Key.Key_Space)
    shown.wait_idle()
    shown.settle()
    shown.wait_idle()


def test_nothing_is_said_on_the_desktop_and_nothing_starts_unless_it_was_ticked(
    soon: Shown, place: Place
) -> None:
    page = section_page(soon)
    assert not page.reminders.desktop_row.isChecked()
    assert not page.reminders.sign_in_row.isChecked()
    assert place.autostart is not None
    assert (place.desktop.said, place.autostart.entry) == ([], None)


def test_a_notification_says_how_many_and_names_nothing_and_is_said_once(
    soon: Shown, place: Place
) -> None:
    page = section_page(soon)
    press(soon, page.reminders.desktop_row)
    assert place.desktop.said == [("ownerapp", "1 choice ends within a day.")]
    soon.home.remind()
    soon.wait_idle()
    assert len(place.desktop.said) == 1


def test_where_no_desktop_shows_notifications_the_window_goes_on(soon: Shown, place: Place) -> None:
    place.desktop.takes = False
    page = section_page(soon)
    press(soon, page.reminders.desktop_row)
    assert soon.home.findChild(Notifier) is not None
    assert not page.banner.isVisible()


def test_the_entry_at_sign_in_is_written_when_ticked_and_gone_when_unticked(
    soon: Shown, place: Place
) -> None:
    page = section_page(soon)
    assert place.autostart is not None
    press(soon, page.reminders.sign_in_row)
    assert place.autostart.is_on()
    assert page.reminders.sign_in_row.isChecked()
    assert "No window opens" in page.reminders.sign_in_row.accessibleDescription()
    press(soon, page.reminders.sign_in_row)
    assert not place.autostart.is_on()
    assert not page.reminders.sign_in_row.isChecked()


def test_what_the_desktop_turned_off_itself_is_shown_as_off(soon: Shown, place: Place) -> None:
    page = section_page(soon)
    press(soon, page.reminders.sign_in_row)
    assert place.autostart is not None
    place.autostart.turn_off()
    page.prepare()
    soon.wait_idle()
    assert not page.reminders.sign_in_row.isChecked()


def test_where_a_passphrase_opens_the_data_the_tick_says_why_it_is_no_use(
    soon: Shown, place: Place
) -> None:
    page = section_page(soon)
    page.reminders.show_sign_in(is_on=False, asks=True)
    assert not page.reminders.sign_in_row.isEnabled()
    assert "passphrase" in page.reminders.sign_in_row.accessibleDescription()
    page.reminders.show_sign_in(is_on=True, asks=True)
    assert page.reminders.sign_in_row.isEnabled()


def test_where_nothing_can_start_at_sign_in_the_tick_is_not_offered(
    soon: Shown, place: Place
) -> None:
    page = section_page(soon)
    assert page.reminders.sign_in_row.isVisibleTo(page)
    page.reminders.show_sign_in(is_on=None, asks=False)
    assert not page.reminders.sign_in_row.isVisibleTo(page)
