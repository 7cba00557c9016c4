"""The drawn timeline: the date line by mouse and keys, the answer for each day, the zoom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.evidence import EvidenceLevel
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.span import DayWord, Span, SpanEnd
from ownerapp.presentation.strips_page import DayItem
from ownerapp.ui.pages import names
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.timeline import TimelinePage
from ownerapp.ui.pages.timeline_picture import DayPanel
from ownerapp.ui.widgets import timeline_chart
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.widgets.timeline_chart import ZOOMS, ChartContent, ChartRow, TimelineChart
from tests.support.windows import Shown

TODAY = date(2026, 11, 20)
MONTHS = tuple(str(number) for number in range(1, 13))


@pytest.fixture
def page(shown: Shown) -> TimelinePage:
    page = shown.go(names.TIMELINE)
    assert isinstance(page, TimelinePage)
    shown.settle()
    return page


def said(page: TimelinePage) -> list[str]:
    return [text.text() for text in page.picture.panel.findChildren(Text) if text.isVisible()]


def test_today_is_told_first(page: TimelinePage) -> None:
    assert page.shows_picture()
    assert page.picture.day() == TODAY
    answer = "1 of 19 optional collections is on. 1 changed on that day. Notice 1.0 applied."
    assert answer in said(page)
    assert "Cabin camera clips" in said(page)


def test_the_arrow_keys_move_a_day_and_page_keys_a_month(page: TimelinePage) -> None:
    chart = page.picture.chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    for key, day in (
        (Qt.Key.Key_Left, date(2026, 11, 19)),
        (Qt.Key.Key_PageUp, date(2026, 10, 19)),
        (Qt.Key.Key_PageUp, date(2026, 9, 19)),
        (Qt.Key.Key_PageDown, date(2026, 10, 19)),
        (Qt.Key.Key_Right, date(2026, 10, 20)),
        (Qt.Key.Key_End, TODAY),
        (Qt.Key.Key_Right, TODAY),
    ):
        QTest.keyClick(chart, key)
        assert page.picture.day() == day


def test_a_screen_reader_hears_the_day_and_its_answer(shown: Shown, page: TimelinePage) -> None:
    told = QAccessible.queryAccessibleInterface(page.picture.chart)
    assert told.role() is QAccessible.Role.Slider
    assert "20 Nov 2026" in told.text(QAccessible.Text.Description)
    page.picture.chart.move_to(TODAY - timedelta(days=3))
    shown.settle()
    assert "Not sure" in told.text(QAccessible.Text.Description)


def test_before_the_car_was_here_nobody_is_sure_and_nothing_is_exported(
    shown: Shown, page: TimelinePage
) -> None:
    page.picture.chart.move_to(date(2026, 5, 3))
    shown.settle()

    assert "On 3 May 2026" in said(page)
    assert "Not sure: the car was not in this program yet on this day." in said(page)
    assert not page.picture.panel.export_button.isVisible()


def test_the_mouse_takes_the_date_line_along(page: TimelinePage) -> None:
    chart = page.picture.chart
    wanted = date(2026, 11, 14)
    x = round((chart.x_of(wanted) + chart.x_of(wanted + timedelta(days=1))) / 2)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(x, 120))
    assert abs((page.picture.day() - wanted).days) <= 1


@pytest.mark.parametrize(("days", "zoom"), [(0, 0), (30, 0), (31, 1), (91, 1), (92, 2), (4000, 2)])
def test_at_first_no_more_time_is_shown_than_something_happened_in_and_at_most_a_year(
    qapp: QApplication, days: int, zoom: int
) -> None:
    chart = chart_of(first=TODAY - timedelta(days=days))
    assert chart.zoom() == zoom
    chart.set_zoom(3)
    chart.show_content(
        ChartContent(rows=(), first=TODAY - timedelta(days=days + 1), last=TODAY, zone=UTC), MONTHS
    )
    assert chart.zoom() == 3


def test_the_buttons_do_what_the_keys_do(page: TimelinePage) -> None:
    page.back_button.click()
    assert page.picture.day() == date(2026, 11, 19)
    page.on_button.click()
    assert page.picture.day() == TODAY
    for _ in ZOOMS:
        page.nearer_button.click()
    assert page.picture.chart.zoom() == 0
    assert not page.nearer_button.isEnabled()
    for _ in ZOOMS:
        page.further_button.click()
    assert page.picture.chart.zoom() == len(ZOOMS) - 1
    assert not page.further_button.isEnabled()


def test_a_day_is_exported_from_its_answer(shown: Shown, page: TimelinePage) -> None:
    assert page.picture.panel.export_button.isVisible()
    page.picture.panel.export_button.click()
    shown.wait_idle()
    shown.settle()
    records = shown.home.page(names.RECORDS)
    assert isinstance(records, RecordsPage)
    dialog = records.export_dialog()
    assert dialog is not None
    dialog.reject()


def test_another_language_tells_the_same_day(shown: Shown, page: TimelinePage) -> None:
    shown.speak("zh_Hans")
    assert page.picture.day() == TODAY
    assert any("2026年11月20日" in text for text in said(page))


def chart_of(bars: tuple[Span, ...] = (), *, first: date = date(2016, 1, 1)) -> TimelineChart:
    chart = TimelineChart()
    chart.resize(900, 300)
    row = ChartRow(icon="camera", title="Row", bars=bars)
    chart.show_content(ChartContent(rows=(row,), first=first, last=TODAY, zone=UTC), MONTHS)
    return chart


@pytest.mark.parametrize("zoom", range(len(ZOOMS)))
def test_zooming_keeps_the_date_line_in_sight(qtbot: QtBot, zoom: int) -> None:
    chart = chart_of()
    qtbot.addWidget(chart)
    for day in (date(2026, 1, 1), date(2020, 2, 29), date(2016, 1, 1), TODAY):
        chart.move_to(day)
        chart.set_zoom(zoom)
        first, last = chart.shown_days()
        assert first <= chart.day() <= last <= TODAY
        assert 0 <= chart.x_of(chart.day()) <= chart.width()


def test_a_day_under_the_pointer_is_the_day_that_is_drawn_there(qtbot: QtBot) -> None:
    chart = chart_of()
    qtbot.addWidget(chart)
    for zoom in range(3):
        chart.set_zoom(zoom)
        first, last = chart.shown_days()
        day = first
        while day <= last:
            middle = (chart.x_of(day) + chart.x_of(day + timedelta(days=1))) / 2
            assert chart._day_at(middle) == day
            day += timedelta(days=7)


def test_a_hundred_thousand_bars_are_drawn_by_what_is_seen_of_them(qtbot: QtBot) -> None:
    step = timedelta(minutes=50)
    begin = datetime(2026, 11, 20, tzinfo=UTC) - 100_000 * step
    bars = tuple(
        Span(
            since=begin + number * step,
            until=begin + number * step + step / 2,
            end=SpanEnd.TURNED_OFF,
            evidence=EvidenceLevel.RECORDED,
        )
        for number in range(100_000)
    )
    chart = chart_of(bars)
    qtbot.addWidget(chart)
    drawn: list[int] = []
    fill = chart._fill_bars

    def counted(painter: QPainter, full: Sequence[QRectF], striped: Sequence[QRectF]) -> None:
        drawn.append(len(full) + len(striped))
        fill(painter, full, striped)

    chart._fill_bars = counted  # type: ignore[method-assign] # only to count
    for zoom in range(len(ZOOMS)):
        chart.set_zoom(zoom)
        drawn.clear()
        chart.grab()
        assert 0 < sum(drawn) <= chart.width() / 2


def test_many_bars_come_in_turns_and_look_as_if_they_had_come_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(chart: TimelineChart) -> QImage:
        before = None
        image = chart.grab().toImage()
        while image != before:
            before, image = image, chart.grab().toImage()
        return image

    first = TODAY - timedelta(days=300)
    begin = datetime.combine(first, time(), tzinfo=UTC)
    bars = tuple(
        Span(
            since=begin + timedelta(days=5 * number),
            until=begin + timedelta(days=5 * number + 3),
            end=SpanEnd.TURNED_OFF,
            evidence=EvidenceLevel.RECORDED,
        )
        for number in range(60)
    )
    rows = tuple(
        ChartRow(icon="camera", title=f"Camera {number}", bars=bars) for number in range(6)
    )
    content = ChartContent(rows=rows, first=first, last=TODAY, zone=UTC)
    charts = []
    for at_once in (timeline_chart._BARS_AT_ONCE, 10_000):
        monkeypatch.setattr(timeline_chart, "_BARS_AT_ONCE", at_once)
        chart = TimelineChart()
        qtbot.addWidget(chart)
        chart.resize(900, 400)
        chart.show_content(content, MONTHS)
        chart.grab()
        charts.append((len(chart._bars_drawn), drawn(chart)))
    (some, slowly), (all_rows, at_once_drawn) = charts
    assert 0 < some < all_rows == len(rows)
    assert slowly == at_once_drawn


def test_moving_the_date_line_draws_no_strip_again(qtbot: QtBot) -> None:
    chart = chart_of(bars=())
    qtbot.addWidget(chart)
    chart.grab()
    before = chart._still_layer(chart.rect(), 0).cacheKey()
    chart.move_to(TODAY - timedelta(days=3))
    chart.grab()
    assert chart._still_layer(chart.rect(), 0).cacheKey() == before
    chart.set_zoom(0)
    chart.grab()
    assert chart._still_layer(chart.rect(), 0).cacheKey() != before


def test_the_answer_is_as_high_as_what_it_says_also_after_a_day_with_more(qtbot: QtBot) -> None:
    items = tuple(
        DayItem(
            practice=PracticeId(str(number)),
            title=f"Practice {number}",
            word=DayWord.ON,
            said="Your choice was on\nRecorded here",
            is_confirmed=False,
        )
        for number in range(9)
    )
    used, fresh = DayPanel(), DayPanel()
    for panel, first in ((used, items), (fresh, items[:1])):
        qtbot.addWidget(panel)
        panel.resize(800, 400)
        panel.show()
        panel.show_day("On 1 May 2026", "So it was.", (), first, "Export")
        QApplication.processEvents()
    used.show_day("On 1 May 2026", "So it was.", (), items[:1], "Export")
    layout = used.layout()
    assert layout is not None
    layout.invalidate()
    layout.activate()
    # At once, as the page measures it.
    assert used.heightForWidth(800) == fresh.heightForWidth(800)
