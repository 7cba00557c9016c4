"""The answers to an offer are of one size, and their words are on one line where that fits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.ids import PracticeId
from ownerapp.presentation.own_rules_page import OfferState
from ownerapp.ui import theme
from ownerapp.ui.pages.offer_card import OfferCard
from ownerapp.ui.theme import ThemeChoice
from tests.support.sweep import problems

GO = "Go through 7 collections one by one"


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    yield window
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


def card_in(window: QWidget, width: int, go: str = GO) -> OfferCard:
    card = OfferCard()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(card)
    column.addStretch(1)
    card.show_offer(
        OfferState(
            text="Your rules speak about 7 collections that you have not answered.",
            hint="Nothing is saved until you confirm it.",
            go=go,
            later="Not now",
            noes=(),
            yeses=tuple(PracticeId(f"practice-{number}") for number in range(7)),
            heading="",
            note="",
            skip="",
            keep_off_all="",
        )
    )
    window.resize(width, 600)
    window.show()
    for _ in range(4):
        QApplication.processEvents()
    return card


def lines(card: OfferCard) -> int:
    """Return how many lines the words of the longer answer take."""
    line = card.go_button.fontMetrics().height()
    return round((card.go_button.heightForWidth(card.go_button.width()) - 14) / line)


@pytest.mark.parametrize(("scale", "width"), [
    (1.0, 884), (1.0, 560), (2.0, 1052), (2.0, 860), (2.0, 640), (2.0, 1400),
])  # fmt: skip
def test_words_that_fit_a_line_are_on_one(
    qapp: QApplication, window: QWidget, scale: float, width: int
) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=scale)
    card = card_in(window, width)
    go, later = card.go_button, card.later_button
    assert go.sizeHint().width() <= width - 32, "there is room for it"
    assert lines(card) == 1
    assert go.size() == later.size()
    assert go.height() == theme.current().half_px(36)
    side_by_side = 2 * go.sizeHint().width() + 8 <= width - 32
    assert (go.y() == later.y()) is side_by_side
    assert not problems(window)


def test_words_that_fit_no_line_wrap_side_by_side(qapp: QApplication, window: QWidget) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2.0)
    card = card_in(window, 860, f"{GO}, with {GO.lower()}")
    assert lines(card) > 1
    assert card.go_button.y() == card.later_button.y()
    assert card.go_button.size() == card.later_button.size()
