"""The choices of a car as they stood when a local day ended, worked out from the history.

Rules:

1. An entry counts when its time is before the end of that day; after a clock was set back, an
   entry further on in the history may be earlier.
2. The practices are those of the notice that the car followed then.
3. A day that has not ended has no end to tell of: today means now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from ownerapp.domain.choice import Choice, Status, fold
from ownerapp.domain.continuing import continuing_choice
from ownerapp.domain.errors import DateBeforeHistoryError, DateInFutureError
from ownerapp.domain.event import Event
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.notice import Notice
from ownerapp.domain.record import AsOf
from ownerapp.domain.values import dataclass
from ownerapp.domain.vehicle import Vehicle
from ownerapp.services.choices import PracticeChoice
from ownerapp.services.followed import Followed
from ownerapp.services.ports.clock import Clock

_EARLIEST = date(1970, 1, 1)
"""No car was here before; and the first day of the calendar has no edge on one side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDay:
    """A local day that is over; ``end`` is the first instant of the day after."""

    as_of: AsOf
    end: datetime

    def until_then(self, events: Sequence[Event]) -> list[Event]:
        """Return the entries that count, in the history's order."""
        return [event for event in events if event.at < self.end]


def past_day(day: date | None, clock: Clock) -> PastDay | None:
    """Return a day that is over, or None for the present: no day, or today.

    Raises:
        DateInFutureError: It has not begun.
    """
    if day is None:
        return None
    zone = clock.zone()
    today = clock.now().astimezone(zone).date()
    if day == today:
        return None
    if day > today:
        raise DateInFutureError(value=day.isoformat())
    after = max(day, _EARLIEST) + timedelta(days=1)
    midnight = datetime.combine(after, time(), tzinfo=zone)
    end = midnight.astimezone(UTC)
    at = end - timedelta(seconds=1)
    return PastDay(as_of=AsOf(day=day, zone=clock.zone_name(), at=at), end=end)


def followed_then(followed: Sequence[Followed], day: PastDay, clock: Clock) -> Notice:
    """Return the notice that a car followed at the end of a day.

    Args:
        followed: All that it has followed, in the history's order.
        day: The day.
        clock: Knows the zone.

    Raises:
        DateBeforeHistoryError: The car was not here yet.
    """
    then = [item for item in followed if item.since < day.end]
    if not then:
        first = min(item.since for item in followed) if followed else clock.now()
        raise DateBeforeHistoryError(
            value=day.as_of.day.isoformat(),
            first=first.astimezone(clock.zone()).date().isoformat(),
        )
    return then[-1].notice


def choices_then(
    vehicle: Vehicle, notice: Notice, day: PastDay, events: Sequence[Event]
) -> tuple[PracticeChoice, ...]:
    """Return the optional practices of a notice as they stood when a day ended.

    Args:
        vehicle: The car.
        notice: The notice that it followed then.
        day: The day.
        events: All entries of the history.
    """
    kept: dict[PracticeId, Choice] = {}
    for event in day.until_then(events):
        if event.practice is None or event.vehicle != vehicle.id or event.person != vehicle.person:
            continue
        after = fold(kept.get(event.practice), event)
        if after is not None:
            kept[event.practice] = after
    found = []
    for practice in notice.optional():
        choice = continuing_choice(kept, notice, practice.id)
        status = choice.status_at(day.as_of.at) if choice is not None else Status.UNDECIDED
        found.append(PracticeChoice(practice=practice, choice=choice, status=status))
    return tuple(found)
