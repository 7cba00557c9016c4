"""What is safe to conclude from a verdict that is not *valid*, and what to do next.

The same sentences in the window, on the command line and on the page for browsers. They name no
cause that the checks do not show, and never a higher word than the verdict.
"""

from __future__ import annotations

from ownerapp.domain.verdict import Check, Outcome, Report, Verdict
from ownerapp.i18n import _

OPEN_REASONS = (
    "not-accepted",
    "version-unknown",
    "part-missing",
    "made-in-the-future",
    "times-out-of-order",
)
"""Why nobody can tell, where there is more to do than to check it elsewhere; the first counts.

Whose key it is comes first: without that nothing else is of use.
"""
_OTHER = ""


def verdict_meaning(report: Report) -> str:
    """Return what follows from the verdict and what to do next; nothing where it is valid."""
    match report.verdict:
        case Verdict.VALID:
            return ""
        case Verdict.NOT_VALID:
            return not_valid_meaning()
        case Verdict.CANNOT_TELL:
            return _open_meaning(report)


def not_valid_meaning() -> str:
    """Return what follows from a check that fails."""
    return _(
        "At least one check fails, so rely on nothing in it. This does not say why it fails: a "
        "copy can also be damaged on the way. Ask the one who gave it to you for it again."
    )


def open_meaning(reason: str) -> str:
    """Return what follows where nobody can tell.

    Args:
        reason: One of :data:`OPEN_REASONS`; anything else gives what holds for all of them.
    """
    match reason:
        case "not-accepted":
            return _(
                "No check fails, but whose key it is cannot be told here. Before you rely on it, "
                "compare the fingerprint of the key in another way than the one it came by."
            )
        case "version-unknown":
            return _(
                "No check fails, but not all of it could be checked. Before you rely on it, check "
                "it with a newer version of the program."
            )
        case "part-missing":
            return _(
                "No check fails, but a part is missing. Before you rely on it, ask the one who "
                "gave it to you for all of it."
            )
        case "made-in-the-future":
            return _(
                "No check fails, but its time has not come yet. See whether the date and time of "
                "this computer are right, and check it again."
            )
        case "times-out-of-order":
            return _(
                "No check fails, but which answer came last is not shown. Before you rely on one, "
                "ask the owner which one it was."
            )
        case _:
            return _(
                "No check fails, but something is missing to be sure. Do not rely on it before a "
                "check can tell; until then it is neither shown to be good nor to be false."
            )


def _open_meaning(report: Report) -> str:
    unknown = [item for item in report.checks if item.outcome is Outcome.UNKNOWN]
    if any(item.check is Check.READABLE and item.reason != "part-missing" for item in unknown):
        return _picture_meaning()
    reasons = {item.reason for item in unknown}
    return open_meaning(next((reason for reason in OPEN_REASONS if reason in reasons), _OTHER))


def _picture_meaning() -> str:
    """Return what follows from a picture in which nothing was read."""
    return _(
        "Nothing is shown for it or against it. Take another picture, or ask the one who gave it "
        "to you for the record as a file."
    )
