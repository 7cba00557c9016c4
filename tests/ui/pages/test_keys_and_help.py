"""The help: by its key and by a press, with every key that the program hears, over no question."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ownerapp.ui.dialogs.help_sheet import HelpSheet
from ownerapp.ui.dialogs.preview_sheet import PreviewSheet
from ownerapp.ui.dialogs.where_sheet import WhereSheet
from ownerapp.ui.key_table import key_groups
from ownerapp.ui.pages.names import nav_texts
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.widgets.reading_text import TextRow
from tests.support.desks import CABIN
from tests.support.windows import Shown


def press_f1(shown: Shown) -> None:
    QTest.keyClick(QApplication.focusWidget() or shown.window, Qt.Key.Key_F1)
    shown.wait_idle()


def help_of(shown: Shown) -> HelpSheet | None:
    return next((item for item in shown.window.findChildren(HelpSheet) if item.isVisible()), None)


def rows_of(sheet: HelpSheet) -> list[TextRow]:
    return [row for piece in sheet.text.pieces() if isinstance(piece, tuple) for row in piece]


def test_f1_shows_every_key_that_a_shortcut_hears(shown: Shown) -> None:
    for page, _text, _icon in nav_texts():
        shown.go(page)
    PreviewSheet(shown.window, shown.session, "", ())
    native = QKeySequence.SequenceFormat.NativeText
    heard = {
        keys.toString(native)
        for shortcut in shown.window.findChildren(QShortcut)
        for keys in shortcut.keys()[:1]
    }
    assert {"F1", "Ctrl+1", "Ctrl+L", "Ctrl+V", "Ctrl+P"} <= heard
    press_f1(shown)
    sheet = help_of(shown)
    assert sheet is not None
    listed = {part for row in rows_of(sheet) for part in row.label.split(", ")}
    assert heard <= listed
    texts = [row.text for row in rows_of(sheet)]
    assert [text for text in texts if text in {text for _p, text, _i in nav_texts()}] == [
        text for _page, text, _icon in nav_texts()
    ]
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert help_of(shown) is None


def test_it_is_reached_by_mouse_and_leads_to_what_is_where(shown: Shown) -> None:
    settings = shown.go("settings")
    assert isinstance(settings, SettingsPage)
    QTest.mouseClick(settings.help.button, Qt.MouseButton.LeftButton)
    sheet = help_of(shown)
    assert sheet is not None
    QTest.mouseClick(sheet.places_button, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()
    places = next(item for item in shown.window.findChildren(WhereSheet) if item.isVisible())
    places.buttons[1].click()
    shown.wait_idle()
    assert shown.window.sidebar.nav.current_key() == "car"


def test_no_question_is_covered_and_a_first_run_has_no_pages_to_go_to(shown: Shown) -> None:
    shown.go("choices")
    shown.home.flow().ask(CABIN)
    asked = shown.home.flow().sheet()
    assert asked is not None
    press_f1(shown)
    assert help_of(shown) is None
    asked.reject()
    shown.home.add_car_wanted.emit()
    shown.wait_idle()
    run: QWidget | None = shown.window.first_run()
    assert run is not None
    press_f1(shown)
    sheet = help_of(shown)
    assert sheet is not None
    assert not sheet.places_button.isVisibleTo(sheet)
    sheet.close_button.click()
    assert shown.window.first_run() is run


def test_the_list_follows_the_language(shown: Shown) -> None:
    press_f1(shown)
    sheet = help_of(shown)
    assert sheet is not None
    english = rows_of(sheet)
    shown.speak("zh_Hans")
    assert [row.text for row in rows_of(sheet)] != [row.text for row in english]
    assert {row.text for row in rows_of(sheet)} == {
        row.does for group in key_groups() for row in group.rows
    }
    sheet.reject()
    shown.speak("en")
