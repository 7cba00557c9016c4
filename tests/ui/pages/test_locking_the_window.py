"""The lock in the window: what is gone while it is locked, and every way in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.i18n import set_language
from ownerapp.presentation.lock_words import strength
from ownerapp.presentation.states import Tone
from ownerapp.services import locking
from ownerapp.ui.auto_lock import AutoLock
from ownerapp.ui.dialogs.lock_sheet import LockSheet
from ownerapp.ui.dialogs.notice_window import NoticeWindow
from ownerapp.ui.pages.gate import PassphrasePage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.pages.this_car import ThisCarPage
from ownerapp.ui.widgets.banner import BannerKind
from ownerapp.ui.widgets.buttons import PrimaryButton
from ownerapp.ui.widgets.fields import TextField
from tests.support.desks import CABIN, ENGLISH, NAME, OWNER, PLATE, VIN, Place, add_car, no
from tests.support.windows import Shown, shown_window

WORDS = "four words are enough"
OTHER = "other words are enough"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(data_dir=tmp_path / "data")
    add_car(made.open())
    made.close()
    (tmp_path / "Documents").mkdir()
    return made


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, place: Place) -> Iterator[Shown]:
    with shown_window(qapp, qtbot, place) as made:
        yield made
    set_language("en")


def settings_of(shown: Shown) -> SettingsPage:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    return page


def sheet_of(page: SettingsPage) -> LockSheet:
    sheet = page.lock_part.sheet()
    assert sheet is not None
    return sheet


def set_lock(shown: Shown) -> SettingsPage:
    page = settings_of(shown)
    page.lock.set_button.click()
    sheet = sheet_of(page)
    for field in (sheet.passphrase.first, sheet.passphrase.second):
        field.setText(WORDS)
    sheet.deed_button.click()
    shown.wait_idle()
    shown.settle()
    return page


def lock_page(shown: Shown) -> PassphrasePage:
    shown.qtbot.waitUntil(shown.window.locking.is_locked)
    shown.wait_idle()
    shown.settle()
    page = shown.window.stack.currentWidget()
    assert isinstance(page, PassphrasePage)
    return page


def unlock(shown: Shown, passphrase: str) -> None:
    page = lock_page(shown)
    field, button = page.findChild(TextField), page.findChild(PrimaryButton)
    assert isinstance(field, TextField)
    assert isinstance(button, PrimaryButton)
    field.setText(passphrase)
    button.click()
    shown.wait_idle()
    shown.settle()


def told(interface: QAccessibleInterface) -> Iterator[str]:
    """Yield every text in the accessibility tree, shown or not."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
    yield from (interface.text(kind) for kind in (*kinds, QAccessible.Text.Help))
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield from told(child)


def everything_told() -> str:
    """Return every text of every window, as a screen reader and the desktop see them."""
    texts: list[str] = []
    for widget in QApplication.topLevelWidgets():
        texts += [widget.windowTitle(), widget.toolTip()]
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            texts += told(interface)
    return "\n".join(texts)


