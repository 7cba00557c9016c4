"""The clocks of a request: one per law that gives a period for it, and the headline.

Rules:

1. Every law of the request has its own clock; the earliest open one is the headline.
2. A word for speed is no number: such a clock has no last day, and none is invented.
3. A clock that cannot be counted -- the holidays of a year are not known, or whose -- is
   kept with the reason and leaves the other clocks as they are.
4. The United Kingdom's clock starts at the latest of request, identity and fee, and stands
   still while a clarification is awaited (UK GDPR Art 12A).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from ownerapp.compliance.deadlines.calendars import work_calendar
from ownerapp.compliance.deadlines.counting import (
    Count,
    Pause,
    Step,
    add_pauses,
    closed,
    count_days,
    count_months,
    count_working_days,
    move_to_working_day,
)
from ownerapp.compliance.deadlines.days import WorkCalendar
from ownerapp.compliance.deadlines.parameters import (
    Aim,
    Parameter,
    Parameters,
    Period,
    Place,
    Unit,
)
from ownerapp.domain.errors import HolidaysUnknownError, PlaceUnknownError
from ownerapp.domain.request import Request, Wait
from ownerapp.domain.values import dataclass


class ClockState(StrEnum):
    """Whether a clock has a last day."""

    COUNTED = "counted"
    NO_NUMBER = "no-number"
    NOT_STARTED = "not-started"
    """The company awaits a proof of identity or a fee."""
    PAUSED = "paused"
    """The company awaits a clarification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day that a law gives for a request, and how it was counted."""

    parameter: Parameter
    """With its article, grade, source, rules, and whether it binds."""
    state: ClockState
    started_on: date | None = None
    due_on: date | None = None
    """None unless the state is *counted*."""
    steps: tuple[Step, ...] = ()
    extendable_to: date | None = None
    """How far the company may extend; told until ``due_on``. None where the law gives no
    extension, and where its last day cannot be worked out yet."""
    target_on: date | None = None
    """A day to plan with where the law gives no number."""

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the last day hangs on how the law is read."""
        return any(step.is_doubtful for step in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One law's clock for one request; either a deadline or the reason why there is none."""

    parameter: Parameter
    deadline: Deadline | None = None
    refusal: HolidaysUnknownError | PlaceUnknownError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The earliest last day of the clocks that still run."""

    clock: Clock
    on: date
    is_certain: bool
    """False while another binding clock could not be counted, or an extension not judged."""


def parameters_for(request: Request, parameters: Parameters) -> tuple[Parameter, ...]:
    """Return the parameters that apply to a request, in the order of the file."""
    return tuple(
        item
        for item in parameters.deadlines
        if item.regime in request.regimes
        and request.type in item.requests
        and (request.is_about_sensitive or not item.is_for_sensitive_only)
    )


def deadline_of(parameter: Parameter, request: Request) -> Deadline:
    """Return a law's deadline for a request, without regard to an extension.

    Raises:
        HolidaysUnknownError: The count touches a day that the calendar does not know.
        PlaceUnknownError: It is not known whose holidays count.
        DateInvalidError: The request's date is no date of a request.
    """
    start = _start(parameter, request)
    if start is None:
        return Deadline(parameter=parameter, state=ClockState.NOT_STARTED)
    if parameter.period is None:
        target = parameter.target
        return Deadline(
            parameter=parameter,
            state=ClockState.NO_NUMBER,
            started_on=start,
            target_on=_plain(start, target).on if target else None,
        )
    count = _counted(parameter, parameter.period, request, start)
    if count is None:
        return Deadline(parameter=parameter, state=ClockState.PAUSED, started_on=start)
    return Deadline(
        parameter=parameter,
        state=ClockState.COUNTED,
        started_on=start,
        due_on=count.on,
        steps=closed(count).steps,
        extendable_to=_extension_if_known(parameter, request),
    )


def clocks(request: Request, parameters: Parameters) -> tuple[Clock, ...]:
    """Return every clock of a request (rule 1), those that cannot be counted too (rule 3)."""
    found = []
    for parameter in parameters_for(request, parameters):
        try:
            clock = Clock(parameter=parameter, deadline=deadline_of(parameter, request))
        except (HolidaysUnknownError, PlaceUnknownError) as error:
            clock = Clock(parameter=parameter, refusal=error)
        found.append(clock)
    return tuple(found)


def extension_limit(parameter: Parameter, request: Request) -> date | None:
    """Return the last day of the longest extension; None where the law gives none.

    Raises:
        HolidaysUnknownError: The count touches a day that the calendar does not know.
        PlaceUnknownError: It is not known whose holidays count.
    """
    start = _start(parameter, request)
    if parameter.extension is None or start is None:
        return None
    count = _counted(parameter, parameter.extension.total, request, start)
    return count.on if count else None


def answer_by(deadline: Deadline, request: Request) -> date | None:
    """Return the last day with an extension that was told in time and is not too long.

    Any other extension changes nothing.

    Raises:
        HolidaysUnknownError: How far an extension may go cannot be worked out.
    """
    extension = request.extension
    if (
        deadline.due_on is None
        or deadline.parameter.extension is None
        or extension is None
        or extension.told_on is None
        or extension.told_on > deadline.due_on
    ):
        return deadline.due_on
    limit = deadline.extendable_to or extension_limit(deadline.parameter, request)
    if limit is None or extension.until > limit:
        return deadline.due_on
    return max(extension.until, deadline.due_on)


def headline(found: tuple[Clock, ...], request: Request) -> Headline | None:
    """Return the earliest last day of the clocks that still run, binding ones first.

    None when nothing runs any more, or no clock has a last day.
    """
    running = [clock for clock in found if _runs(clock, request)]
    is_certain = True
    dated: list[tuple[bool, date, int, Clock]] = []
    for place, clock in enumerate(running):
        on = None
        if clock.deadline is not None:
            try:
                on = answer_by(clock.deadline, request)
            except HolidaysUnknownError:
                on = clock.deadline.due_on
                is_certain = False
        elif clock.parameter.is_binding:
            is_certain = False
        if on is not None:
            dated.append((not clock.parameter.is_binding, on, place, clock))
    if not dated:
        return None
    _is_loose, on, _place, clock = min(dated, key=lambda item: item[:3])
    return Headline(clock=clock, on=on, is_certain=is_certain)


def _runs(clock: Clock, request: Request) -> bool:
    """Tell whether what a clock is for is still open; an answer also acknowledges."""
    if request.answer is not None:
        return False
    return clock.parameter.aim is not Aim.ACKNOWLEDGE or request.acknowledged_on is None


def _start(parameter: Parameter, request: Request) -> date | None:
    """Return the day from which a clock runs, or None while it awaits the person (rule 4)."""
    if not parameter.is_pausable:
        return request.received_on
    waits = [wait for wait in (request.identity, request.fee_payment) if wait is not None]
    ends = [wait.ended_on for wait in waits]
    if None in ends:
        return None
    return max([request.received_on, *(end for end in ends if end is not None)])


def _counted(parameter: Parameter, period: Period, request: Request, start: date) -> Count | None:
    """Return the count of a period, or None while it is paused without an end."""
    calendar = _calendar(parameter, request)
    if period.unit is Unit.WORKING_DAY and calendar is not None:
        return count_working_days(start, period.n, calendar)
    count = _plain(start, period)
    if parameter.is_pausable:
        paused = _with_pauses(count, start, request.clarifications, calendar)
        if paused is None:
            return None
        count = paused
    return count if calendar is None else move_to_working_day(count, calendar)


def _plain(start: date, period: Period) -> Count:
    """Return the end of a period in consecutive days or months."""
    if period.unit is Unit.MONTH:
        return count_months(start, period.n)
    return count_days(start, period.n)


def _with_pauses(
    count: Count, start: date, waits: tuple[Wait, ...], calendar: WorkCalendar | None
) -> Count | None:
    """Return a count with its pauses; None while one that stopped it has no end."""
    ended = [
        Pause(first=wait.asked_on, last=wait.ended_on)
        for wait in waits
        if wait.ended_on is not None
    ]
    result = add_pauses(count, start, ended, calendar)
    last = result.on if calendar is None else move_to_working_day(result, calendar).on
    open_since = [wait.asked_on for wait in waits if wait.ended_on is None]
    return None if any(asked_on <= last for asked_on in open_since) else result


def _extension_if_known(parameter: Parameter, request: Request) -> date | None:
    """Return the limit of an extension; the first period does not depend on it."""
    try:
        return extension_limit(parameter, request)
    except HolidaysUnknownError:
        return None


def _calendar(parameter: Parameter, request: Request) -> WorkCalendar | None:
    """Return the calendar whose working days count for a request."""
    match parameter.calendar:
        case "":
            return None
        case Place.MEMBER_STATE:
            return work_calendar(request.member_state)
        case Place.UK_NATION:
            return work_calendar(f"GB-{request.uk_nation}" if request.uk_nation else "GB")
        case code:
            return work_calendar(code)
