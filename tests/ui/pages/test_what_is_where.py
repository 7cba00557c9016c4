"""What is where: offered once after the first record, never by itself, and found again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.i18n import set_language
from ownerapp.ui.dialogs.where_sheet import WhereSheet
from ownerapp.ui.pages.records import RecordsPage
from ownerapp.ui.pages.settings import SettingsPage
from ownerapp.ui.widgets.sheet import Sheet
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


def records_of(shown: Shown) -> RecordsPage:
    page = shown.go("records")
    assert isinstance(page, RecordsPage)
    return page


def test_the_first_record_offers_it_once_and_nothing_opens_by_itself(shown: Shown) -> None:
    page = records_of(shown)
    assert not page.offer.isVisible()
    page._offer_places()
    shown.wait_idle()
    assert page.offer.isVisible()
    assert not shown.window.findChildren(Sheet)
    shown.speak("en-XA")
    assert not page.offer.text().startswith("Your first record")
    shown.speak("en")
    shown.go("choices")
    page = records_of(shown)
    assert not page.offer.isVisible()
    page._offer_places()
    assert not page.offer.isVisible()
    assert shown.settings.load().settings.knows_places


def test_the_offer_opens_the_places_and_each_leads_to_its_page(shown: Shown) -> None:
    page = records_of(shown)
    page._offer_places()
    page.offer.link_pressed.emit()
    for number, key in enumerate(("choices", "car", "timeline", "records", "rights")):
        if number:
            settings = shown.go("settings")
            assert isinstance(settings, SettingsPage)
            settings.where.button.click()
        sheet = next(item for item in shown.window.findChildren(WhereSheet) if item.isVisible())
        assert sheet.buttons[number].accessibleName().startswith("Go to ")
        sheet.buttons[number].click()
        shown.wait_idle()
        shown.settle()
        assert shown.window.sidebar.nav.current_key() == key
        assert shown.window.stack.currentWidget() is shown.home.page(key)
