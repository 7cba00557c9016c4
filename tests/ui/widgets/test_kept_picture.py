"""What is kept of a widget's picture looks as if it had been painted just now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.ui import theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.kept_picture import KeptPicture


class Striped(QWidget):
    """Rows of words in the ink of the look, on its window's ground."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = KeptPicture()
        self.word = "first"
        self.painted: list[QRect] = []

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ground = theme.colour(theme.current().tokens.window)
        self.kept.show(self, event.rect(), ground, self.paint)

    def paint(self, painter: QPainter, seen: QRect) -> None:
        self.painted.append(seen)
        painter.setPen(theme.colour(theme.current().tokens.ink))
        for row in range(0, self.height(), 20):
            painter.drawText(QRectF(0, row, self.width(), 20), 0, f"{self.word} {row}")


@pytest.fixture
def striped(qapp: QApplication, qtbot: QtBot) -> Iterator[Striped]:
    made = Striped()
    qtbot.addWidget(made)
    made.resize(200, 300)
    made.show()
    qapp.processEvents()
    yield made
    theme.apply_theme(qapp, ThemeChoice.LIGHT)


def anew(striped: Striped) -> object:
    """Return the picture as the widget paints it itself."""
    KeptPicture.keeps = False
    try:
        return striped.grab().toImage()
    finally:
        KeptPicture.keeps = True


def test_what_was_seen_is_not_painted_again(striped: Striped) -> None:
    shown = striped.grab().toImage()
    striped.painted.clear()
    assert striped.grab().toImage() == shown
    assert striped.painted == []
    assert shown == anew(striped)


def test_a_part_that_is_forgotten_is_painted_again_and_no_other(striped: Striped) -> None:
    striped.grab()
    striped.painted.clear()
    striped.word = "second"
    part = QRect(0, 40, 200, 20)
    striped.kept.forget(part)
    shown = striped.grab().toImage()
    assert striped.painted == [part]
    whole = anew(striped)
    assert shown.copy(part) == whole.copy(part)  # type: ignore[attr-defined] # an image
    assert shown != whole


def test_it_follows_the_size_the_direction_and_the_colours(
    qapp: QApplication, striped: Striped
) -> None:
    striped.grab()
    striped.resize(260, 340)
    assert striped.grab().toImage() == anew(striped)
    theme.apply_theme(qapp, ThemeChoice.DARK)
    qapp.processEvents()
    dark = striped.grab().toImage()
    assert dark == anew(striped)
    assert QColor(dark.pixel(250, 330)).lightness() < 100
    striped.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    striped.kept.forget()
    assert striped.grab().toImage() == anew(striped)
