"""Notices in files: shown before anything is kept, and each thing by its own button."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ownerapp.domain.ids import PracticeId
from ownerapp.domain.trust import TrustLevel
from ownerapp.ui.dialogs.notice_sheet import NoticeFileSheet
from ownerapp.ui.dialogs.said_sheet import SaidSheet
from ownerapp.ui.pages.choices import ChoicesPage
from ownerapp.ui.pages.compare import ComparePage
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.settings import SettingsPage
from tests.support.desks import CABIN
from tests.support.notice_files import (
    AUTHOR,
    OTHER_AUTHOR,
    changed,
    fingerprint_of,
    pack_bytes,
    pack_file,
)
from tests.support.windows import Shown


def take(shown: Shown, path: str) -> NoticeFileSheet:
    shown.home.take_file(Path(path))
    shown.wait_idle()
    sheet = shown.home.importing().sheet()
    assert sheet is not None
    return sheet


def refused(shown: Shown, path: str) -> SaidSheet:
    shown.home.take_file(Path(path))
    shown.wait_idle()
    assert shown.home.importing().sheet() is None
    said = shown.home.importing().said()
    assert said is not None
    return said


def imported(shown: Shown) -> list[str]:
    found: list[list[str]] = []
    shown.session.call(
        lambda desk: [item.notice.version for item in desk.notices.imported()], found.append
    )
    shown.wait_idle()
    return found[0]


def accepted(shown: Shown) -> list[str]:
    found: list[list[str]] = []
    shown.session.call(
        lambda desk: [key.fingerprint for key in desk.notices.accepted_keys()], found.append
    )
    shown.wait_idle()
    return found[0]


@pytest.fixture
def signed(tmp_path: Path) -> str:
    return pack_file(tmp_path, pack_bytes(signed_by=AUTHOR, version="2.0"))


def test_a_signed_notice_shows_its_key_and_nothing_is_answered_yet(
    shown: Shown, signed: str
) -> None:
    sheet = take(shown, signed)
    assert sheet.key.fingerprint.text() == fingerprint_of(AUTHOR)
    assert sheet.key.fingerprint.isVisible()
    assert "have not accepted" in sheet.trust_line.text()
    buttons = [
        button
        for pair in (sheet.key.pair, sheet.pair)
        for button in (pair.refuse_button, pair.agree_button)
    ]
    assert not any(button.hasFocus() or button.isDefault() for button in buttons)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    shown.wait_idle()
    assert imported(shown) == []
    assert accepted(shown) == []


def test_return_presses_neither_answer(shown: Shown, signed: str) -> None:
    sheet = take(shown, signed)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Return)
    shown.wait_idle()
    assert shown.home.importing().sheet() is sheet
    assert imported(shown) == []
    assert accepted(shown) == []
    sheet.reject()


def test_accepting_the_key_keeps_nothing_and_keeping_accepts_nothing(
    shown: Shown, signed: str
) -> None:
    sheet = take(shown, signed)
    sheet.key.pair.agree_button.click()
    shown.wait_idle()
    assert accepted(shown) == [fingerprint_of(AUTHOR)]
    assert imported(shown) == []
    assert sheet.trust_line.text().startswith("Signed by Example Motors")
    assert not sheet.key.isVisible()
    sheet.reject()
    shown.wait_idle()


def test_keeping_a_notice_accepts_no_key(shown: Shown, signed: str) -> None:
    sheet = take(shown, signed)
    sheet.key.pair.refuse_button.click()
    assert not sheet.key.pair.isVisible()
    sheet.pair.agree_button.click()
    shown.wait_idle()
    assert imported(shown) == ["2.0"]
    assert accepted(shown) == []
    assert sheet.pair.agree_button.text() == "Use it for Little Blue"
    sheet.reject()
    shown.wait_idle()


def test_a_kept_notice_is_used_only_when_the_person_says_so(shown: Shown, signed: str) -> None:
    before = shown.home.view()
    assert before is not None
    sheet = take(shown, signed)
    sheet.pair.agree_button.click()
    shown.wait_idle()
    view = shown.home.view()
    assert view is not None
    assert view.notice.hash == before.notice.hash
    sheet.pair.agree_button.click()
    shown.wait_idle()
    shown.settle()
    view = shown.home.view()
    assert view is not None
    assert view.notice.version == "2.0"
    assert view.trust.level is TrustLevel.SIGNED_NOT_ACCEPTED
    assert shown.home.importing().sheet() is None
    assert isinstance(shown.window.stack.currentWidget(), ChoicesPage)
    # The yes to the cabin camera goes on: its meaning is the same in both.
    assert [
        item.practice.id for item in view.choices if item.choice and item.choice.is_on(view.now)
    ]


def test_a_kept_notice_that_is_opened_again_is_not_kept_twice(shown: Shown, signed: str) -> None:
    sheet = take(shown, signed)
    sheet.pair.agree_button.click()
    shown.wait_idle()
    sheet.reject()
    shown.wait_idle()
    sheet = take(shown, signed)
    assert sheet.pair.agree_button.text() == "Use it for Little Blue"
    sheet.reject()
    shown.wait_idle()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (changed(pack_bytes(signed_by=AUTHOR)), "changed after it was signed"),
        (b'{"notice_pack": "9.0"}', "version that this program does not know"),
        (b'{"notice_pack": "1.0"}', "has a mistake"),
        (b'{"notice_pack": "1.0", ' + b" " * (8 * 1024 * 1024) + b'"id": "x"}', "larger than any"),
        (b'{"notice_pack": "1.0", broken', "not a notice pack"),
    ],
    ids=["broken", "newer", "mistake", "too-large", "not-json"],
)
def test_a_file_that_is_no_good_notice_is_explained_and_nothing_is_kept(
    shown: Shown, tmp_path: Path, data: bytes, words: str
) -> None:
    said = refused(shown, pack_file(tmp_path, data))
    assert words in said.said().title
    assert said.said().next_step
    said.close_button.click()
    shown.wait_idle()
    assert shown.home.importing().said() is None
    assert imported(shown) == []


def test_other_bytes_under_a_known_version_are_refused_on_the_sheet(
    shown: Shown, tmp_path: Path, signed: str
) -> None:
    take(shown, signed).pair.agree_button.click()
    shown.wait_idle()
    first = shown.home.importing().sheet()
    assert first is not None
    first.reject()
    shown.wait_idle()
    other = pack_file(tmp_path, pack_bytes(signed_by=OTHER_AUTHOR, version="2.0"), "other.json")
    sheet = take(shown, other)
    sheet.pair.agree_button.click()
    shown.wait_idle()
    assert "another notice with the same name and version" in sheet.banner.text()
    assert sheet.pair.isEnabled()
    assert imported(shown) == ["2.0"]
    sheet.reject()
    shown.wait_idle()


def test_the_whole_notice_can_be_read_beside_the_sheet(shown: Shown, signed: str) -> None:
    sheet = take(shown, signed)
    sheet.read_link.click()
    shown.wait_idle()
    shown.settle()
    windows = [item for item in QApplication.topLevelWidgets() if item is not shown.window]
    beside = [item for item in windows if item.isVisible() and item.isWindow()]
    assert len(beside) == 1
    beside[0].close()
    sheet.reject()
    shown.wait_idle()


def test_the_words_of_an_open_sheet_follow_the_language(shown: Shown, signed: str) -> None:
    sheet = take(shown, signed)
    before = sheet.trust_line.text()
    shown.speak("zh_Hans")
    assert sheet.trust_line.text() != before
    sheet.reject()
    shown.wait_idle()


# ------------------------------------------------------------------- dropping


def drop(shown: Shown, path: str) -> bool:
    """Drop a file on the window as a desktop does; say whether it is taken."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path)])
    action, nothing = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(200, 200), action, mime, Qt.MouseButton.LeftButton, nothing)
    enter.ignore()
    QApplication.sendEvent(shown.window, enter)
    if not enter.isAccepted():
        return False
    dropped = QDropEvent(QPointF(200, 200), action, mime, Qt.MouseButton.LeftButton, nothing)
    QApplication.sendEvent(shown.window, dropped)
    shown.wait_idle()
    return True


