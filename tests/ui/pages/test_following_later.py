"""A page that nobody looks at follows the look and the language when somebody does, or later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.pages.page import Page
from ownerapp.ui.theme import DARK, ThemeChoice, Tone
from ownerapp.ui.widgets.text import Text


class Counting(Page):
    """Counts how often its words were made."""

    def __init__(self) -> None:
        super().__init__()
        self.said = 0
        self.text = Text("Recorded", tone=Tone.OK)
        self.column.addWidget(self.text)

    @override
    def retranslate(self) -> None:
        self.said += 1


@pytest.fixture
def pages(qapp: QApplication, qtbot: QtBot) -> Iterator[tuple[QStackedWidget, Counting]]:
    stack = QStackedWidget()
    page = Counting()
    stack.addWidget(QWidget())
    stack.addWidget(page)
    qtbot.addWidget(stack)
    stack.show()
    yield stack, page
    theme.apply_theme(qapp, ThemeChoice.LIGHT)


def test_a_hidden_page_has_the_look_in_force_as_soon_as_it_is_shown(
    qapp: QApplication, pages: tuple[QStackedWidget, Counting]
) -> None:
    stack, page = pages
    before = page.text.font().pixelSize()
    theme.apply_theme(qapp, ThemeChoice.DARK, text_scale=2.0)
    assert page.text.font().pixelSize() == before
    stack.setCurrentWidget(page)
    assert page.text.font().pixelSize() == 2 * before
    assert page.text.palette().windowText().color().name().upper() == DARK.ok


def test_a_hidden_page_follows_by_itself_after_a_while(
    qapp: QApplication, qtbot: QtBot, pages: tuple[QStackedWidget, Counting]
) -> None:
    _stack, page = pages
    before = page.text.font().pixelSize()
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2.0)
    qtbot.waitUntil(lambda: page.text.font().pixelSize() == 2 * before, timeout=10_000)
    assert not page.isVisible()


def test_words_that_wait_are_made_once_and_when_the_page_is_shown(
    pages: tuple[QStackedWidget, Counting],
) -> None:
    stack, page = pages
    for _change in range(3):
        page.do_when_seen("words", page.retranslate)
    assert page.said == 0
    stack.setCurrentWidget(page)
    assert page.said == 1
    page.do_when_seen("words", page.retranslate)
    assert page.said == 2


def test_a_change_of_colours_alone_measures_nothing_again(
    qapp: QApplication, pages: tuple[QStackedWidget, Counting], monkeypatch: pytest.MonkeyPatch
) -> None:
    stack, page = pages
    stack.setCurrentWidget(page)
    measured: list[QWidget] = []
    monkeypatch.setattr(Text, "restyle", measured.append)
    theme.apply_theme(qapp, ThemeChoice.DARK)
    assert measured == []
    assert page.text.palette().windowText().color().name().upper() == DARK.ok
