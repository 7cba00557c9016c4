"""``remind``: says once what is due, writes nothing, and says on no screen what is collected."""

from __future__ import annotations

import configparser
import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ownerapp.bootstrap import make_surroundings
from ownerapp.domain.rights import RightAsked, Way
from ownerapp.domain.term import Term
from ownerapp.services.dormancy import LAST_OPENED
from ownerapp.services.opening import OpenedStore, Opening
from ownerapp.services.rights import Wish
from ownerapp.system.autostart import ENTRY_NAME, reminders_at_sign_in
from tests.support.desks import (
    CABIN,
    DRIVING,
    ENGLISH,
    Place,
    SettableClock,
    add_car,
    command,
    commit,
    kinds_of,
    shipped,
    yes,
)
from tests.support.keyring_session import KeyringSession, UseSession
from tests.support.notification_daemon import notification_daemon


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(data_dir=tmp_path / "data")
    opened = made.open()
    notice = shipped().notice
    for name in ("Little Blue", "Big Red"):
        car = add_car(opened, name=name)
        commit(opened, car, yes(notice, CABIN, Term.MONTHS_3), yes(notice, DRIVING, Term.OPEN))
    made.close()
    yield made
    made.close()


def last_opened(opened: OpenedStore) -> str | None:
    with opened.store.read() as work:
        return work.meta(LAST_OPENED)


def test_what_ends_of_all_cars_is_said_once_without_names_of_cars_or_collections(
    place: Place,
) -> None:
    place.clock.move(days=86)
    code, out, err = command(place, "remind")
    assert (code, out, err) == (0, "2 choices end within a week.\n", "")
    assert place.desktop.said == [("ownerapp", "2 choices end within a week.")]


def test_an_overdue_answer_is_said_too_without_the_name_of_the_company(place: Place) -> None:
    desk = place.desk()
    car = desk.cars()[0]
    draft = desk.rights.draft(car, Wish(right=RightAsked.DELETE_OUTSIDE), language=ENGLISH)
    desk.rights.sent(draft.request.id, on=date(2026, 11, 20), by=Way.MAIL)
    desk.close()
    place.clock.move(days=40)
    assert command(place, "remind")[0] == 0
    assert place.desktop.said == [("ownerapp", "1 answer is overdue.")]


def test_where_nothing_is_due_no_notification_is_shown(place: Place) -> None:
    code, out, _err = command(place, "remind", "--json")
    assert (code, json.loads(out)) == (0, {"due": None, "shown": False})
    assert place.desktop.said == []


def test_a_look_at_sign_in_is_no_use_of_the_program_and_writes_nothing(place: Place) -> None:
    before, entries = last_opened(opened := place.open()), kinds_of(opened)
    place.close()
    place.clock.move(days=100)  # a yes of three months has ended meanwhile
    assert command(place, "remind")[0] == 0
    opened = Opening(place.around(), by_itself=True).open()
    after = last_opened(opened), kinds_of(opened)
    opened.close()
    assert after == (before, entries)


def test_without_a_store_nothing_is_made(tmp_path: Path) -> None:
    empty = Place(data_dir=tmp_path / "empty")
    code, out, _err = command(empty, "remind")
    assert (code, out) == (0, "Nothing ends soon, and no answer is due.\n")
    assert not (tmp_path / "empty" / "store.json").exists()


def test_where_a_passphrase_opens_the_store_nobody_is_asked_for_it(place: Place) -> None:
    desk = place.desk()
    desk.open()
    desk.set_lock("a long passphrase")
    desk.close()
    code, out, err = command(place, "remind")
    assert (code, out) == (3, "")
    assert "passphrase" in err
    assert place.desktop.said == []


def test_it_starts_at_sign_in_only_after_it_was_turned_on(place: Place) -> None:
    assert place.autostart is not None
    assert not place.autostart.is_on()
    code, out, _err = command(place, "remind", "--at-sign-in", "on")
    assert (code, place.autostart.is_on()) == (0, True)
    assert "No window opens" in out
    assert place.desktop.said == []
    code, out, _err = command(place, "remind", "--at-sign-in", "off", "--json")
    assert (code, json.loads(out)) == (0, {"atSignIn": False})
    assert not place.autostart.is_on()


def test_where_no_desktop_starts_programs_that_is_said(place: Place) -> None:
    place.autostart = None
    code, out, _err = command(place, "remind", "--at-sign-in", "on")
    assert (code, "Nothing can be set" in out) == (3, True)


@pytest.mark.skipif(sys.platform != "linux", reason="there is no session bus")
def test_what_the_entry_runs_shows_the_notification_on_a_real_bus(
    tmp_path: Path, keyring_session: KeyringSession, use_keyring_session: UseSession
) -> None:
    use_keyring_session(keyring_session)
    data_dir, config = tmp_path / "my data", tmp_path / "config"
    real = make_surroundings(data_dir)
    clock = SettableClock(now=real.clock.now() - timedelta(days=86))
    opened = Opening(replace(real, clock=clock)).open()
    commit(opened, add_car(opened), yes(shipped().notice, CABIN, Term.MONTHS_3))
    opened.close()
    entry = reminders_at_sign_in(
        data_dir, environ={"XDG_CONFIG_HOME": str(config)}, program=sys.argv[0]
    )
    assert entry is not None
    entry.turn_on(name="Reminders", comment="Looks once")
    with notification_daemon(keyring_session.address) as daemon:
        done = subprocess.run(
            exec_words(config / "autostart" / ENTRY_NAME),
            env={**keyring_session.env, "LANG": "C.UTF-8", "PYTHONPATH": str(Path.cwd())},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert (done.returncode, done.stderr) == (0, "")
    ((_name, _replaces, _icon, title, text, *_rest),) = daemon.asked
    assert (title, text) == ("ownerapp", "1 choice ends within a week.")


def exec_words(path: Path) -> list[str]:
    """Return the words of an entry's command, as a desktop reads them."""
    reader = configparser.RawConfigParser()
    reader.read(path)
    return shlex.split(reader["Desktop Entry"]["exec"].replace("\\\\", "\\"))
