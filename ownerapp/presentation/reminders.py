"""Which yeses end soon, and how that is said in the window and on the desktop.

Rules:

1. A week before its end only a yes of more than a week is spoken of, a day before only one of
   more than a day. What is off, also by a pause, needs no reminder.
2. A reminder leads to the cards and answers nothing; what is not answered ends by itself.
3. Outside the window a reminder says how many and when, and never what: a screen that is locked
   may show it to everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from ownerapp.domain.choice import Status
from ownerapp.domain.ids import PracticeId
from ownerapp.domain.term import Term
from ownerapp.domain.values import dataclass
from ownerapp.i18n import ngettext
from ownerapp.i18n.formatting import format_date
from ownerapp.services.choices import CarChoices, PracticeChoice

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FROM_A_WEEK = frozenset({Term.MONTHS_3, Term.YEAR_1})
FROM_A_DAY = frozenset({Term.DAYS_7, *FROM_A_WEEK})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What is said about yeses that end soon."""

    text: str
    link: str
    practice: PracticeId | None = None
    """The one that ends first; the link leads to its card. None: the link keeps everything on."""


def reminder(view: CarChoices) -> Reminder | None:
    """Return what is to be said now, or None (rule 1)."""
    soon = ending_soon(view)
    if not soon:
        return None
    text, count = _ending(soon, view.now)
    return Reminder(
        text=text,
        # Translators: a link to the cards of choices that run out.
        link=ngettext("Show it", "Show the first one", count),
        practice=soon[0].practice.id,
    )


def ending_words(views: Sequence[CarChoices]) -> str:
    """Say of all cars together how many yeses end soon; empty where none does."""
    soon = [item for view in views for item in ending_soon(view)]
    return _ending(soon, views[0].now)[0] if soon else ""


def _ending(soon: Sequence[PracticeChoice], now: datetime) -> tuple[str, int]:
    """Return what is said of yeses that end soon, and of how many it is."""
    within_a_day = sum(_end(item) <= now + DAY for item in soon)
    if within_a_day:
        text = ngettext(
            # Translators: {count} is a number of choices that run out.
            "{count} choice ends within a day.",
            "{count} choices end within a day.",
            within_a_day,
            count=within_a_day,
        )
        return text, within_a_day
    text = ngettext(
        # Translators: {count} is a number of choices that run out.
        "{count} choice ends within a week.",
        "{count} choices end within a week.",
        len(soon),
        count=len(soon),
    )
    return text, len(soon)


def long_away(view: CarChoices, zone: tzinfo) -> Reminder | None:
    """Return the question after a year without opening, or None; it is asked in any case."""
    count = sum(item.choice is not None and item.choice.is_yes(view.now) for item in view.choices)
    if view.asked_until is None or not count:
        return None
    date = format_date(view.asked_until, zone)
    return Reminder(
        text=ngettext(
            # Translators: {count} is a number of choices, {date} a date such as 3 Nov 2026.
            "You did not open ownerapp for a year. {count} choice turns off on {date}, unless "
            "you keep it on.",
            "You did not open ownerapp for a year. {count} choices turn off on {date}, unless "
            "you keep them on.",
            count,
            count=count,
            date=date,
        ),
        # Translators: a link; what is on stays on until its own end.
        link=ngettext("Keep it on", "Keep them on", count),
    )


def ending_soon(view: CarChoices) -> tuple[PracticeChoice, ...]:
    """Return the yeses that end within a week or a day, the first one first."""
    found = [
        item
        for item in view.choices
        if item.status is Status.GIVEN
        and item.choice is not None
        and item.choice.ends_at is not None
        and (
            (item.choice.term in FROM_A_WEEK and item.choice.ends_at <= view.now + WEEK)
            or (item.choice.term in FROM_A_DAY and item.choice.ends_at <= view.now + DAY)
        )
    ]
    return tuple(sorted(found, key=_end))


def _end(item: PracticeChoice) -> datetime:
    """Return the end of a yes that has one."""
    if item.choice is None or item.choice.ends_at is None:  # pragma: no cover - asked before
        raise ValueError
    return item.choice.ends_at
