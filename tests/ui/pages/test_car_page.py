"""What my car collects, in the real window: list, picture and panel always in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QTest

from ownerapp.domain.settings import Theme
from ownerapp.ui import theme
from ownerapp.ui.pages import names
from ownerapp.ui.pages.car import CarPage
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.sensor_panel import UseRow
from ownerapp.ui.theme import TextRole
from ownerapp.ui.widgets import car_picture
from ownerapp.ui.widgets.buttons import LinkButton
from ownerapp.ui.widgets.car_picture import SHAPES, CarPicture, Spot
from ownerapp.ui.widgets.sensor_dot import TARGET, DotShape, SensorDot
from ownerapp.ui.widgets.spreading import Point, spread
from ownerapp.ui.widgets.text import Text
from tests.support.desks import CABIN, CHINESE, shipped
from tests.support.windows import Shown


def car_page(shown: Shown) -> CarPage:
    page = shown.go(names.CAR)
    assert isinstance(page, CarPage)
    shown.settle()
    return page


def checked(page: CarPage) -> set[str]:
    return {dot.key for dot in page.picture.dots() if dot.isChecked()}


def panel_texts(page: CarPage) -> list[str]:
    return [text.text() for text in page.panel.findChildren(Text) if text.isVisible()]


def dot_of(page: CarPage, key: str) -> SensorDot:
    return next(dot for dot in page.picture.dots() if dot.key == key)


def test_pressing_a_dot_moves_list_and_panel_along(shown: Shown) -> None:
    page = car_page(shown)
    QTest.mouseClick(dot_of(page, "cam_rear"), Qt.MouseButton.LeftButton)

    assert page.chosen() == page.list.chosen() == "cam_rear"
    assert checked(page) == {"cam_rear"}
    assert "Rear camera above plate" in panel_texts(page)
    present = page.list.rows_model.rows[page.list.currentIndex().row()]
    assert present.item.key == "cam_rear"


def test_the_keyboard_reaches_every_dot_through_the_list(shown: Shown) -> None:
    page = car_page(shown)
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    reached: set[str] = set()
    for _ in range(200):
        QTest.keyClick(page.list, Qt.Key.Key_Right)
        reached |= {page.chosen()}
        assert checked(page) <= reached | checked(page)
        before = page.list.currentIndex().row()
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        if page.list.currentIndex().row() == before:
            break

    assert {dot.key for dot in page.picture.dots()} <= reached


def uses_shown(page: CarPage) -> int:
    return sum(not row.isHidden() for row in page.panel.findChildren(UseRow))


def test_left_goes_from_a_sensor_to_its_group_and_then_closes_it(shown: Shown) -> None:
    page = car_page(shown)
    page.choose("uss_f3")
    rows = len(page.list.rows_model.rows)
    QTest.keyClick(page.list, Qt.Key.Key_Left)
    assert page.chosen() == "group:ultrasonic"
    assert len(checked(page)) == 12
    QTest.keyClick(page.list, Qt.Key.Key_Left)
    assert len(page.list.rows_model.rows) == rows - 12


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("size", [(960, 640), (1180, 760), (1600, 1000)])
def test_no_two_dots_lie_over_one_another_and_each_can_be_pressed(
    shown: Shown, percent: int, size: tuple[int, int]
) -> None:
    shown.window.resize(*size)
    shown.look(language="en", theme=Theme.LIGHT, percent=percent)
    page = car_page(shown)
    dots = page.picture.dots()

    for one, other in combinations(dots, 2):
        away = one.geometry().center() - other.geometry().center()
        assert away.x() ** 2 + away.y() ** 2 >= TARGET**2, (one.key, other.key)
    assert all(page.picture.rect().contains(d.geometry()) for d in dots)
    assert all(min(dot.width(), dot.height()) >= TARGET for dot in dots)


def test_a_link_leads_to_the_card_of_its_practice(shown: Shown) -> None:
    page = car_page(shown)
    page.choose("cam_cabin")
    link = next(
        button
        for button in page.panel.findChildren(LinkButton)
        if "Cabin camera clips" in button.accessibleName()
    )
    link.click()
    shown.settle()

    choices = shown.home.page(names.CHOICES)
    assert isinstance(choices, ChoicesPage)
    assert choices.isVisible()
    card = choices.card(CABIN)
    assert card is not None
    assert card.details_button.hasFocus()


def test_going_quickly_fills_in_what_is_seen_and_a_rest_fills_in_all(shown: Shown) -> None:
    page = car_page(shown)
    state = page._state
    assert state is not None
    many = [one for group in state.groups for one in group.sensors if len(one.uses) > 4]
    assert len(many) > 2
    for sensor in many:
        page.choose(sensor.key)
        assert 0 < uses_shown(page) < len(sensor.uses)
    shown.qtbot.waitUntil(lambda: not page.panel.is_filling())
    assert uses_shown(page) == len(many[-1].uses)


def test_a_screen_reader_hears_number_name_and_state_of_each_dot(shown: Shown) -> None:
    page = car_page(shown)
    told = QAccessible.queryAccessibleInterface(dot_of(page, "cam_cabin"))

    assert (
        told.text(QAccessible.Text.Name) == "Sensor 22, Cabin camera above mirror, On, your choice"
    )
    assert told.role() is QAccessible.Role.CheckBox


def test_the_same_sensor_stays_chosen_in_another_language(shown: Shown) -> None:
    page = car_page(shown)
    page.choose("cam_rear")
    shown.speak("zh_Hans")

    assert page.chosen() == "cam_rear"
    notice = shipped().notice
    sensor = notice.sensor("cam_rear")
    assert sensor is not None
    assert sensor.name.best(CHINESE, CHINESE)[1] in panel_texts(page)
    assert checked(page) == {"cam_rear"}


def test_an_arabic_window_mirrors_the_page_and_never_the_car(shown: Shown) -> None:
    page = car_page(shown)
    left, right = dot_of(page, "cam_fender_l"), dot_of(page, "cam_fender_r")
    assert left.x() < right.x()
    assert page.panel.x() > page.list.mapTo(page, page.list.rect().topLeft()).x()
    shown.speak("ar-XB")

    assert left.x() < right.x()
    assert page.panel.x() < page.list.mapTo(page, page.list.rect().topLeft()).x()


def test_the_driver_sits_where_the_notice_says(shown: Shown) -> None:
    picture = CarPicture()
    picture.resize(300, 600)
    pictures = {}
    for side in (None, "left", "right"):
        picture.set_car("sedan", side)
        pictures[side] = picture.grab().toImage()
    drawn = {
        side: {
            x
            for x in range(0, 300, 2)
            for y in range(150, 450, 2)
            if pictures[side].pixel(x, y) != pictures[None].pixel(x, y)
        }
        for side in ("left", "right")
    }

    assert drawn["left"]
    assert max(drawn["left"]) < 150 < min(drawn["right"])


def test_every_shape_of_a_notice_is_drawn_differently(shown: Shown) -> None:
    picture = CarPicture()
    picture.resize(300, 600)
    drawn = []
    for shape in SHAPES:
        picture.set_car(shape, None)
        drawn.append(picture.grab().toImage())

    assert all(one != other for one, other in combinations(drawn, 2))


def test_a_field_of_view_points_where_the_notice_says(shown: Shown) -> None:
    picture = CarPicture()
    picture.resize(300, 600)
    pictures = {}
    for aim in (-90, 90):
        picture.set_spots(
            [
                Spot(
                    key="one", number="1", shape=DotShape.ON, name="one", x=0.5, y=0.5,
                    aim=aim, field_of_view=60,
                )
            ]
        )  # fmt: skip
        picture.choose(())
        plain = picture.grab().toImage()
        picture.choose({"one"})
        seen = picture.grab().toImage()
        middle = seen.height() // 2
        pictures[aim] = [
            x
            for x in range(seen.width())
            if abs(x - 150) > 30 and seen.pixel(x, middle) != plain.pixel(x, middle)
        ]

    assert pictures[-90]
    assert pictures[90]
    assert max(pictures[-90]) < 150 < min(pictures[90])


def test_dots_are_placed_anew_when_a_sensor_moves_and_not_when_its_mark_changes(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed: list[int] = []

    def counted(points: Sequence[Point], **room: Any) -> list[Point]:
        placed.append(len(points))
        return spread(points, **room)

    monkeypatch.setattr(car_picture, "spread", counted)
    page = car_page(shown)
    placed.clear()
    spots = page.picture._spots
    marked = [replace(spot, shape=DotShape.UNSTATED, name="another name") for spot in spots]
    shown.go(names.CHOICES)
    page.picture.set_spots(marked)
    shown.go(names.CAR)
    assert placed == []
    assert {dot.accessibleName() for dot in page.picture.dots()} == {"another name"}
    page.picture.set_spots([replace(spot, y=1 - spot.y) for spot in marked])
    assert placed == [len(spots)]


def test_points_that_lie_apart_stay_where_they_are_and_others_part() -> None:
    apart = [(50.0, 50.0), (100.0, 50.0)]
    assert spread(apart, apart=26, edge=13, room=(300, 300)) == apart
    crowd = spread([(150.0, 150.0)] * 40, apart=26, edge=13, room=(300, 300))
    for (x, y), (a, b) in combinations(crowd, 2):
        assert (x - a) ** 2 + (y - b) ** 2 >= 25**2
    assert all(13 <= x <= 287 and 13 <= y <= 287 for x, y in crowd)


@pytest.mark.parametrize(("language", "air"), [("en", 3), ("zh_Hans", 9)])
def test_what_is_said_about_the_picture_stands_in_its_middle(
    shown: Shown, language: str, air: int
) -> None:
    # A Chinese full stop has half a sign of air after it.
    shown.look(language=language, theme=Theme.LIGHT, percent=100)
    page = shown.go("car")
    assert isinstance(page, CarPage)
    place = page.picture.geometry()
    front, note = (
        text
        for text in page.findChildren(Text)
        if text.parentWidget() is page.picture.parentWidget()
        and (text.x(), text.width()) == (place.x(), place.width())
    )
    assert front.y() < place.y() < place.bottom() < note.y()
    for words in (front, note):
        picture = words.grab().toImage()
        ground = picture.pixel(0, picture.height() // 2)
        inked = [
            x
            for x in range(picture.width())
            if any(picture.pixel(x, y) != ground for y in range(picture.height()))
        ]
        left, right = min(inked), picture.width() - 1 - max(inked)
        assert abs(left - right) <= air


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_row_is_as_high_as_its_words_also_where_bold_ones_would_need_more(
    shown: Shown, language: str
) -> None:
    shown.look(language=language, theme=Theme.LIGHT, percent=100)
    page = shown.go("car")
    assert isinstance(page, CarPage)
    model, rows = page.list.rows_model, page.list.rows_model.rows
    heights: dict[int, set[int]] = {}
    for number, row in enumerate(rows):
        page.list.choose(row.item.key)
        shown.settle()
        for other in range(len(rows)):
            height = page.list.visualRect(model.index(other)).height()
            heights.setdefault(other, set()).add(height)
        assert number in heights
    assert all(len(found) == 1 for found in heights.values())
    # One line of the title or two: no row keeps room for a line that is not there.
    metrics = QFontMetrics(theme.current().font(TextRole.BODY))
    room = page.list.viewport().width() - 10 - 18 - 10 - 16 - 10 - 10
    one_line = [
        found
        for number, found in heights.items()
        if metrics.horizontalAdvance(rows[number].item.title) <= room
    ]
    assert len(one_line) >= 3
    assert len({height for found in one_line for height in found}) == 1
