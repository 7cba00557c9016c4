"""The search page: typed letter by letter, walked by keys, and each result opens its place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.presentation.search_page import RowRole, SearchRow, notice_place
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.notice import NoticePage
from ownerapp.ui.pages.search import SearchPage
from tests.support.desks import CABIN, OWNER, Place, add_car
from tests.support.windows import Shown, shown_window


@pytest.fixture
def place(place: Place) -> Place:
    """A second car with another notice."""
    add_car(place.open(), pack="eu-reference-ev", name="Red")
    place.close()
    return place


@pytest.fixture
def page(shown: Shown) -> SearchPage:
    QTest.keyClick(shown.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    found = shown.window.stack.currentWidget()
    assert isinstance(found, SearchPage)
    wait_read(shown, found)
    return found


def wait_read(shown: Shown, page: SearchPage) -> None:
    shown.qtbot.waitUntil(
        lambda: (
            bool(page.searching.searched().cars)
            and not page.searching.searched().unread
            and not shown.session.tasks.is_busy()
        ),
        timeout=20_000,
    )


def type_in(shown: Shown, page: SearchPage, words: str) -> None:
    page.field.field.setText(words)
    shown.wait_idle()
    shown.settle()


def rows(page: SearchPage, role: RowRole = RowRole.HIT) -> list[SearchRow]:
    return [row for row in page.list.rows_model.rows if row.role is role]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier),
    ],
)
@pytest.mark.parametrize("begin", ["choices", "records", "settings", "search"])
def test_the_keys_lead_to_the_field_from_every_page(
    shown: Shown, begin: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    shown.window.sidebar.nav.pick(begin)
    shown.wait_idle()
    shown.window.sidebar.nav.setFocus()
    QTest.keyClick(shown.window, key, modifier)
    page = shown.home.page("search")
    assert isinstance(page, SearchPage)
    assert shown.window.stack.currentWidget() is page
    assert page.field.field.hasFocus()
    shown.wait_idle()


def test_a_slash_in_a_field_is_a_slash(shown: Shown, page: SearchPage) -> None:
    QTest.keyClicks(page.field.field, "a/b")
    assert page.field.text() == "a/b"
    shown.wait_idle()


def test_the_keys_leave_an_open_question_alone(shown: Shown) -> None:
    shown.home.flow().ask(CABIN)
    sheet = shown.home.flow().sheet()
    assert sheet is not None
    QTest.keyClick(shown.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(shown.window.stack.currentWidget(), ChoicesPage)
    sheet.reject()


def test_a_press_on_search_in_the_sidebar_lets_the_person_type(shown: Shown) -> None:
    nav = shown.window.sidebar.nav
    nav.show()
    row = next(n for n, item in enumerate(nav._model.items) if item.key == "search")
    spot = nav.visualRect(nav._model.index(row)).center()
    QTest.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    page = shown.home.page("search")
    assert isinstance(page, SearchPage)
    assert page.field.field.hasFocus()
    shown.wait_idle()


def test_results_come_while_typing_over_all_cars(shown: Shown, page: SearchPage) -> None:
    QTest.keyClicks(page.field.field, "cabin cam")
    shown.wait_idle()
    shown.settle()
    assert page.list.isVisible()
    assert {row.third for row in rows(page)} >= {"Little Blue", "Red"}
    assert page.status.text().endswith("results.")
    assert not page.empty.isVisible()


def test_where_several_people_keep_cars_a_result_names_whose_it_is(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    add_car(place.open(), name="Little Blue", owner="Ömer Öztürk")
    place.close()
    with shown_window(qapp, qtbot, place) as shown:
        page = shown.go("search")
        assert isinstance(page, SearchPage)
        wait_read(shown, page)
        type_in(shown, page, "cabin cam")
        assert any("Ömer Öztürk" in row.third and OWNER in row.third for row in rows(page))


def test_down_goes_into_the_results_and_up_and_escape_lead_back(
    shown: Shown, page: SearchPage
) -> None:
    type_in(shown, page, "camera")
    QTest.keyClick(page.field.field, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert page.list.shows_focus()
    first = page.list.currentIndex().row()
    assert page.list.rows_model.rows[first].role is RowRole.HIT
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == first + 1
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.field.field.hasFocus()
    QTest.keyClick(page.field.field, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.field.field.hasFocus()
    assert page.field.text() == "camera"


def test_the_arrows_pass_over_headings(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "camera")
    page.list.enter()
    for _ in range(len(page.list.rows_model.rows) + 3):
        row = page.list.rows_model.rows[page.list.currentIndex().row()]
        assert row.role in {RowRole.HIT, RowRole.MORE}
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == len(page.list.rows_model.rows) - 1


def test_letters_typed_in_the_results_go_on_in_the_field(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "cam")
    page.list.enter()
    QTest.keyClicks(page.list, "e")
    assert page.field.field.hasFocus()
    QTest.keyClicks(page.field.field, "ra")
    assert page.field.text() == "camera"
    shown.wait_idle()


def test_escape_empties_the_field(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "camera")
    assert page.field.clear_button.isVisible()
    QTest.keyClick(page.field.field, Qt.Key.Key_Escape)
    shown.wait_idle()
    shown.settle()
    assert page.field.text() == ""
    assert not page.field.clear_button.isVisible()
    assert page.empty.isVisible()
    assert not page.list.isVisible()


def test_enter_in_the_field_opens_the_first_result(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "cabin camera clips")
    QTest.keyClick(page.field.field, Qt.Key.Key_Return)
    shown.wait_idle()
    shown.settle()
    choices = shown.window.stack.currentWidget()
    assert isinstance(choices, ChoicesPage)
    assert shown.window.sidebar.nav.current_key() == "choices"
    card = choices.card(CABIN)
    assert card is not None
    assert card.are_details_open()
    assert card.details_button.hasFocus()
    top = card.mapTo(choices.scroll_area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < 60


def test_a_result_of_another_car_shows_that_car_first(shown: Shown, page: SearchPage) -> None:
    car = shown.home.car()
    assert car is not None
    assert car.name == "Little Blue"
    type_in(shown, page, "cabin camera clips")
    number = next(
        n for n, row in enumerate(page.list.rows_model.rows) if row.hit and row.third == "Red"
    )
    index = page.list.rows_model.index(number)
    page.list.scrollTo(index)
    spot = page.list.visualRect(index).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    choices = shown.home.page("choices")
    assert isinstance(choices, ChoicesPage)
    shown.qtbot.waitUntil(lambda: shown.window.stack.currentWidget() is choices, timeout=20_000)
    shown.wait_idle()
    car = shown.home.car()
    assert car is not None
    assert car.name == "Red"
    card = choices.card(CABIN)
    assert card is not None
    assert card.are_details_open()
    assert not card.state_shown().on


def test_opening_a_result_turns_nothing_on_or_off(shown: Shown, page: SearchPage) -> None:
    view = shown.home.view()
    assert view is not None
    before = view.entries
    type_in(shown, page, "cabin camera clips")
    page.list.enter()
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    shown.wait_idle()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    shown.wait_idle()
    view = shown.home.view()
    assert view is not None
    assert view.entries == before


def test_what_no_card_shows_opens_the_page_of_the_notice(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "copy")
    page.list.enter()
    number = next(
        n
        for n, row in enumerate(page.list.rows_model.rows)
        if row.hit is not None and notice_place(row.hit)
    )
    page.list.setCurrentIndex(page.list.rows_model.index(number))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    shown.qtbot.waitUntil(
        lambda: isinstance(shown.window.stack.currentWidget(), NoticePage), timeout=20_000
    )
    shown.wait_idle()


def test_more_shows_more_of_its_kind_and_keeps_the_place(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "a")
    before = len(rows(page))
    more = next(n for n, row in enumerate(page.list.rows_model.rows) if row.role is RowRole.MORE)
    page.list.setCurrentIndex(page.list.rows_model.index(more))
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    shown.wait_idle()
    shown.settle()
    assert len(rows(page)) > before
    assert page.list.currentIndex().row() == more
    assert page.list.rows_model.rows[more].role is RowRole.HIT


def test_an_example_is_searched_when_pressed(shown: Shown, page: SearchPage) -> None:
    link = page._example_links[1]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    shown.wait_idle()
    shown.settle()
    assert page.field.text()
    assert rows(page)
    assert page.field.field.hasFocus()


def test_another_language_searches_the_texts_in_it(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "摄像头")
    assert not rows(page)
    shown.speak("zh_Hans")
    wait_read(shown, page)
    shown.settle()
    assert rows(page)


def test_the_number_of_results_is_announced_once_the_person_rests(
    shown: Shown, page: SearchPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        "ownerapp.ui.pages.search.QAccessibleAnnouncementEvent",
        lambda _where, words: said.append(words),
    )
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda _event: None)
    page._announcer.setInterval(60)
    QTest.keyClicks(page.field.field, "camera")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    shown.wait_idle()
    assert said[-1].endswith("results.")
    assert len(said) == 1


def test_each_row_tells_a_screen_reader_what_it_is(shown: Shown, page: SearchPage) -> None:
    type_in(shown, page, "mirror")
    told = QAccessible.queryAccessibleInterface(page.list)
    names = [told.child(number).text(QAccessible.Text.Name) for number in range(told.childCount())]
    assert any("Sensors" in name and "Used for" in name for name in names)


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["en", "zh_Hans", "ar-XB"])
def test_every_line_of_a_row_has_the_room_that_it_needs(
    shown: Shown, page: SearchPage, language: str, percent: int
) -> None:
    shown.window.resize(960, 640)
    shown.session.change(language=language, text_scale_percent=percent)
    wait_read(shown, page)
    type_in(shown, page, "30")
    shown.settle()
    delegate, model = page.list._delegate, page.list.rows_model
    assert model.rows
    for number, row in enumerate(model.rows):
        _left, room = delegate._place(row)
        needed = 0
        for layout in delegate._layouts(number, row):
            needed += round(layout.boundingRect().height())
            for line in range(layout.lineCount()):
                assert layout.lineAt(line).naturalTextWidth() <= room + 1
        assert page.list.visualRect(model.index(number)).height() >= needed


def test_a_notice_that_cannot_be_read_is_said_and_the_others_are_searched(
    shown: Shown, place: Place
) -> None:
    with place.sql() as store:
        store.execute("PRAGMA foreign_keys = OFF")
        hashes = [row[0] for row in store.execute("SELECT notice FROM vehicles").fetchall()]
        present = shown.home.view()
        assert present is not None
        other = next(item for item in hashes if item != present.notice.hash)
        store.execute("UPDATE vehicles SET notice = ? WHERE notice = ?", ("00" * 32, other))
        store.commit()
    shown.window.sidebar.nav.pick("search")
    page = shown.home.page("search")
    assert isinstance(page, SearchPage)
    wait_read(shown, page)
    assert page.banner.isVisible()
    type_in(shown, page, "camera")
    assert rows(page)
