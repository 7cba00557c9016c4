"""While the pages of a kit, a letter or a card are drawn, whoever waits can stop that."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ownerapp.domain.rights import RightAsked
from ownerapp.presentation.backup_desk import BackupDesk
from ownerapp.presentation.car_desk import CarDesk
from ownerapp.presentation.rights_desk import RightsDesk
from ownerapp.ui.dialogs.card_sheet import CardSheet
from ownerapp.ui.dialogs.kit_sheet import KitSheet
from ownerapp.ui.dialogs.preview_sheet import PreviewSheet
from ownerapp.ui.dialogs.request_sheet import RequestSheet
from ownerapp.ui.pages.request_card import Act
from ownerapp.ui.pages.rights import RightsPage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.pages.this_car import ThisCarPage
from tests.support.windows import Shown

Let = Callable[[], None]


@pytest.fixture
def let_go(monkeypatch: pytest.MonkeyPatch) -> Iterator[Let]:
    """Make every drawing wait; what is returned lets all of them go on."""
    gate = threading.Event()

    def pages(*_arguments: object, **_options: object) -> Callable[[], tuple[bytes, ...]]:
        def draw() -> tuple[bytes, ...]:
            gate.wait(20)
            return (b"",)

        return draw

    monkeypatch.setattr(BackupDesk, "recovery_pages", pages)
    monkeypatch.setattr(CarDesk, "card_pages", pages)
    monkeypatch.setattr(RightsDesk, "letter_pages", pages)
    yield gate.set
    gate.set()


def previews(shown: Shown) -> list[PreviewSheet]:
    return shown.window.findChildren(PreviewSheet)


def test_the_kit_stays_and_its_pages_do_not_come_after_cancel(shown: Shown, let_go: Let) -> None:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    page.backup.kit_button.click()
    shown.wait_idle()
    sheet = page.backup_part.sheet()
    assert isinstance(sheet, KitSheet)
    sheet.print_button.click()
    assert not sheet.print_button.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()
    assert sheet.has_code()
    assert sheet.print_button.isEnabled()
    let_go()
    shown.wait_idle()
    shown.settle()
    assert previews(shown) == []

    sheet.cancel_button.click()
    assert not sheet.isVisible()


def test_the_pages_of_a_letter_can_be_stopped_where_it_is_said_that_they_take_long(
    shown: Shown, let_go: Let
) -> None:
    page = shown.go("rights")
    assert isinstance(page, RightsPage)
    page.new_button.click()
    shown.wait_idle()
    sheet = page.sheet()
    assert isinstance(sheet, RequestSheet)
    sheet.rights.pick(RightAsked.ACCESS.value)
    sheet.write_button.click()
    shown.wait_idle()
    shown.settle()
    page.cards[0].buttons[Act.PRINT].click()
    shown.qtbot.waitUntil(lambda: page.said.text() == "Drawing the pages", timeout=10_000)
    page.said.link_pressed.emit()
    assert not page.said.isVisible()
    let_go()
    shown.wait_idle()
    shown.settle()
    assert previews(shown) == []


def test_a_card_is_not_printed_while_another_one_is_drawn_and_can_be_left(
    shown: Shown, let_go: Let
) -> None:
    page = shown.go("this-car")
    assert isinstance(page, ThisCarPage)
    page.card.button.click()
    sheet = shown.home.deeds().sheet()
    assert isinstance(sheet, CardSheet)
    assert not sheet.print_button.isEnabled()
    sheet.close_button.click()
    assert not sheet.isVisible()
    let_go()
    shown.wait_idle()
