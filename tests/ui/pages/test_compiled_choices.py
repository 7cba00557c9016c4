"""The choices page of a notice that was compiled: nothing is offered that nobody stated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.choice import Status
from ownerapp.domain.settings import Theme
from ownerapp.i18n import set_language
from ownerapp.ui import fonts, theme
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.banner import Banner
from ownerapp.ui.widgets.buttons import DecisionPair
from ownerapp.ui.widgets.meter import Meter
from ownerapp.ui.widgets.text import Text
from tests.support.desks import Place, add_car, shipped
from tests.support.windows import Shown, cut_texts, shown_window

COMPILED = "This notice was compiled from public statements. It was not issued by the car maker."


@pytest.fixture(params=["tesla-cn-compiled"])
def shown(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Shown]:
    """The window over a car that follows a compiled notice."""
    fonts.load_first()
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open(), pack=request.param)
    place.close()
    with shown_window(qapp, qtbot, place) as window:
        yield window
    place.close()
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def page(shown: Shown) -> ChoicesPage:
    page = shown.go("choices")
    assert isinstance(page, ChoicesPage)
    shown.qtbot.waitUntil(page.is_built)
    return page


def texts(page: ChoicesPage) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible()]


def test_the_page_says_aloud_that_no_maker_issued_the_notice(page: ChoicesPage) -> None:
    banners = [banner.text() for banner in page.findChildren(Banner) if banner.isVisible()]

    assert banners == [COMPILED]
    assert texts(page).count(COMPILED) == 1


def test_what_is_not_known_to_have_a_switch_has_none(page: ChoicesPage) -> None:
    for practice in shipped("tesla-cn-compiled").notice.undetermined():
        card = page.card(practice.id)
        assert card is not None
        assert card.toggle is None
        assert card.state.word() == "Switch not stated"


def test_without_a_length_turning_on_says_why_not_and_keeping_off_is_kept(
    shown: Shown, page: ChoicesPage
) -> None:
    practice = shipped("tesla-cn-compiled").notice.optional()[0]
    card = page.card(practice.id)
    assert card is not None
    assert card.toggle is not None
    card.toggle.click()
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    shown.settle()
    assert COMPILED in [text.text() for text in sheet.findChildren(Text) if text.isVisible()]
    assert sheet.controls.locked.isVisible()
    assert "for how long" in sheet.controls.locked.text()
    assert sheet.controls.tiles.tiles() == []
    sheet.controls.pair.agree_button.click()
    assert shown.home.flow().sheet() is sheet
    sheet.controls.pair.refuse_button.click()
    shown.wait_idle()
    view = shown.home.view()
    assert view is not None
    item = view.of(practice.id)
    assert item is not None
    assert item.status is Status.REFUSED


def test_turn_all_off_leaves_what_has_no_switch_alone(shown: Shown, page: ChoicesPage) -> None:
    page.all_off_pressed.emit()
    shown.wait_idle()
    view = shown.home.view()
    assert view is not None

    assert {item.status for item in view.choices} == {Status.REFUSED}
    assert page.banner.text() == ""


@pytest.mark.parametrize("shown", ["lotus-cn-compiled"], indirect=True)
def test_a_notice_without_any_switch_shows_no_pair_and_no_meter(page: ChoicesPage) -> None:
    assert page.head.heading.text() == "This notice states no switch"
    assert not any(pair.isVisible() for pair in page.findChildren(DecisionPair))
    assert not any(meter.isVisible() for meter in page.findChildren(Meter))
    assert len(page.cards()) == 1


@pytest.mark.parametrize("language", ["en", "zh_Hans", "en-XA", "ar-XB"])
@pytest.mark.parametrize(("percent", "size"), [(100, (1180, 760)), (200, (960, 640))])
def test_nothing_of_it_is_cut(
    shown: Shown, page: ChoicesPage, language: str, percent: int, size: tuple[int, int]
) -> None:
    shown.window.resize(*size)
    shown.look(language=language, theme=Theme.LIGHT, percent=percent)
    assert not cut_texts(page)
    shown.home.flow().ask(shipped("tesla-cn-compiled").notice.optional()[0].id)
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    shown.settle()
    assert not cut_texts(sheet)
    sheet.reject()
