"""How long data may be kept for a purpose before the check speaks up: a product choice.

PIPL Art 19 asks for the shortest time that the purpose needs and names no number. The times
here are generous on purpose, so that what is longer needs a reason: three years are the
general limitation period for claims in China (Civil Code Art 188, general knowledge), one
year the longest term that a person can give. What the law itself prescribes has no entry.
"""

from __future__ import annotations

from collections.abc import Mapping

from ownerapp.compliance.periods import hours_at_least
from ownerapp.domain.notice import Practice
from ownerapp.domain.notice_codes import Purpose

LONGEST_TIMES: Mapping[Purpose, str] = {
    Purpose.DRIVING_SAFETY: "P3Y",
    Purpose.ASSISTED_DRIVING: "P1Y",
    Purpose.NAVIGATION: "P1Y",
    Purpose.REQUESTED_SERVICE: "P3Y",
    Purpose.VOICE_RECOGNITION: "P1Y",
    Purpose.REMOTE_CABIN_VIEW: "P30D",
    Purpose.CLOUD_STORAGE: "P3Y",
    Purpose.AUTHENTICATION: "P3Y",
    Purpose.DROWSINESS: "P30D",
    Purpose.DISTRACTION: "P30D",
    Purpose.SERVICE_IMPROVEMENT: "P2Y",
    Purpose.USER_EXPERIENCE: "P1Y",
    Purpose.RESEARCH: "P3Y",
    Purpose.PUSH: "P1Y",
    Purpose.MARKETING: "P1Y",
    Purpose.THIRD_PARTY: "P1Y",
}
"""ISO 8601 periods; the longest of a practice's purposes counts."""


def is_kept_too_long(practice: Practice) -> bool:
    """Tell whether the declared period is above the table's for every purpose."""
    declared = hours_at_least(practice.retention.period or "")
    if declared is None or not practice.purposes:
        return False
    limits = [_limit(purpose.code) for purpose in practice.purposes]
    return all(limit is not None and declared > limit for limit in limits)


def _limit(purpose: Purpose) -> float | None:
    period = LONGEST_TIMES.get(purpose)
    return None if period is None else hours_at_least(period)
