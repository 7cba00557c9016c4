"""The history as a table, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from ownerapp.domain.event import Event, rfc3339
from ownerapp.domain.ids import PracticeId
from ownerapp.i18n import _
from ownerapp.presentation.history_page import event_sentence


def history_rows(
    events: Sequence[Event], titles: Mapping[PracticeId, str], zone: tzinfo
) -> list[list[str]]:
    """Return a heading row and one row per entry, oldest first; times are RFC 3339 in UTC."""
    rows = [
        [
            # Translators: a column with the numbers of the entries of the history.
            _("Entry"),
            _("Time (UTC)"),
            # Translators: a column with a code of what happened.
            _("Kind"),
            # Translators: one kind of data collected for one purpose; what a person turns on or
            # off.
            _("Collection"),
            _("What happened"),
            # Translators: a column that says for how long something was turned on, such as 7d.
            _("Length"),
            # Translators: a column with the time at which a choice ends.
            _("Ends (UTC)"),
            # Translators: one version of the car maker's privacy notice for a car model.
            _("Notice"),
        ]
    ]
    rows += [
        [
            str(event.seq + 1),
            rfc3339(event.at),
            event.kind.value,
            event.practice or "",
            event_sentence(event, titles, zone),
            event.term.value if event.term else "",
            rfc3339(event.ends_at) if event.ends_at else "",
            event.notice or "",
        ]
        for event in events
    ]
    return rows
