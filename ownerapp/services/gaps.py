"""Times that the history cannot tell, as its own entries say."""

from __future__ import annotations

from datetime import datetime, timedelta

from ownerapp.domain.event import Event, EventKind, parse_rfc3339
from ownerapp.domain.span import Gap, GapReason

GAP_KINDS = frozenset(
    {
        EventKind.CLOCK_STEPPED_BACK,
        EventKind.STORE_RESTORED,
        EventKind.LOG_REANCHORED,
        EventKind.LOG_PREDECESSOR,
    }
)
"""The entries that may put a time in doubt."""
_NO_BREAK = frozenset({"stopped-before-anchor", "anchor-lost"})
"""Reasons to anchor again that put no entry in doubt."""


def gap_of(event: Event) -> Gap | None:
    """Return what an entry says about a time that the history cannot tell, or None."""
    match event.kind:
        case EventKind.CLOCK_STEPPED_BACK:
            seconds = event.detail.get("seconds")
            length = seconds if isinstance(seconds, int) else 0
            until = event.at + timedelta(seconds=max(length, 0))
            return Gap(since=event.at, until=until, reason=GapReason.CLOCK)
        case EventKind.STORE_RESTORED:
            return Gap(since=_moment(event, "backup"), until=event.at, reason=GapReason.RESTORED)
        case EventKind.LOG_REANCHORED:
            if event.detail.get("reason") in _NO_BREAK:
                return None
            return Gap(since=None, until=event.at, reason=GapReason.BROKEN)
        case EventKind.LOG_PREDECESSOR:
            return Gap(since=None, until=event.at, reason=GapReason.KEY_LOST)
        case _:
            return None


def _moment(event: Event, name: str) -> datetime | None:
    text = event.detail.get(name)
    try:
        return parse_rfc3339(text) if isinstance(text, str) else None
    except ValueError:
        return None
