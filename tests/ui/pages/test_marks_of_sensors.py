"""The mark of a sensor stands as far below the top of its row whatever its title is like."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.presentation.car_page import Mark, SensorGroup, SensorState
from ownerapp.ui import fonts, theme
from ownerapp.ui.pages.sensor_list import SensorList
from ownerapp.ui.theme import ThemeChoice

SHORT = "Radar"
TITLES = (
    SHORT,
    "Cabin camera above the mirror",
    "Ultrasonic sensors in the front bumper and in the rear bumper",
    "雷达",
    "前保险杠和后保险杠中的超声波传感器以及其他传感器",
)


def sensor(number: int, title: str) -> SensorState:
    return SensorState(
        key=str(number),
        number=str(number),
        label=f"Sensor {number}",
        title=title,
        icon="camera",
        mark=Mark.ALWAYS,
        mark_word="Always on",
        collects="",
        does_not_collect="",
        uses=(),
        scope="",
        place=None,
        off_car="",
    )


@pytest.fixture
def sensors(qapp: QApplication, qtbot: QtBot) -> SensorList:
    fonts.load_first()
    fonts.load_rest(qapp)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)
    made = SensorList()
    qtbot.addWidget(made)
    made.resize(208, 640)
    groups = (sensor(number, title) for number, title in enumerate(TITLES, start=1))
    made.show_groups(tuple(SensorGroup(whole=one, sensors=(one,)) for one in groups))
    made.show()
    qapp.processEvents()
    return made


def marks(sensors: SensorList) -> list[tuple[QRect, float]]:
    """Return each row with the middle of its mark, counted from the row's top."""
    picture = sensors.viewport().grab().toImage()
    ink = theme.colour(theme.current().tokens.ink).rgb()
    side = theme.current().px(10 + 16)
    found = []
    for number in range(len(TITLES)):
        row = sensors.visualRect(sensors.rows_model.index(number))
        left = row.left() if sensors.isRightToLeft() else row.right() + 1 - side
        lines = [
            y - row.top()
            for y in range(row.top(), row.bottom() + 1)
            if any(picture.pixel(x, y) == ink for x in range(left, left + side))
        ]
        found.append((row, (min(lines) + max(lines) + 1) / 2))
    return found


@pytest.mark.parametrize("direction", [
    Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft,
])  # fmt: skip
def test_marks_stand_at_one_height_below_the_tops_of_their_rows(
    qapp: QApplication, sensors: SensorList, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    qapp.processEvents()
    found = marks(sensors)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    rows = [row.height() for row, _middle in found]
    assert rows[0] < rows[1] < rows[2], "titles of one, two and more lines are looked at"
    assert rows[3] < rows[4]
    for row, middle in found:
        assert abs(middle - rows[0] / 2) <= 1, row


def test_the_mark_of_a_short_title_stands_in_the_middle_of_its_row(sensors: SensorList) -> None:
    for number, (row, middle) in enumerate(marks(sensors)):
        if len(TITLES[number]) <= len(SHORT):
            assert abs(middle - row.height() / 2) <= 0.5
