"""The words for errors around newer notices; :mod:`explain` hands them out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ownerapp.domain import errors as e
from ownerapp.i18n import _
from ownerapp.i18n.formatting import format_date
from ownerapp.presentation.states import Explanation


def _changed(_error: e.NoticeChangedError) -> Explanation:
    return Explanation(
        title=_("The notice changed while you were reading it."),
        body=_("Nothing was turned on."),
        next_step=_("Read the new text and answer again."),
    )


def _not_yet(error: e.NoticeNotYetError) -> Explanation:
    return Explanation(
        # Translators: {version} is the version of a notice, {date} a date such as 20 Feb 2027.
        title=_(
            "Version {version} of the notice applies from {date}.",
            version=error.version,
            date=_day(error.effective_from),
        ),
        body=_("Until then the car follows the present one. Nothing was changed."),
        next_step=_("Try again on that day."),
    )


def _older(error: e.NoticeOlderError) -> Explanation:
    return Explanation(
        # Translators: {present} and {version} are versions of a notice.
        title=_(
            "The car follows version {present} of this notice already, which is later than "
            "version {version}.",
            present=error.present,
            version=error.version,
        ),
        body=_("Nothing was changed."),
        next_step=_("Choose a later version, or keep the present one."),
    )


def _day(text: str) -> str:
    try:
        return format_date(date.fromisoformat(text))
    except ValueError:
        return text


MAKERS: dict[type[e.OwnerAppError], Callable[..., Explanation]] = {
    e.NoticeChangedError: _changed,
    e.NoticeNotYetError: _not_yet,
    e.NoticeOlderError: _older,
}
