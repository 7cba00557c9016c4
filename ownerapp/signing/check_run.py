"""One verification while it runs: which check came out how, and what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from ownerapp.domain.errors import CheckFailedError
from ownerapp.domain.verdict import Check, CheckResult, Outcome

_T = TypeVar("_T")

EARLIER_CHECK: Final = "earlier-check"
VERSION_UNKNOWN: Final = "version-unknown"

ORDER: Final = (
    Check.READABLE,
    Check.FORMAT,
    Check.SUITE,
    Check.ISSUER,
    Check.SIGNATURE,
    Check.KEY,
    Check.TEXTS,
    Check.STATES,
)
"""The checks of everything that is signed with a record key, in their order."""


class CheckRun:
    """Collects outcomes; what was never set is skipped because of an earlier check."""

    def __init__(self) -> None:
        self._results: dict[Check, CheckResult] = {}
        self.facts: dict[str, str] = {}

    def results(self) -> tuple[CheckResult, ...]:
        """Return one result for each check, in order."""
        return tuple(
            self._results.get(check)
            or CheckResult(check=check, outcome=Outcome.SKIPPED, reason=EARLIER_CHECK)
            for check in ORDER
        )

    def is_ok(self, check: Check) -> bool:
        """Tell whether a check was made and holds."""
        result = self._results.get(check)
        return result is not None and result.outcome is Outcome.OK

    def attempt(self, check: Check, work: Callable[[], _T]) -> _T | None:
        """Run a check; keep its outcome and return its value, None when it fails."""
        try:
            value = work()
        except CheckFailedError as error:
            self.set(check, Outcome.FAILED, error.reason)
            return None
        self.set(check, Outcome.OK)
        return value

    def set(self, check: Check, outcome: Outcome, reason: str = "", **params: str) -> None:
        """Keep an outcome."""
        self.add(CheckResult(check=check, outcome=outcome, reason=reason, params=params))

    def add(self, result: CheckResult) -> None:
        """Keep an outcome that was decided elsewhere."""
        self._results[result.check] = result

    def skip(self, checks: Sequence[Check], reason: str) -> None:
        """Say of checks that they do not apply, and why."""
        for check in checks:
            self.set(check, Outcome.SKIPPED, reason)
