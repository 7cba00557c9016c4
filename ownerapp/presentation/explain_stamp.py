"""The words for errors around time stamps; :mod:`explain` hands them out."""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.domain import errors as e
from ownerapp.i18n import _
from ownerapp.presentation.joining import sentences
from ownerapp.presentation.states import Explanation


def _address(error: e.TimeStampAddressError) -> Explanation:
    return Explanation(
        # Translators: {address} is what the person typed.
        title=_("{address} is not the address of a time stamp server.", address=error.address),
        body=_("No server was asked, and nothing was saved."),
        next_step=_(
            "Give an address that begins with https:// or http://, without a user name and a "
            "password."
        ),
    )


def _nowhere(_error: e.TimeStampNowhereError) -> Explanation:
    return Explanation(
        title=_("A time stamp goes into a PDF or a bundle, and neither was asked for."),
        body=_("No server was asked, and nothing was saved."),
        next_step=_("Export a PDF or a bundle too, or leave the time stamp out."),
    )


def _failed(error: e.TimeStampFailedError) -> Explanation:
    return Explanation(
        title=_failed_title(error),
        # Translators: {server} is a web address.
        body=sentences(
            _("The server is {server}.", server=error.server),
            _("No record was written, and nothing was added to the history."),
        ),
        next_step=_("Try again later, use another server, or export without a time stamp."),
    )


def _failed_title(error: e.TimeStampFailedError) -> str:
    match error.reason:
        case "too-slow":
            return _("The time stamp server did not answer in time.")
        case "status":
            # Translators: {number} is the number of an HTTP status, for example 500.
            return _("The time stamp server answered with error {number}.", number=error.detail)
        case "not-a-stamp" | "too-large":
            return _("What the server answered is not a time stamp.")
        case "refused":
            return _("The time stamp server refused to give a time stamp.")
        case "other":
            return _("The time stamp that the server gave is not one for this record.")
        case "form":
            return _("The server gave a time stamp of a kind that cannot be checked here.")
        case _:
            return _("The time stamp server could not be reached.")


MAKERS: dict[type[e.OwnerAppError], Callable[..., Explanation]] = {
    e.TimeStampAddressError: _address,
    e.TimeStampNowhereError: _nowhere,
    e.TimeStampFailedError: _failed,
}