def test_a_notice_dropped_on_the_window_is_opened(shown: Shown, signed: str) -> None:
    assert drop(shown, signed)
    sheet = shown.home.importing().sheet()
    assert sheet is not None
    assert not drop(shown, signed)
    sheet.reject()
    shown.wait_idle()


def test_anything_else_dropped_on_the_window_is_checked_as_a_record(
    shown: Shown, tmp_path: Path
) -> None:
    other = tmp_path / "record.json"
    other.write_text(json.dumps({"a": 1}), encoding="utf-8")
    assert drop(shown, str(other))
    page = shown.window.stack.currentWidget()
    assert isinstance(page, RecordsPage)
    assert page.check_area.panel.isVisible()
    assert shown.window.sidebar.nav.current_key() == "records"


def test_a_notice_dropped_where_records_are_checked_is_opened_too(
    shown: Shown, signed: str
) -> None:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    page.check_area.drop.file_dropped.emit(Path(signed))
    shown.wait_idle()
    sheet = shown.home.importing().sheet()
    assert sheet is not None
    assert not page.check_area.panel.isVisible()
    sheet.reject()
    shown.wait_idle()


def test_a_file_that_is_gone_is_said_on_the_records_page(shown: Shown, tmp_path: Path) -> None:
    shown.home.take_file(tmp_path / "gone.json")
    shown.wait_idle()
    page = shown.window.stack.currentWidget()
    assert isinstance(page, RecordsPage)
    assert page.banner.isVisible()


