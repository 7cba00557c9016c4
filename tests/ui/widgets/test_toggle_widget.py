from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.ui import theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.toggle import Mark, Toggle


@pytest.fixture
def toggle(qtbot: QtBot) -> Toggle:
    toggle = Toggle("Cabin camera clips")
    qtbot.addWidget(toggle)
    toggle.resize(toggle.sizeHint())
    toggle.move(300, 300)  # away from the pointer of the offscreen platform
    toggle.show()
    return toggle


def difference(one: QImage, other: QImage) -> int:
    """Return how many pixels clearly differ."""
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 40
        for x in range(one.width())
        for y in range(one.height())
    )


def picture(toggle: Toggle) -> QImage:
    return toggle.grab().toImage()


@pytest.mark.parametrize("way", ["mouse", "space", "enter", "return", "screen reader"])
def test_a_press_asks_and_never_switches_by_itself(qtbot: QtBot, toggle: Toggle, way: str) -> None:
    before = picture(toggle)
    with qtbot.waitSignal(toggle.requested) as asked:
        match way:
            case "mouse":
                QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
            case "space":
                QTest.keyClick(toggle, Qt.Key.Key_Space)
            case "enter":
                QTest.keyClick(toggle, Qt.Key.Key_Enter)
            case "return":
                QTest.keyClick(toggle, Qt.Key.Key_Return)
            case _:
                interface = QAccessible.queryAccessibleInterface(toggle).actionInterface()
                interface.doAction(interface.toggleAction())
    assert asked.args == [True]
    assert not toggle.is_on()
    QApplication.sendEvent(toggle, QEvent(QEvent.Type.Leave))
    assert picture(toggle) == before


def test_a_switch_that_is_on_asks_for_off(qtbot: QtBot, toggle: Toggle) -> None:
    toggle.set_on(True)
    with qtbot.waitSignal(toggle.requested) as asked:
        QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert asked.args == [False]
    assert toggle.is_on()


@pytest.mark.rule("EU-D-01")
def test_showing_a_state_asks_nobody(qtbot: QtBot, toggle: Toggle) -> None:
    with qtbot.assertNotEmitted(toggle.requested):
        toggle.set_on(True)
        toggle.set_on(False)


def test_a_screen_reader_hears_name_role_and_state(toggle: Toggle) -> None:
    interface = QAccessible.queryAccessibleInterface(toggle)
    assert interface.text(QAccessible.Text.Name) == "Cabin camera clips"
    assert interface.role() is QAccessible.Role.CheckBox
    assert not interface.state().checked
    toggle.set_on(True)
    assert QAccessible.queryAccessibleInterface(toggle).state().checked


def test_every_state_looks_different(toggle: Toggle) -> None:
    pictures = [picture(toggle)]
    toggle.set_on(True)
    pictures.append(picture(toggle))
    toggle.set_mark(Mark.WAITING)
    pictures.append(picture(toggle))
    toggle.set_on(False)
    toggle.set_mark(Mark.FAILED)
    pictures.append(picture(toggle))
    toggle.setEnabled(False)
    pictures.append(picture(toggle))
    for number, one in enumerate(pictures):
        assert all(one != other for other in pictures[number + 1 :]), number


def test_states_differ_in_shape_and_not_only_in_colour(toggle: Toggle) -> None:
    def shape() -> list[bool]:
        image = picture(toggle).convertToFormat(QImage.Format.Format_Grayscale8)
        ground = image.pixelColor(0, 0)
        return [
            image.pixelColor(x, y) != ground
            for x in range(image.width())
            for y in range(image.height())
        ]

    shapes = [shape()]
    toggle.set_on(True)
    shapes.append(shape())
    toggle.set_mark(Mark.WAITING)
    shapes.append(shape())
    assert shapes[0] != shapes[1]
    assert shapes[1] != shapes[2]
    assert shapes[0] != shapes[2]


def test_the_press_area_is_larger_than_the_picture_and_grows_with_the_text(
    qapp: QApplication, toggle: Toggle
) -> None:
    assert (toggle.width(), toggle.height()) == (64, 40)
    assert (toggle.track_rect().width(), toggle.track_rect().height()) == (44, 24)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2.0)
    assert toggle.sizeHint().width() == 96


def test_the_edge_of_the_press_area_works(qtbot: QtBot, toggle: Toggle) -> None:
    with qtbot.waitSignal(toggle.requested):
        QTest.mouseClick(toggle, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_the_way_is_mirrored_in_right_to_left_and_the_tick_is_not(toggle: Toggle) -> None:
    off = picture(toggle)
    toggle.set_on(True)
    on = picture(toggle)
    toggle.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    mirrored_on = picture(toggle)
    toggle.set_on(False)
    mirrored_off = picture(toggle)
    assert difference(mirrored_off, off.flipped(Qt.Orientation.Horizontal)) < 10
    assert difference(mirrored_off, off) > 20
    # The thumb of 16 with its tick is moved as it is.
    start, end = QRect(14, 12, 16, 16), QRect(34, 12, 16, 16)
    assert difference(mirrored_on.copy(start), on.copy(end)) < 10


def test_a_switch_that_this_car_lacks_takes_no_press(qtbot: QtBot, toggle: Toggle) -> None:
    toggle.setEnabled(False)
    with qtbot.assertNotEmitted(toggle.requested):
        QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
