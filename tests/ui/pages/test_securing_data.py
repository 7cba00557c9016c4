"""The settings around keys, recovery kit, backups, other computers and erasing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ownerapp.presentation.erasing import plan_sentences
from ownerapp.services.backup import BackupService
from ownerapp.services.erasure import ErasureService
from ownerapp.services.ports.recovery import RecoveryKit
from ownerapp.services.restoring import restore
from ownerapp.ui.dialogs.kit_sheet import KitSheet
from ownerapp.ui.dialogs.printing import page_printer, print_pages
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.widgets.banner import BannerKind
from tests.support.desks import NAME, OWNER, PLATE, VIN, Place, add_car, kinds_of
from tests.support.sweep import texts_told
from tests.support.windows import Shown


@pytest.fixture
def page(shown: Shown) -> SettingsPage:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    shown.settle()
    return page


def close_file_dialogs(page: QWidget) -> int:
    dialogs = page.window().findChildren(QFileDialog)
    for dialog in dialogs:
        dialog.reject()
    return len(dialogs)


def open_kit(shown: Shown, page: SettingsPage) -> KitSheet:
    page.backup.kit_button.click()
    sheet = page.backup_part.sheet()
    assert sheet is not None
    assert not sheet.has_code()
    shown.wait_idle()
    shown.settle()
    assert sheet.has_code()
    return sheet


def code_on(sheet: KitSheet) -> str:
    """Read the code as a screen reader does: group by group, letter by letter."""
    named = sorted(text for text in texts_told(sheet) if text.startswith("Group "))
    assert len(named) == 7
    return "-".join(text.partition(": ")[2].replace(" ", "") for text in named)


class TestKeys:
    def test_the_fingerprint_is_there_in_digits_and_words_and_both_are_copied(
        self, shown: Shown, page: SettingsPage
    ) -> None:
        facts: list[str] = []
        shown.session.call(lambda desk: desk.facts().fingerprint, facts.append)
        shown.wait_idle()
        assert page.keys.fingerprint() == facts[0]
        assert facts[0] in page.keys.present.digits.text()
        marks = Qt.TextInteractionFlag.TextSelectableByMouse
        assert page.keys.present.digits.textInteractionFlags() & marks
        page.keys.copy_digits.click()
        assert QApplication.clipboard().text() == facts[0]
        page.keys.copy_words.click()
        assert len(QApplication.clipboard().text().split()) == 12
        assert not page.keys.lost()

    def test_the_key_changes_only_after_a_question_whose_default_is_cancel(
        self, shown: Shown, page: SettingsPage
    ) -> None:
        before = page.keys.fingerprint()
        page.keys.change_button.click()
        sheet = page.keys_part.sheet()
        assert sheet is not None
        assert QApplication.focusWidget() is sheet.cancel_button
        assert "cannot be taken back" in sheet.accessibleDescription()
        QTest.keyClick(sheet.cancel_button, Qt.Key.Key_Return)
        shown.wait_idle()
        assert page.keys.fingerprint() == before

        page.keys.change_button.click()
        sheet = page.keys_part.sheet()
        assert sheet is not None
        sheet.deed_button.click()
        shown.wait_idle()
        shown.wait_idle()
        assert page.keys.fingerprint() != before
        (earlier,) = page.keys.earlier()
        assert before in earlier.digits.text()
        assert page.keys.said.kind() is BannerKind.OK
        assert "stay valid" in page.keys.said.text()
        shown.speak("en-XA")
        assert "stay valid" not in page.keys.said.text()
        shown.speak("en")
        assert "stay valid" in page.keys.said.text()

    def test_the_history_of_the_keys_is_written_where_the_person_says(
        self, shown: Shown, page: SettingsPage, tmp_path: Path
    ) -> None:
        page.keys.save_button.click()
        assert close_file_dialogs(page) == 1
        target = tmp_path / "keys.json"
        page.keys_part.save_to(str(target))
        shown.wait_idle()
        assert b"ownerapp-key-history" in target.read_bytes()
        assert str(target) in page.keys.said.text()
        page.keys_part.save_to(str(tmp_path / "settings_keys" / "\0"))
        shown.wait_idle()
        assert page.keys.said.kind() is BannerKind.STOP


class TestTheKit:
    def test_it_counts_only_once_the_code_is_on_paper(
        self, shown: Shown, page: SettingsPage
    ) -> None:
        sheet = open_kit(shown, page)
        sheet.keep_button.click()
        assert "first" in sheet.trouble()
        assert sheet.tick.hasFocus()
        QTest.keyClick(sheet.tick, Qt.Key.Key_Escape)
        shown.wait_idle()
        assert "no recovery kit" in page.backup.kit_line.text()

        sheet = open_kit(shown, page)
        QTest.keyClick(sheet.tick, Qt.Key.Key_Space)
        assert not sheet.trouble()
        sheet.keep_button.click()
        shown.wait_idle()
        shown.wait_idle()
        assert page.backup.kit_line.text().startswith("Kit ")
        assert page.backup.said.kind() is BannerKind.OK

    def test_the_code_is_on_the_sheet_and_in_no_title_or_name_and_leaves_with_it(
        self, shown: Shown, page: SettingsPage
    ) -> None:
        QApplication.clipboard().setText("mine")
        sheet = open_kit(shown, page)
        code = code_on(sheet)
        assert QApplication.clipboard().text() == "mine"
        names = [sheet.accessibleName(), sheet.accessibleDescription(), shown.window.windowTitle()]
        interface = QAccessible.queryAccessibleInterface(sheet)
        assert interface is not None
        names += [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
        for group in code.split("-"):
            assert not any(group in name for name in names)
        sheet.copy_button.click()
        assert QApplication.clipboard().text() == code
        sheet.reject()
        assert QApplication.clipboard().text() != code
        assert not any(code.split("-")[0] in text for text in texts_told(shown.window))

    def test_the_page_is_saved_and_printed_with_the_same_code(
        self, shown: Shown, page: SettingsPage, tmp_path: Path
    ) -> None:
        sheet = open_kit(shown, page)
        target = tmp_path / "kit.pdf"
        sheet.save_to(str(target))
        shown.wait_idle()
        assert target.read_bytes().startswith(b"%PDF-")
        assert "delete the file" in sheet.said.text()
        kits: list[RecoveryKit] = []
        pages: list[tuple[bytes, ...]] = []
        shown.session.call(lambda desk: desk.backups.make_recovery_kit(), kits.append)
        shown.wait_idle()
        shown.session.call(lambda desk: desk.backups.recovery_pages(kits[0])(), pages.append)
        shown.wait_idle()
        assert QImage.fromData(pages[0][0]).width() > 2000
        printer = page_printer("kit")
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        assert print_pages(printer, pages[0])
        assert (tmp_path / "printed.pdf").stat().st_size > 10_000
        sheet.reject()


class TestBackups:
    def test_the_first_backup_leads_over_a_kit_and_its_code_opens_it(
        self, shown: Shown, page: SettingsPage, tmp_path: Path, qtbot: QtBot
    ) -> None:
        assert "No backup" in page.backup.last_line.text()
        page.backup.backup_button.click()
        sheet = page.backup_part.sheet()
        assert sheet is not None
        shown.wait_idle()
        shown.settle()
        code = code_on(sheet)
        sheet.tick.click()
        sheet.keep_button.click()
        shown.wait_idle()
        qtbot.waitUntil(lambda: close_file_dialogs(page) == 1, timeout=5_000)
        path = tmp_path / "backup"
        page.backup_part.back_up_to(str(path))
        assert not page.backup.backup_button.isEnabled()
        shown.wait_idle()
        shown.wait_idle()
        assert page.backup.said.kind() is BannerKind.OK
        assert "kB" in page.backup.said.text()
        assert "The last backup was made on" in page.backup.last_line.text()
        assert page.backup.backup_button.isEnabled()
        second = Place(data_dir=tmp_path / "second")
        assert restore(second.around(), str(path), code).entries > 0

    def test_a_file_of_the_persons_own_is_not_replaced(
        self, shown: Shown, page: SettingsPage, tmp_path: Path
    ) -> None:
        shown.session.call(
            lambda desk: desk.backups.keep_recovery_kit(desk.backups.make_recovery_kit())
        )
        letter = tmp_path / "letter.txt"
        letter.write_text("Dear Lin Yue")
        page.backup_part.back_up_to(str(letter))
        shown.wait_idle()
        assert page.backup.said.kind() is BannerKind.STOP
        assert letter.read_text() == "Dear Lin Yue"

    def test_a_backup_is_stopped_by_cancel_and_the_earlier_one_stays(
        self, shown: Shown, page: SettingsPage, tmp_path: Path
    ) -> None:
        shown.session.call(
            lambda desk: desk.backups.keep_recovery_kit(desk.backups.make_recovery_kit())
        )
        path = tmp_path / "backup"
        page.backup_part.back_up_to(str(path))
        shown.wait_idle()
        before = path.read_bytes()
        page.backup_part.back_up_to(str(path))
        page.backup.say_slow()
        assert page.backup.stop_button.isVisible()
        page.backup.stop_button.click()
        shown.wait_idle()
        assert "stopped" in page.backup.said.text()
        assert not page.backup.stop_button.isVisible()
        assert path.read_bytes() == before


def test_the_history_of_another_computer_joins_and_its_car_is_there(
    shown: Shown, page: SettingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    other = Place(data_dir=tmp_path / "other")
    opened = other.open()
    add_car(opened, name="Old Red")
    kits: list[RecoveryKit] = []
    path = str(tmp_path / "backup-of-the-other")
    BackupService(opened).back_up(path, show=kits.append)
    other.close()
    page.backup.join_button.click()
    sheet = page.backup_part.join_sheet()
    assert sheet is not None
    sheet.take(path)
    shown.wait_idle()
    assert kits[0].name in sheet.code.accessibleName()
    QTest.keyClicks(sheet.code, kits[0].code)
    QTest.keyClick(sheet.code, Qt.Key.Key_Return)
    shown.wait_idle()
    assert sheet.is_done()
    assert any("Old Red" in line for line in sheet.said())
    home = shown.window.home()
    sheet.done_button.click()
    qtbot.waitUntil(lambda: shown.window.home() not in {None, home}, timeout=20_000)
    shown.wait_idle()
    names: list[str] = []
    shown.session.call(lambda desk: [car.name for car in desk.cars()], names.extend)
    shown.wait_idle()
    assert set(names) == {NAME, "Old Red"}


class TestErasing:
    def test_a_line_stands_between_two_of_a_list_and_none_below_the_last(
        self, shown: Shown, page: SettingsPage, place: Place
    ) -> None:
        add_car(place.open(), name="Old Red")
        place.close()
        page.erase_part.load()
        shown.wait_idle()
        assert [line.is_divided() for line in page.erase.cars.lines()] == [True, False]
        assert [line.is_divided() for line in page.erase.people.lines()] == [False]

    def test_it_needs_a_tick_and_its_own_button_and_says_what_goes_and_stays(
        self, shown: Shown, page: SettingsPage, place: Place, qtbot: QtBot
    ) -> None:
        page.erase.people.lines()[0].link.click()
        shown.wait_idle()
        sheet = page.erase_part.sheet()
        assert sheet is not None
        assert QApplication.focusWidget() is sheet.cancel_button
        told = " ".join(texts_told(sheet))
        opened = place.open()
        for sentence in plan_sentences(ErasureService(opened).plan_person(OWNER)):
            assert sentence in told
        place.close()
        QTest.keyClick(sheet.erase_button, Qt.Key.Key_Return)
        assert sheet.trouble()
        assert sheet.tick.hasFocus()
        QTest.keyClick(sheet.tick, Qt.Key.Key_Space)
        QTest.keyClick(sheet.erase_button, Qt.Key.Key_Return)
        shown.wait_idle()
        assert sheet.is_done()
        assert not any(
            word in text for text in texts_told(sheet) for word in (OWNER, NAME, PLATE, VIN)
        )
        sheet.done_button.click()
        qtbot.waitUntil(lambda: shown.window.first_run() is not None, timeout=20_000)
        shown.wait_idle()
        shown.settle()
        assert shown.window.home() is None
        gone = (OWNER, NAME, PLATE, VIN)
        assert not any(word in text for text in texts_told(shown.window) for word in gone)
        opened = place.open()
        assert kinds_of(opened)[-1] == "person.erased"

    def test_leaving_the_sheet_erases_nothing(self, shown: Shown, page: SettingsPage) -> None:
        page.erase.cars.lines()[0].link.click()
        shown.wait_idle()
        sheet = page.erase_part.sheet()
        assert sheet is not None
        sheet.tick.click()
        QTest.keyClick(sheet.tick, Qt.Key.Key_Escape)
        shown.wait_idle()
        page.erase_part.load()
        shown.wait_idle()
        assert len(page.erase.cars.lines()) == 1

    def test_the_menu_of_a_car_leads_to_the_question(
        self, shown: Shown, page: SettingsPage
    ) -> None:
        shown.go("choices")
        menu = shown.home._car_button.menu()
        (action,) = (item for item in menu.actions() if item.text() == "Erase this car")
        action.trigger()
        shown.wait_idle()
        sheet = page.erase_part.sheet()
        assert sheet is not None
        assert NAME in sheet.accessibleName()
        sheet.reject()
