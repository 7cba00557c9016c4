"""Going from page to page leaves nothing behind; the long measure is ``dev.py bench switches``."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.names import nav_texts
from tests.support.desks import Place, add_car
from tests.support.windows import Shown, shown_window


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    (tmp_path / "Documents").mkdir()
    yield place
    place.close()


def go_round(shown: Shown, rounds: int) -> None:
    for _round in range(rounds):
        for key, _words, _icon in nav_texts():
            shown.home.show_page(key)
            QApplication.processEvents()
    shown.wait_idle()
    shown.settle()
    gc.collect()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def parts_of(window: QWidget) -> int:
    objects: list[QObject] = window.findChildren(QObject)
    return len(objects)


def test_a_hundred_page_switches_leave_no_part_behind(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    with shown_window(qapp, qtbot, place) as shown:
        go_round(shown, 3)
        before = parts_of(shown.window)
        go_round(shown, 15)
        assert parts_of(shown.window) == before


def test_every_page_is_freed_with_its_window(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    freed: list[str] = []
    keys = [key for key, _words, _icon in nav_texts()]
    with shown_window(qapp, qtbot, place) as shown:
        for key in keys:
            page = shown.go(key)
            page.destroyed.connect(lambda _page=None, key=key: freed.append(key))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert sorted(freed) == sorted(keys)


class Paints(QObject):
    """Counts how often a widget is drawn."""

    count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_a_page_is_drawn_once_when_it_is_shown(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    """A column that covered what lies below it would be drawn twice."""
    with shown_window(qapp, qtbot, place) as shown:
        page = shown.go("choices")
        assert isinstance(page, ChoicesPage)
        page.scroll_area.verticalScrollBar().setValue(40)
        shown.settle()
        shown.go("records")
        shown.settle()
        counter = Paints()
        page.cards()[1].installEventFilter(counter)
        shown.home.show_page("choices")
        shown.settle()
        assert counter.count == 1
