"""Decision pair, term tiles and sheet: nothing here may lean towards a yes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.i18n import translator
from ownerapp.ui import theme
from ownerapp.ui.theme import ThemeChoice
from ownerapp.ui.widgets.buttons import ActionButton, DecisionPair
from ownerapp.ui.widgets.sheet import Sheet
from ownerapp.ui.widgets.term_tiles import TermOption, TermTiles

TERMS = (
    TermOption(key="drive", text="This drive", second="Ends when parked"),
    TermOption(key="7d", text="7 days", second="Ends 27 Nov 2026"),
    TermOption(key="3m", text="3 months", second="Ends 20 Feb 2027"),
)
LONG = "Turn on for the whole of this particular drive"


def application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def pair_in(qtbot: QtBot, refuse: str, agree: str, width: int) -> DecisionPair:
    pair = DecisionPair(height=44)
    qtbot.addWidget(pair)
    pair.set_texts(refuse, agree)
    pair.resize(width, 300)
    pair.show()
    QApplication.sendPostedEvents()
    return pair


@pytest.mark.rule("CN-S-06")
@pytest.mark.rule("US-C-06")
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [330, 700])
@pytest.mark.parametrize(
    ("refuse", "agree"),
    [
        ("Keep off", "Turn on"),
        ("保持关闭", "开启至 2027年2月20日"),
        (translator("en-XA").gettext("Keep off"), translator("en-XA").gettext(LONG)),
        (LONG, "On"),
    ],
)
def test_both_answers_have_one_size_font_style_and_row(
    qtbot: QtBot, refuse: str, agree: str, width: int, scale: float
) -> None:
    theme.apply_theme(application(), ThemeChoice.LIGHT, text_scale=scale)
    pair = pair_in(qtbot, refuse, agree, width)
    first, second = pair.refuse_button, pair.agree_button
    assert abs(first.width() - second.width()) <= 1
    assert first.height() == second.height()
    # One row; one below the other only where a word would be cut.
    assert first.y() == second.y() or (first.x() == second.x() and first.y() < second.y())
    assert first.y() == second.y() or width < 2 * first.minimumWidth() + 8
    assert first.font() == second.font()
    assert type(first) is type(second)
    assert first.height() >= second.heightForWidth(second.width())


@pytest.mark.rule("EU-D-05")
def test_keep_off_comes_first_in_both_directions(qtbot: QtBot) -> None:
    pair = pair_in(qtbot, "Keep off", "Turn on", 500)
    assert pair.refuse_button.x() < pair.agree_button.x()
    pair.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.sendPostedEvents()
    assert pair.refuse_button.x() > pair.agree_button.x()
    assert pair.refuse_button.nextInFocusChain() is pair.agree_button


def test_the_two_answers_are_painted_alike(qtbot: QtBot) -> None:
    pair = pair_in(qtbot, "Turn on", "Turn on", 500)
    pictures = [b.grab().toImage() for b in (pair.refuse_button, pair.agree_button)]
    assert pictures[0] == pictures[1]


def test_neither_answer_is_a_default_button(qtbot: QtBot) -> None:
    pair = pair_in(qtbot, "Keep off", "Turn on", 500)
    for button in pair.findChildren(QPushButton):
        assert not button.isDefault()
        assert not button.autoDefault()


def test_each_answer_is_told_once(qtbot: QtBot) -> None:
    pair = pair_in(qtbot, "Keep off", "Turn on", 500)
    with qtbot.waitSignal(pair.refused), qtbot.assertNotEmitted(pair.agreed):
        QTest.keyClick(pair.refuse_button, Qt.Key.Key_Return)
    with qtbot.waitSignal(pair.agreed), qtbot.assertNotEmitted(pair.refused):
        QTest.mouseClick(pair.agree_button, Qt.MouseButton.LeftButton)


@pytest.fixture
def tiles(qtbot: QtBot) -> TermTiles:
    tiles = TermTiles()
    qtbot.addWidget(tiles)
    tiles.set_texts("For how long?", "Choose how long")
    tiles.set_terms(TERMS)
    tiles.resize(700, 200)
    tiles.show()
    return tiles


@pytest.mark.rule("EU-D-02")
def test_no_term_is_chosen_beforehand(tiles: TermTiles) -> None:
    assert tiles.chosen_key() is None
    assert not any(tile.isChecked() for tile in tiles.tiles())


def test_passing_through_with_tab_chooses_nothing(qtbot: QtBot, tiles: TermTiles) -> None:
    tiles.activateWindow()
    for _ in range(5):
        QTest.keyClick(tiles, Qt.Key.Key_Tab)
    assert tiles.chosen_key() is None


def test_a_demand_shows_its_line_and_moves_the_focus(qtbot: QtBot, tiles: TermTiles) -> None:
    tiles.activateWindow()
    qtbot.waitUntil(tiles.isActiveWindow)
    tiles.demand()
    assert tiles.is_demanding()
    assert tiles.focusWidget() is tiles.tiles()[0]
    assert tiles.chosen_key() is None
    with qtbot.waitSignal(tiles.chosen) as chosen:
        QTest.keyClick(tiles.tiles()[0], Qt.Key.Key_Space)
    assert chosen.args == ["drive"]
    assert not tiles.is_demanding()


def test_a_press_anywhere_on_a_tile_chooses_it(qtbot: QtBot, tiles: TermTiles) -> None:
    tile = tiles.tiles()[2]
    corner = QPoint(tile.width() - 2, tile.height() - 2)
    with qtbot.waitSignal(tiles.chosen) as chosen:
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton, pos=corner)
    assert chosen.args == ["3m"]
    assert tiles.chosen_key() == "3m"


def test_new_words_keep_the_chosen_term(tiles: TermTiles) -> None:
    tiles.tiles()[1].setChecked(True)
    tiles.set_terms([TermOption(key=t.key, text="新", second="") for t in TERMS])
    assert tiles.chosen_key() == "7d"
    tiles.set_terms(TERMS[:1])
    assert tiles.chosen_key() is None


def test_tiles_have_one_size_and_names_for_screen_readers(tiles: TermTiles) -> None:
    assert len({(tile.width(), tile.height()) for tile in tiles.tiles()}) == 1
    interface = QAccessible.queryAccessibleInterface(tiles.tiles()[2])
    assert interface.role() is QAccessible.Role.RadioButton
    assert interface.text(QAccessible.Text.Name) == "3 months"
    assert interface.text(QAccessible.Text.Description) == "Ends 20 Feb 2027"


def test_tiles_break_into_rows_instead_of_being_cut(qapp: QApplication, tiles: TermTiles) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2.0)
    tiles.resize(330, 700)
    qapp.processEvents()
    rows = {tile.y() for tile in tiles.tiles()}
    assert len(rows) == 3
    for tile in tiles.tiles():
        assert tile.width() >= tile.minimumSizeHint().width()
        assert tile.height() >= tile.heightForWidth(tile.width())


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    behind = ActionButton("Behind", parent=window)
    behind.setObjectName("behind")
    behind.setGeometry(QRect(10, 10, 100, 36))
    window.resize(1000, 640)
    window.show()
    window.activateWindow()
    behind.setFocus()
    return window


def opened(window: QWidget) -> tuple[Sheet, DecisionPair, TermTiles]:
    sheet = Sheet(window)
    tiles = TermTiles()
    tiles.set_texts("For how long?", "Choose how long")
    tiles.set_terms(TERMS)
    sheet.body.addWidget(tiles)
    pair = DecisionPair(height=44)
    pair.set_texts("Keep off", "Turn on")
    sheet.foot.addWidget(pair)
    sheet.open_over()
    return sheet, pair, tiles


def test_a_sheet_opens_in_the_middle_and_focuses_neither_answer(window: QWidget) -> None:
    sheet, pair, tiles = opened(window)
    assert sheet.width() == 792
    assert abs(sheet.geometry().center().x() - window.rect().center().x()) <= 1
    focused = window.focusWidget()
    assert sheet.isAncestorOf(focused)
    assert focused not in (pair.refuse_button, pair.agree_button)
    assert focused not in tiles.tiles()


@pytest.mark.parametrize("way", ["escape", "outside"])
def test_leaving_a_sheet_is_no_answer(qtbot: QtBot, window: QWidget, way: str) -> None:
    sheet, pair, _ = opened(window)
    with (
        qtbot.waitSignal(sheet.rejected),
        qtbot.assertNotEmitted(sheet.accepted),
        qtbot.assertNotEmitted(pair.refused),
    ):
        if way == "escape":
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        else:
            dim = sheet.parentWidget()
            assert dim is not None
            QTest.mouseClick(dim, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def test_a_press_on_the_sheet_itself_keeps_it_open(qtbot: QtBot, window: QWidget) -> None:
    sheet, _, _ = opened(window)
    with qtbot.assertNotEmitted(sheet.rejected):
        QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert sheet.isVisible()


def test_tab_stays_inside_the_sheet_and_reaches_everything(qtbot: QtBot, window: QWidget) -> None:
    sheet, pair, tiles = opened(window)
    tiles.tiles()[0].setChecked(True)
    seen = []
    for _ in range(8):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
        assert sheet.isAncestorOf(window.focusWidget())
    assert {pair.refuse_button, pair.agree_button, tiles.tiles()[0]} <= set(seen)


def test_the_focus_returns_and_the_sheet_is_freed(qtbot: QtBot, window: QWidget) -> None:
    sheet, _, _ = opened(window)
    freed: list[bool] = []
    sheet.destroyed.connect(lambda: freed.append(True))
    sheet.reject()
    qtbot.waitUntil(lambda: bool(freed))
    assert window.focusWidget().objectName() == "behind"
    assert window.findChildren(Sheet) == []


def test_a_sheet_fits_a_small_window_with_large_text(qapp: QApplication, window: QWidget) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2.0)
    sheet, pair, _ = opened(window)
    assert window.rect().contains(sheet.geometry())
    bottom = pair.mapTo(sheet, QPoint(0, pair.height())).y()
    assert bottom <= sheet.height()


def test_the_window_behind_is_dimmed(window: QWidget) -> None:
    before = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    opened(window)
    after = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    assert after.pixelColor(2, 2).lightness() < before.pixelColor(2, 2).lightness()
