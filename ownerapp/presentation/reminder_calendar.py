"""The ends of yeses, and the last days of requests, as entries of a calendar.

A calendar file names the collections and what was asked for, because it is of no use otherwise,
and nothing else: neither person nor plate nor company.
"""

from __future__ import annotations

from collections.abc import Sequence

from ownerapp.domain.choice import Status
from ownerapp.i18n import _, ngettext
from ownerapp.presentation.calendar_file import CalendarEntry
from ownerapp.presentation.reminders import DAY, FROM_A_DAY, FROM_A_WEEK, WEEK
from ownerapp.presentation.requests_page import request_row
from ownerapp.presentation.voice import Voice
from ownerapp.services.choices import CarChoices
from ownerapp.services.rights import RequestView


def calendar_entries(views: Sequence[tuple[CarChoices, Voice]]) -> tuple[CalendarEntry, ...]:
    """Return the ends of all yeses that are on, of several cars."""
    return tuple(
        CalendarEntry(
            uid=f"{item.choice.event_seq}.{item.practice.id}.{view.vehicle.id}",
            at=item.choice.ends_at,
            # Translators: the title of an entry in a calendar; {title} is the title of a kind of
            # data, for example Cabin camera clips.
            summary=_("{title}: your yes ends", title=voice.words(item.practice.title)),
            description=_("It turns off by itself. To keep it on, answer again in ownerapp."),
            alarms=(WEEK, DAY) if item.choice.term in FROM_A_WEEK else (DAY,),
        )
        for view, voice in views
        for item in view.choices
        if item.status is Status.GIVEN
        and item.choice is not None
        and item.choice.ends_at is not None
        and item.choice.term in FROM_A_DAY
    )


def deadline_entries(requests: Sequence[RequestView], interface: str) -> tuple[CalendarEntry, ...]:
    """Return the last days of all answers that are still to come."""
    return tuple(
        CalendarEntry(
            # By the request alone: where the company takes more time, the entry moves.
            uid=f"request.{view.request.id}",
            at=view.headline.on,
            # Translators: the title of an entry in a calendar; {request} is what was asked for.
            summary=_("Answer due: {request}", request=request_row(view, interface).title),
            description=_("What you can do when no answer comes stands in ownerapp, My rights."),
            alarms=(WEEK, DAY),
        )
        for view in requests
        if view.headline is not None
        and view.request.closed_on is None
        and view.headline.on >= view.today
    )


def calendar_sentence(count: int) -> str:
    """Return what a written calendar file holds."""
    if not count:
        return _(
            "The file is empty: nothing that is on ends more than a day after its start, and no "
            "answer is due."
        )
    # Translators: {count} is a number of entries in a calendar.
    return ngettext(
        "The file has {count} entry. Open it with your calendar.",
        "The file has {count} entries. Open it with your calendar.",
        count,
        count=count,
    )
