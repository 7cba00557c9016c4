"""Writes a calendar file: RFC 5545, as far as reminders need it.

Rules:

1. Lines end with CR LF and have at most 75 octets; a longer one goes on after a line break and
   a blank, and is never cut inside a character (section 3.1).
2. In a text a backslash, a semicolon, a comma and a line break are escaped (section 3.3.11);
   other control characters, which a text may not hold, are left out.
3. Times are in UTC, so no zone has to be described (section 3.3.5). A last day is a day and no
   moment (section 3.3.4), the same one wherever the calendar is read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from ownerapp.domain.values import dataclass

_OCTETS: Final = 75
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PRODUCT: Final = "-//ownerapp//reminders//EN"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One moment or one whole day, with alarms before it."""

    uid: str
    """What makes it the same entry when it is imported again; only a hash of it is written."""
    at: datetime | date
    summary: str
    description: str
    alarms: tuple[timedelta, ...] = ()
    """How long before it; whole days."""


def calendar_file(entries: Sequence[CalendarEntry], *, now: datetime) -> bytes:
    """Return the bytes of a calendar with these entries."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        *(line for entry in entries for line in _event(entry, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def folded(line: str) -> str:
    """Return a content line, broken where it is longer than 75 octets (rule 1)."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "surrogatepass"))
        if size + octets > _OCTETS:
            parts.append(part)
            # The blank at the start of the next line counts.
            part, size = "", 1
        part += letter
        size += octets
    return "\r\n ".join([*parts, part])


def escaped(text: str) -> str:
    """Return a text as a value (rule 2)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = _CONTROLS.sub("", lines).encode("utf-8", "replace").decode()
    for letter in ("\\", ";", ","):
        plain = plain.replace(letter, f"\\{letter}")
    return plain.replace("\n", "\\n")


def _event(entry: CalendarEntry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(entry.uid.encode()).hexdigest()[:32]}@ownerapp"
    yield f"DTSTAMP:{_utc(now)}"
    if isinstance(entry.at, datetime):
        yield f"DTSTART:{_utc(entry.at)}"
    else:
        yield f"DTSTART;VALUE=DATE:{entry.at:%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    yield f"DESCRIPTION:{escaped(entry.description)}"
    # Nobody is busy because of it.
    yield "TRANSP:TRANSPARENT"
    yield "CLASS:PRIVATE"
    for alarm in entry.alarms:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{escaped(entry.summary)}"
        yield f"TRIGGER:-P{alarm.days}D"
        yield "END:VALARM"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
