"""The words for deadlines: holidays, last days, and how they were counted.

Articles and parameter ids are data and stay as they are. No sentence gives a number that
the law does not give, or calls a recommendation binding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ownerapp.compliance.deadlines.clock import ClockState, Deadline
from ownerapp.compliance.deadlines.counting import Reason, Step
from ownerapp.compliance.deadlines.parameters import Aim, NoNumber
from ownerapp.domain.finding import Grade
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_date


def holiday_name(name: str) -> str:
    """Return a holiday's name; those of China and California in the chosen language."""
    maker = _HOLIDAYS.get(name)
    return maker() if maker is not None else name


def due_words(deadline: Deadline) -> str:
    """Return the last day of a deadline in a sentence, or why there is none."""
    match deadline.state:
        case ClockState.NOT_STARTED:
            return _("The time has not begun: the company awaits your proof of identity or a fee.")
        case ClockState.PAUSED:
            return _("The time stands still while the company awaits your clarification.")
        case ClockState.NO_NUMBER:
            return no_number_words(deadline.parameter.no_number or NoNumber.PROMPTLY)
        case ClockState.COUNTED:
            return _last_day(deadline)


def _last_day(deadline: Deadline) -> str:
    date = format_date(deadline.due_on) if deadline.due_on else ""
    match deadline.parameter.aim:
        case Aim.ANSWER:
            # Translators: {date} is the last day, such as 20 Feb 2027.
            return _("The answer is due by {date}.", date=date)
        case Aim.ACKNOWLEDGE:
            # Translators: {date} is the last day, such as 20 Feb 2027.
            return _("The company has to confirm receipt by {date}.", date=date)


def no_number_words(word: NoNumber) -> str:
    """Return how a law asks for speed without a number."""
    match word:
        case NoNumber.PROMPTLY:
            return _("The law asks for a prompt answer and gives no number of days.")
        case NoNumber.WITHOUT_DELAY:
            return _("The law asks for an answer without delay and gives no number of days.")
        case NoNumber.WITHOUT_UNDUE_DELAY:
            return _("The law asks for an answer without undue delay and gives no number of days.")
        case NoNumber.IMMEDIATELY:
            return _("The law asks for an immediate answer and gives no number of days.")
        case NoNumber.AT_ANY_TIME:
            return _("The law lets you do this at any time and gives no number of days.")
        case NoNumber.LEFT_TO_AUTHORITY:
            return _("The law leaves the time to rules of the authority.")


def target_words(deadline: Deadline) -> str:
    """Return the day to plan with where the law gives none; empty without one."""
    if deadline.target_on is None:
        return ""
    return _(
        "{date} is a day to plan with. The law does not give it.",
        date=format_date(deadline.target_on),
    )


def caution_words(deadline: Deadline) -> tuple[str, ...]:
    """Return what weakens a deadline: not binding, a doubtful day, how the law was read."""
    said = []
    if not deadline.parameter.is_binding:
        said.append(_("This comes from a standard and does not bind."))
    if deadline.is_doubtful:
        said.append(
            _("Whether one of the days counts can be read in two ways; the later date is shown.")
        )
    if deadline.parameter.weakest_grade is not Grade.TEXT:
        said.append(_("From a summary, not checked against the legal text."))
    return tuple(said)


def step_words(step: Step) -> str:
    """Return one step of a count in a sentence."""
    date = format_date(step.on)
    holiday = holiday_name(step.name)
    match step.reason:
        case Reason.STARTED:
            return _("{date}: the time runs from here; this day itself does not count.", date=date)
        case Reason.COUNTED:
            # Translators: {number} counts the working days: 1, 2, 3.
            return _("{date}: working day {number}.", date=date, number=step.number)
        case Reason.MAKE_UP_COUNTED:
            # Translators: a Saturday or Sunday that is worked to make a holiday longer.
            return _(
                "{date}: working day {number}; this weekend day is worked because of {holiday}.",
                date=date,
                number=step.number,
                holiday=holiday,
            )
        case Reason.WEEKEND:
            return _("{date}: a weekend day does not count.", date=date)
        case Reason.HOLIDAY if step.is_doubtful:
            return _(
                "{date}: {holiday}. Whether this day counts is open; here it does not count.",
                date=date,
                holiday=holiday,
            )
        case Reason.HOLIDAY:
            # Translators: {holiday} is the name of a public holiday.
            return _("{date}: {holiday}, does not count.", date=date, holiday=holiday)
        case Reason.NO_SUCH_DATE:
            return _(
                "{date}: this month has no such date, so its last day is taken.",
                date=date,
            )
        case Reason.PERIOD_ENDS:
            return _("{date}: the time would be over.", date=date)
        case Reason.PAUSED:
            until = format_date(step.until) if step.until else date
            # Translators: {date} and {until} are the first and the last day.
            return _("{date} to {until}: the time stood still.", date=date, until=until)
        case Reason.LAST_DAY:
            return _("{date}: the last day.", date=date)


def counting_words(deadline: Deadline) -> tuple[str, ...]:
    """Return how a last day was counted, a sentence for each step.

    The end of the period is left out where the last day is the same.
    """
    return tuple(
        step_words(step)
        for step in deadline.steps
        if step.reason is not Reason.PERIOD_ENDS or step.on != deadline.due_on
    )


_HOLIDAYS: Mapping[str, Callable[[], str]] = {
    # China
    "New Year's Day": lambda: pgettext("holiday", "New Year's Day"),
    "Spring Festival": lambda: pgettext("holiday", "Spring Festival"),
    "Tomb-sweeping Day": lambda: pgettext("holiday", "Tomb-sweeping Day"),
    "Labour Day": lambda: pgettext("holiday", "Labour Day"),
    "Dragon Boat Festival": lambda: pgettext("holiday", "Dragon Boat Festival"),
    "Mid-autumn Festival": lambda: pgettext("holiday", "Mid-autumn Festival"),
    "National Day": lambda: pgettext("holiday", "National Day"),
    # California
    "Martin Luther King Jr. Day": lambda: pgettext("holiday", "Martin Luther King Jr. Day"),
    "Lunar New Year": lambda: pgettext("holiday", "Lunar New Year"),
    "Lincoln Day": lambda: pgettext("holiday", "Lincoln Day"),
    "Presidents' Day": lambda: pgettext("holiday", "Presidents' Day"),
    "Cesar Chavez Day": lambda: pgettext("holiday", "Cesar Chavez Day"),
    "Farmworkers Day": lambda: pgettext("holiday", "Farmworkers Day"),
    "Genocide Remembrance Day": lambda: pgettext("holiday", "Genocide Remembrance Day"),
    "Memorial Day": lambda: pgettext("holiday", "Memorial Day"),
    "Juneteenth": lambda: pgettext("holiday", "Juneteenth"),
    "Independence Day": lambda: pgettext("holiday", "Independence Day"),
    "Labor Day": lambda: pgettext("holiday", "Labor Day"),
    "Admission Day": lambda: pgettext("holiday", "Admission Day"),
    "Native American Day": lambda: pgettext("holiday", "Native American Day"),
    "Columbus Day": lambda: pgettext("holiday", "Columbus Day"),
    "Diwali": lambda: pgettext("holiday", "Diwali"),
    "Veterans Day": lambda: pgettext("holiday", "Veterans Day"),
    "Thanksgiving Day": lambda: pgettext("holiday", "Thanksgiving Day"),
    "Day after Thanksgiving": lambda: pgettext("holiday", "Day after Thanksgiving"),
    "Christmas Day": lambda: pgettext("holiday", "Christmas Day"),
}
