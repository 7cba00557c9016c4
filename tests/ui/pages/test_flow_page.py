"""Where data goes, in the real window: the picture, the table and the way to a choice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ownerapp.domain.settings import Theme
from ownerapp.ui import theme
from ownerapp.ui.pages import names
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.flow import FlowPage
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.wrapping import longest_word
from tests.support.desks import CABIN, ENGLISH, no
from tests.support.windows import Shown


def flow_page(shown: Shown) -> FlowPage:
    page = shown.go(names.FLOW)
    assert isinstance(page, FlowPage)
    shown.settle()
    return page


def cells(page: FlowPage) -> list[tuple[str, ...]]:
    return page.table.rows_model.rows


def test_the_table_is_read_cell_by_cell_with_the_names_of_its_columns(shown: Shown) -> None:
    page = flow_page(shown)
    page.tabs.pick("table")
    shown.settle()
    told = QAccessible.queryAccessibleInterface(page.table)

    assert told.role() is QAccessible.Role.Table
    assert page.table.isVisible()
    assert not page.chart.isVisible()
    assert cells(page)[0][:2] == ("Battery health research", "Off")
    assert page.table.rows_model.columns[0] == "Collection"


def test_a_choice_that_changes_is_seen_at_once(shown: Shown) -> None:
    page = flow_page(shown)
    assert any(row[0] == "Cabin camera clips" and "On until" in row[1] for row in cells(page))
    car = shown.home.car()
    assert car is not None
    saved: list[object] = []
    shown.session.call(lambda desk: desk.answer(car, (no(CABIN),), language=ENGLISH), saved.append)
    shown.wait_idle()
    assert saved
    shown.home.look_again()
    shown.wait_idle()
    shown.settle()

    assert any(row[0] == "Cabin camera clips" and row[1] == "Off" for row in cells(page))


def test_the_page_follows_an_answer_while_nobody_looks(shown: Shown, qtbot: QtBot) -> None:
    """Whoever comes to it then does not wait for it."""
    page = flow_page(shown)
    shown.go(names.CHOICES)
    car = shown.home.car()
    assert car is not None
    shown.session.call(lambda desk: desk.answer(car, (no(CABIN),), language=ENGLISH))
    shown.wait_idle()
    shown.home.look_again()
    off = ("Cabin camera clips", "Off")
    assert off not in {row[:2] for row in cells(page)}
    qtbot.waitUntil(lambda: off in {row[:2] for row in cells(page)})
    assert not page.isVisible()


@pytest.mark.parametrize("is_answer", [False, True])
def test_only_an_answer_makes_the_page_say_it_again(shown: Shown, is_answer: bool) -> None:
    """An export adds to the history too, and its entry concerns no flow."""
    page = flow_page(shown)
    view = shown.home.view()
    assert view is not None
    said = cells(page)
    folder = str(shown.session.documents_dir())
    if is_answer:
        shown.session.call(lambda desk: desk.answer(view.vehicle, (no(CABIN),), language=ENGLISH))
    else:
        shown.session.call(
            lambda desk: desk.records.export(
                view.vehicle,
                folder=folder,
                language=ENGLISH,
                interface_language="en",
                formats=("json",),
            )
        )
    shown.wait_idle()
    shown.refresh()
    shown.wait_idle()

    now = shown.home.view()
    assert now is not None
    assert now.entries > view.entries
    assert (cells(page) is not said) == is_answer


def test_pressing_a_row_leads_to_its_choice(shown: Shown) -> None:
    page = flow_page(shown)
    row = next(n for n, item in enumerate(cells(page)) if item[0] == "Cabin camera clips")
    rect = page.chart.row_rect(row)
    QTest.mouseClick(
        page.chart, Qt.MouseButton.LeftButton, pos=QPoint(60, round(rect.center().y()))
    )
    shown.settle()
    choices = shown.home.page(names.CHOICES)
    assert isinstance(choices, ChoicesPage)
    card = choices.card(CABIN)

    assert card is not None
    assert choices.isVisible()
    assert card.details_button.hasFocus()


def test_enter_in_the_table_leads_to_the_choice_too(shown: Shown) -> None:
    page = flow_page(shown)
    page.tabs.pick("table")
    row = next(n for n, item in enumerate(cells(page)) if item[0] == "Cabin camera clips")
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.table.setCurrentIndex(page.table.rows_model.index(row, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    shown.settle()

    assert shown.home.page(names.CHOICES).isVisible()


def test_where_the_picture_has_no_room_the_table_stands_there(shown: Shown) -> None:
    shown.window.resize(960, 640)
    shown.look(language="en", theme=Theme.LIGHT, percent=200)
    page = flow_page(shown)

    assert page.table.isVisible()
    assert not page.chart.isVisible()
    assert not page.tabs.isVisible()
    shown.look(language="en", theme=Theme.LIGHT, percent=100)
    shown.settle()
    assert page.chart.isVisible()


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
@pytest.mark.parametrize("percent", [100, 200])
def test_no_word_of_the_table_is_broken_in_the_smallest_window(
    shown: Shown, language: str, percent: int
) -> None:
    shown.window.resize(960, 640)
    shown.look(language=language, theme=Theme.LIGHT, percent=percent)
    page = flow_page(shown)
    page.tabs.pick("table")
    shown.settle()
    table, look = page.table, theme.current()
    assert table.isVisible()
    for column, name in enumerate(table.rows_model.columns):
        room = table.columnWidth(column) - 2 * table.side()
        font = look.font(TextRole.DETAIL if column else TextRole.STRONG)
        assert longest_word(look.font(TextRole.LABEL), name) <= room
        for row in cells(page):
            assert longest_word(font, row[column]) <= room, row[column]


def test_an_arabic_window_mirrors_the_lanes(shown: Shown) -> None:
    page = flow_page(shown)
    accent = theme.colour(theme.current().tokens.accent).rgb()

    def places_of_accent() -> list[int]:
        number = next(n for n, item in enumerate(cells(page)) if item[0] == "Cabin camera clips")
        y = round(page.chart.row_rect(number).center().y())
        image: QImage = page.chart.grab().toImage()
        return [x for x in range(image.width()) if image.pixel(x, y) == accent]

    width = page.chart.width()
    assert max(places_of_accent()) < 0.65 * width
    shown.speak("ar-XB")
    assert min(places_of_accent()) > 0.35 * width
