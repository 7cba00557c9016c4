"""A column that is still being filled is neither measured nor laid out before it is let go."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.ui.theme import PAGE_MARGIN
from ownerapp.ui.widgets.scroll import ScrollColumn


class Part(QWidget):
    """Writes down how often it was measured, and which widths it got."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.height_wanted = height
        self.measured = 0
        self.widths: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        self.measured += 1
        return QSize(100, self.height_wanted)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widths.append(event.size().width())


def held(qtbot: QtBot, part: Part) -> ScrollColumn:
    column = ScrollColumn()
    qtbot.addWidget(column)
    column.column.addWidget(part)
    column.resize(600, 400)
    column.hold()
    column.show()
    QApplication.processEvents()
    return column


def test_nothing_of_a_held_column_is_measured_or_shown(qtbot: QtBot) -> None:
    part = Part(900)
    column = held(qtbot, part)
    column.resize(620, 420)
    QApplication.processEvents()
    assert part.measured == 0
    assert not part.isVisible()


def test_a_long_column_gets_its_only_width_when_it_is_let_go(qtbot: QtBot) -> None:
    part = Part(900)
    column = held(qtbot, part)
    column.let_go()
    QApplication.processEvents()
    assert part.isVisible()
    assert column.verticalScrollBar().isVisible()
    assert part.widths == [600 - 2 * PAGE_MARGIN]


def test_a_short_column_needs_no_bar_when_it_is_let_go(qtbot: QtBot) -> None:
    part = Part(60)
    column = held(qtbot, part)
    column.let_go()
    QApplication.processEvents()
    assert not column.verticalScrollBar().isVisible()
    assert part.width() == 600 - 2 * PAGE_MARGIN


@pytest.mark.parametrize("height", [60, 900])
def test_what_was_never_held_lies_where_what_was_let_go_lies(qtbot: QtBot, height: int) -> None:
    part, other = Part(height), Part(height)
    column = held(qtbot, part)
    column.let_go()
    column.let_go()  # a second time does nothing
    plain = ScrollColumn()
    qtbot.addWidget(plain)
    plain.column.addWidget(other)
    plain.resize(600, 400)
    plain.show()
    plain.let_go()  # neither does this
    QApplication.processEvents()
    assert part.geometry() == other.geometry()
    assert column.content().geometry() == plain.content().geometry()
