"""Tab goes through a window as it is read, whatever was built when."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.ui.widgets.reading_order import focus_stops, move_focus


class Form(QWidget):
    """A column whose middle is filled after the buttons below it were made."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.back, self.on = QLineEdit(), QPushButton(), QPushButton()
        self.middle = QScrollArea()
        self.middle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        self.grid = QGridLayout(content)
        self.middle.setWidget(content)
        self.middle.setWidgetResizable(True)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.middle)
        column.addLayout(foot)
        self.late = [QPushButton() for _ in range(4)]
        for number in (3, 1, 0, 2):
            self.grid.addWidget(self.late[number], number // 2, number % 2)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return move_focus(self, forward=forward) is not None

    def in_order(self) -> list[QWidget]:
        return [self.first, *self.late, self.back, self.on]


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_order_is_the_one_of_the_layouts(form: Form) -> None:
    assert focus_stops(form) == form.in_order()


def test_the_focus_goes_around_both_ways(form: Form) -> None:
    form.first.setFocus()
    forward = [move_focus(form, forward=True) for _ in form.in_order()]
    backward = [move_focus(form, forward=False) for _ in form.in_order()]

    assert forward == [*form.in_order()[1:], form.first]
    assert backward == form.in_order()[::-1]


def test_what_is_hidden_or_disabled_is_left_out(form: Form) -> None:
    form.late[0].hide()
    form.late[1].setEnabled(False)

    assert focus_stops(form) == [form.first, *form.late[2:], form.back, form.on]


def test_what_was_just_hidden_passes_the_focus_to_what_follows_it(form: Form) -> None:
    form.late[1].setFocus()
    assert form.focusWidget() is form.late[1]
    form.middle.hide()

    assert form.focusWidget() is form.back


def test_a_window_without_a_stop_keeps_its_focus(qtbot: QtBot) -> None:
    empty = QWidget()
    qtbot.addWidget(empty)

    assert move_focus(empty, forward=True) is None


def test_looking_for_stops_leaves_no_layout_item_behind(form: Form) -> None:
    """What ``itemAt`` returns outlives its item, and later stands for another object."""

    def items() -> int:
        return sum(type(thing).__name__ == "QWidgetItem" for thing in gc.get_objects())

    gc.collect()
    before = items()
    assert focus_stops(form)
    gc.collect()

    assert items() == before
