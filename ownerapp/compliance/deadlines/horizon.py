"""How far holidays are known that are worked out from a law, not published year by year."""

from __future__ import annotations

from datetime import date

COMPUTED_THROUGH = 2027
"""The last year of calendars that follow from a law alone. ``holidays`` would answer to 2100
by the law of today; states add and drop holidays with a year's notice or less (Denmark for
2024, Slovakia for 2026), so only the year after that of the locked release is taken as known.
Raise it when the library is raised."""

PUBLISHED_THROUGH = 2026
"""The last year that ``holidays`` holds of calendars that a government publishes every year."""

LAST_SETTLED = (12, 24)
"""Until when the newest published year is settled. The schedule of the next year can still
change the week before its New Year: a make-up weekend, or New Year's Eve."""


def end_of_computed() -> date:
    """Return the last known day of a calendar that follows from a law."""
    return date(COMPUTED_THROUGH, 12, 31)


def end_of_published(year: int) -> date:
    """Return the last settled day when the schedule of a year is the newest known."""
    return date(year, *LAST_SETTLED)
