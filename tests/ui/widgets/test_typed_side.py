"""What is typed begins at the window's leading edge, whatever letters it has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui import fonts
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.words_field import WordsField

WIDTH, HEIGHT = 400, 120
FRAME = 3
NEAR = 16
"""So near to the leading edge stands what is typed."""
ARABIC = "\u0646\u0633\u062e\u0629"
TYPED = ("Little Blue", ARABIC, "2026-11-22", "/media/disk/file.pdf", "LSVAA4182E2184847")


def line(words: str) -> QWidget:
    field = TextField()
    field.setText(words)
    return field


def hint(words: str) -> QWidget:
    field = TextField()
    field.setPlaceholderText(words)
    return field


def secret(words: str) -> QWidget:
    field = TextField(secret=True)
    field.setText(words)
    return field


def several(words: str) -> QWidget:
    field = WordsField()
    field.setPlainText(words)
    return field


KINDS = (line, hint, secret, several)


def shown(qtbot: QtBot, field: QWidget) -> QWidget:
    qtbot.addWidget(field)
    field.resize(WIDTH, HEIGHT)
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    field.show()
    QApplication.processEvents()
    return field


def drawn(field: QWidget) -> tuple[int, int]:
    """Return how far the letters stand from the left and the right edge."""
    picture: QImage = field.grab().toImage()
    ground = QColor(picture.pixel(WIDTH // 2, FRAME + 1)).lightness()
    columns = [
        x
        for x in range(FRAME, WIDTH - FRAME)
        if any(
            abs(QColor(picture.pixel(x, y)).lightness() - ground) > 60
            for y in range(FRAME, HEIGHT - FRAME)
        )
    ]
    return min(columns), WIDTH - 1 - max(columns)


@pytest.mark.parametrize("make", KINDS)
@pytest.mark.parametrize("words", TYPED)
def test_what_is_typed_begins_where_the_window_begins(
    qapp: QApplication, qtbot: QtBot, make: Callable[[str], QWidget], words: str
) -> None:
    fonts.load_rest(qapp)
    field = shown(qtbot, make(words))
    left, right = drawn(field)
    assert left < NEAR < right

    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    left, right = drawn(field)
    assert right < NEAR < left


def test_a_machine_string_is_not_mirrored(qapp: QApplication, qtbot: QtBot) -> None:
    """Its letters stand in the same order, only elsewhere."""

    def letters(field: QWidget) -> QImage:
        left, right = drawn(field)
        return field.grab().toImage().copy(left, FRAME, WIDTH - left - right, HEIGHT - 2 * FRAME)

    field = shown(qtbot, line("/media/2026-11-22 (1).pdf"))
    before = letters(field)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    after = letters(field)
    assert before.size() == after.size()
    different = sum(
        abs(QColor(before.pixel(x, y)).lightness() - QColor(after.pixel(x, y)).lightness()) > 120
        for x in range(before.width())
        for y in range(before.height())
    )
    assert different < before.width()


def test_an_empty_field_waits_at_the_leading_edge(qapp: QApplication, qtbot: QtBot) -> None:
    field, words = shown(qtbot, line("")), shown(qtbot, several(""))
    assert isinstance(field, TextField)
    assert isinstance(words, WordsField)
    assert field.cursorRect().center().x() < NEAR
    assert words.cursorRect().center().x() < NEAR
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.processEvents()
    assert field.cursorRect().center().x() > WIDTH - NEAR
    assert words.cursorRect().center().x() > WIDTH - NEAR
