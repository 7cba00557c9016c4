"""The words for errors around requests, for :mod:`explain`."""

from __future__ import annotations

from collections.abc import Callable

from ownerapp.domain import errors as e
from ownerapp.i18n import _
from ownerapp.i18n.formatting import format_list
from ownerapp.presentation.states import Explanation


def _not_known(error: e.RightNotKnownError) -> Explanation:
    return Explanation(
        title=_("The law of this car's notice does not know this kind of request."),
        # Translators: {codes} is a list of words such as access, which stay as they are.
        body=_("It knows these: {codes}.", codes=format_list(error.known)) if error.known else "",
        next_step=_("Choose one of the requests that are offered for this car."),
    )


def _missing(_error: e.RequestMissingError) -> Explanation:
    return Explanation(
        title=_("There is no such request here, or several begin like this."),
        body="",
        next_step=_("Look at the list of your requests."),
    )


def _step(error: e.RequestStepError) -> Explanation:
    title, next_step = _step_words(error.reason)
    return Explanation(title=title, body=_("Nothing was saved."), next_step=next_step)


def _step_words(reason: str) -> tuple[str, str]:
    match reason:
        case "not-sent":
            return (
                _("This request was not sent yet."),
                _("First say on which day you sent the letter and how."),
            )
        case "sent":
            return (
                _("This request was sent already."),
                _("Write a new one if you want to ask for something else."),
            )
        case "closed":
            return (
                _("This request is closed."),
                _("Write a new one if you want to ask again."),
            )
        case "answered":
            return (
                _("An answer to this request is kept already."),
                _("Keep this as another letter, without saying that it answers."),
            )
        case "before-sent":
            return (
                _("This day is before the day on which you sent the letter."),
                _("Check the day."),
            )
        case "after-later":
            return (
                _("Something that came after the letter has an earlier day than this."),
                _("Check the day, and the days of what came back."),
            )
        case "in-future":
            return _("This day has not come yet."), _("Check the day.")
        case "nothing-awaited":
            return (
                _("The company awaits nothing from you here."),
                _("First keep the letter in which it asks for something."),
            )
        case "until-missing":
            return (
                _("The day until which the company wants more time is missing, or too early."),
                _("Name the day that stands in its letter."),
            )
        case "too-many":
            return (
                _("There is no room for more replies with this request."),
                _("Close it, and write a new one that names this one."),
            )
        case "not-about":
            return (
                _("A complaint can only be about a request for the same car that was sent."),
                _("Choose another request, or complain without naming one."),
            )
        case _:
            return (
                _("There is nothing to keep."),
                _("Give a text or a file, or say what the reply does."),
            )


MAKERS: dict[type[e.OwnerAppError], Callable[..., Explanation]] = {
    e.RightNotKnownError: _not_known,
    e.RequestMissingError: _missing,
    e.RequestStepError: _step,
}
