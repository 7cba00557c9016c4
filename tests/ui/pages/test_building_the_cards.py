"""The cards are built in turns, and when the choices are ready each has its room."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.ui.pages import choices
from ownerapp.ui.pages.choice_card import ChoiceCard
from ownerapp.ui.widgets.practice_card import PracticeCard
from ownerapp.ui.window import MainWindow
from tests.support.desks import Place
from tests.support.windows import shown_window


@pytest.fixture
def sizings(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often each card gets another size, with one card built in a turn."""
    counted: Counter[str] = Counter()
    resized = PracticeCard.resizeEvent

    def count(card: PracticeCard, event: QResizeEvent) -> None:
        counted[card.objectName()] += 1
        resized(card, event)

    monkeypatch.setattr(PracticeCard, "resizeEvent", count)
    monkeypatch.setattr(choices, "_TURN_MS", 1)
    return counted


def test_each_card_is_laid_out_once_and_has_its_height_when_the_choices_are_ready(
    qapp: QApplication,
    qtbot: QtBot,
    place: Place,
    sizings: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heights: list[tuple[int, int]] = []
    say_ready = MainWindow._say_ready

    def look(window: MainWindow) -> None:
        heights.extend(
            (card.height(), card.heightForWidth(card.width()))
            for card in window.findChildren(ChoiceCard)
        )
        say_ready(window)

    monkeypatch.setattr(MainWindow, "_say_ready", look)
    with shown_window(qapp, qtbot, place):
        assert len(heights) > 10
        assert all(height == wanted for height, wanted in heights), heights
        assert len(sizings) == len(heights)
        assert max(sizings.values()) == 1, sizings
