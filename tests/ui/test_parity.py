"""A no weighs what a yes does: area, font, contrast, order, presses; in every language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.settings import Theme
from ownerapp.i18n import available_languages, set_language
from ownerapp.ui import fonts, theme
from ownerapp.ui.dialogs.ask_controls import AskControls
from ownerapp.ui.pages.car_button import CarButton
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.names import nav_texts
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.buttons import DecisionPair
from tests.support import scenes
from tests.support.desks import CABIN, DRIVING, Place, add_car
from tests.support.parity import PRESSES, PROPERTY, PairWeight, table, weighed
from tests.support.rule_scenes import rules_offer
from tests.support.scenes import Scene, opened
from tests.support.windows import Shown, shown_window

LANGUAGES = (*available_languages(), "en-XA", "ar-XB")
SCENES: tuple[Scene, ...] = (
    scenes.choices, scenes.question_in_card, scenes.sheet, scenes.notice_file, rules_offer,
)  # fmt: skip


@pytest.fixture(autouse=True)
def rested(qapp: QApplication) -> Iterator[None]:
    fonts.load_first()
    fonts.load_rest(qapp)
    yield
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    (tmp_path / "Documents").mkdir()
    with shown_window(qapp, qtbot, place) as window:
        window.window.resize(1180, 2000)
        yield window
    place.close()


@pytest.mark.rule("US-C-20")
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_answers_look_alike_wherever_they_stand(
    shown: Shown, language: str, record_property: Callable[[str, object], None]
) -> None:
    found: list[str] = []
    for colours in (Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST):
        shown.look(language=language, theme=colours, percent=100)
        for scene in SCENES:
            with opened(scene, shown) as root:
                pairs = [pair for pair in root.findChildren(DecisionPair) if pair.isVisible()]
                assert pairs
                for number, pair in enumerate(pairs):
                    row = weighed(language, f"{scene.__name__} {number + 1}", pair)
                    record_property(PROPERTY, row.told())
                    found += row.problems()
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_withdrawing_never_takes_more_presses_than_giving(
    shown: Shown, language: str, record_property: Callable[[str, object], None]
) -> None:
    shown.look(language=language, theme=Theme.LIGHT, percent=100)
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    for practice in (CABIN, DRIVING):
        giving, withdrawing = Presses(shown), Presses(shown)
        switch = page.card(practice)
        assert switch is not None
        assert switch.toggle is not None
        giving.press(switch.toggle)
        controls = asked(shown, page, practice)
        giving.press(controls.tiles.tiles()[-1])
        giving.press(controls.pair.agree_button)
        assert status(shown, practice) is Status.GIVEN

        withdrawing.press(switch.toggle)
        assert status(shown, practice) is Status.WITHDRAWN
        assert withdrawing.count <= giving.count
        line = f"{language}: {practice} on in {giving.count} presses, off in {withdrawing.count}"
        record_property(PRESSES, line)
        assert (withdrawing.count, giving.count) == (1, 3)


def test_everything_optional_is_off_two_presses_from_every_page_and_on_from_none(
    shown: Shown,
) -> None:
    for key, _words, _icon in nav_texts():
        shown.go(key)
        (button,) = (part for part in shown.window.findChildren(CarButton) if part.isVisible())
        assert button.isEnabled()
        # The first press opens this menu, the second chooses its line.
        words = [action.text() for action in button.menu().actions() if action.isEnabled()]
        assert "Turn all off" in words, key
        assert "Turn all on" not in words, key


def test_the_measure_finds_what_weighs_more(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    pair = DecisionPair(parent=root)
    pair.set_texts("Keep off", "Turn on")
    pair.setGeometry(10, 10, 300, 44)
    root.resize(400, 100)
    root.show()
    QApplication.processEvents()
    row = weighed("en", "here", pair)
    assert not row.problems()
    assert table([row.told(), row.told()])[1].split() == [
        "en", "here", "1.000", f"{row.refuse_contrast:.1f}", "/", f"{row.agree_contrast:.1f}",
        "same", "off", "1", "/", "1",
    ]  # fmt: skip
    heavy = replace(
        row,
        area_ratio=0.9,
        agree_contrast=row.agree_contrast - 2,
        has_same_font=False,
        refuse_is_first=False,
        refuse_presses=2,
    )
    assert len(heavy.problems()) == 5
    assert isinstance(heavy, PairWeight)


class Presses:
    """Presses buttons and counts."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self.count = 0

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        button.click()
        self.count += 1
        self._shown.settle()
        self._shown.wait_idle()


def asked(shown: Shown, page: ChoicesPage, practice: PracticeId) -> AskControls:
    sheet = shown.home.flow().sheet()
    if sheet is not None:
        return sheet.controls
    card = page.card(practice)
    assert card is not None
    panel = card.panel()
    assert panel is not None
    return panel.controls


def status(shown: Shown, practice: PracticeId) -> Status:
    view = shown.home.view()
    assert view is not None
    return next(item.status for item in view.choices if item.practice.id == practice)
