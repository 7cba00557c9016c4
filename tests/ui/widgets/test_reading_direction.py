"""In a window from right to left a path and a Latin sentence keep the order of their signs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.ui import fonts, theme
from ownerapp.ui.widgets.reading_text import ReadingText, TextLine, TextRow

WIDTH = 600
ARABIC = "\u0646\u0633\u062e\u0629"
LATIN = ("/media/disk/data", "(twice) He said so.", "2026-11-22 (1)", "f5c5 7a89")


@pytest.fixture(autouse=True)
def looked_at_in_english(qapp: QApplication) -> None:
    """Take the look of a start, whatever language and size an earlier test had."""
    fonts.load_first()
    fonts.load_rest(qapp)
    theme.apply_look(qapp, theme.Look(families=tuple(fonts.families_for("en"))))


def drawn(text: ReadingText) -> tuple[QImage, QRect]:
    """Return the letters that are drawn, and where."""
    picture = text.grab().toImage()
    ground = QColor(picture.pixel(WIDTH // 2, 0)).lightness()
    found = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if abs(QColor(picture.pixel(x, y)).lightness() - ground) > 60
    ]
    xs, ys = [x for x, _y in found], [y for _x, y in found]
    place = QRect(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)
    return picture.copy(place), place


def reading(qtbot: QtBot, words: str, *, as_row: bool) -> ReadingText:
    text = ReadingText()
    qtbot.addWidget(text)
    row = (TextRow(label=ARABIC, text=words),)
    text.show_pieces([row if as_row else TextLine(text=words)])
    text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    text.resize(WIDTH, text.heightForWidth(WIDTH))
    text.show()
    QApplication.processEvents()
    return text


@pytest.mark.parametrize("words", LATIN)
def test_a_line_without_arabic_letters_looks_the_same_at_the_other_edge(
    qapp: QApplication, qtbot: QtBot, words: str
) -> None:
    fonts.load_rest(qapp)
    before, at_left = drawn(reading(qtbot, words, as_row=False))
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after, at_right = drawn(reading(qtbot, words, as_row=False))
    assert at_left.left() < 8
    assert at_right.right() > WIDTH - 8
    assert before.size() == after.size()
    different = sum(
        abs(QColor(before.pixel(x, y)).lightness() - QColor(after.pixel(x, y)).lightness()) > 120
        for x in range(before.width())
        for y in range(before.height())
    )
    assert different < before.width() / 4


@pytest.mark.parametrize("as_row", [False, True])
def test_a_sentence_with_arabic_letters_runs_from_the_right_whatever_it_begins_with(
    qapp: QApplication, qtbot: QtBot, as_row: bool
) -> None:
    fonts.load_rest(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    directions = {}
    for words in (f"Qt {ARABIC} (1).", "/media/disk/data"):
        text = reading(qtbot, words, as_row=as_row)
        block = text.document().find(words).block()
        directions[words[0]] = block.textDirection()
    assert directions == {
        "Q": Qt.LayoutDirection.RightToLeft,
        "/": Qt.LayoutDirection.LeftToRight,
    }
