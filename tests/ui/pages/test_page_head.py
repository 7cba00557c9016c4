"""The head of a page stays in place while there is room, and scrolls where there is little."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui import fonts, theme
from ownerapp.ui.pages.page import Page
from ownerapp.ui.widgets.text import body

_WORDS = "Words of a banner that wrap on a narrow page. "


def head_scrolls(page: Page) -> bool:
    return page.column.indexOf(page._top) >= 0


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> Page:
    fonts.load_first()
    fonts.load_rest(qapp)
    theme.apply_look(qapp, theme.Look(families=tuple(fonts.families_for("en"))))
    page = Page()
    qtbot.addWidget(page)
    page.add_above(body(_WORDS * 12))
    page.column.addWidget(body(_WORDS))
    page.show()
    return page


@pytest.mark.parametrize("width", range(620, 1200, 36))
def test_whether_the_head_scrolls_follows_from_the_size_alone(page: Page, width: int) -> None:
    for height in range(300, 900, 9):
        page.resize(width, 2_000)
        assert not head_scrolls(page)
        page.resize(width, height)
        from_above = head_scrolls(page)
        page.resize(width, 200)
        assert head_scrolls(page)
        page.resize(width, height)
        assert head_scrolls(page) == from_above


def test_a_head_that_grows_in_a_page_of_the_same_size_scrolls_from_then_on(page: Page) -> None:
    page.resize(958, 800)
    QApplication.processEvents()
    assert not head_scrolls(page)
    size = page.size()
    more = QWidget()
    page.add_above(more)
    more.setMinimumHeight(440)
    QApplication.processEvents()
    assert head_scrolls(page)
    more.setMinimumHeight(0)
    QApplication.processEvents()
    assert not head_scrolls(page)
    assert page.size() == size
