"""Widgets that only show: texts are whole, named and in their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.i18n import translator
from ownerapp.ui import theme
from ownerapp.ui.forms import FieldRow
from ownerapp.ui.theme import ThemeChoice, Tone
from ownerapp.ui.widgets.banner import Banner, BannerKind
from ownerapp.ui.widgets.chip import Chip, ChipKind, ChipRow, ChipSpec
from ownerapp.ui.widgets.details import DetailsGrid, Pair
from ownerapp.ui.widgets.drop_area import DropArea
from ownerapp.ui.widgets.fields import ChoiceField, RadioList, TextField
from ownerapp.ui.widgets.icon_text import IconText
from ownerapp.ui.widgets.meter import Cell, Meter
from ownerapp.ui.widgets.nav import NavItem, Sidebar
from ownerapp.ui.widgets.practice_card import PracticeCard
from ownerapp.ui.widgets.reach import Reach, ReachRoute, Stop
from ownerapp.ui.widgets.result_panel import LineMark, ResultKind, ResultLine, ResultPanel
from ownerapp.ui.widgets.rows_list import Column, RowsList
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.toggle import Mark

STRETCHED = translator("en-XA").gettext
CHIPS = (
    ChipSpec(text="Sensitive", icon="finger", kind=ChipKind.ATTENTION),
    ChipSpec(text="Stored in mainland China", reach=Reach.TERRITORY),
    ChipSpec(text="Kept 30 days", icon="clock"),
)
PAIRS = (
    Pair(label="What", text="Video clips of 10 seconds, with speed and time. No sound."),
    Pair(label="Who receives it", text="The car maker in Shanghai."),
)


def settle(app: QApplication) -> None:
    for _ in range(5):
        app.processEvents()


def practice_card() -> PracticeCard:
    card = PracticeCard()
    card.set_texts(
        STRETCHED("Cabin camera clips"),
        STRETCHED("After a crash or hard braking, a short video of the people inside is sent."),
        "cabin",
    )
    card.set_chips([ChipSpec(text=STRETCHED(c.text), icon=c.icon, reach=c.reach) for c in CHIPS])
    card.set_details(
        "Details", "Hide details", [Pair(label=p.label, text=STRETCHED(p.text)) for p in PAIRS]
    )
    card.set_state(
        on=True,
        word=STRETCHED("On until 20 Feb 2027"),
        icon="dcheck",
        second=STRETCHED("Confirmed by the car"),
        tone=Tone.OK,
    )
    return card


@pytest.mark.parametrize("width", [420, 700, 960])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_no_text_of_a_card_is_cut(
    qapp: QApplication, qtbot: QtBot, width: int, scale: float, direction: Qt.LayoutDirection
) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=scale)
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    column = QVBoxLayout(window)
    card = practice_card()
    card.open_details(True)
    column.addWidget(card)
    column.addStretch(1)
    window.resize(width, 3000)
    window.show()
    settle(qapp)
    checked = 0
    for text in card.findChildren(Text):
        if text.isVisible() and text.text():
            metrics = text.fontMetrics()
            assert text.height() >= text.heightForWidth(text.width()), text.text()
            longest = max(metrics.horizontalAdvance(w) for w in text.text().split())
            assert text.width() >= longest, text.text()
            checked += 1
    for chip in card.findChildren(Chip):
        assert chip.height() >= chip.heightForWidth(chip.width())
        assert chip.x() >= 0
    assert checked >= 6
    for child in card.findChildren(QWidget):
        if child.isVisible() and isinstance(child, (Text, Chip)):
            corner = child.mapTo(card, QPoint(0, 0))
            assert corner.x() >= 0
            assert corner.x() + child.width() <= card.width() + 1


@pytest.mark.rule("US-C-08")
def test_a_card_changes_switch_words_and_description_together(qtbot: QtBot) -> None:
    card = practice_card()
    qtbot.addWidget(card)
    assert card.toggle is not None
    card.set_state(on=False, word="Off")
    assert not card.toggle.is_on()
    assert card.state.word() == "Off"
    card.set_state(
        on=False, word="Turning on", second="Waiting for the car", icon="wait", mark=Mark.WAITING
    )
    interface = QAccessible.queryAccessibleInterface(card.toggle)
    said = interface.text(QAccessible.Text.Description)
    assert said == "Turning on Waiting for the car"
    with qtbot.waitSignal(card.requested) as asked:
        card.toggle.click()
    assert asked.args == [True]
    assert not card.toggle.is_on()


def test_a_required_card_has_no_switch(qtbot: QtBot) -> None:
    card = PracticeCard(required=True)
    qtbot.addWidget(card)
    card.set_state(on=True, word="Always on")
    assert card.toggle is None
    assert card.state.word() == "Always on"


def test_details_open_and_fold_by_keyboard(qtbot: QtBot) -> None:
    card = practice_card()
    qtbot.addWidget(card)
    card.show()
    QTest.keyClick(card.details_button, Qt.Key.Key_Return)
    assert card.are_details_open()
    assert card.details_button.text() == "Hide details"
    QTest.keyClick(card.details_button, Qt.Key.Key_Space)
    assert not card.are_details_open()


def test_showing_a_part_before_it_has_a_parent_opens_no_window(qapp: QApplication) -> None:
    before = len(qapp.topLevelWidgets())
    row, banner = ChipRow(), Banner()
    row.set_chips(CHIPS)
    banner.say(BannerKind.OK, "Record saved and checked.")
    assert not row.isVisible()
    assert not banner.isVisible()
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(row)
    column.addWidget(banner)
    assert row.isVisibleTo(window)
    assert banner.isVisibleTo(window)
    window.deleteLater()
    assert len(qapp.topLevelWidgets()) >= before


def test_chips_wrap_and_are_mirrored(qapp: QApplication, qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.set_chips(CHIPS)
    row.resize(600, 100)
    row.show()
    settle(qapp)
    chips = row.findChildren(Chip)
    assert [c.y() for c in chips] == [chips[0].y()] * 3
    assert chips[0].height() == 22
    left = [c.x() for c in chips]
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle(qapp)
    assert [600 - c.x() - c.width() for c in chips] == left
    row.resize(200, 200)
    settle(qapp)
    assert len({c.y() for c in chips}) >= 2


def test_new_chips_reuse_the_old_ones(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.set_chips(CHIPS)
    first = row.findChildren(Chip)[0]
    row.set_chips([ChipSpec(text="Not kept")])
    assert first.accessibleName() == "Not kept"
    row.set_chips([])
    assert row.isHidden()


def test_the_meter_says_in_words_what_it_shows(qtbot: QtBot) -> None:
    meter = Meter()
    qtbot.addWidget(meter)
    meter.set_counts(confirmed=2, recorded=1, total=12, name="3 of 12 on")
    assert meter.cells() == (Cell.CONFIRMED,) * 2 + (Cell.RECORDED,) + (Cell.EMPTY,) * 9
    assert meter.sizeHint().width() == 12 * 13 - 2
    interface = QAccessible.queryAccessibleInterface(meter)
    assert interface.text(QAccessible.Text.Name) == "3 of 12 on"


def test_many_meter_cells_use_several_rows(qtbot: QtBot) -> None:
    meter = Meter()
    qtbot.addWidget(meter)
    meter.set_counts(confirmed=0, recorded=0, total=50, name="")
    assert meter.heightForWidth(260) > meter.heightForWidth(700)


def test_a_banner_is_hidden_until_it_says_something(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say(BannerKind.STOP, "Entry 131 was changed outside this app.", "See entry")
    assert banner.minimumHeight() >= 40
    with qtbot.waitSignal(banner.link_pressed):
        banner._link.click()
    banner.clear()
    assert banner.isHidden()


def test_details_reflow_to_one_column(qapp: QApplication, qtbot: QtBot) -> None:
    grid = DetailsGrid()
    qtbot.addWidget(grid)
    grid.set_pairs(PAIRS)
    grid.resize(800, 200)
    grid.show()
    settle(qapp)
    labels = [t for t in grid.findChildren(QLabel) if t.text() in {"What", "Who receives it"}]
    assert labels[0].y() == labels[1].y()
    grid.resize(400, 300)
    settle(qapp)
    assert labels[0].x() == labels[1].x()
    assert labels[0].y() < labels[1].y()


def test_links_in_details_work(qtbot: QtBot) -> None:
    pressed: list[str] = []
    grid = DetailsGrid()
    qtbot.addWidget(grid)
    grid.set_pairs([Pair(label="Record", text="Entry 146", on_press=lambda: pressed.append("x"))])
    button = grid.findChildren(QWidget)[1]
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["x"]


def test_the_route_says_every_stop(qtbot: QtBot) -> None:
    route = ReachRoute()
    qtbot.addWidget(route)
    route.set_route(
        Reach.CAR, (Stop(title="In the car"), Stop(title="EU"), Stop(title="Outside the EU"))
    )
    titles = [t for t in route.findChildren(Text) if t.text()]
    assert [t.text() for t in titles] == ["In the car", "EU", "Outside the EU"]
    assert [t.font().bold() for t in titles] == [True, False, False]


def test_a_result_says_its_word_first(qtbot: QtBot) -> None:
    panel = ResultPanel()
    qtbot.addWidget(panel)
    panel.show_result(
        ResultKind.NOT_VALID,
        "Not valid",
        "record.pdf",
        [ResultLine(mark=LineMark.FAILED, text="The file was changed after it was signed")],
    )
    interface = QAccessible.queryAccessibleInterface(panel)
    assert interface.text(QAccessible.Text.Name) == "Not valid"
    assert panel.findChildren(Text)[0].text() == "Not valid"
    panel.set_close_name("Close")
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()


def test_rows_are_replaced_whole(qapp: QApplication, qtbot: QtBot) -> None:
    rows = RowsList((Column(stretch=1), Column()))
    qtbot.addWidget(rows)
    rows.set_headers(("Date", "Status"))
    for key in ("1", "2"):
        rows.add_row(key, (f"Row {key}", IconText("check", "Valid", tone=Tone.OK)))
    rows.select("2")
    rows.resize(500, 200)
    rows.show()
    settle(qapp)
    texts = [t.text() for t in rows.findChildren(Text)]
    assert "Row 1" in texts
    rows.clear()
    assert rows.count() == 0
    qtbot.waitUntil(lambda: "Row 1" not in [t.text() for t in rows.findChildren(Text)])


def dropped(area: DropArea, *urls: QUrl, text: str = "") -> QDropEvent:
    data = QMimeData()
    if urls:
        data.setUrls(list(urls))
    if text:
        data.setText(text)
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    area.dropEvent(event)
    return event


def test_exactly_one_local_file_can_be_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    area = DropArea()
    qtbot.addWidget(area)
    file = QUrl.fromLocalFile(str(tmp_path / "record.pdf"))
    with qtbot.waitSignal(area.file_dropped) as signal:
        dropped(area, file)
    assert signal.args == [tmp_path / "record.pdf"]
    with qtbot.assertNotEmitted(area.file_dropped):
        dropped(area, file, file)
        dropped(area, QUrl("https://example.org/record.pdf"))


def test_a_text_can_be_dropped_but_not_the_address_of_a_page(qtbot: QtBot) -> None:
    area = DropArea()
    qtbot.addWidget(area)
    with qtbot.waitSignal(area.text_dropped) as signal:
        dropped(area, text="VC1:ABC")
    assert signal.args == ["VC1:ABC"]
    with qtbot.assertNotEmitted(area.text_dropped), qtbot.assertNotEmitted(area.file_dropped):
        dropped(area, QUrl("https://example.org/record.pdf"), text="VC1:ABC")
        dropped(area)


def test_the_buttons_of_the_drop_area_do_the_same_by_keyboard(qtbot: QtBot) -> None:
    area = DropArea()
    qtbot.addWidget(area)
    area.set_texts("Drop a record", "PDF or JSON", "Choose a file", "Paste", "It stays here.")
    with qtbot.waitSignal(area.choose_pressed):
        QTest.keyClick(area.button, Qt.Key.Key_Return)
    with qtbot.waitSignal(area.paste_pressed):
        QTest.keyClick(area.paste_link, Qt.Key.Key_Return)


@pytest.fixture
def sidebar(qtbot: QtBot) -> Sidebar:
    side = Sidebar()
    qtbot.addWidget(side)
    side.vehicle.show_car(name="A car", plate="沪A·D41827", state="", icon="")
    side.nav.set_items(
        [
            NavItem(key=key, text=key.title(), icon="doc")
            for key in ("choices", "timeline", "records")
        ]
    )
    side.foot.show_state("History intact", "148 entries")
    side.resize(232, 700)
    side.show()
    return side


def test_the_pages_are_reached_by_arrow_keys(qtbot: QtBot, sidebar: Sidebar) -> None:
    assert sidebar.nav.current_key() == "choices"
    with qtbot.waitSignal(sidebar.nav.picked) as picked:
        QTest.keyClick(sidebar.nav, Qt.Key.Key_Down)
    assert picked.args == ["timeline"]
    with qtbot.waitSignal(sidebar.nav.picked) as picked:
        sidebar.nav.pick("records")
    assert picked.args == ["records"]


def test_the_narrow_sidebar_keeps_its_words_as_tooltips_and_names(sidebar: Sidebar) -> None:
    model = sidebar.nav.model()
    index = model.index(1, 0)
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) is None
    sidebar.set_compact(True)
    assert sidebar.width() == theme.SIDEBAR_COMPACT_WIDTH
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) == "Timeline"
    interface = QAccessible.queryAccessibleInterface(sidebar.nav)
    assert interface.role() is QAccessible.Role.List
    assert interface.child(1).text(QAccessible.Text.Name) == "Timeline"
    assert interface.child(0).state().selected


def test_rows_are_forty_high_and_grow_with_the_text(qapp: QApplication, sidebar: Sidebar) -> None:
    assert sidebar.nav.sizeHintForRow(0) == 42
    theme.apply_theme(qapp, ThemeChoice.LIGHT, text_scale=2.0)
    assert sidebar.nav.sizeHintForRow(0) == 62


def test_a_plate_reads_left_to_right_everywhere(sidebar: Sidebar) -> None:
    sidebar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert sidebar.vehicle._plate.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_a_form_row_joins_label_field_help_and_error(qtbot: QtBot) -> None:
    field = TextField()
    row = FieldRow(field)
    qtbot.addWidget(row)
    row.set_texts("VIN", "On the windscreen.")
    row.show()
    row.activateWindow()
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface.text(QAccessible.Text.Name) == "VIN"
    assert interface.text(QAccessible.Text.Description) == "On the windscreen."
    assert row.findChildren(QLabel)[0].buddy() is field
    row.set_error("A VIN has 17 letters and digits.")
    assert row.focusWidget() is field
    said = QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Description)
    assert said.startswith("A VIN has 17")
    row.set_error("")
    assert row.error() == ""


def test_fields_tell_what_the_person_chose_and_only_that(qtbot: QtBot) -> None:
    choice, radios = ChoiceField(), RadioList()
    for field in (choice, radios):
        qtbot.addWidget(field)
        field.set_choices((("a", "One"), ("b", "Two")))
        with qtbot.assertNotEmitted(field.picked):
            field.pick("b")
        assert field.key() == "b"
        field.set_choices((("a", "Eins"), ("b", "Zwei")))
        assert field.key() == "b"
    with qtbot.waitSignal(radios.picked) as picked:
        radios.rows()[0].click()
    assert picked.args == ["a"]
