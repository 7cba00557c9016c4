"""Notifications over the session bus, against a daemon on a bus of the test's own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ownerapp.services.ports.surroundings import DesktopNotices
from ownerapp.system.desktop_notices import BusNotices
from tests.support.notification_daemon import Daemon, notification_daemon, session_bus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no session bus")


@pytest.fixture
def daemon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Daemon]:
    with session_bus() as address, notification_daemon(address) as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made


def test_the_desktop_is_asked_to_show_title_and_text_as_the_specification_says(
    daemon: Daemon,
) -> None:
    notices: DesktopNotices = BusNotices()
    assert notices.say("ownerapp", "1 choice ends within a day.")
    ((name, replaces, icon, title, text, actions, hints, shown_ms),) = daemon.asked
    assert (name, replaces, icon) == ("ownerapp", 0, "ownerapp")
    assert (title, text) == ("ownerapp", "1 choice ends within a day.")
    assert (actions, shown_ms) == ([], -1)
    assert hints == {"desktop-entry": ("s", "ownerapp")}


def test_what_is_said_next_takes_the_place_of_what_was_said(daemon: Daemon) -> None:
    notices = BusNotices()
    assert notices.say("ownerapp", "one")
    assert notices.say("ownerapp", "two")
    assert [asked[1] for asked in daemon.asked] == [0, 41]


def test_a_desktop_that_refuses_is_a_no(daemon: Daemon) -> None:
    daemon.refuses = True
    assert not BusNotices().say("ownerapp", "one")


def test_a_bus_on_which_nobody_shows_notifications_is_a_no(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with session_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert not BusNotices().say("ownerapp", "one")


@pytest.mark.parametrize("address", [None, "", "nonsense", "tcp:host=127.0.0.1,port=1", "{gone}"])
def test_without_a_bus_it_is_a_no(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str | None
) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        gone = f"unix:path={tmp_path}/gone"
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address.replace("{gone}", gone))
    assert not BusNotices().say("ownerapp", "one")