# ------------------------------------------------------------------- settings


@pytest.fixture
def page(shown: Shown, signed: str) -> SettingsPage:
    """The settings after a notice was kept and its key accepted."""
    sheet = take(shown, signed)
    sheet.key.pair.agree_button.click()
    shown.wait_idle()
    sheet.pair.agree_button.click()
    shown.wait_idle()
    sheet.reject()
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    return page


def test_the_settings_list_what_is_kept_and_accepted(page: SettingsPage) -> None:
    assert len(page.notices.notices.lines()) == 1
    (key,) = page.notices.keys.lines()
    assert key.link.text() == "Forget"
    assert key.link.accessibleDescription() == "Example Motors"


def test_a_key_is_forgotten_only_after_a_question_whose_default_is_cancel(
    shown: Shown, page: SettingsPage
) -> None:
    (line,) = page.notices.keys.lines()
    line.link.click()
    sheet = page.known.sheet()
    assert sheet is not None
    assert sheet.cancel_button.hasFocus()
    sheet.cancel_button.click()
    shown.wait_idle()
    assert accepted(shown) == [fingerprint_of(AUTHOR)]
    line.link.click()
    sheet = page.known.sheet()
    assert sheet is not None
    sheet.deed_button.click()
    shown.wait_idle()
    assert accepted(shown) == []
    assert page.notices.keys.lines() == []
    assert imported(shown) == ["2.0"]


def test_a_kept_notice_can_be_read(shown: Shown, page: SettingsPage) -> None:
    (line,) = page.notices.notices.lines()
    line.link.click()
    shown.wait_idle()
    shown.settle()
    beside = [
        item
        for item in QApplication.topLevelWidgets()
        if item is not shown.window and item.isVisible() and item.isWindow()
    ]
    assert len(beside) == 1
    beside[0].close()


def test_unsigned_notices_take_no_yes_until_the_person_allows_it(
    shown: Shown, tmp_path: Path
) -> None:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    assert not page.notices.unsigned.isChecked()
    assert "was not signed" in page.notices.unsigned.accessibleDescription()
    sheet = take(shown, pack_file(tmp_path, pack_bytes(version="3.0")))
    for _ in range(2):
        sheet.pair.agree_button.click()
        shown.wait_idle()
    shown.settle()
    view = shown.home.view()
    assert view is not None
    assert not view.trust.takes_yes

    def is_locked() -> bool:
        choices = shown.home.page("choices")
        assert isinstance(choices, ChoicesPage)
        state = choices.state_shown()
        card = state.card(PracticeId(CABIN)) if state is not None else None
        assert card is not None
        assert card.ask is not None
        return bool(card.ask.locked)

    assert is_locked()
    shown.go("settings")
    page.notices.unsigned.click()
    shown.wait_idle()
    assert shown.settings.load().settings.unsigned_notices
    shown.qtbot.waitUntil(lambda: not is_locked(), timeout=20_000)
    page.notices.unsigned.click()
    shown.wait_idle()
    assert not shown.settings.load().settings.unsigned_notices
    shown.qtbot.waitUntil(is_locked, timeout=20_000)


