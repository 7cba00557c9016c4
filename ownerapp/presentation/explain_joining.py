"""The words for errors around merging and importing, for :mod:`explain`."""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.domain import errors as e
from ownerapp.domain.verdict import Check, CheckResult, Outcome
from ownerapp.i18n import _
from ownerapp.presentation.states import Explanation
from ownerapp.presentation.verdict_page import check_sentence


def _broken(_error: e.MergeBrokenError) -> Explanation:
    return Explanation(
        title=_("The history in this backup does not hold."),
        body=_("An entry, a signature or a head of it is not as it was signed. Nothing was taken."),
        next_step=_("Check the history on the other computer and make a new backup there."),
    )


def _forked(error: e.MergeForkedError) -> Explanation:
    return Explanation(
        title=_("This backup does not go on from what is already here."),
        # Translators: {origin} is the name of a history, such as local/ownerapp/5f0e0d3c.
        body=_(
            "Both histories are named {origin}, but they hold different entries at one place. "
            "Nothing was taken.",
            origin=error.origin,
        ),
        next_step=_("Make a new backup on the other computer, or keep the two apart."),
    )


def _own(_error: e.ImportedOwnError) -> Explanation:
    return Explanation(
        title=_("This record was made here."),
        body=_("It stands in the history already. Nothing was changed."),
        next_step=_("You find it in the list of your records."),
    )


def _key_unknown(error: e.ImportedKeyUnknownError) -> Explanation:
    return Explanation(
        title=_("The record was signed with a key that is not known here."),
        # Translators: {fingerprint} is a row of digits and letters.
        body=_(
            "Its fingerprint is {fingerprint}. Nothing was imported.",
            fingerprint=error.fingerprint,
        ),
        next_step=_(
            "Compare it with what the one who made the record tells you, and import it by that "
            "fingerprint."
        ),
    )


def _other_car(_error: e.ImportedOtherCarError) -> Explanation:
    return Explanation(
        title=_("This record is about another one of your cars."),
        body=_("Nothing was imported."),
        next_step=_("Choose that car and import it there."),
    )


def _not_valid(error: e.ImportedNotValidError) -> Explanation:
    return Explanation(
        title=_("This record is not valid."),
        body=_sentence(error.check, Outcome.FAILED, error.reason),
        next_step=_("Ask the one who made it for the record as it was made."),
    )


def _unclear(error: e.ImportedUnclearError) -> Explanation:
    return Explanation(
        title=_("Nobody can tell whether this record is good."),
        body=_sentence(error.check, Outcome.UNKNOWN, error.reason),
        next_step=_("Ask the one who made it for the whole record."),
    )


def _kind(_error: e.ImportedKindError) -> Explanation:
    return Explanation(
        title=_("This is not a whole record."),
        # Translators: the code is a QR code.
        body=_(
            "A code, a picture of one or a page without a record is not enough. Nothing was "
            "imported."
        ),
        next_step=_("Import the PDF, the JSON file or the bundle."),
    )


def _sentence(check: str, outcome: Outcome, reason: str) -> str:
    """Return what a check found, as a whole sentence; nothing of a check that is not known."""
    if check not in set(Check):
        return ""
    said = check_sentence(CheckResult(check=Check(check), outcome=outcome, reason=reason))
    # Translators: {text} is a short line without a full stop, such as Shipped with ownerapp.
    return _("{text}.", text=said)


MAKERS: dict[type[e.OwnerAppError], Callable[..., Explanation]] = {
    e.MergeBrokenError: _broken,
    e.MergeForkedError: _forked,
    e.ImportedOwnError: _own,
    e.ImportedKeyUnknownError: _key_unknown,
    e.ImportedOtherCarError: _other_car,
    e.ImportedNotValidError: _not_valid,
    e.ImportedUnclearError: _unclear,
    e.ImportedKindError: _kind,
}
