"""Sheets are no higher than their words, and icons stand beside the first line of theirs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import TextRole, ThemeChoice
from ownerapp.ui.widgets.buttons import DecisionPair
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.scroll import ScrollColumn
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.wrapping import words_width

ONE_LINE = "This is a reference notice, written as an example. It is of no car maker at all."


def scaled(app: QApplication, scale: float) -> None:
    theme.apply_theme(app, ThemeChoice.LIGHT, text_scale=scale)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


def sheet_in(window: QWidget, size: tuple[int, int], *lines: QWidget) -> tuple[Sheet, DecisionPair]:
    window.resize(*size)
    window.show()
    sheet = Sheet(window, width=760)
    for line in lines:
        sheet.body.addWidget(line)
    pair = DecisionPair()
    pair.set_texts("Not now", "Keep this notice")
    sheet.foot.addWidget(pair)
    sheet.open_over()
    QApplication.processEvents()
    return sheet, pair


def inked(picture: QImage, part: QRect) -> QRect:
    """Return what is drawn on in a part of a picture."""
    ground = picture.pixel(picture.width() - 1, picture.height() - 1)
    found = [
        (x, y)
        for x in range(part.left(), part.right() + 1)
        for y in range(part.top(), part.bottom() + 1)
        if picture.pixel(x, y) != ground
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def room_below(sheet: Sheet, pair: DecisionPair) -> int:
    return sheet.height() - pair.geometry().bottom() - 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("words", ["Short", ONE_LINE])
@pytest.mark.parametrize("spare", [0, 15, 60])
def test_an_icon_stands_beside_the_first_line_however_high_the_room(
    qapp: QApplication, qtbot: QtBot, words: str, scale: float, spare: int
) -> None:
    scaled(qapp, scale)
    line = IconText("info", words, role=TextRole.STRONG, size=20, gap=8)
    qtbot.addWidget(line)
    line.resize(400, line.heightForWidth(400) + spare)
    line.show()
    QApplication.processEvents()
    picture = line.grab().toImage()
    side = theme.current().px(20)
    icon = inked(picture, QRect(0, 0, side, line.height()))
    text = inked(picture, QRect(side + 8, 0, line.width() - side - 8, line.height()))
    metrics = QFontMetrics(theme.current().font(TextRole.STRONG))
    first = text.top() + metrics.capHeight() / 2
    assert abs(icon.center().y() - first) <= 3 * scale


def test_words_that_keep_to_a_line_take_the_height_of_one(window: QWidget) -> None:
    words = "More"
    while words_width(theme.current().font(TextRole.DETAIL), words) < 620:
        words += " words"
    lines = [IconText("info", words) for _ in range(4)]
    sheet_in(window, (1000, 700), *lines)
    for line in lines:
        assert line.height() == line.heightForWidth(line.width())
        assert line.height() < 30


def test_no_line_of_the_words_is_lost_to_the_room_below_the_answers(window: QWidget) -> None:
    sheet, pair = sheet_in(window, (1000, 700), IconText("info", "Words"))
    assert room_below(sheet, pair) == 24
    full = sheet.height()
    for height, below in ((full + 32, 24), (full + 31, 12), (full + 20, 12)):
        sheet.window().resize(1000, height)
        QApplication.processEvents()
        assert room_below(sheet, pair) == below
        (scroll,) = sheet.findChildren(ScrollColumn)
        assert scroll.verticalScrollBar().maximum() == 0


def test_a_window_that_grows_gives_the_room_below_back(window: QWidget) -> None:
    sheet, pair = sheet_in(window, (1000, 150), *(IconText("info", "Words") for _ in range(9)))
    assert room_below(sheet, pair) == 12
    sheet.window().resize(1000, 700)
    QApplication.processEvents()
    assert room_below(sheet, pair) == 24
