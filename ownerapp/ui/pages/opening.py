"""Opening the store: the questions that must be asked first, and what comes back.

The functions run on the store thread and return frozen values.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from ownerapp.domain.errors import StoreLockedError
from ownerapp.domain.log import LogReport
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Person, Vehicle
from ownerapp.presentation.desk import Desk
from ownerapp.services.choices import CarChoices
from ownerapp.services.opening import Need
from ownerapp.services.ports.notices import LoadedNotice

if TYPE_CHECKING:
    from ownerapp.services.notice_updates import NoticeStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open store, as far as the window needs it at once."""

    zone: tzinfo
    report: LogReport
    cars: tuple[Vehicle, ...]
    view: CarChoices | None
    """The choices of the car that was last looked at; None while there is no car."""
    people: tuple[Person, ...] = ()
    """Whose cars they are."""
    is_lockable: bool = False
    """Nobody opens it again without a passphrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAgain:
    """What the pages show, read some time after the store was opened."""

    view: CarChoices
    standing: NoticeStanding
    cars: tuple[Vehicle, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is in the data folder: an open store, a question, or nothing yet."""

    opened: Opened | None
    need: Need
    is_new: bool
    """There is no store yet; the first run makes one."""
    has_passphrase: bool
    """The surroundings gave a passphrase, so nobody is asked."""
    need_is_lock: bool = False
    """The passphrase is that of a lock on what the keyring holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a first run starts from."""

    notices: tuple[LoadedNotice, ...]
    now: datetime
    zone: tzinfo


def look(desk: Desk, *, car: str | None, passphrase: Callable[[], str | None]) -> Found:
    """Open the store if nothing has to be asked."""
    is_new, need, given = not desk.has_store(), desk.need(), passphrase()
    if is_new or (need is Need.PASSPHRASE and given is None):
        return Found(opened=None, need=need, is_new=is_new, has_passphrase=given is not None)
    try:
        opened = open_store(desk, car=car, passphrase=given)
    except StoreLockedError:
        # The keyring is open, and the key in it is under a passphrase.
        return Found(
            opened=None,
            need=Need.PASSPHRASE,
            is_new=False,
            has_passphrase=False,
            need_is_lock=True,
        )
    return Found(opened=opened, need=Need.NOTHING, is_new=False, has_passphrase=given is not None)


def open_store(desk: Desk, *, car: str | None, passphrase: str | None) -> Opened:
    """Open the store and read what the first page shows.

    A store that is open already was checked some time ago, so it is checked again.
    """
    was_open = desk.is_open
    report = desk.open(passphrase)
    if was_open:
        report = desk.check_history()
    return read_store(desk, report, car=car)


def read_store(desk: Desk, report: LogReport, *, car: str | None) -> Opened:
    """Read the cars, and the choices of one of them."""
    cars = desk.cars()
    chosen = next((item for item in cars if item.id == car), cars[0] if cars else None)
    return Opened(
        zone=desk.zone(),
        report=report,
        cars=cars,
        view=desk.choices(chosen) if chosen is not None else None,
        people=desk.people(),
        is_lockable=desk.asks_passphrase,
    )


def look_again(desk: Desk, car: Vehicle) -> LookedAgain:
    """Read what the pages show, some time after the store was opened."""
    view, standing = desk.look_again(car)
    return LookedAgain(view=view, standing=standing, cars=desk.cars(), people=desk.people())


def begin(desk: Desk) -> Beginning:
    """Read what a first run starts from; needs no open store.

    The reference notices stand first, then the compiled ones, then what the person imported.
    """
    return Beginning(notices=desk.notices.all(), now=desk.now(), zone=desk.zone())
