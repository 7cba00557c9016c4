"""Work in other threads stands aside while the window is at work."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.services.standing_aside import stand_aside
from ownerapp.ui.drawn_apart import DrawnApart
from ownerapp.ui.right_of_way import RightOfWay
from ownerapp.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shut_down()


def test_work_waits_while_the_way_is_taken_and_goes_on_after_the_turn(
    qtbot: QtBot, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ownerapp.ui.right_of_way.MOST_SECONDS", 10)
    reached, passed = threading.Event(), threading.Event()

    def work() -> None:
        reached.set()
        stand_aside()
        passed.set()

    tasks.way.take()
    tasks.run_store(work)
    assert reached.wait(10)
    assert not passed.wait(0.05)
    qtbot.waitUntil(passed.is_set)
    assert not tasks.way.is_taken()


def test_work_goes_on_beside_a_window_that_never_rests(
    tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ownerapp.ui.right_of_way.MOST_SECONDS", 0.2)
    passed = threading.Event()
    tasks.way.take()

    def work() -> None:
        for _statement in range(1_000):
            stand_aside()
        passed.set()

    tasks.run_store(work)
    assert passed.wait(10)
    assert tasks.way.is_taken()


def test_the_windows_own_thread_and_one_without_a_window_never_wait(
    tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "ownerapp.ui.right_of_way.RightOfWay.wait", lambda _way: pytest.fail("waited")
    )
    tasks.way.take()
    stand_aside()
    other = threading.Thread(target=stand_aside)
    other.start()
    other.join(10)
    assert not other.is_alive()


class Drawn(QWidget):
    """Notes that it is drawn, and whether the way was taken then."""

    def __init__(self, notes: list[str], way: RightOfWay) -> None:
        super().__init__()
        self.notes, self.way = notes, way

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self.notes.append("drawn, others wait" if self.way.is_taken() else "drawn")


def test_a_window_draws_after_what_was_waiting_and_others_stand_aside_for_it(
    qtbot: QtBot,
) -> None:
    notes: list[str] = []
    parent = QObject()
    way = RightOfWay(parent)
    window = DrawnApart(way)
    qtbot.addWidget(window)
    drawn = Drawn(notes, way)
    window.setCentralWidget(drawn)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.waitUntil(lambda: bool(notes))
    qtbot.wait(50)
    notes.clear()
    drawn.update()
    drawn.update()
    qtbot.waitUntil(lambda: bool(notes))
    assert notes == ["drawn, others wait"]
    assert not way.is_taken()
