"""Which notices a car has followed, and since when; the history says it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ownerapp.domain.errors import NoticeMissingError
from ownerapp.domain.event import Event, EventKind
from ownerapp.domain.notice import Notice
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.notice_shelf import NoticeShelf
from ownerapp.services.ports.store import UnitOfWork

BEGINNINGS = frozenset({EventKind.NOTICE_INSTALLED, EventKind.NOTICE_ACCEPTED_UPDATE})
"""The entries from which on a car follows the notice that they name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A notice that a car followed from a moment on."""

    since: datetime
    notice: Notice


def followed_notices(
    work: UnitOfWork, shelf: NoticeShelf, vehicle: Vehicle, events: Sequence[Event]
) -> tuple[Followed, ...]:
    """Return the notices that a car has followed, oldest first; the last one is the present.

    Args:
        work: The store.
        shelf: Where parsed notices are.
        vehicle: The car.
        events: Entries of the history, in order.
    """
    found = []
    for event in events:
        if event.vehicle == vehicle.id and event.kind in BEGINNINGS and event.notice is not None:
            try:
                notice = shelf.take(work, event.notice)
            except NoticeMissingError:
                continue  # a history from another computer may name what is not here
            found.append(Followed(since=event.at, notice=notice))
    return tuple(found)
