"""What every ``Autostart`` promises: the one of the desktop and the one of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from ownerapp.services.ports.surroundings import Autostart
from ownerapp.system.autostart import DesktopAutostart
from tests.support.desks import FakeAutostart


@pytest.fixture(params=["desktop", "fake"])
def entry(request: pytest.FixtureRequest, tmp_path: Path) -> Autostart:
    if request.param == "fake":
        return FakeAutostart()
    return DesktopAutostart(tmp_path / "autostart", ("ownerapp", "remind"))


def test_nothing_starts_by_itself_unless_it_was_turned_on(entry: Autostart) -> None:
    assert not entry.is_on()
    entry.turn_on(name="Reminders", comment="Looks once")
    assert entry.is_on()


def test_what_was_turned_off_does_not_start_and_turning_off_again_is_no_error(
    entry: Autostart,
) -> None:
    entry.turn_on(name="Reminders", comment="Looks once")
    entry.turn_on(name="Reminders", comment="Looks once")
    entry.turn_off()
    entry.turn_off()
    assert not entry.is_on()
