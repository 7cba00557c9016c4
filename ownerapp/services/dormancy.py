"""Yeses of somebody who has not opened the program for a year: asked about, then off.

Rules:

1. Twelve months after the last opening, or the last entry of the history, the person is asked
   whether what is on may stay on. Thirty days after that moment it is off, and that is an entry
   of the history.
2. Nobody can be asked while the program is not opened; so at a start after those thirty days
   it is off at once.
3. Keeping is no new yes: no end changes by it, and what ended in the meantime stays off.
4. The day of the last opening is kept beside the log, to the day, so that a start seldom writes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from ownerapp.domain.errors import UnavailableError
from ownerapp.domain.event import EventKind, parse_rfc3339, rfc3339
from ownerapp.domain.term import Term, term_end

if TYPE_CHECKING:
    from ownerapp.services.ledger import Ledger
    from ownerapp.services.ports.store import Store, UnitOfWork
    from ownerapp.services.surroundings import Surroundings

LAST_OPENED: Final = "last-opened"
"""The fact that holds when the program was last opened."""
OFF_AT: Final = "dormant-off-at"
"""The fact that holds until when the person is asked; empty while there is nothing to ask."""
_GRACE: Final = timedelta(days=30)
_A_DAY: Final = timedelta(days=1)


def note_opening(around: Surroundings, store: Store, ledger: Ledger) -> None:
    """Begin to ask, turn off what nobody confirmed, and keep that the program was opened now."""
    now = around.clock.now()
    with store.read() as work:
        last, off_at = _moment(work, LAST_OPENED), asked_until(work)
        latest = work.events.latest_at()
    if last is not None and last <= now < last + _A_DAY and (off_at is None or now < off_at):
        return
    try:
        if off_at is None and last is not None:
            # A window may have been open and used for long.
            off_at = _deadline(around, max(last, latest or last), now)
        if off_at is not None and off_at <= now:
            _turn_off(ledger)
            off_at = None
        with around.lock.hold(), store.write() as work:
            work.set_meta(LAST_OPENED, rfc3339(now))
            work.set_meta(OFF_AT, rfc3339(off_at) if off_at is not None else "")
            work.commit()
    except UnavailableError:
        # The next start does it.
        return


def asked_until(work: UnitOfWork) -> datetime | None:
    """Return until when the person is asked whether everything may stay on, or None."""
    return _moment(work, OFF_AT)


def keep_on(around: Surroundings, store: Store) -> None:
    """Let everything stay on as it was (rule 3).

    Raises:
        UnavailableError: Lock, disk or store fail; nothing was saved.
    """
    with around.lock.hold(), store.write() as work:
        work.set_meta(OFF_AT, "")
        work.commit()


def _deadline(around: Surroundings, last: datetime, now: datetime) -> datetime | None:
    """Return when everything is off, where the last opening was a year ago (rule 1)."""
    asked_at = term_end(Term.YEAR_1, last, around.clock.zone())
    return asked_at + _GRACE if asked_at is not None and asked_at <= now else None


def _turn_off(ledger: Ledger) -> None:
    with ledger.entries() as entries:
        cars = {vehicle.id for vehicle in entries.work.vehicles()}
        for choice in entries.work.choices.all():
            if choice.key.vehicle in cars and choice.is_yes(entries.now):
                entries.note(
                    EventKind.CONSENT_DORMANT,
                    person=choice.key.person,
                    vehicle=choice.key.vehicle,
                    practice=choice.key.practice,
                    notice=choice.notice,
                )


def _moment(work: UnitOfWork, name: str) -> datetime | None:
    text = work.meta(name)
    try:
        return parse_rfc3339(text) if text else None
    except ValueError:
        return None