def test_while_it_is_locked_nothing_of_the_person_is_anywhere(shown: Shown, place: Place) -> None:
    set_lock(shown)
    shown.go("records")
    shown.go("choices")
    shown.home.flow().notice_wanted.emit()
    shown.wait_idle()
    assert shown.window.findChild(NoticeWindow) is not None
    shown.home.flow().ask(CABIN)
    assert NAME in everything_told()
    desk = shown.session.present_desk()
    assert desk is not None

    QTest.keyClick(shown.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    lock_page(shown)
    said = everything_told()
    for secret in (NAME, OWNER, PLATE, VIN, "Cabin camera"):
        assert secret not in said
    assert shown.window.findChild(NoticeWindow) is None
    assert not shown.window.sidebar.isVisible()
    assert shown.window.home() is None
    assert not desk.is_open
    key = place.vault.secrets[locking.STORE_KEY_SECRET]
    assert locking.is_locked(key)

    asked = shown.window.stack.currentWidget()
    QTest.keyClick(shown.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    shown.wait_idle()
    assert shown.window.stack.currentWidget() is asked

    unlock(shown, OTHER)
    assert "does not open" in everything_told()
    assert not desk.is_open
    unlock(shown, WORDS)
    assert not shown.window.locking.is_locked()
    assert NAME in everything_told()
    assert shown.window.sidebar.isVisible()


def test_a_name_that_is_being_typed_is_nowhere_while_it_is_locked(shown: Shown) -> None:
    set_lock(shown)
    page = shown.go("this-car")
    assert isinstance(page, ThisCarPage)
    page.details.button.click()
    shown.wait_idle()
    sheet = page.correcting.sheet()
    assert sheet is not None
    field = sheet.form.fields["name"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Little Red")
    assert "Little Red" in everything_told()
    QTest.keyClick(field, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    lock_page(shown)
    said = everything_told()
    for secret in ("Little Red", NAME, OWNER, PLATE, VIN):
        assert secret not in said
    unlock(shown, WORDS)
    assert "Little Red" not in everything_told()
    assert NAME in everything_told()


def test_what_was_being_saved_is_saved_before_it_locks(shown: Shown) -> None:
    set_lock(shown)
    view = shown.home.view()
    assert view is not None
    car = view.vehicle
    shown.session.call(lambda desk: desk.answer(car, (no(CABIN),), language=ENGLISH))
    shown.window.locking.lock()
    lock_page(shown)
    # A look that a page still waits for does not open it again.
    failed: list[object] = []
    shown.session.call(lambda desk: desk.cars(), None, failed.append)
    shown.wait_idle()
    assert len(failed) == 1
    assert shown.window.locking.is_locked()
    unlock(shown, WORDS)
    opened = shown.home.view()
    assert opened is not None
    assert opened.entries > view.entries


def test_the_next_start_asks_and_a_removed_lock_asks_no_more(
    qapp: QApplication, qtbot: QtBot, place: Place
) -> None:
    locking.set_lock(place.around(), place.vault, WORDS)
    with shown_window(qapp, qtbot, place) as shown:
        page = shown.window.stack.currentWidget()
        assert isinstance(page, PassphrasePage)
        assert NAME not in everything_told()
        field, button = page.findChild(TextField), page.findChild(PrimaryButton)
        assert isinstance(field, TextField)
        assert isinstance(button, PrimaryButton)
        field.setText(WORDS)
        button.click()
        shown.wait_idle()
        settings = settings_of(shown)
        settings.lock.remove_button.click()
        sheet = sheet_of(settings)
        sheet.present.setText(OTHER)
        sheet.deed_button.click()
        shown.wait_idle()
        assert "does not open" in sheet.present_row.error()
        sheet.present.setText(WORDS)
        sheet.deed_button.click()
        shown.wait_idle()
        shown.settle()
        assert settings.lock.said.kind() is BannerKind.OK
        assert not settings.lock.lock_button.isVisible()
        assert not shown.session.is_lockable()
    opened = place.open()
    assert not opened.asks_passphrase
    place.close()


def test_the_passphrase_of_a_vault_file_is_changed_in_the_settings(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "with a vault file")
    add_car(place.open(WORDS))
    place.close()
    with shown_window(qapp, qtbot, place) as shown:
        page = shown.window.stack.currentWidget()
        assert isinstance(page, PassphrasePage)
        field, button = page.findChild(TextField), page.findChild(PrimaryButton)
        assert isinstance(field, TextField)
        assert isinstance(button, PrimaryButton)
        field.setText(WORDS)
        button.click()
        shown.wait_idle()
        shown.settle()
        settings = settings_of(shown)
        assert settings.lock.change_button.isVisibleTo(settings)
        assert not settings.lock.remove_button.isVisibleTo(settings)
        settings.lock.change_button.click()
        sheet = sheet_of(settings)
        assert "made before" in sheet.accessibleDescription()
        for new in (sheet.passphrase.first, sheet.passphrase.second):
            new.setText(OTHER)
        sheet.present.setText("not the one")
        sheet.deed_button.click()
        shown.wait_idle()
        assert sheet.isVisible()
        assert "passphrase" in sheet.present_row.error()
        sheet.present.setText(WORDS)
        sheet.deed_button.click()
        shown.wait_idle()
        shown.settle()
        assert settings.lock_part.sheet() is None
    place.open(OTHER)
    place.close()
    set_language("en")


def test_ctrl_l_without_a_lock_leads_to_where_one_is_set(shown: Shown) -> None:
    shown.go("choices")
    QTest.keyClick(shown.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    shown.wait_idle()
    page = shown.window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    assert not shown.window.locking.is_locked()


def test_the_sheet_says_what_a_forgotten_passphrase_costs_and_what_is_missing(
    shown: Shown,
) -> None:
    page = settings_of(shown)
    page.lock.set_button.click()
    sheet = sheet_of(page)
    assert "Nobody can replace" in sheet.accessibleDescription()
    assert "no recovery kit" in sheet.warning.text()
    sheet.passphrase.first.setText("1234567")
    assert "1 more character" in sheet.strength.text()
    sheet.passphrase.second.setText("1234567")
    sheet.deed_button.click()
    shown.wait_idle()
    assert "at least 8" in sheet.passphrase.first_row.error()
    sheet.reject()
    shown.settle()
    assert not shown.session.is_lockable()


@pytest.mark.parametrize(
    ("typed", "tone", "word"),
    [
        ("aaaaaaaaaaaaaaaaaaaaaaaaa", Tone.ATTENTION, "Easy to guess"),
        ("20261121", Tone.ATTENTION, "Easy to guess"),
        ("blue-car", Tone.ATTENTION, "Rather short"),
        ("four words are enough", Tone.NEUTRAL, "Long enough"),
        ("早上好我的蓝色小汽车停在树下", Tone.NEUTRAL, "Long enough"),
    ],
)
def test_strength_is_told_by_what_can_be_known(typed: str, tone: Tone, word: str) -> None:
    line = strength(typed)
    assert line is not None
    assert (line.tone, line.text.startswith(word)) == (tone, True)


def test_nothing_typed_has_no_strength() -> None:
    assert strength("") is None


class TestLockingByItself:
    def test_it_locks_after_the_time_without_use_and_not_before(
        self, qapp: QApplication, qtbot: QtBot
    ) -> None:
        assert qapp is not None
        now = [0]
        watch = AutoLock(qapp, now_ms=lambda: now[0])
        due: list[int] = []
        watch.due.connect(lambda: due.append(now[0]))
        field = TextField()
        qtbot.addWidget(field)
        watch.watch(5)
        now[0] = 299_999
        watch.look()
        QTest.keyClick(field, Qt.Key.Key_A)
        now[0] = 599_998
        watch.look()
        assert due == []
        now[0] = 600_000
        watch.look()
        assert due == [600_000]
        watch.watch(0)
        now[0] = 9_000_000
        watch.look()
        assert due == [600_000]
        watch.deleteLater()

    def test_a_clock_that_is_put_back_starts_the_time_anew(self, qapp: QApplication) -> None:
        now = [10_000_000]
        watch = AutoLock(qapp, now_ms=lambda: now[0])
        due: list[int] = []
        watch.due.connect(lambda: due.append(now[0]))
        watch.watch(5)
        now[0] = 0
        watch.look()
        now[0] = 300_000
        watch.look()
        assert due == [300_000]
        watch.watch(0)
        watch.deleteLater()

    def test_the_window_waits_for_a_time_only_while_there_is_a_lock(self, shown: Shown) -> None:
        page = settings_of(shown)
        shown.session.change(lock_after_minutes=15)
        assert shown.window.findChild(AutoLock) is None
        set_lock(shown)
        watch = shown.window.findChild(AutoLock)
        assert watch is not None
        assert watch.minutes() == 15
        page.lock.after.pick("60")
        page.lock.after.picked.emit("60")
        assert watch.minutes() == 60
        shown.wait_idle()
        watch.due.emit()
        lock_page(shown)
        assert watch.minutes() == 0
        unlock(shown, WORDS)
        assert watch.minutes() == 60
