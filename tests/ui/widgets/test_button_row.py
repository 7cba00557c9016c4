"""The buttons below a sheet are of one height, however many lines the words of one take."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.button_row import ButtonRow
from ownerapp.ui.widgets.buttons import ActionButton
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.text import body, heading
from tests.support.sweep import problems

LONG = "Turn everything off and write it down as what was done for the owner who is next"


def buttons_below(window: QWidget, *words: str) -> list[ActionButton]:
    window.resize(640, 480)
    window.show()
    sheet = Sheet(window, width=560)
    sheet.setAccessibleName("A page for the next owner")
    for part in (heading("A page for the next owner"), body("One page says what you did.")):
        sheet.body.addWidget(part)
    row, buttons = ButtonRow(), [ActionButton(text) for text in words]
    row.addStretch(1)
    for button in buttons:
        row.add_button(button)
    sheet.foot.addLayout(row)
    sheet.open_over()
    for _ in range(3):
        QApplication.processEvents()
    return buttons


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_buttons_beside_each_other_are_as_high_as_the_highest(
    qapp: QApplication, qtbot: QtBot, scale: float
) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=scale)
    window = QWidget()
    qtbot.addWidget(window)
    back, following = buttons_below(window, "Back", LONG)
    needed = following.heightForWidth(following.width())
    assert needed > back.sizeHint().height()
    assert back.height() == following.height() == needed
    assert back.y() == following.y()
    assert not problems(window)


def test_buttons_of_one_line_are_no_higher_than_one_alone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    buttons = buttons_below(window, "Back", "Next")
    assert [button.size() for button in buttons] == [button.sizeHint() for button in buttons]
    assert buttons[0].height() == 36


def test_a_button_that_is_lower_than_its_neighbour_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    back, _following = buttons_below(window, "Back", LONG)
    back.setFixedHeight(36)
    QApplication.processEvents()
    (found,) = problems(window)
    assert found.startswith("is lower than its neighbour")
