"""Latin words in a window that reads from right to left are not cut where they fill a line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui.pages.check_row import CheckRow
from ownerapp.ui.widgets.fields import RadioRow
from ownerapp.ui.widgets.text import Text

WORDS = (
    "\u2068Public statements about cars in mainland China, by nobody\u2069, "
    "\u0646\u0633\u062e\u0629 1.0"
)


@pytest.fixture(autouse=True)
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def is_cut(widget: QWidget) -> bool:
    """Tell whether anything is drawn at the far edge: glyphs keep off it by their bearing."""
    picture = widget.grab().toImage()
    ground = QColor(picture.pixel(picture.width() // 2, 0)).lightness()
    column = (QColor(picture.pixel(0, y)).lightness() for y in range(picture.height()))
    return any(abs(shade - ground) > 60 for shade in column)


@pytest.mark.parametrize("kind", [Text, CheckRow, RadioRow])
def test_words_that_fill_a_line_are_whole(qtbot: QtBot, kind: type) -> None:
    widget = kind("key", WORDS) if kind is RadioRow else kind(WORDS)
    qtbot.addWidget(widget)
    widget.show()
    for width in range(150, 420):
        widget.resize(width, widget.heightForWidth(width))
        assert not is_cut(widget), width


def test_one_line_keeps_to_one_line(qtbot: QtBot) -> None:
    words = Text("In mainland China")
    qtbot.addWidget(words)
    assert words.sizeHint().height() == words.heightForWidth(words.sizeHint().width())
    assert words.sizeHint().height() < 2 * words.fontMetrics().height()


def test_margins_stay_as_they_were_given(qtbot: QtBot, qapp: QApplication) -> None:
    words = Text("In mainland China")
    qtbot.addWidget(words)
    words.setContentsMargins(10, 1, 4, 2)
    from_right = words.contentsMargins().left()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    words.restyle()
    assert words.contentsMargins().left() == 10 < from_right
