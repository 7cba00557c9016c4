"""While a page waits for the store, what was shown before stays in sight, but never for long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui.pages.page import Page
from ownerapp.ui.pages.waited_for import WaitedFor

_SOON, _NEVER = 20, 600_000


@pytest.fixture
def stack(qtbot: QtBot) -> QStackedWidget:
    pages = QStackedWidget()
    pages.resize(700, 500)
    pages.addWidget(QLabel("what was shown before"))
    qtbot.addWidget(pages)
    pages.show()
    return pages


def opened(stack: QStackedWidget, page: Page, waited_for: WaitedFor) -> None:
    stack.addWidget(page)
    waited_for.begin()
    stack.setCurrentWidget(page)
    QApplication.processEvents()


def test_nothing_is_drawn_until_the_wait_is_over(stack: QStackedWidget) -> None:
    page = Page()
    waited_for = WaitedFor(page, most_ms=_NEVER)
    opened(stack, page, waited_for)
    assert waited_for.is_waiting()
    assert not stack.updatesEnabled()
    assert not page.scroll_area.content().isVisible()
    waited_for.end()
    assert not waited_for.is_waiting()
    assert stack.updatesEnabled()
    assert page.scroll_area.content().isVisible()


def test_a_page_that_waits_too_long_is_shown_as_far_as_it_is(
    stack: QStackedWidget, qtbot: QtBot
) -> None:
    page = Page()
    waited_for = WaitedFor(page, most_ms=_SOON)
    opened(stack, page, waited_for)
    qtbot.waitUntil(stack.updatesEnabled)
    assert page.scroll_area.content().isVisible()


def test_a_page_that_goes_while_it_waits_leaves_the_others_to_be_drawn(
    stack: QStackedWidget, qtbot: QtBot
) -> None:
    page = Page()
    opened(stack, page, WaitedFor(page, most_ms=_SOON))
    stack.removeWidget(page)
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    del page
    qtbot.waitUntil(stack.updatesEnabled)


def test_a_page_that_is_looked_at_is_not_taken_away(stack: QStackedWidget) -> None:
    page = Page()
    waited_for = WaitedFor(page, most_ms=_NEVER)
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    waited_for.begin()
    assert not waited_for.is_waiting()
    assert stack.updatesEnabled()
    assert page.scroll_area.content().isVisible()


def test_the_last_moment_of_an_earlier_wait_does_not_end_a_later_one(
    stack: QStackedWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    rings: list[Callable[[], None]] = []
    monkeypatch.setattr(QTimer, "singleShot", lambda _ms, _holder, ring: rings.append(ring))
    page = Page()
    waited_for = WaitedFor(page, most_ms=_NEVER)
    opened(stack, page, waited_for)
    waited_for.end()
    stack.setCurrentIndex(0)
    waited_for.begin()
    earlier, later = rings
    earlier()
    assert waited_for.is_waiting()
    later()
    assert not waited_for.is_waiting()
