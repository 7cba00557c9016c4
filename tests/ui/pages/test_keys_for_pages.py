"""The keys for pages: in the order of the sidebar, and not past a question or a lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.names import nav_texts
from ownerapp.ui.pages.search import SearchPage
from tests.support.desks import CABIN
from tests.support.windows import Shown

PAGES = [page for page, _text, _icon in nav_texts()]


def press(shown: Shown, number: int) -> None:
    key = Qt.Key(Qt.Key.Key_0.value + number)
    focused = QApplication.focusWidget() or shown.window
    QTest.keyClick(focused, key, Qt.KeyboardModifier.ControlModifier)
    shown.wait_idle()


def test_each_page_has_its_number_in_the_order_of_the_sidebar(shown: Shown) -> None:
    for number, page in enumerate(PAGES, start=1):
        press(shown, number)
        assert shown.window.stack.currentWidget() is shown.home.page(page)
        assert shown.window.sidebar.nav.current_key() == page
        assert shown.session.settings.last_page == page
    press(shown, 1)
    assert shown.window.sidebar.nav.hasFocus()
    press(shown, 9)
    assert shown.window.sidebar.nav.current_key() == "choices"


def test_the_number_of_the_search_lets_the_person_type(shown: Shown) -> None:
    press(shown, PAGES.index("search") + 1)
    page = shown.home.page("search")
    assert isinstance(page, SearchPage)
    assert page.field.field.hasFocus()


def test_the_number_of_the_present_row_leaves_a_page_beside_it(shown: Shown) -> None:
    shown.home.ways.to_this_car()
    shown.wait_idle()
    press(shown, 1)
    assert isinstance(shown.window.stack.currentWidget(), ChoicesPage)


def test_the_keys_for_pages_leave_an_open_question_alone(shown: Shown) -> None:
    shown.home.flow().ask(CABIN)
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    press(shown, 5)
    QTest.keyClick(shown.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(shown.window.stack.currentWidget(), ChoicesPage)
    assert sheet.isVisible()
    sheet.reject()


def test_the_keys_for_pages_lead_out_of_no_first_run(shown: Shown) -> None:
    shown.home.add_car_wanted.emit()
    shown.wait_idle()
    press(shown, 5)
    assert shown.window.stack.currentWidget() is shown.window.first_run()


@pytest.mark.parametrize("is_narrow", [False, True])
def test_a_row_says_its_keys(shown: Shown, is_narrow: bool) -> None:
    nav = shown.window.sidebar.nav
    nav.set_compact(is_narrow)
    index = nav.model().index(PAGES.index("records"), 0)
    hint = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert hint == ("Records\nCtrl+5" if is_narrow else "Ctrl+5")
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Ctrl+5"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Records"
