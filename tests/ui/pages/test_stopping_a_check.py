"""A check of a long history can be stopped; what was known before is still what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ownerapp.domain.errors import BackupStoppedError
from ownerapp.services.log_check import full_check
from ownerapp.ui.pages.settings import SettingsPage
from tests.support.desks import Place, add_car
from tests.support.windows import Shown, shown_window


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


def test_a_check_that_is_not_wanted_any_more_ends_and_says_nothing(place: Place) -> None:
    opened = place.open()
    with pytest.raises(BackupStoppedError):
        full_check(opened.store, opened.ledger, opened.around, is_wanted=lambda: False)
    assert opened.ledger.broken is None
    assert full_check(opened.store, opened.ledger, opened.around).is_good
    place.close()


def test_cancel_gives_the_button_back_and_keeps_what_was_said(shown: Shown) -> None:
    page = shown.go("settings")
    assert isinstance(page, SettingsPage)
    said = page.history.text()
    page.history.check_button.click()
    assert not page.history.check_button.isEnabled()
    page.history.say_slow()
    assert page.history.stop_button.isVisible()
    page.history.stop_button.click()
    shown.wait_idle()
    assert page.history.check_button.isEnabled()
    assert not page.history.stop_button.isVisible()
    assert page.history.text() == said
    assert not page.banner.isVisible()
