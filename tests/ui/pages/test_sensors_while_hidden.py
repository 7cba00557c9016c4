"""The list of sensors is laid out when it is seen, in the width it then has, and not before."""

from __future__ import annotations

from datetime import UTC

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ownerapp.presentation.car_page import CarPresenter, SensorGroup
from ownerapp.ui import fonts, theme
from ownerapp.ui.pages.sensor_list import SensorDelegate, SensorList
from ownerapp.ui.theme import ThemeChoice
from tests.support.choice_views import view
from tests.support.desks import ENGLISH, shipped


class Measuring(SensorDelegate):
    """Remembers in which width rows were measured."""

    def __init__(self, sensors: SensorList) -> None:
        super().__init__(sensors)
        self._sensors = sensors
        self.widths: list[int] = []

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        self.widths.append(self._sensors.viewport().width())
        return super().sizeHint(option, index)


@pytest.fixture
def groups() -> tuple[SensorGroup, ...]:
    presenter = CarPresenter(view(shipped().notice), language=ENGLISH, zone=UTC)
    return presenter.state().groups


@pytest.fixture
def sensors(qapp: QApplication, qtbot: QtBot) -> SensorList:
    """A list that nobody has seen yet."""
    fonts.load_first()
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)
    made = SensorList()
    qtbot.addWidget(made)
    return made


def test_no_row_is_measured_before_the_list_is_seen(
    qapp: QApplication, sensors: SensorList, groups: tuple[SensorGroup, ...]
) -> None:
    measuring = Measuring(sensors)
    sensors.setItemDelegate(measuring)
    inside = next(group for group in reversed(groups) if len(group.sensors) > 1).sensors[-1].key

    sensors.show_groups(groups)
    sensors.choose(inside)
    for _ in range(3):
        qapp.processEvents()
    assert sensors.rows_model.rowCount() > len(groups)
    assert measuring.widths == []

    sensors.resize(208, 160)
    sensors.show()
    qapp.processEvents()
    # Its own width, without and then with the bar that scrolls.
    assert measuring.widths
    assert set(measuring.widths) <= {208, sensors.viewport().width()}
    # What was chosen meanwhile is in sight, though it is far below the first rows.
    row = sensors.visualRect(sensors.currentIndex())
    assert sensors.rows_model.rows[sensors.currentIndex().row()].item.key == inside
    assert sensors.verticalScrollBar().value() > 0
    assert sensors.viewport().rect().contains(row)


def test_what_changes_while_the_list_is_hidden_again_waits_until_it_is_seen(
    qapp: QApplication, sensors: SensorList, groups: tuple[SensorGroup, ...]
) -> None:
    sensors.resize(208, 640)
    sensors.show_groups(groups)
    sensors.show()
    qapp.processEvents()
    measuring = Measuring(sensors)
    sensors.setItemDelegate(measuring)
    qapp.processEvents()
    sensors.hide()
    measuring.widths.clear()

    sensors.show_groups(groups[:3])
    for _ in range(3):
        qapp.processEvents()
    assert measuring.widths == []

    sensors.show()
    qapp.processEvents()
    assert measuring.widths
    assert sensors.visualRect(sensors.rows_model.index(0)).height() > 1
