"""The words for what held on a day, and why nobody can be sure of one."""

from __future__ import annotations

from datetime import tzinfo

from ownerapp.domain.span import DayWord, Gap, GapReason
from ownerapp.i18n import _, pgettext
from ownerapp.i18n.formatting import format_datetime


def day_phrase(word: DayWord) -> str:
    """Return the answer for a day in words."""
    match word:
        case DayWord.ON:
            # Translators: the answer whether a collection was allowed on a day.
            return pgettext("day", "Your choice was on")
        case DayWord.OFF:
            # Translators: the answer whether a collection was allowed on a day.
            return pgettext("day", "Your choice was off")
        case DayWord.CHANGED:
            # Translators: the answer whether a collection was allowed on a day.
            return pgettext("day", "Changed on that day")
        case DayWord.NOT_SURE:
            # Translators: the answer whether a collection was allowed on a day.
            return pgettext("day", "Not sure")


def doubt_sentence(gap: Gap, zone: tzinfo) -> str:
    """Return why nobody can be sure about a time."""
    until = format_datetime(gap.until, zone)
    match gap.reason:
        case GapReason.CLOCK:
            since = format_datetime(gap.since, zone) if gap.since is not None else ""
            # Translators: {since} and {until} are dates with times.
            return _(
                "The clock of this computer was set back, so the time from {since} to "
                "{until} went by twice.",
                since=since,
                until=until,
            )
        case GapReason.RESTORED:
            if gap.since is None:
                # Translators: {until} is a date with a time.
                return _(
                    "The history was brought back from a backup on {until}; what was done "
                    "after the backup is not in it.",
                    until=until,
                )
            # Translators: {since} and {until} are dates with times.
            return _(
                "What was done between the backup of {since} and its return on {until} is "
                "not in the history.",
                since=format_datetime(gap.since, zone),
                until=until,
            )
        case GapReason.BROKEN:
            # Translators: {until} is a date with a time.
            return _(
                "The history was found broken on {until}; entries before that may be "
                "missing or changed.",
                until=until,
            )
        case GapReason.KEY_LOST:
            # Translators: {until} is a date with a time.
            return _(
                "The history begins anew on {until}, because the key to the one before was lost.",
                until=until,
            )
