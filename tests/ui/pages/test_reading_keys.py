"""The keys in the settings are read once for all who ask while they are being read."""

from __future__ import annotations

import pytest

from ownerapp.presentation.desk import Desk
from ownerapp.ui.pages import settings_keys
from ownerapp.ui.pages.settings import SettingsPage
from tests.support.windows import Shown


def test_who_asks_while_the_keys_are_read_waits_for_one_more_reading(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown.home.page("settings")
    assert isinstance(page, SettingsPage)
    shown.wait_idle()
    readings: list[object] = []
    read = settings_keys._read

    def counted(desk: Desk) -> object:
        readings.append(desk)
        return read(desk)

    monkeypatch.setattr(settings_keys, "_read", counted)
    for _time in range(20):
        page.keys_part.load()
    shown.wait_idle()
    shown.settle()
    shown.wait_idle()
    assert len(readings) == 2
    page.keys_part.load()
    shown.wait_idle()
    assert len(readings) == 3
