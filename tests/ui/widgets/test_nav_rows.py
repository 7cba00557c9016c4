"""A row of the sidebar is as high as its words need in the room in which they are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets.nav import NavItem, NavList
from ownerapp.ui.widgets.wrapping import words_width

_WORDS = "My choices and more"


def row_height(nav: NavList, width: int) -> int:
    nav.resize(width, 400)
    nav.doItemsLayout()
    index = nav.model().index(0, 0, QModelIndex())
    return nav.visualRect(index).height()


@pytest.mark.parametrize("mark", ["", "My choices and more, something new"])
def test_a_row_has_two_lines_only_where_one_has_no_room(qtbot: QtBot, mark: str) -> None:
    nav = NavList()
    qtbot.addWidget(nav)
    nav.set_items([NavItem(key="one", text=_WORDS, icon="sliders")])
    nav.show()
    single = row_height(nav, 1_000)
    nav.set_badge("one", mark)
    least = next(width for width in range(60, 400) if row_height(nav, width) == single)

    before, after, room_of_mark = 44, 8, 16 if mark else 0
    words = words_width(theme.current().font(TextRole.STRONG), _WORDS)
    assert least == before + words + after + room_of_mark
    assert row_height(nav, least - 1) > single