# ------------------------------------------------------------------- comparing


@pytest.fixture
def compare(shown: Shown, page: SettingsPage) -> ComparePage:
    page.notices.compare_button.click()
    shown.wait_idle()
    found = shown.window.stack.currentWidget()
    assert isinstance(found, ComparePage)
    return found


def pick(page: ComparePage, first: int, second: int) -> None:
    page.first.list.rows()[first].click()
    page.second.list.rows()[second].click()


def test_any_two_known_notices_are_compared(shown: Shown, compare: ComparePage) -> None:
    view = shown.home.view()
    assert view is not None
    assert compare.first.list.key() == view.notice.hash
    assert not compare.second.list.key()
    assert len(compare.first.list.rows()) >= 8
    pick(compare, 0, len(compare.second.list.rows()) - 1)
    compare.compare_button.click()
    shown.wait_idle()
    shown.settle()
    assert compare.table.isVisible()
    assert compare.others_link.hasFocus()
    assert not compare.first.isVisible()
    QTest.keyClick(compare.others_link, Qt.Key.Key_Escape)
    assert compare.first.isVisible()
    QTest.keyClick(compare.compare_button, Qt.Key.Key_Escape)
    assert isinstance(shown.window.stack.currentWidget(), SettingsPage)


def test_two_notices_have_to_be_chosen_and_not_the_same(shown: Shown, compare: ComparePage) -> None:
    compare.compare_button.click()
    assert compare._said.isVisible()
    assert "in each list" in compare._said.text()
    pick(compare, 1, 1)
    assert not compare._said.isVisible()
    compare.compare_button.click()
    assert "same notice twice" in compare._said.text()
    assert not compare.table.isVisible()
    shown.wait_idle()


def test_a_notice_from_a_file_is_compared_and_not_kept(
    shown: Shown, compare: ComparePage, tmp_path: Path
) -> None:
    compare.add_file(
        Path(pack_file(tmp_path, pack_bytes(version="7.0", title={"en": "Other words"})))
    )
    shown.wait_idle()
    compare.first.list.rows()[0].click()
    compare.compare_button.click()
    shown.wait_idle()
    assert compare.table.isVisible()
    assert imported(shown) == ["2.0"]


def test_a_bad_file_is_said_on_the_page(shown: Shown, compare: ComparePage, tmp_path: Path) -> None:
    compare.add_file(Path(pack_file(tmp_path, b"{}")))
    shown.wait_idle()
    assert compare.banner.isVisible()


def test_the_differences_follow_the_language(shown: Shown, compare: ComparePage) -> None:
    pick(compare, 0, 1)
    compare.compare_button.click()
    shown.wait_idle()
    before = compare.table.rows()[1].accessibleName()
    shown.speak("zh_Hans")
    shown.wait_idle()
    assert compare.table.rows()[1].accessibleName() != before


def test_the_comparison_is_left_by_the_row_of_the_settings(
    shown: Shown, compare: ComparePage
) -> None:
    assert shown.window.stack.currentWidget() is compare
    nav = shown.window.sidebar.nav
    assert nav.current_key() == "settings"
    spot = nav.visualRect(nav.currentIndex()).center()
    QTest.mouseClick(nav.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    shown.wait_idle()
    assert isinstance(shown.window.stack.currentWidget(), SettingsPage)


def test_a_further_car_can_follow_a_kept_notice_and_sees_whose_word_it_is(
    shown: Shown, page: SettingsPage
) -> None:
    assert page.isVisible()
    shown.home.add_car_wanted.emit()
    shown.qtbot.waitUntil(lambda: shown.window.first_run() is not None, timeout=20_000)
    run = shown.window.first_run()
    assert run is not None
    rows = run.car.notices.rows()
    assert run.car.notice() is None
    assert "Signed by Example Motors" in rows[-1].accessibleDescription()
    rows[-1].click()
    chosen = run.car.notice()
    assert chosen is not None
    assert chosen.notice.version == "2.0"
    run.back_button.click()
    shown.wait_idle()
