"""Pages are looked at before they are printed: the typesetter's own pictures, with numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.i18n import set_language
from ownerapp.ui.dialogs.preview_sheet import ZOOMS, PreviewSheet
from ownerapp.ui.pages.settings import SettingsPage
from tests.support.desks import Place, add_car
from tests.support.windows import Shown, shown_window


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    place = Place(data_dir=tmp_path / "data")
    add_car(place.open())
    place.close()
    (tmp_path / "Documents").mkdir()
    with shown_window(qapp, qtbot, place) as made:
        yield made
    set_language("en")


@pytest.fixture
def preview(shown: Shown) -> PreviewSheet:
    """The page of a new kit, before it is printed."""
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    page.backup.kit_button.click()
    shown.wait_idle()
    kit = page.backup_part.sheet()
    assert kit is not None
    kit.print_button.click()
    shown.wait_idle()
    shown.settle()
    shown.wait_idle()
    made = shown.window.findChild(PreviewSheet)
    assert made is not None
    return made


def test_every_page_is_there_with_its_number_and_no_printer_is_asked_yet(
    shown: Shown, preview: PreviewSheet
) -> None:
    (picture,) = preview.view.pictures()
    assert preview.view.numbers() == ["Page 1 of 1"]
    assert picture.accessibleName() == "Page 1 of 1"
    size = picture.pixmap().deviceIndependentSize()
    assert size.height() / size.width() == pytest.approx(297 / 210, abs=0.01)
    assert shown.window.findChild(QPrintDialog) is None
    preview.print_button.click()
    dialog = shown.window.findChild(QPrintDialog)
    assert dialog is not None
    dialog.reject()


def test_the_keys_that_every_program_has_print_and_zoom(
    shown: Shown, preview: PreviewSheet
) -> None:
    before = preview.zoom()
    for keys in (QKeySequence.StandardKey.ZoomIn, QKeySequence.StandardKey.ZoomOut):
        QTest.keySequence(preview, QKeySequence(keys))
        shown.wait_idle()
        assert (preview.zoom() == before) == (keys is QKeySequence.StandardKey.ZoomOut)
    QTest.keySequence(preview, QKeySequence(QKeySequence.StandardKey.Print))
    dialog = shown.window.findChild(QPrintDialog)
    assert dialog is not None
    dialog.reject()
    assert preview.print_button.toolTip() == "Ctrl+P"


def test_the_zoom_changes_the_size_and_stops_at_its_ends(
    shown: Shown, preview: PreviewSheet
) -> None:
    def width() -> int:
        shown.wait_idle()
        return preview.view.pictures()[0].width()

    whole = width()
    preview.larger_button.click()
    assert preview.zoom() == 150
    assert width() == pytest.approx(whole * 1.5, abs=2)
    for _press in ZOOMS:
        preview.smaller_button.click()
    assert (preview.zoom(), preview.smaller_button.isEnabled()) == (50, False)
    assert width() == pytest.approx(whole / 2, abs=2)
    for _press in ZOOMS:
        preview.larger_button.click()
    assert (preview.zoom(), preview.larger_button.isEnabled()) == (200, False)


def test_the_words_follow_the_language_and_the_page_with_the_code_leaves_with_the_kit(
    shown: Shown, preview: PreviewSheet
) -> None:
    shown.speak("en-XA")
    assert preview.view.numbers() != ["Page 1 of 1"]
    shown.speak("en")
    page = shown.home.page("settings")
    assert isinstance(page, SettingsPage)
    kit = page.backup_part.sheet()
    assert kit is not None
    kit.reject()
    shown.qtbot.waitUntil(lambda: shown.window.findChild(PreviewSheet) is None)


def test_a_page_has_its_room_before_its_picture_comes(shown: Shown, preview: PreviewSheet) -> None:
    shown.wait_idle()
    picture = preview.view.pictures()[0].pixmap().toImage()
    written = QBuffer()
    assert picture.save(written, "PNG")  # type: ignore[call-overload] # a device is taken, too
    again = PreviewSheet(preview, shown.session, "Again", [bytes(written.data().data())])
    again.open_over()
    shown.settle()
    before = (again.view.pictures(), again.height(), again.view.height())
    shown.wait_idle()
    shown.settle()
    assert (again.height(), again.view.height()) == before[1:]
    assert again.view.height() > again.view.pictures()[0].pixmap().height() - 2
    again.reject()
