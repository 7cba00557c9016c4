"""Lengths of ISO 8601 periods, for comparing what a notice declares with a limit."""

from __future__ import annotations

import re

_PERIOD = re.compile(
    r"P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?"
    r"(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})S)?)?",
    re.ASCII,
)
_HOURS = (365 * 24, 28 * 24, 7 * 24, 24, 1, 1 / 60, 1 / 3600)
"""Hours of each part at the least: a common year, a February."""


def hours_at_least(period: str) -> float | None:
    """Return how many hours a period has at the least, or None for no such period.

    A period is too long only where its shortest reading is: ``P1M`` begins in February.
    """
    match = _PERIOD.fullmatch(period)
    if match is None or period[-1] in "PT":
        return None
    return sum(int(count) * hours for count, hours in zip(match.groups("0"), _HOURS, strict=True))
