"""The timeline: newest first, and as quick with ten thousand entries as with ten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.event import Event, EventKind, Method
from ownerapp.domain.ids import PracticeId
from ownerapp.presentation import timeline_rows
from ownerapp.presentation.desk import Desk
from ownerapp.presentation.timeline_rows import TimelineEvents, TimelineRows
from ownerapp.ui.pages import timeline
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.timeline import LIST, TimelinePage
from ownerapp.ui.pages.timeline_list import TimelineList
from ownerapp.ui.widgets.buttons import LinkButton
from tests.support.desks import CABIN, DRIVING
from tests.support.windows import Shown

MANY = 10_000
TITLES = {DRIVING: "Driving behaviour"}


def history(count: int) -> TimelineEvents:
    start = datetime(2024, 1, 1, tzinfo=UTC)
    return TimelineEvents.of(
        [
            Event(
                seq=number,
                monotonic_ms=number,
                nonce=f"{number:032x}",
                at=start + timedelta(hours=number),
                kind=EventKind.CONSENT_REFUSED if number % 2 else EventKind.CONSENT_WITHDRAWN,
                practice=DRIVING,
                method=Method.DESKTOP,
            )
            for number in range(count)
        ],
        UTC,
    )


@pytest.fixture
def page(shown: Shown) -> TimelinePage:
    page = shown.go("timeline")
    assert isinstance(page, TimelinePage)
    page.tabs.pick(LIST)
    shown.wait_idle()
    return page


def texts(page: TimelinePage, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = page.list.rows_model
    return [model.data(model.index(number), role) for number in range(model.rowCount())]


def test_the_newest_entry_is_first_and_each_says_when_what_and_which(page: TimelinePage) -> None:
    assert texts(page)[0] == "Driving behaviour: kept off"
    assert texts(page)[1].startswith("Cabin camera clips: turned on until")
    assert texts(page)[-1] == "A car was added with its notice"
    spoken = texts(page, Qt.ItemDataRole.AccessibleTextRole)[0]
    assert spoken.startswith("20 Nov 2026, 22:00, Driving behaviour: kept off")
    assert "Entry " in spoken
    assert page.list.accessibleName() == "Timeline"


def test_a_new_entry_appears_while_the_page_is_looked_at(shown: Shown, page: TimelinePage) -> None:
    before = len(texts(page))
    view = shown.home.view()
    assert view is not None
    folder = str(shown.session.documents_dir())
    shown.session.call(
        lambda desk: desk.records.export(
            view.vehicle,
            folder=folder,
            language=view.notice.native_language,
            interface_language="en",
            formats=("json",),
        )
    )
    shown.wait_idle()
    shown.refresh()
    shown.wait_idle()
    assert len(texts(page)) == before + 1
    assert texts(page)[0] == "A record was exported"


@pytest.mark.parametrize("was_visited", [False, True])
def test_an_entry_named_on_a_card_leads_to_its_row(shown: Shown, was_visited: bool) -> None:
    if was_visited:
        shown.go("timeline")
        shown.wait_idle()
    choices = shown.go("choices")
    assert isinstance(choices, ChoicesPage)
    card = choices.card(CABIN)
    assert card is not None
    card.open_details(True)
    shown.settle()
    (link,) = (item for item in card.findChildren(LinkButton) if item.text().startswith("Entry "))
    assert link.accessibleDescription() == "History"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    shown.wait_idle()

    page = shown.window.stack.currentWidget()
    assert isinstance(page, TimelinePage)
    assert shown.window.sidebar.nav.current_key() == "timeline"
    assert page.list.hasFocus()
    row = page.list.currentIndex()
    assert page.list.viewport().rect().contains(page.list.visualRect(row))
    assert texts(page)[row.row()].startswith("Cabin camera clips: turned on")
    spoken = texts(page, Qt.ItemDataRole.AccessibleTextRole)[row.row()]
    assert spoken.endswith(link.text())


def test_ten_thousand_entries_make_only_the_words_that_are_seen(qtbot: QtBot) -> None:
    rows = TimelineRows(history(MANY), TITLES)
    listed = TimelineList()
    qtbot.addWidget(listed)
    listed.resize(800, 600)
    listed.show()
    listed.show_rows(rows)
    QApplication.processEvents()
    listed.grab()
    assert listed.rows_model.rowCount() == MANY
    assert 0 < len(rows._made) < 60

    listed.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(listed, Qt.Key.Key_End)
    listed.grab()
    assert listed.currentIndex().row() == MANY - 1
    assert listed.visualRect(listed.currentIndex()).bottom() <= listed.viewport().height()
    assert len(rows._made) < 120
    QTest.keyClick(listed, Qt.Key.Key_Home)
    assert listed.currentIndex().row() == 0


def test_the_arrows_move_through_the_list_from_the_newest(page: TimelinePage) -> None:
    page.list.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.list.currentIndex().row() == 0
    assert page.list.shows_focus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.currentIndex().row() == 1


def test_another_language_changes_the_words_and_keeps_the_place(
    shown: Shown, page: TimelinePage
) -> None:
    listed = page.list
    listed.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    english = texts(page)
    shown.speak("zh_Hans")
    assert page.list is listed
    assert listed.currentIndex().row() == 1
    assert len(texts(page)) == len(english)
    assert not set(texts(page)) & set(english)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [420, 800])
def test_a_row_is_high_enough_for_a_long_sentence(
    shown: Shown, qtbot: QtBot, percent: int, width: int
) -> None:
    shown.session.change(text_scale_percent=percent)
    short = TimelineRows(history(4), TITLES)
    long = TimelineRows(history(4), {PracticeId(DRIVING): "A very long title of a practice " * 4})
    listed = TimelineList()
    qtbot.addWidget(listed)
    listed.resize(width, 600)
    listed.show()
    listed.show_rows(short)
    before = listed.row_height()
    listed.show_rows(long)
    line = listed.fontMetrics().height()
    assert listed.row_height() >= before + line
    assert listed.indexAt(QPoint(10, listed.row_height() + 5)).row() == 1


def test_an_empty_history_says_what_will_stand_here(page: TimelinePage) -> None:
    assert not page._empty.isVisible()
    page._on_loaded(TimelineEvents.of((), UTC))
    assert page._empty.isVisible()
    assert not page.list.isVisible()


# ------------------------------------------------------------------------- page by page


def come_to_rest(shown: Shown) -> None:
    """Let everything be read and drawn that is on its way."""
    for _time in range(2):
        shown.settle()
        shown.wait_idle()


@pytest.fixture
def long_page(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> TimelinePage:
    """A timeline of some two hundred entries that is read eight at a time at first."""
    monkeypatch.setattr(timeline, "PAGE", 8)
    monkeypatch.setattr(timeline_rows, "PAGE", 8)
    shown.session.call(_answer_often)
    come_to_rest(shown)
    page = shown.go("timeline")
    assert isinstance(page, TimelinePage)
    page.tabs.pick(LIST)
    come_to_rest(shown)
    return page


def _answer_often(desk: Desk) -> None:
    store = desk._require()
    car = desk.cars()[0]
    notice = desk.notice_of(car)
    with store.ledger.entries() as entries:
        for number in range(200):
            entries.note(
                EventKind.CONSENT_WITHDRAWN if number % 2 else EventKind.CONSENT_GIVEN,
                person=car.person,
                vehicle=car.id,
                practice=DRIVING,
                notice=notice.hash,
            )


def numbers(page: TimelinePage) -> list[int]:
    rows = page.list.rows_model.rows
    assert rows is not None
    return [int(rows.row(at).entry.split()[1]) for at in range(len(rows))]


def test_a_long_history_is_read_as_far_as_it_is_looked_at(
    shown: Shown, long_page: TimelinePage
) -> None:
    model, bar = long_page.list.rows_model, long_page.list.verticalScrollBar()
    come_to_rest(shown)
    first = model.rowCount()
    assert 8 <= first < 100
    seen = [first]
    for _time in range(20):
        bar.setValue(bar.maximum())
        come_to_rest(shown)
        seen.append(model.rowCount())
    assert seen == sorted(seen)
    assert numbers(long_page) == list(range(seen[-1], 0, -1))
    assert seen[-1] > 200


def test_an_entry_further_down_is_read_and_shown(shown: Shown, long_page: TimelinePage) -> None:
    long_page.show_entry(20)
    come_to_rest(shown)
    rows = long_page.list.rows_model.rows
    assert rows is not None
    assert rows.row(long_page.list.currentIndex().row()).entry == "Entry 21"
    assert numbers(long_page) == sorted(numbers(long_page), reverse=True)


def test_an_entry_that_is_not_there_is_looked_for_once(
    shown: Shown, long_page: TimelinePage
) -> None:
    long_page.show_entry(10_000)
    come_to_rest(shown)
    assert not shown.session.tasks.is_busy()
    assert long_page.list.rows_model.rowCount() > 0


def test_a_new_entry_joins_what_was_read_and_the_rest_is_not_read_again(
    shown: Shown, long_page: TimelinePage
) -> None:
    before = numbers(long_page)
    shown.session.call(_answer_often)
    come_to_rest(shown)
    long_page.store_changed()
    come_to_rest(shown)
    after = numbers(long_page)
    assert after == list(range(before[0] + 200, before[-1] - 1, -1))
