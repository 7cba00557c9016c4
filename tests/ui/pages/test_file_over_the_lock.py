"""A file is opened while a passphrase is asked for: its verdict comes first, with no store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.event import Method
from ownerapp.domain.settings import Settings, Theme
from ownerapp.resources import resource_path
from ownerapp.system.settings import SettingsFile
from ownerapp.ui.app import Application
from ownerapp.ui.dialogs.check_sheet import CheckSheet
from ownerapp.ui.pages.gate import PassphrasePage
from ownerapp.ui.pages.names import RECORDS
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.widgets.buttons import PrimaryButton
from ownerapp.ui.widgets.fields import TextField
from ownerapp.ui.widgets.result_panel import ResultKind
from ownerapp.ui.widgets.text import Text
from ownerapp.ui.window import MainWindow
from tests.support.desks import ENGLISH, Place, add_car

WORDS = "four words are enough"
GOOD = str(resource_path("golden", "valid.json"))
CHANGED = str(resource_path("golden", "changed-bit.json"))


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def own_record(place: Place, tmp_path: Path) -> str:
    """A record that was signed with the key of the closed store."""
    car = add_car(place.open(WORDS))
    desk = place.desk()
    desk.open(WORDS)
    result = desk.records.export(
        car,
        folder=str(tmp_path / "Documents"),
        language=ENGLISH,
        interface_language="en",
        formats=("json",),
    )
    desk.close()
    place.close()
    return result.paths[0]


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, place: Place, own_record: str) -> Iterator[MainWindow]:
    """A window that asks for the passphrase of the store."""
    settings = SettingsFile(place.data_dir / "settings.json", clock=place.clock)
    settings.save(Settings(language="en", theme=Theme.LIGHT, reduced_motion=True))
    parts = Application(
        qapp,
        lambda: place.desk(Method.DESKTOP),
        settings=settings,
        data_dir=str(place.data_dir),
        documents_dir=str(Path(own_record).parent),
        language=None,
        passphrase=lambda: None,
    )
    with qtbot.waitSignal(parts.window.ready, timeout=20_000):
        parts.window.show()
    yield parts.window
    parts.window.close()
    parts.window.deleteLater()
    parts.deleteLater()
    qapp.sendPostedEvents()


def gate(window: MainWindow) -> PassphrasePage:
    page = window.stack.currentWidget()
    assert isinstance(page, PassphrasePage)
    return page


def verdict(qtbot: QtBot, window: MainWindow) -> CheckSheet:
    def shown() -> list[CheckSheet]:
        return [sheet for sheet in window.findChildren(CheckSheet) if sheet.panel.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()), timeout=20_000)
    (sheet,) = shown()
    return sheet


def note(sheet: CheckSheet) -> str:
    return " ".join(text.text() for text in sheet.findChildren(Text) if text.isVisible())


def unlock(window: MainWindow) -> None:
    page = gate(window)
    field, button = page.findChild(TextField), page.findChild(PrimaryButton)
    assert isinstance(field, TextField)
    assert isinstance(button, PrimaryButton)
    field.setText(WORDS)
    button.click()


def test_the_verdict_stands_before_any_passphrase_and_the_store_stays_closed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.take_file(CHANGED)
    sheet = verdict(qtbot, window)

    assert sheet.panel.kind() is ResultKind.NOT_VALID
    assert gate(window).isVisible()
    assert window.home() is None
    assert "Your own keys" not in note(sheet)


def test_of_an_own_record_it_says_that_own_keys_are_not_known_while_the_data_is_closed(
    window: MainWindow, qtbot: QtBot, own_record: str
) -> None:
    window.take_file(own_record)
    sheet = verdict(qtbot, window)

    assert sheet.panel.kind() is ResultKind.CANNOT_TELL
    assert "Your own keys are not known here while your data is closed." in note(sheet)


def test_in_a_small_window_the_field_for_a_fingerprint_scrolls_into_view_when_it_is_opened(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(960, 640)
    window.take_file(GOOD)
    sheet = verdict(qtbot, window)
    view = sheet.scroll_part().viewport()
    bar = sheet.scroll_part().verticalScrollBar()
    assert bar.value() == 0
    sheet.trust.button.click()

    def shows_all() -> bool:
        form = sheet.trust.form()
        assert form is not None
        place = QRect(form.mapTo(view, QPoint()), form.size())
        return not place.isEmpty() and view.rect().contains(place)

    # What has just been put in stands nowhere yet and would seem to be seen: it does not fit
    # where the sheet stood, so that the sheet has moved says that it has its place.
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=5_000)
    qtbot.waitUntil(shows_all, timeout=5_000)


def test_closing_the_verdict_leads_back_to_the_question_and_keeps_nothing_waiting(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.take_file(GOOD)
    verdict(qtbot, window).close_button.click()
    unlock(window)
    qtbot.waitUntil(lambda: window.home() is not None, timeout=20_000)

    assert window.sidebar.nav.current_key() != RECORDS


def test_who_goes_on_to_their_data_sees_the_file_checked_again_with_their_own_keys(
    window: MainWindow, qtbot: QtBot, own_record: str
) -> None:
    window.take_file(own_record)
    verdict(qtbot, window).data_button.click()
    qtbot.waitUntil(lambda: not window.findChildren(CheckSheet), timeout=10_000)
    assert window.home() is None
    unlock(window)
    qtbot.waitUntil(lambda: window.sidebar.nav.current_key() == RECORDS, timeout=20_000)
    home = window.home()
    assert home is not None
    page = home.page(RECORDS)
    assert isinstance(page, RecordsPage)
    qtbot.waitUntil(page.check_area.panel.isVisible, timeout=20_000)

    assert page.check_area.panel.kind() is ResultKind.VALID


def test_several_files_are_looked_at_one_after_the_other(window: MainWindow, qtbot: QtBot) -> None:
    window.take_file(GOOD)
    first = verdict(qtbot, window)
    window.take_file(CHANGED)
    assert first.panel.kind() is ResultKind.CANNOT_TELL
    first.close_button.click()
    qtbot.waitUntil(lambda: first not in window.findChildren(CheckSheet), timeout=10_000)

    assert verdict(qtbot, window).panel.kind() is ResultKind.NOT_VALID
