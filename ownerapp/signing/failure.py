"""One short way to say which check does not hold."""

from __future__ import annotations

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.verdict import Check


def failed(check: Check, reason: str) -> CheckFailedError:
    """Return the error of a check that does not hold, ready to be raised."""
    return CheckFailedError(check=check.value, reason=reason)
