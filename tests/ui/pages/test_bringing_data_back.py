"""Backups brought back in the window: into an empty folder, and where the key is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import KeyringMissingError
from ownerapp.domain.event import Method
from ownerapp.domain.settings import Settings, Theme
from ownerapp.i18n import set_language
from ownerapp.services.backup import BackupService
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.system.settings import SettingsFile
from ownerapp.ui import fonts, theme
from ownerapp.ui.app import Application
from ownerapp.ui.dialogs.anew_sheet import AnewSheet
from ownerapp.ui.dialogs.restore_sheet import RestoreSheet
from ownerapp.ui.first_run.steps import LanguageStep
from ownerapp.ui.pages.gate import PassphrasePage, TroublePage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.theme import ThemeChoice
from tests.support.desks import NAME, Place, add_car
from tests.support.fake_vault import FakeVaults
from tests.support.sweep import problems, tab_problems

LOOKS = (("en", 100), ("zh_Hans", 100), ("en-XA", 200), ("ar-XB", 200))


def no_keyring() -> FakeVaults:
    """A computer without a keyring."""
    vaults = FakeVaults()
    vaults.keyring_trouble = KeyringMissingError()
    return vaults


class Kept:
    """A backup with the code that opens it."""

    def __init__(self, folder: Path) -> None:
        self.codes: list[RecoveryKit] = []
        self.place = Place(data_dir=folder / "first")
        opened = self.place.open()
        add_car(opened)
        self.path = str(folder / "backup")
        BackupService(opened).back_up(self.path, show=self.codes.append)
        self.place.close()

    @property
    def code(self) -> str:
        return self.codes[0].code

    def with_mistake_in(self, group: int) -> str:
        groups = self.code.split("-")
        last = groups[group - 1][-1]
        groups[group - 1] = groups[group - 1][:-1] + ("0" if last != "0" else "1")
        return "-".join(groups)


@contextmanager
def window_over(place: Place, qapp: QApplication, qtbot: QtBot) -> Iterator[Application]:
    """Start the window over a folder, whatever is in it."""
    place.data_dir.mkdir(exist_ok=True)
    kept = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    kept.save(Settings(language="en", theme=Theme.LIGHT, reduced_motion=True))
    parts = Application(
        qapp,
        lambda: place.desk(Method.DESKTOP),
        settings=kept,
        data_dir=str(place.data_dir),
        documents_dir=str(place.data_dir.parent),
        language=None,
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    parts.window.activateWindow()
    qtbot.waitUntil(parts.window.isActiveWindow)
    yield parts
    parts.window.close()
    parts.window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()


@pytest.fixture(autouse=True)
def rested(qapp: QApplication) -> Iterator[None]:
    fonts.load_first()
    fonts.load_rest(qapp)
    yield
    set_language("en")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply_theme(qapp, ThemeChoice.LIGHT, reduced_motion=True)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path)


def rest(parts: Application, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not parts.session.tasks.is_busy(), timeout=20_000)
    for _ in range(6):
        QApplication.processEvents()


def sheet_of(parts: Application, qtbot: QtBot) -> RestoreSheet:
    rest(parts, qtbot)
    sheet = parts.window.findChild(RestoreSheet)
    assert sheet is not None
    return sheet


def whole_in_every_look(parts: Application, qtbot: QtBot, root: QWidget) -> list[str]:
    found: list[str] = []
    for language, percent in LOOKS:
        parts.session.change(language=language, text_scale_percent=percent)
        rest(parts, qtbot)
        found += [f"{language} {percent} %: {line}" for line in problems(root)]
        if percent == 100:
            found += [f"{language}: tab {line}" for line in tab_problems(parts.window)]
    parts.session.change(language="en", text_scale_percent=100)
    rest(parts, qtbot)
    return list(dict.fromkeys(found))


def test_a_backup_is_typed_back_on_the_first_page_with_keys_alone(
    kept: Kept, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with window_over(Place(data_dir=tmp_path / "second"), qapp, qtbot) as parts:
        page = parts.window.findChild(LanguageStep)
        assert page is not None
        page.restore_button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(page.restore_button, Qt.Key.Key_Space)
        sheet = sheet_of(parts, qtbot)
        assert parts.window.focusWidget() is sheet.file_button
        assert not sheet.passphrase.isVisible()

        QTest.keyClick(sheet.file_button, Qt.Key.Key_Tab)
        assert parts.window.focusWidget() is sheet.code
        QTest.keyClick(sheet.code, Qt.Key.Key_Return)
        assert "Choose the file" in sheet.file_error()

        sheet.take(kept.path)
        rest(parts, qtbot)
        assert parts.window.focusWidget() is sheet.code
        assert kept.codes[0].name in sheet.code.accessibleName()
        assert not sheet.file_error()

        QTest.keyClicks(sheet.code, kept.with_mistake_in(3).lower())
        QTest.keyClick(sheet.code, Qt.Key.Key_Return)
        rest(parts, qtbot)
        assert "Group 3" in sheet.code_row.error()
        assert parts.window.focusWidget() is sheet.code
        assert whole_in_every_look(parts, qtbot, sheet) == []

        sheet.code.selectAll()
        QTest.keyClicks(sheet.code, kept.code.replace("-", " ").lower())
        assert not sheet.code_row.error()
        QTest.keyClick(sheet.code, Qt.Key.Key_Return)
        rest(parts, qtbot)
        assert sheet.is_done()
        assert parts.window.focusWidget() is sheet.done_button
        assert any("What you did after that is not in it" in line for line in sheet.said())
        assert not sheet.code.text()
        assert whole_in_every_look(parts, qtbot, sheet) == []
        QTest.keyClick(sheet.done_button, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: parts.window.home() is not None, timeout=20_000)
        rest(parts, qtbot)
        home = parts.window.home()
        assert home is not None
        car = home.car()
        assert car is not None
        assert car.name == NAME


def test_a_file_that_is_no_backup_and_a_foreign_code_are_named_and_leave_nothing(
    kept: Kept, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "second")
    wrong = tmp_path / "letter.txt"
    wrong.write_text("Dear Lin Yue")
    with window_over(place, qapp, qtbot) as parts:
        page = parts.window.findChild(LanguageStep)
        assert page is not None
        page.restore_button.click()
        sheet = sheet_of(parts, qtbot)
        sheet.take(str(wrong))
        rest(parts, qtbot)
        assert "not a backup" in sheet.file_error()
        sheet.take(kept.path)
        rest(parts, qtbot)
        other = Kept(tmp_path / "other")
        sheet.code.setText(other.code)
        sheet.deed_button.click()
        rest(parts, qtbot)
        assert kept.codes[0].name in sheet.code_row.error()
        sheet.reject()
        rest(parts, qtbot)
        assert not place.store_path.exists()
        assert page.restore_button.isVisible()


def test_without_a_keyring_a_passphrase_is_chosen_for_what_comes_back(
    kept: Kept, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "second", vaults=no_keyring())
    with window_over(place, qapp, qtbot) as parts:
        page = parts.window.findChild(LanguageStep)
        assert page is not None
        page.restore_button.click()
        sheet = sheet_of(parts, qtbot)
        sheet.take(kept.path)
        rest(parts, qtbot)
        sheet.code.setText(kept.code)
        sheet.passphrase.first.setText("short")
        sheet.deed_button.click()
        assert sheet.passphrase.second_row.error()
        sheet.passphrase.second.setText("short")
        sheet.deed_button.click()
        rest(parts, qtbot)
        assert sheet.passphrase.first_row.error()
        assert whole_in_every_look(parts, qtbot, sheet) == []
        for field in (sheet.passphrase.first, sheet.passphrase.second):
            field.setText("four words are enough")
        sheet.deed_button.click()
        rest(parts, qtbot)
        assert sheet.is_done()
        sheet.done_button.click()
        qtbot.waitUntil(lambda: parts.window.home() is not None, timeout=20_000)
        rest(parts, qtbot)


def test_where_the_key_is_lost_a_backup_takes_the_place_and_the_old_file_is_kept(
    kept: Kept, qapp: QApplication, qtbot: QtBot
) -> None:
    place = kept.place
    place.vaults.keyrings.clear()
    with window_over(place, qapp, qtbot) as parts:
        page = parts.window.findChild(TroublePage)
        assert page is not None
        assert page.restore_button.isVisible()
        assert whole_in_every_look(parts, qtbot, page) == []
        page.restore_button.click()
        sheet = sheet_of(parts, qtbot)
        sheet.take(kept.path)
        rest(parts, qtbot)
        sheet.code.setText(kept.code)
        sheet.deed_button.click()
        rest(parts, qtbot)
        assert sheet.is_done()
        (old,) = place.data_dir.glob("store.lost-*.db")
        assert any(old.name in line for line in sheet.said())
        sheet.done_button.click()
        qtbot.waitUntil(lambda: parts.window.home() is not None, timeout=20_000)
        rest(parts, qtbot)


def test_without_a_backup_a_new_history_begins_and_the_settings_show_the_break(
    kept: Kept, qapp: QApplication, qtbot: QtBot
) -> None:
    place = kept.place
    place.vaults.keyrings.clear()
    with window_over(place, qapp, qtbot) as parts:
        page = parts.window.findChild(TroublePage)
        assert page is not None
        page.anew_button.click()
        rest(parts, qtbot)
        sheet = parts.window.findChild(AnewSheet)
        assert sheet is not None
        assert parts.window.focusWidget() is sheet.cancel_button
        assert whole_in_every_look(parts, qtbot, sheet) == []
        sheet.take(kept.path)
        sheet.begin_button.click()
        rest(parts, qtbot)
        assert sheet.record_error()
        assert list(place.data_dir.glob("store.lost-*.db")) == []
        sheet.take("")
        sheet.begin_button.click()
        rest(parts, qtbot)
        assert sheet.is_done()
        sheet.done_button.click()
        qtbot.waitUntil(lambda: parts.window.first_run() is not None, timeout=20_000)
        rest(parts, qtbot)
        add_car(place.open())
        place.close()
        parts.window.way_in.look()
        qtbot.waitUntil(lambda: parts.window.home() is not None, timeout=20_000)
        home = parts.window.home()
        assert home is not None
        home.show_page("settings")
        rest(parts, qtbot)
        settings = home.page("settings")
        assert isinstance(settings, SettingsPage)
        assert "was lost" in settings.keys.lost()


def test_who_forgot_the_passphrase_is_offered_the_backup(
    kept: Kept, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "second", vaults=no_keyring())
    place.open("a forgotten passphrase")
    place.close()
    with window_over(place, qapp, qtbot) as parts:
        page = parts.window.findChild(PassphrasePage)
        assert page is not None
        page.restore_button.click()
        sheet = sheet_of(parts, qtbot)
        sheet.take(kept.path)
        rest(parts, qtbot)
        sheet.code.setText(kept.code)
        for field in (sheet.passphrase.first, sheet.passphrase.second):
            field.setText("four words are enough")
        sheet.deed_button.click()
        rest(parts, qtbot)
        assert sheet.is_done()
        sheet.done_button.click()
        qtbot.waitUntil(lambda: parts.window.home() is not None, timeout=20_000)
        rest(parts, qtbot)


def test_bringing_back_is_stopped_by_cancel_and_nothing_is_left(
    kept: Kept, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    place = Place(data_dir=tmp_path / "second")
    with window_over(place, qapp, qtbot) as parts:
        page = parts.window.findChild(LanguageStep)
        assert page is not None
        page.restore_button.click()
        sheet = sheet_of(parts, qtbot)
        sheet.take(kept.path)
        rest(parts, qtbot)
        sheet.code.setText(kept.code)
        sheet.deed_button.click()
        sheet.cancel_button.click()
        rest(parts, qtbot)
        assert not sheet.is_done()
        assert not place.store_path.exists()
        assert parts.window.first_run() is not None
