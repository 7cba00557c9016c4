"""A yes is given only to a text that was on screen from its beginning to its end."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.choice import Status
from ownerapp.domain.settings import Theme
from ownerapp.presentation.choices_page import ChoicesPresenter
from ownerapp.presentation.voice import notice_language
from ownerapp.ui import fonts
from ownerapp.ui.dialogs.ask_controls import AskControls
from ownerapp.ui.dialogs.ask_sheet import AskSheet
from ownerapp.ui.languages import Languages
from ownerapp.ui.pages.choice_card import ChoiceCard
from ownerapp.ui.pages.choices import ChoicesPage
from tests.support import records
from tests.support.choice_views import view
from tests.support.desks import CABIN, DRIVING
from tests.support.windows import Shown

HINT = "Read to the end first"
REFERENCE, LEAST = (1180, 760), (960, 640)
Press = Callable[[QAbstractButton], None]


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_space(button: QAbstractButton) -> None:
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)


def scroll_area(part: QWidget) -> QScrollArea:
    found = part.findChild(QScrollArea)
    assert isinstance(found, QScrollArea)
    return found


def status(shown: Shown, practice: str) -> Status:
    seen = shown.home.view()
    assert seen is not None
    return next(item.status for item in seen.choices if item.practice.id == practice)


@pytest.fixture
def page(shown: Shown) -> ChoicesPage:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    return page


@pytest.fixture
def sheet(shown: Shown, page: ChoicesPage) -> AskSheet:
    """The sheet of a sensitive practice in the least window, where it has to scroll."""
    shown.window.resize(*LEAST)
    card = card_of(page, CABIN)
    assert card.toggle is not None
    card.toggle.click()
    shown.wait_idle()
    card.toggle.click()
    found = shown.home.flow().sheet()
    assert found is not None
    shown.settle()
    assert scroll_area(found).verticalScrollBar().maximum() > 0
    return found


def card_of(page: ChoicesPage, practice: str) -> ChoiceCard:
    return next(c for c in page.cards() if c.state_shown().practice == practice)


def choose_a_term(controls: AskControls) -> None:
    click(controls.tiles.tiles()[1])
    assert controls.tiles.chosen_key() is not None


def press_until_answered(shown: Shown, controls: AskControls, press: Press) -> int:
    """Return how many presses it took."""
    answers: list[object] = []
    controls.answered.connect(answers.append)
    pair = controls.pair
    for count in range(1, 20):
        press(pair.agree_button)
        if answers:
            return count
        assert controls.tiles.hint_shown() == HINT
        assert pair.agree_button.isEnabled()
        assert pair.refuse_button.size() == pair.agree_button.size()
        shown.settle()
    raise AssertionError


@pytest.mark.rule("CN-AD-24")
@pytest.mark.parametrize(
    ("pack", "language"), [*product(("cn-reference-ev", "eu-reference-ev"), ("en", "zh_Hans"))]
)
def test_every_shipped_question_fits_the_reference_window(
    qapp: QApplication, qtbot: QtBot, pack: str, language: str
) -> None:
    fonts.load_first()
    fonts.load_rest(qapp)
    Languages(qapp).use(language)
    notice = records.shipped_notice(pack)
    presenter = ChoicesPresenter(
        view(notice),
        language=notice_language(notice, language),
        zone=ZoneInfo("Asia/Shanghai"),
    )
    asked = [item for item in notice.optional() if item.asked_singly]
    assert len(asked) >= 6
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*REFERENCE)
    window.show()
    for practice in asked:
        sheet = AskSheet(window, presenter.ask(practice))
        sheet.open_over()
        qapp.processEvents()
        assert scroll_area(sheet).verticalScrollBar().maximum() == 0, practice.id
        choose_a_term(sheet.controls)
        with qtbot.waitSignal(sheet.answered):
            click(sheet.controls.pair.agree_button)
    Languages(qapp).use("en")


@pytest.mark.rule("US-C-05")
@pytest.mark.parametrize("press", [click, type_space], ids=["mouse", "keyboard"])
def test_a_yes_scrolls_on_until_the_end_was_on_screen(
    shown: Shown, sheet: AskSheet, press: Press
) -> None:
    choose_a_term(sheet.controls)
    bar = scroll_area(sheet).verticalScrollBar()
    assert bar.value() == 0

    assert press_until_answered(shown, sheet.controls, press) > 1

    shown.wait_idle()
    assert status(shown, CABIN) is Status.GIVEN


def test_nothing_is_saved_by_the_presses_that_scroll(shown: Shown, sheet: AskSheet) -> None:
    choose_a_term(sheet.controls)
    click(sheet.controls.pair.agree_button)
    shown.settle()

    assert sheet.controls.tiles.hint_shown() == HINT
    assert scroll_area(sheet).verticalScrollBar().value() > 0
    sheet.reject()
    shown.wait_idle()
    assert status(shown, CABIN) is Status.WITHDRAWN


def test_reading_comes_before_the_length(shown: Shown, sheet: AskSheet) -> None:
    tiles = sheet.controls.tiles
    click(sheet.controls.pair.agree_button)
    assert (tiles.hint_shown(), tiles.is_demanding()) == (HINT, False)
    for _ in range(10):
        shown.settle()
        click(sheet.controls.pair.agree_button)

    assert (tiles.hint_shown(), tiles.is_demanding()) == ("", True)
    sheet.reject()


def test_scrolling_by_hand_is_reading(shown: Shown, sheet: AskSheet) -> None:
    choose_a_term(sheet.controls)
    click(sheet.controls.pair.agree_button)
    shown.settle()
    area = scroll_area(sheet)
    area.setFocus()
    for _ in range(10):
        QTest.keyClick(area, Qt.Key.Key_Down)
        shown.settle()
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    shown.settle()

    with shown.qtbot.waitSignal(sheet.answered):
        click(sheet.controls.pair.agree_button)


def test_jumping_to_the_end_is_not_reading(shown: Shown, page: ChoicesPage) -> None:
    shown.window.resize(*LEAST)
    shown.look(language="en", theme=Theme.LIGHT, percent=200)
    card = card_of(page, CABIN)
    assert card.toggle is not None
    card.toggle.click()
    shown.wait_idle()
    card.toggle.click()
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    shown.settle()
    bar = scroll_area(sheet).verticalScrollBar()
    assert bar.maximum() > 2 * bar.pageStep()
    choose_a_term(sheet.controls)
    bar.setValue(0)
    shown.settle()
    bar.setValue(bar.maximum())
    shown.settle()
    click(sheet.controls.pair.agree_button)

    assert sheet.controls.tiles.hint_shown() == HINT
    assert 0 < bar.value() < bar.maximum() - bar.pageStep()
    sheet.reject()


@pytest.mark.rule("EU-D-04")
def test_keeping_off_needs_no_reading(shown: Shown, sheet: AskSheet) -> None:
    with shown.qtbot.waitSignal(sheet.answered) as answered:
        click(sheet.controls.pair.refuse_button)

    assert answered.args is not None
    assert not answered.args[0].on


def test_another_language_is_another_text_to_read(shown: Shown, sheet: AskSheet) -> None:
    choose_a_term(sheet.controls)
    bar = scroll_area(sheet).verticalScrollBar()
    while bar.value() < bar.maximum():
        bar.setValue(bar.value() + 40)
        shown.settle()
    shown.speak("en-XA")
    shown.settle()
    with shown.qtbot.assertNotEmitted(sheet.answered):
        click(sheet.controls.pair.agree_button)
    assert sheet.controls.tiles.hint_shown()
    sheet.reject()


@pytest.mark.parametrize("press", [click, type_space], ids=["mouse", "keyboard"])
def test_a_question_in_a_card_is_read_to_the_end_too(
    shown: Shown, page: ChoicesPage, press: Press
) -> None:
    shown.window.resize(*LEAST)
    shown.look(language="en", theme=Theme.LIGHT, percent=200)
    card = card_of(page, DRIVING)
    assert card.toggle is not None
    page.scroll_area.ensureWidgetVisible(card.toggle)
    shown.settle()
    card.toggle.click()
    shown.settle()
    panel = card.panel()
    assert panel is not None
    assert card.height() > page.scroll_area.viewport().height()
    choose_a_term(panel.controls)
    shown.settle()

    assert press_until_answered(shown, panel.controls, press) > 1

    shown.wait_idle()
    assert status(shown, DRIVING) is Status.GIVEN


def test_a_question_in_a_card_that_fits_takes_a_yes_at_once(
    shown: Shown, page: ChoicesPage
) -> None:
    card = card_of(page, DRIVING)
    assert card.toggle is not None
    click(card.toggle)
    shown.settle()
    panel = card.panel()
    assert panel is not None
    choose_a_term(panel.controls)

    assert press_until_answered(shown, panel.controls, click) == 1
